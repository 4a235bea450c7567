"""The parent run of a sweep in MLflow: its runs stand under it, its status and counts are true."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from typing import Any

from runner import history, store, track
from runner.comparison import FINISHED
from runner.config import TrackingConfig
from runner.records import (
    KIND_SWEEP,
    RUNS_FAILED,
    RUNS_FINISHED,
    RUNS_PLANNED,
    RUNS_SKIPPED,
    TAG_KIND,
    TAG_REASON,
    TAG_SIGNATURE,
    Finished,
    UserError,
)


class Sweep:
    """The parent run of a sweep."""

    def __init__(self, client: Any, run_id: str, uri: str, planned: int) -> None:
        self.id, self.uri = run_id, uri
        self.status: str | None = None
        self._client, self._planned, self._since = client, planned, time.time_ns() // 1_000_000
        client.log_metric(run_id, RUNS_PLANNED, planned)

    def count(self, outcomes: Sequence[Any]) -> None:
        """Write what became of all runs; the sweep is FINISHED if all finished."""
        finished = sum(isinstance(outcome, Finished) for outcome in outcomes)
        self._write(finished, len(outcomes) - finished)
        self.status = "FINISHED" if finished == len(outcomes) else "FAILED"

    def count_what_ended(self) -> None:
        """Write what became of the runs so far, as the store has it: the sweep was broken off."""
        ended = history.ended_since(self.uri, self.id, self._since)
        finished = sum(run.status == FINISHED for run in ended)
        self._write(finished, len(ended) - finished)

    def _write(self, finished: int, failed: int) -> None:
        counts = {RUNS_FINISHED: finished, RUNS_FAILED: failed, RUNS_SKIPPED: self._planned - finished - failed}
        for name, value in counts.items():
            self._client.log_metric(self.id, name, value)


@contextlib.contextmanager
def open_sweep(config: TrackingConfig, identity: str, planned: int, study: str | None = None) -> Iterator[Sweep]:
    """The parent run of a sweep: a new one, or the one that the same sweep made before, reopened.

    Args:
        config: says the store and the experiment.
        identity: the sweep's signature.
        planned: how many runs it has.
        study: its name, if it is a study; else it is named by its signature.
    """
    from mlflow import MlflowClient

    uri = store.tracking_uri(config.uri)
    store.ensure(uri)
    client = MlflowClient(uri)
    experiment = track.experiment_id(client, config.experiment, uri)
    mine = f"tags.`{TAG_KIND}` = '{KIND_SWEEP}' and tags.`{TAG_SIGNATURE}` = '{identity}'"
    before = client.search_runs([experiment], mine, max_results=1)
    if before:
        run_id = before[0].info.run_id
        client.update_run(run_id, status="RUNNING")
    else:
        tags = {TAG_KIND: KIND_SWEEP, TAG_SIGNATURE: identity, **track.environment_tags()}
        run_id = client.create_run(experiment, run_name=study or f"sweep-{identity}", tags=tags).info.run_id
    sweep = Sweep(client, run_id, uri, planned)
    try:
        yield sweep
    except Exception as error:
        client.set_tag(run_id, TAG_REASON, track.reason(error))
        raise
    except BaseException as error:
        client.set_tag(run_id, TAG_REASON, str(error))
        sweep.status = "KILLED"
        raise
    finally:
        if sweep.status in (None, "KILLED"):
            with contextlib.suppress(UserError):  # a store that cannot be read now: its status matters more
                sweep.count_what_ended()
        client.set_terminated(run_id, sweep.status or "FAILED")
