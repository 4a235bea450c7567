"""Weight rewinding: after each level of pruning, what is left goes back to what it was early in the dense training.

With the levels of a lottery this is what the field calls iterative magnitude pruning (Frankle et al. 2020, arXiv
1912.05671; Renda et al. 2020, arXiv 2003.02389). The optimizer starts anew, as each of its rounds does; the learning
rate goes on by the plan. The masks stay. The step that makes them still trains: weights go back after it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import tensorflow as tf
import tf_keras

from runner.core.errors import FidelityError
from runner.pruning import wrapping
from runner.training import optimizers


class Rewinder(tf_keras.callbacks.Callback):
    """Puts weights back after some steps; Keras's ``fit`` asks it at each, a loop of our own calls :meth:`rewind`.

    Args:
        early: weights of the dense model to go back to, in the order of its ``get_weights``.
        dense: those that the training begins with, in the same order.
        steps: after which they are put back.
    """

    def __init__(self, early: Sequence[np.ndarray], dense: Sequence[np.ndarray], steps: Collection[int]) -> None:
        super().__init__()
        self.steps = frozenset(steps)
        self.offset = tf.Variable(0, trainable=False, dtype=tf.int64)  # steps that the optimizer no longer counts
        self._early, self._dense, self._step, self._callback = list(early), list(dense), 0, None
        self._weights: list[Any] = []
        self._state: list[tuple[Any, np.ndarray]] = []

    def begin(self, model: Any, pruning_callback: Any) -> None:
        """Take a compiled model before its first step, its optimizer as it starts; and tfmot's callback.

        Raises:
            FidelityError: the weights of the wrapped model are in another order than those of the dense one.
        """
        of_masks = {id(each) for _, triples in wrapping.list_pruned(model) for of in triples for each in of[1:]}
        of_steps = {id(each.layer.pruning_step) for each in wrapping.walk(model) if hasattr(each.layer, "pruning_step")}
        self._weights = [each for each in model.weights if id(each) not in of_masks | of_steps]
        found = [each.numpy() for each in self._weights]
        if not all(map(np.array_equal, found, self._dense)) or len(found) != len(self._early):
            raise FidelityError("the wrapped model has its weights in another order, so they cannot be rewound")
        rates = [getattr(model.optimizer, name, None) for name in ("_learning_rate", "_current_learning_rate")]
        held = optimizers.list_state(model.optimizer)
        self._state = [(each, each.numpy()) for each in held if not any(each is rate for rate in rates)]
        self._callback = pruning_callback

    def continue_after(self, step: int) -> None:
        """Go on after a step of an earlier process."""
        self._step = step

    def on_train_begin(self, logs: Any = None) -> None:
        """Called after tfmot's callback, which takes the optimizer's count for the step."""
        if self._callback is not None:
            self._callback.step = self._step

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Called by Keras's ``fit``."""
        self._step += 1
        if self._step in self.steps:
            self.rewind()

    def rewind(self) -> None:
        """Put the weights back, those that a mask prunes as zeros; the optimizer as it was before its first step."""
        for weight, early in zip(self._weights, self._early, strict=True):
            weight.assign(early)
        for _, triples in wrapping.list_pruned(self.model):
            for weight, mask, _ in triples:
                weight.assign(weight * mask)
        self.offset.assign_add(self.model.optimizer.iterations)
        for variable, first in self._state:
            variable.assign(first)
