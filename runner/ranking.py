"""Rank the schedules of a comparison over the whole range of sparsity, and say which differences are real.

A schedule's figure is the area under its accuracy: the mean over the range of sparsity that all schedules
cover. Areas are made seed by seed, so that schedules can be compared in pairs of runs with the same dense start.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from runner import stats
from runner.arms import DENSE
from runner.selection import Compared

HIT = 1e-3  # an arm this near its target counts as having reached it
DIFFERENCE = ("n", "diff", "low", "high", "p", "p_holm")

RANKING_COLUMNS = {
    "rank": "Int64", "schedule": "str", "model": "str", "dataset": "str",
    "area": "float", "area_sd": "float", "area_low": "float", "area_high": "float",
    "n": "Int64", "points": "Int64", "sparsity_from": "float", "sparsity_to": "float",
    **{f"best_{name}": "Int64" if name == "n" else "float" for name in DIFFERENCE}, "lossless_to": "float",
}  # fmt: skip

Row = dict[str, Any]


def rank_arms(rows: Iterable[Row]) -> None:
    """By mean accuracy among the arms with the same target; equal ones share a rank."""
    pruned = [row for row in rows if row["schedule"] != DENSE]
    for of_target in by(pruned, lambda row: row["target_sparsity"]).values():
        for row in of_target:
            better = sum(other["test_accuracy_mean"] > row["test_accuracy_mean"] for other in of_target)
            row["rank"] = 1 + better


def rank_schedules(group: tuple[str, str], runs: Sequence[Compared], rows: Sequence[Row]) -> list[Row]:
    """The schedules of a (model, dataset), best first.

    The area is the mean over the seeds that have every operating point of the schedule. ``best_*`` is the area minus
    that of the first in rank, paired by seed, with p-values corrected over the group. ``lossless_to`` is the
    highest target up to which, target by target, the interval of the difference to the dense control reaches zero.

    Args:
        group: model and dataset.
        runs: those that end at their target.
        rows: the arms of the comparison, with their differences to the control.
    """
    places = {row["label"]: _place(row) for row in rows}
    lines = by([run for run in runs if run.arm.schedule != DENSE], lambda run: run.arm.line)
    ranges = [[places[run.arm.label] for run in of_line] for of_line in lines.values()]
    low, high = max(map(min, ranges), default=math.nan), min(map(max, ranges), default=math.nan)
    found, areas = [], {}
    for line, of_line in lines.items():
        points = {run.arm.label for run in of_line}
        areas[line] = {
            seed: stats.area([(places[run.arm.label], run.accuracy) for run in of_seed], low, high)
            for seed, of_seed in by(of_line, lambda run: run.seed).items()
            if len(of_seed) == len(points)
        }
        of_points = [row for row in rows if row["label"] in points]
        means = [(places[row["label"]], row["test_accuracy_mean"]) for row in of_points]
        area = stats.summary([*areas[line].values()] or [stats.area(means, low, high)])
        found.append({
            "model": group[0], "dataset": group[1], "schedule": line, "n": len(areas[line]), "points": len(points),
            "sparsity_from": low, "sparsity_to": high, "area": area.mean, "area_sd": area.sd,
            "area_low": area.low, "area_high": area.high, "lossless_to": _lossless(of_points),
        })  # fmt: skip
    for row in found:
        if not math.isnan(row["area"]):
            row["rank"] = 1 + sum(other["area"] > row["area"] for other in found)
    found.sort(key=lambda row: (row.get("rank", math.inf), row["schedule"]))
    _add_distances(found, areas)
    return found


def _add_distances(rows: Sequence[Row], areas: Mapping[str, Mapping[int, float]]) -> None:
    """To the best, for all others that have a rank."""
    ranked = [row for row in rows if "rank" in row]
    if not ranked:
        return
    best, *others = ranked
    found = [stats.paired(areas[row["schedule"]], areas[best["schedule"]]) for row in others]
    add_differences(others, found, "best")


def add_differences(rows: Sequence[Row], found: Sequence[stats.Difference], to: str) -> None:
    """Put differences into their rows, p-values corrected for their number."""
    for row, difference, p_holm in zip(rows, found, stats.holm([each.p for each in found]), strict=True):
        figures = (difference.n, difference.mean, difference.low, difference.high, difference.p, p_holm)
        row.update({f"{to}_{name}": value for name, value in zip(DIFFERENCE, figures, strict=True)})


def _lossless(rows: Sequence[Row]) -> float:
    """The highest target before accuracy is lost; NaN where it is lost at the lowest, or nothing can be said."""
    reached = math.nan
    for row in sorted(rows, key=lambda row: row["target_sparsity"]):
        if not row.get("control_high", math.nan) >= 0:
            break
        reached = row["target_sparsity"]
    return reached


def _place(row: Row) -> float:
    """Where an arm stands on the axis of sparsity: its target, or what it achieved where it missed that."""
    return row["target_sparsity"] if abs(row["target_missed_by"]) <= HIT else row["sparsity"]


def by(items: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    """Items by key, in the order of their first appearance."""
    found: dict[Any, list[Any]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found
