"""The training loop in one graph: many steps a call, with the masks made anew between the steps that the plan names.

Keras's ``fit`` calls a graph for each step, which for small models takes longer than the step; and tfmot's wrappers ask
in each step of each layer whether it is time. Here the step is the same, ``train_step`` of the model, in a loop that
TensorFlow runs. The weights are those of ``fit``, bit for bit. A call takes no longer than :data:`PAUSE`, if a step
does not, so that who waits sees it go on and can end it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf

from runner.data.datasets import Split
from runner.pruning.masking import Masks
from runner.training import seeding, trace
from runner.training.callback import OF_BATCH

PAUSE = 0.2  # seconds
FIRST = 4  # steps of the first call, whose time is not known yet
GROWTH = 8  # from one call to the next
STEPS = tf.TensorSpec([None], tf.int32)


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
        looked_at: Sequence[int],
        xla: bool = False,
    ) -> None:
        self._model, self._batch_size, self._evaluation_batch = model, batch_size, evaluation_batch
        self._updates, self._looked_at = np.asarray(updates, np.int32), frozenset(looked_at)
        self._batches = -(-len(val) // evaluation_batch)
        self._train, self._val = ((tf.constant(each.x), tf.constant(each.y)) for each in (train, val))
        self._masks = Masks(model)
        self._step = tf.function(self._make_step, jit_compile=True) if xla else self._make_step
        with self._masks.held():
            self._run = tf.function(self._make_run).get_concrete_function(
                STEPS, tf.TensorSpec([], tf.int64), STEPS, tf.TensorSpec([None], tf.bool), tf.TensorSpec([None], tf.bool)
            )
            self._evaluate = tf.function(self._make_evaluation).get_concrete_function(
                tf.TensorSpec([], tf.int32), tf.TensorSpec([], tf.int32)
            )

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
        self._masks.remember()

    def evaluate(self) -> dict[str, float]:
        """Keras's figures on val, as ``fit`` reports them."""
        self._model.reset_metrics()
        *_, logs = _in_pieces(self._batches, lambda begin, end: self._evaluate(tf.constant(begin), tf.constant(end)))
        return {f"val_{name}": float(value) for name, value in logs.items()}

    def _train_segment(self, rows: np.ndarray, first: int, steps: int) -> Segment:
        within = self._updates[(self._updates >= first) & (self._updates < first + steps)]
        starts = np.unique([0, *(within - first), steps]).astype(np.int32)
        made = np.isin(starts[:-1] + first, within)
        seen = [bool(each) and int(start) + first in self._looked_at for each, start in zip(made, starts, strict=False)]
        arguments = (rows, np.int64(first), starts, made, np.array(seen))
        losses, looks, logs = self._run(*map(tf.constant, arguments))
        found = zip(*(each.numpy() for each in looks), strict=True) if looks else ()
        looked = [
            trace.Look(
                int(start) + first,
                dict(zip(self._masks.layers, map(int, kept), strict=True)),
                int(changed.sum()),
                dict(zip(self._masks.layers, map(float, thresholds), strict=True)),
            )
            for start, is_seen, (kept, changed, thresholds) in zip(starts, seen, found, strict=False)
            if is_seen
        ]
        return Segment(losses.numpy().tolist(), looked, {name: float(value) for name, value in logs.items()})

    def _make_run(self, rows: Any, first: Any, starts: Any, made: Any, seen: Any) -> Any:
        """The graph of a segment: parts of it begin at ``starts``, with new masks where ``made``."""
        losses = tf.TensorArray(tf.float32, starts[-1])
        masks, parts, layers = self._masks, tf.size(made), len(self._masks.layers)
        looks = [tf.TensorArray(dtype, parts, element_shape=[layers]) for dtype in (tf.int32, tf.int32, tf.float32)]
        for part in tf.range(parts):
            if masks.wrappers:
                if made[part]:
                    masks.update(first + tf.cast(starts[part], tf.int64))
                if seen[part]:
                    looks = [array.write(part, value) for array, value in zip(looks, masks.look(), strict=True)]
            for at in tf.range(starts[part], starts[part + 1]):
                losses = losses.write(at, self._step(rows[at * self._batch_size : (at + 1) * self._batch_size]))
        masks.count(first + tf.cast(starts[-1], tf.int64) - 1)
        found = [array.stack() for array in looks] if masks.wrappers else []
        return losses.stack(), found, self._model.get_metrics_result()

    def _make_step(self, rows: Any) -> Any:
        self._masks.apply()
        x, y = self._train
        self._model.train_step((tf.gather(x, rows), tf.gather(y, rows)))
        (loss,) = (metric.result() for metric in self._model.metrics if metric.name == OF_BATCH)
        return loss

    def _make_evaluation(self, begin: Any, end: Any) -> Any:
        self._masks.apply()
        x, y = self._val
        size = self._evaluation_batch
        for at in tf.range(begin, end):
            self._model.test_step((x[at * size : (at + 1) * size], y[at * size : (at + 1) * size]))
        return self._model.get_metrics_result()


def _in_pieces(total: int, run: Callable[[int, int], Any]) -> Iterator[Any]:
    """Run from 0 to ``total``, each piece as long as takes :data:`PAUSE`."""
    begin, size = 0, FIRST
    while begin < total:
        started, end = time.perf_counter(), min(begin + size, total)
        found = run(begin, end)
        took = max(time.perf_counter() - started, 1e-6)
        begin, size = end, max(1, int(min(PAUSE / took, GROWTH) * (end - begin)))
        yield found
