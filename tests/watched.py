"""See what Python does in a block: files that are written, commands, imports, connections; by an audit hook."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from runner.doctor import kernels

STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn")
OWN = [sys.executable, "-c", kernels.ASK]  # the doctor asks TensorFlow in a process of its own
CHANGES = (
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.chown",
    "os.truncate",
)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
TEMPORARY, OF_PYTEST = tempfile.gettempdir(), f"{tempfile.gettempdir()}/pytest-of-"
CACHES = tuple(str(Path.home() / each) for each in (".cache", ".config/matplotlib"))  # of libraries

_watching: list[Watch] = []
_hooked: list[bool] = []


class Watch:
    """What was seen that is forbidden.

    Args:
        allowed: folders that may be written to.
        evil: how modules begin that may not be imported, and what may not be opened contains.
        hosts: that may be connected to.
    """

    def __init__(self, allowed: tuple[Path, ...], evil: str, hosts: tuple[str, ...] = ()) -> None:
        self.allowed = (*(str(each) for each in allowed), "/dev/", "/proc/self/", *CACHES)
        self.evil, self.hosts = evil, hosts
        self.seen: list[str] = []

    def hear(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = args
            if isinstance(path, str | bytes | os.PathLike):
                name = os.fsdecode(path)
                if self.evil in name and "watched" not in name:
                    self.seen.append(f"opens {name}")
                if isinstance(flags, int) and flags & WRITES:
                    self._written(event, name)
        elif event in CHANGES:
            self._written(event, os.fsdecode(args[0]) if isinstance(args[0], str | bytes | os.PathLike) else "")
        elif event in STARTS and args[1] != OWN:
            self.seen.append(f"{event} {args[:2]}")
        elif event == "import" and str(args[0]).split(".")[0].startswith(self.evil):
            self.seen.append(f"imports {args[0]}")
        elif event == "socket.connect" and isinstance(args[1], tuple) and args[1][0] not in self.hosts:
            self.seen.append(f"connects to {args[1]}")

    def _written(self, event: str, name: str) -> None:
        path = str(Path.cwd() / name)
        temporary = path.startswith(TEMPORARY) and not path.startswith(OF_PYTEST)  # libraries have files there
        if name and not path.startswith(self.allowed) and "__pycache__" not in path and not temporary:
            self.seen.append(f"{event} {path}")


def _hook(event: str, args: tuple[Any, ...]) -> None:
    for watch in _watching:
        watch.hear(event, args)


@contextlib.contextmanager
def watched(*allowed: Path, evil: str = "evil", hosts: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """What was seen in the block that is forbidden; an audit hook cannot be taken away, so it is one for all."""
    if not _hooked:
        sys.addaudithook(_hook)
        _hooked.append(True)
    watch = Watch(allowed, evil, hosts)
    _watching.append(watch)
    try:
        yield watch.seen
    finally:
        _watching.remove(watch)
