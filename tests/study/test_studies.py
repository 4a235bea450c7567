"""Study files: found here and in the project, run by name, composed whole before the first run."""

import re
import shutil
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from mlflow import MlflowClient

from runner.cli import app
from runner.comparison import ranking
from runner.config import composition
from runner.config.schema import SweepConfig
from runner.report.reading import compare_sweep
from runner.study import command as study
from runner.study import page as study_page
from runner.tracking import history
from tests.benchmarks import simulate_scale
from tests.stores import Run, Store, known

PROJECT = composition.CONF.parent / composition.STUDIES
ANSWERED = sorted(file.parent for file in PROJECT.glob("*/comparison.csv"))
OURS = sorted(file.stem for file in PROJECT.glob("*.yaml"))
SIMULATED = PROJECT / "scale"  # no sweep: its tables are what tests/benchmarks/simulate_scale.py makes

STUDY = """\
# Two schedules, one with its own parameter.
defaults:
  - override /dataset: digits
  - override /model: one_hidden
train: {epochs: 1}
baseline: {epochs: 1}
sweep:
  arms:
    - {schedule: polynomial, schedule.power: [1, 3]}
    - {schedule: constant}
  axes: {seed: [0, 1]}
"""


@pytest.fixture(scope="module")
def mine(cli, swept, tmp_path_factory):
    """A study where a sweep has made all of its runs but one."""
    folder = swept.copy_to(tmp_path_factory.mktemp("study") / "work")
    (folder / "experiments").mkdir()
    (folder / "experiments" / "mine.yaml").write_text(STUDY)
    done = cli("+experiments=mine", "seed=0", "launch=joblib", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder, done


def test_a_study_of_the_users_runs_by_its_name_and_makes_what_no_sweep_has_made(mine):
    folder, done = mine
    client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
    runs = client.search_runs([client.get_experiment_by_name("pruning").experiment_id])
    (parent,) = [run for run in runs if run.info.run_name == "mine"]
    assert parent.data.tags["kind"] == "sweep"
    (made,) = [run for run in runs if run.data.tags.get("mlflow.parentRunId") == parent.info.run_id]
    assert (made.data.params["schedule.name"], made.data.params["schedule.power"]) == ("polynomial", "1")
    assert made.data.params["sweep.arms"] == "[]"
    assert done.stdout.count("skip ") == 3
    for row in ("polynomial 0.8 (power=1)", "polynomial 0.8 (power=3)", "constant 0.8"):
        assert row in done.stdout


def test_the_report_finds_a_study_by_its_name(mine, cli, tmp_path):
    done = cli("--sweep", "mine", "--out", str(tmp_path), cwd=mine[0], module="runner.report")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "comparison.csv").is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["+experiments=shotout"], "experiments=shotout is unknown. Did you mean shootout?"),
        (["experiments=shootout"], "+experiments=NAME"),
        (["+experiments=shootout", "schedule=constant"], "schedule is set by the arms of the study"),
        (["+experiments=tuning", "schedule.rate=0.1"], "schedule.rate is set by the arms of the study (arm 2"),
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
def test_an_answered_study_answers_in_its_first_sentence_and_shows_every_figure_of_its_comparison(folder):
    text = (folder / "README.md").read_text()
    assert text.partition("\n")[0] == f"# {study_page.read_question((PROJECT / f'{folder.name}.yaml').read_text())}"
    assert len(FIGURE.findall(study_page.read_answer(text))) >= 2
    assert study_page.TO_WRITE not in text
    arms = pd.read_csv(folder / "comparison.csv")
    for arm in arms.itertuples():
        half = arm.test_accuracy_high - arm.test_accuracy_mean
        assert f"{arm.test_accuracy_mean:.4f}" + (f" ± {half:.4f}" if half == half else "") in text
    for picture in re.findall(r"!\[.*?\]\((.*?)\)", text):
        assert 0 < (folder / picture).stat().st_size < 500_000
    assert f"make study NAME={folder.name}\n" in text
    assert re.search(r"^It cost .* for \d+ runs: ", text, re.M)


@pytest.mark.parametrize("folder", ANSWERED, ids=lambda folder: folder.name)
def test_what_a_study_calls_lossless_follows_from_its_arms(folder):
    arms, found = (pd.read_csv(folder / name) for name in ("comparison.csv", "ranking.csv"))
    for row in found.itertuples():
        points = arms[arms["line"] == row.schedule].astype({"no_rank": "object"}).replace({"no_rank": {np.nan: None}})
        reached, then = ranking.find_lossless(points.to_dict("records"), row.margin)
        assert row.lossless_to == pytest.approx(reached, nan_ok=True)
        assert row.lossless_next == then if then else pd.isna(row.lossless_next)


@pytest.mark.parametrize("folder", [*ANSWERED, SIMULATED], ids=lambda folder: folder.name)
def test_every_figure_in_the_sentences_of_a_study_is_in_its_tables(folder):
    """What people wrote: each number with a decimal point, or with a comma between thousands, stands in a CSV file."""
    text = (folder / "README.md").read_text()
    _title, _, sentences = simulate_scale.MADE.sub("", study_page.MADE.sub("", text)).partition("\n")
    known = figures_of(folder)
    unknown = [each for each in FIGURE.findall(sentences) if not stands(each, known)]
    assert unknown == []


FIGURE = re.compile(r"(?<![\w.=/-])\d[\d,]*\.\d+(?![\w.])|(?<![\w.])\d{1,3}(?:,\d{3})+(?![\w.])")


def figures_of(folder):
    tables = [pd.read_csv(file) for file in sorted(folder.glob("*.csv"))]
    numbers = [table.select_dtypes("number").to_numpy().ravel() for table in tables]
    return np.abs(np.concatenate(numbers)[~np.isnan(np.concatenate(numbers))])


def stands(figure, known):
    """Whether a figure is one of the table's, rounded as it is written; a share may be written in percent."""
    decimals = len(figure.partition(".")[2])
    value, half = float(figure.replace(",", "")), 0.5 * 10**-decimals * (1 + 1e-9)
    return bool((np.abs(known - value) <= half).any() or (np.abs(known * 100 - value) <= half).any())


def test_a_figure_that_no_table_has_is_noticed():
    known = np.array([0.98217, 25742.0])
    assert [figure for figure in FIGURE.findall("0.9822, 98.22 %, 0.982 and 25,742") if stands(figure, known)] == [
        "0.9822", "98.22", "0.982", "25,742",
    ]  # fmt: skip
    assert [figure for figure in FIGURE.findall("0.9823, 98.21 %, 25,743") if stands(figure, known)] == []


def test_the_list_of_all_studies_is_what_their_pages_say():
    pages = [(file.parent.name, file.read_text()) for file in sorted(PROJECT.glob("*/README.md"))]
    assert (PROJECT / "README.md").read_text() == f"{study.HEAD}{study_page.list_studies(pages)}\n"
    assert {name for name, _ in pages} == {*OURS, SIMULATED.name}


def test_the_simulation_is_what_its_service_times_give():
    measured = simulate_scale.read()
    for name, rows in simulate_scale.quick(measured).items():
        written = pd.read_csv(SIMULATED / f"{name}.csv").to_dict("records")
        assert rows
        assert [row for row in rows if row not in written] == []
    text = (SIMULATED / "README.md").read_text()
    assert "make scale\n" in text
    assert len(FIGURE.findall(study_page.read_answer(text))) >= 2
    for picture in re.findall(r"!\[.*?\]\((.*?)\)", text):
        assert 0 < (SIMULATED / picture).stat().st_size < 500_000


def test_the_projects_readme_opens_with_the_answer_of_the_shootout():
    opening = (PROJECT.parent / "README.md").read_text().partition("\n## ")[0]
    assert study_page.read_answer((PROJECT / "shootout" / "README.md").read_text()) in " ".join(opening.split())
    assert "](experiments/shootout/accuracy.png)" in opening


def test_tuned_has_the_winners_of_the_tuning():
    table = pd.read_csv(PROJECT / "tuning" / "comparison.csv")
    best = table.loc[table.groupby("schedule")["val_accuracy_mean"].idxmax()]
    tuned = pd.read_csv(PROJECT / "tuned" / "comparison.csv")
    assert set(best["schedule"]) == set(tuned["schedule"]) - {"dense"}
    for config in (config for _, config in app.compose_sweep(["+experiments=tuned", "seed=0"])):
        if config.schedule["name"] == "dense":
            continue
        (line,) = best.loc[best["schedule"] == config.schedule["name"], "line"]
        tried = dict(part.split("=") for part in re.search(r"\((.*)\)", line)[1].split(", "))
        won = all(str(config.schedule[key]) == value for key, value in tried.items())
        default = app.compose([f"schedule={config.schedule['name']}", "target_sparsity=0.98"]).schedule
        assert won or config.schedule == default
    assert not {100, 101} & {int(seed[1:]) for seeds in tuned["seeds"] for seed in seeds.split()}


MINIATURE = {
    "dataset": "digits", "seed": "0", "train.epochs": "6", "train.batch_size": "16", "baseline.epochs": "1",
    "tracking.log_model": "false", "launch": "joblib",
}  # fmt: skip
OF_STUDY = {
    **{
        name: {"target_sparsity": "0.5,0.9"}
        for name in ("shootout", "short_budget", "lenet_300_100", "scopes", "window")
    },
    **{f"{name}_cifar10": {"train.epochs": "2", "target_sparsity": "0.9"} for name in ("resnet20", "mobilenet")},
    "frequency": {"target_sparsity": "0.9", "schedule.end_step": "75%"},
    "stack_overflow": {"train.epochs": "60", "train.batch_size": "32"},
    "already_sparse": {"baseline.epochs": "0"},
}


@pytest.mark.long
@pytest.mark.parametrize("name", OURS)
def test_every_study_runs_in_miniature_and_writes_its_page(name, cli, tmp_path):
    (tmp_path / "experiments").mkdir()
    shutil.copy(PROJECT / f"{name}.yaml", tmp_path / "experiments")
    if name == "already_sparse":
        half = ("schedule=constant", "target_sparsity=0.5", "dataset=digits", "train.epochs=2")
        assert cli(*half, "hydra.run.dir=outputs/half_sparse", cwd=tmp_path, timeout=300).returncode == 0
    small = {**MINIATURE, **OF_STUDY.get(name, {})}
    done = cli(name, *(f"{key}={value}" for key, value in small.items()), cwd=tmp_path, module="runner.study",
               timeout=900)  # fmt: skip
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "experiments" / name / "README.md").read_text()
    arms = pd.read_csv(tmp_path / "experiments" / name / "comparison.csv")
    assert all(f"{accuracy:.4f}" in page for accuracy in arms["test_accuracy_mean"])
    assert f"[{name}]({name}/)" in (tmp_path / "experiments" / "README.md").read_text()


# --- the page -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def compared():
    return compare_sweep(known().uri, "known"), history.find_sweep(known().uri, "known").runs


def test_what_people_wrote_stays_when_a_page_is_made_again(compared):
    page = study_page.fill_page(None, "Is it so?", "known", *compared)
    assert page.startswith("# Is it so?\n\n" + study_page.TO_WRITE)
    written = page.replace(study_page.TO_WRITE, "No: 0.912 against 0.882. Two sentences.") + "\nOne model only.\n"
    again = study_page.fill_page(
        written.replace("| 1 | polynomial", "| 7 | polynomial"), "Is it so?", "known", *compared
    )
    assert again == written
    assert study_page.read_answer(again) == "No: 0.912 against 0.882."


def test_a_page_without_the_marks_keeps_its_text_and_gets_them(compared):
    page = study_page.fill_page("# Is it so?\n\nNo.\n", "Is it so?", "known", *compared)
    assert page.startswith("# Is it so?\n\nNo.\n\n" + study_page.BEGIN)


def test_a_star_marks_what_differs_from_the_control_by_more_than_chance(compared):
    page = study_page.fill_page(None, "Is it so?", "known", *compared)
    stars = {row.label for row in compared[0].arms.itertuples() if row.control_p_holm < 0.05}
    rows = {line.split(" | ")[0].strip("| "): line for line in page.splitlines() if " ± " in line and "+" not in line}
    for schedule in ("constant", "polynomial"):
        cells = [cell.strip() for cell in rows[schedule].split("|")[2:-1]]
        assert [cell.endswith("*") for cell in cells] == [f"{schedule} {at}" in stars for at in (0.5, 0.8, 0.9)]


def test_a_page_says_what_may_be_the_best_how_far_each_is_lossless_and_what_has_no_rank(compared):
    page = study_page.fill_page(None, "Is it so?", "known", *compared)
    table = page.partition("## Ranking")[2].partition("## Test accuracy")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:1] == "|"]
    assert rows[0] == ["rank", "schedule", "area under accuracy", "may be the best",
                       "to the best of the others (95 %)", "lossless to", "next"]  # fmt: skip
    assert [row[:2] + row[3:4] + row[5:] for row in rows[2:]] == [
        ["1", "polynomial", "yes", "0.5", "0.8 undecided"], ["", "constant", "", "", "0.5 undecided"],
    ]  # fmt: skip
    assert "surely less than 0.005 below that of the dense control" in table
    assert "constant has no rank: 0.9 missed: it ended elsewhere than at its target." in table
    assert re.search(r"\| constant \|.* missed \*? ?\|", page)


@pytest.mark.parametrize(
    ("text", "overrides", "margin"),
    [
        ("# Is it?\n", [], 0.005),
        ("# Is it?\nreport:\n  margin: 0.01\n", [], 0.01),
        ("# Is it?\nreport: {margin: 0.01}\n", ["report.margin=0.02"], 0.02),
    ],
)
def test_the_margin_of_a_page_is_that_of_the_command_or_of_the_studys_file(
    text, overrides, margin, tmp_path, monkeypatch
):
    Store(tmp_path).add_sweep(
        "mine", [Run(name, 0.5, seed, 0.9) for seed in range(2) for name in ("dense", "linear", "b")]
    )
    (tmp_path / "experiments").mkdir()
    (tmp_path / "experiments" / "mine.yaml").write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(study, "_run", lambda command: 0)
    assert study.main(["mine", f"tracking.uri=sqlite:///{tmp_path}/mlflow.db", *overrides]) == 0
    assert set(pd.read_csv(tmp_path / "experiments" / "mine" / "ranking.csv")["margin"]) == {margin}


def test_the_cost_counts_each_moment_once_and_every_processor():
    ran = [Run("linear", 0.5, seed, 0.9, metrics={"time/cpu_s": 90.0}, tags={"cpu": "ACME 1 (avx)"}).tracked()
           for seed in range(3)]  # fmt: skip
    spans = [(0, 120_000), (60_000, 180_000), (600_000, 720_000)]
    runs = [replace(run, started=begin, ended=end) for run, (begin, end) in zip(ran, spans, strict=True)]
    said = study_page.tell_expense(runs)
    assert said.startswith("It cost 5 min for 3 runs: 4 min of CPU, 90.0 s a run")
    assert "Made on ACME 1 (avx), with tensorflow not recorded" in said
    assert study_page.read_cost(f"x\n{said}\n") == "5 min for 3 runs"


def test_a_page_is_written_from_the_store_that_the_command_names(tmp_path, monkeypatch, capsys):
    Store(tmp_path).add_sweep("mine", [Run("linear", 0.5, seed, 0.9) for seed in range(2)])
    (tmp_path / "elsewhere" / "experiments").mkdir(parents=True)
    (tmp_path / "elsewhere" / "experiments" / "mine.yaml").write_text("# Is it so?\n")
    monkeypatch.chdir(tmp_path / "elsewhere")
    monkeypatch.setattr(study, "_run", lambda command: 0)  # all is there
    assert study.main(["mine", f"tracking.uri=sqlite:///{tmp_path}/mlflow.db"]) == 0
    assert sorted(file.name for file in (tmp_path / "elsewhere" / "experiments").iterdir()) == [
        "README.md", "mine", "mine.yaml",
    ]  # fmt: skip
    page = (tmp_path / "elsewhere" / "experiments" / "mine" / "README.md").read_text()
    assert "| linear | 0.9000 |" in page  # both seeds are equal: that is no interval of ± 0.0000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["shotout"], "There is no study 'shotout'. Did you mean shootout?"), (["x"], "The studies are: already_sparse,")],
)
def test_a_study_that_is_not_there_is_refused(arguments, message, capsys):
    assert study.main(arguments) == 2
    assert message in capsys.readouterr().err


def test_a_studys_name_is_part_of_its_identity():
    from runner.config import signature

    config = app.compose([])
    assert signature.sign_sweep([config], "a") != signature.sign_sweep([config], "b")
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
            counts = (each.weights, each.zeros_before, each.zeros, each.zeros_kept)
            assert f"| {arm} | {each.layer} | " + " | ".join(f"{count:,}" for count in counts) + " |" in text
