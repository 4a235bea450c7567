"""From a config to the plan: resolve durations, build the schedule, ask it, judge what it says; then the layers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from runner.comparison import collapse
from runner.comparison.fairness import list_some
from runner.config import recipe
from runner.config.schema import Config
from runner.config.training import LAST
from runner.core import durations, environment
from runner.core.errors import UserError
from runner.core.records import Layer
from runner.data.parts import Dataset, Split
from runner.pruning import scope, targets, wrapping
from runner.run.matching import Matched
from runner.schedules import base, checks, levels, plan, rate_plan
from runner.training import optimizers

WITH_LEVELS = ("logarithmic", "lottery", "multi_step", "one_shot", "stepwise")
MENTIONED = 0.01  # of all parameters, or of all weights that are pruned
SHOWN = 6  # layers in one sentence


def plan_schedule(config: Config, clock: durations.Clock) -> tuple[dict[str, Any], Any, plan.Plan]:
    """The schedule's parameters in steps, the schedule itself, and what it will do.

    Raises:
        UserError: the schedule would not do what was asked for.
    """
    parameters = durations.resolve(config.schedule, clock)
    if parameters.get(durations.REWIND_TO) is None:
        parameters.pop(durations.REWIND_TO, None)
    schedule = base.build(parameters)
    planned = plan.ask(schedule, clock, _target(schedule, config))
    if not plan.survives_round_trip(schedule, clock.steps):
        text = (
            f"{type(schedule).__name__} does not come back from get_config() as it was, so a model that is saved "
            f"while wrapped cannot be loaded: return {{'class_name': ..., 'config': {{every parameter}}}}."
        )
        planned = replace(planned, warnings=(*planned.warnings, text))
    if not config.dense:
        planned = checks.judge(
            planned, parameters, prunes=config.target_sparsity > 0, allow_missed_target=config.allow_missed_target
        )
    return parameters, schedule, planned


def plan_rewinding(config: Config, schedule: Any, examples: int) -> int | None:
    """To after how many epochs of the dense training weights are set back at each level; None if they are not.

    Raises:
        UserError: the schedule has no levels, or the dense training has no such epoch.
    """
    given = config.schedule.get(durations.REWIND_TO)
    if given is None:
        return None
    if not isinstance(schedule, levels.Levels):
        raise UserError(
            f"schedule.rewind_to={given} sets weights back at each level, and schedule={config.schedule['name']} has "
            f"none. Schedules with levels are {', '.join(WITH_LEVELS)}, and subclasses of "
            f"runner.schedules.levels.Levels."
        )
    baseline = config.baseline
    clock = durations.Clock.of(examples, baseline.batch_size, max(baseline.epochs, 1))
    steps = durations.parse(given, "schedule.rewind_to").steps(clock)
    if steps % clock.steps_per_epoch or steps > baseline.epochs * clock.steps_per_epoch:
        raise UserError(
            f"schedule.rewind_to={given} is step {steps} of the dense training, which has {baseline.epochs} epochs of "
            f"{clock.steps_per_epoch} steps: give whole epochs of it, from 0ep to {baseline.epochs}ep."
        )
    if config.train.optimizer.get("use_ema") or baseline.early_stopping is not None:
        of = "optimizer.use_ema" if config.train.optimizer.get("use_ema") else "baseline.early_stopping"
        raise UserError(f"schedule.rewind_to={given} and {of} exclude each other: leave one of them out.")
    return steps // clock.steps_per_epoch


def plan_recipes(config: Config, clock: durations.Clock, examples: int) -> tuple[rate_plan.Rates, rate_plan.Rates]:
    """The learning rates of the pruning phase and of the dense training; that both can have their optimizers is tried.

    Raises:
        UserError: an optimizer or a shape of the rate is refused, or ends before its training does.
    """
    train, baseline = config.train, config.baseline
    for key, given in (("optimizer", train.optimizer), ("baseline.optimizer", baseline.optimizer)):
        optimizers.build(key, given, train.learning_rate)
    steps, before = 0, rate_plan.Rates(baseline.learning_rate)
    if baseline.epochs:
        of_dense = durations.Clock.of(examples, baseline.batch_size, baseline.epochs)
        key = "learning_rate" if baseline.decay == train.decay else "baseline.decay"
        steps, before = of_dense.steps, rate_plan.plan_rates(key, baseline.decay, baseline.learning_rate, of_dense)
    if train.decay["_target_"] == recipe.REWIND:
        return rate_plan.replay(before, steps, clock.steps), before
    return rate_plan.plan_rates("learning_rate", train.decay, train.learning_rate, clock), before


def mind_rates(config: Config, rates: rate_plan.Rates, planned: plan.Plan) -> list[str]:
    """What to mind of the learning rates of the pruning phase."""
    key = "baseline.decay" if config.train.decay["_target_"] == recipe.REWIND else "learning_rate"
    return rate_plan.find_warnings(key, config.train.decay, rates, planned)


def describe_trainings(config: Config) -> tuple[str, ...]:
    """What of the trainings is other than that all their epochs are made, and the weights of the last one are left."""
    patience, rewind_to, best = config.baseline.early_stopping, config.schedule.get(durations.REWIND_TO), config.score
    told = {
        f"the dense one has at most {config.baseline.epochs} epochs: it stops after {patience} without a better {best} "
        f"on val, and all arms start from its best": patience is not None,
        f"at each level the weights that are left go back to what they were after {rewind_to} of the dense one, and "
        f"the optimizer starts anew": rewind_to is not None,
        f"all epochs are made, and the best by {best} on val is kept, of those at the final sparsity": (
            config.train.keep != LAST
        ),
    }
    return tuple(text for text, applies in told.items() if applies)


def describe_task(config: Config, dataset: Dataset) -> tuple[str, str]:
    """The task in a line: its loss, its score, and what a trivial answer has; and what to mind of its labels.

    Of a reconstruction over a pipeline the answer is left out, since its labels are all the examples.
    """
    task, score = dataset.task, dataset.task.score
    facts, told = dict[str, float](), "the trivial answer is measured by the run"
    if isinstance(dataset.train, Split) or not task.reads_input:
        facts = collapse.collect_facts(task, (dataset.train.y, dataset.val.y, dataset.test.y), None, ())
        told = collapse.describe_trivial_answer(facts, score)
    loss = task.make_loss().name
    loss = loss if config.task.own else loss.replace("_", " ")
    of_logits = ", of logits" if task.logits else ""
    return (
        f"{config.task.name}; loss: {loss}{of_logits}; score: {score.title}, {score.direction}; {told}",
        collapse.note_unbalanced(f"The data set {dataset.name}", facts, score),
    )


def place_layers(config: Config, matched: Matched, schedule: plan.Plan) -> targets.Targets:
    """The layers of a model with their targets, by the plan of the schedule; and what to mind.

    Raises:
        UserError: the scope or the pattern cannot be had in this model.
    """
    layers = scope.select_layers(matched.model, config.scope)
    chosen = targets.choose_targets(config, layers, schedule)
    left_out = [] if config.dense else list(_left_out(layers))
    try:
        of_targets = targets.check_targets(config, chosen)
    except UserError as error:
        raise UserError("\n".join([*left_out, str(error)])) from None
    zeros = () if config.dense else _zeros(config, wrapping.read_weights(matched.model, layers))
    return chosen.noting([*left_out, *matched.notes, *zeros, *of_targets, *environment.find_own_kernels()])


def _left_out(layers: Sequence[Layer]) -> Iterator[str]:
    """What nothing prunes though nobody asked for that, from a hundredth of the model on; and what never recovers."""
    every = sum(layer.params for layer in layers)
    skipped = [each for each in layers if each.why.startswith((*scope.NOT_PRUNABLE, scope.FROZEN)) and not each.pruned]
    if skipped and sum(each.params for each in skipped) >= MENTIONED * every:
        stays = sum(each.params for each in skipped)
        reasons = dict.fromkeys(each.why for each in sorted(skipped, key=lambda layer: -layer.params))
        listed = ", ".join(
            f"{list_some((each.name for each in skipped if each.why == why), 3)} ({why})" for why in reasons
        )
        yield f"Not pruned: {listed}: {stays:,} of {every:,} parameters ({stays / every:.1%}) stay dense."
    if without := [each.name for each in layers if each.pruned and each.why == scope.FROZEN_ALL_THE_SAME]:
        yield f"Frozen layers are pruned and never trained again, as scope.frozen=true asks for: {', '.join(without)}."


def _zeros(config: Config, weights: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """What is zero already in the weights that are to be pruned, and what becomes of it."""
    shares = {name: 1 - sum(map(np.count_nonzero, each)) / sum(a.size for a in each) for name, each in weights.items()}
    every = sum(array.size for each in weights.values() for array in each)
    share = 1 - sum(np.count_nonzero(array) for each in weights.values() for array in each) / every
    if share < MENTIONED:
        return
    most = sorted(shares, key=lambda name: -shares[name])[:SHOWN]
    listed = ", ".join(f"{name} {shares[name]:.1%}" for name in most)
    fills = (
        f"Its dense training of {config.baseline.epochs} epochs fills them again (baseline.epochs=0 leaves it out), "
        f"and so " if config.baseline.epochs else "So "
    )  # fmt: skip
    yield (
        f"The model starts with {share:.1%} zeros in the weights that are pruned ({listed}). {fills}does the dense "
        f"control, which trains on without masks."
    )


def _target(schedule: Any, config: Config) -> float:
    """The sparsity to end at: ``target_sparsity``, unless the schedule says that it ``ends_at`` another."""
    ends_at = getattr(schedule, "ends_at", config.target_sparsity)
    if isinstance(ends_at, bool) or not isinstance(ends_at, int | float) or not 0 <= ends_at < 1:
        raise UserError(
            f"schedule={config.schedule['name']}: ends_at={ends_at} is not a sparsity. In {type(schedule).__name__} it "
            f"must be the fraction of zeros that is left at the end, at least 0 and less than 1."
        )
    return float(ends_at)
