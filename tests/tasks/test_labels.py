"""What labels a task takes, what it makes of them, and which task it names for those that are another's."""

import numpy as np
import pytest

from runner.config.task import SCORES_OF, TaskConfig
from runner.core.errors import UserError
from runner.tasks.choice import make_task

X = np.zeros((8, 4))
CLASSES = np.array([0, 1, 2, 0, 1, 2, 0, 1])
QUANTITIES = np.linspace(0.5, 7, 8)
ANSWERS = np.array([0, 1] * 4)
SEVERAL = np.array([[0, 1], [1, 1]] * 4)
MASKS = np.zeros((8, 4, 4), int)


def task(name):
    return make_task(TaskConfig(name), None)


@pytest.mark.parametrize("name", [name for name, scores in SCORES_OF.items() if scores])
def test_every_task_is_made_with_its_score(name):
    assert task(name).score.name == SCORES_OF[name][0]


@pytest.mark.parametrize(
    ("name", "labels", "shape"),
    [
        ("classification", CLASSES, (8,)),
        ("classification", CLASSES[:, np.newaxis], (8,)),
        ("classification", np.eye(3)[CLASSES], (8,)),
        ("binary", ANSWERS, (8, 1)),
        ("binary", ANSWERS == 1, (8, 1)),
        ("multilabel", SEVERAL, (8, 2)),
        ("regression", QUANTITIES, (8, 1)),
        ("regression", CLASSES, (8, 1)),
        ("segmentation", MASKS[..., np.newaxis], (8, 4, 4)),
    ],
)
def test_labels_in_every_form_that_people_have_them_in(name, labels, shape):
    found = task(name).read_labels("train", X, labels)
    assert found.shape == shape
    assert found.dtype.kind in "if"


def test_one_hot_labels_are_the_classes_that_they_stand_for():
    np.testing.assert_array_equal(task("classification").read_labels("train", X, np.eye(3)[CLASSES]), CLASSES)


@pytest.mark.parametrize(
    ("name", "labels", "named"),
    [
        ("classification", QUANTITIES, "task=regression"),
        ("classification", SEVERAL, "task=multilabel"),
        ("classification", MASKS, "task=segmentation"),
        ("binary", CLASSES, "task=classification"),
        ("binary", QUANTITIES, "task=regression"),
        ("binary", SEVERAL, "task=multilabel"),
        ("multilabel", ANSWERS, "task=binary"),
        ("multilabel", np.stack([QUANTITIES] * 2, axis=1), "task=regression"),
        ("regression", MASKS, "task=segmentation"),
        ("segmentation", CLASSES, "task=classification"),
        ("regression", np.array(["a"] * 8), "type"),
        ("binary", np.array([0, 1, np.nan, 0, 1, 0, 1, 0]), "NaN"),
        ("regression", QUANTITIES[:5], "8 examples"),
    ],
)
def test_labels_of_another_task_are_refused_with_the_task_that_fits(name, labels, named):
    with pytest.raises(UserError, match=named):
        task(name).read_labels("train", X, labels)


@pytest.mark.parametrize(
    ("name", "parts", "why"),
    [
        ("classification", {"train": np.array([0, 0, 0, 1, 1])}, "Class 1 has 2 training examples"),
        ("classification", {"train": ANSWERS[[0, 1] * 3], "test": np.array([2])}, "has the label 2"),
        ("binary", {"train": np.zeros((8, 1))}, "0 examples of class 1"),
        ("multilabel", {"train": SEVERAL, "val": SEVERAL[:, :1]}, "1 labels an example"),
        ("regression", {"train": np.ones((4, 2)), "test": np.ones((4, 1))}, "1 values an example"),
        ("segmentation", {"train": MASKS, "val": MASKS[:, :2]}, "images of"),
        ("segmentation", {"train": MASKS, "val": MASKS + 5}, "has the label 5"),
    ],
)
def test_parts_that_do_not_go_together_are_refused(name, parts, why):
    with pytest.raises(UserError, match=why):
        task(name).check_parts(parts)


def test_nothing_can_be_learnt_of_a_constant_and_nothing_measured_where_there_is_one_answer():
    with pytest.raises(UserError, match="for every example"):
        task("regression").check_parts({"train": np.ones((4, 1))}).learn(np.ones((4, 1)))
    with pytest.raises(UserError, match="0 examples of class 0"):
        task("binary").check_measurable("val", np.ones((4, 1)))
    with pytest.raises(UserError, match="has both answers"):
        task("multilabel").check_measurable("val", np.ones((4, 2)))


def test_the_trivial_answer_is_the_best_that_needs_no_example():
    assert task("classification").measure_trivial(np.array([0, 0, 1]), np.array([0, 1, 1, 1])) == 0.25
    assert task("binary").measure_trivial(ANSWERS[:, None], ANSWERS[:, None]) == 0.5
    assert task("multilabel").measure_trivial(SEVERAL, SEVERAL) == 0.5
    train, test = np.array([[1.0], [3.0]]), np.array([[2.0], [5.0]])
    assert task("regression").measure_trivial(train, test) == pytest.approx(4.5**0.5)
    assert task("reconstruction").measure_trivial(train, test) == pytest.approx(4.5)


def test_an_anomaly_is_what_the_autoencoder_gives_back_worst():
    of = task("reconstruction")
    marks = of.read_labels("test", X, np.array([0, 0, 0, 1, 0, 0, 1, 0]))
    outputs = np.where(marks[:, None], 0.5, 0.1) + np.zeros(X.shape)
    assert of.measure(outputs, X, marks) == {"mse": pytest.approx((2 * 0.25 + 6 * 0.01) / 8), "roc_auc": 1.0}
    assert len(of.read_labels("train", X, CLASSES)) == 0
