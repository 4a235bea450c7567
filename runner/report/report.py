"""``python -m runner.report``: tracked runs to tables, pictures and files. Never imports TensorFlow.

Reads any MLflow store and changes nothing in it; a sweep that has just ended also publishes its
comparison on its parent run, see :func:`publish`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
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
    each_row,
)
from runner.config.schema import MARGIN, check_margin
from runner.console import ending, heartbeat
from runner.console.screen import console, styled
from runner.core import names
from runner.core.errors import UserError
from runner.core.files import whole_file
from runner.tracking import history, store
from runner.tracking.records import Source

OUT = Path("outputs", "reports")
MOST_ROWS = 60  # on the terminal
WIDE = 100  # characters
REFERENCE_HEADS = ("to reference", "p of reference")
ARM_HEADS = ("rank", "best?", "arm", "n", "accuracy (95 %)", "zeros", "kB", "smaller", "to dense", "p (Holm)")
RANKING_HEADS = ("area", "95 % interval", "to the others (95 %)", "lossless to", "next", "n", "points", "sparsity")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write and show a comparison; returns the exit status, see :mod:`runner.console.ending`."""
    return ending.status_of(lambda: _report(_parser().parse_args(arguments)))


def _report(given: argparse.Namespace) -> int:
    check_margin("--margin", given.margin)
    uri = store.named_uri(given.uri)
    heartbeat.at(f"reading the runs of {store.shown(uri)}")
    comparison = _compared(uri, _chosen(uri, given.sweep, given.experiment), given.against, given.margin)
    if comparison.arms.empty:
        show(comparison, [])
        raise UserError(f"Nothing to compare: no run of {comparison.title} is FINISHED with its figures.")
    folder = given.out or OUT / names.file(comparison.title)
    show(comparison, write(comparison, folder))
    return ending.FINISHED


def compare_sweep(uri: str, sweep_id: str, against: str | None = None, margin: float = MARGIN) -> Comparison:
    """The comparison of a sweep's runs; empty tables where none is FINISHED.

    Args:
        uri: of the store.
        sweep_id: the parent's run id, or its name.
        against: the label of an arm to compare the others with, beside the control.
        margin: how much accuracy a lossless arm may lose against the control.

    Raises:
        UserError: no such store, sweep or arm.
    """
    return _compared(uri, history.find_sweep(uri, sweep_id), against, margin)


def write(comparison: Comparison, folder: Path, only: Collection[str] = ()) -> list[Path]:
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

    heartbeat.at("writing the comparison: tables, page and pictures")
    drawn, heat_map = pictures.draw(comparison)
    writers: dict[str, Callable[[Path], Any]] = {
        CSV_FILE: lambda path: tables.csv(path, comparison.arms),
        PARQUET_FILE: lambda path: comparison.arms.to_parquet(path, index=False),
        MARKDOWN_FILE: lambda path: path.write_text(tables.markdown(comparison), encoding="utf-8"),
        HTML_FILE: lambda path: path.write_text(page.html(comparison), encoding="utf-8"),
        RANKING_FILE: lambda path: tables.csv(path, comparison.ranking),
        **{PICTURE_FILE.format(each.key): lambda path, of=each: plots.picture(path, of) for each in drawn},  # type: ignore[misc]
        PICTURE_FILE.format(heat_map.key): lambda path: plots.heat_map(path, heat_map),
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


def publish(uri: str, sweep_id: str, comparison: Comparison, folder: Path, files: Sequence[Path]) -> None:
    """Log the folder's files as artifacts of the parent run, and make the ranking with the pictures its description.

    Raises:
        UserError: the store cannot be used.
    """
    from runner.report import description

    heartbeat.at("putting the comparison beside the sweep in MLflow")
    history.attach(uri, sweep_id, description.of_sweep(comparison, sweep_id), folder, files)


def show(comparison: Comparison, files: Sequence[Path]) -> None:
    """Print the ranking, the arms, what to mind, what was left out, and where the files are."""
    screen = console(150)
    if len(comparison.ranking):
        screen.print(_ranking_table(comparison))
    if len(comparison.arms):
        screen.print(_arms_table(comparison, screen.width))
    for line in comparison.refusals:
        screen.print(styled((f"not ranked: {line}", "red")))
    for line in comparison.caveats:
        screen.print(styled((f"to mind: {line}", "yellow")))
    for row in each_row(comparison.left_out.head(MOST_ROWS)):
        screen.print(f"left out: {row.name} is {row.status}: {row.reason}")
    if len(comparison.left_out) > MOST_ROWS:
        screen.print(f"left out: {len(comparison.left_out) - MOST_ROWS} more runs, see {MARKDOWN_FILE}")
    if files:
        screen.print(f"files in {files[0].parent}: {', '.join(file.name for file in files)}")


def _ranking_table(comparison: Comparison) -> Any:
    from rich.table import Table

    groups = comparison.ranking[["model", "dataset"]].drop_duplicates()
    one = next(each_row(groups)) if len(groups) == 1 else None
    where = ("model", "dataset") if one is None else ()
    caption = (f"best?: may be the best, given the noise; lossless: surely less than {comparison.margin:g} below the "
               f"dense control")  # fmt: skip
    title = "Schedules by area under accuracy" + (f": {one.model} on {one.dataset}" if one else "")
    table = Table(title=title, caption=caption)
    heads = ("rank", "best?", "schedule", *where, *RANKING_HEADS)
    for head in heads:
        text = head in ("schedule", *where)
        table.add_column(head, justify="left" if text else "right", no_wrap=not text)
    for row in each_row(comparison.ranking.head(MOST_ROWS)):
        table.add_row(
            *_cells(_rank(row), row.among_best, row.schedule, *(getattr(row, head) for head in where),
                    _figure(row.area), _interval(row.area_low, row.area_high), _distance(row),
                    _figure(row.lossless_to, "g"), row.lossless_next, row.n, row.points, _range(row)))  # fmt: skip
    return table


def _arms_table(comparison: Comparison, width: int) -> Any:
    """On a narrow terminal without what the files have too: the label of an arm goes first."""
    from rich.table import Table

    more = len(comparison.arms) - MOST_ROWS
    table = Table(title="Arms at each target", caption=f"and {more} more, see {MARKDOWN_FILE}" if more > 0 else None)
    left_out = () if width >= WIDE else ("kB", "p (Holm)", "p of reference")
    heads = [head for head in (*ARM_HEADS, *(REFERENCE_HEADS if comparison.reference else ())) if head not in left_out]
    for head in heads:
        arm = head == "arm"
        table.add_column(head, justify="left" if arm else "right", no_wrap=not arm, min_width=16 if arm else None)
    for row in each_row(comparison.arms.head(MOST_ROWS)):
        half = _figure(row.test_accuracy_high - row.test_accuracy_mean)
        cells = {
            "rank": _rank(row), "best?": row.among_best, "arm": row.label, "n": row.n,
            "accuracy (95 %)": _figure(row.test_accuracy_mean) + (half and f" ± {half}"),
            "zeros": _figure(row.sparsity), "kB": _figure(row.size_tflite_gzip / 1000, ".1f"),
            "smaller": _figure(row.compression_tflite_gzip, ".2f x"), "to dense": _figure(row.control_diff, "+.4f"),
            "p (Holm)": _figure(row.control_p_holm, ".2g"), "to reference": _figure(row.reference_diff, "+.4f"),
            "p of reference": _figure(row.reference_p_holm, ".2g"),
        }  # fmt: skip
        table.add_row(*_cells(*(cells[head] for head in heads)))
    return table


def _rank(row: Any) -> Any:
    """The rank, or in one word why there is none."""
    from runner.report.tables import unknown

    return row.rank if unknown(row.no_rank) else str(row.no_rank).partition(":")[0].split(" ")[-1]


def _distance(row: Any) -> str:
    interval = _interval(row.to_others_low, row.to_others_high, "+.4f")
    return _figure(row.to_others_diff, "+.4f") + (interval and f" ({interval})")


def _range(row: Any) -> str:
    return "" if row.sparsity_from != row.sparsity_from else f"{row.sparsity_from:.4g} to {row.sparsity_to:.4g}"


def _cells(*values: Any) -> list[str]:
    from runner.report.tables import text

    return [text(value) for value in values]


def _figure(value: float, form: str = ".4f") -> str:
    form, _, unit = form.partition(" ")
    return "" if value != value else f"{round(value, 9) + 0.0:{form}}{unit and ' ' + unit}"  # no "-0.0000"


def _interval(low: float, high: float, form: str = ".4f") -> str:
    return "" if low != low else f"{_figure(low, form)} to {_figure(high, form)}"


def _compared(uri: str, source: Source, against: str | None, margin: float) -> Comparison:
    from runner.comparison import compare

    heartbeat.at(f"comparing {len(source.runs)} runs of {source.title}")
    comparison = compare.compare(source, against, margin)
    return replace(comparison, curves=history.curves(uri, compare.representatives(comparison)))


def _chosen(uri: str, sweep: str | None, experiment: str | None) -> Source:
    if experiment:
        return history.find_experiment(uri, experiment)
    return history.find_sweep(uri, sweep or "")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m runner.report",
        description="Compare tracked runs: which schedule is best at which sparsity, and how sure that is. "
        "Without arguments: the latest sweep. The store is only read.",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--sweep", metavar="ID|NAME", help="a sweep, by its run id or name")
    which.add_argument("--experiment", metavar="NAME", help="every run of an MLflow experiment")
    parser.add_argument("--against", metavar="LABEL", help="also compare each arm with this one, like 'constant 0.9'")
    parser.add_argument(
        "--margin", metavar="SHARE", type=float, default=MARGIN,
        help="an arm is lossless if it surely loses less accuracy than this against the dense control "
        "(default: %(default)g, half a point)",
    )  # fmt: skip
    parser.add_argument("--out", metavar="DIR", type=Path, help=f"where the files go (default: {OUT}/<name>)")
    parser.add_argument("--uri", help="the MLflow store (default: MLFLOW_TRACKING_URI, else mlflow.db here)")
    return parser
