"""Write one run to MLflow: its parameters, metrics and artifacts, and always a true status.

Everything goes through a client that is told the run's id, never through MLflow's "active
run", which would mark a crashed run FINISHED. Metrics of an epoch are written in one batch.
"""

from __future__ import annotations

import contextlib
import logging
import math
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from runner.config.schema import AT_EPOCHS, AT_UPDATES, FINALLY
from runner.core import credentials, names, provenance, reasons
from runner.core.errors import NonFiniteError, StoppedEarly
from runner.core.file_names import MODEL_DIR
from runner.core.metric_names import SPARSITY_LAYER, VAL_LOSS
from runner.core.records import Epoch
from runner.core.tags import KIND_RUN, TAG_ATTEMPT, TAG_KIND, TAG_PARENT, TAG_REASON, TAG_STOPPED, Status
from runner.tracking import deliver, journal, sender
from runner.tracking.connection import Connection
from runner.tracking.outbox import Outbox
from runner.tracking.records import TrackedRun

OF_LAYER = SPARSITY_LAYER.format("")
BATCH = 1000  # MLflow's limit of metrics in one call
WHOLE = ("scope.targets",)  # its keys are globs over layer names, with dots in them


class Run:
    """One MLflow run that is being written, by way of an outbox; ``logged`` epochs were before it was broken off."""

    def __init__(self, run_id: str, outbox: Outbox, logged: int = 0) -> None:
        self.id, self.uri = run_id, outbox.uri
        self._outbox, self._logged = outbox, logged
        self._dataset: Mapping[str, str] = {}

    def params(self, params: Mapping[str, Any]) -> None:
        """Log the parameters: nested, under dotted names."""
        # A value that is too long ends in a hash, so that no two are cut to the same.
        taken = {
            names.encode(key, names.MOST): names.shorten(credentials.hide(str(value)), names.MOST_PARAM)
            for key, value in flatten_node(params).items()
        }
        self._write(journal.PARAMS, taken)

    def epoch(self, epoch: Epoch, layers: str = AT_EPOCHS) -> None:
        """Log an epoch's metrics (step = epoch) and its mask updates (step = optimizer step).

        ``layers`` is how often those of each layer are: a model of a hundred layers has thousands in a training.
        """
        if epoch.number <= self._logged:
            return
        rows = [(name, value, update.step) for update in epoch.updates for name, value in update.metrics().items()]
        if layers == AT_UPDATES:
            every = ((update.step, update.layer_metrics()) for update in epoch.updates)
            rows += [(name, value, step) for step, metrics in every for name, value in metrics.items()]
        shown = [name for name in epoch.metrics if layers != FINALLY or not name.startswith(OF_LAYER)]
        # Last, so that an epoch whose metrics are there is there as a whole, however many batches it takes.
        self.series([*rows, *((name, epoch.metrics[name], epoch.number) for name in shown)])

    def finals(self, metrics: Mapping[str, float], *, of_model: bool = False) -> None:
        """Log the final metrics; they may be those of the model that was logged, too."""
        self.series([(name, value, 0) for name, value in metrics.items()], of_model=of_model)

    def series(self, rows: Sequence[tuple[str, float, int]], *, of_model: bool = False) -> None:
        """Log (metric, value, step).

        Raises:
            NonFiniteError: a value is NaN or infinite.
        """
        for name, value, _ in rows:
            if not math.isfinite(value):
                raise NonFiniteError(f"{name} is {value}")
        content: dict[str, Any] = {"of_model": of_model}
        if of_model and self._dataset:
            content["dataset"] = [self._dataset["name"], self._dataset["digest"]]
        now = _now()
        timed = [[name, float(value), now, step] for name, value, step in rows]
        for at in range(0, len(timed), BATCH):
            self._write(journal.METRICS, {"rows": timed[at : at + BATCH], **content})

    def tags(self, tags: Mapping[str, str]) -> None:
        """Set tags on the run."""
        self._write(journal.TAGS, {key: credentials.hide(str(value)) for key, value in tags.items()})

    def dataset(self, described: Mapping[str, str]) -> None:
        """Log the data as the run's input; figures of its model are from now on figures on that data."""
        self._dataset = described
        self._write(journal.DATASET, described)

    def artifacts(self, files: Sequence[Path]) -> None:
        """Keep files with the run, from the outbox's folder."""
        for file in files:
            self._write(journal.ARTIFACT, {"path": file.name})

    def model(self, model: Any, shape: Sequence[int], outputs: Sequence[int]) -> None:
        """Log the stripped model with its signature and given requirements.

        The requirements are given because MLflow would load the model elsewhere to infer them.
        """
        import mlflow
        import numpy as np
        from mlflow.models import ModelSignature
        from mlflow.types import Schema, TensorSpec

        logging.getLogger("mlflow").setLevel(logging.ERROR)
        path = self._outbox.folder / f"{MODEL_DIR}-{self.id}"
        shutil.rmtree(path, ignore_errors=True)
        mlflow.tensorflow.save_model(
            model,
            path=path,
            signature=ModelSignature(
                inputs=Schema([TensorSpec(np.dtype("float32"), (-1, *shape))]),
                outputs=Schema([TensorSpec(np.dtype("float32"), (-1, *outputs))]),
            ),
            pip_requirements=[f"{name}=={version(name)}" for name in ("tensorflow", "tf-keras")],
        )
        self._write(journal.MODEL, {"path": path.name})

    def end(self, status: str, why: str | None = None) -> None:
        """Set the final status, the end time, and why it ended so."""
        self._write(journal.END, {"status": status, "time": _now(), "reason": why})

    def _write(self, kind: str, content: Mapping[str, Any]) -> None:
        self._outbox.write(self.id, kind, content)


@contextlib.contextmanager
def open_run(
    tracking: Connection,
    name: str,
    params: Mapping[str, Any],
    tags: Mapping[str, str],
    *,
    kind: str = KIND_RUN,
    attempt: int = 1,
    again: TrackedRun | None = None,
    started: Callable[[Run], None] = lambda run: None,
) -> Iterator[Run]:
    """An MLflow run: FINISHED after the block, KILLED if it is stopped early, FAILED with the reason if it raises.

    Args:
        tracking: the store.
        name: of the run.
        params: nested; logged under dotted names.
        tags: set at its creation.
        kind: the tag ``kind``.
        attempt: at this run, from 1.
        again: the run that was broken off, to go on with in place of a new one.
        started: called with the run at once, before a signal can end the process.

    Raises:
        UserError: the tracking server is away already; there is no run.
    """
    parent = {TAG_PARENT: tracking.parent} if tracking.parent and kind == KIND_RUN else {}
    every = {TAG_KIND: kind, TAG_ATTEMPT: str(attempt), **parent, **provenance.make_tags(), **tracking.alive, **tags}
    with _signals_wait(), sender.require_server(tracking.uri):
        if again:
            run = _reopened(tracking, again, every)
        else:
            made = tracking.client.create_run(tracking.experiment, run_name=name, tags=every)
            run = Run(made.info.run_id, tracking.outbox)
        started(run)
    try:
        known = again.params if again else {}
        run.params(
            {key: value for key, value in flatten_node(params).items() if names.encode(key, names.MOST) not in known}
        )
        yield run
    except StoppedEarly as stopped:
        run.tags({TAG_STOPPED: str(stopped.epoch)})
        run.end(Status.KILLED, str(stopped))
        raise
    except BaseException as error:
        run.end(Status.FAILED, explain_failure(error))
        raise
    run.end(Status.FINISHED)


def _reopened(tracking: Connection, again: TrackedRun, tags: Mapping[str, str]) -> Run:
    """The run goes on; an epoch is written in one piece, so the last that is there is whole."""
    client, run_id = tracking.client, again.run_id
    logged = max((each.step for each in client.get_metric_history(run_id, VAL_LOSS)), default=0)
    client.update_run(run_id, status=Status.RUNNING)
    for tag in {TAG_REASON, TAG_STOPPED} & set(again.tags):
        client.delete_tag(run_id, tag)
    run = Run(run_id, tracking.outbox, logged)
    run.tags({**tags, TAG_ATTEMPT: again.tags.get(TAG_ATTEMPT, "1")})
    return run


def end_run(uri: str, run_id: str, status: str, why: str, folder: Path) -> None:
    """End a run from outside, for a process that died or was told to: KILLED or FAILED.

    What the process left unsent in the run's folder is sent, if the server answers.
    """
    with Outbox(uri, folder) as outbox:
        Run(run_id, outbox).end(status, why)
    if not outbox.unsent:
        deliver.deliver_all(folder)


def explain_failure(error: BaseException) -> str:
    """Why a run failed, short: ``non_finite``, or the exception's name and the line that says why."""
    if isinstance(error, NonFiniteError):
        return "non_finite"
    return credentials.hide(f"{type(error).__name__}: {reasons.state_reason(error)}")


def flatten_node(node: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested mappings as dotted keys; lists stay values, and so does what is in :data:`WHOLE`."""
    found: dict[str, Any] = {}
    for key, value in node.items():
        if isinstance(value, Mapping) and f"{prefix}{key}" not in WHOLE:
            found.update(flatten_node(value, f"{prefix}{key}."))
        else:
            found[f"{prefix}{key}"] = value
    return found


@contextlib.contextmanager
def _signals_wait() -> Iterator[None]:
    """Hold back the signals that end a process, so that no run is created that nobody knows of."""
    held = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _now() -> int:
    return time.time_ns() // 1_000_000
