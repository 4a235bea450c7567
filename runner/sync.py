"""``python -m runner.sync``: send to MLflow what runs kept in their journals while the tracking server was away.

The next run does the same at its start. Sending twice, or from two processes at once, changes nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from runner.console import ending
from runner.core.errors import UserError
from runner.core.file_names import OUTPUTS
from runner.tracking import journal, store

if TYPE_CHECKING:
    from runner.tracking.deliver import Delivery


def main(arguments: Sequence[str] | None = None) -> int:
    """Send every journal below a folder; returns the exit status: 0, 1 if something is left, 2 for a user's error."""
    return ending.run_command(lambda: _sync(_parser().parse_args(arguments)))


def _sync(given: argparse.Namespace) -> int:
    if not given.folder.is_dir():
        raise UserError(f"There is no folder {given.folder}. Name the one with the runs: runner.sync FOLDER")
    if not journal.find_journals(given.folder):
        print(f"Nothing is left to send below {given.folder}.")
        return 0
    from runner.tracking import deliver

    store.choose_named_uri(given.uri)
    deliveries = deliver.deliver_all(given.folder)
    for each in deliveries:
        _show(each)
    return 1 if any(each.left for each in deliveries) else 0


def _show(delivery: Delivery) -> None:
    if delivery.busy:
        print(f"{delivery.file}: its run is not over, or another process sends it.")
        return
    print(f"{delivery.file}: {delivery.entries} entries were sent to {store.hide_password(delivery.uri)}.")
    for file in delivery.lost:
        print(f"  {file} is not there any more and was left out.")
    if delivery.left:
        print(f"  The journal stays: {delivery.left}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m runner.sync",
        description="Send to MLflow what runs kept in their journals while the tracking server was away.",
        epilog="Exit codes: 0 nothing is left, 1 something is left, with the reason, 2 there is no such folder.",
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(OUTPUTS), metavar="FOLDER",
        help=f"of a run, or one with many below it (default: {OUTPUTS})",
    )  # fmt: skip
    parser.add_argument(
        "--uri", help="the tracking server that your login may go to, beside that of MLFLOW_TRACKING_URI"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
