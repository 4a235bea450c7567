"""What a training step costs: ``python -m tests.benchmarks.bench_engine [ROUNDS]``.

The same steps are made by Keras's ``fit``, dense, as anybody would call it; by ``fit`` with tfmot's wrappers and its
own mask kernel, as the tutorials do; and by the runner's loop in one graph, dense and pruned. All go in one process, in
turns of an epoch, so that whatever else the machine does meets them all; who is first changes from round to round. A
figure is the CPU time of the whole process, all threads, over that of the dense ``fit`` in the same round; told are
median, least and largest. TensorFlow has one thread, and its kernels are deterministic, as in a run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from runner.core import environment
from tests.benchmarks import results

SHAPE, CLASSES, BATCH = (28, 28, 1), 10, 32
FREQUENCIES = {"lenet_300_100": (1, 10, 100), "tfmot_cnn": (10,), "deep_cnn": (10,), "mobilenet": (10,)}
STEPS = {"lenet_300_100": 200, "tfmot_cnn": 60, "deep_cnn": 20, "mobilenet": 20}  # of a turn
ROUNDS = 7
FIT, STOCK, DENSE, PRUNED = "fit", "tfmot", "loop", "pruned loop"


def make_trainings(name: str, steps: int, rounds: int, frequency: int | None) -> dict[str, Callable[[], None]]:
    """What trains for some steps each time it is called, by way; the ways that prune only with a ``frequency``."""
    random = np.random.default_rng(0)
    x = random.random((BATCH * steps, *SHAPE), dtype=np.float32)
    y = random.integers(0, CLASSES, len(x))
    made = {FIT: train_by_keras(build(name, None, 0), x, y), DENSE: train_in_graph(build(name, None, 0), x, y, [])}
    if frequency:
        last = steps * (rounds + 1)
        updates = range(frequency, last + 1, frequency)
        made[STOCK] = train_by_keras(build(name, frequency, last, fast=False), x, y)
        made[PRUNED] = train_in_graph(build(name, frequency, last), x, y, updates)
    return made


def build(name: str, frequency: int | None, last: int, *, fast: bool = True) -> Any:
    """A model of the runner's, wrapped where it is pruned: from 0 to 90 % over ``last`` steps."""
    from tensorflow_model_optimization.sparsity.keras import PolynomialDecay

    from runner.config.schema import ScopeConfig
    from runner.models import builders
    from runner.pruning import scope, wrapping
    from runner.training import fit

    fit.seed_everything(0)
    model = getattr(builders, name)(SHAPE, CLASSES)
    if not frequency:
        return model
    schedule = PolynomialDecay(0.0, 0.9, 0, last, frequency=frequency)
    return wrapping.wrap(model, scope.select_layers(model, ScopeConfig()), schedule, fast=fast)


def train_by_keras(model: Any, x: np.ndarray, y: np.ndarray) -> Callable[[], None]:
    """An epoch by ``fit``, with its own optimizer."""
    import tensorflow as tf
    import tf_keras
    from tensorflow_model_optimization.sparsity.keras import UpdatePruningStep

    from runner.pruning import wrapping

    model.compile(tf_keras.optimizers.Adam(), tf_keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    callbacks = [UpdatePruningStep()] if wrapping.find_wrappers(model) else []
    data = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(len(x), seed=0).batch(BATCH).prefetch(2)
    return lambda: model.fit(data, epochs=1, verbose=0, callbacks=callbacks)


def train_in_graph(model: Any, x: np.ndarray, y: np.ndarray, updates: Any) -> Callable[[], None]:
    """An epoch by the runner's loop, with its optimizer, and looks at the masks as in a run."""
    import tf_keras

    from runner.data.datasets import CLASSIFICATION
    from runner.data.parts import Split
    from runner.schedules.plan import Plan, Update
    from runner.training import fit, optimizers, trace
    from runner.training.feeds import Arrays
    from runner.training.loop import Loop

    model.compile(
        optimizers.Adam(), tf_keras.losses.SparseCategoricalCrossentropy(),
        metrics=["accuracy", fit.BatchLoss(CLASSIFICATION)],
    )  # fmt: skip
    model.optimizer.build(model.trainable_variables)
    fit._build_metrics(model, y[:1])
    feed = Arrays(Split(x, y), BATCH, seed=0)
    plan = Plan(tuple(Update(step, 1, 0.9) for step in updates), max(updates, default=1), 0.9)
    looked_at = trace.choose_steps(plan) if updates else ()
    loop = Loop(model, feed, feed, updates=list(updates), looked_at=looked_at)
    made = 0

    def train() -> None:
        nonlocal made
        for _ in loop.train(made // feed.steps, made + 1):
            pass
        made += feed.steps

    return train


def measure(name: str, frequency: int, rounds: int) -> dict[str, Any]:
    """CPU time of a step by each way in milliseconds, and over that of the dense ``fit``."""
    steps = STEPS[name]
    trainings = make_trainings(name, steps, rounds, frequency)
    for train in trainings.values():
        train()  # traces
    spent = []
    for number in range(rounds):
        ways = list(trainings)
        begun = number % len(ways)
        spent.append({way: cpu_seconds(trainings[way]) / steps * 1e3 for way in (*ways[begun:], *ways[:begun])})
    ratios = {way: [each[way] / each[FIT] for each in spent] for way in (STOCK, DENSE, PRUNED)}
    return {
        "ms": {way: results.spread([each[way] for each in spent]) for way in trainings},
        "ratio": {way: results.spread(values) for way, values in ratios.items()},
        "pruned to dense": results.spread([each[PRUNED] / each[DENSE] for each in spent]),
    }


def cpu_seconds(train: Callable[[], None]) -> float:
    """Of this process, all threads."""
    begun = time.process_time()
    train()
    return time.process_time() - begun


def table(figures: Mapping[str, Any]) -> str:
    """The figures as tests/benchmarks/README.md shows them."""
    lines = [
        "| model | frequency | dense `fit` | `fit` with tfmot | loop, dense | loop, pruned | its pruned to dense |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, frequencies in FREQUENCIES.items():
        for frequency in frequencies:
            found = figures[f"{name}/{frequency}"]
            spreads = [*(found["ratio"][way] for way in (STOCK, DENSE, PRUNED)), found["pruned to dense"]]
            cells = " | ".join("{median:.2f} ({min:.2f} to {max:.2f})".format(**each) for each in spreads)
            lines.append(f"| `{name}` | {frequency} | {found['ms'][FIT]['median']:.1f} ms | {cells} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure each model at each frequency, print, keep the figures in results.json."""
    from runner.training import fit

    fit.prepare(1)
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    figures: dict[str, Any] = {"rounds": rounds}
    for name, frequencies in FREQUENCIES.items():
        for frequency in frequencies:
            figures[f"{name}/{frequency}"] = found = measure(name, frequency, rounds)
            print(name, frequency, {way: each["median"] for way, each in found["ratio"].items()}, flush=True)
    results.write("engine", figures)


if __name__ == "__main__":
    environment.prepare()
    main()
