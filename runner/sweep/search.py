"""A search as runs: each arm of the command becomes a search of its own, with the same number of trials.

A trial is a run for each seed. The first seed's may be stopped early, and then the others are not made. How many
trials go at once follows from how many runs may; what is proposed depends on that, and on nothing else.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from runner.comparison import collapse
from runner.config import signature
from runner.config.schema import Config
from runner.config.search import OPTUNA, SCHEDULE, SIZE, TARGET, select_space
from runner.core.errors import UserError
from runner.core.metric_names import SIZE as SIZE_METRIC
from runner.core.metric_names import SPARSITY_PLANNED, TARGET_MISSED_BY, VAL_SCORE
from runner.core.records import TARGET_TOLERANCE
from runner.core.tags import TAG_STOPPED
from runner.sweep import grid, outline
from runner.sweep.sampler import Search, Trial, Tried
from runner.tracking import connection, history, previous
from runner.training import halving

SPACE = "search.space"
AS_IT_IS = re.compile(r"[+-]?[\d.][\w.+\-%]*|true|false|null", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Made:
    """What a run of a trial came to.

    Attributes:
        values: by goal, the score (on val, after the last epoch) and size (bytes of the gzipped TFLite file); None if
            it has not finished.
        curve: score on val by epoch, while it was at its target.
        stopped_at: the epoch after which it was stopped early.
        refusal: why it cannot be.
        missed_by: target minus what it achieved.
        collapsed: why its model is no better than always the same answer; empty if it is better.
    """

    values: dict[str, float] | None = None
    curve: halving.Curve = field(default_factory=dict)
    stopped_at: int | None = None
    refusal: str = ""
    missed_by: float = 0.0
    collapsed: str = ""


class Tuning:
    """The search for the parameters of one arm.

    Args:
        jobs: the arm's runs as the command gives them, one a seed.

    Raises:
        UserError: nothing is left to search.
    """

    def __init__(self, jobs: Sequence[grid.Job]) -> None:
        self._jobs = [list(overrides) for overrides, _ in jobs]
        config = jobs[0][1]
        self.config, self.seeds = config, range(len(jobs))
        self.score, self.goal = previous.find_score(config), config.search.goals[0]
        fixed = {grid.read_key(override) for override in self._jobs[0]}
        self.space = {key: of for key, of in select_space(config.search, config.schedule).items() if key not in fixed}
        if not self.space:
            raise UserError(
                f"There is nothing to search for schedule={config.schedule['name']}: its parameters are given by the "
                f"command, or {SPACE} has no range for them. Add one: +{SPACE}.{SCHEDULE}.KEY=LOW..HIGH."
            )
        searched = TARGET in self.space
        self.name = config.schedule["name"] + ("" if searched else f" {config.target_sparsity:g}")
        self._search = Search(self.space, config.search.goals, config.search.seed, self.score)
        self._curves: list[halving.Curve] = []
        self._why = ""

    @property
    def names(self) -> tuple[str, str]:
        """What a space may call its schedule."""
        return SCHEDULE, self.config.schedule["name"]

    @property
    def tried(self) -> list[Tried]:
        """Every trial that has ended."""
        return self._search.tried

    def ask(self, at_most: int) -> list[Trial]:
        """The next trials, all before any of them has ended."""
        return [self._search.ask() for _ in range(min(at_most, self.config.search.trials - len(self.tried)))]

    def overrides(self, trial: Trial, seed: int) -> list[str]:
        """The run of a trial; the first seed's has the scores that it must not be worse than."""
        written = [*self._jobs[seed], *(_given(key, value) for key, value in trial.parameters.items())]
        if TARGET in self.space:
            written.append("allow_missed_target=true")  # the goal is the size, whatever small layers round a target to
        if seed == 0 and self.config.search.stops:
            below = halving.compute_thresholds(trial.number, self.config.train.epochs, self._curves, self.score)
            levels = ",".join(f"{epoch}:{value!r}" for epoch, value in below.items())  # repr loses no digit
            written += [f"search.stop_below={{{levels}}}"] if below else []
        return written

    def tell(self, trial: Trial, runs: Sequence[Made]) -> str:
        """What the runs of a trial came to, its first seed's first; returns how it is told."""
        said = f"{self.name}, trial {len(self.tried) + 1} of {self.config.search.trials}: {_spoken(trial)}"
        first = runs[0]
        self._curves.append(first.curve)
        if first.stopped_at:
            self._search.tell_stopped(trial, first.stopped_at, first.curve[first.stopped_at])
            return f"{said}: stopped after epoch {first.stopped_at}"
        whole = [run.values for run in runs if run.values and not self.unfit(run)]
        if len(whole) < len(runs):
            self._search.tell_failed(trial)
            self._why = next(filter(None, map(self.unfit, runs)), "failed")
            return f"{said}: {self._why}"
        values = {goal: statistics.fmean(each[goal] for each in whole) for goal in (self.goal, SIZE)}
        self._search.tell(trial, values)
        return f"{said}: {self._shown(values)}"

    def unfit(self, run: Made) -> str:
        """Why a run is no result that may be chosen; empty if it is one, or failed without a reason.

        Where the target is searched itself, a small layer may round it: the size that came of it is the goal.
        """
        if run.refusal:
            return f"refused: {run.refusal.splitlines()[0]}"
        if abs(run.missed_by) > TARGET_TOLERANCE and TARGET not in self.space:
            return f"not to be chosen, it missed its target by {run.missed_by:+.4f}"
        return f"not to be chosen, {run.collapsed}" if run.collapsed else ""

    def counted(self) -> str:
        """How much was tried."""
        stopped = sum(tried.values is None for tried in self.tried)
        return f"{self.name} {len(self.tried)} trials" + (f" ({stopped} without a result)" if stopped else "")

    @property
    def failure(self) -> str:
        """Why nothing was found; empty if something was."""
        return "" if self._search.best() else f"{self.name}: none of its trials ended well; the last was {self._why}"

    def found(self) -> list[str]:
        """The best trials, as they are told."""
        best = sorted(self._search.best(), key=lambda tried: -self.score.orient(_values(tried)[self.goal]))
        return [f"{self.name}: {self._shown(_values(each))} with {_spoken(each.trial)}" for each in best]

    def _shown(self, values: Mapping[str, float]) -> str:
        value = self.score.format_value(values[self.goal])
        return f"val {self.score.title} {value}, {values[SIZE]:,.0f} bytes gzipped"


def make_searches(jobs: Sequence[grid.Job], arguments: Sequence[str]) -> list[Tuning]:
    """A search for each arm of a command, its controls aside; none where the command asks for a grid.

    Raises:
        UserError: an arm has nothing to search; or the command gives a range for what no arm has.
    """
    arms: dict[str, list[grid.Job]] = {}
    for overrides, config in jobs:
        if not config.dense and config.search.name == OPTUNA:
            arms.setdefault(signature.sign_config(replace(config, seed=0)), []).append((overrides, config))
    found = [Tuning(of_arm) for of_arm in arms.values()]
    used = {key.replace(SCHEDULE, name, 1) for each in found for name in each.names for key in each.space}
    for given in arguments:
        key = grid.read_key(given).removeprefix(f"{SPACE}.")
        if found and given.lstrip("+").startswith(SPACE) and not given.endswith("=null") and key not in used:
            raise UserError(
                f"{given} gives a range that nothing uses: no schedule of the command has {key}, or the command gives "
                f"its value. Towards one goal, {TARGET} is given, not searched."
            )
    return found


def count_runs(searches: Sequence[Tuning], jobs: Sequence[grid.Job]) -> int:
    """How many runs there will be, at most: of a grid its jobs, of searches their trials and the controls."""
    if not searches:
        return len(jobs)
    return sum(config.dense for _, config in jobs) + sum(
        each.config.search.trials * len(each.seeds) for each in searches
    )


def make(
    wanted: Sequence[Sequence[str]],
    *,
    compose: Callable[[Sequence[str]], Config],
    play: Callable[[Sequence[grid.Job], Sequence[str]], None],
    tracking: connection.Connection,
) -> list[Made]:
    """Make runs, and read from the store what each came to.

    Args:
        wanted: the overrides of each. Two that are the same are made once.
        compose: the config of a run.
        play: makes runs of other configs, given with their signatures.
        tracking: the store, with the sweep as parent.
    """
    made, jobs = dict[int, Made](), dict[int, grid.Job]()
    for at, overrides in enumerate(wanted):
        try:
            jobs[at] = (list(overrides), compose(overrides))
        except UserError as error:
            made[at] = Made(refusal=str(error))
    rehearsed = outline.plan_sweep(list(jobs.values())) if jobs else outline.Rehearsal()
    signatures = dict(zip(jobs, rehearsed.signatures, strict=True))
    made |= {at: Made(refusal=why) for at, why in zip(jobs, rehearsed.refusals, strict=True) if why}
    runs = {signatures[at]: job for at, job in jobs.items() if at not in made}
    play(list(runs.values()), list(runs))
    made |= {at: read(tracking, signatures[at], job[1]) for at, job in jobs.items() if at not in made}
    return [made[at] for at in range(len(wanted))]


def tune(
    searches: Sequence[Tuning],
    make: Callable[[Sequence[Sequence[str]]], Sequence[Made]],
    say: Callable[[str], None],
    over: Callable[[], bool],
    *,
    at_once: int = 1,
) -> None:
    """Make the trials of all searches, in turns, until each has had its number.

    Args:
        searches: one an arm.
        make: makes runs, given by their overrides, and says what each came to.
        say: hears what became of each trial.
        over: whether to begin no more trials.
        at_once: how many runs may go at once.
    """
    share = math.ceil(at_once / len(searches))
    while not over() and (turn := [(each, trial) for each in searches for trial in each.ask(share)]):
        firsts = make([each.overrides(trial, 0) for each, trial in turn])
        on = [at for at, first in enumerate(firsts) if first.values and not turn[at][0].unfit(first)]
        wanted = [(at, seed) for at in on for seed in turn[at][0].seeds[1:]]
        others = make([turn[at][0].overrides(turn[at][1], seed) for at, seed in wanted]) if wanted else []
        for at, (each, trial) in enumerate(turn):
            rest = [made for (of, _), made in zip(wanted, others, strict=True) if of == at]
            say(each.tell(trial, [firsts[at], *rest]))


def read(tracking: connection.Connection, signature: str, config: Config) -> Made:
    """What the store says that a run of a trial came to."""
    past = previous.read_past(tracking, signature)
    run = past.finished or past.broken_off
    if run is None or (run is past.broken_off and TAG_STOPPED not in run.tags):
        return Made()
    score = previous.find_score(config)
    on_val = VAL_SCORE.format(score.name)
    planned = dict(history.read_series(tracking.client, run.run_id, SPARSITY_PLANNED))
    curve = {
        epoch: value
        for epoch, value in history.read_series(tracking.client, run.run_id, on_val)
        if halving.is_at_target(planned.get(epoch, 0.0), config.target_sparsity)
    }
    if run is past.broken_off:
        return Made(curve=curve, stopped_at=int(run.tags[TAG_STOPPED]))
    size = run.metrics[SIZE_METRIC.format("tflite_gzip")]
    missed = run.metrics.get(TARGET_MISSED_BY, 0.0)
    collapsed = collapse.find_collapse_on_val(run.metrics, score)
    return Made({config.search.goals[0]: run.metrics[on_val], SIZE: size}, curve, missed_by=missed, collapsed=collapsed)


def _values(tried: Tried) -> dict[str, float]:
    return dict(tried.values or {})


def _given(key: str, value: str) -> str:
    """A parameter on the command line: numbers, durations, true, false and null as they are, any other text as text."""
    return f"{key}={value}" if AS_IT_IS.fullmatch(value) else grid.make_override(key, value)


def _spoken(trial: Trial) -> str:
    return " ".join(f"{key.removeprefix(f'{SCHEDULE}.')}={value}" for key, value in trial.parameters.items())
