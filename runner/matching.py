"""Fit a model and its data together by looking at both: the shape, the scale of pixels, what the outputs are.

A guess that is wrong here gives a figure that is wrong, without a word. So the model is built, and seen on training
examples; what cannot be seen has a key, and what was decided is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from runner import calls, examples, models, outputs
from runner.config import Config
from runner.data import AUTO, SPLITS, Dataset, is_image, shapes
from runner.records import UserError

FAR_OFF = 10.0  # a ratio of standard deviations that no two samples of the same data have
SHIFT, STRETCH = 0.5, 4.0  # of the mean, in standard deviations; of the standard deviation
CLEAR = 0.1  # a difference of accuracies that is no chance on a few hundred examples
LOOKED_AT = 512  # training examples, to tell on which scale a model was trained


@dataclass(frozen=True)
class Matched:
    """An untrained model with the data as it wants them.

    Attributes:
        model: built, uncompiled.
        dataset: in its shape, on its scale.
        logits: what its outputs are; else probabilities.
        notes: what to mind.
    """

    model: Any
    dataset: Dataset
    logits: bool
    notes: tuple[str, ...]


def match(config: Config, dataset: Dataset) -> Matched:
    """Build the model of a config for its data.

    Raises:
        UserError: the model cannot be built for it, fails on it, or its outputs are neither probabilities nor logits.
    """
    model, dataset = _built(config.model, dataset)
    dataset, of_scale = _on_its_scale(config, model, dataset)
    with examples.failures_told(config.model["name"]):
        logits, of_outputs = outputs.observe(model, examples.telling(model, dataset.train).x, config.outputs)
    return Matched(model, dataset, logits, (*_of_compiled(model), *_of_parts(dataset), *of_scale, *of_outputs))


def _of_compiled(model: Any) -> Iterator[str]:
    """That what a builder compiled its model with is not used."""
    if model.optimizer is not None:
        yield (
            f"The model {model.name} comes compiled: its optimizer, loss and metrics are not used. A run trains with "
            f"train.optimizer, train.learning_rate and the cross-entropy over the classes."
        )


def _of_parts(dataset: Dataset) -> Iterator[str]:
    """That the parts of the data are not on one scale."""
    spread = {name: float(getattr(dataset, name).x.std()) for name in SPLITS}
    for name in SPLITS[1:]:
        if not spread["train"] / FAR_OFF <= spread[name] <= spread["train"] * FAR_OFF:
            yield (
                f"x_{name} is on another scale than x_train: its standard deviation is {spread[name]:.4g}, and "
                f"{spread['train']:.4g} in x_train. A model answers nothing sensible on it."
            )


def _built(model: Mapping[str, Any], dataset: Dataset) -> tuple[Any, Dataset]:
    """The model for examples as they are, or if it refuses these, with a channel more or less."""
    refusals = []
    for shape in shapes(dataset.shape):
        try:
            return models.build(model, shape, dataset.classes), dataset.shaped(shape)
        except UserError as error:
            refusals.append(error)
    raise refusals[0]


def _on_its_scale(config: Config, model: Any, dataset: Dataset) -> tuple[Dataset, tuple[str, ...]]:
    """The data on the scale that the model wants, and what was decided, where it is not what is always done."""
    name, given = config.model["name"], config.dataset.scale
    if dataset.source != "uint8":
        return dataset, ()
    if dataset.divisor == 1:
        if given != AUTO or is_image(dataset.shape):
            return dataset, ()
        return dataset, (
            f"dataset.scale=auto leaves the bytes of x as they are, from 0 to 255, since examples of shape "
            f"{dataset.shape} are no images. To divide them by 255: dataset.scale=unit.",
        )
    as_bytes = dataset.as_bytes()
    with examples.failures_told(name):
        scales = _scales(model, as_bytes.train.x[: examples.MOST])
    if scales and given == AUTO:
        return as_bytes, (f"The model {name} scales pixels itself: x is given to it as it is, from 0 to 255.",)
    if scales:
        return dataset, (f"The model {name} scales pixels itself, and dataset.scale=unit divides them by 255 before.",)
    if given == AUTO and config.of_file:
        return _on_trained_scale(name, model, dataset, as_bytes)
    return dataset, ()


def _on_trained_scale(name: str, model: Any, dataset: Dataset, as_bytes: Dataset) -> tuple[Dataset, tuple[str, ...]]:
    """The scale on which a model from a file answers better."""
    y = dataset.train.y[:LOOKED_AT]
    accuracy = {
        each.divisor: float((np.asarray(model(each.train.x[:LOOKED_AT], training=False)).argmax(axis=1) == y).mean())
        for each in (dataset, as_bytes)
    }
    scaled, unscaled = accuracy[dataset.divisor], accuracy[1]
    told = f"it has an accuracy of {scaled:.2f} on training examples divided by 255, of {unscaled:.2f} as they are"
    if unscaled > scaled + CLEAR:
        return as_bytes, (f"The model {name} was trained on bytes from 0 to 255, and is given them: {told}.",)
    if scaled > unscaled + CLEAR:
        return dataset, ()
    return dataset, (
        f"On which scale the model {name} was trained cannot be seen: {told}. They are divided by 255; if it was "
        f"trained on bytes, use dataset.scale=none.",
    )


def _scales(model: Any, x: np.ndarray) -> bool:
    """Whether the numbers that reach the first kernel of a model are on another scale than those that it is given."""
    seen = _first_inputs(model, x)
    if seen is None:
        return False
    x, seen = x[x != 0], seen[seen != 0]  # padding adds zeros
    if not seen.size or not x.size or not x.std() > 0:
        return False
    moved = abs(float(seen.mean()) - float(x.mean())) / float(x.std())
    stretched = float(seen.std()) / float(x.std())
    return moved > SHIFT or not 1 / STRETCH <= stretched <= STRETCH


def _first_inputs(model: Any, x: np.ndarray) -> np.ndarray | None:
    """What the layer that first multiplies with a kernel is given for some examples; None if there is no such layer."""
    import tf_keras

    seen: list[np.ndarray] = []
    kernels = [
        layer for layer in model._flatten_layers(include_self=False)
        if not isinstance(layer, tf_keras.Model) and any(len(each.shape) > 1 for each in layer.weights)
    ]  # fmt: skip
    with calls.heard(kernels, lambda layer, given, gives: seen.extend(given)):
        model(x, training=False)
    return seen[0] if seen else None
