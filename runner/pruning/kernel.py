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

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
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
BINS, ROWS = 1 << (UPPER_BITS - 1), 64
GROUP = 8  # flags that are one integer of 64 bits
REACH = 1 / 128  # of a threshold, in which the next one is looked for first


@dataclass(frozen=True)
class Known:
    """What is known when a mask is to be made: the sparsity that its schedule asks for, and the threshold until now."""

    sparsity: Any
    threshold: Any


class FastPruning(Pruning):
    """tfmot's ``Pruning`` with a selection in place of the sort.

    Attributes:
        known: by who makes the masks anew; None asks the schedule.
    """

    known: Known | None = None

    def _update_mask(self, weights: Any) -> tuple[Any, Any]:
        """The threshold, a scalar, and the mask of ones and zeros, both in the weights' dtype.

        Args:
            weights: finite floats of any shape; of a block pattern, the pooled blocks.

        Source: ``Pruning._update_mask`` of tfmot 0.8.1, whose rounding, comparison and casts these are.
        """
        known = self.known or Known(self._pruning_schedule(self._step_fn())[1], 0.0)
        flat = tf.reshape(weights, [-1])
        make = _make_mask if weights.dtype == tf.float32 else _make_mask.python_function
        threshold, mask = make(flat, tf.cast(known.sparsity, tf.float32), tf.cast(known.threshold, tf.float32))
        return threshold, tf.reshape(mask, tf.shape(weights) if None in weights.shape else weights.shape)


# A call, not a copy of its operations for each layer: a model may have a hundred.
@tf.function(
    input_signature=[tf.TensorSpec([None]), tf.TensorSpec([]), tf.TensorSpec([])],
    autograph=False,
    experimental_attributes={"_noinline": True},
)
def _make_mask(weights: Any, sparsity: Any, near: Any) -> tuple[Any, Any]:
    magnitudes = tf.math.abs(weights)
    size = tf.cast(tf.size(magnitudes), tf.float32)
    kept = tf.cast(tf.maximum(tf.round(size * (1 - sparsity)), 1), tf.int32)
    threshold = find_kth_largest(magnitudes, kept, near)
    return threshold, tf.cast(magnitudes >= threshold, weights.dtype)


def find_kth_largest(values: Any, k: Any, near: Any = 0.0) -> Any:
    """The k-th largest of ``values``, exactly: what ``tf.math.top_k(values, k).values[k - 1]`` is.

    It is looked for near the number that is given, and if it is not there, everywhere.

    Args:
        values: floats that are finite and not negative, of shape (n,).
        k: int32, from 1 to n.
        near: a number that it is probably not far from, such as the one that was found before.
    """
    if values.dtype != tf.float32:
        return _nth(values, k)

    def select() -> Any:
        high = near * (1 + REACH)
        larger = tf.reduce_sum(tf.cast(values >= high, tf.int32))
        found = _pick(values, tf.logical_and(values >= near * (1 - REACH), values < high))
        is_there = tf.logical_and(k > larger, k <= larger + tf.size(found))
        return tf.cond(is_there, lambda: _nth(found, k - larger), lambda: _nth(*_search(values, k)))

    return tf.cond(tf.size(values) < SMALL, lambda: _nth(values, k), select)


def _search(values: Any, k: Any) -> tuple[Any, Any]:
    """Those of ``values`` that share the upper bits of the k-th largest, and which of them that is."""
    bins = tf.bitwise.right_shift(tf.bitcast(values, tf.int32), 32 - UPPER_BITS)
    counts = tf.math.bincount(bins, minlength=BINS, maxlength=BINS)
    # In two steps, as a cumulative sum over all of them takes as long as a third of the counting.
    rows = tf.reshape(counts, [ROWS, BINS // ROWS])
    row, larger = _find_bin(tf.reduce_sum(rows, axis=1), k)
    column, larger_in_row = _find_bin(rows[row], k - larger)
    return _pick(values, tf.equal(bins, row * (BINS // ROWS) + column)), k - larger - larger_in_row


def _find_bin(counts: Any, k: Any) -> tuple[Any, Any]:
    """The bin that holds the k-th from the end, and how many are in the bins after it."""
    at_least = tf.cumsum(counts, reverse=True)
    chosen = tf.reduce_sum(tf.cast(at_least >= k, tf.int32)) - 1
    return chosen, at_least[chosen] - counts[chosen]


def _pick(values: Any, flags: Any) -> Any:
    """Those of ``values`` that are flagged, where few are: groups without a flag are passed over as a whole."""
    whole = tf.size(values) // GROUP * GROUP
    grouped, flagged = (tf.reshape(each[:whole], [-1, GROUP]) for each in (values, flags))
    groups = tf.where(tf.not_equal(tf.bitcast(tf.cast(flagged, tf.uint8), tf.int64), 0))[:, 0]
    few = tf.boolean_mask(tf.gather(grouped, groups), tf.gather(flagged, groups))
    return tf.concat([few, tf.boolean_mask(values[whole:], flags[whole:])], axis=0)


def _nth(values: Any, k: Any) -> Any:
    return tf.raw_ops.NthElement(input=values, n=k - 1, reverse=True)


@contextlib.contextmanager
def knowing(pruning: Any, known: Known) -> Iterator[None]:
    """In the block an object that makes masks knows more than itself; tfmot's own makes no use of it."""
    pruning.known = known
    try:
        yield
    finally:
        pruning.known = None


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
