"""Hydra's home: compose the configuration, check it, hand over to a process of its own.

A user's error ends with one message and exit status 2, before anything heavy is imported
where that is possible; a run that failed ends with 1, an interrupted one as shells have it.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import hydra
from hydra.core.global_hydra import GlobalHydra
from hydra.core.hydra_config import HydraConfig
from hydra.errors import HydraException
from hydra.types import RunMode
from omegaconf import DictConfig
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from runner import (
    complaints,
    data,
    environment,
    grid,
    isolate,
    journal,
    leavings,
    model_file,
    steps,
    studies,
    sweep,
    vetting,
)
from runner.composition import CONF, STUDIES, to_config, to_sweep
from runner.config import Config
from runner.events import Event, Failed, Refused, Started
from runner.records import LOG_FILE, UserError
from runner.search_config import GRID
from runner.terminal import Terminal

OTHER_MODES = {"-m", "--multirun", "-c", "--cfg", "-i", "--info", "-h", "--help", "--hydra-help", "-sc"}
REFUSALS = (UserError, HydraException, OmegaConfBaseException, YAMLError, UnicodeDecodeError)
EXIT_FINISHED, EXIT_FAILED, EXIT_REFUSED, EXIT_INTERRUPTED = 0, 1, 2, 130


def main() -> NoReturn:
    """``python -m runner``: one run, or with ``-m`` a sweep."""
    refusals: list[Exception] = []
    failures: list[str] = []

    def job(composed: DictConfig) -> Event | Exception:
        hydra_config: Any = HydraConfig.get()
        folder, in_sweep = Path(hydra_config.runtime.output_dir), hydra_config.mode == RunMode.MULTIRUN
        try:
            begun = functools.partial(leavings.record, folder, composed, hydra_config)
            outcome = _run(to_config(composed), folder, begun, in_sweep=in_sweep)
        except (UserError, OmegaConfBaseException) as error:  # kept from Hydra, which would print it its own way
            refusals.append(error)
            return error
        if isinstance(outcome, Failed) and not in_sweep:  # the sweeper knows whether a run of a sweep is tried again
            failures.append(outcome.reason)
        return outcome

    def command() -> int:
        sweep.register()
        studies.register()
        vetting.register()
        leavings.register()
        if any(grid.key(argument) == STUDIES for argument in sys.argv[1:]) and not OTHER_MODES & set(sys.argv):
            sys.argv.insert(1, "--multirun")  # a study is a sweep
        if {"-m", "--multirun"} & set(sys.argv):
            sys.argv[1:] = grid.deferred(sys.argv[1:])
        job.__module__ = __name__
        try:
            hydra.main(config_path=str(CONF), config_name="config", version_base="1.3")(job)()
        finally:
            leavings.tidy()
        if sweep.FairSweeper.failures:
            listed = "\n".join(f"  {failure}" for failure in sweep.FairSweeper.failures)
            counted = len(sweep.FairSweeper.failures)
            print(f"error: {counted} {'run' if counted == 1 else 'runs'} failed:\n{listed}", file=sys.stderr)
            return EXIT_FAILED
        if refusals:
            raise refusals[0]
        return EXIT_FAILED if failures else EXIT_FINISHED

    sys.exit(answer_for(command))


def compose(overrides: list[str]) -> Config:
    """The config of one run, from command-line overrides.

    Raises:
        UserError, HydraException, OmegaConfBaseException: as :func:`to_config`.
    """
    with hydra.initialize_config_dir(str(CONF), version_base="1.3"):
        return to_config(hydra.compose("config", overrides))


def compose_sweep(overrides: list[str]) -> list[grid.Job]:
    """The runs of a sweep or study, from command-line overrides.

    Raises:
        UserError, HydraException, OmegaConfBaseException: as :func:`to_config`; names the arm.
    """
    studies.register()
    with hydra.initialize_config_dir(str(CONF), version_base="1.3"):
        loader = GlobalHydra.instance().config_loader()
        of_study = [each for each in overrides if grid.key(each).split(".")[0] in (STUDIES, "sweep", "hydra")]
        study = to_sweep(hydra.compose("config", of_study).sweep)
        return grid.jobs(study, overrides, grid.Composer(loader, overrides, lambda each: hydra.compose("config", each)))


def refusal(command: Callable[[], object]) -> str | None:
    """Why a command would be refused, in the user's words; None if it would not."""
    try:
        command()
    except REFUSALS as error:
        return _said(error)
    return None


def _said(error: Exception) -> str:
    return str(error) if isinstance(error, UserError) else complaints.explain(error, CONF)


def _run(run: Config, folder: Path, begun: Callable[[], None], *, in_sweep: bool) -> Event:
    """One run in its own process, shown on the terminal: whole, or by its bar as part of a sweep.

    Args:
        run: its config.
        folder: of the run.
        begun: called when its MLflow run exists; before that nothing in its folder is changed.
        in_sweep: whether a sweep makes it.
    """
    if not in_sweep and (run.sweep.arms or run.sweep.axes):
        raise UserError("sweep.arms and sweep.axes make a sweep: add -m, or name the study: +experiments=NAME.")
    if not in_sweep and run.search.name != GRID:
        raise UserError(f"search={run.search.name} makes a sweep: add -m, as in python -m runner -m search=optuna.")
    run = replace(run, sweep=replace(run.sweep, arms=[], axes={}))  # a run is one of its arms, and knows no others
    terminal = (in_sweep and sweep.FairSweeper.terminal) or Terminal()
    try:
        if "path" in run.model:
            model_file.inspect(run.model["path"])
        isolate.warm()
        if not in_sweep and data.is_local(run.dataset):  # a sweep has planned each of its runs
            steps.resolve(run.schedule, _clock(run))
        outcome = isolate.run(run, folder, _announcing(terminal, begun))
        if isinstance(outcome, Refused):
            raise UserError(outcome.message)
    finally:
        terminal.close()
        if not in_sweep and (left := journal.kept(folder)):
            print(f"warning: {left}", file=sys.stderr)
    if isinstance(outcome, Failed) and not in_sweep:
        print(
            f"error: the run failed: {outcome.reason}\nIts log is {folder / LOG_FILE}.",
            file=sys.stderr,
        )
    return outcome


def _announcing(terminal: Callable[[Event], None], begun: Callable[[], None]) -> Callable[[Event], None]:
    """Shows events, and calls ``begun`` at the first MLflow run of them."""
    waiting = [begun]

    def listen(event: Event) -> None:
        if isinstance(event, Started) and waiting:
            waiting.pop()()
        terminal(event)

    return listen


def _clock(run: Config) -> steps.Clock:
    return steps.Clock.of(len(data.load(run.dataset).train), run.train.batch_size, run.train.epochs)


def answer_for(command: Callable[[], int]) -> int:
    """The exit status of a command, its errors told in one message."""
    environment.prepare()
    os.environ["HYDRA_FULL_ERROR"] = "1"  # exceptions reach us instead of being printed by Hydra
    if str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))  # a class of the user's, for the console command too
    try:
        return command()
    except REFUSALS as error:
        print(f"error: {_said(error)}", file=sys.stderr)
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        if not complaints.from_composing(error):
            raise
        print(f"error: {complaints.explain(error, CONF)}", file=sys.stderr)
    except OSError as error:
        print(f"error: {error}. Give a place that can be written, as in hydra.run.dir=DIR.", file=sys.stderr)
    except isolate.Interrupted as interrupt:
        print(f"interrupted by {interrupt}: the run is marked KILLED", file=sys.stderr)
        return interrupt.exit_status
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    isolate.cool()
    return EXIT_REFUSED
