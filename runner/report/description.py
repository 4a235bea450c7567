"""What the dashboard says of a run and of a sweep: their descriptions, in Markdown.

The dashboard shows the first lines and hides the rest behind "Show more", so the answer comes first. It also shows
pictures, in their full size. A description that is longer than MLflow allows is cut at a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runner.comparison import collapse
from runner.comparison.records import HTML_FILE, MARKDOWN_FILE, PICTURE_FILE, PICTURES, Comparison, Frame
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
    TEST_ACCURACY_CHANGE,
)
from runner.core.records import Measured, Result
from runner.report import tables

LIMIT = 8000  # characters of a tag's value in MLflow
SHIPPED = ("tflite_gzip", "keras_gzip")  # the format whose size is named: the first that can be had
RIGHT, LEFT = "---:", ":---"


def describe_run(result: Result, *, drawn: bool = True) -> str:
    """A finished run: dense against pruned, what to mind, each layer; and how to have its pictures, if not drawn."""
    figures, dense, pruned = result.metrics, result.dense, result.pruned
    change = f"{figures[TEST_ACCURACY_CHANGE]:+.4f}"
    shipped = next((form for form in SHIPPED if form in dense.sizes and form in pruned.sizes), None)
    smaller = f", {_times(dense.sizes[shipped], pruned.sizes[shipped])} ({_title(shipped)})" if shipped else ""
    sparsity = f"{figures[FINAL_GLOBAL]:.2%}"
    rows = [
        ("test accuracy", f"{dense.accuracy:.4f}", f"{pruned.accuracy:.4f}", change),
        *_accuracies(dense, pruned),
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
    collapsed = collapse.find_collapse_on_test(figures)
    parts = [
        (f"**{collapsed[0].upper()}{collapsed[1:]}.** " if collapsed else "")
        + f"Test accuracy **{pruned.accuracy:.4f}** ({change} to dense) at **{sparsity}** sparsity{smaller}.",
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


def describe_dense(measured: Measured) -> str:
    """The dense model that the runs of a seed start from."""
    shipped = next(form for form in SHIPPED if form in measured.sizes)
    return (
        f"A dense model that runs start from: test accuracy **{measured.accuracy:.4f}**, "
        f"{measured.sizes[shipped]:,} bytes ({_title(shipped)})."
    )


def describe_sweep(comparison: Comparison, run_id: str) -> str:
    """A sweep: the ranking, the arms, what to mind, and the pictures, which are artifacts of ``run_id``."""
    shown = comparison.arms[comparison.arms["rank"].notna() | comparison.arms["no_rank"].notna()]
    where = [name for name in ("model", "dataset") if comparison.arms[name].nunique() > 1]
    schedules = {"rank": "rank", "schedule": "schedule", **{name: name for name in where}, "area": "area",
                 "area_low": "low", "area_high": "high", "among_best": "may be the best",
                 "lossless_to": f"surely loses less than {comparison.margin:g} up to", "lossless_next": "next",
                 "n": "n", "points": "points", **_if_any(comparison.ranking)}  # fmt: skip
    arms = {
        "target_sparsity": "target", "rank": "rank", "label": "arm", "n": "n", "test_accuracy_mean": "test accuracy",
        "test_accuracy_low": "low", "test_accuracy_high": "high", "control_diff": "to dense",
        "among_best": "may be the best", **_if_any(shown),
    }  # fmt: skip
    parts = []
    if len(comparison.ranking):
        ranking = tables.Section("ranking", "Schedules by area under accuracy", comparison.ranking, schedules)
        parts += [f"**{ranking.title}**", tables.make_markdown_table(ranking)]
    parts += tables.list_findings(comparison)
    if comparison.arms.empty:
        return "\n\n".join([*parts, "Nothing to compare."])
    parts += [_picture(PICTURE_FILE.format(key), run_id) for key in PICTURES]
    parts.append(f"Everything, on a page, is the artifact `{HTML_FILE}`.")
    if comparison.arms["rank"].notna().any():
        parts += ["**Arms by target**", tables.make_markdown_table(tables.Section("arms", "", shown, arms))]
    else:
        arms.pop("rank"), arms.pop("among_best")
        parts += ["**Arms, not ranked**", tables.make_markdown_table(tables.Section("arms", "", comparison.arms, arms))]
    return _shortened("\n\n".join(parts), MARKDOWN_FILE)


def _if_any(table: Frame) -> dict[str, str]:
    """Why there is no rank, where that is so."""
    return {"no_rank": "no rank"} if table["no_rank"].notna().any() else {}


def _accuracies(dense: Measured, pruned: Measured) -> list[tuple[str, str, str, str]]:
    """On test, of the files that would be shipped."""
    both = {form: (dense.accuracies[form], after) for form, after in pruned.accuracies.items()
            if form in dense.accuracies}  # fmt: skip
    return [(f"test accuracy, {form}", f"{a:.4f}", f"{b:.4f}", f"{b - a:+.4f}") for form, (a, b) in both.items()]


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
