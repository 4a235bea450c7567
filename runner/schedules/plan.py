"""Say, before training, exactly when a schedule will prune.

The same schedule object that training will use is asked at every step that the pruning
wrapper will ask about. Steps are counted as the wrapper counts them: the first training
step is 1, so ``begin_step=0`` first prunes at ``frequency``.

Units: steps are optimizer steps; sparsity is the fraction of zeros, in [0, 1).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from runner.core.durations import Clock
from runner.core.errors import UserError

LAST_BITS = 2e-7  # TensorFlow's pow over a vector and over one number differ in the last bit of float32
EIGHTHS = " ▁▂▃▄▅▆▇█"


@dataclass(frozen=True)
class Update:
    """One planned mask update: the optimizer step, its 1-based epoch, the sparsity asked for."""

    step: int
    epoch: int
    sparsity: float


@dataclass(frozen=True)
class Plan:
    """What a schedule will do over ``steps`` optimizer steps; ``target`` is where it is meant to end."""

    updates: tuple[Update, ...]
    steps: int
    target: float
    warnings: tuple[str, ...] = ()

    @property
    def points(self) -> list[tuple[int, float]]:
        """(step, sparsity) of each update."""
        return [(update.step, update.sparsity) for update in self.updates]

    @property
    def reached(self) -> float:
        """The sparsity that the last update asks for; 0 where nothing is pruned."""
        return self.updates[-1].sparsity if self.updates else 0.0

    @property
    def peak(self) -> float:
        """The highest sparsity that any update asks for; 0 where nothing is pruned."""
        return max((update.sparsity for update in self.updates), default=0.0)

    @property
    def mean(self) -> float:
        """The sparsity in force, averaged over all steps: how much of the training was sparse."""
        ends = [update.step for update in self.updates[1:]] + [self.steps + 1]
        held = sum(update.sparsity * (end - update.step) for update, end in zip(self.updates, ends, strict=False))
        return held / self.steps

    @property
    def recovery(self) -> int:
        """Steps of training left after the last update that changes the sparsity."""
        changed = [now for before, now in zip((None, *self.updates), self.updates, strict=False)
                   if before is None or now.sparsity != before.sparsity]  # fmt: skip
        return self.steps - changed[-1].step if changed else self.steps

    def at(self, step: int) -> float:
        """The sparsity in force after an optimizer step."""
        done = [update.sparsity for update in self.updates if update.step <= step]
        return done[-1] if done else 0.0

    def noting(self, warnings: Sequence[str]) -> Plan:
        """With more to mind, each once."""
        return replace(self, warnings=tuple(dict.fromkeys([*self.warnings, *warnings])))

    def as_dict(self) -> dict[str, Any]:
        """For JSON: the updates, the value reached, the mean over training, the warnings."""
        return {
            "updates": [asdict(update) for update in self.updates],
            "steps": self.steps,
            "target": self.target,
            "first_step": self.updates[0].step if self.updates else None,
            "last_step": self.updates[-1].step if self.updates else None,
            "reached": self.reached,
            "mean_sparsity": self.mean,
            "recovery_steps": self.recovery,
            "warnings": list(self.warnings),
        }


def ask(schedule: Any, clock: Clock, target: float) -> Plan:
    """The plan of a schedule object, by asking it at steps 1 to ``clock.steps``.

    Raises:
        UserError: the schedule gives something that is not a sparsity at a step that prunes, or cannot be asked.
    """
    try:
        turns, sparsities = ask_schedule(schedule, clock.steps)
    except Exception as error:  # whatever a class makes of parameters that it did not check
        why = next(iter(str(error).splitlines()), "")
        raise UserError(
            f"{type(schedule).__name__} cannot say what it does at a step: {type(error).__name__}: {why} "
            f"Give its parameters the types and ranges that its class expects."
        ) from error
    if sparsities.shape != (clock.steps,):
        raise UserError(
            f"{type(schedule).__name__} gives {sparsities[0].size} sparsities at a step; allowed is one. "
            f"Give its parameters single numbers."
        )
    updates = []
    for step in np.flatnonzero(turns) + 1:
        sparsity = float(sparsities[step - 1])
        if not 0 <= sparsity < 1:
            end = "75%" if step < round(0.75 * clock.steps) else "100%"
            raise UserError(
                f"The schedule asks for the sparsity {sparsity:g} at step {step}; allowed are 0 to less than 1. "
                f"NaN comes from begin_step = end_step in a ramp: give end_step a later step, as in "
                f"schedule.end_step={end}, or prune once, with schedule=one_shot."
            )
        updates.append(Update(int(step), clock.epoch(int(step)), sparsity))
    return Plan(tuple(updates), clock.steps, target)


def survives_round_trip(schedule: Any, steps: int) -> bool:
    """Whether ``from_config(get_config())``, as loading a wrapped model does it, gives the same plan."""
    try:
        config = schedule.get_config()
        again = ask_schedule(type(schedule).from_config(config["config"]), steps)
    except Exception:  # whatever a user's class raises means no
        return False
    return all(np.array_equal(a, b) for a, b in zip(ask_schedule(schedule, steps), again, strict=True))


def ask_schedule(schedule: Any, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """``schedule(step)`` for steps 1..``steps``: bool (steps,) and float32 (steps,)."""
    turns, sparsities = ask_steps(schedule, steps, ("bool", "float32"), absolute=LAST_BITS)
    return turns, sparsities


def ask_steps(
    asked: Any, steps: int, kinds: Sequence[str], *, absolute: float = 0.0, relative: float = 0.0
) -> list[np.ndarray]:
    """What ``asked(step)`` gives for steps 1..``steps``, an array (steps,) for each of the things that it gives.

    All steps are asked at once where the class allows it, which is thousands of times faster.
    A class that was written for one step is asked in a graph, then one by one. The quick
    answer counts only where it equals the answers to single steps.

    Args:
        asked: takes one step (int64), or all of them; gives a tuple.
        steps: how many.
        kinds: the types of what it gives.
        absolute: how much a quick answer may be off.
        relative: the same, as a share of it.
    """
    import tensorflow as tf

    types = [tf.as_dtype(kind) for kind in kinds]
    every = tf.range(1, steps + 1, dtype=tf.int64)

    def one(step: Any) -> tuple[Any, ...]:
        return tuple(tf.cast(each, kind) for each, kind in zip(asked(step), types, strict=True))

    def at_once() -> tuple[Any, ...]:
        return tuple(tf.broadcast_to(each, [steps]) for each in one(every))

    def in_graph() -> tuple[Any, ...]:
        return tuple(tf.map_fn(one, every, fn_output_signature=tuple(types)))

    sample = sorted({*range(1, min(steps, 4) + 1), *np.linspace(1, steps, 12, dtype=int).tolist()})
    expected = [np.array(part) for part in zip(*(one(tf.constant(step, tf.int64)) for step in sample), strict=True)]
    for way in (at_once, tf.function(in_graph)):
        try:
            found = [np.asarray(part) for part in way()]
        except Exception:  # whatever a class written for single steps raises: ask it that way
            continue
        at = np.array(sample) - 1
        if all(
            np.array_equal(each[at], single) if each.dtype == bool
            else np.allclose(each[at], single, rtol=relative, atol=absolute, equal_nan=True)
            for each, single in zip(found, expected, strict=True)
        ):  # fmt: skip
            return found
    single = [one(tf.constant(step, tf.int64)) for step in range(1, steps + 1)]
    return [np.array([np.asarray(each[at]) for each in single], kind.as_numpy_dtype) for at, kind in enumerate(types)]


def draw_spark(plan: Plan, width: int = 20) -> str:
    """The planned sparsity over the steps in one line; a full block is 1."""
    values = (plan.at(max(1, round((column + 1) * plan.steps / width))) for column in range(width))
    return "".join(EIGHTHS[round(value * 8)] for value in values)


def draw_curve(plan: Plan, width: int = 60, height: int = 10) -> Sequence[str]:
    """The planned sparsity over the steps, as lines of text."""
    values = [plan.at(step) for step in choose_columns(plan.steps, width)]
    return draw_values(values, max(plan.peak, plan.target, 1e-9), plan.steps, height, "5.2f")


def choose_columns(steps: int, width: int) -> list[int]:
    """The step that each of so many columns shows."""
    return [max(1, round((column + 1) * steps / width)) for column in range(width)]


def draw_values(
    values: Sequence[float], top: float, steps: int, height: int, form: str, *, fine: bool = False
) -> list[str]:
    """A curve from 0 to ``top`` over all steps, one value a column, its axis in a format of Python's.

    A ``fine`` one shows eighths of a line, of what is above 0 one at least.
    """
    lines, width = list[str](), len(values)
    for row in range(height, 0, -1):
        label = f"{top * row / height:{form}} |"
        if fine:
            eighths = [math.ceil(8 * (value / top * height - row + 1)) for value in values]
            drawn = "".join(EIGHTHS[min(max(each, 0), 8)] for each in eighths)
        else:
            drawn = "".join("█" if value >= top * (row - 0.5) / height else " " for value in values)
        lines.append(label + drawn.rstrip())
    room = len(f"{0.0:{form}}")
    return [*lines, f"{0.0:{form}} +" + "-" * width, f"{'1':>{room + 3}}{'step':^{width - 8}}{steps:>6}"]
