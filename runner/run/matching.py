"""Fit a model and its data together by looking at both: the shape, the scale of pixels, what the outputs are.

A guess that is wrong here gives a figure that is wrong, without a word. So the model is built, and seen on training
examples; what cannot be seen has a key, and what was decided is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from runner.config.schema import Config
from runner.core.errors import UserError
from runner.data import augmentation, examples, weights
from runner.data.datasets import AUTO, LARGEST_BYTE, is_image, list_shapes
from runner.data.parts import Dataset
from runner.data.splitting import SPLITS
from runner.models import builders, calls, outputs
from runner.tasks.base import Task

FAR_OFF = 10.0  # a ratio of standard deviations that no two samples of the same data have
SHIFT, STRETCH = 0.5, 4.0  # of the mean, in standard deviations; of the standard deviation
UNIT_LAYER = "in_the_unit_of_y"
SHOWN = 6  # classes in a sentence
LARGE = 16.0  # what is larger is not scaled for a model
CLEAR = 0.1  # a difference of accuracies that is no chance on a few hundred examples
BATCH = 512  # examples of val, on which what is the user's own is tried
LOOKED_AT = 512  # training examples, to tell on which scale a model was trained


@dataclass(frozen=True)
class Matched:
    """An untrained model with the data as it wants them.

    Attributes:
        model: built, uncompiled.
        dataset: in its shape, on its scale; its task knows what the model's outputs are.
        notes: what to mind.
    """

    model: Any
    dataset: Dataset
    notes: tuple[str, ...]


def match(config: Config, dataset: Dataset) -> Matched:
    """Build the model of a config for its data.

    Raises:
        UserError: the model cannot be built for it, fails on it, or its outputs don't fit the task.
    """
    class_weights = weights.weigh_classes(config.train.class_weights, dataset.task, dataset.train.y)
    model, dataset = _built(config.model, replace(dataset, class_weights=class_weights))
    dataset, of_scale = _on_its_scale(config, model, dataset)
    dataset = augmentation.augment_train(dataset, config.augment)
    with examples.explain_failures(config.model["name"]):
        shown = examples.choose_examples(model, dataset.train.shown).x
        logits, of_outputs = outputs.observe(model, shown, config.outputs, dataset.task.activation)
    model = model if config.of_file else _in_unit(model, dataset.task)
    dataset = replace(dataset, task=dataset.task.on_outputs(logits))
    tried = next(dataset.val.batches(BATCH))
    dataset.task.try_outputs(lambda: np.asarray(model(tried.x, training=False)), tried.y)
    of_outputs = of_outputs if dataset.task.knows_outputs else ()
    return Matched(model, dataset, (*_noted(model, dataset), *of_scale, *of_outputs))


def _in_unit(model: Any, task: Task) -> Any:
    """The model with a last layer that gives values in the user's unit, where those that it is trained on have one."""
    if not (unit := task.find_unit()):
        return model
    import tf_keras

    means, deviations = unit
    rescale = tf_keras.layers.Rescaling(list(deviations), list(means), name=UNIT_LAYER)
    return tf_keras.Model(model.inputs, rescale(model.outputs[0]), name=model.name)


def _noted(model: Any, dataset: Dataset) -> Iterator[str]:
    """That what a builder compiled its model with is not used, and what to mind of the data and of its parts."""
    yield from dataset.notes
    if dataset.weighted_train.weighted:
        by_class = ", ".join(
            f"class {each} by {weight:.3g}" for each, weight in enumerate(dataset.class_weights[:SHOWN])
        )
        more = ", ..." if len(dataset.class_weights) > SHOWN else ""
        own = "w_train of the data" if dataset.train.weighted else ""
        yield (
            f"Examples are weighted while training, by {' and '.join(filter(None, (own, by_class + more)))}: so is "
            f"train/loss; every other figure counts each example once."
        )
    if model.optimizer is not None:
        yield (
            f"The model {model.name} comes compiled: its optimizer, loss and metrics are not used. A run trains with "
            f"optimizer=, learning_rate= and the loss of its task."
        )
    spread = {name: float(getattr(dataset, name).shown.x.std()) for name in SPLITS}
    for name in SPLITS[1:]:
        if not spread["train"] / FAR_OFF <= spread[name] <= spread["train"] * FAR_OFF:
            yield (
                f"x_{name} is on another scale than x_train: its standard deviation is {spread[name]:.4g}, and "
                f"{spread['train']:.4g} in x_train. A model answers nothing sensible on it."
            )


def _built(model: Mapping[str, Any], dataset: Dataset) -> tuple[Any, Dataset]:
    """The model for examples as they are, or if it refuses these, with a channel more or less."""
    refusals = []
    for shape in list_shapes(dataset.shape):
        try:
            return builders.build(model, shape, dataset.task), dataset.shaped(shape)
        except UserError as error:
            refusals.append(error)
    raise refusals[0]


def _on_its_scale(config: Config, model: Any, dataset: Dataset) -> tuple[Dataset, tuple[str, ...]]:
    """The data on the scale that the model wants, and what was decided, where it is not what is always done."""
    name, given = config.model["name"], config.dataset.scale
    if dataset.divisor == 1:
        return dataset, tuple(_of_no_scale(config, model, dataset))
    as_bytes = dataset.as_bytes()
    with examples.explain_failures(name):
        first, scales = _first(model, as_bytes.train.shown.x[: examples.MOST])
    if first == "Embedding" and given == AUTO:
        return as_bytes, (f"The model {name} looks its numbers up: x is given to it as it is, undivided.",)
    if scales and given == AUTO:
        return as_bytes, (f"The model {name} scales pixels itself: x is given to it as it is, from 0 to 255.",)
    if scales:
        return dataset, (f"The model {name} scales pixels itself, and dataset.scale=unit divides them by 255 before.",)
    if given == AUTO and config.of_file:
        return _on_trained_scale(name, model, dataset, as_bytes)
    if given == AUTO and len(dataset.shape) == 2:
        return dataset, (
            f"Examples of shape {dataset.shape} are taken for images: their bytes are divided by 255. If they are "
            f"none: dataset.scale=none.",
        )
    return dataset, ()


def _of_no_scale(config: Config, model: Any, dataset: Dataset) -> Iterator[str]:
    """That numbers which look like pixels, or are bytes, reach the model as they are."""
    high = max(float(getattr(dataset, name).shown.x.max()) for name in SPLITS)
    if config.dataset.scale != AUTO:
        return
    if dataset.source == "uint8":
        yield (
            f"dataset.scale=auto leaves the bytes of x as they are, up to {high:g}: of shape {dataset.shape} and with "
            f"these numbers they are not taken for the pixels of images. To divide them by 255: dataset.scale=unit."
        )
    elif is_image(dataset.shape) and LARGE < high <= LARGEST_BYTE and dataset.train.shown.x.min() >= 0:
        with examples.explain_failures(config.model["name"]):
            first, scales = _first(model, dataset.train.shown.x[: examples.MOST])
        if not scales and first != "Embedding":
            yield (
                f"x is of {dataset.source}, up to {high:g}, and the model {config.model['name']} takes it as it is. If "
                f"these are pixels, dataset.scale=unit divides them by 255."
            )


def _on_trained_scale(name: str, model: Any, dataset: Dataset, as_bytes: Dataset) -> tuple[Dataset, tuple[str, ...]]:
    """The scale on which a model from a file answers better."""
    score = dataset.task.score
    found = {
        each.divisor: each.task.measure_score(
            np.asarray(model(each.train.shown.x[:LOOKED_AT], training=False)), each.train.shown.y[:LOOKED_AT]
        )
        for each in (dataset, as_bytes)
    }
    scaled, unscaled = found[dataset.divisor], found[1]
    clear = CLEAR if score.is_share else CLEAR * max(abs(scaled), abs(unscaled))
    told = f"its {score.title} is {scaled:.2f} on training examples divided by 255, {unscaled:.2f} as they are"
    if score.orient(unscaled) > score.orient(scaled) + clear:
        return as_bytes, (f"The model {name} was trained on bytes from 0 to 255, and is given them: {told}.",)
    if score.orient(scaled) > score.orient(unscaled) + clear:
        return dataset, ()
    return dataset, (
        f"On which scale the model {name} was trained cannot be seen: {told}. They are divided by 255; if it was "
        f"trained on bytes, use dataset.scale=none.",
    )


def _first(model: Any, x: np.ndarray) -> tuple[str, bool]:
    """The class of a model's first layer with a kernel, and whether what reaches it is on another scale than x."""
    import tf_keras

    seen: list[tuple[str, np.ndarray]] = []
    kernels = [
        layer for layer in model._flatten_layers(include_self=False)
        if not isinstance(layer, tf_keras.Model) and any(len(each.shape) > 1 for each in layer.weights)
    ]  # fmt: skip
    with calls.hear_calls(kernels, lambda layer, given, _: seen.extend((type(layer).__name__, each) for each in given)):
        model(x, training=False)
    return (seen[0][0], _scaled(x, seen[0][1])) if seen else ("", False)


def _scaled(x: np.ndarray, seen: np.ndarray) -> bool:
    x, seen = x[x != 0], seen[seen != 0]  # padding adds zeros
    if not seen.size or not x.size or not x.std() > 0:
        return False
    moved = abs(float(seen.mean()) - float(x.mean())) / float(x.std())
    stretched = float(seen.std()) / float(x.std())
    return moved > SHIFT or not 1 / STRETCH <= stretched <= STRETCH
