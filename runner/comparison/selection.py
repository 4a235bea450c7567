"""Choose the runs that are compared: finished, complete, each arm and seed once.

What is not compared is never dropped silently: it is left out with its status and the reason.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from runner.comparison import arms
from runner.core import names
from runner.core.metric_names import (
    DENSE_SIZE,
    FINAL_GLOBAL,
    FINAL_LAYER,
    FINAL_MODEL,
    FINAL_REGROWN,
    SIZE,
    TARGET_MISSED_BY,
    TEST_SCORE,
    TEST_TRIVIAL_SCORE,
    TIMINGS,
    VAL_SCORE,
)
from runner.core.records import TARGET_TOLERANCE
from runner.core.score import read_score
from runner.core.tags import TAG_REASON, TAG_SIGNATURE, Status
from runner.tracking.records import TrackedRun

NEEDED_PARAMS = ("schedule.name", "target_sparsity", "seed", "model.name", "dataset.name")
NEEDED_METRICS = (TEST_SCORE, FINAL_GLOBAL)
SHOWN_METRICS = ("test/", "dense/", "final/sparsity_global", "final/sparsity_model", "final/target_missed_by",
                 "size/", "dense_size/", "cost/", *TIMINGS)  # fmt: skip
LEFT_OUT_COLUMNS = ("name", "status", "reason", "run_id")
DONE_AGAIN = "done again since"


@dataclass(frozen=True)
class LeftOut:
    """A run that is not compared, and why."""

    name: str
    status: str
    reason: str
    run_id: str


@dataclass(frozen=True)
class Compared:
    """A run that is compared, with its arm."""

    run: TrackedRun
    arm: arms.Arm
    seed: int

    @property
    def test_score(self) -> float:
        """The score of the stripped model on test."""
        return self.run.metrics[TEST_SCORE.format(self.arm.score.name)]

    @property
    def sparsity(self) -> float:
        """Achieved sparsity over the prunable weights."""
        return self.run.metrics[FINAL_GLOBAL]

    @property
    def missed_by(self) -> float:
        """Where the run was meant to end minus what it achieved."""
        return self.run.metrics.get(TARGET_MISSED_BY, self.arm.target - self.sparsity)

    @property
    def missed(self) -> bool:
        """Whether it ended elsewhere than where it was meant to; a control is meant to end nowhere."""
        return self.arm.schedule != arms.DENSE and abs(self.missed_by) > TARGET_TOLERANCE

    @property
    def ends_at(self) -> float:
        """Where the run was meant to end: at its target, unless its schedule says otherwise."""
        return self.sparsity + self.missed_by

    @property
    def sparsity_model(self) -> float:
        """Achieved sparsity over every parameter."""
        return self.run.metrics.get(FINAL_MODEL, math.nan)

    @property
    def val_score(self) -> float:
        """The score on val after the last epoch: what choices are made by."""
        return self.run.metrics.get(VAL_SCORE.format(self.arm.score.name), math.nan)

    @property
    def trivial_score(self) -> float:
        """The score on test of the best constant answer."""
        return self.run.metrics.get(TEST_TRIVIAL_SCORE.format(self.arm.score.name), math.nan)

    @property
    def mask_regrown(self) -> float:
        """How much of the mask came back in the updates together, as a share of the prunable weights."""
        return self.run.metrics.get(FINAL_REGROWN, math.nan)

    def size(self, form: str) -> float:
        """Bytes in a format."""
        return self.run.metrics.get(SIZE.format(form), math.nan)

    def compression(self, form: str) -> float:
        """How many times smaller than the dense model it started from."""
        return self.run.metrics.get(DENSE_SIZE.format(form), math.nan) / self.size(form)

    def layers(self) -> dict[str, float]:
        """Achieved sparsity by layer, as the model calls it."""
        prefix, found = FINAL_LAYER.format(""), self.run.metrics.items()
        return {names.decode(name.removeprefix(prefix)): value for name, value in found if name.startswith(prefix)}

    def row(self) -> dict[str, Any]:
        """For the table of runs: figures first, then the ``time_*`` columns and the run's id."""
        figures = {column: self.run.metrics[name] for name, column in _choose_columns(tuple(self.run.metrics))}
        return {
            "label": self.arm.label, "schedule": self.arm.schedule, "target_sparsity": self.arm.target,
            "model": self.arm.model, "dataset": self.arm.dataset, "seed": self.seed, "name": self.run.name, **figures,
            "time_started_ms": self.run.started, "time_ended_ms": self.run.ended, "run_id": self.run.run_id,
        }  # fmt: skip


@functools.lru_cache
def _choose_columns(metrics: tuple[str, ...]) -> list[tuple[str, str]]:
    """Which metrics the table of runs shows, and in which columns; every column of timings begins with ``time_``."""
    shown = sorted((name.startswith(TIMINGS), name) for name in metrics if name.startswith(SHOWN_METRICS))
    return [
        (name, ("time_" if timing and not name.startswith(TIMINGS[0]) else "") + name.replace("/", "_"))
        for timing, name in shown
    ]


def select(runs: Sequence[TrackedRun]) -> tuple[list[Compared], list[LeftOut], list[str]]:
    """The runs to compare, in a fixed order; the ones left out; notes about arms that ran again."""
    wrong = {run.run_id: _what_is_missing(run) for run in runs}
    whole = [run for run in runs if not wrong[run.run_id]]
    named = arms.name_arms(whole)
    latest: dict[tuple[str, int], TrackedRun] = {}
    times: dict[tuple[str, int], int] = {}
    for run in sorted(whole, key=lambda run: (run.ended or run.started, run.started, run.run_id)):
        key = (named[run.run_id].key, arms.read_seed(run))
        latest[key], times[key] = run, times.get(key, 0) + 1
    compared = [Compared(run, named[run.run_id], arms.read_seed(run)) for run in latest.values()]
    compared.sort(key=lambda each: (each.arm.group, each.arm.schedule, each.arm.line, each.arm.target, each.seed))
    done = {run.tags[TAG_SIGNATURE] for run in latest.values() if TAG_SIGNATURE in run.tags}
    left_out = [_left_out(run, wrong[run.run_id], done) for run in runs if wrong[run.run_id]]
    notes = [f"{latest[key].name} is there {count} times; the latest counts."
             for key, count in times.items() if count > 1]  # fmt: skip
    return compared, sorted(left_out, key=lambda each: (each.name, each.status, each.run_id)), sorted(notes)


def _what_is_missing(run: TrackedRun) -> str:
    """Why a run cannot be compared; empty if it can."""
    if run.status != Status.FINISHED:
        return run.tags.get(TAG_REASON) or ("not ended" if run.ended is None else "no reason recorded")
    for param in NEEDED_PARAMS:
        if param not in run.params:
            return f"the param {param} is missing"
    for metric in (name.format(read_score(run.params).name) for name in NEEDED_METRICS):
        if not math.isfinite(run.metrics.get(metric, math.nan)):
            return f"the metric {metric} is missing"
    try:
        int(run.params["seed"]), float(run.params["target_sparsity"])
    except ValueError:
        return "the params seed and target_sparsity are not numbers"
    return ""


def _left_out(run: TrackedRun, why: str, done: set[str]) -> LeftOut:
    again = f"; {DONE_AGAIN}" if run.tags.get(TAG_SIGNATURE) in done else ""
    return LeftOut(run.name, run.status, f"{why}{again}", run.run_id)
