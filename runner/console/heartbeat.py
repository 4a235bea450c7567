"""Nothing is silent: a command that has printed nothing for some seconds says what it is doing.

Each stage says what it does as it begins, with :func:`announce`. What is printed anyway, a bar that moves included, is
sign enough. Lines go to stderr. What goes on for more than a minute without getting any further is told once a minute.

Units: seconds.
"""

from __future__ import annotations

import atexit
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from runner.console import streams

Part = TypeVar("Part")
SILENCE = 3.5  # then a line comes: before five seconds are over, on a busy machine too
LONG = 60.0  # after a minute of the same, once a minute
LOOK = 0.25

tellers: list[Callable[[str], None]] = []  # of this process: the one that has the terminal hears what is done here

_watched = False  # whether this process breaks its silence
_doing, _detail, _since, _moved = "", "", time.monotonic(), time.monotonic()


def announce(what: str, detail: str = "") -> None:
    """Say what is done from now on, as in "still WHAT"; a detail, as how far it is, begins nothing new."""
    global _doing, _detail, _since, _moved
    if (what, detail) != (_doing, _detail):
        _moved = time.monotonic()
    if what != _doing:
        _doing, _since = what, _moved
        for tell in tellers:
            tell(what)
    _detail = detail


def count_parts(parts: Iterable[Part], count: int, what: str) -> Iterator[Part]:
    """The same parts of some work, of which there are ``count``: how far it is, is what is told."""
    for number, part in enumerate(parts):
        announce(what, f"{number + 1:,} of {count:,}")
        yield part


def start(what: str) -> None:
    """Break silence from now on, until this process ends; ``what`` is done until something else is said."""
    global _watched
    announce(what)
    if _watched:
        return
    _watched, over = True, threading.Event()
    thread = threading.Thread(target=_watch, args=(over,), daemon=True)
    thread.start()

    def stop() -> None:
        over.set()
        thread.join(timeout=1.0)  # it may be writing to a pipe that nobody reads

    atexit.register(stop)  # a thread that prints while Python ends could break it


def make_line(now: float) -> str:
    """What is told at a time."""
    return f"still {_doing}{_detail and f', {_detail}'} ({now - _since:.0f} s)"


def _watch(over: threading.Event) -> None:
    while not over.wait(LOOK):
        now = time.monotonic()
        if now - streams.last_output >= (SILENCE if now - _moved < LONG else LONG):
            print(make_line(now), file=sys.stderr, flush=True)
