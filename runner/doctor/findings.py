"""What a check of ``python -m runner.doctor`` found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

OK, WARN, BAD = "ok", "warn", "bad"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        check: its name.
        state: OK; WARN, to be known about; BAD, which breaks runs or endangers results.
        found: in a few words.
        remedy: what to do about it, with the command.
        fix: does it, where that is certainly safe; returns what it did.
    """

    check: str
    state: str
    found: str
    remedy: str = ""
    fix: Callable[[], str] | None = None
