"""A model of a script: its architecture or its weights as a file named by its content, a builder by its name."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runner.core.errors import UserError
from runner.core.files import write_file
from runner.models import keras_file
from runner.script.data_files import PLACE, find_importable, name_function
from runner.script.recipe import read_key


@dataclass(frozen=True)
class Described:
    """What a command is told of a model; ``compiled`` is one that says how it is to be trained."""

    overrides: list[str]
    compiled: Any = None


def hand_over(model: Any, given: Sequence[str]) -> Described:
    """Name a builder of a module that takes shape and classes, else write what it builds; or write a trained model.

    Raises:
        UserError: it is neither, or cannot be handed over; says how it can.
    """
    if inspect.isfunction(model):
        ordered = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        parameters = inspect.signature(model).parameters.values()
        needed = [each for each in parameters if each.default is each.empty and each.kind in ordered]
        if len(needed) == 2 and find_importable(model):
            return Described(name_function(model, "model", "model"))
        if needed:
            raise UserError(
                f"model= is {model.__qualname__}, which needs {', '.join(each.name for each in needed)}. Give a "
                f"function without arguments, as lambda: {model.__qualname__}(...); or one of a module that takes the "
                f"shape of an example and the number of classes."
            )
        return _build(model)
    _check_model(model, "model=")
    trains = any(read_key(each) == "baseline.epochs" for each in given)
    if model.optimizer is not None and not int(model.optimizer.iterations) and not trains:
        raise UserError(
            "model= is a model that was compiled and not yet trained. Give the function that builds it, which is "
            "trained anew for each seed; or say how long to train it from its weights: "
            "overrides=['baseline.epochs=8']."
        )
    return Described(["model=file", f"model.path={_write(model)}"], model if model.optimizer is not None else None)


def _build(function: Any) -> Described:
    """Write the architecture of what a function builds, its weights as zeros: they are drawn by a run's seed."""
    import numpy as np
    import tf_keras

    with _first_names():
        built, again = function(), function()
    for each in (built, again):
        _check_model(each, f"what {function.__qualname__} returns")
    fresh = tf_keras.models.clone_model(built)
    for first, second, drawn, variable in zip(
        built.get_weights(), again.get_weights(), fresh.get_weights(), built.weights, strict=True
    ):
        if np.array_equal(first, second) and not np.array_equal(first, drawn):
            raise UserError(
                f"{function.__qualname__} returns a model whose weights {variable.name} are the same each time, so "
                f"they are set or loaded by it, or it sets a seed. To start from them give the model itself, "
                f"model={function.__qualname__}(); else leave the seed to seeds=."
            )
    fresh.set_weights([np.zeros_like(each) for each in fresh.get_weights()])
    compiled = built if built.optimizer is not None else None
    named = [f"model.name={function.__name__}"] if function.__name__.isidentifier() else []  # a lambda has none
    return Described(["model=architecture", f"model.path={_write(fresh)}", *named], compiled)


def _write(model: Any) -> Path:
    content = keras_file.encode(model)
    file = PLACE / f"{hashlib.sha256(content).hexdigest()[:16]}.keras"
    PLACE.mkdir(parents=True, exist_ok=True)
    write_file(file, content)
    keras_file.inspect(str(file))
    return file


def _check_model(model: Any, what: str) -> None:
    import tf_keras

    if not isinstance(model, tf_keras.Model):
        raise UserError(
            f"{what} is a {type(model).__module__}.{type(model).__name__}; taken is a tf_keras model (Keras 2), or a "
            f"function that returns one: from tf_keras import Sequential, layers."
        )
    if not model.built:
        raise UserError(f"{what} has no weights yet: begin it with layers.Input(SHAPE).")


@contextmanager
def _first_names() -> Iterator[None]:
    """Layers without a name are called as in a fresh process, so that a cell that runs twice builds the same model."""
    from tf_keras.src import backend

    names, observed = dict(backend.PER_GRAPH_OBJECT_NAME_UIDS), set(backend.OBSERVED_NAMES)
    backend.reset_uids()
    try:
        yield
    finally:
        backend.reset_uids()
        backend.PER_GRAPH_OBJECT_NAME_UIDS.update(names)
        backend.OBSERVED_NAMES.update(observed)
