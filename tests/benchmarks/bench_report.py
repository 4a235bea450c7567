"""How much CPU time and memory a report takes: ``python -m tests.benchmarks.bench_report [RUNS ...]``.

Builds a SQLite store of each number of runs (100, 1,000 and 10,000 unless told) with 60 metrics each,
histories by epoch and by mask update included, and measures ``python -m runner.report`` over it, in its own process.
"""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from runner.core.metric_names import PRUNE_ACHIEVED, PRUNE_CHURN, PRUNE_PLANNED
from runner.core.tags import KIND_SWEEP, TAG_KIND, TAG_PARENT
from runner.tracking import store
from tests.benchmarks import results
from tests.stores import Run

SEEDS, EPOCHS, UPDATES, METRICS = 5, 8, 50, 60
COUNTS, ROUNDS = (100, 1_000, 10_000), 5
SCHEDULES = ("polynomial", "constant", "exponential", "linear", "cosine")
BY_EPOCH = ("train/loss", "train/accuracy", "val/loss", "val/accuracy", "sparsity/planned", "sparsity/global")
BY_UPDATE = (PRUNE_PLANNED, PRUNE_ACHIEVED, PRUNE_CHURN)


def runs(count: int) -> list[Run]:
    """``count`` runs: five schedules, five seeds, as many operating points as that needs."""
    targets = -(-count // (SEEDS * len(SCHEDULES)))
    steps = tuple(range(15, 15 * UPDATES + 1, 15))
    return [
        Run(schedule, round((at + 1) / (targets + 1), 4), seed, 0.95 - at * 0.001 - seed * 0.0007, steps=steps)
        for at in range(targets)
        for schedule in SCHEDULES
        for seed in range(SEEDS)
    ][:count]


def build(uri: str, count: int) -> None:
    """A store with ``count`` runs under one parent, written as rows: MLflow's API would take minutes."""
    from mlflow import MlflowClient

    store.ensure(uri)
    experiment = int(MlflowClient(uri).create_experiment("pruning"))
    tables: dict[str, list[tuple]] = {"runs": [], "tags": [], "params": [], "metrics": [], "latest_metrics": []}
    parent = "f" * 32
    _rows(tables, experiment, parent, "big", {TAG_KIND: KIND_SWEEP})
    for at, run in enumerate(runs(count)):
        run_id = f"{at:032x}"
        _rows(tables, experiment, run_id, run.name, {**run.all_tags(), TAG_PARENT: parent})
        tables["params"] += [(key, value, run_id) for key, value in run.all_params().items()]
        finals = run.all_metrics()
        spare = METRICS - len(finals) - len(BY_EPOCH) - len(BY_UPDATE)
        finals |= {f"cost/more_{number}": float(number) for number in range(spare)}
        history = [(key, value, 1, 0, run_id) for key, value in finals.items()]
        history += [(key, 0.5, epoch, epoch, run_id) for key in BY_EPOCH for epoch in range(1, EPOCHS + 1)]
        history += [(key, value, step, step, run_id) for key in BY_UPDATE for step, value in run.updates()]
        tables["metrics"] += [(key, value, at, run_id, step, 0) for key, value, at, step, run_id in history]
        last = {key: (key, value, at, step, 0, run_id) for key, value, at, step, run_id in history}
        tables["latest_metrics"] += last.values()
    with sqlite3.connect(store.find_database(uri)) as connection:
        for table, rows in tables.items():
            connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
    connection.close()


def _rows(tables: dict[str, list[tuple]], experiment: int, run_id: str, name: str, tags: dict[str, str]) -> None:
    now = 1_700_000_000_000
    artifacts = f"file:///nowhere/{run_id}/artifacts"
    tables["runs"].append(
        (run_id, name, "LOCAL", "", "", "", "FINISHED", now, now + 9000, "", "active", artifacts, experiment, None)
    )
    tables["tags"] += [(key, value, run_id) for key, value in {**tags, "mlflow.runName": name}.items()]


def measure(uri: str, folder: Path) -> tuple[float, float]:
    """CPU seconds and peak resident megabytes of one report."""
    command = [sys.executable, "-m", "runner.report", "--uri", uri, "--out", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"the report failed with status {status}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def over(count: int) -> dict[str, Any]:
    """Build a store of ``count`` runs, and report over it some times."""
    with tempfile.TemporaryDirectory() as folder:
        uri = f"sqlite:///{folder}/mlflow.db"
        # In a process of its own: what is forked here begins with our memory, and would count it as its own.
        builder = multiprocessing.get_context("spawn").Process(target=build, args=(uri, count))
        builder.start()
        builder.join()
        spent = [measure(uri, Path(folder, "report")) for _ in range(ROUNDS)]
    found = {
        "seconds": results.spread([seconds for seconds, _ in spent]),
        "megabytes": results.spread([megabytes for _, megabytes in spent]),
    }
    print(
        f"{count:6} runs: {found['seconds']['median']:.1f} s, {found['megabytes']['median']:.0f} MB at most", flush=True
    )
    return found


def table(figures: dict[str, Any]) -> str:
    """The figures as tests/benchmarks/README.md shows them."""
    lines = ["| runs | CPU time of a report | memory at most |", "|---:|---:|---:|"]
    for count, found in figures["runs"].items():
        seconds, megabytes = found["seconds"]["median"], found["megabytes"]["median"]
        lines.append(f"| {int(count):,} | {seconds:.1f} s | {megabytes:.0f} MB |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, keep the figures in results.json: what each run costs beyond the smallest report too."""
    counts = sorted(int(each) for each in sys.argv[1:]) or list(COUNTS)
    figures: dict[str, Any] = {"rounds": ROUNDS, "runs": {str(count): over(count) for count in counts}}
    few, *more = counts
    least = figures["runs"][str(few)]["seconds"]["median"]
    for count in more:
        beyond = (figures["runs"][str(count)]["seconds"]["median"] - least) / (count - few)
        figures["runs"][str(count)]["milliseconds a run beyond the first"] = round(beyond * 1000, 2)
        print(f"{count:6} runs: {beyond * 1000:.2f} ms a run beyond the first {few}")
    results.write("report", figures)


if __name__ == "__main__":
    main()
