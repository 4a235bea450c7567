"""What any value of a config must be, whatever its key: numbers that a tensor can hold, texts, names."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from runner.core import names
from runner.core.records import UserError

LARGEST = 2**53  # beyond, not every whole number is a float


def check_size(key: str, value: Any) -> None:
    """Refuse numbers that are not finite or too large, also inside lists and mappings.

    Raises:
        UserError: names the first.
    """
    if isinstance(value, dict):
        for name, child in value.items():
            check_size(f"{key}.{name}".lstrip("."), child)
    elif isinstance(value, list | tuple):
        for child in value:
            check_size(key, child)
    elif isinstance(value, float) and not math.isfinite(value):
        raise UserError(f"{key}={value} is not a finite number: give one that is.")
    elif isinstance(value, int) and abs(value) > LARGEST:
        raise UserError(f"{key}={value} is too large: give a number of at most {LARGEST} in size.")


def check_texts(key: str, values: Sequence[Any], what: str) -> None:
    """Refuse a list that holds lists, which OmegaConf lets pass as texts.

    Raises:
        UserError: says what belongs into it.
    """
    if odd := [value for value in values if not isinstance(value, str)]:
        raise UserError(f"{key} holds {odd[0]}, which is no text: give {what}, as in {key}=[a,b].")


def check_name(key: str, value: Any) -> None:
    """Refuse what runs and files cannot be called by.

    Raises:
        UserError: it is no text, is empty, or holds a slash or what cannot be printed.
    """
    if not isinstance(value, str) or not value.strip() or re.search(r"[/\\]", value) or not value.isprintable():
        raise UserError(
            f"{key}={names.visible(str(value))} is no name: give a text without slashes, since runs and files are "
            f"called by it."
        )


def at_least(key: str, value: int, least: int) -> None:
    """Refuse a number that is too small.

    Raises:
        UserError: says which.
    """
    if value < least:
        raise UserError(f"{key}={value} is too small: give {least} or more.")


def positive(key: str, value: float) -> None:
    """Refuse what is no finite number above 0.

    Raises:
        UserError: says which.
    """
    if not value > 0 or math.isinf(value):
        raise UserError(f"{key}={value} is out of range: give a finite number above 0.")
