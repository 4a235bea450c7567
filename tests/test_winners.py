"""What a tuning found on val goes to another study; test is never looked at for it."""

from dataclasses import replace

import pytest
import yaml

from runner import winners
from runner.core.errors import UserError
from runner.core.metric_names import VAL_ACCURACY
from runner.tracking.records import Source
from tests.stores import Run, Store


def source(*runs):
    return Source("tuning", [run.tracked(at) for at, run in enumerate(runs)])


def trial(schedule, seed, val, test=0.5, target=0.9, achieved=None, metrics=None, **params):
    given = {f"schedule.{key}": value for key, value in params.items()}
    return Run(schedule, target, seed, test, achieved, params=given, metrics={VAL_ACCURACY: val, **(metrics or {})})


def test_the_best_mean_on_val_wins_whatever_test_says():
    found = winners.choose_winners(
        source(
            trial("polynomial", 0, val=0.90, test=0.99, power=1), trial("polynomial", 1, val=0.90, test=0.99, power=1),
            trial("polynomial", 0, val=0.95, test=0.10, power=3), trial("polynomial", 1, val=0.89, test=0.10, power=3),
            trial("constant", 0, val=0.80, begin_step="0%", frequency=5),
            trial("constant", 0, val=0.70, begin_step="5%", frequency=5),
        )
    )  # fmt: skip
    assert found == [
        {"schedule": "constant", "schedule.begin_step": "0%"},  # frequency was not tried with other values
        {"schedule": "polynomial", "schedule.power": "3"},
    ]


def test_they_are_written_as_a_study_has_its_arms():
    arms = [{"schedule": "polynomial", "schedule.power": "3", "schedule.end_step": "50%"}, {"schedule": "linear"}]
    read = yaml.safe_load(winners.write_arms(arms))["arms"]
    assert [{key: str(value) for key, value in arm.items()} for arm in read] == arms


def test_the_control_is_no_winner():
    runs = source(trial("dense", 0, val=0.99), trial("linear", 0, val=0.5, end_step="50%"))
    assert [each["schedule"] for each in winners.choose_winners(runs)] == ["linear"]


DEAD = {"val/trivial_accuracy": 0.95, "test/trivial_accuracy": 0.95}


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ({"achieved": 0.73}, "seed 1 missed its target and reached 0.73"),
        ({"metrics": DEAD}, "seed 1 collapsed: no better than always the most frequent class (0.9500)"),
        ({"metrics": {"test/classes_predicted": 1}}, "seed 1 collapsed: it gives the same answer to every example"),
    ],
)
def test_what_missed_its_target_or_collapsed_on_val_is_no_winner_whole_arms_of_it(bad, why):
    """One bad seed takes the arm out: without it the mean would be of the seeds that went well."""
    runs = source(
        trial("linear", 0, val=0.95, end_step="50%"), trial("linear", 1, val=0.95, end_step="50%", **bad),
        trial("linear", 0, val=0.80, end_step="75%"), trial("linear", 1, val=0.82, end_step="75%"),
    )  # fmt: skip
    assert winners.choose_winners(runs) == [{"schedule": "linear", "schedule.end_step": "75%"}]
    assert winners.list_winner_notes(runs) == [f"left out: linear 0.9 (end_step=50%): {why}"]


def test_a_mean_over_fewer_seeds_is_no_winner():
    runs = source(trial("linear", 0, val=0.95, power=1), trial("linear", 0, val=0.8, power=2),
                  trial("linear", 1, val=0.8, power=2))  # fmt: skip
    assert winners.choose_winners(runs) == [{"schedule": "linear", "schedule.power": "2"}]
    assert "it has 1 of 2 seeds" in winners.list_winner_notes(runs)[0]


def test_a_schedule_of_which_nothing_is_left_is_refused():
    with pytest.raises(UserError, match=r"No arm of linear can be a winner: linear 0.9: seed 0 missed its target"):
        winners.choose_winners(source(trial("constant", 0, val=0.9), trial("linear", 0, val=0.95, achieved=0.73)))


def test_where_noise_leaves_the_winner_open_it_is_said():
    runs = source(*(trial("linear", seed, val, power=power) for power, values in
                    ((1, (0.90, 0.92, 0.91)), (2, (0.91, 0.915, 0.912)), (3, (0.5, 0.52, 0.515)))
                    for seed, val in enumerate(values)))  # fmt: skip
    assert winners.list_winner_notes(runs) == [
        "linear: linear 0.9 (power=2) has the highest mean on val; given the noise, each of 2 of 3 arms may be the "
        "best: linear 0.9 (power=1), linear 0.9 (power=2)"
    ]


def test_the_command_says_on_stderr_what_it_left_out(tmp_path, capsys):
    store = Store(tmp_path)
    store.add_sweep(
        "tuning", [trial("linear", 0, val=0.95, power=1, achieved=0.73), trial("linear", 0, val=0.8, power=2)]
    )
    assert winners.main(["tuning", "--uri", store.uri]) == 0
    shown = capsys.readouterr()
    assert yaml.safe_load(shown.out) == {"arms": [{"schedule": "linear", "schedule.power": 2}]}
    assert "to mind: left out: linear 0.9 (power=1): seed 0 missed its target and reached 0.73" in shown.err


def judged(score, power, *values):
    """An arm by its score on val, one value a seed."""
    of_arm = {"score": score, "params": {"schedule.power": power}}
    return [
        Run("linear", 0.9, seed, 0.5, metrics={f"val/{score}": value}, **of_arm) for seed, value in enumerate(values)
    ]


@pytest.mark.parametrize("sign", [1, -1])
def test_the_lowest_error_on_val_wins_and_what_noise_leaves_open_is_the_same_turned_round(sign):
    direction = {"task.direction": "lower" if sign < 0 else "higher"}
    arms = ((1, (0.90, 0.92, 0.91)), (2, (0.91, 0.915, 0.912)), (3, (0.5, 0.52, 0.515)))
    of_arms = (judged("own", power, *(sign * each for each in values)) for power, values in arms)
    runs = source(*(replace(run, params={**run.params, **direction}) for of_arm in of_arms for run in of_arm))
    assert winners.choose_winners(runs) == [{"schedule": "linear", "schedule.power": "2"}]
    assert winners.list_winner_notes(runs) == [
        f"linear: linear 0.9 (power=2) has the {'highest' if sign > 0 else 'lowest'} mean on val; given the noise, "
        f"each of 2 of 3 arms may be the best: linear 0.9 (power=1), linear 0.9 (power=2)"
    ]


def test_an_error_that_is_no_better_than_the_trivial_one_on_val_does_not_win():
    dead = [replace(run, metrics={**run.metrics, "val/trivial_rmse": 4.0}) for run in judged("rmse", 1, 5.0, 5.0)]
    with pytest.raises(UserError, match=r"no better than the best constant answer \(4\)"):
        winners.choose_winners(source(*dead))


def test_several_scores_have_no_common_winner():
    with pytest.raises(UserError, match=r"several scores \(mae, rmse\), which cannot be compared"):
        winners.choose_winners(source(*judged("rmse", 1, 5.0), *judged("mae", 2, 4.0)))


@pytest.mark.parametrize(
    ("runs", "message"),
    [
        ([Run("linear", 0.9, 0, 0.5, metrics={VAL_ACCURACY: float("nan")})], "run the sweep first"),
        ([trial("linear", 0, 0.5), trial("linear", 0, 0.5, target=0.8)], "several targets (0.8, 0.9)"),
    ],
)
def test_what_cannot_be_told_is_refused(runs, message):
    with pytest.raises(UserError) as error:
        winners.choose_winners(source(*runs))
    assert message in str(error.value)


def test_the_command_says_what_is_wrong(tmp_path, capsys):
    assert winners.main(["tuning", "--uri", f"sqlite:///{tmp_path}/none.db"]) == 2
    assert "There is no store" in capsys.readouterr().err


def test_odd_parameters_are_written_as_yaml_reads_them_again():
    odd = {"schedule": "it's", "schedule.a": "x: y", "schedule.b": "zähler", "schedule.c": "0.5", "schedule.d": "# no",
           "schedule.e": "a\n  evil: 1", "schedule.f": "[1, 2]", "schedule.g": "*a", "schedule.h": ""}  # fmt: skip
    (read,) = yaml.safe_load(winners.write_arms([odd]))["arms"]
    assert read == odd | {"schedule.c": 0.5, "schedule.f": [1, 2]}
