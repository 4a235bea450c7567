"""Data that a user's function gives as ``tf.data`` pipelines, which may be larger than the memory.

Each part is looked through twice before anything is trained: that tells how many examples it has, what they are, and
whether it gives the same a second time. Of what is looked through only labels are kept, and a few examples.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from runner.config.schema import SCALES, DatasetConfig
from runner.console import heartbeat
from runner.core.errors import UserError
from runner.data.parts import KEPT, Dataset, Split, Stream, take_pass
from runner.data.splitting import SPLITS
from runner.tasks.base import Task

RAW_BATCH = 64  # of a pipeline that gives single examples
MOST_BATCHES = 1_000_000  # of a pipeline that does not say whether it ends
SHOWN_EACH = 100  # batches
MADE_OF = "(x, y), or (x, y, weight of the example): arrays of numbers, the first axis the batch"


def load_streams(config: DatasetConfig, task: Task, open_parts: Callable[[int], Mapping[str, Any]]) -> Dataset:
    """The data of pipelines, looked through.

    Args:
        config: of the data set.
        task: what its labels are for.
        open_parts: makes the pipelines of all parts anew, from a seed.

    Raises:
        UserError: a part is missing, empty or endless, or is nothing that can be trained on.
    """
    parts = open_parts(config.split_seed)
    _check_parts(config, parts)
    seen = {name: _look_twice(name, functools.partial(_open_part, open_parts, name), config) for name in SPLITS}
    labels = {name: task.read_labels(name, each.stand_in, each.y) for name, each in seen.items()}
    task = task.check_parts(labels)
    shapes = {name: each.x.shape[1:] for name, each in seen.items()}
    for name, shape in shapes.items():
        if shape != shapes["train"]:
            raise UserError(f"x_{name} has examples of shape {shape}, x_train of {shapes['train']}.")
    train, val, test = (_make_stream(name, seen[name], labels[name], task, config) for name in SPLITS)
    task.check_measurable("val", val.shown.y if task.reads_input else val.y)
    task.check_measurable("test", test.shown.y if task.reads_input else test.y)
    learnt = task.learn(train.shown.y if task.reads_input else train.y)
    told = f"read as pipelines, batch by batch: {', '.join(f'{len(seen[name])} of {name}' for name in SPLITS)}"
    notes = tuple(_note(name, seen[name]) for name in SPLITS if not seen[name].repeats)
    return Dataset(config.name, train, val, test, learnt, source=str(seen["train"].x.dtype), told=(told,), notes=notes)


# --- what a pipeline gives --------------------------------------------------------------------


@dataclass(frozen=True)
class _Pass:
    """What one pass gave: examples to look at, all labels, a hash in its order, and one in any order."""

    pipeline: Callable[[int], Any]
    examples: int
    x: np.ndarray
    y: np.ndarray
    in_order: str
    in_any_order: int
    endless: bool
    batch_size: int | None
    weighted: bool
    repeats: bool = True
    same: bool = True  # in any order

    def __len__(self) -> int:
        return self.examples

    @property
    def stand_in(self) -> np.ndarray:
        """An array of the shape of all examples, which takes no memory: what reads labels asks for no more."""
        return np.broadcast_to(np.float32(0), (self.examples, *self.x.shape[1:]))


def _open_part(open_parts: Callable[[int], Mapping[str, Any]], name: str, seed: int) -> Any:
    return _as_batches(open_parts(seed)[name])


def _look_twice(name: str, pipeline: Callable[[int], Any], config: DatasetConfig) -> _Pass:
    once, again = (_look(name, pipeline, config, number) for number in (1, 2))
    same = (once.examples, once.in_any_order) == (again.examples, again.in_any_order)
    return replace(once, repeats=same and once.in_order == again.in_order, same=same)


def _look(name: str, pipeline: Callable[[int], Any], config: DatasetConfig, number: int) -> _Pass:
    import tensorflow as tf

    opened = pipeline(config.split_seed)
    endless = int(opened.cardinality()) == tf.data.INFINITE_CARDINALITY
    steps = config.steps if name == "train" else None
    if endless and not steps:
        raise _refuse_endless(name, "never ends")
    shown, labels, digest, total, count = list[np.ndarray](), list[np.ndarray](), hashlib.sha256(), 0, 0
    for at, batch in enumerate(take_pass(opened, steps).as_numpy_iterator()):
        if at == MOST_BATCHES and not steps:
            raise _refuse_endless(name, f"has given {at:,} batches, and goes on")
        if at % SHOWN_EACH == 0:
            heartbeat.announce("reading the data", f"{count:,} examples of {name}, pass {number} of 2")
        x, *others = _check_batch(name, batch)
        if sum(map(len, shown)) < KEPT:
            shown.append(x[:KEPT].copy())
        labels.append(others[0] if others else np.zeros((len(x), 0)))
        count += len(x)
        for example in zip(x, *others, strict=True):
            content = b"".join(np.ascontiguousarray(each).tobytes() for each in example)
            digest.update(content)
            total += int.from_bytes(hashlib.sha256(content).digest()[:16], "big")
    if not count:
        raise UserError(f"The pipeline of {name} of dataset={config.name} is empty: it gives no batch at all.")
    x, y, sizes = np.concatenate(shown)[:KEPT], np.concatenate(labels), [len(each) for each in labels]
    even = len(set(sizes[:-1])) <= 1 and sizes[-1] <= sizes[0]
    size, weighted = sizes[0] if even else None, len(others) > 1
    return _Pass(pipeline, count, x, y, digest.hexdigest(), total % 2**128, endless, size, weighted)


def _check_batch(name: str, batch: Any) -> list[np.ndarray]:
    """x, and y and the weights where there are some."""
    parts = list(batch) if isinstance(batch, tuple) else [batch]
    if len(parts) > 3 or not all(isinstance(each, np.ndarray) and each.dtype.kind in "buif" for each in parts):
        given = ", ".join(str(getattr(each, "dtype", type(each).__name__)) for each in parts)
        raise UserError(f"A batch of {name} is ({given}). A pipeline must give {MADE_OF}.")
    if len({len(each) for each in parts}) > 1:
        raise UserError(
            f"A batch of {name} has {', '.join(str(len(each)) for each in parts)} examples, labels and weights: give "
            f"as many of each."
        )
    x = parts[0]
    if x.dtype.kind == "f" and not np.isfinite(x).all():
        raise UserError(f"x_{name} holds NaN or infinity in {int((~np.isfinite(x)).sum())} places: clean it first.")
    return parts


def _refuse_endless(name: str, what: str) -> UserError:
    wanted = (
        "Say how many of its batches are an epoch, with +dataset.steps=N."
        if name == "train" else "Let it end: all of it is looked at each time, as with .take(N)."
    )  # fmt: skip
    return UserError(f"The pipeline of {name} {what}. {wanted}")


def _check_parts(config: DatasetConfig, parts: Mapping[str, Any]) -> None:
    if missing := [name for name in SPLITS if name not in parts]:
        raise UserError(
            f"dataset={config.name} gives pipelines without {' and '.join(missing)}: nothing is split off a pipeline. "
            f"Give train, val and test, each a tf.data.Dataset."
        )
    if config.scale not in SCALES[:2]:
        raise UserError(
            f"dataset.scale={config.scale} scales arrays; dataset={config.name} gives pipelines. Scale in the pipeline "
            f"(map), and leave it out."
        )


# --- from a batch to what is trained on -------------------------------------------------------


def _make_stream(name: str, seen: _Pass, labels: np.ndarray, task: Task, config: DatasetConfig) -> Stream:
    raw = seen.y[: len(seen.x)]
    x = seen.x.astype(np.float32)
    y = x if task.reads_input else labels[: len(x)]
    convert = _make_conversion(name, task.reads_input, raw, y)
    content = f"{seen.in_any_order:x}" if seen.same else _hash_code(config)
    text = f"{name} {seen.examples} {seen.x.dtype}{seen.x.shape[1:]} {content}"
    return Stream(
        seen.pipeline, convert, seen.examples, np.zeros(0) if task.reads_input else labels, Split(x, y),
        hashlib.sha256(text.encode()).hexdigest(), seen.repeats, seen.endless, seen.batch_size,
        config.steps if name == "train" else None,
        labels if task.reads_input and len(labels) else None, name == "train" and seen.weighted,
    )  # fmt: skip


def _make_conversion(name: str, reads_input: bool, raw: np.ndarray, wanted: np.ndarray) -> Callable[..., Any]:
    """What makes of a batch, as tensors, x and the labels that the task has read; tried on the first examples.

    Raises:
        UserError: labels of this form cannot be read batch by batch.
    """
    import tensorflow as tf

    def convert(shape: tuple[int, ...], x: Any, *others: Any) -> tuple[Any, ...]:
        x = tf.reshape(tf.cast(x, tf.float32), [-1, *shape])
        if reads_input:
            return x, x
        y, *weights = others if name == "train" else others[:1]
        if raw.ndim > wanted.ndim and raw.shape[-1] > 1:  # one-hot
            y = tf.argmax(y, axis=-1)
        y = tf.cast(tf.reshape(y, [-1, *wanted.shape[1:]]), wanted.dtype)
        return (x, y, *(tf.cast(tf.reshape(each, [-1]), tf.float32) for each in weights))

    if not reads_input:
        found = convert((), np.zeros(len(raw)), tf.constant(raw))[1].numpy()
        if found.shape != wanted.shape or not np.array_equal(found, wanted):
            raise UserError(
                f"y_{name} has shape {raw.shape} and type {raw.dtype}: a pipeline must give labels of shape "
                f"{(len(raw), *wanted.shape[1:])} and type {wanted.dtype}. Convert them in the pipeline (map)."
            )
    return convert


def _as_batches(pipeline: Any) -> Any:
    """A user's pipeline, in batches where it gives single examples: then some part of these has no axis."""
    import tensorflow as tf

    shapes = [each.shape for each in tf.nest.flatten(pipeline.element_spec)]
    single = any(shape.rank == 0 for shape in shapes) or len({shape[0] for shape in shapes if shape.rank}) > 1
    return pipeline.batch(RAW_BATCH) if single else pipeline


def _hash_code(config: DatasetConfig) -> str:
    """Of what gives the data, where the data are something else each time."""
    return f"{config._target_} {sorted(config.params.items())}"


def _note(name: str, seen: _Pass) -> str:
    what = "in another order" if seen.same else "with other examples"
    return (
        f"The pipeline of {name} cannot be repeated: a second pass, from the same seeds, came {what}. So this run "
        f"cannot be made again to the last bit, and arms do not train on the same batches. Draw with tf.random or "
        f"with seeds of your own."
    )
