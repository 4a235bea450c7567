import sqlite3
import subprocess
import sys
import time

import pytest

from runner import store
from runner.records import UserError

ENSURE = "import sys; from runner import store; store.ensure(sys.argv[1])"


def test_the_given_uri_wins_then_the_environment_then_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    assert store.tracking_uri() == f"sqlite:///{tmp_path}/mlflow.db"
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:5000")
    assert store.tracking_uri() == "http://127.0.0.1:5000"
    assert store.tracking_uri("sqlite:///sub/own.db") == f"sqlite:///{tmp_path}/sub/own.db"


def test_many_processes_create_one_store_at_once(tmp_path):
    uri = f"sqlite:///{tmp_path}/mlflow.db"
    processes = [subprocess.Popen([sys.executable, "-c", ENSURE, uri]) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    with sqlite3.connect(tmp_path / "mlflow.db") as database:
        assert database.execute("pragma journal_mode").fetchone() == ("wal",)
        assert database.execute("select count(*) from experiments").fetchone() == (1,)
    assert not list(tmp_path.glob("*.tmp*"))


def test_a_creation_that_is_killed_leaves_nothing_that_stands_in_the_way(tmp_path):
    uri = f"sqlite:///{tmp_path}/mlflow.db"
    process = subprocess.Popen([sys.executable, "-c", ENSURE, uri])
    while not list(tmp_path.glob(".mlflow.db.*.tmp*")):
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert not (tmp_path / "mlflow.db").exists()
    store.ensure(uri)
    with sqlite3.connect(tmp_path / "mlflow.db") as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "mlflow.db").write_text("something of the user's")
    with pytest.raises(UserError, match="not a SQLite database"):
        store.ensure(f"sqlite:///{tmp_path}/mlflow.db")
    assert (tmp_path / "mlflow.db").read_text() == "something of the user's"
