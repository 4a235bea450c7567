"""Each of tfmot's traps is planted: shown on tfmot itself, then refused or warned about, then the remedy is tried.

The number in a test's name is that of the trap in runner/pruning/README.md, "What surprises users".
"""

import ast
import gzip
import itertools
import math
import re
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
import tensorflow as tf
import tf_keras
from tensorflow_model_optimization.sparsity.keras import (
    ConstantSparsity,
    PolynomialDecay,
    PruningSummaries,
    UpdatePruningStep,
    prune_low_magnitude,
    prune_scope,
    strip_pruning,
)
from tf_keras import Sequential, layers

from runner.cli import app
from runner.config.schema import ScopeConfig
from runner.core import errors, metric_names, records
from runner.core.durations import Clock
from runner.measuring import measure
from runner.models import builders, keras_file
from runner.pruning import scope, wrapping
from runner.run import fidelity, planning
from runner.schedules.base import NoPruning
from runner.schedules.plan import Plan
from runner.sweep import outline as rehearsal
from runner.training import fit as train
from runner.training import trace
from tests import documents, own_models, own_schedules
from tests.measuring.costs import measure_costs

SHORT = ("dataset=digits", "train.epochs=2", "train.batch_size=146")  # 20 steps, 10 an epoch
AT_ONCE = ("schedule=constant", "pattern=m_by_n", "target_sparsity=0.5")


def outline(*overrides):
    """What the plan says of a run: its updates, layers and warnings, or its refusal."""
    (found,) = rehearsal.outline_arms([("", app.compose([*SHORT, *overrides]))], deep=False)
    return found


def refused(*overrides):
    """The message that refuses a run before it trains."""
    found = outline(*overrides)
    assert found.refusal
    return found.refusal


def accepted(*overrides):
    """The outline of a run that nothing is wrong with."""
    found = outline(*overrides)
    assert (found.refusal, found.plan and found.plan.warnings) == ("", ())
    return found


def exact(end, frequency, begin=0):
    return [f"schedule.begin_step={begin}", f"schedule.end_step={end}", f"schedule.frequency={frequency}"]


def own(builder):
    return ["schedule=constant", "model.name=own", f"model._target_=tests.own_models.{builder}",
            "trusted_modules=[tests.own_models]"]  # fmt: skip


def zeros(array):
    return float((array.numpy() == 0).mean())


def fit(schedule, steps=8, epochs=1, layer=None, callbacks=(), **pattern):
    """Train one wrapped layer with tfmot alone; the model, and the zeros in mask and kernel after each step."""
    tf_keras.utils.set_random_seed(0)
    layer = layer or layers.Dense(8)
    wrapped = prune_low_magnitude(layer, schedule, **pattern)
    model = Sequential([layers.Input((16,)), wrapped])
    model.compile(tf_keras.optimizers.SGD(0.01), "mse")
    seen = []

    class Look(tf_keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            kernel, mask, _ = wrapped.pruning_vars[0]
            seen.append((zeros(mask), zeros(kernel)))

    x = np.random.default_rng(0).normal(size=(4 * steps // epochs, 16)).astype(np.float32)
    y = np.zeros((len(x), 8), np.float32)
    model.fit(x, y, 4, epochs, verbose=0, callbacks=[UpdatePruningStep(), *callbacks, Look()])
    return model, seen


class Trained(NamedTuple):
    """What the runner's pruning phase left, and what was heard: each epoch, and each step's zeros in masks, weights."""

    plan: Plan
    layers: tuple[records.Layer, ...]
    model: Any
    epochs: list[records.Epoch]
    seen: dict[int, tuple[float, float]]


@pytest.fixture(scope="module")
def training(digits):
    config = app.compose([*SHORT, *own("small"), "schedule=polynomial", *exact(20, 5)])
    _, schedule, plan = planning.plan_schedule(
        config, Clock.of(len(digits.train), config.train.batch_size, config.train.epochs)
    )
    train.seed_everything(0)
    dense = builders.build(config.model, digits.shape, digits.task)
    chosen = scope.select_layers(dense, config.scope)
    model = wrapping.wrap(dense, chosen, schedule)
    epochs, seen = [], {}

    def look(event):
        masks, weights = wrapping.read_masks(model), wrapping.read_weights(wrapping.strip(model), chosen)
        seen[event.step] = (trace.measure_zero_share(masks), trace.measure_zero_share(weights))

    train.fit(model, digits, config.train, 0, phase="prune", tell=look, on_epoch=epochs.append, pruning=plan)
    return Trained(plan, chosen, model, epochs, seen)


def test_01_step_0_never_occurs_so_a_schedule_that_begins_and_ends_there_never_prunes():
    _, seen = fit(ConstantSparsity(0.5, 0, 0, 1))
    assert {mask for mask, _ in seen} == {0}
    _, seen = fit(ConstantSparsity(0.5, 0, -1, 5))
    assert [mask for mask, _ in seen] == [0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5]

    message = refused("schedule=constant", *exact(0, 4))
    assert "would never prune" in message
    assert "step 0 does not occur" in message
    assert "Use begin_step=1, or end_step=4 or later." in message
    assert [each.step for each in accepted("schedule=constant", *exact(4, 4)).plan.updates] == [4]
    assert [each.step for each in accepted("schedule=constant", *exact(4, 4, begin=1)).plan.updates] == [1]


def test_02_fewer_training_steps_than_frequency_prune_nothing():
    message = refused("schedule=constant", *exact(-1, 100))
    assert "would never prune in 20 steps" in message
    assert "the first update would be at step 100" in message
    (fits,) = re.findall(r"Use frequency=(\d+)", message)
    assert accepted("schedule=constant", *exact(-1, fits)).plan.reached == pytest.approx(0.8)


def test_03_with_an_end_after_the_last_step_the_target_is_never_reached():
    given = ["schedule=polynomial", *exact(50, 2)]
    message = refused(*given)
    assert "end_step=50 is after the last training step 20" in message
    assert "leaves sparsity at 0.6272 instead of 0.8" in message
    assert "Use schedule.end_step=75% (or 20 at most)" in message
    for remedy in ("schedule.end_step=75%", "schedule.end_step=20"):
        assert accepted(*given, remedy).plan.reached == pytest.approx(0.8)
    allowed = outline(*given, "allow_missed_target=true")
    assert allowed.plan.reached == pytest.approx(0.6272)
    assert "0.6272 instead of 0.8" in allowed.plan.warnings[0]


def test_04_an_end_between_two_updates_is_not_reached():
    message = refused("schedule=polynomial", *exact(10, 4))
    assert "the last update is at step 8" in message
    assert "0.7936 instead of 0.8" in message
    assert "Use frequency=5 (or 1, 2, 10), set end_step=8, or schedule.snap=true." in message
    remedies = [exact(10, each) for each in (5, 1, 2, 10)]
    for remedy in (*remedies, exact(8, 4), [*exact(10, 4), "schedule.snap=true"]):
        assert accepted("schedule=polynomial", *remedy).plan.reached == pytest.approx(0.8, abs=1e-6)
    (little,) = outline("schedule=polynomial", *exact(20, 19)).plan.warnings
    assert "0.7999 instead of 0.8" in little
    assert "Use frequency=20 (or 4, 5, 10), set end_step=19, or schedule.snap=true." in little


@pytest.mark.parametrize("name", ["polynomial", "linear", "cosine"])
def test_05_a_ramp_of_no_length_gives_nan(name):
    assert math.isnan(PolynomialDecay(0.0, 0.8, 5, 5, 3, 1)(tf.constant(5, tf.int64))[1])

    message = refused(f"schedule={name}", *exact(5, 1, begin=5))
    assert "NaN" in message
    assert "schedule.end_step=75%, or prune once, with schedule=one_shot" in message
    accepted(f"schedule={name}", *exact("75%", 1, begin=5))
    accepted("schedule=one_shot", "schedule.begin_step=5")
    if name == "polynomial":
        assert "schedule.end_step=100%" in refused(f"schedule={name}", *exact(15, 1, begin=15))
        accepted(f"schedule={name}", *exact("100%", 1, begin=15))


def test_06_weights_drift_between_updates_so_curves_are_of_masks_and_final_figures_of_stripped_weights(training):
    _, seen = fit(ConstantSparsity(0.5, 2, 2, 1), steps=8)
    assert seen[-1][0] == 0.5
    assert seen[-1][1] < 0.1

    plan, chosen, model, epochs, seen = training
    mask, weights = seen[19]
    assert mask == pytest.approx(plan.at(19), abs=1e-3)
    assert weights < mask / 2
    assert [epoch.metrics[metric_names.SPARSITY_GLOBAL] for epoch in epochs] == [seen[10][0], seen[20][0]]
    final = wrapping.read_weights(wrapping.strip(model), chosen)
    counted = measure.measure_layers(final, final, chosen, {})
    achieved = sum(layer.zeros for layer in counted) / sum(layer.weights for layer in counted)
    assert achieved == pytest.approx(seen[20][0])


def test_07_in_a_tiny_layer_one_weight_stays_and_ties_stay():
    _, seen = fit(ConstantSparsity(0.5, 1, 1, 1), steps=1, layer=layers.Dense(8, kernel_initializer="ones"))
    assert seen[0][0] == 0

    by_name = {layer.name: layer for layer in outline(*own("bottleneck"), "allow_missed_target=true").layers}
    assert (by_name["tiny"].weights, by_name["tiny"].kept, by_name["tiny"].reaches) == (2, 1, 0.5)
    message = refused(*own("bottleneck"))
    assert "the model will end with a sparsity of 0.7984 instead of 0.8" in message
    assert "scope.exclude=[tiny]; or ask for what they can have: scope.targets={tiny: 0.5}." in message
    accepted(*own("bottleneck"), "scope.exclude=[tiny]")
    accepted(*own("bottleneck"), "scope.targets={tiny: 0.5}")
    (message,) = outline(*own("bottleneck"), "scope.exclude=[out]", "scope.targets={neck: 0.85}").plan.warnings
    remedies = re.search(r"(scope.exclude=\S+); or .*(scope.targets={.*})\.", message).groups()
    assert remedies == ("scope.exclude=[out,tiny]", "scope.targets={tiny: 0.5, neck: 0.85}")
    message = refused(*own("bottleneck"), "scope.exclude=[out]", remedies[1])  # many layers that are off by a little
    (together,) = re.findall(r"scope.targets={.*}", message)
    accepted(*own("bottleneck"), "scope.exclude=[out]", together)
    warnings = outline(*own("bottleneck"), "allow_missed_target=true").plan.warnings
    assert "tiny 0.5 instead of 0.8. Leave them out: scope.exclude=[tiny]" in warnings[0]


def test_08_keras_3_subclassed_models_and_unknown_layers_fail_late():
    with pytest.raises(ValueError, match="can only prune"):
        prune_low_magnitude(own_models.subclassed((8, 8, 1), 10), ConstantSparsity(0.5, 0))

    message = refused(*own("keras_3"))
    assert "Keras 3 model, which tfmot cannot prune" in message
    assert "`from tf_keras import layers`" in message
    message = refused(*own("subclassed"))
    assert "subclassed model, which tfmot cannot prune" in message
    assert "Write it as a Sequential or functional tf_keras model" in message
    accepted(*own("small"))
    found = outline(*own("unknown_layer"))
    unknown, out = found.layers
    assert found.plan.warnings == (
        "Not pruned: scale (tfmot does not know Scale): 64 of 714 parameters (9.0%) stay dense.",
    )
    assert (unknown.pruned, unknown.why) == (False, "tfmot does not know Scale")
    assert out.pruned


def test_09_depthwise_convolutions_are_accepted_and_never_pruned():
    wrapped = prune_low_magnitude(layers.DepthwiseConv2D(3), ConstantSparsity(0.5, 0))
    wrapped.build((None, 8, 8, 4))
    assert wrapped.pruning_vars == []

    found = outline("model=mobilenet")
    depthwise = [layer for layer in found.layers if layer.kind == "DepthwiseConv2D"]
    (told,) = found.plan.warnings
    assert "depthwise1, depthwise2, depthwise3 and 2 more (tfmot prunes nothing in DepthwiseConv2D)" in told
    assert told.endswith("5,680 of 38,346 parameters (14.8%) stay dense.")
    assert [layer.weights for layer in depthwise] == [0] * 5
    assert {layer.why for layer in depthwise} == {"tfmot prunes nothing in DepthwiseConv2D"}
    message = refused("model=mobilenet", "scope.include=[DepthwiseConv2D]")
    assert "Nothing in the model mobilenet would be pruned" in message
    assert "Widen scope.include" in message
    model = Sequential([layers.Input((8, 8, 4)), layers.DepthwiseConv2D(3, use_bias=False), layers.Flatten()])
    assert measure_costs(model)[metric_names.COST_PARAMS] == 36  # the whole model's sparsity counts them


def test_10_m_by_n_ignores_the_schedule_may_prune_nothing_and_is_lost_by_get_config():
    late = PolynomialDecay(0.0, 0.9, 100, 200, 3, 50)
    model, seen = fit(late, steps=2, sparsity_m_by_n=(2, 4))
    assert [mask for mask, _ in seen] == [0.5, 0.5]
    assert "sparsity_m_by_n" not in model.layers[0].get_config()
    _, seen = fit(late, steps=2, sparsity_m_by_n=(2, 32))
    assert [mask for mask, _ in seen] == [0, 0]  # the padded group is longer than the 16 channels

    for given, remedy in (
        (["schedule=polynomial", "target_sparsity=0.5"], "Use schedule=constant"),
        (["schedule=constant", "target_sparsity=0.8"], "Set target_sparsity=0.5"),
    ):
        with pytest.raises(errors.UserError, match=remedy):
            app.compose([*SHORT, "pattern=m_by_n", *given])
    message = refused(*AT_ONCE, "model=lenet5")
    assert "conv1: its 1 input channels are no more than the 2 weights that 2:4 keeps" in message
    assert "scope.exclude=[conv1]" in message
    found = outline(*AT_ONCE, "model=lenet5", "scope.exclude=[conv1]")
    assert [(each.step, each.sparsity) for each in found.plan.updates] == [(1, 0.5)]
    assert [round(layer.reaches, 2) for layer in found.layers if layer.pruned] == [0.5, 0.5, 0.5]
    (warning,) = found.plan.warnings
    assert "tfmot makes m:n masks once, at the first training step" in warning


def test_11_block_patterns_fail_on_convolutions_and_where_a_block_spans_a_side():
    wrapped = prune_low_magnitude(layers.Conv2D(4, 3), ConstantSparsity(0.5, 0), block_size=(2, 2))
    with pytest.raises(ValueError, match=r"[Bb]lock"):
        wrapped.build((None, 8, 8, 4))

    message = refused("pattern=block", "model=lenet5")
    assert "conv1: tfmot has block patterns for weights of 2 dimensions only, not 4" in message
    assert "scope.exclude=[Conv2D]" in message
    accepted("pattern=block", "model=lenet5", "scope.exclude=[Conv2D]")
    message = refused("pattern=block", "pattern.block=[1,10]")
    assert "fc3: tfmot fails where one block spans a whole side" in message
    assert "scope.exclude=[fc3]" in message
    accepted("pattern=block", "pattern.block=[1,10]", "scope.exclude=[fc3]")


@pytest.mark.filterwarnings("ignore:You are saving your model as an HDF5 file")
def test_12_a_schedule_of_your_own_is_lost_when_a_wrapped_model_is_loaded(tmp_path, monkeypatch):
    schedule = own_schedules.Halves(0.5, 2, 2)
    wrapped = Sequential([layers.Input((16,)), prune_low_magnitude(layers.Dense(8), schedule)])
    wrapped.save(tmp_path / "wrapped.keras")
    wrapped.save(tmp_path / "wrapped.h5")
    with prune_scope(), pytest.raises(ValueError, match="Unknown object: 'Halves'"):
        tf_keras.models.load_model(tmp_path / "wrapped.h5")
    with prune_scope():
        lost = tf_keras.models.load_model(tmp_path / "wrapped.keras")
        assert lost.layers[0].pruning_schedule == "Halves"  # its name in place of the schedule, without a word
        again = tf_keras.models.load_model(tmp_path / "wrapped.keras", custom_objects={"Halves": own_schedules.Halves})
    assert again.layers[0].pruning_schedule.get_config() == schedule.get_config()
    keras_file.save(wrapping.strip(wrapped), tmp_path / "stripped.keras")
    tf_keras.models.load_model(tmp_path / "stripped.keras")

    given = ["schedule=dense", "schedule.name=halves", "schedule._target_=tests.own_schedules.Halves",
             "trusted_modules=[tests.own_schedules]", "+schedule.final=${target_sparsity}", "+schedule.begin_step=4",
             "+schedule.frequency=2"]  # fmt: skip
    accepted(*given)
    monkeypatch.setattr(own_schedules.Halves, "get_config", lambda self: {"class_name": "Halves", "config": {}})
    (warning,) = outline(*given).plan.warnings
    assert "Halves does not come back from get_config() as it was" in warning
    assert "return {'class_name': ..., 'config': {every parameter}}" in warning


def test_13_files_are_no_smaller_until_they_are_stripped_and_compressed(tmp_path):
    tf_keras.utils.set_random_seed(0)
    model = Sequential([layers.Input((64,)), layers.Dense(100)])
    dense = measure.measure_sizes(measure.convert_model(model).contents)
    kernel, bias = model.get_weights()
    kernel[np.abs(kernel) < np.quantile(np.abs(kernel), 0.9)] = 0
    model.set_weights([kernel, bias])
    pruned = measure.measure_sizes(measure.convert_model(model).contents)
    for name in ("keras", "tflite", "int8"):
        assert pruned[name] == pytest.approx(dense[name], rel=0.01)
        assert pruned[f"{name}_gzip"] < dense[f"{name}_gzip"] / 1.5
    wrapped = Sequential([layers.Input((64,)), prune_low_magnitude(model.layers[0], ConstantSparsity(0.9, 0))])
    wrapped.save(tmp_path / "wrapped.keras")
    content = (tmp_path / "wrapped.keras").read_bytes()
    assert len(content) > 1.5 * pruned["keras"]  # it holds the masks, too
    assert len(gzip.compress(content)) > pruned["keras_gzip"]


def test_14_zeros_give_no_speed_by_themselves():
    model = own_models.small((8, 8, 1), 10)
    dense = measure_costs(model)
    for layer in model.layers[1:]:
        layer.kernel.assign(layer.kernel.numpy() * (np.arange(layer.units) % 2))
    pruned = measure_costs(model)
    assert pruned[metric_names.COST_FLOPS] == dense[metric_names.COST_FLOPS]
    assert pruned["cost/theoretical_speedup"] == pytest.approx(2)
    every = [name for key, name in vars(metric_names).items() if key.isupper() and "speed" in name]
    assert [name for name in every if not name.startswith("latency/")] == ["cost/theoretical_speedup"]


def test_15_restore_best_weights_can_bring_back_a_less_sparse_epoch(training):
    best = tf_keras.callbacks.EarlyStopping("loss", mode="max", patience=1, restore_best_weights=True)
    model, seen = fit(PolynomialDecay(0.0, 0.8, 0, 8, 1, 2), steps=8, epochs=2, callbacks=[best])
    assert len(model.layers[0].get_weights()) == 2  # kernel and bias, without mask and step
    assert len(model.layers[0].weights) > 2
    assert max(mask for mask, _ in seen) == pytest.approx(0.8, abs=0.01)
    assert zeros(strip_pruning(model).layers[0].kernel) < 0.5

    from hydra.errors import HydraException
    from omegaconf.errors import OmegaConfBaseException

    for given in ("train.restore_best_weights=true", "+train.restore_best_weights=true"):
        with pytest.raises((HydraException, OmegaConfBaseException), match="restore_best_weights"):
            app.compose([given])
    _, chosen, model, _, _ = training
    final = wrapping.read_weights(wrapping.strip(model), chosen)
    assert trace.measure_zero_share(final) == pytest.approx(0.8, abs=1e-3)
    dense = {name: [np.ones_like(each) for each in group] for name, group in final.items()}
    with pytest.raises(errors.FidelityError, match="zeros of the mask are not in the stripped weights"):
        fidelity.check_zeros(wrapping.read_masks(model), dense)


def test_16_a_layer_that_is_called_twice_counts_each_step_twice():
    wrapped = prune_low_magnitude(layers.Dense(16), ConstantSparsity(0.5, 0))
    inputs = layers.Input((16,))
    model = tf_keras.Model(inputs, wrapped(wrapped(inputs)))
    model.compile("sgd", "mse")
    model.fit(np.zeros((12, 16)), np.zeros((12, 16)), 4, verbose=0, callbacks=[UpdatePruningStep()])
    assert int(wrapped.pruning_step) == 6  # of 3

    message = refused(*own("twice"))
    assert "The layer shared is called 2 times in the model" in message
    assert "scope.exclude=[shared]" in message
    shared, out = accepted(*own("twice"), "scope.exclude=[shared]").layers
    assert (shared.pruned, out.pruned) == (False, True)


def test_17_the_summaries_of_tfmot_miss_the_last_epoch(training):
    logged = []

    class Summaries(tf_keras.callbacks.Callback):
        """What tfmot's callback adds to TensorBoard's, which need not be installed."""

        def on_epoch_begin(self, epoch, logs=None):
            PruningSummaries.on_epoch_begin(self, epoch)

        def _log_pruning_metrics(self, logs, prefix, step):
            logged.extend(value for name, value in logs.items() if "sparsity" in name)

    _, seen = fit(PolynomialDecay(0.0, 0.8, 0, 8, 1, 4), epochs=2, callbacks=[Summaries()])
    assert logged == pytest.approx([0, seen[3][0]])
    assert seen[-1][0] > seen[3][0]

    plan, _, _, epochs, seen = training
    assert [epoch.number for epoch in epochs] == [1, 2]
    assert epochs[-1].metrics[metric_names.SPARSITY_GLOBAL] == seen[20][0] == pytest.approx(0.8, abs=1e-3)
    updates = itertools.chain.from_iterable(epoch.updates for epoch in epochs)
    assert [update.step for update in updates] == [update.step for update in plan.updates] == [5, 10, 15, 20]


def test_18_targets_by_layer_and_erk_are_had_by_the_scope():
    given = accepted("scope.targets={fc1: 0.95, fc3: 0.5}")
    assert {layer.name: layer.target for layer in given.layers} == {"fc1": 0.95, "fc2": 0.8, "fc3": 0.5}
    assert given.plan.reached == pytest.approx((19_200 * 0.95 + 30_000 * 0.8 + 1_000 * 0.5) / 50_200)
    erk = accepted("scope=erk")
    assert sum(layer.target * layer.weights for layer in erk.layers) == pytest.approx(0.8 * 50_200)
    assert len({layer.target for layer in erk.layers}) == 3
    message = refused("scope.targets={fc9: 0.5}")
    assert "scope.targets: fc9 matches no layer. Did you mean fc" in message
    assert "The layers are flatten, fc1, fc2, fc3" in message


def test_19_a_wrapped_layer_drops_masks_and_penalties():
    embedding, lstm = layers.Embedding(50, 8, mask_zero=True), layers.LSTM(8)
    bare = Sequential([layers.Input((6,)), embedding, lstm])
    padded = np.array([[3, 7, 9, 0, 0, 0]], np.float32)
    wrapped = prune_low_magnitude(bare, ConstantSparsity(0.5, 0))
    assert not np.array_equal(wrapped(padded), bare(padded))
    stock = prune_low_magnitude(layers.Dense(4, activity_regularizer="l2", input_shape=(3,)), ConstantSparsity(0.5, 0))
    assert Sequential([stock]).losses == []

    ours = wrapping.wrap(bare, scope.select_layers(bare, ScopeConfig()), NoPruning())
    assert np.array_equal(ours(padded), bare(padded))
    model = Sequential([layers.Dense(4, activity_regularizer="l2", input_shape=(3,))])
    ours = wrapping.wrap(model, scope.select_layers(model, ScopeConfig()), NoPruning())
    ones = np.ones((2, 3), np.float32)
    penalties = []
    for each in (model, ours):
        each(ones)
        penalties.append([float(loss) for loss in each.losses])
    assert penalties[0] == penalties[1] != []


def test_each_numbered_trap_of_the_documents_has_a_test_here():
    table = documents.section("What surprises users")
    numbers = [int(number) for number in re.findall(r"^\| (\d+) \|", table, re.M)]
    names = [node.name for node in ast.parse(Path(__file__).read_text()).body
             if isinstance(node, ast.FunctionDef)]  # fmt: skip
    tested = [int(number) for name in names for number in re.findall(r"^test_(\d\d)_", name)]
    assert numbers == tested == list(range(1, 20))
