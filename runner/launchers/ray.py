"""A Ray cluster: the launcher behind ``launch=ray``.

The work is Ray's: which node a run goes to, how many go at once, and that a run whose node or process died is started
again. Here the workers are given what they need in their environment, a run that is lost for good is one failed run,
and a sweep that is told to end takes back what is still going on.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from typing import Any

from hydra.core.singleton import Singleton
from hydra.core.utils import JobReturn, run_job, setup_globals
from hydra.plugins.launcher import Launcher
from hydra.types import HydraContext, TaskFunction
from omegaconf import DictConfig, OmegaConf, open_dict

from runner.core import credentials, environment, reasons
from runner.core.events import DIED, Failed
from runner.core.records import UserError
from runner.launchers import handover
from runner.tracking import store

PERIOD = 0.2  # seconds between two looks at the runs
OF_MLFLOW = "MLFLOW_"  # how the variables begin that say where its server is, and who asks


class RayCluster(Launcher):
    """Hands all runs to Ray at once, each as a task.

    Args:
        ray: arguments of ``ray.init`` and of ``ray.remote``.
    """

    def __init__(self, ray: DictConfig) -> None:
        self._ray = ray

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Take what Hydra hands over.

        Raises:
            UserError: Ray is not installed, or the runs would not reach the store from another node.
        """
        try:
            import ray  # noqa: F401
        except ImportError:
            raise UserError("launch=ray needs Ray, which is not installed: pip install 'pruning-runner[ray]'") from None
        uri, address = store.tracking_uri(OmegaConf.select(config, "tracking.uri")), self._ray.init.address
        if address and store.database(uri):
            raise UserError(
                f"launch.address={address} needs a tracking server: the nodes of a cluster do not write to {uri}. "
                f"Give it, as in tracking.uri=http://HOST:5000, or leave launch.address out."
            )
        of_mlflow = {name: value for name, value in os.environ.items() if name.startswith(OF_MLFLOW)}
        with open_dict(self._ray):
            self._ray.init.runtime_env = {"env_vars": {**of_mlflow, **credentials.exported(), **environment.PINNED}}
        self._context, self._config, self._job = hydra_context, config, task_function

    def launch(self, job_overrides: Sequence[Sequence[str]], initial_job_idx: int) -> Sequence[JobReturn]:
        """Run them all. Where this process is told to end, Ray ends them, so that none goes on unseen."""
        import ray

        numbers = enumerate(job_overrides, start=initial_job_idx)
        configs = [handover.compose(self._context, self._config, overrides, number) for number, overrides in numbers]
        told = signal.getsignal(signal.SIGTERM)
        given: Any = OmegaConf.to_container(self._ray, resolve=True)
        if not ray.is_initialized():
            ray.init(**given["init"])
        signal.signal(signal.SIGTERM, told)  # Ray takes it for itself, and aborts
        make = ray.remote(**given["remote"])(_make)
        try:
            left = runs = [make.remote(self._context, config, self._job, Singleton.get_state()) for config in configs]
            while left:
                time.sleep(PERIOD)  # where Ray itself waits, a signal raises nothing
                _, left = ray.wait(left, num_returns=len(left), timeout=0, fetch_local=False)
            return [_returned(run) for run in runs]
        except BaseException:
            ray.shutdown()
            raise


def _make(context: HydraContext, config: DictConfig, job: TaskFunction, state: dict[Any, Any]) -> JobReturn:
    """Make a run in a process of Ray's, whose Hydra knows what that of the sweep does."""
    setup_globals()
    Singleton.set_state(state)
    return run_job(job, config, "hydra.sweep.dir", "hydra.sweep.subdir", context)


def _returned(run: Any) -> JobReturn:
    """What a run returned; one whose process or node died more often than it may be started again has failed."""
    import ray

    try:
        made: JobReturn = ray.get(run)
    except ray.exceptions.RayError as error:
        return handover.ended(Failed(f"{DIED} ({reasons.why(error)})"))
    return made
