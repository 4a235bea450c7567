"""Call the function that reads a dataset, ours or a user's, and check what it gives back.

It takes a path or None, and the dataset's own parameters as keywords; it returns (x, y) by split, of train also
(x, y, weights), and may add the groups of the examples by split.
"""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from runner.config import trust
from runner.config.schema import DatasetConfig
from runner.core import names
from runner.core.errors import UserError
from runner.data.source import Source
from runner.data.splitting import SPLITS

OF_GROUPS = "groups"
WANTED = (
    "return a dict of (x, y), arrays of examples and of their labels: {'train': (x, y)} or, with the weights of the "
    "examples, {'train': (x, y, w)}; and 'val', 'test' or not; or a tf.data.Dataset for each of the three"
)
OURS = "runner."
OF_EVERY = [field.name for field in fields(DatasetConfig)]


def call(config: DatasetConfig, seed: int | None = None) -> Source:
    """What the function of a dataset returns.

    What a user's function draws, it draws from ``seed``; null is ``dataset.split_seed``.

    Raises:
        UserError: it cannot be imported, does not take the parameters, raises, or returns something else.
    """
    target = config._target_
    function = trust.import_trusted("dataset", target)
    if not callable(function):
        raise UserError(f"dataset._target_={target} is no function: it must take a path or None, and {WANTED}.")
    _check_parameters(function, config)
    if not target.startswith(OURS):
        import tf_keras

        tf_keras.utils.set_random_seed(config.split_seed if seed is None else seed)
    try:
        found = function(config.path, **config.params)
    except UserError:
        raise
    except Exception as error:
        if target.startswith(OURS):
            raise
        at = traceback.extract_tb(error.__traceback__)[-1]
        why = (str(error).strip().splitlines() or [""])[0]
        raise UserError(
            f"dataset._target_={target} raised {type(error).__name__}: {why} ({at.filename}, line {at.lineno})."
        ) from error
    return found if isinstance(found, Source) else _checked(target, found)


def _check_parameters(function: Callable[..., Any], config: DatasetConfig) -> None:
    try:
        signature = inspect.signature(function)
    except (ValueError, TypeError):  # of a built-in one: it says it itself
        return
    try:
        signature.bind(config.path, **config.params)
    except TypeError as error:
        takes = list(signature.parameters)[1:]
        known = [*takes, *OF_EVERY]

        def shown(near: str) -> str:
            return f"{'+' if near in takes else ''}dataset.{near}"

        meant = next(
            filter(None, (names.suggest_names(key, known, shown) for key in config.params if key not in takes)), ""
        )
        others = ", ".join(takes) or "no parameters of its own"
        raise UserError(
            f"dataset={config.name}: {error}.{meant} {config._target_} takes a path, and {others}; "
            f"given were {', '.join(config.params) or 'none'}."
        ) from None


def _checked(target: str, found: Any) -> Source:
    """The arrays, and the groups where there are any; what is no dict of pairs of them is refused."""

    def refuse(what: str) -> UserError:
        return UserError(f"dataset._target_={target} returned {what}. It must {WANTED}.")

    if not isinstance(found, Mapping):
        raise refuse(_spoken(found))
    groups = found.get(OF_GROUPS, {})
    found = {name: value for name, value in found.items() if name != OF_GROUPS}
    if unknown := [name for name in found if name not in SPLITS]:
        raise refuse(f"a dict with {', '.join(map(repr, found))}: {unknown[0]!r} is none of {', '.join(SPLITS)}")
    if "train" not in found:
        raise refuse(f"a dict without 'train', with {', '.join(map(repr, found)) or 'nothing'}")
    if piped := [name for name, value in found.items() if hasattr(value, "element_spec")]:
        if len(piped) < len(found):
            raise refuse(f"a pipeline for {piped[0]!r}, but not for every part: give all of them as tf.data.Dataset")
        return Source(found, pipelines=True)
    arrays, weights = {}, None
    for name, pair in found.items():
        if name == "train" and isinstance(pair, tuple | list) and len(pair) == 3:
            *pair, weights = pair
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise refuse(f"{_spoken(pair)} for {name!r}")
        for part, value in zip("xy", pair, strict=True):
            if part == "y" and value is None:  # of a reconstruction
                continue
            if value is None or isinstance(value, str | Mapping) or not hasattr(value, "__len__"):
                raise refuse(f"{_spoken(value)} as {part} of {name!r}")
        try:
            arrays[name] = np.asarray(pair[0]), None if pair[1] is None else np.asarray(pair[1])
        except (ValueError, TypeError) as error:
            raise refuse(f"what is no array for {name!r} ({str(error).splitlines()[0]})") from None
    if not isinstance(groups, Mapping) or [name for name in groups if name not in arrays]:
        raise refuse(f"{_spoken(groups)} for {OF_GROUPS!r}, which has the groups of the examples by part")
    return Source(arrays, {name: np.asarray(each) for name, each in groups.items()}, weights=weights)


def _spoken(value: Any) -> str:
    """What a value is, for people."""
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    if value is None:
        return "None"
    module = type(value).__module__.split(".")[0]
    return f"a {type(value).__name__}" + ("" if module == "builtins" else f" of {module}")
