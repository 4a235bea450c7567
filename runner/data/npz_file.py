"""Read the arrays of a NumPy ``.npz`` file, without running any code in it: pickled objects are refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np

from runner.core import files
from runner.core.errors import UserError


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
    if not Path(path).is_file():
        raise UserError(f"dataset.path={path} does not exist (seen from {Path.cwd()}). Give a NumPy .npz file.")
    try:
        if not zipfile.is_zipfile(path):
            raise ValueError("not a zip archive, which every .npz is")
        with zipfile.ZipFile(path) as archive:
            size, most = sum(member.file_size for member in archive.infolist()), files.half_of_memory()
            if size > most:  # once unpacked: a small file can hold zeros without end
                raise UserError(
                    f"dataset.path={path} unpacks to {size / 2**30:,.1f} GiB, more than half of the "
                    f"{most / 2**29:,.1f} GiB of memory of this machine. Give fewer or smaller examples."
                )
        with np.load(path, allow_pickle=False) as arrays:
            return {key: np.asarray(arrays[key]) for key in arrays.files}
    except UserError:
        raise
    except Exception as error:  # NumPy and zipfile raise a dozen kinds over damaged bytes
        raise UserError(
            f"dataset.path={path} is not a readable .npz of plain arrays ({str(error) or type(error).__name__}). "
            f"Write it with numpy.savez(path, x_train=..., y_train=..., x_test=..., y_test=...)."
        ) from None
