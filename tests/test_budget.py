"""What follows from two timed runs: which two, what lies between them, rows by what a metric comes with."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from runner.budget import estimate, footprint, view, workload
from runner.budget.estimate import Fixed, Timed, Work
from runner.cli import app
from runner.core.records import FINAL_LAYER, FINAL_REGROWN, PRUNE_ACHIEVED, PRUNE_SPARSITY, SPARSITY_GLOBAL, VAL_LOSS
from runner.launchers import processes
from runner.sweep import outline
from runner.tracking import history
from tests.stores import Run, Store

WORK = Work("run", True, "dense 0", 1e9, 5e8, 4, 2, 10, 2, 1000, 60)
METRICS = {
    VAL_LOSS: 4, SPARSITY_GLOBAL: 4, PRUNE_ACHIEVED: 10, PRUNE_SPARSITY.format("fc1"): 10,
    PRUNE_SPARSITY.format("fc2"): 10, FINAL_LAYER.format("fc1"): 1, FINAL_LAYER.format("fc2"): 1, FINAL_REGROWN: 1,
    "test/accuracy": 1,
}  # fmt: skip
ROWS = {"metrics": 42, "latest_metrics": 9, "params": 60, "tags": 20}
TIMED = Timed(WORK, 30.0, 10.0, 800, 50, 40, 20, 5, ROWS, METRICS, {"metrics": 5, "latest_metrics": 3, "params": 14,
              "tags": 17}, {VAL_LOSS: 2, "train/loss": 2, "test/accuracy": 1})  # fmt: skip
FIXED = Fixed(8.0, 0.5, 3.0, 1, 300, 1000, 7, 9, 500, 2.0, {"metrics": 4, "tags": 13})


def control_of(timed):
    return replace(timed, work=replace(timed.work, pruned=False, flops=8e8), seconds=20.0)


def test_one_run_takes_what_it_was_timed_to_take():
    found = estimate.estimate_budget([WORK], [TIMED], FIXED, workers=1)
    assert found.seconds == pytest.approx(8 + 10 + 30 + 0.5 + 3)
    assert found.memory == 300 + 800
    assert found.rows == {"metrics": 42 + 5 + 4, "latest_metrics": 9 + 3, "params": 60 + 14, "tags": 20 + 17 + 13}
    assert found.storage_of == {
        "database": 500 + 2 * sum(found.rows.values()), "artifacts": 9 + 40, "outputs": 7 + 50, "dense": 20,
    }  # fmt: skip
    assert found.at_most == found.storage + 5


def test_runs_of_a_seed_share_a_dense_training_and_workers_share_the_runs():
    works = [replace(WORK, dense=f"dense {seed}") for _ in range(3) for seed in range(2)]
    one, two = (estimate.estimate_budget(works, [TIMED], FIXED, workers) for workers in (1, 2))
    assert (one.runs, one.dense, two.dense) == (6, 2, 2)
    assert one.seconds_of["runs"] == pytest.approx(2 * 10 + 6 * 30.5)
    assert two.seconds_of["runs"] == pytest.approx(one.seconds_of["runs"] / 2)
    assert (one.memory, two.memory) == (1100, 1900)
    assert one.rows == two.rows


def test_memory_is_never_below_what_was_seen():
    assert estimate.estimate_budget([WORK], [TIMED], replace(FIXED, most=5000), 1).memory == 5000


def test_rows_come_with_epochs_updates_and_layers():
    other = replace(WORK, epochs=8, updates=5, layers=4, dense_epochs=6)
    found = estimate.estimate_budget([other], [TIMED], FIXED, 1).rows
    assert found["metrics"] == (8 + 8 + 5 + 2 * (5 + 5) + 2 * 2 + 1 + 1) + (6 + 6 + 1) + 4
    assert found["latest_metrics"] == 9 + 2 * 2 + 3


def test_a_control_logs_nothing_of_masks():
    found = estimate.estimate_budget([replace(WORK, pruned=False, updates=0)], [TIMED], FIXED, 1).rows
    assert found["metrics"] == (4 + 1 + 1 + 1) + 5 + 4


def test_the_two_that_are_timed_bracket_the_work_or_are_one_of_each_kind():
    light, heavy = replace(WORK, flops=1e9), replace(WORK, flops=9e9)
    control = replace(WORK, pruned=False, flops=5e8)
    assert estimate.bracket([light, control, heavy, control]) == [2, 0]
    assert estimate.bracket([light, light, control]) == [0, 2]
    assert estimate.bracket([light]) == [0]
    assert estimate.bracket([control, control]) == [0, 1]


def test_what_lies_between_is_interpolated_and_what_lies_outside_is_not_extrapolated():
    light = replace(TIMED, work=replace(WORK, flops=1e9), seconds=10.0)
    heavy = replace(TIMED, work=replace(WORK, flops=3e9), seconds=50.0)

    def seconds(flops):
        return (
            estimate.estimate_budget([replace(WORK, flops=flops)], [heavy, light], FIXED, 1).seconds_of["runs"] - 10.5
        )

    assert [seconds(flops) for flops in (5e8, 1e9, 2e9, 3e9, 9e9)] == pytest.approx([10, 10, 30, 50, 50])


def test_each_kind_is_estimated_from_its_own():
    control = control_of(TIMED)
    found = estimate.estimate_budget([WORK, control.work], [TIMED, control], FIXED, 1)
    assert found.seconds_of["runs"] == pytest.approx(10 + 30.5 + 20.5)


def test_what_is_finished_is_counted_beside():
    found = estimate.estimate_budget([WORK], [TIMED], FIXED, 4, finished=11)
    assert (found.runs, found.finished, found.workers) == (1, 11, 4)


def test_a_search_counts_each_trial_with_every_seed():
    config = app.compose(["dataset=digits", "search=optuna", "search.trials=7"])
    control = replace(WORK, pruned=False)
    assert workload.repeated([WORK, WORK, control], config) == [control, *([WORK, WORK] * 7)]
    assert workload.repeated([WORK, control], app.compose(["dataset=digits"])) == [WORK, control]


def test_the_work_follows_from_the_plan():
    jobs = app.compose_sweep(
        ["dataset=digits", "schedule=constant", "schedule.frequency=2%,50%", "seed=0,1", "train.epochs=3"]
    )
    outlines = outline.outline_arms([(" ".join(overrides), config) for overrides, config in jobs], deep=False)
    works = workload.of_runs(jobs, outline.of_each(outlines, jobs))
    assert len({work.dense for work in works}) == 2
    often, seldom, control = (
        next(work for (overrides, _), work in zip(jobs, works, strict=True) if given in overrides)
        for given in ("schedule.frequency=2%", "schedule.frequency=50%", "schedule=dense")
    )
    assert often.flops > seldom.flops > control.flops == 3 * 100_400 * 1455 * 3
    assert often.dense_flops == control.dense_flops == 3 * 100_400 * 1455 * 8
    assert (often.layers, control.updates, control.pruned) == (3, 0, False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["seed=0,1"], []),
        (["model=lenet_300_100,one_hidden"], ["differ in model"]),
        (["train.epochs=2,4"], ["differ in train"]),
        (["scope=all,inner"], ["differ in scope"]),
        (["launch=ray", "seed=0,1"], ["launch=ray goes elsewhere"]),
        (["search=optuna", "seed=0,1"], ["stops unpromising trials"]),
        (["tracking.uri=http://127.0.0.1:5000", "seed=0,1"], ["the tracking server"]),
    ],
)
def test_what_is_rough_is_said(arguments, said):
    found = workload.rough(app.compose_sweep(["dataset=digits", *arguments]), 1)
    assert len(found) == len(said)
    assert all(part in line for part, line in zip(said, found, strict=True))


def test_more_workers_than_were_timed_are_rough():
    (line,) = workload.rough(app.compose_sweep(["dataset=digits", "seed=0,1"]), 100)
    assert line.startswith("100 workers")


def test_sizes_and_durations_are_written_as_people_say_them():
    assert [view.duration(each) for each in (0.4, 59.4, 61, 3600, 90_000)] == [
        "0 s", "59 s", "1 min 1 s", "1 h 0 min", "1 d 1 h",
    ]  # fmt: skip
    assert [view.megabytes(each) for each in (0, 999_000_000, 12_345_600_000)] == [
        "0.0 MB", "999.0 MB", "12.35 GB",
    ]  # fmt: skip


# --- what runs left --------------------------------------------------------------------------------


def test_rows_and_bytes_of_a_store_are_counted_run_by_run(tmp_path):
    made = Store(tmp_path)
    made.add_sweep("counted", [Run("linear", 0.5, seed, 0.9, steps=(1, 2, 3)) for seed in range(2)])
    with footprint.Traces(tmp_path / "mlflow.db") as traces:
        found = [traces.of_run(run.run_id) for run in history.find_sweep(made.uri, "counted").runs]
        parent = traces.of_run(traces.sweep())
        assert traces.rows() == sum(sum(each.rows.values()) for each in (*found, parent))
        assert traces.empty_bytes() < (tmp_path / "mlflow.db").stat().st_size <= traces.bytes()
    for each in found:
        assert each.metrics[PRUNE_ACHIEVED] == 3
        assert sum(each.metrics.values()) == each.rows["metrics"] > each.rows["latest_metrics"] == len(each.metrics)


def test_the_size_of_a_folder_is_that_of_all_files_in_it(tmp_path):
    (tmp_path / "below").mkdir()
    for name, size in (("a", 10), ("below/b", 32)):
        (tmp_path / name).write_bytes(bytes(size))
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert footprint.size(tmp_path) == 42
    assert footprint.size(tmp_path / "nowhere") == 0


# --- processes ------------------------------------------------------------------------------------

CHILD = """
import os, sys, time
log = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT)
os.dup2(log, 1)
kept = bytearray(60_000_000)
time.sleep(60)
"""
LAUNCHER = "import subprocess, sys; subprocess.run([sys.executable, '-c', *sys.argv[1:]])"


@pytest.mark.skipif(not processes.watchable(), reason="needs Linux")
def test_a_run_is_found_below_its_launcher_with_its_memory_and_its_end(tmp_path):
    folder = tmp_path / "0"
    folder.mkdir()
    parent = subprocess.Popen([sys.executable, "-c", LAUNCHER, CHILD, str(folder / "run.log")])
    watch = processes.Watch(os.getpid())
    try:
        while not any(life.bytes > 60_000_000 for life in watch.lives.values()):
            watch.look()
            time.sleep(0.05)
        (pid,) = watch.lives
        assert watch.most > 60_000_000
        assert watch.beside > 0  # of this process
        begun, running = watch.lives[pid].start, watch.lives[pid].end
        os.kill(pid, 9)
        parent.wait()
        watch.look()
        life = watch.lives[pid]
    finally:
        parent.kill()
        parent.wait()
    assert life.folder == Path(folder)
    assert life.worker_start <= begun == life.start < life.end < running == processes.NEVER
