"""Say by itself what to mind before believing a ranking."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from runner.comparison import arms, collapse, fairness, stats
from runner.comparison.fairness import UNKNOWN, list_some
from runner.comparison.records import Comparison, Frame, each_row
from runner.comparison.selection import DONE_AGAIN, Compared
from runner.core.metric_names import (
    DENSE_TEST_SCORE,
    SHORT_OF_WEIGHTS,
    SIZE_FORMATS,
    TEST_CLASSES,
    TEST_PREDICTED,
    TEST_TRIVIAL_SCORE,
)
from runner.core.records import TARGET_TOLERANCE
from runner.core.score import ACCURACY, SCORES, Score
from runner.core.tags import TAG_DENSE_WEIGHTS

FEW_SEEDS, FEW_POINTS = 3, 5
OF_LIST = "schedule.steps"


def add(comparison: Comparison, runs: Sequence[Compared], notes: Sequence[str]) -> Comparison:
    """The comparison with its caveats, the gravest first, ``notes`` last."""
    every = [
        *_of_scores(comparison),
        *_of_collapse(runs),
        *_of_seeds(comparison),
        *_of_differences(comparison),
        *_of_the_best(comparison),
        *_of_intervals(comparison),
        *_of_targets(comparison.arms),
        *_of_points(comparison.ranking),
        *_of_lines(runs),
        *_of_sizes(comparison.arms),
        *_of_left_out(comparison.left_out),
        *_of_records(runs),
        *notes,
    ]
    return replace(comparison, caveats=every)


def _of_scores(comparison: Comparison) -> Iterator[str]:
    """Several, each with its direction."""
    if len(comparison.scores) > 1:
        told = sorted(f"{score.name} ({score.direction})" for score in comparison.scores.values())
        yield f"The runs are judged by several scores, and ranked only with those of the same: {list_some(told)}."


def _of_seeds(comparison: Comparison) -> Iterator[str]:
    table = comparison.arms
    few = table[table["n"] < FEW_SEEDS]
    if len(few):
        counted = "Every arm has" if len(few) == len(table) else f"{len(few)} of {len(table)} arms have"
        yield f"{counted} fewer than {FEW_SEEDS} seeds, too few to know the spread: {list_some(few['label'])}."
    for _, group in table.groupby(comparison.group):
        most = max(group["seeds"], key=lambda seeds: (len(seeds.split()), seeds))
        other = group[group["seeds"] != most]
        if len(other):
            yield f"Not every arm has the seeds {most}, which makes means less comparable: {list_some(other['label'])}."


def _of_differences(comparison: Comparison) -> Iterator[str]:
    table = comparison.arms
    for group, of_group in table.groupby(comparison.group):
        if arms.DENSE not in set(of_group["schedule"]):
            where = arms.name_group(group)
            yield f"There is no dense control for {where}: what the extra training alone does is unknown."
    for to, title in (("control", "the dense control"), ("reference", "the reference arm")):
        through_zero = table[(table[f"{to}_low"] <= 0) & (table[f"{to}_high"] >= 0)]
        if len(through_zero):
            yield (f"The 95 % interval of the difference to {title} includes zero, so it may be chance: "
                   f"{list_some(through_zero['label'])}.")  # fmt: skip
        none = (table[f"{to}_n"] > 1) & table[f"{to}_low"].isna()
        constant = table[f"{to}_p"].isna() | (table[f"{to}_p"] == 1)
        if (none & constant).any():
            yield (f"All seeds have the same difference to {title}, which no test can judge: "
                   f"{list_some(table.loc[none & constant, 'label'])}.")  # fmt: skip
        if (none & ~constant).any():
            yield (f"The seeds are too few for an interval of the difference to {title}, it would be wider than "
                   f"{comparison.score.title} itself: {list_some(table.loc[none & ~constant, 'label'])}.")  # fmt: skip


def _of_the_best(comparison: Comparison) -> Iterator[str]:
    """Where the noise leaves open which is the best."""
    ranked = comparison.ranking[comparison.ranking["rank"].notna()]
    for group, of_group in ranked.groupby(comparison.group, sort=False):
        best = of_group[of_group["among_best"].astype(bool)]
        if len(best) > 1:
            counted = "each" if len(best) == len(of_group) else f"each of {len(best)}"
            where = " and ".join(map(str, group))
            yield (f"Which schedule is first on {where} may be chance, given the noise {counted} may be the best: "
                   f"{list_some(best['schedule'])}.")  # fmt: skip
    table = comparison.arms[comparison.arms["rank"].notna()]
    open_at = [
        list_some(best["label"])
        for _, group in table.groupby([*comparison.group, "target_sparsity"])
        if len(best := group[group["among_best"].astype(bool)]) > 1
    ]
    if open_at:
        which = list_some(open_at, joined="; ")
        yield f"Which arm is first at a target may be chance, each of these may be the best: {which}."


def _of_intervals(comparison: Comparison) -> Iterator[str]:
    """Means of several seeds without an interval, and why."""
    score = comparison.score
    count = " but a count that happens to be the same" if score == ACCURACY else ""
    for table, name, figure, mean, what in (
        (comparison.arms, "label", f"test_{score.name}", f"test_{score.name}_mean", f"mean {score.title}"),
        (comparison.ranking, "schedule", "area", "area", "area"),
    ):
        none = table[(table["n"] > 1) & table[f"{figure}_low"].isna() & table[f"{figure}_sd"].notna()]
        equal = none[f"{figure}_sd"] <= stats.NO_SPREAD * none[mean].abs()
        if equal.any():
            yield (f"All seeds have the same {what}, which is no certainty{count}, so there is no interval: "
                   f"{list_some(none.loc[equal, name])}.")  # fmt: skip
        if (~equal).any():
            yield (f"The seeds are too few, or too far apart, for an interval of the {what}: it would leave the range "
                   f"{_tell_range(score)}: {list_some(none.loc[~equal, name])}.")  # fmt: skip


def _tell_range(score: Score) -> str:
    """What a score can be; one that stands for several has no ends."""
    ends = (
        f"from {score.low:g}" if math.isfinite(score.low) else "",
        f"to {score.high:g}" if math.isfinite(score.high) else "",
    )
    return " ".join(filter(None, ends)) or "that it can have"


def _of_collapse(runs: Sequence[Compared]) -> Iterator[str]:
    """Models that do nothing, and data on which accuracy doesn't show it."""
    of_arm: dict[str, list[Compared]] = {}
    for each in runs:
        of_arm.setdefault(each.arm.label, []).append(each)
    said: dict[tuple[str, str], list[str]] = {}
    for label, of_label in of_arm.items():
        metrics, score = [each.run.metrics for each in of_label], of_label[0].arm.score
        always = collapse.name_trivial_answer(score)
        seeds, whole = collapse.count_collapsed(metrics, score)
        if seeds or whole:
            told = said.setdefault((DEAD if whole else SOME_DEAD, always), [])
            told.append(f"{label} ({seeds} of {len(of_label)} seeds)")
        elif score == ACCURACY and any(collapse.is_doubtful(each) for each in metrics):
            said.setdefault((DOUBTFUL, always), []).append(label)
        if not whole and any(each.get(TEST_PREDICTED, math.inf) < each.get(TEST_CLASSES, 0.0) / 2 for each in metrics):
            said.setdefault((FEW_ANSWERS, ""), []).append(label)
        if any(each.get(SHORT_OF_WEIGHTS, 0.0) > 0 for each in metrics):
            said.setdefault((SHORT, ""), []).append(label)
    for text, always in sorted(said, key=lambda told: ORDER.index(told[0])):
        yield f"{text.format(always)}: {list_some(said[text, always])}."
    yield from _of_data(runs)


DEAD = "Collapsed, so without a rank: no better than {}, or the same answer to every example"
SOME_DEAD = "Some seeds are collapsed, no better than {}; their arms keep their ranks"
DOUBTFUL = "Better than {} by less than two standard errors of a count over the test set"
FEW_ANSWERS = "Gives less than half of the classes as an answer at all"
SHORT = (
    "The last pruned layer keeps fewer weights than the model has outputs, some of which may not depend on the input"
)


ORDER = (DEAD, SOME_DEAD, DOUBTFUL, FEW_ANSWERS, SHORT)


def _of_data(runs: Sequence[Compared]) -> Iterator[str]:
    groups: dict[arms.Group, list[Compared]] = {}
    for each in runs:
        groups.setdefault(each.arm.group, []).append(each)
    for group, of_group in groups.items():
        score, metrics = of_group[0].arm.score, [each.run.metrics for each in of_group]
        always, dense = collapse.name_trivial_answer(score), DENSE_TEST_SCORE.format(score.name)
        worst = max(metrics, key=lambda each: each.get(TEST_TRIVIAL_SCORE.format(score.name), 0.0))
        if unbalanced := collapse.note_unbalanced(group[1], worst, score):
            yield unbalanced
        if score.name not in SCORES:
            yield (f"No trivial answer is known for {score.title} on {group[1]}: a model that has learnt nothing is "
                   f"not found out.")  # fmt: skip
        pairs = [(each.run.metrics.get(dense, math.nan), each.trivial_score) for each in of_group]
        if any(collapse.is_no_better(*pair, score) for pair in pairs):
            yield (f"A dense model of {arms.name_group(group)} is itself no better than {always}: there was nothing to "
                   f"lose.")  # fmt: skip


def _of_targets(table: Frame) -> Iterator[str]:
    pruned = table[table["schedule"] != arms.DENSE]  # a control has no target
    any_seed = pruned["no_rank"].str.startswith("missed").fillna(False).astype(bool)
    missed = pruned[(pruned["target_missed_by"].abs() > TARGET_TOLERANCE) | any_seed]
    if len(missed):
        reached = [f"{row.label} reached {row.sparsity:.4g}" for row in each_row(missed)]
        by = f"{TARGET_TOLERANCE:g}"
        yield f"Targets missed by more than {by}: {list_some(reached)}. They have no rank, nor have their schedules."


def _of_points(ranking: Frame) -> Iterator[str]:
    few = ranking[ranking["points"] < FEW_POINTS]
    if len(few):
        counted = [f"{row.schedule} ({row.points})" for row in each_row(few)]
        shown = list_some(counted)
        yield f"Fewer than {FEW_POINTS} operating points, the ranking holds for these targets only: {shown}."
    apart = ranking[ranking["area"].isna() & ranking["no_rank"].isna()]
    if len(apart):
        yield f"These schedules have no range of sparsity in common, so no area: {list_some(apart['schedule'])}."


def _of_lines(runs: Sequence[Compared]) -> Iterator[str]:
    """Params that change along one line, beside the target."""
    lines: dict[str, list[Any]] = {}
    for each in runs:
        lines.setdefault(each.arm.line, []).append(arms.read_settings(each.run))
    for line, settings in lines.items():
        keys = sorted({key for each in settings for key in each} - set(arms.OF_TARGET))
        mixed = [key for key in keys if len({_as_set(each, key) for each in settings}) > 1]
        if mixed and not line.startswith(f"{arms.DENSE} ") and line != arms.DENSE:
            yield f"{line} does not have the same params at all its operating points: {list_some(mixed)}."


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


def _of_sizes(table: Frame) -> Iterator[str]:
    """Sizes that could not be measured: an arm without one is on no front that asks for it."""
    for form in SIZE_FORMATS:
        if len(without := table[table[f"size_{form}"].isna()]):
            yield f"The size in {form.replace('_', ', ')} is missing, each run says why: {list_some(without['label'])}."


def _of_left_out(left_out: Frame) -> Iterator[str]:
    again = left_out["reason"].str.endswith(DONE_AGAIN)
    for table, what in ((left_out[~again], "left out"), (left_out[again], "left out, but done again since")):
        if len(table):
            counts = table["status"].value_counts().sort_index()
            yield f"Runs {what}: {', '.join(f'{count} {status}' for status, count in counts.items())}."


def _of_records(runs: Sequence[Compared]) -> Iterator[str]:
    for text in fairness.find_mixed_versions([each.run for each in runs]):
        yield f"Not all runs were made with the same libraries: {text}."
    unknown = [each for each in runs if each.run.tags.get(TAG_DENSE_WEIGHTS, UNKNOWN) == UNKNOWN]
    if runs and len(unknown) == len(runs):
        yield f"No run records its dense starting point ({TAG_DENSE_WEIGHTS}), so it cannot be checked."
