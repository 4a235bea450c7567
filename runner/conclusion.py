"""Everything that is found out after training: what the pruned model is worth on test, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from runner import collapse, cost, measure, outcome, prune, training_cost
from runner.baseline import Baseline
from runner.preparation import Setup, tags
from runner.records import TAG_DENSE_WEIGHTS, TAG_WEIGHTS, Epoch, Result


def conclude(setup: Setup, dense: Baseline, stripped: Any, epochs: Sequence[Epoch], run_id: str, uri: str) -> Result:
    """Measure the stripped model; the only look at the test set.

    Args:
        setup: of the run.
        dense: what it started from.
        stripped: what it ended with.
        epochs: of its training.
        run_id: of MLflow.
        uri: of the store.
    """
    config, dataset, plan = setup.config, setup.dataset, setup.plan
    timings: dict[str, float] = {}
    with_what: dict[str, str] = {}
    with setup.watch.phase("measure"):
        measured, before = measure.measure(stripped, dataset.test), dense.model()
        kernels, pruned = cost.kernels(stripped), prune.variables(stripped, setup.layers)
        parts = training_cost.followed(kernels, setup.layers, pruned)
        layers = measure.layer_results(
            prune.weights(stripped, setup.layers), prune.weights(before, setup.layers),
            setup.layers, cost.layer_flops(kernels),
        )  # fmt: skip
        costs = {
            **cost.costs(stripped),
            **training_cost.training_flops(plan, parts, len(dataset.train), config.train.batch_size),
        }
        if config.measure.latency:
            timings, with_what = measure.latencies(before, stripped, dataset.test.x[:1])
    metrics = outcome.final_metrics(plan.target, layers, measured, dense.measured, costs, epochs, setup.watch.seconds)
    labels = (dataset.train.y, dataset.val.y, dataset.test.y)
    metrics |= collapse.facts(labels, measured.classes_predicted, layers, dataset.classes)
    hashes = {TAG_WEIGHTS: measured.weights_sha256, TAG_DENSE_WEIGHTS: dense.measured.weights_sha256}
    return Result(
        config.run_name, run_id, uri, plan.target, layers, measured, dense.measured,
        {**metrics, **timings}, {**tags(setup), **hashes, **with_what}, (*plan.warnings, *collapse.notes(metrics)),
    )  # fmt: skip
