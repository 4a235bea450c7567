"""The training loop in one graph: many steps a call, with the masks made anew between the steps that the plan names.

Keras's ``fit`` calls a graph for each step, which for small models takes longer than the step; and tfmot's wrappers ask
in each step of each layer whether it is time. Here the step is the same, ``train_step`` of the model, in a loop that
TensorFlow runs. The weights are those of ``fit``, bit for bit. A call takes no longer than :data:`PAUSE`, if a step
does not, so that who waits sees it go on and can end it.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf

from runner.pruning.masking import Masks
from runner.training import seeding, trace
from runner.training.callback import OF_BATCH
from runner.training.feeds import Feed

PAUSE = 0.2  # seconds
GROWTH = 8  # from one call to the next
NO_UPDATE = -1  # of a step; else the number of the look at its new masks


@dataclass(frozen=True)
class Segment:
    """Some steps in a row: the loss of each batch, the looks at masks in them, Keras's figures of the epoch so far."""

    losses: Sequence[float]
    looks: Sequence[trace.Look]
    logs: Mapping[str, float]


class Loop:
    """The steps of a training, and its validation, each a graph that is traced once.

    Args:
        model: compiled, its optimizer and metrics built; dense, or wrapped for pruning.
        train: gives the batches that it is trained on.
        val: those that it is validated on.
        updates: the steps at which masks are made anew.
        looked_at: those of them to look at.
        xla: compile the step, to other last bits.
    """

    def __init__(
        self,
        model: Any,
        train: Feed,
        val: Feed,
        *,
        updates: Sequence[int],
        looked_at: Collection[int],
        xla: bool = False,
    ) -> None:
        self._model, self._train, self._val = model, train, val
        self._updates, self._looked_at = np.asarray(updates, np.int64), np.asarray(list(looked_at), np.int64)
        self._masks = Masks(model)
        self._step = tf.function(self._make_step, jit_compile=True) if xla else self._make_step
        with self._masks.held():
            self._run = tf.function(self._make_run).get_concrete_function(
                train.signature, tf.TensorSpec([], tf.int64), tf.TensorSpec([None], tf.int32),
                tf.TensorSpec([], tf.int32),
            )  # fmt: skip

    @functools.cached_property
    def _evaluate(self) -> Any:
        with self._masks.held():
            steps = tf.TensorSpec([], tf.int32)
            return tf.function(self._make_evaluation).get_concrete_function(self._val.signature, steps)

    @property
    def draws_from_hidden_state(self) -> bool:
        """Whether a step draws random numbers from a state that nothing can set: then ``fit`` would draw others."""
        return seeding.draws_from_hidden_state(self._run)

    def train(self, epoch: int, first: int, stops: Collection[int] = ()) -> Iterator[Segment]:
        """Train for an epoch, segment after segment.

        Args:
            epoch: from 0.
            first: its first optimizer step, from 1.
            stops: steps that are the last of a segment.
        """
        self._model.reset_metrics()
        self._train.begin(epoch)
        yield from _in_pieces(
            self._train.steps,
            lambda begin, end: self._train_segment(self._train.take_part(begin, end), first + begin, end - begin),
            sorted(step - first + 1 for step in stops),
        )

    def evaluate(self, epoch: int) -> dict[str, float]:
        """Keras's figures on val after an epoch, as ``fit`` reports them."""
        self._model.reset_metrics()
        self._val.begin(epoch)
        *_, logs = _in_pieces(
            self._val.steps,
            lambda begin, end: self._evaluate(self._val.take_part(begin, end), tf.constant(end - begin)),
        )
        return {f"val_{name}": float(value) for name, value in logs.items()}

    def _train_segment(self, part: Any, first: int, steps: int) -> Segment:
        every = np.arange(first, first + steps)
        updated, seen = np.isin(every, self._updates), np.isin(every, self._looked_at)
        turns = np.where(seen, np.cumsum(seen) - 1, np.where(updated, seen.sum(), NO_UPDATE)).astype(np.int32)
        losses, counts, thresholds, logs = self._run(
            part, *map(tf.constant, (np.int64(first), turns, np.int32(seen.sum())))
        )
        self._masks.count(first + steps - 1)
        looks = [
            trace.Look(int(step), *(dict(zip(self._masks.layers, each.tolist(), strict=True)) for each in (*of.T, at)))
            for step, of, at in zip(every[seen], counts.numpy(), thresholds.numpy(), strict=False)
        ]
        return Segment(losses.numpy().tolist(), looks, {name: float(value) for name, value in logs.items()})

    def _make_run(self, part: Any, first: Any, turns: Any, looks: Any) -> Any:
        """The graph of some steps: before each, new masks if it is its turn, which is the number of the look at them.

        The place after the last of the ``looks`` takes what is not looked at.
        """
        masks = self._masks
        losses = tf.TensorArray(tf.float32, tf.size(turns))
        counts = tf.TensorArray(tf.int32, looks + 1, element_shape=[len(masks.layers), 3])
        thresholds = tf.TensorArray(tf.float32, looks + 1, element_shape=[len(masks.layers)])
        for at in tf.range(tf.size(turns)):
            if masks.layers and turns[at] != NO_UPDATE:
                counted, found = masks.update(first + tf.cast(at, tf.int64), turns[at] < looks)
                counts, thresholds = counts.write(turns[at], counted), thresholds.write(turns[at], found)
            losses = losses.write(at, self._step(self._train.take_batch(part, at)))
        return losses.stack(), counts.stack(), thresholds.stack(), self._model.get_metrics_result()

    def _make_step(self, batch: Any) -> Any:
        self._masks.apply()
        self._model.train_step(batch)
        (loss,) = (metric.result() for metric in self._model.metrics if metric.name == OF_BATCH)
        return loss

    def _make_evaluation(self, part: Any, steps: Any) -> Any:
        self._masks.apply()
        for at in tf.range(steps):
            self._model.test_step(self._val.take_batch(part, at))
        return self._model.get_metrics_result()


def _in_pieces(total: int, run: Callable[[int, int], Any], ends: Sequence[int] = ()) -> Iterator[Any]:
    """Run from 0 to ``total``, each piece as long as takes :data:`PAUSE`, or to the next of ``ends``."""
    begin, size = 0, 1
    while begin < total:
        started, end = time.perf_counter(), min([begin + size, total, *(each for each in ends if each > begin)])
        found = run(begin, end)
        took = max(time.perf_counter() - started, 1e-6)
        begin, size = end, max(1, int(min(PAUSE / took, GROWTH) * (end - begin)))
        yield found
