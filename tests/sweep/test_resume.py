"""The same command again: finished runs are skipped, broken off ones continued, failed ones made again."""

import shutil
import sqlite3

import pytest
from mlflow import MlflowClient

from runner.cli import app
from runner.config import signature
from runner.core import provenance
from runner.core.metric_names import RUNS_FAILED, RUNS_FINISHED, RUNS_SKIPPED
from runner.core.tags import (
    TAG_ATTEMPT,
    TAG_BOOT,
    TAG_HOST,
    TAG_KIND,
    TAG_LOCK,
    TAG_PARENT,
    TAG_PROCESS,
    TAG_REASON,
    TAG_RESULTS,
    TAG_SIGNATURE,
)
from runner.tracking import connection, previous, run_writer, store
from runner.tracking.outbox import Outbox
from runner.tracking.records import TrackedRun
from tests.killing import comparisons, kill_in_epoch, runs_of
from tests.launching import EACH
from tests.swept import SETTINGS

# --- judging ----------------------------------------------------------------------------------

VERSIONS = {"tensorflow": "2"}


def past(number, status, parent="sweep", attempt=1, version="2"):
    tags = {TAG_ATTEMPT: str(attempt), "tensorflow": version, **({TAG_PARENT: parent} if parent else {})}
    return TrackedRun(f"run{number}", "name", status, number, number, {}, {}, tags)


def judged(*runs, parent="sweep"):
    found = previous.choose_past(runs, parent, VERSIONS)
    return found.finished and found.finished.run_id, found.broken_off and found.broken_off.run_id, found.attempts


def test_what_was_never_made_is_new():
    assert judged() == (None, None, 0)


def test_what_is_finished_is_not_made_again_whatever_else_there_is():
    assert judged(past(1, "FAILED"), past(2, "FINISHED", attempt=2), past(3, "KILLED", attempt=3))[0] == "run2"


def test_a_finished_run_of_the_same_sweep_comes_before_one_of_another():
    assert judged(past(1, "FINISHED"), past(2, "FINISHED", parent="other", attempt=2))[0] == "run1"
    assert judged(past(2, "FINISHED", parent="other"))[0] == "run2"


def test_what_was_broken_off_is_continued_where_it_stands():
    assert judged(past(1, "KILLED")) == (None, "run1", 1)
    assert judged(past(1, "KILLED", parent=None), parent=None) == (None, "run1", 1)


def test_what_was_broken_off_elsewhere_or_before_a_failure_is_left_alone():
    assert judged(past(1, "KILLED", parent="other")) == (None, None, 1)
    assert judged(past(1, "KILLED"), past(2, "FAILED", attempt=2)) == (None, None, 2)


def test_what_failed_is_the_next_attempt_and_what_runs_is_left_alone():
    assert judged(past(1, "FAILED"), past(2, "FAILED", attempt=2)) == (None, None, 2)
    assert judged(past(1, "RUNNING")) == (None, None, 1)


def test_a_run_of_other_versions_is_another_run():
    assert judged(past(1, "FINISHED", version="1"), past(2, "KILLED", version="1")) == (None, None, 1)


def test_what_a_lost_node_was_at_is_ended_when_its_run_is_started_again_elsewhere(client, place, tmp_path):
    (experiment,) = [each.experiment_id for each in client.search_experiments() if each.name == "Default"]
    node = {**provenance.read_versions(), TAG_HOST: "a node", TAG_BOOT: "1", TAG_LOCK: "/there/run.lock"}
    of_sweep = {TAG_KIND: "run", TAG_SIGNATURE: "s", TAG_PARENT: "p", TAG_PROCESS: "of the sweep"}
    lost, its_dense, other = (
        client.create_run(experiment, tags=tags).info.run_id
        for tags in ({**node, **of_sweep}, {**node, TAG_KIND: "dense"},
                     {**node, TAG_KIND: "dense", TAG_LOCK: "/there/another.lock"})
    )  # fmt: skip
    ours = {TAG_HOST: "another", TAG_LOCK: "/here/run.lock", TAG_PROCESS: "of the sweep"}
    uri = f"sqlite:///{place}/mlflow.db"
    tracking = connection.Connection(client, experiment, uri, "p", Outbox(uri, tmp_path), ours)
    assert previous.look_up(tracking, "s", "run").broken_off.run_id == lost
    runs = [client.get_run(run) for run in (lost, its_dense, other)]
    assert [run.info.status for run in runs] == ["KILLED", "KILLED", "RUNNING"]
    assert all("the launcher lost it on a node" in run.data.tags[TAG_REASON] for run in runs[:2])
    client.set_terminated(other)


# --- runs that another version of what computes results made ------------------------------------------


@pytest.fixture
def elsewhere(tmp_path):
    """A store of its own, and a function that puts a finished run of a config into it."""
    uri = f"sqlite:///{tmp_path}/mlflow.db"
    store.ensure(uri)
    found = MlflowClient(uri)
    tracking = connection.Connection(found, "0", uri, None, Outbox(uri, tmp_path), {})

    def add(config, tags, status="FINISHED"):
        run = found.create_run("0", run_name=config.run_name, tags={TAG_KIND: "run", **tags}).info.run_id
        for key, value in run_writer.flatten_node(config.recorded()).items():
            found.log_param(run, key, str(value))
        found.set_terminated(run, status)
        return run

    return tracking, add


def test_a_run_with_the_same_settings_by_another_results_version_is_told_with_it(elsewhere):
    tracking, add = elsewhere
    config = app.compose(["dataset=digits"])
    run = add(config, {})
    (told,) = previous.other_results(tracking, [config])
    assert told.startswith(f"run {run} (polynomial-0.8-lenet_300_100-digits-s0) is there with the same settings, ")
    assert f"made by results version 1. This is version {signature.RESULTS}" in told and told.endswith("made anew.")
    another = app.compose(["dataset=digits", "tracking.experiment=another", "train.threads=1"])
    assert previous.other_results(tracking, [another]) == [told]
    add(app.compose(["dataset=digits", "seed=1"]), {})
    (both,) = previous.other_results(tracking, [config, app.compose(["dataset=digits", "seed=1"])])
    assert both.startswith(f"2 runs, like {run}, are there")


@pytest.mark.parametrize(
    ("given", "tags", "status"),
    [
        (["seed=1"], {}, "FINISHED"),
        (["baseline.optimizer=sgd"], {}, "FINISHED"),
        (["scope.exclude=[fc3]"], {}, "FINISHED"),
        ([], {TAG_RESULTS: str(signature.RESULTS)}, "FINISHED"),
        ([], {}, "FAILED"),
    ],
)
def test_a_run_with_other_settings_or_of_this_version_is_not(elsewhere, given, tags, status):
    tracking, add = elsewhere
    add(app.compose(["dataset=digits", *given]), tags, status)
    assert previous.other_results(tracking, [app.compose(["dataset=digits"])]) == []


def test_a_name_with_a_quote_does_not_break_the_question(elsewhere):
    tracking, add = elsewhere
    config = app.compose(["dataset=digits", 'model.name="it\'s"'])
    add(config, {})
    assert len(previous.other_results(tracking, [config])) == 1


# --- the command line ---------------------------------------------------------------------------

BASE = ["dataset=digits", "model=lenet_300_100", "baseline.epochs=2", "tracking.log_model=false"]
SWEEP = [
    "-m",
    *BASE,
    "train.epochs=4",
    "schedule=constant,polynomial",
    "target_sparsity=0.5,0.8",
    "sweep.control=false",
]


@pytest.fixture(scope="module")
def undisturbed(cli, tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    finished = cli(*SWEEP, cwd=folder)
    assert finished.returncode == 0, finished.stderr
    return folder


def test_a_finished_sweep_is_skipped_whole_and_compared_again(undisturbed, cli):
    before = comparisons(undisturbed)
    again = cli(*SWEEP, cwd=undisturbed)
    assert again.returncode == 0, again.stderr
    runs = runs_of(undisturbed)
    for run in runs:
        told = f"skip {run.data.tags[TAG_SIGNATURE]}: finished as run {run.info.run_id}"
        assert again.stdout.count(told) == 1
    assert len(runs) == 4 and comparisons(undisturbed) == before
    (parent,) = runs_of(undisturbed, "sweep")
    assert parent.info.status == "FINISHED"
    assert [parent.data.metrics[name] for name in (RUNS_FINISHED, RUNS_FAILED, RUNS_SKIPPED)] == [0, 0, 4]


def test_a_larger_sweep_counts_the_runs_that_another_has_made(undisturbed, cli):
    larger = cli(*SWEEP, "schedule=constant,polynomial,exponential", cwd=undisturbed)
    assert larger.returncode == 0, larger.stderr
    assert larger.stdout.count("skip ") == 4
    assert len(runs_of(undisturbed)) == 6
    assert b"exponential" in comparisons(undisturbed)[0] and b"constant" in comparisons(undisturbed)[0]


def test_a_run_of_another_results_version_is_made_anew_and_both_are_told(undisturbed, cli, tmp_path):
    shutil.copytree(undisturbed, tmp_path, dirs_exist_ok=True)
    with sqlite3.connect(tmp_path / "mlflow.db") as opened:
        opened.execute("delete from tags where key = ?", (TAG_RESULTS,))
        opened.execute("update tags set value = 'x' || substr(value, 2) where key = 'signature'")
    one = [*BASE, "train.epochs=4", "schedule=constant", "target_sparsity=0.5"]
    made = cli(*one, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert "is there with the same settings, made by results version 1." in " ".join(made.stdout.split())
    skipped = cli(*one, cwd=tmp_path)
    assert f"of results version {signature.RESULTS}; force=true repeats" in skipped.stdout
    swept = cli("-m", *one, "seed=0,1", "sweep.control=false", cwd=tmp_path)
    assert swept.stdout.count("skip ") == 1
    assert "results versions" not in swept.stdout


def test_force_makes_a_finished_run_again_as_the_next_attempt(swept, cli, tmp_path):
    one, folder = [*SETTINGS, "schedule=constant", "seed=1"], swept.copy_to(tmp_path / "work")
    skipped = cli(*one, cwd=folder)
    assert skipped.returncode == 0 and skipped.stdout.startswith("skip ")
    assert cli(*one, "force=true", cwd=folder).returncode == 0
    name = "constant-0.8-one_hidden-digits-s1"
    attempts = [run.data.tags[TAG_ATTEMPT] for run in runs_of(folder) if run.info.run_name == name]
    assert sorted(attempts) == ["1", "2"]


TWELVE = [*SWEEP, "schedule=constant,polynomial,cosine", "target_sparsity=.5,.6,.7,.8"]


@pytest.fixture(scope="module")
def twelve(cli, tmp_path_factory):
    folder = tmp_path_factory.mktemp("twelve")
    assert cli(*TWELVE, cwd=folder).returncode == 0
    return folder


@pytest.mark.parametrize("launcher", EACH)
def test_after_a_kill_of_everything_in_epoch_3_of_run_5_of_12_the_same_command_finishes(
    request, cli, tmp_path, twelve, under, launcher
):
    arguments, environment = under(launcher)
    command = [*TWELVE, *arguments]
    kill_in_epoch(tmp_path, command, run=5, epoch=3, environment=environment)
    if launcher == "slurm":  # whose jobs are no processes of the sweep's
        slurm = request.getfixturevalue("slurm")
        for left in slurm.listed():
            slurm.cancel(left, "--signal=KILL", "--full")
        for left in slurm.listed():
            slurm.cancel(left)
    again = cli(*command, cwd=tmp_path, env=environment, timeout=900)
    assert again.returncode == 0, again.stderr
    runs = runs_of(tmp_path)
    assert [run.info.status for run in runs] == ["FINISHED"] * 12
    assert len({run.data.tags[TAG_SIGNATURE] for run in runs}) == 12
    assert [run.info.status for run in runs_of(tmp_path, "sweep")] == ["FINISHED"]
    assert comparisons(tmp_path) == comparisons(twelve)


@pytest.mark.long
def test_a_sweep_that_lost_power_goes_on_where_it_stopped(cli, tmp_path, tmp_path_factory):
    fresh = tmp_path_factory.mktemp("fresh")
    kill_in_epoch(tmp_path, SWEEP, run=2, epoch=2)
    again = cli(*SWEEP, cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    runs = runs_of(tmp_path)
    assert [run.info.status for run in runs] == ["FINISHED"] * 4
    assert again.stdout.count("skip ") == 1
    assert {run.data.tags[TAG_ATTEMPT] for run in runs} == {"1"}
    assert cli(*SWEEP, cwd=fresh).returncode == 0
    assert comparisons(tmp_path) == comparisons(fresh)
