"""What a user's ``tf.data`` pipeline costs and holds: ``python -m tests.benchmarks.bench_pipeline [ROUNDS]``.

The same pipeline, which shuffles and changes its examples, feeds Keras's ``fit`` and the runner's loop, in one process,
in turns of an epoch. A figure is the CPU time of the whole process, all threads, over that of ``fit`` in the same
round. Memory is the most that a run of its own holds, over a pipeline of few examples and one of ten times as many.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from runner.core import environment
from tests.benchmarks import results
from tests.benchmarks.bench_engine import BATCH, CLASSES, SHAPE, build, cpu_seconds

STEPS = {"lenet_300_100": 150, "tfmot_cnn": 60}
ROUNDS = 7
FIT, LOOP = "fit", "loop"
ROWS = (4_000, 40_000)  # of 16 kB


def make_pipeline(steps: int, seed: int = 0) -> Any:
    """As people write it: shuffled, noise added, in batches."""
    import tensorflow as tf

    random = np.random.default_rng(0)
    x = random.random((BATCH * steps, *SHAPE), dtype=np.float32)
    y = random.integers(0, CLASSES, len(x))
    return (
        tf.data.Dataset.from_tensor_slices((x, y))
        .shuffle(1000, seed=seed)
        .map(lambda x, y: (x + 0.01 * tf.random.stateless_normal(SHAPE, [seed, y]), y))
        .batch(BATCH)
        .prefetch(2)
    )


def train_by_keras(name: str, steps: int) -> Any:
    """An epoch by ``fit``, with its own optimizer."""
    import tf_keras

    model = build(name, None, 0)
    model.compile(tf_keras.optimizers.Adam(), tf_keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    data = make_pipeline(steps)
    return lambda: model.fit(data, epochs=1, verbose=0)


def train_in_graph(name: str, steps: int) -> Any:
    """An epoch by the runner's loop, as in a run."""
    import tf_keras

    from runner.data.datasets import CLASSIFICATION
    from runner.data.parts import Split, Stream
    from runner.training import fit, optimizers
    from runner.training.feeds import Pipeline
    from runner.training.loop import Loop

    model = build(name, None, 0)
    loss, accuracy = tf_keras.losses.SparseCategoricalCrossentropy(), ["accuracy", fit.BatchLoss(CLASSIFICATION)]
    model.compile(optimizers.Adam(), loss, metrics=accuracy)
    model.optimizer.build(model.trainable_variables)
    labels = np.zeros(BATCH * steps, np.int64)
    fit._build_metrics(model, labels[:1])
    shown = Split(np.zeros((1, *SHAPE), np.float32), labels[:1])
    stream = Stream(
        lambda seed: make_pipeline(steps, seed), lambda shape, x, y: (x, y), BATCH * steps, labels, shown, "",
        repeats=True, endless=False, batch_size=BATCH,
    )  # fmt: skip
    feed, made = Pipeline(stream, BATCH), 0
    loop = Loop(model, feed, feed, updates=[], looked_at=())

    def train() -> None:
        nonlocal made
        for _ in loop.train(made // steps, made + 1):
            pass
        made += steps

    return train


def measure_time(name: str, rounds: int) -> dict[str, Any]:
    """CPU time of a step by each way in milliseconds, and over that of ``fit``."""
    steps = STEPS[name]
    trainings = {FIT: train_by_keras(name, steps), LOOP: train_in_graph(name, steps)}
    for train in trainings.values():
        train()  # traces
    spent = []
    for number in range(rounds):
        ways = list(trainings) if number % 2 else list(reversed(trainings))
        spent.append({way: cpu_seconds(trainings[way]) / steps * 1e3 for way in ways})
    return {
        "ms": {way: results.spread([each[way] for each in spent]) for way in trainings},
        "ratio": results.spread([each[LOOP] / each[FIT] for each in spent]),
    }


def measure_memory(rows: int) -> int:
    """MB that the processes of a run hold at most."""
    from tests.benchmarks.bench_sweep import cost

    with tempfile.TemporaryDirectory() as folder:
        command = (
            "-m", "runner", "dataset._target_=tests.own_pipelines.counted", "trusted_modules=[tests]",
            f"+dataset.rows={rows}", "dataset.name=counted", "model=one_hidden", "train.epochs=1", "baseline.epochs=1",
        )  # fmt: skip
        return round(cost(*command, cwd=Path(folder)).megabytes)


def table(figures: Mapping[str, Any]) -> str:
    """The figures as tests/benchmarks/README.md shows them."""
    lines = ["| model | `fit` over the pipeline | loop over the same |", "|---|---:|---:|"]
    for name in STEPS:
        found = figures[name]
        lines.append(
            f"| `{name}` | {found['ms'][FIT]['median']:.1f} ms | "
            + "{median:.2f} ({min:.2f} to {max:.2f}) |".format(**found["ratio"])
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, keep the figures in results.json."""
    from runner.training import fit
    from tests.benchmarks.bench_sweep import adopt

    adopt()
    figures: dict[str, Any] = {f"megabytes/{rows} examples": measure_memory(rows) for rows in ROWS}
    print(figures, flush=True)
    fit.prepare(1)
    figures["rounds"] = rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    for name in STEPS:
        figures[name] = measure_time(name, rounds)
        print(name, figures[name]["ratio"], flush=True)
    results.write("pipeline", figures)


if __name__ == "__main__":
    environment.prepare()
    main()
