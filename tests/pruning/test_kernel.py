"""The fast kernel's masks and thresholds are stock tfmot's, bit for bit, and so are whole trainings."""

import numpy as np
import pytest
import tensorflow as tf
import tf_keras
from tensorflow_model_optimization.python.core.sparsity.keras.pruning_impl import Pruning
from tensorflow_model_optimization.sparsity.keras import ConstantSparsity, prune_low_magnitude, prune_scope

from runner.config.schema import ScopeConfig
from runner.core.durations import Clock
from runner.core.errors import UserError
from runner.models import builders
from runner.pruning import kernel, scope, wrapping
from runner.run import planning
from runner.training import fit
from tests import own_models
from tests.composing import compose
from tests.table import SCHEDULES

pytestmark = pytest.mark.usefixtures("step_by_step")

TENSORS = 640
SHAPES = [(1,), (7,), (20000,), (1, 1), (5, 3), (300, 100), (64, 130), (3, 3, 5), (3, 3, 1, 8), (3, 3, 48, 48)]
SPARSITIES = [0.0, 0.1, 0.5, 0.8, 0.95, 0.999, 0.999999]
DTYPES = [tf.float32, tf.float32, tf.float16, tf.bfloat16]
QUICK = ("polynomial", "dense_sparse_dense", "lottery")
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


def answers(weights, sparsity, block, pooling, graph):
    """Threshold and mask as (dtype, shape, bytes), from the stock kernel and from the fast one."""
    for kind in (Pruning, kernel.FastPruning):
        schedule = ConstantSparsity(sparsity, 0, frequency=1)
        pruning = kind(lambda: tf.constant(1, tf.int64), [(weights, None, None)], schedule, block, pooling)
        update = pruning._maybe_update_block_mask
        made = (tf.function(update) if graph else update)(weights)
        yield [(tensor.dtype, tensor.shape, tensor.numpy().tobytes()) for tensor in made]


def check_same(weights, sparsity, block=(1, 1), pooling="AVG", graph=True):
    weights = tf.Variable(weights)
    stock, fast = answers(weights, sparsity, block, pooling, graph)
    # TensorFlow's threads compare denormals as zeros: which of them is called the threshold is chance.
    tiny = tf.reduce_max(tf.abs(tf.cast(weights, tf.float64))) < np.finfo(np.float32).tiny
    assert (fast[1:] if tiny else fast) == (stock[1:] if tiny else stock)


@pytest.mark.parametrize("graph", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_masks_are_stock_tfmots_bit_for_bit(kind, graph):
    random = np.random.default_rng([KINDS.index(kind), graph])
    for number in range(TENSORS // len(KINDS) // 2):
        shape = SHAPES[number % len(SHAPES)]
        sparsity = SPARSITIES[number % len(SPARSITIES)]
        dtype = DTYPES[number // len(SHAPES) % len(DTYPES)]
        check_same(tf.cast(kind(random, shape).astype(np.float32), dtype), sparsity, graph=graph)


@pytest.mark.parametrize("pooling", ["AVG", "MAX"])
@pytest.mark.parametrize("block", BLOCKS)
def test_masks_of_blocks_are_too_whether_or_not_blocks_divide_the_shape(block, pooling):
    random = np.random.default_rng(0)
    for shape in [(32, 16), (30, 17), (18, 6), (700, 130)]:
        for kind in (normal, ties, all_equal):
            check_same(tf.constant(kind(random, shape), tf.float32), 0.7, block, pooling)


def test_the_kth_largest_is_where_a_sort_has_it():
    values = np.abs(np.random.default_rng(0).normal(size=kernel.SMALL + 1)).astype(np.float32)
    descending = np.sort(values)[::-1]
    for k in (1, 2, 4000, kernel.SMALL, kernel.SMALL + 1):
        assert kernel.find_kth_largest(tf.constant(values), tf.constant(k)).numpy() == descending[k - 1]


# --- whole trainings --------------------------------------------------------------------------


def trained(model, dataset, schedule, planned, *, fast, batch_size=29, epochs=2):
    """The masks before training and after each update, and the weights at the end.

    Without ``fast`` all is stock: tfmot's masks, Keras's ``fit``, its own Adam.
    """
    layers = scope.select_layers(model, ScopeConfig())
    wrapped = wrapping.wrap(model, layers, schedule, fast=fast)
    masks, updates = [wrapping.read_masks(wrapped)], {update.step for update in planned.updates}

    def read(event):
        if event.step in updates:
            masks.append(wrapping.read_masks(wrapped))

    config = compose([f"train.epochs={epochs}", f"train.batch_size={batch_size}"])
    with pytest.MonkeyPatch.context() as patch:
        if not fast:
            patch.setattr(fit.optimizers, "Adam", tf_keras.optimizers.Adam)
        fit.fit(
            wrapped, dataset, config.train, 0, phase="prune",
            tell=read, on_epoch=lambda epoch: None, pruning=planned, engine="graph" if fast else "fit",
        )  # fmt: skip
    assert all(isinstance(each.pruning_obj, kernel.FastPruning) == fast for each in wrappers(wrapped))
    return masks, [variable.numpy() for variable in wrapped.variables]


def wrappers(model):
    return [layer for layer in model.submodules if hasattr(layer, "pruning_obj")]


def check_same_trainings(build, dataset, config, epochs=2):
    clock = Clock.of(len(dataset.train), 29, epochs)
    _, schedule, planned = planning.plan_schedule(config, clock)
    results = []
    for fast in (False, True):
        fit.seed_everything(0)
        results.append(trained(build(), dataset, schedule, planned, fast=fast, epochs=epochs))
    (stock_masks, stock_weights), (fast_masks, fast_weights) = results
    assert len(fast_masks) == len(stock_masks) == len(planned.updates) + 1
    for stock, fast in zip(stock_masks, fast_masks, strict=True):
        assert all(np.array_equal(a, b) for name in stock for a, b in zip(stock[name], fast[name], strict=True))
    for stock, fast in zip(stock_weights, fast_weights, strict=True):
        assert stock.tobytes() == fast.tobytes()
    return clock.steps


def composed(name, *overrides):
    return compose(
        ["dataset=digits", f"schedule={name}", "target_sparsity=0.8", "train.epochs=2", "train.batch_size=29",
         "allow_missed_target=true", *overrides]
    )  # fmt: skip


@pytest.mark.parametrize(
    "name", [case.name if case.name in QUICK else pytest.param(case.name, marks=pytest.mark.long) for case in SCHEDULES]
)
def test_a_training_of_100_steps_ends_on_the_same_weights_by_way_of_the_same_masks(name, digits):
    config = composed(name)
    build = lambda: builders.build(config.model, digits.shape, digits.task)  # noqa: E731
    assert check_same_trainings(build, digits, config) >= 100


@pytest.mark.parametrize("policy", ["mixed_float16", "mixed_bfloat16"])
def test_so_does_one_in_mixed_precision(policy, digits):
    build = lambda: builders.lenet_300_100(digits.shape, digits.task.outputs)  # noqa: E731
    tf_keras.mixed_precision.set_global_policy(policy)
    try:
        check_same_trainings(build, digits, composed("constant", "train.epochs=1"), epochs=1)
    finally:
        tf_keras.mixed_precision.set_global_policy("float32")


def test_so_does_one_of_a_nested_model(digits):
    check_same_trainings(lambda: own_models.nested(digits.shape, digits.task.outputs), digits, composed("linear"))


# --- beside the selection ---------------------------------------------------------------------


def dense(**pruning):
    layer = tf_keras.layers.Dense(24, input_shape=(400,))
    return tf_keras.Sequential([prune_low_magnitude(layer, ConstantSparsity(0.5, 0, frequency=1), **pruning)])


def updated_mask(wrapper):
    wrapper.pruning_step.assign(1)
    wrapper.pruning_obj.conditional_mask_update()
    return wrapper.pruning_vars[0][1].numpy()


def test_m_by_n_stays_as_tfmot_does_it():
    model = dense(sparsity_m_by_n=(2, 4))
    stock = updated_mask(model.layers[0])
    kernel.install(model)
    assert isinstance(model.layers[0].pruning_obj, kernel.FastPruning)
    assert np.array_equal(updated_mask(model.layers[0]), stock)
    assert stock.mean() == 0.5


def test_a_wrapped_model_that_was_saved_has_tfmots_kernel_and_the_same_masks(tmp_path):
    model = dense()
    kernel.install(model)
    model.save(tmp_path / "wrapped.h5")
    with prune_scope():
        loaded = tf_keras.models.load_model(tmp_path / "wrapped.h5")
    assert type(loaded.layers[0].pruning_obj) is Pruning
    assert np.array_equal(updated_mask(loaded.layers[0]), updated_mask(model.layers[0]))


def test_the_kernel_is_fast_unless_told_and_another_is_refused():
    assert compose([]).prune.fast
    assert not compose(["prune.kernel=stock"]).prune.fast
    with pytest.raises(UserError, match=r"prune\.kernel=other is unknown: choose one of fast, stock"):
        compose(["prune.kernel=other"])
