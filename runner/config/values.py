"""What any value of a config must be, whatever its key: numbers that a tensor can hold, texts, names.

What is refused ends in a UserError, which says the key, the value, and what belongs there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from runner.core import names
from runner.core.errors import UserError

LARGEST = 2**53  # beyond, not every whole number is a float


def walk(node: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """(dotted key, value) of a tree and of all that is in it; what a list holds has the list's key."""
    yield key, node
    if isinstance(node, Mapping):
        for name, child in node.items():
            yield from walk(child, f"{key}.{name}" if key else str(name))
    elif isinstance(node, list | tuple):
        for child in node:
            yield from walk(child, key)


def check_size(tree: Any) -> None:
    """Refuse numbers that are not finite or too large, however deep they stand."""
    for key, value in walk(tree):
        if isinstance(value, float) and not math.isfinite(value):
            raise UserError(f"{key}={value} is not a finite number: give one that is.")
        if isinstance(value, int) and abs(value) > LARGEST:
            raise UserError(f"{key}={value} is too large: give a number of at most {LARGEST} in size.")


def check_texts(key: str, values: Sequence[Any], what: str) -> None:
    """Refuse a list that holds lists, which OmegaConf lets pass as texts."""
    if odd := [value for value in values if not isinstance(value, str)]:
        raise UserError(f"{key} holds {odd[0]}, which is no text: give {what}, as in {key}=[a,b].")


def check_name(key: str, value: Any) -> None:
    """Refuse what runs and files cannot be called by: no text, an empty one, slashes, what cannot be printed."""
    if not isinstance(value, str) or not value.strip() or re.search(r"[/\\]", value) or not value.isprintable():
        raise UserError(
            f"{key}={names.make_visible(str(value))} is no name: give a text without slashes, since runs and files are "
            f"called by it."
        )


def check_fraction(key: str, value: Any) -> None:
    """Refuse what is not a sparsity: a number in [0, 1)."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 <= value < 1:
        raise UserError(
            f"{key}={value} is not a sparsity: give the fraction of zeros, at least 0 and less than 1 "
            f"(0.8 keeps one weight in five)."
        )
