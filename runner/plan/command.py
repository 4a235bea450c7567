"""``python -m runner.plan``: what the schedule will do, before any training; of a run, or of a whole sweep."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from runner.cli import app
from runner.config.composition import STUDIES
from runner.console import heartbeat
from runner.core import environment, names
from runner.core.errors import UserError
from runner.sweep import grid
from runner.sweep.outline import Outline, outline_arms
from runner.tracking import store

MOST_WORKERS = 100_000


def main() -> NoReturn:
    """Plan what the command names, and show it."""

    def command() -> int:
        given = _parser().parse_intermixed_args()
        return _sensitivity(given) if given.sensitivity else _plan(given)

    sys.exit(app.answer_command(command))


def _plan(given: argparse.Namespace) -> int:
    several = given.multirun or any(grid.read_key(override) == STUDIES for override in given.overrides)
    _check(given, several)
    if several:
        jobs = app.compose_sweep(given.overrides)
        arms = [(grid.name_arm(overrides), config) for overrides, config in jobs]
    else:
        arms = [(" ".join(given.overrides), app.compose(given.overrides))]
    heartbeat.announce("loading TensorFlow")
    with environment.quiet_stderr():
        from runner.run import planning  # noqa: F401
    heartbeat.announce(f"planning {len(arms)} runs")
    begun = time.perf_counter()
    outlines = outline_arms(arms, deep=given.deep)
    spent = time.perf_counter() - begun
    refused = [each for each in outlines if each.refusal]
    if given.png and not refused:  # a picture that is there is not drawn over by a plan that is none
        _draw(outlines, given.png)
    found: dict[str, Any] = (
        {"arms": [describe_outline(each) for each in outlines]} if several else describe_outline(outlines[0])
    )
    if not given.json:
        from runner.plan import view

        view.show(outlines, several=several)
        if given.png and not refused:
            print(f"picture: {given.png}")
    if given.budget and not refused:
        from runner.budget import estimate, timing

        sys.stdout.flush()
        try:
            budget = estimate.estimate_sweep(jobs[0][0], jobs, outlines, given.workers, spent)
        except timing.TimingFailed as failure:
            print(f"error: a run that was to be timed did not finish:\n{failure}", file=sys.stderr)
            return app.EXIT_FAILED
        found["budget"] = budget.as_dict()
        if not given.json:
            from runner.budget.view import show_budget

            show_budget(budget)
    if given.json:
        print(json.dumps(found, indent=2))
    for each in refused:
        print(f"error: {f'{each.given}: ' if several else ''}{each.refusal}", file=sys.stderr)
    return app.EXIT_REFUSED if refused else app.EXIT_FINISHED


def _check(given: argparse.Namespace, several: bool) -> None:
    if given.budget and not several:
        raise UserError("--budget is of a sweep: add -m and what it varies, or name a study, +experiments=NAME.")
    if given.workers is not None and not given.budget:
        raise UserError(f"--workers={given.workers} says how many runs of a budget go at once: add --budget.")
    if given.workers is not None and not 1 <= given.workers <= MOST_WORKERS:
        raise UserError(f"--workers={given.workers} is out of range: give a whole number from 1 to {MOST_WORKERS}.")


def describe_outline(outline: Outline) -> dict[str, object]:
    """One arm for JSON; a refused one has its ``refusal`` and no updates."""
    arm = {"name": outline.name, "given": outline.given, "schedule": outline.parameters or outline.config.schedule}
    if outline.plan is None:
        return {**arm, "refusal": outline.refusal}
    rates = outline.rates.describe() if outline.rates else {}
    layers = [layer.as_dict() for layer in outline.layers]
    told = {"task": outline.task, "trainings": list(outline.trainings), "data": list(outline.data)}
    return {**arm, **outline.plan.as_dict(), **rates, **told, "layers": layers}


def _draw(outlines: Sequence[Outline], path: Path) -> None:
    from runner.report import pictures, plots

    path.parent.mkdir(parents=True, exist_ok=True)
    arms = [
        (each.config.schedule["name"], each.label(outlines), each.plan.steps, each.plan.points)
        for each in outlines
        if each.plan
    ]
    rates = [(each.config.schedule["name"], each.rates.points) for each in outlines if each.rates and each.rates.points]
    plots.write_picture(path, pictures.draw_plans(arms, rates))


def _sensitivity(given: argparse.Namespace) -> int:
    config = app.compose(given.overrides)
    store.check(store.choose_uri(config.tracking.uri))
    heartbeat.announce("loading TensorFlow, then the dense model and its scan")
    with environment.quiet_stderr():
        from runner.plan import view
        from runner.report import plots
        from runner.run import experiment
    from runner.run.terminal import Terminal

    terminal = Terminal()
    try:
        scan = experiment.scan_dense(config, (lambda event: None) if given.json else terminal)
    finally:
        terminal.close()
    path = given.png or Path(
        "outputs", "plans", names.name_file(f"sensitivity-{config.model['name']}-{config.dataset.name}") + ".png"
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    plots.write_sensitivity(path, scan, f"{config.model['name']} on {config.dataset.name}, seed {config.seed}")
    if given.json:
        print(json.dumps(scan.as_dict(), indent=2))
    else:
        view.show_sensitivity(scan)
        print(f"picture: {path}")
    return app.EXIT_FINISHED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m runner.plan",
        description="Say when the schedule will prune and how much, layer by layer, without training. Takes the same "
        "overrides as python -m runner, see its --help.",
    )
    parser.add_argument("overrides", nargs="*", metavar="key=value", help="as for python -m runner")
    parser.add_argument("-m", "--multirun", action="store_true", help="plan every arm of a sweep")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--png", metavar="FILE", type=Path, help="draw the curves, of a sweep all in one picture")
    parser.add_argument(
        "--deep", action="store_true",
        help="also try on each model, untrained, one step of training and the conversion to TFLite",
    )  # fmt: skip
    made = parser.add_mutually_exclusive_group()
    made.add_argument(
        "--sensitivity", action="store_true",
        help="prune each layer of the dense model alone, and show the score on val (trains the dense model once)",
    )  # fmt: skip
    made.add_argument(
        "--budget", action="store_true",
        help="of a sweep: make two of its runs in a temporary folder, and estimate time, memory and disk of all",
    )  # fmt: skip
    parser.add_argument(
        "--workers", metavar="N", type=int, help="how many runs of a budget go at once (default: launch.jobs)"
    )
    return parser
