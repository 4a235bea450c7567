"""Submitit on this machine, a few runs at once: the launcher behind ``launch=submitit_local``.

Submitit's own local executor starts every job at once, since it leaves queueing to a cluster. Here each run is still a
job of submitit's, with its folder, pickles and logs, but the next one starts only where another has ended. A process
that dies is one failed run. Processes are not reached by Ctrl-C; when the sweep is told to end, it tells them.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from hydra.core.singleton import Singleton
from hydra.core.utils import JobReturn
from hydra.plugins.launcher import Launcher
from hydra.types import HydraContext, TaskFunction
from hydra_plugins.hydra_submitit_launcher.submitit_launcher import LocalLauncher
from omegaconf import DictConfig

from runner.launchers import owned, processes, submitted
from runner.launchers.submitit_job import hold_signals, read_return

if TYPE_CHECKING:
    from submitit import Job, LocalExecutor

PERIOD = 0.1  # seconds between two looks at the jobs
PATIENCE = 30.0  # seconds that a job has to end its run, after it was told to; then it is killed


class LocalQueue(Launcher):
    """Runs ``launch.jobs`` jobs of submitit's at once.

    Args:
        settings: those of Hydra's plugin, ``hydra/launcher=submitit_local``.
    """

    def __init__(self, **settings: Any) -> None:
        self._settings = settings
        self._root = submitted.find_root(settings["submitit_folder"])
        self._job = LocalLauncher(**settings)  # is pickled, and called in the process of a run

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Take what Hydra hands over."""
        self._jobs = config.launch.jobs
        self._job.setup(hydra_context=hydra_context, task_function=task_function, config=config)

    def launch(self, job_overrides: Sequence[Sequence[str]], initial_job_idx: int) -> Sequence[JobReturn]:
        """Run them all; a run whose process died without a result has ended as Failed."""
        executor, state = self._executor(), Singleton.get_state()
        waiting = deque(enumerate(job_overrides))
        running: dict[int, Job[JobReturn]] = {}
        returns: dict[int, JobReturn] = {}
        try:
            while waiting or running:
                while waiting and len(running) < self._jobs:
                    at, overrides = waiting.popleft()
                    number = initial_job_idx + at
                    with hold_signals(signal.SIGINT):  # until a job is known; the job itself never hears Ctrl-C
                        job = executor.submit(
                            self._job, list(overrides), "hydra.sweep.dir", number, f"job_id_for_{number}", state
                        )
                        running[at] = job
                for at in [at for at, job in running.items() if job.done()]:
                    returns[at] = read_return(running.pop(at), self._root)
                time.sleep(PERIOD)
        finally:
            _end(running.values())
        return [returns[at] for at in range(len(job_overrides))]

    def _executor(self) -> LocalExecutor:
        from submitit import LocalExecutor

        owned.make_folder(self._root)
        executor = LocalExecutor(folder=self._settings["submitit_folder"], python=submitted.PYTHON)
        executor.update_parameters(
            timeout_min=self._settings["timeout_min"],
            gpus_per_node=self._settings["gpus_per_node"] or 0,
            stderr_to_stdout=self._settings["stderr_to_stdout"],
        )
        return executor


def _end(jobs: Collection[Job[JobReturn]]) -> None:
    """Tell the processes of some jobs to end, again and again: one that is not yet in its run does not listen.

    What has not ended after a while never listens, such as a process that was stopped. It is killed, with all that
    came out of it.
    """
    end = time.monotonic() + PATIENCE
    while (left := [job for job in jobs if not job.done()]) and time.monotonic() < end:
        for job in left:
            _signal(int(job.job_id), signal.SIGTERM)  # the id of a local job is that of its process
        time.sleep(1)
    if not left:
        return
    every = [pid for job in left for pid in (int(job.job_id), *processes.find_descendants(int(job.job_id)))]
    listed = ", ".join(job.job_id for job in left)
    print(f"warning: told to end, process {listed} did not within {PATIENCE:g} s: killed.", file=sys.stderr)
    for pid in every:
        _signal(pid, signal.SIGKILL)
    end = time.monotonic() + PATIENCE
    while any(not job.done() for job in left) and time.monotonic() < end:
        time.sleep(PERIOD)


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
