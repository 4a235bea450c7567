"""What gives a training its batches: arrays in memory, in an order of (seed, epoch); or a user's own pipeline.

The same batches for the loop in one graph, and as a ``tf.data`` pipeline for Keras's ``fit``.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import tensorflow as tf

from runner.data.augmentation import draw_numbers
from runner.data.parts import Augmentation, Split, Stream

AHEAD = 2  # batches


class Feed(Protocol):
    """Batches of one part of the data, pass after pass.

    Attributes:
        steps: of one pass.
        signature: of what :meth:`take_part` gives, for TensorFlow.
    """

    steps: int
    signature: Any

    def begin(self, epoch: int) -> None:
        """Begin the pass of an epoch, from 0; those before it need not have been made by this process."""

    def take_part(self, begin: int, end: int) -> Any:
        """What a graph needs for some steps of the pass; each step once, in their order."""

    def take_batch(self, part: Any, at: Any) -> tuple[Any, ...]:
        """In a graph: the batch of a step, counted from the beginning of the part."""

    def make_pipeline(self, epochs: range) -> Any:
        """For Keras's ``fit``: the passes of some epochs in a row; or one of them, which it begins again each epoch."""


class Arrays:
    """Examples in memory; each pass of a training is a permutation of (seed, epoch).

    Args:
        split: the examples.
        batch_size: the last batch of a pass may be smaller.
        seed: of the order; None leaves it as it is.
        augmentation: changes each example, each time.
    """

    def __init__(
        self, split: Split, batch_size: int, seed: int | None = None, augmentation: Augmentation | None = None
    ) -> None:
        self.steps = -(-len(split) // batch_size)
        self._tensors, self._size, self._seed, self._examples = _put(split), batch_size, seed, len(split)
        self._augmentation, self._gives_back = augmentation, split.y is split.x
        self._drawn = self._draw(0)
        self.signature = tuple(tf.TensorSpec([None, *each.shape[1:]], each.dtype) for each in self._drawn)

    def begin(self, epoch: int) -> None:
        """Draw the order, and what changes the examples."""
        self._drawn = self._draw(epoch)

    def take_part(self, begin: int, end: int) -> Any:
        """The numbers of its examples, and those that change them."""
        return tuple(tf.constant(each[begin * self._size : end * self._size]) for each in self._drawn)

    def take_batch(self, part: Any, at: Any) -> tuple[Any, ...]:
        """Gathered from all examples."""
        return self._gather(*(each[at * self._size : (at + 1) * self._size] for each in part))

    def make_pipeline(self, epochs: range) -> Any:
        """Made of what is drawn for the epochs."""
        drawn = tuple(np.stack(each) for each in zip(*map(self._draw, epochs), strict=True))
        return (
            tf.data.Dataset.from_tensor_slices(drawn)
            .flat_map(lambda *of: tf.data.Dataset.from_tensor_slices(of).batch(self._size))
            .map(self._gather)
            .prefetch(AHEAD)
        )

    def _gather(self, rows: Any, *numbers: Any) -> tuple[Any, ...]:
        x, y, *weights = (tf.gather(each, rows) for each in self._tensors)
        if self._augmentation:
            x = self._augmentation.change(x, *numbers)
        return (x, x if self._gives_back else y, *weights)

    def _draw(self, epoch: int) -> tuple[np.ndarray, ...]:
        """The order of the examples; and two numbers for each, if they are changed."""
        if self._seed is None:
            return (np.arange(self._examples, dtype=np.int32),)
        rows = np.random.default_rng([self._seed, epoch]).permutation(self._examples).astype(np.int32)
        return (rows, draw_numbers(self._seed, epoch, self._examples)[rows]) if self._augmentation else (rows,)


class Changed(Arrays):
    """Such examples, changed each time: by the very pipeline that Keras is given.

    In the graph of the loop TensorFlow may rewrite what a user's function calculates, as a division by a number, and
    the last bits would be others than in a pipeline.
    """

    def __init__(self, split: Split, batch_size: int, seed: int, augmentation: Augmentation) -> None:
        super().__init__(split, batch_size, seed, augmentation)
        self._iterator: Any = None
        self.signature = tf.data.IteratorSpec(self.make_pipeline(range(1)).element_spec)

    def begin(self, epoch: int) -> None:
        """Draw the order, and what changes the examples."""
        self._iterator = iter(self.make_pipeline(range(epoch, epoch + 1)))

    def take_part(self, begin: int, end: int) -> Any:
        """The iterator itself: it knows where it is."""
        return self._iterator

    def take_batch(self, part: Any, at: Any) -> tuple[Any, ...]:
        """The next one."""
        batch: tuple[Any, ...] = next(part)
        return batch


class Pipeline:
    """A user's pipeline, pass after pass as Keras's ``fit`` makes them.

    One that never ends goes on in each epoch where it was at the end of the last. What it draws hangs on the passes
    before: those of an earlier process are made again, without training.

    Args:
        stream: that opens it.
        batch_size: whatever the pipeline's own is.
        seed: is set when it is opened, so that what has no seed of its own draws from it.
    """

    def __init__(self, stream: Stream, batch_size: int, seed: int = 0) -> None:
        self.steps, self._endless = -(-len(stream) // batch_size), stream.endless
        self._batches = stream.open(batch_size, seed)
        if not self._endless:  # where it is unknown, Keras begins a step too many, and counts it
            self._batches = self._batches.apply(tf.data.experimental.assert_cardinality(self.steps))
        self._batches = self._batches.prefetch(AHEAD)
        self.signature = tf.data.IteratorSpec(self._batches.element_spec)
        self._iterator: Any = None
        self._begun = 0  # passes

    def begin(self, epoch: int) -> None:
        """Make the passes before it, then begin it."""
        while self._begun < epoch:
            self._begin_next()
            for _ in range(self.steps):
                next(self._iterator)
        self._begin_next()

    def take_part(self, begin: int, end: int) -> Any:
        """The iterator itself: it knows where it is."""
        return self._iterator

    def take_batch(self, part: Any, at: Any) -> tuple[Any, ...]:
        """The next one."""
        batch: tuple[Any, ...] = next(part)
        return batch

    def make_pipeline(self, epochs: range) -> Any:
        """The pipeline, after the passes before; Keras begins it again each epoch."""
        if self._endless:
            return self._batches.skip(epochs.start * self.steps)
        for _ in range(epochs.start):
            for _ in self._batches:
                pass
        return self._batches

    def _begin_next(self) -> None:
        if not self._begun:  # as Keras does, which reads nothing of it: what shuffles draws anew each time
            self._iterator = iter(self._batches)
        if not self._endless:
            self._iterator = iter(self._batches)
        self._begun += 1


def make_feed(
    part: Split | Stream, batch_size: int, seed: int | None = None, augmentation: Augmentation | None = None
) -> Feed:
    """Of a part of the data: for a training with its seed, in its order; for an evaluation without."""
    if isinstance(part, Stream):
        return Pipeline(part, batch_size, seed or 0)
    if augmentation and seed is not None:
        return Changed(part, batch_size, seed, augmentation)
    return Arrays(part, batch_size, seed)


def _put(split: Split) -> tuple[Any, ...]:
    """Its arrays as tensors, as a step of Keras takes them; an input that is its own label once."""
    x = tf.constant(split.x)
    y = x if split.y is split.x else tf.constant(split.y)
    return (x, y) if split.weights is None else (x, y, tf.constant(split.weights))
