"""Follow a sweep while it runs: what became of each run, read from the store.

The store is the one place that knows it under every launcher, in whatever process or on whatever machine
the runs are.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from runner.core.errors import UserError
from runner.tracking import history
from runner.tracking.records import TrackedRun

PERIOD = 1.0  # seconds between two looks
SHARE = 0.02  # of the time may go into looking
SLACK = 60_000  # milliseconds that the clock of another machine may be behind


@contextlib.contextmanager
def follow(uri: str, sweep_id: str, ended: Callable[[Sequence[TrackedRun]], None]) -> Iterator[None]:
    """Call ``ended`` now and then with the runs that ended lately, and when the block is left with all of them.

    A run may be told several times.
    """
    begin, over = time.time_ns() // 1_000_000, threading.Event()
    last = begin

    def look(since: int) -> float:
        nonlocal last
        start = time.monotonic()
        with contextlib.suppress(UserError):  # a store that cannot be read now may be read the next time
            runs = history.find_ended(uri, sweep_id, since)
            last = max([last, *(run.ended or 0 for run in runs)])
            ended(runs)
        return time.monotonic() - start

    def watch() -> None:
        pause = PERIOD
        while not over.wait(pause):
            pause = max(PERIOD, look(max(begin, last - SLACK)) / SHARE)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        look(begin)
