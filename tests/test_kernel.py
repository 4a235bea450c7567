"""The fast kernel's masks and thresholds are stock tfmot's, bit for bit, and so are whole trainings."""

from types import SimpleNamespace

import numpy as np
import pytest
import tensorflow as tf
import tf_keras
from tensorflow_model_optimization.python.core.sparsity.keras.pruning_impl import Pruning
from tensorflow_model_optimization.sparsity.keras import ConstantSparsity, prune_low_magnitude, prune_scope

from runner import app, kernel, models, planning, prune, schedules, train
from runner.config import ScopeConfig, TrainConfig
from runner.records import UserError
from runner.steps import Clock
from tests import own_models
from tests.table import SCHEDULES

TENSORS = 560
SHAPES = [(1,), (7,), (9000,), (1, 1), (5, 3), (300, 100), (64, 130), (3, 3, 5), (3, 3, 1, 8), (3, 3, 24, 48)]
SPARSITIES = [0.0, 0.1, 0.5, 0.8, 0.95, 0.999, 0.999999]
DTYPES = [tf.float32, tf.float32, tf.float16, tf.bfloat16]
BLOCKS = [(4, 4), (1, 4), (4, 1), (16, 1), (3, 5)]


def normal(random, shape):
    return random.normal(0, 0.05, shape)


def ties(random, shape):
    return random.integers(-3, 4, shape) / 8


def all_equal(random, shape):
    return np.full(shape, 0.25) * random.choice([-1, 1], shape)


def zeros_of_both_signs(random, shape):
    return random.choice([0.0, -0.0], shape)


def mostly_zero(random, shape):
    return np.where(random.random(shape) < 0.9, random.choice([0.0, -0.0], shape), random.normal(0, 1, shape))


def many_magnitudes(random, shape):
    return random.choice([-1, 1], shape) * 10.0 ** random.uniform(-37, 4, shape)


def denormal(random, shape):
    return random.integers(-5000, 5000, shape) * 1e-42


def neighbours(random, shape):
    return np.float32(0.1) + random.integers(0, 40, shape) * np.spacing(np.float32(0.1))


KINDS = [normal, ties, all_equal, zeros_of_both_signs, mostly_zero, many_magnitudes, denormal, neighbours]


def both(weights, sparsity, block=(1, 1), pooling="AVG"):
    """Threshold and mask of the stock kernel, then of the fast one."""
    for kind in (Pruning, kernel.FastPruning):
        schedule = SimpleNamespace(__call__=None)
        schedule = ConstantSparsity(sparsity, 0, frequency=1)
        variable = tf.Variable(weights)
        pruning = kind(lambda: tf.constant(1, tf.int64), [(variable, None, None)], schedule, block, pooling)
        yield pruning, variable


def bits(tensor):
    return tensor.numpy().tobytes()


def check_same(weights, sparsity, block=(1, 1), pooling="AVG"):
    for graph in (False, True):
        results = []
        for pruning, variable in both(weights, sparsity, block, pooling):
            make = pruning._maybe_update_block_mask
            threshold, mask = (tf.function(make) if graph else make)(variable)
            results.append((mask.dtype, mask.shape, bits(mask), threshold.dtype, bits(threshold)))
        stock, fast = results
        # TensorFlow's threads compare denormals as zeros, so which of them is the threshold is left to chance.
        tiny = np.abs(np.asarray(weights, np.float32)).max(initial=0) < np.finfo(np.float32).tiny
        assert (fast[:3] if tiny else fast) == (stock[:3] if tiny else stock)


@pytest.mark.parametrize("kind", KINDS)
def test_masks_are_stock_tfmots_bit_for_bit(kind):
    random = np.random.default_rng(KINDS.index(kind))
    for number in range(TENSORS // len(KINDS)):
        shape = SHAPES[number % len(SHAPES)]
        sparsity = SPARSITIES[number % len(SPARSITIES)]
        dtype = DTYPES[number // len(SHAPES) % len(DTYPES)]
        check_same(tf.cast(kind(random, shape).astype(np.float32), dtype), sparsity)
