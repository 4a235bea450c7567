import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.core import durations
from runner.core.errors import UserError

CLOCK = durations.Clock(steps_per_epoch=100, epochs=10)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("0%", 0), ("10%", 100), ("100%", 1000), ("12.5%", 125), ("1.5%", 15),
        ("2ep", 200), ("0.5ep", 50), ("1.25 ep", 125),
        ("500st", 500), ("500", 500), (500, 500), (0, 0), (" 7 st ", 7),
    ],
)  # fmt: skip
def test_a_duration_becomes_optimizer_steps(given, expected):
    assert durations.parse(given).steps(CLOCK) == expected


@pytest.mark.parametrize("given", ["10 apples", "", "%", "-1", "-5%", "1.5st", 0.5, True, None, "101%", "1e3", "٣"])
def test_what_is_no_duration_is_refused_with_the_units_that_are(given):
    with pytest.raises(UserError, match=r"duration|whole|step"):
        durations.parse(given, "schedule.begin_step")


def test_every_duration_of_a_schedule_is_resolved_nested_ones_too():
    config = {"name": "x", "_target_": "a.B", "begin_step": "10%", "frequency": "1ep", "power": 3, "initial": 0.5,
              "steps": [["10%", 0.3], ["2ep", 0.6]], "mode": "fast"}  # fmt: skip
    assert durations.resolve(config, CLOCK) == {
        "name": "x", "_target_": "a.B", "begin_step": 100, "frequency": 100, "power": 3, "initial": 0.5,
        "steps": [[100, 0.3], [200, 0.6]], "mode": "fast",
    }  # fmt: skip


def test_frequency_in_percent_is_at_least_one_step():
    assert durations.resolve({"frequency": "1%"}, durations.Clock(10, 1))["frequency"] == 1


@pytest.mark.parametrize("given", [0, "0", "0%", "0st", "0ep"])
def test_frequency_zero_is_refused(given):
    with pytest.raises(UserError, match="would never prune"):
        durations.check({"frequency": given}, epochs=2)


@pytest.mark.parametrize(
    ("begin", "end"), [("80%", "20%"), ("2ep", "10%"), (500, 100), ("500st", "499"), ("3ep", "2ep"), ("90%", "8ep")]
)
def test_an_end_before_the_begin_is_refused_before_any_data_is_read(begin, end):
    with pytest.raises(UserError, match="is after"):
        durations.check({"begin_step": begin, "end_step": end}, epochs=10)


@pytest.mark.parametrize(("begin", "end"), [(500, "10%"), ("50%", 499)])
def test_an_end_before_the_begin_in_other_units_is_refused_once_the_steps_are_known(begin, end):
    config = {"begin_step": begin, "end_step": end}
    durations.check(config, epochs=10)
    with pytest.raises(UserError, match="is after"):
        durations.resolve(config, CLOCK)


def test_minus_one_stays_the_end_that_never_comes():
    assert durations.resolve({"begin_step": "50%", "end_step": -1, "frequency": 10}, CLOCK)["end_step"] == -1


@pytest.mark.parametrize(
    ("end", "frequency", "snap", "expected"),
    [
        ("75%", 100, False, 800),  # 750 lies between two updates: the nearer one, at or after
        ("74%", 100, False, 700),
        ("75%", 7, False, 749),
        ("100%", 300, False, 900),  # 1000 rounds up to no update that training reaches
        (750, 100, False, 750),  # exact ends stay, unless asked to snap
        ("750st", 100, False, 750),
        ("3ep", 70, False, 300),
        (750, 7, True, 749),
        ("3ep", 70, True, 280),
        ("2%", 100, False, 100),  # at least one update
    ],
)
def test_an_end_in_percent_moves_onto_the_grid_of_updates(end, frequency, snap, expected):
    config = {"begin_step": 0, "end_step": end, "frequency": frequency, "snap": snap}
    assert durations.resolve(config, CLOCK) == {"begin_step": 0, "end_step": expected, "frequency": frequency}


@given(
    begin=st.integers(0, 40), span=st.integers(0, 59), frequency=st.floats(0.1, 30), per=st.integers(1, 500),
    epochs=st.integers(1, 50),
)  # fmt: skip
def test_a_percentage_ramp_always_ends_on_an_update_in_training(begin, span, frequency, per, epochs):
    clock = durations.Clock(per, epochs)
    config = {"begin_step": f"{begin}%", "end_step": f"{begin + span}%", "frequency": f"{frequency:.2f}%"}
    made = durations.resolve(config, clock)
    assert (made["end_step"] - made["begin_step"]) % made["frequency"] == 0
    if made["begin_step"] + made["frequency"] <= clock.steps:
        assert made["begin_step"] <= made["end_step"] <= clock.steps


def test_the_clock_counts_epochs_from_one():
    clock = durations.Clock.of(examples=250, batch_size=100, epochs=2)
    assert clock.steps_per_epoch == 3
    assert [clock.epoch(step) for step in range(1, clock.steps + 1)] == [1, 1, 1, 2, 2, 2]
