"""``python -m runner.plan``: one arm in full, a sweep one arm a line, JSON, pictures."""

import json

import pytest

from runner.cli import app
from runner.core import durations
from runner.core.files import size
from runner.schedules.plan import Plan, Update, draw_spark
from runner.sweep import outline
from tests.swept import DENSE, GRID, RUNS, SETTINGS
from tests.table import SCHEDULES


@pytest.fixture(scope="module")
def every(cli, tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan")
    sweep = ("-m", "schedule=glob(*)", "target_sparsity=0.7", "dataset=digits", "seed=0,1")
    done = cli(*sweep, "--json", "--png", "all.png", cwd=folder, module="runner.plan")
    return folder, done


def test_all_schedules_are_planned_once_whatever_the_seeds(every):
    _, done = every
    assert done.returncode == 0, done.stderr
    arms = json.loads(done.stdout)["arms"]
    names = [arm["name"] for arm in arms]
    assert len(names) == len(set(names))
    assert {f"{case.name} 0.7" for case in SCHEDULES} | {"dense"} <= set(names)
    for arm in arms:
        assert [update["step"] for update in arm["updates"]] == sorted({update["step"] for update in arm["updates"]})
        assert arm["reached"] == (arm["updates"][-1]["sparsity"] if arm["updates"] else 0)
        assert arm["reached"] == pytest.approx(arm["target"], abs=1e-6)
        assert all(set(update) == {"step", "epoch", "sparsity"} for update in arm["updates"])


def test_the_picture_is_written_and_nothing_is_tracked(every):
    folder, _ = every
    assert (folder / "all.png").read_bytes()[:4] == b"\x89PNG"
    assert [file.name for file in folder.iterdir()] == ["all.png"]


def test_a_single_plan_is_one_object_with_its_layers(cli, tmp_path):
    done = cli("schedule=one_shot", "schedule.begin_step=5", "target_sparsity=0.75", "dataset=digits", "--json",
               cwd=tmp_path, module="runner.plan")  # fmt: skip
    plan = json.loads(done.stdout)
    assert plan["updates"] == [{"step": 5, "epoch": 1, "sparsity": 0.75}]
    assert (plan["first_step"], plan["last_step"], plan["reached"], plan["recovery_steps"]) == (5, 5, 0.75, 363)
    assert plan["mean_sparsity"] == pytest.approx(0.75 * 364 / 368)
    assert [(layer["name"], layer["weights"], layer["kept"]) for layer in plan["layers"]] == [
        ("fc1", 19200, 4800), ("fc2", 30000, 7500), ("fc3", 1000, 250)]  # fmt: skip


def test_a_refused_arm_is_named_beside_the_others_and_the_exit_status_is_2(cli, tmp_path):
    done = cli("-m", "schedule.frequency=2%,5000", "dataset=digits", cwd=tmp_path, module="runner.plan")
    assert done.returncode == 2
    assert "refused" in done.stdout
    assert "schedule.frequency=5000 dataset=digits: schedule=polynomial would never prune" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--nope"], ["schedule=wrong"], ["target_sparsity=0.5,0.6"]])
def test_what_cannot_be_planned_is_refused(cli, tmp_path, arguments):
    done = cli(*arguments, cwd=tmp_path, module="runner.plan")
    assert done.returncode == 2
    assert "error: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.long
def test_sensitivity_shows_each_layer_alone_at_each_level(cli, tmp_path):
    done = cli("--sensitivity", "--json", "dataset=digits", "baseline.epochs=1", cwd=tmp_path, module="runner.plan")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["levels"][0] == 0
    assert set(found["accuracy"]) == {"fc1", "fc2", "fc3"}
    assert len({accuracies[0] for accuracies in found["accuracy"].values()}) == 1  # the dense model's own
    assert all(len(accuracies) == len(found["levels"]) for accuracies in found["accuracy"].values())
    assert (tmp_path / "outputs" / "plans" / "sensitivity-lenet_300_100-digits.png").is_file()


def test_the_rehearsal_refuses_what_only_the_model_shows():
    arms = [["model=lenet5", "pattern=block"], ["scope.include=[fc9]"], ["schedule=dense"]]
    outlines = outline.outline_arms(
        [(" ".join(arm), app.compose([*arm, "dataset=digits"])) for arm in arms], deep=False
    )
    assert "scope.exclude=[Conv2D]" in outlines[0].refusal
    assert "fc9 matches no layer" in outlines[1].refusal
    assert (outlines[2].refusal, outlines[2].name) == ("", "dense")


def test_layers_without_a_name_are_counted_anew_for_each_arm():
    arms = [["model._target_=tests.own_models.logits", "trusted_modules=[tests.own_models]", f"model.name={name}"]
            for name in ("a", "b")]  # fmt: skip
    outlines = outline.outline_arms(
        [(" ".join(arm), app.compose([*arm, "dataset=digits"])) for arm in arms], deep=False
    )
    assert [[layer.name for layer in each.layers] for each in outlines] == [["dense"], ["dense"]]


def test_the_mean_counts_every_step_and_the_line_shows_the_curve():
    clock = durations.Clock(10, 1)
    plan = Plan((Update(3, 1, 0.4), Update(6, 1, 0.8)), clock.steps, 0.8)
    assert plan.mean == pytest.approx((3 * 0.4 + 5 * 0.8) / 10)
    assert draw_spark(plan, 10) == "  ▃▃▃▆▆▆▆▆"
    assert Plan((), 10, 0.0).mean == 0


# --- the budget -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def budgeted(cli, tmp_path_factory):
    """The budget of a sweep, and what it left in the folder."""
    folder = tmp_path_factory.mktemp("budget")
    said = cli(*GRID, "--budget", "--workers", "3", "--json", cwd=folder, module="runner.plan")
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)["budget"], list(folder.iterdir())


def test_a_budget_leaves_nothing_behind(budgeted):
    assert budgeted[1] == []


def test_a_budget_counts_the_runs_and_their_dense_trainings(budgeted, swept):
    budget = budgeted[0]
    assert (budget["runs"], budget["dense"], budget["finished"], budget["workers"]) == (RUNS, DENSE, 0, 3)
    assert [each["work"]["pruned"] for each in budget["timed"]] == [True, False]
    left = size(swept.folder)
    assert 0.8 * left < budget["storage"] < 1.25 * left


def test_the_parts_of_a_budget_come_to_the_whole(budgeted):
    budget = budgeted[0]
    parts = budget["seconds_of"]
    assert budget["seconds"] == pytest.approx(parts["start"] + parts["runs"])
    assert budget["storage"] == sum(budget["storage_of"].values())
    assert budget["memory"] == budget["memory_of"]["main"] + 3 * budget["memory_of"]["worker"]
    for each in budget["timed"]:
        assert min(each[name] for name in ("seconds", "dense_seconds", "memory", "disk", "dense_disk", "waited")) > 0
        assert 200e6 < each["memory"] < 5e9  # TensorFlow and MLflow alone take that


def test_a_budget_counts_out_what_is_finished(swept, cli):
    done = cli(*GRID, "--budget", cwd=swept.folder, module="runner.plan")
    assert done.returncode == 0, done.stderr
    assert f"All {RUNS} runs are finished" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--budget"], "--budget is of a sweep: add -m"),
        (["-m", "seed=0,1", "--workers", "2"], "add --budget"),
        (["-m", "seed=0,1", "--budget", "--workers", "0"], "--workers=0 is out of range"),
        (["-m", "schedule.frequency=2%,5000", "dataset=digits", "--budget"], "would never prune"),
    ],
)
def test_a_budget_of_what_cannot_be_is_refused(cli, tmp_path, arguments, message):
    done = cli(*arguments, cwd=tmp_path, module="runner.plan")
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.long
def test_a_run_that_fails_while_it_is_timed_is_told(cli, tmp_path):
    done = cli(
        "-m",
        *SETTINGS,
        "target_sparsity=0.5,0.9",
        "train.learning_rate=1e30",
        "--budget",
        cwd=tmp_path,
        module="runner.plan",
    )
    assert done.returncode == 1
    assert "did not finish" in done.stderr
    assert "non_finite" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
