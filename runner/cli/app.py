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
from hydra._internal.utils import _run_hydra, get_args_parser
from hydra.core.global_hydra import GlobalHydra
from hydra.core.hydra_config import HydraConfig
from hydra.types import RunMode
from omegaconf import DictConfig
from omegaconf.errors import OmegaConfBaseException

from runner.config import study_files, vetting
from runner.config.composition import CONF, STUDIES, read_config, read_sweep
from runner.config.schema import Config
from runner.config.search import GRID
from runner.console import ending
from runner.core import durations, environment
from runner.core.errors import UserError
from runner.core.events import Event, Failed, Refused, Started
from runner.core.file_names import (
    CONFIG_FILE,
    CURVES_FILE,
    DENSE_FIGURES_FILE,
    DENSE_MODEL_FILE,
    LAYERS_FILE,
    LOG_FILE,
    LOSSES_FILE,
    MODEL_FILE,
    PLAN_FILE,
    RESULT_FILE,
    TRACE_FILE,
    TRACE_PICTURE,
)
from runner.data import example_count
from runner.models import keras_file
from runner.run import isolation, leavings
from runner.run.terminal import Terminal
from runner.sweep import grid, sweeper
from runner.sweep.job import Job, RunTerminal
from runner.tracking import journal, store

OTHER_MODES = {"-m", "--multirun", "-c", "--cfg", "-i", "--info", "-h", "--help", "--hydra-help", "-sc"}
vetting.register()  # whatever is composed in this process, by any command
EXIT_FINISHED, EXIT_FAILED, EXIT_REFUSED = ending.FINISHED, ending.FAILED, ending.REFUSED


class RunnerJob(Job):
    """What Hydra calls: for a run once, for a sweep once for each of its runs; and what came of it, for the command.

    Attributes:
        refusals: of a run that cannot be made.
        failures: why the one run failed.
    """

    def __init__(self) -> None:
        super().__init__()
        self.refusals: list[Exception] = []
        self.failures: list[str] = []

    def __call__(self, composed: DictConfig, interruption: isolation.Interruption | None = None) -> Event | Exception:
        """Make one run; what it ended with."""
        hydra_config: Any = HydraConfig.get()
        folder, in_sweep = Path(hydra_config.runtime.output_dir), hydra_config.mode == RunMode.MULTIRUN
        terminal = (in_sweep and self.terminal) or Terminal()
        try:
            begun = functools.cache(functools.partial(leavings.record_config, folder, composed, hydra_config))
            outcome = _run(read_config(composed), folder, begun, terminal, interruption, in_sweep=in_sweep)
        except (UserError, OmegaConfBaseException) as error:  # kept from Hydra, which would print it its own way
            self.refusals.append(error)
            return error
        if isinstance(outcome, Failed) and not in_sweep:  # the sweeper knows whether a run of a sweep is tried again
            self.failures.append(outcome.reason)
        return outcome


def main() -> NoReturn:
    """``python -m runner``: one run, or with ``-m`` a sweep."""
    job = RunnerJob()

    def command() -> int:
        sweeper.register()
        study_files.register()
        leavings.register()
        try:
            _hand_to_hydra(sys.argv[1:], job)
        finally:
            leavings.remove_empty_folders()
        if errors := job.sweep.errors():
            print(*(f"error: {error}" for error in errors), sep="\n", file=sys.stderr)
            return EXIT_FAILED
        if job.refusals:
            raise job.refusals[0]
        return EXIT_FAILED if job.failures else EXIT_FINISHED

    sys.exit(answer_command(command))


def _hand_to_hydra(arguments: list[str], job: RunnerJob) -> None:
    """What ``hydra.main`` does, with arguments that are handed over: it would take those of the process.

    Raises:
        UserError: a run that was pickled is to be made again.
    """
    if any(grid.read_key(each) == STUDIES for each in arguments) and not OTHER_MODES & set(arguments):
        arguments = ["--multirun", *arguments]  # a study is a sweep
    if {"-m", "--multirun"} & set(arguments):
        arguments = grid.defer_parameters(arguments)
    hydra.version.setbase("1.3")
    parser = get_args_parser()
    given = parser.parse_args(arguments)
    if given.experimental_rerun is not None:
        raise UserError("--experimental-rerun reads a pickle, which is code. Give the overrides of that run again.")
    _run_hydra(given, parser, job, config_path=str(CONF), config_name="config")


def compose(overrides: list[str]) -> Config:
    """The config of one run, from command-line overrides.

    Raises:
        UserError, HydraException, OmegaConfBaseException: as :func:`read_config`.
    """
    with hydra.initialize_config_dir(str(CONF), version_base="1.3"):
        return read_config(hydra.compose("config", overrides))


def compose_sweep(overrides: list[str]) -> list[grid.Job]:
    """The runs of a sweep or study, from command-line overrides.

    Raises:
        UserError, HydraException, OmegaConfBaseException: as :func:`read_config`; names the arm.
    """
    study_files.register()
    with hydra.initialize_config_dir(str(CONF), version_base="1.3"):
        loader = GlobalHydra.instance().config_loader()
        of_study = [each for each in overrides if grid.read_key(each).split(".")[0] in (STUDIES, "sweep", "hydra")]
        study = read_sweep(hydra.compose("config", of_study).sweep)
        return grid.make_jobs(
            study, overrides, grid.Composer(loader, overrides, lambda each: hydra.compose("config", each))
        )


def find_refusal(command: Callable[[], object]) -> str | None:
    """Why a command would be refused, in the user's words; None if it would not."""
    try:
        command()
    except Exception as error:  # a file of a user's may hold anything
        return ending.explain_ending(error, keep=False)[1]
    return None


def _run(
    run: Config,
    folder: Path,
    begun: Callable[[], None],
    terminal: RunTerminal,
    interruption: isolation.Interruption | None,
    *,
    in_sweep: bool,
) -> Event:
    """One run in its own process, shown on the terminal: whole, or by its bar as part of a sweep.

    Args:
        run: its config.
        folder: of the run.
        begun: called when an MLflow run of it exists; before that nothing in its folder is changed.
        terminal: what shows it.
        interruption: of the thread that makes it, where it is not the main one.
        in_sweep: whether a sweep makes it.
    """

    def announce(event: Event) -> None:
        if isinstance(event, Started):
            begun()
        terminal(event)

    if not in_sweep and (run.sweep.arms or run.sweep.axes):
        raise UserError("sweep.arms and sweep.axes make a sweep: add -m, or name the study: +experiments=NAME.")
    if not in_sweep and run.search.name != GRID:
        raise UserError(f"search={run.search.name} makes a sweep: add -m, as in python -m runner -m search=optuna.")
    run = replace(run, sweep=replace(run.sweep, arms=[], axes={}))  # a run is one of its arms, and knows no others
    try:
        if run.of_file:
            keras_file.inspect(run.model["path"])
        _check_places(run, folder)
        if not in_sweep:  # which has asked
            store.check(store.choose_uri(run.tracking.uri))
        isolation.warm()
        if not in_sweep and (
            count := example_count.count_examples(run.dataset)
        ):  # else it is told later, or is planned
            durations.resolve(run.schedule, durations.Clock.of(count, run.train.batch_size, run.train.epochs))
        outcome = isolation.run(run, folder, announce, interruption)
        if isinstance(outcome, Refused):
            raise UserError(outcome.message)
    finally:
        terminal.close()
        if not in_sweep and (left := journal.describe_kept(folder)):
            print(f"warning: {left}", file=sys.stderr)
    if isinstance(outcome, Failed) and not in_sweep:
        print(f"error: the run failed: {outcome.reason}\nIts log is {folder / LOG_FILE}.", file=sys.stderr)
    return outcome


def _check_places(run: Config, folder: Path) -> None:
    """Refuse a run that would write over the files that it reads."""
    names = {CONFIG_FILE, PLAN_FILE, RESULT_FILE, LAYERS_FILE, CURVES_FILE, MODEL_FILE, TRACE_FILE, TRACE_PICTURE}
    names |= {LOSSES_FILE, DENSE_MODEL_FILE, DENSE_FIGURES_FILE, LOG_FILE}
    written = {(folder / name).resolve() for name in names}
    tests = run.dataset.params.get("test_path")
    read = (("model.path", run.model.get("path")), ("dataset.path", run.dataset.path), ("dataset.test_path", tests))
    for key, path in read:
        if isinstance(path, str) and Path(path).resolve() in written:
            raise UserError(f"{key}={path} lies where the run would write its own {Path(path).name}: give another "
                            f"folder, as in hydra.run.dir=DIR.")  # fmt: skip


def answer_command(command: Callable[[], int]) -> int:
    """The exit status of a command that may import code of the user's, its errors told in one message."""
    environment.prepare()
    os.environ["HYDRA_FULL_ERROR"] = "1"  # exceptions reach us instead of being printed by Hydra
    if str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))  # a class of the user's, for the console command too
    status = ending.run_command(command)
    if status != ending.FINISHED:
        isolation.cool()
    return status
