"""Where runs are kept: the MLflow tracking URI, and a default store that is safe to create.

Creating MLflow's SQLite store takes seconds and many statements: two processes that do it at
once break it, and one that is killed meanwhile leaves a file that never opens again. So it is
built under a lock in a temporary file, set to write-ahead logging, and renamed into place.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from runner.records import UserError

DATABASE, ARTIFACTS = "mlflow.db", "mlruns"
SQLITE = "sqlite:///"
RETRIES, BACKOFF, TIMEOUT = (f"MLFLOW_HTTP_REQUEST_{name}" for name in ("MAX_RETRIES", "BACKOFF_FACTOR", "TIMEOUT"))


def tracking_uri(given: str | None = None) -> str:
    """The URI to use: the given one, else ``MLFLOW_TRACKING_URI``, else SQLite in the working folder."""
    uri = given or os.environ.get("MLFLOW_TRACKING_URI") or f"{SQLITE}{Path.cwd() / DATABASE}"
    if uri.startswith(SQLITE) and uri != f"{SQLITE}:memory:":
        return f"{SQLITE}{Path(uri.removeprefix(SQLITE)).absolute()}"
    return uri


def database(uri: str) -> Path | None:
    """The SQLite file of a URI; None for servers and other stores."""
    return Path(uri.removeprefix(SQLITE)) if uri.startswith(SQLITE) else None


def shown(uri: str) -> str:
    """A URI, or a text with one, without its password."""
    return re.sub(r"://[^/@]*@", "://***@", uri)


def artifact_root(uri: str) -> str | None:
    """Where artifacts of a SQLite store go: ``mlruns`` beside it; None leaves it to the server."""
    file = database(uri)
    return (file.parent / ARTIFACTS).as_uri() if file else None


def ensure(uri: str) -> None:
    """Create the SQLite store of a URI if it is not there; safe with many processes at once.

    Raises:
        UserError: the folder cannot be written, or the file is not a database.
    """
    file = database(uri)
    if file is None:
        _be_patient_no_longer()
        return
    if file.exists():
        _check(file)
        return
    from filelock import FileLock

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(file.with_name(f".{file.name}.lock")):
            if not file.exists():
                _create(file)
    except OSError as error:
        raise UserError(f"The store {file} cannot be created: {error}. Give another one: tracking.uri=...") from None


def _create(file: Path) -> None:
    from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

    temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    root = artifact_root(f"{SQLITE}{file}")
    for chatty in ("mlflow", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    try:
        store = SqlAlchemyStore(f"{SQLITE}{temporary}", root)
        store.engine.dispose()
        with contextlib.closing(sqlite3.connect(temporary)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode=WAL")
        temporary.replace(file)
    finally:
        for leftover in file.parent.glob(f"{temporary.name}*"):
            leftover.unlink(missing_ok=True)


def _check(file: Path) -> None:
    with file.open("rb") as opened:
        header = opened.read(16)
    if header != b"SQLite format 3\x00":
        raise UserError(f"{file} is not a SQLite database. Move it away, or give another store: tracking.uri=...")


def _be_patient_no_longer() -> None:
    """MLflow tries a server that is away for minutes a call; less is enough to know."""
    for name, value in ((RETRIES, "2"), (BACKOFF, "1"), (TIMEOUT, "30")):
        os.environ.setdefault(name, value)


@contextlib.contextmanager
def within(seconds: int, retries: int) -> Iterator[None]:
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
