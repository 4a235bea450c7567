"""One bad run never stops a sweep, under any launcher; real processes, really killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import hydra
import psutil
import pytest
from hydra._internal.callbacks import Callbacks
from hydra.core.global_hydra import GlobalHydra
from hydra.types import HydraContext
from mlflow import MlflowClient
from omegaconf import OmegaConf

from runner.config import composition
from runner.console.ending import Interrupted
from runner.core.events import DIED, Failed, Finished
from runner.core.records import UserError
from runner.launchers.local import Local
from runner.run import isolation
from runner.sweep import retries
from runner.sweep.job import Launched

SWEEP = (
    "-m", "schedule=dense", "schedule.name=mortal", "schedule._target_=tests.own_schedules.Mortal",
    "trusted_modules=[tests.own_schedules]", "+schedule.final=${target_sparsity}", "+schedule.begin_step=4",
    "+schedule.frequency=2", "dataset=digits", "train.epochs=1", "baseline.epochs=1", "sweep.control=false",
)  # fmt: skip
PYTHONPATH = {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}  # for tests.own_schedules
CLUSTERS = {"slurm": pytest.mark.cluster, "ray": pytest.mark.ray}
LAUNCHERS = ("local", "joblib", "submitit_local", *CLUSTERS)
WAYS = ("raise", "exit", "kill", "kill the launcher", "end the launcher")
BY_THREADS = ("local", "joblib")  # launchers whose process is that of the sweep


def marked(launcher, *values):
    """Parameters of a test that takes minutes, or needs a cluster."""
    return pytest.param(launcher, *values, marks=CLUSTERS.get(launcher, pytest.mark.long))


EACH = [marked(launcher) for launcher in LAUNCHERS]
EACH_WAY = [marked(launcher, way) for launcher in LAUNCHERS for way in (WAYS[:3] if launcher in BY_THREADS else WAYS)]


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
    assert DIED in done.stderr
    assert comparison(tmp_path)


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
    way = "raise" if launcher in BY_THREADS else "kill the launcher"
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


def begun(folder):
    """The logs of the runs of a sweep that have begun."""
    return list(folder.glob("outputs/sweeps/*/*/*/run.log"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
@pytest.mark.parametrize("launcher", [marked(launcher) for launcher in ("joblib", "submitit_local", "ray")])
def test_an_interrupted_sweep_leaves_no_process_and_no_running_run(tmp_path, launcher, number):
    grid = ("-m", "seed=0,1,2,3", "dataset=digits", "train.epochs=2000", "baseline.epochs=1", "sweep.control=false")
    command = [sys.executable, "-m", "runner", *grid, f"launch={launcher}"]
    started = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        end = time.monotonic() + 120
        while len(begun(tmp_path)) < 2:
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

    def __init__(self, **ends):
        self.ends = {int(name[1:]): list(each) for name, each in ends.items()}
        self.launches = []

    def __call__(self, runs):
        self.launches.append(list(runs))
        return [self.end(run) for run in runs]

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


# --- the threads that follow runs of this machine -----------------------------------------------------


@pytest.fixture
def launch(tmp_path):
    """Launches a job for some runs, two at once."""

    def launch(job, runs):
        with hydra.initialize_config_dir(str(composition.CONF), version_base="1.3"):
            given = ["launch=joblib", f"hydra.sweep.dir={tmp_path}"]
            config = hydra.compose("config", given, return_hydra_config=True)
            launcher = Local()
            context = HydraContext(GlobalHydra.instance().config_loader(), Callbacks())
            launcher.setup(hydra_context=context, task_function=job, config=config)
            made = launcher.launch([[f"seed={seed}"] for seed in range(runs)], initial_job_idx=5)
        return [each.return_value for each in made]

    return launch


def test_each_thread_has_the_config_of_its_run_and_what_one_raises_is_that_runs(launch, tmp_path):
    def job(composed, of_hydra, told):
        assert "hydra" not in composed
        if composed.seed == 1:
            raise OSError("no more")
        return composed.seed, of_hydra.job.num, of_hydra.runtime.output_dir, list(of_hydra.overrides.task)

    made = launch(job, 4)
    assert made.pop(1) == Failed("OSError: no more")
    assert made == [(seed, seed + 5, str(tmp_path / str(seed + 5)), [f"seed={seed}"]) for seed in (0, 2, 3)]


def test_a_signal_reaches_every_thread_and_no_other_run_begins(launch):
    begun, told_why = [], []

    def job(composed, of_hydra, told):
        begun.append(composed.seed)
        if len(begun) == 2:
            os.kill(os.getpid(), signal.SIGTERM)
        try:
            told.check(60)
        except Interrupted as why:
            time.sleep(0.3)  # a run is ended, and its status written
            told_why.append(str(why))
            raise

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    with pytest.raises(Interrupted, match="SIGTERM"), isolation.signals_raise():
        launch(job, 6)
    assert {number: signal.getsignal(number) for number in before} == before
    assert (sorted(begun), told_why) == ([0, 1], ["SIGTERM", "SIGTERM"])


# --- one run, as a process of a launcher makes it -----------------------------------------------------


def launched(folder, *, fail_fast=False):
    """Calls the job that a launcher is given, with what the run does."""
    of_hydra = OmegaConf.create({"runtime": {"output_dir": str(folder / "7")}, "output_subdir": None})

    class Run:
        terminal = None

        def __call__(self, run, of_hydra, told):
            return run()

    job = Launched(Run(), folder / "stop", fail_fast=fail_fast, starts_again=False)
    return lambda run: job(run, of_hydra)


def log(folder):
    return (folder / "7" / "run.log").read_text()


def exits():
    raise SystemExit(3)


def test_an_exit_is_a_failure_with_its_traceback_in_the_log(tmp_path):
    assert launched(tmp_path)(exits) == Failed("SystemExit: 3")
    assert "SystemExit: 3" in log(tmp_path)


def test_a_signal_to_a_process_of_the_launcher_is_one_failed_run(tmp_path):
    def told_to_end():
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(60)

    assert launched(tmp_path)(told_to_end) == Failed("Interrupted: SIGTERM")
    assert "Interrupted: SIGTERM" in log(tmp_path)


def test_with_fail_fast_no_run_starts_after_a_failure_until_the_next_launch(tmp_path):
    run = launched(tmp_path, fail_fast=True)
    assert run(lambda: Failed("bad")) == Failed("bad")
    assert run(lambda: Failed("never asked")) is None
    (tmp_path / "stop").unlink()  # as the sweep does after a launch
    assert run(lambda: Finished(None)) == Finished(None)
