"""What tfmot keeps is foretold from the shape, and what it cannot do is refused: tried on tfmot itself."""

import itertools

import numpy as np
import pytest
import tensorflow as tf
from tensorflow_model_optimization.python.core.sparsity.keras.pruning_impl import Pruning
from tensorflow_model_optimization.sparsity.keras import ConstantSparsity

from runner.config.scope import PatternConfig
from runner.pruning import rounding
from tests.pruning.bounds import find_bounds

SHAPES = [
    (7, 5), (64, 30), (16, 16), (9, 2), (10, 1), (1, 10), (2, 2), (1, 1), (5,), (3, 4, 5), (1, 1, 6, 7), (3, 3, 1, 12),
    (3, 3, 5, 4), (2, 2, 3, 8), (3, 3, 3, 3, 2),
]  # fmt: skip
SPARSITIES = (0.0, 0.1, 0.33, 0.5, 0.8, 0.99)
BLOCKS = [
    PatternConfig("block", [height, width], pooling)
    for height, width, pooling in itertools.product((1, 2, 3), (1, 2, 4, 8), ("AVG", "MAX"))
    if (height, width) != (1, 1)
]
M_BY_N = [PatternConfig("m_by_n", m_by_n=[m, n]) for m, n in ((2, 4), (1, 4), (3, 4), (1, 3), (4, 8))]


def kept_by_tfmot(shape, sparsity, pattern):
    """The ones in the mask that tfmot makes at step 1 for random weights; raises what tfmot raises."""
    rng = np.random.default_rng(0)
    mask, threshold = tf.Variable(tf.ones(shape)), tf.Variable(0.0)
    Pruning(
        lambda: tf.constant(1, tf.int64),
        [(tf.Variable(rng.normal(size=shape).astype(np.float32)), mask, threshold)],
        ConstantSparsity(sparsity, 1, frequency=1),
        tuple(pattern.block),
        pattern.pooling,
        tuple(pattern.m_by_n) if pattern.m_by_n else None,
    ).conditional_mask_update()
    return int(np.count_nonzero(mask.numpy()))


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("patterns", [[PatternConfig()], BLOCKS, M_BY_N], ids=["element", "block", "m_by_n"])
def test_what_is_kept_is_foretold_and_what_fails_is_refused(shape, patterns):
    for pattern, sparsity in itertools.product(patterns, SPARSITIES):
        why = rounding.find_problem(shape, pattern)
        try:
            kept = kept_by_tfmot(shape, sparsity, pattern)
        except (ValueError, tf.errors.InvalidArgumentError):
            assert why, (shape, sparsity, pattern)
            continue
        if why:  # the only other reason to refuse: m:n that prunes nothing
            assert pattern.m_by_n
            assert kept == np.prod(shape)
            continue
        least, most = find_bounds(shape, sparsity, pattern)
        assert least <= kept <= most, (shape, sparsity, pattern)
        assert least <= rounding.count_kept(shape, sparsity, pattern) <= most


def test_blocks_that_divide_the_shape_are_foretold_exactly():
    block = PatternConfig("block", [2, 5])
    assert find_bounds((64, 30), 0.8, block) == (380, 380)  # 192 blocks of 10, and 38 of them are kept
    assert rounding.count_kept((64, 30), 0.8, block) == 380


def test_one_weight_is_always_kept():
    assert rounding.count_kept((2, 1), 0.99, PatternConfig()) == 1


def test_the_last_group_of_a_row_loses_less():
    assert rounding.count_kept((5, 10), 0.5, PatternConfig(m_by_n=[2, 4])) == 30  # 4 channels lose 2, the fifth none
    assert "no more than the 2 weights" in rounding.find_problem((3, 3, 1, 12), PatternConfig(m_by_n=[2, 4]))
