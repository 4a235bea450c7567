"""How parameters are searched for, as a config says it: how many trials, towards what, in which ranges.

A range is written ``LOW..HIGH``: of whole numbers if both are written so, with the unit of a duration behind them if
it has one. A list holds the values to choose from. Checked without data or TensorFlow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from runner.core.errors import UserError

GRID, OPTUNA = "grid", "optuna"
SCORE, ACCURACY, SIZE = "score", "accuracy", "size"  # the score, its first name, and the size
TARGET, SCHEDULE = "target_sparsity", "schedule"
DIGITS = 3  # significant ones of a number that is drawn from a range
_RANGE = re.compile(r"(?P<low>-?[\d.]*\d)(?P<unit>%|ep|st)?\.\.(?P<high>-?[\d.]*\d)(?P<other>%|ep|st)?")


@dataclass(frozen=True)
class SearchConfig:
    """A grid of all values, or a search.

    ``trials`` are made of each arm, each with all seeds. ``goals`` are the score (on val), which is called accuracy as
    well, and size (of the gzipped TFLite file, down). ``seed`` is the sampler's. ``space`` maps keys to ranges.
    ``stop_below`` is set by the search for a run: the score on val by epoch; a run that is worse is stopped.
    """

    name: str = GRID
    trials: int = 20
    goals: list[str] = field(default_factory=lambda: [ACCURACY])
    stop_early: bool = True
    seed: int = 0
    space: dict[str, Any] = field(default_factory=dict)
    stop_below: dict[int, float] | None = None

    @property
    def stops(self) -> bool:
        """Whether unpromising trials are stopped early: towards two goals the score alone says too little."""
        return self.stop_early and SIZE not in self.goals


@dataclass(frozen=True)
class Range:
    """From ``low`` to ``high``, both included; ``whole`` numbers only, or any. ``unit`` is of a duration, or empty."""

    low: float
    high: float
    whole: bool
    unit: str = ""

    def written(self, value: float) -> str:
        """A value of it, as on the command line."""
        return f"{int(value) if self.whole else float(f'{value:.{DIGITS}g}')}{self.unit}"


@dataclass(frozen=True)
class Choice:
    """One of some values."""

    values: tuple[str, ...]

    def written(self, value: str) -> str:
        """A value of it, as on the command line."""
        return value


def check_search(search: SearchConfig) -> None:
    """Refuse goals and ranges that are none, with a UserError."""
    if list(search.goals) not in ([SCORE], [ACCURACY], [SCORE, SIZE], [ACCURACY, SIZE]):
        raise UserError(
            f"search.goals={list(search.goals)} are no goals: give [{ACCURACY}], the best at a target, or "
            f"[{ACCURACY},{SIZE}], the best for each size; where another score decides, [{SCORE}] or [{SCORE},{SIZE}]."
        )
    parse(search.space)


def parse(space: Mapping[str, Any]) -> dict[str, dict[str, Range | Choice]]:
    """The ranges and choices of a space, by schedule (or ``schedule``, for any) and key; what is null is left out.

    The range of the target is the only one without a schedule: its schedule is empty.

    Raises:
        UserError: names the first that is no range and no choice.
    """
    found: dict[str, dict[str, Range | Choice]] = {}
    for name, keys in space.items():
        inner = {TARGET: keys} if name == TARGET else keys
        if keys is not None and not isinstance(inner, Mapping):
            raise UserError(
                f"search.space.{name}={keys} is of no schedule: only {TARGET} and parameters of a schedule are "
                f"searched, as in +search.space.{SCHEDULE}.KEY=LOW..HIGH. All arms of a comparison are trained alike."
            )
        found["" if name == TARGET else name] = {
            key: _parsed(key if name == TARGET else f"{name}.{key}", value)
            for key, value in (inner or {}).items()
            if value is not None
        }
    return found


def select_space(search: SearchConfig, schedule: Mapping[str, Any]) -> dict[str, Range | Choice]:
    """What is searched for a schedule, by the key of the config; the target, too, if the size is a goal.

    Args:
        search: with the space.
        schedule: its config: what it does not have is not searched.
    """
    space = parse(search.space)
    own = {**space.get(SCHEDULE, {}), **space.get(schedule["name"], {})}
    parameters = {f"{SCHEDULE}.{key}": of for key, of in own.items() if key in schedule}
    return {**(space.get("", {}) if SIZE in search.goals else {}), **parameters}


def _parsed(key: str, value: Any) -> Range | Choice:
    if isinstance(value, list | tuple) and value:
        return Choice(tuple(map(str, value)))
    match = _RANGE.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if match is None or match["unit"] not in (None, match["other"]):
            raise ValueError
        low, high = float(match["low"]), float(match["high"])
    except ValueError:
        raise UserError(
            f"search.space.{key}={value} is no range: write LOW..HIGH, as in 0%..30% or 1.0..5.0, or a list of values."
        ) from None
    if not low < high:
        raise UserError(f"search.space.{key}={value} is empty: give a smaller number first.")
    whole = "." not in match["low"] + match["high"]
    return Range(low, high, whole, match["other"] or "")
