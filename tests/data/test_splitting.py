"""Which examples become val and test, by each way to split."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.config import signature
from runner.config.schema import SPLIT_WAYS, DatasetConfig
from runner.config.task import TaskConfig
from runner.core.errors import UserError
from runner.data import datasets, splitting
from runner.tasks.choice import make_task
from tests.composing import compose

X = np.arange(120, dtype=np.float32).reshape(60, 2)
Y = np.tile([0, 1, 2], 20)
GROUPS = np.repeat(np.arange(12), 5)


@pytest.fixture
def load(tmp_path):
    """A dataset of an npz with these arrays."""

    def load(split, task="classification", arrays=None, **settings):
        np.savez(tmp_path / "a.npz", **({"x": X, "y": Y, "groups": GROUPS} if arrays is None else arrays))
        config = DatasetConfig("npz", "runner.data.npz", path=str(tmp_path / "a.npz"), split=split, **settings)
        return datasets.load(config, make_task(TaskConfig(task), None))

    return load


def rows(part):
    return (part.x[:, 0] // 2).astype(int)


@pytest.mark.parametrize("split", SPLIT_WAYS)
def test_every_example_is_in_one_part_in_its_order_and_always_in_the_same(load, split):
    first, again = load(split), load(split)
    parts = [rows(part) for part in (first.train, first.val, first.test)]
    assert sorted(np.concatenate(parts)) == list(range(60))
    assert all((np.diff(part) > 0).all() for part in parts)
    assert first.sha256 == again.sha256
    other = load(split, split_seed=3)
    assert (other.sha256 == first.sha256) == (split == "time")
    np.testing.assert_array_equal(first.test.y, Y[rows(first.test)])


def test_time_takes_the_last_ones(load):
    dataset = load("time", test_fraction=0.2, val_fraction=0.25)
    assert [rows(part).tolist() for part in (dataset.train, dataset.val, dataset.test)] == [
        list(range(36)), list(range(36, 48)), list(range(48, 60))
    ]  # fmt: skip
    assert "the last ones of their order" in dataset.told[0]


def test_groups_stay_together_and_it_is_said_where_they_do_not(load):
    dataset = load("groups", task="regression")
    parts = [set(GROUPS[rows(part)]) for part in (dataset.train, dataset.val, dataset.test)]
    assert sum(map(len, parts)) == len(set.union(*parts)) == 12
    assert not dataset.notes
    assert "10 in train, 1 in val, 1 in test" in dataset.told[0]
    (note,) = load("random", task="regression").notes
    assert "dataset.split=groups keeps each in one part" in note


@given(
    sizes=st.lists(st.integers(1, 30), min_size=2, max_size=40),
    fraction=st.floats(0.05, 0.5),
    seed=st.integers(0, 2**32 - 1),
)
def test_groups_that_leave_come_near_the_fraction(sizes, fraction, seed):
    groups = np.repeat(np.arange(len(sizes)), sizes)
    config = DatasetConfig("a", "b", split="groups", split_seed=seed)
    stay, leave = splitting.choose_rows(config, fraction, len(groups), None, groups)
    assert sorted([*stay, *leave]) == list(range(len(groups)))
    assert set(groups[stay]) & set(groups[leave]) == set()
    assert len(stay)
    assert len(leave)
    wanted, largest = fraction * len(groups), max(sizes)
    assert len(leave) <= wanted + largest / 2 or len(set(groups[leave])) == 1
    assert len(leave) >= wanted - largest / 2 or len(set(groups[stay])) == 1


TRAIN, LATER = {"x_train": X, "y_train": Y, "groups_train": GROUPS}, {"x_test": X[:6], "y_test": Y[:6]}


@pytest.mark.parametrize(
    ("split", "arrays", "why"),
    [
        ("groups", {**TRAIN, **LATER, "groups_test": np.array([50, 50, 50, 50, 50, 3])},
         "1 group would be in two parts: 3 in train and in test"),
        ("groups", {**TRAIN, **LATER}, "needs the group of each example, and test has none.*groups_test"),
        ("groups", {"x": X, "y": Y}, "needs the group of each example, and train has none"),
        ("groups", {"x": X, "y": Y, "groups": GROUPS[:-1]}, r"The groups of train have shape .59,."),
        ("groups", {"x": X, "y": Y, "groups": np.zeros(60)}, "finds 1 group to split"),
        ("groups", {"x": X, "y": Y, "groups": np.repeat([0, 1], 30)}, "finds 1 group to split"),
        ("groups", {"x": X, "y": GROUPS // 4, "groups": GROUPS // 4}, "leaves no example of class"),
        ("time", {"x": X, "y": np.repeat([0, 1, 2], [40, 17, 3])}, "dataset.split=time leaves no example of class 2"),
    ],
)  # fmt: skip
def test_what_cannot_be_split_so_is_refused(load, split, arrays, why):
    with pytest.raises(UserError, match=why):
        load(split, arrays=arrays)


def test_groups_of_the_parts_that_a_source_has_are_kept(load):
    dataset = load("groups", arrays={**TRAIN, **LATER, "groups_test": np.full(6, 99)})
    assert len(dataset.test) == 6
    assert "test" not in dataset.told[0].partition("split off")[0].partition(";")[2]
    assert len(set(GROUPS[rows(dataset.train)]) & set(GROUPS[rows(dataset.val)])) == 0


def own_groups(path=None, groups=None):
    return {"train": (X, Y), "groups": {"train": GROUPS} if groups is None else groups}


def test_a_loader_of_a_users_says_groups_beside_the_parts():
    config = DatasetConfig("own", "tests.data.test_splitting.own_groups", split="groups")
    dataset = datasets.load(config)
    assert len(set(GROUPS[rows(dataset.train)]) & set(GROUPS[rows(dataset.test)])) == 0
    for wrong in (GROUPS, {"training": GROUPS}):
        with pytest.raises(UserError, match=r"for 'groups', which has the groups of the examples by part"):
            datasets.load(DatasetConfig("own", config._target_, params={"groups": wrong}))


def test_stratified_is_what_it_always_was_and_another_way_is_another_run():
    plain = compose(["dataset=digits"])
    signed = {way: signature.sign_config(compose(["dataset=digits", f"dataset.split={way}"])) for way in SPLIT_WAYS}
    assert signed["stratified"] == signature.sign_config(plain)
    assert "split" not in signature._identity(plain, {}, "")["dataset"]
    assert len(set(signed.values())) == len(SPLIT_WAYS)
    with pytest.raises(UserError, match="choose one of stratified, random, groups, time"):
        compose(["dataset=digits", "dataset.split=subject"])


# --- without labels --------------------------------------------------------------------------------


def test_x_alone_is_enough_for_a_reconstruction_and_for_nothing_else(load):
    dataset = load("stratified", task="reconstruction", arrays={"x": X})
    assert dataset.train.y is dataset.train.x
    arrays = {"x_train": X, "x_test": X[:4], "y_test": np.array([0, 0, 1, 0])}
    marked = load("time", task="reconstruction", arrays=arrays)
    assert marked.test.anomalies.tolist() == [False, False, True, False]
    with pytest.raises(UserError, match=r"no y_train: needed are x and y.*task=reconstruction"):
        load("stratified", arrays={"x": X})
