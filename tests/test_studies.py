"""Study files: found here and in the project, run by name, composed whole before the first run."""

import re

import pandas as pd
import pytest
from mlflow import MlflowClient

from runner import app, composition
from runner.config import SweepConfig

PROJECT = composition.CONF.parent / composition.STUDIES
ANSWERED = sorted(folder for folder in PROJECT.iterdir() if folder.is_dir())
OURS = sorted(file.stem for file in PROJECT.glob("*.yaml"))

STUDY = """\
# Two schedules, each with its own parameter.
defaults:
  - override /dataset: digits
train: {epochs: 1}
baseline: {epochs: 1}
sweep:
  arms:
    - {schedule: polynomial, schedule.power: [1, 3]}
    - {schedule: exponential, schedule.max_sparsity: "${target_sparsity}", schedule.rate: 0.5}
  axes: {seed: [0, 1]}
"""


@pytest.fixture(scope="module")
def study(cli, tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    (folder / "experiments").mkdir()
    (folder / "experiments" / "mine.yaml").write_text(STUDY)
    done = cli("+experiments=mine", "seed=0", "launch=joblib", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder, done


def test_a_study_of_the_users_runs_by_its_name_and_names_its_parent(study):
    folder, done = study
    client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
    runs = client.search_runs([client.get_experiment_by_name("pruning").experiment_id])
    (parent,) = [run for run in runs if run.data.tags["kind"] == "sweep"]
    children = [run for run in runs if run.data.tags.get("mlflow.parentRunId") == parent.info.run_id]
    assert parent.info.run_name == "mine"
    arms = sorted((run.data.params["schedule.name"], run.data.params.get("schedule.power")) for run in children)
    assert arms == [("dense", None), ("exponential", None), ("polynomial", "1"), ("polynomial", "3")]
    assert {run.data.params["sweep.arms"] for run in children} == {"[]"}
    for row in ("polynomial 0.8 (power=1)", "polynomial 0.8 (power=3)", "exponential 0.8"):
        assert row in done.stdout


def test_each_run_of_a_sweep_is_shown_as_it_ends(study):
    ended = re.findall(r"^ +(\d)/4 +(\S+) +test accuracy 0\.\d+, sparsity ([\d.]+)%$", study[1].stdout, re.MULTILINE)
    assert [number for number, _, _ in ended] == ["1", "2", "3", "4"]
    assert sorted((name, zeros) for _, name, zeros in ended) == [
        ("dense-0-lenet_300_100-digits-s0", "0.00"),
        ("exponential-0.8-lenet_300_100-digits-s0", "80.00"),
        *[("polynomial-0.8-lenet_300_100-digits-s0", "80.00")] * 2,
    ]


def test_the_report_finds_a_study_by_its_name(study, cli, tmp_path):
    done = cli("--sweep", "mine", "--out", str(tmp_path), cwd=study[0], module="runner.report")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "comparison.csv").is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["+experiments=shotout"], "experiments=shotout is unknown. Did you mean shootout?"),
        (["experiments=shootout"], "+experiments=NAME"),
        (["+experiments=shootout", "schedule=constant"], "schedule is set by the arms of the study"),
        (["+experiments=shootout", "schedule.rate=0.1"], "schedule.rate is set by the arms of the study (arm 3"),
        (["+experiments=shootout", "schedule.snap=true"], "it is a parameter of constant"),
        (["+sweep.axes.seed=[0,1]"], "add -m"),
        (["sweep.axes={seed:[0,1]}"], "added one by one"),
        (["+experiments=shootout", "sweep.arms=3"], "sweep.arms"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(cli, tmp_path, arguments, message):
    done = cli(*arguments, "dataset=digits", cwd=tmp_path)
    assert done.returncode == 2, done.stdout
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "mlflow.db").exists()


@pytest.mark.parametrize("name", OURS)
def test_every_study_of_the_project_composes_and_begins_with_its_question(name):
    text = (PROJECT / f"{name}.yaml").read_text()
    assert re.match(r"# .*\?", text)
    assert len(app.compose_sweep([f"+experiments={name}"])) > 1


@pytest.mark.parametrize("folder", ANSWERED, ids=lambda folder: folder.name)
def test_an_answered_study_answers_in_its_first_sentence_with_the_figures_of_its_comparison(folder):
    text = (folder / "README.md").read_text()
    question, answer = text.split("\n\n")[:2]
    assert re.match(r"# .*\?", question)
    assert len(re.findall(r"\d\.\d+", re.split(r"(?<=\w)\.\s", answer)[0])) >= 2
    arms = pd.read_csv(folder / "comparison.csv")
    for arm in arms.itertuples():
        half = arm.test_accuracy_high - arm.test_accuracy_mean
        assert f"{arm.test_accuracy_mean:.4f}" + (f" ± {half:.4f}" if arm.n > 1 else "") in text
    for picture in re.findall(r"!\[.*?\]\((.*?)\)", text):
        assert (folder / picture).is_file()
    assert f"python -m runner +experiments={folder.name}\n" in text
    assert (folder.parent / f"{folder.name}.yaml").is_file()


def test_a_studys_name_is_part_of_its_identity():
    from runner import signature

    config = app.compose([])
    assert signature.of_sweep([config], "a") != signature.of_sweep([config], "b")
    assert config.sweep == SweepConfig()


def test_the_table_of_already_sparse_is_what_the_runs_counted():
    folder = PROJECT / "already_sparse"
    text = (folder / "README.md").read_text()
    for arm, file in (
        ("constant 0.5", "constant_0.5"),
        ("constant 0.7", "constant_0.7"),
        ("dense, trained on", "dense"),
    ):
        for each in pd.read_csv(folder / f"layers_{file}.csv").itertuples():
            counts = (each.weights, each.zeros_before, each.zeros, each.zeros_kept,
                      each.zeros - each.zeros_kept, each.zeros_before - each.zeros_kept)  # fmt: skip
            assert f"| {arm} | {each.layer} | " + " | ".join(f"{count:,}" for count in counts) + " |" in text
