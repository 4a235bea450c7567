"""Ramps: curves from an initial to a final sparsity, updated every ``frequency`` steps.

Each class is one curve: the share of the way that is done at the progress ``p``, which goes from
0 at ``begin_step`` to 1 at ``end_step`` and stays there. i is the initial sparsity, f the final one.
The polynomial and the linear ramp are tfmot's ``PolynomialDecay`` and stand there.
"""

from __future__ import annotations

import abc
import math
from typing import Any

import tensorflow as tf

from runner.schedules.base import Schedule


class Ramp(Schedule):
    """What the ramps share: ``sparsity = i + (f - i) * curve(p)``, ``p = (t - begin_step) / (end_step - begin_step)``.

    The last update falls on ``end_step`` if ``frequency`` divides the ramp's length, and gives f there.

    Args:
        initial_sparsity: i, where the ramp begins; the first update after ``begin_step`` is already above it.
        final_sparsity: f, where it ends.
        begin_step, end_step, frequency: optimizer steps.

    Raises:
        ValueError: a sparsity outside [0, 1), or a ramp without an end or without a length.
    """

    def __init__(
        self, initial_sparsity: float, final_sparsity: float, begin_step: int, end_step: int, frequency: int
    ) -> None:
        super().__init__(begin_step, end_step, frequency)
        if end_step <= begin_step:
            raise ValueError(
                "a ramp needs an end_step after its begin_step (it would divide by zero, which gives NaN): give it a "
                "later one, as in schedule.end_step=75%, or prune once, with schedule=one_shot"
            )
        self._validate_sparsity(initial_sparsity, "initial_sparsity")
        self._validate_sparsity(final_sparsity, "final_sparsity")
        self.initial_sparsity, self.final_sparsity = initial_sparsity, final_sparsity

    @abc.abstractmethod
    def curve(self, progress: Any) -> Any:
        """The share of the way from i to f at a progress in [0, 1] (float32, of any shape)."""

    def sparsity(self, elapsed: Any) -> Any:
        """See the class."""
        progress = tf.minimum(elapsed / float(self.end_step - self.begin_step), 1.0)
        # Counted back from f, so that a curve that ends on 1 ends on f to the last bit.
        return self.final_sparsity - (self.final_sparsity - self.initial_sparsity) * (1.0 - self.curve(progress))


class Convex(Ramp):
    """Slow at first, then faster: ``i + (f - i) * p^power``; power 1 is linear.

    Source: Intel Neural Compressor calls power 3 "cube"; SparseML calls it "polynomial". SparseML's "cubic" is
    the opposite shape, tfmot's polynomial.

    >>> schedule = Convex(initial_sparsity=0.0, final_sparsity=0.8, begin_step=0, end_step=4, frequency=1)
    >>> [round(float(schedule(step)[1]), 4) for step in (0, 1, 2, 3, 4)]
    [0.0, 0.0125, 0.1, 0.3375, 0.8]
    """

    def __init__(
        self,
        initial_sparsity: float,
        final_sparsity: float,
        begin_step: int,
        end_step: int,
        frequency: int,
        power: float = 3,
    ) -> None:
        super().__init__(initial_sparsity, final_sparsity, begin_step, end_step, frequency)
        if power <= 0:
            raise ValueError("power must be above 0")
        self.power = power

    def curve(self, progress: Any) -> Any:
        """``p^power``."""
        return tf.pow(progress, float(self.power))


class ExponentialDensity(Ramp):
    """Each update keeps the same share of the weights that are left: ``1 - (1 - i) * ((1 - f) / (1 - i))^p``.

    Unlike :class:`runner.schedules.ExponentialPruning` it has an end and arrives at f there.
    With i = f it stays there. Source: NNCF's "exponential" schedule; Intel Neural Compressor's "exp".

    >>> schedule = ExponentialDensity(initial_sparsity=0.0, final_sparsity=0.75, begin_step=0, end_step=4, frequency=2)
    >>> [round(float(schedule(step)[1]), 4) for step in (0, 2, 4)]
    [0.0, 0.5, 0.75]
    """

    def curve(self, progress: Any) -> Any:
        """``(1 - kept^p) / (1 - kept)``, where ``kept = (1 - f) / (1 - i)``; p for ``kept = 1``, its limit."""
        decay = math.log((1 - self.final_sparsity) / (1 - self.initial_sparsity))
        return tf.math.expm1(progress * decay) / math.expm1(decay) if decay else progress


class Cosine(Ramp):
    """An S: slow, fast, slow: ``i + (f - i) * (1 - cos(pi p)) / 2``.

    Source: fasterai's "cos", which is fastai's ``sched_cos``.

    >>> schedule = Cosine(initial_sparsity=0.0, final_sparsity=0.8, begin_step=0, end_step=4, frequency=1)
    >>> [round(float(schedule(step)[1]), 4) for step in (0, 1, 2, 3, 4)]
    [0.0, 0.1172, 0.4, 0.6828, 0.8]
    """

    def curve(self, progress: Any) -> Any:
        """``(1 - cos(pi p)) / 2``."""
        return (1.0 - tf.cos(math.pi * progress)) / 2.0


class CosineHalf(Ramp):
    """Slow at first, then steady to the end: ``i + (f - i) * (1 - cos(pi p / 2))``.

    Source: Intel Neural Compressor's "cos". It has no plateau at its end; :class:`Cosine` has.

    >>> schedule = CosineHalf(initial_sparsity=0.0, final_sparsity=0.8, begin_step=0, end_step=3, frequency=1)
    >>> [round(float(schedule(step)[1]), 4) for step in (0, 1, 2, 3)]
    [0.0, 0.1072, 0.4, 0.8]
    """

    def curve(self, progress: Any) -> Any:
        """``1 - cos(pi p / 2)``."""
        return 1.0 - tf.cos(math.pi / 2 * progress)


class OneCycle(Ramp):
    """A steep S, early: ``i + (f - i) * (1 + e^(-14 + 6)) / (1 + e^(-14 p + 6))``; half of the way is done at p = 0.43.

    It begins 0.0025 (f - i) above i, as published. Source: Hubens et al. 2022, "One-Cycle Pruning"
    (arXiv 2107.02086); fasterai's "one_cycle".

    >>> schedule = OneCycle(initial_sparsity=0.0, final_sparsity=0.8, begin_step=0, end_step=4, frequency=1)
    >>> [round(float(schedule(step)[1]), 4) for step in (0, 1, 2, 3, 4)]
    [0.002, 0.0607, 0.585, 0.7915, 0.8]
    """

    def curve(self, progress: Any) -> Any:
        """``(1 + e^(-14 + 6)) / (1 + e^(-14 p + 6))``."""
        return (1.0 + math.exp(-8.0)) / (1.0 + tf.exp(6.0 - 14.0 * progress))


class DenseSparseDense(Ramp):
    """Up to f in the middle, then back to i: ``i + (f - i) * (1 - cos(2 pi p)) / 2``; the masks regrow.

    The peak is put on the update nearest to the middle, so that f is reached whatever the number of
    updates; for an even number that is p = 1/2. A weight that comes back has been zero, and trains on
    from what its last gradients made of it. Source: Han et al. 2017, "DSD" (arXiv 1607.04381), which goes
    back in one step; fasterai's "dsd", which goes back by this curve.

    Raises:
        ValueError: fewer than two updates between ``begin_step`` and ``end_step``.

    >>> schedule = DenseSparseDense(initial_sparsity=0.0, final_sparsity=0.8, begin_step=0, end_step=8, frequency=2)
    >>> [round(float(schedule(step)[1]), 4) for step in (0, 2, 4, 6, 8)]
    [0.0, 0.4, 0.8, 0.4, 0.0]
    """

    def __init__(
        self, initial_sparsity: float, final_sparsity: float, begin_step: int, end_step: int, frequency: int
    ) -> None:
        super().__init__(initial_sparsity, final_sparsity, begin_step, end_step, frequency)
        length, updates = end_step - begin_step, (end_step - begin_step) // frequency
        if updates < 2:
            raise ValueError("up and back again needs two updates at least: a frequency of half the ramp or less")
        self._peak = updates // 2 * frequency / length

    @property
    def ends_at(self) -> float:
        """The sparsity that is left at the end: i."""
        return self.initial_sparsity

    def curve(self, progress: Any) -> Any:
        """``(1 - cos(pi q)) / 2``, where q goes from 0 to 1 at the peak and back."""
        there = tf.minimum(progress / self._peak, (1.0 - progress) / (1.0 - self._peak))
        return (1.0 - tf.cos(math.pi * there)) / 2.0
