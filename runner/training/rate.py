"""Give an optimizer its learning rate: a number, the table of the plan, or what the epochs that are done make of it.

All three work in the graph of many steps, in Keras's ``fit``, and in a training that continues: a table is looked up by
the optimizer's own count of steps, a rule is asked anew at each epoch, with the figures of all epochs before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow as tf
import tf_keras

from runner.core.metric_names import VAL_LOSS, VAL_SCORE
from runner.core.records import Epoch
from runner.core.score import Score
from runner.schedules.rate_plan import Rates
from runner.schedules.rates import SCORE, Plateau


class Table(tf_keras.optimizers.schedules.LearningRateSchedule):
    """The rate of each step, float32; Keras counts steps from 0, ``offset`` those that it no longer counts."""

    def __init__(self, rates: np.ndarray, offset: Any = None) -> None:
        self._rates, self._offset = tf.constant(rates, tf.float32), offset

    def __call__(self, step: Any) -> Any:
        """The rate of a step; after the last one, that of the last."""
        step = step if self._offset is None else step + self._offset
        return tf.gather(self._rates, tf.minimum(tf.cast(step, tf.int64), tf.size(self._rates, tf.int64) - 1))

    def get_config(self) -> dict[str, Any]:
        """The rates."""
        return {"rates": self._rates.numpy().tolist()}


def make_rate(rates: Rates, offset: Any = None) -> float | Table:
    """What an optimizer takes as its ``learning_rate``."""
    return rates.base if rates.table is None else Table(rates.table, offset)


class FollowPlateau(tf_keras.callbacks.Callback):
    """Sets the rate at the start of each epoch.

    Args:
        rule: what it is made of.
        score: which figure is followed, in its direction, unless the rule looks at the loss.
        epochs: that are done; it grows with the training.
    """

    def __init__(self, rule: Plateau, score: Score, epochs: Sequence[Epoch]) -> None:
        super().__init__()
        by_score = rule.monitor == SCORE
        self._rule, self._epochs = rule, epochs
        self._name, self._lower = (
            (VAL_SCORE.format(score.name), score.lower_is_better) if by_score else (VAL_LOSS, True)
        )

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Called with the 0-based epoch."""
        values = [each.metrics[self._name] for each in self._epochs]
        self.model.optimizer.learning_rate = self._rule.rate_after(values, lower_is_better=self._lower)
