"""Small real MLflow stores with known values, for the tests of the report."""

from __future__ import annotations

import functools
import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runner.core.metric_names import (
    DENSE_SIZE,
    DENSE_TEST_SCORE,
    FINAL_GLOBAL,
    FINAL_LAYER,
    FINAL_MODEL,
    PRUNE_ACHIEVED,
    PRUNE_PLANNED,
    SIZE,
    SIZE_FORMATS,
    TARGET_MISSED_BY,
    TEST_LOSS,
    TEST_SCORE,
    TIME,
)
from runner.core.score import ACCURACY, PARAM
from runner.core.tags import (
    KIND_RUN,
    KIND_SWEEP,
    TAG_ARM,
    TAG_DATASET,
    TAG_DENSE_WEIGHTS,
    TAG_KIND,
    TAG_PARENT,
    TAG_REASON,
    TAG_SIGNATURE,
)
from runner.tracking import store
from runner.tracking.records import Source, TrackedRun

LAYERS = ("fc1", "fc2", "fc3")
DENSE_BYTES = {name: 100_000 - 5_000 * at for at, name in enumerate(SIZE_FORMATS)}


@dataclass(frozen=True)
class Run:
    """One tracked run: what a test says about it; everything else follows. ``accuracy`` is what its score is."""

    schedule: str
    target: float
    seed: int
    accuracy: float
    achieved: float | None = None
    model: str = "lenet"
    dataset: str = "digits"
    params: Mapping[str, Any] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    metrics: Mapping[str, float] = field(default_factory=dict)
    status: str = "FINISHED"
    steps: Iterable[int] = (2, 4, 6, 8)
    score: str = ACCURACY.name

    @property
    def name(self) -> str:
        return f"{self.schedule}-{self.target:g}-{self.model}-{self.dataset}-s{self.seed}"

    @property
    def zeros(self) -> float:
        return self.target if self.achieved is None else self.achieved

    def all_params(self) -> dict[str, str]:
        own = {} if self.schedule == "dense" else {"schedule.final_sparsity": self.target, "schedule.begin_step": "0%"}
        common = {
            "schedule.name": self.schedule,
            "target_sparsity": self.target,
            "seed": self.seed,
            "model.name": self.model,
            "dataset.name": self.dataset,
            "dataset.split_seed": 0,
            "train.epochs": 8,
            "train.batch_size": 32,
            "train.learning_rate": 0.001,
            "train.threads": None,
            "baseline.epochs": 8,
            "baseline.dir": "outputs/dense",
            "scope.name": "all",
            "tracking.experiment": "pruning",
        }
        judged = {} if self.score == ACCURACY.name else {PARAM: self.score}
        return {key: str(value) for key, value in {**common, **own, **judged, **self.params}.items()}

    def all_tags(self) -> dict[str, str]:
        left_out = ("seed", "tracking.experiment", "train.threads", "baseline.dir")
        arm = str(sorted((key, value) for key, value in self.all_params().items() if key not in left_out))
        arm_hash = hashlib.sha256(arm.encode()).hexdigest()[:8]
        return {
            TAG_KIND: KIND_RUN,
            TAG_ARM: arm_hash,
            TAG_SIGNATURE: f"{arm_hash}{self.seed}",
            TAG_DATASET: f"sha-of-{self.dataset}",
            TAG_DENSE_WEIGHTS: f"dense-{self.model}-{self.dataset}-{self.seed}",
            **self.tags,
        }

    def all_metrics(self) -> dict[str, float]:
        left = 1 - self.zeros
        finals = {
            TEST_SCORE.format(self.score): self.accuracy,
            TEST_LOSS: 1 - self.accuracy,
            DENSE_TEST_SCORE.format(self.score): 0.95,
            FINAL_GLOBAL: self.zeros,
            FINAL_MODEL: self.zeros * 0.99,
            TARGET_MISSED_BY: self.target - self.zeros,
            TIME.format("train"): 3.5 + self.seed,
            **{FINAL_LAYER.format(layer): self.zeros for layer in LAYERS},
            **{DENSE_SIZE.format(name): size for name, size in DENSE_BYTES.items()},
            **{SIZE.format(name): round(size * left) + self.seed for name, size in DENSE_BYTES.items()},
        }
        return {**finals, **self.metrics}

    def updates(self) -> list[tuple[int, float]]:
        """(step, sparsity) of each mask update: a straight ramp."""
        steps = [] if self.schedule == "dense" else list(self.steps)
        return [(step, self.zeros * (at + 1) / len(steps)) for at, step in enumerate(steps)]

    def tracked(self, number: int = 0) -> TrackedRun:
        """The run as it is read back; ``number`` gives it an id and a time."""
        finals = self.all_metrics() if self.status == "FINISHED" else {}
        reason = {TAG_REASON: "non_finite"} if self.status in ("FAILED", "KILLED") else {}
        start, params, tags = 1000 * number, self.all_params(), {**self.all_tags(), **reason}
        end = None if self.status == "RUNNING" else start + 500
        return TrackedRun(f"run{number}", self.name, self.status, start, end, params, finals, tags)


def source(runs: Iterable[Run]) -> Source:
    """Runs as they are read back from a store, without one."""
    return Source("known", [run.tracked(number) for number, run in enumerate(runs)])


ACCURACIES = {  # by schedule and target, one for each of the seeds 0, 1, 2
    ("dense", 0.0): (0.951, 0.955, 0.949),
    ("constant", 0.5): (0.950, 0.952, 0.949),
    ("constant", 0.8): (0.921, 0.930, 0.918),
    ("constant", 0.9): (0.871, 0.894, 0.880),
    ("polynomial", 0.5): (0.955, 0.957, 0.950),
    ("polynomial", 0.8): (0.941, 0.938, 0.936),
    ("polynomial", 0.9): (0.913, 0.921, 0.902),
}
MISSED = {("constant", 0.9): 0.87}  # achieved where it is not the target


def known_runs() -> list[Run]:
    """21 finished runs with the accuracies above, and two that did not finish."""
    finished = [
        Run(schedule, target, seed, accuracy, MISSED.get((schedule, target)))
        for (schedule, target), accuracies in ACCURACIES.items()
        for seed, accuracy in enumerate(accuracies)
    ]
    return [*finished, Run("linear", 0.5, 0, 0.0, status="FAILED"), Run("linear", 0.5, 1, 0.0, status="RUNNING")]


class Store:
    """A SQLite store in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.uri = folder, f"sqlite:///{folder}/mlflow.db"
        if not Path(folder, "mlflow.db").exists():
            shutil.copy(_template(), folder / "mlflow.db")

    @functools.cached_property
    def client(self) -> Any:
        from mlflow import MlflowClient

        return MlflowClient(self.uri)

    def experiment(self, name: str) -> str:
        found = self.client.get_experiment_by_name(name)
        where = f"file://{self.folder}/mlruns/{name}"
        return found.experiment_id if found else self.client.create_experiment(name, artifact_location=where)

    def add_sweep(self, name: str, runs: Iterable[Run], experiment: str = "pruning") -> str:
        """Track a parent run and its children; returns the parent's id."""
        where = self.experiment(experiment)
        parent = self.client.create_run(where, run_name=name, tags={TAG_KIND: KIND_SWEEP}).info.run_id
        for run in runs:
            self.add_run(where, run, parent)
        self.client.set_terminated(parent)
        return parent

    def add_run(self, experiment_id: str, run: Run, parent: str) -> str:
        """Track one run; one that is not FINISHED has no final metrics, as in life."""
        from mlflow.entities import Metric, Param

        as_read = run.tracked()
        tags = {**as_read.tags, TAG_PARENT: parent}
        run_id = self.client.create_run(experiment_id, run_name=run.name, tags=tags).info.run_id
        metrics = [Metric(key, float(value), 1, 0) for key, value in as_read.metrics.items()]
        for step, sparsity in run.updates():
            metrics += [Metric(PRUNE_PLANNED, sparsity, 1, step), Metric(PRUNE_ACHIEVED, sparsity, 1, step)]
        params = [Param(key, value) for key, value in as_read.params.items()]
        self.client.log_batch(run_id, metrics=metrics, params=params)
        if run.status != "RUNNING":
            self.client.set_terminated(run_id, run.status)
        return run_id


@functools.cache
def known() -> Store:
    """One store for the whole session with the sweep ``known``; only to be read."""
    made = Store(_folder("known"))
    made.add_sweep("known", known_runs())
    return made


@functools.cache
def _template() -> Path:
    """An empty store to copy: MLflow takes seconds to make one."""
    file = _folder("template") / "mlflow.db"
    store.ensure(f"sqlite:///{file}")
    return file


@functools.cache
def _session() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory(prefix="stores-")


def _folder(name: str) -> Path:
    folder = Path(_session().name, name)
    folder.mkdir()
    return folder


def execute(file, statement):
    """What a statement of SQL finds in a SQLite file, or does to it."""
    with sqlite3.connect(file) as database:
        found = database.execute(statement).fetchall()
    database.close()
    return found
