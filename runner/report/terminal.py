"""A comparison on the terminal: the ranking, the arms, what to mind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from runner.comparison.arms import name_group
from runner.comparison.records import MARKDOWN_FILE, Comparison, each_row
from runner.console.screen import make_console, style_text
from runner.core.score import Score
from runner.report import method

MOST_ROWS = 60  # on the terminal
WIDE = 100  # characters
SCORED = "{} (95 %)"  # with the title of the score
REFERENCE_HEADS = ("to reference", "p of reference")
ARM_HEADS = ("rank", "best?", "arm", "n", SCORED, "zeros", "kB", "smaller", "to dense", "p (Holm)")
RANKING_HEADS = ("area", "95 % interval", "to the others (95 %)", "lossless to", "next", "n", "points", "sparsity")


def show_comparison(comparison: Comparison, files: Sequence[Path]) -> None:
    """Print the ranking, the arms, what to mind, what was left out, and where the files are."""
    screen = make_console(150)
    if len(comparison.ranking):
        screen.print(_ranking_table(comparison))
    if len(comparison.arms):
        screen.print(_arms_table(comparison, screen.width))
    for line in comparison.refusals:
        screen.print(style_text((f"not ranked: {line}", "red")))
    for line in comparison.caveats:
        screen.print(style_text((f"to mind: {line}", "yellow")))
    for row in each_row(comparison.left_out.head(MOST_ROWS)):
        screen.print(f"left out: {row.name} is {row.status}: {row.reason}")
    if len(comparison.left_out) > MOST_ROWS:
        screen.print(f"left out: {len(comparison.left_out) - MOST_ROWS} more runs, see {MARKDOWN_FILE}")
    if files:
        screen.print(f"files in {files[0].parent}: {', '.join(file.name for file in files)}")


def _ranking_table(comparison: Comparison) -> Any:
    from rich.table import Table

    groups = comparison.ranking[comparison.group].drop_duplicates()
    one = tuple(groups.iloc[0]) if len(groups) == 1 else None
    where = comparison.group if one is None else []
    caption = f"best?: may be the best, given the noise; lossless: surely less than {method.tell_loss(comparison)}"
    table = Table(title=method.name_area(comparison) + (f": {name_group(one[:2])}" if one else ""), caption=caption)
    heads = ("rank", "best?", "schedule", *where, *RANKING_HEADS)
    for head in heads:
        text = head in ("schedule", *where)
        table.add_column(head, justify="left" if text else "right", no_wrap=not text)
    for row in each_row(comparison.ranking.head(MOST_ROWS)):
        score = comparison.find_score(row)
        table.add_row(
            *_cells(_rank(row), row.among_best, row.schedule, *(getattr(row, head) for head in where),
                    _scored(row.area, score), _interval(row.area_low, row.area_high, score), _distance(row, score),
                    _figure(row.lossless_to, "g"), row.lossless_next, row.n, row.points, _range(row)))  # fmt: skip
    return table


def _arms_table(comparison: Comparison, width: int) -> Any:
    """On a narrow terminal without what the files have too: the label of an arm goes first."""
    from rich.table import Table

    more = len(comparison.arms) - MOST_ROWS
    caption = [f"and {more} more, see {MARKDOWN_FILE}"] if more > 0 else []
    if comparison.score.lower_is_better:
        caption.insert(0, f"{comparison.score.heading}: to dense, below 0 is better")
    table = Table(title="Arms at each target", caption="; ".join(caption) or None)
    left_out = () if width >= WIDE else ("kB", "p (Holm)", "p of reference")
    heads = [head for head in (*ARM_HEADS, *(REFERENCE_HEADS if comparison.reference else ())) if head not in left_out]
    for head in heads:
        arm = head == "arm"
        title = head.format(comparison.score.title) if head == SCORED else head
        table.add_column(title, justify="left" if arm else "right", no_wrap=not arm, min_width=16 if arm else None)
    for row in comparison.each_arm(comparison.arms.head(MOST_ROWS)):
        score = comparison.find_score(row)
        half = _scored(row.test_score_high - row.test_score_mean, score)
        cells = {
            "rank": _rank(row), "best?": row.among_best, "arm": row.label, "n": row.n,
            SCORED: _scored(row.test_score_mean, score) + (half and f" ± {half}"),
            "zeros": _figure(row.sparsity), "kB": _figure(row.size_tflite_gzip / 1000, ".1f"),
            "smaller": _figure(row.compression_tflite_gzip, ".2f x"), "to dense": _scored(row.control_diff, score, "+"),
            "p (Holm)": _figure(row.control_p_holm, ".2g"), "to reference": _scored(row.reference_diff, score, "+"),
            "p of reference": _figure(row.reference_p_holm, ".2g"),
        }  # fmt: skip
        table.add_row(*_cells(*(cells[head] for head in heads)))
    return table


def _rank(row: Any) -> Any:
    """The rank, or in one word why there is none."""
    from runner.report.tables import is_unknown

    return row.rank if is_unknown(row.no_rank) else str(row.no_rank).partition(":")[0].split(" ")[-1]


def _distance(row: Any, score: Score) -> str:
    interval = _interval(row.to_others_low, row.to_others_high, score, "+")
    return _scored(row.to_others_diff, score, "+") + (interval and f" ({interval})")


def _range(row: Any) -> str:
    return "" if row.sparsity_from != row.sparsity_from else f"{row.sparsity_from:.4g} to {row.sparsity_to:.4g}"


def _cells(*values: Any) -> list[str]:
    from runner.report.tables import format_value

    return [format_value(value) for value in values]


def _figure(value: float, form: str = ".4f") -> str:
    form, _, unit = form.partition(" ")
    return "" if value != value else f"{round(value, 9) + 0.0:{form}}{unit and ' ' + unit}"  # no "-0.0000"


def _scored(value: float, score: Score, sign: str = "") -> str:
    return "" if value != value else score.format_value(round(value, 9) + 0.0 if score.is_share else value, sign)


def _interval(low: float, high: float, score: Score, sign: str = "") -> str:
    return "" if low != low else f"{_scored(low, score, sign)} to {_scored(high, score, sign)}"
