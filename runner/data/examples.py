"""A few examples that show what a model does: padded ones, the extremes, each class; and what it says of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from runner.core import reasons
from runner.core.errors import UserError
from runner.data.parts import Split

MOST = 64
OF_EACH_KIND = 4


def choose_examples(model: Any, split: Split) -> Split:
    """Up to 64 examples of a split on which a model is likely to show what it does.

    Chosen are those with the smallest and the largest numbers, with the most and the fewest zeros, one of each class,
    and some in between. A quarter is padded at its end with what the model takes for padding, also where the split
    has no padding: the data to come may have some.

    Args:
        model: its layers may name a value that is padding, as ``Masking`` does.
        split: of at least one example.
    """
    rows = _rows(split)
    x, y = split.x[rows].copy(), split.y[rows]
    values = [0.0, *sorted({value for layer in model._flatten_layers() for value in _padding(layer)})]
    if x.ndim > 1 and x.shape[1] > 1:
        for number, row in enumerate(range(0, len(x), 4)):
            length = 1 + number * (x.shape[1] - 1) // max(len(x) // 4, 1)
            x[row, length:] = values[number % len(values)]
    return Split(x, y, weights=None if split.weights is None else split.weights[rows])


def _rows(split: Split) -> np.ndarray:
    flat = split.x.reshape(len(split), -1)
    few = min(OF_EACH_KIND, len(split))
    orders = [np.argsort(key, kind="stable") for key in (flat.max(1), flat.min(1), np.count_nonzero(flat, 1))]
    ends = [row for order in orders for row in (*order[:few], *order[-few:])]
    first = np.unique(split.y.reshape(len(split), -1)[:, 0], return_index=True)[1]
    spread = np.linspace(0, len(split) - 1, MOST).astype(int)
    return np.array(list(dict.fromkeys([*ends, *first[: MOST // 2], *spread]))[:MOST])


def _padding(layer: Any) -> Iterator[float]:
    """What a layer takes for padding, beside 0."""
    value = getattr(layer, "mask_value", None)
    if isinstance(value, int | float):
        yield float(value)


@contextlib.contextmanager
def explain_failures(model: str) -> Iterator[None]:
    """What TensorFlow or a layer raises over examples becomes the reason itself, as a UserError.

    Raises:
        UserError: the model fails on the data.
    """
    try:
        yield
    except (UserError, MemoryError):
        raise
    except Exception as error:  # whatever a user's layers raise
        raise UserError(
            f"The model {model} fails on the data: {reasons.state_reason(error)}\n"
            f"Choose data that fits it, or another model."
        ) from error
