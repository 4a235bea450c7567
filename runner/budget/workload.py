"""What each run of a sweep is to do, from its plan: the work that a budget is estimated from.

A mask update counts as one more step of training. The dense training is told apart by what it depends on, but for the
first weights, which follow from the seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from runner.config import signature
from runner.config.schema import Config
from runner.config.search import OPTUNA
from runner.core import provenance
from runner.core.errors import UserError
from runner.core.tags import KIND_RUN, TAG_KIND, TAG_SIGNATURE
from runner.measuring import training_flops
from runner.sweep import grid
from runner.sweep.outline import Outline
from runner.tracking import history, previous, store
from runner.tracking.records import TrackedRun

HERE = ("local", "joblib", "submitit_local")  # launchers that use this machine


@dataclass(frozen=True)
class Work:
    """What a run is to do.

    Attributes:
        name: of the run.
        pruned: whether it prunes, or is the control.
        dense: the identity of its dense model; runs that share it wait for one training.
        flops: of its pruning phase, a mask update counted as one more step; of the dense training in ``dense_flops``.
        weights: of the model, all.
    """

    name: str
    pruned: bool
    dense: str
    flops: float
    dense_flops: float
    weights: int


def describe_work(jobs: Sequence[grid.Job], outlines: Sequence[Outline]) -> list[Work]:
    """The work of each run; ``outlines`` are those of its arm, none refused."""
    return [_of(config, each) for (_, config), each in zip(jobs, outlines, strict=True)]


def repeat_trials(works: Sequence[Work], config: Config) -> list[Work]:
    """With the trials of a search: each run of an arm as often as the search may try, the controls once before."""
    if config.search.name != OPTUNA:
        return list(works)
    controls, pruned = ([work for work in works if work.pruned == kind] for kind in (False, True))
    return [*controls, *(pruned * config.search.trials)]


def find_finished(jobs: Sequence[grid.Job], outlines: Sequence[Outline]) -> list[bool]:
    """Whether each run is done already, in the store that the command names; no store has none.

    Raises:
        UserError: the store cannot be read.
    """
    config = jobs[0][1]
    if config.force or config.search.name == OPTUNA:
        return [False] * len(jobs)
    known: dict[str, list[TrackedRun]] = {}
    for run in _tracked(config):
        known.setdefault(run.tags.get(TAG_SIGNATURE, ""), []).append(run)
    identities = [
        signature.sign_run(each, outline.parameters, outline.dataset_sha256)
        for (_, each), outline in zip(jobs, outlines, strict=True)
    ]
    versions = provenance.read_versions()
    return [
        previous.choose_past(known.get(identity, []), None, versions).finished is not None for identity in identities
    ]


def list_doubts(jobs: Sequence[grid.Job], workers: int) -> list[str]:
    """Why the estimate for a sweep is less sure than that of runs of one kind on this machine."""
    configs = [config for _, config in jobs]
    first, found = configs[0], list[str]()
    differ = [noun for noun in ("model", "dataset", "train", "baseline") if _kinds(configs, noun) > 1]
    differ += [
        noun for noun in ("scope", "pattern") if _kinds([config for config in configs if not config.dense], noun) > 1
    ]
    if differ:
        found.append(
            f"The runs differ in {' and '.join(differ)}: what lies between the two that were timed is interpolated by "
            "the FLOPs of their training, which says little of small models."
        )
    if any(config.baseline.early_stopping is not None for config in configs):
        found.append(
            "A dense training may end early (baseline.early_stopping): all are taken to take as long as the timed ones."
        )
    if first.launch.name not in HERE:
        found.append(f"launch={first.launch.name} goes elsewhere: timed on this machine, one run after the other.")
    if workers > 2 or workers > first.launch.jobs:
        found.append(
            f"{workers} workers are taken to be as quick as those that were timed, at most two at once: what more of "
            "them share (memory's bandwidth, a disk, the store) is not in it."
        )
    if first.search.name == OPTUNA:
        found.append("A search stops unpromising trials early: this counts each trial as whole, with every seed.")
    if store.find_database(store.choose_uri(first.tracking.uri)) is None:
        found.append("Timed with a SQLite store on this machine: the tracking server and the network are not in it.")
    return found


def _kinds(configs: Sequence[Config], noun: str) -> int:
    return len({repr(getattr(config, noun)) for config in configs})


def _of(config: Config, outline: Outline) -> Work:
    if outline.plan is None:
        raise UserError(f"{outline.given}: {outline.refusal}")
    step, batch = training_flops.PASSES * outline.flops, min(config.train.batch_size, outline.examples)
    return Work(
        name=config.run_name,
        pruned=not config.dense,
        dense=signature.sign_dense(config, outline.dataset_sha256, "", {}),
        flops=step * (outline.examples * config.train.epochs + len(outline.plan.updates) * batch),
        dense_flops=step * outline.examples * config.baseline.epochs,
        weights=sum(layer.params for layer in outline.layers),
    )


def _tracked(config: Config) -> list[TrackedRun]:
    uri = store.choose_uri(config.tracking.uri)
    file = store.find_database(uri)
    if file and not file.exists():
        return []
    with history.open_history(uri) as client:
        experiment = client.get_experiment_by_name(config.tracking.experiment)
        return history.find_tagged(client, [experiment.experiment_id], {TAG_KIND: KIND_RUN}) if experiment else []
