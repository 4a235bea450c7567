"""Refuse to rank what was not given the same chance.

Within a (model, dataset, score) every run must have had the same data, the same budget and, seed by
seed, the same dense starting point. Otherwise the better figure may only be the longer training.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from runner.comparison import arms
from runner.core.tags import FIRST_RESULTS, TAG_ARITHMETIC, TAG_DATASET, TAG_DENSE_WEIGHTS, TAG_RESULTS
from runner.tracking.records import TrackedRun

BUDGET = ("train.", "baseline.", "optimizer.", "learning_rate.", "augment.", "model.", "dataset.", "task.")
VERSIONS = ("tensorflow", "tf-keras", "tfmot", "onednn")
SHOWN = 6  # names in one sentence
UNKNOWN = "not recorded"


def find_unfairness(runs: Sequence[TrackedRun]) -> list[str]:
    """Why the runs of one group cannot be ranked, one text a difference; empty if they can."""
    settings = [arms.read_settings(run) for run in runs]
    keys = sorted({key for each in settings for key in each if key.startswith(BUDGET)})
    found = []
    for key in keys:
        found.append(_differs(runs, [each.get(key, "not set") for each in settings], key))
    found.append(_differs(runs, _tag(runs, TAG_DATASET), f"the data ({TAG_DATASET})"))
    for seed in sorted({arms.read_seed(run) for run in runs}):
        same_seed = [run for run in runs if arms.read_seed(run) == seed]
        what = f"the dense starting point of seed {seed} ({TAG_DENSE_WEIGHTS})"
        found.append(_differs(same_seed, _tag(same_seed, TAG_DENSE_WEIGHTS), what))
    return [text for text in found if text]


def find_mixed_versions(runs: Sequence[TrackedRun]) -> list[str]:
    """Libraries of which the runs used several versions, and machines that calculate otherwise, one text each."""
    found = [_differs(runs, _tag(runs, tag), f"the version of {tag}") for tag in VERSIONS]
    computed = [run.tags.get(TAG_RESULTS, FIRST_RESULTS) for run in runs]
    found.append(_differs(runs, computed, f"what computed the results ({TAG_RESULTS})"))
    found.append(_differs(runs, _tag(runs, TAG_ARITHMETIC), f"what their machines calculate ({TAG_ARITHMETIC})"))
    return [text for text in found if text]


def list_some(of: Iterable[str], shown: int = SHOWN, joined: str = ", ") -> str:
    """A list for people: the first few, and how many more."""
    every = list(of)
    more = f" and {len(every) - shown} more" if len(every) > shown else ""
    return joined.join(every[:shown]) + more


def _tag(runs: Sequence[TrackedRun], tag: str) -> list[str]:
    return [run.tags.get(tag, UNKNOWN)[:12] for run in runs]


def _differs(runs: Sequence[TrackedRun], values: Sequence[str], what: str) -> str:
    """Empty where all runs have the same value; else each value with the names of its runs."""
    holders: dict[str, list[str]] = {}
    for run, value in zip(runs, values, strict=True):
        holders.setdefault(value, []).append(run.name)
    if len(holders) < 2:
        return ""
    parts = [f"{value} ({list_some(sorted(holders[value]))})" for value in sorted(holders)]
    return f"{what} differs: {'; '.join(parts)}"
