"""Pipelines of a user's: looked through before, read batch by batch, and trained on as Keras's ``fit`` would."""

import numpy as np
import pytest
import tensorflow as tf

from runner.core.errors import UserError
from runner.data import datasets
from runner.tasks.choice import make_task
from runner.training import feeds, fit
from tests import own_pipelines
from tests.composing import compose

OWN = "trusted_modules=[tests.own_pipelines]"
BATCH = 50


@pytest.fixture(scope="module", autouse=True)
def _deterministic():
    """As in a run's own process: there, what draws without a seed is refused, unless one was set."""
    tf.config.experimental.enable_op_determinism()


def make_config(name, *overrides):
    return compose([f"dataset._target_=tests.own_pipelines.{name}", OWN, f"dataset.name={name}", *overrides])


def load(name, *overrides):
    config = make_config(name, *overrides)
    return datasets.load(config.dataset, make_task(config.task, config.score))


def read(feed, epochs):
    """What a graph of the loop would be given, an epoch a list."""
    found = []
    for epoch in epochs:
        feed.begin(epoch)
        part = feed.take_part(0, feed.steps)
        found.append([tuple(each.numpy() for each in feed.take_batch(part, at)) for at in range(feed.steps)])
    return found


def is_same(one, other):
    return all(
        np.array_equal(a, b)
        for batches in zip(one, other, strict=True)
        for pair in zip(*batches, strict=True)
        for a, b in zip(*pair, strict=True)
    )


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("ordered", ()), ("shuffled", ()), ("generated", ()), ("shuffled", ("+dataset.batch=50",)),
        ("shuffled", ("+dataset.batch=0",)), ("shuffled", ("+dataset.one_hot=true",)),
    ],
)  # fmt: skip
def test_a_pipeline_gives_what_the_arrays_hold(name, more):
    dataset = load(name, *more)
    arrays = own_pipelines.load_arrays()
    for part, (x, y) in arrays.items():
        stream = getattr(dataset, part)
        assert (len(stream), stream.repeats, stream.endless) == (len(x), True, False)
        given = list(stream.batches(BATCH))
        assert [len(each) for each in given] == [BATCH] * (len(x) // BATCH)
        found, labels = np.concatenate([each.x for each in given]), np.concatenate([each.y for each in given])
        assert (found.dtype, labels.dtype, labels.shape) == (np.float32, np.int64, y.shape)
        assert sorted(map(bytes, found)) == sorted(map(bytes, x))
        np.testing.assert_array_equal(np.bincount(labels), np.bincount(y))
        np.testing.assert_array_equal(stream.y, labels if part != "train" or name != "shuffled" else stream.y)
    assert (dataset.task.outputs, dataset.shape, dataset.notes) == (10, (8, 8, 1), ())


def test_the_hash_is_of_the_examples_in_any_order():
    ordered, shuffled, few = load("ordered"), load("shuffled"), load("shuffled", "+dataset.buffer=100")
    assert ordered.sha256 == shuffled.sha256 == few.sha256
    assert load("shuffled", "+dataset.noise=0.1").sha256 != ordered.sha256


@pytest.mark.parametrize("noise", [0, 0.1])
def test_a_pass_hangs_on_seed_and_epoch_alone(noise):
    """So a training that was broken off goes on with the batches that it would have had."""
    stream = load("shuffled", f"+dataset.noise={noise}").train
    whole = read(feeds.make_feed(stream, BATCH, 7), range(3))
    assert is_same(whole[2:], read(feeds.make_feed(stream, BATCH, 7), range(2, 3)))
    assert not is_same(whole[:1], whole[1:2])
    assert not is_same(whole[:1], read(feeds.make_feed(stream, BATCH, 8), range(1)))


def test_an_endless_pipeline_goes_on_where_the_last_epoch_ended():
    stream = load("endless", "+dataset.steps=5").train
    assert (stream.endless, len(stream)) == (True, 5 * 32)
    whole = read(feeds.make_feed(stream, 32, 0), range(4))
    assert is_same(whole[3:], read(feeds.make_feed(stream, 32, 0), range(3, 4)))
    feed = feeds.make_feed(stream, 32, 0)
    by_keras = [tuple(each) for each in feed.make_pipeline(range(2, 4)).take(2 * feed.steps).as_numpy_iterator()]
    assert is_same([whole[2] + whole[3]], [by_keras])


@pytest.mark.parametrize(
    ("name", "more", "batch_size"),
    [
        ("shuffled", (), 32),
        ("shuffled", (), 50),
        ("shuffled", ("+dataset.noise=0.1",), 32),
        ("endless", ("+dataset.steps=10",), 32),
        ("generated", (), 32),
        ("ordered", (), 32),
    ],
)
def test_the_loop_trains_what_fit_trains(name, more, batch_size):
    """Also where ``fit`` is Keras's own call over the user's pipeline, with nothing of ours around it."""
    dataset = load(name, *more)
    config = make_config(name, f"train.batch_size={batch_size}", "train.epochs=3", *more).train

    def train(engine):
        fit.seed_everything(0)
        model = fit.tf_keras.Sequential([
            fit.tf_keras.layers.Flatten(input_shape=(8, 8, 1)), fit.tf_keras.layers.Dense(10, activation="softmax"),
        ])  # fmt: skip
        epochs = []
        fit.fit(
            model, dataset, config, 3, phase="", tell=lambda event: None, on_epoch=epochs.append, engine=engine
        )  # fmt: skip
        return model.get_weights(), [epoch.metrics for epoch in epochs]

    weights, epochs = train("graph")
    by_keras, as_fit_tells = train("fit")
    assert all(map(np.array_equal, weights, by_keras))
    assert epochs == as_fit_tells


def test_what_cannot_be_repeated_is_told_and_not_hashed():
    once, again = load("wild"), load("wild")
    assert [once.train.repeats, once.val.repeats] == [False, True]
    assert once.sha256 == again.sha256  # or no run would ever be found again
    (note,) = once.notes
    assert "train cannot be repeated" in note
    assert "other examples" in note


@pytest.mark.parametrize(
    ("name", "more", "told"),
    [
        ("empty", (), "pipeline of train of dataset=empty is empty"),
        ("endless", (), r"train never ends. Say how many of its batches are an epoch, with \+dataset.steps=N"),
        ("endless_val", (), "val never ends. Let it end"),
        ("without_val", (), "gives pipelines without val"),
        ("nan", (), "x_test holds NaN or infinity"),
        ("mixed", (), "a pipeline for 'train', but not for every part"),
        ("texts", (), r"A batch of train is \(float32, object\). A pipeline must give \(x, y\)"),
        ("ordered", ("dataset.scale=unit",), "dataset.scale=unit scales arrays"),
        ("ordered", ("task=multilabel",), "task=binary"),
    ],
)
def test_what_cannot_be_trained_on_is_refused(name, more, told):
    with pytest.raises(UserError, match=told):
        load(name, *more)


def test_a_pipeline_that_does_not_say_whether_it_ends_is_given_up(monkeypatch):
    monkeypatch.setattr("runner.data.streams.MOST_BATCHES", 10)
    with pytest.raises(UserError, match=r"has given 10 batches, and goes on. Say how many .* with \+dataset.steps=N"):
        load("generated")
    assert len(load("generated", "+dataset.steps=5").train) == 5 * 32


@pytest.mark.parametrize("task", ["reconstruction", "regression"])
def test_other_tasks_read_pipelines_too(task):
    dataset = load("ordered", f"task={task}")
    (batch, *_) = dataset.train.batches(BATCH)
    assert batch.y.shape == ((BATCH, 8, 8, 1) if task == "reconstruction" else (BATCH, 1))
    assert dataset.shaped((8, 8)).train.shape == (8, 8)
    assert next(dataset.shaped((8, 8)).val.batches(BATCH)).x.shape == (BATCH, 8, 8)
