"""What the dashboard says of a run and of a sweep: their descriptions, in Markdown.

The dashboard shows the first lines and hides the rest behind "Show more", so the answer comes first. It also shows
pictures, in their full size. A description that is longer than MLflow allows is cut at a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runner import names, tables
from runner.comparison import HTML_FILE, MARKDOWN_FILE, PICTURE_FILE, PICTURES, Comparison
from runner.records import (
    COST_SPEEDUP,
    DENSE_SPARSITY,
    FINAL_GLOBAL,
    FINAL_MODEL,
    LATENCY,
    LATENCY_SPEEDUP,
    LAYERS_FILE,
    SIZE_FORMATS,
    TEST_ACCURACY_CHANGE,
    Measured,
    Result,
)

LIMIT = 8000  # characters of a tag's value in MLflow
SHIPPED = "tflite_gzip"  # the format whose size is named first
RIGHT, LEFT = "---:", ":---"


def of_run(result: Result) -> str:
    """A finished run: dense against pruned, what to mind, and each layer."""
    figures, dense, pruned = result.metrics, result.dense, result.pruned
    change = f"{figures[TEST_ACCURACY_CHANGE]:+.4f}"
    smaller = _times(dense.sizes[SHIPPED], pruned.sizes[SHIPPED])
    sparsity = f"{figures[FINAL_GLOBAL]:.2%}"
    rows = [
        ("test accuracy", f"{dense.accuracy:.4f}", f"{pruned.accuracy:.4f}", change),
        *_accuracies(dense, pruned),
        ("sparsity, prunable weights", f"{figures[DENSE_SPARSITY]:.2%}", sparsity, f"target {result.target:.2%}"),
        ("sparsity, whole model", "", f"{figures[FINAL_MODEL]:.2%}", ""),
        *_sizes(dense, pruned),
        ("theoretical speedup", "", f"{figures[COST_SPEEDUP]:.2f} x", ""),
        *_latency(figures),
    ]
    layers = [
        (
            tables.escaped(names.shortened(each.name)),
            tables.escaped(each.kind),
            f"{each.weights:,}",
            f"{each.target:.2%}",
            f"{each.sparsity:.2%}",
        )
        for each in result.layers
    ]
    parts = [
        f"Test accuracy **{pruned.accuracy:.4f}** ({change} to dense) at **{sparsity}** sparsity, {smaller} "
        f"({_title(SHIPPED)}).",
        *_list("To mind", result.warnings),
        tables.grid(("", "dense", "pruned" if result.target else "trained on", "change"), (LEFT, *[RIGHT] * 3), rows),
    ]
    if layers:
        heads = ("layer", "class", "weights", "target", "achieved")
        parts.append(tables.grid(heads, (LEFT, LEFT, *[RIGHT] * 3), layers))
    return _shortened("\n\n".join(parts), LAYERS_FILE)


def of_dense(measured: Measured) -> str:
    """The dense model that the runs of a seed start from."""
    return (
        f"A dense model that runs start from: test accuracy **{measured.accuracy:.4f}**, "
        f"{measured.sizes[SHIPPED]:,} bytes ({_title(SHIPPED)})."
    )


def of_sweep(comparison: Comparison, run_id: str) -> str:
    """A sweep: the ranking, the arms, what to mind, and the pictures, which are artifacts of ``run_id``."""
    ranked = comparison.arms[comparison.arms["rank"].notna()]
    where = [name for name in ("model", "dataset") if comparison.arms[name].nunique() > 1]
    schedules = {"rank": "rank", "schedule": "schedule", **{name: name for name in where}, "area": "area",
                 "area_low": "low", "area_high": "high", "n": "n", "points": "points"}  # fmt: skip
    arms = {
        "target_sparsity": "target", "rank": "rank", "label": "arm", "n": "n", "test_accuracy_mean": "test accuracy",
        "test_accuracy_low": "low", "test_accuracy_high": "high", "control_diff": "to dense",
    }  # fmt: skip
    parts = []
    if len(comparison.ranking):
        ranking = tables.Section("ranking", "Schedules by area under accuracy", comparison.ranking, schedules)
        parts += [f"**{ranking.title}**", tables.markdown_table(ranking)]
    parts += tables.findings(comparison)
    if comparison.arms.empty:
        return "\n\n".join([*parts, "Nothing to compare."])
    parts += [_picture(PICTURE_FILE.format(key), run_id) for key in PICTURES]
    parts.append(f"Everything, on a page, is the artifact `{HTML_FILE}`.")
    if len(ranked):
        parts += ["**Arms by target**", tables.markdown_table(tables.Section("arms", "", ranked, arms))]
    else:
        arms.pop("rank")
        parts += ["**Arms, not ranked**", tables.markdown_table(tables.Section("arms", "", comparison.arms, arms))]
    return _shortened("\n\n".join(parts), MARKDOWN_FILE)


def _accuracies(dense: Measured, pruned: Measured) -> list[tuple[str, str, str, str]]:
    """On test, of the files that would be shipped."""
    both = {form: (dense.accuracies[form], after) for form, after in pruned.accuracies.items()
            if form in dense.accuracies}  # fmt: skip
    return [(f"test accuracy, {form}", f"{a:.4f}", f"{b:.4f}", f"{b - a:+.4f}") for form, (a, b) in both.items()]


def _latency(figures: Mapping[str, float]) -> list[tuple[str, str, str, str]]:
    """Measured, if it was."""
    if LATENCY_SPEEDUP not in figures:
        return []
    dense, pruned = (f"{figures[LATENCY.format(name)]:.3f}" for name in ("dense", "pruned"))
    return [("latency here (ms)", dense, pruned, f"{figures[LATENCY_SPEEDUP]:.2f} x faster")]


def _sizes(dense: Measured, pruned: Measured) -> list[tuple[str, str, str, str]]:
    both = {name: (dense.sizes[name], pruned.sizes[name]) for name in SIZE_FORMATS}
    return [(f"{_title(name)} (bytes)", f"{a:,}", f"{b:,}", _times(a, b)) for name, (a, b) in both.items()]


def _times(before: int, after: int) -> str:
    return f"{before / after:.2f} x smaller"


def _title(form: str) -> str:
    return form.replace("_", ", ")


def _list(title: str, lines: Sequence[str]) -> list[str]:
    return [f"**{title}:**\n\n" + "\n".join(f"- {tables.escaped(line)}" for line in lines)] if lines else []


def _picture(file: str, run_id: str) -> str:
    """An artifact, by the address that the dashboard itself reads it from; relative, so it holds on any server."""
    return f"![{file}](get-artifact?path={file}&run_uuid={run_id})"


def _shortened(text: str, file: str) -> str:
    if len(text) <= LIMIT:
        return text
    rest = f"\n\n... see the artifact {file}"
    return text[: LIMIT - len(rest)].rsplit("\n", 1)[0] + rest
