"""The figures of a dense model, read from a file that anybody may have written: numbers, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from runner import keras_archive
from runner.records import SIZE_FORMATS, Measured

LARGEST = 2**20  # bytes
_HUGE = 1e300  # no figure is; infinity and NaN are beyond it, too
_MOST_SAID = 1000  # characters of why a figure is missing
_NAMES = frozenset((*SIZE_FORMATS, *(f"accuracy_{name}" for name in SIZE_FORMATS)))


def parse(content: bytes) -> Measured:
    """The measurements of a model, as :func:`dataclasses.asdict` and JSON write them.

    Raises:
        ValueError: they are no such measurements: one is missing, unknown, or not what it must be.
    """
    found = keras_archive.parse(content)
    if not isinstance(found, dict) or set(found) - {field.name for field in fields(Measured)}:
        raise ValueError("its figures are none of a model")
    try:
        return Measured(
            _number(found["loss"]),
            _share(found["accuracy"]),
            {_name(name): _count(size) for name, size in _dict(found["sizes"]).items()},
            _sha256(found["weights_sha256"]),
            {_name(name): _share(value) for name, value in _dict(found.get("accuracies", {})).items()},
            None if found.get("classes_predicted") is None else _count(found["classes_predicted"]),
            {_name(name): _text(why) for name, why in _dict(found.get("missing", {})).items()},
        )
    except KeyError as error:
        raise ValueError(f"its figures have no {error.args[0]}") from None


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -_HUGE < value < _HUGE:
        raise ValueError(f"{str(value)[:50]!r} among its figures is no number")
    return value


def _share(value: Any) -> float:
    if not 0 <= _number(value) <= 1:
        raise ValueError(f"{value} among its figures is no accuracy")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or _number(value) < 0:
        raise ValueError(f"{str(value)[:50]!r} among its figures is no count")
    return value


def _dict(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{str(value)[:50]!r} among its figures should be figures by their names")
    return value


def _name(value: str) -> str:
    if value not in _NAMES:
        raise ValueError(f"{value[:50]!r} among its figures is unknown")
    return value


def _sha256(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{64}", value):
        raise ValueError("its figures have no SHA-256 of the weights")
    return value


def _text(value: Any) -> str:
    """Why a figure is missing, for people: what a terminal would act on is taken out."""
    if not isinstance(value, str):
        raise ValueError(f"{str(value)[:50]!r} among its figures is no text")
    return "".join(each if each.isprintable() else " " for each in value)[:_MOST_SAID]
