"""Several runs at once on this machine: the launcher behind ``launch=joblib``.

Each run is a process of its own, forked from the one fork server of the sweep, see :mod:`runner.run.isolation`; a
thread of the sweep's process follows it. Whatever becomes of a run, the others go on. Only the main thread hears
signals: it tells the others.

Hydra is not made for threads. Configs are composed one at a time, what ``${hydra:...}`` stands for is each thread's
own, and Hydra's ``run_job``, which changes variables and folder of the whole process, is not called.
"""

from __future__ import annotations

import contextlib
import copy
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from hydra.core.hydra_config import HydraConfig
from hydra.core.singleton import Singleton
from hydra.core.utils import JobReturn, JobStatus, setup_globals
from hydra.plugins.launcher import Launcher
from hydra.types import HydraContext, TaskFunction
from omegaconf import DictConfig, open_dict, read_write

from runner.core.events import Failed
from runner.run import isolation
from runner.tracking import run_writer

# Seconds between two looks. Who waits for a lock instead hears no signal that the system has handed to another thread,
# and what a signal raises in the middle of Python's locks breaks them.
PERIOD = 0.1


class LocalThreads(Launcher):
    """Follows ``launch.jobs`` runs at once."""

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Take what Hydra hands over; the job also takes what interrupts its thread."""
        self._context, self._config, self._hydra = hydra_context, config, threading.Lock()
        self._job: Callable[..., Any] = task_function

    def launch(self, job_overrides: Sequence[Sequence[str]], initial_job_idx: int) -> Sequence[JobReturn]:
        """Run them all.

        Raises:
            Interrupted: a signal told the sweep to end; its runs have ended.
        """
        setup_globals()
        numbered = enumerate(job_overrides, start=initial_job_idx)
        pool, interruption = ThreadPoolExecutor(self._config.launch.jobs), isolation.Interruption()
        ended = list[Future[JobReturn]]()
        with _one_hydra_config_per_thread():
            try:
                runs = [pool.submit(self._make, number, overrides, interruption) for number, overrides in numbered]
                for run in runs:
                    run.add_done_callback(ended.append)
                while len(ended) < len(runs):
                    time.sleep(PERIOD)
                return [run.result() for run in runs]
            except BaseException as why:
                interruption.tell(why)
                raise
            finally:
                pool.shutdown(cancel_futures=True)

    def _make(self, number: int, overrides: Sequence[str], interruption: isolation.Interruption) -> JobReturn:
        """Make a run; what goes wrong before it begins, as where its folder cannot be made, is a failure of its own."""
        made = JobReturn(status=JobStatus.COMPLETED)
        try:
            with self._hydra:
                composed = self._compose(number, overrides)
                self._context.callbacks.on_job_start(config=composed, task_function=self._job)
            Path(composed.hydra.runtime.output_dir).mkdir(parents=True, exist_ok=True)
            made.return_value = self._job(_without_hydra(composed), interruption)
            with self._hydra:
                self._context.callbacks.on_job_end(config=composed, job_return=made)
        except Exception as error:
            made.return_value = Failed(run_writer.explain_failure(error))
        return made

    def _compose(self, number: int, overrides: Sequence[str]) -> DictConfig:
        """The config of a run, the node ``hydra`` with it, which is this thread's from now on."""
        composed: DictConfig = self._context.config_loader.load_sweep_config(self._config, list(overrides))
        with open_dict(composed):
            composed.hydra.job.num, composed.hydra.job.id = number, f"{composed.hydra.job.name}_{number}"
        HydraConfig.instance().set_config(composed)  # what the folder's name asks
        folder = Path(str(composed.hydra.sweep.dir), str(composed.hydra.sweep.subdir))
        with read_write(composed.hydra.runtime), open_dict(composed.hydra.runtime):
            composed.hydra.runtime.output_dir = str(folder.absolute())
        HydraConfig.instance().set_config(composed)
        return composed


def _without_hydra(composed: DictConfig) -> DictConfig:
    """The config of a run as its job takes it."""
    config = copy.deepcopy(composed)
    with read_write(config), open_dict(config):
        del config["hydra"]
    return config


class _ThreadHydraConfig(threading.local, HydraConfig):
    """Hydra's node of the run that a thread makes."""


@contextlib.contextmanager
def _one_hydra_config_per_thread() -> Iterator[None]:
    """Within the block each thread has a :class:`HydraConfig` of its own, where else the process has one."""
    instances: dict[type, Any] = Singleton._instances
    before = HydraConfig.instance()
    instances[HydraConfig] = type.__call__(_ThreadHydraConfig)
    try:
        yield
    finally:
        instances[HydraConfig] = before
