"""The processes that came out of one, from Linux's ``/proc``: none where the machine does not tell."""

from __future__ import annotations

import contextlib
from pathlib import Path

PROC = Path("/proc")


def find_descendants(root: int) -> list[int]:
    """The process ids of all that came out of a process and lives."""
    parents = {}
    for file in PROC.glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended
            parents[int(file.parent.name)] = int(file.read_text().rpartition(")")[2].split()[1])
    found, added = {root}, {root}
    while added:
        added = {pid for pid, parent in parents.items() if parent in added} - found
        found |= added
    return [*(found - {root})]
