"""Many runs out of MLflow's own tables: one query a table, whatever the number of runs.

MLflow's client makes objects of each value, which was most of what a report of thousands of runs cost, and asks for
histories run by run. Tables are read here only where MLflow's models of them have the columns that are known, no fewer
and no more; that the database is as the models say, MLflow has checked when it opened the store.
"""

from __future__ import annotations

import contextlib
import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import TYPE_CHECKING, Any

from runner.tracking.records import Point, TrackedRun

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

READABLE = re.compile(r"(sqlite|postgresql)(\+\w+)?:")  # elsewhere = means another thing: capitals are the same, say
ROWS = 10_000  # that are held at once, beside what is kept of them
NAME = "mlflow.runName"  # of a run that another MLflow named by a tag alone
OF_METRICS = ("key", "value", "timestamp", "step", "is_nan", "run_uuid")
COLUMNS = {  # by the name of MLflow's model
    "SqlRun": ("run_uuid", "name", "source_type", "source_name", "entry_point_name", "user_id", "status", "start_time",
               "end_time", "deleted_time", "source_version", "lifecycle_stage", "artifact_uri", "experiment_id"),
    "SqlTag": ("key", "value", "run_uuid"),
    "SqlParam": ("key", "value", "run_uuid"),
    "SqlLatestMetric": OF_METRICS,
    "SqlMetric": OF_METRICS,
}  # fmt: skip


@contextlib.contextmanager
def open_tables(uri: str) -> Iterator[Tables | None]:
    """The tables of a store that MLflow's client has opened; None for one that is read through the client only."""
    if not READABLE.match(uri):
        yield None
        return
    from mlflow.store.db.utils import create_sqlalchemy_engine
    from mlflow.store.tracking.dbmodels import models

    if not are_known(models):
        yield None
        return
    engine = create_sqlalchemy_engine(uri)
    try:
        with engine.connect() as connection:
            yield Tables(connection, models)
    finally:
        engine.dispose()


def are_known(models: Any) -> bool:
    """Whether MLflow's models have the columns that this module knows, no fewer and no more."""
    return all(
        hasattr(models, name) and {column.name for column in getattr(models, name).__table__.columns} == set(columns)
        for name, columns in COLUMNS.items()
    )


class Tables:
    """MLflow's tables in an open database, to be read: see :class:`runner.tracking.bulk.Reader`."""

    def __init__(self, connection: Connection, models: Any) -> None:
        self._connection, self._models = connection, models

    def read_runs(self, experiments: Sequence[str], tags: Mapping[str, str]) -> Iterator[TrackedRun]:
        """See :class:`runner.tracking.bulk.Reader`. A run is read before its values: one that is FINISHED has all."""
        from sqlalchemy import select

        run, tag = self._models.SqlRun, self._models.SqlTag
        where = [
            run.experiment_id.in_([int(each) for each in experiments]),
            run.lifecycle_stage == "active",
            *(run.run_uuid.in_(select(tag.run_uuid).where(tag.key == key, tag.value == value))
              for key, value in tags.items()),
        ]  # fmt: skip
        columns = (run.run_uuid, run.name, run.status, run.start_time, run.end_time)
        found = list(self._rows(select(*columns).where(*where).order_by(run.start_time.desc(), run.run_uuid)))
        run_ids = select(run.run_uuid).where(*where)
        texts_of, params_of = self._read_texts(tag, run_ids), self._read_texts(self._models.SqlParam, run_ids)
        metrics_of = self._read_last_values(run_ids)
        for run_id, name, status, started, ended in found:
            texts = texts_of[run_id]
            name = name or texts.get(NAME) or run_id
            yield TrackedRun(run_id, name, status, started or 0, ended, params_of[run_id], metrics_of[run_id], texts)

    def read_histories(self, run_ids: Collection[str], metrics: Collection[str]) -> Iterator[Point]:
        """See :class:`runner.tracking.bulk.Reader`."""
        from sqlalchemy import select

        metric = self._models.SqlMetric
        # No plain column: SQLite would take the index that begins with the key, in which is every run of the store.
        key = metric.key.concat("")
        columns = (metric.run_uuid, metric.key, metric.timestamp, metric.step, metric.value, metric.is_nan)
        found = self._rows(select(*columns).where(metric.run_uuid.in_(run_ids), key.in_(metrics)))
        for run_id, name, _, step, value, is_nan in sorted(found):
            yield Point(run_id, name, step, math.nan if is_nan else value)

    def _read_texts(self, table: Any, run_ids: Select[Any]) -> dict[str, dict[str, str]]:
        """Tags or params by run and key. Most are the same in many runs: each text is kept once."""
        from sqlalchemy import select

        found: dict[str, dict[str, str]] = defaultdict(dict)
        rows = self._rows(select(table.run_uuid, table.key, table.value).where(table.run_uuid.in_(run_ids)))
        for run_id, key, value in rows:
            found[run_id][intern(key)] = intern(value or "")
        return found

    def _read_last_values(self, run_ids: Select[Any]) -> dict[str, dict[str, float]]:
        """The last value of each metric by run and name."""
        from sqlalchemy import select

        table, found = self._models.SqlLatestMetric, defaultdict[str, dict[str, float]](dict)
        columns = (table.run_uuid, table.key, table.value, table.is_nan)
        for run_id, key, value, is_nan in self._rows(select(*columns).where(table.run_uuid.in_(run_ids))):
            found[run_id][intern(key)] = math.nan if is_nan else value
        return found

    def _rows(self, statement: Select[Any]) -> Iterable[Any]:
        return self._connection.execute(statement.execution_options(yield_per=ROWS))
