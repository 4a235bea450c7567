"""The figures of a finished run, under the names that MLflow, ``result.json`` and the report share."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from runner.core import names
from runner.core.metric_names import (
    COMPRESSION,
    COST_BITMAP_BYTES,
    COST_CSR_BYTES,
    COST_DENSE_BYTES,
    COST_NONZERO,
    COST_PARAMS,
    DENSE_SIZE,
    DENSE_SPARSITY,
    DENSE_TEST_SCORE,
    FINAL_GLOBAL,
    FINAL_LAYER,
    FINAL_MODEL,
    FINAL_REGROWN,
    SIZE,
    TARGET_MISSED_BY,
    TEST_LOSS,
    TEST_SCORE,
    TEST_SCORE_CHANGE,
    TEST_SCORE_LITE,
    TIME,
    ZEROS_KEPT,
)
from runner.core.records import Epoch, LayerResult, Measured
from runner.core.score import Score
from runner.measuring.encoding import VALUE_BYTES

TRAINING = ("dense", "train")


def collect_final_metrics(
    target: float,
    layers: Sequence[LayerResult],
    pruned: Measured,
    dense: Measured,
    costs: Mapping[str, float],
    epochs: Sequence[Epoch],
    seconds: Mapping[str, float],
    score: Score,
) -> dict[str, float]:
    """Every final metric of a run.

    Args:
        target: the sparsity asked for.
        layers: those that were pruned.
        pruned: the stripped model.
        dense: the model that the run started from.
        costs: of the stripped model, by metric name.
        epochs: of the pruning phase, with their mask updates.
        seconds: by phase.
        score: the figure that decides.

    ``sparsity_global`` counts the weights that are pruned, ``sparsity_model`` every parameter.
    ``target_missed_by`` is target minus achieved: above 0, fewer zeros than asked. ``zeros_kept`` is the share of
    the zeros that the run started from that are zero at the end; it is left out where it started from none.
    ``mask_regrown`` is what came back in all mask updates together, as a share of those weights.
    """
    weights, before = (sum(getattr(layer, key) for layer in layers) for key in ("weights", "zeros_before"))
    achieved = sum(layer.zeros for layer in layers) / weights
    kept = {ZEROS_KEPT: sum(layer.zeros_kept for layer in layers) / before} if before else {}
    updates = [update for epoch in epochs for update in epoch.updates]
    regrown = {FINAL_REGROWN: math.fsum(update.regrown for update in updates)} if updates else {}
    return {
        **_on_test(pruned, score),
        DENSE_TEST_SCORE.format(score.name): dense.figures[score.name],
        TEST_SCORE_CHANGE.format(score.name): pruned.figures[score.name] - dense.figures[score.name],
        FINAL_GLOBAL: achieved,
        FINAL_MODEL: 1 - costs[COST_NONZERO] / costs[COST_PARAMS],
        **{names.name_metric(FINAL_LAYER, layer.name): layer.sparsity for layer in layers},
        TARGET_MISSED_BY: target - achieved,
        DENSE_SPARSITY: before / weights,
        **kept,
        **regrown,
        **{SIZE.format(name): size for name, size in pruned.sizes.items()},
        **{DENSE_SIZE.format(name): size for name, size in dense.sizes.items()},
        **{
            COMPRESSION.format(name): dense.sizes[name] / size
            for name, size in pruned.sizes.items()
            if name in dense.sizes
        },
        **costs,
        **_encoded(layers, round(costs[COST_PARAMS])),
        **{TIME.format(phase): value for phase, value in seconds.items()},
        **_others_on_test(pruned, score),
    }


def _on_test(measured: Measured, score: Score) -> dict[str, float]:
    of_lite = {TEST_SCORE_LITE.format(score.name, form): value for form, value in measured.of_formats.items()}
    return {TEST_SCORE.format(score.name): measured.figures[score.name], TEST_LOSS: measured.loss, **of_lite}


def _others_on_test(measured: Measured, score: Score) -> dict[str, float]:
    """The figures that do not decide; the dashboard shows the first columns of a wide table, so they stand last."""
    return {TEST_SCORE.format(name): value for name, value in measured.figures.items() if name != score.name}


def _encoded(layers: Sequence[LayerResult], params: int) -> dict[str, float]:
    """Bytes of the whole model: the weights that are pruned encoded, all other parameters dense."""
    every = VALUE_BYTES * params
    rest = every - sum(layer.dense_bytes for layer in layers)
    return {
        COST_DENSE_BYTES: every,
        COST_BITMAP_BYTES: rest + sum(layer.bitmap_bytes for layer in layers),
        COST_CSR_BYTES: rest + sum(layer.csr_bytes for layer in layers),
    }


def collect_times(seconds: Mapping[str, float], cpu: Mapping[str, float], cpu_in_all: float) -> dict[str, float]:
    """Where the time of a run went: by phase, and on all CPUs: of its process, of its trainings."""
    trained = sum(value for phase, value in cpu.items() if phase in TRAINING)
    phases = {**seconds, "cpu": cpu_in_all, "cpu_training": trained}
    return {TIME.format(phase): value for phase, value in phases.items()}


def collect_dense_metrics(measured: Measured, score: Score) -> dict[str, float]:
    """The final metrics of a dense training."""
    sizes = {SIZE.format(name): size for name, size in measured.sizes.items()}
    return {**_on_test(measured, score), **sizes, **_others_on_test(measured, score)}
