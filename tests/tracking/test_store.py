import contextlib
import multiprocessing
import os
import random
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from runner.core.errors import UserError
from runner.run import isolation
from runner.tracking import mounts, store, store_faults
from tests.stores import execute

RUN = [sys.executable, "-m", "runner", "dataset=digits", "train.epochs=1", "baseline.epochs=1"]


@pytest.fixture(scope="module")
def ensuring():
    """Start a process that ensures a store, with MLflow imported."""
    isolation.warm()
    context = multiprocessing.get_context("forkserver")

    def start(uri):
        process = context.Process(target=store.ensure, args=(uri,))
        process.start()
        return process

    return start


@pytest.fixture
def file(whole_store, tmp_path):
    """A copy of it, to be broken."""
    return Path(shutil.copy(whole_store, tmp_path))


def is_whole(folder):
    """Nothing is wrong with a folder's store, and nothing lies beside it."""
    assert execute(folder / "mlflow.db", "pragma journal_mode") == [("wal",)]
    assert execute(folder / "mlflow.db", "pragma integrity_check") == [("ok",)]
    assert execute(folder / "mlflow.db", "select count(*) from experiments") >= [(1,)]
    assert store_faults.find_fault(folder / "mlflow.db") is None
    assert not store.find_leftovers(folder / "mlflow.db")


def test_the_given_uri_wins_then_the_environment_then_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    assert store.choose_uri() == f"sqlite:///{tmp_path}/mlflow.db"
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:5000")
    assert store.choose_uri() == "http://127.0.0.1:5000"
    assert store.choose_uri("sqlite:///sub/own.db") == f"sqlite:///{tmp_path}/sub/own.db"


# --- creation ---------------------------------------------------------------------------------


def test_eight_processes_create_one_store_at_once(tmp_path, ensuring):
    processes = [ensuring(f"sqlite:///{tmp_path}/mlflow.db") for _ in range(8)]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 8
    is_whole(tmp_path)


def test_a_creation_that_is_killed_leaves_nothing_that_stands_in_the_way(tmp_path, ensuring):
    file = tmp_path / "mlflow[1].db"
    process = ensuring(f"sqlite:///{file}")
    while not store.find_leftovers(file):
        assert process.is_alive()
        time.sleep(0.001)
    process.kill()
    process.join()
    assert store.find_leftovers(file)
    assert not file.exists()
    store.ensure(f"sqlite:///{file}")
    assert not store.find_leftovers(file)
    assert execute(file, "pragma integrity_check") == [("ok",)]


@pytest.mark.parametrize("seed", range(3))
def test_after_kill_9_at_any_moment_the_store_can_be_made(tmp_path, ensuring, seed):
    process = ensuring(f"sqlite:///{tmp_path}/mlflow.db")
    process.join(random.Random(seed).uniform(0, 2))
    process.kill()
    process.join()
    store.ensure(f"sqlite:///{tmp_path}/mlflow.db")
    is_whole(tmp_path)


def test_tidy_removes_what_a_killed_creation_left_and_nothing_else(file):
    for name in (".mlflow.db.17.tmp", ".mlflow.db.17.tmp-journal", ".other.db.17.tmp"):
        (file.parent / name).touch()
    assert [path.name for path in store.tidy(file)] == [".mlflow.db.17.tmp", ".mlflow.db.17.tmp-journal"]
    assert {path.name for path in file.parent.iterdir()} == {"mlflow.db", ".mlflow.db.lock", ".other.db.17.tmp"}


@pytest.mark.long
@pytest.mark.parametrize("again", range(3))
def test_eight_runs_at_once_in_an_empty_folder_all_finish(tmp_path, again):
    runs = [
        subprocess.Popen([*RUN, f"target_sparsity=0.{n}"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for n in range(1, 9)
    ]
    errors = [run.communicate()[1] for run in runs]
    assert [run.returncode for run in runs] == [0] * 8, errors
    statuses = execute(tmp_path / "mlflow.db", "select status, count(*) from runs group by status")
    assert statuses == [("FINISHED", 8 + 1)]  # and the dense training that they share
    is_whole(tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_after_kill_9_at_any_moment_of_the_first_start_the_next_works(tmp_path, seed):
    first = subprocess.Popen(
        RUN, cwd=tmp_path, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with contextlib.suppress(subprocess.TimeoutExpired):
        first.wait(random.Random(seed).uniform(0, 8))  # it takes 9 s here
    with contextlib.suppress(ProcessLookupError):
        os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    second = subprocess.run(RUN, cwd=tmp_path, capture_output=True, text=True)
    assert second.returncode == 0, second.stderr
    finished = "select count(*) from runs where status = 'FINISHED' and name like 'polynomial%'"
    assert execute(tmp_path / "mlflow.db", finished) >= [(1,)]
    is_whole(tmp_path)


def test_a_look_at_a_store_keeps_the_locks_of_the_connections_that_are_open(file):
    """Else another process that closes it takes itself for the last, and removes the log that is still written to."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("select count(*) from runs").fetchone()
        log = file.with_name(f"{file.name}-wal")
        store.ensure(f"sqlite:///{file}")
        store_faults.has_wal(file)
        before = log.stat().st_ino
        code = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('create table other (x)'); c.close()"
        subprocess.run([sys.executable, "-c", code, file], check=True)
        assert log.stat().st_ino == before
        connection.execute("create table ours (x)")
    tables = {name for (name,) in execute(file, "select name from sqlite_master")}
    assert {"ours", "other"} <= tables


# --- stores that are refused ------------------------------------------------------------------


def refusal(file):
    with pytest.raises(UserError) as error:
        store.ensure(f"sqlite:///{file}")
    return str(error.value)


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path):
    (tmp_path / "mlflow.db").write_text("something of the user's")
    assert "not a SQLite database" in refusal(tmp_path / "mlflow.db")
    assert (tmp_path / "mlflow.db").read_text() == "something of the user's"


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "mlflow.db").touch()
    assert "is empty" in refusal(tmp_path / "mlflow.db")


def test_a_folder_in_the_place_of_the_store_is_refused(tmp_path):
    (tmp_path / "mlflow.db").mkdir()
    assert "tracking.uri=..." in refusal(tmp_path / "mlflow.db")


def test_a_database_of_another_program_is_refused_and_kept(tmp_path):
    execute(tmp_path / "mlflow.db", "create table recipes (name)")
    assert "not a database of MLflow's" in refusal(tmp_path / "mlflow.db")
    assert execute(tmp_path / "mlflow.db", "select name from sqlite_master") == [("recipes",)]


def test_a_damaged_database_is_refused(file):
    with file.open("r+b") as opened:
        opened.seek(100)
        opened.write(b"\xff" * 4000)
    assert "is damaged" in refusal(file)


def test_a_store_that_another_program_has_locked_is_named(file, monkeypatch):
    execute(file, "pragma journal_mode=delete")
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("begin exclusive")
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **more: real(*given, **more, timeout=0.1))
    assert "database is locked" in refusal(file)
    holder.close()


def test_a_store_of_an_older_mlflow_is_refused_with_the_command_that_upgrades_it(tmp_path):
    from alembic import command
    from mlflow.store.db import utils
    from mlflow.store.tracking.dbmodels.initial_models import Base
    from sqlalchemy import create_engine

    file = tmp_path / "my runs.db"
    engine = create_engine(f"sqlite:///{file}")
    Base.metadata.create_all(engine)
    command.upgrade(utils._get_alembic_config(f"sqlite:///{file}"), "head-3")
    engine.dispose()
    told = refusal(file)
    (upgrade,) = re.findall(r"mlflow db upgrade .*", told)
    done = subprocess.run(
        [Path(sys.executable).with_name("mlflow"), *shlex.split(upgrade)[1:]], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    store.ensure(f"sqlite:///{file}")


def test_a_store_whose_creation_was_cut_short_is_refused_with_what_to_do(file):
    execute(file, "delete from alembic_version")
    assert "move it away (mv " in refusal(file)


def test_a_half_upgraded_store_is_refused(file):
    execute(file, "create table _alembic_tmp_runs (name)")
    assert "half upgraded" in refusal(file)


def test_a_store_of_a_newer_mlflow_is_refused(file):
    execute(file, "update alembic_version set version_num = 'ffffffffffff'")
    assert "pip install --upgrade mlflow" in refusal(file)


def test_the_newest_revision_is_the_one_that_mlflow_says(whole_store):
    from mlflow.store.db.utils import _get_latest_schema_revision

    known, newest = store_faults.read_revisions()
    assert newest == _get_latest_schema_revision()
    assert newest in known
    assert len(known) > 50


def test_a_run_is_refused_before_it_trains_where_its_store_is(file, train_run):
    execute(file, "create table _alembic_tmp_runs (name)")
    _, event, _ = train_run(f"tracking.uri=sqlite:///{file}")
    assert "half upgraded" in event.message
    assert execute(file, "select count(*) from runs") == [(0,)]


# --- network file systems ---------------------------------------------------------------------

MOUNTS = """\
21 20 0:50 / {folder}/net rw,relatime shared:2 - {kind} server:/export rw,vers=4.2
20 1 259:1 / / rw,relatime shared:1 - ext4 /dev/root rw
22 21 259:2 / {folder}/net/scratch rw,relatime - xfs /dev/nvme1n1 rw
23 20 0:51 / {folder}/with\\040space rw - {kind} server:/other rw
24 20 0:52 / {folder}/twice rw - {kind} server:/below rw
25 24 259:3 / {folder}/twice rw - ext4 /dev/sda1 rw
"""
KINDS = ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "lustre", "fuse.glusterfs", "ceph"]


@pytest.fixture
def mounted(tmp_path, monkeypatch):
    """Folders that are mounted, by a table of mounts of ours; takes the kind of the network's."""

    def mount(kind):
        for name in ("net/scratch", "with space", "twice", "network"):
            (tmp_path / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / "mountinfo").write_text(MOUNTS.format(folder=tmp_path, kind=kind))
        monkeypatch.setattr(mounts, "TABLE", tmp_path / "mountinfo")
        return tmp_path

    return mount


@pytest.mark.parametrize("kind", KINDS)
def test_sqlite_on_a_network_file_system_is_refused(mounted, kind):
    folder = mounted(kind)
    told = refusal(folder / "net" / "new" / "mlflow.db")
    assert f"({kind} at {folder}/net)" in told
    assert "mlflow server --backend-store-uri sqlite:////" in told
    assert "tracking.uri=http://127.0.0.1:5000" in told
    assert not (folder / "net" / "new").exists()
    assert "network file system" in refusal(folder / "with space" / "mlflow.db")


def test_a_store_that_is_there_already_is_refused_on_a_network_file_system(mounted, whole_store):
    folder = mounted("nfs4")
    shutil.copy(whole_store, folder / "net")
    assert "network file system" in refusal(folder / "net" / "mlflow.db")


def test_a_link_into_a_network_file_system_counts_as_it(mounted):
    folder = mounted("nfs4")
    (folder / "link").symlink_to(folder / "net")
    assert mounts.find_network(folder / "link" / "mlflow.db").kind == "nfs4"


def test_local_disks_inside_over_or_beside_a_network_file_system_are_fine(mounted):
    folder = mounted("nfs4")
    for name in ("net/scratch", "twice", "network", "."):
        assert mounts.find_network(folder / name / "mlflow.db") is None


def test_without_a_table_of_mounts_nothing_is_refused(tmp_path):
    assert mounts.find_network(tmp_path, tmp_path / "nothing") is None


def test_the_table_of_this_machine_can_be_read():
    assert all(mounts._mount(line).point.is_absolute() for line in mounts.TABLE.read_text().splitlines())


# --- a store that somebody changed ------------------------------------------------------------------


@pytest.mark.parametrize("table", ["runs", "tags", "metrics", "params", "inputs", "experiments", "alembic_version"])
def test_a_store_that_lost_a_table_is_refused_in_one_message(whole_store, tmp_path, table):
    file = shutil.copy(whole_store, tmp_path / "mlflow.db")
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute(f"DROP TABLE {table}")
        connection.commit()
    with pytest.raises(UserError, match=r"(it has no table|is not a database of|has the schema) "):
        store.ensure(f"sqlite:///{file}")


def test_a_file_where_artifacts_belong_is_refused_and_so_is_a_folder_in_the_store_s_place(tmp_path):
    (tmp_path / "mlruns").touch()
    with pytest.raises(UserError, match="mlruns is no folder, and artifacts of runs belong in it"):
        store.ensure(f"sqlite:///{tmp_path}/mlflow.db")
    (tmp_path / "x" / "mlflow.db").mkdir(parents=True)
    with pytest.raises(UserError, match="is no file, and no store"):
        store.ensure(f"sqlite:///{tmp_path}/x/mlflow.db")
