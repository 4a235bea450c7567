"""Functions of a user's that give ``tf.data`` pipelines, good ones and bad ones; the runs of tests read them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf

ROWS = {"train": slice(0, 600), "val": slice(600, 800), "test": slice(800, 1000)}


def load_arrays() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The digits that the pipelines give."""
    from sklearn.datasets import load_digits

    digits = load_digits()
    x, y = (digits.images / 16).astype(np.float32)[..., np.newaxis], digits.target
    return {name: (x[rows], y[rows]) for name, rows in ROWS.items()}


def shuffled(
    path: str | None = None, batch: int = 32, buffer: int = 600, one_hot: bool = False, noise: float = 0.0
) -> dict[str, Any]:
    """Shuffled anew in each pass, as most people write it; noise is drawn anew for each example."""
    made = {}
    for name, (x, y) in load_arrays().items():
        pipeline = tf.data.Dataset.from_tensor_slices((x, np.eye(10, dtype=np.float32)[y] if one_hot else y))
        if name == "train":
            pipeline = pipeline.shuffle(buffer)
            if noise:
                pipeline = pipeline.map(lambda x, y: (x + tf.random.normal(tf.shape(x), stddev=noise), y))
        made[name] = pipeline.batch(batch) if batch else pipeline
    return made


def ordered(path: str | None = None) -> dict[str, Any]:
    """The arrays as they are."""
    return {name: tf.data.Dataset.from_tensor_slices(pair).batch(32) for name, pair in load_arrays().items()}


def endless(path: str | None = None) -> dict[str, Any]:
    """Train goes on for ever, as for Keras's ``steps_per_epoch``."""
    made = shuffled()
    return {**made, "train": made["train"].unbatch().repeat().batch(32, drop_remainder=True)}


def endless_val(path: str | None = None) -> dict[str, Any]:
    """Val goes on for ever."""
    made = shuffled()
    return {**made, "val": made["val"].repeat()}


def generated(path: str | None = None) -> dict[str, Any]:
    """By a generator that says nothing of its length."""
    x, y = load_arrays()["train"]

    def give() -> Iterator[tuple[np.ndarray, np.ndarray]]:
        for at in range(0, len(x), 32):
            yield x[at : at + 32], y[at : at + 32]

    of = (tf.TensorSpec([None, 8, 8, 1]), tf.TensorSpec([None], tf.int64))
    return {**ordered(), "train": tf.data.Dataset.from_generator(give, output_signature=of)}


def _wild(x: np.ndarray) -> np.ndarray:
    return x + np.random.default_rng().normal(0, 0.1, x.shape).astype(np.float32)


def wild(path: str | None = None) -> dict[str, Any]:
    """Other examples each time, drawn from a generator that nobody seeds."""
    made = ordered()
    drawn = made["train"].map(lambda x, y: (tf.ensure_shape(tf.numpy_function(_wild, [x], tf.float32), x.shape), y))
    return {**made, "train": drawn}


def empty(path: str | None = None) -> dict[str, Any]:
    """Nothing to train on."""
    made = ordered()
    return {**made, "train": made["train"].take(0)}


def without_val(path: str | None = None) -> dict[str, Any]:
    """Two parts only."""
    return {name: each for name, each in ordered().items() if name != "val"}


def nan(path: str | None = None) -> dict[str, Any]:
    """An example that is none."""
    made = ordered()
    return {**made, "test": made["test"].map(lambda x, y: (x / 0, y))}


def mixed(path: str | None = None) -> dict[str, Any]:
    """A pipeline, and arrays."""
    return {**load_arrays(), "train": ordered()["train"]}


def texts(path: str | None = None) -> dict[str, Any]:
    """Labels that are no numbers."""
    made = ordered()
    return {name: each.map(lambda x, y: (x, tf.strings.as_string(y))) for name, each in made.items()}


def counted(path: str | None = None, rows: int = 2000, into: str | None = None) -> dict[str, Any]:
    """As many examples as one likes, made as they are read; 4 MB each 256 of them."""

    def make(at: Any) -> tuple[Any, Any]:
        label = tf.cast(at % 2, tf.int64)
        return tf.cast(label, tf.float32) + tf.random.stateless_normal([64, 64, 1], seed=[at, at]), label

    if into:
        Path(into).touch()
    return {
        name: tf.data.Dataset.range(rows if name == "train" else 256).map(make).batch(64)
        for name in ("train", "val", "test")
    }
