"""Many runs at once, with as few queries as the store allows.

A database is read by its tables, a tracking server by its answers as they come: neither takes a query for each run, nor
objects for each value. Any other store is read through MLflow's client, which needs both.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from runner.tracking import client_answers, database, server_answers
from runner.tracking.records import Point, TrackedRun


class Reader(Protocol):
    """A store, to be read."""

    def read_runs(self, experiments: Sequence[str], tags: Mapping[str, str]) -> Iterable[TrackedRun]:
        """Every run of some experiments that has all of some tags and was not deleted, the latest first."""

    def read_histories(self, run_ids: Collection[str], metrics: Collection[str]) -> Iterable[Point]:
        """All that was logged of some metrics of some runs; of each metric of a run by time."""


@contextlib.contextmanager
def open_reader(client: Any) -> Iterator[Reader]:
    """The best way to read the store of an MLflow client."""
    with database.open_tables(client.tracking_uri) as tables:
        if tables:
            yield tables
        elif server_answers.are_given(client.tracking_uri):
            yield server_answers.Answers(client)
        else:
            yield client_answers.Answers(client)
