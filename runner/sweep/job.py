"""What a sweep is given to make its runs with, and what it gives back to the command that asked for it."""

from __future__ import annotations

import abc
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from runner.core.events import Event
from runner.run.isolation import Interruption

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
        terminal: shows the runs of this process; in a process of a launcher it notes what the run began.
        sweep: what came of the sweep.
    """

    def __init__(self) -> None:
        self.terminal: RunTerminal | None = None
        self.sweep = SweepEnd()

    @abc.abstractmethod
    def __call__(self, composed: DictConfig, interruption: Interruption | None = None) -> Any:
        """Make one run; what it ended with.

        Args:
            composed: the config of the run.
            interruption: of the thread that makes it, where it is not the main one.
        """

    def __reduce__(self) -> tuple[type, tuple[()]]:
        return type(self), ()
