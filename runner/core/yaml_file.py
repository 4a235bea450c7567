"""Read YAML that anybody may have written: what would not end, or not fit into memory, is refused before it is built.

A file of a few lines can stand for billions of values by its aliases, hold itself, or be nested so deeply that what
reads it breaks. So its events are looked at first; they cost no more than its text is long.

Units: bytes, levels of nesting, values (each key, each element; an alias counts as all that it stands for).
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Any, NoReturn

import yaml

from runner.core.errors import UserError

MOST_BYTES = 1 << 18
MOST_LEVELS = 50
MOST_VALUES = 10_000
MOST_DIGITS = 4000  # Python reads no longer numbers
NUMBER = re.compile(r"[-+]?\d\w*")
SMALLER = "Is it what you meant? A config has some dozens of keys."


def read(file: Path) -> Any:
    """What a YAML file holds.

    Raises:
        UserError: it is too large, too deep, or holds itself.
        OSError, UnicodeDecodeError, yaml.YAMLError: it cannot be read.
    """
    check_yaml_file(file)
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def check_yaml_file(file: Path) -> None:
    """Refuse a file that is too large, too deep, or holds itself; what is no text or no YAML is left to its reader.

    Raises:
        UserError: names the file, and the line.
        OSError: it cannot be read.
    """
    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UserError(f"{file} is larger than {MOST_BYTES:,} bytes, and is not read. {SMALLER}")
    with contextlib.suppress(UnicodeDecodeError):
        check_yaml_text(content.decode("utf-8"), str(file))


def check_yaml_text(text: str, name: str) -> None:
    """The same of a text; ``name`` is what it is called."""
    loaders = (yaml.CSafeLoader, yaml.SafeLoader) if hasattr(yaml, "CSafeLoader") else (yaml.SafeLoader,)
    for loader in loaders:  # the second looks where the first, which is quick, sees no YAML: they differ in details
        try:
            _check(yaml.parse(text, Loader=loader), name)
            return
        except yaml.YAMLError:
            continue


def _check(events: Any, name: str) -> None:
    values, within = 0, 0
    opened: list[tuple[str | None, int]] = []  # the anchor, and the values before it
    deepest: list[int] = []  # levels below each that is open
    known: dict[str, tuple[int, int]] = {}  # by anchor: values, and levels
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            if any(anchor == event.anchor for anchor, _ in opened):
                _refuse(name, event, f"*{event.anchor} stands within &{event.anchor}: it holds itself")
            more, within = known.get(event.anchor, (1, 0))
            values += more
        elif isinstance(event, yaml.ScalarEvent):
            values, within = values + 1, 0
            _check_scalar(name, event)
            known[event.anchor] = (1, 0)
        elif isinstance(event, yaml.CollectionStartEvent):
            opened.append((event.anchor, values))
            deepest.append(0)
            values, within = values + 1, 0
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = opened.pop()
            within = deepest.pop() + 1
            if anchor:
                known[anchor] = (values - before, within)
        if deepest:
            deepest[-1] = max(deepest[-1], within)
        if len(opened) + within > MOST_LEVELS:
            _refuse(name, event, f"it is nested more than {MOST_LEVELS} levels deep")
        if values > MOST_VALUES:
            _refuse(name, event, f"it holds more than {MOST_VALUES:,} values, counting all that an alias stands for")


def _check_scalar(name: str, event: yaml.ScalarEvent) -> None:
    text = event.value
    if len(text) > MOST_DIGITS and not event.style and NUMBER.fullmatch(text):
        _refuse(name, event, f"a number has {len(text):,} digits")
    if "${" in text and count_levels(text) > MOST_LEVELS:
        _refuse(name, event, f"a reference is nested more than {MOST_LEVELS} levels deep")


def _refuse(name: str, event: Any, why: str) -> NoReturn:
    raise UserError(f"{name}, line {event.start_mark.line + 1}: {why}. {SMALLER}")


def count_levels(text: str) -> int:
    """How deep the brackets of a text are nested.

    >>> levels("[1,{a:[2]}]"), levels("a")
    (3, 0)
    """
    depth = most = 0
    for sign in text:
        if sign in "[{(":
            depth += 1
            most = max(most, depth)
        elif sign in "]})":
            depth -= 1
    return most
