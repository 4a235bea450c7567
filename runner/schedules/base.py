"""Schedules: when to prune and how much, as a function of the optimizer step.

tfmot's own classes are used as they are; ours extend its ``PruningSchedule`` in the same form:
``schedule(step) -> (should_prune, sparsity)``, with ``get_config``. A class knows steps only,
durations were resolved before. Steps are counted as the pruning wrapper counts them: the
first training step is 1. Sparsity is the fraction of zeros, in [0, 1).

A schedule that is meant to end elsewhere than on ``target_sparsity`` says where, in ``ends_at``.
"""

from __future__ import annotations

import abc
import inspect
import math
from collections.abc import Mapping
from typing import Any

import tensorflow as tf

from runner.config import trust
from runner.core import environment
from runner.core.errors import UserError

with environment.without_keras_3():
    from tensorflow_model_optimization.sparsity.keras import PruningSchedule

NOT_PARAMETERS = ("name", "_target_", "snap", "rewind_to")


class Configured(PruningSchedule):
    """A schedule whose ``get_config`` holds the parameters of its constructor, kept under their names."""

    def get_config(self) -> dict[str, Any]:
        """The class's name and its parameters, in tfmot's form."""
        names = [name for name in inspect.signature(type(self)).parameters if hasattr(self, name)]
        return {"class_name": type(self).__name__, "config": {name: getattr(self, name) for name in names}}


class Schedule(Configured):
    """What prunes by a formula: updates every ``frequency`` steps from ``begin_step`` on.

    Attributes:
        begin_step: the step from which the ramp counts; step 0 does not occur in training.
        end_step: the last step at which an update may happen; -1 for no end.
        frequency: steps between two updates.
    """

    def __init__(self, begin_step: int, end_step: int, frequency: int) -> None:
        self._validate_step(begin_step, end_step, frequency, allow_negative_1=True)
        self.begin_step, self.end_step, self.frequency = begin_step, end_step, frequency

    @abc.abstractmethod
    def sparsity(self, elapsed: Any) -> Any:
        """Sparsity after ``elapsed`` steps of the ramp (float32, at least 0), of any shape."""

    def __call__(self, step: Any) -> tuple[Any, Any]:
        """Whether to prune at an optimizer step, and to which sparsity."""
        elapsed = tf.maximum(tf.cast(step - self.begin_step, tf.float32), 0.0)
        turn = self._should_prune_in_step(step, self.begin_step, self.end_step, self.frequency)
        return turn, self.sparsity(elapsed)


class NoPruning(Configured):
    """Never prunes: the control arm that trains on, dense, for the same steps."""

    def __call__(self, step: Any) -> tuple[Any, Any]:
        """False and 0 at every step."""
        return tf.zeros_like(step, tf.bool), tf.zeros_like(step, tf.float32)


class ExponentialPruning(Schedule):
    """At each update, prune the same share of the weights that are left.

    ``sparsity(t) = min(1 - (1 - rate)^((t - begin_step) / frequency), max_sparsity)``

    There is no end: from the step that reaches ``max_sparsity`` on, updates keep it. A ``rate``
    of 0 never prunes. Source: the ExponentialPruning that users of tfmot wrote for
    themselves (Stack Overflow, "pruning schedule"), with its four parameters.

    >>> schedule = ExponentialPruning(rate=0.5, begin_step=0, frequency=10, max_sparsity=0.8)
    >>> [round(float(schedule(step)[1]), 3) for step in (10, 20, 30)]
    [0.5, 0.75, 0.8]
    """

    def __init__(self, rate: float, begin_step: int, frequency: int, max_sparsity: float) -> None:
        super().__init__(begin_step, -1, frequency)
        self._validate_sparsity(rate, "rate")
        self._validate_sparsity(max_sparsity, "max_sparsity")
        self.rate, self.max_sparsity = rate, max_sparsity

    def sparsity(self, elapsed: Any) -> Any:
        """See the class."""
        # 1 - (1 - rate)^x, written so that float32 does not round 1 - rate: for a small rate that is a percent off.
        pruned = -tf.math.expm1(elapsed / float(self.frequency) * math.log1p(-self.rate))
        return tf.minimum(pruned, tf.constant(self.max_sparsity, tf.float32))


def build(config: Mapping[str, Any]) -> PruningSchedule:
    """The schedule that a config names, its durations already steps.

    Raises:
        UserError: ``_target_`` is not a PruningSchedule, or its class refuses the parameters.
    """
    cls = _class(config["_target_"])
    parameters = {key: value for key, value in config.items() if key not in NOT_PARAMETERS}
    accepted = list(inspect.signature(cls).parameters)
    try:
        inspect.signature(cls).bind(**parameters)
    except TypeError as error:
        raise UserError(
            f"schedule={config['name']}: {error}. {cls.__name__} takes {', '.join(accepted) or 'no parameters'}; "
            f"given were {', '.join(parameters) or 'none'}."
        ) from None
    try:
        return cls(**parameters)
    except (ValueError, TypeError) as error:
        given = ", ".join(f"{key}={value}" for key, value in parameters.items())
        raise UserError(f"schedule={config['name']}: {cls.__name__}({given}) is refused: {error}.") from None


def _class(target: str) -> type[PruningSchedule]:
    cls = trust.import_trusted("schedule", target)
    if not (isinstance(cls, type) and issubclass(cls, PruningSchedule)):
        raise UserError(
            f"schedule._target_={target} is not a schedule: it must be a subclass of "
            f"tensorflow_model_optimization.sparsity.keras.PruningSchedule."
        )
    if inspect.isabstract(cls):
        missing = ", ".join(sorted(getattr(cls, "__abstractmethods__", ())))
        raise UserError(f"schedule._target_={target} is not complete: it does not define {missing}.")
    return cls
