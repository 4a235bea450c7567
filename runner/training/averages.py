"""The moving averages of the weights, which an optimizer may keep (``use_ema``), become the weights at the end.

Keras does it when ``fit`` is over: after the last figures on val, which are then of another model than the one that is
left, and without the masks, so that pruned weights come back as the averages of what they were. Here it is done
before the last epoch is validated, in our own loop as in ``fit``, and masks are applied to whatever Keras writes.
"""

from __future__ import annotations

from typing import Any

import tf_keras

from runner.pruning import wrapping


class AverageAtTheEnd(tf_keras.callbacks.Callback):
    """Puts the averages in the place of the weights, before the validation of the last epoch.

    Args:
        last: that epoch, 0-based.
    """

    def __init__(self, last: int) -> None:
        super().__init__()
        self._last, self._epoch = last, 0

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Called with the 0-based epoch."""
        self._epoch = epoch

    def on_test_begin(self, logs: Any = None) -> None:
        """Called after the last step of an epoch."""
        if self._epoch == self._last:
            self.model.optimizer.finalize_variable_values(self.model.trainable_variables)
            self._mask()

    def on_train_end(self, logs: Any = None) -> None:
        """Called when Keras has written the averages, the same ones, again."""
        self._mask()

    def _mask(self) -> None:
        for _, triples in wrapping.list_pruned(self.model):
            for weight, mask, _ in triples:
                weight.assign(weight * mask)
