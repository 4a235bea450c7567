"""Everything that is decided before training, and may be refused: data, plan, model, scope."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runner.config import signature
from runner.config.schema import Config
from runner.console import heartbeat
from runner.core import durations
from runner.core.records import Epoch, Layer, Sensitivity
from runner.core.tags import TAG_ARITHMETIC, TAG_ARM, TAG_DATASET, TAG_RESULTS, TAG_SIGNATURE
from runner.data import datasets
from runner.data.parts import Dataset
from runner.pruning.targets import Targets
from runner.run import dense_cache, planning
from runner.run.matching import Matched, match
from runner.schedules.plan import Plan
from runner.schedules.rate_plan import Rates
from runner.tasks.choice import make_task
from runner.training import arithmetic, fit

DOING = {
    "data": "reading the data", "plan": "planning", "model": "building the model",
    "rehearse": "trying the model before it is trained", "dense": "getting the dense model",
    "targets": "choosing the targets by layer", "train": "training", "measure": "measuring the score, sizes and cost",
    "track": "writing the results",
}  # fmt: skip


class Stopwatch:
    """Seconds by phase: by the clock, and of this process on all CPUs."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.cpu: dict[str, float] = {}

    @contextlib.contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Add the time of the block to a phase, which is what the run is doing."""
        heartbeat.announce(DOING[name])
        start, cpu = time.perf_counter(), time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
        self.cpu[name] = self.cpu.get(name, 0.0) + time.process_time() - cpu


@dataclass(frozen=True)
class Setup:
    """A run that may begin: its data, its schedule with the plan, its model with the scope.

    ``identity`` holds the tags that name it. ``rates`` are the learning rates of the pruning phase, ``dense_rates`` of
    the dense training, after ``rewind_to`` epochs of which weights are set back to what they were, if they are.
    ``sensitivity`` is the scan that the targets by layer were decided on, if
    they were.
    """

    config: Config
    identity: Mapping[str, str]
    matched: Matched
    clock: durations.Clock
    schedule: Any
    rates: Rates
    dense_rates: Rates
    targets: Targets
    rewind_to: int | None = None
    sensitivity: Sensitivity | None = None
    watch: Stopwatch = field(default_factory=Stopwatch)

    @property
    def plan(self) -> Plan:
        """What all pruned weights together will do, and what to mind."""
        return self.targets.plan

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers of the model with their targets."""
        return self.targets.layers

    @property
    def dataset(self) -> Dataset:
        """As the model wants it."""
        return self.matched.dataset

    @property
    def model(self) -> Any:
        """The model, untrained."""
        return self.matched.model


@dataclass(frozen=True)
class Trained:
    """What the pruning phase ended with.

    Attributes:
        model: without wrappers, read back from ``file``: as it is deployed.
        file: the ``.keras`` file.
        epochs: of the training.
    """

    model: Any
    file: bytes
    epochs: tuple[Epoch, ...]


def prepare(config: Config) -> Setup:
    """Read the data, ask the schedule for its plan, build the model and choose its layers.

    Raises:
        UserError: whatever is wrong with any of them.
    """
    watch = Stopwatch()
    fit.prepare(config.train.threads or config.launch.cpus, config.launch.jobs)
    with watch.phase("data"):
        dataset = datasets.load(config.dataset, make_task(config.task, config.score))
    with watch.phase("plan"):
        clock = durations.Clock.of(len(dataset.train), config.train.batch_size, config.train.epochs)
        parameters, schedule, planned = planning.plan_schedule(config, clock)
        rewind_to = planning.plan_rewinding(config, schedule, len(dataset.train))
        rates, dense_rates = planning.plan_recipes(config, clock, len(dataset.train))
        planned = planned.noting(planning.mind_rates(config, rates, planned))
    with watch.phase("model"):
        fit.seed_everything(config.seed)
        matched = match(config, dataset)
        targets = planning.place_layers(config, matched, planned)
    dense_cache.check(Path(config.baseline.dir))
    sha256 = matched.dataset.sha256
    identity = {
        TAG_SIGNATURE: signature.sign_run(config, parameters, sha256),
        TAG_ARM: signature.sign_arm(config, parameters, sha256),
        TAG_DATASET: sha256,
        TAG_RESULTS: str(signature.RESULTS),
        TAG_ARITHMETIC: arithmetic.sign_arithmetic(),
    }
    return Setup(config, identity, matched, clock, schedule, rates, dense_rates, targets, rewind_to, watch=watch)
