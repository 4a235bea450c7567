"""Data of a script: arrays as a file named by its content, a function by its name."""

from __future__ import annotations

import hashlib
import inspect
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runner.config import trust
from runner.core.errors import UserError
from runner.core.file_names import OUTPUTS
from runner.core.files import write_file
from runner.data.splitting import SPLITS

PLACE = Path(OUTPUTS, "script")
FORMS = "(x, y), a mapping such as {'train': (x, y), 'test': (x, y)}, or a function in a module that returns one"


@dataclass(frozen=True)
class Data:
    """What a command is told of data.

    Attributes:
        overrides: of the command.
        labels: of train; None where they are not known, or there are none.
    """

    overrides: list[str]
    labels: Any = None


def hand_over(data: Any) -> Data:
    """Write arrays to a file, or name a function.

    Raises:
        UserError: it is of no form that is taken.
    """
    if inspect.isfunction(data):
        return Data(name_function(data, "dataset", "data"))
    if hasattr(data, "element_spec"):
        raise UserError(
            "data= is a tf.data.Dataset, which lives in this process alone. Give the function that builds it, from a "
            "module of yours (a .py file): it returns {'train': ..., 'val': ..., 'test': ...}."
        )
    parts = data if isinstance(data, Mapping) else {"train": data}
    if not parts or "train" not in parts or set(parts) - {*SPLITS}:
        raise UserError(f"data= has the parts {', '.join(map(str, parts)) or 'none'}: give train and, where you have "
                        f"them, val and test.")  # fmt: skip
    arrays: dict[str, Any] = {}
    for split, part in parts.items():
        if not isinstance(part, tuple | list) or not 2 <= len(part) <= 3:
            raise UserError(f"data= of {split} is a {type(part).__name__}; taken is {FORMS}.")
        arrays |= {f"{name}_{split}": _plain(each, f"{name} of {split}")
                   for name, each in zip("xyw", part, strict=False) if each is not None}  # fmt: skip
    file = write_arrays(arrays)
    return Data(["dataset=npz", f"dataset.path={file}"], arrays.get("y_train"))


def write_arrays(arrays: Mapping[str, Any]) -> Path:
    """A file named by the arrays that it holds; one that is there already is not written again."""
    import numpy as np

    digest = hashlib.sha256()
    for name, array in sorted(arrays.items()):
        digest.update(f"{name}{array.dtype.str}{array.shape}".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    file = PLACE / f"{digest.hexdigest()[:16]}.npz"
    if not file.is_file():
        content = io.BytesIO()
        np.savez(content, **dict(sorted(arrays.items())))
        PLACE.mkdir(parents=True, exist_ok=True)
        write_file(file, content.getvalue())
    return file


def find_importable(function: Callable[..., Any]) -> str | None:
    """Its dotted name, if another process can import it and its code is in a file; else None."""
    module, name = function.__module__ or "", function.__qualname__
    if not re.fullmatch(r"[A-Za-z]\w*(\.[A-Za-z]\w*)*", module) or not name.isidentifier() or name.startswith("_"):
        return None
    found = trust.find_module(module)  # a cell and the script itself are __main__, which has none
    return f"{module}.{name}" if module != "__main__" and found and found.origin else None


def name_function(function: Callable[..., Any], group: str, argument: str) -> list[str]:
    """The overrides that name a function of a module.

    Raises:
        UserError: it cannot be imported by another process.
    """
    target = find_importable(function)
    if target is None:
        raise UserError(
            f"{argument}= is {function.__qualname__}, a function of this script or notebook, which no other process "
            f"can import. Put it into a module, as my_{argument}.py, and import it from there."
        )
    module, _, name = target.rpartition(".")
    return [f"{group}._target_={target}", f"{group}.name={name}", f"trusted_modules=[{module}]"]


def _plain(values: Any, what: str) -> Any:
    import numpy as np

    array = np.asarray(values)
    if array.dtype == object:
        raise UserError(f"data=: {what} is no array of numbers of one shape, but {type(values).__name__} of objects.")
    return array
