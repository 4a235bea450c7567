"""What is printed for people with rich: texts of users and of data are shown as they are, never read as markup.

A layer may be called ``[red]``, a warning may end in ``scope.exclude=[e1]``, a run of somebody else's store may hold
what a terminal would obey. What is ours to style is a :func:`style_text` text.
"""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any

from runner.core import names

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WARNING = "warning:"


def make_console(width: int = 100) -> Console:
    """Where things are shown; as many characters wide where it is no terminal."""
    wide = None if sys.stdout.isatty() else width
    file = getattr(sys.stdout, "for_rich", None)
    return _plain_console()(file=file, width=wide, highlight=False, markup=False, emoji=False)


class Redirected:
    """While a bar is shown, what is printed stands above it, as it is: rich would read it as a terminal does."""

    def __init__(self, console: Console) -> None:
        from rich.file_proxy import FileProxy

        class Spelled(FileProxy):
            def write(self, text: str) -> int:
                return super().write(names.make_visible(text))

        self._before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = (Spelled(console, each) for each in self._before)  # rich puts none over these

    def close(self) -> None:
        """As it was."""
        sys.stdout, sys.stderr = self._before


def style_text(*parts: str | tuple[str, str]) -> Text:
    """A text of parts, each alone or with its style: ``styled(("warning:", "yellow"), " mind")``."""
    from rich.text import Text

    shown = [
        names.make_visible(each) if isinstance(each, str) else (names.make_visible(each[0]), each[1]) for each in parts
    ]
    return Text.assemble(*shown)


def style_warning(text: str) -> Text:
    """Something to mind."""
    return style_text((WARNING, "yellow"), f" {text}")


@functools.cache
def _plain_console() -> Any:
    from rich.console import Console

    class PlainConsole(Console):
        """Spells control characters in whatever is a plain text: cells and titles of tables, lines."""

        def render_str(self, text: str, **how: Any) -> Text:
            return super().render_str(names.make_visible(text), **how)

    return PlainConsole
