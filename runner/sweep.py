"""A sweep: one parent run, fair arms, and a comparison at its end.

This is Hydra's sweeper for the runner. It expands the grid, composes and plans every arm before
the first run, adds the dense control of each seed, drops configurations that are the same, and
hands the rest to whichever launcher the configuration names. The parent's id travels to the
runs as an override, not by the environment, so that it arrives under every launcher.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hydra._internal.core_plugins.basic_sweeper import BasicSweeper
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.plugins import Plugins
from hydra.errors import HydraException
from hydra.plugins.sweeper import Sweeper
from hydra.types import HydraContext, TaskFunction
from omegaconf import DictConfig, open_dict
from omegaconf.errors import OmegaConfBaseException

from runner import complaints, composition, rehearsal, report, signature, store
from runner.config import Config
from runner.records import Failed, UserError

PLUGIN = "hydra_plugins.pruning_runner"
OF_SCHEDULE = ("schedule", "target_sparsity")


class FairSweeper(Sweeper):
    """Hydra's grid, made fair; ``failures`` are the reasons of the runs that failed."""

    __module__ = PLUGIN  # Hydra takes plugins from its own package only
    failures: Sequence[str] = ()

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Take what Hydra hands over: its context, the job, the config; and make the launcher."""
        self._context, self._config = hydra_context, config
        self._launcher = Plugins.instance().instantiate_launcher(
            hydra_context=hydra_context, task_function=task_function, config=config
        )

    def sweep(self, arguments: list[str]) -> Any:
        """Run every combination of the overrides, and compare.

        Raises:
            UserError: an arm cannot run; nothing was started.
        """
        parser = OverridesParser.create(config_loader=self._context.config_loader)
        (grid,) = BasicSweeper.split_arguments(parser.parse_overrides(arguments), None)
        jobs = self._fair(grid)
        rehearsal.plan_all([(_spoken(overrides), config) for overrides, config in jobs])
        configs = [config for _, config in jobs]
        from runner.parent import open_sweep

        with open_sweep(configs[0].tracking, signature.of_sweep(configs), len(jobs)) as parent:
            returns = self._launcher.launch(
                [[*overrides, f"tracking.parent={parent.id}"] for overrides, _ in jobs], initial_job_idx=0
            )
            outcomes = [each.return_value for each in returns]
            parent.count(outcomes)
            FairSweeper.failures = [
                f"{config.run_name}: {outcome.reason if isinstance(outcome, Failed) else outcome}"
                for config, outcome in zip(configs, outcomes, strict=True)
                if isinstance(outcome, Failed | Exception)
            ]
        comparison = report.compare_sweep(store.tracking_uri(configs[0].tracking.uri), parent.id)
        files = report.write(comparison, Path(self._config.hydra.sweep.dir))
        report.publish(parent.uri, parent.id, comparison, files)
        report.show(comparison, files)
        return returns

    def _fair(self, grid: Sequence[Sequence[str]]) -> list[tuple[list[str], Config]]:
        """Each configuration once, with the dense control of every combination of the rest."""
        jobs: dict[str, tuple[list[str], Config]] = {}
        composed = [(list(overrides), self._compose(overrides)) for overrides in grid]
        for overrides, config in composed:
            jobs.setdefault(signature.of_config(config), (overrides, config))
        for overrides, config in composed:
            if config.sweep.control:
                control = [*(each for each in overrides if not _of_schedule(each)), "schedule=dense"]
                dense = self._compose(control)
                jobs.setdefault(signature.of_config(dense), (control, dense))
        return list(jobs.values())

    def _compose(self, overrides: Sequence[str]) -> Config:
        try:
            loader = self._context.config_loader
            composed: DictConfig = loader.load_sweep_config(self._config, list(overrides))
            with open_dict(composed):
                composed.pop("hydra")
            return composition.to_config(composed)
        except (UserError, HydraException, OmegaConfBaseException) as error:
            why = str(error) if isinstance(error, UserError) else complaints.explain(error, composition.CONF)
            raise UserError(f"The arm {_spoken(overrides)} cannot run, so nothing was started: {why}") from None


def register() -> None:
    """Make the sweeper known to Hydra, under a name in the package that Hydra takes plugins from."""
    sys.modules[PLUGIN] = sys.modules[__name__]
    Plugins.instance().register(FairSweeper)


def _spoken(overrides: Sequence[str]) -> str:
    return " ".join(overrides)


def _of_schedule(override: str) -> bool:
    key = override.lstrip("+~").split("=")[0]
    return key.split(".")[0] in OF_SCHEDULE
