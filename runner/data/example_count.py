"""How many examples a run trains on, from what can be told without reading them.

A run's process reads its data; the command's own needs their number alone, to refuse a schedule early.
"""

from __future__ import annotations

import math
import zipfile
from pathlib import Path

import numpy as np

from runner.config.schema import GROUPS, DatasetConfig
from runner.core.errors import UserError
from runner.data import image_folders

OURS = {"runner.data.mnist5k": 5000, "runner.data.digits": 1797}  # that come without a test set, see runner.data
PREFIX = "runner.data."
OF_FOLDERS = "runner.data.images"


def count_examples(config: DatasetConfig) -> int | None:
    """Training examples of a dataset after its splits; None where that takes more than a look."""
    if config.split == GROUPS:  # how large they are, only reading tells
        return None
    if not config._target_.startswith(PREFIX):
        return None
    if config._target_ == OF_FOLDERS:
        parts = _in_folders(config.path)
    elif config.params:
        return None
    elif config._target_ in OURS:
        parts = {"train": OURS[config._target_]}
    elif config.path is not None:
        parts = _in_file(config.path)
    else:
        return None
    if "train" not in parts:
        return None
    left = parts["train"]
    for name, fraction in (("test", config.test_fraction), ("val", config.val_fraction)):
        left -= 0 if name in parts else math.ceil(left * fraction)  # as scikit-learn rounds, see data.load
    return left if left > 0 else None


def _in_file(path: str) -> dict[str, int]:
    """Examples by split, from the headers of an ``.npz`` file; empty if they cannot be read: reading it says why."""
    found = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                name = member.removesuffix(".npy")
                if name.startswith("x_") or name == "x":
                    with archive.open(member) as file:
                        found[name.removeprefix("x_") if name != "x" else "x"] = _rows(file)
    except (OSError, ValueError, zipfile.BadZipFile):
        return {}
    return {"train": found.pop("x"), **found} if "x" in found and "train" not in found else found


def _in_folders(path: str | None) -> dict[str, int]:
    """Images by split, from the names of the files."""
    try:
        parts = image_folders.find_parts(Path(path)) if path and Path(path).is_dir() else {}
        return {part: sum(map(len, image_folders.list_images(place).values())) for part, place in parts.items()}
    except (OSError, UserError):
        return {}


def _rows(file: object) -> int:
    version = np.lib.format.read_magic(file)  # type: ignore[arg-type]
    read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, _, _ = read(file)  # type: ignore[arg-type]
    if not shape:
        raise ValueError("no array of examples")
    return int(shape[0])
