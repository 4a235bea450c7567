"""Make a few runs of a sweep, whole, each in a temporary folder with a store of its own, and see what they took.

Each is made as the sweep would make it, in a process that is forked from the fork server. Those that a launcher of
this machine would make at once are timed at once, with their share of it.

Units: seconds, bytes.
"""

from __future__ import annotations

import functools
import os
import resource
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from runner.budget.workload import HERE, Work
from runner.config.schema import Config
from runner.console import heartbeat
from runner.core import credentials
from runner.core.events import Skipped
from runner.core.file_names import OUTPUTS
from runner.core.files import size
from runner.core.metric_names import TIME
from runner.core.run_log import RunLog
from runner.run import isolation
from runner.tracking import store

KEPT = 3  # times that a dense model is on the disk: among the dense models, with its run, and in the store
UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss


class TimingFailed(Exception):  # noqa: N818 - the run failed, not the timing
    """A run that was to be timed did not finish; says why."""


@dataclass(frozen=True)
class Timed:
    """A run that was made, whole, with a dense training of its own.

    Attributes:
        work: that it did.
        seconds: of it without the dense training, which took ``dense_seconds``.
        memory: the most that its process had, what it shares with others included.
        disk: of what it left; of its dense model in ``dense_disk``, of a store without runs in ``empty``.
        waited: until its process began.
    """

    work: Work
    seconds: float
    dense_seconds: float
    memory: int
    disk: int
    dense_disk: int
    empty: int
    waited: float


def measure(configs: Sequence[Config], works: Sequence[Work]) -> list[Timed]:
    """Make some runs of a sweep; two at once, where its launcher makes several at once on this machine.

    Raises:
        TimingFailed: one of them did not finish.
        ProcessLost: the process of one died.
    """
    heartbeat.announce("making two of the runs, to time them")
    isolation.warm()
    launch = configs[0].launch
    at_once = len(configs) if launch.name in HERE and launch.jobs > 1 else 1
    with tempfile.TemporaryDirectory(prefix="budget-") as name:
        folders = [Path(name, str(number)) for number in range(len(configs))]
        calls = [_call(config, folder) for config, folder in zip(configs, folders, strict=True)]
        empty, timed = size(folders[0]), list[Timed]()
        for at in range(0, len(calls), at_once):
            begun = time.monotonic()
            for start, seconds, dense, memory in isolation.call_alone(
                calls[at : at + at_once], "A run could not be timed"
            ):
                folder, work = folders[len(timed)], works[len(timed)]
                store.merge_log(folder / store.DATABASE)  # a sweep has one log, not one for each run
                kept = KEPT * size(folder / OUTPUTS / "dense")
                disk = size(folder) - kept - empty
                timed.append(Timed(work, seconds - dense, dense, memory, disk, kept, empty, start - begun))
    return timed


def _call(config: Config, folder: Path) -> functools.partial[tuple[float, float, float, int]]:
    """The same run, as one of a sweep, with everything below a folder, where its store is made."""
    store.ensure(uri := store.uri_of(folder / store.DATABASE))
    launch = config.launch if config.launch.name in HERE else replace(config.launch, jobs=1)
    own = replace(
        config, launch=launch, force=False,
        tracking=replace(config.tracking, uri=uri, parent="budget", process=None),
        baseline=replace(config.baseline, dir=str(folder / OUTPUTS / "dense")),
    )  # fmt: skip
    return functools.partial(_make, own, folder / OUTPUTS / "run", credentials.export_logins())


def _make(config: Config, folder: Path, logins: Mapping[str, str]) -> tuple[float, float, float, int]:
    """In the run's process: when it began, seconds in all and of the dense training, the most bytes of memory."""
    begun = time.monotonic()
    os.environ.update(logins)
    RunLog.begin(folder).print_to()
    from runner.run import experiment
    from runner.tracking import run_writer

    try:
        ended = experiment.run(config, folder, lambda event: None)
    except Exception as error:
        raise TimingFailed(f"{config.run_name}: {run_writer.explain_failure(error)}") from None
    if isinstance(ended, Skipped):
        raise TimingFailed(str(ended))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT
    return begun, time.monotonic() - begun, ended.result.metrics[TIME.format("dense")], memory
