"""A sheet to draw on, and its file: matplotlib's home.

1,200 pixels wide. The same figures give the same bytes: no date, no version inside.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

DPI, WIDTH = 100, 12.0  # 1,200 pixels


def figure(height: float) -> Any:
    """An empty one, of a height in inches."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    sheet = Figure(figsize=(WIDTH, height), dpi=DPI, layout="constrained")
    FigureCanvasAgg(sheet)
    return sheet


def save(figure: Any, path: Path) -> None:
    """Write the PNG whole or not at all."""
    temporary = path.with_name(f".{path.name}.tmp")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a glyph that the font lacks, axes too small for their labels
        figure.canvas.print_png(temporary, metadata={"Software": None})
    temporary.replace(path)


def warm() -> None:
    """Draw something: what matplotlib puts off until then, such as its fonts, takes a quarter of a second."""
    sheet = figure(1.0)
    axes = sheet.subplots()
    axes.plot([0, 1], label="line")
    axes.legend()
    sheet.canvas.print_png(io.BytesIO())
