"""Eighteen traps of TensorFlow Model Optimization, each planted, each answered before training where it can be.

They are the rows of the README's "What surprises users", and keep their numbers here. Where the trap is a
behaviour of the library, the test shows it on the library too. A remedy that a message names is tried.
"""

import re

import numpy as np
import pytest
import tensorflow_model_optimization as tfmot
import tf_keras
from tensorflow_model_optimization.sparsity.keras import ConstantSparsity, PolynomialDecay, UpdatePruningStep

from runner import (
    app,
    composition,
    measure,
    model_file,
    models,
    plan,
    planning,
    prune,
    records,
    rehearsal,
    steps,
    train,
)
from runner.records import UserError
from tests.own_models import small
from tests.own_schedules import Halves

CLOCK = steps.Clock(steps_per_epoch=10, epochs=2)
OWN = ["dataset=digits", "trusted_modules=[tests.own_models]"]


def planned(*overrides, clock=CLOCK):
    return planning.make(app.compose(list(overrides)), clock)[2]


def refused(*overrides, clock=CLOCK):
    with pytest.raises(UserError) as caught:
        planned(*overrides, clock=clock)
    return str(caught.value)


def outlined(*overrides):
    (outline,) = rehearsal.outline([("", app.compose(list(overrides)))])
    return outline


def exact(end, frequency, begin=0):
    return [f"schedule.begin_step={begin}", f"schedule.end_step={end}", f"schedule.frequency={frequency}"]


def wrapped(schedule, model=None):
    model = model or small((8, 8, 1), 10)
    pruned = prune.wrap(model, prune.select(model, app.compose([]).scope), schedule)
    pruned.compile("adam", "sparse_categorical_crossentropy")
    return pruned


def trained(model, count, *, epoch_ends=False):
    """The model after ``count`` optimizer steps of one epoch."""
    x, y = np.random.default_rng(0).random((64, 8, 8, 1), np.float32), np.arange(64) % 10
    callback = UpdatePruningStep()
    callback.set_model(model)
    callback.on_train_begin()
    for batch in range(count):
        callback.on_train_batch_begin(batch)
        model.train_on_batch(x, y)
    if epoch_ends:
        callback.on_epoch_end(0)
    return model


def shares(model):
    """(zeros in the masks, zeros in the weights) of a wrapped model."""
    layers = [layer for layer in model.layers if hasattr(layer, "pruning_vars")]
    weights = {layer.name: [weight.numpy() for weight, _, _ in layer.pruning_vars] for layer in layers}
    return train.zero_share(prune.masks(model)), train.zero_share(weights)


def test_fact_01_step_0_does_not_occur():
    assert planned("schedule=constant", *exact(-1, 10)).updates[0].step == 10
    assert (
        shares(trained(wrapped(ConstantSparsity(0.5, 0, 0, 1)), 3))[0] == 0
    )  # the library: begin = end = 0 never prunes
    message = refused("schedule=constant", *exact(0, 4))
    assert "would never prune" in message
    assert "step 0 does not occur" in message
    assert planned("schedule=constant", *exact(4, 4)).reached == pytest.approx(0.8)  # "end_step=4"


def test_fact_02_a_training_shorter_than_frequency_prunes_nothing():
    message = refused("schedule=constant", *exact(-1, 100))
    assert "first update would be at step 100" in message
    fits = message.split("frequency=")[2].split(",")[0]
    assert planned("schedule=constant", *exact(-1, fits)).reached == pytest.approx(0.8)


def test_fact_03_an_end_after_the_last_step_never_reaches_the_target():
    message = refused("schedule=polynomial", *exact(50, 2))
    assert "end_step=50 is after the last training step 20" in message
    assert "0.6272" in message
    assert planned("schedule=polynomial", *exact("75%", 2)).reached == pytest.approx(0.8)
    allowed = planned("schedule=polynomial", *exact(50, 2), "allow_missed_target=true")
    assert "0.6272 instead of 0.8" in allowed.warnings[0]


def test_fact_04_a_frequency_that_does_not_divide_the_ramp_falls_short():
    message = refused("schedule=polynomial", *exact(10, 4))
    assert "last update is at step 8" in message
    assert "0.7936 instead of 0.8" in message
    assert "Use frequency=5 (or 1, 2, 10), set end_step=8, or schedule.snap=true." in message
    for remedy in (exact(10, 5), exact(10, 2), exact(8, 4), [*exact(10, 4), "schedule.snap=true"]):
        assert planned("schedule=polynomial", *remedy).reached == pytest.approx(0.8, abs=1e-6)


def test_fact_05_a_polynomial_without_length_gives_nan():
    assert np.isnan(float(PolynomialDecay(0.0, 0.8, 5, 5, frequency=1)(5)[1]))
    assert "NaN comes from begin_step = end_step" in refused("schedule=polynomial", *exact(5, 1, begin=5))
    assert "it would divide by zero, which gives NaN" in refused("schedule=cosine", *exact(5, 1, begin=5))


def test_fact_06_weights_drift_between_updates_so_curves_are_read_from_the_masks():
    model = trained(wrapped(ConstantSparsity(0.8, 2, 2, 1)), 6)
    masks, weights = shares(model)
    assert masks == pytest.approx(0.8, abs=0.001)
    assert weights < masks - 0.1
    masks, weights = shares(trained(model, 6, epoch_ends=True))
    assert weights == masks  # that is when a run strips its model; stripping itself multiplies nothing in


def test_fact_07_one_weight_of_a_tiny_tensor_is_kept_and_so_are_ties():
    tiny = tf_keras.Sequential([tf_keras.layers.Input((1,)), tf_keras.layers.Dense(2, name="tiny")])
    pruned = trained_once(tiny, ConstantSparsity(0.9, 1, -1, 1))
    assert shares(pruned)[0] == 0.5
    tied = tf_keras.Sequential([tf_keras.layers.Input((4,)), tf_keras.layers.Dense(4, kernel_initializer="ones")])
    assert shares(trained_once(tied, ConstantSparsity(0.9, 1, -1, 1)))[0] == 0
    outline = outlined("model._target_=tests.own_models.bottleneck", *OWN, "model.name=bottleneck",
                       "allow_missed_target=true", "target_sparsity=0.9")  # fmt: skip
    small_ones = [layer for layer in outline.layers if layer.pruned and layer.weights < 10]
    assert small_ones
    assert all(layer.kept == max(round(layer.weights * 0.1), 1) for layer in small_ones)
    assert any("end with another sparsity than asked" in warning for warning in outline.plan.warnings)


def trained_once(model, schedule):
    pruned = tfmot.sparsity.keras.prune_low_magnitude(model, pruning_schedule=schedule)
    pruned.compile("sgd", "mse")
    callback = UpdatePruningStep()
    callback.set_model(pruned)
    callback.on_train_begin()
    callback.on_train_batch_begin(0)
    pruned.train_on_batch(np.zeros((1, *model.input_shape[1:])), np.zeros((1, *model.output_shape[1:])))
    return pruned


@pytest.mark.parametrize(
    ("builder", "message"),
    [("keras_3", "Keras 3"), ("subclassed", "Sequential or functional")],
)
def test_fact_08_models_and_layers_that_tfmot_cannot_prune(builder, message):
    outline = outlined(f"model._target_=tests.own_models.{builder}", *OWN, "model.name=own")
    assert message in outline.refusal
    nothing = outlined("model=mobilenet", "dataset=digits", "scope.include=[BatchNormalization]")
    assert "tfmot prunes nothing in BatchNormalization" in nothing.refusal


def test_fact_09_a_depthwise_convolution_is_accepted_and_never_pruned():
    depthwise = tf_keras.layers.DepthwiseConv2D(3)
    model = tf_keras.Sequential([tf_keras.layers.Input((8, 8, 2)), depthwise])
    assert tfmot.sparsity.keras.prune_low_magnitude(model).layers[0].pruning_vars == []
    skipped = {layer.name: layer for layer in outlined("model=mobilenet", "dataset=digits").layers if not layer.pruned}
    assert skipped["depthwise1"].weights == 0
    assert skipped["depthwise1"].params > 0  # counted in final/sparsity_model
    assert skipped["depthwise1"].why == "tfmot prunes nothing in DepthwiseConv2D"


def test_fact_10_m_by_n_ignores_the_schedule_and_narrow_layers():
    late = prune.wrap(model := small((8, 8, 1), 10), prune.select(model, app.compose([]).scope),
                      ConstantSparsity(0.9, 1000, 2000, 1), app.compose(["pattern=m_by_n", "schedule=constant",
                                                                         "target_sparsity=0.5"]).pattern)  # fmt: skip
    late.compile("adam", "sparse_categorical_crossentropy")
    assert shares(trained(late, 1))[0] == pytest.approx(0.5, abs=0.01)  # not at step 1000, and not 0.9
    with pytest.raises(UserError, match="schedule=constant"):
        app.compose(["pattern=m_by_n", "schedule=polynomial", "target_sparsity=0.5"])
    with pytest.raises(UserError, match=re.escape("Set target_sparsity=0.5")):
        app.compose(["pattern=m_by_n", "schedule=constant", "target_sparsity=0.8"])
    good = outlined("pattern=m_by_n", "schedule=constant", "target_sparsity=0.5", "dataset=digits")
    assert [update.step for update in good.plan.updates] == [1]
    narrow = ("pattern=m_by_n", "schedule=constant", "target_sparsity=0.5", "dataset=digits", "model=tfmot_cnn")
    refusal = outlined(*narrow).refusal
    assert "scope.exclude=[Conv2D]" in refusal
    assert not outlined(*narrow, "scope.exclude=[Conv2D]").refusal


def test_fact_11_blocks_fail_on_convolutions():
    outline = outlined("pattern=block", "model=lenet5", "dataset=digits")
    assert "scope.exclude=[Conv2D]" in outline.refusal
    assert not outlined("pattern=block", "model=lenet5", "dataset=digits", "scope.exclude=[Conv2D]").refusal


def test_fact_12_a_schedule_of_ones_own_is_lost_on_loading_and_the_stripped_model_needs_none(tmp_path):
    model = trained(wrapped(Halves(0.8, 1, 1)), 4)
    model.save(tmp_path / "wrapped.h5")
    with tfmot.sparsity.keras.prune_scope():
        with pytest.raises(ValueError, match="Halves"):
            tf_keras.models.load_model(tmp_path / "wrapped.h5")
        with tf_keras.utils.custom_object_scope({"Halves": Halves}):
            tf_keras.models.load_model(tmp_path / "wrapped.h5")
    model_file.save(prune.strip(model), tmp_path / "stripped.keras")
    tf_keras.models.load_model(tmp_path / "stripped.keras")
    assert plan.survives_round_trip(Halves(0.8, 2, 2), 20)


def test_fact_13_files_are_smaller_only_when_stripped_and_compressed(tmp_path):
    dense = small((8, 8, 1), 10, units=256)
    before = measure.sizes(dense)
    dense.save(tmp_path / "dense.h5")
    pruned = trained(wrapped(ConstantSparsity(0.8, 1, -1, 1), dense), 3, epoch_ends=True)
    pruned.save(tmp_path / "wrapped.h5", include_optimizer=False)
    assert (tmp_path / "wrapped.h5").stat().st_size > (tmp_path / "dense.h5").stat().st_size
    after = measure.sizes(prune.strip(pruned))
    assert after["keras"] == pytest.approx(before["keras"], rel=0.01)
    assert after["keras_gzip"] < 0.5 * before["keras_gzip"]
    assert set(after) == set(records.SIZE_FORMATS)


def test_fact_14_zeros_alone_make_nothing_faster_so_the_ratio_is_called_theoretical():
    assert records.COST_SPEEDUP == "cost/theoretical_speedup"
    assert "theoretical" in (composition.CONF.parent / "README.md").read_text()


def test_fact_15_get_weights_omits_masks_so_no_earlier_epoch_is_ever_brought_back(digits):
    config = app.compose(["dataset=digits", "train.epochs=3", "schedule=linear"])
    _, schedule, asked = planning.make(config, steps.Clock.of(len(digits.train), 32, 3))
    model = models.build(config.model, digits.shape, digits.classes)
    pruned = prune.wrap(model, prune.select(model, config.scope), schedule)
    wrapper = next(layer for layer in pruned.layers if hasattr(layer, "pruning_vars"))
    assert len(wrapper.get_weights()) == len(wrapper.layer.get_weights()) < len(wrapper.weights)
    early = pruned.get_weights()
    epochs = []
    train.fit(pruned, digits, config.train, 0, phase="prune", tell=lambda event: None, on_epoch=epochs.append,
              pruning=(asked, prune.masks))  # fmt: skip
    assert shares(pruned)[0] == pytest.approx(asked.reached, abs=1e-4)  # of the last epoch, the sparsest
    by_epoch = [epoch.metrics[records.SPARSITY_GLOBAL] for epoch in epochs]
    assert by_epoch == sorted(by_epoch)
    pruned.set_weights(early)  # as restore_best_weights does
    assert shares(pruned)[0] == 0


def test_fact_16_a_layer_that_is_called_twice_counts_each_step_twice():
    twice = ["model._target_=tests.own_models.twice", *OWN, "model.name=twice"]
    assert "scope.exclude=[shared]" in outlined(*twice).refusal
    assert not outlined(*twice, "scope.exclude=[shared]").refusal


def test_fact_17_the_last_epoch_is_logged_too(digits):
    config = app.compose(["dataset=digits", "train.epochs=2", "schedule=one_shot", "schedule.begin_step=60"])
    _, schedule, asked = planning.make(config, steps.Clock.of(len(digits.train), 32, 2))
    model = models.build(config.model, digits.shape, digits.classes)
    pruned = prune.wrap(model, prune.select(model, config.scope), schedule)
    epochs = []
    train.fit(pruned, digits, config.train, 0, phase="prune", tell=lambda event: None, on_epoch=epochs.append,
              pruning=(asked, prune.masks))  # fmt: skip
    assert [round(epoch.metrics[records.SPARSITY_GLOBAL], 3) for epoch in epochs] == [0.0, 0.8]
    assert [(update.step, round(update.achieved, 3)) for update in epochs[1].updates] == [(60, 0.8)]


def test_fact_18_layers_can_have_targets_of_their_own_or_shares_by_their_shape():
    own = {
        layer.name: layer.target for layer in outlined("dataset=digits", "scope.targets={fc1: 0.3, fc3: 0.95}").layers
    }
    assert own == {"fc1": 0.3, "fc2": 0.8, "fc3": 0.95}
    layers = outlined("dataset=digits", "scope=erk").layers
    assert len({layer.target for layer in layers}) == 3
    assert sum(layer.kept for layer in layers) / sum(layer.weights for layer in layers) == pytest.approx(0.2, abs=0.001)
