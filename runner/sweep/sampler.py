"""Optuna's home: which parameters to try next, from what those before came to.

Nothing is kept here. The sampler has a seed, so the same outcomes give the same proposals; and the outcomes are in
the tracking store: a search that was broken off is made again from its begin, and what it finds finished is not trained
again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runner.config.search import SIZE, Choice, Range
from runner.core.score import ACCURACY, Score


@dataclass(frozen=True)
class Trial:
    """Parameters to try: key to value, as they are written on the command line."""

    number: int
    parameters: Mapping[str, str]


@dataclass(frozen=True)
class Tried:
    """A trial, and what it came to by goal; None for one that was stopped early, failed or was refused."""

    trial: Trial
    values: Mapping[str, float] | None


class Search:
    """Proposes parameters for one arm: Optuna's tree-structured Parzen estimator.

    Args:
        space: what is searched.
        goals: the size is to be as small as it can, the score as good.
        seed: of the sampler.
        score: says which value is better.
    """

    def __init__(
        self, space: Mapping[str, Range | Choice], goals: Sequence[str], seed: int, score: Score = ACCURACY
    ) -> None:
        import optuna

        optuna.logging.set_verbosity(optuna.logging.WARNING)
        self._space, self._goals = space, goals
        self._study = optuna.create_study(
            sampler=optuna.samplers.TPESampler(seed=seed, constant_liar=True),
            directions=["minimize" if goal == SIZE or score.lower_is_better else "maximize" for goal in goals],
        )
        self._asked: dict[int, Any] = {}
        self.tried: list[Tried] = []

    def ask(self) -> Trial:
        """The next parameters to try."""
        asked = self._study.ask({key: _distribution(of) for key, of in self._space.items()})
        self._asked[asked.number] = asked
        written = {key: of.written(asked.params[key]) for key, of in self._space.items()}
        return Trial(asked.number, written)

    def tell(self, trial: Trial, values: Mapping[str, float]) -> None:
        """What a trial came to, by goal."""
        self._study.tell(self._asked.pop(trial.number), [values[goal] for goal in self._goals])
        self.tried.append(Tried(trial, dict(values)))

    def tell_stopped(self, trial: Trial, epoch: int, value: float) -> None:
        """A trial was stopped early, with its score on val after an epoch."""
        from optuna.trial import TrialState

        asked = self._asked.pop(trial.number)
        asked.report(value, epoch)
        self._study.tell(asked, state=TrialState.PRUNED)
        self.tried.append(Tried(trial, None))

    def tell_failed(self, trial: Trial) -> None:
        """A trial failed, or cannot be."""
        from optuna.trial import TrialState

        self._study.tell(self._asked.pop(trial.number), state=TrialState.FAIL)
        self.tried.append(Tried(trial, None))

    def best(self) -> list[Tried]:
        """The best trial; towards two goals those that no other is better than in both. None if none ended well."""
        by_number = {tried.trial.number: tried for tried in self.tried if tried.values}
        return [by_number[best.number] for best in self._study.best_trials] if by_number else []


def _distribution(of: Range | Choice) -> Any:
    from optuna import distributions

    if isinstance(of, Choice):
        return distributions.CategoricalDistribution(of.values)
    if of.whole:
        return distributions.IntDistribution(int(of.low), int(of.high))
    return distributions.FloatDistribution(of.low, of.high)
