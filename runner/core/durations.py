"""Durations with units become optimizer steps: once, here, before a schedule is built.

A duration is ``10%`` of the training, ``2ep`` epochs, ``500st`` steps or a plain integer of
steps. A percentage says "about": where an end and a frequency are given, an end in percent
moves to the nearest step at which an update happens, so that the ramp ends on its target.
An end in epochs or steps stays where it was put, unless ``snap`` is true.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from runner.core.errors import UserError

ALLOWED = "a duration is a percentage of the training (10%), epochs (2ep), steps (500st) or a plain integer"
STEP_KEYS = ("begin_step", "end_step", "frequency")
REWIND_TO = "rewind_to"  # a time of the dense training, which has a clock of its own
LONGEST = 10**7  # steps that can be planned; ImageNet in 90 epochs with batches of 32 are 3.6 million
FOREVER = -1  # tfmot's end_step for "until training ends"

_DURATION = re.compile(r"\s*(?P<amount>\d+(?:\.\d+)?|\.\d+)\s*(?P<unit>%|ep|st)?\s*", re.ASCII)


@dataclass(frozen=True)
class Clock:
    """How long the pruning phase is: ``epochs`` of ``steps_per_epoch`` optimizer steps."""

    steps_per_epoch: int
    epochs: int

    @classmethod
    def of(cls, examples: int, batch_size: int, epochs: int) -> Clock:
        """The clock of a training; the last batch of an epoch may be smaller.

        Raises:
            UserError: the training is so long that a plan of all its steps would fill the memory.
        """
        clock = cls(math.ceil(examples / batch_size), epochs)
        if clock.steps > LONGEST:
            raise UserError(
                f"{epochs} epochs of {clock.steps_per_epoch} steps are {clock.steps:,} optimizer steps: give fewer "
                f"epochs or larger batches, so that they are at most {LONGEST:,}."
            )
        return clock

    @property
    def steps(self) -> int:
        """Optimizer steps in all; the first is step 1, the last is this one."""
        return self.steps_per_epoch * self.epochs

    def epoch(self, step: int) -> int:
        """The 1-based epoch in which an optimizer step (1-based) happens."""
        return (step - 1) // self.steps_per_epoch + 1


@dataclass(frozen=True)
class Duration:
    """An amount of training; ``unit`` is ``%``, ``ep`` or ``st``."""

    amount: float
    unit: str

    def steps(self, clock: Clock) -> int:
        """Optimizer steps, rounded to the nearest."""
        if self.unit == "st":
            return int(self.amount)
        of = clock.steps / 100 if self.unit == "%" else clock.steps_per_epoch
        return round(self.amount * of)


def parse(value: Any, key: str = "duration") -> Duration:
    """A duration from what stands in a config.

    Raises:
        UserError: ``value`` is no duration, is negative, or is a fraction of a step.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise UserError(f"{key}={value!r} is not a duration: {ALLOWED}.")
    match = _DURATION.fullmatch(str(value))
    if match is None:
        raise UserError(f"{key}={value} is not a duration: {ALLOWED}.")
    amount, unit = float(match["amount"]), match["unit"] or "st"
    if unit == "st" and amount != int(amount):
        raise UserError(f"{key}={value} is not a whole number of steps: {ALLOWED}.")
    if unit == "st" and amount > LONGEST:
        raise UserError(f"{key}={value} is longer than any training: give at most {LONGEST:,} steps.")
    if unit == "%" and amount > 100:
        raise UserError(f"{key}={value} is more than the whole training: give 100% or less.")
    return Duration(amount, unit)


def check(schedule: Mapping[str, Any], epochs: int) -> None:
    """Refuse what is wrong whatever the data: malformed durations, no frequency, end before begin.

    Raises:
        UserError: says which key, what is allowed and what to do.
    """
    if not isinstance(snap := schedule.get("snap", False), bool):
        raise UserError(f"schedule.snap={snap} is neither true nor false: true moves end_step to the nearest update.")
    parsed = _convert(schedule, _parsed)
    units = {each.unit for each in (parsed.get("begin_step"), parsed.get("end_step")) if isinstance(each, Duration)}
    if units in ({"%"}, {"ep"}, {"st"}, {"%", "ep"}):  # how many steps an epoch has is not known yet
        clock = Clock(steps_per_epoch=10**6, epochs=epochs)
        _check_order(schedule, _convert(schedule, lambda value, key: _to_step(value, key, clock)))


def resolve(schedule: Mapping[str, Any], clock: Clock) -> dict[str, Any]:
    """The schedule's parameters with every duration as optimizer steps; ``snap`` is used up.

    Raises:
        UserError: as :func:`check`.
    """
    check(schedule, clock.epochs)
    resolved = _convert(schedule, lambda value, key: _to_step(value, key, clock))
    snap = resolved.pop("snap", False) or str(schedule.get("end_step")).rstrip().endswith("%")
    _check_order(schedule, resolved)
    begin, end = resolved.get("begin_step"), resolved.get("end_step")
    if snap and isinstance(begin, int) and isinstance(end, int) and end != FOREVER:
        resolved["end_step"] = _snapped(begin, end, resolved.get("frequency") or 1, clock)
    return resolved


def resolve_texts(value: Any, clock: Clock, key: str) -> Any:
    """A value of a config, or a list of them, with each text that begins with a digit as optimizer steps.

    Raises:
        UserError: one is no duration.
    """
    return _convert(value, lambda each, name: parse(each, name).steps(clock), key)


def _snapped(begin: int, end: int, frequency: int, clock: Clock) -> int:
    """The step nearest to ``end`` that is a whole number of updates after ``begin``."""
    updates = round((end - begin) / frequency)
    if updates == 0 and end > begin:
        updates = 1
    while updates > 1 and begin + updates * frequency > clock.steps:
        updates -= 1
    return begin + updates * frequency


def _convert(node: Any, convert: Callable[[Any, str], Any], key: str = "schedule") -> Any:
    """A copy of a config in which ``convert(value, key)`` replaced every duration."""
    name = key.rsplit(".", 1)[-1]
    if name in STEP_KEYS and node is not None:
        return convert(node, key)
    if isinstance(node, Mapping):
        return {name: _convert(child, convert, f"{key}.{name}") for name, child in node.items()}
    if isinstance(node, list | tuple):
        return [_convert(child, convert, key) for child in node]
    if isinstance(node, str) and name not in ("name", "_target_", REWIND_TO) and node.strip()[:1].isdigit():
        return convert(node, key)
    return node


def _parsed(value: Any, key: str) -> Duration | int:
    if key.endswith(".end_step") and value in (FOREVER, str(FOREVER)):
        return FOREVER
    duration = parse(value, key)
    if key.endswith(".frequency") and duration.amount == 0:
        raise UserError(f"{key}={value} would never prune: give at least 1 step between two updates.")
    return duration


def _to_step(value: Any, key: str, clock: Clock) -> int:
    parsed = _parsed(value, key)
    return parsed if isinstance(parsed, int) else max(parsed.steps(clock), 1 if key.endswith(".frequency") else 0)


def _check_order(schedule: Mapping[str, Any], resolved: Mapping[str, Any]) -> None:
    begin, end = resolved.get("begin_step"), resolved.get("end_step")
    if isinstance(begin, int) and isinstance(end, int) and FOREVER != end < begin:
        raise UserError(
            f"schedule.begin_step={schedule['begin_step']} is after schedule.end_step={schedule['end_step']}: "
            f"pruning would end before it begins. Give an end_step that comes later, or an earlier begin_step."
        )
