"""What was tracked, as records: runs, and those that belong together. Moments are milliseconds since 1970."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class TrackedRun:
    """One run as MLflow holds it; ``metrics`` are the last values."""

    run_id: str
    name: str
    status: str
    started: int
    ended: int | None
    params: Mapping[str, str]
    metrics: Mapping[str, float]
    tags: Mapping[str, str]


@dataclass(frozen=True)
class Source:
    """The runs to compare: a sweep's, or an experiment's. ``notes`` say what to mind about the choice."""

    title: str
    runs: Sequence[TrackedRun]
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Curve:
    """Sparsity by optimizer step of one run: (step, sparsity), as planned and as achieved."""

    planned: Sequence[tuple[int, float]]
    achieved: Sequence[tuple[int, float]]


class Point(NamedTuple):
    """One value of a metric's history."""

    run_id: str
    metric: str
    step: int
    value: float
