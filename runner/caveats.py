"""Say by itself what to mind before believing a ranking."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from runner import arms, fairness
from runner.comparison import Comparison, Frame, each_row
from runner.fairness import UNKNOWN, names
from runner.records import TAG_DENSE_WEIGHTS
from runner.selection import DONE_AGAIN, Compared

FEW_SEEDS, FEW_POINTS = 3, 5
MISSED = 1e-3
OF_LIST = "schedule.steps"


def add(comparison: Comparison, runs: Sequence[Compared], notes: Sequence[str]) -> Comparison:
    """The comparison with its caveats, the gravest first, ``notes`` last."""
    every = [
        *_of_seeds(comparison.arms),
        *_of_differences(comparison.arms),
        *_of_neighbours(comparison),
        *_of_targets(comparison.arms),
        *_of_points(comparison.ranking),
        *_of_lines(runs),
        *_of_left_out(comparison.left_out),
        *_of_records(runs),
        *notes,
    ]
    return replace(comparison, caveats=every)


def _of_seeds(table: Frame) -> Iterator[str]:
    few = table[table["n"] < FEW_SEEDS]
    if len(few):
        counted = "Every arm has" if len(few) == len(table) else f"{len(few)} of {len(table)} arms have"
        yield f"{counted} fewer than {FEW_SEEDS} seeds, too few to know the spread: {names(few['label'])}."
    for _, group in table.groupby(["model", "dataset"]):
        most = max(group["seeds"], key=lambda seeds: (len(seeds.split()), seeds))
        other = group[group["seeds"] != most]
        if len(other):
            yield f"Not every arm has the seeds {most}, which makes means less comparable: {names(other['label'])}."


def _of_differences(table: Frame) -> Iterator[str]:
    for (model, dataset), group in table.groupby(["model", "dataset"]):
        if arms.DENSE not in set(group["schedule"]):
            yield f"There is no dense control for {model} on {dataset}: what the extra training alone does is unknown."
    for to, title in (("control", "the dense control"), ("reference", "the reference arm")):
        through_zero = table[(table[f"{to}_low"] <= 0) & (table[f"{to}_high"] >= 0)]
        if len(through_zero):
            yield (f"The 95 % interval of the difference to {title} includes zero, so it may be chance: "
                   f"{names(through_zero['label'])}.")  # fmt: skip
        same = table[(table[f"{to}_n"] > 1) & table[f"{to}_p"].isna()]
        if len(same):
            yield f"All seeds have the same difference to {title}, which no test can judge: {names(same['label'])}."


def _of_neighbours(comparison: Comparison) -> Iterator[str]:
    ranked = comparison.arms[comparison.arms["rank"].notna()]
    pairs = [
        f"{better.label} / {worse.label}"
        for _, group in ranked.groupby(["model", "dataset", "target_sparsity"])
        for better, worse in pairwise(each_row(group))
        if better.test_accuracy_low <= worse.test_accuracy_high
    ]
    if pairs:
        yield f"Neighbours whose 95 % intervals overlap, so their order may be chance: {names(pairs)}."
    table = comparison.ranking[comparison.ranking["rank"].notna()]
    overlapping = [
        f"{better.schedule} / {worse.schedule}"
        for _, group in table.groupby(["model", "dataset"], sort=False)
        for better, worse in pairwise(each_row(group))
        if better.area_low <= worse.area_high
    ]
    if overlapping:
        yield f"Schedules whose 95 % intervals of the area overlap: {names(overlapping)}."


def _of_targets(table: Frame) -> Iterator[str]:
    pruned = table[table["schedule"] != arms.DENSE]  # a control has no target
    missed = pruned[pruned["target_missed_by"].abs() > MISSED]
    if len(missed):
        reached = [f"{row.label} reached {row.sparsity:.4g}" for row in each_row(missed)]
        yield f"Targets missed by more than {MISSED:g}: {names(reached)}."


def _of_points(ranking: Frame) -> Iterator[str]:
    few = ranking[ranking["points"] < FEW_POINTS]
    if len(few):
        counted = [f"{row.schedule} ({row.points})" for row in each_row(few)]
        yield f"Fewer than {FEW_POINTS} operating points, the ranking holds for these targets only: {names(counted)}."
    apart = ranking[ranking["area"].isna()]
    if len(apart):
        yield f"These schedules have no range of sparsity in common, so no area: {names(apart['schedule'])}."


def _of_lines(runs: Sequence[Compared]) -> Iterator[str]:
    """Params that change along one line, beside the target."""
    lines: dict[str, list[Any]] = {}
    for each in runs:
        lines.setdefault(each.arm.line, []).append(arms.settings(each.run))
    for line, settings in lines.items():
        keys = sorted({key for each in settings for key in each} - set(arms.OF_TARGET))
        mixed = [key for key in keys if len({_as_set(each, key) for each in settings}) > 1]
        if mixed and not line.startswith(f"{arms.DENSE} ") and line != arms.DENSE:
            yield f"{line} does not have the same params at all its operating points: {names(mixed)}."


def _as_set(settings: Mapping[str, str], key: str) -> str | None:
    """A param as the user set it; a list of (when, sparsity) follows the target, so it counts as shares of that."""
    value = settings.get(key)
    if key != OF_LIST or value is None:
        return value
    try:
        target = float(settings["target_sparsity"])
        return str([(when, round(sparsity / target, 4)) for when, sparsity in ast.literal_eval(value)])
    except (ValueError, TypeError, SyntaxError, ZeroDivisionError):  # a list of another kind, in a class of the user's
        return value


def _of_left_out(left_out: Frame) -> Iterator[str]:
    again = left_out["reason"].str.endswith(DONE_AGAIN)
    for table, what in ((left_out[~again], "left out"), (left_out[again], "left out, but done again since")):
        if len(table):
            counts = table["status"].value_counts().sort_index()
            yield f"Runs {what}: {', '.join(f'{count} {status}' for status, count in counts.items())}."


def _of_records(runs: Sequence[Compared]) -> Iterator[str]:
    for text in fairness.versions([each.run for each in runs]):
        yield f"Not all runs were made with the same libraries: {text}."
    unknown = [each for each in runs if each.run.tags.get(TAG_DENSE_WEIGHTS, UNKNOWN) == UNKNOWN]
    if runs and len(unknown) == len(runs):
        yield f"No run records its dense starting point ({TAG_DENSE_WEIGHTS}), so it cannot be checked."
