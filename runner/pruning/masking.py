"""The masks of a wrapped model in the hands of who trains it: once for all layers, between the steps of one graph.

tfmot's wrapper does all that pruning takes at each call of its layer: it counts the step, asks the schedule, makes the
mask anew if it is time, and multiplies. A training that knows from the plan when masks change needs of that at a step
the multiplication alone; the rest it does where the plan says. What makes a mask is the wrapper's own ``pruning_obj``,
at the sparsity that its schedule asks for.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import tensorflow as tf

from runner.pruning import kernel, wrapping
from runner.schedules import scaled

# A call, not a copy of its operations for each layer: a model may have a hundred.
ONCE = {"_noinline": True}


class Masks:
    """All masks of a wrapped model, of a model without wrappers none.

    Attributes:
        layers: their names, in the order of what :meth:`update` gives.
        update: :meth:`make_anew` as a graph of its own.
    """

    def __init__(self, model: Any) -> None:
        self._by_layer = wrapping.list_pruned(model)
        self._wrappers = wrapping.find_wrappers(model)
        self._stock = [each for each in self._wrappers if not isinstance(each.pruning_obj, kernel.FastPruning)]
        self.layers = [name for name, _ in self._by_layer]
        self.update = tf.function(self.make_anew, experimental_attributes=ONCE)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """In the block the wrappers leave the masks alone: nothing is counted, asked, made or multiplied."""
        for wrapper in self._wrappers:
            wrapper.masks_are_held = True
        try:
            yield
        finally:
            for wrapper in self._wrappers:
                wrapper.masks_are_held = False

    def apply(self) -> None:
        """Multiply the weights by their masks."""
        for _, triples in self._by_layer:
            for weight, mask, _ in triples:
                weight.assign(weight * mask)

    def count(self, step: Any) -> None:
        """Tell the wrappers at which optimizer step (int64) the training is."""
        for wrapper in self._wrappers:
            wrapper.pruning_step.assign(step)

    def make_anew(self, step: Any, look: Any) -> tuple[Any, Any]:
        """Make the masks as each schedule asks at an optimizer step.

        Args:
            step: int64, from 1.
            look: bool, whether to count what it did.

        Returns:
            By layer how many weights were kept before, are kept now, and how many entries changed, int32 (layers, 3),
            all 0 without a look; and the thresholds, float32 (layers,), of several tensors of a layer the largest.
        """
        for wrapper in self._stock:  # which ask the schedule themselves
            wrapper.pruning_step.assign(step)
        asked = {each: each(step)[1] for each in {scaled.find_base(each.pruning_schedule) for each in self._wrappers}}
        counts, thresholds = [], []
        for wrapper in self._wrappers:
            counted, found = 0, []
            for weight, mask, threshold in wrapper.pruning_vars:
                known = kernel.Known(scaled.scale(wrapper.pruning_schedule, asked), threshold.value())
                with kernel.knowing(wrapper.pruning_obj, known):
                    at, made = wrapper.pruning_obj._maybe_update_block_mask(weight)
                counted += _compare(*(tf.reshape(tf.cast(each, tf.float32), [-1]) for each in (mask, made)), look)
                found.append(tf.cast(at, tf.float32))
                threshold.assign(at)
                mask.assign(made)
            counts.append(counted)
            thresholds.append(tf.reduce_max(found) if len(found) > 1 else found[0])
        return tf.stack(counts), tf.stack(thresholds)


@tf.function(
    input_signature=[*[tf.TensorSpec([None])] * 2, tf.TensorSpec([], tf.bool)],
    autograph=False, experimental_attributes=ONCE,
)  # fmt: skip
def _compare(before: Any, now: Any, look: Any) -> Any:
    """The ones in two masks of zeros and ones, and in how many entries they differ; zeros if nobody looks."""

    def count() -> Any:
        return tf.stack([tf.reduce_sum(tf.cast(each, tf.int32)) for each in (before, now, tf.abs(now - before))])

    return tf.cond(look, count, lambda: tf.zeros([3], tf.int32))
