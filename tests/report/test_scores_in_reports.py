"""An error over a real store: the lowest is first in every file, on the page, in the descriptions and the pictures."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from runner.comparison import compare
from runner.core.score import ACCURACY, SCORES, Score
from runner.report import command, description, pictures, plots, terminal
from runner.report.reading import compare_sweep
from runner.run import terminal as run_terminal
from runner.study import page as study_page
from runner.tracking import dashboard_views
from tests.report.test_report import _markdown_of, _tables_of
from tests.stores import Run, Store, known_runs, source

FIRST = ["polynomial", "constant"]
TITLE = "Schedules by area under RMSE, lower is better"


def errors():
    """The known runs, all at their targets, judged by an error: polynomial has the lowest everywhere."""
    return [
        replace(run, score="rmse", accuracy=100 * (1 - run.accuracy), achieved=None)
        for run in known_runs()
        if run.status == "FINISHED"
    ]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = Store(tmp_path_factory.mktemp("errors"))
    made.add_sweep("errors", errors())
    return made


@pytest.fixture(scope="module")
def comparison(store):
    return compare_sweep(store.uri, "errors")


def column(rows, at):
    return [row[at] for row in rows]


def test_every_file_of_the_report_has_the_lowest_error_first(store, tmp_path, capsys):
    assert command.main(["--uri", store.uri, "--out", str(tmp_path)]) == 0
    arms, ranking = (pd.read_csv(tmp_path / name) for name in ("comparison.csv", "ranking.csv"))
    best = arms.loc[arms.groupby("target_sparsity")["test_rmse_mean"].idxmin()]
    assert list(best["rank"].dropna()) == [1, 1, 1]
    assert list(ranking["schedule"]) == FIRST
    assert list(ranking["area"]) == sorted(ranking["area"])
    assert set(ranking["score"]) == set(arms["score"]) == {"rmse"}
    markdown = _markdown_of(tmp_path / "comparison.md")
    assert column(markdown[TITLE], 1) == FIRST
    assert {"Arms: test RMSE, lower is better",
            "Difference of test RMSE to the dense control, below 0 is better"} <= set(markdown)  # fmt: skip
    page = (tmp_path / "comparison.html").read_text(encoding="utf-8")
    assert column(_tables_of(tmp_path / "comparison.html")["ranking"], 1) == FIRST
    assert f"<h2>{TITLE}</h2>" in page
    shown = " ".join(capsys.readouterr().out.split())
    assert TITLE in shown
    assert "lossless: surely less than 0.005 of the control's RMSE above the dense control" in shown
    assert {path.name for path in tmp_path.glob("*.png")} == {"sparsity.png", "score.png", "size.png", "layers.png"}
    assert not any("accuracy" in text for text in (page.partition("<script>")[0], shown))


def test_the_descriptions_of_parent_and_study_have_the_lowest_error_first(comparison):
    told = description.describe_sweep(comparison, "r1")
    assert told.startswith(f"**{TITLE}**")
    assert told.index("| 1 | polynomial |") < told.index("| 2 | constant |") < told.index("![score.png](get-artifact")
    assert "| to dense, below 0 is better |" in told
    page = study_page.fill_page(None, "Is it so?", "errors", comparison, source(errors()).runs)
    assert page.index("| 1 | polynomial |") < page.index("| 2 | constant |")
    assert "## Test RMSE, lower is better" in page
    assert "RMSE is surely less than 0.005 of the control's RMSE above that of the dense control" in page
    assert "![Test RMSE against sparsity](score.png)" in page
    assert "accuracy" not in told + page


def test_pictures_say_the_direction_and_their_front_has_the_lowest_errors(comparison, tmp_path):
    (_, by_sparsity, by_size), _ = pictures.draw(comparison)
    assert (by_sparsity.key, by_sparsity.y_title) == ("score", "test RMSE, lower is better")
    assert by_sparsity.title.startswith("Test RMSE against sparsity")
    (panel,) = by_size.panels
    assert (panel.title, panel.share) == ("lenet on digits, rmse, lower is better", False)
    front = panel.series[0]
    assert front.texts == ["polynomial 0.9", "polynomial 0.8", "polynomial 0.5"]
    assert list(front.y) == sorted(front.y, reverse=True)  # smaller files have larger errors
    plots.write_picture(tmp_path / "score.png", by_sparsity)  # errors far above 1 have an axis, too


def test_an_error_of_many_digits_and_a_name_with_markup_are_shown_as_they_are(capsys):
    own = {"task.direction": "lower"}
    runs = [Run(name, 0.5, seed, 123456.7 + seed + more, score="a<b>|", params=own)
            for more, name in enumerate(("a", "b")) for seed in range(3)]  # fmt: skip
    comparison = compare.compare(source(runs))
    assert list(comparison.ranking["schedule"]) == ["a", "b"]
    told = description.describe_sweep(comparison, "r1")
    assert "area under a&lt;b>\\|, lower is better" in told
    assert "| 123458 |" in told
    terminal.show_comparison(comparison, [])
    assert "area under a<b>|, lower is better" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("score", "title", "ascending"), [(ACCURACY, "accuracy", False), (SCORES["rmse"], "RMSE", True)]
)
def test_the_dashboards_view_of_runs_begins_with_the_best(score: Score, title, ascending):
    tags = dashboard_views.experiment_tags(score)
    (view,) = [json.loads(text) for text in tags.values() if text.startswith("{") and "Runs by" in text]
    state = json.loads(view["state"])
    assert view["name"] == f"Runs by test {title}"
    assert (state["orderByKey"], state["orderByAsc"]) == (f"metrics.`test/{score.name}`", ascending)
    assert f"metrics.`test/{score.name}_change`" in state["selectedColumns"]


def test_a_sweep_tells_the_score_of_each_run_as_it_ends():
    run = Run("a", 0.5, 0, 12.5, score="rmse", metrics={"test/trivial_rmse": 11.0}).tracked()
    assert run_terminal._fate(run) == (
        "test RMSE 12.5, sparsity 50.00%; collapsed: no better than the best constant answer (11)"
    )
