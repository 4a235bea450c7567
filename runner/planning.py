"""From a config to the plan: resolve durations, build the schedule, ask it, judge what it says; then the layers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from runner import allot, plan, prune, schedules, steps, verdict
from runner.config import Config
from runner.records import Layer, UserError


def make(config: Config, clock: steps.Clock) -> tuple[dict[str, Any], Any, plan.Plan]:
    """The schedule's parameters in steps, the schedule itself, and what it will do.

    Raises:
        UserError: the schedule would not do what was asked for.
    """
    parameters = steps.resolve(config.schedule, clock)
    schedule = schedules.build(parameters)
    planned = plan.ask(schedule, clock, _target(schedule, config))
    if not plan.survives_round_trip(schedule, clock.steps):
        text = (
            f"{type(schedule).__name__} does not come back from get_config() as it was, so a model that is saved "
            f"while wrapped cannot be loaded: return {{'class_name': ..., 'config': {{every parameter}}}}."
        )
        planned = replace(planned, warnings=(*planned.warnings, text))
    if not config.dense:
        planned = verdict.judge(
            planned, parameters, prunes=config.target_sparsity > 0, allow_missed_target=config.allow_missed_target
        )
    return parameters, schedule, planned


def place(config: Config, model: Any, planned: plan.Plan) -> tuple[tuple[Layer, ...], plan.Plan]:
    """The layers of a model with their targets, and the plan toward what they are asked for together.

    Raises:
        UserError: the scope or the pattern cannot be had in this model.
    """
    layers = prune.select(model, config.scope)
    wanted, layers = allot.asked(config, layers), allot.allot(config, layers, ends_at=planned.target)
    planned = planned.scaled(wanted / config.target_sparsity if config.target_sparsity else 1.0)
    return layers, planned.noting(allot.judge(config, layers, planned.target, planned.peak_of_schedule))


def _target(schedule: Any, config: Config) -> float:
    """The sparsity to end at: ``target_sparsity``, unless the schedule says that it ``ends_at`` another."""
    ends_at = getattr(schedule, "ends_at", config.target_sparsity)
    if isinstance(ends_at, bool) or not isinstance(ends_at, int | float) or not 0 <= ends_at < 1:
        raise UserError(
            f"schedule={config.schedule['name']}: ends_at={ends_at} is not a sparsity. In {type(schedule).__name__} it "
            f"must be the fraction of zeros that is left at the end, at least 0 and less than 1."
        )
    return float(ends_at)
