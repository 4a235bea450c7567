"""Follow a sweep while it runs: what became of each run, read from the store.

The store is the one place that knows it under every launcher, in whatever process or on whatever machine
the runs are.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from runner import history
from runner.comparison import TrackedRun
from runner.records import UserError

PERIOD = 1.0  # seconds between two looks
SHARE = 0.02  # of the time may go into looking


@contextlib.contextmanager
def follow(uri: str, sweep_id: str, ended: Callable[[Sequence[TrackedRun]], None]) -> Iterator[None]:
    """Call ``ended`` now and then with all runs that ended since now, a last time when the block is left."""
    since, over = time.time_ns() // 1_000_000, threading.Event()

    def look() -> float:
        start = time.monotonic()
        with contextlib.suppress(UserError):  # a store that cannot be read now may be read the next time
            ended(history.ended_since(uri, sweep_id, since))
        return time.monotonic() - start

    def watch() -> None:
        pause = PERIOD
        while not over.wait(pause):
            pause = max(PERIOD, look() / SHARE)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        look()
