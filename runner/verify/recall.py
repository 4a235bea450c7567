"""Read one tracked run back, whole: its config, its tags, each metric at every step; the same of its dense training."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from runner.core import yaml_file
from runner.core.errors import UserError
from runner.core.file_names import CONFIG_FILE
from runner.core.tags import (
    KIND_DENSE,
    KIND_RUN,
    KIND_SWEEP,
    TAG_DATASET,
    TAG_DENSE_WEIGHTS,
    TAG_KIND,
    TAG_WEIGHTS,
    Status,
)
from runner.tracking import paging, store
from runner.tracking.history import open_history

ANOTHER = {
    KIND_SWEEP: "a sweep: give one of its runs, see the dashboard or `python -m runner.report`",
    KIND_DENSE: "a dense training: give a run that started from it, the dense training is repeated with it",
}


@dataclass(frozen=True)
class Record:
    """What a training left: its tags, and the value of each metric by step (an epoch, or an optimizer step)."""

    tags: Mapping[str, str]
    metrics: Mapping[str, Mapping[int, float]]


@dataclass(frozen=True)
class Recalled:
    """A finished run: its config as a tree, its record, and that of the dense training it started from.

    ``dense`` is None where that training was not tracked in the same store.
    """

    config: dict[str, Any]
    run: Record
    dense: Record | None


def recall(uri: str, run_id: str) -> Recalled:
    """Everything that is known about a finished run.

    Raises:
        UserError: the store cannot be read; the run is not there, not finished, or no run but a sweep.
    """
    with open_history(uri) as client:
        run = _found(client, uri, run_id)
        tags = run.data.tags
        if tags.get(TAG_KIND) != KIND_RUN or not {TAG_WEIGHTS, TAG_DATASET} <= set(tags):
            other = "no complete run of this runner: a hash of its weights or data is missing"
            raise UserError(f"The run {run_id} is {ANOTHER.get(tags.get(TAG_KIND, ''), other)}.")
        return Recalled(_config(client, run_id), _record(client, run), _dense(client, tags.get(TAG_DENSE_WEIGHTS)))


def _found(client: Any, uri: str, run_id: str) -> Any:
    from mlflow.exceptions import MlflowException

    try:
        run = client.get_run(run_id)
    except MlflowException as error:
        if error.error_code not in ("RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE"):
            raise
        raise UserError(
            f"There is no run {run_id!r} in {store.hide_password(uri)}. Give the id that the run printed, as in the "
            f"dashboard and its result.json, or the store that it is in: --uri URI."
        ) from None
    if run.info.status != Status.FINISHED and run.data.tags.get(TAG_KIND) == KIND_RUN:
        raise UserError(
            f"The run {run_id} is {run.info.status}: it has no result to compare with. Give one that is FINISHED."
        )
    return run


def _config(client: Any, run_id: str) -> dict[str, Any]:
    try:
        with tempfile.TemporaryDirectory() as folder:
            tree = yaml_file.read(store.download(client, run_id, CONFIG_FILE, Path(folder)))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        why = (str(error).splitlines() or [type(error).__name__])[0]
        raise UserError(
            f"The artifact {CONFIG_FILE} of the run {run_id} cannot be read ({why}): bring the store's artifacts back."
        ) from None
    if not isinstance(tree, dict):
        raise UserError(f"The artifact {CONFIG_FILE} of the run {run_id} holds no config: it was changed.")
    return tree


def _record(client: Any, run: Any) -> Record:
    """A step that was written again, as after a resume, keeps its last value."""
    histories = {name: client.get_metric_history(run.info.run_id, name) for name in run.data.metrics}
    by_time = {name: sorted(entries, key=lambda each: each.timestamp) for name, entries in histories.items()}
    metrics = {name: {each.step: each.value for each in entries} for name, entries in by_time.items()}
    return Record(dict(run.data.tags), metrics)


def _dense(client: Any, weights: str | None) -> Record | None:
    experiments = [each.experiment_id for each in paging.read_pages(client.search_experiments)]
    where = f"tags.{TAG_KIND} = '{KIND_DENSE}' AND tags.{TAG_WEIGHTS} = '{weights}' AND status = '{Status.FINISHED}'"
    found = client.search_runs(experiments, where, max_results=1)
    return _record(client, found[0]) if found else None
