"""The loop in one graph trains what ``fit`` trains with tfmot's own kernel and Keras's optimizers, bit for bit."""

import re

import numpy as np
import pytest
import tensorflow as tf

from runner.core import durations
from runner.core.errors import UserError
from runner.core.events import Planned, Refused
from runner.pruning import wrapping
from runner.run import matching, planning
from runner.training import fit, loop, seeding, trace
from tests.composing import compose

tf_keras = fit.tf_keras
OWN = "trusted_modules=[tests.own_models]"
NOISY = ("model.name=noisy", "model._target_=tests.own_models.noisy", OWN)
JITTERY = ("model.name=jittery", "model._target_=tests.own_models.jittery", OWN)
TABLE = {
    "dropout, noise, batch normalization, a nested model": NOISY,
    "SGD with momentum": (*NOISY, "train.optimizer=sgd"),
    "an update at each step": ("schedule.frequency=1",),
    "masks that come back": ("schedule=dense_sparse_dense",),
    "blocks": ("pattern=block",),
    "m:n": ("schedule=constant", "pattern=m_by_n", "target_sparsity=0.5"),
    "targets by layer": ("scope=erk",),
    "the dense control": ("schedule=dense", "train.optimizer=sgd"),
    "convolutions": ("model=lenet5",),
    "deep_cnn": ("model=deep_cnn",),
    "mobilenet": ("model=mobilenet",),
    "resnet20": ("model=resnet20",),
}


@pytest.fixture(scope="module", autouse=True)
def _generators():
    """As in a run's own process."""
    backend = tf_keras.backend.experimental
    before = backend.is_tf_random_generator_enabled()
    seeding.use_generators()
    yield
    if not before:
        backend.disable_tf_random_generator()


class Training:
    """A training of 3 epochs of 29 examples a step, of which the last batch of an epoch has 4."""

    def __init__(self, digits, *overrides, engine="graph", stock=False, xla=False, tell=lambda event: None):
        config = compose(["dataset=digits", "schedule=polynomial", "train.epochs=3", "train.batch_size=29", *overrides])
        clock = durations.Clock.of(len(digits.train), config.train.batch_size, config.train.epochs)
        _, schedule, plan = planning.plan_schedule(config, clock)
        tf_keras.backend.clear_session()  # names of layers count from 1, as in a new process
        fit.seed_everything(0)
        matched = matching.match(config, digits)
        chosen = planning.place_layers(config, matched, plan)
        self.model, self.epochs, self.plan, self.clock = matched.model, [], chosen.plan, clock
        if not config.dense:
            self.model = wrapping.wrap(self.model, chosen.layers, schedule, config.pattern, fast=not stock)
        with pytest.MonkeyPatch.context() as patch:
            if stock:
                patch.setattr(fit.optimizers, "Adam", tf_keras.optimizers.Adam)
                patch.setattr(fit.optimizers, "SGD", tf_keras.optimizers.SGD)
            self.why_not = fit.fit(
                self.model, digits, config.train, 0, phase="prune", tell=tell, on_epoch=self.epochs.append,
                pruning=None if config.dense else self.plan, engine=engine, xla=xla,
            )  # fmt: skip

    @property
    def state(self):
        """Every weight, mask, threshold, step and variable of the optimizer, by bytes."""
        return [variable.numpy().tobytes() for variable in (*self.model.weights, *self.model.optimizer.variables)]


@pytest.mark.parametrize("case", TABLE)
def test_the_weights_and_all_figures_are_those_of_fit_with_everything_stock(case, digits):
    graph = Training(digits, *TABLE[case])
    assert not graph.why_not
    stock = Training(digits, *TABLE[case], engine="fit", stock=True)
    assert graph.state == stock.state
    assert graph.epochs == stock.epochs
    if graph.epochs[0].updates:
        assert len(graph.epochs[0].losses) == graph.clock.steps_per_epoch


def test_where_not_every_update_is_looked_at_each_look_tells_of_its_own_update_alone(digits, monkeypatch):
    every = Training(digits, "schedule.frequency=1")
    monkeypatch.setattr(trace, "LOOKS", 7)
    some = Training(digits, "schedule.frequency=1")
    seen = {update.step: update for epoch in every.epochs for update in epoch.updates}
    found = [update for epoch in some.epochs for update in epoch.updates]
    assert len(found) == 7
    assert all(update == seen[update.step] for update in found)
    assert Training(digits, "schedule.frequency=1", engine="fit").epochs == some.epochs


def test_the_wrappers_are_told_the_step_that_the_training_is_at(digits):
    told = []

    def tell(event):
        told.append((event.step, {int(each.pruning_step) for each in wrapping.find_wrappers(training[0])}))

    training = []
    wrap = wrapping.wrap
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wrapping, "wrap", lambda *args, **options: training.append(wrap(*args, **options)) or training[0])
        Training(digits, tell=tell)
    assert told
    assert all(steps == {step} for step, steps in told)


def test_a_step_that_takes_long_is_told_of_alone_and_short_ones_together(monkeypatch):
    clock = iter(np.cumsum([0, 10.0] * 100))
    monkeypatch.setattr(loop.time, "perf_counter", lambda: next(clock))
    assert list(loop._in_pieces(7, lambda begin, end: end - begin)) == [1] * 7
    clock = iter(np.cumsum([0, 1e-6] * 100))
    assert list(loop._in_pieces(1000, lambda begin, end: end - begin)) == [1, 8, 64, 512, 415]


# --- what cannot go that way ----------------------------------------------------------------------


def test_a_model_that_draws_from_a_state_that_cannot_be_set_is_trained_by_keras_and_that_is_told(digits):
    jittery = Training(digits, *JITTERY)
    assert "draws random numbers from a state that cannot be set" in jittery.why_not
    assert jittery.state == Training(digits, *JITTERY, engine="fit").state


def test_a_run_says_so_before_it_trains(train_run):
    said = []
    train_run(*JITTERY, "train.epochs=1", "baseline.epochs=1", listen=said.append)
    (planned,) = (event for event in said if isinstance(event, Planned))
    assert any(warning.startswith("Keras's fit makes the steps of the model jittery") for warning in planned.warnings)


def test_a_layer_that_no_loop_takes_is_trained_by_keras(digits, monkeypatch):
    def refuse(*args, **options):
        raise ValueError("not in a loop")

    monkeypatch.setattr(loop.Loop, "_make_run", refuse)
    assert "not in a loop" in Training(digits).why_not
    with pytest.raises(UserError, match="cannot be compiled"):
        Training(digits, xla=True)


# --- compiled -------------------------------------------------------------------------------------


def test_compiled_steps_give_the_same_bits_each_time_and_almost_the_weights_of_others(digits):
    compiled, again, plain = Training(digits, xla=True), Training(digits, xla=True), Training(digits)
    assert compiled.state == again.state
    for ours, theirs in zip(compiled.model.weights, plain.model.weights, strict=True):
        if ours.dtype == tf.float32 and "mask" not in ours.name:
            np.testing.assert_allclose(ours.numpy(), theirs.numpy(), atol=2e-2)


def test_a_model_that_cannot_be_compiled_is_refused(train_run):
    _, event, _ = train_run("model=lenet5", "train.xla=true")
    assert isinstance(event, Refused)
    assert re.search(r"lenet5 cannot be compiled: .*deterministic.*\nLeave train.xla=true out", event.message)


def test_compiling_makes_another_run_and_the_loop_does_not():
    from runner.config import signature

    def sign(*overrides):
        config = compose(["dataset=digits", *overrides])
        return signature.sign_run(config, config.schedule, "data"), signature.sign_dense(config, "data", "model", {})

    assert sign("train.engine=fit") == sign()
    assert not set(sign("train.xla=true")) & set(sign())
    with pytest.raises(UserError, match=r"leave train\.engine=fit out"):
        compose(["train.xla=true", "train.engine=fit"])


# --- the optimizers -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["Adam", "SGD"])
@pytest.mark.parametrize(
    "options", [{}, {"clipnorm": 0.1}, {"weight_decay": 0.01}, {"use_ema": True, "ema_overwrite_frequency": 2}], ids=str
)
def test_an_optimizer_makes_the_update_of_keras_to_the_last_bit(kind, options):
    random = np.random.default_rng(0)
    start = [random.normal(size=shape).astype("f") for shape in ((7, 5), (5,), ())]
    found = []
    for module in (fit.optimizers, tf_keras.optimizers):
        optimizer = getattr(module, kind)(0.01, **({"momentum": 0.9} if kind == "SGD" else {}), **options)
        variables = [tf.Variable(value) for value in start]
        optimizer.build(variables)
        draw = np.random.default_rng(1)
        for scale in (1.0, 1e-30, 0.0, 1e10):
            gradients = [tf.constant(draw.normal(size=value.shape) * scale, tf.float32) for value in start]
            optimizer.apply_gradients(zip(gradients, variables, strict=True))
        found.append([each.numpy().tobytes() for each in (*variables, *optimizer.variables)])
    assert found[0] == found[1]


def test_sparse_gradients_are_left_to_keras(digits):
    model = tf_keras.Sequential([tf_keras.layers.Input((4,)), tf_keras.layers.Embedding(9, 3)])
    found = []
    for module in (fit.optimizers, tf_keras.optimizers):
        model.set_weights([np.ones((9, 3), "f")])
        optimizer = module.Adam(0.01)
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(model(np.array([[1, 2, 2, 5]])) ** 2)
        optimizer.minimize(loss, model.trainable_variables, tape=tape)
        found.append(model.get_weights()[0].tobytes())
    assert found[0] == found[1]
