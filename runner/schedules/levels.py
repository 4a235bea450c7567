"""Levels: schedules that jump from one sparsity to the next and leave the masks alone in between.

There is no ``frequency``: masks are made anew exactly where a level begins, and the weights that are
left train on until the next one. Between levels a mask that is made again would only follow noise.
Step 0 does not occur in training: a level at step 0 begins at step 1.
i is the initial sparsity, f the final one.
"""

from __future__ import annotations

import abc
import math
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import tensorflow as tf

from runner.schedules.base import Configured


class Levels(Configured):
    """What the levels share: a table of steps and sparsities.

    Args:
        table: (optimizer step, sparsity) of each level, in rising order of steps.
        before: the sparsity that counts before the first level; no mask is made for it.

    Raises:
        ValueError: the steps do not rise, or a sparsity is outside [0, 1).
    """

    def __init__(self, table: Sequence[tuple[int, float]], before: float = 0.0) -> None:
        for step, sparsity in table:
            self._validate_sparsity(sparsity, f"the sparsity {sparsity} at step {step}")
        self._times = [max(step, 1) for step, _ in table]
        self._values = [before, *(sparsity for _, sparsity in table)]
        for earlier, later in pairwise(self._times):
            if later <= earlier:
                raise ValueError(f"the steps of the levels must rise, but {later} comes after {earlier}")

    def __call__(self, step: Any) -> tuple[Any, Any]:
        """Whether a level begins at an optimizer step, and the sparsity of the level that it is in."""
        since = tf.expand_dims(tf.cast(step, tf.int64), -1) - tf.constant(self._times, tf.int64)
        level = tf.reduce_sum(tf.cast(since >= 0, tf.int32), axis=-1)
        return tf.reduce_any(since == 0, axis=-1), tf.gather(tf.constant(self._values, tf.float32), level)


class OneShot(Levels):
    """f, once, at ``begin_step``; the masks then stay as they are.

    Source: JaxPruner's OneShot schedule; fasterai's "one_shot".

    >>> schedule = OneShot(final_sparsity=0.8, begin_step=2)
    >>> [(bool(turn), round(float(sparsity), 4)) for turn, sparsity in map(schedule, (1, 2, 3))]
    [(False, 0.0), (True, 0.8), (False, 0.8)]
    """

    def __init__(self, final_sparsity: float, begin_step: int) -> None:
        self.final_sparsity, self.begin_step = final_sparsity, begin_step
        self._validate_step(begin_step, -1, 1, allow_negative_1=True)
        super().__init__([(begin_step, final_sparsity)])


class Jumps(Levels):
    """A number of jumps from i to f; a class of it says when each comes and how high it leads.

    Raises:
        ValueError: a sparsity outside [0, 1), or more levels than steps.
    """

    def __init__(
        self, initial_sparsity: float, final_sparsity: float, begin_step: int, end_step: int, levels: int
    ) -> None:
        self.initial_sparsity, self.final_sparsity = initial_sparsity, final_sparsity
        self.begin_step, self.end_step, self.levels = begin_step, end_step, levels
        self._validate_step(begin_step, end_step, 1, allow_negative_1=False)
        self._validate_sparsity(initial_sparsity, "initial_sparsity")
        super().__init__(self.jumps(), before=initial_sparsity)

    @abc.abstractmethod
    def jumps(self) -> list[tuple[int, float]]:
        """(optimizer step, sparsity) of each level."""


class Stepwise(Jumps):
    """Equal jumps after equal times: ``i + (f - i) * ceil(n p) / n``, where n is ``levels`` and p is 1 at ``end_step``.

    By the formula the first jump comes right after ``begin_step``, and f holds from ``(n - 1) / n`` of the
    way on. Source: fasterai's "iterative".

    Raises:
        ValueError: more levels than steps.

    >>> schedule = Stepwise(initial_sparsity=0.0, final_sparsity=0.75, begin_step=0, end_step=6, levels=3)
    >>> [round(float(schedule(step)[1]), 4) for step in (0, 1, 2, 3, 4, 5, 6)]
    [0.0, 0.25, 0.25, 0.5, 0.5, 0.75, 0.75]
    """

    def jumps(self) -> list[tuple[int, float]]:
        """See the class."""
        n, length = self.levels, self.end_step - self.begin_step
        _check_room(n, self.begin_step + 1, self.end_step)
        way = self.final_sparsity - self.initial_sparsity
        return [(self.begin_step + k * length // n + 1, self.initial_sparsity + way * (k + 1) / n) for k in range(n)]


class MultiStep(Levels):
    """A list by hand of when to prune and to which sparsity; it may fall, and masks then regrow.

    Source: the MultiStep schedule of NNCF; SparseML and others have such lists too.

    Args:
        steps: pairs of an optimizer step and a sparsity.

    Raises:
        ValueError: no list of pairs, steps that do not rise, a sparsity outside [0, 1).

    >>> schedule = MultiStep(steps=[[2, 0.3], [4, 0.6], [5, 0.9]])
    >>> [round(float(schedule(step)[1]), 4) for step in (1, 2, 3, 4, 5, 6)]
    [0.0, 0.3, 0.3, 0.6, 0.9, 0.9]
    """

    def __init__(self, steps: Sequence[Sequence[Any]]) -> None:
        self.steps = steps
        if not isinstance(steps, Sequence) or not steps or not all(map(_is_pair, steps)):
            raise ValueError(f"steps={steps} must be pairs of a duration and a sparsity, like [[10%, 0.3], [30%, 0.6]]")
        super().__init__([(step, sparsity) for step, sparsity in steps])


class Lottery(Levels):
    """The levels of the lottery ticket papers: each prunes the share ``rate`` of what is left: ``1 - (1 - rate)^k``.

    There are as many levels as f needs, ``n = ceil(log(1 - f) / log(1 - rate))``, and the last is f itself:
    8 for f = 0.8 and rate = 0.2. The first begins at ``begin_step``, the last at ``end_step``, the others
    evenly between. Source: Frankle & Carbin 2019
    (arXiv 1803.03635); OpenLTH.

    Raises:
        ValueError: ``rate`` is 0, or there are more levels than steps.

    >>> schedule = Lottery(final_sparsity=0.5, rate=0.2, begin_step=1, end_step=7)
    >>> [round(float(schedule(step)[1]), 4) for step in (1, 3, 5, 7)]
    [0.2, 0.36, 0.488, 0.5]
    """

    def __init__(self, final_sparsity: float, rate: float, begin_step: int, end_step: int) -> None:
        self.final_sparsity, self.rate, self.begin_step, self.end_step = final_sparsity, rate, begin_step, end_step
        self._validate_step(begin_step, end_step, 1, allow_negative_1=False)
        self._validate_sparsity(final_sparsity, "final_sparsity")
        if not 0 < rate < 1:
            raise ValueError("rate must be above 0 and below 1")
        needed = math.log(1 - final_sparsity) / math.log(1 - rate)
        levels = max(math.ceil(needed - 1e-9), 1)  # 1 - 0.8^2 needs 2 levels, not 2.0000000000000004
        steps = _spread(levels, begin_step, end_step)
        values = [*(1 - (1 - rate) ** k for k in range(1, levels)), final_sparsity]
        super().__init__(list(zip(steps, values, strict=True)))


class Logarithmic(Jumps):
    """Jumps that shrink geometrically: jump k of n is proportional to ``n^((n - k) / (n - 1))``; n is ``levels``.

    The first jump is n times as high as the last; together they go from i to f. The first is at
    ``begin_step``, the last at ``end_step``, the others evenly between. Source: the logarithmic scheduler of
    the repository janumiko/pruning-benchmark.

    Raises:
        ValueError: more levels than steps.

    >>> schedule = Logarithmic(initial_sparsity=0.0, final_sparsity=0.9, begin_step=1, end_step=3, levels=2)
    >>> [round(float(schedule(step)[1]), 4) for step in (1, 2, 3)]
    [0.6, 0.6, 0.9]
    """

    def jumps(self) -> list[tuple[int, float]]:
        """See the class."""
        n = self.levels
        steps = _spread(n, self.begin_step, self.end_step)
        done = list(accumulate(n ** ((n - k) / max(n - 1, 1)) for k in range(1, n + 1)))
        way = self.final_sparsity - self.initial_sparsity
        return [(step, self.initial_sparsity + way * (part / done[-1])) for step, part in zip(steps, done, strict=True)]


def _spread(levels: int, begin: int, end: int) -> list[int]:
    """The steps of the levels, evenly from ``begin`` to ``end``; one alone is at ``begin``."""
    first = max(begin, 1)
    _check_room(levels, first, end)
    return [first + round(k * (end - first) / max(levels - 1, 1)) for k in range(levels)]


def _check_room(levels: int, first: int, last: int) -> None:
    if isinstance(levels, bool) or not isinstance(levels, int) or levels < 1:
        raise ValueError(f"levels={levels} must be a whole number, 1 or more")
    if levels > last - first + 1:
        raise ValueError(
            f"{levels} levels do not fit between the steps {first} and {last}: ask for fewer levels, "
            f"or put begin_step and end_step further apart"
        )


def _is_pair(item: Any) -> bool:
    """Whether an item of a list is a whole step and a number."""
    return (
        isinstance(item, Sequence)
        and len(item) == 2
        and isinstance(item[0], int)
        and isinstance(item[1], int | float)
        and not any(isinstance(part, bool) for part in item)
    )
