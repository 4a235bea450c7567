"""What a tracking server answers of many runs, taken as it comes.

Runs come in pages of MLflow's REST API. Its client makes protocol buffers and objects of each value, which takes far
longer than to read the answer. Histories come by the route that the dashboard draws many runs from: it leaves out
nothing between, but ends without a word after some number of values. So of an answer only those runs count that are
surely whole; a server that has no such route is asked run by run.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from sys import intern
from typing import Any

from runner.tracking import client_answers, paging
from runner.tracking.records import Point, TrackedRun

SEARCH, HISTORIES = "/api/2.0/mlflow/runs/search", "/ajax-api/2.0/mlflow/metrics/get-history-bulk"
RUNS, VALUES = 100, 25_000  # that MLflow gives the histories of in one answer, at most


def are_given(uri: str) -> bool:
    """Whether a store is a tracking server."""
    return re.match("https?:", uri) is not None


class Answers:
    """A tracking server, to be read: see :class:`runner.tracking.bulk.Reader`."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def read_runs(self, experiments: Sequence[str], tags: Mapping[str, str]) -> Iterator[TrackedRun]:
        """See :class:`runner.tracking.bulk.Reader`."""
        from mlflow.utils.rest_utils import verify_rest_response

        asked = {"experiment_ids": list(experiments), "filter": client_answers.filter_tags(tags),
                 "run_view_type": "ACTIVE_ONLY", "max_results": paging.PAGE}  # fmt: skip
        while experiments:
            answer = verify_rest_response(self._ask(SEARCH, "POST", json=asked), SEARCH).json()
            yield from map(_make_record, answer.get("runs", ()))
            asked["page_token"] = answer.get("next_page_token")
            if not asked["page_token"]:
                return

    def read_histories(self, run_ids: Collection[str], metrics: Collection[str]) -> Iterator[Point]:
        """See :class:`runner.tracking.bulk.Reader`."""
        for metric in metrics:
            left: Sequence[str] = sorted(run_ids)
            while left:
                whole, left = self._read_first(left, metric)
                yield from whole

    def _read_first(self, run_ids: Sequence[str], metric: str) -> tuple[list[Point], Sequence[str]]:
        """The histories of the first of some runs, as many as come whole in one answer; and the runs that are left.

        An answer has run after run by their ids, so all that comes before its last run is whole, wherever it ends.
        """
        first = run_ids[:RUNS]
        points = self._find_histories(first, metric) if len(first) > 1 else None
        if points == []:
            return [], run_ids[len(first) :]
        last = points[-1].run_id if points else first[0]
        if not points or last == first[0]:
            return client_answers.read_history(self._client, first[0], metric), run_ids[1:]
        return [point for point in points if point.run_id != last], run_ids[first.index(last) :]

    def _find_histories(self, run_ids: Sequence[str], metric: str) -> list[Point] | None:
        """The beginning of the histories of some runs; None from a server that doesn't give them so."""
        asked = [*(("run_id", run_id) for run_id in run_ids), ("metric_key", metric), ("max_results", VALUES)]
        answer = self._ask(HISTORIES, "GET", params=asked, raise_on_status=False)
        try:
            points = [
                Point(each["run_id"], each["key"], int(each["step"]), float(each["value"]))
                for each in answer.json()["metrics"]
            ]
        except (ValueError, KeyError, TypeError):
            return None
        ordered = all(one.run_id <= next_one.run_id for one, next_one in pairwise(points))
        asked_for = all(point.run_id in run_ids and point.metric == metric for point in points)
        return points if answer.ok and ordered and asked_for else None

    def _ask(self, route: str, method: str, **given: Any) -> Any:
        from mlflow.utils.credentials import get_default_host_creds
        from mlflow.utils.rest_utils import http_request

        return http_request(get_default_host_creds(self._client.tracking_uri), route, method, **given)


def _make_record(run: Mapping[str, Any]) -> TrackedRun:
    info, data = run["info"], run.get("data", {})
    params, tags = (
        {intern(each["key"]): intern(each.get("value", "")) for each in data.get(name, ())}
        for name in ("params", "tags")
    )
    metrics = {intern(each["key"]): float(each.get("value", 0.0)) for each in data.get("metrics", ())}
    ended = int(info.get("end_time") or 0) or None
    return TrackedRun(
        info["run_id"], info.get("run_name") or info["run_id"], info["status"], int(info.get("start_time") or 0), ended,
        params, metrics, tags,
    )  # fmt: skip
