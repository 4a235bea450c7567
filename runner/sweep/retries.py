"""Launch the runs of a sweep until each has ended: one bad run never stops the others.

A launch gives the outcome of each of its runs, or breaks off in the middle. After that, those that were
never started are launched again. Where several were lost and nobody knows which one broke the launch, each is
launched alone: one that breaks a launch of its own has failed. So each launch settles a run, or the next one does.
Failed runs come again in a later round, as often as ``retries`` allows.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runner.core.events import Failed, Finished, Skipped, Stopped
from runner.core.file_names import LOG_FILE


@dataclass(frozen=True)
class End:
    """What became of a run in one launch.

    ``outcome`` is what it ended with; None if it did not end: it was not started, or it was ``lost`` with the
    launch. ``output`` is its folder, if it got that far.
    """

    outcome: Any = None
    lost: bool = False
    output: Path | None = None

    @property
    def failure(self) -> str:
        """Why it failed, and where its log is; empty for a run that finished, now or before."""
        if isinstance(self.outcome, Finished | Skipped | Stopped):
            return ""
        if not isinstance(self.outcome, Failed):
            return str(self.outcome)
        return self.outcome.reason + (f"; its log is {self.output / LOG_FILE}" if self.output else "")


@dataclass(frozen=True)
class Launched:
    """The ends of all runs of one launch, in their order; ``broken`` says why it did not go to its end."""

    ends: Sequence[End]
    broken: str = ""


def play(
    launch: Callable[[Sequence[int]], Launched], runs: int, *, retries: int = 0, fail_fast: bool = False
) -> dict[int, End]:
    """The last end of each run, by its number; a run that was not started, after a failure, has none.

    Args:
        launch: launches some runs, given by their numbers; with ``fail_fast`` it starts none after a failure.
        runs: how many there are, numbered from 0.
        retries: how often a failed run is launched again. One that was refused is not.
        fail_fast: launch nothing more once a run failed for the last time.
    """
    ends: dict[int, End] = {}
    tried: Counter[int] = Counter()
    rounds = deque([list(range(runs))] if runs else [])
    while rounds:
        batch = rounds.popleft()
        launched = launch(batch)
        failed, lost, rest = list[int](), list[int](), list[int]()
        for run, end in zip(batch, launched.ends, strict=True):
            if launched.broken and end.outcome is None and len(batch) == 1:
                end = End(Failed(launched.broken), output=end.output)
            if end.outcome is None:
                (lost if end.lost else rest).append(run)
                continue
            tried[run] += 1
            if isinstance(end.outcome, Failed) and tried[run] <= retries:
                failed.append(run)
            else:
                ends[run] = end
        if fail_fast and any(end.failure for end in ends.values()):
            return ends
        if launched.broken and not lost and len(rest) == len(batch):
            lost = [rest.pop(0)]  # it broke before any run started: the next launch will settle the first
        again = [failed, rest] if fail_fast else [rest, failed]
        rounds.extendleft(reversed([[run] for run in lost]))
        rounds.extend(each for each in again if each)
    return ends
