"""What the trace of pruning costs: ``python -m tests.benchmarks.bench_trace [ROUNDS]``.

A pruning phase is trained as the runner does it, with its looks at the masks and without. Counted is what the looks
take more, and what is made of them at the end (effects, series, file), over the CPU time of the training without; each
round gives one share, which may be below zero where the looks are less than the machine's unrest. The picture is told
apart: it is drawn once, however long the training was.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from runner.cli import app
from runner.core import environment
from runner.data import datasets
from tests.benchmarks import results

CASES = {"lenet_300_100": ("15", "8"), "lenet_300_100, each step": ("1", "8"), "deep_cnn": ("15", "1")}
NAMES = ("training, CPU seconds", "trace, share of it", "picture, CPU seconds")
ROUNDS = 7


def measure(model: str, frequency: str, epochs: str) -> tuple[float, float, float]:
    """CPU seconds of the training itself, of its trace, of the picture."""
    from runner.report import run_plots
    from runner.training import trace

    looks, trace.LOOKS = trace.LOOKS, 0
    trained, *_ = train(model, frequency, epochs)
    trace.LOOKS = looks
    followed, told, plan, steps_per_epoch = train(model, frequency, epochs)
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        found = trace.make_trace(told, plan)
        trace.list_effects(found)
        trace.write_trace(found, steps_per_epoch, Path(folder, "trace.parquet"))
        followed += time.process_time() - start - trained
        start = time.process_time()
        run_plots.plot_trace(Path(folder, "trace.png"), found, model)
    return trained, followed, time.process_time() - start


def train(model: str, frequency: str, epochs: str) -> tuple[float, list[Any], Any, int]:
    """CPU seconds of a training; its epochs, its plan, and the steps of an epoch."""
    from runner.core import durations
    from runner.pruning import wrapping
    from runner.run import matching, planning
    from runner.training import fit

    overrides = [f"model={model}", "dataset=mnist5k", f"train.epochs={epochs}", f"schedule.frequency={frequency}"]
    config = app.compose(["schedule=polynomial", *overrides])
    dataset = datasets.load(config.dataset)
    clock = durations.Clock.of(len(dataset.train), config.train.batch_size, config.train.epochs)
    _, schedule, plan = planning.plan_schedule(config, clock)
    fit.tf_keras.backend.clear_session()
    fit.seed_everything(0)
    matched, told = matching.match(config, dataset), []
    targets = planning.place_layers(config, matched, plan)
    wrapped = wrapping.wrap(matched.model, targets.layers, schedule)
    start = time.process_time()
    fit.fit(
        wrapped, dataset, config.train, 0, phase="", tell=lambda event: None, on_epoch=told.append,
        pruning=targets.plan,
    )  # fmt: skip
    return time.process_time() - start, told, targets.plan, clock.steps_per_epoch


def table(figures: dict[str, Any]) -> str:
    """The figures as tests/benchmarks/README.md shows them."""
    lines = ["| pruning phase | training | trace, of it | picture |", "|---|---:|---:|---:|"]
    for case, (frequency, epochs) in CASES.items():
        trained, followed, drawn = (figures[case][name] for name in NAMES)
        share = "{median:.1%} ({min:.1%} to {max:.1%})".format(**followed)
        what = f"`{case.split(',')[0]}`, frequency {frequency}, {epochs} epoch{'s' * (epochs != '1')}"
        lines.append(f"| {what} | {trained['median']:.1f} s | {share} | {drawn['median']:.2f} s |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, keep the figures in results.json."""
    from runner.training import fit

    fit.prepare(None)
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    figures: dict[str, Any] = {"rounds": rounds}
    for case, (frequency, epochs) in CASES.items():
        model = case.split(",")[0]
        _, *spent = [measure(model, frequency, epochs) for _ in range(1 + rounds)]  # the first imports what is used
        found = zip(*((trained, followed / trained, drawn) for trained, followed, drawn in spent), strict=True)
        figures[case] = {name: results.spread(values) for name, values in zip(NAMES, found, strict=True)}
        print(case, figures[case], flush=True)
    results.write("trace", figures)


if __name__ == "__main__":
    environment.prepare()
    main()
