"""Compare runs: pandas' home.

From the tracked runs to one table of arms, one of runs and a ranking of the schedules. Every
figure follows from the runs' last metrics alone, in a fixed order: the same runs give the same
table to the last digit, whatever order they finished in. Intervals and tests are those of
:mod:`runner.comparison.stats`; what may be ranked together is decided in :mod:`runner.comparison.fairness`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from runner.comparison import caveats, collapse, fairness, selection, stats
from runner.comparison.arms import DENSE, Group, name_group
from runner.comparison.ranking import (
    DIFFERENCE,
    RANKING_COLUMNS,
    Row,
    add_differences,
    group_by,
    rank_arms,
    rank_schedules,
)
from runner.comparison.records import SCORE_COLUMNS, Comparison, each_row, name_column, represent_scores
from runner.comparison.selection import Compared
from runner.config.schema import MARGIN
from runner.core import names
from runner.core.errors import UserError
from runner.core.metric_names import SIZE_FORMATS
from runner.core.records import TARGET_TOLERANCE
from runner.core.score import ACCURACY, Score
from runner.tracking.records import Source

if TYPE_CHECKING:
    import pandas as pd

FRONT_FORMAT = "tflite_gzip"  # what is shipped, compressed
MOST_CURVES = 300

COLUMNS = {
    "label": "str", "line": "str", "schedule": "str", "target_sparsity": "float", "model": "str", "dataset": "str",
    "score": "str", "n": "Int64", "seeds": "str",
    **dict.fromkeys(SCORE_COLUMNS[:-1], "float"),
    "sparsity": "float", "sparsity_model": "float", "target_missed_by": "float", "mask_regrown": "float",
    **{f"size_{name}": "float" for name in SIZE_FORMATS},
    **{f"compression_{name}": "float" for name in SIZE_FORMATS},
    **{f"{to}_{name}": "Int64" if name == "n" else "float" for to in ("control", "reference") for name in DIFFERENCE},
    "on_front_size": "boolean", "on_front_sparsity": "boolean", "rank": "Int64",
    "among_best": "boolean", "no_rank": "str", "trivial_score": "float", "collapsed_seeds": "Int64",
}  # fmt: skip

COLLAPSED, MISSED = "collapsed: no better than the most frequent class", "missed: it ended elsewhere than at its target"
COLLAPSED_ELSE = "collapsed: no better than the best constant answer"  # by another score than accuracy
ON_PURPOSE, UNFAIR = "ends elsewhere: on purpose", "unfair: not given the same chance"


def name_columns(columns: Mapping[str, str], score: Score) -> dict[str, str]:
    """As they are called outside, by the score; with one that says it, where that is not accuracy."""
    return {name_column(name, score): kind for name, kind in columns.items() if name != "score" or score != ACCURACY}


ARM_COLUMNS = name_columns(COLUMNS, ACCURACY)  # of arms that are judged by their accuracy


def compare(source: Source, against: str | None = None, margin: float = MARGIN) -> Comparison:
    """The comparison of a sweep's or experiment's runs, without the curves.

    Args:
        source: runs of any status; only FINISHED ones with the figures that count are compared.
        against: the label of an arm to which all arms of its group are compared as well.
        margin: how much a lossless arm may lose against the dense control, see
            :func:`runner.comparison.ranking.measure_margin`.

    Raises:
        UserError: there is no such arm; says which there are.
    """
    runs, left_out, repeated = selection.select(source.runs)
    rows = [_arm_row(runs_of_arm) for runs_of_arm in group_by(runs, lambda run: run.arm.label).values()]
    _check_reference(against, [row["label"] for row in rows])
    scores = {run.arm.score.name: run.arm.score for run in runs} or {ACCURACY.name: ACCURACY}
    refusals = {group: fairness.find_unfairness([run.run for run in of_group])
                for group, of_group in group_by(runs, lambda run: run.arm.group).items()}  # fmt: skip
    fair = {group for group, found in refusals.items() if not found}
    elsewhere = sorted({run.arm.line for run in runs if abs(run.ends_at - run.arm.target) > TARGET_TOLERANCE})
    ranked = group_by([run for run in runs if run.arm.group in fair], lambda run: run.arm.group)
    _add_differences(rows, ranked, "control", lambda run: run.arm.schedule == DENSE)
    _add_differences(rows, ranked, "reference", lambda run: run.arm.label == against)
    for row in rows:
        if row["schedule"] != DENSE and not row["no_rank"]:
            row["no_rank"] = ON_PURPOSE if row["line"] in elsewhere else None if _group_of(row) in fair else UNFAIR
    of_groups, ranking = group_by(rows, _group_of), list[Row]()
    for group, of_group in ranked.items():
        _add_fronts(of_groups[group], scores[group[-1]])
        rank_arms(of_groups[group], _values(of_group), scores[group[-1]])
        in_line = [run for run in of_group if run.arm.line not in elsewhere]
        ranking += rank_schedules(in_line, of_groups[group], margin)
    unranked = [
        f"Not ranked, since they end elsewhere than at their target on purpose: {fairness.list_some(elsewhere)}."
    ]
    comparison = Comparison(
        source.title,
        arms=_scored_frame(sorted(rows, key=_order), COLUMNS, represent_scores(scores)),
        runs=_runs_frame(runs),
        ranking=_scored_frame(ranking, RANKING_COLUMNS, represent_scores(scores)),
        layers=_layers_frame(runs),
        left_out=_frame([vars(each) for each in left_out], dict.fromkeys(selection.LEFT_OUT_COLUMNS, "str")),
        refusals=[f"{name_group(group)}: {text}" for group, found in refusals.items() for text in found],
        reference=against,
        margin=margin,
        scores=scores,
    )  # fmt: skip
    return caveats.add(comparison, runs, [*(unranked if elsewhere else []), *source.notes, *repeated])


def choose_representatives(comparison: Comparison) -> dict[str, str]:
    """The run id of each arm's lowest seed, by label, for the curves; of the first 300 arms.

    More could not be told apart in a picture.
    """
    lowest = {row.label: row.run_id for row in each_row(comparison.runs.drop_duplicates("label"))}
    pruned = comparison.arms.loc[comparison.arms["schedule"] != DENSE, "label"]
    return {label: lowest[label] for label in pruned.head(MOST_CURVES)}


def _arm_row(runs: Sequence[Compared]) -> Row:
    arm, score = runs[0].arm, runs[0].arm.score
    on_test = stats.summarize_values([run.test_score for run in runs], (score.low, score.high))
    collapsed, no_use = collapse.count_collapsed([run.run.metrics for run in runs], score)
    dead = COLLAPSED if score == ACCURACY else COLLAPSED_ELSE

    def mean(figure: Callable[[Compared], float]) -> float:
        return stats.summarize_values([figure(run) for run in runs]).mean

    return {
        **{name: getattr(arm, name) for name in ("label", "line", "schedule", "model", "dataset")},
        "score": score.name,
        "target_sparsity": arm.target,
        "n": len(runs),
        "seeds": " ".join(f"s{run.seed}" for run in runs),
        **{f"test_score_{name}": getattr(on_test, name) for name in ("mean", "sd", "low", "high")},
        "val_score_mean": mean(lambda run: run.val_score),
        "sparsity": mean(lambda run: run.sparsity),
        "sparsity_model": mean(lambda run: run.sparsity_model),
        "target_missed_by": mean(lambda run: run.missed_by),
        "mask_regrown": mean(lambda run: run.mask_regrown),
        "trivial_score": mean(lambda run: run.trivial_score),
        "collapsed_seeds": collapsed,
        "no_rank": dead if no_use else MISSED if any(run.missed for run in runs) else None,
        **{f"size_{name}": mean(lambda run, of=name: run.size(of)) for name in SIZE_FORMATS},  # type: ignore[misc]
        **{f"compression_{name}": mean(lambda run, of=name: run.compression(of)) for name in SIZE_FORMATS},  # type: ignore[misc]
    }


def _add_differences(
    rows: list[Row], ranked: Mapping[Group, Sequence[Compared]], to: str, is_reference: Callable[[Compared], bool]
) -> None:
    """Each arm minus the reference of its group, paired by seed, p-values corrected over the table."""
    references = {
        group: {run.seed: run.test_score for run in reversed(runs) if is_reference(run)}
        for group, runs in ranked.items()
    }
    spans = {group: runs[0].arm.score.span for group, runs in ranked.items()}
    values = {label: of_arm for runs in ranked.values() for label, of_arm in _values(runs).items()}
    itself = {run.arm.label for runs in ranked.values() for run in runs if is_reference(run)}
    compared = [row for row in rows if references.get(_group_of(row)) and row["label"] not in itself]
    found = [
        stats.compare_paired(values[row["label"]], references[group], spans[group])
        for row in compared
        for group in [_group_of(row)]
    ]
    add_differences(compared, found, to)


def _values(runs: Sequence[Compared]) -> dict[str, dict[int, float]]:
    """The score on test by arm and seed."""
    return {label: {run.seed: run.test_score for run in of_arm}
            for label, of_arm in group_by(runs, lambda run: run.arm.label).items()}  # fmt: skip


def _add_fronts(rows: Sequence[Row], score: Score) -> None:
    """Whether no other arm is as good and smaller, or as good and sparser; what collapsed is on no front."""
    dead = (COLLAPSED, COLLAPSED_ELSE)
    gains = [math.nan if row["no_rank"] in dead else score.orient(row["test_score_mean"]) for row in rows]
    by_size = stats.find_pareto_front(gains, [row[f"size_{FRONT_FORMAT}"] for row in rows])
    by_sparsity = stats.find_pareto_front(gains, [-row["sparsity"] for row in rows])
    for row, small, sparse in zip(rows, by_size, by_sparsity, strict=True):
        row.update(on_front_size=small, on_front_sparsity=sparse)


def _check_reference(against: str | None, labels: Sequence[str]) -> None:
    if against is None or against in labels:
        return
    meant = names.suggest_names(against, labels, repr)
    raise UserError(f"There is no arm {against!r} to compare with.{meant}\nThe arms are: {', '.join(labels)}.")


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """By target, there the best first; without ranks by name."""
    return *_group_of(row), row["target_sparsity"], row.get("rank", math.inf), row["label"]


def _group_of(row: Mapping[str, Any]) -> Group:
    return row["model"], row["dataset"], row["score"]


def _frame(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=list(columns)).astype(dict(columns))


def _scored_frame(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], score: Score) -> pd.DataFrame:
    """Rows with the columns' names of the comparison as they are called by its score."""
    found = _frame(rows, columns).rename(columns={name: name_column(name, score) for name in columns})
    return found[[*name_columns(columns, score)]]


def _runs_frame(runs: Sequence[Compared]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([run.row() for run in runs])


def _layers_frame(runs: Sequence[Compared]) -> pd.DataFrame:
    """Mean achieved sparsity: arms by layers, layers in the natural order of their names."""
    import pandas as pd

    rows = {}
    for label, of_arm in group_by(runs, lambda run: run.arm.label).items():
        layers = group_by((item for run in of_arm for item in run.layers().items()), lambda item: item[0])
        rows[label] = {
            name: stats.summarize_values([value for _, value in found]).mean for name, found in layers.items()
        }
    names = {name for row in rows.values() for name in row}
    ordered = sorted(names, key=_natural)
    return pd.DataFrame([[row.get(name, math.nan) for name in ordered] for row in rows.values()],
                        index=list(rows), columns=ordered)  # fmt: skip


def _natural(name: str) -> list[int | str]:
    """For sorting: conv2 before conv10."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]
