"""What MLflow's client answers of runs, as records: it knows every kind of store."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from runner.tracking import paging
from runner.tracking.records import Point, TrackedRun


class Answers:
    """Any store, to be read: see :class:`runner.tracking.bulk.Reader`. Histories take a query for each run."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def read_runs(self, experiments: Sequence[str], tags: Mapping[str, str]) -> Iterator[TrackedRun]:
        """See :class:`runner.tracking.bulk.Reader`."""
        return search_runs(self._client, experiments, filter_tags(tags))

    def read_histories(self, run_ids: Collection[str], metrics: Collection[str]) -> Iterator[Point]:
        """See :class:`runner.tracking.bulk.Reader`."""
        for run_id in run_ids:
            for metric in metrics:
                yield from read_history(self._client, run_id, metric)


def search_runs(client: Any, experiments: Sequence[str], where: str) -> Iterator[TrackedRun]:
    """Every run of some experiments that a filter of MLflow's matches."""
    for found in paging.read_pages(client.search_runs, experiments, where) if experiments else ():
        info, data = found.info, found.data
        yield TrackedRun(
            info.run_id, info.run_name or info.run_id, info.status, info.start_time or 0, info.end_time,
            data.params, data.metrics, data.tags,
        )  # fmt: skip


def filter_tags(tags: Mapping[str, str]) -> str:
    """A filter of MLflow's for the runs that have all of some tags."""
    return " AND ".join(f"tags.`{tag}` = '{value}'" for tag, value in tags.items())


def read_history(client: Any, run_id: str, metric: str) -> list[Point]:
    """All that was logged of a metric of one run, by time."""
    found = sorted(client.get_metric_history(run_id, metric), key=lambda each: each.timestamp)
    return [Point(run_id, metric, each.step, each.value) for each in found]
