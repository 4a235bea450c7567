"""Read a file at once, and write one that is whole or not there, whatever happens meanwhile.

What is read must be a regular file, since a named pipe in a folder that others write to would never end, and of a size
that the memory can take. What is written is on the disk before it has its name: a process that is killed, or a power
failure, leaves the file from before, or none.

Units: bytes.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path


def read_file(path: str | Path, most: int | None = None) -> bytes:
    """The content of a regular file.

    Args:
        path: of the file; a link to one is followed.
        most: the largest size; by default half of the memory.

    Raises:
        OSError: it is not there, not readable, or no regular file.
        ValueError: it is larger.
    """
    most = half_of_memory() if most is None else most
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe is opened without waiting
    with os.fdopen(descriptor, "rb") as file:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            raise OSError(f"{path} is not a regular file")
        if facts.st_size > most or len(content := file.read(most + 1)) > most:
            raise ValueError(f"it has more than {most:,} bytes")
        return content


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with whole_file(path) as temporary:
        temporary.write_bytes(content)


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A file to write to in the block, under a temporary name; then it is flushed to the disk, and gets its name.

    It goes where the block fails. A name that leads somewhere else, as a link does, is not followed.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        yield temporary
        sync(temporary)
        temporary.replace(path)
        sync(path.parent)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def find_files(pattern: str) -> list[Path]:
    """The files that a pattern like ``data/*.csv`` finds, in the order of their names; of no pattern, that file."""
    if Path(pattern).is_file():
        return [Path(pattern)]
    anchor = Path(Path(pattern).anchor)
    return sorted(each for each in anchor.glob(str(Path(pattern).relative_to(anchor))) if each.is_file())


def size(folder: Path) -> int:
    """Of all files in a folder; what goes while we look is not there."""
    found = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            found += path.stat().st_size if path.is_file() else 0
    return found


def sync(path: Path) -> None:
    """Flush a file to the disk, or a folder: the new names in it, too, are to outlive a power failure."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def half_of_memory() -> int:
    """Of this machine."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
