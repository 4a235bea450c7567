"""The program as a user meets it: real commands, their output and exit status."""

import sqlite3

import numpy as np
import pytest

from runner.config import composition
from tests.table import SCHEDULES

REFUSED = {
    "unknown schedule": (["schedule=polynomia"], "Did you mean polynomial?"),
    "unknown model": (["model=lenet"], "Did you mean lenet5?"),
    "unknown dataset": (["dataset=mnst"], "Did you mean mnist?"),
    "margin of 5 points": (["report.margin=5"], "report.margin=5 is out of range"),
    "margin below 0": (["report.margin=-0.01"], "at least 0 and less than 1"),
    "margin of text": (["report.margin=half"], "report.margin=half"),
    "unknown key": (["train.epochz=3"], "Did you mean train.epochs?"),
    "unknown group": (["schedul=constant"], "Did you mean schedule?"),
    "added key": (["+foo=3"], "foo is unknown"),
    "key of another schedule": (["schedule.rate=.1"], "it is a parameter of exponential"),
    "target 1.0": (["target_sparsity=1.0"], "less than 1"),
    "target -0.1": (["target_sparsity=-0.1"], "at least 0"),
    "target abc": (["target_sparsity=abc"], "give a number"),
    "target nan": (["target_sparsity=nan"], "not a sparsity"),
    "initial sparsity": (["schedule.initial_sparsity=1.5"], "less than 1"),
    "frequency 0": (["schedule.frequency=0"], "at least 1 step"),
    "begin after end": (["schedule.begin_step=80%", "schedule.end_step=20%"], "is after"),
    "begin after end, mixed": (["schedule.begin_step=900", "schedule.end_step=10%"], "is after"),
    "apples": (["schedule.begin_step=10 apples"], "epochs (2ep), steps (500st)"),
    "zero epochs": (["train.epochs=0"], "give 1 or more"),
    "half an epoch": (["train.epochs=1.5"], "whole number"),
    "zero dense epochs": (["baseline.epochs=0"], "give 1 or more"),
    "zero threads": (["train.threads=0"], "give 1 or more"),
    "optimizer": (["train.optimizer=adamx"], "Did you mean adam"),
    "its parameter": (["+optimizer.betas=1"], "beta_1, beta_2"),
    "several values": (["schedule=dense,constant"], "add -m"),
    "syntax": (["schedule={a"], "schedule={a"),
    "no path": (["dataset=npz"], "dataset.path=FILE.npz"),
    "missing npz": (["dataset=npz", "dataset.path=no.npz"], "does not exist"),
    "broken npz": (["dataset=npz", "dataset.path=broken.npz"], "not a readable .npz"),
    "labels": (["dataset=npz", "dataset.path=labels.npz"], "x_train has 30 examples"),
    "nan": (["dataset=npz", "dataset.path=nan.npz"], "NaN or infinity"),
    "no model path": (["model=file"], "model.path must be given"),
    "missing model": (["model=file", "model.path=no.keras"], "does not exist"),
    "torn study": (["+experiments=torn"], "torn.yaml"),
    "no study of text": (["+experiments=binary"], "can't decode"),
    "no target": (["~schedule._target_"], "schedule._target_ is missing"),
    "os.system": (["schedule._target_=os.system"], "outside the trusted modules"),
    "own module": (["schedule._target_=own_schedules.Halves"], "trusted_modules=[own_schedules]"),
    "builder": (["model._target_=subprocess.run"], "outside the trusted modules"),
}

REFUSED_LATER = {
    "not a schedule": (["schedule._target_=runner.models.lenet5"], "must be a subclass"),
    "not a model": (["model._target_=own_models.nothing", "trusted_modules=[own_models]"], "must return"),
    "keras 3": (["model._target_=own_models.keras_3", "trusted_modules=[own_models]"], "Keras 3 model"),
    "subclassed": (["model._target_=own_models.subclassed", "trusted_modules=[own_models]"], "subclassed model"),
    "no layer": (["scope.include=[fc9]"], "Did you mean fc3?"),
    "nothing prunable": (["scope.exclude=[Dense]"], "Nothing in the model"),
    "off the grid": (["schedule.end_step=10", "schedule.frequency=4"], "Use frequency=5 (or 1, 2, 10)"),
    "no download": (["dataset=mnist"], "dataset.path=FILE.npz"),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A user's working folder with modules and data of theirs."""
    folder = tmp_path_factory.mktemp("work")
    here = composition.HERE.parent / "tests"
    for name in ("own_models.py", "own_schedules.py"):
        (folder / name).write_text((here / name).read_text())
    x = np.zeros((30, 16), np.float32)
    np.savez(folder / "labels.npz", x_train=x, y_train=np.zeros(29, int))
    np.savez(folder / "nan.npz", x_train=x * np.nan, y_train=np.arange(30) % 3)
    (folder / "experiments").mkdir()
    (folder / "experiments" / "torn.yaml").write_text("sweep: {arms: [constant")
    (folder / "experiments" / "binary.yaml").write_bytes(b"\xff\xfe")
    (folder / "broken.npz").write_bytes(b"PK\x03\x04 not really")
    return folder


def check_refused(done, folder, message):
    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr + done.stdout
    assert not (folder / "mlflow.db").exists()
    assert not list(folder.glob("outputs/runs/*/*"))


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_refused_before_tensorflow_with_one_message(cli, folder, name):
    arguments, message = REFUSED[name]
    check_refused(cli(*arguments, cwd=folder), folder, message)


@pytest.mark.parametrize("name", REFUSED_LATER)
def test_what_only_tensorflow_can_tell_is_refused_as_well(cli, folder, name):
    arguments, message = REFUSED_LATER[name]
    check_refused(cli("dataset=digits", *arguments, cwd=folder, env={"KERAS_HOME": str(folder)}), folder, message)


def test_a_refused_run_leaves_a_folder_of_the_users_alone(cli, tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    done = cli("train.epochs=0", f"hydra.run.dir={tmp_path}", cwd=tmp_path)
    assert done.returncode == 2
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


WITHOUT_TENSORFLOW = """
import sys
sys.argv = ["runner", *{arguments}]
from runner import __main__
try:
    __main__.main()
except SystemExit as end:
    heavy = [name for name in ("tensorflow", "tf_keras", "mlflow", "pandas", "matplotlib") if name in sys.modules]
    sys.exit(f"imported {{heavy}}" if heavy else end.code)
"""


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["--help"], 0), (["--cfg", "job"], 0), (["--hydra-help"], 0), (["schedule=x"], 2), (["train.epochs=0"], 2)],
)
def test_help_config_and_typos_need_nothing_heavy(tmp_path, arguments, status):
    import subprocess
    import sys

    program = WITHOUT_TENSORFLOW.format(arguments=arguments)
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr


def test_help_is_our_own(cli, tmp_path):
    text = cli("--help", cwd=tmp_path).stdout
    assert text.startswith("pruning-runner compares pruning schedules")
    for command in (
        "python -m runner schedule",
        "python -m runner -m",
        "python -m runner.plan",
        "python -m runner.report",
        "python -m runner.doctor",
    ):
        assert command in text
    assert f"schedule: {', '.join(sorted(['dense', *(case.name for case in SCHEDULES)]))}" in text


def test_a_run_from_any_folder_shows_tables_and_tracks_there(cli, tmp_path):
    done = cli(
        "schedule=constant", "target_sparsity=0.9", "model=lenet5", "dataset=digits", "seed=3", "train.epochs=2",
        "baseline.epochs=1", cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    for text in ("constant-0.9-lenet5-digits-s3", "conv1", "90.00%", "test accuracy", "TFLite int8", "is FINISHED",
                 f"mlflow server --backend-store-uri sqlite:///{tmp_path}/mlflow.db"):  # fmt: skip
        assert text in done.stdout
    with sqlite3.connect(tmp_path / "mlflow.db") as store:
        assert store.execute("select status from runs").fetchall() == [("FINISHED",), ("FINISHED",)]
        assert store.execute("pragma journal_mode").fetchone() == ("wal",)
    (result,) = tmp_path.glob("outputs/runs/*/*/result.json")
    assert {"run.log", "config.yaml", "plan.json", "layers.csv", "curves.png"} <= {
        f.name for f in result.parent.iterdir()
    }


def test_a_users_own_schedule_is_planned_and_run_unchanged(cli, folder, tmp_path):
    own = ["schedule._target_=own_schedules.Halves", "trusted_modules=[own_schedules]", "~schedule.snap",
           "~schedule.initial_sparsity", "~schedule.final_sparsity", "~schedule.power", "~schedule.end_step",
           "+schedule.final=0.8", "schedule.begin_step=20%", "schedule.name=halves", "dataset=digits"]  # fmt: skip
    planned = cli(*own, cwd=folder, module="runner.plan")
    assert planned.returncode == 0, planned.stderr
    assert "warning" not in planned.stdout
    done = cli(*own, "train.epochs=2", "baseline.epochs=1", f"tracking.uri=sqlite:///{tmp_path}/own.db",
               f"hydra.run.dir={tmp_path}/run", f"baseline.dir={tmp_path}/dense", cwd=folder)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "halves-0.8-lenet_300_100-digits-s0" in done.stdout
    assert done.stdout.count("80.00%") == 9


def test_plan_prints_table_and_curve_and_trains_nothing(cli, tmp_path):
    done = cli("schedule=polynomial", "dataset=digits", cwd=tmp_path, module="runner.plan")
    assert done.returncode == 0, done.stderr
    assert "reaching 0.8000" in done.stdout
    assert "█" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_plan_refuses_as_the_run_does(cli, tmp_path):
    done = cli("schedule.end_step=10", "schedule.frequency=4", cwd=tmp_path, module="runner.plan")
    check_refused(done, tmp_path, "Use frequency=5")


def test_shell_completion_completes_groups(tmp_path):
    import os
    import subprocess
    import sys
    from pathlib import Path

    command = Path(sys.executable).with_name("pruning-runner")
    line = "pruning-runner schedule=p"
    env = {**os.environ, "COMP_LINE": line, "COMP_POINT": str(len(line))}
    done = subprocess.run(
        [command, "-sc", "query=bash"], env=env, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["schedule=polynomial"], done.stderr
