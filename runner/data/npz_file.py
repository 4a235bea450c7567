"""Read the arrays of a NumPy ``.npz`` file, without running any code in it: pickled objects are refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np

from runner.core.errors import UserError
from runner.data.source import Source, check_file, check_fits
from runner.data.splitting import SPLITS

KEYS = "x_train, y_train and, where they exist, x_val, y_val, x_test, y_test (or only x and y)"


def npz(path: str | None = None) -> Source:
    """Anybody's own arrays, from a NumPy ``.npz`` file.

    Raises:
        UserError: no path, no such file, not an npz, pickled objects in it, or arrays missing.
    """
    if path is None:
        raise UserError(f"dataset=npz needs dataset.path=FILE.npz, a NumPy file with the arrays {KEYS}.")
    found = arrays = read(path)
    if "x" in arrays and "x_train" not in arrays:
        arrays = arrays | {f"{name}_train": arrays[name] for name in ("x", "y", "w") if name in arrays}
    if "groups" in arrays:
        arrays = {"groups_train": arrays["groups"], **arrays}
    parts = {name: (arrays[f"x_{name}"], arrays.get(f"y_{name}")) for name in SPLITS if f"x_{name}" in arrays}
    alone = [name for name in SPLITS if f"y_{name}" in arrays and name not in parts]
    if alone or "train" not in parts:
        raise UserError(f"dataset.path={path} holds the arrays {', '.join(found) or 'none'}; needed are {KEYS}.")
    if other := [name for name in SPLITS[1:] if f"w_{name}" in arrays]:
        raise UserError(
            f"dataset.path={path} holds w_{other[0]}: weights are of training examples alone, and every figure counts "
            f"each example once. Leave it out."
        )
    groups = {name: arrays[f"groups_{name}"] for name in parts if f"groups_{name}" in arrays}
    return Source(parts, groups, weights=arrays.get("w_train"))


def read(path: str) -> dict[str, np.ndarray]:
    """Every array of a file, by name, as it is.

    Raises:
        UserError: no such file, damaged, not an npz, pickled objects in it, or too large for this machine.
    """
    if Path(path).is_dir():
        raise UserError(
            f"dataset.path={path} is a folder; taken is one NumPy .npz file. Images of a folder become one by "
            f"numpy.savez(FILE, x=..., y=...), with x of shape (n, height, width, channels)."
        )
    check_file("dataset.path", path, "a NumPy .npz file")
    try:
        if not zipfile.is_zipfile(path):
            raise ValueError("not a zip archive, which every .npz is")
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
            check_fits(f"dataset.path={path}", size)  # once unpacked: a small file can hold zeros without end
        with np.load(path, allow_pickle=False) as arrays:
            return {key: np.asarray(arrays[key]) for key in arrays.files}
    except UserError:
        raise
    except Exception as error:  # NumPy and zipfile raise a dozen kinds over damaged bytes
        raise UserError(
            f"dataset.path={path} is not a readable .npz of plain arrays ({str(error) or type(error).__name__}). "
            f"Write it with numpy.savez(path, x_train=..., y_train=..., x_test=..., y_test=...)."
        ) from None
