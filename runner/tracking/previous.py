"""The same command again is the resume: what the store knows of a run that is to be made.

A run is known by its signature and by the versions that its weights depend on. One that is
finished is skipped, one that was broken off is continued in place, one that failed is made
again as the next attempt. Runs that are dead without having said so are ended first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from runner.config import signature
from runner.config.schema import Config
from runner.core import provenance
from runner.core.events import Skipped, Stopped
from runner.core.metric_names import VAL_SCORE
from runner.core.score import Score, read_score
from runner.core.tags import (
    KIND_RUN,
    TAG_ALSO_IN,
    TAG_ATTEMPT,
    TAG_BOOT,
    TAG_HOST,
    TAG_KIND,
    TAG_LOCK,
    TAG_LOCK_ID,
    TAG_PARENT,
    TAG_REASON,
    TAG_SIGNATURE,
    TAG_STOPPED,
    Status,
)
from runner.tracking import connection, history, liveness, run_writer, sender
from runner.tracking.records import TrackedRun

OF_ANY_VERSION = ("seed", "target_sparsity", "dataset.name", "train.epochs", "train.batch_size", "baseline.epochs")


@dataclass(frozen=True)
class Past:
    """What was there before.

    Attributes:
        finished: the run is done already.
        broken_off: the run to go on with: it stands under the same parent, and is the last one there.
        attempts: how many times the run was made.
    """

    finished: TrackedRun | None = None
    broken_off: TrackedRun | None = None
    attempts: int = 0


def other_results(tracking: connection.Connection, configs: Iterable[Config]) -> list[str]:
    """What to tell of runs that are to be made, and are there with the same settings by another results version."""
    found = [run for config in configs if (run := _of_other_results(tracking, config))]
    if not found:
        return []
    run, theirs = found[0], sorted({str(signature.read_results_version(each.tags)) for each in found})
    which = f"run {run.run_id} ({run.name}) is" if len(found) == 1 else f"{len(found)} runs, like {run.run_id}, are"
    return [
        f"{which} there with the same settings, made by results version {' and '.join(theirs)}. This is version "
        f"{signature.RESULTS}, which computes other figures: made anew."
    ]


def find_score(config: Config) -> Score:
    """By what the runs of a config are judged."""
    return read_score(_params(config))


def _params(config: Config) -> dict[str, str]:
    """As they are tracked."""
    return {key: str(value) for key, value in run_writer.flatten_node(config.recorded()).items()}


def _of_other_results(tracking: connection.Connection, config: Config) -> TrackedRun | None:
    """A finished run that differs in nothing that both record, and was not made by this results version."""
    params = _params(config)
    telling = {key: params[key] for key in params if key in OF_ANY_VERSION or key.startswith(("schedule.", "model."))}
    where = [f"tags.{TAG_KIND} = '{KIND_RUN}'", f"attributes.status = '{Status.FINISHED}'"]
    where += [f"params.`{key}` = '{value}'" for key, value in telling.items() if not set(value) & {"'", "`"}]
    for run in history.find_runs(tracking.client, [tracking.experiment], " AND ".join(where)):
        both = (key for key in params if key in run.params and not signature.is_left_out(key))
        if signature.read_results_version(run.tags) != signature.RESULTS and all(
            params[key] == run.params[key] for key in both
        ):
            return run
    return None


def look_up(tracking: connection.Connection, identity: str, kind: str) -> Past:
    """Ask the store for a run, after the dead were ended, and what goes on for the same sweep has ended.

    A launcher's processes may go on when the sweep's own was killed: what they do is not done twice.
    """
    with sender.require_server(tracking.uri):
        liveness.end_all_stale(tracking.client, [tracking.experiment])
    found = _runs(tracking, identity, kind)
    going_on = [run for run in found if run.status == Status.RUNNING]
    for run in going_on:
        # Of runs without a sweep, two that are the same may go at once.
        here = tracking.parent is not None and run.tags.get(TAG_PARENT) == tracking.parent
        if why := liveness.explain_given_up(run.tags, tracking.alive, same_run=here):
            for each in _of_its_process(run, tracking):
                liveness.end(tracking.client, liveness.Stale(each.run_id, each.name, why, why))
        elif here:
            liveness.wait(run.run_id, run.tags)
    return read_past(tracking, identity, kind) if going_on else _choose(tracking, found, kind)


def find_done(
    tracking: connection.Connection, wanted: Sequence[tuple[str, Mapping[int, float]]]
) -> list[Skipped | Stopped | None]:
    """The runs of a sweep that are done already, each in its place.

    Args:
        tracking: the store, with the sweep as parent.
        wanted: the signature of each run, and the scores by epoch; one that is worse is stopped by a search.
    """
    found = [(signature, below, read_past(tracking, signature)) for signature, below in wanted]
    return [
        take_over(tracking, signature, before.finished) if before.finished else _stopped(before.broken_off, below)
        for signature, below, before in found
    ]


def read_past(tracking: connection.Connection, identity: str, kind: str = KIND_RUN) -> Past:
    """What the store knows of a run."""
    return _choose(tracking, _runs(tracking, identity, kind), kind)


def _choose(tracking: connection.Connection, runs: Sequence[TrackedRun], kind: str) -> Past:
    parent = tracking.parent if kind == KIND_RUN else None
    return choose_past(runs, parent, provenance.read_versions())


def _stopped(run: TrackedRun | None, below: Mapping[int, float]) -> Stopped | None:
    """That a search stopped the run, and would again."""
    if run is None or TAG_STOPPED not in run.tags:
        return None
    score, limit = read_score(run.params), below.get(int(run.tags[TAG_STOPPED]), math.nan)
    again = score.is_better(limit, run.metrics[VAL_SCORE.format(score.name)])
    return Stopped(run.tags[TAG_REASON]) if again else None


def _runs(tracking: connection.Connection, identity: str, kind: str) -> list[TrackedRun]:
    where = f"tags.{TAG_KIND} = '{kind}' AND tags.{TAG_SIGNATURE} = '{identity}'"
    return history.find_runs(tracking.client, [tracking.experiment], where)


def _of_its_process(run: TrackedRun, tracking: connection.Connection) -> list[TrackedRun]:
    """The run, and the dense training that its process was at: it is as dead."""
    running = history.find_runs(tracking.client, [tracking.experiment], f"attributes.status = '{Status.RUNNING}'")
    of_process = (TAG_HOST, TAG_BOOT, TAG_LOCK, TAG_LOCK_ID)
    return [each for each in running if all(each.tags.get(tag) == run.tags.get(tag) for tag in of_process)]


def choose_past(runs: Sequence[TrackedRun], parent: str | None, versions: dict[str, str]) -> Past:
    """What to go on with, among all runs of one signature.

    Args:
        runs: of any status, in any order.
        parent: of the run that is to be made.
        versions: that its weights will depend on; a run with others is another one.
    """
    runs = sorted(runs, key=lambda run: (_attempt(run), run.started, run.run_id))
    same = [run for run in runs if all(run.tags.get(name) == value for name, value in versions.items())]
    here = [run for run in same if run.tags.get(TAG_PARENT) == parent]
    finished = [run for run in same if run.status == Status.FINISHED]
    return Past(
        finished=next((run for run in reversed(finished) if run in here), finished[-1] if finished else None),
        broken_off=here[-1] if here and here[-1].status == Status.KILLED else None,
        attempts=max(map(_attempt, runs), default=0),
    )


def take_over(tracking: connection.Connection, identity: str, run: TrackedRun) -> Skipped:
    """Count a finished run for the sweep that would have made it."""
    if tracking.parent and run.tags.get(TAG_PARENT) != tracking.parent:
        tracking.client.set_tag(run.run_id, TAG_ALSO_IN.format(tracking.parent), Status.FINISHED)
    return Skipped(run.run_id, run.name, identity, signature.read_results_version(run.tags))


def _attempt(run: TrackedRun) -> int:
    given = run.tags.get(TAG_ATTEMPT, "1")
    return int(given) if given.isdigit() else 1
