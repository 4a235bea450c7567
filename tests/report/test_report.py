"""The command, its files, and its figures against numpy and scipy, over real stores."""

import errno
import math
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import scipy.stats
from mlflow.entities import ViewType

from runner.comparison import compare
from runner.comparison.records import PICTURE_FILE, PICTURES
from runner.core.errors import UserError
from runner.core.metric_names import SIZE_FORMATS
from runner.core.tags import TAG_NOTE
from runner.report import command, tables
from runner.report.files import publish_comparison, write_comparison
from runner.report.reading import compare_sweep
from runner.tracking import history, paging
from tests import ROOT
from tests.stores import ACCURACIES, DENSE_BYTES, MISSED, Run, Store, known, known_runs, source

TABLES = [f"comparison.{kind}" for kind in ("csv", "parquet", "md", "html")]
FILES = [*TABLES, "ranking.csv", *(PICTURE_FILE.format(key) for key in PICTURES)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The files of the known sweep, compared with `constant 0.8` as well."""
    out = tmp_path_factory.mktemp("report")
    comparison = compare_sweep(known().uri, "known", "constant 0.8")
    assert [file.name for file in write_comparison(comparison, out)] == FILES
    return out


@pytest.fixture(scope="module")
def csv(folder):
    return pd.read_csv(folder / "comparison.csv", float_precision="round_trip").set_index("label")


def label(schedule, target):
    return schedule if schedule == "dense" else f"{schedule} {target:g}"


# --- figures by hand ------------------------------------------------------------------------------


@pytest.mark.parametrize("arm", ACCURACIES)
def test_accuracy_in_csv_is_what_numpy_and_scipy_give(csv, arm):
    values = np.array(ACCURACIES[arm])
    row = csv.loc[label(*arm)]
    low, high = scipy.stats.t.interval(0.95, len(values) - 1, values.mean(), scipy.stats.sem(values))
    expected = [3, values.mean(), values.std(ddof=1), low, high]
    assert row[["n", *(f"test_accuracy_{name}" for name in ("mean", "sd", "low", "high"))]].tolist() == pytest.approx(
        expected
    )
    assert row["seeds"] == "s0 s1 s2"


@pytest.mark.parametrize(("to", "reference"), [("control", ("dense", 0.0)), ("reference", ("constant", 0.8))])
def test_differences_in_csv_are_paired_by_seed_and_corrected_by_holm(csv, to, reference):
    others = [arm for arm in ACCURACIES if arm != reference]
    p_values = {arm: scipy.stats.ttest_rel(ACCURACIES[arm], ACCURACIES[reference]).pvalue for arm in others}
    ascending = sorted(others, key=p_values.get)
    for arm in others:
        difference = np.array(ACCURACIES[arm]) - np.array(ACCURACIES[reference])
        low, high = scipy.stats.t.interval(0.95, 2, difference.mean(), scipy.stats.sem(difference))
        before = ascending[: ascending.index(arm) + 1]
        holm = max(min(1, (len(others) - rank) * p_values[each]) for rank, each in enumerate(before))
        row = csv.loc[label(*arm), [f"{to}_{name}" for name in ("n", "diff", "low", "high", "p", "p_holm")]]
        assert row.tolist() == pytest.approx([3, difference.mean(), low, high, p_values[arm], holm])
    assert csv.loc[label(*reference), f"{to}_diff" : f"{to}_p_holm"].isna().all()


@pytest.mark.parametrize("arm", ACCURACIES)
def test_sparsity_size_and_compression_in_csv(csv, arm):
    row, achieved = csv.loc[label(*arm)], MISSED.get(arm, arm[1])
    assert row[["sparsity", "sparsity_model", "target_missed_by"]].tolist() == pytest.approx(
        [achieved, achieved * 0.99, arm[1] - achieved]
    )
    for name in SIZE_FORMATS:
        sizes = np.array([round(DENSE_BYTES[name] * (1 - achieved)) + seed for seed in range(3)])
        assert row[f"size_{name}"] == pytest.approx(sizes.mean())
        assert row[f"compression_{name}"] == pytest.approx((DENSE_BYTES[name] / sizes).mean())


def test_ranks_and_fronts_in_csv(csv):
    assert csv["rank"].dropna().astype(int).to_dict() == {
        "polynomial 0.5": 1, "constant 0.5": 2, "polynomial 0.8": 1, "constant 0.8": 2,
        "polynomial 0.9": 1,
    }  # fmt: skip
    assert csv["no_rank"].dropna().to_dict() == {"constant 0.9": "missed: it ended elsewhere than at its target"}
    assert set(csv.index[csv["on_front_size"]]) == {"polynomial 0.5", "polynomial 0.8", "polynomial 0.9"}
    assert list(csv["on_front_size"]) == list(csv["on_front_sparsity"])


def areas(runs):
    """Of each schedule the areas by seed, by numpy; all have the targets .5, .8 and .9."""
    found = {}
    for run in runs:
        found.setdefault(run.schedule, {}).setdefault(run.seed, {})[run.target] = run.accuracy
    return {
        schedule: np.array([np.trapezoid([ys[x] for x in sorted(ys)], sorted(ys)) / 0.4 for ys in of.values()])
        for schedule, of in found.items()
    }


def hit():
    """The known runs, with all targets reached."""
    return [replace(run, achieved=None) for run in known_runs() if run.schedule in ("dense", "constant", "polynomial")]


def test_ranking_is_the_area_by_trapezoids_over_the_common_range():
    ranking = compare.compare(source(hit())).ranking.set_index("schedule")
    by_hand = areas([run for run in hit() if run.schedule != "dense"])
    for name in ("constant", "polynomial"):
        row = ranking.loc[name]
        assert [row["sparsity_from"], row["sparsity_to"], row["n"], row["points"]] == [0.5, 0.9, 3, 3]
        assert row["area"] == pytest.approx(np.mean(by_hand[name]))
        assert row["area_sd"] == pytest.approx(np.std(by_hand[name], ddof=1))
    assert ranking["rank"].to_dict() == {"polynomial": 1, "constant": 2}


def test_a_schedule_that_missed_a_target_stands_last_without_a_rank_and_narrows_no_range():
    first, second = compare_sweep(known().uri, "known").ranking.to_dict("records")
    assert (first["schedule"], first["rank"], first["sparsity_to"]) == ("polynomial", 1, 0.9)
    assert (second["schedule"], second["no_rank"]) == ("constant", "0.9 missed: it ended elsewhere than at its target")
    assert pd.isna(second["rank"])
    assert np.isnan(second["area"])  # its points reach to 0.87


def test_the_ranking_says_how_far_each_schedule_is_from_the_best_of_the_others():
    comparison = compare.compare(source(hit()))
    first, second = comparison.ranking.to_dict("records")
    by_hand = areas([run for run in hit() if run.schedule != "dense"])
    behind = by_hand["constant"] - by_hand["polynomial"]
    low, high = scipy.stats.t.interval(0.95, 2, behind.mean(), scipy.stats.sem(behind))
    assert high < 0  # so with two schedules the second is not among the best
    assert (second["among_best"], first["among_best"]) == (False, True)
    assert [second[f"to_others_{each}"] for each in ("diff", "low", "high")] == pytest.approx([behind.mean(), low, 0])
    assert [first[f"to_others_{each}"] for each in ("diff", "low", "high")] == pytest.approx([-behind.mean(), 0, -low])


@pytest.mark.parametrize("margin", [0.005, 0.02, 0.04])
def test_lossless_to_is_where_the_interval_stays_above_minus_the_margin(margin):
    comparison = compare_sweep(known().uri, "known", margin=margin)
    arms = comparison.arms.set_index("label")
    for row in comparison.ranking.to_dict("records"):
        labels = [f"{row['schedule']} {target}" for target in (0.5, 0.8, 0.9)]
        kept = [arms.loc[label, "control_low"] > -margin and pd.isna(arms.loc[label, "no_rank"]) for label in labels]
        until = ([*kept, False]).index(False)
        assert row["lossless_to"] == pytest.approx([np.nan, 0.5, 0.8, 0.9][until], nan_ok=True)
        assert row["margin"] == margin
        assert pd.isna(row["lossless_next"]) == (until == 3)


def test_the_margin_that_was_used_stands_in_every_table(tmp_path, capsys):
    assert command.main(["--uri", known().uri, "--out", str(tmp_path), "--margin", "0.04"]) == 0
    assert "surely less than 0.04 below the dense control" in " ".join(capsys.readouterr().out.split())
    for name in ("comparison.md", "comparison.html"):
        assert "surely loses less than the margin of 0.04" in (tmp_path / name).read_text()
    assert set(pd.read_csv(tmp_path / "ranking.csv")["margin"]) == {0.04}


@pytest.mark.parametrize("given", ["-0.1", "1", "5", "nan"])
def test_a_margin_that_no_accuracy_has_is_refused(given, capsys):
    assert command.main(["--uri", known().uri, f"--margin={given}"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"error: --margin={float(given):g} is out of range")
    assert "0.005 for half a point" in said


# --- files ----------------------------------------------------------------------------------------


def test_all_formats_agree_when_read_back(folder, csv):
    arms = compare_sweep(known().uri, "known", "constant 0.8").arms
    typed = pd.read_csv(folder / "comparison.csv", float_precision="round_trip", dtype=compare.ARM_COLUMNS)
    pd.testing.assert_frame_equal(typed, arms, check_exact=True)
    pd.testing.assert_frame_equal(pd.read_parquet(folder / "comparison.parquet"), arms, check_exact=True)
    read, seen = _tables_of(folder / "comparison.html"), set()
    written = _markdown_of(folder / "comparison.md")
    for section in tables.make_sections(compare_sweep(known().uri, "known", "constant 0.8")):
        seen |= set(section.columns)
        for at, name in enumerate(section.columns):
            expected = ["" if tables.is_unknown(value) else value for value in section.frame[name]]
            full = [row[at] for row in read[section.key]]
            rounded = [row[at] for row in written[section.title]]
            for value, exact, text in zip(expected, full, rounded, strict=True):
                if isinstance(value, float):
                    assert float(exact) == value
                    assert float(text) == pytest.approx(value, rel=1e-2, abs=1e-5)
                else:
                    assert exact == str(value)
                    assert text in (exact, {"True": "yes", "False": "no"}.get(exact))
    assert {"line", "schedule"} >= set(compare.ARM_COLUMNS) - seen


class _Cells(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables = {}

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "table":
            self.rows = self.tables.setdefault(attributes["id"].removeprefix("table-"), [])
        elif tag == "tbody":
            self.rows.clear()
        elif tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self.rows[-1].append(attributes["data-value"])


def _tables_of(page):
    parser = _Cells()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser.tables


def _markdown_of(page):
    found = {}
    for part in page.read_text(encoding="utf-8").split("\n## ")[1:]:
        title, *lines = part.split("\n")
        found[title] = [
            [cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")
        ][2:]
    return found


def test_the_same_store_read_twice_gives_the_same_bytes(folder, tmp_path):
    again = write_comparison(compare_sweep(known().uri, "known", "constant 0.8"), tmp_path)
    assert [file.read_bytes() for file in again] == [(folder / file.name).read_bytes() for file in again]


def test_another_store_with_the_same_results_gives_the_same_tables(folder, tmp_path):
    other = Store(tmp_path)
    other.add_sweep("known", reversed(known_runs()))
    files = write_comparison(compare_sweep(other.uri, "known", "constant 0.8"), tmp_path / "out")
    for name in ("comparison.csv", "comparison.md", "comparison.parquet", "sparsity.png", "accuracy.png"):
        assert (tmp_path / "out" / name).read_bytes() == (folder / name).read_bytes(), name
    assert len(files) == len(FILES)


def test_a_disk_that_is_full_leaves_the_old_file_and_no_half_one(tmp_path, monkeypatch):
    def full(self, path, **_):
        Path(path).write_text("half")
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "comparison.csv").write_text("old")
    comparison = compare_sweep(known().uri, "known")
    monkeypatch.setattr(pd.DataFrame, "to_csv", full)
    with pytest.raises(OSError, match="No space left on device"):  # nothing that was given: exit 1
        write_comparison(comparison, tmp_path)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("comparison.csv", "old")]


def test_names_from_the_store_are_text_on_the_page(tmp_path):
    store = Store(tmp_path)
    evil = {"schedule.note": "</script><img src=x onerror=alert(1)>|"}
    store.add_sweep("<b>bold</b>", [Run("a", 0.5, 0, 0.9, params=evil), Run("a", 0.5, 0, 0.8)])
    write_comparison(compare_sweep(store.uri, "<b>bold</b>"), tmp_path / "out")
    page = (tmp_path / "out" / "comparison.html").read_text()
    assert "<img src=x" not in page
    assert "<b>bold" not in page
    assert "onerror=alert(1)&gt;|" in page
    assert "onerror=alert(1)>\\|" in (tmp_path / "out" / "comparison.md").read_text()


# --- which runs -----------------------------------------------------------------------------------


def test_the_latest_sweep_is_the_default_and_a_name_means_its_latest(tmp_path):
    store = Store(tmp_path)
    store.add_sweep("first", [Run("a", 0.5, 0, 0.9)])
    store.add_sweep("twice", [Run("b", 0.5, 0, 0.9)], "elsewhere")
    last = store.add_sweep("twice", [Run("c", 0.5, 0, 0.9)])
    assert history.find_sweep(store.uri).title == "twice"
    assert [run.name for run in history.find_sweep(store.uri).runs] == ["c-0.5-lenet-digits-s0"]
    assert [run.name for run in history.find_sweep(store.uri, "first").runs] == ["a-0.5-lenet-digits-s0"]
    source = history.find_sweep(store.uri, "twice")
    assert [run.name for run in source.runs] == ["c-0.5-lenet-digits-s0"]
    assert source.notes == (f"2 sweeps are named 'twice'; this is the latest, run {last}.",)
    assert history.find_sweep(store.uri, last).runs == source.runs


def test_an_experiment_has_the_runs_of_all_its_sweeps(tmp_path):
    store = Store(tmp_path)
    store.add_sweep("one", [Run("a", 0.5, 0, 0.9)])
    store.add_sweep("two", [Run("a", 0.5, 1, 0.8)])
    store.add_sweep("three", [Run("a", 0.5, 2, 0.7)], "elsewhere")
    source = history.find_experiment(store.uri, "pruning")
    assert sorted(run.name for run in source.runs) == ["a-0.5-lenet-digits-s0", "a-0.5-lenet-digits-s1"]
    assert compare.compare(source).arms["n"].tolist() == [2]


def test_many_pages_are_read_to_the_end(monkeypatch):
    whole = history.find_sweep(known().uri, "known")
    monkeypatch.setattr(paging, "PAGE", 4)
    assert sorted(run.run_id for run in history.find_sweep(known().uri, "known").runs) == sorted(
        run.run_id for run in whole.runs
    )
    assert len(whole.runs) == len(known_runs())


def test_curves_are_those_of_the_lowest_seed():
    comparison = compare_sweep(known().uri, "known")
    steps, sparsities = zip(*comparison.curves["polynomial 0.8"].planned, strict=True)
    assert (steps, sparsities) == ((2, 4, 6, 8), pytest.approx((0.2, 0.4, 0.6, 0.8)))
    assert set(comparison.curves) == set(comparison.arms["label"]) - {"dense"}


# --- publishing -----------------------------------------------------------------------------------


def test_published_files_are_artifacts_and_the_ranking_is_the_description(tmp_path):
    store = Store(tmp_path)
    parent = store.add_sweep("known", known_runs())
    comparison = compare_sweep(store.uri, parent)
    files = write_comparison(comparison, tmp_path / "out")
    publish_comparison(store.uri, parent, comparison, files[0].parent, files)
    assert {item.path for item in store.client.list_artifacts(parent)} == set(FILES)
    note = store.client.get_run(parent).data.tags[TAG_NOTE]
    assert note.startswith("**Schedules by area under accuracy**")
    assert note.index("| 1 | polynomial |") < note.index("|  | constant |") < note.index("To mind")
    assert "| 0.9 | 1 | polynomial 0.9 | 3 | 0.91200 |" in note


# --- the command ----------------------------------------------------------------------------------


def test_the_command_shows_the_ranking_the_caveats_and_the_files(tmp_path, capsys):
    assert command.main(["--uri", known().uri, "--out", str(tmp_path / "here"), "--against", "dense"]) == 0
    shown = capsys.readouterr().out
    assert "Schedules by area under accuracy" in shown
    assert "to mind: Targets missed by more than 0.001: constant 0.9 reached 0.87." in shown.replace("\n", " ")
    assert "left out: linear-0.5-lenet-digits-s0 is FAILED: non_finite" in shown
    assert sorted(file.name for file in (tmp_path / "here").iterdir()) == sorted(FILES)


def test_files_go_to_a_folder_named_after_the_sweep(tmp_path, monkeypatch):
    store = Store(tmp_path)
    store.add_sweep("../up & away", [Run("a", 0.5, 0, 0.9)])
    monkeypatch.chdir(tmp_path)
    assert command.main([]) == 0
    assert [folder.name for folder in Path("outputs", "reports").iterdir()] == ["_up_away"]


def test_the_store_is_only_read(tmp_path):
    store = Store(tmp_path)
    parent = store.add_sweep("known", known_runs())
    before = store.client.get_run(parent).to_dictionary()
    assert command.main(["--uri", store.uri, "--out", str(tmp_path / "out")]) == 0
    assert store.client.get_run(parent).to_dictionary() == before
    assert len(store.client.search_runs(["1"], run_view_type=ViewType.ALL)) == len(known_runs()) + 1


def test_without_a_store_nothing_is_created(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    assert command.main([]) == 2
    assert capsys.readouterr().err.startswith(f"error: There is no store at {tmp_path}/mlflow.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0 and nothing"])
def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path, capsys, content):
    (tmp_path / "mlflow.db").write_bytes(content)
    assert command.main(["--uri", f"sqlite:///{tmp_path}/mlflow.db"]) == 2
    assert str(tmp_path / "mlflow.db") in capsys.readouterr().err
    assert (tmp_path / "mlflow.db").read_bytes() == content


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--sweep", "knwon"], "There is no sweep 'knwon'. Did you mean 'known'? Known sweeps: known."),
        (["--experiment", "prune"], "There is no experiment 'prune'. Did you mean 'pruning'? Known experiments: "),
        (["--experiment", "Default"], "The experiment 'Default' has no runs of this runner."),
        (["--against", "dens"], "There is no arm 'dens' to compare with. Did you mean 'dense'?"),
    ],
)
def test_what_is_not_there_is_one_message_and_exit_status_2(capsys, arguments, message):
    assert command.main(["--uri", known().uri, *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"error: {message}")


def test_a_store_without_sweeps_is_one_message(tmp_path, capsys):
    assert command.main(["--uri", Store(tmp_path).uri]) == 2
    assert "has no sweep of this runner. Run a sweep first" in capsys.readouterr().err


def test_a_sweep_without_a_finished_run_lists_what_was_left_out(tmp_path, capsys):
    store = Store(tmp_path)
    store.add_sweep("bad", [Run("a", 0.5, 0, 0.0, status="FAILED")])
    assert command.main(["--uri", store.uri]) == 2
    shown = capsys.readouterr()
    assert "left out: a-0.5-lenet-digits-s0 is FAILED: non_finite" in shown.out
    assert shown.err == "error: Nothing to compare: no run of bad is FINISHED with its figures.\n"


def test_a_folder_that_cannot_be_written_is_one_message(tmp_path, capsys):
    (tmp_path / "file").touch()
    assert command.main(["--uri", known().uri, "--out", str(tmp_path / "file")]) == 2
    assert f"cannot be written to {tmp_path / 'file'}" in capsys.readouterr().err


def test_a_password_in_the_uri_is_not_shown(capsys):
    assert command.main(["--uri", "postgresql+nothing://me:secret@127.0.0.1/db"]) == 2
    assert "secret" not in capsys.readouterr().err


def test_publishing_to_a_store_that_is_gone_is_a_users_error(tmp_path):
    comparison = compare_sweep(known().uri, "known")
    with pytest.raises(UserError, match="There is no store"):
        publish_comparison(f"sqlite:///{tmp_path}/gone.db", "x", comparison, tmp_path, [])


def _loaded(code):
    """Which heavy modules a process has loaded after some code."""
    heavy = "('tensorflow', 'tf_keras', 'mlflow', 'pandas', 'matplotlib', 'matplotlib.pyplot', 'scipy', 'plotly')"
    code = f"import sys\n{code}\nprint([name for name in {heavy} if name in sys.modules])"
    process = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return process.stdout.splitlines()[-1]


def test_help_loads_nothing_heavy():
    assert _loaded("from runner.report import command\ntry: command.main(['--help'])\nexcept SystemExit: pass") == "[]"


def test_a_missing_store_is_known_before_anything_heavy_is_loaded():
    code = "from runner.report import command\nassert command.main(['--uri', 'sqlite:///nowhere.db']) == 2"
    assert _loaded(code) == "[]"


def test_a_report_never_imports_tensorflow(tmp_path):
    arguments = ["--uri", known().uri, "--out", str(tmp_path)]
    loaded = _loaded(f"from runner.report import command\nassert command.main({arguments!r}) == 0")
    assert "mlflow" in loaded
    assert "tensorflow" not in loaded
    assert "tf_keras" not in loaded
    assert "pyplot" not in loaded


def test_figures_that_cannot_be_known_are_empty():
    assert [tables.format_value(value) for value in (None, math.nan, pd.NA, True, np.False_, 3, 0.25)] == [
        "", "", "", "yes", "no", "3", "0.25",
    ]  # fmt: skip
