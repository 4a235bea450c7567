"""What many layers cost at the start: ``python -m tests.benchmarks.bench_layers [ROUNDS]``.

The first step of a training, with all that is traced for it, takes seconds with a model of 150 layers. It is made by
Keras's ``fit``, dense and with tfmot's wrappers and kernel, and by the runner's loop, dense and pruned, each in a
process of its own, as a run is. A figure is CPU time, over that of the dense ``fit`` in the same round; a later step
stands beside it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import numpy as np

from runner.core import environment
from tests.benchmarks import bench_engine, results
from tests.benchmarks.bench_engine import BATCH, DENSE, FIT, PRUNED, STOCK

MODELS = ("MobileNetV2", "GRU")
TITLES = {FIT: "`fit`, dense", STOCK: "`fit` with tfmot", DENSE: "the loop, dense", PRUNED: "the loop, pruned"}
WAYS = tuple(TITLES)
ROUNDS, LATER = 5, 3


def build(name: str, *, pruned: bool, fast: bool) -> tuple[Any, np.ndarray]:
    """A model, and examples for it."""
    import tf_keras
    from tensorflow_model_optimization.sparsity.keras import PolynomialDecay

    from runner.config.schema import ScopeConfig
    from runner.pruning import scope, wrapping

    shape = (96, 96, 3) if name == "MobileNetV2" else (64, 16)
    if name == "MobileNetV2":
        model = tf_keras.applications.MobileNetV2(shape, alpha=0.35, weights=None, classes=10)
    else:
        layers = tf_keras.layers
        recurrent = [layers.GRU(64, return_sequences=True), layers.GRU(64)]
        model = tf_keras.Sequential([layers.Input(shape), *recurrent, layers.Dense(10, "softmax")])
    if pruned:
        layers = scope.select_layers(model, ScopeConfig())
        model = wrapping.wrap(model, layers, PolynomialDecay(0.0, 0.9, 0, 100, frequency=2), fast=fast)
    return model, np.random.default_rng(0).random((BATCH, *shape), dtype=np.float32)


def train(name: str, way: str) -> None:
    """Print the CPU seconds of the first step and of a later one; for a process of its own."""
    from runner.run import conversion
    from runner.training import fit

    fit.prepare(1)
    conversion.warm()
    model, x = build(name, pruned=way in (STOCK, PRUNED), fast=way == PRUNED)
    y = np.arange(len(x)) % 10
    spent = []
    if way in (FIT, STOCK):
        step = bench_engine.train_by_keras(model, x, y)
        spent = [bench_engine.cpu_seconds(step) for _ in range(1 + LATER)]
    else:

        def begin() -> None:
            nonlocal step
            step = bench_engine.train_in_graph(model, x, y, range(2, 100, 2) if way == PRUNED else [])
            step()

        spent = [bench_engine.cpu_seconds(begin), *(bench_engine.cpu_seconds(step) for _ in range(LATER))]
    print(json.dumps([spent[0], min(spent[1:])]))


def measure(name: str, way: str) -> tuple[float, float]:
    """CPU seconds of the first step and of a later one."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_layers", "train", name, way]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    first, later = json.loads(done.stdout.splitlines()[-1])
    return first, later


def table(figures: Mapping[str, Any]) -> str:
    """The figures as tests/benchmarks/README.md shows them."""
    lines = ["| model | by | first step | to dense `fit` | a later step |", "|---|---|---:|---:|---:|"]
    for name in MODELS:
        for way in WAYS:
            found = figures[name][way]
            ratio = "{median:.2f} ({min:.2f} to {max:.2f})".format(**found["ratio"])
            first, later = found["first"]["median"], found["later"]["median"] * 1e3
            lines.append(f"| `{name}` | {TITLES[way]} | {first:.1f} s | {ratio} | {later:.0f} ms |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, keep the figures in results.json."""
    if sys.argv[1:2] == ["train"]:
        train(sys.argv[2], sys.argv[3])
        return
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    figures: dict[str, Any] = {"rounds": rounds}
    for name in MODELS:
        spent = [{way: measure(name, way) for way in WAYS} for _ in range(rounds)]
        figures[name] = {
            way: {
                "first": results.spread([each[way][0] for each in spent]),
                "later": results.spread([each[way][1] for each in spent]),
                "ratio": results.spread([each[way][0] / each[FIT][0] for each in spent]),
            }
            for way in WAYS
        }
        print(name, {way: found["ratio"]["median"] for way, found in figures[name].items()}, flush=True)
    results.write("layers", figures)


if __name__ == "__main__":
    environment.prepare()
    main()
