"""Measure a model as it is deployed: accuracy on test, zeros, bytes in each format.

Sizes are of the files that one would ship: ``.keras``, float TFLite and TFLite with int8
weights (dynamic range), each as it is and after gzip, since zeros only shrink what is
compressed.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf

from runner.core import reasons
from runner.core.errors import NonFiniteError
from runner.core.metric_names import SIZE_SPARSE
from runner.core.records import Layer, LayerResult, Measured
from runner.data.parts import Split, Stream
from runner.measuring import encoding, latency, tflite
from runner.models import keras_file
from runner.tasks.base import Task

Arrays = Mapping[str, Sequence[np.ndarray]]
Part = Split | Stream
BATCH = 512
PIECE = 16 * BATCH  # of a part that is not held in memory
LITE: Mapping[str, Mapping[str, Any]] = {"tflite": {}, "int8": {"optimizations": [tf.lite.Optimize.DEFAULT]}}
GZIP_LEVEL = 6  # what gzip and zip do by themselves; 9 takes ten times as long on pruned weights, for 3 %


def measure(model: Any, part: Part, task: Task, file: bytes | None = None) -> Measured:
    """Loss and figures on a part of the data, sizes in bytes, SHA-256 over the weights, of a dense or stripped model.

    ``file`` is its ``.keras`` file, if it is there.
    """
    seen, found = evaluate(model, part, task), convert_model(model, file)
    of_lite, missing = {}, dict(found.missing)
    for name in [each for each in LITE if each in found.contents]:
        try:
            outputs, labels = predict_part(functools.partial(tflite.predict, found.contents[name]), part)
            value = task.measure_score(outputs, labels, part.anomalies)
        except Exception as error:  # the interpreter raises whatever its kernels raise
            missing[f"{task.score.name}_{name}"] = f"TFLite's interpreter fails on it: {reasons.state_reason(error)}"
        else:
            if math.isnan(value):
                missing[f"{task.score.name}_{name}"] = "What the file answers has no such figure."
            else:
                of_lite[name] = value
    bytes_of, weights = measure_sizes(found.contents), hash_weights(model)
    return Measured(seen.loss, seen.figures, bytes_of, weights, of_lite, seen.answers, missing)


def predict(model: Any, x: np.ndarray) -> np.ndarray:
    """The model's outputs (n, classes), in inference mode."""
    return compile_predictor(model)(x)


def compile_predictor(model: Any) -> Callable[[np.ndarray], np.ndarray]:
    """:func:`predict` of a model, compiled once."""
    forward = tf.function(lambda batch: model(batch, training=False), autograph=False)

    def outputs(x: np.ndarray) -> np.ndarray:
        return np.concatenate([forward(tf.constant(x[at : at + BATCH])).numpy() for at in range(0, len(x), BATCH)])

    return outputs


def predict_part(predict: Callable[[np.ndarray], np.ndarray], part: Part) -> tuple[np.ndarray, np.ndarray]:
    """The outputs of a model for a part of the data, and its labels."""
    found = [(predict(each.x), each.y) for each in part.batches(PIECE)]
    outputs, labels = (np.concatenate(each) for each in zip(*found, strict=True))
    return outputs, labels


def make_score(model: Any, part: Part, task: Task) -> Callable[[], float]:
    """Measures the score on a part of the data of a dense or stripped model, as its weights are at each call."""
    predict = compile_predictor(model)
    return lambda: task.measure_score(*predict_part(predict, part), part.anomalies)


@dataclass(frozen=True)
class Evaluated:
    """The mean loss, the figures of the task by name, and how many different answers there are, if that is counted."""

    loss: float
    figures: Mapping[str, float]
    answers: int | None


def evaluate(model: Any, part: Part, task: Task) -> Evaluated:
    """What a model is worth on a part of the data, by the loss that training and val have, too.

    Keras's own loss, in the graph of the model: it sees more than the outputs, as the logits behind a softmax, and
    the mask of examples that count for nothing.
    """
    loss = task.make_loss("none")

    def forward(x: Any, y: Any) -> tuple[Any, ...]:
        outputs = model(x, training=False)
        counted = getattr(outputs, "_keras_mask", None)
        return loss(y, outputs), outputs, tf.ones(tf.shape(outputs)[:1], tf.bool) if counted is None else counted

    forward, parts = tf.function(forward, autograph=False), []
    for batch in part.batches(BATCH):
        parts.append([*(each.numpy() for each in forward(tf.constant(batch.x), tf.constant(batch.y))), batch.y])
    losses, outputs, counted, labels = (np.concatenate(each) for each in zip(*parts, strict=True))
    figures = task.measure(outputs[counted], labels[counted], _pick(part.anomalies, counted))
    if math.isnan(figures[task.score.name]):
        raise NonFiniteError(f"The {task.score.title} of the model is no number on {len(part)} examples.")
    mean = float(losses[counted].astype(np.float64).mean())
    return Evaluated(
        mean, {name: value for name, value in figures.items() if value == value}, task.count_answers(outputs)
    )


def _pick(anomalies: np.ndarray | None, counted: np.ndarray) -> np.ndarray | None:
    return None if anomalies is None else anomalies[counted]


@dataclass(frozen=True)
class Files:
    """A model as the files that one would ship, before gzip, by their formats; and why one is missing."""

    contents: Mapping[str, bytes]
    missing: Mapping[str, str]


def convert_model(model: Any, file: bytes | None = None) -> Files:
    """The model in each format that it can be converted to; ``file`` as :func:`measure` has it."""
    contents, missing = {"keras": file or keras_file.encode(model)}, {}
    convert = tflite.make_converter(model)
    for name, settings in LITE.items():
        try:
            contents[name] = convert(**settings)
        except Exception as error:  # the converter raises whatever its passes raise
            missing[name] = f"TensorFlow's converter refuses the model: {reasons.state_reason(error)}"
    return Files(contents, missing)


def explain_missing(missing: Mapping[str, str]) -> tuple[str, ...]:
    """What is missing, for people, formats with the same reason together."""
    by_reason: dict[str, list[str]] = {}
    for name, why in missing.items():
        by_reason.setdefault(why, []).append(name)
    return tuple(f"Not measured: {', '.join(names)}. {why}" for why, names in by_reason.items())


def measure_sizes(contents: Mapping[str, bytes]) -> dict[str, int]:
    """Bytes by format, see :data:`runner.core.metric_names.SIZE_FORMATS`, of :func:`convert_model`."""
    found: dict[str, int] = {}
    for name, content in contents.items():
        found |= {name: len(content), f"{name}_gzip": len(gzip.compress(content, GZIP_LEVEL, mtime=0))}
    return found


def measure_latencies(dense: Any, stripped: Any, example: np.ndarray) -> tuple[dict[str, float], dict[str, str]]:
    """Time of one example (1, ...) in the dense model, the pruned one, and its sparse TFLite file: metrics and tags.

    The encoding is left out where the converter refuses the model, or finds nothing worth encoding.
    """
    convert = tflite.make_converter(stripped)
    contents = {latency.DENSE: tflite.make_converter(dense)(), latency.PRUNED: convert()}
    size: dict[str, float] = {}
    with contextlib.suppress(Exception):  # the converter raises whatever its passes raise
        sparse = convert(optimizations=[tf.lite.Optimize.EXPERIMENTAL_SPARSITY])
        if len(sparse) < len(contents[latency.PRUNED]):
            contents[latency.SPARSE], size = sparse, {SIZE_SPARSE: len(sparse)}
    metrics, tags = latency.measure(contents, example)
    return {**metrics, **size}, tags


def hash_weights(model: Any) -> str:
    """A hash over every weight of a model, shapes and order included."""
    return keras_file.hash_weights(model.get_weights())


def hash_model(model: Any) -> str:
    """A hash over a model's architecture and weights."""
    return hashlib.sha256(f"{model.to_json()}{hash_weights(model)}".encode()).hexdigest()


def measure_layers(
    weights: Arrays, before: Arrays, layers: Sequence[Layer], flops: Mapping[str, tuple[int, int]]
) -> tuple[LayerResult, ...]:
    """Zeros of each pruned layer, counted in its weight tensors, beside its target; and what it costs.

    By layer name are its tensors at the end and ``before`` pruning, and dense and effective FLOPs, where it has any.
    """

    def result(layer: Layer) -> LayerResult:
        then, now = before[layer.name], weights[layer.name]
        every, effective = flops.get(layer.name, (0, 0))
        return LayerResult(
            layer.name,
            layer.kind,
            layer.weights,
            sum(map(count_zeros, now)),
            layer.target or 0.0,
            zeros_before=sum(map(count_zeros, then)),
            zeros_kept=sum(int(np.count_nonzero((a == 0) & (b == 0))) for a, b in zip(then, now, strict=True)),
            flops=every,
            effective_flops=effective,
            dense_bytes=sum(map(encoding.count_dense_bytes, now)),
            bitmap_bytes=sum(map(encoding.count_bitmap_bytes, now)),
            csr_bytes=sum(map(encoding.count_csr_bytes, now)),
        )

    return tuple(result(layer) for layer in layers if layer.pruned)


def count_zeros(array: np.ndarray) -> int:
    """How many entries are exactly zero."""
    return int(array.size - np.count_nonzero(array))
