"""A Ray cluster: the launcher behind ``launch=ray``.

The work is Hydra's Ray plugin's, and Ray's: which node a run goes to, how many go at once, and that a run whose node or
process died is started again. Here the workers are given what they need in their environment, and a launch that
breaks takes back what is still going on.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from hydra.core.utils import JobReturn
from hydra.plugins.launcher import Launcher
from hydra.types import HydraContext, TaskFunction
from omegaconf import DictConfig, OmegaConf, open_dict

from runner.core import credentials, environment
from runner.core.errors import UserError
from runner.tracking import store

OF_MLFLOW = "MLFLOW_"  # how the variables begin that say where its server is, and who asks


class RayCluster(Launcher):
    """Hydra's plugin, ``hydra/launcher=ray``.

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
            from hydra_plugins.hydra_ray_launcher.ray_launcher import RayLauncher
        except ImportError:
            raise UserError("launch=ray needs Ray, which is not installed: pip install 'pruning-runner[ray]'") from None
        uri, address = store.choose_uri(OmegaConf.select(config, "tracking.uri")), self._ray.init.address
        if address and store.find_database(uri):
            raise UserError(
                f"launch.address={address} needs a tracking server: the nodes of a cluster do not write to {uri}. "
                f"Give it, as in tracking.uri=http://HOST:5000, or leave launch.address out."
            )
        of_mlflow = {name: value for name, value in os.environ.items() if name.startswith(OF_MLFLOW)}
        with open_dict(self._ray):
            self._ray.init.runtime_env = {
                "env_vars": {**of_mlflow, **credentials.export_logins(), **environment.PINNED}
            }
        self._of_hydra: Launcher = RayLauncher(self._ray)
        self._of_hydra.setup(hydra_context=hydra_context, task_function=task_function, config=config)

    def launch(self, job_overrides: Sequence[Sequence[str]], initial_job_idx: int) -> Sequence[JobReturn]:
        """Run them all. Where one is lost for good, Ray ends the others, so that none goes on unseen."""
        import ray
        from hydra_plugins.hydra_ray_launcher._launcher_util import start_ray

        told = signal.getsignal(signal.SIGTERM)
        start_ray(self._ray.init)
        signal.signal(signal.SIGTERM, told)  # Ray takes it for itself, and aborts
        with ThreadPoolExecutor(1) as elsewhere:  # where Ray waits, a signal raises nothing
            launched = elsewhere.submit(self._of_hydra.launch, job_overrides, initial_job_idx)
            try:
                returns: Sequence[JobReturn] = launched.result()
            except BaseException:
                ray.shutdown()
                raise
        return returns
