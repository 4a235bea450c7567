"""Where runs are kept: the MLflow tracking URI, and a default store that is safe to create.

Creating MLflow's SQLite store takes seconds and many statements: two processes that do it at
once break it, and one that is killed meanwhile leaves a file that never opens again. So it is
built under a lock in a temporary file, set to write-ahead logging, and renamed into place.
A store that cannot be used is refused before MLflow meets it, with what to do.
"""

from __future__ import annotations

import contextlib
import glob
import logging
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from runner.console import waiting
from runner.core import credentials, names, reasons
from runner.core.errors import UserError
from runner.tracking import address
from runner.tracking.store_faults import ARTIFACTS, DATABASE, file_of, find_fault, uri_of

ASKED = ("http", "https", "ftp", "sftp", "mlflow-artifacts")  # of addresses by which MLflow asks the server in them
QUIET = {"MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true", "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false"}
RETRIES, BACKOFF, TIMEOUT = (f"MLFLOW_HTTP_REQUEST_{name}" for name in ("MAX_RETRIES", "BACKOFF_FACTOR", "TIMEOUT"))

DATABASE_SERVER = re.compile(r"(postgresql|postgres|mysql|mssql)(\+\w+)?://")


def choose_uri(given: str | None = None) -> str:
    """The URI to use: the given one, else ``MLFLOW_TRACKING_URI``, else SQLite in the working folder.

    A login in it is taken out, see :mod:`runner.core.credentials`.
    """
    uri = credentials.take(given or os.environ.get(credentials.ADDRESS) or uri_of(Path.cwd() / DATABASE))
    file = find_database(uri)
    return uri_of(file.absolute()) if file else uri


def choose_named_uri(given: str | None) -> str:
    """The same for the URI that a command gives: its server is one that the user's login may go to."""
    return choose_uri(credentials.name_server(given) if given else None)


def find_database(uri: str) -> Path | None:
    """The SQLite file of a URI; None for servers and other stores."""
    return file_of(uri)


def hide_password(uri: str) -> str:
    """A URI, or a text with one, without its password."""
    return credentials.hide(uri)


def find_artifact_root(uri: str) -> str | None:
    """Where artifacts of a SQLite store go: ``mlruns`` beside it; None leaves it to the server."""
    file = find_database(uri)
    return (file.absolute().parent / ARTIFACTS).as_uri() if file else None


def find_artifacts(uri: str, experiment: str) -> str | None:
    """Where the artifacts of an experiment go, in a folder of its own; None leaves it to the server."""
    root = find_artifact_root(uri)
    plain = not {"", ".", ".."} & set(experiment.split("/"))
    return root and f"{root}/{quote(experiment if plain else names.name_file(experiment))}"


def open_client(uri: str) -> Any:
    """MLflow's client of a store; it gives a login to the store's own server only."""
    from mlflow import MlflowClient

    for name, value in QUIET.items():  # what a run says is its own
        os.environ.setdefault(name, value)
    credentials.bind()
    return MlflowClient(credentials.join_login(uri))


def download(client: Any, run_id: str, file: str, folder: Path) -> Path:
    """Bring an artifact of a run into a folder; a store may say that it lies with a server of anybody's.

    Raises:
        OSError: it cannot be had; a PermissionError, where it lies with another server than the store's own.
    """
    from mlflow.exceptions import MlflowException

    try:
        where, own = urlsplit(client.get_run(run_id).info.artifact_uri or ""), urlsplit(client.tracking_uri or "")
        if where.scheme in ASKED and where.netloc and where.netloc.rpartition("@")[2] != own.netloc.rpartition("@")[2]:
            says = f"the store says that it lies with the server {hide_password(where.netloc)}: it is not asked"
            raise PermissionError(1, says)
        return Path(client.download_artifacts(run_id, file, str(folder)))
    except MlflowException as error:
        raise OSError(str(error)) from error


def refuse_database(uri: str) -> None:
    """Refuse to write to a database server directly.

    Its tables would be made by several runs at once, artifacts would lie with each machine, and a run would end when
    the database is away.

    Raises:
        UserError: the URI is one of a database server.
    """
    if DATABASE_SERVER.match(uri):
        raise UserError(
            f"{hide_password(uri)} is a database, which runs do not write to themselves: artifacts would stay on each "
            "machine. Start a tracking server over it, make server STORE=..., and give the runs its address: "
            "tracking.uri=http://HOST:5000."
        )


def check(uri: str) -> None:
    """Refuse a store that cannot be used; loads nothing heavy.

    Raises:
        UserError: see :func:`runner.tracking.store_faults.find_fault` and :func:`runner.tracking.address.check`.
    """
    file = find_database(uri)
    if file is None:
        address.check(uri)
        return
    try:
        found = find_fault(file)
    except OSError as error:
        raise _unusable(file, error) from None
    if found:
        raise UserError(f"{found.what} {found.remedy}")


def ensure(uri: str) -> None:
    """Create the SQLite store of a URI if it is not there; safe with many processes at once.

    Raises:
        UserError: the store cannot be used, see :func:`check`, or its folder cannot be written.
    """
    file = find_database(uri)
    if file is None:
        # MLflow tries a server that is away for minutes a call; less is enough to know.
        for name, value in ((RETRIES, "2"), (BACKOFF, "1"), (TIMEOUT, "30"), ("PGCONNECT_TIMEOUT", "8")):
            os.environ.setdefault(name, value)
    check(uri)
    if file is None:
        return
    try:
        if file.exists():
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        with _alone(file):
            if not file.exists():
                _create(file)
    except OSError as error:
        raise _unusable(file, error) from None


def _unusable(file: Path, error: OSError) -> UserError:
    return UserError(f"The store {file} cannot be used: {error}. Give another one: tracking.uri=...")


def find_leftovers(file: Path) -> list[Path]:
    """What creations of a store that were killed left beside it, or what one that goes on is writing."""
    return sorted(file.parent.glob(f".{glob.escape(file.name)}.*.tmp*"))


def tidy(file: Path) -> list[Path]:
    """Remove the leftovers of killed creations, under the lock that a creation holds; returns what it removed."""
    with _alone(file):
        return _remove_leftovers(file)


@contextlib.contextmanager
def open_store(uri: str) -> Iterator[Any]:
    """MLflow's client of a store that is there.

    Raises:
        UserError: MLflow cannot use the store, or the server does not answer.
    """
    from mlflow.exceptions import MlflowException
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield open_client(uri)
    except (MlflowException, SQLAlchemyError, ImportError, OSError) as error:
        raise UserError(
            f"The store {hide_password(uri)} cannot be used: {hide_password(reasons.state_reason(error))}"
        ) from error


@contextlib.contextmanager
def _alone(file: Path) -> Iterator[None]:
    """One process at a time; a lock of the system's, which ends with the process that holds it."""
    lock = file.with_name(f".{file.name}.lock")
    with waiting.acquire(lock, f"the store {file}, which another process makes: it holds {lock.name}"):
        yield


def _remove_leftovers(file: Path) -> list[Path]:
    found = find_leftovers(file)
    for leftover in found:
        leftover.unlink(missing_ok=True)
    return found


def merge_log(file: Path) -> None:
    """Bring SQLite's write-ahead log into its database, so that the one file holds everything."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _create(file: Path) -> None:
    from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

    temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    root = find_artifact_root(uri_of(file))
    for chatty in ("mlflow", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    try:
        store = SqlAlchemyStore(uri_of(temporary), root)
        store.engine.dispose()
        merge_log(temporary)
        with contextlib.closing(sqlite3.connect(temporary)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
        temporary.replace(file)
    finally:
        _remove_leftovers(file)


@contextlib.contextmanager
def limit_answers(seconds: int, retries: int) -> Iterator[None]:
    """In the block, a server has so many seconds for an answer, and a request is tried so many times more.

    MLflow reads both from the environment, at each request.
    """
    wanted = {TIMEOUT: str(seconds), RETRIES: str(retries), BACKOFF: "1"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
