"""From the files in packages to arrays and tables as ``dataset=npz`` and ``dataset=table`` read them."""

from __future__ import annotations

import gzip
import io
import pickle
from typing import Any

import numpy as np

Arrays = dict[str, np.ndarray]
WINDOW, STEP = 128, 64  # samples at 50 Hz: 2.56 s, each of which begins in the middle of the one before
OF_NORMAL = 0.8  # of what is normal is trained on, the rest is test
# What an array of objects needs to come back: no other name of code is looked up.
OF_NUMPY = {
    ("numpy.core.multiarray", "_reconstruct"): ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.multiarray", "_reconstruct"): ("numpy._core.multiarray", "_reconstruct"),
    ("numpy", "ndarray"): ("numpy", "ndarray"),
    ("numpy", "dtype"): ("numpy", "dtype"),
    ("_codecs", "encode"): ("_codecs", "encode"),
}


class NumpyOnly(pickle.Unpickler):
    """Reads a pickle of NumPy's arrays in lists and dicts; one that names other code is refused before it is run."""

    def find_class(self, module: str, name: str) -> Any:
        """What the arrays are made by."""
        if (module, name) not in OF_NUMPY:
            raise pickle.UnpicklingError(f"it names {module}.{name}, which no array needs")
        return super().find_class(*OF_NUMPY[module, name])


def convert_smartwatch(content: bytes) -> Arrays:
    """Windows (n, 128, 6) of every recording, what was exercised (n,), and who did (n,).

    ``content`` is an ``.npy`` of one object: a dict with ``X``, a list of (samples, 6), ``y`` and ``subject``.
    """
    file = io.BytesIO(content)
    np.lib.format.read_magic(file)
    np.lib.format.read_array_header_1_0(file)
    held = NumpyOnly(file, encoding="latin1").load().item()
    x, y, groups = [], [], []
    for recording, label, subject in zip(held["X"], held["y"], held["subject"], strict=True):
        for begin in range(0, len(recording) - WINDOW + 1, STEP):
            x.append(recording[begin : begin + WINDOW])
            y.append(label)
            groups.append(subject)
    return {"x": np.array(x, np.float32), "y": np.array(y, np.int64), "groups": np.array(groups, np.int64)}


def convert_yeast(content: bytes) -> Arrays:
    """(n, 103) and the 14 labels (n, 14), from a CSV whose last columns are called Class1, Class2, ..."""
    names, numbers = _read_csv(gzip.decompress(content))
    labels = [at for at, name in enumerate(names) if name.startswith("Class")]
    features = [at for at in range(len(names)) if at not in labels]
    return {"x": numbers[:, features].astype(np.float32), "y": numbers[:, labels].astype(np.int64)}


def convert_shuttle(content: bytes) -> Arrays:
    """What is normal to train on, in its order; the last fifth of it, and all anomalies, as test with their marks."""
    names, numbers = _read_csv(gzip.decompress(content))
    marks = numbers[:, names.index("anomaly")] == 1
    x = np.delete(numbers, names.index("anomaly"), axis=1).astype(np.float32)
    normal = x[~marks]
    trained = int(len(normal) * OF_NORMAL)
    rest, odd = normal[trained:], x[marks]
    return {
        "x_train": normal[:trained],
        "x_test": np.concatenate([rest, odd]),
        "y_test": np.repeat([0, 1], [len(rest), len(odd)]),
    }


def convert_vowels(train: bytes, test: bytes) -> Arrays:
    """(n, 25, 12) and which of 9 speakers, from two ``.ts`` files: a line an example, a part a channel."""
    parts = {}
    for name, content in (("train", train), ("test", test)):
        text = content.decode("utf-8").partition("@data")[2]
        rows = [line.split(":") for line in text.split()]
        parts[f"x_{name}"] = np.array([[channel.split(",") for channel in row[:-1]] for row in rows], np.float32)
        parts[f"x_{name}"] = np.ascontiguousarray(parts[f"x_{name}"].transpose(0, 2, 1))
        parts[f"y_{name}"] = np.array([int(row[-1]) - 1 for row in rows])
    return parts


def _read_csv(content: bytes) -> tuple[list[str], np.ndarray]:
    header, _, rest = content.decode("utf-8").partition("\n")
    return header.strip().split(","), np.loadtxt(io.StringIO(rest), delimiter=",", ndmin=2)
