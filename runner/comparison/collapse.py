"""Notice a model that learned nothing, or lost it all: no better than always giving the same answer.

The trivial answer is that which suits the labels of train best; of a classification, their most frequent class. On
unbalanced data that is right most of the time, so that a model which gives it always looks good by its accuracy. What
is noticed are facts of the labels and of the model's own answers, measured at the end of a run under their names in
MLflow; runs that an earlier version tracked don't have them, and nothing is said of those.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from runner.core.metric_names import (
    DENSE_TEST_SCORE,
    SHORT_OF_WEIGHTS,
    TEST_ACCURACY,
    TEST_CLASSES,
    TEST_EXAMPLES,
    TEST_PREDICTED,
    TEST_SCORE,
    TEST_TRIVIAL,
    TEST_TRIVIAL_SCORE,
    VAL_SCORE,
    VAL_TRIVIAL_SCORE,
)
from runner.core.records import LayerResult
from runner.core.score import ACCURACY, Score

if TYPE_CHECKING:
    import numpy as np

    from runner.tasks.base import Task

SAME = 1e-6  # scores that agree but for the rounding of float32; of an error, a fraction of it
UNBALANCED = 0.8  # the trivial accuracy from which on accuracy misleads
SHOWING = {"accuracy": "balanced_accuracy", "pixel_accuracy": "mean_iou"}  # the score that does not
SHOWING_LABELS = "macro_auc"  # where an example has several, and so no class
DOUBT = 2.0  # standard errors


def collect_facts(
    task: Task, labels: tuple[np.ndarray, np.ndarray, np.ndarray], answers: int | None, layers: Sequence[LayerResult]
) -> dict[str, float]:
    """What a run knows about collapse, by the names in MLflow.

    Args:
        task: what it was trained for.
        labels: of train, val and test, in the task's form.
        answers: how many different ones the model gives on test; None if that is not known.
        layers: those that were pruned, in the order of the model.
    """
    train, val, test = labels
    kept = layers[-1].weights - layers[-1].zeros if layers else math.inf
    classes = task.find_strata(test)
    trivial = {
        name.format(task.score.name): task.measure_trivial(train, part)
        for name, part in ((TEST_TRIVIAL_SCORE, test), (VAL_TRIVIAL_SCORE, val))
    }
    return {
        TEST_EXAMPLES: float(len(test)),
        **({} if classes is None else {TEST_CLASSES: float(len(set(classes.tolist())))}),
        **{name: value for name, value in trivial.items() if not math.isnan(value)},
        **({} if answers is None else {TEST_PREDICTED: float(answers)}),
        SHORT_OF_WEIGHTS: float(max(task.outputs - kept, 0)),
    }


def find_collapse_on_test(metrics: Mapping[str, float], score: Score = ACCURACY) -> str:
    """Why a run's model counts as collapsed; empty where it doesn't, and where it cannot be known."""
    return _why(metrics, score, TEST_SCORE, TEST_TRIVIAL_SCORE)


def find_collapse_on_val(metrics: Mapping[str, float], score: Score = ACCURACY) -> str:
    """The same for choices: by the score on val; no label of test is looked at."""
    return _why(metrics, score, VAL_SCORE, VAL_TRIVIAL_SCORE)


def _why(metrics: Mapping[str, float], score: Score, of_model: str, of_trivial: str) -> str:
    if metrics.get(TEST_CLASSES, 2.0) < 2:
        return ""  # where there is one answer only, it is right to give it
    if metrics.get(TEST_PREDICTED, math.inf) <= 1:
        return "collapsed: it gives the same answer to every example"
    value, trivial = (metrics.get(name.format(score.name), math.nan) for name in (of_model, of_trivial))
    if is_no_better(value, trivial, score):
        return f"collapsed: no better than {name_trivial_answer(score)} ({score.format_value(trivial)})"
    return ""


def is_no_better(value: float, trivial: float, score: Score) -> bool:
    """Whether a score is no better than that of the trivial answer; not where one of them is NaN."""
    tolerance = SAME if math.isfinite(score.high) else SAME * abs(trivial)
    return score.orient(value) <= score.orient(trivial) + tolerance


def name_trivial_answer(score: Score) -> str:
    """What a model has to be better than."""
    return "always the most frequent class" if score.name in SHOWING else "the best constant answer"


def describe_trivial_answer(metrics: Mapping[str, float], score: Score) -> str:
    """What it scores on test, as :func:`collect_facts` has it."""
    trivial = metrics.get(TEST_TRIVIAL_SCORE.format(score.name), math.nan)
    if math.isnan(trivial):
        return "no trivial answer is known"
    return f"{name_trivial_answer(score)} has {score.format_value(trivial)} on test"


def note_unbalanced(data: str, metrics: Mapping[str, float], score: Score) -> str:
    """That accuracy misleads on ``data``, and which score does not; empty where it does not mislead."""
    trivial = metrics.get(TEST_TRIVIAL_SCORE.format(score.name), 0.0)
    if score.name not in SHOWING or not trivial > UNBALANCED:
        return ""
    of_labels = score == ACCURACY and TEST_EXAMPLES in metrics and TEST_CLASSES not in metrics
    better = SHOWING_LABELS if of_labels else SHOWING[score.name]
    return (
        f"{data} is unbalanced: {name_trivial_answer(score)} is right in {trivial:.2%} of test, so {score.title} "
        f"misleads: it hides what is lost of the others. Let score={better} decide."
    )


def count_collapsed(runs: Sequence[Mapping[str, float]], score: Score = ACCURACY) -> tuple[int | None, bool]:
    """Of an arm's runs, how many are collapsed, None where it is known of none; and whether the arm is.

    It is if half of them are, or if their mean score is no better than the trivial one: a mean over models of which
    some do nothing is no figure of a schedule. One of many may be an accident of its seed, and is told.
    """
    of_model, of_trivial = (name.format(score.name) for name in (TEST_SCORE, TEST_TRIVIAL_SCORE))
    known = [metrics for metrics in runs if of_trivial in metrics or TEST_EXAMPLES in metrics]
    if not known:
        return None, False
    collapsed = sum(bool(find_collapse_on_test(metrics, score)) for metrics in known)
    value, trivial = (
        math.fsum(metrics.get(name, math.nan) for metrics in known) / len(known) for name in (of_model, of_trivial)
    )
    no_better = is_no_better(value, trivial, score) and all(metrics.get(TEST_CLASSES, 2.0) > 1 for metrics in known)
    return collapsed, 2 * collapsed >= len(known) or no_better


def is_doubtful(metrics: Mapping[str, float]) -> bool:
    """Whether a model is better than the trivial answer by less than two standard errors of its count of right ones."""
    accuracy, trivial = metrics.get(TEST_ACCURACY, math.nan), metrics.get(TEST_TRIVIAL, math.nan)
    error = math.sqrt(max(accuracy * (1 - accuracy), 0.0) / metrics.get(TEST_EXAMPLES, math.nan))
    return (
        not find_collapse_on_test(metrics) and accuracy < trivial + DOUBT * error and metrics.get(TEST_CLASSES, 2.0) > 1
    )


def list_notes(metrics: Mapping[str, float], score: Score = ACCURACY) -> list[str]:
    """What a run has to say of itself, the gravest first."""
    found, trivial = [], metrics.get(TEST_TRIVIAL_SCORE.format(score.name), math.nan)
    if why := find_collapse_on_test(metrics, score):
        found.append(f"The model is {why}. A comparison gives it no rank.")
    if score == ACCURACY and is_doubtful(metrics):
        found.append(
            f"The model may be no better than always the most frequent class, which is right in {trivial:.2%} of test."
        )
    dense = metrics.get(DENSE_TEST_SCORE.format(score.name), math.nan)
    if is_no_better(dense, trivial, score) and metrics.get(TEST_CLASSES, 2.0) > 1:
        found.append(
            f"The dense model that it started from is no better than {name_trivial_answer(score)} "
            f"({score.format_value(trivial)}): there was nothing that pruning could lose. Train it longer "
            f"(baseline.epochs), or look at the data."
        )
    if unbalanced := note_unbalanced("The data", metrics, score):
        found.append(unbalanced)
    if short := metrics.get(SHORT_OF_WEIGHTS, 0.0):
        found.append(
            f"The last pruned layer keeps fewer weights than the model has outputs, by {short:.0f}: if its outputs are "
            f"the model's, as many don't depend on the input."
        )
    return found
