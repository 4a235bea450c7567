"""How long workers need for the runs of a sweep, when runs that share a dense model wait for the first of them.

A list scheduler, as the launchers are: the runs are taken in their order, each by the worker that is free first. The
first run of a dense identity trains the dense model; one that comes while that goes on waits, and keeps its worker.

Units: seconds, or any other unit of time.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """A run: its dense identity, what training that takes, and what the run takes beside."""

    dense: str
    dense_seconds: float
    seconds: float


@dataclass(frozen=True)
class Timeline:
    """When each run ends, in their order, and for how long it waited for another one's dense training."""

    ends: tuple[float, ...]
    waits: tuple[float, ...]

    @property
    def makespan(self) -> float:
        """When the last run ends; 0 without runs."""
        return max(self.ends, default=0.0)


def schedule(tasks: Sequence[Task], workers: int) -> Timeline:
    """Give the runs to ``workers`` workers, at least 1.

    >>> schedule([Task("a", 3, 1), Task("a", 3, 1), Task("b", 3, 1)], workers=2)
    Timeline(ends=(4.0, 4.0, 8.0), waits=(0.0, 3.0, 0.0))
    """
    free = [0.0] * min(workers, max(len(tasks), 1))
    trained: dict[str, float] = {}
    ends, waits = list[float](), list[float]()
    for task in tasks:
        start = heapq.heappop(free)
        first = task.dense not in trained
        ready = trained.setdefault(task.dense, start + task.dense_seconds)
        waits.append(0.0 if first else max(ready - start, 0.0))
        ends.append(max(start, ready) + task.seconds)
        heapq.heappush(free, ends[-1])
    return Timeline(tuple(ends), tuple(waits))
