import doctest
import functools

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, reject
from hypothesis import strategies as st
from tensorflow_model_optimization.sparsity import keras

from runner.core import durations as steps
from runner.core.errors import UserError
from runner.run import planning
from runner.schedules import base, levels, plan, ramps
from tests.composing import compose
from tests.table import SCHEDULES

CLOCK = steps.Clock(steps_per_epoch=10, epochs=1)
CASES = pytest.mark.parametrize("case", SCHEDULES, ids=lambda case: case.name)


def made(*overrides):
    return base.build(steps.resolve(compose(list(overrides)).schedule, CLOCK))


@CASES
def test_the_whole_planned_sequence_is_the_formula(case):
    _, _, planned = planning.plan_schedule(compose(case.arguments), CLOCK)
    assert [update.step for update in planned.updates] == list(case.steps)
    np.testing.assert_allclose([update.sparsity for update in planned.updates], case.curve, atol=1e-6)


@CASES
def test_values_are_sparsities_and_never_fall_where_the_formula_does_not(case):
    turns, values = plan.ask_schedule(made(*case.arguments), 200)
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
    turns, values = plan.ask_schedule(schedule, 60)
    in_graph = tf.function(schedule)
    for step in range(1, 61):
        now = tf.constant(step, tf.int64)
        for turn, value in (schedule(now), in_graph(now)):
            assert bool(turn) == turns[step - 1]
            assert abs(np.float32(value) - values[step - 1]) <= plan.LAST_BITS


@st.composite
def drawn(draw, case):
    """A schedule with parameters anywhere in their range; (schedule, initial, final, begin, end)."""
    final = draw(st.floats(0.01, 0.99))
    initial = draw(st.floats(0, final))
    begin, frequency = draw(st.integers(1, 200)), draw(st.integers(1, 10))
    end = begin + frequency * draw(st.integers(2, 40))
    middle = draw(st.integers(begin + 1, end - 1))
    values = {
        "initial_sparsity": initial, "final_sparsity": final, "target_sparsity": final, "max_sparsity": final,
        "begin_step": begin, "end_step": end, "frequency": frequency, "power": draw(st.floats(0.3, 5)),
        "rate": draw(st.floats(0.2, 0.9)), "levels": draw(st.integers(1, 3)),
        "steps": [[begin, initial], [middle, (initial + final) / 2], [end, final]],
    }  # fmt: skip
    config = config_of(case)
    try:
        schedule = base.build({key: values.get(key, value) for key, value in config.items()})
    except UserError as refusal:
        assert "levels do not fit" in str(refusal)
        reject()
    return schedule, initial, final, begin, end


@functools.cache
def config_of(case):
    return compose([f"schedule={case.name}"]).schedule


@CASES
@given(data=st.data())
def test_with_any_parameters_values_are_sparsities_between_initial_and_final(case, data):
    schedule, initial, final, _, end = data.draw(drawn(case))
    _, values = plan.ask_schedule(schedule, end + 50)
    lowest = initial if case.starts == "initial" and "initial_sparsity" in config_of(case) else 0
    assert values.min() >= lowest - 1e-6
    assert values.max() <= final + 1e-6
    assert values.max() < 1
    if case.monotone:
        assert (np.diff(values) >= -plan.LAST_BITS).all()


@CASES
@given(data=st.data())
def test_with_any_parameters_it_starts_and_ends_where_its_formula_says(case, data):
    schedule, initial, final, begin, end = data.draw(drawn(case))
    turns, values = plan.ask_schedule(schedule, end + 50)
    known = {"initial": initial if "initial_sparsity" in config_of(case) else 0.0, "final": final}
    if case.starts and case.name != "exponential":
        assert values[begin - 1] == pytest.approx(known[case.starts], abs=1e-6)
    if case.ends:
        last = np.flatnonzero(turns)[-1]
        assert values[last] == pytest.approx(known[case.ends], abs=1e-6)
        assert values[end - 1 :] == pytest.approx(known[case.ends], abs=1e-6)


@CASES
@given(data=st.data())
def test_with_any_parameters_it_survives_saving_and_answers_a_step_as_it_answers_many(case, data):
    schedule, _, _, _, end = data.draw(drawn(case))
    turns, values = plan.ask_schedule(schedule, end)
    assert plan.survives_round_trip(schedule, end)
    for step in {1, end // 2, end}:
        turn, value = schedule(tf.constant(step, tf.int64))
        assert bool(turn) == turns[step - 1]
        assert abs(np.float32(value) - values[step - 1]) <= plan.LAST_BITS


@given(rate=st.floats(0.0, 0.95), begin=st.integers(0, 100), frequency=st.integers(1, 50), top=st.floats(0.01, 0.99))
def test_exponential_follows_its_formula(rate, begin, frequency, top):
    turns, values = plan.ask_schedule(base.ExponentialPruning(rate, begin, frequency, top), 300)
    step = np.arange(1, 301)
    elapsed = np.maximum(step - begin, 0)
    np.testing.assert_allclose(values, np.minimum(1 - (1 - rate) ** (elapsed / frequency), top), atol=2e-6)
    assert (turns == ((step >= begin) & ((step - begin) % frequency == 0))).all()


def test_dense_never_prunes():
    turns, values = plan.ask_schedule(base.NoPruning(), 50)
    assert not turns.any()
    assert not values.any()


def test_tfmots_own_classes_are_used_as_they_are():
    assert type(made("schedule=constant")) is keras.ConstantSparsity
    assert type(made("schedule=polynomial")) is keras.PolynomialDecay
    assert type(made("schedule=linear")) is keras.PolynomialDecay


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"_target_": "runner.schedules.Nothing"}, "cannot be imported"),
        ({"_target_": "runner.no_module.X"}, "cannot be imported"),
        ({"_target_": "runner.models.lenet5"}, "must be a subclass"),
        ({"_target_": "runner.schedules.Schedule"}, "does not define sparsity"),
        ({"_target_": "runner.ramps.Ramp"}, "does not define curve"),
        ({"_target_": "runner.schedules.ExponentialPruning", "rate": 0.1}, "missing a required argument"),
        ({"_target_": "runner.schedules.NoPruning", "rate": 0.1}, "unexpected keyword argument 'rate'"),
    ],
)
def test_what_is_no_schedule_is_refused(config, message):
    with pytest.raises(UserError, match=message):
        base.build({"name": "x", **config})


def ramp(name, **changes):
    values = {"initial_sparsity": 0.0, "final_sparsity": 0.8, "begin_step": 0, "end_step": 10, "frequency": 2}
    return {"name": "x", "_target_": f"runner.ramps.{name}", **values, **changes}


def jumps(name, **changes):
    values = {"initial_sparsity": 0.0, "final_sparsity": 0.8, "begin_step": 0, "end_step": 10, "levels": 3}
    return {"name": "x", "_target_": f"runner.levels.{name}", **values, **changes}


def listed(steps):
    return {"name": "x", "_target_": "runner.levels.MultiStep", "steps": steps}


def lottery(**changes):
    values = {"final_sparsity": 0.8, "rate": 0.2, "begin_step": 0, "end_step": 10}
    return {"name": "x", "_target_": "runner.levels.Lottery", **values, **changes}


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (ramp("Cosine", begin_step=10), "end_step after its begin_step.*NaN"),
        (ramp("Convex", end_step=-1), "end_step after its begin_step"),
        (ramp("Convex", power=0), "power must be above 0"),
        (ramp("Cosine", initial_sparsity=1.0), r"initial_sparsity must be in range \[0,1\)"),
        (ramp("DenseSparseDense", frequency=10), "two updates at least"),
        (jumps("Stepwise", levels=11), "11 levels do not fit between the steps 1 and 10: ask for fewer levels"),
        (jumps("Stepwise", levels=10**12), "do not fit"),
        (jumps("Logarithmic", levels=11), "do not fit"),
        (jumps("Logarithmic", levels=0), "levels=0 must be a whole number, 1 or more"),
        (jumps("Logarithmic", levels=2.5), "whole number"),
        (jumps("Logarithmic", end_step=-1), "end_step cannot be -1"),
        (lottery(rate=0), "rate must be above 0"),
        (lottery(rate=1e-9), "do not fit"),
        (listed([]), "must be pairs of a duration and a sparsity, like"),
        (listed([10, 0.3]), "must be pairs"),
        (listed([[10, 0.3, 1]]), "must be pairs"),
        (listed([[10, "much"]]), "must be pairs"),
        (listed([[10, 0.3], [10, 0.6]]), "must rise, but 10 comes after 10"),
        (listed([[10, 0.3], [5, 0.6]]), "must rise, but 5 comes after 10"),
        (listed([[10, 1.0]]), r"sparsity 1.0 at step 10 must be in range \[0,1\)"),
        (listed([[10, -0.1]]), "must be in range"),
    ],
)
def test_parameters_that_cannot_be_are_refused_with_the_reason(config, message):
    with pytest.raises(UserError, match=message):
        base.build(config)


def test_levels_are_made_once_each_and_a_level_at_step_0_begins_at_step_1():
    assert np.flatnonzero(plan.ask_schedule(levels.OneShot(0.8, 0), 50)[0]).tolist() == [0]
    turns, values = plan.ask_schedule(levels.MultiStep([[0, 0.3], [20, 0.6]]), 50)
    assert (np.flatnonzero(turns) + 1).tolist() == [1, 20]
    assert values[[0, 18, 19, 49]].tolist() == pytest.approx([0.3, 0.3, 0.6, 0.6])


@pytest.mark.parametrize(("final", "count"), [(0.1, 1), (0.2, 1), (0.36, 2), (0.5, 4), (0.8, 8), (0.9, 11), (0.99, 21)])
def test_lottery_has_as_many_levels_as_its_end_needs(final, count):
    turns, values = plan.ask_schedule(levels.Lottery(final, 0.2, 1, 100), 120)
    expected = [*(1 - 0.8**k for k in range(1, count)), final]
    np.testing.assert_allclose(values[turns], expected, atol=1e-6)


def test_the_jumps_of_logarithmic_shrink_by_one_factor():
    turns, values = plan.ask_schedule(levels.Logarithmic(0.1, 0.9, 10, 90, 6), 100)
    heights = np.diff([0.1, *values[turns]])
    np.testing.assert_allclose(heights[1:] / heights[:-1], 6 ** (-1 / 5), rtol=1e-5)


def test_one_cycle_starts_a_little_above_initial_as_published():
    _, values = plan.ask_schedule(ramps.OneCycle(0.2, 0.8, 1, 101, 1), 101)
    assert values[0] == pytest.approx(0.2 + 0.6 * 0.0025, abs=1e-4)
    assert values[-1] == np.float32(0.8)


def test_convex_is_the_mirror_image_of_polynomial():
    _, fast = plan.ask_schedule(keras.PolynomialDecay(0.0, 0.8, 0, 100, 3, 1), 99)
    _, slow = plan.ask_schedule(ramps.Convex(0.0, 0.8, 0, 100, 1, 3), 99)
    np.testing.assert_allclose(fast, 0.8 - slow[::-1], atol=1e-6)


@pytest.mark.parametrize("updates", [2, 3, 4, 5, 50, 51])
def test_dense_sparse_dense_reaches_its_peak_whatever_the_number_of_updates(updates):
    schedule = ramps.DenseSparseDense(0.1, 0.9, 0, updates * 7, 7)
    planned = plan.ask(schedule, steps.Clock(updates * 7, 1), schedule.ends_at)
    assert planned.peak == pytest.approx(0.9, abs=1e-6)
    assert planned.reached == pytest.approx(0.1, abs=1e-6)


@pytest.mark.parametrize("module", [levels, ramps, base], ids=lambda module: module.__name__)
def test_examples_in_docstrings_run(module):
    classes = [each for each in vars(module).values() if isinstance(each, type) and each.__module__ == module.__name__]
    bases = ("Configured", "Schedule", "NoPruning", "Ramp", "Levels", "Jumps")
    own = [each for each in classes if each.__name__ not in bases]
    assert [each.__name__ for each in own if ">>>" not in each.__doc__] == []
    result = doctest.testmod(module)
    assert result.failed == 0
    assert result.attempted >= len(own)
