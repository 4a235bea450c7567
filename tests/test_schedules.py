import doctest

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow_model_optimization.sparsity import keras

from runner import app, plan, planning, schedules, steps
from runner.records import UserError
from tests.table import SCHEDULES

CLOCK = steps.Clock(steps_per_epoch=10, epochs=1)
CASES = pytest.mark.parametrize("case", SCHEDULES, ids=lambda case: case.name)


def made(*overrides):
    return schedules.build(steps.resolve(app.compose(list(overrides)).schedule, CLOCK))


@CASES
def test_the_whole_planned_sequence_is_the_formula(case):
    _, _, planned = planning.make(app.compose(case.arguments), CLOCK)
    assert [update.step for update in planned.updates] == list(case.steps)
    np.testing.assert_allclose([update.sparsity for update in planned.updates], case.curve, atol=1e-6)


@CASES
def test_values_are_sparsities_and_never_fall_where_the_formula_does_not(case):
    turns, values = plan.answers(made(*case.arguments), 200)
    assert ((values >= 0) & (values < 1)).all()
    assert turns.any()
    if case.monotone:
        assert (np.diff(values) >= 0).all()


@CASES
def test_from_config_of_get_config_gives_the_same_curve(case):
    assert plan.survives_round_trip(made(*case.arguments), 200)


@CASES
def test_eager_graph_vector_and_scalar_give_the_same_values(case):
    schedule = made(*case.arguments)
    turns, values = plan.answers(schedule, 60)
    in_graph = tf.function(schedule)
    for step in range(1, 61):
        now = tf.constant(step, tf.int64)
        for turn, value in (schedule(now), in_graph(now)):
            assert bool(turn) == turns[step - 1]
            assert abs(np.float32(value) - values[step - 1]) <= plan.LAST_BITS


@settings(max_examples=60, deadline=None)
@given(
    target=st.floats(0.01, 0.99), begin=st.integers(0, 500), updates=st.integers(1, 60), frequency=st.integers(1, 20)
)
@pytest.mark.parametrize("name", ["constant", "polynomial"])
def test_the_last_update_reaches_the_target_when_the_end_lies_on_the_grid(name, target, begin, updates, frequency):
    end = begin + updates * frequency
    cls = {"constant": keras.ConstantSparsity, "polynomial": keras.PolynomialDecay}[name]
    ends = {"target_sparsity": target} if name == "constant" else {"initial_sparsity": 0.0, "final_sparsity": target}
    schedule = cls(**ends, begin_step=begin, end_step=end, frequency=frequency)
    planned = plan.ask(schedule, steps.Clock(end + 100, 1), target)
    assert planned.updates[-1].step == end
    assert planned.reached == pytest.approx(target, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(rate=st.floats(0.0, 0.95), begin=st.integers(0, 100), frequency=st.integers(1, 50), top=st.floats(0.01, 0.99))
def test_exponential_follows_its_formula(rate, begin, frequency, top):
    turns, values = plan.answers(schedules.ExponentialPruning(rate, begin, frequency, top), 300)
    step = np.arange(1, 301)
    elapsed = np.maximum(step - begin, 0)
    np.testing.assert_allclose(values, np.minimum(1 - (1 - rate) ** (elapsed / frequency), top), atol=2e-6)
    assert (turns == ((step >= begin) & ((step - begin) % frequency == 0))).all()


def test_dense_never_prunes():
    turns, values = plan.answers(schedules.NoPruning(), 50)
    assert not turns.any()
    assert not values.any()


def test_tfmots_own_classes_are_used_as_they_are():
    assert type(made("schedule=constant")) is keras.ConstantSparsity
    assert type(made("schedule=polynomial")) is keras.PolynomialDecay


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"_target_": "runner.schedules.Nothing"}, "cannot be imported"),
        ({"_target_": "runner.no_module.X"}, "cannot be imported"),
        ({"_target_": "runner.models.lenet5"}, "must be a subclass"),
        ({"_target_": "runner.schedules.Schedule"}, "does not define sparsity"),
        ({"_target_": "runner.schedules.ExponentialPruning", "rate": 0.1}, "missing a required argument"),
        ({"_target_": "runner.schedules.NoPruning", "rate": 0.1}, "unexpected keyword argument 'rate'"),
    ],
)
def test_what_is_no_schedule_is_refused(config, message):
    with pytest.raises(UserError, match=message):
        schedules.build({"name": "x", **config})


def test_examples_in_docstrings_run():
    assert doctest.testmod(schedules).failed == 0
