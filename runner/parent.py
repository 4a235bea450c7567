"""The parent run of a sweep in MLflow: its runs stand under it, its status and counts are true."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from runner import history, sender, store, track
from runner.comparison import FINISHED
from runner.config import TrackingConfig
from runner.outbox import Outbox
from runner.records import (
    KIND_SWEEP,
    RUNS_FAILED,
    RUNS_FINISHED,
    RUNS_PLANNED,
    RUNS_SKIPPED,
    TAG_KIND,
    TAG_SIGNATURE,
    Finished,
    UserError,
)


class Sweep:
    """The parent run of a sweep."""

    def __init__(self, run_id: str, outbox: Outbox, planned: int) -> None:
        self.id, self.uri, self.run = run_id, outbox.uri, track.Run(run_id, outbox)
        self.status: str | None = None
        self._planned, self._since = planned, time.time_ns() // 1_000_000
        self.run.finals({RUNS_PLANNED: planned})

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
        skipped = self._planned - finished - failed
        self.run.finals({RUNS_FINISHED: finished, RUNS_FAILED: failed, RUNS_SKIPPED: skipped})


@contextlib.contextmanager
def open_sweep(
    config: TrackingConfig, identity: str, planned: int, folder: Path, study: str | None = None
) -> Iterator[Sweep]:
    """The parent run of a sweep: a new one, or the one that the same sweep made before, reopened.

    Args:
        config: says the store and the experiment.
        identity: the sweep's signature.
        planned: how many runs it has.
        folder: of the sweep; takes the journal.
        study: its name, if it is a study; else it is named by its signature.

    Raises:
        UserError: the tracking server is away already.
    """
    from mlflow import MlflowClient

    uri = store.tracking_uri(config.uri)
    store.ensure(uri)
    client = MlflowClient(uri)
    with sender.needed(uri):
        experiment = track.experiment_id(client, config.experiment, uri)
        mine = f"tags.`{TAG_KIND}` = '{KIND_SWEEP}' and tags.`{TAG_SIGNATURE}` = '{identity}'"
        before = client.search_runs([experiment], mine, max_results=1)
        if before:
            run_id = before[0].info.run_id
            client.update_run(run_id, status="RUNNING")
        else:
            tags = {TAG_KIND: KIND_SWEEP, TAG_SIGNATURE: identity, **track.environment_tags()}
            run_id = client.create_run(experiment, run_name=study or f"sweep-{identity}", tags=tags).info.run_id
    with Outbox(uri, folder) as outbox:
        sweep, why = Sweep(run_id, outbox, planned), None
        try:
            yield sweep
        except Exception as error:
            why = track.reason(error)
            raise
        except BaseException as error:
            sweep.status, why = "KILLED", str(error)
            raise
        finally:
            if sweep.status in (None, "KILLED"):
                with (
                    store.within(3, retries=0),
                    contextlib.suppress(UserError),
                ):  # a store that cannot be read now: its status matters more
                    sweep.count_what_ended()
            sweep.run.end(sweep.status or "FAILED", why)
