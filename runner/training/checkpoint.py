"""Checkpoints of a training: after each epoch, all that it needs to go on to the same weights, bit for bit.

A checkpoint is one file: a line of JSON (where the training came from, its epochs so far), the bytes of
every variable in their order, and a SHA-256 over both. It is written under a temporary name and renamed, so
that a process that is killed leaves a whole one or none; what a disk tears afterwards, the hash shows. The
last two are kept: where the newest is torn, the one before is taken.

A checkpoint is used only by the training that wrote it. Its origin says which that is: the model as it began,
the data, the plan, the seed, the versions of the libraries, and the code of this package.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import logging
import shutil
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from runner.config.choices import HERE
from runner.console import waiting
from runner.core import files
from runner.core.file_names import CHECKPOINT_DIR, CHECKPOINT_NAME
from runner.core.records import Epoch

KEPT = 2
DIGEST = hashlib.sha256().digest_size

log = logging.getLogger(__name__)


class Checkpoints:
    """The checkpoints of one training, in a folder of their own.

    Args:
        folder: made with the first checkpoint.
        origin: see :func:`describe_origin`.
        variables: TensorFlow variables, which hold the whole state of the training at an epoch's end.
    """

    def __init__(self, folder: Path, origin: Mapping[str, str], variables: Sequence[Any]) -> None:
        self.folder, self.origin, self.variables = folder, dict(origin), variables
        self._epochs: list[str] = []  # as JSON, once each: a long training would else spend its time on them
        self._writer: threading.Thread | None = None

    def restore(self) -> list[Epoch]:
        """Give the variables the values of the newest whole checkpoint; the epochs up to it, or none.

        What cannot be used is said in the log and removed: a file that is torn, or of another training.
        """
        _remove_leftovers(self.folder)
        for file in reversed(self._files()):
            try:
                epochs, values = self._read(file)
            except (OSError, ValueError) as error:
                log.warning("the checkpoint %s is not used: %s", file, error)
                with contextlib.suppress(OSError):
                    file.unlink()
                continue
            _assign(self.variables, values)
            self._epochs = [_text(epoch) for epoch in epochs]
            log.info("training continues after epoch %d, from %s", epochs[-1].number, file)
            return epochs
        return []

    def keep(self, epoch: Epoch) -> None:
        """Take the state at the end of an epoch; it is written, and all but the last two removed, in the background.

        A disk that is full costs the checkpoint, not the training: that is said in the log.
        """
        self._epochs.append(_text(epoch))
        header = f'{{"origin": {json.dumps(self.origin)}, "epochs": [{", ".join(self._epochs)}]}}\n'
        content = b"".join([header.encode(), *map(_bytes, self.variables)])
        self.wait()
        self._writer = threading.Thread(target=self._write, args=(epoch.number, content))
        self._writer.start()

    def wait(self) -> None:
        """Return when the last checkpoint is on the disk."""
        if self._writer:
            self._writer.join()

    def _read(self, file: Path) -> tuple[list[Epoch], memoryview]:
        """The epochs of a checkpoint, and the bytes of all variables: data, whoever wrote the file.

        Raises:
            ValueError: it is torn, or of another training.
        """
        content = files.read_file(file)
        if len(content) < DIGEST or hashlib.sha256(memoryview(content)[:-DIGEST]).digest() != content[-DIGEST:]:
            raise ValueError("it is torn, its SHA-256 is another")
        header, _, _ = content.partition(b"\n")
        values = memoryview(content)[len(header) + 1 : -DIGEST]
        try:
            found = _header().validate_json(header, strict=True)
        except ValueError:
            raise ValueError("it is no checkpoint of this program") from None
        if other := [name for name, value in self.origin.items() if found.origin.get(name) != value]:
            raise ValueError(f"it was written with another {', '.join(other)}")
        if not found.epochs or len(values) != sum(len(_bytes(variable)) for variable in self.variables):
            raise ValueError("it holds other variables")
        return [replace(each, updates=tuple(each.updates), losses=tuple(each.losses)) for each in found.epochs], values

    def _files(self) -> list[Path]:
        """From the oldest to the newest."""
        return sorted(self.folder.glob(CHECKPOINT_NAME.format("*")), key=lambda file: (len(file.name), file.name))

    def _write(self, number: int, content: bytes) -> None:
        file = self.folder / CHECKPOINT_NAME.format(number)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with contextlib.ExitStack() as opened, files.whole_file(file) as temporary:
                stream = opened.enter_context(temporary.open("wb"))  # until it has its name
                waiting.try_lock(stream)  # as long as it is open, another process knows that it is written
                stream.write(content)
                stream.write(hashlib.sha256(content).digest())
                stream.flush()
            for old in self._files()[:-KEPT]:
                old.unlink(missing_ok=True)
        except OSError as error:
            log.warning("the checkpoint %s cannot be written: %s; the training goes on", file, error)


def describe_origin(
    model: Any, variables: Sequence[Any], versions: Mapping[str, str], facts: Mapping[str, Any]
) -> dict[str, str]:
    """What a training comes from, each part by its name; two trainings with the same end in the same weights.

    Args:
        model: wrapped or dense, before its first step.
        variables: its state, the optimizer's included.
        versions: of the libraries that the weights depend on.
        facts: what else the training depends on, for JSON.
    """
    start = hashlib.sha256(json.dumps([facts, _described(model)], sort_keys=True).encode())
    for variable in variables:
        start.update(_bytes(variable))
    return {**versions, "code of the runner": _code(), "model, data, plan or seed": start.hexdigest()}


def name_folder(dense: str, training: str) -> Path:
    """Of a training, by its identity; beside the folder of the dense models: who shares these shares them."""
    return Path(dense).parent / CHECKPOINT_DIR / training


def remove(folder: Path) -> None:
    """Remove the checkpoints of a training that has ended well, if there are any."""
    shutil.rmtree(folder, ignore_errors=True)


def _remove_leftovers(folder: Path) -> None:
    """Remove what a process left half-written that was killed; the same training may go on in another one."""
    for leftover in folder.glob(".*.tmp"):
        with contextlib.suppress(OSError), leftover.open("rb") as stream:
            if waiting.try_lock(stream):
                leftover.unlink(missing_ok=True)


def _described(model: Any) -> str:
    """The architecture; empty where a user's class, like a schedule, cannot be written."""
    try:
        return model.to_json()
    except Exception:  # whatever a user's get_config raises: such a model can be trained all the same
        return ""


@functools.cache
def _code() -> str:
    """A hash over the source of this package: after a change of it no training is continued."""
    digest = hashlib.sha256()
    for file in sorted(HERE.rglob("*.py")):
        digest.update(file.relative_to(HERE).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


def _bytes(variable: Any) -> memoryview:
    """The bytes of a variable where they are, without a copy."""
    return np.ascontiguousarray(variable.value()).reshape(-1).view(np.uint8).data


def _assign(variables: Sequence[Any], values: memoryview) -> None:
    at = 0
    for variable in variables:
        now = np.asarray(variable.value())
        variable.assign(np.frombuffer(values, now.dtype, now.size, at).reshape(now.shape))
        at += now.nbytes


def _text(epoch: Epoch) -> str:
    return json.dumps(asdict(epoch))


@dataclass(frozen=True)
class _Header:
    origin: Mapping[str, str]
    epochs: Sequence[Epoch]


@functools.cache
def _header() -> Any:
    """What the first line of a checkpoint must be."""
    from pydantic import TypeAdapter

    return TypeAdapter(_Header)
