"""The tables of a comparison as text: the same sections and figures in Markdown and HTML.

Numbers are rounded, shares to five decimals; in full they stand in ``comparison.csv`` and
``comparison.parquet``. Empty means that a figure cannot be known.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from runner.comparison.records import Comparison, Frame
from runner.core import names
from runner.core.metric_names import SIZE_FORMATS
from runner.core.score import ACCURACY, Score
from runner.report import method

DIFFERENCE = {
    "n": "n", "diff": "difference", "low": "low", "high": "high", "p": "p", "p_holm": "p (Holm)",
}  # fmt: skip
MOST_RUNS = 2000  # on the page
MARKUP = re.compile(  # in Markdown
    r"[\\|`~$@]|:(?=//)|(?<=[wW]{3})\.|(?<=\S)\*|\*(?=\S)|(?<![^\W_])_|_(?![^\W_])|(?<=\])[(\[:]|^>|^[*#+=-](?=[\s#+=-]|$)"
)
FORMS = {  # by the beginning or end of a column's name
    "size_": ".1f", "compression_": ".3f", "_p": ".3g", "_p_holm": ".3g", "mask_": ".4f",
}  # fmt: skip
SCORED = ("test_{}_", "trivial_", "val_{}_", "area", "_diff", "_low", "_high")  # of columns in the unit of the score


@dataclass(frozen=True)
class Section:
    """One table: its title, which columns of a frame it shows under which heads, and the score of its figures."""

    key: str
    title: str
    frame: Frame
    columns: dict[str, str]
    score: Score = ACCURACY

    def rows(self) -> Iterator[Sequence[Any]]:
        """The values of each row, in the order of the columns; None where unknown."""
        for row in self.frame[list(self.columns)].itertuples(index=False, name=None):
            yield [None if is_unknown(value) else value.item() if hasattr(value, "item") else value for value in row]


def make_sections(comparison: Comparison) -> list[Section]:
    """The tables of arms and schedules, the one that answers the question first."""
    arms, score, named = comparison.arms, comparison.score, comparison.name_column
    ranking = {name: name.replace("_", " ") for name in comparison.ranking.columns}
    below = ", below 0 is better" if score.lower_is_better else ""
    trivial = "most frequent class" if score == ACCURACY else "best constant answer"
    found = [
        Section("ranking", method.name_area(comparison), comparison.ranking, ranking),
        Section(ACCURACY.name if score == ACCURACY else "score", f"Arms: test {score.heading}", arms, {
            "label": "arm", **{name: name for name in comparison.group}, "target_sparsity": "target", "rank": "rank",
            "among_best": "among best",
            "no_rank": "no rank", "n": "n", "seeds": "seeds", named("test_score_mean"): "mean",
            named("test_score_sd"): "sd", named("test_score_low"): "low", named("test_score_high"): "high",
            named("val_score_mean"): "on val",
            "on_front_size": "size front", "on_front_sparsity": "sparsity front",
            named("trivial_score"): trivial, "collapsed_seeds": "collapsed seeds",
        }),
        Section("control", f"Difference of test {score.title} to the dense control{below}", arms,
                _difference("control")),
    ]  # fmt: skip
    if comparison.reference:
        title = f"Difference of test {score.title} to {comparison.reference}{below}"
        found.append(Section("reference", title, arms, _difference("reference")))
    found += [
        Section("achieved", "Achieved sparsity", arms, {
            "label": "arm", "target_sparsity": "target", "sparsity": "prunable weights",
            "sparsity_model": "whole model", "target_missed_by": "missed by", "mask_regrown": "regrown",
        }),
        Section("sizes", "Size in bytes, mean over seeds", arms,
                {"label": "arm", **{f"size_{name}": name.replace("_", ", ") for name in SIZE_FORMATS}}),
        Section("compression", "Compression: times smaller than the dense model", arms,
                {"label": "arm", **{f"compression_{name}": name.replace("_", ", ") for name in SIZE_FORMATS}}),
    ]  # fmt: skip
    return [replace(section, score=score) for section in found]


def list_left_out(comparison: Comparison) -> Section:
    """The runs that are not compared."""
    heads = {"name": "run", "status": "status", "reason": "reason", "run_id": "run id"}
    return Section("left-out", f"Left out: {len(comparison.left_out)} runs", comparison.left_out, heads)


def list_runs(comparison: Comparison) -> Section:
    """Every compared run, its ``run_id`` and ``time_*`` included; the first 2,000 of more."""
    count = len(comparison.runs)
    title = f"The first {MOST_RUNS} of {count} runs" if count > MOST_RUNS else "Every run"
    heads = {str(name): str(name).replace("_", " ") for name in comparison.runs}
    return Section("runs", title, comparison.runs.head(MOST_RUNS), heads, comparison.score)


def is_unknown(value: Any) -> bool:
    """Whether a value of a frame is missing: None, NaN or pandas' NA."""
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or type(value).__name__ == "NAType"


def format_value(value: Any, column: str = "", score: Score = ACCURACY) -> str:
    """A value for people, rounded as its column and its score need it; yes or no; empty where unknown."""
    if is_unknown(value):
        return ""
    if type(value).__name__ in ("bool", "bool_"):
        return "yes" if value else "no"
    if not isinstance(value, float):
        return str(value)
    return f"{value:{_choose_form(column, score)}}"


@functools.cache
def _choose_form(column: str, score: Score) -> str:
    forms = {**FORMS, **dict.fromkeys((name.format(score.name) for name in SCORED), ".5f" if score.is_share else ".6g")}
    return next((form for end, form in forms.items() if column.startswith(end) or column.endswith(end)), ".6g")


def make_markdown(comparison: Comparison) -> str:
    """The whole comparison; free of run ids and times."""
    parts = [f"# {escape_markdown(comparison.title)}", *list_findings(comparison)]
    found = make_sections(comparison)
    parts += [
        f"## {escape_markdown(section.title)}\n\n{make_markdown_table(section)}"
        for section in found
        if len(section.frame)
    ]
    if len(comparison.left_out):
        gone = list_left_out(comparison)
        gone.columns.pop("run_id")
        parts.append(f"## {gone.title}\n\n{make_markdown_table(gone)}")
    parts.append("## How to read it\n\n" + "\n".join(f"- {line}" for line in method.explain_method(comparison)))
    return "\n\n".join(parts) + "\n"


def list_findings(comparison: Comparison) -> Iterator[str]:
    """Why there is no rank, and what to mind, as lists in Markdown."""
    for title, lines in (("Not ranked, because", comparison.refusals), ("To mind", comparison.caveats)):
        if lines:
            yield f"**{title}:**\n\n" + "\n".join(f"- {escape_markdown(line)}" for line in lines)


def _difference(to: str) -> dict[str, str]:
    return {"label": "arm", **{f"{to}_{name}": head for name, head in DIFFERENCE.items()}}


def make_markdown_table(section: Section) -> str:
    """A section's table in Markdown."""
    types = section.frame.dtypes
    rules = [":---" if types[name] in ("str", "object") else "---:" for name in section.columns]
    cells = (
        [escape_markdown(format_value(*pair, section.score)) for pair in zip(row, section.columns, strict=True)]
        for row in section.rows()
    )
    return make_grid(map(escape_markdown, section.columns.values()), rules, cells)


def write_csv(path: Path, frame: Frame) -> None:
    """A frame as a CSV file: numbers in full, texts as :func:`runner.core.names.make_csv_cell` shows them."""

    def cell(value: Any) -> Any:
        return names.make_csv_cell(value) if isinstance(value, str) else value

    texts = {str(name): frame[name].map(cell) for name, kind in frame.dtypes.items() if kind in ("str", "object")}
    frame.assign(**texts).to_csv(path, index=False, lineterminator="\n")


def make_grid(heads: Iterable[str], rules: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown; ``rules`` say where each column is aligned to: ``:---`` or ``---:``."""
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, rules, *rows))


def escape_markdown(cell: str) -> str:
    r"""A text from outside, so that Markdown shows it as it is.

    An underscore inside a word is no markup, so names of parameters stay readable in the source, too. What is an
    address becomes no link by itself, nor a mention.

    >>> escaped("*a_b* <i>"), escaped("_a_ [x](y)")
    ('\\*a_b\\* &lt;i>', '\\_a\\_ [x]\\(y)')
    """
    line = MARKUP.sub(r"\\\g<0>", " ".join(names.make_visible(cell).splitlines()))
    return line.replace("&", "&amp;").replace("<", "&lt;")
