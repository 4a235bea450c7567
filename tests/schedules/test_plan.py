import pytest
import tensorflow as tf
from tensorflow_model_optimization.sparsity.keras import ConstantSparsity, PolynomialDecay, PruningSchedule

from runner.core import durations
from runner.core.errors import UserError
from runner.run import planning
from runner.schedules import plan
from tests.composing import compose
from tests.table import SCHEDULES

CLOCK = durations.Clock(steps_per_epoch=10, epochs=2)


class EveryTenth(PruningSchedule):
    """A user's class, written for one step in plain Python; it cannot be asked all steps at once."""

    def __call__(self, step):
        if step % 10 == 0:
            return tf.constant(True), tf.constant(0.5)
        return tf.constant(False), tf.constant(0.0)

    def get_config(self):
        return {"class_name": "EveryTenth", "config": {}}


class WrongInBulk(PruningSchedule):
    """A user's class that answers a vector of steps without an error, and wrongly."""

    def __call__(self, step):
        return tf.reduce_max(step) % 5 == 0, tf.cast(tf.reduce_min(step), tf.float32) / 100.0

    def get_config(self):
        return {"class_name": "WrongInBulk", "config": {}}


def updates(schedule, clock=CLOCK, target=0.8):
    return [
        (update.step, update.epoch, round(update.sparsity, 4)) for update in plan.ask(schedule, clock, target).updates
    ]


def test_the_first_step_is_one_so_a_begin_at_zero_first_prunes_at_frequency():
    assert updates(ConstantSparsity(0.5, 0, 20, 8)) == [(8, 1, 0.5), (16, 2, 0.5)]


def test_a_begin_at_one_prunes_at_once():
    assert updates(ConstantSparsity(0.5, 1, 20, 8)) == [(1, 1, 0.5), (9, 1, 0.5), (17, 2, 0.5)]


def test_polynomial_whole_sequence():
    assert updates(PolynomialDecay(0.0, 0.8, 0, 20, 3, 5)) == [
        (5, 1, 0.4625), (10, 1, 0.7), (15, 2, 0.7875), (20, 2, 0.8),
    ]  # fmt: skip


def test_initial_sparsity_is_where_the_ramp_begins():
    """What does ``initial_sparsity=0.5`` really do: the first update is already above it."""
    assert updates(PolynomialDecay(0.5, 0.8, 0, 20, 3, 10)) == [(10, 1, 0.7625), (20, 2, 0.8)]
    assert updates(PolynomialDecay(0.5, 0.8, 1, 20, 3, 10)) == [(1, 1, 0.5), (11, 2, 0.7681)]


@pytest.mark.parametrize("schedule", [EveryTenth(), WrongInBulk()], ids=lambda s: type(s).__name__)
def test_a_class_written_for_single_steps_is_asked_step_by_step(schedule):
    turns, values = plan.ask_schedule(schedule, 20)
    expected = [schedule(tf.constant(step, tf.int64)) for step in range(1, 21)]
    assert turns.tolist() == [bool(turn) for turn, _ in expected]
    assert values.tolist() == pytest.approx([float(value) for _, value in expected], abs=plan.LAST_BITS)


def test_nan_is_refused_and_says_where_it_comes_from():
    with pytest.raises(UserError, match=r"sparsity nan at step 5.*later step"):
        plan.ask(PolynomialDecay(0.0, 0.8, 5, 5, 3, 1), CLOCK, 0.8)


def test_sparsity_one_is_refused():
    class All(EveryTenth):
        def __call__(self, step):
            return step > 0, tf.constant(1.0)

    with pytest.raises(UserError, match="sparsity 1 at step 1"):
        plan.ask(All(), CLOCK, 0.8)


def test_reached_recovery_and_the_sparsity_in_force():
    planned = plan.ask(PolynomialDecay(0.0, 0.8, 0, 10, 3, 5), CLOCK, 0.8)
    assert planned.reached == pytest.approx(0.8)
    assert planned.recovery == 10
    assert [round(planned.at(step), 3) for step in (1, 4, 5, 9, 10, 20)] == [0, 0, 0.7, 0.7, 0.8, 0.8]
    assert planned.as_dict()["updates"][0] == {"step": 5, "epoch": 1, "sparsity": pytest.approx(0.7)}


def test_a_class_that_is_lost_on_loading_is_warned_about():
    class Forgetful(ConstantSparsity):
        def get_config(self):
            return {"class_name": "Forgetful", "config": {"target_sparsity": 0.1, "begin_step": 0}}

    assert plan.survives_round_trip(ConstantSparsity(0.5, 0), 200)
    assert not plan.survives_round_trip(Forgetful(0.5, 0), 200)


def test_the_curve_rises_from_left_to_right():
    lines = plan.draw_curve(plan.ask(PolynomialDecay(0.0, 0.8, 0, 20, 3, 1), CLOCK, 0.8), width=20, height=4)
    filled = [line.count("█") for line in lines[:4]]
    assert filled == sorted(filled)
    assert filled[-1] > filled[0] > 0
    assert lines[-1].split() == ["1", "step", "20"]


def refused(*overrides, clock=CLOCK):
    with pytest.raises(UserError) as caught:
        planning.plan_schedule(compose(list(overrides)), clock)
    return str(caught.value)


def exact(end, frequency, begin=0):
    return [f"schedule.begin_step={begin}", f"schedule.end_step={end}", f"schedule.frequency={frequency}"]


def test_a_missed_target_can_be_allowed_and_is_then_a_warning():
    config = compose(["schedule=polynomial", *exact(10, 4), "allow_missed_target=true"])
    _, _, planned = planning.plan_schedule(config, CLOCK)
    assert planned.reached == pytest.approx(0.7936, abs=1e-6)
    assert "0.7936 instead of 0.8" in planned.warnings[0]


def test_a_rate_too_small_is_refused_with_one_that_fits():
    message = refused("schedule=exponential", "schedule.frequency=1", "schedule.rate=0.01")
    rate = message.split("schedule.rate=")[1].split(",")[0]
    planning.plan_schedule(compose(["schedule=exponential", "schedule.frequency=1", f"schedule.rate={rate}"]), CLOCK)


@pytest.mark.parametrize("target", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("case", SCHEDULES, ids=lambda case: case.name)
def test_the_defaults_reach_the_target_in_trainings_long_and_short(case, target):
    config = compose([f"schedule={case.name}", f"target_sparsity={target}"])
    for clock in (
        durations.Clock(46, 8), durations.Clock(127, 8), durations.Clock(46, 1), durations.Clock(1875, 4),
        durations.Clock(13, 6),
    ):  # fmt: skip
        _, _, planned = planning.plan_schedule(config, clock)
        assert planned.reached == pytest.approx(target if case.ends != "initial" else 0, abs=1e-6)
        assert planned.peak == pytest.approx(target, abs=1e-6)
        assert planned.warnings == ()


def test_a_ramp_whose_frequency_is_too_coarse_is_refused_with_one_that_fits():
    for begin in (0, 5):
        message = refused("schedule=cosine", *exact(begin + 10, 15, begin=begin))
        assert f"frequency=15 is longer than the way from begin_step={begin} to end_step={begin + 10}" in message
        assert "Use frequency=5 or less." in message
        planning.plan_schedule(compose(["schedule=cosine", *exact(begin + 10, 5, begin=begin)]), CLOCK)


def test_an_end_after_training_is_refused_for_levels_too():
    message = refused("schedule=lottery", "schedule.begin_step=0", "schedule.end_step=50")
    assert "end_step=50 is after the last training step 20" in message
    assert "end_step=75%" in message


def test_one_shot_after_training_is_refused():
    message = refused("schedule=one_shot", "schedule.begin_step=21")
    assert "would never prune in 20 steps: begin_step=21 is after the last training step 20" in message
    assert "begin_step=25%" in message


def test_more_levels_than_steps_are_refused():
    message = refused("schedule=lottery", "target_sparsity=0.99", clock=durations.Clock(10, 1))
    assert "21 levels do not fit between the steps 1 and 8" in message


def test_a_list_that_ends_elsewhere_or_too_late_is_refused():
    message = refused("schedule=multi_step", "schedule.steps=[[10%,0.3],[60%,0.9]]")
    assert "leaves sparsity at 0.9 instead of 0.8" in message
    assert "target_sparsity=0.9" in message
    message = refused("schedule=multi_step", "schedule.steps=[[10%,0.3],[30,0.8]]")
    assert "has the step 30, after the last training step 20: the last update at step 2 leaves" in message
    message = refused("schedule=multi_step", "schedule.steps=[[30,0.3],[40,0.8]]")
    assert "would never prune in 20 steps: the first of its steps" in message


def test_dense_sparse_dense_ends_at_its_initial_sparsity_which_is_its_target():
    config = compose(["schedule=dense_sparse_dense", *exact(20, 2), "schedule.initial_sparsity=0.2"])
    _, schedule, planned = planning.plan_schedule(config, CLOCK)
    assert schedule.ends_at == planned.target == 0.2
    assert planned.reached == pytest.approx(0.2)
    assert planned.peak == pytest.approx(0.8)
    message = refused("schedule=dense_sparse_dense", *exact(50, 2))
    assert "end_step=50 is after the last training step 20" in message
    assert "instead of 0." in message


def test_a_schedule_that_only_asks_for_zero_never_prunes_wherever_it_ends(monkeypatch):
    monkeypatch.setattr(ConstantSparsity, "ends_at", 0.0, raising=False)
    message = refused("schedule=constant", "schedule.target_sparsity=0")
    assert "it asks for the sparsity 0 only" in message


@pytest.mark.parametrize("ends_at", [1.0, -0.1, "0.5", None, True])
def test_an_end_that_is_no_sparsity_is_refused(monkeypatch, ends_at):
    monkeypatch.setattr(ConstantSparsity, "ends_at", ends_at, raising=False)
    assert "must be the fraction of zeros that is left at the end" in refused("schedule=constant")


OWN = """
from runner.levels import Levels
from runner.ramps import Ramp
from runner.schedules import Schedule
import tensorflow as tf


class Root(Ramp):
    def curve(self, progress):
        return tf.sqrt(progress)


class Twice(Levels):
    def __init__(self, final_sparsity, first_step, second_step):
        self.final_sparsity, self.first_step, self.second_step = final_sparsity, first_step, second_step
        super().__init__([(first_step, final_sparsity / 2), (second_step, final_sparsity)])


class Fades(Schedule):
    ends_at = 0.1

    def sparsity(self, elapsed):
        return tf.maximum(0.5 - elapsed / 20.0, 0.1)
"""


@pytest.mark.parametrize(
    ("name", "parameters", "expected"),
    [
        ("Root", {"initial_sparsity": 0.0, "final_sparsity": "${target_sparsity}", "begin_step": 0, "end_step": "80%",
                  "frequency": "20%"}, {4: 0.4, 8: 0.5657, 12: 0.6928, 16: 0.8}),
        ("Twice", {"final_sparsity": "${target_sparsity}", "first_step": "10%", "second_step": "1ep"},
         {2: 0.4, 10: 0.8}),
        ("Fades", {"begin_step": 0, "end_step": 10, "frequency": 2}, {2: 0.4, 4: 0.3, 6: 0.2, 8: 0.1, 10: 0.1}),
    ],
)  # fmt: skip
def test_a_class_in_a_file_of_the_users_needs_no_change_in_here(tmp_path, monkeypatch, name, parameters, expected):
    (tmp_path / "own_curves.py").write_text(OWN)
    monkeypatch.syspath_prepend(tmp_path)
    given = [f"+schedule.{key}={value}" for key, value in parameters.items()]
    config = compose(
        ["schedule=dense", "schedule.name=own", f"schedule._target_=own_curves.{name}",
         "trusted_modules=[own_curves]", *given]
    )  # fmt: skip
    _, schedule, planned = planning.plan_schedule(config, CLOCK)
    assert {update.step: round(update.sparsity, 4) for update in planned.updates} == expected
    assert planned.warnings == ()
    assert plan.survives_round_trip(schedule, CLOCK.steps)
