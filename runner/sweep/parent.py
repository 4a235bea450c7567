"""The parent run of a sweep in MLflow: its runs stand under it, its status and counts are true."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from runner.config.schema import Config
from runner.core import provenance
from runner.core.errors import UserError
from runner.core.events import Finished, Skipped, Stopped
from runner.core.metric_names import RUNS_FAILED, RUNS_FINISHED, RUNS_PLANNED, RUNS_SKIPPED, RUNS_STOPPED
from runner.core.tags import KIND_SWEEP, TAG_KIND, TAG_LOCK, TAG_REASON, TAG_SIGNATURE, TAG_STOPPED, TAG_TRIALS, Status
from runner.tracking import connection, history, liveness, previous, run_writer, sender, store
from runner.tracking.records import TrackedRun


class Sweep:
    """The parent run of a sweep."""

    def __init__(self, tracking: connection.Connection, run_id: str, planned: int) -> None:
        self.id, self.uri, self.tracking = run_id, tracking.uri, replace(tracking, parent=run_id)
        self.status: str | None = None
        self.run = run_writer.Run(run_id, tracking.outbox)
        self._planned, self._since = planned, time.time_ns() // 1_000_000
        self.run.finals({RUNS_PLANNED: planned})

    def count(self, outcomes: Sequence[Any]) -> None:
        """Write what became of all runs; the sweep is FINISHED if none failed."""
        finished, stopped, skipped = (
            sum(isinstance(outcome, kind) for outcome in outcomes) for kind in (Finished, Stopped, Skipped)
        )
        failed = len(outcomes) - finished - stopped - skipped
        self._write(finished, failed, stopped)
        self.status = Status.FAILED if failed else Status.FINISHED

    def count_what_ended(self) -> None:
        """Write what became of the runs so far, as the store has it: the sweep was broken off."""
        ended = history.find_ended(self.uri, self.id, self._since)
        finished = sum(run.status == Status.FINISHED for run in ended)
        stopped = sum(TAG_STOPPED in run.tags for run in ended)
        self._write(finished, len(ended) - finished - stopped, stopped)

    def searched(self, trials: Sequence[str], runs: int) -> None:
        """Write how many trials each arm had, and how many runs they came to be."""
        self.run.tags({TAG_TRIALS: "; ".join(trials)})
        self._planned = runs
        self.run.finals({RUNS_PLANNED: runs})

    def _write(self, finished: int, failed: int, stopped: int) -> None:
        skipped = self._planned - finished - failed - stopped
        counts = {RUNS_FINISHED: finished, RUNS_FAILED: failed, RUNS_SKIPPED: skipped}
        self.run.finals(counts | ({RUNS_STOPPED: stopped} if stopped else {}))


@contextlib.contextmanager
def open_sweep(config: Config, identity: str, planned: int, folder: Path, study: str | None = None) -> Iterator[Sweep]:
    """The parent run of a sweep: a new one, or the one that the same sweep made before, reopened.

    Args:
        config: of one of its runs; says the store and the experiment.
        identity: the sweep's signature.
        planned: how many runs it has.
        folder: of the sweep; takes the journal.
        study: its name, if it is a study; else it is named by its signature.

    Raises:
        UserError: the same sweep goes on at this moment, in another process of this machine; or the tracking
            server is away.
    """
    with connection.connect(config.tracking, folder, previous.find_score(config)) as tracking:
        with sender.require_server(tracking.uri):
            run_id = _parent(tracking, identity, study)
        with _ended_truly(Sweep(tracking, run_id, planned)) as sweep:
            yield sweep


def _parent(tracking: connection.Connection, identity: str, study: str | None) -> str:
    """The id of the parent run, made or reopened."""
    client = tracking.client
    before = _before(tracking, identity)
    if before is None:
        tags = {TAG_KIND: KIND_SWEEP, TAG_SIGNATURE: identity, **provenance.make_tags(), **tracking.alive}
        made = client.create_run(tracking.experiment, run_name=study or f"sweep-{identity}", tags=tags)
        return made.info.run_id
    client.update_run(before.run_id, status=Status.RUNNING)
    for tag, value in tracking.alive.items():
        client.set_tag(before.run_id, tag, value)
    if TAG_REASON in before.tags:
        client.delete_tag(before.run_id, TAG_REASON)
    return before.run_id


def _before(tracking: connection.Connection, identity: str) -> TrackedRun | None:
    """The parent that the same sweep made before, unless it may be alive on another machine."""
    liveness.end_all_stale(tracking.client, [tracking.experiment])
    mine = f"tags.`{TAG_KIND}` = '{KIND_SWEEP}' and tags.`{TAG_SIGNATURE}` = '{identity}'"
    runs = history.find_runs(tracking.client, [tracking.experiment], mine)
    for run in runs:
        if run.status == Status.RUNNING and liveness.judge_run(run.run_id, run.name, run.tags) is None:
            raise UserError(
                f"This sweep is going on already, as run {run.run_id}: its process holds {run.tags[TAG_LOCK]}. "
                f"Wait for it, or end it; the same command then goes on where it stopped."
            )
    ended = [run for run in runs if run.status != Status.RUNNING]
    return max(ended, key=lambda run: (run.ended or 0, run.run_id), default=None)


@contextlib.contextmanager
def _ended_truly(sweep: Sweep) -> Iterator[Sweep]:
    """Give the sweep's run its status and counts, whatever happens."""
    why = None
    try:
        yield sweep
    except Exception as error:
        why = run_writer.explain_failure(error)
        raise
    except BaseException as error:
        sweep.status, why = Status.KILLED, str(error)
        raise
    finally:
        if sweep.status in (None, Status.KILLED):
            # A store that cannot be read now: its status matters more.
            with store.limit_answers(3, retries=0), contextlib.suppress(UserError):
                # A dense model's run, too: its process may have been killed before the launcher heard of it.
                liveness.end_all_stale(sweep.tracking.client, [sweep.tracking.experiment])
                sweep.count_what_ended()
        sweep.run.end(sweep.status or Status.FAILED, why)
