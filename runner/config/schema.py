"""What a run can be told: the types and ranges of every key in ``conf/``.

A composed config becomes a frozen :class:`Config` here, and nothing later in the program
sees a config that was not checked. The groups ``schedule``, ``model`` and ``dataset`` stay
open: their other keys are the parameters of the class, builder or function that ``_target_`` names. What is refused
ends in a UserError, which says the key, the value, what is allowed and what to do.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from operator import attrgetter
from typing import Any

from runner.config import augment, recipe, trust
from runner.config.scope import DISTRIBUTIONS, POOLINGS, PatternConfig, ScopeConfig, check_pattern, check_scope
from runner.config.search import GRID, OPTUNA, SearchConfig, check_search
from runner.config.task import OF_CUSTOM, SCORES_OF, TaskConfig, check_task
from runner.config.training import KEEPS, LAST, check_class_weights, check_keeping
from runner.config.values import check_fraction, check_name, check_size, check_texts
from runner.core import credentials, durations, names
from runner.core.errors import UserError

MARGIN = 0.005  # half a point
SEEDS = 2**32  # NumPy takes no larger ones
CORES = 1024  # TensorFlow starts as many threads
SLURM_MINUTES = 3  # Slurm tells a run that its time is up two minutes before, when it is early
KERNELS = ("fast", "stock")
FINALLY, AT_EPOCHS, AT_UPDATES = LAYERS = ("final", "epoch", "update")  # each says more than the one before
GRAPH, FIT = ENGINES = ("graph", "fit")
SCALES = ("auto", "none", "unit", "standard")  # of the examples
STRATIFIED, _, GROUPS, TIME = SPLIT_WAYS = ("stratified", "random", "groups", "time")
OUTPUTS = ("auto", "probabilities", "logits")  # of the model

RANGES: Mapping[str, tuple[int, float]] = {  # the least and the most of a whole number, or of null where that is one
    "search.trials": (1, math.inf),
    "train.epochs": (1, math.inf),
    "train.batch_size": (1, math.inf),
    "train.threads": (1, CORES),
    "baseline.epochs": (0, math.inf),
    "baseline.batch_size": (1, math.inf),
    "dataset.steps": (1, math.inf),
    "sweep.retries": (0, math.inf),
    "launch.jobs": (1, math.inf),
    "launch.cpus": (1, CORES),
    "launch.gpus": (0, math.inf),
    "launch.memory_gb": (1, math.inf),
    "launch.minutes": (SLURM_MINUTES, math.inf),
    "launch.restarts": (0, math.inf),
}
CHOICES: Mapping[str, Sequence[str]] = {
    "prune.kernel": KERNELS,
    "train.engine": ENGINES,
    "tracking.layers": LAYERS,
    "dataset.scale": SCALES,
    "dataset.split": SPLIT_WAYS,
    "outputs": OUTPUTS,
    "train.keep": KEEPS,
    "task.name": tuple(SCORES_OF),
    "search.name": (GRID, OPTUNA),
    "scope.distribution": DISTRIBUTIONS,
    "pattern.pooling": POOLINGS,
}


@dataclass(frozen=True)
class DatasetConfig:
    """Where the data comes from, whether bytes are scaled, how it is split; fractions are of the training examples.

    ``params`` are the parameters of the function that reads it, which stand beside the others in ``dataset``. ``steps``
    is how many batches of a pipeline are an epoch, where it does not end by itself.
    """

    name: str
    _target_: str
    path: str | None = None
    scale: str = "auto"
    split: str = STRATIFIED  # runs of earlier versions do not say it
    split_seed: int = 0
    val_fraction: float = 0.1
    test_fraction: float = 0.1
    steps: int | None = None
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TrainConfig:
    """The pruning phase.

    ``optimizer`` and ``decay``, the shape of the learning rate, are what the groups say, see
    :mod:`runner.config.recipe`. ``keep`` says which epoch's weights it ends with. ``class_weights`` are ``balanced``,
    or by class, of the dense training, too.
    ``threads`` null uses every core; neither it nor ``checkpoint`` nor ``engine`` changes the result, ``xla`` does, in
    the last bits. The last two are those of the dense training, too.
    """

    epochs: int
    batch_size: int
    learning_rate: float
    optimizer: dict[str, Any]
    decay: dict[str, Any]
    threads: int | None = None
    checkpoint: bool = True
    engine: str = GRAPH
    xla: bool = False
    class_weights: Any = None
    keep: str = LAST


@dataclass(frozen=True)
class BaselineConfig:
    """The dense training that every arm starts from, kept in ``dir``; its recipe as that of the pruning phase.

    With ``early_stopping`` it stops after so many epochs that were not better on val, and the best one is kept.
    """

    epochs: int
    batch_size: int
    learning_rate: float
    optimizer: dict[str, Any]
    decay: dict[str, Any]
    dir: str
    early_stopping: int | None = None


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

    A sweep tells its runs ``parent``, the id of its own run, and ``process``, which names its process. ``layers`` is
    how often figures of each layer are logged; ``trace.parquet`` has them for each update anyway.
    """

    uri: str | None = None
    experiment: str = "pruning"
    parent: str | None = None
    process: str | None = None
    log_model: bool = True
    layers: str = AT_EPOCHS


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
class LaunchConfig:
    """Where the runs of a sweep go, and how many at once; a single run is always alone, and here.

    Args:
        name: of the choice.
        jobs: runs at once on this machine, or of the sweep on a Slurm cluster.
        address: of a Ray cluster; null is one of this machine's own, for the sweep.
        cpus: that each run has to itself on a cluster; null is its share of this machine's.
        gpus: the same.
        partition: of a Slurm cluster; null is its default one.
        memory_gb: that each run has to itself there; null is what the cluster gives.
        minutes: that a job there may take; a run that takes longer goes on in a next one.
        restarts: how often the engine starts a run again that it has lost: its node died, or its time was up.
    """

    name: str = "local"
    jobs: int = 1
    address: str | None = None
    cpus: int | None = None
    gpus: int = 0
    partition: str | None = None
    memory_gb: int | None = None
    minutes: int | None = None
    restarts: int = 0


@dataclass(frozen=True)
class ReportConfig:
    """Of the comparison at the end of a sweep; it changes no run.

    ``margin`` is a difference of accuracies or other shares, of an error a fraction of the dense control's: an arm is
    lossless if it surely loses less than that against the control.
    """

    margin: float = MARGIN


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
    outputs: str = "auto"  # runs of earlier versions do not say it, nor what follows
    task: TaskConfig = field(default_factory=TaskConfig)
    score: str | None = None
    augment: dict[str, Any] = field(default_factory=lambda: dict(augment.NOTHING))
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
        return f"{names.shorten(name, names.MOST - 20)}-s{self.seed}"

    def recorded(self) -> dict[str, Any]:
        """As it is tracked: by what a search made the run, and how it is compared, is none of its own.

        Texts from the environment stay ``${oc.env:NAME}``, and logins in addresses are left out.
        """
        given = recipe.as_recorded(self.as_given())
        if self.augment == augment.NOTHING:  # as in the runs of versions that had none
            given.pop("augment")
        tree = {key: value for key, value in given.items() if key not in ("search", "report")}
        for (*groups, key), written in self.of_environment.items():
            node: Any = tree
            for group in groups:
                node = node.get(group) if isinstance(node, dict) else None
            if isinstance(node, dict) and isinstance(node.get(key), str | list | dict):  # numbers are compared
                node[key] = written
        recorded: dict[str, Any] = credentials.hide_node(tree)
        return recorded

    @property
    def recorded_dataset(self) -> DatasetConfig:
        """The dataset, its path as it is tracked."""
        return replace(self.dataset, path=self.recorded()["dataset"]["path"])

    def as_given(self) -> dict[str, Any]:
        """As it was composed: a dataset's own parameters stand beside its other keys, a recipe in its groups."""
        tree = asdict(self)
        tree.pop("of_environment")
        tree["dataset"] |= tree["dataset"].pop("params")
        if not self.task.own:  # as in the runs of versions that had none
            tree["task"] = {key: value for key, value in tree["task"].items() if key not in OF_CUSTOM}
        return recipe.as_composed(tree)


def check(config: Config) -> None:
    """Refuse values out of range; needs neither data nor TensorFlow."""
    _check_names(config)
    check_fraction("target_sparsity", config.target_sparsity)
    check_size(config.as_given())
    for key in ("seed", "dataset.split_seed", "search.seed"):
        if not 0 <= (seed := attrgetter(key)(config)) < SEEDS:
            raise UserError(f"{key}={seed} is out of range: give a whole number from 0 to {SEEDS - 1}.")
    for key, (least, most) in RANGES.items():
        if (value := attrgetter(key)(config)) is not None:
            _check_range(key, value, least, most)
    if not config.of_file:  # which may be trained already
        _check_range("baseline.epochs", config.baseline.epochs, 1)
    for key, allowed in CHOICES.items():
        if (value := attrgetter(key)(config)) not in allowed:
            raise UserError(f"{key}={value} is unknown: choose one of {', '.join(allowed)}.")
    if config.train.xla and config.train.engine == FIT:
        raise UserError("train.xla=true compiles the steps of train.engine=graph: leave train.engine=fit out.")
    for key in ("train.learning_rate", "baseline.learning_rate"):
        if not 0 < (rate := attrgetter(key)(config)) < math.inf:
            raise UserError(f"{key}={rate} is out of range: give a finite number above 0.")
    for key in ("dataset.val_fraction", "dataset.test_fraction"):
        if not 0 < (fraction := attrgetter(key)(config)) < 1:
            raise UserError(f"{key}={fraction} is out of range: give a fraction between 0 and 1, like 0.1.")
    check_task(config.task, config.score)
    check_class_weights(config.train.class_weights, config.task)
    check_keeping(config.train, config.baseline)
    augment.check_augment(config.augment)
    check_search(config.search)
    check_margin("report.margin", config.report.margin)
    _check_tracking(config.tracking)
    _check_schedule(config)
    if not config.dense:
        check_scope(config.scope, config.target_sparsity)
        check_pattern(config.pattern, config.scope, config.schedule["_target_"], config.target_sparsity)
    trust.check_targets(config.as_given(), config.trusted_modules)


def check_margin(key: str, margin: float) -> None:
    """Refuse a margin that no difference of scores can have; ``key`` is as the user gave it."""
    if not 0 <= margin < 1:
        raise UserError(
            f"{key}={margin:g} is out of range: give a fraction of the score, at least 0 and less than 1, like "
            f"{MARGIN:g} for half a point."
        )


def _check_range(key: str, value: int, least: int, most: float = math.inf) -> None:
    if value < least:
        raise UserError(f"{key}={value} is too small: give {least} or more.")
    if value > most:
        raise UserError(f"{key}={value} is too large: give {most} or less.")


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
            f"tracking.experiment={names.make_visible(names.shorten(name))} is no name: give a text of at most "
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
