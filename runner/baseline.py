"""The dense model that every arm starts from: trained once, then kept and read back.

It lies in a folder named by its identity, complete or not at all. A run always starts from
the file, also when it has just trained the model itself, so that the first run and the
hundredth start from the same state. A lock makes a second process wait instead of training it
a second time.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from runner import model_file
from runner.records import Measured, UserError

MODEL, FIGURES, VERSION = "model.keras", "figures.json", "v2"


@dataclass(frozen=True)
class Baseline:
    """A dense model on disk, with its measurements."""

    folder: Path
    measured: Measured

    def model(self) -> Any:
        """A new copy of the dense model, uncompiled."""
        import tf_keras

        return tf_keras.models.load_model(self.folder / MODEL, compile=False)


def check(root: Path) -> None:
    """Make the folder of all baselines, or refuse it, before anything is trained.

    Raises:
        UserError: it cannot be made or written.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        writable = os.access(root, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise UserError(f"baseline.dir={root} cannot be written. Give a folder that can, as in baseline.dir=DIR.")


def obtain(root: Path, identity: str, train: Callable[[], tuple[Any, Measured]]) -> Baseline:
    """The baseline of an identity, trained now if it is not there.

    Args:
        root: the folder of all baselines.
        identity: a hash over everything that the dense model depends on.
        train: trains and measures the model; called at most once, under a lock.
    """
    from filelock import FileLock

    folder = root / f"{identity}-{VERSION}"
    check(root)
    with FileLock(root / f".{identity}.lock"):
        if not folder.exists():
            model, measured = train()
            _keep(folder, model, measured)
    return Baseline(folder, Measured(**json.loads((folder / FIGURES).read_text())))


def _keep(folder: Path, model: Any, measured: Measured) -> None:
    temporary = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    try:
        model_file.save(model, temporary / MODEL)
        (temporary / FIGURES).write_text(json.dumps(asdict(measured), indent=2))
        temporary.replace(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
