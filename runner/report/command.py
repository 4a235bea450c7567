"""``python -m runner.report``: tracked runs to tables, pictures and files. Never imports TensorFlow."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from runner.config.schema import MARGIN, check_margin
from runner.console import ending, heartbeat
from runner.core import names
from runner.core.errors import UserError
from runner.report import files, reading, terminal
from runner.tracking import history, store
from runner.tracking.records import Source

OUT = Path("outputs", "reports")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write and show a comparison; returns the exit status, see :mod:`runner.console.ending`."""
    return ending.run_command(lambda: _report(_parser().parse_args(arguments)))


def _report(given: argparse.Namespace) -> int:
    check_margin("--margin", given.margin)
    uri = store.choose_named_uri(given.uri)
    if given.run:
        from runner.report import run_pictures

        drawn = run_pictures.draw_run(uri, given.run, given.out or OUT / names.name_file(given.run))
        print(f"files in {drawn[0].parent}: {', '.join(file.name for file in drawn)}")
        return ending.FINISHED
    heartbeat.announce(f"reading the runs of {store.hide_password(uri)}")
    comparison = reading.compare_runs(uri, _find_source(uri, given), given.against, given.margin)
    if comparison.arms.empty:
        terminal.show_comparison(comparison, [])
        raise UserError(f"Nothing to compare: no run of {comparison.title} is FINISHED with its figures.")
    folder = given.out or OUT / names.name_file(comparison.title)
    terminal.show_comparison(comparison, files.write_comparison(comparison, folder))
    return ending.FINISHED


def _find_source(uri: str, given: argparse.Namespace) -> Source:
    return (
        history.find_experiment(uri, given.experiment)
        if given.experiment
        else history.find_sweep(uri, given.sweep or "")
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m runner.report",
        description="Compare tracked runs: which schedule is best at which sparsity, and how sure that is. "
        "Without arguments: the latest sweep. The store is only read.",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--sweep", metavar="ID|NAME", help="a sweep, by its run id or name")
    which.add_argument(
        "--run", metavar="ID", help="no comparison: the pictures of one run, which a sweep does not draw"
    )
    which.add_argument("--experiment", metavar="NAME", help="every run of an MLflow experiment")
    parser.add_argument("--against", metavar="LABEL", help="also compare each arm with this one, like 'constant 0.9'")
    parser.add_argument(
        "--margin", metavar="SHARE", type=float, default=MARGIN,
        help="an arm is lossless if it surely loses less accuracy than this against the dense control; of a score that "
        "is not from 0 to 1, less than this fraction of the control's (default: %(default)g, half a point)",
    )  # fmt: skip
    parser.add_argument("--out", metavar="DIR", type=Path, help=f"where the files go (default: {OUT}/<name>)")
    parser.add_argument("--uri", help="the MLflow store (default: MLFLOW_TRACKING_URI, else mlflow.db here)")
    return parser
