"""What runs left behind: bytes on the disk, and rows in a SQLite store of MLflow's, run by run.

Rows are counted in the tables themselves: MLflow's own answers page through them, and leave histories out.
"""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from runner.core import files
from runner.core.records import (
    DENSE_FIGURES_FILE,
    KIND_DENSE,
    KIND_SWEEP,
    TAG_DENSE_WEIGHTS,
    TAG_KIND,
    TAG_WEIGHTS,
    TIME,
)
from runner.run import dense_figures

METRICS, PARAMS = "metrics", "params"
BY_RUN = {
    METRICS: "run_uuid", "latest_metrics": "run_uuid", PARAMS: "run_uuid", "tags": "run_uuid", "runs": "run_uuid",
    "logged_model_metrics": "run_id",
}  # fmt: skip


@dataclass(frozen=True)
class Footprint:
    """Of one run: rows by table, rows of its metrics by name, bytes of its artifacts and its logged model."""

    rows: Mapping[str, int]
    metrics: Mapping[str, int]
    artifacts: int


class Traces:
    """A store that some runs were written to, opened to be counted; nobody writes to it any more.

    Args:
        file: of the database.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)

    def __enter__(self) -> Traces:
        """It is open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._connection.close()

    def of_run(self, run: str) -> Footprint:
        """What a run left."""
        rows = {table: self._one(f"SELECT count(*) FROM {table} WHERE {by} = ?", run) for table, by in BY_RUN.items()}
        names = self._connection.execute("SELECT key, count(*) FROM metrics WHERE run_uuid = ? GROUP BY key", (run,))
        places = self._connection.execute(
            "SELECT artifact_uri FROM runs WHERE run_uuid = ?1 "
            "UNION SELECT artifact_location FROM logged_models WHERE source_run_id = ?1",
            (run,),
        )
        return Footprint(rows, dict(names), sum(size(_path(uri)) for (uri,) in places))

    def sweep(self) -> str:
        """The run id of the sweep."""
        found: str = self._one("SELECT run_uuid FROM tags WHERE key = ? AND value = ?", TAG_KIND, KIND_SWEEP)
        return found

    def dense_of(self, run: str) -> tuple[str, float, str]:
        """Of the dense training that a run started from: its run id, the seconds that it took, its weights' hash."""
        weights: str = self._one("SELECT value FROM tags WHERE run_uuid = ? AND key = ?", run, TAG_DENSE_WEIGHTS)
        dense: str = self._one(
            "SELECT a.run_uuid FROM tags a JOIN tags b USING (run_uuid) "
            "WHERE a.key = ? AND a.value = ? AND b.key = ? AND b.value = ?",
            TAG_KIND, KIND_DENSE, TAG_WEIGHTS, weights,
        )  # fmt: skip
        seconds = self._one(
            "SELECT value FROM latest_metrics WHERE run_uuid = ? AND key = ?", run, TIME.format("dense")
        )
        return dense, float(seconds), weights

    def rows(self) -> int:
        """All rows that runs left."""
        return sum(self._one(f"SELECT count(*) FROM {table}") for table in BY_RUN)

    def empty_bytes(self) -> int:
        """Of the same database without any run."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "empty.db")
            with contextlib.closing(sqlite3.connect(copy)) as emptied:
                self._connection.backup(emptied)
                for table in BY_RUN:
                    emptied.execute(f"DELETE FROM {table}")
                emptied.commit()
                emptied.execute("VACUUM")
            return copy.stat().st_size

    def bytes(self) -> int:
        """Of the database, what waits in its log included."""
        return sum(file.stat().st_size for file in self.file.parent.glob(f"{self.file.name}*"))

    def _one(self, query: str, *values: str) -> Any:
        found = self._connection.execute(query, values).fetchone()
        return found[0] if found else None


def size(folder: Path) -> int:
    """Bytes of all files in a folder; what goes while we look is not there."""
    return sum(_sizes(folder))


def dense_bytes(root: Path, weights: str) -> int:
    """Of the dense model with a hash over its weights, among all that are kept in a folder."""
    for file in root.glob(f"*/{DENSE_FIGURES_FILE}"):
        with contextlib.suppress(OSError, ValueError):  # a damaged one is trained anew by the run that needs it
            if dense_figures.parse(files.read_file(file, dense_figures.LARGEST)).weights_sha256 == weights:
                return size(file.parent)
    return 0


def _sizes(folder: Path) -> Iterator[int]:
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            if path.is_file():
                yield path.stat().st_size


def _path(uri: str) -> Path:
    return Path(unquote(urlparse(uri).path))
