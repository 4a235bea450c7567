"""Runs on this machine, ``launch.jobs`` at once: the launcher behind ``launch=local`` and ``launch=joblib``.

Each run is a process of its own, see :mod:`runner.run.isolation`, and a thread of this one follows it. So whatever
becomes of a run, the others go on. Hydra composes one config at a time: it is not made for threads.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from hydra.core.utils import JobReturn, setup_globals
from hydra.plugins.launcher import Launcher
from hydra.types import HydraContext, TaskFunction
from omegaconf import DictConfig

from runner.core.events import Failed
from runner.launchers.handover import compose, ended, without_hydra
from runner.run import isolation
from runner.tracking import run_writer


class Local(Launcher):
    """Follows ``launch.jobs`` runs at once."""

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Take what Hydra hands over; the job also takes the node ``hydra`` of its run, and what interrupts it."""
        self._context, self._config, self._lock = hydra_context, config, threading.Lock()
        self._job: Callable[..., Any] = task_function

    def launch(self, job_overrides: Sequence[Sequence[str]], initial_job_idx: int) -> Sequence[JobReturn]:
        """Run them all."""
        setup_globals()
        pool, told = ThreadPoolExecutor(self._config.launch.jobs), isolation.Interruption()
        try:
            given = enumerate(job_overrides, start=initial_job_idx)
            runs = [pool.submit(self._make, number, overrides, told) for number, overrides in given]
            return [run.result() for run in runs]
        except BaseException as why:  # a signal: only the main thread hears it
            isolation.ignore_signals()
            told.tell(why)
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def _make(self, number: int, overrides: Sequence[str], told: isolation.Interruption) -> JobReturn:
        try:
            with self._lock:
                composed = compose(self._context, self._config, overrides, number)
                self._context.callbacks.on_job_start(config=composed, task_function=self._job)
            made = ended(self._job(without_hydra(composed), composed.hydra, told))
        except Exception as error:  # its folder cannot be made, say
            return ended(Failed(run_writer.reason(error)))
        with self._lock:
            self._context.callbacks.on_job_end(config=composed, job_return=made)
        return made
