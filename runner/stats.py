"""The statistics of a comparison, as pure functions of plain numbers.

Intervals are Student's t with n - 1 degrees of freedom, at 95 %. Differences are paired by
seed: what two arms share by starting from the same dense model and seeing the same order of
examples cancels out. A figure that cannot be known from so few values is NaN.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

LEVEL = 0.95
NO_SPREAD = 1e-12  # differences that agree but for rounding


@dataclass(frozen=True)
class Summary:
    """Mean, sample standard deviation (ddof 1) and 95 % interval of ``n`` values."""

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


def summary(values: Sequence[float]) -> Summary:
    """Mean, standard deviation and t-interval; the last three are NaN for a single value."""
    n = len(values)
    if n == 0:
        return Summary(0, math.nan, math.nan, math.nan, math.nan)
    mean = math.fsum(values) / n
    if n == 1:
        return Summary(1, mean, math.nan, math.nan, math.nan)
    sd = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (n - 1))
    half = _t_quantile(n - 1) * sd / math.sqrt(n)
    return Summary(n, mean, sd, mean - half, mean + half)


def paired(values: Mapping[int, float], reference: Mapping[int, float]) -> Difference:
    """``values`` minus ``reference`` over the seeds that both have: t-interval and paired t-test.

    Where all differences are the same, t is infinite and says nothing about chance: p is NaN,
    or 1 where they are all zero.
    """
    differences = [values[seed] - reference[seed] for seed in sorted(values.keys() & reference.keys())]
    of = summary(differences)
    if not of.sd > NO_SPREAD:
        p = 1.0 if of.n > 1 and abs(of.mean) <= NO_SPREAD else math.nan
        return Difference(of.n, of.mean, of.low, of.high, p)
    t = of.mean / (of.sd / math.sqrt(of.n))
    return Difference(of.n, of.mean, of.low, of.high, 2 * _t_below(-abs(t), of.n - 1))


def holm(p_values: Sequence[float]) -> list[float]:
    """p-values corrected for their number (Holm 1979); NaN stays NaN and doesn't count."""
    known = sorted((p, at) for at, p in enumerate(p_values) if not math.isnan(p))
    corrected = [math.nan] * len(p_values)
    largest = 0.0
    for rank, (p, at) in enumerate(known):
        largest = max(largest, min(1.0, (len(known) - rank) * p))
        corrected[at] = largest
    return corrected


def pareto(gains: Sequence[float], costs: Sequence[float]) -> list[bool]:
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


def area(points: Sequence[tuple[float, float]], low: float, high: float) -> float:
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


def _t_quantile(df: int) -> float:
    """The two-sided 95 % quantile; scipy.special is what scipy.stats.t uses, and imports in a tenth of the time."""
    from scipy.special import stdtrit

    return float(stdtrit(df, (1 + LEVEL) / 2))


def _t_below(t: float, df: int) -> float:
    from scipy.special import stdtr

    return float(stdtr(df, t))
