"""The records of a comparison: what follows from runs that were tracked, and what is drawn of it.

They pass between the stages of the report. Units as in :mod:`runner.core.records`: accuracy and
sparsity are fractions, sizes bytes, steps optimizer steps, moments milliseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from runner.config.schema import MARGIN
from runner.tracking.records import Curve

if TYPE_CHECKING:
    import pandas as pd

Frame: TypeAlias = "pd.DataFrame"

# --- files --------------------------------------------------------------------------------------

CSV_FILE, PARQUET_FILE = "comparison.csv", "comparison.parquet"
RANKING_FILE = "ranking.csv"
MARKDOWN_FILE, HTML_FILE = "comparison.md", "comparison.html"
PICTURE_FILE = "{}.png"
PICTURES = ("sparsity", "accuracy", "size", "layers")

# --- what follows from it -----------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Comparison:
    """Runs, compared.

    Attributes:
        title: the sweep's name, or the experiment's.
        arms: one row an arm, see :data:`runner.comparison.compare.ARM_COLUMNS`; free of run ids and times.
        runs: one row a compared run; times in ``time_*`` columns, ``run_id``.
        ranking: one row a schedule in a (model, dataset): area under accuracy, rank.
        layers: achieved sparsity, arms by layers.
        left_out: the runs that are not compared: name, status, reason, run_id.
        refusals: why groups of runs are not ranked.
        caveats: what to mind before believing the ranking.
        reference: the label given by ``--against``.
        margin: how much accuracy a lossless arm may lose against the dense control.
        curves: sparsity by step of each arm's lowest seed, by label.
    """

    title: str
    arms: Frame
    runs: Frame
    ranking: Frame
    layers: Frame
    left_out: Frame
    refusals: Sequence[str] = ()
    caveats: Sequence[str] = ()
    reference: str | None = None
    margin: float = MARGIN
    curves: Mapping[str, Curve] = field(default_factory=dict)


def each_row(frame: Frame) -> Iterator[Any]:
    """The rows of a frame, their figures by name."""
    return iter(frame.itertuples())


# --- what is drawn ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Series:
    """Points that belong together.

    Attributes:
        name: for the legend.
        x, y: the points.
        mark: how they are drawn: ``steps``, ``dots``, ``line``, ``points``, ``front`` or ``level``
            (a horizontal line, ``y`` and its band the same everywhere).
        colour: index into the palette; -1 for the control.
        low, high: 95 % intervals of ``y``; NaN where there are none.
        texts: one for each point, or none.
    """

    name: str
    x: Sequence[float]
    y: Sequence[float]
    mark: str
    colour: int
    low: Sequence[float] = ()
    high: Sequence[float] = ()
    texts: Sequence[str] = ()


@dataclass(frozen=True)
class Panel:
    """One pair of axes."""

    title: str
    series: Sequence[Series]


@dataclass(frozen=True)
class Picture:
    """Panels with the same axes; ``key`` is one of :data:`PICTURES`."""

    key: str
    title: str
    x_title: str
    y_title: str
    panels: Sequence[Panel]


@dataclass(frozen=True)
class HeatMap:
    """Values by row and column; NaN where there is none."""

    key: str
    title: str
    x_title: str
    y_title: str
    rows: Sequence[str]
    columns: Sequence[str]
    values: Sequence[Sequence[float]]
