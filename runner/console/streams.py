"""The standard streams of a command, made safe before it begins.

Whoever reads what a command prints may stop (``| head -1``), may never have been there (``>&-``), or its disk may be
full: what the command does goes on, and its exit status says what became of that. What is printed is data: control
characters in it are spelled, whatever prints it, but for rich, whose own the terminal is to obey.

Units: seconds.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
import time
from typing import Any

from runner.core import names

DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # of what was to be kept; all others: nobody reads any more
HOW: Any = {"errors": "backslashreplace", "line_buffering": True, "write_through": True}

last_output = time.monotonic()  # when anything was written


class Sink(io.FileIO):
    """The file of a standard stream: it takes everything.

    Attributes:
        lost: why something that was to be kept is not; None while nothing was lost.
    """

    lost: OSError | None = None

    def write(self, data: Any) -> Any:
        """Write; what cannot be written is thrown away from now on."""
        global last_output
        last_output = time.monotonic()
        try:
            return super().write(data)
        except OSError as error:
            if error.errno in DISK:
                self.lost = self.lost or error
            else:
                _open_nowhere(self.fileno())
            return memoryview(data).nbytes


class Shown(io.TextIOWrapper):
    """A standard stream that shows texts as they are: control characters but tabs and ends of lines are spelled.

    Attributes:
        for_rich: the same one, for who spells what is not its own: see :mod:`runner.console.screen`.
    """

    def __init__(self, sink: Sink, encoding: str) -> None:
        super().__init__(io.BufferedWriter(sink), encoding, **HOW)
        self.sink = sink
        self.for_rich = io.TextIOWrapper(self.buffer, encoding, **HOW)

    def write(self, text: str) -> int:
        """Write a text."""
        super().write(names.make_visible(text))
        return len(text)


def guard() -> bool:
    """Make the standard streams of this process safe; whether they are, and not somebody else's, as in a test."""
    for number in range(3):  # what is closed is opened: the next file would get its number, and what is printed
        try:
            os.fstat(number)
        except OSError:
            _open_nowhere(number)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - for as long as the process
    for number, name in ((1, "stdout"), (2, "stderr")):
        stream = getattr(sys, name)
        if isinstance(stream, Shown):
            continue
        if stream is not None and stream is not getattr(sys, f"__{name}__"):
            return False
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        encoding = getattr(stream, "encoding", None) or "utf-8"
        setattr(sys, name, Shown(Sink(number, "w", closefd=False), encoding))
    return True


def explain_loss() -> str | None:
    """Why what was printed on stdout is not whole; None if it is, or if nobody wanted it."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    found = sys.stdout.sink.lost if isinstance(sys.stdout, Shown) else None
    return (found.strerror or str(found)) if found else None


def _open_nowhere(number: int) -> None:
    opened = os.open(os.devnull, os.O_RDWR)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    os.set_inheritable(number, True)
