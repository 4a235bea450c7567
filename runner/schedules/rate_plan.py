"""Say, before training, the learning rate of each of its steps: a table, as the optimizer will look it up.

The shape is asked once; there is no second formula. A constant rate stays the number that it is. What depends on the
epochs (:class:`runner.schedules.rates.Plateau`) has a rule instead of a table.

Steps are optimizer steps from 1, as in the plan of the sparsity; Keras's own count, from 0, is one less.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from runner.config import recipe, trust
from runner.core import durations, names
from runner.core.durations import Clock
from runner.core.errors import UserError
from runner.schedules.plan import Plan, ask_steps, choose_columns, draw_values

SMALL = 0.01  # of the peak: what is learned with less is hardly anything
POINTS = 200  # in a picture and in plan.json


@dataclass(frozen=True, eq=False)
class Rates:
    """The learning rate of a training: ``base`` at each step; or a ``table``, float32 by step; or a rule by epoch."""

    base: float
    table: np.ndarray | None = None
    plateau: Any = None

    @property
    def peak(self) -> float:
        """The highest that is known before training."""
        return self.base if self.table is None else float(self.table.max())

    def at(self, step: int) -> float:
        """The rate of a step."""
        return self.base if self.table is None else float(self.table[step - 1])

    @property
    def points(self) -> list[tuple[int, float]]:
        """(step, rate): a few, evenly spread, the first and the last step among them; empty without a table."""
        if self.table is None:
            return []
        steps = np.unique(np.linspace(1, len(self.table), min(len(self.table), POINTS)).round().astype(int))
        return [(step, self.at(step)) for step in steps.tolist()]

    def draw_curve(self, width: int = 60, height: int = 5) -> list[str]:
        """Over the steps, as lines of text; none where the rate stays what it is, or depends on the epochs."""
        if self.table is None:
            return []
        values = [self.at(step) for step in choose_columns(len(self.table), width)]
        return draw_values(values, self.peak, len(self.table), height, "5.0e", fine=True)

    def describe(self) -> dict[str, Any]:
        """For JSON; empty where the rate stays what it is."""
        if self.plateau is not None:
            return {"learning_rate": {"base": self.base, "rule": vars(self.plateau)}}
        return {} if self.table is None else {"learning_rate": {"base": self.base, "points": self.points}}


def plan_rates(key: str, shape: Mapping[str, Any], base: float, clock: Clock) -> Rates:
    """The rates of a training, by asking the shape that a config names.

    Args:
        key: of the config where it stands.
        shape: with its parameters, durations as texts; no rewinding, see :func:`replay`.
        base: the rate that it is a shape of.
        clock: of the training.

    Raises:
        UserError: its class refuses the parameters, or it has no rate for some step of the training.
    """
    if recipe.is_constant(shape):
        return Rates(base)
    found = _build(key, shape, base, clock)
    if shape["_target_"] == recipe.PLATEAU:
        return Rates(base, plateau=found)
    table = _ask(key, shape, found, clock.steps)
    for boundary in getattr(found, "boundaries", ()):
        if not 0 < boundary < clock.steps:
            raise UserError(
                f"{key}.boundaries has the step {boundary}, and the training has {clock.steps}: the rate would never "
                f"change there. Give steps within it, in percent for any length, as in {key}.boundaries=[50%,75%]."
            )
    return Rates(base, table)


def replay(dense: Rates, dense_steps: int, steps: int) -> Rates:
    """The last rates of the dense training, for a pruning phase of so many steps (Renda, Frankle & Carbin 2020).

    Raises:
        UserError: there are not so many, or they are known only when it is over.
    """
    if not dense_steps:
        raise UserError(
            "learning_rate=rewind replays the rates of the dense training, and baseline.epochs=0 leaves it out: give "
            "it epochs, or choose another learning_rate."
        )
    if steps > dense_steps:
        raise UserError(
            f"learning_rate=rewind replays the last {steps} steps of the dense training, which has {dense_steps}: give "
            f"a larger baseline.epochs, or a smaller train.epochs."
        )
    if dense.plateau is not None:
        raise UserError(
            "learning_rate=rewind replays rates that are known before training, and those of baseline.decay=plateau "
            "are not: choose another shape for it, as in baseline.decay=step."
        )
    return Rates(dense.base, None if dense.table is None else dense.table[dense_steps - steps :])


def find_warnings(key: str, shape: Mapping[str, Any], rates: Rates, plan: Plan) -> list[str]:
    """What to mind: masks that change while the rate is nearly zero, and rewinding to a rate that never changed."""
    if rates.table is None:
        still = "learning_rate=rewind replays a constant rate: give the dense one a shape, as in baseline.decay=step."
        return [still] if shape["_target_"] == recipe.REWIND else []
    last = int(np.flatnonzero(rates.table >= SMALL * rates.peak)[-1]) + 1
    late = [update for update in plan.updates if update.step > last]
    if not late:
        return []
    return [
        f"From step {last + 1} of {plan.steps} on the learning rate is below {SMALL:.0%} of its peak of "
        f"{rates.peak:g}, and {len(late)} of {len(plan.updates)} mask updates come then: what they prune is hardly "
        f"recovered from. Have the schedule end earlier, or the rate fall less ({key}.*)."
    ]


def _build(key: str, shape: Mapping[str, Any], base: float, clock: Clock) -> Any:
    """What the config names, with its durations as steps and its base rate."""
    import tf_keras

    from runner.schedules import rates

    cls = trust.import_trusted(key, shape["_target_"])
    allowed = (tf_keras.optimizers.schedules.LearningRateSchedule, rates.Plateau)
    if not isinstance(cls, type) or not issubclass(cls, allowed):
        raise UserError(
            f"{key}._target_={shape['_target_']} is no shape of a learning rate: it must be a subclass of "
            f"tf_keras.optimizers.schedules.LearningRateSchedule."
        )
    given = {name: value for name, value in shape.items() if name not in recipe.NOT_PARAMETERS and value is not None}
    parameters = {name: durations.resolve_texts(value, clock, f"{key}.{name}") for name, value in given.items()}
    accepted = inspect.signature(cls).parameters
    if "initial_learning_rate" in accepted:
        parameters.setdefault("initial_learning_rate", base)
    if unknown := [name for name in parameters if name not in accepted]:
        raise UserError(
            f"{key}.{unknown[0]} is no parameter of {cls.__name__}.{names.suggest_names(unknown[0], accepted)}\n"
            f"{key}.* can be {', '.join(accepted) or 'nothing'}."
        )
    try:
        return cls(**parameters)
    except Exception as error:  # whatever a class makes of parameters that it did not expect
        told = ", ".join(f"{name}={value}" for name, value in parameters.items())
        raise UserError(f"{key}={shape['name']}: {cls.__name__}({told}) is refused: {error}.") from None


def _ask(key: str, shape: Mapping[str, Any], asked: Any, steps: int) -> np.ndarray:
    """The rate of each step, float32, checked."""
    name = f"{key}={shape['name']}"
    try:
        (table,) = ask_steps(lambda step: (asked(step - 1),), steps, ("float32",), relative=1e-6)
    except Exception as error:  # whatever a class makes of a step
        why = next(iter(str(error).splitlines()), "")
        raise UserError(
            f"{name} cannot say the rate of each of the {steps} steps of the training: {type(error).__name__}: {why} "
            f"Is it shorter than the training?"
        ) from error
    if table.shape != (steps,):
        raise UserError(f"{name} gives {table[0].size} rates at a step; allowed is one.")
    if (wrong := np.flatnonzero(~np.isfinite(table) | (table < 0))).size:
        raise UserError(
            f"{name} gives the rate {table[wrong[0]]:g} at step {wrong[0] + 1} of {steps}; allowed are numbers from 0."
        )
    if not table[-1]:
        end = int(np.flatnonzero(table)[-1]) + 1 if table.any() else 0
        remedy = next((each for each in ("decay_steps", "end_step") if each in shape), None)
        longer = f"Give {key}.{remedy}=100%" if remedy else "Let it be as long as the training"
        held = f", or {key}.alpha above 0, which is then held" if "alpha" in shape else ""
        raise UserError(
            f"{name} ends at step {end}, and training at step {steps}: from then on the rate is 0 and nothing is "
            f"learned. {longer}{held}."
        )
    return table
