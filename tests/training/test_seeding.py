"""What is random in a model depends on the seed and the epoch, and on nothing that was drawn before."""

import random

import numpy as np
import pytest
import tensorflow as tf

from runner.config.schema import ScopeConfig
from runner.pruning import scope, wrapping
from runner.schedules import ramps
from runner.training import seeding
from tests.own_models import jittery, noisy


@pytest.fixture
def model():
    backend = seeding.tf_keras.backend.experimental
    before = backend.is_tf_random_generator_enabled()
    seeding.use_generators()
    yield noisy((8, 8, 1), 10)
    if not before:
        backend.disable_tf_random_generator()


def drawn(model, seed, epoch):
    """What each source of the model gives at the start of an epoch."""
    reseed = seeding.SeedEachEpoch(seed)
    reseed.set_model(model)
    reseed.on_epoch_begin(epoch)
    own = [float(generator.uniform([])) for generator in seeding.find_generators(model)]
    return [*own, random.random(), float(np.random.rand()), float(tf.random.uniform([]))]


def test_every_source_gives_the_same_again_and_others_elsewhere(model):
    first = drawn(model, 0, 3)
    assert len(first) == 5  # dropout, noise; Python, NumPy, TensorFlow
    assert len(set(first)) == 5
    others = [drawn(model, 0, 4), drawn(model, 1, 3)]
    assert drawn(model, 0, 3) == first
    for other in others:
        assert not set(first) & set(other)


def test_generators_are_found_in_wrapped_models(model):
    layers = scope.select_layers(model, ScopeConfig())
    schedule = ramps.Cosine(0.0, 0.5, 0, 10, 2)
    assert len(list(seeding.find_generators(wrapping.wrap(model, layers, schedule)))) == 2


@pytest.mark.parametrize("build", [noisy, jittery])
def test_each_epoch_has_its_own_noise_whatever_was_drawn_before(build):
    """The loss of one batch, which no step changes: with the learning rate 0 it differs by the noise alone."""
    model = build((8, 8, 1), 10)
    model.compile(seeding.tf_keras.optimizers.SGD(0.0), "mse")

    def losses(first, last):
        x, y = np.ones((4, 8, 8, 1), np.float32), np.zeros((4, 10), np.float32)
        reseed = seeding.SeedEachEpoch(0)
        return model.fit(x, y, initial_epoch=first, epochs=last, callbacks=[reseed], verbose=0).history["loss"]

    every = losses(0, 4)
    assert len(set(every)) == 4
    model.compile(seeding.tf_keras.optimizers.SGD(0.0), "mse")  # traced anew, as in another process
    assert losses(2, 4) == every[2:]
