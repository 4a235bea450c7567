"""Wait for what another process holds, and say so: a command that seems to hang says what it waits for.

The system lets go of a lock when its holder dies, however it dies, so that such a wait ends with the holder. How long
a living one needs is not ours to limit: it may train a dense model for hours.

Units: seconds.
"""

from __future__ import annotations

import fcntl
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

LOOK = 0.1  # between two looks
FIRST, AGAIN = 3.0, 60.0  # until it is said what is waited for, and until it is said again


def _print(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


tellers: list[Callable[[str], None]] = [_print]  # of this process; Hydra turns loggers off


def wait_until(ready: Callable[[], bool], what: str) -> None:
    """Return when something is ready; say on the terminal what is waited for.

    Args:
        ready: asked again and again.
        what: is waited for, after "waiting for".
    """
    begun, say_at = time.monotonic(), FIRST
    while not ready():
        if (waited := time.monotonic() - begun) >= say_at:
            for tell in tellers:
                tell(f"waiting for {what}{f', for {waited:.0f} s now' if say_at > FIRST else ''}")
            say_at = waited + AGAIN
        time.sleep(LOOK)


def wait_for_lock(file: IO[Any], what: str, *, shared: bool = False) -> None:
    """Lock an open file, once nobody else holds it."""
    wait_until(lambda: try_lock(file, shared=shared), what)


def try_lock(file: IO[Any], *, shared: bool = False) -> bool:
    """Lock an open file if nobody else holds it; whether that was so. Two can hold it ``shared``."""
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def acquire(path: Path, what: str) -> Any:
    """A lock file of :mod:`filelock`, held from now on; release it."""
    from filelock import FileLock, Timeout

    lock = FileLock(path)

    def ready() -> bool:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    wait_until(ready, what)
    return lock
