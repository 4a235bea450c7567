"""What decides between models: one figure of a data set, of which more is better, or less."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from runner.core import names

PARAM, OF_DIRECTION = "score", "task.direction"  # of a tracked run
HIGHER, LOWER = "higher", "lower"


@dataclass(frozen=True)
class Score:
    """A figure by which models are compared.

    Attributes:
        name: as it stands in the names of metrics, see :mod:`runner.core.metric_names`.
        title: for tables and pictures.
        lower_is_better: as of an error.
        low: the least that it can be.
        high: the most.
    """

    name: str
    title: str
    lower_is_better: bool = False
    low: float = 0.0
    high: float = 1.0

    @property
    def is_share(self) -> bool:
        """Whether it is from 0 to 1, whatever the data; else it may have the user's unit."""
        return (self.low, self.high) == (0.0, 1.0)

    @property
    def span(self) -> float:
        """How far apart two values can be."""
        return self.high - self.low

    @property
    def direction(self) -> str:
        """As it is told."""
        return "lower is better" if self.lower_is_better else "higher is better"

    @property
    def heading(self) -> str:
        """The title; of an error with the direction, which a reader may not expect."""
        return f"{self.title}, {self.direction}" if self.lower_is_better else self.title

    @property
    def axis(self) -> str:
        """For the axis of a picture."""
        return f"{self.heading} (fraction right)" if self.name == "accuracy" else self.heading

    def orient(self, value: float) -> float:
        """The value, or minus the value, so that more is better."""
        return -value if self.lower_is_better else value

    def is_better(self, one: float, other: float) -> bool:
        """Whether one value is better than another; equal ones are not, nor is NaN."""
        return self.orient(one) > self.orient(other)

    def format_value(self, value: float, sign: str = "") -> str:
        """A value, or with ``sign="+"`` a difference, for people: four decimals of a share, else five digits."""
        return f"{value:{sign}.4f}" if self.is_share else f"{value:{sign}.5g}"


def _error(name: str, title: str) -> Score:
    return Score(name, title, lower_is_better=True, high=math.inf)


ACCURACY = Score("accuracy", "accuracy")
SCORES: Mapping[str, Score] = {
    each.name: each
    for each in (
        ACCURACY,
        Score("balanced_accuracy", "balanced accuracy"),
        Score("top5_accuracy", "top-5 accuracy"),
        Score("roc_auc", "ROC AUC"),
        Score("pr_auc", "PR AUC"),
        Score("f1", "F1"),
        Score("recall", "recall"),
        Score("macro_auc", "macro ROC AUC"),
        Score("micro_f1", "micro F1"),
        Score("mean_iou", "mean IoU"),
        Score("pixel_accuracy", "pixel accuracy"),
        Score("r2", "R2", low=-math.inf),
        _error("rmse", "RMSE"),
        _error("mae", "MAE"),
        _error("mse", "MSE"),
    )
}


def read_score(params: Mapping[str, str]) -> Score:
    """The score of a tracked run, from its params; accuracy for a run of a version that knew no other.

    One that is not in :data:`SCORES` is a user's own.
    """
    name = params.get(PARAM) or ACCURACY.name
    return SCORES.get(name) or make_own_score(name, params.get(OF_DIRECTION) == LOWER)


def make_own_score(name: str, lower_is_better: bool) -> Score:
    """A score of the user's, of any unit."""
    title = names.shorten(names.make_visible(name.replace("_", " ")))
    return Score(name, title, lower_is_better, -math.inf, math.inf)
