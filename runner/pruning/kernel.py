"""The fast mask kernel: tfmot's masks, bit for bit, without sorting every weight.

tfmot sorts a whole tensor to read one number from it, the magnitude of the last weight that is
kept. Here that number is selected. The bits of a float that is not negative, read as an
integer, are in the order of the floats, so a histogram of their upper bits tells which few
weights are near it, and only those are looked at closely. What is selected is the number that
the sort finds, and the mask compares with it as tfmot's does: the masks are the same.

It replaces tfmot's ``Pruning`` inside wrappers that ``prune_low_magnitude`` made. Everything
else is tfmot's: the schedule, when masks are updated, blocks, m:n (which never sorts).
A wrapped model that is saved and loaded has tfmot's own again, hence the same masks.
"""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from runner.core import environment

with environment.without_keras_3():
    from tensorflow_model_optimization.python.core.sparsity.keras.pruning_impl import Pruning
    from tensorflow_model_optimization.python.core.sparsity.keras.pruning_wrapper import collect_prunable_layers

# Below this many weights, the histogram costs more than it saves.
SMALL = 16384
# Sign, exponent and five bits of the mantissa. Fewer and their counters are hit too often in a row, more and
# they leave the cache: 12 to 16 were tried.
UPPER_BITS = 14


class FastPruning(Pruning):
    """tfmot's ``Pruning`` with a selection in place of the sort."""

    def _update_mask(self, weights: Any) -> tuple[Any, Any]:
        """The threshold, a scalar, and the mask of ones and zeros, both in the weights' dtype.

        Args:
            weights: finite floats of any shape; of a block pattern, the pooled blocks.

        Source: ``Pruning._update_mask`` of tfmot 0.8.1, whose rounding, comparison and casts these are.
        """
        sparsity = self._pruning_schedule(self._step_fn())[1]
        with tf.name_scope("pruning_ops"):
            magnitudes = tf.math.abs(weights)
            size = tf.cast(tf.size(magnitudes), tf.float32)
            kept = tf.cast(tf.maximum(tf.round(size * (1 - sparsity)), 1), tf.int32)
            threshold = find_kth_largest(tf.reshape(magnitudes, [-1]), kept)
            return threshold, tf.cast(magnitudes >= threshold, weights.dtype)


@tf.autograph.experimental.do_not_convert
def find_kth_largest(values: Any, k: Any) -> Any:
    """The k-th largest of ``values``, exactly: what ``tf.math.top_k(values, k).values[k - 1]`` is.

    Args:
        values: floats that are finite and not negative, of shape (n,), n known.
        k: int32, from 1 to n.
    """
    if values.dtype == tf.float32 and values.shape[0] >= SMALL:
        values, k = _near(values, k)
    return tf.raw_ops.NthElement(input=values, n=k - 1, reverse=True)


def _near(values: Any, k: Any) -> tuple[Any, Any]:
    """Those of ``values`` that share the upper bits of the k-th largest, and which of them that is."""
    bins, number = tf.bitwise.right_shift(tf.bitcast(values, tf.int32), 32 - UPPER_BITS), 1 << (UPPER_BITS - 1)
    counts = tf.math.bincount(bins, minlength=number, maxlength=number)
    at_least = tf.cumsum(counts, reverse=True)
    chosen = tf.math.count_nonzero(at_least >= k, dtype=tf.int32) - 1
    larger = at_least[chosen] - counts[chosen]
    return tf.boolean_mask(values, bins == chosen), k - larger


def install(model: Any) -> None:
    """Give every wrapper of ``prune_low_magnitude`` in a built model the fast kernel, in place."""
    for wrapper in collect_prunable_layers(model):
        # As the wrapper's own build makes it.
        wrapper.pruning_obj = FastPruning(
            lambda wrapper=wrapper: wrapper.pruning_step,
            wrapper.pruning_vars,
            wrapper.pruning_schedule,
            wrapper.block_size,
            wrapper.block_pooling_type,
            wrapper.sparsity_m_by_n,
        )
