"""What a pruned step costs: ``python -m tests.benchmarks.bench_kernel [ROUNDS]``.

A dense training, one with tfmot's own kernel and one with the fast kernel go in one process, in
turns of a few steps, so that whatever else the machine does meets all three; who is first changes
from turn to turn. They are trainings as the runner does them, with its settings and callbacks. A
figure is the CPU time of a pruned step over that of a dense one: of the whole process, all threads.
Each round gives one ratio; told are median, least and largest.
"""

from __future__ import annotations

import functools
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from runner.cli import app
from runner.core import environment
from runner.data import datasets
from tests.benchmarks import results

# The runner's own batch size, and larger ones, of which a dense step takes longer.
BATCHES = {"lenet_300_100": (32, 512, 1024), "deep_cnn": (32, 64)}
STEPS_A_ROUND = {1: 20, 10: 100, 100: 100}  # by frequency; a multiple of it
STEPS_A_TURN, WARM_UP = 20, 20
ROUNDS = {"lenet_300_100": 15, "deep_cnn": 5}  # the smaller a step, the more it is disturbed
DENSE, STOCK, FAST = "dense", "stock", "fast"


class Training:
    """A training that goes on for some steps at a time; between its turns it waits."""

    def __init__(self, overrides: list[str], dataset: Any, arm: str) -> None:
        from runner.core import durations as steps
        from runner.models import builders
        from runner.pruning import scope, wrapping
        from runner.run import planning
        from runner.training import fit

        config = app.compose([*overrides, f"prune.kernel={STOCK if arm == STOCK else FAST}"])
        _go_round()
        fit.seed_everything(0)
        model, pruning = builders.build(config.model, dataset.shape, dataset.classes), None
        if arm != DENSE:
            clock = steps.Clock.of(len(dataset.train), config.train.batch_size, 1)
            _, schedule, planned = planning.plan_schedule(config, clock)
            model = wrapping.wrap(model, scope.select_layers(model, config.scope), schedule, fast=config.prune.fast)
            pruning = planned
        self.until = 0
        self.mine, self.yours = threading.Semaphore(0), threading.Semaphore(0)

        def wait(event: Any) -> None:
            if event.step == self.until:
                self.yours.release()
                self.mine.acquire()

        def go() -> None:
            self.mine.acquire()
            fit.fit(model, dataset, config.train, 0, phase=arm, tell=wait, on_epoch=lambda epoch: None, pruning=pruning)

        threading.Thread(target=go, daemon=True).start()

    def advance(self, steps: int) -> float:
        """CPU milliseconds a step, over the next steps."""
        self.until += steps
        start = time.process_time()
        self.mine.release()
        self.yours.acquire()
        return (time.process_time() - start) / steps * 1000


def pruned(model: str, frequency: int, steps: int) -> Training:
    """A pruned training that can go on for some steps, with the fast kernel."""
    overrides = _overrides(model, BATCHES[model][0], frequency)
    config = app.compose(overrides)
    return Training(overrides, _long_enough(datasets.load(config.dataset), steps, config.train.batch_size), FAST)


def measure(model: str, batch: int, frequency: int, rounds: int) -> dict[str, Any]:
    """CPU time of a step for each arm in milliseconds, and of a pruned step over a dense one."""
    turns = STEPS_A_ROUND[frequency] // STEPS_A_TURN
    overrides = _overrides(model, batch, frequency)
    steps = WARM_UP + STEPS_A_ROUND[frequency] * (rounds + 2)
    dataset = _long_enough(datasets.load(app.compose(overrides).dataset), steps, batch)
    arms = {arm: Training(overrides, dataset, arm) for arm in (DENSE, STOCK, FAST)}
    for training in arms.values():
        training.advance(WARM_UP)
    spent = []
    for _ in range(1 + rounds):
        total = dict.fromkeys(arms, 0.0)
        for turn in range(turns):
            for arm in (*list(arms)[turn % 3 :], *list(arms)[: turn % 3]):
                total[arm] += arms[arm].advance(STEPS_A_TURN) / turns
        spent.append(total)
    spent = spent[1:]  # in the first round, threads still clear up after the start of all three
    return {
        "ms": {arm: results.spread([each[arm] for each in spent]) for arm in arms},
        "ratio": {arm: results.spread([each[arm] / each[DENSE] for each in spent]) for arm in (STOCK, FAST)},
    }


def _overrides(model: str, batch: int, frequency: int) -> list[str]:
    return [
        f"model={model}", "dataset=mnist5k", "train.epochs=1", f"train.batch_size={batch}", "schedule=polynomial",
        f"schedule.frequency={frequency}", "schedule.begin_step=0", "schedule.end_step=100%",
        "allow_missed_target=true",
    ]  # fmt: skip


def _long_enough(dataset: Any, steps: int, batch: int) -> Any:
    """The dataset with whole batches only, and as many labels as one epoch of these steps has examples."""
    whole = len(dataset.train) // batch * batch
    x, y = dataset.train.x[:whole], dataset.train.y[:whole]
    return replace(dataset, train=replace(dataset.train, x=x, y=np.resize(y, steps * batch)))


@functools.cache
def _go_round() -> None:
    """Make trainings see the same examples again and again in one epoch, with no copies of them in memory."""
    from runner.training import fit

    batches = fit._batches

    def again(split: Any, batch_size: int, epochs: range, seed: int) -> Any:
        times = len(split) // len(split.x) + 1
        return batches(replace(split, y=split.y[: len(split.x)]), batch_size, range(times), seed)

    fit._batches = again


def cases() -> Iterator[tuple[str, int, int]]:
    """(model, batch size, steps between two updates) of everything that is measured."""
    return ((model, batch, each) for model, sizes in BATCHES.items() for batch in sizes for each in STEPS_A_ROUND)


def table(figures: dict[str, Any]) -> str:
    """The figures as tests/benchmarks/README.md shows them."""
    lines = [
        "| model | batch | frequency | dense step | tfmot's kernel | fast kernel |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for model, batch, frequency in cases():
        measured = figures[f"{model}/{batch}/{frequency}"]
        ratios = (measured["ratio"][arm] for arm in (STOCK, FAST))
        stock, fast = ("{median:.2f} ({min:.2f} to {max:.2f})".format(**ratio) for ratio in ratios)
        dense = f"{measured['ms'][DENSE]['median']:.1f} ms"
        lines.append(f"| `{model}` | {batch} | {frequency} | {dense} | {stock} | {fast} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure each model at each batch size and frequency, print, keep the figures in results.json."""
    from runner.training import fit

    fit.prepare(None)
    rounds = {model: int(sys.argv[1]) for model in ROUNDS} if len(sys.argv) > 1 else ROUNDS
    figures: dict[str, Any] = {"rounds": min(rounds.values())}
    for model, batch, frequency in cases():
        figures[f"{model}/{batch}/{frequency}"] = measured = measure(model, batch, frequency, rounds[model])
        for arm, ratio in measured["ratio"].items():
            print(
                f"{model:14} batch {batch:3} frequency {frequency:3} {arm:5} {ratio['median']:6.2f} of a dense step "
                f"({ratio['min']:.2f} to {ratio['max']:.2f}), dense {measured['ms'][DENSE]['median']:.2f} ms",
                flush=True,
            )
    results.write("kernel", figures)


if __name__ == "__main__":
    environment.prepare()
    main()
