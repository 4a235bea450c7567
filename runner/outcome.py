"""The figures of a finished run, under the names that MLflow, ``result.json`` and the report share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runner.records import (
    COST_NONZERO,
    COST_PARAMS,
    DENSE_SIZE,
    DENSE_SPARSITY,
    DENSE_TEST_ACCURACY,
    FINAL_GLOBAL,
    FINAL_LAYER,
    FINAL_MODEL,
    SIZE,
    TARGET_MISSED_BY,
    TEST_ACCURACY,
    TEST_ACCURACY_CHANGE,
    TEST_LOSS,
    TIME,
    ZEROS_KEPT,
    LayerResult,
    Measured,
)

TRAINING = ("dense", "train")


def final_metrics(
    target: float,
    layers: Sequence[LayerResult],
    pruned: Measured,
    dense: Measured,
    costs: Mapping[str, float],
    seconds: Mapping[str, float],
) -> dict[str, float]:
    """Every final metric of a run.

    Args:
        target: the sparsity asked for.
        layers: the pruned layers with their zeros.
        pruned: the stripped model.
        dense: the model that the run started from.
        costs: of the stripped model, by metric name.
        seconds: by phase.

    ``sparsity_global`` counts the weights that are pruned, ``sparsity_model`` every parameter.
    ``target_missed_by`` is target minus achieved: above 0, fewer zeros than asked. ``zeros_kept`` is the share of
    the zeros that the run started from that are zero at the end; it is left out where it started from none.
    """
    weights, before = (sum(getattr(layer, key) for layer in layers) for key in ("weights", "zeros_before"))
    achieved = sum(layer.zeros for layer in layers) / weights
    kept = {ZEROS_KEPT: sum(layer.zeros_kept for layer in layers) / before} if before else {}
    return {
        TEST_ACCURACY: pruned.accuracy,
        TEST_LOSS: pruned.loss,
        DENSE_TEST_ACCURACY: dense.accuracy,
        TEST_ACCURACY_CHANGE: pruned.accuracy - dense.accuracy,
        FINAL_GLOBAL: achieved,
        FINAL_MODEL: 1 - costs[COST_NONZERO] / costs[COST_PARAMS],
        **{FINAL_LAYER.format(layer.name): layer.sparsity for layer in layers},
        TARGET_MISSED_BY: target - achieved,
        DENSE_SPARSITY: before / weights,
        **kept,
        **{SIZE.format(name): size for name, size in pruned.sizes.items()},
        **{DENSE_SIZE.format(name): size for name, size in dense.sizes.items()},
        **costs,
        **{TIME.format(phase): value for phase, value in seconds.items()},
    }


def times(seconds: Mapping[str, float], cpu: Mapping[str, float], cpu_in_all: float) -> dict[str, float]:
    """Where the time of a run went: by phase, and on all CPUs: of its process, of its trainings."""
    trained = sum(value for phase, value in cpu.items() if phase in TRAINING)
    phases = {**seconds, "cpu": cpu_in_all, "cpu_training": trained}
    return {TIME.format(phase): value for phase, value in phases.items()}


def dense_metrics(measured: Measured) -> dict[str, float]:
    """The final metrics of a dense training."""
    sizes = {SIZE.format(name): size for name, size in measured.sizes.items()}
    return {TEST_ACCURACY: measured.accuracy, TEST_LOSS: measured.loss, **sizes}
