"""tfmot's pruning wrapper, made transparent to Keras: a wrapped layer does all that the layer itself does.

tfmot calls ``layer.call``, past everything that Keras does around it. So masks of padded time steps end at the
first wrapped layer (tfmot issue 403), activity regularizers are lost, inputs are cast to the wrapper's dtype, and a
layer whose ``training`` is a keyword-only argument never hears of it: what is trained is another model than the one
that is deployed. Here the layer is called as Keras calls it, and whatever Keras does for a layer it does for this one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from runner.core import environment

with environment.without_keras_3():
    import tf_keras
    from tensorflow_model_optimization.python.core.keras import compat, utils
    from tensorflow_model_optimization.python.core.sparsity.keras import pruning_wrapper


class PruneLowMagnitude(pruning_wrapper.PruneLowMagnitude):
    """tfmot's wrapper under its own name, so that a wrapped model that was saved is read back with tfmot's.

    Attributes:
        masks_are_held: somebody else counts the steps and handles the masks, see :mod:`runner.pruning.masking`.
    """

    masks_are_held = False

    def call(self, inputs: Any, training: Any = None, mask: Any = None, **kwargs: Any) -> Any:
        """Count the step, update and apply the masks, unless they are held; then the layer.

        Args:
            inputs: of the layer.
            training: whether this is a training step; None is what Keras is at.
            mask: of the inputs, one or a structure like theirs: of padded time steps, not of weights.
            kwargs: of the layer.
        """
        if not self.masks_are_held:
            self._prune(tf_keras.backend.learning_phase() if training is None else training)
        if mask is not None:
            tf.nest.map_structure(_mark, inputs, mask)
        return self.layer(inputs, **kwargs)

    def _prune(self, training: Any) -> None:
        """What tfmot 0.8.1 does before it calls the layer (``pruning_wrapper.py``), in the same order."""

        def count() -> Any:
            with tf.control_dependencies([compat.assign(self.pruning_step, self.pruning_step + 1)]):
                return tf.no_op("update")

        def update() -> Any:
            is_counted = tf.debugging.assert_greater_equal(
                self.pruning_step, np.int64(1), message=self._PRUNE_CALLBACK_ERROR_MSG
            )
            with tf.control_dependencies([is_counted]):  # noqa: SIM117 - the second is made under the first
                with tf.control_dependencies([self.pruning_obj.conditional_mask_update()]):
                    return tf.no_op("update")

        def nothing() -> Any:
            return tf.no_op("no_update")

        self.add_update(utils.smart_cond(training, count, nothing))
        self.add_update(utils.smart_cond(training, update, nothing))
        self.add_update(self.pruning_obj.weight_mask_op())


def make_transparent(wrapper: Any) -> Any:
    """A wrapper that ``prune_low_magnitude`` has just made, which no model has called yet; changed in place."""
    wrapper.__class__ = PruneLowMagnitude
    wrapper._autocast = False  # the layer casts what it is given, by its own policy
    return wrapper


def _mark(tensor: Any, mask: Any) -> None:
    """As Keras hands a mask on: an attribute of the tensor."""
    if mask is not None:
        tensor._keras_mask = mask
