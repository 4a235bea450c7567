"""The figures that tasks measure models by, from arrays alone: what a model answers, and what is right.

Formulas are those of scikit-learn's functions of the same names; sums are in float64. A figure that has no value on
the data, such as a ROC AUC where one class alone is there, is NaN.
"""

from __future__ import annotations

import math

import numpy as np


def measure_accuracy(answers: np.ndarray, labels: np.ndarray) -> float:
    """The share of right answers; both of any same shape."""
    return float((answers == labels).mean())


def measure_balanced_accuracy(answers: np.ndarray, labels: np.ndarray) -> float:
    """The mean over the classes of ``labels`` (n,) of the share of their examples that is answered right."""
    return float(np.mean([(answers[labels == each] == each).mean() for each in np.unique(labels)]))


def measure_top_accuracy(outputs: np.ndarray, labels: np.ndarray, among: int) -> float:
    """The share of examples whose class (n,) is among the largest outputs (n, classes); of equal ones the first."""
    largest = np.argsort(-outputs, axis=1, kind="stable")[:, :among]
    return float((largest == labels[:, np.newaxis]).any(axis=1).mean())


def measure_roc_auc(outputs: np.ndarray, labels: np.ndarray) -> float:
    """The chance that an example of class 1 has a larger output than one of class 0, equal ones counted half."""
    positive = labels == 1
    ones, zeros = int(positive.sum()), int((~positive).sum())
    if not ones or not zeros:
        return math.nan
    _, places, counts = np.unique(outputs, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]  # equal outputs share the mean of their ranks
    return float((ranks[positive].sum() - ones * (ones + 1) / 2) / (ones * zeros))


def measure_pr_auc(outputs: np.ndarray, labels: np.ndarray) -> float:
    """The average precision: precision at each threshold, weighted by the recall that it adds."""
    if not (labels == 1).any():
        return math.nan
    order = np.argsort(-outputs, kind="stable")
    right = np.cumsum(labels[order] == 1)
    last = np.flatnonzero(np.diff(outputs[order], append=-np.inf))  # of the examples with an output
    precision, recall = right[last] / (last + 1), right[last] / right[-1]
    return float((np.diff(recall, prepend=0.0) * precision).sum())


def measure_f1(answers: np.ndarray, labels: np.ndarray) -> float:
    """Twice the right ones over all ones that are answered or are right; 0 where there are none."""
    both = int(((answers == 1) & (labels == 1)).sum())
    every = int((answers == 1).sum()) + int((labels == 1).sum())
    return 2 * both / every if every else 0.0


def measure_recall(answers: np.ndarray, labels: np.ndarray) -> float:
    """The share of the ones that are answered as ones; 0 where there are none."""
    ones = labels == 1
    return float((answers[ones] == 1).mean()) if ones.any() else 0.0


def measure_macro_auc(outputs: np.ndarray, labels: np.ndarray) -> float:
    """The mean ROC AUC over the labels, columns of (n, labels), that have both answers."""
    found = [measure_roc_auc(outputs[:, at], labels[:, at]) for at in range(labels.shape[1])]
    known = [each for each in found if not math.isnan(each)]
    return float(np.mean(known)) if known else math.nan


def measure_mse(outputs: np.ndarray, targets: np.ndarray) -> float:
    """The mean squared error over all values."""
    return float((_differences(outputs, targets) ** 2).mean())


def measure_rmse(outputs: np.ndarray, targets: np.ndarray) -> float:
    """The root of the mean squared error of (n,) or (n, outputs), the mean over the outputs."""
    return float(np.sqrt((_differences(outputs, targets) ** 2).mean(axis=0)).mean())


def measure_mae(outputs: np.ndarray, targets: np.ndarray) -> float:
    """The mean absolute error over all values."""
    return float(np.abs(_differences(outputs, targets)).mean())


def measure_r2(outputs: np.ndarray, targets: np.ndarray) -> float:
    """1 minus the squared error over that of the mean of ``targets``, the mean over the outputs; NaN of constants."""
    errors = (_differences(outputs, targets) ** 2).sum(axis=0)
    of_mean = (_differences(targets, targets.mean(axis=0, dtype=np.float64)) ** 2).sum(axis=0)
    if not np.all(of_mean > 0):
        return math.nan
    return float(np.mean(1 - errors / of_mean))


def measure_mean_iou(answers: np.ndarray, labels: np.ndarray) -> float:
    """The mean over the classes that are answered or right of: pixels that are both, over pixels that are either."""
    classes = np.union1d(answers, labels)
    parts = [((answers == each) & (labels == each)).sum() / ((answers == each) | (labels == each)).sum()
             for each in classes]  # fmt: skip
    return float(np.mean(parts))


def _differences(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.asarray(one, np.float64) - np.asarray(other, np.float64)
