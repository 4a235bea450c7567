"""What the dashboard says of a run and of a sweep: their descriptions, in Markdown.

The dashboard shows the first lines and hides the rest behind "Show more", so the answer comes first. It also shows
pictures, in their full size. A description that is longer than MLflow allows is cut at a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runner.comparison import collapse
from runner.comparison.records import HTML_FILE, MARKDOWN_FILE, PICTURE_FILE, Comparison, Frame
from runner.core import names
from runner.core.file_names import LAYERS_FILE
from runner.core.metric_names import (
    COST_SPEEDUP,
    DENSE_SPARSITY,
    FINAL_GLOBAL,
    FINAL_MODEL,
    LATENCY,
    LATENCY_SPEEDUP,
    SIZE_FORMATS,
    TEST_SCORE_CHANGE,
)
from runner.core.records import Measured, Result
from runner.core.score import Score
from runner.report import method, tables

LIMIT = 8000  # characters of a tag's value in MLflow
SHIPPED = ("tflite_gzip", "keras_gzip")  # the format whose size is named: the first that can be had
RIGHT, LEFT = "---:", ":---"


def describe_run(result: Result, *, drawn: bool = True) -> str:
    """A finished run: dense against pruned, what to mind, each layer; and how to have its pictures, if not drawn."""
    figures, dense, pruned = result.metrics, result.dense, result.pruned
    score = result.score
    change = score.format_value(figures[TEST_SCORE_CHANGE.format(score.name)], "+")
    shown = score.format_value(pruned.figures[score.name])
    shipped = next((form for form in SHIPPED if form in dense.sizes and form in pruned.sizes), None)
    smaller = f", {_times(dense.sizes[shipped], pruned.sizes[shipped])} ({_title(shipped)})" if shipped else ""
    sparsity = f"{figures[FINAL_GLOBAL]:.2%}"
    rows = [
        (f"test {score.title}", score.format_value(dense.figures[score.name]), shown, change),
        *_of_formats(score, dense, pruned),
        ("sparsity, prunable weights", f"{figures[DENSE_SPARSITY]:.2%}", sparsity, f"target {result.target:.2%}"),
        ("sparsity, whole model", "", f"{figures[FINAL_MODEL]:.2%}", ""),
        *_sizes(dense, pruned),
        *_speedup(figures),
        *_latency(figures),
    ]
    layers = [
        (
            tables.escape_markdown(names.shorten(each.name)),
            tables.escape_markdown(each.kind),
            f"{each.weights:,}",
            f"{each.target:.2%}",
            f"{each.sparsity:.2%}",
        )
        for each in result.layers
    ]
    collapsed = collapse.find_collapse_on_test(figures, score)
    parts = [
        (f"**{collapsed[0].upper()}{collapsed[1:]}.** " if collapsed else "")
        + f"Test {score.title} **{shown}** ({change} to dense) at **{sparsity}** sparsity{smaller}.",
        *_list("To mind", result.warnings),
        tables.make_grid(
            ("", "dense", "pruned" if result.target else "trained on", "change"), (LEFT, *[RIGHT] * 3), rows
        ),
    ]
    if layers:
        heads = ("layer", "class", "weights", "target", "achieved")
        parts.append(tables.make_grid(heads, (LEFT, LEFT, *[RIGHT] * 3), layers))
    if not drawn:
        parts.append(f"Its pictures: `python -m runner.report --run {result.run_id}`")
    return _shortened("\n\n".join(parts), LAYERS_FILE)


def describe_dense(measured: Measured, score: Score) -> str:
    """The dense model that the runs of a seed start from."""
    shipped = next(form for form in SHIPPED if form in measured.sizes)
    shown = score.format_value(measured.figures[score.name])
    return (
        f"A dense model that runs start from: test {score.title} **{shown}**, "
        f"{measured.sizes[shipped]:,} bytes ({_title(shipped)})."
    )


def describe_sweep(comparison: Comparison, run_id: str) -> str:
    """A sweep: the ranking, the arms, what to mind, and the pictures, which are artifacts of ``run_id``."""
    shown = comparison.arms[comparison.arms["rank"].notna() | comparison.arms["no_rank"].notna()]
    score, named = comparison.score, comparison.name_column
    where = [name for name in comparison.group if comparison.arms[name].nunique() > 1]
    schedules = {"rank": "rank", "schedule": "schedule", **{name: name for name in where}, "area": "area",
                 "area_low": "low", "area_high": "high", "among_best": "may be the best",
                 "lossless_to": f"surely loses less than {method.tell_margin(comparison)} up to",
                 "lossless_next": "next", "n": "n", "points": "points", **_if_any(comparison.ranking)}  # fmt: skip
    to_dense = "to dense, below 0 is better" if score.lower_is_better else "to dense"
    arms = {
        "target_sparsity": "target", "rank": "rank", "label": "arm", "n": "n",
        named("test_score_mean"): f"test {score.title}", named("test_score_low"): "low",
        named("test_score_high"): "high", "control_diff": to_dense, "among_best": "may be the best", **_if_any(shown),
    }  # fmt: skip
    parts = []
    if len(comparison.ranking):
        ranking = tables.Section("ranking", method.name_area(comparison), comparison.ranking, schedules, score)
        parts += [f"**{tables.escape_markdown(ranking.title)}**", tables.make_markdown_table(ranking)]
    parts += tables.list_findings(comparison)
    if comparison.arms.empty:
        return "\n\n".join([*parts, "Nothing to compare."])
    parts += [_picture(PICTURE_FILE.format(key), run_id) for key in comparison.pictures]
    parts.append(f"Everything, on a page, is the artifact `{HTML_FILE}`.")
    if comparison.arms["rank"].notna().any():
        title = "Arms by target"
    else:
        title, shown = "Arms, not ranked", comparison.arms
        arms.pop("rank"), arms.pop("among_best")
    parts += [f"**{title}**", tables.make_markdown_table(tables.Section("arms", "", shown, arms, score))]
    return _shortened("\n\n".join(parts), MARKDOWN_FILE)


def _if_any(table: Frame) -> dict[str, str]:
    """Why there is no rank, where that is so."""
    return {"no_rank": "no rank"} if table["no_rank"].notna().any() else {}


def _of_formats(score: Score, dense: Measured, pruned: Measured) -> list[tuple[str, str, str, str]]:
    """Of the files that would be shipped."""
    both = {form: (dense.of_formats[form], after) for form, after in pruned.of_formats.items()
            if form in dense.of_formats}  # fmt: skip
    show = score.format_value
    return [(f"test {score.title}, {form}", show(a), show(b), show(b - a, "+")) for form, (a, b) in both.items()]


def _speedup(figures: Mapping[str, float]) -> list[tuple[str, str, str, str]]:
    """Where the FLOPs could be counted."""
    return [("theoretical speedup", "", f"{figures[COST_SPEEDUP]:.2f} x", "")] if COST_SPEEDUP in figures else []


def _latency(figures: Mapping[str, float]) -> list[tuple[str, str, str, str]]:
    """Measured, if it was."""
    if LATENCY_SPEEDUP not in figures:
        return []
    dense, pruned = (f"{figures[LATENCY.format(name)]:.3f}" for name in ("dense", "pruned"))
    return [("latency here (ms)", dense, pruned, f"{figures[LATENCY_SPEEDUP]:.2f} x faster")]


def _sizes(dense: Measured, pruned: Measured) -> list[tuple[str, str, str, str]]:
    both = {name: (dense.sizes[name], pruned.sizes[name]) for name in SIZE_FORMATS
            if name in dense.sizes and name in pruned.sizes}  # fmt: skip
    return [(f"{_title(name)} (bytes)", f"{a:,}", f"{b:,}", _times(a, b)) for name, (a, b) in both.items()]


def _times(before: int, after: int) -> str:
    return f"{before / after:.2f} x smaller"


def _title(form: str) -> str:
    return form.replace("_", ", ")


def _list(title: str, lines: Sequence[str]) -> list[str]:
    return [f"**{title}:**\n\n" + "\n".join(f"- {tables.escape_markdown(line)}" for line in lines)] if lines else []


def _picture(file: str, run_id: str) -> str:
    """An artifact, by the address that the dashboard itself reads it from; relative, so it holds on any server."""
    return f"![{file}](get-artifact?path={file}&run_uuid={run_id})"


def _shortened(text: str, file: str) -> str:
    if len(text) <= LIMIT:
        return text
    rest = f"\n\n... see the artifact {file}"
    return text[: LIMIT - len(rest)].rsplit("\n", 1)[0] + rest
