"""What is deployed is what was trained: the same zeros and the same predictions, wrapped, stripped and read back.

Before training, on examples that show what the model does: the wrapped model, whose masks keep everything, must be
the model itself. After it, on val and test: what was trained, and what the file holds without wrappers.
Equal means equal to the last bit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf

from runner.core.errors import FidelityError, UserError
from runner.core.records import Layer
from runner.data.parts import Dataset
from runner.measuring import measure
from runner.models import calls
from runner.pruning import wrapping
from runner.schedules import base
from runner.training import seeding

Arrays = Mapping[str, Sequence[np.ndarray]]
Called = list[tuple[Any, list[np.ndarray]]]


def check_wrapping(model: Any, layers: Sequence[Layer], x: np.ndarray) -> None:
    """Make sure that the wrappers, before they prune anything, change nothing: in use, in training, in penalties.

    Args:
        model: built; it has other weights afterwards where training changes some, as those of normalization.
        layers: as the scope chose them.
        x: examples (n, ...).

    Raises:
        UserError: they do; names the first layer that gives something else.
    """
    wrapped = wrapping.wrap(model, layers, base.NoPruning())
    for wrapper in wrapping.find_wrappers(wrapped):
        wrapper.pruning_step.assign(1)  # as UpdatePruningStep does before the first step
    _check_same(
        model, wrapped, x,
        "The model {model} cannot be pruned as it is: {when}, its layer {layer} ({kind}) gives something else once "
        "tfmot has wrapped the layers before it. Leave it out, or those before it, with scope.exclude=[{layer}]; or "
        "use another layer.",
        "The model {model} cannot be pruned as it is: {when}, its layers add {once:g} to the loss, and {other:g} "
        "within tfmot's wrappers. Leave layers out (scope.exclude), or put the penalty elsewhere.",
    )  # fmt: skip


def check_copy(model: Any, copy: Any, x: np.ndarray) -> None:
    """Make sure that what was read back is the model that was written, on examples (n, ...), as with wrappers.

    Raises:
        UserError: it is another one, or is never twice the same.
    """
    _check_same(
        model, copy, x,
        "The model {model} predicts something else once it is written to a file and read back: {when}, its layer "
        "{layer} ({kind}) does. A layer of your own needs get_config() with every parameter of its constructor, and "
        "all its state in weights.",
        "The model {model} has other penalties once it is written to a file and read back: {when}, it adds {once:g} "
        "to the loss, and then {other:g}. Every run starts from a file. Add a penalty as a regularizer of a layer, or "
        "in the call of a layer of your own, with get_config().",
    )  # fmt: skip


@dataclass(frozen=True)
class _Seen:
    """What each layer gave when a model was called, in the order of the calls, and the penalties in all."""

    calls: Called
    penalties: float


def _check_same(model: Any, other: Any, x: np.ndarray, of_layer: str, of_penalties: str) -> None:
    """Refuse what became of a model if a layer or the penalties give something else, by a message to be filled in.

    In use, the model itself has to be the same each time.
    """
    for training, when in ((False, "in use"), (True, "in training")):
        once, again = (_called(model, x, training=training) for _ in range(2))
        if (changing := _first_other(once.calls, again.calls)) is not None:
            if training:  # nothing can be said: it has a state of its own
                continue
            raise UserError(
                f"The model {model.name} gives other outputs each time it is called on the same examples: its layer "
                f"{changing.name} ({type(changing).__name__}) draws or keeps something. No figure of it could be true."
            )
        found = _called(other, x, training=training)
        if (layer := _first_other(once.calls, found.calls)) is not None:
            kind = type(layer).__name__
            raise UserError(of_layer.format(model=model.name, when=when, layer=layer.name, kind=kind))
        if once.penalties != found.penalties:
            told = of_penalties.format(model=model.name, when=when, once=once.penalties, other=found.penalties)
            raise UserError(told)


def _called(model: Any, x: np.ndarray, *, training: bool) -> _Seen:
    """Call a model; what is random is the same each time."""
    found: Called = []
    seeding.seed_everything(0)
    model.reset_states()
    for number, generator in enumerate(seeding.find_generators(model)):
        generator.reset_from_seed(number)
    leaves = [layer for layer in model._flatten_layers(include_self=False) if not hasattr(layer, "layers")]
    leaves = [layer for layer in leaves if not hasattr(layer, "pruning_vars")]
    with calls.hear_calls(leaves, lambda layer, given, gives: found.append((layer, gives))):
        outputs = model(x, training=training)
    found.append((model, [np.asarray(each) for each in tf.nest.flatten(outputs)]))
    return _Seen(found, float(sum(float(tf.reduce_sum(each)) for each in model.losses)))


def _first_other(expected: Called, found: Called) -> Any | None:
    """The first layer that gave something else, to the last bit, where NaN is itself; None if none did."""
    if [layer.name for layer, _ in expected[:-1]] != [layer.name for layer, _ in found[:-1]]:
        return expected[-1][0]
    for (layer, then), (_, now) in zip(expected, found, strict=True):
        told, tells = ([(each.shape, each.dtype, each.tobytes()) for each in gave] for gave in (then, now))
        if told != tells:
            return layer
    return None


def check_zeros(masks: Arrays, weights: Arrays) -> None:
    """Make sure that every weight that a mask of the wrapped model prunes is zero in the stripped one; by layer name.

    A weight that the mask keeps may be zero all the same: in a block that comes back, the weights of an input
    that is always 0 get no gradient and stay where the mask had put them.

    Raises:
        FidelityError: a zero is missing.
    """
    for name, tensors in masks.items():
        for mask, weight in zip(tensors, weights[name], strict=True):
            if missing := int(np.count_nonzero((mask == 0) & (weight != 0))):
                raise FidelityError(f"layer {name}: {missing} zeros of the mask are not in the stripped weights")


def check_predictions(trained: Any, deployed: Any, dataset: Dataset) -> None:
    """Make sure that the model, stripped, written and read back, predicts what the trained one does, to the last bit.

    Both are asked about the same examples of val and test.

    Raises:
        FidelityError: an output differs.
    """
    predict, repeat = map(measure.compile_predictor, (trained, deployed))
    for where, part in (("val", dataset.val), ("test", dataset.test)):
        for batch in part.batches(measure.PIECE):
            then, now = predict(batch.x), repeat(batch.x)
            if not np.array_equal(then, now, equal_nan=True):
                raise FidelityError(
                    f"the model, without wrappers, written to a file and read back, predicts differently on {where}, "
                    f"by up to {float(np.abs(then - now).max()):g}"
                )
