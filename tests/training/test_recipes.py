"""Every optimizer and every shape of the rate: zeros as planned, the bits of ``fit``, and the same after a break."""

import numpy as np
import pytest

from runner.core import durations
from runner.pruning import wrapping
from runner.run import fidelity, matching, planning
from runner.training import fit, rewinding, seeding
from tests.composing import compose

OWN = ("model.name=constrained", "model._target_=tests.own_models.constrained", "trusted_modules=[tests.own_models]")
# Each optimizer with a shape of the rate, and with what could move a zero: decay, momentum, averages, a constraint.
RECIPES = {
    "adamw": ("optimizer=adamw", "learning_rate=cosine", "max_norm"),
    "sgd": ("optimizer=sgd", "optimizer.nesterov=true", "optimizer.weight_decay=0.01", "optimizer.global_clipnorm=1",
            "learning_rate=step", "unit_norm"),
    "rmsprop": ("optimizer=rmsprop", "optimizer.momentum=0.5", "optimizer.centered=true", "optimizer.clipvalue=0.5",
                "learning_rate=exponential", "non_neg"),
    "nadam": ("optimizer=nadam", "optimizer.clipnorm=1", "optimizer.use_ema=true", "optimizer.ema_momentum=0.9",
              "learning_rate=plateau", "learning_rate.patience=1", "learning_rate.min_delta=0.5", "max_norm"),
    "one by its class": ("optimizer._target_=tf_keras.optimizers.Lion", "learning_rate=warmup_cosine", "non_neg"),
    "averages now and then": ("optimizer=sgd", "optimizer.use_ema=true", "optimizer.ema_momentum=0.9",
                              "optimizer.ema_overwrite_frequency=7", "unit_norm"),
}  # fmt: skip
QUICK = "nadam"  # which has the most that can go wrong: a variable that Keras does not list, averages, a rate by epoch
OTHERS = ("Adadelta", "Adagrad", "Adamax", "Ftrl")


@pytest.fixture(scope="module", autouse=True)
def _generators():
    """As in a run's own process."""
    backend = fit.tf_keras.backend.experimental
    before = backend.is_tf_random_generator_enabled()
    seeding.use_generators()
    yield
    if not before:
        backend.disable_tf_random_generator()


class Killed(BaseException):
    pass


class Training:
    """Three epochs of 23 steps; it dies in the third, after its second epoch, where it is to."""

    def __init__(
        self,
        digits,
        *overrides,
        constraint="max_norm",
        engine="graph",
        folder=None,
        dies=False,
        keeper=None,
        rewinds=False,
    ):
        config = compose(
            ["dataset=digits", "schedule=polynomial", "train.epochs=3", "train.batch_size=64",
             *OWN, f"+model.constraint={constraint}", *overrides]
        )  # fmt: skip
        clock = durations.Clock.of(len(digits.train), 64, 3)
        _, schedule, plan = planning.plan_schedule(config, clock)
        self.rates, _ = planning.plan_recipes(config, clock, len(digits.train))
        fit.tf_keras.backend.clear_session()  # names of layers count from 1, as in a new process
        fit.seed_everything(0)
        matched = matching.match(config, digits)
        self.targets, self.epochs = planning.place_layers(config, matched, plan), []
        self.dense = config.dense
        self.model, dataset = matched.model, matched.dataset
        if not self.dense:
            self.model = wrapping.wrap(self.model, self.targets.layers, schedule)

        self.by_epoch, self.early, self.rewinder = [], [each + 1 for each in matched.model.get_weights()], None
        if rewinds:
            self.rewinder = rewinding.Rewinder(
                self.early, matched.model.get_weights(), [update.step for update in self.targets.plan.updates]
            )

        def on_epoch(epoch):
            self.epochs.append(epoch)
            self.by_epoch.append(self.model.get_weights())
            if dies and epoch.number == 3:
                raise Killed

        self.why_not = fit.fit(
            self.model, dataset, config.train, 0, phase="prune", tell=lambda event: None, on_epoch=on_epoch,
            pruning=None if self.dense else self.targets.plan, rates=self.rates, engine=engine, checkpoints=folder,
            keeper=keeper, rewinder=self.rewinder,
        )  # fmt: skip

    @property
    def state(self):
        """Every weight, mask, threshold, step and variable of the optimizer, by bytes."""
        variables = [*self.model.weights, *fit.optimizers.list_state(self.model.optimizer)]
        return [variable.numpy().tobytes() for variable in variables]


def check_recipe(digits, folder, *recipe):
    *overrides, constraint = recipe
    graph = Training(digits, *overrides, constraint=constraint)
    assert not graph.why_not
    by_keras = Training(digits, *overrides, constraint=constraint, engine="fit")
    assert (graph.state, graph.epochs) == (by_keras.state, by_keras.epochs)
    with pytest.raises(Killed):
        Training(digits, *overrides, constraint=constraint, folder=folder, dies=True)
    continued = Training(digits, *overrides, constraint=constraint, folder=folder)
    assert (continued.state, continued.epochs) == (graph.state, graph.epochs)
    check_zeros(graph, digits)
    return graph


def check_zeros(training, digits):
    """The stripped model has the zeros that were planned, and answers what the wrapped one does, as on val."""
    masks = wrapping.read_masks(training.model)
    stripped = wrapping.strip(training.model)
    weights = wrapping.read_weights(stripped, training.targets.layers)
    fidelity.check_zeros(masks, weights)
    fidelity.check_predictions(training.model, stripped, digits)
    for layer in training.targets.layers:
        if layer.pruned:
            (mask,), (weight,) = masks[layer.name], weights[layer.name]
            assert abs(int(mask.sum()) - layer.kept) <= 1
            assert np.count_nonzero(weight) <= mask.sum()
    answers = training.model.predict(digits.val.x, verbose=0).argmax(axis=1)
    assert training.epochs[-1].metrics["val/accuracy"] == pytest.approx((answers == digits.val.y).mean(), abs=1e-6)


@pytest.mark.parametrize(
    "name", [QUICK, *(pytest.param(each, marks=pytest.mark.long) for each in RECIPES if each != QUICK)]
)
def test_a_recipe_leaves_zeros_as_planned_gives_the_bits_of_fit_and_continues_after_a_break(name, digits, tmp_path):
    check_rates(check_recipe(digits, tmp_path, *RECIPES[name]))


@pytest.mark.parametrize("name", [each for each in RECIPES if each != QUICK])
def test_zeros_are_as_planned_with_each_optimizer(name, digits):
    *overrides, constraint = RECIPES[name]
    training = Training(digits, *overrides, constraint=constraint)
    check_zeros(training, digits)
    check_rates(training)


def check_rates(training):
    told = [epoch.metrics.get("train/learning_rate") for epoch in training.epochs]
    if training.rates.table is not None:
        assert told == [training.rates.at(step) for step in (23, 46, 69)]
    elif training.rates.plateau:
        assert told == pytest.approx([0.001, 0.001, 0.0005])
    else:
        assert told == [None] * 3


@pytest.mark.long
@pytest.mark.parametrize("name", OTHERS)
def test_so_does_any_other_optimizer_of_keras(name, digits, tmp_path):
    check_recipe(digits, tmp_path, f"optimizer._target_=tf_keras.optimizers.{name}", "learning_rate=cosine", "max_norm")


@pytest.mark.long
def test_the_averages_are_what_a_dense_training_ends_with_too(digits):
    given = ("schedule=dense", "optimizer.use_ema=true", "optimizer.ema_momentum=0.9")
    graph, by_keras = Training(digits, *given), Training(digits, *given, engine="fit")
    assert (graph.state, graph.epochs) == (by_keras.state, by_keras.epochs)
    optimizer = graph.model.optimizer
    for variable, average in zip(
        graph.model.trainable_variables, optimizer._model_variables_moving_average, strict=True
    ):
        assert np.array_equal(variable.numpy(), average.numpy())
