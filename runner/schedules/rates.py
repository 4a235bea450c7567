"""The shapes of a learning rate that TF-Keras does not have: as functions of the step, or of what the epochs gave.

TF-Keras's own ``LearningRateSchedule`` classes are used as they are, and ours extend that class. Steps are counted as
Keras's optimizers count: the first is 0. The base rate is a class's ``initial_learning_rate``, durations are steps.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import tensorflow as tf
import tf_keras

SCORE, LOSS = MONITORS = ("score", "loss")


class Configured(tf_keras.optimizers.schedules.LearningRateSchedule):
    """A shape whose ``get_config`` holds the parameters of its constructor, kept under their names."""

    def get_config(self) -> dict[str, Any]:
        """The parameters."""
        return dict(vars(self))


class ConstantRate(Configured):
    """The base rate at each step."""

    def __init__(self, initial_learning_rate: float) -> None:
        self.initial_learning_rate = initial_learning_rate

    def __call__(self, step: Any) -> Any:
        """The rate of a step."""
        return tf.fill(tf.shape(step), tf.constant(self.initial_learning_rate, tf.float32))


class StepDecay(Configured):
    """``rate = base factor^k`` after k boundaries: the step at a boundary is the first with the lower rate.

    >>> shape = StepDecay(0.1, boundaries=[2, 4], factor=0.5)
    >>> [round(float(shape(step)), 3) for step in (0, 1, 2, 3, 4)]
    [0.1, 0.1, 0.05, 0.05, 0.025]
    """

    def __init__(self, initial_learning_rate: float, boundaries: Sequence[int], factor: float) -> None:
        if not boundaries or any(later <= before for before, later in itertools.pairwise(boundaries)):
            raise ValueError(f"boundaries={list(boundaries)} do not rise")
        if not 0 < factor < math.inf:
            raise ValueError(f"factor={factor} is no number above 0")
        self.initial_learning_rate, self.boundaries, self.factor = initial_learning_rate, list(boundaries), factor

    def __call__(self, step: Any) -> Any:
        """The rate of a step."""
        rates = [self.initial_learning_rate * self.factor**passed for passed in range(len(self.boundaries) + 1)]
        passed = tf.reduce_sum(tf.cast(tf.cast(step, tf.int64)[..., None] >= self.boundaries, tf.int32), -1)
        return tf.gather(tf.constant(rates, tf.float32), passed)


class WarmupCosine(Configured):
    """Up in a straight line, ``base (step + 1)/warmup_steps``, then down in half a wave to ``alpha base``.

    ``base (alpha + (1 - alpha) (1 + cos(pi p))/2)`` with p from 0 at ``warmup_steps`` to 1 at ``end_step``, held then.

    >>> shape = WarmupCosine(1.0, warmup_steps=2, end_step=6)
    >>> [round(float(shape(step)), 3) for step in range(6)]
    [0.5, 1.0, 1.0, 0.854, 0.5, 0.146]
    """

    def __init__(self, initial_learning_rate: float, warmup_steps: int, end_step: int, alpha: float = 0.0) -> None:
        if not 0 <= warmup_steps < end_step:
            raise ValueError(f"warmup_steps={warmup_steps} is not before end_step={end_step}")
        if not 0 <= alpha <= 1:
            raise ValueError(f"alpha={alpha} is no share from 0 to 1")
        self.initial_learning_rate, self.alpha = initial_learning_rate, alpha
        self.warmup_steps, self.end_step = warmup_steps, end_step

    def __call__(self, step: Any) -> Any:
        """The rate of a step."""
        at = tf.cast(step, tf.float32)
        up = (at + 1) / max(self.warmup_steps, 1)
        progress = tf.clip_by_value((at - self.warmup_steps) / (self.end_step - self.warmup_steps), 0.0, 1.0)
        down = self.alpha + (1 - self.alpha) * (1 + tf.cos(math.pi * progress)) / 2
        return self.initial_learning_rate * tf.where(at < self.warmup_steps, up, down)


@dataclass(frozen=True)
class Plateau:
    """Times ``factor`` when ``patience`` epochs gave no better value than the best before, by ``min_delta``.

    After a fall ``cooldown`` epochs are not counted. The rate never falls below ``min_rate``. It is a function of the
    epochs that are done, so that a training that continues has the rates of one that was never broken off.
    """

    initial_learning_rate: float
    monitor: str = SCORE
    factor: float = 0.5
    patience: int = 2
    min_delta: float = 0.0
    cooldown: int = 0
    min_rate: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what is no such rule."""
        if self.monitor not in MONITORS:
            raise ValueError(f"monitor={self.monitor} is not one of {', '.join(MONITORS)}")
        if not 0 < self.factor < 1:
            raise ValueError(f"factor={self.factor} is no number between 0 and 1")
        for key, least in (("patience", 1), ("cooldown", 0)):
            if not isinstance(value := getattr(self, key), int) or value < least:
                raise ValueError(f"{key}={value} is no whole number of epochs, {least} or more")
        if self.min_delta < 0 or not 0 <= self.min_rate <= self.initial_learning_rate:
            raise ValueError(
                f"min_delta={self.min_delta} is below 0, or min_rate={self.min_rate} is not from 0 to the base rate"
            )

    def rate_after(self, values: Sequence[float], *, lower_is_better: bool) -> float:
        """The rate of the next epoch, after epochs that gave these values.

        >>> rule = Plateau(0.1, factor=0.5, patience=2)
        >>> [rule.rate_after([0.5, 0.6, 0.6, 0.4, 0.6][:count], lower_is_better=False) for count in range(6)]
        [0.1, 0.1, 0.1, 0.1, 0.05, 0.05]
        """
        rate, best, waited, cooling = self.initial_learning_rate, -math.inf, 0, 0
        for value in values:
            better = -value if lower_is_better else value
            if better > best + self.min_delta:
                best, waited = better, 0
            elif not cooling:
                waited += 1
            cooling = max(cooling - 1, 0)
            if waited >= self.patience:
                rate, waited, cooling = max(rate * self.factor, self.min_rate), 0, self.cooldown
        return rate


class Rewind:
    """The last rates of the dense training, see :func:`runner.schedules.rate_plan.replay`."""
