"""Launch the runs of a sweep until each has ended: one bad run never stops the others.

Failed runs come again in a later round, as often as ``retries`` allows.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runner.core.events import Failed, Finished, Skipped, Stopped


@dataclass(frozen=True)
class End:
    """What became of a run in one launch.

    ``outcome`` is what it ended with, None if it was not started; ``log`` is there if it failed and got that far.
    """

    outcome: Any = None
    log: Path | None = None

    @property
    def failure(self) -> str:
        """Why it failed, and where its log is; empty for a run that finished, now or before."""
        if isinstance(self.outcome, Finished | Skipped | Stopped):
            return ""
        if not isinstance(self.outcome, Failed):
            return str(self.outcome)
        return self.outcome.reason + (f"; its log is {self.log}" if self.log else "")


def play(
    launch: Callable[[Sequence[int]], Sequence[End]], runs: int, *, retries: int = 0, fail_fast: bool = False
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
        failed, not_started = list[int](), list[int]()
        for run, end in zip(batch, launch(batch), strict=True):
            if end.outcome is None:
                not_started.append(run)
                continue
            tried[run] += 1
            if isinstance(end.outcome, Failed) and tried[run] <= retries:
                failed.append(run)
            else:
                ends[run] = end
        if fail_fast and any(end.failure for end in ends.values()):
            return ends
        rounds.extend(each for each in (failed, not_started) if each)
    return ends
