"""Whether ``runner.plan --budget`` says what a sweep takes: ``python -m tests.benchmarks.bench_budget [ROUNDS]``.

A sweep of 36 runs on ``digits`` is estimated from two of its runs and then made, one run after the other and two at
once. Told is what was estimated over what it took: wall time, the most memory that all processes had at once, bytes of
everything that it left. What other programs do meanwhile changes the time that both take, so only
rounds count in which they used little of the machine.
"""

from __future__ import annotations

import contextlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil

from runner.core.files import size
from tests.benchmarks import results
from tests.benchmarks.bench_sweep import adopt, cost, orphans

SWEEP = [
    "-m", "dataset=digits", "schedule=polynomial,constant", "target_sparsity=0.5,0.7,0.8,0.9", "seed=0,1,2,3",
]  # fmt: skip
WAYS = {
    "one after the other": [],
    "two at once": ["launch=joblib", "launch.jobs=2"],
}
FIGURES = {
    "seconds": ("wall time", "{:,.0f} s", 1),
    "memory": ("memory at most", "{:,.2f} GB", 1e9),
    "storage": ("disk", "{:,.1f} MB", 1e6),
}
ROUNDS, TRIES, QUIET, TOLERANCE = 5, 3, 0.15, 0.2


def estimated(folder: Path, way: Sequence[str]) -> dict[str, float]:
    """What the budget says."""
    command = [sys.executable, "-m", "runner.plan", *SWEEP, *way, "--budget", "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    budget = json.loads(done.stdout)["budget"]
    return {name: budget[name] for name in FIGURES}


def taken(folder: Path, way: Sequence[str]) -> dict[str, float]:
    """What the sweep takes."""
    found = cost("-m", "runner", *SWEEP, *way, cwd=folder)
    return {"seconds": found.wall, "memory": found.megabytes * 1e6, "storage": size(folder)}


def one_round(overrides: Sequence[str]) -> tuple[dict[str, tuple[float, float]], tuple[float, float]]:
    """(estimated, taken) of every figure; and the share of the processors that others used in either."""
    with tempfile.TemporaryDirectory() as name:
        with others() as before:
            said = estimated(Path(name), overrides)
        with others() as meanwhile:
            took = taken(Path(name), overrides)
    return {figure: (said[figure], took[figure]) for figure in FIGURES}, (before[0], meanwhile[0])


@contextlib.contextmanager
def others() -> Iterator[list[float]]:
    """The share of all processors that was used in the block by programs that we did not start."""

    def busy() -> float:
        every = psutil.cpu_times()
        return every.user + every.nice + every.system + every.irq + every.softirq + every.steal

    def own() -> float:
        return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))

    used, start, of_all, of_us = [0.0], time.perf_counter(), busy(), own()
    yield used
    list(orphans())
    spent = (time.perf_counter() - start) * (psutil.cpu_count() or 1)
    used[0] = (busy() - of_all - (own() - of_us)) / spent


def rounds(wanted: int) -> Iterator[dict[str, list[dict[str, tuple[float, float]]]]]:
    """The rounds that count, by way, after each of them; each way is tried a few times more than is wanted."""
    found = {way: list[dict[str, tuple[float, float]]]() for way in WAYS}
    for _ in range(TRIES * wanted):
        for way, overrides in WAYS.items():
            if len(found[way]) >= wanted:
                continue
            figures, (before, meanwhile) = one_round(overrides)
            ratios = ", ".join(f"{figure} {said / took:.2f}" for figure, (said, took) in figures.items())
            counts = max(before, meanwhile) <= QUIET
            used = f"others used {before:.0%} and {meanwhile:.0%}{'' if counts else ', so not counted'}"
            print(f"{way}: estimated over taken: {ratios}; {used}", flush=True)
            if counts:
                found[way].append(figures)
                yield found


def figures(found: Mapping[str, Sequence[Mapping[str, tuple[float, float]]]]) -> dict[str, Any]:
    """Of each way and figure: what was estimated, what it took, and the ratio, with their spread over the rounds."""
    return {
        "rounds": min(map(len, found.values())),
        "ways": {
            way: {
                figure: {
                    "estimated": results.spread([each[figure][0] for each in every]),
                    "taken": results.spread([each[figure][1] for each in every]),
                    "ratio": results.spread([each[figure][0] / each[figure][1] for each in every]),
                }
                for figure in FIGURES
            }
            for way, every in found.items() if every
        },
    }  # fmt: skip


def table(figures: Mapping[str, Any]) -> str:
    """The figures as tests/benchmarks/README.md shows them."""
    lines = ["| 36 runs | | estimated | taken | estimated / taken |", "|---|---|---:|---:|---:|"]
    for way, found in figures["ways"].items():
        for figure, (title, written, unit) in FIGURES.items():
            said, took = (written.format(found[figure][part]["median"] / unit) for part in ("estimated", "taken"))
            ratio = found[figure]["ratio"]
            spread = f"{ratio['median']:.2f} ({ratio['min']:.2f} to {ratio['max']:.2f})"
            lines.append(f"| {way} | {title} | {said} | {took} | {spread} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Estimate and measure, print each ratio, keep the figures in results.json; 1 if a median is too far off."""
    adopt()
    found = None
    for each in rounds(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS):
        results.write("budget", found := figures(each))  # each takes minutes: what is known is kept
    if found is None:
        sys.exit("Nothing was measured: other programs use this machine. Try again when they have ended.")
    print(table(found))
    ratios = [each["ratio"]["median"] for way in found["ways"].values() for each in way.values()]
    sys.exit(any(abs(ratio - 1) > TOLERANCE for ratio in ratios))


if __name__ == "__main__":
    main()
