"""Write a comparison as one HTML page that needs nothing else: plotly's home.

The page carries plotly.js, its own few lines of script and every figure; it opens from disk,
without a network. Names come from the store and are escaped wherever they stand.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from runner.comparison.records import Comparison, HeatMap, Panel, Picture, Series
from runner.core import names
from runner.report import method, pictures, tables
from runner.report.pictures import CONTROL, PALETTE

TEMPLATES = Path(__file__).resolve().parent / "templates"
TEMPLATE = "comparison.html.j2"
GREY = "#808080"  # the control: seen on white and on black
COLUMNS, PANEL_PIXELS, MOST_NAMES = 3, 440, 40
SYMBOLS = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross", "x")
DASHES = ("solid", "dash", "dot", "dashdot")


def measure_library() -> int:
    """Bytes of the library that draws the pictures, which is nearly all of a page."""
    from plotly.offline import get_plotlyjs

    return len(get_plotlyjs().encode())


def make_page(comparison: Comparison) -> str:
    """The page, self-contained."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from plotly.offline import get_plotlyjs

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    drawn, heat_map = pictures.draw(comparison)
    figures = [*(make_plot(picture) for picture in drawn), make_heat_map(heat_map)]
    more = [each for each in (tables.list_left_out(comparison), tables.list_runs(comparison)) if len(each.frame)]
    return environment.get_template(TEMPLATE).render(
        title=comparison.title,
        refusals=comparison.refusals,
        caveats=comparison.caveats,
        sections=[_filled(section) for section in tables.make_sections(comparison)],
        more=[_filled(section) for section in more],
        figures=figures,
        method=method.explain_method(comparison),
        plotly=get_plotlyjs(),
    )


def make_plot(picture: Picture) -> dict[str, Any]:
    """A picture as plotly's JSON: ``id``, ``data``, ``layout``."""
    count = max(len(picture.panels), 1)
    columns = min(COLUMNS, count)
    rows = -(-count // columns)
    names = {series.name for panel in picture.panels for series in panel.series}
    layout: dict[str, Any] = {
        "title": {"text": picture.title, "font": {"size": 15}},
        "height": 120 + rows * PANEL_PIXELS,
        "grid": {"rows": rows, "columns": columns, "pattern": "independent", "xgap": 0.12, "ygap": 0.25},
        "legend": {"orientation": "h", "y": -0.25 / rows, "yanchor": "top"},
        "showlegend": len(names) <= MOST_NAMES,
        "annotations": [],
    }
    data: list[dict[str, Any]] = []
    seen: set[str] = set()
    for at, panel in enumerate(picture.panels):
        number = str(at + 1) if at else ""
        layout[f"xaxis{number}"] = {"title": {"text": picture.x_title}}
        layout[f"yaxis{number}"] = {"title": {"text": "" if at % columns else picture.y_title}}
        layout["annotations"].append({
            "text": _plain(panel.title), "showarrow": False, "x": 0.5, "y": 1.06, "yanchor": "bottom",
            "xref": f"x{number} domain", "yref": f"y{number} domain",
        })  # fmt: skip
        for trace in _panel(panel):
            first = trace["name"] not in seen
            seen.add(trace["name"])
            data.append({**trace, "xaxis": f"x{number}", "yaxis": f"y{number}",
                         "showlegend": first and trace.get("showlegend", True)})  # fmt: skip
    return {"id": f"picture-{picture.key}", "data": data, "layout": layout}


def make_heat_map(of: HeatMap) -> dict[str, Any]:
    """The heat map as plotly's JSON."""
    trace = {
        "type": "heatmap", "x": [_plain(names.shorten(name)) for name in of.columns],
        "y": [_plain(name) for name in of.rows],
        "z": [_known(row) for row in of.values], "zmin": 0, "zmax": 1, "colorscale": "Cividis",
        "colorbar": {"title": {"text": "sparsity"}}, "hovertemplate": "%{y}<br>%{x}: %{z:.4f}<extra></extra>",
        **({"texttemplate": "%{z:.3f}"} if len(of.rows) * len(of.columns) <= 400 else {}),
    }  # fmt: skip
    layout = {
        "title": {"text": of.title, "font": {"size": 15}},
        "height": max(360, 140 + 24 * len(of.rows)),
        "xaxis": {"title": {"text": of.x_title}, "type": "category"},
        "yaxis": {"title": {"text": of.y_title}, "type": "category", "autorange": "reversed", "automargin": True},
    }
    return {"id": f"picture-{of.key}", "data": [trace], "layout": layout}


def _panel(panel: Panel) -> Iterator[dict[str, Any]]:
    places = [x for series in panel.series if series.mark != "level" for x in series.x]
    for series in panel.series:
        if series.mark == "level":
            yield from _level(series, min(places, default=0.0), max(places, default=1.0))
        else:
            yield _trace(series)


def _trace(series: Series) -> dict[str, Any]:
    colour, mark = _colour(series.colour), series.mark
    name = _plain(series.name)
    trace: dict[str, Any] = {
        "type": "scatter", "name": name, "legendgroup": name, "x": list(series.x), "y": _known(series.y),
        "mode": {"steps": "lines", "front": "lines", "line": "lines+markers"}.get(mark, "markers"),
        "marker": {"color": colour, "size": 6 if mark == "dots" else 9,
                   "symbol": "star" if series.colour == CONTROL else SYMBOLS[series.colour % len(SYMBOLS)]},
        "line": {"color": colour, "dash": DASHES[max(series.colour, 0) // len(PALETTE) % len(DASHES)],
                 "shape": "hv" if mark in ("steps", "front") else "linear"},
        "hovertemplate": "%{text}<br>%{x:.6g}<br>%{y:.6g}<extra></extra>",
        "text": [_plain(text) for text in series.texts] or [name] * len(series.x),
    }  # fmt: skip
    if mark == "front":
        trace["line"].update(dash="dash", width=1.5)
    if mark == "dots":
        trace["showlegend"] = False
    if series.low:
        above, below = (
            [abs(end - y) for y, end in zip(series.y, side, strict=True)] for side in (series.high, series.low)
        )
        trace["error_y"] = {"type": "data", "symmetric": False, "array": _known(above), "arrayminus": _known(below),
                            "thickness": 1}  # fmt: skip
    return trace


def _level(series: Series, left: float, right: float) -> Iterator[dict[str, Any]]:
    """A horizontal line with its band."""
    name, colour = _plain(series.name), _colour(series.colour)
    for y, low, high in zip(series.y, series.low, series.high, strict=True):
        common = {"type": "scatter", "name": name, "legendgroup": name, "mode": "lines"}
        yield {**common, "x": [left, right], "y": [y, y], "line": {"color": colour, "dash": "dash"},
               "text": [name] * 2, "hovertemplate": "%{text}<br>%{y:.6g}<extra></extra>"}  # fmt: skip
        if not math.isnan(low):
            yield {**common, "x": [left, right, right, left], "y": [low, low, high, high], "fill": "toself",
                   "opacity": 0.15, "line": {"width": 0, "color": colour}, "hoverinfo": "skip",
                   "showlegend": False}  # fmt: skip


def _colour(number: int) -> str:
    return GREY if number == CONTROL else PALETTE[number % len(PALETTE)]


def _known(values: Sequence[float]) -> list[float | None]:
    return [None if math.isnan(value) else value for value in values]


def _plain(text: str) -> str:
    """Text that plotly shows as it is: it reads some tags as markup."""
    return names.make_visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _filled(section: tables.Section) -> Mapping[str, Any]:
    """A table for the template: of each cell its text, the value by which it sorts, and whether that is a number."""
    rows = (
        [
            (tables.format_value(value, column, section.score), _sortable(value), type(value) in (int, float))
            for value, column in zip(row, section.columns, strict=True)
        ]
        for row in section.rows()
    )
    return {"key": section.key, "title": section.title, "heads": list(section.columns.values()), "rows": rows}


def _sortable(value: Any) -> str:
    """In full: a page read by a program gives the figures of ``comparison.csv``."""
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)
