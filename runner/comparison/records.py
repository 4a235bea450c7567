"""The records of a comparison: what follows from runs that were tracked, and what is drawn of it.

They pass between the stages of the report. Units as in :mod:`runner.core.records`: sparsity is a fraction, sizes are
bytes, steps optimizer steps, moments milliseconds since 1970; a score is in its own unit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from runner.config.schema import MARGIN
from runner.core.score import ACCURACY, Score
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
SCORE_PICTURE = "score"  # in the place of accuracy, where another score decides

# --- what follows from it -----------------------------------------------------------------------

SEVERAL = Score("score", "score", low=-math.inf, high=math.inf)  # stands for the scores of a comparison of several


SCORE_COLUMNS = (*(f"test_score_{name}" for name in ("mean", "sd", "low", "high")), "val_score_mean", "trivial_score")


def name_column(column: str, score: Score) -> str:
    """The name of a column of figures of the score, which are called ``test_score_mean`` and the like here."""
    return column.replace("_score", f"_{score.name}")


def represent_scores(scores: Mapping[str, Score]) -> Score:
    """The only one, or what stands for several."""
    return next(iter(scores.values())) if len(scores) == 1 else SEVERAL


@dataclass(frozen=True, eq=False)
class Comparison:
    """Runs, compared.

    Attributes:
        title: the sweep's name, or the experiment's.
        arms: one row an arm, see :data:`runner.comparison.compare.ARM_COLUMNS`; free of run ids and times. A column
            ``score`` says by what it is judged, where that is not accuracy alone.
        runs: one row a compared run; times in ``time_*`` columns, ``run_id``.
        ranking: one row a schedule in a (model, dataset, score): area under the score, rank.
        layers: achieved sparsity, arms by layers.
        left_out: the runs that are not compared: name, status, reason, run_id.
        refusals: why groups of runs are not ranked.
        caveats: what to mind before believing the ranking.
        reference: the label given by ``--against``.
        margin: how much a lossless arm may lose against the dense control: of a score from 0 to 1 itself, of any other
            score a fraction of the control's.
        scores: by what the runs are judged, by name.
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
    scores: Mapping[str, Score] = field(default_factory=lambda: {ACCURACY.name: ACCURACY})
    curves: Mapping[str, Curve] = field(default_factory=dict)

    @property
    def score(self) -> Score:
        """The score of all runs, or what stands for several."""
        return represent_scores(self.scores)

    @property
    def group(self) -> list[str]:
        """The columns that are the same in all that is ranked together."""
        return [name for name in ("model", "dataset", "score") if name in self.arms]

    @property
    def pictures(self) -> list[str]:
        """The keys of its pictures."""
        return [SCORE_PICTURE if key == ACCURACY.name and self.score != ACCURACY else key for key in PICTURES]

    def name_column(self, column: str) -> str:
        """As :func:`name_column`, for its score."""
        return name_column(column, self.score)

    def find_score(self, row: Any) -> Score:
        """By what a row of the arms or of the ranking is judged."""
        return self.scores[getattr(row, "score", ACCURACY.name)]

    def each_arm(self, arms: Frame | None = None) -> Iterator[Any]:
        """The rows of its arms, or of some; the figures of the score are called ``test_score_mean`` and the like."""
        figures = {self.name_column(column): column for column in SCORE_COLUMNS}
        return each_row((self.arms if arms is None else arms).rename(columns=figures))


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
    """One pair of axes; ``share`` is whether its heights are shares, of which those near 1 matter."""

    title: str
    series: Sequence[Series]
    share: bool = True


@dataclass(frozen=True)
class Picture:
    """Panels with the same axes; ``key`` is one of a comparison's ``pictures``."""

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
