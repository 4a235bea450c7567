"""How much each training example counts: the weights of the data, and those of the classes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.utils.class_weight import compute_class_weight

from runner.config import signature
from runner.config.schema import SPLIT_WAYS, DatasetConfig
from runner.core.errors import UserError
from runner.data import datasets, weights
from tests.composing import classify, compose

X = np.arange(120, dtype=np.float32).reshape(60, 2)
Y = np.tile([0, 1, 2], 20)
W = np.arange(60) / 4 + 1


@pytest.fixture
def load(tmp_path):
    """A dataset of an npz with these arrays."""

    def load(split="stratified", **arrays):
        np.savez(tmp_path / "a.npz", **{"x": X, "y": Y, **arrays})
        return datasets.load(DatasetConfig("npz", "runner.data.npz", path=str(tmp_path / "a.npz"), split=split))

    return load


@pytest.mark.parametrize("split", [each for each in SPLIT_WAYS if each != "groups"])
def test_the_weights_follow_their_examples_and_are_part_of_the_data(load, split):
    found, plain = load(split, w=W), load(split)
    np.testing.assert_array_equal(found.train.weights, W[(found.train.x[:, 0] // 2).astype(int)].astype("f"))
    assert found.val.weights is found.test.weights is plain.train.weights is None
    assert len({each.sha256 for each in (plain, found, load(split, w=W + 1), load(split, w=W[:, np.newaxis]))}) == 3


def test_a_loader_may_give_weights_beside_the_labels(monkeypatch):
    from tests import own_models

    config = DatasetConfig("own", "tests.own_models.weighted")
    for part, refused in (("train", False), ("test", True)):
        parts = {"train": (X, Y), "test": (X[:9], Y[:9])}
        parts[part] = (*parts[part], np.ones(len(parts[part][0])))
        monkeypatch.setattr(own_models, "weighted", lambda path, parts=parts: parts, raising=False)
        if refused:
            with pytest.raises(UserError, match="a tuple of 3 for 'test'"):
                datasets.load(config)
        else:
            np.testing.assert_array_equal(datasets.load(config).train.weights, 1)


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"w": W[:-1]}, r"w_train has shape \(59,\).*60 examples"),
        ({"w": np.ones((60, 2))}, r"w_train has shape \(60, 2\)"),
        ({"w": Y.astype(str)}, "type <U"),
        ({"w": W - 2}, "holds -1, as 4 of its 60"),
        ({"w": np.where(W < 2, np.nan, W)}, "holds nan"),
        ({"w": W * 1e300}, "holds inf"),
        ({"w": W * 0}, "0 for every example"),
        ({"x_test": X[:9], "y_test": Y[:9], "w_test": W[:9]}, "holds w_test: weights are of training examples alone"),
    ],
)
def test_what_are_no_weights_is_refused(load, arrays, message):
    with pytest.raises(UserError, match=message):
        load(**arrays)


# --- of the classes --------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 50), min_size=2, max_size=9))
def test_balanced_is_that_of_scikit_learn(counts):
    labels = np.repeat(np.arange(len(counts)), counts)
    found = weights.weigh_classes("balanced", classify(len(counts)), labels)
    np.testing.assert_allclose(found, compute_class_weight("balanced", classes=np.unique(labels), y=labels))
    assert sum(found[each] for each in labels) == pytest.approx(len(labels))


def test_a_class_that_is_not_named_counts_once_and_one_that_is_not_there_is_refused():
    assert weights.weigh_classes({1: 5}, classify(3), Y) == (1, 5, 1)
    with pytest.raises(UserError, match="class 3, which is not there: the classes are 0 to 2"):
        weights.weigh_classes({3: 5}, classify(3), Y)


def test_the_weight_of_an_example_is_multiplied_with_that_of_its_class_and_the_data_stay_the_same(load):
    data = load(w=W)
    weighted = datasets.replace(data, class_weights=(1.0, 5.0, 2.0))
    np.testing.assert_allclose(
        weighted.weighted_train.weights, data.train.weights * np.array([1, 5, 2], "f")[data.train.y]
    )
    assert weighted.sha256 == data.sha256


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["train.class_weights=balance"], "give balanced, or weights by class"),
        (["train.class_weights={}"], "give balanced, or weights by class"),
        (["train.class_weights={-1: 2}"], "names -1, which is no class"),
        (["train.class_weights={a: 2}"], "names a, which is no class"),
        (["train.class_weights={0: 0}"], "has 0 for class 0: give a number above 0"),
        (["train.class_weights={0: true}"], "give a number above 0"),
        (["task=regression", "train.class_weights=balanced"], "an example of task=regression has no class"),
    ],
)
def test_what_are_no_weights_of_classes_is_refused(given, message):
    with pytest.raises(UserError, match=message):
        compose(["dataset=digits", *given])


def test_weights_of_classes_make_another_run_from_another_dense_model_and_none_make_none():
    def sign(*given):
        config = compose(["dataset=digits", *given])
        return signature.sign_config(config), signature.sign_dense(config, "data", "model", {})

    signed = [sign(), sign("train.class_weights=balanced"), sign("train.class_weights={0: 2}")]
    assert all(len(set(each)) == 3 for each in zip(*signed, strict=True))
    assert sign("train.class_weights=null") == sign()
