"""Convert a model to TFLite, and run it in TensorFlow's own interpreter, with XNNPACK, on one thread."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

BATCH = 512


class Converter(tf.lite.TFLiteConverter):
    """TensorFlow's own, which writes its model to the disk once, for all its conversions.

    A TensorFlow that knows no such method of its own writes it each time.
    """

    saved_model_dir: Any
    _written: Any = None

    def _convert_concrete_functions_to_saved_model(self, output_dir: str) -> Any:
        if self._written is None:
            self._written = super()._convert_concrete_functions_to_saved_model(output_dir)
            self._kept = tempfile.TemporaryDirectory()
            shutil.copytree(output_dir, self._kept.name, dirs_exist_ok=True)
        if self.saved_model_dir:
            self.saved_model_dir = self._kept.name
        return self._written


def make_converter(model: Any) -> Callable[..., bytes]:
    """Converts a model to TFLite, for a batch of 1, with the settings of TensorFlow's converter that are given."""
    signature = tf.TensorSpec((1, *model.input_shape[1:]), tf.float32)
    concrete = tf.function(lambda x: model(x, training=False), autograph=False).get_concrete_function(signature)
    # The converter exports what holds the variables: a model with all that Keras knows of it takes three times as
    # long, for the same bytes.
    holder = tf.Module()
    holder.held = model.variables
    converter = Converter.from_concrete_functions([concrete], holder)

    def convert(**settings: Any) -> bytes:
        before = {name: getattr(converter, name) for name in settings}
        vars(converter).update(settings)
        try:
            return converter.convert()
        finally:
            vars(converter).update(before)

    return convert


def load(content: bytes) -> Any:
    """An interpreter of a model; XNNPACK takes over what it can, as it does on a device."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*tf.lite.Interpreter is deprecated", category=UserWarning)
        return tf.lite.Interpreter(model_content=content, num_threads=1)


def predict(content: bytes, x: np.ndarray) -> np.ndarray:
    """The model's outputs (n, classes), calculated in batches, or one by one where the model is fixed to that."""
    try:
        return _predict(content, x, BATCH)
    except (RuntimeError, ValueError):  # a shape in the model holds the batch of 1 that it was converted with
        return _predict(content, x, 1)


def describe_interpreter(loaded: Any) -> str:
    """Which interpreter it is, and what it hands its operations to."""
    delegated = any(each["op_name"] == "DELEGATE" for each in loaded._get_ops_details())
    return f"tf.lite {tf.__version__}{', XNNPACK' if delegated else ''}"


def _predict(content: bytes, x: np.ndarray, batch: int) -> np.ndarray:
    loaded, outputs = load(content), []
    at_input, at_output = (each[0]["index"] for each in (loaded.get_input_details(), loaded.get_output_details()))
    for at in range(0, len(x), batch):
        part = x[at : at + batch]
        if at == 0 or len(part) != batch:
            loaded.resize_tensor_input(at_input, part.shape)
            loaded.allocate_tensors()
        loaded.reset_all_variables()  # a recurrent layer would go on from the state that the last examples left
        loaded.set_tensor(at_input, part)
        loaded.invoke()
        outputs.append(loaded.get_tensor(at_output))
    found = np.concatenate(outputs)
    if len(found) != len(x):
        raise ValueError(f"{len(found)} outputs for {len(x)} examples")
    return found
