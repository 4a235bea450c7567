"""A folder may be called as its owner likes: its store lies in it, and is read back from it."""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from runner.config.schema import TrackingConfig
from runner.run.terminal import make_dashboard_command
from runner.tracking import connection, deliver, history, journal, run_writer, store, store_faults
from runner.tracking.journal import Entry, Journal

NAMES = ["q?r", "50%", "50%41",
         "a%20b", "a%3Fb", "a#b", "a&b", "a b", "a;b", "a:b", "a@b", "it's", 'a"b', "größe", "日本",
         "-x", "a\\b", "a=b", "a,b", "{a}", "[a]", "$a", "?#%41& ;:'\"äö"]  # fmt: skip
EVERY = NAMES[-1]


@pytest.fixture
def folder(tmp_path, monkeypatch, request, whole_store):
    """A working folder of a name, with a store of its own; nothing else may come to lie beside it."""
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    made = tmp_path / "beside" / request.param
    made.mkdir(parents=True)
    shutil.copy(whole_store, made / "mlflow.db")
    monkeypatch.chdir(made)
    yield made
    assert [each.name for each in (tmp_path / "beside").iterdir()] == [request.param]


@pytest.mark.parametrize("folder", NAMES, indirect=True)
def test_a_run_is_written_into_the_folder_and_read_back(folder):
    (folder / "x.txt").write_text("here")
    uri = store.choose_uri()
    assert store.find_database(uri) == folder / "mlflow.db"
    assert store.choose_uri(uri) == uri
    with (
        connection.connect(TrackingConfig(experiment="50% of a?b"), folder) as to,
        run_writer.open_run(to, "r", {"a": 1}, {"kind": "run"}) as run,
    ):
        run.artifacts([folder / "x.txt"])
    assert history.find_experiment(uri, "50% of a?b").runs[0].run_id == run.id
    store.download(to.client, run.id, "x.txt", folder / "mlruns")
    assert (folder / "mlruns" / "x.txt").read_text() == "here"
    (kept,) = (folder / "mlruns" / "50% of a?b").rglob("x.txt")
    assert kept.read_text() == "here"
    late = Journal.create(folder)
    late.append(Entry(uri, run.id, journal.TAGS, {"late": "yes"}))
    late.close()
    (delivery,) = deliver.deliver_all(folder)
    assert (delivery.entries, delivery.left) == (1, "")
    assert store_faults.find_fault(folder / "mlflow.db") is None


@pytest.mark.parametrize("folder", ["q?r", EVERY], indirect=True)
def test_a_store_is_made_in_the_folder(folder):
    (folder / "mlflow.db").unlink()
    store.ensure(store.choose_uri())
    assert store_faults.find_fault(folder / "mlflow.db") is None


@pytest.mark.parametrize("folder", NAMES, indirect=True)
@pytest.mark.parametrize("written", [str, quote])
def test_a_uri_may_be_written_as_it_is_or_quoted(folder, written):
    given = f"sqlite:///{written(str(folder / 'mlflow.db'))}"
    assert store.find_database(given) == store.find_database(store.choose_uri(given)) == folder / "mlflow.db"


@pytest.mark.parametrize("version", ["2.0.58", "2.1.9"])
def test_a_uri_is_undone_as_the_version_of_sqlalchemy_that_is_here_does(monkeypatch, version):
    """From 2.1 on it undoes a quote by itself, and SQLite undoes the other."""
    monkeypatch.setattr(store_faults, "version", lambda package: version)
    store_faults._undoes_quotes.cache_clear()
    uri = store_faults.uri_of(Path("/tmp/q?r/50%/x.db"))
    assert uri.count("%25") == (2 if version.startswith("2.1") else 1)
    assert store_faults.file_of(uri) == Path("/tmp/q?r/50%/x.db")
    store_faults._undoes_quotes.cache_clear()


def test_artifacts_of_an_experiment_stay_beside_their_store(tmp_path):
    uri = f"sqlite:///{tmp_path}/mlflow.db"
    for name in ("../../x", "/etc/x", "a/../../../x", "..", "a//b"):
        root = store.find_artifacts(uri, name)
        assert root.startswith(f"{tmp_path.as_uri()}/mlruns/") and ".." not in root.split("/")
    assert store.find_artifacts(uri, "team/pruning") == f"{tmp_path.as_uri()}/mlruns/team/pruning"


@pytest.mark.parametrize("folder", [EVERY], indirect=True)
def test_the_command_for_the_dashboard_is_one_that_a_shell_takes_apart_as_it_is_meant(folder):
    uri = store.choose_uri()
    command = make_dashboard_command(uri).partition("   ")[0].replace("mlflow server", "printf '%s\\n'", 1)
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[:2] == ["--backend-store-uri", uri]


def test_a_whole_run_and_its_report_in_a_folder_with_every_character(tmp_path, cli):
    folder = tmp_path / "beside" / EVERY
    folder.mkdir(parents=True)
    env = {key: value for key, value in os.environ.items() if key != "MLFLOW_TRACKING_URI"}
    few = ("dataset=digits", "train.epochs=1", "baseline.epochs=1")
    done = cli("-m", "schedule=constant", "sweep.control=false", *few, cwd=folder, env=env)
    assert done.returncode == 0, done.stderr
    done = cli(cwd=folder, env=env, module="runner.report")
    assert done.returncode == 0, done.stderr
    done = cli(cwd=folder, env=env, module="runner.doctor")
    assert "Traceback" not in done.stderr and str(folder / "mlflow.db") in done.stdout
    assert {"mlflow.db", "mlruns", "outputs"} <= {each.name for each in folder.iterdir()}
    assert [each.name for each in (tmp_path / "beside").iterdir()] == [EVERY]
    assert list(folder.glob("mlruns/pruning/*/artifacts/result.json"))
    assert list(folder.glob("mlruns/pruning/models/*/artifacts/MLmodel"))
