"""What weights of examples do to a training: to the loss and nothing else, in one graph as by Keras's ``fit``."""

from dataclasses import replace

import numpy as np
import pytest

from runner.core.metric_names import TRAIN_LOSS, TRAIN_PENALTY, VAL_LOSS
from tests.training.test_loop import Training, _generators  # noqa: F401

SHORT = "train.epochs=1"
PENALISED = (
    SHORT,
    "model.name=penalised",
    "model._target_=tests.own_models.penalised",
    "trusted_modules=[tests.own_models]",
)


def weigh(data, weights):
    return replace(data, train=replace(data.train, weights=np.asarray(weights, np.float32)))


def test_fit_trains_the_same_by_weights_of_examples_and_of_classes(digits):
    data = weigh(digits, np.arange(len(digits.train)) % 3)
    given = (*PENALISED, "train.class_weights=balanced")
    graph, stock = Training(data, *given), Training(data, *given, engine="fit", stock=True)
    assert not graph.why_not
    assert graph.state == stock.state
    assert graph.epochs == stock.epochs
    assert graph.state != Training(digits, *given).state


def test_weights_of_one_are_none_and_an_example_of_weight_0_teaches_nothing(digits):
    assert Training(weigh(digits, np.ones(len(digits.train))), SHORT).epochs == Training(digits, SHORT).epochs
    counts = np.arange(len(digits.train)) % 4 > 0
    other = np.where(counts, digits.train.y, (digits.train.y + 1) % 10)
    mistaken = replace(digits, train=replace(digits.train, y=other))
    assert Training(weigh(digits, counts), SHORT).state == Training(weigh(mistaken, counts), SHORT).state


def test_the_loss_is_weighted_penalties_and_figures_are_not(digits):
    still = (*PENALISED, "train.learning_rate=1e-12", "schedule=dense")
    plain, twice = (Training(data, *still).epochs[0] for data in (digits, weigh(digits, [2] * len(digits.train))))
    assert twice.metrics[TRAIN_LOSS] == pytest.approx(2 * plain.metrics[TRAIN_LOSS], rel=1e-5)
    assert twice.metrics[TRAIN_PENALTY] == pytest.approx(plain.metrics[TRAIN_PENALTY], rel=1e-4)
    assert {**twice.metrics, TRAIN_LOSS: 0, TRAIN_PENALTY: 0} == {**plain.metrics, TRAIN_LOSS: 0, TRAIN_PENALTY: 0}
    assert VAL_LOSS in plain.metrics
    thrice = Training(weigh(digits, [3] * len(digits.train)), *PENALISED, "train.learning_rate=1e-12").epochs[0]
    pruned = Training(digits, *PENALISED, "train.learning_rate=1e-12").epochs[0]
    assert thrice.losses == pytest.approx([3 * loss for loss in pruned.losses], rel=1e-5)
