"""Whole histories of metrics: (step, value) by step. Of a step that was written again the last value counts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeAlias

from runner.tracking import database

Series: TypeAlias = list[tuple[int, float]]


def read_series(client: Any, run_id: str, metric: str) -> Series:
    """The history of one metric of one run."""
    found = sorted(client.get_metric_history(run_id, metric), key=lambda each: each.timestamp)
    return sorted({each.step: each.value for each in found}.items())


def read_many(client: Any, run_ids: Collection[str], metrics: Collection[str]) -> dict[tuple[str, str], Series]:
    """The histories of some metrics of some runs, by run and metric; empty where there is none.

    In one query where the store is a database that is known.
    """
    wanted = [(run_id, metric) for run_id in run_ids for metric in metrics]
    with database.open_tables(client.tracking_uri) as tables:
        if tables is None:
            return {each: read_series(client, *each) for each in wanted}
        found: dict[tuple[str, str], dict[int, float]] = {each: {} for each in wanted}
        for run_id, metric, step, value in tables.read_histories(run_ids, metrics):
            found[run_id, metric][step] = value
    return {each: sorted(points.items()) for each, points in found.items()}
