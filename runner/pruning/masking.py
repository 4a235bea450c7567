"""The masks of a wrapped model in the hands of who trains it: once for all layers, between the steps of one graph.

tfmot's wrapper does all that pruning takes at each call of its layer: it counts the step, asks the schedule, makes the
mask anew if it is time, and multiplies. A training that knows from the plan when masks change needs of that at a step
the multiplication alone; the rest it does where the plan says. What makes a mask is the wrapper's own ``pruning_obj``,
with its schedule, at the step that the training tells it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import tensorflow as tf

from runner.pruning import wrapping


class Masks:
    """All masks of a wrapped model, of a model without wrappers none.

    Attributes:
        layers: their names, in the order of what :meth:`look` gives.
    """

    def __init__(self, model: Any) -> None:
        self.wrappers = wrapping.find_wrappers(model)
        self._by_layer = wrapping.list_pruned(model)
        self.layers = [name for name, _ in self._by_layer]
        self._seen = [[tf.Variable(mask != 0) for _, mask, _ in each] for _, each in self._by_layer]

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """In the block the wrappers leave the masks alone: nothing is counted, asked, made or multiplied."""
        for wrapper in self.wrappers:
            wrapper.masks_are_held = True
        try:
            yield
        finally:
            for wrapper in self.wrappers:
                wrapper.masks_are_held = False

    def apply(self) -> None:
        """Multiply the weights by their masks."""
        for _, triples in self._by_layer:
            for weight, mask, _ in triples:
                weight.assign(weight * mask)

    def update(self, step: Any) -> None:
        """Make the masks anew, as each schedule asks at an optimizer step (int64, from 1)."""
        self.count(step)
        for wrapper in self.wrappers:
            for weight, mask, threshold in wrapper.pruning_vars:
                found, made = wrapper.pruning_obj._maybe_update_block_mask(weight)
                threshold.assign(found)
                mask.assign(made)

    def count(self, step: Any) -> None:
        """Tell the wrappers at which optimizer step (int64) the training is."""
        for wrapper in self.wrappers:
            wrapper.pruning_step.assign(step)

    def look(self) -> tuple[Any, Any, Any]:
        """By layer: how many weights are kept and how many entries changed since the last look, int32 (layers,);
        the threshold, float32 (layers,), of several tensors the largest."""
        kept, changed, thresholds = [], [], []
        for (_, triples), seen in zip(self._by_layer, self._seen, strict=True):
            masks = [mask != 0 for _, mask, _ in triples]
            kept.append(_count(masks))
            changed.append(_count(mask != then for mask, then in zip(masks, seen, strict=True)))
            thresholds.append(tf.reduce_max([tf.cast(threshold, tf.float32) for *_, threshold in triples]))
            for mask, then in zip(masks, seen, strict=True):
                then.assign(mask)
        return tf.stack(kept), tf.stack(changed), tf.stack(thresholds)

    def remember(self) -> None:
        """Let the next look tell what changes from now on."""
        for (_, triples), seen in zip(self._by_layer, self._seen, strict=True):
            for (_, mask, _), then in zip(triples, seen, strict=True):
                then.assign(mask != 0)


def _count(masks: Any) -> Any:
    return tf.add_n([tf.math.count_nonzero(mask, dtype=tf.int32) for mask in masks])
