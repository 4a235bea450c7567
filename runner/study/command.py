"""``python -m runner.study NAME``: run a study, and write its folder: tables, pictures, and its page.

The folder stands beside the study's file. What is finished is skipped, so that the same command again goes on
after a stop, and writes the folder anew from what was tracked.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from runner.comparison.records import CSV_FILE, PICTURE_FILE, RANKING_FILE
from runner.config.composition import STUDIES, find_study_folders
from runner.config.schema import MARGIN
from runner.console import ending
from runner.core import credentials, names, yaml_file
from runner.core.errors import UserError
from runner.core.files import write_file
from runner.report.files import write_comparison
from runner.report.reading import compare_sweep
from runner.run import isolation
from runner.sweep import grid
from runner.tracking import history, store

PAGE = "README.md"
PATIENCE = 120.0  # seconds that the sweep has to end its runs
HEAD = """\
# Studies

Each answers one question with one sweep. The sentences are ours; figures, tables and pictures are made by
`make study NAME=...`, which runs the study's file and can be repeated by anybody.

"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, compare, write; the exit status is that of the sweep, or see :mod:`runner.console.ending`."""

    def command() -> int:
        given = _parser().parse_intermixed_args(arguments)
        file, overrides = _find(given.name), credentials.clean_arguments(given.overrides)
        if status := _run([sys.executable, "-m", "runner", f"+{STUDIES}={given.name}", *overrides]):
            return status
        margin = _margin(file, overrides)
        print(f"files in {write(file, store.choose_named_uri(_given(given.overrides, 'tracking.uri')), margin)}")
        return ending.FINISHED

    return ending.run_command(command)


def _run(command: Sequence[str]) -> int:
    """The exit status of the sweep. A signal to us is one to it, and it has time to end its runs truly."""
    with isolation.raise_signals():
        process = subprocess.Popen(command)
        try:
            return process.wait()
        except ending.Interrupted as told:
            try:
                if told.number == signal.SIGINT:  # from a terminal, it has reached both
                    return process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                pass
            process.send_signal(told.number)
            return process.wait(PATIENCE)


def write(file: Path, uri: str, margin: float = MARGIN) -> Path:
    """Write the folder of a study that was run, and the list of all studies beside it.

    Args:
        file: the study's.
        uri: of the store.
        margin: how much a lossless arm may lose against the dense control.

    Returns:
        The folder.

    Raises:
        UserError: there is no such sweep, or nothing in it to compare; the folder cannot be written.
    """
    from runner.study.page import fill_page, list_studies, read_question

    comparison, folder = compare_sweep(uri, file.stem, margin=margin), file.with_suffix("")
    if comparison.arms.empty:
        raise UserError(f"Nothing to write: no run of {file.stem} is FINISHED with its figures.")
    pictures = (PICTURE_FILE.format(key) for key in comparison.pictures)
    write_comparison(comparison, folder, [CSV_FILE, RANKING_FILE, *pictures])
    page = folder / PAGE
    asked = read_question(file.read_text(encoding="utf-8"))
    runs = history.find_sweep(uri, file.stem).runs
    text = page.read_text(encoding="utf-8") if page.is_file() else None
    write_file(page, fill_page(text, asked, file.stem, comparison, runs).encode())  # the sentences in it are people's
    pages = [(each.parent.name, each.read_text(encoding="utf-8")) for each in sorted(file.parent.glob(f"*/{PAGE}"))]
    write_file(file.parent / PAGE, f"{HEAD}{list_studies(pages)}\n".encode())
    return folder


def _given(overrides: Sequence[str], key: str) -> str | None:
    """What the command gives for a key."""
    return next((each.partition("=")[2].strip("'\"") for each in overrides if grid.read_key(each) == key), None)


def _margin(file: Path, overrides: Sequence[str]) -> float:
    """``report.margin`` of the command, else of the study's file; the sweep has refused it by now if it is none."""
    given = _given(overrides, "report.margin")
    written = (yaml_file.read(file) or {}).get("report") or {}
    return float(given if given is not None else written.get("margin", MARGIN))


def _find(name: str) -> Path:
    files = {file.stem: file for folder in reversed(find_study_folders()) for file in folder.glob("*.yaml")}
    if name in files:
        return files[name]
    meant = names.suggest_names(name, files)
    raise UserError(f"There is no study {name!r}.{meant} The studies are: {', '.join(sorted(files))}.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m runner.study",
        description="Run a study (experiments/NAME.yaml), and write its folder: tables, pictures, and its README with "
        "all but the sentences. The same command again goes on after a stop.",
    )
    parser.add_argument("name", help="the study")
    parser.add_argument("overrides", nargs="*", metavar="key=value", help="as for python -m runner")
    return parser
