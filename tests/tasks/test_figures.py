"""Figures from arrays agree with scikit-learn's, ties and all."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics

from runner.tasks import figures

SEEDS = st.integers(0, 2**32 - 1)


def draw(seed, classes):
    rng = np.random.default_rng(seed)
    labels = np.concatenate([np.arange(classes), rng.integers(0, classes, 30)])
    return labels, rng.integers(0, 8, (len(labels), classes)) / 8  # with many equal ones


@given(SEEDS)
def test_of_two_classes(seed):
    labels, outputs = draw(seed, 2)
    scores, answers = outputs[:, 0], outputs[:, 0] > 0.5
    assert figures.measure_roc_auc(scores, labels) == pytest.approx(metrics.roc_auc_score(labels, scores))
    assert figures.measure_pr_auc(scores, labels) == pytest.approx(metrics.average_precision_score(labels, scores))
    assert figures.measure_f1(answers, labels) == pytest.approx(metrics.f1_score(labels, answers, zero_division=0))
    assert figures.measure_recall(answers, labels) == pytest.approx(metrics.recall_score(labels, answers))


@given(SEEDS)
def test_of_many_classes(seed):
    labels, outputs = draw(seed, 7)
    outputs = outputs + np.random.default_rng(seed).uniform(0, 0.01, outputs.shape)  # of equal ones anyone is right
    answers = outputs.argmax(axis=1)
    assert figures.measure_accuracy(answers, labels) == pytest.approx(metrics.accuracy_score(labels, answers))
    assert figures.measure_balanced_accuracy(answers, labels) == pytest.approx(
        metrics.balanced_accuracy_score(labels, answers)
    )
    assert figures.measure_top_accuracy(outputs, labels, 5) == pytest.approx(
        metrics.top_k_accuracy_score(labels, outputs, k=5, labels=range(7))
    )
    assert figures.measure_mean_iou(answers, labels) == pytest.approx(
        metrics.jaccard_score(labels, answers, average="macro")
    )


@given(SEEDS, st.integers(1, 3))
def test_of_quantities(seed, outputs):
    rng = np.random.default_rng(seed)
    targets, answers = rng.normal(3, 50, (20, outputs)), rng.normal(0, 50, (20, outputs))
    of_each = [metrics.mean_squared_error(targets[:, at], answers[:, at]) ** 0.5 for at in range(outputs)]
    assert figures.measure_rmse(answers, targets) == pytest.approx(np.mean(of_each))
    assert figures.measure_mse(answers, targets) == pytest.approx(metrics.mean_squared_error(targets, answers))
    assert figures.measure_mae(answers, targets) == pytest.approx(metrics.mean_absolute_error(targets, answers))
    assert figures.measure_r2(answers, targets) == pytest.approx(metrics.r2_score(targets, answers))


def test_a_figure_without_a_value_is_none():
    ones = np.ones(4)
    assert math.isnan(figures.measure_roc_auc(np.arange(4), ones))
    assert math.isnan(figures.measure_pr_auc(np.arange(4), ones - 1))
    assert math.isnan(figures.measure_r2(np.arange(4.0), ones))
    assert figures.measure_macro_auc(np.array([[0.1, 1], [0.9, 0]]), np.array([[0, 1], [1, 1]])) == 1.0
