"""A sweep: one parent run, fair arms, and a comparison at its end.

This is Hydra's sweeper for the runner. It expands the grid, composes and plans every arm before
the first run, adds the dense control of each seed, drops configurations that are the same, and
hands the rest to whichever launcher the configuration names, until each run has ended. The parent's id travels to the
runs as an override, not by the environment, so that it arrives under every launcher.
"""

from __future__ import annotations

import functools
import sys
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hydra.core.hydra_config import HydraConfig
from hydra.core.plugins import Plugins
from hydra.plugins.sweeper import Sweeper
from hydra.types import HydraContext, TaskFunction
from omegaconf import DictConfig, open_dict

from runner import (
    composition,
    deliver,
    follow,
    grid,
    isolate,
    journal,
    rehearsal,
    report,
    resume,
    rounds,
    signature,
    track,
    witness,
)  # fmt: skip
from runner.events import Failed
from runner.local_queue import LocalQueue
from runner.ray_cluster import RayCluster
from runner.records import OUTPUTS
from runner.terminal import SweepTerminal

PLUGIN = "hydra_plugins.pruning_runner"
NOTES = ".notes"
PROCESS = uuid.uuid4().hex  # names this process, as no other on any machine is named


class FairSweeper(Sweeper):
    """Hydra's grid, made fair.

    Attributes:
        failures: the runs that failed, each with its reason and its log file.
        terminal: shows the sweep; in a process of a launcher it notes what the run began.
    """

    __module__ = PLUGIN  # Hydra takes plugins from its own package only
    failures: Sequence[str] = ()
    terminal: SweepTerminal | witness.Listener | None = None
    _launched = 0

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Take what Hydra hands over: its context, the job, the config; and make the launcher."""
        self._context, self._config = hydra_context, config
        fail_fast = composition.to_sweep(config.sweep).fail_fast
        self._notes = witness.Notes(Path(config.hydra.sweep.dir).absolute() / NOTES, fail_fast)
        self._launcher = Plugins.instance().instantiate_launcher(
            hydra_context=hydra_context, config=config,
            task_function=functools.partial(_watched, self._notes, task_function),
        )  # fmt: skip

    def sweep(self, arguments: list[str]) -> Any:
        """Run every combination of the overrides, and compare.

        Raises:
            UserError: an arm cannot run; nothing was started.
        """
        jobs = self._jobs(arguments)
        rehearsed = rehearsal.plan_all([(grid.spoken(overrides), config) for overrides, config in jobs])
        configs, folder = [config for _, config in jobs], Path(self._config.hydra.sweep.dir)
        deliver.deliver_all(Path(OUTPUTS))  # what earlier runs could not send
        identity = signature.of_sweep(configs, self._study)
        from runner.parent import open_sweep

        with (
            isolate.signals_raise(),  # between two runs, and under launchers whose runs are elsewhere
            open_sweep(configs[0].tracking, identity, len(jobs), folder, self._study) as parent,
            SweepTerminal(len(jobs)) as terminal,
            self._notes.kept(),
            follow.follow(parent.uri, parent.id, terminal.ended),
        ):
            terminal.warn(rehearsed.warnings)
            FairSweeper.terminal = terminal
            done = resume.skips(parent.tracking, rehearsed.signatures)
            skipped = [skip for skip, config in zip(done, configs, strict=True) if skip and not config.force]
            terminal.skipped(skipped)
            pending = [job for job, skip in zip(jobs, done, strict=True) if skip not in skipped]
            ends = rounds.play(
                functools.partial(self._launch, [overrides for overrides, _ in pending], parent.id),
                len(pending), retries=configs[0].sweep.retries, fail_fast=configs[0].sweep.fail_fast,
            )  # fmt: skip
            parent.count([*skipped, *(end.outcome for end in ends.values())])
        FairSweeper.failures = [
            f"{pending[run][1].run_name}: {end.failure}" for run, end in sorted(ends.items()) if end.failure
        ]
        _compare(parent.uri, parent.id, folder)
        return ends

    def _launch(self, every: Sequence[Sequence[str]], parent: str, runs: Sequence[int]) -> rounds.Launched:
        """Hand some runs to the launcher, under numbers that no other launch of the sweep has used."""
        numbers = range(self._launched, self._launched + len(runs))
        self._launched = numbers.stop
        self._notes.resume()
        told = [f"tracking.parent={parent}", f"tracking.process={PROCESS}"]
        overrides = [[*every[run], *told] for run in runs]
        try:
            returns = self._launcher.launch(overrides, initial_job_idx=numbers.start)
            launched = self._whole(numbers, [each.return_value for each in returns])
        except Exception as error:  # of the launcher: what a run raises is its outcome
            launched = self._broken(numbers, track.reason(error))
        except isolate.Interrupted as interrupt:  # joblib has killed its processes and theirs
            self._notes.end_lost(numbers, "KILLED", str(interrupt))
            raise
        self._notes.end_lost(numbers, "FAILED", witness.DIED)
        return launched

    def _whole(self, numbers: Sequence[int], outcomes: Sequence[Any]) -> rounds.Launched:
        """What a launch returned that went to its end."""
        ended = zip(numbers, outcomes, strict=True)
        return rounds.Launched([rounds.End(outcome, output=self._notes.output(number)) for number, outcome in ended])

    def _broken(self, numbers: Sequence[int], why: str) -> rounds.Launched:
        """What the notes say of a launch that broke."""
        lost = self._notes.lost(numbers)
        died = self._notes.died(lost)

        def end(number: int) -> rounds.End:
            outcome = Failed(witness.DIED) if number in died else self._notes.outcome(number)
            return rounds.End(outcome, not died and number in lost, self._notes.output(number))

        return rounds.Launched([end(number) for number in numbers], why)

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
    LocalQueue.__module__ = RayCluster.__module__ = PLUGIN
    for plugin in (FairSweeper, LocalQueue, RayCluster):
        Plugins.instance().register(plugin)


def _watched(notes: witness.Notes, task: Callable[[Any], Any], config: DictConfig) -> Any:
    """The job that the launcher is given."""
    hydra_config = HydraConfig.get()
    number, output = hydra_config.job.num, Path(hydra_config.runtime.output_dir)
    if not notes.by_sweep:
        FairSweeper.terminal = witness.Listener(notes, number)
    return notes.watch(number, output, functools.partial(task, config))


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
