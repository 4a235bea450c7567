"""Whole sweeps as a user starts them: one parent, fair arms, a comparison at the end."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from mlflow import MlflowClient

GRID = ("-m", "schedule=polynomial,constant", "seed=0,1", "dataset=digits", "train.epochs=1", "baseline.epochs=1")


def tracked(folder):
    """(the parent, its children, the dense trainings) in a folder's store."""
    client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
    every = client.search_runs([client.get_experiment_by_name("pruning").experiment_id])
    (parent,) = [run for run in every if run.data.tags["kind"] == "sweep"]
    children = [run for run in every if run.data.tags.get("mlflow.parentRunId") == parent.info.run_id]
    return parent, children, [run for run in every if run.data.tags["kind"] == "dense"]


@pytest.fixture(scope="module")
def sweep(cli, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sweep")
    done = cli(*GRID, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert [file.name for file in folder.glob("mlflow.db*")] == ["mlflow.db"], "whole, without a log beside it"
    return folder, done


def comparison(folder, name="comparison.csv"):
    (file,) = folder.glob(f"outputs/sweeps/*/*/{name}")
    return file.read_bytes()


def test_all_runs_and_a_control_of_each_seed_stand_under_one_parent(sweep):
    folder, _ = sweep
    parent, children, dense = tracked(folder)
    names = sorted(run.info.run_name for run in children)
    arms = ("constant-0.8", "dense-0", "polynomial-0.8")
    assert names == [f"{arm}-lenet_300_100-digits-s{seed}" for arm in arms for seed in (0, 1)]
    assert {run.info.status for run in [parent, *children]} == {"FINISHED"}
    assert len(dense) == 2
    assert parent.info.run_name == f"sweep-{parent.data.tags['signature']}"
    assert (parent.data.metrics["sweep/planned"], parent.data.metrics["sweep/finished"]) == (6, 6)
    assert (parent.data.metrics["sweep/failed"], parent.data.metrics["sweep/skipped"]) == (0, 0)


def test_it_ends_with_the_ranking_on_the_terminal_and_on_the_parent(sweep):
    folder, done = sweep
    parent, _, _ = tracked(folder)
    assert "polynomial 0.8" in done.stdout
    assert "polynomial 0.8" in parent.data.tags["mlflow.note.content"]
    client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
    files = {entry.path for entry in client.list_artifacts(parent.info.run_id)}
    assert {"comparison.csv", "comparison.parquet", "comparison.md", "comparison.html"} <= files


def test_the_report_of_the_latest_sweep_writes_the_same_comparison_again(sweep, cli, tmp_path):
    folder, _ = sweep
    done = cli("--out", str(tmp_path), cwd=folder, module="runner.report")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "comparison.csv").read_bytes() == comparison(folder)


@pytest.mark.long
def test_two_at_once_give_the_same_comparison_to_the_last_digit(sweep, cli, tmp_path):
    done = cli(*GRID, "launch=joblib", "launch.jobs=2", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    _, children, dense = tracked(tmp_path)
    assert (len(children), len(dense)) == (6, 2)
    assert comparison(tmp_path) == comparison(sweep[0])


def test_runs_that_fail_leave_the_others_going_and_the_same_command_reopens_the_parent(cli, tmp_path):
    grid = ("-m", "train.learning_rate=0.001,1e30", "baseline.learning_rate=0.001", "train.optimizer=sgd",
            "dataset=digits", "train.epochs=1", "baseline.epochs=1", "sweep.control=false")  # fmt: skip
    for attempt in (1, 2):
        done = cli(*grid, cwd=tmp_path)
        assert done.returncode == 1
        assert "1 run failed" in done.stderr
        (log,) = re.findall(r"polynomial-0.8-lenet_300_100-digits-s0: non_finite; its log is (.+)", done.stderr)
        assert "NonFiniteError" in Path(log).read_text()
        assert "polynomial-0.8-lenet_300_100-digits-s0  FAILED: non_finite" in done.stdout
        parent, children, _ = tracked(tmp_path)
        assert parent.info.status == "FAILED"
        assert sorted(run.info.status for run in children) == ["FAILED"] * attempt + ["FINISHED"]
        failed = [run for run in children if run.info.status == "FAILED"]
        assert sorted(run.data.tags["attempt"] for run in failed) == ["1", "2"][:attempt]


def test_a_sweep_that_is_interrupted_is_killed_with_true_counts(tmp_path):
    grid = ("-m", "seed=0,1,2,3,4,5", "dataset=digits", "train.epochs=2", "baseline.epochs=1", "sweep.control=false")
    command = [sys.executable, "-u", "-m", "runner", *grid]
    started = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in started.stdout:
        if "1/6" in line:
            started.send_signal(signal.SIGTERM)
            break
    started.communicate(timeout=60)
    assert started.returncode == 128 + signal.SIGTERM
    parent, children, _ = tracked(tmp_path)
    assert parent.info.status == "KILLED"
    assert {run.info.status for run in children} <= {"FINISHED", "KILLED"}
    finished = sum(run.info.status == "FINISHED" for run in children)
    counts = [parent.data.metrics[f"sweep/{name}"] for name in ("planned", "finished", "failed", "skipped")]
    assert counts == [6, finished, len(children) - finished, 6 - len(children)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["target_sparsity=0.5,1.5"], "target_sparsity=1.5 cannot run"),
        (["schedule=constant,exponential", "schedule.rate=0.1,0.2"], "schedule=constant schedule.rate=0.1 cannot run"),
        (["schedule=constant,exponential", "schedule.rate=0.1"], "parameter of exponential, lottery"),
        (["schedule.frequency=2%,5000"], "schedule.frequency=5000 cannot run"),
        (["schedule=polynomial,wrong"], "schedule=wrong cannot run"),
    ],
)
def test_one_bad_arm_refuses_the_whole_sweep_before_its_first_run(cli, tmp_path, arguments, message):
    done = cli("-m", "dataset=digits", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "nothing was started" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "mlflow.db").exists()
