"""A sweep: one parent run, fair arms, and a comparison at its end.

This is Hydra's sweeper for the runner. It expands the grid, composes and plans every arm before
the first run, adds the dense control of each seed, drops configurations that are the same, and
hands the rest to whichever launcher the configuration names, until each run has ended. The parent's id travels to the
runs as an override, not by the environment, so that it arrives under every launcher.
"""

from __future__ import annotations

import functools
import gc
import shlex
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hydra.core.hydra_config import HydraConfig
from hydra.core.plugins import Plugins
from hydra.plugins.sweeper import Sweeper
from hydra.types import HydraContext, TaskFunction
from omegaconf import DictConfig, open_dict

from runner.config import composition, signature
from runner.console import ending, heartbeat
from runner.console.ending import Interrupted
from runner.core.errors import UserError
from runner.core.events import DIED, Failed, Skipped
from runner.core.file_names import OUTPUTS
from runner.core.tags import Status
from runner.launchers.local_threads import LocalThreads
from runner.launchers.ray import RayCluster
from runner.launchers.slurm import SlurmQueue
from runner.launchers.submitit_local import LocalQueue
from runner.report.files import publish_comparison, write_comparison
from runner.report.reading import compare_sweep
from runner.report.terminal import show_comparison
from runner.run import isolation, leavings
from runner.run.terminal import SweepTerminal
from runner.sweep import grid, outline, progress, retries, run_notes, search
from runner.sweep.job import Job
from runner.tracking import deliver, journal, previous, run_writer, store  # fmt: skip

if TYPE_CHECKING:
    from runner.sweep.parent import Sweep

PLUGIN = "hydra_plugins.pruning_runner"
PROCESS = uuid.uuid4().hex  # names this process, as no other on any machine is named
NOTES = f".notes-{PROCESS}"


class FairSweeper(Sweeper):
    """Hydra's grid, made fair."""

    __module__ = PLUGIN  # Hydra takes plugins from its own package only
    _launched = 0

    def setup(self, *, hydra_context: HydraContext, task_function: TaskFunction, config: DictConfig) -> None:
        """Take what Hydra hands over: its context, the job, the config; and make the launcher."""
        assert isinstance(task_function, Job)  # ours: it is made by the one command that sweeps
        self._context, self._config, self._job = hydra_context, config, task_function
        self._outcomes: list[Any] = []
        fail_fast = composition.read_sweep(config.sweep).fail_fast
        folder, starts_again = Path(config.hydra.sweep.dir).absolute() / NOTES, config.launch.name == "slurm"
        self._notes = run_notes.Notes(folder, fail_fast, starts_again)
        self._launcher = Plugins.instance().instantiate_launcher(
            hydra_context=hydra_context, config=config,
            task_function=functools.partial(_watched, self._notes, task_function),
        )  # fmt: skip

    def sweep(self, arguments: list[str]) -> Any:
        """Run every combination of the overrides, or search among them, and compare.

        Raises:
            UserError: an arm cannot run; nothing was started.
        """
        gc.disable()  # until the first run, and in the comparison, nothing that is made is garbage
        try:
            return self._sweep(arguments)
        finally:
            gc.unfreeze()
            gc.enable()  # at the exit, what holds the store open is collected, and SQLite merges its log

    def _sweep(self, arguments: list[str]) -> Any:
        heartbeat.announce("composing the runs of the sweep")
        compose = grid.Composer(self._context.config_loader, arguments, self._compose)
        asked = grid.combine_axes(composition.read_sweep(self._config.sweep), arguments, compose)
        jobs = grid.drop_repeats(asked, compose)
        store.check(store.choose_uri(jobs[0][1].tracking.uri))
        searches = search.make_searches(jobs, arguments)
        rehearsed = outline.plan_sweep(jobs)
        rehearsed.check()
        configs, folder = [config for _, config in jobs], Path(self._config.hydra.sweep.dir)
        deliver.deliver_all(Path(OUTPUTS))  # what earlier runs could not send
        identity, planned = signature.sign_sweep(configs, self._study), search.count_runs(searches, jobs)
        heartbeat.announce("opening the store")
        from runner.sweep.parent import open_sweep

        with (
            isolation.raise_signals(),  # between two runs, and under launchers whose runs are elsewhere
            open_sweep(configs[0], identity, planned, folder, self._study) as parent,
            SweepTerminal(planned, one_at_a_time=configs[0].launch.jobs == 1) as terminal,
            self._notes.kept(),
            progress.follow(parent.uri, parent.id, terminal.ended),
        ):
            gc.freeze()  # what was imported and composed stays: no collection during the runs looks through it
            gc.enable()
            terminal.warn([*filter(None, [grid.explain_repeats(asked)]), *rehearsed.warnings])
            self._job.terminal = terminal
            play = functools.partial(self._play, parent, terminal)
            if not searches:
                play(jobs, rehearsed.signatures)
            else:
                controls = [each for each in zip(jobs, rehearsed.signatures, strict=True) if each[0][1].dense]
                play([job for job, _ in controls], [identity for _, identity in controls])
                make = functools.partial(search.make, compose=compose, play=play, tracking=parent.tracking)
                search.tune(searches, make, terminal.say, self._over, at_once=configs[0].launch.jobs)
                parent.searched([each.counted() for each in searches], len(self._outcomes))
                self._job.sweep.searches = [each.failure for each in searches if each.failure]
            parent.count(self._outcomes)
        self._job.sweep.comparison = _compared(parent.uri, parent.id, folder, configs[0].report.margin)
        for line in (line for each in searches for line in each.found()):
            print(f"best on val: {line}")
        return self._outcomes

    def _play(
        self, parent: Sweep, terminal: SweepTerminal, jobs: Sequence[grid.Job], signatures: Sequence[str]
    ) -> None:
        """Make the runs that are not done, and remember what each came to, now or before."""
        wanted = [
            (identity, config.search.stop_below or {}) for identity, (_, config) in zip(signatures, jobs, strict=True)
        ]
        done = [
            None if config.force else before
            for before, (_, config) in zip(previous.find_done(parent.tracking, wanted), jobs, strict=True)
        ]
        terminal.skipped([each for each in done if isinstance(each, Skipped)])
        pending = [job for job, each in zip(jobs, done, strict=True) if each is None]
        terminal.warn(previous.other_results(parent.tracking, (config for _, config in pending)))
        options = composition.read_sweep(self._config.sweep)
        ends = retries.play(
            functools.partial(self._launch, [overrides for overrides, _ in pending], parent.id),
            len(pending), retries=options.retries, fail_fast=options.fail_fast,
        )  # fmt: skip
        self._outcomes += [*filter(None, done), *(end.outcome for end in ends.values())]
        self._job.sweep.failures += [
            f"{pending[run][1].run_name}: {end.failure}" for run, end in sorted(ends.items()) if end.failure
        ]

    def _over(self) -> bool:
        """Whether no more runs are to begin."""
        return bool(self._job.sweep.failures) and composition.read_sweep(self._config.sweep).fail_fast

    def _launch(self, every: Sequence[Sequence[str]], parent: str, runs: Sequence[int]) -> retries.Launched:
        """Hand some runs to the launcher, under numbers that no other launch of the sweep has used."""
        numbers = range(self._launched, self._launched + len(runs))
        self._launched = numbers.stop
        self._notes.resume()
        heartbeat.announce(f"making {len(runs)} runs")
        told = [f"tracking.parent={parent}", f"tracking.process={PROCESS}"]
        overrides = [[*every[run], *told] for run in runs]
        try:
            returns = self._launcher.launch(overrides, initial_job_idx=numbers.start)
            launched = self._whole(numbers, [each.return_value for each in returns])
        except UserError:  # it takes none of them
            raise
        except Exception as error:  # of the launcher: what a run raises is its outcome
            launched = self._broken(numbers, run_writer.explain_failure(error))
        except Interrupted as interrupt:  # Ray has killed its processes and theirs
            self._notes.end_lost(numbers, Status.KILLED, str(interrupt))
            raise
        self._notes.end_lost(numbers, Status.FAILED, DIED)
        return launched

    def _whole(self, numbers: Sequence[int], outcomes: Sequence[Any]) -> retries.Launched:
        """What a launch returned that went to its end."""
        ended = zip(numbers, outcomes, strict=True)
        return retries.Launched([retries.End(outcome, output=self._notes.output(number)) for number, outcome in ended])

    def _broken(self, numbers: Sequence[int], why: str) -> retries.Launched:
        """What the notes say of a launch that broke."""
        lost = self._notes.lost(numbers)
        died = self._notes.died(lost)

        def end(number: int) -> retries.End:
            outcome = Failed(DIED) if number in died else self._notes.outcome(number)
            return retries.End(outcome, not died and number in lost, self._notes.output(number))

        return retries.Launched([end(number) for number in numbers], why)

    @property
    def _study(self) -> str | None:
        """The name of the study, if the command names one."""
        return self._config.hydra.runtime.choices.get(composition.STUDIES)

    def _compose(self, overrides: Sequence[str]) -> DictConfig:
        composed: DictConfig = self._context.config_loader.load_sweep_config(self._config, list(overrides))
        with open_dict(composed):
            composed.pop("hydra")
        return composed


def register() -> None:
    """Make the sweeper known to Hydra, under a name in the package that Hydra takes plugins from."""
    sys.modules[PLUGIN] = sys.modules[__name__]
    for launcher in (LocalQueue, LocalThreads, RayCluster, SlurmQueue):
        launcher.__module__ = PLUGIN
    for plugin in (FairSweeper, LocalQueue, LocalThreads, RayCluster, SlurmQueue):
        Plugins.instance().register(plugin)


def _watched(
    notes: run_notes.Notes, task: Job, config: DictConfig, interruption: isolation.Interruption | None = None
) -> Any:
    """The job that the launcher is given."""
    hydra_config = HydraConfig.get()
    number, output = hydra_config.job.num, Path(hydra_config.runtime.output_dir)
    leavings.hide_logins(output, hydra_config)
    if not notes.by_sweep:
        task.terminal = run_notes.Listener(notes, number)
    return notes.watch(number, output, functools.partial(task, config, interruption))


def _compared(uri: str, sweep_id: str, folder: Path, margin: float) -> str:
    """Make the comparison; what is to be told if it cannot be made, which changes nothing about the runs."""
    try:
        _compare(uri, sweep_id, folder, margin)
    except Exception as error:
        where = "" if uri == store.choose_uri() else f" --uri {shlex.quote(store.hide_password(uri))}"
        return (
            f"every run has ended, and the comparison could not be made: {ending.explain_ending(error)[1]}\n"
            f"Make it again: python -m runner.report --sweep {sweep_id}{where}"
        )
    return ""


def _compare(uri: str, sweep_id: str, folder: Path, margin: float) -> None:
    """The comparison, into the sweep's folder and onto its parent run; it waits for what is not in the store."""
    deliver.deliver_all(folder)  # the server may be back
    if left := journal.describe_kept(folder):
        print(f"warning: {left}\nThen compare: python -m runner.report --sweep {sweep_id}", file=sys.stderr)
        return
    gc.disable()
    comparison = compare_sweep(uri, sweep_id, margin=margin)
    files = write_comparison(comparison, folder)
    publish_comparison(uri, sweep_id, comparison, folder, files)
    show_comparison(comparison, files)
    if left := journal.describe_kept(folder):
        print(f"warning: {left}", file=sys.stderr)
