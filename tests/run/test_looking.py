"""What is found out about a model and its data by looking at them, before anything is trained.

One test a kind of fault; the models are those that users have, and that were once taken for something else.
"""

import numpy as np
import pytest
import tensorflow as tf
from tf_keras import Sequential, layers

from runner.config.schema import ScopeConfig
from runner.core import durations, environment
from runner.core.errors import UserError
from runner.data import datasets, examples, parts
from runner.models import builders
from runner.pruning import scope, wrapping
from runner.run import fidelity, matching, planning, preflight
from runner.training import fit
from tests import heads, own_models, seen_models
from tests.composing import classify, compose

OWN = ("trusted_modules=[tests]", "train.epochs=1", "train.batch_size=50")


def saved(folder, **arrays):
    file = folder / "data.npz"
    np.savez(file, **arrays)
    return f"dataset.path={file}"


def looked_at(*overrides, deep=False):
    """(what matches, layers, plan) of a run that is not trained; a refusal is raised."""
    config = compose([*OWN, *overrides])
    dataset = datasets.load(config.dataset)
    clock = durations.Clock.of(len(dataset.train), config.train.batch_size, config.train.epochs)
    fit.seed_everything(0)
    _, schedule, plan = planning.plan_schedule(config, clock)
    rates, _ = planning.plan_recipes(config, clock, len(dataset.train))
    matched = matching.match(config, dataset)
    targets = planning.place_layers(config, matched, plan)
    plan = targets.plan
    if deep:
        plan = plan.noting(preflight.rehearse(config, matched, targets.layers, schedule, plan, rates))
    else:
        preflight.check_model(config, matched, targets.layers)
    return matched, targets.layers, plan


def built_by(name, module="tests.seen_models", **parameters):
    given = [f"+model.{key}={value}" for key, value in parameters.items()]
    return (f"model._target_={module}.{name}", f"model.name={name}", *given)


# --- facts that were guessed: what pixels, shapes and outputs are --------------------------------------


@pytest.fixture(scope="module")
def photos(tmp_path_factory):
    """400 pictures of bytes, four classes that differ in brightness."""
    rng = np.random.default_rng(0)
    y = rng.integers(0, 4, 400)
    x = np.clip(rng.integers(0, 60, (400, 8, 8, 3)) + y[:, None, None, None] * 45, 0, 255).astype(np.uint8)
    x[:, 0, 0] = 255
    return ("dataset=npz", saved(tmp_path_factory.mktemp("photos"), x=x, y=y))


@pytest.mark.parametrize(
    ("how", "largest", "told"),
    [
        ("nothing", 1, None),
        ("rescaling", 255, "scales pixels itself"),
        ("rescaling to -1", 255, "scales pixels itself"),
        ("operation", 255, "scales pixels itself"),
        ("mean", 255, "scales pixels itself"),
        ("normalization", 255, "scales pixels itself"),
        ("nested", 255, "scales pixels itself"),
        ("flip", 1, None),
        ("padding", 1, None),
        ("pooling", 1, None),
        ("batch normalization", 1, None),
    ],
)
def test_pixels_are_divided_by_255_unless_the_model_does_it(photos, how, largest, told):
    matched, _, plan = looked_at(*photos, *built_by("scaling", how=f"'{how}'"), "allow_missed_target=true")
    assert matched.dataset.train.x.max() == largest
    assert any(told in warning for warning in plan.warnings) if told else not any("pixels" in w for w in plan.warnings)


@pytest.mark.parametrize(("scale", "largest"), [("none", 255), ("unit", 1)])
def test_the_scale_that_a_user_asks_for_is_taken(photos, scale, largest):
    own = built_by("scaling", how="rescaling")
    matched, _, plan = looked_at(*photos, *own, f"dataset.scale={scale}", "allow_missed_target=true")
    assert matched.dataset.train.x.max() == largest
    assert any("scales pixels itself, and dataset.scale=unit divides" in each for each in plan.warnings) == (
        largest == 1
    )


@pytest.mark.parametrize(("trained_on", "largest"), [(255, 255), (1, 1)])
def test_a_file_is_given_the_scale_on_which_it_answers_better(photos, tmp_path, trained_on, largest):
    parts = datasets.load(compose([*photos, "dataset.scale=none"]).dataset).train
    model = seen_models.scaling((8, 8, 3), 4, "nothing")
    model.compile("adam", "sparse_categorical_crossentropy")
    tf.random.set_seed(0)
    model.fit(parts.x * np.float32(trained_on / 255), parts.y, epochs=40, verbose=0)
    model.save(tmp_path / "trained.keras")
    matched, _, _ = looked_at(*photos, "model=file", f"model.path={tmp_path}/trained.keras", "allow_missed_target=true")
    assert matched.dataset.train.x.max() == largest


def test_a_processor_whose_kernels_cannot_be_pinned_is_told_in_the_plan(photos, monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "CPU_INFO", tmp_path / "cpuinfo")
    _, _, plan = looked_at(*photos, "model=one_hidden", "allow_missed_target=true")
    assert any("kernels cannot be pinned on this machine" in each for each in plan.warnings)


def test_bytes_that_are_no_image_stay_as_they_are_and_that_is_told(tmp_path):
    x = np.arange(300 * 12, dtype=np.uint8).reshape(300, 12)
    matched, _, plan = looked_at(
        "dataset=npz", saved(tmp_path, x=x, y=np.arange(300) % 3), *built_by("small", "tests.own_models")
    )
    assert matched.dataset.train.x.max() == 255
    assert any("dataset.scale=auto leaves the bytes of x as they are" in each for each in plan.warnings)


def test_parts_of_another_type_or_on_another_scale_are_not_silent(tmp_path):
    x, y = np.arange(240 * 64, dtype=np.uint8).reshape(240, 8, 8), np.arange(240) % 3
    mixed = saved(tmp_path, x_train=x, y_train=y, x_test=x[:60] / 255, y_test=y[:60])
    with pytest.raises(UserError, match="x_train is uint8, x_test is float64"):
        looked_at("dataset=npz", mixed, *built_by("small", "tests.own_models"))
    off = saved(tmp_path, x_train=x.astype(np.float32), y_train=y, x_test=x[:60] / 255, y_test=y[:60])
    _, _, plan = looked_at("dataset=npz", off, *built_by("small", "tests.own_models"))
    assert any(each.startswith("x_test is on another scale than x_train") for each in plan.warnings)
    with pytest.raises(UserError, match="x_train holds whole numbers beyond 16,777,216"):
        looked_at(
            "dataset=npz", saved(tmp_path, x=x.astype(np.int64) + 2**25, y=y), *built_by("small", "tests.own_models")
        )


@pytest.mark.parametrize(
    ("example", "own", "wanted"),
    [
        ((24, 3), built_by("sequence", kind="LSTM"), (24, 3)),
        ((24, 3), built_by("sequence", kind="GRU"), (24, 3)),
        ((8, 8), built_by("scaling", how="nothing"), (8, 8, 1)),
        ((8, 8), ("model=lenet5",), (8, 8, 1)),
        ((8, 8), ("model=lenet_300_100",), (8, 8)),
        ((8, 8, 1), built_by("sequence", kind="LSTM"), (8, 8)),
        ((6, 8, 3), ("model=tfmot_cnn",), (6, 8, 3)),
    ],
)
def test_a_channel_is_added_only_for_a_model_that_asks_for_it(tmp_path, example, own, wanted):
    x = np.random.default_rng(0).normal(size=(120, *example)).astype(np.float32)
    given = saved(tmp_path, x=x, y=np.arange(120) % 3)
    matched, _, _ = looked_at("dataset=npz", given, *own, "allow_missed_target=true")
    assert matched.dataset.shape == matched.model.input_shape[1:] == wanted


def test_what_a_user_says_of_outputs_is_checked_too(tmp_path):
    with pytest.raises(UserError, match="a probability is never negative"):
        looked_at("dataset=digits", *built_by("head", "tests.heads", which="logits"), "outputs=probabilities")
    matched, _, plan = looked_at(
        "dataset=digits", *built_by("head", "tests.heads", which="activation"), "outputs=logits"
    )
    assert matched.dataset.task.logits
    assert any("takes a softmax of what is one already" in each for each in plan.warnings)


def test_looking_leaves_a_model_as_it_is(digits):
    model = own_models.noisy((8, 8, 1), 10)
    before = model.get_weights()
    config = compose([*OWN, "dataset=digits"])
    matched = matching.Matched(model, digits, ())
    matching.outputs.observe(model, examples.choose_examples(model, digits.train).x, config.outputs)
    preflight.check_model(config, matched, scope.select_layers(model, ScopeConfig()))
    assert all(map(np.array_equal, before, model.get_weights()))


def test_a_model_that_comes_compiled_is_told_that_its_loss_is_not_used():
    _, _, plan = looked_at("dataset=digits", *built_by("compiled"))
    assert any("its optimizer, loss and metrics are not used" in each for each in plan.warnings)


@pytest.mark.parametrize(
    ("largest", "own", "divided", "told"),
    [
        (1, ("scaling", {"how": "nothing"}), False, "not taken for the pixels of images"),  # one-hot, black and white
        (16, ("scaling", {"how": "nothing"}), False, "not taken for the pixels of images"),
        (255, ("compiled", {}), True, "Examples of shape (8, 8) are taken for images"),
        (255, ("looked_up", {}), False, "looks its numbers up"),
    ],
)
def test_bytes_that_are_no_pixels_are_not_divided(tmp_path, largest, own, divided, told):
    x = np.random.default_rng(0).integers(0, largest + 1, (240, 8, 8)).astype(np.uint8)
    given = saved(tmp_path, x=x, y=np.arange(240) % 3)
    matched, _, plan = looked_at("dataset=npz", given, *built_by(own[0], **own[1]), "allow_missed_target=true")
    assert matched.dataset.divisor == (255 if divided else 1)
    assert any(told in each for each in plan.warnings)


def test_pixels_that_are_no_bytes_and_that_nothing_scales_are_told(tmp_path):
    x = np.random.default_rng(0).integers(0, 256, (240, 8, 8, 3)).astype(np.float32)
    given = ("dataset=npz", saved(tmp_path, x=x, y=np.arange(240) % 3), "allow_missed_target=true")
    _, _, plan = looked_at(*given, *built_by("scaling", how="nothing"))
    assert any("If these are pixels, dataset.scale=unit" in each for each in plan.warnings)
    _, _, plan = looked_at(*given, *built_by("scaling", how="rescaling"))
    assert not any("pixels" in each for each in plan.warnings)


def test_outputs_that_are_of_another_kind_in_training_are_told():
    _, _, plan = looked_at("dataset=digits", *built_by("logits_in_training"))
    assert any(
        each.startswith("In use the model's outputs are probabilities, in training they are") for each in plan.warnings
    )


# --- the wrapper is not transparent to Keras ---------------------------------------------------------


@pytest.mark.parametrize("which", ["lstm", "dense between", "nested", "branches", "masking, dense between"])
def test_without_the_mended_wrapper_the_check_would_notice_a_lost_mask(which, monkeypatch):
    model = heads.masked((12,), 2, which)
    monkeypatch.setattr(wrapping.wrapper, "make_transparent", lambda made: made)
    tokens = np.random.default_rng(0).integers(1, 50, (32, 12)).astype(np.float32)  # nothing is padded here
    shown = examples.choose_examples(model, parts.Split(tokens, np.arange(32) % 2))
    with pytest.raises((UserError, TypeError), match=r"gives something else once tfmot has wrapped|mask"):
        fidelity.check_wrapping(model, scope.select_layers(model, ScopeConfig()), shown.x)


@pytest.mark.parametrize("name", ["penalized", "keyword_only", "half", "doubled", "with_state", "from_initial_state"])
def test_whatever_keras_does_around_a_layer_it_does_around_a_wrapped_one(name, digits):
    model = getattr(seen_models, name)((8, 8, 1), 10)
    shown = examples.choose_examples(model, digits.train)
    fidelity.check_wrapping(model, scope.select_layers(model, ScopeConfig()), shown.x)


@pytest.mark.parametrize("name", ["penalized", "keyword_only"])
def test_without_the_mended_wrapper_the_check_would_notice_that(name, digits, monkeypatch):
    model = getattr(seen_models, name)((8, 8, 1), 10)
    monkeypatch.setattr(wrapping.wrapper, "make_transparent", lambda made: made)
    with pytest.raises((UserError, TypeError)):
        fidelity.check_wrapping(model, scope.select_layers(model, ScopeConfig()), digits.train.x[:32])


def test_half_precision_does_not_round_the_weights_and_does_not_reach_the_next_model(digits):
    model = seen_models.half((8, 8, 1), 10)
    assert own_models.small((8, 8, 1), 10).layers[-1].compute_dtype == "float16"  # a builder alone leaves it so
    from tf_keras import mixed_precision

    mixed_precision.set_global_policy("float32")
    builders.build({"name": "half", "_target_": "tests.seen_models.half"}, (8, 8, 1), classify(10))
    assert own_models.small((8, 8, 1), 10).layers[-1].compute_dtype == "float32"
    before = model.get_weights()
    from runner.schedules.base import NoPruning

    wrapped = wrapping.wrap(model, scope.select_layers(model, ScopeConfig()), NoPruning())
    wrapped(digits.train.x[:4], training=False)
    assert all(map(np.array_equal, before, wrapping.strip(wrapped).get_weights()))


def test_a_model_that_gives_other_outputs_each_time_is_refused():
    with pytest.raises(UserError, match="gives other outputs each time it is called"):
        looked_at("dataset=digits", *built_by("restless"))


# --- silence -------------------------------------------------------------------------------------------


def test_a_frozen_layer_is_left_out_and_told_unless_it_is_asked_for():
    own = ("dataset=digits", *built_by("frozen"))
    _, chosen, plan = looked_at(*own)
    assert {layer.name: layer.pruned for layer in chosen} == {"first": False, "inner/second": False, "out": True}
    assert any("first, inner/second (frozen: it would not recover" in each for each in plan.warnings)
    _, chosen, plan = looked_at(*own, "scope.frozen=true")
    assert all(layer.pruned for layer in chosen)
    assert any(
        "pruned and never trained again, as scope.frozen=true asks for: first, inner/second." in each
        for each in plan.warnings
    )


def test_a_layer_of_which_a_part_is_frozen_is_left_out_too():
    _, chosen, _ = looked_at("dataset=digits", *built_by("partly_frozen"), "allow_missed_target=true")
    assert {layer.name: layer.pruned for layer in chosen} == {"partly": False, "hidden": True, "out": True}


def test_a_model_with_nothing_to_train_is_refused():
    with pytest.raises(UserError, match="has nothing to train: all its weights are frozen"):
        looked_at("dataset=digits", *built_by("frozen", everything="true"))


def test_what_nothing_prunes_is_told_first(tmp_path):
    x = np.random.default_rng(0).normal(size=(120, 24, 3)).astype(np.float32)
    given = ("dataset=npz", saved(tmp_path, x=x, y=np.arange(120) % 3), *built_by("sequence", kind="Bidirectional"))
    with pytest.raises(
        UserError, match=r"^Not pruned: recurrent \(tfmot does not know Bidirectional\): .* stay dense\.\n"
    ):
        looked_at(*given)
    _, _, plan = looked_at(*given, "allow_missed_target=true")
    assert plan.warnings[0].startswith("Not pruned: recurrent")


def test_zeros_that_a_model_starts_with_are_in_the_plan():
    own = ("dataset=digits", *built_by("half_zero"))
    _, _, plan = looked_at(*own)
    (told,) = [each for each in plan.warnings if each.startswith("The model starts with")]
    assert "50.0% zeros in the weights that are pruned" in told
    assert "Its dense training of 8 epochs fills them again" in told
    assert "so does the dense control" in told


# --- first tried after training ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("unregistered", r"register_keras_serializable"),
        ("forgetful", r"predicts something else once it is written"),
        ("changed_by_reading", r"predicts something else once it is written"),
    ],
)
def test_a_layer_that_cannot_be_read_back_is_refused_before_training(name, message):
    with pytest.raises(UserError, match=message):
        looked_at("dataset=digits", *built_by(name))


@pytest.mark.parametrize("name", ["penalized_from_outside", "forgets_strength"])
def test_a_penalty_that_no_file_holds_is_refused(name):
    with pytest.raises(UserError, match="has other penalties once it is written to a file and read back"):
        looked_at("dataset=digits", *built_by(name), "allow_missed_target=true")


@pytest.mark.parametrize("called", ["accuracy", "loss", "val_loss", "cross_entropy"])
def test_a_metric_of_a_layer_never_stands_in_place_of_the_runs_own(called):
    with pytest.raises(UserError, match=f"adds a metric named {called}, as one of the run's own is"):
        looked_at("dataset=digits", *built_by("measuring", called=called))
    looked_at("dataset=digits", *built_by("measuring", called="mean"))


@pytest.mark.parametrize("what", ["units", "weights"])
def test_a_builder_that_the_seed_does_not_fix_is_refused(what):
    with pytest.raises(UserError, match="does not build the same model twice for seed=0"):
        looked_at("dataset=digits", *built_by("by_chance", what=what), "allow_missed_target=true", deep=True)


def test_a_model_for_batches_of_one_size_is_refused():
    with pytest.raises(UserError, match="for batches of exactly 10 examples"):
        looked_at("dataset=digits", *built_by("of_ten"))


def test_a_token_that_the_vocabulary_does_not_have_is_the_reason_itself(tmp_path):
    tokens = np.random.default_rng(0).integers(1, 90, (200, 12))
    tokens[137, 5] = 150  # one of 2,400
    given = (
        "dataset=npz",
        saved(tmp_path, x_train=tokens, y_train=np.arange(200) % 2, x_val=tokens[:40], y_val=np.arange(40) % 2),
    )
    with pytest.raises(UserError, match=r"fails on the data: layer 'embedding.* = 150 is not in \[0, 100\)"):
        looked_at(*given, *built_by("vocabulary"), "allow_missed_target=true")


@pytest.mark.parametrize("name", ["only_while_training", "in_the_graph_only"])
def test_a_model_that_cannot_be_trained_says_why_before_it_is(name):
    with pytest.raises(UserError, match=r"fails on the data: .*it breaks here"):
        looked_at("dataset=digits", *built_by(name), deep=True)


def test_a_model_of_a_strategy_is_refused():
    with pytest.raises(UserError, match="builds its model in a scope of MirroredStrategy"):
        looked_at("dataset=digits", *built_by("mirrored"))


@pytest.mark.parametrize("name", ["half", "three_dimensions"])
def test_a_model_that_tflite_refuses_is_told_so_before_training(name):
    _, _, plan = looked_at("dataset=digits", *built_by(name), "allow_missed_target=true", deep=True)
    assert any(
        each.startswith("Not measured: tflite, int8. TensorFlow's converter refuses the model:")
        for each in plan.warnings
    )


def test_flops_of_a_users_own_layer_are_not_silently_nothing():
    _, _, plan = looked_at("dataset=digits", *built_by("own_kernel"), "allow_missed_target=true", deep=True)
    assert any(each.startswith("Not measured: FLOPs of product.") for each in plan.warnings)


def test_examples_show_extremes_classes_and_padding(digits):
    model = Sequential([layers.Input((12, 1)), layers.Masking(-1.0), layers.LSTM(2)])
    x = np.ones((500, 12, 1), np.float32)
    x[123], x[321] = 7, -7
    shown = examples.choose_examples(model, parts.Split(x, np.arange(500) % 30))
    assert len(shown) == examples.MOST
    assert {7, -7, 0, -1} <= set(shown.x.ravel().tolist())
    assert set(shown.y.tolist()) == set(range(30))
    assert x.min() == -7  # the data itself is not padded
