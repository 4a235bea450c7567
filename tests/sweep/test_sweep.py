"""Whole sweeps as a user starts them: one parent, fair arms, a comparison at the end."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from mlflow import MlflowClient

from tests.swept import DENSE, GRID, RUNS, comparison, tracked


def test_all_runs_and_a_control_of_each_seed_stand_under_one_parent(swept):
    parent, children, dense = tracked(swept.folder)
    names = sorted(run.info.run_name for run in children)
    arms = ("constant-0.8", "dense-0", "polynomial-0.8")
    assert names == [f"{arm}-one_hidden-digits-s{seed}" for arm in arms for seed in (0, 1)]
    assert {run.info.status for run in [parent, *children]} == {"FINISHED"}
    assert len(dense) == DENSE
    assert parent.info.run_name == f"sweep-{parent.data.tags['signature']}"
    assert (parent.data.metrics["sweep/planned"], parent.data.metrics["sweep/finished"]) == (RUNS, RUNS)
    assert (parent.data.metrics["sweep/failed"], parent.data.metrics["sweep/skipped"]) == (0, 0)


def test_it_ends_with_the_ranking_on_the_terminal_and_on_the_parent(swept):
    parent, _, _ = tracked(swept.folder)
    assert "polynomial 0.8" in swept.stdout
    assert "polynomial 0.8" in parent.data.tags["mlflow.note.content"]
    client = MlflowClient(f"sqlite:///{swept.folder}/mlflow.db")
    files = {entry.path for entry in client.list_artifacts(parent.info.run_id)}
    assert {"comparison.csv", "comparison.parquet", "comparison.md", "comparison.html"} <= files


def test_each_run_is_shown_as_it_ends(swept):
    ended = re.findall(r"^ +(\d)/6 +(\S+) +test accuracy 0\.\d+, sparsity ([\d.]+)%$", swept.stdout, re.MULTILINE)
    assert [int(number) for number, _, _ in ended] == list(range(1, RUNS + 1))
    arms = {"constant-0.8": "80.07", "dense-0": "0.00", "polynomial-0.8": "80.07"}
    assert {(name, zeros) for _, name, zeros in ended} == {
        (f"{arm}-one_hidden-digits-s{seed}", zeros) for arm, zeros in arms.items() for seed in (0, 1)
    }


def test_the_report_of_the_latest_sweep_writes_the_same_comparison_again(swept, cli, tmp_path):
    done = cli("--out", str(tmp_path), cwd=swept.folder, module="runner.report")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "comparison.csv").read_bytes() == comparison(swept.folder)


@pytest.mark.long
def test_two_at_once_give_the_same_comparison_to_the_last_digit(swept, cli, tmp_path):
    done = cli(*GRID, "launch=joblib", "launch.jobs=2", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    _, children, dense = tracked(tmp_path)
    assert (len(children), len(dense)) == (RUNS, DENSE)
    assert comparison(tmp_path) == comparison(swept.folder)


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
