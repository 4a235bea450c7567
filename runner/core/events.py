"""What a run tells while it goes, and what it ends with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from runner.core.records import Layer, Result

DIED = "the launcher's process died"


@dataclass(frozen=True)
class Planned:
    """Nothing is wrong with the run: what will be pruned, and what to mind."""

    layers: Sequence[Layer]
    warnings: Sequence[str]


@dataclass(frozen=True)
class Started:
    """The MLflow run exists."""

    run_id: str
    tracking_uri: str
    name: str


@dataclass(frozen=True)
class Waiting:
    """The run waits for another process; says for what."""

    what: str


@dataclass(frozen=True)
class Doing:
    """The run does something that may take a while; told only if nothing else is."""

    what: str


@dataclass(frozen=True)
class Progress:
    """How far a phase is, in optimizer steps, and the figures to show beside it."""

    phase: str
    step: int
    steps: int
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Finished:
    """The run ended well."""

    result: Result


@dataclass(frozen=True)
class Stopped:
    """A search stopped the run early, now or before."""

    reason: str


@dataclass(frozen=True)
class Skipped:
    """The run was finished before, and was not made again."""

    run_id: str
    name: str
    signature: str
    results: int

    def __str__(self) -> str:
        """As it is told."""
        return (
            f"skip {self.signature}: finished as run {self.run_id} ({self.name}), of results version {self.results}; "
            f"force=true repeats"
        )


@dataclass(frozen=True)
class Refused:
    """The run cannot be: the message of a :class:`~runner.core.errors.UserError`."""

    message: str


@dataclass(frozen=True)
class Failed:
    """The run ended badly; ``reason`` is short, the traceback stands in the run's log file."""

    reason: str


Event = Planned | Started | Waiting | Doing | Progress | Finished | Stopped | Skipped | Refused | Failed
