"""``python -m runner.verify RUN_ID``: execute a tracked run again, and say whether the result is equal.

The same config runs as the command runs it, in a process of its own, but in a temporary folder with a
store and a dense model of its own: nothing of the tracked run is reused, and nothing is left behind.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from runner.cli import app
from runner.config.composition import read_config
from runner.config.schema import Config, LaunchConfig
from runner.console import heartbeat, messages
from runner.console.screen import make_console
from runner.core.durations import Clock
from runner.core.errors import UserError
from runner.core.events import Event, Failed, Finished, Progress, Refused
from runner.core.file_names import LOG_FILE, PLAN_FILE
from runner.core.metric_names import TRAIN_LOSS
from runner.core.tags import TAG_COMMIT, TAG_DATASET, TAG_WEIGHTS
from runner.data import datasets
from runner.run import isolation
from runner.run.terminal import Bar
from runner.tasks.choice import make_task
from runner.tracking import store

if TYPE_CHECKING:
    from runner.verify.recall import Recalled, Record

CHANGEABLE = (
    "dataset.path", "dataset.test_path", "model.path", "trusted_modules", "train.threads", "train.engine",
    "prune.kernel",
)  # fmt: skip


def main() -> NoReturn:
    """Verify the run that the command names."""

    def command() -> int:
        given = _parser().parse_intermixed_args()
        return _verify(store.choose_named_uri(given.uri), given.run_id, given.changes)

    sys.exit(app.answer_command(command))


def _verify(uri: str, run_id: str, changes: Sequence[str]) -> int:
    isolation.warm()
    from runner.verify import recall

    heartbeat.announce(f"reading the run {run_id}")
    tracked = recall.recall(uri, run_id)
    config = restore_config(tracked.config, changes, tracked.run.tags.get(TAG_COMMIT, "unknown"))
    _check_data(config, tracked.run.tags[TAG_DATASET], run_id)
    folder = Path(tempfile.mkdtemp(prefix="verify-"))
    outcome: Event | None = None
    try:
        outcome = _run(config, folder)
        if isinstance(outcome, Refused):
            raise UserError(outcome.message)
        if isinstance(outcome, Finished):
            again = recall.recall(outcome.result.tracking_uri, outcome.result.run_id)
            return _tell(config, tracked, again, json.loads((folder / PLAN_FILE).read_text())["steps"])
        print(f"differs: the tracked run is FINISHED, now it failed: {getattr(outcome, 'reason', 'without a reason')}")
        print(f"Its log is {folder / LOG_FILE}.")
        return app.EXIT_FAILED
    finally:
        if not isinstance(outcome, Failed):
            shutil.rmtree(folder, ignore_errors=True)


def restore_config(tree: Mapping[str, Any], changes: Sequence[str], commit: str) -> Config:
    """The config of a tracked run, with what may be another today: where its files are, what is trusted.

    The modules that the tracked config trusts are not trusted for that: a store may be somebody else's.

    Args:
        tree: as it was tracked.
        changes: ``key=value``, of the keys that do not change a result.
        commit: that it was tracked at, for the message.

    Raises:
        UserError: another key is given, or the config is none of this version.
    """
    for change in changes:
        if change.partition("=")[0] not in CHANGEABLE or "=" not in change:
            raise UserError(f"{change} would make it another run: give only {', '.join(CHANGEABLE)}, as key=value.")
    try:
        merged = OmegaConf.merge(tree, {"trusted_modules": []}, OmegaConf.from_dotlist(list(changes)))
        return read_config(merged)  # type: ignore[arg-type]
    except OmegaConfBaseException as error:
        if missing := re.search(r"Environment variable '(.+?)' not found", str(error)):
            raise UserError(
                f"The run took a value from the environment variable {missing[1]}, which is not set here: "
                f"set it to what it was."
            ) from None
        raise UserError(
            f"The tracked config is of another version of this program: {messages.explain(error)} "
            f"Verify the run with the version that made it, commit {commit}."
        ) from None


def _check_data(config: Config, wanted: str, run_id: str) -> None:
    name = f"dataset={config.dataset.name}"
    heartbeat.announce("reading the data")
    try:
        found = [
            each.sha256
            for each in datasets.list_forms(datasets.load(config.dataset, make_task(config.task, config.score)))
        ]
    except UserError as error:
        raise UserError(
            f"{error}\nThe run cannot be executed again without its data. Start in the folder where it was started, or "
            f"say where the data is now: python -m runner.verify {run_id} dataset.path=FILE"
        ) from None
    if wanted not in found:
        raise UserError(
            f"The data of {name} is not that of the run: dataset_sha256 is {found[0]}, and was {wanted}. Name the data "
            f"that it had: python -m runner.verify {run_id} dataset.path=FILE"
        )


def _run(config: Config, folder: Path) -> Event:
    tracking = replace(config.tracking, uri=store.uri_of(folder / store.DATABASE), parent=None, log_model=False)
    baseline = replace(config.baseline, dir=str(folder / "dense"))
    bar = Bar(make_console())
    try:
        return isolation.run(
            replace(config, tracking=tracking, baseline=baseline, launch=LaunchConfig()), folder,
            lambda event: bar(event) if isinstance(event, Progress) else None,
        )  # fmt: skip
    finally:
        bar.close()


def _count_epochs(dense: Record | None) -> int:
    """That a dense training made: fewer than it might, where it stopped early."""
    return max(dense.metrics.get(TRAIN_LOSS, {0: 0.0})) if dense else 0


def _tell(config: Config, tracked: Recalled, now: Recalled, steps: int) -> int:
    from runner.verify import difference

    pairs = [(tracked.run, now.run), *([(tracked.dense, now.dense)] if tracked.dense and now.dense else [])]
    if only := sorted({name for pair in pairs for name in difference.find_alone(*pair)}):
        print(f"not compared, since only one of the two has it: {', '.join(only)}")
    if len(pairs) == 1:
        print("not compared: the epochs of the dense training, which are not in this store; its weights are")
    epochs = config.train.epochs
    found = difference.find_first(tracked, now, Clock(steps // epochs, epochs))
    if found is None:
        counted = sum(len(difference.find_common(*pair)) for pair in pairs)
        all_epochs = epochs + _count_epochs(tracked.dense if len(pairs) > 1 else None)
        trained = f"{all_epochs} {'epoch' if all_epochs == 1 else 'epochs'}"
        print(f"equal: {counted} metrics over {trained}, weights sha256 {now.run.tags[TAG_WEIGHTS]}")
        return app.EXIT_FINISHED
    print(f"differs: {found.where}: {found.name} was {found.tracked}, is now {found.now}")
    causes = dict.fromkeys(cause for pair in pairs for cause in difference.find_causes(*(each.tags for each in pair)))
    for name, then, today in causes:
        print(f"  it may be {name}: was {then}, is now {today}")
    if not causes:
        print(f"  {', '.join(difference.CAUSES)} are the same. Look for what is not tracked: changes that are not "
              f"committed, code of your own, other packages.")  # fmt: skip
    return app.EXIT_FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m runner.verify",
        description="Execute a tracked run again, dense training included, in a temporary folder, and compare every "
        "metric at every epoch and the weights with what was tracked. Exit status: 0 equal, 1 not equal, 2 refused.",
    )
    parser.add_argument("run_id", metavar="RUN_ID", help="of a finished run, as it was printed and as in the dashboard")
    parser.add_argument(
        "changes", nargs="*", metavar="key=value", help=f"where things are now; one of {', '.join(CHANGEABLE)}"
    )
    parser.add_argument("--uri", help="the MLflow store (default: MLFLOW_TRACKING_URI, else mlflow.db here)")
    return parser
