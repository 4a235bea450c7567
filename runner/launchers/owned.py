"""Read what nobody but this user can have written: a pickle is code, and a sweep's folder may be open to others.

Each file is reached from a folder that is this user's and that others cannot write, without following links; what is
looked at is what was opened, so that nothing can be put in its place in between.
"""

from __future__ import annotations

import os
import pickle
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from runner.core.errors import UserError

BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def make_folder(folder: Path) -> None:
    """Make a folder that only this user can enter; one that is there must be this user's, and closed to others.

    Raises:
        UserError: others can have written what is in it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        try:
            with _opened(folder):
                pass
        except PermissionError as error:
            raise UserError(f"{error.strerror}: jobs are not handed over in it. Remove it, or take another.") from None


def load_pickle(folder: Path, file: Path) -> Any:
    """What is pickled in a file, somewhere in a folder of :func:`make_folder`.

    Raises:
        PermissionError: others can have written it; nothing of it was read.
        OSError: it is not there, or cannot be read.
    """
    with _opened(folder) as at:
        opened = [at]
        try:
            *folders, name = file.relative_to(folder).parts
            for part in folders:
                opened.append(os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=opened[-1]))
            file_at = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=opened[-1])
            with os.fdopen(file_at, "rb") as stream:
                found = os.fstat(stream.fileno())
                if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
                    raise _of_others(file)
                return pickle.load(stream)
        finally:
            for each in opened[1:]:
                os.close(each)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """A folder of this user's that others cannot write."""
    try:
        at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except NotADirectoryError:  # a link, too
        raise _of_others(folder) from None
    try:
        found = os.fstat(at)
        if found.st_uid != os.geteuid() or found.st_mode & BY_OTHERS:
            raise _of_others(folder)
        yield at
    finally:
        os.close(at)


def _of_others(path: Path) -> PermissionError:
    return PermissionError(1, f"{path} can have been written by others", str(path))
