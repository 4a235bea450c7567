"""Write one run to MLflow: its parameters, metrics and artifacts, and always a true status.

Everything goes through a client that is told the run's id, never through MLflow's "active
run", which would mark a crashed run FINISHED. Metrics of an epoch are written in one batch.
"""

from __future__ import annotations

import contextlib
import logging
import math
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from runner import environment, store
from runner.config import TrackingConfig
from runner.records import (
    KIND_RUN,
    MODEL_DIR,
    PRUNE_ACHIEVED,
    PRUNE_CHURN,
    PRUNE_PLANNED,
    TAG_ATTEMPT,
    TAG_COMMIT,
    TAG_CPU,
    TAG_KIND,
    TAG_ONEDNN,
    TAG_PARENT,
    TAG_REASON,
    Epoch,
    NonFiniteError,
)

BATCH = 1000  # MLflow's limit of metrics in one call
PACKAGES = {"tensorflow": "tensorflow", "tf-keras": "tf-keras", "tfmot": "tensorflow-model-optimization"}
WHOLE = ("scope.targets",)  # its keys are globs over layer names, which MLflow does not take in a name


class Run:
    """One MLflow run that is being written."""

    def __init__(self, client: Any, run_id: str, experiment_id: str, uri: str) -> None:
        self.id, self.uri = run_id, uri
        self._client, self._experiment = client, experiment_id

    def epoch(self, epoch: Epoch) -> None:
        """Log an epoch's metrics (step = epoch) and its mask updates (step = optimizer step)."""
        entries = [(name, value, epoch.number) for name, value in epoch.metrics.items()]
        for update in epoch.updates:
            entries += [
                (PRUNE_PLANNED, update.planned, update.step),
                (PRUNE_ACHIEVED, update.achieved, update.step),
                (PRUNE_CHURN, update.churn, update.step),
            ]
        self._log(entries)

    def finals(self, metrics: Mapping[str, float], model_id: str | None = None) -> None:
        """Log the final metrics; with a model's id they are that model's metrics too."""
        self._log([(name, value, 0) for name, value in metrics.items()], model_id)

    def tags(self, tags: Mapping[str, str]) -> None:
        """Set tags on the run."""
        from mlflow.entities import RunTag

        self._client.log_batch(self.id, tags=[RunTag(key, str(value)) for key, value in tags.items()])

    def artifacts(self, files: Sequence[Path]) -> None:
        """Keep files with the run."""
        for file in files:
            self._client.log_artifact(self.id, str(file))

    def model(self, model: Any, shape: Sequence[int], classes: int) -> str:
        """Log the stripped model with its signature and given requirements; returns its id.

        The requirements are given because MLflow would load the model elsewhere to infer them.
        """
        import mlflow
        import numpy as np
        from mlflow.models import Model, ModelSignature
        from mlflow.types import Schema, TensorSpec

        logging.getLogger("mlflow").setLevel(logging.ERROR)
        mlflow.set_tracking_uri(self.uri)
        mlflow.set_experiment(experiment_id=self._experiment)
        signature = ModelSignature(
            inputs=Schema([TensorSpec(np.dtype("float32"), (-1, *shape))]),
            outputs=Schema([TensorSpec(np.dtype("float32"), (-1, classes))]),
        )
        logged = Model.log(
            artifact_path=None,
            name=MODEL_DIR,
            flavor=mlflow.tensorflow,
            run_id=self.id,
            model=model,
            signature=signature,
            pip_requirements=[f"{name}=={version(name)}" for name in ("tensorflow", "tf-keras")],
        )
        return logged.model_id

    def end(self, status: str) -> None:
        """Set the final status and the end time."""
        self._client.set_terminated(self.id, status)

    def _log(self, entries: Sequence[tuple[str, float, int]], model_id: str | None = None) -> None:
        from mlflow.entities import Metric

        for name, value, _ in entries:
            if not math.isfinite(value):
                raise NonFiniteError(f"{name} is {value}")
        now = time.time_ns() // 1_000_000
        metrics = [Metric(name, float(value), now, step, model_id=model_id) for name, value, step in entries]
        for at in range(0, len(metrics), BATCH):
            self._client.log_batch(self.id, metrics=metrics[at : at + BATCH])


@contextlib.contextmanager
def open_run(
    config: TrackingConfig,
    name: str,
    params: Mapping[str, Any],
    tags: Mapping[str, str],
    *,
    kind: str = KIND_RUN,
    started: Callable[[Run], None] = lambda run: None,
) -> Iterator[Run]:
    """A new MLflow run, ended FINISHED after the block, or FAILED with ``status_reason`` if it raises.

    Args:
        config: says the store and the experiment.
        name: of the run.
        params: nested; logged under dotted names.
        tags: set at its creation.
        kind: the tag ``kind``.
        started: called with the run at once, before a signal can end the process.
    """
    from mlflow import MlflowClient
    from mlflow.entities import Param

    uri = store.tracking_uri(config.uri)
    store.ensure(uri)
    client = MlflowClient(uri)
    experiment = experiment_id(client, config.experiment, uri)
    parent = {TAG_PARENT: config.parent} if config.parent and kind == KIND_RUN else {}
    every = {TAG_KIND: kind, TAG_ATTEMPT: "1", **parent, **environment_tags(), **tags}
    with _signals_wait():
        created = client.create_run(experiment, run_name=name, tags=every)
        run = Run(client, created.info.run_id, experiment, uri)
        started(run)
    try:
        client.log_batch(run.id, params=[Param(key, str(value)) for key, value in flat(params).items()])
        yield run
    except BaseException as error:
        run.tags({TAG_REASON: reason(error)})
        run.end("FAILED")
        raise
    run.end("FINISHED")


def end_run(uri: str, run_id: str, status: str, why: str) -> None:
    """End a run from outside, for a process that died or was told to: KILLED or FAILED."""
    from mlflow import MlflowClient

    client = MlflowClient(uri)
    if client.get_run(run_id).info.status != "RUNNING":
        return
    client.set_tag(run_id, TAG_REASON, why)
    client.set_terminated(run_id, status)


def reason(error: BaseException) -> str:
    """Why a run failed, short: ``non_finite``, or the exception's name and first line."""
    if isinstance(error, NonFiniteError):
        return "non_finite"
    first = (str(error).splitlines() or [""])[0]
    return f"{type(error).__name__}: {first}"[:500]


def flat(node: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested mappings as dotted keys; lists stay values, and so does what is in :data:`WHOLE`."""
    found: dict[str, Any] = {}
    for key, value in node.items():
        if isinstance(value, Mapping) and f"{prefix}{key}" not in WHOLE:
            found.update(flat(value, f"{prefix}{key}."))
        else:
            found[f"{prefix}{key}"] = value
    return found


def versions() -> dict[str, str]:
    """The versions that the weights depend on."""
    return {name: version(package) for name, package in PACKAGES.items()}


def experiment_id(client: Any, name: str, uri: str) -> str:
    """The id of an experiment, made if it is not there."""
    from mlflow.exceptions import MlflowException

    found = client.get_experiment_by_name(name)
    if found is None:
        root = store.artifact_root(uri)
        try:
            return client.create_experiment(name, artifact_location=f"{root}/{name}" if root else None)
        except MlflowException:  # another process was quicker
            found = client.get_experiment_by_name(name)
    return found.experiment_id


def environment_tags() -> dict[str, str]:
    """What a result depends on beside its config: versions, the commit, the pinned kernels, the processor."""
    try:
        git = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
        commit = git.stdout.strip() or "unknown"
    except OSError:  # no git here
        commit = "unknown"
    kernels = {TAG_ONEDNN: os.environ.get("TF_ENABLE_ONEDNN_OPTS", ""), TAG_CPU: environment.cpu()}
    return {**versions(), TAG_COMMIT: commit, **kernels}


@contextlib.contextmanager
def _signals_wait() -> Iterator[None]:
    """Hold back the signals that end a process, so that no run is created that nobody knows of."""
    held = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
