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

from hydra.core.plugins import Plugins
from hydra.core.utils import JobReturn
from hydra.plugins.sweeper import Sweeper
from hydra.types import HydraContext, TaskFunction
from omegaconf import DictConfig, open_dict

from runner import composition, deliver, follow, grid, isolate, journal, rehearsal, report, signature
from runner.config import Config
from runner.records import LOG_FILE, OUTPUTS, Failed
from runner.terminal import SweepTerminal

PLUGIN = "hydra_plugins.pruning_runner"


class FairSweeper(Sweeper):
    """Hydra's grid, made fair.

    Attributes:
        failures: the runs that failed, each with its reason and its log file.
        terminal: shows the sweep; None in a process of a launcher.
    """

    __module__ = PLUGIN  # Hydra takes plugins from its own package only
    failures: Sequence[str] = ()
    terminal: SweepTerminal | None = None

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
        jobs = self._jobs(arguments)
        warnings = rehearsal.plan_all([(grid.spoken(overrides), config) for overrides, config in jobs])
        configs = [config for _, config in jobs]
        deliver.deliver_all(Path(OUTPUTS))  # what earlier runs could not send
        folder = Path(self._config.hydra.sweep.dir)
        identity = signature.of_sweep(configs, self._study)
        from runner.parent import open_sweep

        with (
            isolate.signals_raise(),  # between two runs, and under launchers whose runs are elsewhere
            open_sweep(configs[0].tracking, identity, len(jobs), folder, self._study) as parent,
            SweepTerminal(len(jobs)) as terminal,
            follow.follow(parent.uri, parent.id, terminal.ended),
        ):
            terminal.warn(warnings)
            FairSweeper.terminal = terminal
            returns = self._launcher.launch(
                [[*overrides, f"tracking.parent={parent.id}"] for overrides, _ in jobs], initial_job_idx=0
            )
            parent.count([each.return_value for each in returns])
        FairSweeper.failures = [
            text for config, each in zip(configs, returns, strict=True) if (text := _failure(config, each))
        ]
        _compare(parent.uri, parent.id, folder)
        return returns

    @property
    def _study(self) -> str | None:
        """The name of the study, if the command names one."""
        return self._config.hydra.runtime.choices.get(composition.STUDIES)

    def _jobs(self, arguments: Sequence[str]) -> list[grid.Job]:
        """Every run of the command and its study."""
        study = composition.to_sweep(self._config.sweep)
        return grid.jobs(study, arguments, self._context.config_loader, self._compose)

    def _compose(self, overrides: Sequence[str]) -> DictConfig:
        composed: DictConfig = self._context.config_loader.load_sweep_config(self._config, list(overrides))
        with open_dict(composed):
            composed.pop("hydra")
        return composed


def register() -> None:
    """Make the sweeper known to Hydra, under a name in the package that Hydra takes plugins from."""
    sys.modules[PLUGIN] = sys.modules[__name__]
    Plugins.instance().register(FairSweeper)


def _compare(uri: str, sweep_id: str, folder: Path) -> None:
    """The comparison, into the sweep's folder and onto its parent run; it waits for what is not in the store."""
    deliver.deliver_all(folder)  # the server may be back
    if left := journal.kept(folder):
        print(f"warning: {left}\nThen compare: python -m runner.report --sweep {sweep_id}", file=sys.stderr)
        return
    comparison = report.compare_sweep(uri, sweep_id)
    files = report.write(comparison, folder)
    report.publish(uri, sweep_id, comparison, folder, files)
    report.show(comparison, files)
    if left := journal.kept(folder):
        print(f"warning: {left}", file=sys.stderr)


def _failure(config: Config, returned: JobReturn) -> str:
    """What became of a run that did not finish; empty for one that did."""
    outcome = returned.return_value
    if not isinstance(outcome, Failed | Exception):
        return ""
    log = Path(returned.hydra_cfg.hydra.runtime.output_dir, LOG_FILE)  # type: ignore[union-attr]
    why = f"{outcome.reason}; its log is {log}" if isinstance(outcome, Failed) else str(outcome)
    return f"{config.run_name}: {why}"
