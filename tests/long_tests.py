"""The tests that are left to ``make test-all``, and what guards their promise by default.

A name stands for all of a test's cases but those that are listed as kept. Each costs seconds that ``make test`` does not
have; none is the only one that would notice a fault of its kind.
"""

from __future__ import annotations

# module::test: (the cases that are kept, what guards the promise by default)
LONG: dict[str, tuple[tuple[str, ...], str]] = {}


def is_long(module: str, test: str, case: str) -> bool:
    """Whether a case of a test is left to ``make test-all``."""
    kept = LONG.get(f"{module}::{test}")
    return kept is not None and case not in kept[0]
