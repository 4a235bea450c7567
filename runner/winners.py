"""``python -m runner.winners SWEEP``: the best arm of each schedule by accuracy on val, as the arms of another study.

Tuning looks at val only. What it found is then compared on test, with seeds that the tuning has not seen.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from runner import ending, history, store
from runner.comparison import Source
from runner.records import UserError

PREFIX = "schedule."
OF_NAME = ("schedule.name", "schedule._target_")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the arms in YAML; returns the exit status, see :mod:`runner.ending`."""
    given = _parser().parse_args(arguments)

    def command() -> int:
        print(written(winners(history.find_sweep(store.tracking_uri(given.uri), given.sweep))))
        return ending.FINISHED

    return ending.status_of(command)


def winners(source: Source) -> list[dict[str, Any]]:
    """Of each schedule the parameters of its best arm, those of them that were tried with several values.

    Raises:
        UserError: no run is FINISHED with its accuracy on val, or the schedules had several targets.
    """
    from runner import arms, selection
    from runner.ranking import by

    runs, _, _ = selection.select(source.runs)
    pruned = [run for run in runs if run.arm.schedule != arms.DENSE and run.val_accuracy == run.val_accuracy]
    if not pruned:
        raise UserError(f"No run of {source.title} is FINISHED with its accuracy on val: run the sweep first.")
    if len(targets := {run.arm.target for run in pruned}) > 1:
        raise UserError(
            f"{source.title} has several targets ({', '.join(f'{target:g}' for target in sorted(targets))}): what is "
            f"best differs by target. Tune at one: target_sparsity={max(targets):g}."
        )
    found = []
    for schedule, of_schedule in sorted(by(pruned, lambda run: run.arm.schedule).items()):
        params = [_parameters(run.run.params) for run in of_schedule]
        tried = [key for key in params[0] if len({each.get(key) for each in params}) > 1]
        of_arms = by(of_schedule, lambda run: run.arm.key)
        best = max(of_arms.values(), key=lambda of_arm: sum(run.val_accuracy for run in of_arm) / len(of_arm))
        chosen = _parameters(best[0].run.params)
        found.append({"schedule": schedule, **{key: chosen[key] for key in tried}})
    return found


def written(found: Sequence[Mapping[str, Any]]) -> str:
    """Arms as they stand in a study's file."""
    lines = ["  arms:"]
    for arm in found:
        lines += [f"    {'-' if at == 0 else ' '} {key}: {value}" for at, (key, value) in enumerate(arm.items())]
    return "\n".join(lines)


def _parameters(params: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in params.items() if key.startswith(PREFIX) and key not in OF_NAME}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m runner.winners",
        description="Print the best arm of each schedule by accuracy on val, as the arms of another study. Run that "
        "with seeds that the tuning has not seen.",
    )
    parser.add_argument("sweep", metavar="ID|NAME", help="a sweep, by its run id or name")
    parser.add_argument("--uri", help="the MLflow store (default: MLFLOW_TRACKING_URI, else mlflow.db here)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
