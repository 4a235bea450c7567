"""What threads bring: ``python -m tests.benchmarks.bench_threads [ROUNDS]``.

A pruned training step of each model, alone and two at once, with one or two operations at a time
(``train.threads``), and with two threads in one operation, which the runner never uses since results would
depend on their number. A figure is the wall time of a step; of two trainings at once that of both together,
halved: what a step costs a sweep.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any

from runner.core import environment
from tests.benchmarks import results

MODELS = {"lenet_300_100": 600, "deep_cnn": 40}  # steps that are timed
SETTINGS = {  # threads in an operation, operations at a time, trainings at once
    "one training, threads=1": (1, 1, 1),
    "one training, threads=2": (1, 2, 1),
    "one training, 2 threads in an operation": (2, 2, 1),
    "two trainings, threads=1 each": (1, 1, 2),
    "two trainings, threads=2 each": (1, 2, 2),
}
ROUNDS = 5


def train_some(model: str, intra: int, inter: int) -> None:
    """Train until told to begin, then the timed steps; for a process of its own."""
    import tensorflow as tf

    from tests.benchmarks import bench_engine

    tf.config.threading.set_intra_op_parallelism_threads(intra)
    tf.config.threading.set_inter_op_parallelism_threads(inter)
    tf.config.experimental.enable_op_determinism()
    train = bench_engine.make_trainings(model, MODELS[model], rounds=1, frequency=10)[bench_engine.PRUNED]
    train()  # traces
    print("ready", flush=True)
    sys.stdin.readline()
    train()
    print("done", flush=True)


def milliseconds(model: str, intra: int, inter: int, at_once: int) -> float:
    """Wall time of a step."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_threads", "train", model, str(intra), str(inter)]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for _ in range(at_once)
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    start = time.perf_counter()
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        assert process.stdout.readline() == "done\n"
    spent = time.perf_counter() - start
    for process in processes:
        process.kill()
        process.communicate()
    return spent / MODELS[model] / at_once * 1000


def table(figures: Mapping[str, Any]) -> str:
    """The figures as tests/benchmarks/README.md shows them."""
    lines = ["| a step of | " + " | ".join(f"`{model}`" for model in MODELS) + " |", "|---|" + "---:|" * len(MODELS)]
    for name in SETTINGS:
        spreads = [figures[model][name] for model in MODELS]
        cells = [f"{of['median']:.1f} ms ({of['min']:.1f} to {of['max']:.1f})" for of in spreads]
        lines.append(f"| {name.replace('threads=', '`train.threads=').replace('=1', '=1`').replace('=2', '=2`')} | "
                     + " | ".join(cells) + " |")  # fmt: skip
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, keep the figures in results.json."""
    if sys.argv[1:2] == ["train"]:
        train_some(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        return
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    figures: dict[str, Any] = {"rounds": rounds}
    for model in MODELS:
        spent: dict[str, list[float]] = {name: [] for name in SETTINGS}
        for _ in range(rounds):
            for name, setting in SETTINGS.items():
                spent[name].append(milliseconds(model, *setting))
        figures[model] = {name: results.spread(values) for name, values in spent.items()}
        for name, spread in figures[model].items():
            print(f"{model:14} {name:40} {spread['median']:8.2f} ms a step", flush=True)
    results.write("threads", figures)


if __name__ == "__main__":
    environment.prepare()
    main()
