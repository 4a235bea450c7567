"""What a run can be told: the types and ranges of every key in ``conf/``.

A composed config becomes a frozen :class:`Config` here, and nothing later in the program
sees a config that was not checked. The groups ``schedule``, ``model`` and ``dataset`` stay
open: their other keys are the parameters of the class, builder or function that ``_target_`` names.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from runner.config import trust
from runner.config.launch import LaunchConfig, check_launch
from runner.config.report import ReportConfig, check_margin
from runner.config.scope import PatternConfig, ScopeConfig, check_fraction, check_pattern, check_scope
from runner.config.search import SearchConfig, check_search
from runner.config.values import at_least, check_name, check_size, check_texts, positive
from runner.core import credentials, durations, names
from runner.core.records import UserError


@dataclass(frozen=True)
class DatasetConfig:
    """Where the data comes from, whether bytes are scaled, how it is split; fractions are of the training examples.

    ``params`` are the parameters of the function that reads it, which stand beside the others in ``dataset``.
    """

    name: str
    _target_: str
    path: str | None = None
    scale: str = "auto"
    split_seed: int = 0
    val_fraction: float = 0.1
    test_fraction: float = 0.1
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TrainConfig:
    """The pruning phase. ``threads`` null uses every core; neither it nor ``checkpoint`` changes the result."""

    epochs: int
    batch_size: int
    learning_rate: float
    optimizer: str
    threads: int | None = None
    checkpoint: bool = True


@dataclass(frozen=True)
class BaselineConfig:
    """The dense training that every arm starts from, kept in ``dir``."""

    epochs: int
    batch_size: int
    learning_rate: float
    optimizer: str
    dir: str


@dataclass(frozen=True)
class PruneConfig:
    """How masks are made; ``kernel`` does not change the result."""

    kernel: str = "fast"

    @property
    def fast(self) -> bool:
        """Whether the threshold is selected, see :mod:`runner.pruning.kernel`, or tfmot sorts all weights."""
        return self.kernel == "fast"


@dataclass(frozen=True)
class MeasureConfig:
    """What is measured beside what always is; ``latency`` is the time of one example in TFLite."""

    latency: bool = False


@dataclass(frozen=True)
class TrackingConfig:
    """Where runs are kept: an MLflow URI (null: MLFLOW_TRACKING_URI, else ``mlflow.db`` here).

    A sweep tells its runs ``parent``, the id of its own run, and ``process``, which names its process.
    """

    uri: str | None = None
    experiment: str = "pruning"
    parent: str | None = None
    process: str | None = None
    log_model: bool = True


@dataclass(frozen=True)
class SweepConfig:
    """How a sweep is made.

    ``control`` adds the dense arm that trains on without pruning. A study's ``arms``, each with a
    grid of its own, are crossed with its ``axes``: keys to a value or a list of values. A failed run is tried
    again ``retries`` times; with ``fail_fast`` the first one that stays failed ends the sweep.
    """

    control: bool = True
    retries: int = 0
    fail_fast: bool = False
    arms: list[dict[str, Any]] = field(default_factory=list)
    axes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Config:
    """One run, complete; ``of_environment`` are the texts that come from there, as they are written, by their keys."""

    schedule: dict[str, Any]
    model: dict[str, Any]
    dataset: DatasetConfig
    scope: ScopeConfig
    pattern: PatternConfig
    prune: PruneConfig
    train: TrainConfig
    baseline: BaselineConfig
    measure: MeasureConfig
    tracking: TrackingConfig
    sweep: SweepConfig
    search: SearchConfig
    report: ReportConfig
    launch: LaunchConfig
    target_sparsity: float
    seed: int
    force: bool
    allow_missed_target: bool
    trusted_modules: list[str]
    outputs: str = "auto"  # runs of earlier versions do not say it
    of_environment: dict[Any, Any] = field(default_factory=dict, metadata={"omegaconf_ignore": True})

    @property
    def dense(self) -> bool:
        """Whether this is the control arm, which trains on without pruning."""
        return self.schedule.get("_target_") == "runner.schedules.NoPruning"

    @property
    def of_file(self) -> bool:
        """Whether the model is one that was saved, so that it may be trained already."""
        return self.model.get("_target_") == "runner.models.load"

    @property
    def run_name(self) -> str:
        """``<schedule>-<target>-<model>-<dataset>-s<seed>``."""
        target = f"{self.target_sparsity:g}"
        name = f"{self.schedule['name']}-{target}-{self.model['name']}-{self.dataset.name}"
        return f"{names.shortened(name, names.MOST - 20)}-s{self.seed}"

    def recorded(self) -> dict[str, Any]:
        """As it is tracked: by what a search made the run, and how it is compared, is none of its own.

        Texts from the environment stay ``${oc.env:NAME}``, and logins in addresses are left out.
        """
        tree = {key: value for key, value in self.as_given().items() if key not in ("search", "report")}
        for (*groups, key), written in self.of_environment.items():
            node: Any = tree
            for group in groups:
                node = node.get(group) if isinstance(node, dict) else None
            if isinstance(node, dict) and isinstance(node.get(key), str | list | dict):  # numbers are compared
                node[key] = written
        recorded: dict[str, Any] = credentials.hidden(tree)
        return recorded

    @property
    def recorded_dataset(self) -> DatasetConfig:
        """The dataset, its path as it is tracked."""
        return replace(self.dataset, path=self.recorded()["dataset"]["path"])

    def as_given(self) -> dict[str, Any]:
        """As it was composed: a dataset's own parameters stand beside its other keys."""
        tree = asdict(self)
        tree.pop("of_environment")
        tree["dataset"] |= tree["dataset"].pop("params")
        return tree


def check(config: Config) -> None:
    """Refuse values out of range; needs neither data nor TensorFlow.

    Raises:
        UserError: says the key, the value, what is allowed and what to do.
    """
    _check_names(config)
    check_fraction("target_sparsity", config.target_sparsity)
    check_size("", config.as_given())
    for key, seed in (("seed", config.seed), ("dataset.split_seed", config.dataset.split_seed)):
        if not 0 <= seed < SEEDS:
            raise UserError(f"{key}={seed} is out of range: give a whole number from 0 to {SEEDS - 1}.")
    for group, part in (("train", config.train), ("baseline", config.baseline)):
        at_least(f"{group}.batch_size", part.batch_size, 1)
        positive(f"{group}.learning_rate", part.learning_rate)
        if part.optimizer not in OPTIMIZERS:
            raise UserError(f"{group}.optimizer={part.optimizer} is unknown: choose one of {', '.join(OPTIMIZERS)}.")
    at_least("train.epochs", config.train.epochs, 1)
    at_least("baseline.epochs", config.baseline.epochs, 0 if config.of_file else 1)
    if config.prune.kernel not in KERNELS:
        raise UserError(f"prune.kernel={config.prune.kernel} is unknown: choose one of {', '.join(KERNELS)}.")
    check_launch(config.launch)
    at_least("sweep.retries", config.sweep.retries, 0)
    check_search(config.search)
    check_margin("report.margin", config.report.margin)
    if config.train.threads is not None:
        at_least("train.threads", config.train.threads, 1)
        if config.train.threads > THREADS:
            raise UserError(f"train.threads={config.train.threads} is too large: give {THREADS} or less.")
    _check_tracking(config.tracking)
    for key in ("val_fraction", "test_fraction"):
        value = getattr(config.dataset, key)
        if not 0 < value < 1:
            raise UserError(f"dataset.{key}={value} is out of range: give a fraction between 0 and 1, like 0.1.")
    for key, value, allowed in (("dataset.scale", config.dataset.scale, SCALES), ("outputs", config.outputs, OUTPUTS)):
        if value not in allowed:
            raise UserError(f"{key}={value} is unknown: choose one of {', '.join(allowed)}.")
    _check_schedule(config)
    if not config.dense:
        check_scope(config.scope, config.target_sparsity)
        check_pattern(config.pattern, config.scope, config.schedule["_target_"], config.target_sparsity)
    trust.check_targets(config.as_given(), config.trusted_modules)


SEEDS = 2**32  # NumPy takes no larger ones
THREADS = 1024  # TensorFlow starts them all
OPTIMIZERS = ("adam", "sgd")
KERNELS = ("fast", "stock")
SCALES = ("auto", "none", "unit")  # of bytes in the data
OUTPUTS = ("auto", "probabilities", "logits")  # of the model


def _check_tracking(tracking: TrackingConfig) -> None:
    if tracking.uri is not None and (
        tracking.uri.startswith("file:") or not re.match(r"[a-z][a-z0-9+-]*:", tracking.uri)
    ):
        raise UserError(
            f"tracking.uri={credentials.hide(tracking.uri)} is no store: give a database, as in sqlite:///FILE.db, or "
            f"a tracking server, as in http://127.0.0.1:5000. MLflow no longer keeps runs in plain folders."
        )
    name = tracking.experiment
    if not name.strip() or not name.isprintable() or len(name) > names.MOST:
        raise UserError(
            f"tracking.experiment={names.visible(names.shortened(name))} is no name: give a text of at most "
            f"{names.MOST} characters, like pruning."
        )


def _check_names(config: Config) -> None:
    """The names of the groups are texts, whatever was put in their place."""
    check_texts("trusted_modules", config.trusted_modules, "names of modules")
    for group, part in (("schedule", config.schedule), ("model", config.model), ("dataset", asdict(config.dataset))):
        check_name(f"{group}.name", part.get("name"))


def _check_schedule(config: Config) -> None:
    for key, value in config.schedule.items():
        if key.endswith("sparsity") or key == "rate":
            check_fraction(f"schedule.{key}", value)
    durations.check(config.schedule, config.train.epochs)
