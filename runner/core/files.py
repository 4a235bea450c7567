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
    """Write a file under a temporary name, flush it to the disk, and give it its name."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)  # follows no link
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Flush a folder, so that the new names in it, too, outlive a power failure."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def half_of_memory() -> int:
    """Of this machine."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
