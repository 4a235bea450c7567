"""The statistics of a comparison, as pure functions of plain numbers.

Intervals are Student's t with n - 1 degrees of freedom, at 95 %. Differences are paired by
seed: what two arms share by starting from the same dense model and seeing the same order of
examples cancels out. A figure that cannot be known from so few values is NaN.

Values that are all equal are no certainty, since accuracy is a count over a test set, and have no
interval. Nor is an interval one that leaves what the values can be: it says that they are too
few, or too far from normal, for Student's t.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

LEVEL = 0.95
SPAN = 1.0  # of shares, which are from 0 to 1: how far apart two of them can be
WITHIN, LOST, UNDECIDED = "within", "lost", "undecided"
NO_SPREAD = 1e-12  # of the largest value, which may be of any size: what differs by less agrees but for rounding


@dataclass(frozen=True)
class Summary:
    """Mean, sample standard deviation (ddof 1) and 95 % interval of ``n`` values; NaN where there is none."""

    n: int
    mean: float
    sd: float
    low: float
    high: float


@dataclass(frozen=True)
class Difference:
    """Mean paired difference of ``n`` seeds, its 95 % interval and two-sided p-value."""

    n: int
    mean: float
    low: float
    high: float
    p: float


@dataclass(frozen=True)
class Distance:
    """How far one of several is from the best of the others: above 0 it is better than each of them.

    ``low`` and ``high`` are simultaneous 95 % limits, see :func:`find_best`, NaN where nothing limits. ``may_be_best``
    is whether it belongs to the confidence set of the best.
    """

    mean: float
    low: float
    high: float
    may_be_best: bool


def summarize_values(
    values: Sequence[float], within: tuple[float, float] = (-math.inf, math.inf), scale: float | None = None
) -> Summary:
    """Mean, standard deviation and t-interval; the last three are NaN for a single value.

    The interval alone is NaN where the values are all equal, and where it would leave ``within``, what they can be.
    ``scale`` is that of what they were calculated from, by which they are rounded; by default their own.
    """
    n = len(values)
    if n == 0:
        return Summary(0, math.nan, math.nan, math.nan, math.nan)
    mean = math.fsum(values) / n
    if n == 1:
        return Summary(1, mean, math.nan, math.nan, math.nan)
    sd = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (n - 1))
    half = _t_quantile((1 + LEVEL) / 2, n - 1) * sd / math.sqrt(n)
    low, high = mean - half, mean + half
    scale = max(map(abs, values)) if scale is None else scale
    if not sd > NO_SPREAD * scale or low < within[0] or high > within[1]:
        return Summary(n, mean, sd, math.nan, math.nan)
    return Summary(n, mean, sd, low, high)


def compare_paired(values: Mapping[int, float], reference: Mapping[int, float], span: float = SPAN) -> Difference:
    """``values`` minus ``reference`` over the seeds that both have: t-interval and paired t-test.

    Where all differences are the same, t is infinite and says nothing about chance: p is NaN,
    or 1 where they are all zero, and there is no interval. Nor is there one that reaches further than ``span``, how
    far apart two values can be.
    """
    both = sorted(values.keys() & reference.keys())
    scale = max((abs(each[seed]) for each in (values, reference) for seed in both), default=0.0)
    of = summarize_values([values[seed] - reference[seed] for seed in both], (-span, span), scale)
    if not of.sd > NO_SPREAD * scale:
        p = 1.0 if of.n > 1 and abs(of.mean) <= NO_SPREAD * scale else math.nan
        return Difference(of.n, of.mean, of.low, of.high, p)
    t = of.mean / (of.sd / math.sqrt(of.n))
    return Difference(of.n, of.mean, of.low, of.high, 2 * _t_below(-abs(t), of.n - 1))


def judge_loss(difference: Difference, margin: float, *, lower_is_better: bool = False) -> str:
    """Whether an arm keeps its reference's score but for ``margin``: surely, surely not, or undecided.

    Each verdict is wrong in at most 2.5 % of the cases where differences are about normal: the limit on its side of a
    95 % interval decides. So a wide interval decides nothing, nor does one that is not there.
    """
    least, most = (-difference.high, -difference.low) if lower_is_better else (difference.low, difference.high)
    if least > -margin:
        return WITHIN
    return LOST if most < -margin else UNDECIDED


def find_best(values: Mapping[str, Mapping[int, float]], span: float = SPAN) -> dict[str, Distance]:
    """Multiple comparisons with the best (Hsu 1984), paired by seed: which of several may be the best, given the noise.

    One is left out of the set if another is better by more than chance. Each pair has a variance of its own, since
    noise differs, and Student's t at (1 - level) / 2, divided by the number of comparisons that one takes part in
    (Bonferroni). No correction for the number of those that are judged is needed: a mistake is to leave the best one
    out, and only its own comparisons can make it. With two, one is left out where the 95 % interval of the difference
    is below zero. A pair with one common seed, or without a spread, leaves nobody out.

    The limits are Hsu's constrained ones, all right together at the level (their derivation needs no more than those
    same comparisons, also with unequal variances: Edwards & Hsu 1983). Of those that are equally the best any one is
    in the set at the level; "not in the set" says: surely not better than the best of the others.

    Args:
        values: by name and seed, larger is better.
        span: how far apart two of them can be; limits that are further away are none.

    Returns:
        By name, the distance to the best of the others; of one alone NaN.
    """
    import numpy as np

    seeds = sorted({seed for of_one in values.values() for seed in of_one})
    table = np.array([[of_one.get(seed, math.nan) for seed in seeds] for of_one in values.values()])
    table = table.reshape(len(values), len(seeds))
    share = (1 - LEVEL) / 2 / max(len(values) - 1, 1)
    scale = np.nanmax(np.abs(table), initial=0.0)
    means, halves = np.full((2, len(values), len(values)), math.nan)
    for at, row in enumerate(table):
        means[at], halves[at] = _paired_with_all(row - table, share, scale)
    others = ~np.eye(len(values), dtype=bool)
    highest = np.where(others & ~np.isnan(halves), means + halves, math.inf).min(axis=1, initial=math.inf)
    kept = highest >= 0
    rivals = np.where(others & kept, np.where(np.isnan(halves), -math.inf, means - halves), math.inf)
    lowest = rivals.min(axis=1, initial=math.inf)
    nearest = np.where(others & ~np.isnan(means), means, math.inf).min(axis=1, initial=math.inf)
    return {
        name: Distance(*_limited(float(nearest[at]), float(lowest[at]), float(highest[at]), span), bool(kept[at]))
        for at, name in enumerate(values)
    }


def _paired_with_all(differences: Any, share: float, scale: float) -> tuple[Any, Any]:
    """Of each row the mean over the seeds that are there, and half its interval, ``share`` on either side.

    ``scale`` is that of what was subtracted.
    """
    import numpy as np

    known = ~np.isnan(differences)
    n = known.sum(axis=1)
    mean = np.where(known, differences, 0).sum(axis=1) / np.where(n, n, math.nan)
    squares = np.where(known, differences - mean[:, None], 0) ** 2
    sd = np.sqrt(squares.sum(axis=1) / np.where(n > 1, n - 1, math.nan))
    quantiles = np.array([_t_quantile(1 - share, int(each) - 1) if each > 1 else math.nan for each in n])
    return mean, np.where(sd > NO_SPREAD * scale, quantiles * sd / np.sqrt(np.where(n, n, math.nan)), math.nan)


def _limited(nearest: float, lowest: float, highest: float, span: float) -> tuple[float, float, float]:
    """A distance and its limits, constrained to zero on the side that the set decides; NaN where there are none."""
    mean = nearest if math.isfinite(nearest) else math.nan
    low, high = min(lowest, 0.0), max(highest, 0.0)
    known = math.isfinite(mean) and math.isfinite(high - low) and low >= -span and high <= span
    return (mean, low, high) if known else (mean, math.nan, math.nan)


def correct_p_values(p_values: Sequence[float]) -> list[float]:
    """p-values corrected for their number (Holm 1979); NaN stays NaN and doesn't count."""
    known = sorted((p, at) for at, p in enumerate(p_values) if not math.isnan(p))
    corrected = [math.nan] * len(p_values)
    largest = 0.0
    for rank, (p, at) in enumerate(known):
        largest = max(largest, min(1.0, (len(known) - rank) * p))
        corrected[at] = largest
    return corrected


def find_pareto_front(gains: Sequence[float], costs: Sequence[float]) -> list[bool]:
    """Whether a point is on the front: none has as much gain at as little cost, and more of one.

    NaN is never on the front. Equal points are on it together.
    """
    best, on_front = -math.inf, [False] * len(gains)
    order = sorted(
        (at for at in range(len(gains)) if not math.isnan(gains[at] + costs[at])),
        key=lambda at: (costs[at], -gains[at]),
    )
    last: tuple[float, float] | None = None
    for at in order:
        if gains[at] > best:
            best, last = gains[at], (gains[at], costs[at])
        on_front[at] = last == (gains[at], costs[at])
    return on_front


def measure_area(points: Sequence[tuple[float, float]], low: float, high: float) -> float:
    """Mean height of the polygon through ``points`` from ``low`` to ``high``, by trapezoids.

    Args:
        points: (x, y), at least one; those with the same x count with their mean.
        low: where to begin, not left of the first point.
        high: where to end, not right of the last point.

    Returns:
        The area divided by ``high - low``; at a single place the height there. NaN where the
        points don't reach from ``low`` to ``high``.
    """
    heights: dict[float, list[float]] = {}
    for x, y in points:
        heights.setdefault(x, []).append(y)
    polygon = [(x, math.fsum(ys) / len(ys)) for x, ys in sorted(heights.items())]
    if not polygon or low > high or polygon[0][0] > low or polygon[-1][0] < high:
        return math.nan
    if low == high:
        return _height(polygon, low)
    inside = [point for point in polygon if low < point[0] < high]
    corners = [(low, _height(polygon, low)), *inside, (high, _height(polygon, high))]
    parts = ((x2 - x1) * (y1 + y2) / 2 for (x1, y1), (x2, y2) in pairwise(corners))
    return math.fsum(parts) / (high - low)


def _height(polygon: Sequence[tuple[float, float]], x: float) -> float:
    for (x1, y1), (x2, y2) in pairwise(polygon):
        if x1 <= x <= x2:
            return y1 if x == x1 else y2 if x == x2 else y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return polygon[0][1]


@functools.cache
def _t_quantile(below: float, df: int) -> float:
    """scipy.special is what scipy.stats.t uses, and imports in a tenth of the time."""
    from scipy.special import stdtrit

    return float(stdtrit(df, below))


def _t_below(t: float, df: int) -> float:
    from scipy.special import stdtr

    return float(stdtr(df, t))
