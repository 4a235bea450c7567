"""How much each training example counts in the loss: by a weight of its own, and by its class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from runner.config.training import BALANCED
from runner.core.errors import UserError
from runner.tasks.base import Task


def read_weights(given: Any, examples: int) -> np.ndarray:
    """The weights of train as (n,) float32.

    Raises:
        UserError: they are not one number an example, or no weights.
    """
    try:
        weights = np.asarray(given)
    except (ValueError, TypeError):
        weights = np.empty(0, object)
    if weights.shape == (examples, 1):
        weights = weights[:, 0]
    if weights.shape != (examples,) or weights.dtype.kind not in "buif":
        raise UserError(
            f"w_train has shape {weights.shape} and type {weights.dtype}, but x_train has {examples} examples: give "
            f"one number an example, how much it counts in the loss."
        )
    with np.errstate(over="ignore"):
        weights = weights.astype(np.float32)
    if not np.isfinite(weights).all() or weights.min() < 0:
        wrong = weights[~np.isfinite(weights) | (weights < 0)]
        raise UserError(
            f"w_train holds {wrong[0]:g}, as {wrong.size} of its {examples} numbers: a weight is finite and at least 0."
        )
    if not weights.any():
        raise UserError("w_train is 0 for every example, so nothing would be learnt. Leave it out, or give weights.")
    return weights


def weigh_classes(given: Mapping[int, float] | str | None, task: Task, train: np.ndarray) -> tuple[float, ...]:
    """The weight of each class by ``train.class_weights``; empty where they all count the same.

    ``balanced`` gives all classes the same sum, as scikit-learn does: examples / (classes x examples of the class).

    Args:
        given: a name, or weights by class; one that is not named counts once.
        task: has classes, see :func:`runner.config.training.check_class_weights`.
        train: its labels.

    Raises:
        UserError: one is given for a class that is not there.
    """
    if given is None:
        return ()
    counts = np.bincount(np.asarray(task.find_strata(train), np.int64), minlength=2)
    if given == BALANCED:
        return tuple((counts.sum() / (len(counts) * counts)).tolist())
    assert not isinstance(given, str)
    if unknown := [each for each in given if each >= len(counts)]:
        raise UserError(
            f"train.class_weights has a weight for class {unknown[0]}, which is not there: the classes are 0 to "
            f"{len(counts) - 1}."
        )
    return tuple(float(given.get(each, 1.0)) for each in range(len(counts)))
