"""From a config to the plan: resolve durations, build the schedule, ask it, judge what it says; then the layers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from runner.comparison.fairness import list_some
from runner.config import recipe
from runner.config.schema import Config
from runner.core import durations, environment
from runner.core.errors import UserError
from runner.core.records import Layer
from runner.pruning import scope, targets, wrapping
from runner.run.matching import Matched
from runner.schedules import base, checks, plan, rate_plan
from runner.training import optimizers

MENTIONED = 0.01  # of all parameters, or of all weights that are pruned
SHOWN = 6  # layers in one sentence


def plan_schedule(config: Config, clock: durations.Clock) -> tuple[dict[str, Any], Any, plan.Plan]:
    """The schedule's parameters in steps, the schedule itself, and what it will do.

    Raises:
        UserError: the schedule would not do what was asked for.
    """
    parameters = durations.resolve(config.schedule, clock)
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
