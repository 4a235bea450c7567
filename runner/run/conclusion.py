"""Everything that is found out after training: what the pruned model is worth on test, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from runner.comparison import collapse
from runner.core import reasons
from runner.core.records import Result
from runner.core.tags import TAG_DENSE_WEIGHTS, TAG_WEIGHTS
from runner.measuring import figures, flops, measure, training_flops
from runner.pruning import wrapping
from runner.run.dense_cache import Baseline
from runner.run.setup import Setup, Trained


def conclude(setup: Setup, dense: Baseline, trained: Trained, run_id: str, uri: str) -> Result:
    """Measure the stripped model, beside the dense one that the run started from; the only look at the test set."""
    config, dataset, plan, stripped = setup.config, setup.dataset, setup.plan, trained.model
    score = dataset.task.score
    with setup.watch.phase("measure"):
        measured = measure.measure(stripped, dataset.test, dataset.task, trained.file)
        before = dense.show()
        kernels, not_followed = flops.follow_layers(stripped)
        missing = {**measured.missing, **not_followed}
        layers = measure.measure_layers(
            wrapping.read_weights(stripped, setup.layers), wrapping.read_weights(before, setup.layers),
            setup.layers, flops.count_layer_flops(kernels),
        )  # fmt: skip
        costs = {**flops.count_parameters(stripped), **_flops(setup, stripped, kernels)}
        timings, with_what = _latencies(setup, before, stripped, missing)
    metrics = figures.collect_final_metrics(
        plan.target, layers, measured, dense.measured, costs, trained.epochs, setup.watch.seconds, score
    )
    labels = (dataset.train.y, dataset.val.y, dataset.test.y)
    metrics |= collapse.collect_facts(dataset.task, labels, measured.answers, layers)
    hashes = {TAG_WEIGHTS: measured.weights_sha256, TAG_DENSE_WEIGHTS: dense.measured.weights_sha256}
    return Result(
        config.run_name, run_id, uri, plan.target, layers, measured, dense.measured,
        {**metrics, **timings}, {**setup.identity, **hashes, **with_what},
        tuple(dict.fromkeys([*plan.warnings, *measure.explain_missing(missing), *collapse.list_notes(metrics, score)])),
        score,
    )  # fmt: skip


def _flops(setup: Setup, stripped: Any, kernels: Sequence[flops.Kernel]) -> dict[str, float]:
    """Of one example, and of the training; empty where the layers could not be followed."""
    if not kernels:
        return {}
    parts = training_flops.follow_kernels(kernels, setup.layers, wrapping.find_variables(stripped, setup.layers))
    of_training = training_flops.count_training_flops(
        setup.plan, parts, len(setup.dataset.train), setup.config.train.batch_size, setup.targets.share
    )
    return {**flops.count_flops(kernels), **of_training}


def _latencies(
    setup: Setup, before: Any, stripped: Any, missing: dict[str, str]
) -> tuple[dict[str, float], dict[str, str]]:
    """Metrics and tags where they are asked for; or, in ``missing``, why there are none."""
    if setup.config.measure.latency:
        try:
            return measure.measure_latencies(before, stripped, setup.dataset.test.shown.x[:1])
        except Exception as error:  # the converter and the interpreter raise whatever goes wrong in them
            missing["latency"] = reasons.state_reason(error)
    return {}, {}
