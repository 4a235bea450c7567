"""Plan every arm of a sweep before its first run: schedule, scope and pattern, on the model itself, untrained."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from runner.comparison import fairness
from runner.config import signature
from runner.config.schema import Config
from runner.console import heartbeat
from runner.core import durations
from runner.core.errors import UserError
from runner.core.records import Layer
from runner.data.datasets import load
from runner.data.parts import Dataset
from runner.run import isolation
from runner.sweep import grid
from runner.tasks.choice import make_task

if TYPE_CHECKING:
    from runner.schedules.plan import Plan
    from runner.schedules.rate_plan import Rates


@dataclass(frozen=True)
class Outline:
    """What the runs of an arm will do; or why they cannot be, in ``refusal``.

    Attributes:
        given: what the user gave for the arm.
        config: of its first run.
        parameters: of the schedule, its durations as steps.
        plan: when it prunes and how much.
        layers: with their targets, and what each will keep.
        rates: the learning rate of each step.
        dataset_sha256: of the data that it was planned on.
        examples: that an epoch trains on.
        task: its loss, its score, and what a trivial answer has.
        trainings: what of them is other than usual.
        data: how they were read and split.
        flops: of the model, for one example forward, see :mod:`runner.measuring.flops`.
    """

    given: str
    config: Config
    parameters: dict[str, Any]
    plan: Plan | None
    layers: tuple[Layer, ...] = ()
    rates: Rates | None = None
    refusal: str = ""
    dataset_sha256: str = ""
    examples: int = 0
    task: str = ""
    trainings: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    flops: int = 0

    @property
    def name(self) -> str:
        """``<schedule> <target>``; the control has no target."""
        return self.config.schedule["name"] + ("" if self.config.dense else f" {self.config.target_sparsity:g}")

    def label(self, among: Sequence[Outline]) -> str:
        """The name, with what was given where another has the same name."""
        alone = sum(each.name == self.name for each in among) == 1
        return self.name if alone else f"{self.name} ({self.given})"


@dataclass(frozen=True)
class Rehearsal:
    """Of the runs of a sweep: what to mind, and by run its signature and why it cannot be, empty if it can."""

    warnings: Sequence[str] = ()
    given: Sequence[str] = ()
    signatures: Sequence[str] = ()
    refusals: Sequence[str] = ()

    def check(self) -> None:
        """Refuse the sweep if a run of it is refused.

        Raises:
            UserError: names the first arm that cannot be, and why.
        """
        for arm, why in zip(self.given, self.refusals, strict=True):
            if why:
                raise UserError(f"The arm {arm} cannot run, so nothing was started: {why}")


def plan_sweep(jobs: Sequence[grid.Job]) -> Rehearsal:
    """Plan the runs of a sweep, each arm once, in a process of its own."""
    isolation.warm()
    heartbeat.announce(f"planning the sweep: what its {len(jobs)} runs do is tried once for each arm")
    arms = [(grid.name_arm(overrides), config) for overrides, config in jobs]
    plan = functools.partial(outline_arms, arms, deep=True)
    (outlines,) = isolation.call_alone([plan], "The plan of the sweep could not be made")
    planned = list(zip((config for _, config in jobs), match_outlines(outlines, jobs), strict=True))
    return Rehearsal(
        list_warnings(outlines),
        [given for given, _ in arms],
        [
            signature.sign_run(config, each.parameters, each.dataset_sha256)
            for config, each in heartbeat.count_parts(planned, len(planned), "planning the runs")
        ],
        [each.refusal for _, each in planned],
    )


def list_warnings(outlines: Sequence[Outline]) -> list[str]:
    """What to mind of a sweep, each once, after the arms of which it is said; without them, if that is every arm."""
    planned = [each for each in outlines if each.plan]
    arms: dict[str, list[str]] = {}
    for each in planned:
        for warning in each.plan.warnings if each.plan else ():
            arms.setdefault(warning, []).append(each.name)
    every = len([each for each in planned if not each.config.dense])
    return [text if 1 < every <= len(of) else f"{fairness.list_some(of)}: {text}" for text, of in arms.items()]


def outline_arms(arms: Sequence[tuple[str, Config]], *, deep: bool) -> list[Outline]:
    """Plan each arm once, whatever its seeds. Needs TensorFlow in this process.

    Args:
        arms: what the user gave for an arm, and its config.
        deep: also try, on each model, what a run does after and in training, see :mod:`runner.run.preflight`.
    """
    seen, outlines = _Seen(deep), dict[str, Outline]()
    for given, config in arms:
        if (key := _arm(config)) not in outlines:
            outlines[key] = _outline(given, config, seen)
    return list(outlines.values())


@dataclass(frozen=True)
class _Seen:
    """What arms share: data, models, and what was tried on them."""

    deep: bool
    datasets: dict[str, Dataset] = field(default_factory=dict)
    matched: dict[str, Any] = field(default_factory=dict)
    tried: dict[str, Any] = field(default_factory=dict)


def _outline(given: str, config: Config, seen: _Seen) -> Outline:
    from runner.measuring.flops import follow_layers
    from runner.run import planning, preflight

    parameters: dict[str, Any] = {}
    model = (
        config.model,
        config.dataset,
        config.outputs,
        config.task,
        config.score,
        config.train.class_weights,
        config.augment,
    )  # what it, and what is found out about it, hangs on
    try:
        task = make_task(config.task, config.score)
        dataset = _kept(seen.datasets, (config.dataset, task), lambda: load(config.dataset, task))
        matched = _kept(seen.matched, model, lambda: _matched(config, dataset))
        clock = durations.Clock.of(len(dataset.train), config.train.batch_size, config.train.epochs)
        parameters, schedule, plan = planning.plan_schedule(config, clock)
        planning.plan_rewinding(config, schedule, len(dataset.train))
        rates, _ = planning.plan_recipes(config, clock, len(dataset.train))
        plan = plan.noting(planning.mind_rates(config, rates, plan))
        task_told, unbalanced = _kept(
            seen.tried, ("task", *model), lambda: planning.describe_task(config, matched.dataset)
        )
        plan = plan.noting([unbalanced] if unbalanced else [])
        targets = planning.place_layers(config, matched, plan)
        of = (config, matched, targets.layers)
        if seen.deep:
            way = (*model, config.dense, config.train.engine, config.train.xla, config.train.optimizer)
            notes = _kept(seen.tried, way, lambda: preflight.rehearse(*of, schedule, targets.plan, rates))
            targets = targets.noting(notes)
        _kept(seen.tried, (*model, config.dense, config.scope), lambda: preflight.check_model(*of) and None)
    except UserError as error:
        return Outline(given, config, parameters, None, refusal=str(error))
    flops = sum(each.flops for each in follow_layers(matched.model)[0])
    return Outline(
        given, config, parameters, targets.plan, targets.layers, rates=rates,
        dataset_sha256=matched.dataset.sha256, examples=len(dataset.train), task=task_told,
        trainings=planning.describe_trainings(config), data=matched.dataset.told,
        flops=flops,
    )  # fmt: skip


def match_outlines(outlines: Sequence[Outline], jobs: Sequence[grid.Job]) -> list[Outline]:
    """The outline of each run's arm."""
    by_arm = {_arm(each.config): each for each in outlines}
    return [by_arm[_arm(config)] for _, config in jobs]


def _arm(config: Config) -> str:
    """What runs that differ in nothing but their seed have in common."""
    return signature.sign_config(replace(config, seed=0))


def _kept(found: dict[str, Any], key: Any, make: Any) -> Any:
    if repr(key) not in found:
        found[repr(key)] = make()
    return found[repr(key)]


def _matched(config: Config, dataset: Dataset) -> Any:
    import tf_keras

    from runner.run import matching

    tf_keras.backend.clear_session()  # layers without a name are counted anew, as in the process of a run
    return matching.match(config, dataset)
