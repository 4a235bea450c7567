"""What a source of data holds, before it is split: parts, and what is known of them beside their numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from runner.core import files
from runner.core.errors import UserError

FETCHED = Path("data")  # where what is fetched lies, in the folder where one works
Parts = Mapping[str, Any]
"""(x, y), or a pipeline, for ``train`` and, where the source has them, ``val``, ``test``."""

Encode = Callable[[Mapping[str, np.ndarray], str], tuple[dict[str, np.ndarray], str]]
"""From x by part and ``dataset.scale`` to x by part as a model gets it, by what train holds; and what was done."""


@dataclass(frozen=True)
class Source:
    """What is read, in the order that the source has.

    Attributes:
        parts: arrays by part, y is None where there are no labels; or ``tf.data`` pipelines.
        groups: (n,) by part, which examples belong together.
        weights: (n,) of train, how much each example counts in the loss; None where they all count the same.
        classes: the names of the class numbers in y, where the labels were texts.
        encode: what makes numbers of x once it is split.
        told: how it was read.
        notes: what to mind.
        pipelines: whether the parts are pipelines.
    """

    parts: Parts
    groups: Mapping[str, np.ndarray] = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    encode: Encode | None = None
    told: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    weights: np.ndarray | None = None
    pipelines: bool = False


def check_file(key: str, path: str, wanted: str) -> None:
    """Refuse a path at which no file lies; ``wanted`` says what does."""
    if not Path(path).is_file():
        fetched = " `make data` writes those of the project there." if Path(path).parent == FETCHED else ""
        raise UserError(f"{key}={path} does not exist (seen from {Path.cwd()}). Give {wanted}.{fetched}")


def check_fits(given: str, size: int) -> None:
    """Refuse data that would be of more bytes than half of the memory."""
    if size > (most := files.half_of_memory()):
        raise UserError(
            f"{given} unpacks to {size / 2**30:,.1f} GiB, more than half of the {most / 2**29:,.1f} GiB of memory of "
            f"this machine. Give fewer or smaller examples."
        )
