"""One bad run never stops a sweep, under any launcher; real processes, really killed."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

import hydra
import psutil
import pytest
from hydra._internal.callbacks import Callbacks
from hydra.core.global_hydra import GlobalHydra
from hydra.core.hydra_config import HydraConfig
from hydra.types import HydraContext
from mlflow import MlflowClient

from runner.config import composition
from runner.console.ending import Interrupted
from runner.core import events
from runner.core.errors import UserError
from runner.core.events import Failed, Finished
from runner.launchers.local_threads import LocalThreads
from runner.run import isolation
from runner.sweep import retries, run_notes
from tests import ROOT
from tests.killing import wait_for
from tests.launching import EACH, LAUNCHERS, marked

SWEEP = (
    "-m", "schedule=dense", "schedule.name=mortal", "schedule._target_=tests.own_schedules.Mortal",
    "trusted_modules=[tests.own_schedules]", "+schedule.final=${target_sparsity}", "+schedule.begin_step=4",
    "+schedule.frequency=2", "dataset=digits", "train.epochs=1", "baseline.epochs=1", "sweep.control=false",
)  # fmt: skip
PYTHONPATH = {"PYTHONPATH": str(ROOT)}  # for tests.own_schedules
WAYS = ("raise", "exit", "kill", "kill the launcher", "end the launcher")
BY_SWEEP = ("local", "joblib")  # launchers whose process is that of the sweep
EACH_WAY = [marked(launcher, way) for launcher in LAUNCHERS for way in (WAYS[:3] if launcher in BY_SWEEP else WAYS)]


def sweep(cli, folder, numbers, way, under, *arguments):
    """The finished process, the runs by their number: (status, reason) of each attempt, and the parent."""
    launch, environment = under
    done = cli(*SWEEP, f"+schedule.number={numbers}", f"+schedule.way={way}", *launch, *arguments, cwd=folder,
               env={**environment, **PYTHONPATH}, timeout=900)  # fmt: skip
    client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
    every = client.search_runs([client.get_experiment_by_name("pruning").experiment_id], order_by=["start_time"])
    (parent,) = [run for run in every if run.data.tags["kind"] == "sweep"]
    runs = {}
    for run in every:
        if run.data.tags["kind"] == "run":
            runs.setdefault(int(run.data.params["schedule.number"]), []).append(run.info.status)
    return done, runs, parent


def assert_only_run_3_failed(done, runs, parent, others):
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "1 run failed:\n  mortal-0.8-lenet_300_100-digits-s0: " in done.stderr
    assert runs[3] in (["FAILED"], ["KILLED"])
    assert {number for number, statuses in runs.items() if statuses[-1] == "FINISHED"} == others
    assert not any("RUNNING" in statuses for statuses in runs.values())
    counts = [parent.data.metrics[f"sweep/{name}"] for name in ("finished", "failed", "skipped")]
    assert (parent.info.status, counts) == ("FAILED", [len(others), 1, 0])


def comparison(folder):
    (file,) = folder.glob("outputs/sweeps/*/*/comparison.csv")
    return file.read_bytes()


@pytest.mark.long
def test_a_killed_process_of_the_launcher_is_one_failed_run(cli, tmp_path, under):
    done, runs, parent = sweep(cli, tmp_path, "1,3", "kill the launcher", under("submitit_local"))  # 1 is rehearsed
    assert_only_run_3_failed(done, runs, parent, {1})
    assert events.DIED in done.stderr
    assert comparison(tmp_path)
    assert not list(tmp_path.glob("outputs/sweeps/*/*/.notes*"))


@pytest.fixture(scope="module")
def of_basic(cli, tmp_path_factory):
    """The comparison of a sweep of 8, one after the other, whose third raises."""
    folder = tmp_path_factory.mktemp("basic")
    assert_only_run_3_failed(*sweep(cli, folder, "range(1,9)", "raise", ((), {})), {1, 2, 4, 5, 6, 7, 8})
    return comparison(folder)


@pytest.mark.parametrize(("launcher", "way"), EACH_WAY)
def test_run_3_of_8_ends_badly_and_the_seven_finish(cli, tmp_path, of_basic, under, launcher, way):
    assert_only_run_3_failed(*sweep(cli, tmp_path, "range(1,9)", way, under(launcher)), {1, 2, 4, 5, 6, 7, 8})
    assert comparison(tmp_path) == of_basic


@pytest.mark.parametrize("launcher", EACH)
def test_retries_try_a_failed_run_again(cli, tmp_path, under, launcher):
    way = "raise" if launcher in BY_SWEEP else "kill the launcher"
    done, runs, parent = sweep(
        cli, tmp_path, "1,3,4", way, under(launcher), f"+schedule.file={tmp_path}/once", "sweep.retries=2"
    )
    assert done.returncode == 0, done.stderr
    # What failed is a new attempt; what was broken off with its launcher's process goes on in the same MLflow run.
    assert runs[3] == (["FAILED", "FINISHED"] if way == "raise" else ["FINISHED"])
    assert parent.info.status == "FINISHED"
    assert parent.data.metrics["sweep/finished"] == 3
    assert "3/3" in done.stdout and "4/3" not in done.stdout


@pytest.mark.parametrize("launcher", EACH)
def test_fail_fast_starts_nothing_after_a_failure(cli, tmp_path, under, launcher):
    given = "1,3,4,5" if launcher != "ray" else "1,3,4,5,6,7,8,9"  # Ray makes them in an order of its own
    done, runs, parent = sweep(cli, tmp_path, given, "raise", under(launcher, one=True), "sweep.fail_fast=true")
    assert done.returncode == 1
    assert runs.pop(3) == ["FAILED"]
    assert all(statuses == ["FINISHED"] for statuses in runs.values())
    assert runs == {1: ["FINISHED"]} if launcher != "ray" else len(runs) < 7
    counted = [parent.data.metrics[f"sweep/{name}"] for name in ("finished", "failed", "skipped")]
    assert counted == [len(runs), 1, len(given.split(",")) - 1 - len(runs)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
@pytest.mark.parametrize("launcher", [marked(launcher) for launcher in ("joblib", "submitit_local", "ray")])
def test_an_interrupted_sweep_leaves_no_process_and_no_running_run(tmp_path, launcher, number):
    grid = ("-m", "seed=0,1,2,3", "dataset=digits", "train.epochs=2000", "baseline.epochs=1", "sweep.control=false")
    command = [sys.executable, "-m", "runner", *grid, f"launch={launcher}"]
    started = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        end = time.monotonic() + 120
        while len(list(tmp_path.glob("outputs/sweeps/*/*/*/run.log"))) < 2:
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.1)
        family = psutil.Process(started.pid).children(recursive=True)
        if number == signal.SIGINT:
            os.killpg(started.pid, number)  # as Ctrl-C on a terminal does
        else:
            started.send_signal(number)
        assert started.wait(timeout=120) == 128 + number
    finally:
        started.kill()
    client = MlflowClient(f"sqlite:///{tmp_path}/mlflow.db")
    every = client.search_runs([client.get_experiment_by_name("pruning").experiment_id])
    statuses = {run.info.status for run in every if run.data.tags["kind"] in ("run", "sweep")}
    assert statuses == {"KILLED"}
    assert "RUNNING" not in {run.info.status for run in every}
    _, alive = psutil.wait_procs(family, timeout=20)
    assert not alive


# --- the rounds, over launches whose ends are given ---------------------------------------------------


def finished():
    return retries.End(Finished(None))


def failed(why="bad"):
    return retries.End(Failed(why))


class Launcher:
    """Launches with given ends: by run, those of each of its launches; the last stays."""

    def __init__(self, breaks=None, **ends):
        self.breaks, self.ends = breaks or {}, {int(name[1:]): list(each) for name, each in ends.items()}
        self.launches = []

    def __call__(self, runs):
        self.launches.append(list(runs))
        if broken := self.breaks.get(len(self.launches)):
            return retries.Launched([broken.get(run, retries.End()) for run in runs], "it broke")
        return retries.Launched([self.end(run) for run in runs])

    def end(self, run):
        ends = self.ends.get(run, [finished()])
        return ends.pop(0) if len(ends) > 1 else ends[0]


def why(ends):
    return {run: end.failure for run, end in sorted(ends.items())}


def test_failed_runs_come_again_in_a_later_round_as_often_as_retries_allow():
    launch = Launcher(r0=[failed(), finished()], r2=[failed("always")])
    assert why(retries.play(launch, 3, retries=2)) == {0: "", 1: "", 2: "always"}
    assert launch.launches == [[0, 1, 2], [0, 2], [2]]


def test_a_refused_run_is_not_tried_again():
    launch = Launcher(r0=[retries.End(UserError("no such thing"))])
    assert why(retries.play(launch, 2, retries=3)) == {0: "no such thing", 1: ""}
    assert launch.launches == [[0, 1]]


def test_fail_fast_retries_first_and_then_goes_on_or_stops():
    skipped = retries.End()
    launch = Launcher(r0=[failed(), finished()], r1=[skipped, failed("for good")], r2=[skipped])
    assert why(retries.play(launch, 3, retries=1, fail_fast=True)) == {0: "", 1: "for good"}
    assert launch.launches == [[0, 1, 2], [0], [1, 2], [1]]


def test_after_a_launch_breaks_each_lost_run_is_launched_alone_and_then_the_rest():
    lost = retries.End(lost=True)
    launch = Launcher({1: {0: finished(), 1: lost, 2: lost}, 2: {1: lost}})
    assert why(retries.play(launch, 5)) == {0: "", 1: "it broke", 2: "", 3: "", 4: ""}
    assert launch.launches == [[0, 1, 2, 3, 4], [1], [2], [3, 4]]


def test_a_launcher_that_never_works_fails_each_run_once_and_ends():
    launch = Launcher({number: {0: retries.End()} for number in range(1, 99)})
    assert why(retries.play(launch, 3)) == dict.fromkeys(range(3), "it broke")
    assert launch.launches == [[0, 1, 2], [0], [1, 2], [1], [2]]


# --- the threads that follow runs of this machine ------------------------------------------------------


@pytest.fixture
def launch(tmp_path):
    """Launches a job for some runs, two at once; what they return."""

    def launch(job, runs, *given):
        with hydra.initialize_config_dir(str(composition.CONF), version_base="1.3"):
            given = ["launch=joblib", f"hydra.sweep.dir={tmp_path}", *given]
            config = hydra.compose("config", given, return_hydra_config=True)
            config.hydra.overrides.hydra = []
            launcher = LocalThreads()
            context = HydraContext(GlobalHydra.instance().config_loader(), Callbacks())
            launcher.setup(hydra_context=context, task_function=job, config=config)
            made = launcher.launch([[f"seed={seed}", *given] for seed in range(runs)], initial_job_idx=5)
        return [each.return_value for each in made]

    return launch


def test_each_thread_has_the_config_of_its_run_and_of_hydra_and_what_one_raises_is_that_runs(launch, tmp_path):
    both = threading.Barrier(2)

    def job(composed, interruption):
        both.wait(60)  # now the other thread has composed its run, too
        assert "hydra" not in composed
        if composed.seed == 1:
            raise OSError("no more")
        return composed.seed, composed.baseline.dir, HydraConfig.get().runtime.output_dir

    before = HydraConfig.instance()
    made = launch(job, 4, "baseline.dir=dense-${hydra:job.num}")
    assert made.pop(1) == Failed("OSError: no more")
    assert made == [(seed, f"dense-{seed + 5}", str(tmp_path / str(seed + 5))) for seed in (0, 2, 3)]
    assert HydraConfig.instance() is before


def test_a_folder_that_cannot_be_made_is_one_failed_run(launch, tmp_path):
    (tmp_path / "6").write_text("a file of the user's")
    made = launch(lambda composed, interruption: composed.seed, 3)
    assert made.pop(1).reason.startswith("FileExistsError")
    assert made == [0, 2]


@pytest.mark.parametrize("also", [(), (signal.SIGHUP, signal.SIGINT)], ids=["alone", "with others"])
def test_a_signal_reaches_every_thread_and_no_other_run_begins(launch, also):
    begun, ended = [], []
    both = threading.Barrier(2)

    def job(composed, interruption):
        begun.append(composed.seed)
        if both.wait(60) == 0:
            kills = " && ".join(f"kill -{number.value} {os.getpid()}" for number in (signal.SIGTERM, *also))
            subprocess.run(["sh", "-c", kills], check=True)  # the system may hand the second to any thread
        try:
            interruption.check(60)
        except Interrupted as why:
            time.sleep(0.3)  # a run is ended, and its status written
            ended.append(why)
            raise

    before = {number: signal.getsignal(number) for number in isolation.ENDING}
    with pytest.raises(Interrupted) as raised, isolation.raise_signals():
        launch(job, 6)
    assert {number: signal.getsignal(number) for number in before} == before
    assert sorted(begun) == [0, 1]
    assert ended == [raised.value] * 2
    assert also or raised.value.number == signal.SIGTERM


# --- the notes of a run -------------------------------------------------------------------------------


def raises():
    raise SystemExit(3)


def in_a_process(notes, tmp_path, run):
    process = multiprocessing.get_context("fork").Process(target=notes.watch, args=(7, tmp_path, run))
    process.start()
    process.join()
    return process.exitcode


def test_an_exit_is_noted_as_a_failure_with_its_traceback_in_the_log(tmp_path):
    notes = run_notes.Notes(tmp_path / "notes")
    with notes.kept():
        assert in_a_process(notes, tmp_path, raises) == 0
        assert notes.outcome(7) == Failed("SystemExit: 3")
        assert (notes.lost([7]), notes.died([])) == ([], [])
        assert "SystemExit: 3" in (tmp_path / "run.log").read_text()


def test_the_death_of_the_process_of_a_run_is_noted_by_a_witness(tmp_path):
    notes = run_notes.Notes(tmp_path / "notes")
    with notes.kept():
        assert in_a_process(notes, tmp_path, lambda: os.kill(os.getpid(), signal.SIGKILL)) == -signal.SIGKILL
        assert notes.lost([6, 7]) == [7]
        assert notes.died([7]) == [7]
        assert notes.output(7) == tmp_path


def test_a_process_that_is_killed_with_its_children_since_another_one_died_is_lost_and_not_to_blame(tmp_path):
    notes = run_notes.Notes(tmp_path / "notes")
    with notes.kept():
        other = multiprocessing.get_context("fork").Process(
            target=notes.watch, args=(6, tmp_path, lambda: time.sleep(60))
        )
        other.start()
        wait_for(lambda: psutil.Process(other.pid).children())
        assert in_a_process(notes, tmp_path, lambda: os.kill(os.getpid(), signal.SIGKILL)) == -signal.SIGKILL
        for process in (*psutil.Process(other.pid).children(), other):
            process.kill()
        other.join()
        assert notes.lost([6, 7]) == [6, 7]
        assert notes.died([6, 7]) == [7]


def test_a_signal_to_a_process_of_the_launcher_is_one_failed_run(tmp_path):
    notes = run_notes.Notes(tmp_path / "notes")
    with notes.kept():
        assert in_a_process(notes, tmp_path, lambda: os.kill(os.getpid(), signal.SIGTERM)) == 0
        assert notes.outcome(7) == Failed("Interrupted: SIGTERM")


def test_with_fail_fast_no_run_starts_after_a_failure_until_the_next_launch(tmp_path):
    notes = run_notes.Notes(tmp_path / "notes", fail_fast=True)
    with notes.kept():
        assert notes.watch(0, tmp_path, lambda: Failed("bad")) == Failed("bad")
        assert notes.watch(1, tmp_path, lambda: Failed("never asked")) is None
        notes.resume()
        assert notes.watch(2, tmp_path, lambda: Finished(None)) == Finished(None)
