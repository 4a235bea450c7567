"""The pictures of a comparison and of a plan, as PNG."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from runner.comparison.records import SCORE_PICTURE, HeatMap, Panel, Picture, Series
from runner.core.records import Sensitivity
from runner.core.score import ACCURACY
from runner.report import canvas
from runner.report.pictures import CONTROL, PALETTE

PANEL_HEIGHT, SMALL_HEIGHT, COLUMNS = 4.5, 2.8, 3
LEGEND_ENTRIES, LEGEND_ROWS, WRITTEN_CELLS, WRITTEN_POINTS, MOST_ROWS = 24, 12, 400, 15, 120
MOST_COLUMN, ACROSS = 40, 120  # characters: of a column's name, of all that stand side by side
BLACK = "#000000"
DASHES: tuple[Any, ...] = ("solid", (0, (5, 2)), (0, (1, 1.5)), (0, (5, 1.5, 1, 1.5)))
TICKS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999)
LEAST_LEFT = 1e-4  # nearer to 1 all is drawn at one place
MARKERS = ("o", "s", "^", "D", "v", "P", "X")


def write_picture(path: Path, of: Picture) -> None:
    """Write a picture with axes; its panels side by side, three in a row at most."""
    count = max(len(of.panels), 1)
    many = count > 2 * COLUMNS
    columns = COLUMNS + 1 if many else min(COLUMNS, count)
    rows = -(-count // columns)
    figure = canvas.make_figure(0.8 + rows * (6.0 if columns == 1 else SMALL_HEIGHT if many else PANEL_HEIGHT))
    grid = figure.subplots(rows, columns, squeeze=False, sharey="row" if of.key == "sparsity" else False)
    figure.suptitle(of.title)
    for at, axes in enumerate(grid.flat):
        if at >= len(of.panels):
            if at:
                axes.set_axis_off()
            continue
        _panel(axes, of.panels[at])
        axes.set_xlabel(of.x_title)
        axes.set_ylabel("" if at % columns else of.y_title)
        if of.key == "sparsity":
            axes.set_ylim(-0.02, 1.02)
        if of.key in (ACCURACY.name, SCORE_PICTURE) and of.panels[at].series:
            _by_what_is_left(axes, both=of.panels[at].share)
    if not of.panels:
        _nothing(grid[0, 0], of.x_title, of.y_title)
    canvas.save(figure, path)


def write_sensitivity(path: Path, scan: Sensitivity, title: str) -> None:
    """Write the score on val against the sparsity of one layer alone, one line a layer."""
    lines = [
        Series(layer, scan.levels, scores, "line", colour) for colour, (layer, scores) in enumerate(scan.scores.items())
    ]
    axes = (
        "sparsity of this layer alone (fraction of zeros)",
        f"{scan.score.title} on val" + (" (fraction right)" if scan.score == ACCURACY else ""),
    )
    write_picture(path, Picture("sensitivity", "Sensitivity of the dense model", *axes, [Panel(title, lines)]))


def write_heat_map(path: Path, of: HeatMap) -> None:
    """Write a heat map: rows from top to bottom, the value in each cell where there is room."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize

    shown = of.rows[:MOST_ROWS]
    figure = canvas.make_figure(min(max(1.8 + 0.3 * len(shown), 4.0), 40.0))
    axes = figure.subplots()
    more = f" (the first {len(shown)} of {len(of.rows)} arms)" if len(shown) < len(of.rows) else ""
    figure.suptitle(of.title + more)
    if not shown or not of.columns:
        _nothing(axes, of.x_title, of.y_title)
        canvas.save(figure, path)
        return
    values = of.values[: len(shown)]
    scale = ScalarMappable(Normalize(0, 1), "cividis")
    edges = [np.arange(count + 1) - 0.5 for count in (len(of.columns), len(shown))]
    # Not as an image: scaled to the figure's pixels it is an array of floats, 130 MB of them.
    axes.pcolormesh(*edges, scale.to_rgba(np.array(values), bytes=True))
    axes.invert_yaxis()
    figure.colorbar(scale, ax=axes, label="achieved sparsity (fraction of zeros)", fraction=0.03, pad=0.02)
    columns = [canvas.make_label(column, MOST_COLUMN) for column in of.columns]
    across = len(columns) <= 8 and sum(map(len, columns)) <= ACROSS
    axes.set_xticks(range(len(columns)), columns, rotation=0 if across else 60)
    axes.set_yticks(range(len(shown)), [canvas.make_label(row, 48) for row in shown])
    axes.set(xlabel=of.x_title, ylabel=of.y_title)
    if len(shown) * len(of.columns) <= WRITTEN_CELLS:
        for y, row in enumerate(values):
            for x, value in enumerate(row):
                if not math.isnan(value):
                    axes.text(x, y, f"{value:.3f}", ha="center", va="center", fontsize=9,
                              color="white" if value < 0.5 else "black")  # fmt: skip
    canvas.save(figure, path)


def _panel(axes: Any, panel: Panel) -> None:
    marks: dict[str, Callable[..., None]] = {
        "steps": _steps, "dots": _dots, "line": _line, "points": _points, "front": _front, "level": _level,
        "rate": _rate,
    }  # fmt: skip
    beside = _beside(axes, panel)
    for series in panel.series:
        dash = DASHES[max(series.colour, 0) // len(PALETTE) % len(DASHES)]
        colour = BLACK if series.colour == CONTROL else PALETTE[series.colour % len(PALETTE)]
        place = {"transform": beside.pop(0)} if series.mark == "line" else {}
        marks[series.mark](axes, series, color=colour, label=canvas.make_label(series.name), linestyle=dash, **place)
    axes.set_title(canvas.make_label(panel.title, 100), fontsize=11)
    axes.grid(alpha=0.3)
    handles, names = axes.get_legend_handles_labels()
    unique = dict(reversed(list(zip(names, handles, strict=True))))  # of a name the line, not the dots
    unique = {name: unique[name] for name in names}
    if unique:
        more = len(unique) - LEGEND_ENTRIES
        title = f"and {more} more" if more > 0 else None
        kept = list(unique)[:LEGEND_ENTRIES]
        axes.legend([unique[name] for name in kept], kept, fontsize=8, title=title, title_fontsize=8,
                    ncols=-(-len(kept) // LEGEND_ROWS))  # fmt: skip


def _by_what_is_left(axes: Any, *, both: bool) -> None:
    """Scale the axis of sparsity, or both, by the logarithm of what is missing to 1: weights that are left, and errors.

    From 0.9 to 0.95 half of the weights go, as from 0.5 to 0.75; on a plain axis all that matters is at its edge.
    """
    box = axes.dataLim
    for name, limits in (("x", (box.x0, box.x1)), ("y", (box.y0, box.y1)))[: 1 + both]:
        low, high = (float(each) for each in _missing(np.clip(limits, 0.0, 1.0)))
        margin = 0.04 * (high - low)
        ends = [float(_present(end)) for end in (max(low - margin, 0.0), high + margin)]
        ticks = [tick for tick in TICKS if ends[0] <= tick <= ends[1]]
        if len(ticks) < 2:
            continue
        getattr(axes, f"set_{name}scale")("function", functions=(_missing, _present))
        axes.set(**{f"{name}lim": ends, f"{name}ticks": ticks, f"{name}ticklabels": [f"{tick:g}" for tick in ticks]})
        axes.minorticks_off()


def _missing(value: Any) -> Any:
    return -np.log10(np.maximum(1 - np.asarray(value), LEAST_LEFT))


def _present(scaled: Any) -> Any:
    return 1 - 10 ** -np.asarray(scaled)


def _beside(axes: Any, panel: Panel) -> list[Any]:
    """A place for each line, a few points beside the others: at the same sparsity intervals would hide each other."""
    from matplotlib.transforms import ScaledTranslation

    count = sum(series.mark == "line" for series in panel.series)
    gap = min(6.0, 40.0 / max(count, 1)) / 72  # inches
    return [
        axes.transData + ScaledTranslation((at - (count - 1) / 2) * gap, 0, axes.figure.dpi_scale_trans)
        for at in range(count)
    ]


def _steps(axes: Any, series: Series, **style: Any) -> None:
    axes.step(series.x, series.y, where="post", linewidth=1.4, **style)


def _dots(axes: Any, series: Series, **style: Any) -> None:
    style["linestyle"] = "none"
    axes.plot(series.x, series.y, marker="o", markersize=4, **style)


def _line(axes: Any, series: Series, **style: Any) -> None:
    marker = MARKERS[series.colour % len(MARKERS)]
    axes.errorbar(series.x, series.y, yerr=_errors(series), marker=marker, capsize=4, linewidth=1.5, **style)
    below, above = (
        np.array(series.y) + sign * np.nan_to_num(error)
        for sign, error in zip((-1, 1), _errors(series) or [[0.0] * len(series.y)] * 2, strict=True)
    )
    axes.update_datalim(np.stack([np.tile(series.x, 2), np.concatenate([below, above])], axis=1))  # moved aside: unseen
    axes.autoscale_view()


def _points(axes: Any, series: Series, **style: Any) -> None:
    style["linestyle"] = "none"
    marker = "*" if series.colour == CONTROL else MARKERS[series.colour % len(MARKERS)]
    axes.errorbar(series.x, series.y, yerr=_errors(series), marker=marker, capsize=3, elinewidth=0.8, **style)


def _front(axes: Any, series: Series, **style: Any) -> None:
    style.update(linestyle="dashed", color="#666666")
    axes.step(series.x, series.y, where="post", linewidth=1.2, zorder=0, **style)
    if len(series.texts) <= WRITTEN_POINTS:
        for x, y, text in zip(series.x, series.y, series.texts, strict=True):
            axes.annotate(canvas.make_label(text, 40), (x, y), (6, -12), textcoords="offset points", fontsize=8)


def _level(axes: Any, series: Series, **style: Any) -> None:
    style["linestyle"] = "dashed"
    for y, low, high in zip(series.y, series.low, series.high, strict=True):
        axes.axhline(y, linewidth=1.2, **style)
        if not math.isnan(low):
            axes.axhspan(low, high, alpha=0.08, color=style["color"])


def _rate(axes: Any, series: Series, **style: Any) -> None:
    style.update(linestyle="dashed", color="#888888")
    axes.plot(series.x, series.y, linewidth=1.0, zorder=0, **style)


def _errors(series: Series) -> list[list[float]] | None:
    """Below and above each point; NaN, which draws nothing, where there is no interval."""
    if not series.low:
        return None
    return [[abs(y - end) for y, end in zip(series.y, side, strict=True)] for side in (series.low, series.high)]


def _nothing(axes: Any, x_title: str, y_title: str) -> None:
    axes.text(0.5, 0.5, "nothing to show", ha="center", va="center", transform=axes.transAxes)
    axes.set(xlabel=x_title, ylabel=y_title, xticks=[], yticks=[])
