"""The dense model that every arm starts from: trained once, then kept and read back.

It lies in a folder named by its identity, complete or not at all. A run always starts from
the file, also when it has just trained the model itself, so that the first run and the
hundredth start from the same state. A lock makes a second process wait instead of training it
a second time; machines that share no disk share it through the tracking store.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from runner import model_file, patience
from runner.records import DENSE_FIGURES_FILE, DENSE_MODEL_FILE, Measured, UserError

VERSION = "v3"


@dataclass(frozen=True)
class Baseline:
    """A dense model on disk, with its measurements."""

    folder: Path
    measured: Measured

    def model(self) -> Any:
        """A new copy of the dense model, uncompiled."""
        import tf_keras

        return tf_keras.models.load_model(self.folder / DENSE_MODEL_FILE, compile=False)


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


def obtain(root: Path, identity: str, make: Callable[[Path], None]) -> Baseline:
    """The baseline of an identity, made now if it is not there.

    Args:
        root: the folder of all baselines.
        identity: a hash over everything that the dense model depends on.
        make: puts its two files, see :func:`write`, into a folder; called at most once, under a lock.
    """
    folder = root / f"{identity}-{VERSION}"
    check(root)
    what = f"the dense model {identity}, which another process trains: it holds {lock_file(root, identity)}"
    with patience.acquire(lock_file(root, identity), what):
        if not folder.exists():
            temporary = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
            shutil.rmtree(temporary, ignore_errors=True)
            temporary.mkdir()
            try:
                make(temporary)
                temporary.replace(folder)
            finally:
                shutil.rmtree(temporary, ignore_errors=True)
    return read(folder)


def lock_file(root: Path, identity: str) -> Path:
    """Which file is locked while the dense model of an identity is made."""
    return root / f".{identity}.lock"


def is_being_made(temporary: Path) -> bool:
    """Whether a process still writes a half-made dense model, as :func:`obtain` names it."""
    from filelock import FileLock, Timeout

    identity = temporary.name.lstrip(".").partition("-")[0]
    try:
        with FileLock(lock_file(temporary.parent, identity), timeout=0):
            return False
    except Timeout:
        return True


def read(folder: Path) -> Baseline:
    """The baseline in a folder."""
    return Baseline(folder, Measured(**json.loads((folder / DENSE_FIGURES_FILE).read_text())))


def write(folder: Path, model: Any, measured: Measured) -> list[Path]:
    """Write a dense model and its measurements; returns the files."""
    figures = folder / DENSE_FIGURES_FILE
    figures.write_text(json.dumps(asdict(measured), indent=2))
    model_file.save(model, folder / DENSE_MODEL_FILE)
    return [folder / DENSE_MODEL_FILE, figures]
