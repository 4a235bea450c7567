"""Name the arms: a short label for each, with the params that tell it from its neighbours.

An arm is everything but the seed. Its label is ``<schedule> <target>``, with model, dataset and
score where the comparison has several, and in brackets the params that differ where that would not
be enough: ``polynomial 0.9 (initial_sparsity=0.25)``. Arms that differ in the target only are
operating points of one line, which has the label without the target.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runner.config import unsaid
from runner.config.signature import LEFT_OUT
from runner.core import names
from runner.core.metric_names import FINAL_GLOBAL, TARGET_MISSED_BY
from runner.core.score import ACCURACY, Score, read_score
from runner.core.tags import TAG_ARM
from runner.tracking.records import TrackedRun

DENSE = "dense"
MOST_BRACKET = 200  # characters
Group = tuple[str, str, str]  # the names of model, dataset and score: only runs that share them are ranked together
OF_TARGET = ("target_sparsity", "schedule.target_sparsity", "schedule.final_sparsity", "schedule.max_sparsity")


@dataclass(frozen=True)
class Arm:
    """One arm: ``key`` is its hash, ``target`` the fraction of zeros asked for (0 for the control)."""

    key: str
    schedule: str
    target: float
    model: str
    dataset: str
    score: Score
    line: str
    label: str

    @property
    def group(self) -> Group:
        """What is ranked together."""
        return self.model, self.dataset, self.score.name


def name_arms(runs: Sequence[TrackedRun]) -> dict[str, Arm]:
    """The arm of each run, by run id."""
    by_key = {identify_arm(run): run for run in sorted(runs, key=lambda run: (read_seed(run), run.name), reverse=True)}
    groups = {read_group(run) for run in by_key.values()}
    several = [len({group[at] for group in groups}) > 1 for at in range(3)]
    suffixes = _suffixes(by_key)
    arms = {}
    for key, run in by_key.items():
        schedule, target, (model, dataset, score) = run.params["schedule.name"], _target(run), read_group(run)
        told = [*((model, dataset) if any(several[:2]) else ()), *((score,) if several[2] else ())]
        where = "".join(f" {names.shorten(each)}" for each in told)
        at = "" if schedule == DENSE else f" {target:g}"
        suffix = suffixes[key]
        called = names.shorten(schedule)
        line, label = f"{called}{where}{suffix}", f"{called}{at}{where}{suffix}"
        arms[key] = Arm(key, schedule, target, model, dataset, read_score(run.params), line, label)
    return {run.run_id: arms[identify_arm(run)] for run in runs}


def identify_arm(run: TrackedRun) -> str:
    """What identifies the arm: its tag; for a run without one, a hash of all that would go into it."""
    score = read_score(run.params)
    known = run.tags.get(TAG_ARM) or names.digest(str(sorted(read_settings(run).items())), 16)
    return known if score == ACCURACY else f"{known} {score.name}"


def read_seed(run: TrackedRun) -> int:
    """The seed of a run."""
    return int(run.params["seed"])


def read_group(run: TrackedRun) -> Group:
    """What a run is ranked with."""
    return run.params["model.name"], run.params["dataset.name"], read_score(run.params).name


def name_group(group: Iterable[Any]) -> str:
    """For people: a score that is not named is accuracy."""
    model, dataset, *scores = group
    return f"{model} on {dataset}" + "".join(f", {score}" for score in scores if score != ACCURACY.name)


def read_settings(run: TrackedRun) -> dict[str, str]:
    """The params that can change the result, without the seed."""
    return {key: value for key, value in unsaid.complete_params(run.params).items() if _is_setting(key)}


@functools.cache
def _is_setting(key: str) -> bool:
    return key not in (*LEFT_OUT, "seed") and not key.startswith(tuple(f"{each}." for each in LEFT_OUT))


def _target(run: TrackedRun) -> float:
    """What was asked for over all pruned weights; targets by layer make it another than ``target_sparsity``."""
    if run.params["schedule.name"] == DENSE:
        return 0.0
    own = run.params.get("scope.targets", "None") != "None"
    if own and FINAL_GLOBAL in run.metrics and TARGET_MISSED_BY in run.metrics:
        return round(run.metrics[FINAL_GLOBAL] + run.metrics[TARGET_MISSED_BY], 4)
    return float(run.params["target_sparsity"])


def _suffixes(by_key: Mapping[str, TrackedRun]) -> dict[str, str]:
    """What to add to the label of each arm so that no two are the same."""
    families: dict[tuple[str, ...], list[str]] = {}
    for key, run in by_key.items():
        families.setdefault((run.params["schedule.name"], *read_group(run)), []).append(key)
    suffixes = dict.fromkeys(by_key, "")
    for keys in families.values():
        points: dict[float, list[str]] = {}
        for key in keys:
            points.setdefault(_target(by_key[key]), []).append(key)
        shown = _differing([[read_settings(by_key[key]) for key in twins] for twins in points.values()])
        for twins in points.values():
            texts = {key: _bracket(read_settings(by_key[key]), shown) for key in twins}
            for key, text in texts.items():
                alone = list(texts.values()).count(text) == 1
                suffixes[key] = text if alone else f"{text} [arm {key[:8]}]"
    return suffixes


def _differing(twins: Iterable[Sequence[Mapping[str, str]]]) -> list[str]:
    """The params that differ within any of the sets of arms, beside what the name of their group says."""
    keys = set()
    for arms in twins:
        for key in {key for arm in arms for key in arm if key not in OF_TARGET}:
            name = f"{key.split('.')[0]}.name"
            alike: dict[str | None, set[str | None]] = {}
            for arm in arms:
                alike.setdefault(None if key == name else arm.get(name), set()).add(arm.get(key))
            if any(len(values) > 1 for values in alike.values()):
                keys.add(key)
    return sorted(keys, key=lambda key: (key.split(".")[0], not key.endswith(".name"), key))


def _bracket(arm: Mapping[str, str], shown: Sequence[str]) -> str:
    """What tells an arm from its neighbours; long values are cut, and whole in the run's config file."""
    values = {names.decode(key.removeprefix("schedule.")): arm.get(key, "none") for key in shown}
    parts = [f"{names.shorten(key)}={names.shorten(value)}" for key, value in values.items()]
    return f" ({names.shorten(', '.join(parts), MOST_BRACKET)})" if parts else ""
