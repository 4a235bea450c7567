"""A tree of processes, watched from outside: how long each run in it lived, and how much memory it took.

Pages that processes share count once. Of their own memory the kernel divides each page among those that have it (its
proportional set size); of files, libraries above all, every process has about the same, so that the most that one has
counts. The kernel would divide these among strangers, too. A run's process is known by where its output goes, to the
run's log. Needs Linux, for ``/proc``; psutil has no peaks, and tells starts by a clock that is off by up to a second.

Units: seconds since the machine was started, bytes.
"""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from runner.core.records import LOG_FILE

PROC = Path("/proc")
SHARE = 0.05  # of a processor may go into looking: the kernel walks through all pages for it
NEVER = float("inf")


@dataclass(frozen=True)
class Life:
    """A run's process: its folder, when it began and ended, and its memory.

    Attributes:
        worker_start: when the first process under the watched one began that leads to it.
        seen: the most bytes of it together with those processes, files left out, when that was looked at.
        resident: the most bytes of it alone at such a moment, shared pages counted whole.
        peak: the most that it ever had, which the kernel keeps, counted the same way.
    """

    folder: Path
    start: float
    end: float = NEVER
    worker_start: float = 0.0
    seen: int = 0
    resident: int = 0
    peak: int = 0

    @property
    def bytes(self) -> int:
        """The most with its launcher's processes: what it had more between two looks is its own."""
        return self.seen + max(self.peak - self.resident, 0)


@dataclass
class Watch:
    """Looks at a process and all that came out of it.

    Attributes:
        root: its process id.
        lives: the runs that were seen, by process id.
        most: the most bytes that all processes had at once.
        beside: the most bytes of what no run needs for itself, while as many runs went on as ever did; with files.
    """

    root: int
    lives: dict[int, Life] = field(default_factory=dict)
    most: int = 0
    beside: int = 0
    _at_once: int = 0
    _next: float = 0.0

    def look(self) -> None:
        """See which runs there are; and how much memory is taken, if that was not seen just now."""
        for pid, life in self.lives.items():
            if life.end == NEVER:
                peak = _figures(pid, "status").get("VmHWM", 0)
                self.lives[pid] = replace(life, peak=max(life.peak, peak), end=life.end if _alive(pid) else now())
        if now() < self._next:
            return
        spent = time.thread_time()  # of a processor: on a machine that is busy, a look takes longer and costs the same
        self._see()
        self._next = now() + (time.thread_time() - spent) / SHARE

    def close(self) -> None:
        """What still lived has ended now."""
        for pid, life in self.lives.items():
            self.lives[pid] = replace(life, end=min(life.end, now()))

    def _see(self) -> None:
        family = _family(self.root)
        for pid in family:
            if pid not in self.lives and (log := _log(pid)):
                worker = _way(pid, family, self.root)[-1]
                self.lives[pid] = Life(log.parent, family[pid][1], worker_start=family[worker][1])
        taken, files = {}, 0
        for pid in (self.root, *family):
            pages = _figures(pid, "smaps_rollup")
            taken[pid] = pages.get("Pss_Anon", 0) + pages.get("Pss_Shmem", 0)
            files = max(files, pages.get("Rss", 0) - pages.get("Anonymous", 0))
        running = [pid for pid in self.lives if pid in family]
        ways = {pid: _way(pid, family, self.root) for pid in running}
        for pid, way in ways.items():
            life, of_run = self.lives[pid], sum(taken[each] for each in way)
            resident = _figures(pid, "status").get("VmRSS", 0)
            self.lives[pid] = replace(life, seen=max(life.seen, of_run), resident=max(life.resident, resident))
        of_runs = {each for way in ways.values() for each in way}
        self.most = max(self.most, sum(taken.values()) + files)
        rest = files + sum(taken.values()) - sum(taken[each] for each in of_runs)
        if running and len(running) >= self._at_once:
            self.beside = max(self.beside, rest) if len(running) == self._at_once else rest
            self._at_once = len(running)


def now() -> float:
    """On the clock that processes' starts are told by."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def watchable() -> bool:
    """Whether this machine tells of its processes as Linux does."""
    return (PROC / "self" / "smaps_rollup").exists()


def descendants(root: int) -> list[int]:
    """The process ids of all that came out of a process and lives; none where the machine does not tell."""
    return list(_family(root)) if PROC.is_dir() else []


def _family(root: int) -> dict[int, tuple[int, float]]:
    """(parent, start) of every descendant of a process."""
    every: dict[int, tuple[int, float]] = {}
    ticks = os.sysconf("SC_CLK_TCK")
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                every[int(entry.name)] = int(fields[1]), int(fields[19]) / ticks
    found, added = {root}, {root}
    while added:
        added = {pid for pid, (parent, _) in every.items() if parent in added} - found
        found |= added
    return {pid: every[pid] for pid in found - {root}}


def _way(pid: int, family: dict[int, tuple[int, float]], root: int) -> list[int]:
    """A process and those above it, below the root."""
    way = [pid]
    while (parent := family[way[-1]][0]) != root and parent in family:
        way.append(parent)
    return way


def _log(pid: int) -> Path | None:
    with contextlib.suppress(OSError):
        output = (PROC / str(pid) / "fd" / "1").readlink()
        return output if output.name == LOG_FILE else None
    return None


def _figures(pid: int, file: str) -> dict[str, int]:
    """Bytes that the kernel tells of a process, by name; none when it has ended."""
    with contextlib.suppress(OSError):
        lines = (line.split() for line in (PROC / str(pid) / file).read_text().splitlines())
        return {words[0].rstrip(":"): int(words[1]) * 1024 for words in lines if words[-1] == "kB"}
    return {}


def _alive(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
