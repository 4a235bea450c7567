"""A comparison as files: tables, a page, pictures; and put beside its sweep in MLflow."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from runner.comparison.records import (
    CSV_FILE,
    HTML_FILE,
    MARKDOWN_FILE,
    PARQUET_FILE,
    PICTURE_FILE,
    RANKING_FILE,
    Comparison,
)
from runner.console import ending, heartbeat
from runner.core.errors import UserError
from runner.core.files import whole_file
from runner.tracking import history


def write_comparison(comparison: Comparison, folder: Path, only: Collection[str] = ()) -> list[Path]:
    """Write tables, page and pictures into a folder, each file whole or not at all.

    Args:
        comparison: what they show.
        folder: made if it is not there.
        only: the names of some; empty for all.

    Returns:
        ``comparison.csv``, ``.parquet``, ``.md``, ``.html``, ``ranking.csv``, then the four pictures.

    Raises:
        UserError: the folder cannot be written.
    """
    from runner.report import page, pictures, plots, tables

    heartbeat.announce("writing the comparison: tables, page and pictures")
    drawn, heat_map = pictures.draw(comparison)
    writers: dict[str, Callable[[Path], Any]] = {
        CSV_FILE: lambda path: tables.write_csv(path, comparison.arms),
        PARQUET_FILE: lambda path: comparison.arms.to_parquet(path, index=False),
        MARKDOWN_FILE: lambda path: path.write_text(tables.make_markdown(comparison), encoding="utf-8"),
        HTML_FILE: lambda path: path.write_text(page.make_page(comparison), encoding="utf-8"),
        RANKING_FILE: lambda path: tables.write_csv(path, comparison.ranking),
        **{PICTURE_FILE.format(each.key): lambda path, of=each: plots.write_picture(path, of) for each in drawn},  # type: ignore[misc]
        PICTURE_FILE.format(heat_map.key): lambda path: plots.write_heat_map(path, heat_map),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths = [folder / name for name in writers if not only or name in only]
        for path in paths:
            with whole_file(path) as temporary:
                writers[path.name](temporary)
        return paths
    except OSError as error:
        if error.errno not in ending.GIVEN:  # a full disk, say, is nothing that was given
            raise
        raise UserError(f"The report cannot be written to {folder}: {error}. Name another folder: --out DIR.") from None


def publish_comparison(uri: str, sweep_id: str, comparison: Comparison, folder: Path, files: Sequence[Path]) -> None:
    """Log the folder's files as artifacts of the parent run, and make the ranking with the pictures its description.

    Raises:
        UserError: the store cannot be used.
    """
    from runner.report import description

    heartbeat.announce("putting the comparison beside the sweep in MLflow")
    history.attach(uri, sweep_id, description.describe_sweep(comparison, sweep_id), folder, files)
