"""What a sweep will take, from one or two of its runs that are made and timed: time, memory, disk.

The two bracket the others in their work, so that nothing is extrapolated: what lies between them is interpolated by
work, in FLOPs of training. Where all pruned runs have the same work, a pruned run and a control are timed, and each
stands for its kind. The time of the comparison at the sweep's end is not in it.

Units: seconds, bytes; work is in FLOPs, which only put the runs in order and never become seconds by themselves.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from runner.budget import makespan, timing, workload
from runner.budget.timing import UNIT, Timed
from runner.budget.workload import Work
from runner.cli import app
from runner.report import page
from runner.sweep import grid, outline
from runner.sweep.outline import Outline

ALIKE = 1.25  # times the work: less is the same
PAGES = 2  # of the comparison: in the sweep's folder and in the store


@dataclass(frozen=True)
class Budget:
    """What a sweep will take with a number of workers.

    ``..._of`` say of what a figure is made; ``timed`` what it was estimated from; ``rough`` why it is less sure.
    """

    workers: int
    runs: int
    finished: int
    dense: int = 0
    seconds: float = 0.0
    memory: int = 0
    storage: int = 0
    seconds_of: dict[str, float] = field(default_factory=dict)
    memory_of: dict[str, int] = field(default_factory=dict)
    storage_of: dict[str, int] = field(default_factory=dict)
    timed: Sequence[Timed] = ()
    rough: Sequence[str] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON: seconds, bytes."""
        return asdict(self)


def estimate_sweep(
    given: Sequence[str], jobs: Sequence[grid.Job], outlines: Sequence[Outline], workers: int | None, planning: float
) -> Budget:
    """The budget of what is left to do of a sweep.

    Args:
        given: the overrides of a run of it.
        jobs: its runs.
        outlines: of its arms, none refused.
        workers: how many runs go at once; None is what the command's launch says.
        planning: seconds that planning the arms took.

    Raises:
        TimingFailed: a run that was to be timed did not finish.
        UserError: the store cannot be read.
    """
    of_each = outline.match_outlines(outlines, jobs)
    works, done = workload.describe_work(jobs, of_each), workload.find_finished(jobs, of_each)
    count = workers or jobs[0][1].launch.jobs
    if all(done):
        return Budget(count, 0, len(jobs))
    begun = time.perf_counter()
    app.compose([*given])
    composing = time.perf_counter() - begun
    chosen = choose_timed_runs(works)
    print(f"Making {len(chosen)} of the {len(jobs)} runs, to time them ...", file=sys.stderr, flush=True)
    timed = timing.measure([jobs[number][1] for number in chosen], [works[number] for number in chosen])
    left = workload.repeat_trials([work for work, over in zip(works, done, strict=True) if not over], jobs[0][1])
    beside = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT  # it has planned, as the sweep's own process
    found = estimate_budget(left, timed, count, start=planning, between=composing, beside=beside)
    return replace(found, finished=sum(done), rough=workload.list_doubts(jobs, count))


def choose_timed_runs(works: Sequence[Work]) -> list[int]:
    """Which runs to time, the one with the most work first: two that bracket the work, or one of each kind."""
    pruned = sorted((at for at, work in enumerate(works) if work.pruned), key=lambda at: -works[at].flops)
    controls = sorted((at for at, work in enumerate(works) if not work.pruned), key=lambda at: -works[at].flops)
    most, least = (pruned or controls)[0], (pruned or controls)[-1]
    if controls and pruned and works[most].flops <= ALIKE * works[least].flops:
        return [most, controls[0]]
    return [most, least] if most != least else [most]


def estimate_budget(
    works: Sequence[Work], timed: Sequence[Timed], workers: int, *, start: float, between: float, beside: int
) -> Budget:
    """The budget of a sweep.

    Args:
        works: of the runs that are to be made, in their order.
        timed: the runs of :func:`choose_timed_runs`, in its order.
        workers: how many go at once.
        start: seconds until the first run may begin, without what that waits for its process.
        between: seconds between two runs of a worker.
        beside: bytes of memory that the sweep's own process has.
    """
    first = {work.dense: work for work in reversed(works)}.values()
    tasks = [makespan.Task(
        work.dense,
        _between(work, timed, lambda each: each.dense_flops, lambda each: each.dense_seconds),
        _like(work, timed, lambda each: each.flops, lambda each: each.seconds) + between,
    ) for work in works]  # fmt: skip
    playing = makespan.schedule(tasks, workers)
    start += timed[0].waited
    memory_of = {"main": beside, "worker": max(each.memory for each in timed)}
    storage_of = {
        "runs": timed[0].empty + round(sum(_like(work, timed, _weights, lambda each: each.disk) for work in works)),
        "dense": round(sum(_like(work, timed, _weights, lambda each: each.dense_disk) for work in first)),
        "comparison": PAGES * page.measure_library(),
    }
    return Budget(
        workers, len(works), 0, len(first), start + playing.makespan,
        memory_of["main"] + min(workers, len(works)) * memory_of["worker"], sum(storage_of.values()),
        {
            "start": start, "runs": playing.makespan,
            "dense": sum({task.dense: task.dense_seconds for task in tasks}.values()), "waiting": sum(playing.waits),
        },
        memory_of, storage_of, timed,
    )  # fmt: skip


def _weights(work: Work) -> float:
    return work.weights


def _like(work: Work, timed: Sequence[Timed], at: Callable[[Work], float], of: Callable[[Timed], float]) -> float:
    """Of the timed runs of a run's own kind; of any kind where none is of its own."""
    return _between(work, [each for each in timed if each.work.pruned == work.pruned] or timed, at, of)


def _between(work: Work, timed: Sequence[Timed], at: Callable[[Work], float], of: Callable[[Timed], float]) -> float:
    """On the line between two timed runs, never outside; their mean where they lie at the same place."""
    (low, lower), (high, upper) = (
        min(((at(each.work), of(each)) for each in timed), key=lambda pair: pair[0]),
        max(((at(each.work), of(each)) for each in timed), key=lambda pair: pair[0]),
    )
    if high <= ALIKE * low:
        return sum(of(each) for each in timed) / len(timed)
    share = min(max((at(work) - low) / (high - low), 0.0), 1.0)
    return lower + share * (upper - lower)
