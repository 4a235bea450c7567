"""What is wrong with a SQLite store, found without MLflow and before MLflow meets it; and what to do about it."""

from __future__ import annotations

import contextlib
import functools
import re
import shlex
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, unquote

from runner.tracking import mounts

DATABASE, ARTIFACTS = "mlflow.db", "mlruns"
SQLITE = "sqlite:///"
ANY_PATH, AS_URI = "sqlite+pysqlite:///file:", "?uri=true"  # for a path with ? or %
PORT = 5000
TABLES = (  # that runs are written to and read from
    *("experiments", "experiment_tags", "runs", "tags", "params", "metrics", "latest_metrics"),
    *("datasets", "inputs", "input_tags", "logged_models"),
)


def uri_of(file: Path) -> str:
    """The URI of a SQLite store, by which MLflow opens just this file, whatever its folders are called.

    SQLAlchemy takes what follows a ``?`` for parameters, and from 2.1 on undoes ``%3F``, which before it does not. So
    such a path is given as a URI of SQLite's own within, that SQLite itself undoes. The driver is named, since MLflow
    takes what follows ``sqlite:///`` for a path and makes its folders.
    """
    path = str(file)
    if not set(path) & set("?%"):
        return f"{SQLITE}{path}"
    within = quote(str(file.absolute()))
    return f"{ANY_PATH}{quote(within) if _undoes_quotes() else within}{AS_URI}"


def file_of(uri: str) -> Path | None:
    """The file of a store's URI; None if it is not SQLite, or in memory.

    As a URI it may have ``%20`` for a space. A path that was written as it is counts as such if its folder is there.
    """
    if uri.startswith(ANY_PATH) and uri.endswith(AS_URI):
        within = uri.removeprefix(ANY_PATH).removesuffix(AS_URI)
        return Path(unquote(unquote(within) if _undoes_quotes() else within))
    path = re.sub(r"^sqlite(\+pysqlite)?:///", "", uri)
    if path in (uri, "", ":memory:"):
        return None
    written, undone = Path(path), Path(unquote(path))
    return written if written == undone or written.parent.is_dir() else undone


@functools.cache
def _undoes_quotes() -> bool:
    return tuple(map(int, version("sqlalchemy").split(".")[:2])) >= (2, 1)


@dataclass(frozen=True)
class Fault:
    """Why a store cannot be used, and what to do about it."""

    what: str
    remedy: str


def find_fault(file: Path) -> Fault | None:
    """What is wrong with a SQLite store; None if it is fine, or not there yet.

    Raises:
        OSError: it cannot be read.
    """
    if mount := mounts.find_network(file):
        return Fault(
            f"The store {file} lies on a network file system ({mount.kind} at {mount.point}), where SQLite's "
            "locks and its write-ahead log do not work.",
            f"Use a server, with its database on a disk of its own machine:\n  {make_server_command(file.parent)}\n"
            f"and tracking.uri=http://127.0.0.1:{PORT} for the runs. It has no login: reach it from another machine "
            f"through a tunnel, ssh -N -L {PORT}:127.0.0.1:{PORT} MACHINE.",
        )
    another = "or give another store: tracking.uri=..."
    if (artifacts := file.parent / ARTIFACTS).exists() and not artifacts.is_dir():
        return Fault(f"{artifacts} is no folder, and artifacts of runs belong in it.", f"Move it away, {another}")
    if not file.exists():
        return None
    if not file.is_file():
        return Fault(f"{file} is no file, and no store.", f"Move it away, {another}")
    if file.stat().st_size == 0:
        return Fault(f"{file} is empty, and no store.", f"Remove it (the store is made anew then), {another}")
    # Only SQLite opens the file: the system drops all locks of a process when it closes the file, and a store whose
    # lock was dropped loses what is written to it.
    try:
        tables, revision = _contents(file)
    except sqlite3.OperationalError as error:
        return Fault(
            f"{file} cannot be read: {error}.",
            f"Wait until other programs are done with it, see that you may write in its folder, {another}",
        )
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            return Fault(f"{file} is not a SQLite database.", f"Move it away, {another}")
        return Fault(f"{file} is damaged: {error}.", f"Put a copy from before in its place, {another}")
    if "experiments" not in tables:
        return Fault(f"{file} is not a database of MLflow's.", f"Move it away, {another}")
    return _fault_of_schema(file, tables, revision)


def make_server_command(artifacts_beside: Path) -> str:
    """A server on this machine only, with its database on a local disk and its artifacts in a given folder."""
    return (
        f"mlflow server --backend-store-uri {SQLITE}/var/tmp/{DATABASE} "
        f"--artifacts-destination {shlex.quote(str(artifacts_beside / ARTIFACTS))} --host 127.0.0.1 --port {PORT}"
    )


def has_wal(file: Path) -> bool:
    """Whether a SQLite store has write-ahead logging, so that readers and a writer do not wait for each other."""
    with open_read_only(file) as connection:
        return connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def set_wal(file: Path) -> bool:
    """Turn write-ahead logging on; False if another program has the store in use."""
    with contextlib.closing(sqlite3.connect(file)) as connection, contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode=WAL")
    return has_wal(file)


@contextlib.contextmanager
def open_read_only(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads."""
    with contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


@functools.cache
def read_revisions() -> tuple[frozenset[str], str]:
    """Every revision of the schema that the installed MLflow knows, and the newest.

    Read from the text of MLflow's migrations, since importing MLflow takes seconds.
    """
    package = find_spec("mlflow")
    assert package and package.submodule_search_locations
    folder = Path(package.submodule_search_locations[0], "store", "db_migrations", "versions")
    text = "\n".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    known, before = (set(re.findall(rf'^{name} = "(\w+)"', text, re.M)) for name in ("revision", "down_revision"))
    (newest,) = known - before
    return frozenset(known), newest


def _fault_of_schema(file: Path, tables: set[str], revision: str | None) -> Fault | None:
    known, newest = read_revisions()
    copy = f"First copy {file} (and {file.name}-wal, if it is there)"
    cut_short = f"If that fails, its creation or an upgrade was cut short: {_again(file)}"
    if any(table.startswith("_alembic_tmp_") for table in tables):
        return Fault(f"{file} is half upgraded: an upgrade of its schema was cut short.", _again(file).capitalize())
    if revision == newest and (gone := [table for table in TABLES if table not in tables]):
        return Fault(f"{file} is damaged: it has no table {gone[0]}.", _again(file).capitalize())
    if revision == newest:
        return None
    if revision is None or revision in known:
        return Fault(
            f"{file} has the schema {revision or 'of no version'}, and MLflow {version('mlflow')} needs {newest}.",
            f"{copy}, then run\n  mlflow db upgrade {shlex.quote(uri_of(file))}\n{cut_short}",
        )
    return Fault(
        f"{file} has the schema {revision}, which MLflow {version('mlflow')} does not know: a newer MLflow made it.",
        "Install that version or a newer one (pip install --upgrade mlflow), or give another store: tracking.uri=...",
    )


def _again(file: Path) -> str:
    away = f"mv {shlex.quote(str(file))} {shlex.quote(f'{file}.old')}"
    return f"put a copy from before in its place, or move it away ({away}) and start with a new store."


def _contents(file: Path) -> tuple[set[str], str | None]:
    """The names of the tables, and the revision of MLflow's schema."""
    with open_read_only(file) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        found = "alembic_version" in tables and connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return tables, found[0] if found else None
