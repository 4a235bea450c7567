"""Hydra's home: compose the configuration, check it, hand over to a process of its own.

A user's error ends with one message and exit status 2, before anything heavy is imported
where that is possible; a run that failed ends with 1, an interrupted one as shells have it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import is_dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import NoReturn, get_type_hints

import hydra
from hydra.core.hydra_config import HydraConfig
from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from runner import complaints, config, data, environment, isolate, model_file, steps
from runner.config import Config
from runner.records import Event, Failed, Refused, UserError
from runner.terminal import Terminal

HERE = Path(__file__).resolve().parent
CONF = next(folder for folder in (HERE / "conf", HERE.parent / "conf") if folder.is_dir())
EXIT_FINISHED, EXIT_FAILED, EXIT_REFUSED, EXIT_INTERRUPTED = 0, 1, 2, 130


def main() -> NoReturn:
    """``python -m runner``: one run, or with ``-m`` a sweep."""
    outcomes: list[Event | Exception] = []

    def job(composed: DictConfig) -> None:
        folder = Path(HydraConfig.get().runtime.output_dir)
        try:
            outcomes.append(_run(to_config(composed), folder))
        except (UserError, OmegaConfBaseException) as error:  # kept from Hydra, which would print it its own way
            shutil.rmtree(folder, ignore_errors=True)
            outcomes.append(error)

    def command() -> int:
        job.__module__ = __name__
        hydra.main(config_path=str(CONF), config_name="config", version_base="1.3")(job)()
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome
        return EXIT_FAILED if any(isinstance(outcome, Failed) for outcome in outcomes) else EXIT_FINISHED

    sys.exit(_answer_for(command))


def main_plan() -> NoReturn:
    """``python -m runner.plan``: what the schedule will do, without training."""
    sys.exit(_answer_for(lambda: _plan(sys.argv[1:])))


def compose(overrides: list[str]) -> Config:
    """The config of one run, from command-line overrides.

    Raises:
        UserError, HydraException, OmegaConfBaseException: as :func:`to_config`.
    """
    with hydra.initialize_config_dir(str(CONF), version_base="1.3"):
        return to_config(hydra.compose("config", overrides))


def to_config(composed: DictConfig) -> Config:
    """The composed config, typed and checked.

    Raises:
        UserError, OmegaConfBaseException: something in it is unknown, mistyped or out of range.
    """
    checked: Config = OmegaConf.to_object(OmegaConf.merge(_schema(), composed))  # type: ignore[assignment]
    if checked.dense:
        checked = replace(checked, target_sparsity=0.0)
    config.check(checked)
    return checked


def _schema() -> DictConfig:
    """The types of a config, open to be filled in: OmegaConf makes frozen classes read-only."""
    schema = OmegaConf.structured(Config)
    OmegaConf.set_readonly(schema, False)
    for name, kind in get_type_hints(Config).items():
        if is_dataclass(kind):
            schema[name] = OmegaConf.structured(kind)
            OmegaConf.set_readonly(schema[name], False)
    return schema


def _run(run: Config, folder: Path) -> Event:
    """One run in its own process, shown on the terminal."""
    terminal = Terminal()
    try:
        if "path" in run.model:
            model_file.inspect(run.model["path"])
        isolate.warm()
        if data.is_local(run.dataset):
            steps.resolve(run.schedule, _clock(run))
        outcome = isolate.run(run, folder, terminal)
        if isinstance(outcome, Refused):
            raise UserError(outcome.message)
    finally:
        terminal.close()
    if isinstance(outcome, Failed):
        print(
            f"error: the run failed: {outcome.reason}\nIts log is {folder / isolate.LOG_FILE}.",
            file=sys.stderr,
        )
    return outcome


def _clock(run: Config) -> steps.Clock:
    return steps.Clock.of(len(data.load(run.dataset).train), run.train.batch_size, run.train.epochs)


def _plan(overrides: list[str]) -> int:
    if {"-h", "--help"} & set(overrides):
        print("python -m runner.plan [key=value ...]\n\nPrints when the schedule will prune and how much, without "
              "training.\nTakes the same overrides as python -m runner, see its --help.")  # fmt: skip
        return EXIT_FINISHED
    run = compose(overrides)
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as beside:
        clock = beside.submit(_clock, run)  # the data is read while TensorFlow is imported
        with environment.quiet_stderr():
            from runner import planning
        parameters, _, plan = planning.make(run, clock.result())
    Terminal().plan(run, plan, parameters)
    return EXIT_FINISHED


def _answer_for(command: Callable[[], int]) -> int:
    """The exit status of a command, its errors told in one message."""
    environment.prepare()
    os.environ["HYDRA_FULL_ERROR"] = "1"  # exceptions reach us instead of being printed by Hydra
    if str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))  # a class of the user's, for the console command too
    try:
        return command()
    except UserError as error:
        print(f"error: {error}", file=sys.stderr)
    except (HydraException, OmegaConfBaseException) as error:
        print(f"error: {complaints.explain(error, CONF)}", file=sys.stderr)
    except isolate.Interrupted as interrupt:
        print(f"interrupted by {interrupt}: the run is marked KILLED", file=sys.stderr)
        return interrupt.exit_status
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    isolate.cool()
    return EXIT_REFUSED
