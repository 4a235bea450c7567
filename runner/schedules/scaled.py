"""A schedule in proportion: the same curve, scaled, for a layer with a target of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tensorflow as tf

from runner.core import environment

with environment.without_keras_3():
    from tensorflow_model_optimization.sparsity.keras import ConstantSparsity, PolynomialDecay, PruningSchedule


def follow(schedule: Any, share: float | None) -> Any:
    """The schedule, times a share; the very object for a share of 1, or where there is none."""
    return schedule if share is None or share == 1 else InProportion(schedule, share)


def find_base(schedule: Any) -> Any:
    """The schedule that is followed."""
    return schedule.schedule if isinstance(schedule, InProportion) else schedule


def scale(schedule: Any, asked: Mapping[Any, Any]) -> Any:
    """The sparsity that a schedule asks for, by what its base does."""
    sparsity = asked[find_base(schedule)]
    return tf.cast(sparsity, tf.float32) * schedule.factor if isinstance(schedule, InProportion) else sparsity


class InProportion(PruningSchedule):
    """``sparsity(t) = factor * schedule(t)``, at the steps of the schedule.

    If every layer follows one schedule in proportion to its own target, the sparsity over all of them is in
    proportion to the schedule at every step, whatever the targets are.

    >>> half = InProportion(ConstantSparsity(0.8, begin_step=1), 0.5)
    >>> round(float(half(1)[1]), 3)
    0.4
    """

    def __init__(self, schedule: Any, factor: float) -> None:
        self.schedule, self.factor = schedule, factor

    def __call__(self, step: Any) -> tuple[Any, Any]:
        """Whether to prune at an optimizer step, and to which sparsity."""
        turn, sparsity = self.schedule(step)
        return turn, scale(self, {self.schedule: sparsity})

    def get_config(self) -> dict[str, Any]:
        """In tfmot's form; the schedule as Keras writes objects."""
        config = {"schedule": self.schedule.get_config(), "factor": self.factor}
        return {"class_name": type(self).__name__, "config": config}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> InProportion:
        """From what :meth:`get_config` gave; classes other than tfmot's need a custom-object scope."""
        import tf_keras

        known = {each.__name__: each for each in (ConstantSparsity, PolynomialDecay)}
        schedule = tf_keras.utils.deserialize_keras_object(config["schedule"], custom_objects=known)
        return cls(schedule, config["factor"])
