"""Rank the schedules of a comparison over the whole range of sparsity, and say what is sure of it.

A schedule's figure is the area under its accuracy: the mean over the range of sparsity that all ranked schedules
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

DIFFERENCE = ("n", "diff", "low", "high", "p", "p_holm")

RANKING_COLUMNS = {
    "rank": "Int64", "schedule": "str", "model": "str", "dataset": "str",
    "area": "float", "area_sd": "float", "area_low": "float", "area_high": "float",
    "n": "Int64", "points": "Int64", "sparsity_from": "float", "sparsity_to": "float",
    "among_best": "boolean", "to_others_diff": "float", "to_others_low": "float", "to_others_high": "float",
    "lossless_to": "float", "lossless_next": "str", "margin": "float", "no_rank": "str",
}  # fmt: skip

NO_CONTROL = "the control collapsed"  # nothing is lossless against it

Row = dict[str, Any]


def rank_arms(rows: Iterable[Row], values: Mapping[str, Mapping[int, float]]) -> None:
    """By mean accuracy among the arms with the same target; equal ones share a rank. Which may be the best, too.

    Args:
        rows: the arms of a (model, dataset); those with a ``no_rank`` are passed over, as is the control.
        values: test accuracy of each arm, by label and seed.
    """
    ranked = [row for row in rows if row["schedule"] != DENSE and not row.get("no_rank")]
    for of_target in group_by(ranked, lambda row: row["target_sparsity"]).values():
        distances = stats.find_best({row["label"]: values[row["label"]] for row in of_target})
        for row in of_target:
            better = sum(other["test_accuracy_mean"] > row["test_accuracy_mean"] for other in of_target)
            row.update(rank=1 + better, among_best=distances[row["label"]].may_be_best)


def rank_schedules(group: tuple[str, str], runs: Sequence[Compared], rows: Sequence[Row], margin: float) -> list[Row]:
    """The schedules of a (model, dataset), best first.

    The area is the mean over the seeds that have every operating point of the schedule. ``to_others_*`` is the area
    minus that of the best of the others, with simultaneous limits. A schedule with an arm that has no rank, since it
    missed its target or collapsed, has none either: over the points that are left it would be compared where it does
    well. It narrows nobody's range, and has an area only where its points cover that range.

    Args:
        group: model and dataset.
        runs: those that end at their target.
        rows: the arms of the comparison, with their differences to the control.
        margin: how much a lossless arm may lose.
    """
    of_label = {row["label"]: row for row in rows}
    lines = group_by([run for run in runs if run.arm.schedule != DENSE], lambda run: run.arm.line)
    points = {line: [of_label[label] for label in dict.fromkeys(run.arm.label for run in of_line)]
              for line, of_line in lines.items()}  # fmt: skip
    no_rank = {line: _no_rank(of_points) for line, of_points in points.items()}
    ranges = [[_place(row) for row in points[line]] for line in lines if not no_rank[line]]
    low, high = max(map(min, ranges), default=math.nan), min(map(max, ranges), default=math.nan)
    useless = any(
        row["no_rank"] for row in rows if (row["model"], row["dataset"]) == group and row["schedule"] == DENSE
    )
    found, areas = [], {}
    for line, of_line in lines.items():
        areas[line] = {
            seed: stats.measure_area([(_place(of_label[run.arm.label]), run.accuracy) for run in of_seed], low, high)
            for seed, of_seed in group_by(of_line, lambda run: run.seed).items()
            if len(of_seed) == len(points[line])
        }
        means = [(_place(row), row["test_accuracy_mean"]) for row in points[line]]
        area = stats.summarize_values([*areas[line].values()] or [stats.measure_area(means, low, high)], stats.SHARES)
        reached, then = (math.nan, NO_CONTROL) if useless else find_lossless(points[line], margin)
        found.append({
            "model": group[0], "dataset": group[1], "schedule": line, "n": len(areas[line]),
            "points": len(points[line]), "sparsity_from": low, "sparsity_to": high, "area": area.mean,
            "area_sd": area.sd, "area_low": area.low, "area_high": area.high, "lossless_to": reached,
            "lossless_next": then, "margin": margin, "no_rank": no_rank[line],
        })  # fmt: skip
    _add_ranks(found, areas)
    found.sort(key=lambda row: (row.get("rank", math.inf), row["schedule"]))
    return found


def _no_rank(points: Sequence[Row]) -> str | None:
    """Why a schedule has no rank: one of its arms has none."""
    reasons = [f"{row['target_sparsity']:g} {row['no_rank']}" for row in points if row.get("no_rank")]
    return "; ".join(reasons) or None


def _add_ranks(rows: Sequence[Row], areas: Mapping[str, Mapping[int, float]]) -> None:
    """Ranks, and the distance to the best of the others, for those that may be compared."""
    ranked = [row for row in rows if not row["no_rank"] and not math.isnan(row["area"])]
    distances = stats.find_best({row["schedule"]: areas[row["schedule"]] for row in ranked})
    for row in ranked:
        of = distances[row["schedule"]]
        row.update(rank=1 + sum(other["area"] > row["area"] for other in ranked), among_best=of.may_be_best,
                   to_others_diff=of.mean, to_others_low=of.low, to_others_high=of.high)  # fmt: skip


def add_differences(rows: Sequence[Row], found: Sequence[stats.Difference], to: str) -> None:
    """Put differences into their rows, p-values corrected for their number."""
    for row, difference, p_holm in zip(rows, found, stats.correct_p_values([each.p for each in found]), strict=True):
        figures = (difference.n, difference.mean, difference.low, difference.high, difference.p, p_holm)
        row.update({f"{to}_{name}": value for name, value in zip(DIFFERENCE, figures, strict=True)})


def find_lossless(points: Sequence[Row], margin: float) -> tuple[float, str | None]:
    """How far a schedule is lossless, and what stops it there.

    From the lowest target on, each arm must surely lose less than ``margin`` against the dense control. To go through
    them in a fixed order, and to stop at the first that doesn't, keeps the error of all these verdicts together at
    that of one (fixed-sequence testing, Maurer 1995): none is corrected for the others.

    Args:
        points: the arms of the schedule.
        margin: a fraction of accuracy.

    Returns:
        The highest target that holds, NaN if none does; and the next one with its verdict, like "0.95 undecided",
        None if none is left.
    """
    reached = math.nan
    for row in sorted(points, key=lambda row: row["target_sparsity"]):
        verdict = _loss(row, margin)
        if verdict != stats.WITHIN:
            return reached, f"{row['target_sparsity']:g} {verdict}"
        reached = row["target_sparsity"]
    return reached, None


def _loss(row: Row, margin: float) -> str:
    if row.get("no_rank"):
        return str(row["no_rank"]).partition(":")[0]
    n, *figures = (row.get(f"control_{name}", math.nan) for name in DIFFERENCE[:5])
    return stats.UNDECIDED if math.isnan(n) else stats.judge_loss(stats.Difference(n, *figures), margin)


def _place(row: Row) -> float:
    """Where an arm stands on the axis of sparsity: its target, or what it achieved where it missed that."""
    return row["target_sparsity"] if abs(row["target_missed_by"]) <= TARGET_TOLERANCE else row["sparsity"]


def group_by(items: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    """Items by key, in the order of their first appearance."""
    found: dict[Any, list[Any]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found
