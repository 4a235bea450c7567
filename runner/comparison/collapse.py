"""Notice a model that learned nothing, or lost it all: no better than always giving the same answer.

The trivial answer is the most frequent class of train. On unbalanced data it is right most of the time, so that a
model which gives it always looks good by its accuracy. What is noticed are facts of the labels and of the model's
own answers, measured at the end of a run under their names in MLflow; runs that an earlier version tracked don't
have them, and nothing is said of those.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from runner.core.metric_names import (
    DENSE_TEST_ACCURACY,
    SHORT_OF_WEIGHTS,
    TEST_ACCURACY,
    TEST_CLASSES,
    TEST_EXAMPLES,
    TEST_PREDICTED,
    TEST_TRIVIAL,
    VAL_ACCURACY,
    VAL_TRIVIAL,
)
from runner.core.records import LayerResult

if TYPE_CHECKING:
    import numpy as np

SAME = 1e-6  # accuracies that agree but for the rounding of float32
UNBALANCED = 0.8  # the trivial accuracy from which on accuracy misleads
DOUBT = 2.0  # standard errors


def measure_trivial_accuracy(train: np.ndarray, labels: np.ndarray) -> float:
    """The fraction of ``labels`` that is the most frequent class of ``train``; of several the one that does best."""
    import numpy as np

    counts = np.bincount(train)
    return max(float((labels == each).mean()) for each in np.flatnonzero(counts == counts.max()))


def collect_facts(
    labels: tuple[np.ndarray, np.ndarray, np.ndarray],
    predicted: int | None,
    layers: Sequence[LayerResult],
    outputs: int,
) -> dict[str, float]:
    """What a run knows about collapse, by the names in MLflow.

    Args:
        labels: of train, val and test, each (n,) from 0.
        predicted: how many classes the model answers at all on test; None if that is not known.
        layers: those that were pruned, in the order of the model.
        outputs: of the model, its classes.
    """
    import numpy as np

    train, val, test = labels
    kept = layers[-1].weights - layers[-1].zeros if layers else math.inf
    return {
        TEST_EXAMPLES: float(len(test)),
        TEST_CLASSES: float(len(np.unique(test))),
        TEST_TRIVIAL: measure_trivial_accuracy(train, test),
        VAL_TRIVIAL: measure_trivial_accuracy(train, val),
        **({} if predicted is None else {TEST_PREDICTED: float(predicted)}),
        SHORT_OF_WEIGHTS: float(max(outputs - kept, 0)),
    }


def find_collapse_on_test(metrics: Mapping[str, float]) -> str:
    """Why a run's model counts as collapsed; empty where it doesn't, and where it cannot be known."""
    return _why(metrics, TEST_ACCURACY, TEST_TRIVIAL)


def find_collapse_on_val(metrics: Mapping[str, float]) -> str:
    """The same for choices: by the accuracy on val; no label of test is looked at."""
    return _why(metrics, VAL_ACCURACY, VAL_TRIVIAL)


def _why(metrics: Mapping[str, float], accuracy: str, trivial: str) -> str:
    if metrics.get(TEST_CLASSES, 2.0) < 2:
        return ""  # where there is one answer only, it is right to give it
    if metrics.get(TEST_PREDICTED, math.inf) <= 1:
        return "collapsed: it gives the same answer to every example"
    if metrics.get(accuracy, math.nan) <= metrics.get(trivial, math.nan) + SAME:
        return f"collapsed: no better than always the most frequent class ({metrics[trivial]:.4f})"
    return ""


def count_collapsed(runs: Sequence[Mapping[str, float]]) -> tuple[int | None, bool]:
    """Of an arm's runs, how many are collapsed, None where it is known of none; and whether the arm is.

    It is if half of them are, or if their mean accuracy is not above the trivial one: a mean over models of which
    some do nothing is no figure of a schedule. One of many may be an accident of its seed, and is told.
    """
    known = [metrics for metrics in runs if TEST_TRIVIAL in metrics]
    if not known:
        return None, False
    collapsed = sum(bool(find_collapse_on_test(metrics)) for metrics in known)
    means = [math.fsum(metrics[name] for metrics in known) / len(known) for name in (TEST_ACCURACY, TEST_TRIVIAL)]
    below = means[0] <= means[1] + SAME and all(metrics.get(TEST_CLASSES, 2.0) > 1 for metrics in known)
    return collapsed, 2 * collapsed >= len(known) or below


def is_doubtful(metrics: Mapping[str, float]) -> bool:
    """Whether a model is better than the trivial answer by less than two standard errors of its count of right ones."""
    accuracy, trivial = metrics.get(TEST_ACCURACY, math.nan), metrics.get(TEST_TRIVIAL, math.nan)
    error = math.sqrt(max(accuracy * (1 - accuracy), 0.0) / metrics.get(TEST_EXAMPLES, math.nan))
    return (
        not find_collapse_on_test(metrics) and accuracy < trivial + DOUBT * error and metrics.get(TEST_CLASSES, 2.0) > 1
    )


def list_notes(metrics: Mapping[str, float]) -> list[str]:
    """What a run has to say of itself, the gravest first."""
    found, trivial = [], metrics.get(TEST_TRIVIAL, math.nan)
    why = find_collapse_on_test(metrics)
    if why:
        found.append(f"The model is {why}. A comparison gives it no rank.")
    if is_doubtful(metrics):
        found.append(
            f"The model may be no better than always the most frequent class, which is right in {trivial:.2%} of test."
        )
    if metrics.get(DENSE_TEST_ACCURACY, math.nan) <= trivial + SAME and metrics.get(TEST_CLASSES, 2.0) > 1:
        found.append(
            f"The dense model that it started from is no better than always the most frequent class ({trivial:.4f}): "
            f"there was nothing that pruning could lose. Train it longer (baseline.epochs), or look at the data."
        )
    if trivial > UNBALANCED:
        found.append(
            f"The data is unbalanced: always the most frequent class is right in {trivial:.2%} of test, so accuracy "
            f"says little of the others."
        )
    if short := metrics.get(SHORT_OF_WEIGHTS, 0.0):
        found.append(
            f"The last pruned layer keeps fewer weights than the model has outputs, by {short:.0f}: if its outputs are "
            f"the model's, as many don't depend on the input."
        )
    return found
