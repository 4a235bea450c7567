"""Refuse a plan that cannot be what the user wants, or warn, each time with the remedy.

The traps are tfmot's (runner/pruning/README.md, "What surprises users"): step 0 never occurs, updates happen
on a grid of ``frequency`` steps from ``begin_step``, and nothing happens after training ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from runner.core.durations import FOREVER
from runner.core.errors import UserError
from runner.core.records import TARGET_TOLERANCE
from runner.schedules.plan import Plan

MISS_NOTED = 1e-6


def judge(plan: Plan, parameters: Mapping[str, Any], *, prunes: bool, allow_missed_target: bool) -> Plan:
    """The plan with its warnings, or a refusal.

    Args:
        plan: as :func:`ask` made it.
        parameters: the schedule's config, its durations as steps.
        prunes: whether pruning was asked for, by a ``target_sparsity`` above 0.
        allow_missed_target: turn the refusal of another end than the target into a warning.

    Raises:
        UserError: nothing would ever be pruned, or the target would be missed; with the remedy.
    """
    if not plan.updates or (plan.peak == 0 and prunes):
        raise UserError(_never(plan, parameters))
    missed = abs(plan.target - plan.reached)
    if missed <= MISS_NOTED:
        return plan
    text = _missed(plan, parameters)
    if missed > TARGET_TOLERANCE and not allow_missed_target:
        raise UserError(f"{text}\nTo train all the same: allow_missed_target=true.")
    return replace(plan, warnings=(*plan.warnings, text))


def _never(plan: Plan, parameters: Mapping[str, Any]) -> str:
    name, begin, frequency = parameters["name"], parameters.get("begin_step"), parameters.get("frequency")
    text = f"schedule={name} would never prune in {plan.steps} steps"
    if isinstance(begin, int) and begin > plan.steps:
        return (
            f"{text}: begin_step={begin} is after the last training step {plan.steps}. "
            f"Use schedule.begin_step=25%, or train longer (train.epochs)."
        )
    if _times(parameters) and not plan.updates:
        return (
            f"{text}: the first of its steps={parameters['steps']} is after the last training step {plan.steps}. "
            f"Give earlier steps, in percent for any length of training, or train longer (train.epochs)."
        )
    if not isinstance(begin, int) or not isinstance(frequency, int):
        return (
            f"{text}: it says no at every step from 1 to {plan.steps}. Look at its parameters: {_listed(parameters)}."
        )
    first = begin if begin > 0 else frequency
    end = parameters.get("end_step", FOREVER)
    if first > plan.steps:
        fits = max(plan.steps // 10, 1) if begin == 0 else f"{frequency} and begin_step={plan.steps // 4}"
        return (
            f"{text}: with begin_step={begin} and frequency={frequency} the first update would be at step {first}. "
            f"Use frequency={fits}, or train longer (train.epochs)."
        )
    if isinstance(end, int) and frequency > end - begin > 0:
        return (
            f"{text}: frequency={frequency} is longer than the way from begin_step={begin} to end_step={end}. "
            f"Use frequency={max((end - begin) // 2, 1)} or less."
        )
    if isinstance(end, int) and end != FOREVER and first > end:
        return (
            f"{text}: with begin_step={begin}, end_step={end} and frequency={frequency} the first update would be at "
            f"step {first}, after the end (step 0 does not occur: the first training step is 1). "
            f"Use begin_step=1, or end_step={first} or later."
        )
    return f"{text}: it asks for the sparsity 0 only. Look at its parameters: {_listed(parameters)}."


def _missed(plan: Plan, parameters: Mapping[str, Any]) -> str:
    begin, end, frequency = (parameters.get(key) for key in ("begin_step", "end_step", "frequency"))
    last = plan.updates[-1]
    leaves = f"leaves sparsity at {plan.reached:.4g} instead of {plan.target:.4g}"
    if isinstance(end, int) and end > plan.steps:
        return (
            f"schedule.end_step={end} is after the last training step {plan.steps}: the last update at step "
            f"{last.step} {leaves}.\n"
            f"Use schedule.end_step=75% (or {plan.steps} at most), or train longer (train.epochs)."
        )
    if late := [step for step in _times(parameters) if step > plan.steps]:
        return (
            f"schedule.steps has the step {late[0]}, after the last training step {plan.steps}: the last update at "
            f"step {last.step} {leaves}.\n"
            f"Give earlier steps, in percent for any length of training, or train longer (train.epochs)."
        )
    if isinstance(begin, int) and isinstance(end, int) and isinstance(frequency, int) and end != FOREVER:
        fits = [each for each in range(1, end - begin + 1) if (end - begin) % each == 0]
        if fits and frequency not in fits:
            best, *others = sorted(fits, key=lambda each: abs(each - frequency))[:4]
            or_these = f" (or {', '.join(map(str, sorted(others)))})" if others else ""
            return (
                f"schedule.end_step={end} is not reached: with begin_step={begin} and frequency={frequency} "
                f"the last update is at step {last.step}\nand {leaves}.\n"
                f"Use frequency={best}{or_these}, set end_step={last.step}, or schedule.snap=true."
            )
    if "rate" in parameters and isinstance(frequency, int) and isinstance(begin, int):
        updates = max((plan.steps * 3 // 4 - begin) // frequency, 1)
        rate = 1 - (1 - plan.target) ** (1 / updates)
        return (
            f"The last update at step {last.step} {leaves}.\n"
            f"Use schedule.rate={rate:.3f}, or train longer (train.epochs)."
        )
    return (
        f"The last update of schedule={parameters['name']} at step {last.step} {leaves}.\n"
        f"Set target_sparsity={plan.reached:.4g} if that is what you want, "
        f"or change the schedule: {_listed(parameters)}."
    )


def _times(parameters: Mapping[str, Any]) -> list[int]:
    """The times in a list of (when, sparsity) named ``steps``; empty where there is none."""
    steps = parameters.get("steps")
    pairs = [pair for pair in steps if isinstance(pair, list) and len(pair) == 2] if isinstance(steps, list) else []
    return [when for when, _ in pairs if isinstance(when, int)]


def _listed(parameters: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}={value}" for key, value in parameters.items() if key not in ("name", "_target_"))
