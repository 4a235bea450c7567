"""``python -m runner.winners SWEEP``: the best arm of each schedule by its score on val, as the arms of another study.

Tuning looks at val only. What it found is then compared on test, with seeds that the tuning has not seen.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from runner.console import ending, heartbeat
from runner.core import names, yaml_file
from runner.core.errors import UserError
from runner.core.file_names import CONFIG_FILE
from runner.tracking import history, store
from runner.tracking.records import Source

if TYPE_CHECKING:
    from runner.comparison.selection import Compared
    from runner.core.score import Score

PREFIX = "schedule."
OF_NAME = ("schedule.name", "schedule._target_")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the arms in YAML, what was left out on stderr; returns the exit status."""

    def command() -> int:
        given = _parser().parse_args(arguments)
        heartbeat.announce("reading the runs of the sweep")
        source = history.find_sweep(store.choose_named_uri(given.uri), given.sweep)
        found = choose_winners(source)
        for line in list_winner_notes(source):
            print(f"to mind: {line}", file=sys.stderr)
        print(write_arms(found))
        return ending.FINISHED

    return ending.run_command(command)


def choose_winners(source: Source) -> list[dict[str, Any]]:
    """Of each schedule the parameters of its best arm, those of them that were tried with several values.

    An arm is no winner if one of its runs missed its target or collapsed, or if it has fewer seeds than others of its
    schedule: a mean over the seeds that went well says nothing of those that didn't.

    Raises:
        UserError: no run is FINISHED with its score on val, the schedules had several targets or scores, or nothing
            is left of a schedule.
    """
    found = []
    for schedule, candidates in _candidates(source).items():
        if not candidates.arms:
            raise UserError(
                f"No arm of {schedule} can be a winner: {'; '.join(candidates.left_out)}. Try other parameters, "
                f"train longer (train.epochs), or leave {schedule} out of the sweep."
            )
        params = [_parameters(run.run.params) for run in candidates.every]
        tried = [key for key in params[0] if len({each.get(key) for each in params}) > 1]
        run = candidates.arms[candidates.best][0].run
        chosen = _parameters(run.params)
        if cut := [key for key in tried if names.was_cut(chosen.get(key, ""))]:
            raise UserError(
                f"{cut[0]} of the best arm of {schedule} is too long for MLflow, which has its beginning only. It is "
                f"whole in the artifact {CONFIG_FILE} of the run {run.name} ({run.run_id})."
            )
        found.append({"schedule": schedule, **{key: chosen[key] for key in tried if key in chosen}})
    return found


def list_winner_notes(source: Source) -> list[str]:
    """Which arms cannot be winners, and why; and where the noise leaves open which is the best on val."""
    from runner.comparison import fairness, stats

    found = []
    for schedule, candidates in _candidates(source).items():
        found += [f"left out: {line}" for line in candidates.left_out]
        score = candidates.score
        on_val = {label: {run.seed: score.orient(run.val_score) for run in runs}
                  for label, runs in candidates.arms.items()}  # fmt: skip
        may_be = [label for label, of in stats.find_best(on_val, score.span).items() if of.may_be_best]
        if len(may_be) > 1:
            shown, which = fairness.list_some(may_be), "lowest" if score.lower_is_better else "highest"
            found.append(f"{schedule}: {candidates.best} has the {which} mean on val; given the noise, each of "
                         f"{len(may_be)} of {len(on_val)} arms may be the best: {shown}")  # fmt: skip
    return found


@dataclass(frozen=True)
class _Candidates:
    """The runs of a schedule, its arms that can be winners by label, and why others cannot."""

    every: Sequence[Compared]
    arms: Mapping[str, Sequence[Compared]]
    left_out: Sequence[str]

    @property
    def score(self) -> Score:
        return self.every[0].arm.score

    @property
    def best(self) -> str:
        means = {label: statistics.fmean(run.val_score for run in runs) for label, runs in self.arms.items()}
        return max(means, key=lambda label: self.score.orient(means[label]))


def _candidates(source: Source) -> dict[str, _Candidates]:
    """By schedule, in alphabetical order."""
    from runner.comparison import arms, selection
    from runner.comparison.ranking import group_by

    runs, _, _ = selection.select(source.runs)
    pruned = [run for run in runs if run.arm.schedule != arms.DENSE and run.val_score == run.val_score]
    if not pruned:
        raise UserError(f"No run of {source.title} is FINISHED with its score on val: run the sweep first.")
    if len(scores := {run.arm.score.name for run in pruned}) > 1:
        raise UserError(
            f"{source.title} has several scores ({', '.join(sorted(scores))}), which cannot be compared. Tune by one: "
            f"score={min(scores)}."
        )
    if len(targets := {run.arm.target for run in pruned}) > 1:
        raise UserError(
            f"{source.title} has several targets ({', '.join(f'{target:g}' for target in sorted(targets))}): what is "
            f"best differs by target. Tune at one: target_sparsity={max(targets):g}."
        )
    return {
        schedule: _judged(of_schedule, group_by(of_schedule, lambda run: run.arm.label))
        for schedule, of_schedule in sorted(group_by(pruned, lambda run: run.arm.schedule).items())
    }


def _judged(every: Sequence[Compared], of_arms: Mapping[str, Sequence[Compared]]) -> _Candidates:
    kept, left_out = {}, []
    most = max(len(runs) for runs in of_arms.values())
    for label, runs in of_arms.items():
        why = next(filter(None, map(_unfit, runs)), "")
        if not why and len(runs) < most:
            why = f"it has {len(runs)} of {most} seeds, and means over fewer are not comparable"
        if why:
            left_out.append(f"{label}: {why}")
        else:
            kept[label] = runs
    return _Candidates(every, kept, left_out)


def _unfit(run: Compared) -> str:
    from runner.comparison import collapse

    if run.missed:
        return f"seed {run.seed} missed its target and reached {run.sparsity:.4g}"
    why = collapse.find_collapse_on_val(run.run.metrics, run.arm.score)
    return f"seed {run.seed} {why}" if why else ""


def write_arms(found: Sequence[Mapping[str, Any]]) -> str:
    """Arms as they stand in a study's file."""
    lines = ["  arms:"]
    for arm in found:
        lines += [
            f"    {'-' if at == 0 else ' '} {key}: {_in_yaml(value)}" for at, (key, value) in enumerate(arm.items())
        ]
    return "\n".join(lines)


def _in_yaml(text: str) -> str:
    """A parameter as the store has it, for a study's file: in quotes where YAML would read more in it than a value."""
    try:
        yaml_file.check_yaml_text(text, "parameter")
        read = yaml.safe_load(text)
    except (UserError, yaml.YAMLError):
        return json.dumps(text, ensure_ascii=False)
    whole = "\n" not in text and not isinstance(read, dict) and (read == text or not isinstance(read, str | type(None)))
    return text if whole else json.dumps(text, ensure_ascii=False)


def _parameters(params: Mapping[str, str]) -> dict[str, str]:
    return {names.decode(key): value for key, value in params.items() if key.startswith(PREFIX) and key not in OF_NAME}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m runner.winners",
        description="Print the best arm of each schedule by its score on val, as the arms of another study. Run that "
        "with seeds that the tuning has not seen.",
    )
    parser.add_argument("sweep", metavar="ID|NAME", help="a sweep, by its run id or name")
    parser.add_argument("--uri", help="the MLflow store (default: MLFLOW_TRACKING_URI, else mlflow.db here)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
