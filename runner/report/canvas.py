"""A sheet to draw on, and its file: matplotlib's home.

1,200 pixels wide. The same figures give the same bytes: no date, no version inside.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

from runner.core import names
from runner.core.files import write_file

DPI, WIDTH = 100, 12.0  # 1,200 pixels


def make_figure(height: float) -> Any:
    """An empty one, of a height in inches, whose panels make room for whatever labels they have."""
    return _sheet(height, layout="constrained")


def make_two_panels(height: float, title: str) -> tuple[Any, Any, Any]:
    """A sheet with two panels of the same width, one above the other, and a title over both.

    The room for short labels is fixed, which takes half the time of measuring them; each run draws such sheets.
    """
    sheet = _sheet(height)
    above, below = sheet.subplots(2, 1, sharex=True)
    sheet.subplots_adjust(left=0.07, right=0.985, top=0.905, bottom=0.075, hspace=0.15)
    for axes in (above, below):
        axes.set_title("", y=1.0)  # in its place, which is not looked for
    sheet.suptitle(make_label(title, 120), y=0.97)
    return sheet, above, below


def _sheet(height: float, **settings: Any) -> Any:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    sheet = Figure(figsize=(WIDTH, height), dpi=DPI, **settings)
    FigureCanvasAgg(sheet)
    return sheet


def save(figure: Any, path: Path) -> None:
    """Write the PNG whole or not at all; a dollar in a text is a dollar."""
    from matplotlib import rc_context
    from matplotlib.text import Text

    for text in figure.findobj(Text):
        text.set_parse_math(False)
    with warnings.catch_warnings(), rc_context({"text.parse_math": False}):  # of labels that are made only now, too
        warnings.simplefilter("ignore")  # a glyph that the font lacks, axes too small for their labels
        figure.canvas.draw()
    write_file(path, _pack(figure))


def _pack(figure: Any) -> bytes:
    """What was drawn, as PNG. Without the transparency that nothing has, quickly packed: in half the time, as large."""
    from PIL import Image

    packed, drawn = io.BytesIO(), figure.canvas
    pixels = Image.frombuffer("RGBA", drawn.get_width_height(), drawn.buffer_rgba(), "raw", "RGBA", 0, 1)
    pixels.convert("RGB").save(packed, "png", compress_level=1, dpi=(DPI, DPI))
    return packed.getvalue()


def make_label(text: str, most: int = names.MOST_LABEL) -> str:
    """A text from outside for a legend, a title or an axis: in one line, and never hidden by a leading underscore."""
    plain = " ".join(names.make_visible(names.shorten(text, most)).split())
    return f" {plain}" if plain.startswith("_") else plain
