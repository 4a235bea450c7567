"""Which trials are stopped early: successive halving, hedged by the brackets of Hyperband.

A trial goes on after an epoch while it is in the best third of what has been seen there (Li et al. 2018,
arXiv 1603.06560, and 2020, arXiv 1810.05934, whose decisions wait for no other trial). A model that is still dense is
better than one that is pruned already, which says nothing about how they end. So only trials that have reached their
target sparsity are judged, and among themselves.

Every third trial is judged from then on, every third in the last quarter only, and every third never: what looks bad
early may end well. What a trial is judged by is known before it begins, so that a run needs nothing from the others
while it goes, on whatever machine, and the same search stops the same trials.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from runner.core.errors import StoppedEarly
from runner.core.metric_names import SPARSITY_PLANNED, VAL_SCORE
from runner.core.records import Epoch
from runner.core.score import ACCURACY, Score

ETA = 3  # the best third goes on
BRACKETS = 3
REACHED = 0.999  # of the target: what tfmot rounds away

Curve = Mapping[int, float]


def compute_thresholds(number: int, epochs: int, earlier: Sequence[Curve], score: Score = ACCURACY) -> dict[int, float]:
    """The score on val by epoch; a trial that is worse is stopped.

    Args:
        number: of the trial, from 0.
        epochs: of the training; after the last one there is nothing to stop.
        earlier: of each trial that has ended, score on val by epoch (from 1), from the one on in which it was at its
            target.
        score: says which value is better.
    """
    found = {}
    first = (1, math.ceil(0.75 * epochs), epochs)[number % BRACKETS]
    for epoch in range(first, epochs):
        values = sorted((curve[epoch] for curve in earlier if epoch in curve), key=score.orient, reverse=True)
        if len(values) >= ETA:
            found[epoch] = values[math.ceil((len(values) + 1) / ETA) - 1]
    return found


def stop_if_worse(epoch: Epoch, stop_below: Mapping[int, float], target: float, score: Score = ACCURACY) -> None:
    """Stop a run after an epoch at its target sparsity, if its score is worse than the threshold of that epoch.

    Raises:
        StoppedEarly: it is.
    """
    if epoch.number not in stop_below or not is_at_target(epoch.metrics.get(SPARSITY_PLANNED, 0.0), target):
        return
    value, limit = epoch.metrics[VAL_SCORE.format(score.name)], stop_below[epoch.number]
    if score.is_better(limit, value):
        raise StoppedEarly(epoch.number, score, value, limit)


def is_at_target(planned: float, target: float) -> bool:
    """Whether a trial is judged after an epoch; both are sparsities."""
    return planned >= REACHED * target
