"""When to prune and how much, and the learning rate, as functions of the step; and the plan of it, before training.

It may import config and core; data and models are independent of it.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runner.schedules.base import ExponentialPruning, NoPruning, Schedule
    from runner.schedules.levels import Levels, Logarithmic, Lottery, MultiStep, OneShot, Stepwise
    from runner.schedules.ramps import (
        Convex,
        Cosine,
        CosineHalf,
        DenseSparseDense,
        ExponentialDensity,
        OneCycle,
        Ramp,
    )  # fmt: skip
    from runner.schedules.rates import ConstantRate, Plateau, Rewind, StepDecay, WarmupCosine

__all__ = [
    "ConstantRate", "Convex", "Cosine", "CosineHalf", "DenseSparseDense", "ExponentialDensity",
    "ExponentialPruning", "Levels", "Logarithmic", "Lottery", "MultiStep", "NoPruning", "OneCycle", "OneShot",
    "Plateau", "Ramp", "Rewind", "Schedule", "StepDecay", "Stepwise", "WarmupCosine",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """A public class, from its module: imported when it is asked for, since that takes TensorFlow."""
    if name in __all__:
        homes = ("base", "ramps", "levels", "rates")
        modules = (importlib.import_module(f"runner.schedules.{module}") for module in homes)
        return next(getattr(module, name) for module in modules if hasattr(module, name))
    raise AttributeError(f"runner.schedules has no {name}: it has {', '.join(__all__)}")
