"""Read a dataset and split it into train, val and test, always in the same way.

Where the source has a test set it is used as it is; what is missing is split off the training
examples, stratified by class and fixed by ``split_seed``. Choices are made on val; test is
looked at once, at the end. Examples are float32 in the shape that they have; bytes of images are
scaled to [0, 1], unless the model does that itself, see :mod:`runner.run.matching`. What labels must be, the task
says, see :mod:`runner.tasks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from runner.config.schema import SCALES, DatasetConfig
from runner.core.errors import UserError
from runner.core.score import ACCURACY
from runner.data import loader, splitting, streams, weights
from runner.data.parts import Dataset, Split
from runner.data.source import Source
from runner.data.splitting import SPLITS, Arrays
from runner.tasks.base import Task
from runner.tasks.classification import Classification

AUTO, NONE, _, STANDARD = SCALES
CLASSIFICATION = Classification(ACCURACY)
LARGEST_BYTE, LEAST_SIDE = 255, 4
SHOWN = 3  # names in a sentence
LARGEST_WHOLE = 2**24  # up to which every whole number is a float32


def load(config: DatasetConfig, task: Task = CLASSIFICATION) -> Dataset:
    """Load, check, scale and split a dataset, for a task.

    Raises:
        UserError: the source is missing, broken, its arrays don't fit together, or its labels not the task.
    """
    source = loader.call(config)
    if source.pipelines:
        return streams.load_streams(config, task, lambda seed: loader.call(config, seed).parts)
    _check_labelled(config, source, task)
    found = {name: (_checked(name, x), y) for name, (x, y) in source.parts.items()}
    own = None if source.weights is None else weights.read_weights(source.weights, len(found["train"][0]))
    arrays = {name: (x, task.read_labels(name, x, _as_labels(x, y))) for name, (x, y) in found.items()}
    task = task.check_parts({name: y for name, (_, y) in arrays.items()})
    _check_shapes(arrays)
    kind, divisor = str(arrays["train"][0].dtype), 1
    if source.encode is None:
        _check_types({name: x.dtype for name, (x, _) in arrays.items()})
        divisor = _divisor(config.scale, [x for x, _ in arrays.values()])
        arrays = {name: (_float32(name, x, divisor), y) for name, (x, y) in arrays.items()}
    filled = splitting.fill_parts(arrays, source.groups, config, task, own)
    arrays, told = filled.parts, (filled.told, *source.told)
    if source.encode is not None:
        encoded, how = source.encode({name: x for name, (x, _) in arrays.items()}, config.scale)
        arrays, told = {name: (encoded[name], y) for name, (_, y) in arrays.items()}, (*told, how)
    elif config.scale == STANDARD:
        arrays = _standardised(arrays)
    train, val, test = (_make_split(*arrays[name], task) for name in SPLITS)
    train = replace(train, weights=filled.weights)
    task.check_measurable("val", val.y)
    task.check_measurable("test", test.y)
    notes = (*source.notes, *filled.notes)
    return Dataset(config.name, train, val, test, task.learn(train.y), divisor, kind, told, notes)


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


# --- checks ----------------------------------------------------------------------------------------


def _check_labelled(config: DatasetConfig, source: Source, task: Task) -> None:
    """Refuse a source without labels, or with names of classes in their place, for a task that cannot use it."""
    if task.reads_input:
        return
    if without := [name for name, (_, y) in source.parts.items() if y is None]:
        raise UserError(
            f"dataset={config.name} has no y_{without[0]}: needed are x and y of each part. x alone is enough for "
            f"task=reconstruction."
        )
    if source.classes and not task.takes_names:
        raise UserError(
            f"The labels of dataset={config.name} are names, as {', '.join(map(repr, source.classes[:SHOWN]))}, and "
            f"must be {task.wanted}. For classes: task=classification, or task=binary."
        )


def _as_labels(x: np.ndarray, y: np.ndarray | None) -> np.ndarray:
    return np.zeros((len(x), 0)) if y is None else np.asarray(y)


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
