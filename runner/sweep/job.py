"""What a sweep is given to make its runs with, and what it gives back to the command that asked for it."""

from __future__ import annotations

import abc
import contextlib
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from runner.console.ending import Interrupted
from runner.core import credentials
from runner.core.events import Event, Failed, Finished, Skipped, Stopped
from runner.core.records import LOG_FILE
from runner.run import isolation, leavings
from runner.tracking import run_writer

if TYPE_CHECKING:
    from omegaconf import DictConfig


class RunTerminal(Protocol):
    """What a run is shown on."""

    def __call__(self, event: Event) -> None:
        """Show an event of the run."""

    def close(self) -> None:
        """The run is over."""


@dataclass
class SweepEnd:
    """What is to be told of a sweep once it is over.

    Attributes:
        failures: the runs that failed, each with its reason and its log file.
        searches: what came of a search that came to nothing, beside its runs that failed.
        comparison: why the sweep has no comparison, though its runs have ended; empty if it has.
    """

    failures: list[str] = field(default_factory=list)
    searches: list[str] = field(default_factory=list)
    comparison: str = ""

    def errors(self) -> list[str]:
        """What went wrong, in the user's words."""
        count = len(self.failures)
        what = f"{count} {'run' if count == 1 else 'runs'} failed" if count else "the search failed"
        failed = [f"  {failure}" for failure in (*self.failures, *self.searches)]
        return [*(["\n".join([f"{what}:", *failed])] if failed else []), *filter(None, [self.comparison])]


class Job(abc.ABC):
    """What makes a run of the sweep when it is called with the run's composed config.

    It is pickled for the processes of a launcher, where it begins anew.

    Attributes:
        terminal: shows the runs of a sweep; None in a process of a launcher.
        sweep: what came of the sweep.
    """

    def __init__(self) -> None:
        self.terminal: RunTerminal | None = None
        self.sweep = SweepEnd()

    @abc.abstractmethod
    def __call__(
        self, composed: DictConfig, of_hydra: DictConfig | None = None, told: isolation.Interruption | None = None
    ) -> Any:
        """Make one run; what it ended with.

        Args:
            composed: the config of the run.
            of_hydra: its node ``hydra``; None where Hydra itself calls, and says it elsewhere.
            told: hears for the thread that makes it; None in the main thread.
        """

    def __reduce__(self) -> tuple[type, tuple[()]]:
        return type(self), ()


@dataclass(frozen=True)
class Launched:
    """The job as a launcher makes it of each run: whatever the run raises is what it ended with.

    Attributes:
        job: makes the run.
        stop: a file in the sweep's folder that says that no run is to start, since another one failed.
        fail_fast: whether one that fails says so.
        starts_again: whether the engine may start a run again that was told to end: so it has not ended.
    """

    job: Job
    stop: Path
    fail_fast: bool
    starts_again: bool

    def __call__(
        self, composed: DictConfig, of_hydra: DictConfig | None = None, told: isolation.Interruption | None = None
    ) -> Any:
        """What the run ended with; None if it was not started. Its log has the traceback of what it raised.

        Raises:
            Interrupted: a signal told the sweep to end, or a process whose run starts again; to another process of a
                launcher it is one run that failed.
        """
        from hydra.core.hydra_config import HydraConfig

        node: Any = of_hydra or HydraConfig.get()
        folder = Path(node.runtime.output_dir)
        with isolation.signals_raise():
            if self.stop.exists():
                return None
            folder.mkdir(parents=True, exist_ok=True)
            leavings.hide_logins(folder, node)
            try:
                outcome = self.job(composed, node, told)
            except (Exception, SystemExit, Interrupted) as error:
                if isinstance(error, Interrupted) and (self.starts_again or self.job.terminal):
                    raise
                with (folder / LOG_FILE).open("a") as log:
                    log.write(credentials.hide(traceback.format_exc()))
                outcome = Failed(run_writer.reason(error))
            if self.fail_fast and not isinstance(outcome, Finished | Skipped | Stopped):
                with contextlib.suppress(FileNotFoundError):  # another machine, without the sweep's folder
                    self.stop.touch()
        return outcome
