"""A Slurm cluster: the launcher behind ``launch=slurm``.

The work is Slurm's, and submitit's with the settings of Hydra's plugin: when and where a run goes, how many go at once,
and that a run whose time is up, or whose node is taken away, is queued again. Here a job that is told to go ends its
run truly before it does, so that the next start goes on with it; what Slurm would refuse is asked before anything is
loaded; a job that is lost is one failed run; and a sweep that ends takes its jobs back.

Slurm is asked what it lists, not what it has accounted for: many clusters keep no accounts.
"""

from __future__ import annotations

import contextlib
import io
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import fields
from types import FrameType
from typing import Any

from hydra.core.singleton import Singleton
from hydra.core.utils import JobReturn
from hydra.plugins.launcher import Launcher
from hydra.types import HydraContext, TaskFunction
from hydra_plugins.hydra_submitit_launcher.config import BaseQueueConf
from hydra_plugins.hydra_submitit_launcher.submitit_launcher import SlurmLauncher
from omegaconf import DictConfig, OmegaConf
from submitit import AutoExecutor, JobEnvironment, SlurmJob
from submitit.core.utils import FailedJobError, FailedSubmissionError, UncompletedJobError
from submitit.slurm.slurm import SlurmInfoWatcher

from runner.console.ending import Interrupted
from runner.core.errors import UserError
from runner.launchers import owned, submitted
from runner.launchers.submitit_job import hold_signals, make_failed, read_return
from runner.run import isolation
from runner.tracking import store

PERIOD = 1.0  # seconds between two looks for results
LOOKS = 30  # seconds at most between two looks into Slurm's queue
PATIENCE = 15.0  # seconds that a job may be in no queue: its result may be on its way over a network disk
ANSWER = 60.0  # seconds for one of Slurm's commands
KILLED = 90.0  # seconds that Slurm has for ending what was cancelled; its own KillWait is 30
GO = signal.Signals[f"SIG{JobEnvironment.USR_SIG}"]  # by which Slurm says what submitit asked it to: go, and come again
# srun does not take over sbatch's --cpus-per-task from version 22.05 on, says its manual page.
SETUP = ["export SRUN_CPUS_PER_TASK=$SLURM_CPUS_ON_NODE"]


class Run(SlurmLauncher):
    """A run as the job calls it, at its first start and at each later one.

    Slurm sends its signals to every process of a job. Submitit's own handler queues the job again at once, in the
    middle of whatever goes on; so it hears of it only when the run is over, KILLED with the reason.
    """

    def __call__(self, *of_hydra: Any) -> JobReturn:
        """Make the run; one whose time is up too often has failed.

        Raises:
            SystemExit: the job was told to go. It leaves no result, which is what says that it is over.
        """
        with hold_signals(GO):
            isolation.warm()
        requeue = signal.signal(GO, _go)
        try:
            made: JobReturn = super().__call__(*of_hydra)
        except Interrupted as told:
            if told.number == GO and callable(requeue):
                try:
                    requeue(GO, None)
                except UncompletedJobError:
                    minutes, restarts = self.params["timeout_min"], self.params["max_num_timeout"]
                    return make_failed(
                        f"its time was up once more than launch.restarts={restarts} allows: give more of them, or "
                        f"more than launch.minutes={minutes}"
                    )
            signal.signal(GO, requeue)
            sys.exit(told.exit_status)
        signal.signal(GO, requeue)
        return made


def _go(number: int, frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # it may come again, while submitit does what it does once
    raise Interrupted(number)


class Queue(SlurmInfoWatcher):
    """Whether jobs are over, for submitit: one is, when Slurm has not listed it for a while."""

    def __init__(self) -> None:
        super().__init__(delay_s=LOOKS)
        self._missed: dict[str, float] = {}

    def _make_command(self) -> list[str] | None:
        return LISTED if self._registered - self._finished else None

    def read_info(self, string: bytes | str) -> dict[str, dict[str, str]]:
        """The state of each job, from what squeue prints."""
        now, listed = time.monotonic(), _ids(string)
        self._missed = {job: self._missed.get(job, now) for job in self._registered - listed}
        return {
            job: {"State": "GONE" if now - self._missed.get(job, now) > PATIENCE else "RUNNING"}
            for job in self._registered
        }


class SlurmQueue(Launcher):
    """Hands all runs to Slurm at once, as one array of jobs.

    Args:
        settings: those of Hydra's plugin, ``hydra/launcher=submitit_slurm``.
    """

    def __init__(self, **settings: Any) -> None:
        self._root = submitted.find_root(settings["submitit_folder"])
        self._run = Run(**settings)  # is pickled, and called in the job

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Take what Hydra hands over.

        Raises:
            UserError: Slurm is not there, or has no such partition; or a setting holds code; or the runs would not
                reach the store from another node.
        """
        _refuse_code(self._run.params)
        nodes = _nodes(_partitions(), self._run.params["partition"])
        uri = store.choose_uri(OmegaConf.select(config, "tracking.uri"))
        if nodes > 1 and store.find_database(uri):
            raise UserError(
                f"launch=slurm on {nodes} nodes needs a tracking server: they do not write to {uri} together. "
                f"Give it, as in tracking.uri=http://HOST:5000."
            )
        self._run.setup(hydra_context=hydra_context, task_function=task_function, config=config)

    def launch(self, job_overrides: Sequence[Sequence[str]], initial_job_idx: int) -> Sequence[JobReturn]:
        """Run them all; a run whose job is gone without a result has ended as Failed.

        Raises:
            UserError: Slurm does not take them.
        """
        queue, left = Queue(), list[SlurmJob[JobReturn]]()
        try:
            with hold_signals(signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                jobs = left = self._submit(job_overrides, initial_job_idx)
            for job in jobs:
                job.watcher = queue
                queue.register_job(job.job_id)
            while left := [job for job in left if not job.done()]:
                time.sleep(PERIOD)
        finally:
            _cancel([job.job_id for job in left])
        return [read_return(job, self._root) for job in jobs]

    def _submit(self, job_overrides: Sequence[Sequence[str]], initial_job_idx: int) -> list[SlurmJob[JobReturn]]:
        params = {**self._run.params, "setup": SETUP}
        folder, restarts = params.pop("submitit_folder"), params.pop("max_num_timeout")
        owned.make_folder(self._root)
        executor = AutoExecutor(folder, cluster="slurm", slurm_max_num_timeout=restarts, slurm_python=submitted.PYTHON)
        generic = {field.name for field in fields(BaseQueueConf)}
        executor.update_parameters(**{key if key in generic else f"slurm_{key}": params[key] for key in params})
        numbers = range(initial_job_idx, initial_job_idx + len(job_overrides))
        given = [list(overrides) for overrides in job_overrides]
        dirs, ids = ["hydra.sweep.dir"] * len(given), [f"job_id_for_{number}" for number in numbers]
        states = [Singleton.get_state()] * len(given)
        said = io.StringIO()  # submitit prints what sbatch says, and raises it
        try:
            with contextlib.redirect_stderr(said):
                jobs: list[Any] = executor.map_array(self._run, given, dirs, numbers, ids, states)
        except (FailedJobError, FailedSubmissionError) as error:
            raise UserError(
                f"Slurm does not take the runs: {_last_line(str(error))}. What they ask for is launch.partition, "
                f"launch.minutes, launch.memory_gb, launch.cpus and launch.gpus."
            ) from None
        return jobs


# --- what Slurm is asked ----------------------------------------------------------------------

LISTED = ["squeue", "--me", "--array", "--noheader", "--format=%i"]


def _ask(*command: str) -> str:
    """What one of Slurm's commands prints.

    Raises:
        UserError: it is not there, or fails.
    """
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=ANSWER)
    except subprocess.TimeoutExpired:
        raise UserError(f"Slurm does not answer: {command[0]} says nothing for {ANSWER:g} s. Look at it.") from None
    except FileNotFoundError:
        raise UserError(
            f"launch=slurm needs Slurm's commands, and {command[0]} is not on this machine: start the sweep where jobs "
            f"are submitted from, or choose launch=joblib."
        ) from None
    if done.returncode:
        raise UserError(f"Slurm does not answer: {_last_line(done.stderr)}. Look at it with: {command[0]}")
    return done.stdout


def _ids(listed: bytes | str) -> set[str]:
    """The jobs that Slurm lists, by the ids that submitit gives them: NUMBER, or NUMBER_TASK in an array."""
    return set((listed if isinstance(listed, str) else listed.decode()).split())


def _partitions() -> dict[str, int]:
    """How many nodes each partition has; the name of the default one ends with a star."""
    rows = [line.split() for line in _ask("sinfo", "--all", "--noheader", "--noconvert", "--format=%P %D").splitlines()]
    return {name: int(nodes) for name, nodes in rows}


def _nodes(partitions: dict[str, int], wanted: str | None) -> int:
    """How many nodes a run may go to.

    Raises:
        UserError: there is no such partition.
    """
    if wanted is None:
        return max((nodes for name, nodes in partitions.items() if name.endswith("*")), default=0)
    known = {name.rstrip("*"): nodes for name, nodes in partitions.items()}
    for name in wanted.split(","):
        if name not in known:
            raise UserError(f"launch.partition={wanted} is unknown: choose one of {', '.join(sorted(known))}.")
    return sum(known[name] for name in wanted.split(","))


def _refuse_code(params: dict[str, Any]) -> None:
    """Refuse what would be run by the shell of a job: a script is made of the settings."""
    for key, value in params.items():
        if (key == "setup" and value) or "\n" in str(value) or "\\n" in str(value):
            raise UserError(
                f"hydra.launcher.{key} holds commands, which no config may have run. Give them in the shell that the "
                f"sweep is started from: its jobs have the same environment."
            )


def _cancel(ids: Collection[str]) -> None:
    """Have Slurm end some jobs, and wait until it has: their processes end the runs."""
    if not ids:
        return
    with contextlib.suppress(UserError):
        _ask("scancel", *ids)
        end = time.monotonic() + KILLED
        while _ids(_ask(*LISTED)) & set(ids) and time.monotonic() < end:
            time.sleep(PERIOD)


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it says nothing"])[-1].rstrip(".")
