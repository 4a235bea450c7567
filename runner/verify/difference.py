"""Where two trainings of one config part: the first epoch and metric, and what may have done it.

Times differ always and are left out. Everything else is compared to the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from runner.core.durations import Clock
from runner.core.metric_names import PRUNE_EFFECTS, TIMINGS
from runner.core.provenance import PACKAGES
from runner.core.tags import (
    FIRST_RESULTS,
    TAG_ARITHMETIC,
    TAG_COMMIT,
    TAG_CPU,
    TAG_DENSE_WEIGHTS,
    TAG_ONEDNN,
    TAG_RESULTS,
    TAG_WEIGHTS,
)
from runner.verify.recall import Recalled, Record

BY_STEP = "prune/"  # how the names begin whose step is an optimizer step, not an epoch
CAUSES = (TAG_RESULTS, *PACKAGES, TAG_ONEDNN, TAG_ARITHMETIC, TAG_CPU, TAG_COMMIT)


@dataclass(frozen=True)
class Difference:
    """One figure that is not the same; None where one side does not have it."""

    where: str
    name: str
    tracked: float | str | None
    now: float | str | None


def find_first(tracked: Recalled, now: Recalled, clock: Clock) -> Difference | None:
    """The first difference in the order of training, the dense training before the pruning; None if all is equal.

    Args:
        tracked: the run as it was.
        now: the same config, run again.
        clock: of the pruning phase; it says the epoch of an optimizer step.
    """
    return next(_differences(tracked, now, clock), None)


def _differences(tracked: Recalled, now: Recalled, clock: Clock) -> Iterator[Difference]:
    if tracked.dense and now.dense:
        yield from _of_metrics(tracked.dense, now.dense, clock, "dense training, ")
    yield from _of_tag(TAG_DENSE_WEIGHTS, tracked.run, now.run, "after the dense training")
    yield from _of_metrics(tracked.run, now.run, clock)
    yield from _of_tag(TAG_WEIGHTS, tracked.run, now.run, "at the end")


def _of_metrics(tracked: Record, now: Record, clock: Clock, phase: str = "") -> Iterator[Difference]:
    names = find_common(tracked, now)
    entries = {(name, step) for name in names for step in (*tracked.metrics[name], *now.metrics[name])}
    for name, step in sorted(entries, key=lambda entry: _turn(entry[0], entry[1], clock)):
        values = tracked.metrics[name].get(step), now.metrics[name].get(step)
        if values[0] != values[1]:
            yield Difference(phase + _where(name, step, clock), name, *values)


def _of_tag(name: str, tracked: Record, now: Record, where: str) -> Iterator[Difference]:
    values = tracked.tags.get(name), now.tags.get(name)
    if values[0] != values[1]:
        yield Difference(where, name, *values)


def _turn(name: str, step: int, clock: Clock) -> tuple[float, int, str]:
    """When a value was known: updates of the masks before the epoch's own figures, final figures last."""
    if name.startswith(BY_STEP):
        return math.inf if name in PRUNE_EFFECTS else clock.epoch(step), step, name
    return step or math.inf, clock.steps + 1, name


def _where(name: str, step: int, clock: Clock) -> str:
    if name.startswith(BY_STEP):
        known = "after training: " if name in PRUNE_EFFECTS else ""
        return f"{known}epoch {clock.epoch(step)}, step {step}"
    return f"epoch {step}" if step else "at the end"


def find_common(tracked: Record, now: Record) -> set[str]:
    """The metrics that are compared: those that both have, times left out."""
    return {name for name in {*tracked.metrics} & {*now.metrics} if not name.startswith(TIMINGS)}


def find_alone(tracked: Record, now: Record) -> set[str]:
    """The metrics that only one of them has, as where another version of this program measured more."""
    return {name for name in {*tracked.metrics} ^ {*now.metrics} if not name.startswith(TIMINGS)}


def find_causes(tracked: Mapping[str, str], now: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """(tag, then, now) of what a result depends on beside its config and data, where it is not the same.

    Another processor is no cause where both calculate the same, see :mod:`runner.training.arithmetic`.
    """
    unsaid = dict.fromkeys(CAUSES, "not tracked") | {TAG_RESULTS: FIRST_RESULTS}
    alike = tracked.get(TAG_ARITHMETIC) == now.get(TAG_ARITHMETIC) is not None
    names = [name for name in CAUSES if not (alike and name == TAG_CPU)]
    pairs = [(name, tracked.get(name, unsaid[name]), now.get(name, unsaid[name])) for name in names]
    return [(name, then, today) for name, then, today in pairs if then != today]
