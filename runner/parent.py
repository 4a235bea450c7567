"""The parent run of a sweep in MLflow: its runs stand under it, its status and counts are true."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from runner import connection, history, liveness, provenance, track
from runner.comparison import FINISHED, TrackedRun
from runner.config import TrackingConfig
from runner.records import (
    KIND_SWEEP,
    RUNS_FAILED,
    RUNS_FINISHED,
    RUNS_PLANNED,
    RUNS_SKIPPED,
    TAG_KIND,
    TAG_LOCK,
    TAG_REASON,
    TAG_SIGNATURE,
    Finished,
    Skipped,
    UserError,
)

RUNNING = "RUNNING"


class Sweep:
    """The parent run of a sweep."""

    def __init__(self, tracking: connection.Connection, run_id: str, planned: int) -> None:
        self.id, self.uri, self.tracking = run_id, tracking.uri, replace(tracking, parent=run_id)
        self.status: str | None = None
        self._planned, self._since = planned, time.time_ns() // 1_000_000
        tracking.client.log_metric(run_id, RUNS_PLANNED, planned)

    def count(self, outcomes: Sequence[Any]) -> None:
        """Write what became of all runs; the sweep is FINISHED if none failed."""
        finished = sum(isinstance(outcome, Finished) for outcome in outcomes)
        failed = len(outcomes) - finished - sum(isinstance(outcome, Skipped) for outcome in outcomes)
        self._write(finished, failed)
        self.status = "FAILED" if failed else "FINISHED"

    def count_what_ended(self) -> None:
        """Write what became of the runs so far, as the store has it: the sweep was broken off."""
        ended = history.ended_since(self.uri, self.id, self._since)
        finished = sum(run.status == FINISHED for run in ended)
        self._write(finished, len(ended) - finished)

    def _write(self, finished: int, failed: int) -> None:
        counts = {RUNS_FINISHED: finished, RUNS_FAILED: failed, RUNS_SKIPPED: self._planned - finished - failed}
        for name, value in counts.items():
            self.tracking.client.log_metric(self.id, name, value)


@contextlib.contextmanager
def open_sweep(
    config: TrackingConfig, identity: str, planned: int, folder: Path, study: str | None = None
) -> Iterator[Sweep]:
    """The parent run of a sweep: a new one, or the one that the same sweep made before, reopened.

    Args:
        config: says the store and the experiment.
        identity: the sweep's signature.
        planned: how many runs it has.
        folder: of the sweep.
        study: its name, if it is a study; else it is named by its signature.

    Raises:
        UserError: the same sweep goes on at this moment, in another process of this machine.
    """
    tracking = connection.connect(config)
    client = tracking.client
    with liveness.held(folder) as alive:
        before = _before(tracking, identity)
        if before:
            run_id = before.run_id
            client.update_run(run_id, status="RUNNING")
            for tag, value in alive.items():
                client.set_tag(run_id, tag, value)
            if TAG_REASON in before.tags:
                client.delete_tag(run_id, TAG_REASON)
        else:
            tags = {TAG_KIND: KIND_SWEEP, TAG_SIGNATURE: identity, **provenance.tags(), **alive}
            name = study or f"sweep-{identity}"
            run_id = client.create_run(tracking.experiment, run_name=name, tags=tags).info.run_id
        with _ended_truly(Sweep(tracking, run_id, planned)) as sweep:
            yield sweep


def _before(tracking: connection.Connection, identity: str) -> TrackedRun | None:
    """The parent that the same sweep made before, unless it may be alive on another machine."""
    liveness.end_all(tracking.client, [tracking.experiment])
    mine = f"tags.`{TAG_KIND}` = '{KIND_SWEEP}' and tags.`{TAG_SIGNATURE}` = '{identity}'"
    runs = history.runs(tracking.client, [tracking.experiment], mine)
    for run in runs:
        if run.status == RUNNING and liveness.judge(run.run_id, run.name, run.tags) is None:
            raise UserError(
                f"This sweep is going on already, as run {run.run_id}: its process holds {run.tags[TAG_LOCK]}. "
                f"Wait for it, or end it; the same command then goes on where it stopped."
            )
    ended = [run for run in runs if run.status != RUNNING]
    return max(ended, key=lambda run: (run.ended or 0, run.run_id), default=None)


@contextlib.contextmanager
def _ended_truly(sweep: Sweep) -> Iterator[Sweep]:
    """Give the sweep's run its status and counts, whatever happens."""
    client, run_id = sweep.tracking.client, sweep.id
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
