"""Where our own configuration lies, and the code that its files name."""

from __future__ import annotations

import functools
import importlib.resources
import re
from pathlib import Path

from runner.config import moved

HERE = Path(str(importlib.resources.files("runner"))).resolve()
CONF = next(folder for folder in (HERE / "conf", HERE.parent / "conf") if folder.is_dir())
TARGET = re.compile(r"^ *_target_: (?!null)(\S+)$", re.MULTILINE)


@functools.cache
def list_code() -> frozenset[str]:
    """Every class and function that a file of ours names in ``_target_``: what may be named of this program and tfmot.

    A schedule, a model or a dataset that is added is in it by its YAML file; so are names that one had before.
    """
    named = {name for file in CONF.rglob("*.yaml") for name in TARGET.findall(file.read_text("utf-8"))}
    return frozenset(named | moved.TODAY.keys())
