"""Draw the rooms of the code and the imports between them: ``python -m tests.import_graph`` writes runner/rooms.png.

The rows are the layers of import-linter's contract in ``pyproject.toml``; a line's width is how many imports it stands
for; those to the lowest room, which all use, are left out. What would go up is red; ``make lint`` refuses it.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import grimp

from tests import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PICTURE = ROOT / "runner" / "rooms.png"


def read_layers() -> list[list[str]]:
    """The rooms, from the top down; those of one row do not know each other."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [row.split(" | ") for row in layers]


def count_imports() -> Counter[tuple[str, str]]:
    """How often a room imports from another."""
    graph = grimp.build_graph("runner", cache_dir=None)
    rooms = [
        (importer.split(".")[1], imported.split(".")[1])
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if importer.count(".") and imported.count(".")
    ]
    return Counter(pair for pair in rooms if pair[0] != pair[1])


def draw(path: Path) -> None:
    """The picture of today's code."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    layers = read_layers()
    place = {
        room: ((number + 1) / (len(row) + 1), -height)
        for height, row in enumerate(layers)
        for number, room in enumerate(row)
    }
    figure, axes = plt.subplots(figsize=(9, 11))
    for (importer, imported), count in sorted(count_imports().items()):
        if importer not in place or imported not in place or imported == layers[-1][0]:
            continue
        (x0, y0), (x1, y1) = place[importer], place[imported]
        bend = 0.25 if y0 - y1 > 1 else 0.0
        axes.annotate(
            "", (x1, y1 + 0.2), (x0, y0 - 0.2),
            arrowprops={
                "arrowstyle": "->", "lw": 0.4 + count**0.5 / 4, "color": "#4477aa" if y1 < y0 else "#cc3311",
                "alpha": 0.45, "connectionstyle": f"arc3,rad={bend if sum(map(ord, importer)) % 2 else -bend}",
            },
        )  # fmt: skip
    for room, (x, y) in place.items():
        axes.text(x, y, room, ha="center", va="center", bbox={"boxstyle": "round", "fc": "white", "ec": "#333333"})
    axes.set(xlim=(0, 1), ylim=(0.6 - len(layers), 0.6))
    axes.axis("off")
    figure.tight_layout()
    figure.savefig(path, dpi=80, metadata={"Software": None})


if __name__ == "__main__":
    draw(PICTURE)
