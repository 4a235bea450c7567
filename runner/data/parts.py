"""What a run knows of its data: three parts, held in memory or read batch by batch, and how they were made."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from runner.data.splitting import SPLITS
from runner.tasks.base import Task

KEPT = 512  # examples to look at


@dataclass(frozen=True)
class Split:
    """Examples ``x`` (n, ...) float32 with labels ``y`` (n, ...) in the form of their task.

    ``anomalies`` (n,) bool are those that are unlike train, where the data says so. ``weights`` (n,) float32 say how
    much each example counts in the loss, where they don't all count the same.
    """

    x: np.ndarray
    y: np.ndarray
    anomalies: np.ndarray | None = None
    weights: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.x)

    @property
    def shown(self) -> Split:
        """Examples to look at: all of them."""
        return self

    @property
    def weighted(self) -> bool:
        """Whether examples count differently in the loss."""
        return self.weights is not None

    @property
    def repeats(self) -> bool:
        """Whether they are the same each time: they are in memory."""
        return True

    def weigh_classes(self, by_class: Sequence[float]) -> Split:
        """With each weight times that of its class; labels are one class number an example."""
        of_class = np.array(by_class, np.float32)[self.y.reshape(-1).astype(np.int64)]
        return replace(self, weights=of_class if self.weights is None else of_class * self.weights)

    @functools.cached_property
    def sha256(self) -> str:
        """A hash over all bytes."""
        return _sha256(self)

    def batches(self, size: int) -> Iterator[Split]:
        """All examples in their order, so many at a time."""
        for at in range(0, len(self), size):
            of = slice(at, at + size)
            yield Split(self.x[of], self.y[of], None if self.anomalies is None else self.anomalies[of])

    def shaped(self, shape: tuple[int, ...]) -> Split:
        """With examples in another shape of the same size."""
        return self._changed(lambda x: x.reshape(len(x), *shape))

    def as_bytes(self, divisor: int) -> Split:
        """With what was divided as it was before, whole numbers."""
        return self._changed(lambda x: np.rint(x * divisor).astype(np.float32))

    def _changed(self, change: Callable[[np.ndarray], np.ndarray]) -> Split:
        x = change(self.x)
        return replace(self, x=x, y=x if self.y is self.x else self.y)


@dataclass(frozen=True)
class Stream:
    """A part of the data that is read batch by batch, each time anew.

    Attributes:
        pipeline: makes it from a seed, as the user's function does.
        convert: a batch of it, as tensors, to x float32 in ``shape``, and y in the form of the task.
        examples: of one pass.
        labels: of one pass, in its order; empty where the input is what is to be given back.
        shown: the first of its examples.
        sha256: of what it gives, in any order; of the code that gives it, where that is something else each time.
        repeats: whether it gives the same twice, in the same order.
        endless: whether a pass is only a part of it, and the next pass goes on there.
        batch_size: of its own batches, the last one of a pass may be smaller; None where they are of several sizes.
        steps: batches of its own that a pass has at most; None is all of them.
        anomalies: (n,) bool, as in :class:`Split`.
        weighted: whether examples count differently in the loss: batches have their weights, too.
        class_weights: by which these are multiplied.
    """

    pipeline: Callable[[int], Any]
    convert: Callable[..., Any]
    examples: int
    labels: np.ndarray
    shown: Split
    sha256: str
    repeats: bool
    endless: bool
    batch_size: int | None = None
    steps: int | None = None
    anomalies: np.ndarray | None = None
    weighted: bool = False
    class_weights: tuple[float, ...] = ()

    def __len__(self) -> int:
        return self.examples

    @property
    def shape(self) -> tuple[int, ...]:
        """Of one example."""
        return self.shown.x.shape[1:]

    @functools.cached_property
    def y(self) -> np.ndarray:
        """All labels (n, ...); those of a task whose labels are the examples take as much memory as these."""
        return self.labels if len(self.labels) else np.concatenate([each.y for each in self.batches(KEPT)])

    def open(self, batch_size: int, seed: int = 0) -> Any:
        """The pipeline, made anew: batches of a size, x float32 and y, the last one of a pass smaller.

        What in it has no seed of its own draws from ``seed``, which every random generator of the process has then.
        """
        batches = take_pass(self.pipeline(seed), self.steps, self.endless)
        if self.batch_size != batch_size:
            batches = batches.rebatch(batch_size)
        shape, convert = self.shape, self.convert
        batches = batches.map(lambda *batch: convert(shape, *batch))
        return batches.map(self._weigh) if self.class_weights else batches

    def batches(self, size: int) -> Iterator[Split]:
        """One pass, as arrays."""
        at = 0
        for x, y, *_ in self.open(size).take(-(-self.examples // size)).as_numpy_iterator():
            anomalies = None if self.anomalies is None else self.anomalies[at : at + len(x)]
            yield Split(x, y, anomalies)
            at += len(x)

    def weigh_classes(self, by_class: Sequence[float]) -> Stream:
        """With each weight times that of its class; labels are one class number an example."""
        return replace(self, class_weights=tuple(by_class), weighted=True)

    def _weigh(self, x: Any, y: Any, *own: Any) -> tuple[Any, ...]:
        import tensorflow as tf

        of_class = tf.gather(tf.constant(self.class_weights, tf.float32), tf.cast(tf.reshape(y, [-1]), tf.int32))
        return (x, y, of_class * own[0] if own else of_class)

    def shaped(self, shape: tuple[int, ...]) -> Stream:
        """With examples in another shape of the same size."""
        return replace(self, shown=self.shown.shaped(shape))


@dataclass(frozen=True)
class Augmentation:
    """How training examples are changed.

    Attributes:
        told: for people, and for what must not be mixed up.
        change: of a batch (n, ...) float32 and numbers (n, 2) int32, as tensors, to a batch of the same shape.
    """

    told: str
    change: Callable[[Any, Any], Any] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Dataset:
    """Everything a run knows about its data.

    ``task`` knows the labels; ``divisor`` is what the source's numbers were divided by, ``source`` their type.
    ``told`` says how it was read and split, ``notes`` what to mind. ``class_weights`` are those that a run gives to
    the classes, and ``augmentation`` changes what is trained on, if it does either: they are no part of the data.
    """

    name: str
    train: Split | Stream
    val: Split | Stream
    test: Split | Stream
    task: Task
    divisor: int = 1
    source: str = "float32"
    told: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    class_weights: tuple[float, ...] = ()
    augmentation: Augmentation | None = None

    @functools.cached_property
    def sha256(self) -> str:
        """A hash over all bytes of all splits; of pipelines, over what each gives."""
        parts = [part for part in (self.train, self.val, self.test) if isinstance(part, Split)]
        if len(parts) == len(SPLITS):
            return _sha256(*parts)
        return hashlib.sha256("".join(getattr(self, name).sha256 for name in SPLITS).encode()).hexdigest()

    @property
    def weighted_train(self) -> Split | Stream:
        """What is trained on: each example with its own weight times that of its class."""
        return self.train.weigh_classes(self.class_weights) if self.class_weights else self.train

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of one example, without the batch dimension."""
        return self.train.shown.x.shape[1:]

    def as_bytes(self) -> Dataset:
        """With the bytes that the source has, from 0 to 255."""
        return replace(self._with(lambda part: part.as_bytes(self.divisor)), divisor=1)

    def shaped(self, shape: tuple[int, ...]) -> Dataset:
        """With examples in another shape of the same size; the very dataset for its own."""
        return self if shape == self.shape else self._with(lambda part: part.shaped(shape))

    def _with(self, change: Callable[[Any], Any]) -> Dataset:
        train, val, test = map(change, (self.train, self.val, self.test))
        return replace(self, train=train, val=val, test=test)


def take_pass(batches: Any, steps: int | None, endless: bool = False) -> Any:
    """A pass: at most so many batches; what is endless goes on."""
    return batches.take(steps) if steps and not endless else batches


def _sha256(*splits: Split) -> str:
    digest = hashlib.sha256()
    for split in splits:
        for array in (split.x,) if split.y is split.x else (split.x, split.y):
            digest.update(f"{array.dtype}{array.shape}".encode())
            digest.update(np.ascontiguousarray(array).data)
        if split.weights is not None:
            digest.update(b"weights" + split.weights.tobytes())
    return digest.hexdigest()
