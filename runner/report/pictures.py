"""What the four pictures of a comparison show, as plain records.

:mod:`runner.report.plots` draws them as PNG, :mod:`runner.report.page` as interactive figures, both from the
same records. A schedule has the same colour in every picture; the control has its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from runner.comparison.arms import name_group
from runner.comparison.records import Comparison, Frame, HeatMap, Panel, Picture, Series
from runner.core.score import Score
from runner.tracking.records import Curve

DENSE, CONTROL = "dense", -1
SIZE_COLUMN, SIZE_TITLE = "size_tflite_gzip", "TFLite, gzip"
STEP_AXES = ("optimizer step", "sparsity (fraction of zeros)")
RATE = "learning rate, as a share of its peak of {:g}"
KILO = 1000  # bytes in the kB of the axis
# Okabe and Ito's palette, told apart with every kind of colour vision; yellow, pale on white, is last.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442")


def draw(comparison: Comparison) -> tuple[list[Picture], HeatMap]:
    """The three pictures with axes, and the heat map."""
    colours, (_, by_sparsity, by_size, _), score = (
        _colours(comparison.arms),
        comparison.pictures,
        comparison.score.title,
    )
    return [
        _sparsity(comparison),
        _picture(by_sparsity, comparison, colours, _sparsity_series,
                 f"Test {score} against sparsity (mean and, if there is one, 95 % interval over seeds; side by side)",
                 "achieved sparsity (fraction of zeros)"),
        _picture(by_size, comparison, colours, _size_series,
                 f"Test {score} against compressed size ({SIZE_TITLE}), with the Pareto front of the means",
                 f"size, {SIZE_TITLE} (kB, 1 kB = 1,000 bytes)"),
    ], _layers(comparison)  # fmt: skip


def draw_plans(
    arms: Iterable[tuple[str, str, int, Sequence[tuple[int, float]]]],
    rates: Iterable[tuple[str, Sequence[tuple[int, float]]]] = (),
) -> Picture:
    """Planned sparsity by step, one panel a schedule, one line an arm; under it the learning rates that change.

    Args:
        arms: of each its schedule, its label, its number of steps, and (step, sparsity) of its updates.
        rates: of those with a rate that changes the schedule, and (step, rate); each once in its panel.
    """
    panels: dict[str, list[Series]] = {}
    for schedule, label, steps, updates in arms:
        points = [(0, 0.0), *updates, (steps, updates[-1][1] if updates else 0.0)]
        lines = panels.setdefault(schedule, [])
        lines.append(Series(label, [step for step, _ in points], [each for _, each in points], "steps", len(lines)))
    for schedule, curve in dict.fromkeys((schedule, tuple(of_arm)) for schedule, of_arm in rates):
        peak = max(rate for _, rate in curve)
        shares = [rate / peak for _, rate in curve]
        panels[schedule].append(Series(RATE.format(peak), [step for step, _ in curve], shares, "rate", CONTROL))
    title = "Planned sparsity by optimizer step"
    return Picture("sparsity", title, *STEP_AXES, [Panel(*panel) for panel in panels.items()])


def _colours(table: Frame) -> dict[str, int]:
    lines = [line for line, schedule in zip(table["line"], table["schedule"], strict=True) if schedule != DENSE]
    dense = dict.fromkeys(table.loc[table["schedule"] == DENSE, "line"], CONTROL)
    return {**dense, **{line: at for at, line in enumerate(sorted(set(lines)))}}


def _sparsity(comparison: Comparison) -> Picture:
    """One panel a schedule: the plan as steps, what was achieved as dots; one colour an arm."""
    title = "Sparsity by optimizer step: planned (line) and achieved (dots), lowest seed of each arm"
    pruned = comparison.arms[comparison.arms["schedule"] != DENSE]
    if 0 < len(comparison.curves) < len(pruned):
        title += f"; the first {len(comparison.curves)} of {len(pruned)} arms"
    several = pruned.groupby(comparison.group).ngroups > 1
    panels = []
    for (*group, schedule), of_panel in pruned.groupby([*comparison.group, "schedule"]):
        drawn = [(label, comparison.curves[label]) for label in of_panel["label"] if label in comparison.curves]
        series = [each for at, (label, curve) in enumerate(drawn) for each in _curve(label, curve, at)]
        panels.append(Panel(f"{schedule}, {name_group(group)}" if several else str(schedule), series))
    return Picture("sparsity", title, *STEP_AXES, panels)


def _curve(label: str, curve: Curve, colour: int) -> Iterator[Series]:
    for points, mark in ((curve.planned, "steps"), (curve.achieved, "dots")):
        if points:
            yield Series(label, [step for step, _ in points], [sparsity for _, sparsity in points], mark, colour)


def _picture(
    key: str, comparison: Comparison, colours: dict[str, int], series: Any, title: str, x_title: str
) -> Picture:
    panels = []
    for group, of_group in comparison.arms.groupby(comparison.group):
        score = comparison.find_score(of_group.iloc[0])
        better = f", {score.direction}" if score.lower_is_better else ""
        unranked = " (not ranked: see the refusals)" if comparison.refusals and of_group["rank"].isna().all() else ""
        drawn = list(series(comparison, of_group, colours))
        panels.append(Panel(f"{name_group(group)}{better}{unranked}", drawn, share=score.is_share))
    return Picture(key, title, x_title, _name_axis(comparison.score), panels)


def _name_axis(score: Score) -> str:
    return f"test {score.axis}"


def _sparsity_series(comparison: Comparison, table: Frame, colours: dict[str, int]) -> Iterator[Series]:
    for line, of_line in table.groupby("line"):
        ordered = of_line.sort_values(["sparsity", "label"])
        mark = "level" if colours[str(line)] == CONTROL else "line"
        yield _series(comparison, str(line), ordered, ordered["sparsity"], mark, colours[str(line)])


def _size_series(comparison: Comparison, table: Frame, colours: dict[str, int]) -> Iterator[Series]:
    known = table[table[SIZE_COLUMN].notna()]
    front = known[known["on_front_size"].fillna(False)].sort_values([SIZE_COLUMN, "label"])
    if len(front):
        heights = front[comparison.name_column("test_score_mean")]
        yield Series("Pareto front", list(front[SIZE_COLUMN] / KILO), list(heights),
                     "front", CONTROL, texts=list(front["label"]))  # fmt: skip
    for line, of_line in known.groupby("line"):
        yield _series(comparison, str(line), of_line, of_line[SIZE_COLUMN] / KILO, "points", colours[str(line)])


def _series(comparison: Comparison, name: str, table: Frame, x: Any, mark: str, colour: int) -> Series:
    y, low, high = (list(table[comparison.name_column(f"test_score_{each}")]) for each in ("mean", "low", "high"))
    return Series(name, list(x), y, mark, colour, low, high, list(table["label"]))


def _layers(comparison: Comparison) -> HeatMap:
    layers = comparison.layers
    return HeatMap("layers", "Achieved sparsity by layer (fraction of zeros, mean over seeds)", "layer", "arm",
                   list(layers.index), list(layers.columns), layers.to_numpy().tolist())  # fmt: skip
