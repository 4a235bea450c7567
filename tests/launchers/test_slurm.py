"""Runs as jobs of Slurm: told to go and started again, by submitit alone; and a sweep on a real Slurm with one node."""

import functools
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import hydra
import psutil
import pytest
import submitit
from hydra._internal.callbacks import Callbacks
from hydra.core.global_hydra import GlobalHydra
from hydra.core.hydra_config import HydraConfig
from hydra.core.singleton import Singleton
from hydra.types import HydraContext
from mlflow import MlflowClient

from runner.comparison.records import CSV_FILE
from runner.config import composition
from runner.core import events
from runner.core.errors import UserError
from runner.core.events import Failed, Finished
from runner.core.file_names import LOG_FILE
from runner.core.metric_names import VAL_LOSS
from runner.core.tags import TAG_ATTEMPT, TAG_KIND, TAG_LOCK, TAG_PARENT, TAG_REASON, TAG_SIGNATURE
from runner.launchers import owned
from runner.launchers import slurm as slurm_queue
from runner.launchers import submitit_job as job
from runner.launchers import submitted as submitted_module
from runner.run import isolation
from runner.sweep import run_notes, sweeper
from tests import ROOT

SWEEP = (
    "-m", "schedule=constant,polynomial", "target_sparsity=0.5,0.8", "dataset=digits", "train.epochs=60",
    "baseline.epochs=2", "sweep.control=false", "tracking.log_model=false",
)  # fmt: skip
CONTINUES = "training continues after epoch"


# --- one job, under submitit's local executor -------------------------------------------------


@pytest.fixture
def submit(tmp_path, monkeypatch):
    """Submits a task as the launcher does, with so many time-outs allowed; a job ends with the test."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    submitted = []

    def submit(task, *overrides, timeouts, minutes):
        notes = run_notes.Notes(tmp_path / "notes", starts_again=True)
        notes.folder.mkdir()
        with hydra.initialize_config_dir(str(composition.CONF), version_base="1.3"):
            config = hydra.compose("config", ["launch=slurm", f"hydra.sweep.dir={tmp_path}"], return_hydra_config=True)
            context = HydraContext(GlobalHydra.instance().config_loader(), Callbacks())
            run = slurm_queue.Run(timeout_min=minutes, max_num_timeout=timeouts)
            task = functools.partial(sweeper._watched, notes, task)
            run.setup(hydra_context=context, task_function=task, config=config)
            owned.make_folder(tmp_path / ".submitit")
            executor = submitit.LocalExecutor(
                tmp_path / ".submitit" / "%j", max_num_timeout=timeouts, python=submitted_module.PYTHON
            )
            executor.update_parameters(timeout_min=minutes, gpus_per_node=0)
            made = executor.submit(run, list(overrides), "hydra.sweep.dir", 0, "0", Singleton.get_state())
        submitted.append(made)
        return made

    yield submit
    for each in submitted:
        for process in family(each):
            process.kill()


def family(job):
    """The processes of a job, below the one that stands for Slurm."""
    try:
        return psutil.Process(int(job.job_id)).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def tell(job, number):
    """A signal to every process of a job, as Slurm sends it."""
    for process in reversed(family(job)):
        process.send_signal(number)


def wait_until(true, job):
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end, (job.stdout(), job.stderr())
        time.sleep(0.05)


def has_a_checkpoint(client, run):
    """An epoch is kept after it was written, and before the next one is."""
    return len(client.get_metric_history(run.info.run_id, VAL_LOSS)) > 1


def make(config):
    return isolation.run(
        composition.read_config(config), Path(HydraConfig.get().runtime.output_dir), lambda event: None
    )


def wait_to_be_told(config):
    (Path(HydraConfig.get().runtime.output_dir) / "begun").touch()
    time.sleep(120)


def test_a_run_that_is_told_to_go_is_killed_and_goes_on_when_its_job_is_queued_again(submit, place, client, tmp_path):
    given = ("dataset=digits", "train.epochs=40", "baseline.epochs=1", "seed=77", "tracking.log_model=false",
             f"tracking.uri=sqlite:///{place}/mlflow.db", f"baseline.dir={tmp_path}/dense")  # fmt: skip
    submitted = submit(make, *given, timeouts=0, minutes=600)

    def run():
        experiment = client.get_experiment_by_name("pruning")
        where = f"tags.{TAG_KIND} = 'run' and params.seed = '77'"
        return next(iter(client.search_runs([experiment.experiment_id], where)), None) if experiment else None

    wait_until(lambda: (now := run()) and has_a_checkpoint(client, now), submitted)
    tell(submitted, signal.SIGUSR2)
    wait_until(lambda: run().info.status != "RUNNING", submitted)
    assert (run().info.status, run().data.tags[TAG_REASON]) == ("KILLED", "SIGUSR2")
    wait_until(submitted.done, submitted)
    assert isinstance(job.read_return(submitted, tmp_path / ".submitit").return_value, Finished)
    assert (run().info.status, run().data.tags[TAG_ATTEMPT]) == ("FINISHED", "1")
    assert CONTINUES in (tmp_path / "0" / LOG_FILE).read_text()


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (signal.SIGUSR2, "once more than launch.restarts=0 allows.*launch.minutes=5"),
        (signal.SIGTERM, "it left no result.*_log.err"),
    ],
    ids=["its time is up for the last time", "it is cancelled"],
)
def test_a_run_that_does_not_start_again_has_failed(submit, tmp_path, number, why):
    submitted = submit(wait_to_be_told, timeouts=0, minutes=5)
    wait_until((tmp_path / "0" / "begun").exists, submitted)
    tell(submitted, number)
    wait_until(submitted.done, submitted)
    outcome = job.read_return(submitted, tmp_path / ".submitit").return_value
    assert isinstance(outcome, Failed) and re.search(why, outcome.reason)


# --- what Slurm says --------------------------------------------------------------------------


@pytest.fixture
def on_cluster(tmp_path, monkeypatch):
    """Sets up the launcher where sinfo prints a text, with settings of the launcher's and overrides."""

    def set_up(says, *overrides, **settings):
        (tmp_path / "sinfo").write_text(f"#!/bin/sh\n{says}\n")
        (tmp_path / "sinfo").chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
        with hydra.initialize_config_dir(str(composition.CONF), version_base="1.3"):
            config = hydra.compose("config", ["launch=slurm", *overrides], return_hydra_config=True)
        queue = slurm_queue.SlurmQueue(**{**config.hydra.launcher, **settings})
        queue.setup(hydra_context=HydraContext(None, Callbacks()), task_function=print, config=config)

    return set_up


TWO = "echo 'main* 1'; echo 'gpu 4'"


def test_one_node_may_write_to_a_file_and_several_need_a_server(on_cluster):
    on_cluster(TWO)
    on_cluster(TWO, "launch.partition=gpu", "tracking.uri=http://host:5000")
    with pytest.raises(UserError, match=r"launch=slurm on 4 nodes needs a tracking server.*tracking.uri=http"):
        on_cluster(TWO, "launch.partition=gpu")


@pytest.mark.parametrize(
    ("says", "overrides", "settings", "why"),
    [
        (TWO, ["launch.partition=cpu"], {}, "launch.partition=cpu is unknown: choose one of gpu, main"),
        ("echo 'Unable to contact slurm controller' >&2; exit 1", [], {}, "Slurm does not answer: Unable to contact"),
        (TWO, [], {"setup": ["touch x"]}, "hydra.launcher.setup holds commands"),
        (TWO, [], {"comment": "a\ntouch x"}, "hydra.launcher.comment holds commands"),
        (TWO, [], {"additional_parameters": {"a": "b\ntouch x"}}, "additional_parameters holds commands"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_starts(on_cluster, says, overrides, settings, why):
    with pytest.raises(UserError, match=why):
        on_cluster(says, *overrides, **settings)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "launch=slurm needs Slurm's commands, and sinfo is not on this machine"),
        (("launch.minutes=1",), "launch.minutes=1 is too small: give 3 or more"),
        (("launch.memory_gb=0",), "launch.memory_gb=0 is too small: give 1 or more"),
    ],
)
def test_a_sweep_that_slurm_cannot_take_ends_with_one_message(cli, tmp_path, arguments, why):
    if arguments:
        (tmp_path / "sinfo").write_text(f"#!/bin/sh\n{TWO}\n")
        (tmp_path / "sinfo").chmod(0o755)
    done = cli("-m", "seed=0,1", "launch=slurm", *arguments, cwd=tmp_path, env={"PATH": str(tmp_path)})
    assert done.returncode == 2
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1 and why in done.stderr
    assert not (tmp_path / "mlflow.db").exists()


def test_a_job_is_over_when_slurm_has_not_listed_it_for_a_while(monkeypatch):
    now, queue = [0.0], slurm_queue.Queue()
    monkeypatch.setattr(slurm_queue.time, "monotonic", lambda: now[0])
    for each in ("7_0", "7_1"):
        queue.register_job(each)

    def states(listed, at):
        now[0] = at
        return {each: state["State"] for each, state in queue.read_info(listed).items()}

    assert states(b"7_0\n7_1\n12_0\n", 0) == {"7_0": "RUNNING", "7_1": "RUNNING"}
    assert states("7_0\n", 100) == {"7_0": "RUNNING", "7_1": "RUNNING"}, "its result may be on its way"
    assert states("7_0\n7_1\n", 110) == {"7_0": "RUNNING", "7_1": "RUNNING"}, "it was queued again"
    assert states("7_0\n", 120) == {"7_0": "RUNNING", "7_1": "RUNNING"}
    assert states("7_0\n", 121 + slurm_queue.PATIENCE) == {"7_0": "RUNNING", "7_1": "GONE"}


# --- on a real Slurm --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def local(cli, tmp_path_factory):
    """The comparison of the sweep on this machine, one run after the other."""
    folder = tmp_path_factory.mktemp("local")
    done = cli(*SWEEP, cwd=folder, timeout=900)
    assert done.returncode == 0, done.stderr
    return comparison(folder)


@pytest.fixture
def start(slurm, tmp_path):
    """Starts the sweep on Slurm in an empty folder, with more arguments."""
    started = []

    def start(*arguments):
        command = [sys.executable, "-m", "runner", *SWEEP, "launch=slurm", *arguments]
        started.append(
            subprocess.Popen(
                command, cwd=tmp_path, env=slurm.env, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, start_new_session=True,
            )
        )  # fmt: skip
        return started[-1]

    yield start
    for each in started:
        each.kill()
        each.wait()
    for left in slurm.listed():
        slurm.cancel(left)


def comparison(folder):
    file = max(folder.glob(f"outputs/sweeps/*/*/{CSV_FILE}"))
    return file.read_bytes()


def runs_of(folder, kind="run"):
    if not (folder / "mlflow.db").exists():
        return []
    client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
    experiment = client.get_experiment_by_name("pruning")
    return client.search_runs([experiment.experiment_id], f"tags.{TAG_KIND} = '{kind}'") if experiment else []


def output(run):
    """The folder of a run; its name is the run's number."""
    return Path(run.data.tags[TAG_LOCK]).parent


def in_the_middle(folder, process, *others):
    """Wait until a run is between two epochs, and none of the others."""
    end = time.monotonic() + 600
    while time.monotonic() < end:
        assert process.poll() is None, process.communicate()
        for run in runs_of(folder):
            going_on = run.info.status == "RUNNING" and run.info.run_id not in others
            if going_on and has_a_checkpoint(MlflowClient(f"sqlite:///{folder}/mlflow.db"), run):
                return run
        time.sleep(0.2)
    raise AssertionError("no run got so far")


def job_of(slurm, run):
    """The id of the job that makes a run, at the first launch of a sweep."""
    return next(job for job in slurm.listed() if job.endswith(f"_{output(run).name}"))


def ended(folder, run):
    """Wait until a run is not RUNNING; its status and the reason for it."""
    client, end = MlflowClient(f"sqlite:///{folder}/mlflow.db"), time.monotonic() + 60
    while time.monotonic() < end:
        now = client.get_run(run.info.run_id)
        if now.info.status != "RUNNING":
            return now.info.status, now.data.tags[TAG_REASON]
        time.sleep(0.05)
    raise AssertionError("it is RUNNING")


def assert_each_finished_once(folder, local):
    runs, (parent,) = runs_of(folder), runs_of(folder, "sweep")
    assert [run.info.status for run in runs] == ["FINISHED"] * 4
    assert len({run.data.tags[TAG_SIGNATURE] for run in runs}) == 4
    assert {run.data.tags[TAG_ATTEMPT] for run in runs} == {"1"}
    assert {run.data.tags[TAG_PARENT] for run in runs} == {parent.info.run_id}
    assert parent.info.status == "FINISHED"
    assert [parent.data.metrics[f"sweep/{name}"] for name in ("finished", "failed", "skipped")] == [4, 0, 0]
    assert comparison(folder) == local


@pytest.mark.cluster
def test_jobs_that_are_queued_again_go_on_and_every_run_finishes_once(slurm, start, local, tmp_path):
    process = start("launch.jobs=2")
    preempted = in_the_middle(tmp_path, process)
    job = job_of(slurm, preempted)
    slurm.preempt(job)
    assert ended(tmp_path, preempted) == ("KILLED", "SIGUSR2")
    slurm.start_now(job)
    cancelled = in_the_middle(tmp_path, process, preempted.info.run_id)
    job = job_of(slurm, cancelled)
    slurm.cancel(job)
    slurm.requeue(job)
    assert ended(tmp_path, cancelled) == ("KILLED", "SIGTERM")
    slurm.start_now(job)
    out, err = process.communicate(timeout=900)
    assert process.returncode == 0, err
    assert "Traceback" not in err and "4/4" in out
    assert_each_finished_once(tmp_path, local)
    assert all(CONTINUES in (output(run) / LOG_FILE).read_text() for run in (preempted, cancelled))
    assert not slurm.listed()


@pytest.mark.cluster
def test_a_cancelled_job_is_one_failed_run_and_the_same_command_goes_on_with_it(slurm, start, local, tmp_path):
    process = start("launch.jobs=2")
    cancelled = in_the_middle(tmp_path, process)
    slurm.cancel(job_of(slurm, cancelled))
    _, err = process.communicate(timeout=900)
    assert process.returncode == 1
    assert "1 run failed:" in err and events.DIED in err and str(output(cancelled) / LOG_FILE) in err
    statuses = {run.info.run_id: run.info.status for run in runs_of(tmp_path)}
    assert statuses.pop(cancelled.info.run_id) == "KILLED"
    assert list(statuses.values()) == ["FINISHED"] * 3
    again = start()
    _, err = again.communicate(timeout=900)
    assert again.returncode == 0, err
    assert [run.info.status for run in runs_of(tmp_path)] == ["FINISHED"] * 4
    assert comparison(tmp_path) == local


@pytest.mark.cluster
def test_jobs_that_die_without_a_word_go_on_where_slurm_or_a_retry_starts_them_again(slurm, start, local, tmp_path):
    process = start("launch.jobs=2", "sweep.retries=1")
    lost = in_the_middle(tmp_path, process)
    slurm.cancel(job_of(slurm, lost), "--signal=KILL")
    requeued = in_the_middle(tmp_path, process, lost.info.run_id)
    job = job_of(slurm, requeued)
    slurm.cancel(job, "--signal=KILL")
    slurm.requeue(job)  # as when a node fails
    slurm.start_now(job)
    _, err = process.communicate(timeout=900)
    assert process.returncode == 0, err
    assert_each_finished_once(tmp_path, local)
    assert CONTINUES in (output(requeued) / LOG_FILE).read_text()
    assert CONTINUES in (output(lost).parent / "4" / LOG_FILE).read_text()


@pytest.mark.cluster
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_sweep_that_is_told_to_end_takes_its_jobs_back(slurm, start, tmp_path, number):
    process = start("launch.jobs=1", "train.epochs=2000")
    in_the_middle(tmp_path, process)
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as Ctrl-C on a terminal does
    else:
        process.send_signal(number)
    assert process.wait(timeout=120) == 128 + number
    assert not slurm.listed()
    assert {run.info.status for kind in ("run", "sweep") for run in runs_of(tmp_path, kind)} == {"KILLED"}


@pytest.mark.cluster
def test_what_the_cluster_cannot_give_is_refused_in_its_own_words(slurm, start, tmp_path):
    process = start("launch.gpus=1")
    _, err = process.communicate(timeout=300)
    assert process.returncode == 2
    assert err.startswith("error: Slurm does not take the runs: ") and err.count("\n") == 1 and "launch.gpus" in err
    assert not runs_of(tmp_path)
