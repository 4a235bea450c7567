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

from runner.data.datasets import Split
from runner.pruning.masking import Masks
from runner.training import seeding, trace
from runner.training.callback import OF_BATCH

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
        train: what it is trained on.
        val: what it is validated on.
        batch_size: of training; the last batch of an epoch may be smaller.
        evaluation_batch: of validation.
        updates: the steps at which masks are made anew.
        looked_at: those of them to look at.
        xla: compile the step, to other last bits.
    """

    def __init__(
        self,
        model: Any,
        train: Split,
        val: Split,
        *,
        batch_size: int,
        evaluation_batch: int,
        updates: Sequence[int],
        looked_at: Collection[int],
        xla: bool = False,
    ) -> None:
        self._model, self._batch_size, self._evaluation_batch = model, batch_size, evaluation_batch
        self._updates, self._looked_at = np.asarray(updates, np.int64), np.asarray(list(looked_at), np.int64)
        self._batches = -(-len(val) // evaluation_batch)
        self._train, self._val = map(put_examples, (train, val))
        self._masks = Masks(model)
        self._step = tf.function(self._make_step, jit_compile=True) if xla else self._make_step
        with self._masks.held():
            self._run = tf.function(self._make_run).get_concrete_function(
                tf.TensorSpec([None], tf.int32), tf.TensorSpec([], tf.int64), tf.TensorSpec([None], tf.int32),
                tf.TensorSpec([], tf.int32),
            )  # fmt: skip

    @functools.cached_property
    def _evaluate(self) -> Any:
        with self._masks.held():
            return tf.function(self._make_evaluation).get_concrete_function(*[tf.TensorSpec([], tf.int32)] * 2)

    @property
    def draws_from_hidden_state(self) -> bool:
        """Whether a step draws random numbers from a state that nothing can set: then ``fit`` would draw others."""
        return seeding.draws_from_hidden_state(self._run)

    def train(self, order: np.ndarray, first: int) -> Iterator[Segment]:
        """Train for an epoch, segment after segment.

        Args:
            order: the examples of the epoch, one index each.
            first: its first optimizer step, from 1.
        """
        order = order.astype(np.int32)

        def run(begin: int, end: int) -> Segment:
            rows = order[begin * self._batch_size : end * self._batch_size]
            return self._train_segment(rows, first + begin, end - begin)

        self._model.reset_metrics()
        yield from _in_pieces(-(-len(order) // self._batch_size), run)

    def evaluate(self) -> dict[str, float]:
        """Keras's figures on val, as ``fit`` reports them."""
        self._model.reset_metrics()
        *_, logs = _in_pieces(self._batches, lambda begin, end: self._evaluate(tf.constant(begin), tf.constant(end)))
        return {f"val_{name}": float(value) for name, value in logs.items()}

    def _train_segment(self, rows: np.ndarray, first: int, steps: int) -> Segment:
        every = np.arange(first, first + steps)
        updated, seen = np.isin(every, self._updates), np.isin(every, self._looked_at)
        turns = np.where(seen, np.cumsum(seen) - 1, np.where(updated, seen.sum(), NO_UPDATE)).astype(np.int32)
        losses, counts, thresholds, logs = self._run(
            *map(tf.constant, (rows, np.int64(first), turns, np.int32(seen.sum())))
        )
        self._masks.count(first + steps - 1)
        looks = [
            trace.Look(int(step), *(dict(zip(self._masks.layers, each.tolist(), strict=True)) for each in (*of.T, at)))
            for step, of, at in zip(every[seen], counts.numpy(), thresholds.numpy(), strict=False)
        ]
        return Segment(losses.numpy().tolist(), looks, {name: float(value) for name, value in logs.items()})

    def _make_run(self, rows: Any, first: Any, turns: Any, looks: Any) -> Any:
        """The graph of some steps: before each, new masks if it is its turn, which is the number of the look at them.

        The place after the last of the ``looks`` takes what is not looked at.
        """
        masks, size = self._masks, self._batch_size
        losses = tf.TensorArray(tf.float32, tf.size(turns))
        counts = tf.TensorArray(tf.int32, looks + 1, element_shape=[len(masks.layers), 3])
        thresholds = tf.TensorArray(tf.float32, looks + 1, element_shape=[len(masks.layers)])
        for at in tf.range(tf.size(turns)):
            if masks.layers and turns[at] != NO_UPDATE:
                counted, found = masks.update(first + tf.cast(at, tf.int64), turns[at] < looks)
                counts, thresholds = counts.write(turns[at], counted), thresholds.write(turns[at], found)
            losses = losses.write(at, self._step(rows[at * size : (at + 1) * size]))
        return losses.stack(), counts.stack(), thresholds.stack(), self._model.get_metrics_result()

    def _make_step(self, rows: Any) -> Any:
        self._masks.apply()
        self._model.train_step(tuple(tf.gather(each, rows) for each in self._train))
        (loss,) = (metric.result() for metric in self._model.metrics if metric.name == OF_BATCH)
        return loss

    def _make_evaluation(self, begin: Any, end: Any) -> Any:
        self._masks.apply()
        x, y = self._val[:2]
        size = self._evaluation_batch
        for at in tf.range(begin, end):
            self._model.test_step((x[at * size : (at + 1) * size], y[at * size : (at + 1) * size]))
        return self._model.get_metrics_result()


def put_examples(split: Split) -> tuple[Any, ...]:
    """Its arrays as tensors, as a step of Keras takes them; an input that is its own label once."""
    x = tf.constant(split.x)
    y = x if split.y is split.x else tf.constant(split.y)
    return (x, y) if split.weights is None else (x, y, tf.constant(split.weights))


def _in_pieces(total: int, run: Callable[[int, int], Any]) -> Iterator[Any]:
    """Run from 0 to ``total``, each piece as long as takes :data:`PAUSE`."""
    begin, size = 0, 1
    while begin < total:
        started, end = time.perf_counter(), min(begin + size, total)
        found = run(begin, end)
        took = max(time.perf_counter() - started, 1e-6)
        begin, size = end, max(1, int(min(PAUSE / took, GROWTH) * (end - begin)))
        yield found
