"""What a tuning found on val goes to another study; test is never looked at for it."""

import pytest
import yaml

from runner import winners
from runner.comparison import Source
from runner.records import VAL_ACCURACY, UserError
from tests.stores import Run


def source(*runs):
    return Source("tuning", [run.tracked(at) for at, run in enumerate(runs)])


def trial(schedule, seed, val, test=0.5, target=0.9, **params):
    given = {f"schedule.{key}": value for key, value in params.items()}
    return Run(schedule, target, seed, test, params=given, metrics={VAL_ACCURACY: val})


def test_the_best_mean_on_val_wins_whatever_test_says():
    found = winners.winners(
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
    read = yaml.safe_load(winners.written(arms))["arms"]
    assert [{key: str(value) for key, value in arm.items()} for arm in read] == arms


def test_the_control_is_no_winner():
    runs = source(trial("dense", 0, val=0.99), trial("linear", 0, val=0.5, end_step="50%"))
    assert [each["schedule"] for each in winners.winners(runs)] == ["linear"]


@pytest.mark.parametrize(
    ("runs", "message"),
    [
        ([Run("linear", 0.9, 0, 0.5, metrics={VAL_ACCURACY: float("nan")})], "run the sweep first"),
        ([trial("linear", 0, 0.5), trial("linear", 0, 0.5, target=0.8)], "several targets (0.8, 0.9)"),
    ],
)
def test_what_cannot_be_told_is_refused(runs, message):
    with pytest.raises(UserError) as error:
        winners.winners(source(*runs))
    assert message in str(error.value)


def test_the_command_says_what_is_wrong(tmp_path, capsys):
    assert winners.main(["tuning", "--uri", f"sqlite:///{tmp_path}/none.db"]) == 2
    assert "There is no store" in capsys.readouterr().err
