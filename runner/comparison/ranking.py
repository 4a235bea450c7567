"""Rank the schedules of a comparison over the whole range of sparsity, and say what is sure of it.

A schedule's figure is the area under its score: the mean over the range of sparsity that all ranked schedules
cover. Areas are made seed by seed, so that schedules can be compared in pairs of runs with the same dense start.

A rank orders means, and no more. What the noise leaves open is said beside it: the confidence set of the best, see
:func:`runner.comparison.stats.find_best`, and how far a schedule is lossless, see :func:`find_lossless`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from runner.comparison import stats
from runner.comparison.arms import DENSE
from runner.comparison.selection import Compared
from runner.core.records import TARGET_TOLERANCE
from runner.core.score import Score

DIFFERENCE = ("n", "diff", "low", "high", "p", "p_holm")

RANKING_COLUMNS = {
    "rank": "Int64", "schedule": "str", "model": "str", "dataset": "str", "score": "str",
    "area": "float", "area_sd": "float", "area_low": "float", "area_high": "float",
    "n": "Int64", "points": "Int64", "sparsity_from": "float", "sparsity_to": "float",
    "among_best": "boolean", "to_others_diff": "float", "to_others_low": "float", "to_others_high": "float",
    "lossless_to": "float", "lossless_next": "str", "margin": "float", "no_rank": "str",
}  # fmt: skip

NO_CONTROL = "the control collapsed"  # nothing is lossless against it

Row = dict[str, Any]


def rank_arms(rows: Iterable[Row], values: Mapping[str, Mapping[int, float]], score: Score) -> None:
    """By mean score among the arms with the same target; equal ones share a rank. Which may be the best, too.

    Args:
        rows: the arms of a group; those with a ``no_rank`` are passed over, as is the control.
        values: test score of each arm, by label and seed.
        score: says which value is better.
    """
    ranked = [row for row in rows if row["schedule"] != DENSE and not row.get("no_rank")]
    for of_target in group_by(ranked, lambda row: row["target_sparsity"]).values():
        distances = _find_best({row["label"]: values[row["label"]] for row in of_target}, score)
        for row in of_target:
            better = sum(score.is_better(other["test_score_mean"], row["test_score_mean"]) for other in of_target)
            row.update(rank=1 + better, among_best=distances[row["label"]].may_be_best)


def rank_schedules(runs: Sequence[Compared], rows: Sequence[Row], margin: float) -> list[Row]:
    """The schedules of a group, best first.

    The area is the mean over the seeds that have every operating point of the schedule. ``to_others_*`` is the area
    minus that of the best of the others, with simultaneous limits. A schedule with an arm that has no rank, since it
    missed its target or collapsed, has none either: over the points that are left it would be compared where it does
    well. It narrows nobody's range, and has an area only where its points cover that range.

    Args:
        runs: those of the group that end at their target.
        rows: the arms of the group, with their differences to the control.
        margin: how much a lossless arm may lose, see :func:`measure_margin`.
    """
    if not runs:
        return []
    of_group, score = runs[0].arm, runs[0].arm.score
    of_label = {row["label"]: row for row in rows}
    lines = group_by([run for run in runs if run.arm.schedule != DENSE], lambda run: run.arm.line)
    points = {line: [of_label[label] for label in dict.fromkeys(run.arm.label for run in of_line)]
              for line, of_line in lines.items()}  # fmt: skip
    no_rank = {line: _no_rank(of_points) for line, of_points in points.items()}
    ranges = [[_place(row) for row in points[line]] for line in lines if not no_rank[line]]
    low, high = max(map(min, ranges), default=math.nan), min(map(max, ranges), default=math.nan)
    controls = [row for row in rows if row["schedule"] == DENSE]
    useless, most = any(row["no_rank"] for row in controls), measure_margin(margin, controls, score)
    found, areas = [], {}
    for line, of_line in lines.items():
        areas[line] = {
            seed: stats.measure_area([(_place(of_label[run.arm.label]), run.test_score) for run in of_seed], low, high)
            for seed, of_seed in group_by(of_line, lambda run: run.seed).items()
            if len(of_seed) == len(points[line])
        }
        means = [(_place(row), row["test_score_mean"]) for row in points[line]]
        values = [*areas[line].values()] or [stats.measure_area(means, low, high)]
        area = stats.summarize_values(values, (score.low, score.high))
        reached, then = (math.nan, NO_CONTROL) if useless else find_lossless(
            points[line], most, lower_is_better=score.lower_is_better)  # fmt: skip
        found.append({
            "model": of_group.model, "dataset": of_group.dataset, "score": score.name, "schedule": line,
            "n": len(areas[line]), "points": len(points[line]), "sparsity_from": low, "sparsity_to": high,
            "area": area.mean, "area_sd": area.sd, "area_low": area.low, "area_high": area.high,
            "lossless_to": reached, "lossless_next": then, "margin": margin, "no_rank": no_rank[line],
        })  # fmt: skip
    _add_ranks(found, areas, score)
    found.sort(key=lambda row: (row.get("rank", math.inf), row["schedule"]))
    return found


def measure_margin(margin: float, controls: Sequence[Row], score: Score) -> float:
    """What a lossless arm may lose, in the unit of the score; NaN where that is not known.

    The margin itself of a score from 0 to 1. Of any other score, whose unit may be anything, it is a fraction of what
    the dense control has.
    """
    if score.is_share:
        return margin
    return margin * abs(controls[0]["test_score_mean"]) if controls else math.nan


def _no_rank(points: Sequence[Row]) -> str | None:
    """Why a schedule has no rank: one of its arms has none."""
    reasons = [f"{row['target_sparsity']:g} {row['no_rank']}" for row in points if row.get("no_rank")]
    return "; ".join(reasons) or None


def _add_ranks(rows: Sequence[Row], areas: Mapping[str, Mapping[int, float]], score: Score) -> None:
    """Ranks, and the distance to the best of the others, for those that may be compared."""
    ranked = [row for row in rows if not row["no_rank"] and not math.isnan(row["area"])]
    distances = _find_best({row["schedule"]: areas[row["schedule"]] for row in ranked}, score)
    for row in ranked:
        of, better = distances[row["schedule"]], sum(score.is_better(other["area"], row["area"]) for other in ranked)
        row.update(rank=1 + better, among_best=of.may_be_best,
                   to_others_diff=of.mean, to_others_low=of.low, to_others_high=of.high)  # fmt: skip


def _find_best(values: Mapping[str, Mapping[int, float]], score: Score) -> dict[str, stats.Distance]:
    """As :func:`runner.comparison.stats.find_best`, of values of which less may be better; so distances are, too."""
    if not score.lower_is_better:
        return stats.find_best(values, score.span)
    mirrored = {name: {seed: -value for seed, value in of.items()} for name, of in values.items()}
    return {
        name: stats.Distance(0 - of.mean, 0 - of.high, 0 - of.low, of.may_be_best)  # 0 - 0 is no -0.0
        for name, of in stats.find_best(mirrored, score.span).items()
    }


def add_differences(rows: Sequence[Row], found: Sequence[stats.Difference], to: str) -> None:
    """Put differences into their rows, p-values corrected for their number."""
    for row, difference, p_holm in zip(rows, found, stats.correct_p_values([each.p for each in found]), strict=True):
        figures = (difference.n, difference.mean, difference.low, difference.high, difference.p, p_holm)
        row.update({f"{to}_{name}": value for name, value in zip(DIFFERENCE, figures, strict=True)})


def find_lossless(points: Sequence[Row], margin: float, *, lower_is_better: bool = False) -> tuple[float, str | None]:
    """How far a schedule is lossless, and what stops it there.

    From the lowest target on, each arm must surely lose less than ``margin`` against the dense control. To go through
    them in a fixed order, and to stop at the first that doesn't, keeps the error of all these verdicts together at
    that of one (fixed-sequence testing, Maurer 1995): none is corrected for the others.

    Args:
        points: the arms of the schedule.
        margin: in the unit of the score.
        lower_is_better: whether less is better.

    Returns:
        The highest target that holds, NaN if none does; and the next one with its verdict, like "0.95 undecided",
        None if none is left.
    """
    reached = math.nan
    for row in sorted(points, key=lambda row: row["target_sparsity"]):
        verdict = _loss(row, margin, lower_is_better)
        if verdict != stats.WITHIN:
            return reached, f"{row['target_sparsity']:g} {verdict}"
        reached = row["target_sparsity"]
    return reached, None


def _loss(row: Row, margin: float, lower_is_better: bool) -> str:
    if row.get("no_rank"):
        return str(row["no_rank"]).partition(":")[0]
    n, *figures = (row.get(f"control_{name}", math.nan) for name in DIFFERENCE[:5])
    if math.isnan(n):
        return stats.UNDECIDED
    return stats.judge_loss(stats.Difference(n, *figures), margin, lower_is_better=lower_is_better)


def _place(row: Row) -> float:
    """Where an arm stands on the axis of sparsity: its target, or what it achieved where it missed that."""
    return row["target_sparsity"] if abs(row["target_missed_by"]) <= TARGET_TOLERANCE else row["sparsity"]


def group_by(items: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    """Items by key, in the order of their first appearance."""
    found: dict[Any, list[Any]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found
