"""A sweep on many workers as a discrete-event simulation: the store answers one request after the other.

Runs are taken in their order, each by the worker that is free first, as :mod:`runner.budget.makespan` has it; with a
store that costs nothing and a disk that all share, both give the same ends. What a request costs the store is given: it
is measured elsewhere, see :mod:`tests.benchmarks.service_times`.

Units: seconds, bytes.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from runner.budget.makespan import Task

EACH, SERVER, DISK = "each node trains its own", "by the server's artifacts", "a disk that all share"
PATIENCE = 3.0  # seconds that a run waits for an answer before it keeps what it writes, see runner.tracking.outbox


@dataclass(frozen=True)
class Store:
    """How a store answers: so many requests at once, each in its time; the rest of a run's at its end.

    ``bytes_a_second`` is what it sends out of its artifacts, all together.
    """

    servers: int = 1
    epoch: float = 0.0
    rest: float = 0.0
    bytes_a_second: float = float("inf")


@dataclass
class Line:
    """First come, first served, by some servers: when each is free, and what was waited."""

    servers: int
    free: list[float] = field(init=False)
    busy: float = 0.0
    answers: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """All are free."""
        self.free = [0.0] * self.servers

    def serve(self, now: float, seconds: float) -> float:
        """When a request that comes now is answered."""
        start = max(now, heapq.heappop(self.free))
        heapq.heappush(self.free, start + seconds)
        self.busy += seconds
        self.answers.append(start + seconds - now)
        return start + seconds


@dataclass(frozen=True)
class Outcome:
    """What a sweep came to.

    Attributes:
        ends: of the runs, in their order.
        busy: the share of its time in which the store's servers worked.
        answer: seconds that 99 of 100 requests were answered within.
        late: the share of requests that a run did not wait for.
        trained: dense trainings.
        dense_seconds: of all workers: training dense models, waiting for them, fetching them.
    """

    ends: tuple[float, ...]
    busy: float
    answer: float
    late: float
    trained: int
    dense_seconds: float

    @property
    def makespan(self) -> float:
        """When the last run ended."""
        return max(self.ends)


def simulate(
    tasks: Sequence[Task], workers: int, store: Store, epochs: int, *, sharing: str = DISK, dense_bytes: float = 0.0
) -> Outcome:
    """Play a sweep, each worker on a node of its own.

    Args:
        tasks: the runs.
        workers: how many go at once.
        store: that all write to.
        epochs: of each run, at the end of each of which it writes.
        sharing: where dense models lie. A node fetches one from the server where it is there, and else trains it.
        dense_bytes: of one of them.
    """
    line, sent = Line(store.servers), Line(1)
    fetching = dense_bytes / store.bytes_a_second
    ready: dict[object, float] = {}
    ends = [0.0] * len(tasks)
    queue = iter(range(len(tasks)))
    trained, spent = 0, 0.0

    def dense(task: Task, worker: int, now: float) -> Iterator[float]:
        """Until the worker has the dense model; the last time is when it has it."""
        nonlocal trained
        own: object = task.dense if sharing == DISK else (worker, task.dense)
        if own in ready:
            yield max(now, ready[own])
        elif sharing == SERVER and ready.get(task.dense, float("inf")) <= now:
            ready[own] = sent.serve(now, fetching)
            yield ready[own]
        else:
            trained += 1
            done = ready[own] = now + task.dense_seconds
            yield done
            ready[task.dense] = min(done, ready.get(task.dense, done))

    def life(worker: int) -> Iterator[float]:
        """When a worker does the next thing that others may notice."""
        nonlocal spent
        now = 0.0
        yield now
        for number in queue:
            task, begun = tasks[number], now
            for now in dense(task, worker, begun):
                yield now
            spent += now - begun
            for _ in range(epochs):
                now += task.seconds / epochs
                yield now
                now = line.serve(now, store.epoch)
                yield now
            now = ends[number] = line.serve(now, store.rest)
            yield now

    heap: list[tuple[float, int, Iterator[float]]] = []
    for worker in range(min(workers, len(tasks))):
        heapq.heappush(heap, (0.0, worker, life(worker)))
    while heap:
        _, worker, steps = heapq.heappop(heap)
        if (at := next(steps, None)) is not None:
            heapq.heappush(heap, (at, worker, steps))
    answers = sorted(line.answers)
    whole = max(ends) * store.servers
    return Outcome(
        tuple(ends), line.busy / whole if whole else 0.0, answers[len(answers) * 99 // 100],
        sum(answer > PATIENCE for answer in answers) / len(answers), trained, spent,
    )  # fmt: skip
