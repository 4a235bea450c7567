"""Where our own configuration lies, and the code that its files name."""

from __future__ import annotations

import functools
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
CONF = next(folder for folder in (HERE / "conf", HERE.parent / "conf") if folder.is_dir())
TARGET = re.compile(r"^ *_target_: (\S+)$", re.MULTILINE)


@functools.cache
def code() -> frozenset[str]:
    """Every class and function that a file of ours names in ``_target_``: what may be named of this program and tfmot.

    A schedule, a model or a dataset that is added is in it by its YAML file.
    """
    return frozenset(name for file in CONF.rglob("*.yaml") for name in TARGET.findall(file.read_text("utf-8")))
