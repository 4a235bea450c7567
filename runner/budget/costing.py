"""A sweep's budget, from its plan to the figures: what is left to do, two runs of it timed, and the estimate."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from runner.budget import timing, workload
from runner.budget.estimate import Budget, Timed, bracket, estimate_budget
from runner.cli import app
from runner.sweep import grid, outline
from runner.sweep.outline import Outline


@dataclass(frozen=True)
class Costed:
    """The estimate, what it was made from, and why it is rough where it is."""

    budget: Budget
    timed: Sequence[Timed]
    rough: Sequence[str]

    def as_dict(self) -> dict[str, Any]:
        """For JSON: seconds, bytes, rows by table."""
        return {**asdict(self.budget), "timed": [asdict(each) for each in self.timed], "rough": list(self.rough)}


def of_sweep(
    given: Sequence[str], jobs: Sequence[grid.Job], outlines: Sequence[Outline], workers: int | None, planning: float
) -> Costed:
    """The budget of what is left to do of a sweep.

    Args:
        given: the overrides of the command.
        jobs: its runs.
        outlines: of its arms, none refused.
        workers: how many runs go at once; None is what the command's launch says.
        planning: seconds that planning the arms took.

    Raises:
        TimingFailed: a run that was to be timed did not finish.
        UserError: the store cannot be read, or this machine tells nothing of its processes.
    """
    of_each = outline.of_each(outlines, jobs)
    works = workload.of_runs(jobs, of_each)
    done = workload.finished(jobs, of_each)
    count = workers or jobs[0][1].launch.jobs
    if all(done):
        return Costed(Budget(count, 0, len(jobs), 0, 0.0, 0, 0, 0, {}), (), ())
    begun = time.perf_counter()
    app.compose([*jobs[0][0]])
    composing = time.perf_counter() - begun
    timed = len(bracket(works))
    print(f"Making {timed} of the {len(jobs)} runs, to time them ...", file=sys.stderr, flush=True)
    measured = timing.measure(given, jobs, works, compose=composing, plan=planning * max(1 - timed / len(outlines), 0))
    left = workload.repeated([work for work, over in zip(works, done, strict=True) if not over], jobs[0][1])
    return Costed(
        estimate_budget(left, measured.runs, measured.fixed, count, sum(done)),
        measured.runs,
        workload.rough(jobs, count),
    )
