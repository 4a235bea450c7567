"""Which epoch's weights a training ends with, where it is not the last one's: those of the best on val.

In the pruning phase only epochs at the final sparsity count, so that a denser model is never kept, and all of them are
trained, so that arms have the same budget. A dense training may stop when it gets no better: all arms start from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import tensorflow as tf

from runner.core.metric_names import KEPT_EPOCH, SPARSITY_PLANNED, VAL_SCORE
from runner.core.records import Epoch
from runner.core.score import Score

VAL = VAL_SCORE.format("")


class Keeper:
    """Holds the weights of the best epoch so far.

    Args:
        score: decides, in its direction; of equal ones the earlier is kept.
        counts: whether an epoch may be kept.
        patience: after so many epochs that were not better the training stops; None never stops it.
    """

    def __init__(self, score: Score, counts: Callable[[Epoch], bool], patience: int | None = None) -> None:
        self._name, self._score = VAL_SCORE.format(score.name), score
        self._counts, self._patience = counts, patience
        self._weights: list[Any] = []
        self._copies: list[Any] = []
        self._last = 0
        self.kept: Epoch | None = None

    def watch(self, model: Any) -> list[Any]:
        """Begin with the weights of a model; returns the variables that hold the copies, for checkpoints."""
        self._weights = list(model.weights)
        self._copies = [tf.Variable(each, trainable=False) for each in self._weights]
        return self._copies

    def look_back(self, epochs: Sequence[Epoch]) -> None:
        """Take the epochs of an earlier process, whose best weights a checkpoint has put into the copies."""
        for epoch in epochs:
            self._judge(epoch)

    def look(self, epoch: Epoch) -> None:
        """Take an epoch that has just ended, with the weights as they are."""
        if self._judge(epoch):
            for copy, weight in zip(self._copies, self._weights, strict=True):
                copy.assign(weight)

    @property
    def stops(self) -> bool:
        """Whether the training has gone on for long enough without getting better."""
        return self._patience is not None and self.kept is not None and self._last - self.kept.number >= self._patience

    def restore(self) -> None:
        """Give the model the weights of the best epoch."""
        if self.kept is not None and self.kept.number != self._last:
            for copy, weight in zip(self._copies, self._weights, strict=True):
                weight.assign(copy)

    def list_figures(self) -> list[tuple[str, float, int]]:
        """(metric, value, epoch): those on val of the model that was kept, as the last that was measured; its epoch."""
        if self.kept is None:
            return []
        of_val = [(name, value) for name, value in self.kept.metrics.items() if name.startswith(VAL)]
        return [(name, value, self._last) for name, value in (*of_val, (KEPT_EPOCH, float(self.kept.number)))]

    def _judge(self, epoch: Epoch) -> bool:
        self._last = epoch.number
        if not self._counts(epoch):
            return False
        if self.kept is None or self._score.is_better(epoch.metrics[self._name], self.kept.metrics[self._name]):
            self.kept = epoch
            return True
        return False


def keep_best_at_target(score: Score, target: float | None) -> Keeper:
    """Of the pruning phase: the best epoch at ``target``, the sparsity that the plan ends with; None counts all."""
    return Keeper(score, lambda epoch: target is None or epoch.metrics[SPARSITY_PLANNED] == target)


def stop_early(score: Score, patience: int) -> Keeper:
    """Of the dense training."""
    return Keeper(score, lambda epoch: True, patience)
