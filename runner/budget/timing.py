"""Make a few runs of a sweep, whole, in a temporary folder with a store of its own, and see what they took.

They are made by the sweep's own code in a process of its own, :mod:`runner.budget.sample`, which is watched from
outside: as the sweep would make them, so that runs that go at once on this machine are timed at once, with their
share of it.

Units: seconds, bytes, rows.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runner.budget import estimate
from runner.budget.estimate import Fixed, Timed, Work
from runner.budget.footprint import Traces, dense_bytes, size
from runner.budget.workload import HERE
from runner.config.schema import Config
from runner.console import heartbeat
from runner.core.records import CHECKPOINT_DIR, OUTPUTS, RESULT_FILE, UserError
from runner.launchers import processes
from runner.run import isolation
from runner.sweep import grid
from runner.tracking.store import DATABASE, uri_of

PERIOD, PATIENCE = 0.05, 60.0
ANEW = "submitit_local"  # starts a process for each run
OTHERWISE = ("search", "tracking.uri", "baseline.dir", "hydra.sweep", "force", "sweep.retries", "sweep.fail_fast")


class TimingFailed(Exception):  # noqa: N818 - the run failed, not the timing
    """A run that was to be timed did not finish; says why."""


@dataclass(frozen=True)
class Measured:
    """The timed runs, in the order in which they were chosen, and what their sweep took beside them."""

    runs: Sequence[Timed]
    fixed: Fixed


def measure(
    given: Sequence[str], jobs: Sequence[grid.Job], works: Sequence[Work], *, compose: float, plan: float
) -> Measured:
    """Make the runs of a sweep that bracket its work, each with a dense training of its own.

    Args:
        given: the overrides of the command.
        jobs: every run of the sweep.
        works: what each is to do.
        compose: seconds in which a launcher composes the config of a run, for where two go at once.
        plan: seconds more that planning every arm takes than planning those of the timed runs.

    Raises:
        TimingFailed: one of them did not finish.
        UserError: this machine does not tell of its processes.
    """
    if not processes.watchable():
        raise UserError("--budget watches processes through /proc, as Linux has it: run it on a machine with Linux.")
    heartbeat.at("making two of the runs, to time them")
    numbers, config = estimate.bracket(works), jobs[0][1]
    other = (max(each.seed for _, each in jobs) + 1) % 2**32  # costs the same, and trains a dense model of its own
    chosen = [(number, jobs[number][1].seed if at == 0 else other) for at, number in enumerate(numbers)]
    with tempfile.TemporaryDirectory(prefix="budget-") as name:
        folder = Path(name)
        begun = processes.now()
        watch, checkpoints = _watched([json.dumps(chosen), "-m", *_arguments(given, config, folder)], folder)
        ended = processes.now()
        lives = sorted(watch.lives.values(), key=lambda life: int(life.folder.name))
        at_once = 2 if len(lives) > 1 and lives[1].start < lives[0].end else 1
        with Traces(folder / DATABASE) as traces:
            dense = folder / OUTPUTS / "dense"
            runs = [_timed(works[number], life, traces, dense, checkpoints // at_once)
                    for number, life in zip(numbers, lives, strict=True)]  # fmt: skip
            fixed = _fixed(traces, lives)
    between = compose if at_once > 1 or len(lives) < 2 else lives[1].start - lives[0].end
    first = min(life.start for life in lives) - between
    if config.launch.name == ANEW:
        between = sum(life.start - life.worker_start for life in lives) / len(lives)
        first = min(life.worker_start for life in lives)
    return Measured(runs, Fixed(
        start=first - begun + plan, between=between, end=ended - max(life.end for life in lives), at_once=at_once,
        memory=watch.beside, most=watch.most, **fixed,
    ))  # fmt: skip


def _timed(work: Work, life: processes.Life, traces: Traces, dense_models: Path, checkpoints: int) -> Timed:
    run = json.loads((life.folder / RESULT_FILE).read_text())["run_id"]
    dense, seconds, weights = traces.dense_of(run)
    of_run, of_dense = traces.of_run(run), traces.of_run(dense)
    kept = dense_bytes(dense_models, weights)
    outputs = size(life.folder) - kept  # the run that trained the dense model has it in its folder, too
    return Timed(
        work, life.end - life.start - seconds, seconds, life.bytes, outputs, of_run.artifacts,
        2 * kept + of_dense.artifacts, checkpoints, of_run.rows, of_run.metrics, of_dense.rows, of_dense.metrics,
    )  # fmt: skip


def _fixed(traces: Traces, lives: Sequence[processes.Life]) -> dict[str, Any]:
    """What the sweep left beside its runs, by the names of :class:`Fixed`."""
    empty = traces.empty_bytes()
    parent = traces.of_run(traces.sweep())
    return {
        "outputs": size(lives[0].folder.parent) - sum(size(life.folder) for life in lives),
        "artifacts": parent.artifacts,
        "database": empty,
        "of_a_row": (traces.bytes() - empty) / traces.rows(),
        "rows": parent.rows,
    }


def _watched(arguments: Sequence[str], folder: Path) -> tuple[processes.Watch, int]:
    """Make the runs and watch them; the most bytes of checkpoints, too."""
    log, checkpoints, at = folder / "budget.log", 0, 0
    with log.open("wb") as output, isolation.signals_raise():
        process = subprocess.Popen(
            [sys.executable, "-m", "runner.budget.sample", *arguments],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        watch = processes.Watch(process.pid)
        try:
            while process.poll() is None:
                watch.look()
                if (at := at + 1) % 10 == 0:
                    checkpoints = max(checkpoints, size(folder / OUTPUTS / CHECKPOINT_DIR))
                time.sleep(PERIOD)
        finally:
            _end(process)
    watch.close()
    if process.returncode or not watch.lives:
        raise TimingFailed(log.read_text(errors="replace").strip()[-2000:])
    return watch, checkpoints


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the sweep that is timed, which ends its runs; one that does not listen is killed with all that it began."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        for pid in (*processes.descendants(process.pid), process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait(PATIENCE)


def _arguments(given: Sequence[str], config: Config, folder: Path) -> list[str]:
    """The command's own, with everything below a folder; where runs go elsewhere, one after the other here."""
    own = [each for each in given if not _of(grid.key(each), OTHERWISE)]
    if config.launch.name not in HERE:
        own = [each for each in own if not _of(grid.key(each), ("launch", "hydra.launcher", "hydra/launcher"))]
        own += ["launch=local", *([f"train.threads={config.launch.cpus}"] if config.launch.cpus else [])]
    return [
        *own, "search=grid", "sweep.fail_fast=true", f"tracking.uri='{uri_of(folder / DATABASE)}'",
        f"baseline.dir={folder / OUTPUTS / 'dense'}", f"hydra.sweep.dir={folder / OUTPUTS / 'sweeps'}",
    ]  # fmt: skip


def _of(key: str, groups: Sequence[str]) -> bool:
    return any(key == group or key.startswith(f"{group}.") for group in groups)
