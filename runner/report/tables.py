"""The tables of a comparison as text: the same sections and figures in Markdown and HTML.

Numbers are rounded, accuracies to five decimals; in full they stand in ``comparison.csv`` and
``comparison.parquet``. Empty means that a figure cannot be known.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runner.comparison.records import Comparison, Frame
from runner.core import names
from runner.core.metric_names import SIZE_FORMATS

METHOD = (
    "Intervals are 95 % intervals of Student's t with n - 1 degrees of freedom over the seeds, sd is the sample "
    "standard deviation (ddof 1). There is none where all seeds are equal, which is no certainty, since accuracy is a "
    "count, nor where it would leave what accuracy can be, from 0 to 1.",
    "Differences are paired by seed; p is the two-sided paired t-test, p (Holm) is corrected for the number of arms "
    "in the table.",
    "The area is the mean test accuracy under the straight lines through a schedule's operating points, by "
    "trapezoids, over the range of sparsity that all ranked schedules of the table cover; its interval is over the "
    "seeds that have all points.",
    "A rank counts among the arms with the same model, dataset and target, and orders means. On a Pareto front is what "
    "no other arm beats in mean accuracy at the same or a smaller size (TFLite, gzip), or at the same or a higher "
    "sparsity, whatever the noise.",
    "Among best: may be the best, given the noise. Of those that are not, it is sure that another is at least as good; "
    "the set has the true best in it at 95 % (multiple comparisons with the best, Hsu 1984: differences paired by "
    "seed, each with its own variance, Bonferroni over the comparisons of one with the others). To others: the "
    "distance to the best of the others, with simultaneous 95 % limits.",
    "Lossless to: the highest target up to which, target by target from the lowest, an arm surely loses less than the "
    "margin of {margin:g} against the dense control: the lower end of the 95 % interval of the difference is above "
    "-{margin:g}. Lossless next: the target that stops it, and why. Lost: surely more than the margin. Undecided: the "
    "interval reaches across it, or there is none.",
    "No rank has an arm that ended elsewhere than at its target, that was not given the same chance, or that "
    "collapsed: half of its seeds, or their mean, are no better than always giving the most frequent class of train. "
    "A schedule with such an arm has no rank, and does not narrow the range of the others.",
    "Missed by is target minus achieved sparsity: above 0, fewer zeros than asked. Regrown is what came back into the "
    "masks in all updates together, as a share of the prunable weights. Sizes are bytes, compression is "
    "the dense model's size divided by the pruned one's.",
)
DIFFERENCE = {
    "n": "n", "diff": "difference", "low": "low", "high": "high", "p": "p", "p_holm": "p (Holm)",
}  # fmt: skip
MOST_RUNS = 2000  # on the page
MARKUP = re.compile(  # in Markdown
    r"[\\|`~$@]|:(?=//)|(?<=[wW]{3})\.|(?<=\S)\*|\*(?=\S)|(?<![^\W_])_|_(?![^\W_])|(?<=\])[(\[:]|^>|^[*#+=-](?=[\s#+=-]|$)"
)
FORMS = {  # by the beginning or end of a column's name
    "size_": ".1f", "compression_": ".3f", "_p": ".3g", "_p_holm": ".3g",
    "test_accuracy_": ".5f", "trivial_": ".5f", "val_accuracy_": ".5f", "mask_": ".4f", "area": ".5f",
    "_diff": ".5f", "_low": ".5f", "_high": ".5f",
}  # fmt: skip


@dataclass(frozen=True)
class Section:
    """One table: its title, and which columns of a frame it shows under which heads."""

    key: str
    title: str
    frame: Frame
    columns: dict[str, str]

    def rows(self) -> Iterator[Sequence[Any]]:
        """The values of each row, in the order of the columns; None where unknown."""
        for row in self.frame[list(self.columns)].itertuples(index=False, name=None):
            yield [None if is_unknown(value) else value.item() if hasattr(value, "item") else value for value in row]


def make_sections(comparison: Comparison) -> list[Section]:
    """The tables of arms and schedules, the one that answers the question first."""
    arms = comparison.arms
    ranking = {name: name.replace("_", " ") for name in comparison.ranking.columns}
    found = [
        Section("ranking", "Schedules by area under accuracy", comparison.ranking, ranking),
        Section("accuracy", "Arms: test accuracy", arms, {
            "label": "arm", "model": "model", "dataset": "dataset", "target_sparsity": "target", "rank": "rank",
            "among_best": "among best",
            "no_rank": "no rank", "n": "n", "seeds": "seeds", "test_accuracy_mean": "mean", "test_accuracy_sd": "sd",
            "test_accuracy_low": "low", "test_accuracy_high": "high", "val_accuracy_mean": "on val",
            "on_front_size": "size front", "on_front_sparsity": "sparsity front",
            "trivial_accuracy": "most frequent class", "collapsed_seeds": "collapsed seeds",
        }),
        Section("control", "Difference of test accuracy to the dense control", arms, _difference("control")),
    ]  # fmt: skip
    if comparison.reference:
        title = f"Difference of test accuracy to {comparison.reference}"
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
    return found


def list_left_out(comparison: Comparison) -> Section:
    """The runs that are not compared."""
    heads = {"name": "run", "status": "status", "reason": "reason", "run_id": "run id"}
    return Section("left-out", f"Left out: {len(comparison.left_out)} runs", comparison.left_out, heads)


def list_runs(comparison: Comparison) -> Section:
    """Every compared run, its ``run_id`` and ``time_*`` included; the first 2,000 of more."""
    count = len(comparison.runs)
    title = f"The first {MOST_RUNS} of {count} runs" if count > MOST_RUNS else "Every run"
    heads = {str(name): str(name).replace("_", " ") for name in comparison.runs}
    return Section("runs", title, comparison.runs.head(MOST_RUNS), heads)


def is_unknown(value: Any) -> bool:
    """Whether a value of a frame is missing: None, NaN or pandas' NA."""
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or type(value).__name__ == "NAType"


def format_value(value: Any, column: str = "") -> str:
    """A value for people, rounded as its column needs it; yes or no; empty where unknown."""
    if is_unknown(value):
        return ""
    if type(value).__name__ in ("bool", "bool_"):
        return "yes" if value else "no"
    if not isinstance(value, float):
        return str(value)
    return f"{value:{_choose_form(column)}}"


@functools.cache
def _choose_form(column: str) -> str:
    return next((form for end, form in FORMS.items() if column.startswith(end) or column.endswith(end)), ".6g")


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
    parts.append("## How to read it\n\n" + "\n".join(f"- {line}" for line in explain_method(comparison)))
    return "\n\n".join(parts) + "\n"


def explain_method(comparison: Comparison) -> list[str]:
    """How the figures are made, with the margin that was used."""
    return [line.format(margin=comparison.margin) for line in METHOD]


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
        [escape_markdown(format_value(*pair)) for pair in zip(row, section.columns, strict=True)]
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
