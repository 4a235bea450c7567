"""The dense model that every arm starts from: trained once, then kept and read back.

It lies in a folder named by its identity, complete or not at all. A run always starts from
the file, also when it has just trained the model itself, so that the first run and the
hundredth start from the same state. A lock makes a second process wait instead of training it
a second time; machines that share no disk share it through the tracking store.

Its two files are read as data, whoever wrote them: weights, put into the model that the run has
built itself, and figures. Weights that are not those of the figures are damaged, and trained anew.
Who can write to the folder can give both: that is as trusted as the results themselves, and
can make these wrong, but runs no code.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from runner.console import waiting
from runner.core import files
from runner.core.errors import UserError
from runner.core.file_names import DENSE_FIGURES_FILE, DENSE_MODEL_FILE
from runner.core.records import Measured
from runner.models import keras_file
from runner.run import dense_figures

VERSION = "v3"
FIGURES = "figures_sha256"  # stands in the model's file: one wrong digit would still be a figure

log = logging.getLogger(__name__)


class DamagedError(ValueError):
    """What lies in a folder is no dense model, or not the one that was measured."""


@dataclass(frozen=True)
class Baseline:
    """A dense model as it was read, with its measurements.

    Attributes:
        folder: that it was read from.
        measured: on test.
        built: a model of its architecture, whose weights do not count.
        weights: of the dense model.
    """

    folder: Path
    measured: Measured
    built: Any
    weights: Sequence[Any]

    def model(self) -> Any:
        """A new copy of the dense model, uncompiled."""
        import tf_keras

        copy = tf_keras.models.clone_model(self.built)
        copy.set_weights(self.weights)
        return copy

    def show(self) -> Any:
        """The dense model to be looked at: ``built`` itself, with the weights."""
        self.built.set_weights(self.weights)
        return self.built


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


def read_or_make(root: Path, identity: str, make: Callable[[Path], None], built: Any) -> Baseline:
    """The baseline of an identity, made now if it is not there, or damaged.

    Args:
        root: the folder of all baselines.
        identity: a hash over everything that the dense model depends on.
        make: puts its two files, see :func:`write`, into a folder; called at most once, under a lock.
        built: the model, as :class:`Baseline` holds it.

    Raises:
        UserError: one that is there may not be read, or not be replaced.
    """
    folder = root / f"{identity}-{VERSION}"
    check(root)
    what = f"the dense model {identity}, which another process trains: it holds {name_lock_file(root, identity)}"
    with waiting.acquire(name_lock_file(root, identity), what):
        if os.path.lexists(folder):
            try:
                return read(folder, built)
            except DamagedError as error:
                log.warning("the dense model in %s is damaged, it is trained again: %s", folder, error)
            _remove(folder)
        temporary = _beside(folder)
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir()
        try:
            make(temporary)
            temporary.replace(folder)
            files.sync(root)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        return read(folder, built)


def _beside(folder: Path) -> Path:
    """Where this process makes, or puts away, a folder of that name."""
    return folder.with_name(f".{folder.name}.{os.getpid()}.tmp")


def _remove(folder: Path) -> None:
    """Remove what lies where a dense model should, be it a folder, a file or a link."""
    try:
        if folder.is_symlink() or not folder.is_dir():
            folder.unlink()
        else:
            shutil.rmtree(_beside(folder), ignore_errors=True)
            folder.replace(_beside(folder))
            shutil.rmtree(_beside(folder), ignore_errors=True)
    except OSError as error:
        raise UserError(
            f"The dense model in {folder} is damaged, and cannot be replaced: {error.strerror}. Remove that folder, or "
            f"use another: baseline.dir=DIR."
        ) from None


def name_lock_file(root: Path, identity: str) -> Path:
    """Which file is locked while the dense model of an identity is made."""
    return root / f".{identity}.lock"


def is_being_made(temporary: Path) -> bool:
    """Whether a process still writes a half-made dense model, as :func:`read_or_make` names it."""
    from filelock import FileLock, Timeout

    identity = temporary.name.lstrip(".").partition("-")[0]
    try:
        with FileLock(name_lock_file(temporary.parent, identity), timeout=0):
            return False
    except Timeout:
        return True


def read(folder: Path, built: Any) -> Baseline:
    """The baseline in a folder, checked: its weights are those that were measured.

    Args:
        folder: may hold anything.
        built: the model, as :class:`Baseline` holds it.

    Raises:
        DamagedError: it is no such baseline.
        UserError: it may not be read.
    """
    try:
        of_figures = files.read_file(folder / DENSE_FIGURES_FILE, dense_figures.LARGEST)
        of_model = files.read_file(folder / DENSE_MODEL_FILE)
        measured, weights = dense_figures.parse(of_figures), keras_file.read_weights(of_model, built)
        noted = keras_file.read_metadata(of_model).get(FIGURES)
    except PermissionError as error:
        raise UserError(f"{error.filename} cannot be read: {error.strerror}. Ask its owner, or use another folder: "
                        f"baseline.dir=DIR.") from None  # fmt: skip
    except (OSError, ValueError) as error:
        raise DamagedError(str(error)) from None
    if (found := keras_file.hash_weights(weights)) != measured.weights_sha256:
        raise DamagedError(f"its weights are {found[:8]}, and {measured.weights_sha256[:8]} were measured")
    if noted not in (None, hashlib.sha256(of_figures).hexdigest()):  # an earlier version noted nothing
        raise DamagedError(f"{DENSE_FIGURES_FILE} is not the one that was written with it")
    return Baseline(folder, measured, built, weights)


def write(folder: Path, model: Any, measured: Measured) -> list[Path]:
    """Write a dense model and its measurements, to the disk; returns the files."""
    path, content = folder / DENSE_FIGURES_FILE, json.dumps(asdict(measured), indent=2).encode()
    files.write_file(path, content)
    keras_file.save(model, folder / DENSE_MODEL_FILE, **{FIGURES: hashlib.sha256(content).hexdigest()})
    return [folder / DENSE_MODEL_FILE, path]
