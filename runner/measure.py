"""Measure a model as it is deployed: accuracy on test, zeros, bytes in each format.

Sizes are of the files that one would ship: ``.keras``, float TFLite and TFLite with int8
weights (dynamic range), each as it is and after gzip, since zeros only shrink what is
compressed.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf

from runner import encoding, interpreter, latency, model_file, models
from runner.data import Split
from runner.records import SIZE_SPARSE, FidelityError, Layer, LayerResult, Measured

Arrays = Mapping[str, Sequence[np.ndarray]]
BATCH = 512
LITE = ("tflite", "int8")
GZIP_LEVEL = 6  # what gzip and zip do by themselves; 9 takes ten times as long on pruned weights, for 3 %


def measure(model: Any, split: Split) -> Measured:
    """Loss and accuracy on a split, sizes in bytes, SHA-256 over the weights.

    Args:
        model: dense or stripped; not changed.
        split: looked at once, at the end of a run.
    """
    outputs = predict(model, split.x)
    loss, accuracy = _evaluate(outputs, split.y, models.gives_probabilities(model))
    found = files(model)
    of_lite = {
        name: float((interpreter.predict(found[name], split.x).argmax(axis=1) == split.y).mean()) for name in LITE
    }
    answers = len(np.unique(outputs.argmax(axis=1)))
    return Measured(loss, accuracy, sizes(found), weights_sha256(model), of_lite, answers)


def predict(model: Any, x: np.ndarray) -> np.ndarray:
    """The model's outputs (n, classes), in inference mode."""
    forward = tf.function(lambda batch: model(batch, training=False), autograph=False)
    return np.concatenate([forward(tf.constant(x[at : at + BATCH])).numpy() for at in range(0, len(x), BATCH)])


def accuracy_of(model: Any, split: Split) -> Callable[[], float]:
    """Measures the accuracy of a model as its weights are at each call; it is compiled once.

    Args:
        model: dense or stripped.
        split: for choices, val.
    """
    forward = tf.function(lambda batch: model(batch, training=False), autograph=False)
    batches = [(tf.constant(split.x[at : at + BATCH]), split.y[at : at + BATCH]) for at in range(0, len(split), BATCH)]

    def accuracy() -> float:
        right = sum(int((forward(x).numpy().argmax(axis=1) == y).sum()) for x, y in batches)
        return right / len(split)

    return accuracy


def _evaluate(outputs: np.ndarray, labels: np.ndarray, probabilities: bool) -> tuple[float, float]:
    """Mean cross-entropy (nats) and the fraction of right answers."""
    scores = outputs.astype(np.float64)
    if not probabilities:
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    scores /= scores.sum(axis=1, keepdims=True)
    right = scores[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(right, 1e-7)).mean()), float((outputs.argmax(axis=1) == labels).mean())


def files(model: Any) -> dict[str, bytes]:
    """The model as the files that one would ship, before gzip: by the names of their formats."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "model.keras")
        model_file.save(model, file)
        convert = converter(model)
        return {
            "keras": file.read_bytes(),
            "tflite": convert(),
            "int8": convert(optimizations=[tf.lite.Optimize.DEFAULT]),
        }


def sizes(contents: Mapping[str, bytes]) -> dict[str, int]:
    """Bytes by format, see :data:`runner.records.SIZE_FORMATS`, of :func:`files`."""
    found = {}
    for name, content in contents.items():
        found[name] = len(content)
        found[f"{name}_gzip"] = len(gzip.compress(content, compresslevel=GZIP_LEVEL, mtime=0))
    return found


def converter(model: Any) -> Callable[..., bytes]:
    """Converts a model to TFLite, for a batch of 1, with the settings of TensorFlow's converter that are given."""
    signature = tf.TensorSpec((1, *model.input_shape[1:]), tf.float32)
    concrete = tf.function(lambda x: model(x, training=False), autograph=False).get_concrete_function(signature)
    # The converter exports what holds the variables: a model with all that Keras knows of it takes three times as
    # long, for the same bytes.
    holder = tf.Module()
    holder.held = model.variables

    def convert(**settings: Any) -> bytes:
        converter = tf.lite.TFLiteConverter.from_concrete_functions([concrete], holder)
        for name, value in settings.items():
            setattr(converter, name, value)
        return converter.convert()

    return convert


def latencies(dense: Any, stripped: Any, example: np.ndarray) -> tuple[dict[str, float], dict[str, str]]:
    """Time of one example in the dense and the pruned model, and in TFLite's sparse encoding: metrics and tags.

    The encoding is left out where the converter refuses the model, or finds nothing worth encoding.

    Args:
        dense: the model before pruning.
        stripped: the one after it.
        example: one (1, ...).
    """
    convert = converter(stripped)
    contents = {latency.DENSE: converter(dense)(), latency.PRUNED: convert()}
    size: dict[str, float] = {}
    with contextlib.suppress(Exception):  # the converter raises whatever its passes raise
        sparse = convert(optimizations=[tf.lite.Optimize.EXPERIMENTAL_SPARSITY])
        if len(sparse) < len(contents[latency.PRUNED]):
            contents[latency.SPARSE], size = sparse, {SIZE_SPARSE: len(sparse)}
    metrics, tags = latency.measure(contents, example)
    return {**metrics, **size}, tags


def weights_sha256(model: Any) -> str:
    """A hash over every weight of a model, shapes and order included."""
    digest = hashlib.sha256()
    for array in model.get_weights():
        digest.update(f"{array.dtype}{array.shape}".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def model_sha256(model: Any) -> str:
    """A hash over a model's architecture and weights."""
    return hashlib.sha256(f"{model.to_json()}{weights_sha256(model)}".encode()).hexdigest()


def layer_results(
    weights: Arrays, before: Arrays, layers: Sequence[Layer], flops: Mapping[str, tuple[int, int]]
) -> tuple[LayerResult, ...]:
    """Zeros of each pruned layer, counted in its weight tensors, beside its target; and what it costs.

    Args:
        weights: at the end, by layer name.
        before: the same tensors of the model that the run started from.
        layers: as the scope chose them.
        flops: dense and effective, by layer name; a layer that is not there has none.
    """

    def result(layer: Layer) -> LayerResult:
        tensors = weights[layer.name]
        pairs = list(zip(before[layer.name], tensors, strict=True))
        every, effective = flops.get(layer.name, (0, 0))
        return LayerResult(
            layer.name,
            layer.kind,
            layer.weights,
            sum(zeros(now) for now in tensors),
            layer.target or 0.0,
            zeros_before=sum(zeros(then) for then, _ in pairs),
            zeros_kept=sum(int(np.count_nonzero((then == 0) & (now == 0))) for then, now in pairs),
            flops=every,
            effective_flops=effective,
            dense_bytes=sum(encoding.dense_bytes(each) for each in tensors),
            bitmap_bytes=sum(encoding.bitmap_bytes(each) for each in tensors),
            csr_bytes=sum(encoding.csr_bytes(each) for each in tensors),
        )

    return tuple(result(layer) for layer in layers if layer.pruned)


def zeros(array: np.ndarray) -> int:
    """How many entries are exactly zero."""
    return int(array.size - np.count_nonzero(array))


def check_fidelity(masks: Arrays, weights: Arrays, wrapped: np.ndarray, stripped: np.ndarray) -> None:
    """Make sure that what is deployed is what was trained.

    A weight that the mask keeps may be zero all the same: in a block that comes back, the weights of an input
    that is always 0 get no gradient and stay where the mask had put them.

    Args:
        masks: of the wrapped model by layer name.
        weights: the same tensors of the stripped model.
        wrapped: outputs of the wrapped model on some examples (n, classes).
        stripped: outputs of the stripped one on the same examples.

    Raises:
        FidelityError: a zero is missing, or an output differs.
    """
    for name, tensors in masks.items():
        for mask, weight in zip(tensors, weights[name], strict=True):
            if missing := int(np.count_nonzero((mask == 0) & (weight != 0))):
                raise FidelityError(f"layer {name}: {missing} zeros of the mask are not in the stripped weights")
    if not np.array_equal(wrapped, stripped):
        largest = float(np.abs(wrapped - stripped).max())
        raise FidelityError(f"the stripped model predicts differently from the wrapped one, by up to {largest:g}")
