"""A search: what is proposed, what is stopped early, and that it is kept by the runs it has made."""

import collections
import json
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mlflow import MlflowClient

from runner.cli import app
from runner.config import search
from runner.config.schema import SweepConfig
from runner.config.search import Choice, Range
from runner.core.errors import StoppedEarly, UserError
from runner.core.metric_names import (
    RUNS_FINISHED,
    RUNS_PLANNED,
    RUNS_SKIPPED,
    RUNS_STOPPED,
    SPARSITY_PLANNED,
    VAL_ACCURACY,
)
from runner.core.records import Epoch
from runner.core.score import ACCURACY, SCORES
from runner.core.tags import TAG_KIND, TAG_SIGNATURE, TAG_STOPPED
from runner.sweep import grid
from runner.sweep import search as tuning
from runner.sweep.sampler import Search
from runner.tracking import previous
from runner.training import halving
from tests.killing import comparisons, kill_in_epoch
from tests.stores import Run

# --- the space ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "parsed"),
    [
        ("0%..30%", Range(0, 30, True, "%")),
        ("1..5", Range(1, 5, True)),
        ("1.0..5", Range(1, 5, False)),
        ("0.5..2ep", Range(0.5, 2, False, "ep")),
        ("-1.5..1.5", Range(-1.5, 1.5, False)),
        (["2%", 3], Choice(("2%", "3"))),
    ],
)
def test_a_range_is_read_as_it_is_written(written, parsed):
    assert search.parse({"schedule": {"x": written}}) == {"schedule": {"x": parsed}}


@pytest.mark.parametrize(
    "written", ["30%", "5..1", "1..1", "1%..2ep", "a..b", "1..", "..", "1...2", [], 3, True, "1.2.3..4"]
)
def test_what_is_no_range_is_refused(written):
    with pytest.raises(UserError, match=r"search.space.schedule.x="):
        search.parse({"schedule": {"x": written}})


def test_only_parameters_of_schedules_are_searched():
    with pytest.raises(UserError, match="All arms of a comparison are trained alike"):
        search.parse({"epochs": "1..5"})


@given(st.floats(0, 1), st.booleans())
def test_what_is_drawn_is_read_back_as_the_same_kind_of_number(value, whole):
    text = Range(0, 1, whole, "%").written(value)
    assert text.endswith("%")
    assert float(text[:-1]) == pytest.approx(int(value) if whole else value, rel=1e-2, abs=1e-9)


# --- what is stopped early ------------------------------------------------------------------------

CURVES = st.lists(st.dictionaries(st.integers(1, 8), st.floats(0, 1), max_size=8), max_size=12)


@given(st.integers(0, 30), CURVES)
def test_about_a_third_would_go_on(number, earlier):
    for epoch, least in halving.compute_thresholds(number, 8, earlier).items():
        values = [curve[epoch] for curve in earlier if epoch in curve]
        better = sum(value > least for value in values)
        assert len(values) >= halving.ETA
        assert better < (len(values) + 1) / halving.ETA + 1
        assert sum(value >= least for value in values) >= len(values) / halving.ETA
        assert epoch < 8


def test_a_bracket_is_judged_always_one_late_and_one_never():
    earlier = [dict.fromkeys(range(1, 9), value / 10) for value in range(6)]
    judged = [sorted(halving.compute_thresholds(number, 8, earlier)) for number in range(3)]
    assert judged == [[1, 2, 3, 4, 5, 6, 7], [6, 7], []]


def test_only_a_run_at_its_target_is_stopped():
    def end(accuracy, planned):
        return Epoch(3, {VAL_ACCURACY: accuracy, SPARSITY_PLANNED: planned})

    halving.stop_if_worse(end(0.1, 0.5), {3: 0.9}, 0.8)
    halving.stop_if_worse(end(0.9, 0.8), {3: 0.9}, 0.8)
    halving.stop_if_worse(end(0.1, 0.8), {2: 0.9}, 0.8)
    with pytest.raises(StoppedEarly, match=r"val accuracy 0.1000 after epoch 3 is below 0.9000"):
        halving.stop_if_worse(end(0.1, 0.8), {3: 0.9}, 0.8)


ERROR = SCORES["mae"]


@given(st.integers(0, 30), CURVES)
def test_of_an_error_the_lowest_third_goes_on(number, earlier):
    turned = [{epoch: -value for epoch, value in curve.items()} for curve in earlier]
    thresholds = halving.compute_thresholds(number, 8, turned, ERROR)
    assert {epoch: -value for epoch, value in thresholds.items()} == halving.compute_thresholds(number, 8, earlier)


def test_an_error_is_stopped_where_it_is_above_and_goes_on_where_it_is_below():
    def end(error):
        return Epoch(3, {"val/mae": error, SPARSITY_PLANNED: 0.8})

    halving.stop_if_worse(end(0.1), {3: 0.9}, 0.8, ERROR)
    halving.stop_if_worse(end(0.9), {3: 0.9}, 0.8, ERROR)
    with pytest.raises(StoppedEarly, match=r"val MAE 1.5 after epoch 3 is above 0.9"):
        halving.stop_if_worse(end(1.5), {3: 0.9}, 0.8, ERROR)


@pytest.mark.parametrize(("error", "again"), [(1.5, True), (0.5, False)])
def test_a_stopped_error_counts_as_done_only_where_it_would_be_stopped_again(error, again):
    run = Run("a", 0.9, 0, 0.0, score="mae", tags={TAG_STOPPED: "3", "status_reason": "s"}).tracked()
    run = replace(run, metrics={"val/mae": error})
    assert bool(previous._stopped(run, {3: 0.9})) == again


# --- trials ---------------------------------------------------------------------------------------


def searches(*given, study=None):
    import hydra
    from hydra.core.global_hydra import GlobalHydra

    from runner.config import composition

    with hydra.initialize_config_dir(str(composition.CONF), version_base="1.3"):
        composer = grid.Composer(
            GlobalHydra.instance().config_loader(), given, lambda each: hydra.compose("config", each)
        )
        return tuning.make_searches(grid.make_jobs(study or SweepConfig(), given, composer), given)


def made_up(overrides):
    """The outcome of a run that is the better the nearer its power is to 3, and its begin to 10 %."""
    values = dict(each.lstrip("+").split("=", 1) for each in overrides)
    off = abs(float(values.get("schedule.power", 3)) - 3) + abs(float(values["schedule.begin_step"][:-1]) - 10) / 10
    accuracy = 0.95 - 0.05 * off
    below = json.loads(values.get("search.stop_below", "{}").replace("{", '{"').replace(":", '":').replace(",", ',"')
                       .replace('{"}', "{}"))  # fmt: skip
    curve = {}
    for epoch in range(5, 9):
        curve[epoch] = accuracy - 0.01 * (8 - epoch)
        if curve[epoch] < below.get(str(epoch), 0):
            return tuning.Made(curve=curve, stopped_at=epoch)
    return tuning.Made({"accuracy": accuracy, "size": 1000 * off + 1}, curve)


def played(found, at_once=1):
    wanted, said = [], []

    def make(every):
        wanted.extend(map(tuple, every))
        return [made_up(each) for each in every]

    tuning.tune(found, make, said.append, lambda: False, at_once=at_once)
    return wanted, said


COMMAND = ("search=optuna", "schedule=polynomial,linear", "target_sparsity=0.9", "seed=0,1", "search.trials=25")


def test_every_schedule_has_the_same_number_of_trials_and_finds_what_is_good():
    found = searches(*COMMAND)
    _wanted, said = played(found)
    assert [len(each.tried) for each in found] == [25, 25]
    assert [each.counted().split(" (")[0] for each in found] == ["polynomial 0.9 25 trials", "linear 0.9 25 trials"]
    power = float(found[0].found()[0].split("power=")[1])
    assert abs(power - 3) < 1
    assert len(said) == 50
    assert any("stopped after epoch" in line for line in said)


@pytest.mark.parametrize("goals", [["score"], ["score", "size"]])
def test_a_search_for_the_lowest_error_tries_and_finds_what_one_for_the_highest_score_does(goals):
    def found(score, sign):
        study = Search({"schedule.power": Range(1, 5, False)}, goals, 0, score)
        for _ in range(25):
            trial = study.ask()
            power = float(trial.parameters["schedule.power"])
            study.tell(trial, {"score": sign * -abs(power - 3), "size": power})
        return [each.trial.parameters for each in study.tried], [each.trial.parameters for each in study.best()]

    tried, best = found(ACCURACY, 1)
    assert found(ERROR, -1) == (tried, best)
    assert any(abs(float(each["schedule.power"]) - 3) < 0.5 for each in best)


@pytest.mark.parametrize("goal", ["accuracy", "score"])
def test_the_best_trial_has_the_lowest_error_whatever_the_goal_is_called(goal, monkeypatch):
    monkeypatch.setattr(tuning.previous, "find_score", lambda _: ERROR)
    found = searches("search=optuna", "schedule=polynomial", f"search.goals=[{goal}]", "search.trials=6")
    errors, said = iter((5.0, 3.5, 4.0, 9.0, 8.0, 7.0)), []

    def make(every):
        return [tuning.Made({goal: (value := next(errors)), "size": 1}, dict.fromkeys(range(1, 9), value))
                for _ in every]  # fmt: skip

    tuning.tune(found, make, said.append, lambda: False)
    assert said[0].endswith("val MAE 5, 1 bytes gzipped")
    (best,) = found[0].found()
    assert "val MAE 3.5, 1 bytes gzipped with" in best


def test_a_run_of_a_trial_is_read_by_its_score(monkeypatch):
    metrics = {"val/mae": 2.0, "val/trivial_mae": 1.5, "size/tflite_gzip": 10}
    run = Run("polynomial", 0.8, 0, 2.1, score="mae", metrics=metrics).tracked()
    monkeypatch.setattr(tuning.previous, "find_score", lambda _: ERROR)
    monkeypatch.setattr(tuning.previous, "read_past", lambda *_: SimpleNamespace(finished=run, broken_off=None))
    monkeypatch.setattr(tuning.history, "read_series",
                        lambda _, run_id, name: [(1, 0.8 if name == SPARSITY_PLANNED else 2.0)])  # fmt: skip
    made = tuning.read(SimpleNamespace(client=None), "x", app.compose(["search=optuna", "search.goals=[score]"]))
    assert (made.values, made.curve) == ({"score": 2.0, "size": 10}, {1: 2.0})
    assert made.collapsed == "collapsed: no better than the best constant answer (1.5)"


def test_linear_stays_linear():
    spaces = {each.name: sorted(each.space) for each in searches(*COMMAND)}
    assert "schedule.power" in spaces["polynomial 0.9"]
    assert "schedule.power" not in spaces["linear 0.9"]


def test_the_same_outcomes_give_the_same_trials_and_another_seed_gives_others():
    first, again = (played(searches(*COMMAND))[0] for _ in range(2))
    assert first == again
    assert played(searches(*COMMAND, "search.seed=1"))[0] != first


def test_with_more_trials_the_search_goes_on_where_it_ended():
    few, many = (played(searches(*COMMAND[:-1], f"search.trials={trials}"))[0] for trials in (5, 12))
    assert [each[:-1] if "trials" in each[-1] else each for each in few] != []
    without = [[[part for part in run if "trials" not in part] for run in runs] for runs in (few, many)]
    assert without[1][: len(without[0])] == without[0]


def test_a_stopped_trial_is_made_with_its_first_seed_only():
    wanted, said = played(searches(*COMMAND))
    seeds = collections.Counter(next(part for part in run if part.startswith("seed=")) for run in wanted)
    stopped = sum("stopped after" in line for line in said)
    assert seeds["seed=0"] == 50
    assert seeds["seed=1"] == 50 - stopped
    assert stopped > 5


def test_what_the_command_gives_is_not_searched():
    found = searches("search=optuna", "schedule=polynomial", "schedule.power=2", "search.space.schedule.end_step=null")
    assert sorted(found[0].space) == ["schedule.begin_step", "schedule.frequency", "schedule.initial_sparsity"]


def test_two_goals_search_the_target_too_and_stop_nothing():
    found = searches("search=optuna", "schedule=polynomial", "search.goals=[accuracy,size]", "search.trials=20")
    assert "target_sparsity" in found[0].space
    wanted, _said = played(found)
    assert not any("stop_below" in part for run in wanted for part in run)
    assert all("allow_missed_target=true" in run for run in wanted)  # layers round a target that is drawn
    front = [line.split("val accuracy ")[1].split(" bytes")[0].replace(",", "").split() for line in found[0].found()]
    accuracies, sizes = [float(each[0]) for each in front], [float(each[1]) for each in front]
    assert accuracies == sorted(accuracies, reverse=True)
    assert sizes == sorted(sizes, reverse=True) or len(sizes) == 1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["schedule=polynomial", "+search.space.polynomial.rate=0.1..0.5"], "no schedule of the command has"),
        (["schedule=polynomial", "search.space.target_sparsity=0.1..0.5"], "is given, not searched"),
        (
            ["schedule=polynomial", "schedule.power=2", "search.space.polynomial.power=1..5"],
            "gives a range that nothing",
        ),
        (["schedule=multi_step"], "There is nothing to search for schedule=multi_step"),
        (["search.goals=[size]"], "no goals: give"),
        (["search.trials=0"], "search.trials=0 is too small"),
        (["search.space.schedule.begin_step=5%"], "no range: write LOW..HIGH"),
    ],
)
def test_what_cannot_be_searched_is_refused(given, message):
    with pytest.raises(UserError, match=message):
        searches("search=optuna", *given)


def test_a_grid_is_no_search():
    assert searches("schedule=polynomial") == []


def test_a_refused_trial_is_told_and_the_search_goes_on():
    found = searches("search=optuna", "schedule=polynomial", "search.trials=3")
    said = []
    tuning.tune(found, lambda every: [tuning.Made(refusal="no\nway") for _ in every], said.append, lambda: False)
    assert [line.rsplit(": ", 2)[1:] for line in said] == [["refused", "no"]] * 3
    assert "none of its trials ended well; the last was refused: no" in found[0].failure


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ({"missed_by": 0.24}, "not to be chosen, it missed its target by +0.2400"),
        ({"collapsed": "collapsed: no better"}, "not to be chosen, collapsed: no better"),
    ],
)
def test_what_missed_its_target_or_collapsed_is_never_the_best_on_val(bad, why):
    """However accurate: its other seeds are not even made, and a search of nothing else has found nothing."""
    found, said, asked = searches("search=optuna", "schedule=polynomial", "seed=0,1", "search.trials=4"), [], []

    def make(every):
        asked.extend(every)
        worse = tuning.Made({"accuracy": 0.5, "size": 1})
        return [worse if len(asked) > 1 else tuning.Made({"accuracy": 0.99, "size": 1}, **bad) for _ in every]

    tuning.tune(found, make, said.append, lambda: False)
    assert said[0].endswith(why)
    assert len(asked) == 1 + 3 * 2
    assert all("val accuracy 0.5000" in line for line in found[0].found())
    only = searches("search=optuna", "schedule=polynomial", "search.trials=2")
    tuning.tune(only, lambda every: [tuning.Made({"accuracy": 0.99, "size": 1}, **bad) for _ in every], said.append,
                lambda: False)  # fmt: skip
    assert why in only[0].failure


def test_where_the_target_is_searched_itself_a_rounded_one_is_no_miss():
    (found,) = searches("search=optuna", "schedule=polynomial", "search.goals=[accuracy,size]", "search.trials=1")
    assert found.unfit(tuning.Made({"accuracy": 0.9, "size": 1}, missed_by=0.01)) == ""


def test_what_a_run_of_a_trial_came_to_is_read_with_what_it_missed_and_whether_it_collapsed(monkeypatch):
    metrics = {"val/accuracy": 0.6, "val/trivial_accuracy": 0.6, "size/tflite_gzip": 10, "final/target_missed_by": 0.24}
    run = Run("polynomial", 0.9, 0, 0.9, metrics=metrics).tracked()
    monkeypatch.setattr(tuning.previous, "read_past", lambda *_: SimpleNamespace(finished=run, broken_off=None))
    monkeypatch.setattr(tuning.history, "read_series", lambda *_: [])
    made = tuning.read(SimpleNamespace(client=None), "x", app.compose([]))
    assert made.missed_by == 0.24
    assert made.collapsed == "collapsed: no better than always the most frequent class (0.6000)"


# --- real runs --------------------------------------------------------------------------------------

SEARCH = [
    "-m", "search=optuna", "search.trials=3", "schedule=polynomial", "target_sparsity=0.9", "dataset=digits",
    "model=one_hidden", "train.epochs=3", "baseline.epochs=2", "tracking.log_model=false",
    "search.space.schedule.end_step=20%..60%", "search.space.schedule.begin_step=0%..10%",
]  # fmt: skip


def tracked(folder):
    runs = MlflowClient(f"sqlite:///{folder}/mlflow.db").search_runs(["1"], f"tags.{TAG_KIND} = 'run'")
    return sorted((run.data.tags[TAG_SIGNATURE], run.info.status, run.data.tags.get(TAG_STOPPED)) for run in runs)


def parent_metrics(folder):
    (parent,) = MlflowClient(f"sqlite:///{folder}/mlflow.db").search_runs(["1"], f"tags.{TAG_KIND} = 'sweep'")
    return parent.info.status, parent.data.metrics


@pytest.fixture(scope="module")
def searched(cli, tmp_path_factory):
    folder = tmp_path_factory.mktemp("searched")
    finished = cli(*SEARCH, cwd=folder)
    assert finished.returncode == 0, finished.stderr
    return folder, finished


def test_a_search_ends_with_a_comparison_that_says_what_was_tried(searched):
    folder, finished = searched
    assert "polynomial 0.9, trial 3 of 3" in finished.stdout
    assert "best on val: polynomial 0.9: val accuracy" in finished.stdout
    text = " ".join(finished.stdout.split())
    assert "Parameters were searched: polynomial 0.9 3 trials" in text
    status, metrics = parent_metrics(folder)
    assert status == "FINISHED"
    runs = tracked(folder)
    assert metrics[RUNS_PLANNED] == len(runs) == 4  # and the control
    assert metrics[RUNS_FINISHED] + metrics.get(RUNS_STOPPED, 0) == 4
    assert metrics.get(RUNS_STOPPED, 0) == sum(stopped is not None for _, _, stopped in runs)


def test_a_search_that_lost_power_makes_the_same_trials_and_none_twice(searched, cli, tmp_path):
    folder, _finished = searched
    kill_in_epoch(tmp_path, SEARCH, run=3, epoch=2)
    again = cli(*SEARCH, cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert tracked(tmp_path) == tracked(folder)
    assert comparisons(tmp_path) == comparisons(folder)


def test_the_same_search_again_makes_nothing(searched, cli):
    folder, finished = searched
    before = tracked(folder)
    again = cli(*SEARCH, cwd=folder)
    assert again.returncode == 0, again.stderr
    assert tracked(folder) == before
    stopped = sum(stopped is not None for _, _, stopped in before)
    assert parent_metrics(folder)[1][RUNS_SKIPPED] == 4 - stopped
    best = [line for line in again.stdout.splitlines() if line.startswith("best")]
    assert best == [line for line in finished.stdout.splitlines() if line.startswith("best")]


def test_a_single_run_is_no_search(cli, tmp_path):
    refused = cli("search=optuna", cwd=tmp_path)
    assert refused.returncode == 2
    assert "add -m" in refused.stderr
    assert app.compose(["search=optuna"]).search.name == "optuna"
