"""From a config to the plan: resolve durations, build the schedule, ask it, judge what it says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from runner import plan, schedules, steps, verdict
from runner.config import Config


def make(config: Config, clock: steps.Clock) -> tuple[dict[str, Any], Any, plan.Plan]:
    """The schedule's parameters in steps, the schedule itself, and what it will do.

    Raises:
        UserError: the schedule would not do what was asked for.
    """
    parameters = steps.resolve(config.schedule, clock)
    schedule = schedules.build(parameters)
    planned = plan.ask(schedule, clock, config.target_sparsity)
    if not plan.survives_round_trip(schedule, clock.steps):
        text = (
            f"{type(schedule).__name__} does not come back from get_config() as it was, so a model that is saved "
            f"while wrapped cannot be loaded: return {{'class_name': ..., 'config': {{every parameter}}}}."
        )
        planned = replace(planned, warnings=(*planned.warnings, text))
    if not config.dense:
        planned = verdict.judge(planned, parameters, allow_missed_target=config.allow_missed_target)
    return parameters, schedule, planned
