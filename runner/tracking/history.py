"""Read tracked runs back from any MLflow store, and put a comparison beside them.

A run is read with its params, its tags and the last value of every metric, and of histories only what is drawn. No
query is made for a single run, see :mod:`runner.tracking.bulk`. Nothing is ever created in a store that is only read.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from runner.config import moved, recipe
from runner.core import names
from runner.core.errors import UserError
from runner.core.metric_names import PRUNE_ACHIEVED, PRUNE_PLANNED
from runner.core.tags import (
    KIND_RUN,
    KIND_SWEEP,
    TAG_ALSO_IN,
    TAG_KIND,
    TAG_NOTE,
    TAG_PARENT,
    TAG_REASON,
    TAG_TRIALS,
    Status,
)
from runner.tracking import bulk, client_answers, journal, paging, store
from runner.tracking.outbox import Outbox
from runner.tracking.records import Curve, Point, Source, TrackedRun

HINT = "Run a sweep first (python -m runner -m ...), or name another store: --uri URI."


def find_sweep(uri: str, wanted: str = "") -> Source:
    """A sweep by its run id or its name; of several with one name, or of all, the one worked on last.

    Raises:
        UserError: the store is missing, cannot be read, or has no such sweep; names the ones that there are.
    """
    with open_history(uri) as client:
        sweeps = _sweeps(client, uri)
        found = [each for each in sweeps if wanted in ("", each.run_id)]
        found = found or [each for each in sweeps if each.name == wanted]
        if not found:
            raise UserError(f"There is no sweep {wanted!r}. {_known('sweep', wanted, [each.name for each in sweeps])}")
        sweep = found[-1]
        experiment = client.get_run(sweep.run_id).info.experiment_id
        runs_of = [run for tags in _tags_of(sweep.run_id) for run in find_tagged(client, [experiment], tags)]
    notes = list(_of_search(sweep))
    if wanted and len(found) > 1:
        notes.append(f"{len(found)} sweeps are named {wanted!r}; this is the latest, run {sweep.run_id}.")
    return Source(sweep.name, runs_of, tuple(notes))


def find_experiment(uri: str, name: str) -> Source:
    """Every run of an experiment, of all its sweeps.

    Raises:
        UserError: there is no such experiment, or no run of ours in it.
    """
    with open_history(uri) as client:
        experiment = client.get_experiment_by_name(name)
        if experiment is None:
            known = [each.name for each in paging.read_pages(client.search_experiments)]
            raise UserError(f"There is no experiment {name!r}. {_known('experiment', name, known)}")
        found = find_tagged(client, [experiment.experiment_id], {TAG_KIND: KIND_RUN})
    if not found:
        raise UserError(f"The experiment {name!r} has no runs of this runner. {HINT}")
    return Source(name, found)


def find_ended(uri: str, sweep_id: str, since: int) -> list[TrackedRun]:
    """The runs of a sweep that ended after a time (milliseconds since 1970), in that order.

    Raises:
        UserError: the store cannot be read.
    """
    with open_history(uri) as client:
        experiment = client.get_run(sweep_id).info.experiment_id
        late = f" AND attributes.end_time >= {since}"
        filters = [client_answers.filter_tags(tags) + late for tags in _tags_of(sweep_id)]
        every = [run for where in filters for run in find_runs(client, [experiment], where)]
    ended = [run for run in every if run.status != Status.RUNNING]
    return sorted(ended, key=lambda run: (run.ended or 0, run.name))


def read_curves(uri: str, run_ids: Mapping[str, str]) -> dict[str, Curve]:
    """Planned and achieved sparsity by optimizer step of some runs; keys are kept.

    Raises:
        UserError: the store cannot be read.
    """
    metrics = (PRUNE_PLANNED, PRUNE_ACHIEVED)
    series: dict[tuple[str, str], list[Point]] = {(each, metric): [] for each in run_ids.values() for metric in metrics}
    with open_history(uri) as client, bulk.open_reader(client) as reader:
        for point in reader.read_histories(set(run_ids.values()), metrics):
            series[point.run_id, point.metric].append(point)
    return {label: Curve(*(_order(series[each, metric]) for metric in metrics)) for label, each in run_ids.items()}


def attach(uri: str, run_id: str, note: str, folder: Path, files: Sequence[Path]) -> None:
    """Log files of a folder as artifacts of a run, and make a note its description.

    While the server is away both are kept in a journal in the folder.
    """
    with open_history(uri), Outbox(uri, folder) as outbox:
        for file in files:
            outbox.write(run_id, journal.ARTIFACT, {"path": file.name})
        outbox.write(run_id, journal.TAGS, {TAG_NOTE: note})


@contextlib.contextmanager
def open_history(uri: str) -> Iterator[Any]:
    """A client of a store that exists; what MLflow says about a bad one becomes a UserError.

    Raises:
        UserError: the store is missing, or cannot be used.
    """
    _check(uri)
    with store.open_store(uri) as client:
        yield client


def _check(uri: str) -> None:
    """Refuse a store that is not there yet: MLflow would create it."""
    file = store.find_database(uri)
    folder = None if file or re.match(r"(?!file:)[a-z+]+:", uri) else Path(re.sub("^file:(//)?", "", uri))
    missing = file if file and not file.is_file() else folder if folder and not folder.is_dir() else None
    if missing:
        raise UserError(f"There is no store at {missing}: nothing was tracked there yet. {HINT}")
    if file and file.stat().st_size == 0:
        raise UserError(f"The store {file} is empty: nothing was tracked there yet. {HINT}")
    store.ensure(uri)


def _sweeps(client: Any, uri: str) -> list[TrackedRun]:
    """Every sweep of a store, the one worked on last at the end."""
    experiments = [each.experiment_id for each in paging.read_pages(client.search_experiments)]
    sweeps = find_tagged(client, experiments, {TAG_KIND: KIND_SWEEP})
    if not sweeps:
        raise UserError(f"The store {store.hide_password(uri)} has no sweep of this runner. {HINT}")
    return sorted(sweeps, key=lambda each: (max(each.started, each.ended or 0), each.started, each.run_id))


def _tags_of(sweep_id: str) -> list[dict[str, str]]:
    """What tells the runs of a sweep: its own, then those of others that it counts as its own."""
    marks = {TAG_PARENT: sweep_id, TAG_ALSO_IN.format(sweep_id): Status.FINISHED}
    return [{TAG_KIND: KIND_RUN, tag: value} for tag, value in marks.items()]


def _of_search(sweep: TrackedRun) -> tuple[str, ...]:
    """What to mind where parameters were searched: what was tried more is better by chance alone."""
    if TAG_TRIALS not in sweep.tags:
        return ()
    counts = set(re.findall(r"(\d+) trials", sweep.tags[TAG_TRIALS]))
    unfair = "Unequal tuning is unfair. " if len(counts) > 1 else ""
    return (
        f"Parameters were searched: {sweep.tags[TAG_TRIALS]}. {unfair}The best of many trials is also the luckiest: "
        f"compare the winners with new seeds (python -m runner.winners).",
    )


def find_tagged(client: Any, experiments: Sequence[str], tags: Mapping[str, str]) -> list[TrackedRun]:
    """Every run of some experiments that has all of some tags, in bulk."""
    with bulk.open_reader(client) as reader:
        return [_clean(run) for run in reader.read_runs(experiments, tags)]


def find_runs(client: Any, experiments: Sequence[str], where: str) -> list[TrackedRun]:
    """Every run of some experiments that a filter of MLflow's matches."""
    return [_clean(run) for run in client_answers.search_runs(client, experiments, where)]


def _clean(run: TrackedRun) -> TrackedRun:
    """Texts that are shown in one line, and params under their names of today."""
    tags = {key: names.make_one_line(value) if key == TAG_REASON else value for key, value in run.tags.items()}
    params = recipe.complete_params(moved.rename_params(run.params))
    return replace(run, name=names.make_one_line(run.name), params=params, tags=tags)


def read_series(client: Any, run_id: str, metric: str) -> list[tuple[int, float]]:
    """(step, value) of a metric by step; a step that was written again keeps its last value."""
    return _order(client_answers.read_history(client, run_id, metric))


def _order(points: Iterable[Point]) -> list[tuple[int, float]]:
    return sorted({point.step: point.value for point in points}.items())


def _known(noun: str, wanted: str, known: Sequence[str]) -> str:
    known = list(dict.fromkeys(known))
    shown = ", ".join(known[-20:]) + (f" and {len(known) - 20} more" if len(known) > 20 else "")
    return f"{names.suggest_names(wanted, known, repr)} Known {noun}s: {shown}.".lstrip()
