"""What a sweep costs beside its training: ``python -m tests.benchmarks.bench_sweep [ROUNDS]``.

The same 12 runs (3 schedules x 2 targets x 2 seeds, ``lenet_300_100``, ``mnist5k``) are made three
ways, one after the other in each round: by 12 scripts as the tutorials write them, by one sweep,
and by one process that does nothing but ``fit`` (the least that is possible). Counted is CPU time,
user and system, of every process that came out of the command, and wall time. The sweep with
``launch=joblib launch.jobs=2`` is a way of its own.

Of the sweep is told as well what each run costs beside its trainings, by the figures that the runs
log themselves.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import json
import operator
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks import results

SCHEDULES, TARGETS, SEEDS = ("constant", "polynomial", "linear"), (0.8, 0.9), (0, 1)
ARMS = [(schedule, target, seed) for seed in SEEDS for target in TARGETS for schedule in SCHEDULES]
GRID = [
    "-m", f"schedule={','.join(SCHEDULES)}", f"target_sparsity={','.join(map(str, TARGETS))}",
    f"seed={','.join(map(str, SEEDS))}", "sweep.control=false",
]  # fmt: skip
ROUNDS = 5
BECOME_SUBREAPER = 36  # prctl: orphans become our children, so that their time can be counted
SAMPLE = 0.25  # seconds
TITLES = {
    "12 scripts": "12 scripts, as the tutorials write them",
    "sweep": "one sweep, one run at a time",
    "two at once": "one sweep, `launch=joblib launch.jobs=2`",
    "fit alone": "one process that only calls `fit`",
}
WAYS = SCRIPTS, SWEEP, TWO, ALONE = "12 scripts", "sweep", "two at once", "fit alone"


@dataclass(frozen=True)
class Cost:
    """CPU and wall seconds, and the most megabytes that all its processes had at once."""

    cpu: float
    wall: float
    megabytes: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.megabytes, other.megabytes))


def cost(*arguments: str, cwd: Path) -> Cost:
    """Run ``python`` with arguments to its end; counts every process that comes out of it."""
    start, peak = time.perf_counter(), 0.0
    with tempfile.TemporaryFile() as errors:
        command = [sys.executable, *arguments]
        process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=errors)
        used = None
        while used is None:
            time.sleep(SAMPLE)
            peak = max(peak, megabytes())
            pid, status, rusage = os.wait4(process.pid, os.WNOHANG)
            used = rusage if pid else None
        wall = time.perf_counter() - start
        if status:
            errors.seek(0)
            sys.exit(f"{' '.join(arguments)} failed:\n{errors.read().decode()[-2000:]}")
    cpu = sum(each.ru_utime + each.ru_stime for each in (used, *orphans()))
    return Cost(cpu, wall, peak)


def orphans() -> Iterator[resource.struct_rusage]:
    """What the processes used that outlived their parent, such as a fork server, each when it has ended."""
    with contextlib.suppress(ChildProcessError):
        while True:
            yield os.wait3(0)[2]


def megabytes() -> float:
    """Of all our children now; pages that they share count once."""
    found = 0
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            found += child.memory_full_info().pss
    return found / 1e6


def scripts(folder: Path) -> Cost:
    """The 12 scripts, one after the other."""
    made = [cost("-m", "tests.benchmarks.tutorial", *map(str, arm), cwd=folder) for arm in ARMS]
    return functools.reduce(operator.add, made)


def sweep(folder: Path, *overrides: str) -> Cost:
    """The sweep, its dense trainings and its comparison included."""
    return cost("-m", "runner", *GRID, *overrides, cwd=folder)


def beside_training(folder: Path) -> list[float]:
    """CPU seconds of each run of the sweep in a folder that were not training, the first run left out."""
    from mlflow import MlflowClient

    client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
    experiment = client.get_experiment_by_name("pruning").experiment_id
    runs = client.search_runs([experiment], "tags.kind = 'run'", order_by=["attributes.start_time"])
    metrics = [run.data.metrics for run in runs]
    return [each["time/cpu_s"] - each["time/cpu_training_s"] for each in metrics[1:]]


def one_round() -> dict[str, Any]:
    """Every way once, each in a folder of its own."""
    found: dict[str, Any] = {}
    for way in WAYS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            if way == SCRIPTS:
                found[way] = scripts(folder)
            elif way == ALONE:
                found[way] = cost("-m", "tests.benchmarks.fit_alone", json.dumps(ARMS), cwd=folder)
            else:
                found[way] = sweep(folder, *(["launch=joblib", "launch.jobs=2"] if way == TWO else []))
            if way == SWEEP:
                found["beside training"] = statistics.median(beside_training(folder))
        print(f"{way:12} CPU {found[way].cpu:6.1f} s, wall {found[way].wall:6.1f} s", flush=True)
    return found


def figures(rounds: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The ratios that are asked for, with their spread over the rounds."""
    over = {
        "cpu/sweep to scripts": [each[SWEEP].cpu / each[SCRIPTS].cpu for each in rounds],
        "wall/two at once to scripts": [each[TWO].wall / each[SCRIPTS].wall for each in rounds],
        "cpu/sweep to fit alone": [each[SWEEP].cpu / each[ALONE].cpu for each in rounds],
        "cpu seconds/beside training in a run": [each["beside training"] for each in rounds],
        **{f"cpu seconds/{way}": [each[way].cpu for each in rounds] for way in WAYS},
        **{f"wall seconds/{way}": [each[way].wall for each in rounds] for way in WAYS},
    }
    return {"rounds": len(rounds), **{name: results.spread(values) for name, values in over.items()}}


def table(figures: Mapping[str, Any]) -> str:
    """The figures as tests/benchmarks/README.md shows them."""
    least = figures[f"cpu seconds/{SCRIPTS}"]["median"], figures[f"wall seconds/{SCRIPTS}"]["median"]
    lines = [
        "| the same 12 runs, by | CPU time | wall time | CPU to scripts | wall to scripts |",
        "|---|---:|---:|---:|---:|",
    ]
    for way, title in TITLES.items():
        cpu, wall = (figures[f"{kind} seconds/{way}"]["median"] for kind in ("cpu", "wall"))
        lines.append(f"| {title} | {cpu:.0f} s | {wall:.0f} s | {cpu / least[0]:.2f} | {wall / least[1]:.2f} |")
    return "\n".join(lines) + "\n"


def adopt() -> None:
    """Be the parent of what is left by our children, so that it is counted; let them find this project."""
    ctypes.CDLL(None).prctl(BECOME_SUBREAPER, 1)
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])


def main() -> None:
    """Measure, print each ratio, keep the figures in results.json."""
    adopt()
    rounds = [one_round() for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)]
    found = figures(rounds)
    for name, value in found.items():
        print(f"{name}: {value}")
    results.write("sweep", found)


if __name__ == "__main__":
    main()
