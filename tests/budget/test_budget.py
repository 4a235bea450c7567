"""What follows from two timed runs: which two, and what lies between them."""

from dataclasses import replace

import pytest

from runner.budget import estimate, view, workload
from runner.budget.timing import Timed
from runner.budget.workload import Work
from runner.cli import app
from runner.core import files
from runner.sweep import outline
from tests.composing import compose

WORK = Work("run", True, "dense 0", 1e9, 5e8, 1000)
TIMED = Timed(WORK, 30.0, 10.0, 800, 50, 20, 500, 2.0)


def estimated(works, timed, workers=1):
    return estimate.estimate_budget(works, timed, workers, start=6.0, between=0.5, beside=300)


def control_of(timed):
    return replace(timed, work=replace(timed.work, pruned=False, flops=8e8), seconds=20.0)


def test_one_run_takes_what_it_was_timed_to_take():
    found = estimated([WORK], [TIMED])
    assert found.seconds == pytest.approx(6 + 2 + 10 + 30 + 0.5)
    assert found.memory == 300 + 800
    assert found.storage_of == {"runs": 500 + 50, "dense": 20, "comparison": found.storage_of["comparison"]}
    assert 2 * 4_000_000 < found.storage_of["comparison"] < 2 * 6_000_000  # a page holds the library that draws it
    assert found.storage == 570 + found.storage_of["comparison"]


def test_runs_of_a_seed_share_a_dense_training_and_workers_share_the_runs():
    works = [replace(WORK, dense=f"dense {seed}") for _ in range(3) for seed in range(2)]
    one, two = (estimated(works, [TIMED], workers) for workers in (1, 2))
    assert (one.runs, one.dense, two.dense) == (6, 2, 2)
    assert one.seconds_of["runs"] == pytest.approx(2 * 10 + 6 * 30.5)
    assert two.seconds_of["runs"] == pytest.approx(one.seconds_of["runs"] / 2)
    assert (one.memory, two.memory) == (1100, 1900)
    assert one.storage_of == two.storage_of
    assert (one.storage_of["runs"], one.storage_of["dense"]) == (500 + 6 * 50, 2 * 20)


def test_bytes_follow_the_weights_of_the_model():
    small, large = replace(TIMED, disk=100), replace(TIMED, work=replace(WORK, flops=9e9, weights=3000), disk=300)
    assert estimated([replace(WORK, weights=2000)], [large, small]).storage_of["runs"] == 500 + 200


def test_the_two_that_are_timed_bracket_the_work_or_are_one_of_each_kind():
    light, heavy = replace(WORK, flops=1e9), replace(WORK, flops=9e9)
    control = replace(WORK, pruned=False, flops=5e8)
    assert estimate.choose_timed_runs([light, control, heavy, control]) == [2, 0]
    assert estimate.choose_timed_runs([light, light, control]) == [0, 2]
    assert estimate.choose_timed_runs([light]) == [0]
    assert estimate.choose_timed_runs([control, control]) == [0, 1]


def test_what_lies_between_is_interpolated_and_what_lies_outside_is_not_extrapolated():
    light = replace(TIMED, work=replace(WORK, flops=1e9), seconds=10.0)
    heavy = replace(TIMED, work=replace(WORK, flops=3e9), seconds=50.0)

    def seconds(flops):
        return estimated([replace(WORK, flops=flops)], [heavy, light]).seconds_of["runs"] - 10.5

    assert [seconds(flops) for flops in (5e8, 1e9, 2e9, 3e9, 9e9)] == pytest.approx([10, 10, 30, 50, 50])


def test_each_kind_is_estimated_from_its_own():
    control = control_of(TIMED)
    found = estimated([WORK, control.work], [TIMED, control])
    assert found.seconds_of["runs"] == pytest.approx(10 + 30.5 + 20.5)


def test_a_search_counts_each_trial_with_every_seed():
    config = compose(["dataset=digits", "search=optuna", "search.trials=7"])
    control = replace(WORK, pruned=False)
    assert workload.repeat_trials([WORK, WORK, control], config) == [control, *([WORK, WORK] * 7)]
    assert workload.repeat_trials([WORK, control], compose(["dataset=digits"])) == [WORK, control]


def test_the_work_follows_from_the_plan():
    jobs = app.compose_sweep(
        ["dataset=digits", "schedule=constant", "schedule.frequency=2%,50%", "seed=0,1", "train.epochs=3"]
    )
    outlines = outline.outline_arms([(" ".join(overrides), config) for overrides, config in jobs], deep=False)
    works = workload.describe_work(jobs, outline.match_outlines(outlines, jobs))
    assert len({work.dense for work in works}) == 2
    often, seldom, control = (
        next(work for (overrides, _), work in zip(jobs, works, strict=True) if given in overrides)
        for given in ("schedule.frequency=2%", "schedule.frequency=50%", "schedule=dense")
    )
    assert often.flops > seldom.flops > control.flops == 3 * 100_400 * 1455 * 3
    assert often.dense_flops == control.dense_flops == 3 * 100_400 * 1455 * 8
    assert (often.weights, often.pruned, control.pruned) == (control.weights, True, False)


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
    found = workload.list_doubts(app.compose_sweep(["dataset=digits", *arguments]), 1)
    assert len(found) == len(said)
    assert all(part in line for part, line in zip(said, found, strict=True))


def test_more_workers_than_were_timed_are_rough():
    (line,) = workload.list_doubts(app.compose_sweep(["dataset=digits", "seed=0,1"]), 100)
    assert line.startswith("100 workers")


def test_sizes_and_durations_are_written_as_people_say_them():
    assert [view.format_duration(each) for each in (0.4, 59.4, 61, 3600, 90_000)] == [
        "0 s", "59 s", "1 min 1 s", "1 h 0 min", "1 d 1 h",
    ]  # fmt: skip
    assert [view.format_megabytes(each) for each in (0, 999_000_000, 12_345_600_000)] == [
        "0.0 MB", "999.0 MB", "12.35 GB",
    ]  # fmt: skip


def test_the_size_of_a_folder_is_that_of_all_files_in_it(tmp_path):
    (tmp_path / "below").mkdir()
    for name, size in (("a", 10), ("below/b", 32)):
        (tmp_path / name).write_bytes(bytes(size))
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert files.size(tmp_path) == 42
    assert files.size(tmp_path / "nowhere") == 0
