"""Nothing hangs: a wait for what may never come has a limit and a next step, any other says what it waits for."""

import ast
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest

from runner.config import composition
from runner.console import waiting
from runner.core import provenance
from runner.core.errors import UserError
from runner.launchers import slurm, submitit_local
from runner.run import dense_cache
from runner.tracking import liveness
from tests.killing import wait_for


class Job:
    """A job of submitit's, by its process."""

    def __init__(self, process):
        self.process, self.job_id = process, str(process.pid)

    def done(self):
        return self.process.poll() is not None


DEAF = "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
CHILD = "child = subprocess.Popen(['sleep', '600']); print(child.pid, flush=True); "


@pytest.mark.parametrize("way", ["ignores SIGTERM", "is stopped"])
def test_a_job_that_does_not_listen_is_killed_with_what_came_out_of_it(monkeypatch, capsys, way):
    monkeypatch.setattr(submitit_local, "PATIENCE", 2.0)
    program = f"{DEAF}{CHILD}time.sleep(600)"
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    child = psutil.Process(int(process.stdout.readline()))
    if way == "is stopped":
        process.send_signal(signal.SIGSTOP)
    submitit_local._end([Job(process)])
    assert process.returncode == -signal.SIGKILL
    wait_for(lambda: not child.is_running() or child.status() == "zombie")
    assert f"process {process.pid} did not within 2 s: killed" in capsys.readouterr().err


def test_jobs_that_listen_are_not_killed(capsys):
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    submitit_local._end([Job(process)])
    assert process.returncode == -signal.SIGTERM and capsys.readouterr().err == ""


@pytest.mark.long
def test_a_sweep_that_is_told_to_end_ends_though_the_process_of_a_run_is_stopped(tmp_path):
    grid = ("-m", "seed=0,1", "dataset=digits", "train.epochs=2000", "baseline.epochs=1", "sweep.control=false")
    command = [sys.executable, "-m", "runner", *grid, "launch=submitit_local", "launch.jobs=2"]
    started = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        wait_for(lambda: len(list(tmp_path.glob("outputs/sweeps/*/*/.notes*/*.began"))) == 2, 120)
        family = psutil.Process(started.pid).children(recursive=True)
        job = next(each for each in family if "submitit.core._submit" in " ".join(each.cmdline()))
        job.suspend()
        started.terminate()
        _, stderr = started.communicate(timeout=120)
        assert started.returncode == 128 + signal.SIGTERM
        assert "killed" in stderr
        wait_for(lambda: not any(each.is_running() and each.status() != "zombie" for each in family))
    finally:
        started.kill()
    from mlflow import MlflowClient

    client = MlflowClient(f"sqlite:///{tmp_path}/mlflow.db")
    every = client.search_runs([client.get_experiment_by_name("pruning").experiment_id])
    assert {run.info.status for run in every if run.data.tags["kind"] != "dense"} == {"KILLED"}


def test_a_thread_of_a_users_that_never_ends_does_not_keep_a_run_that_is_over(cli, tmp_path):
    (tmp_path / "theirs.py").write_text(
        "import threading, time\n"
        "from runner.data import digits\n"
        "def read(path=None):\n"
        "    threading.Thread(target=time.sleep, args=(600,)).start()\n"
        "    return digits(path)\n"
    )
    done = cli("dataset=digits", "dataset._target_=theirs.read", "trusted_modules=[theirs]", "baseline.epochs=1",
               "train.epochs=1", "tracking.log_model=false", cwd=tmp_path, timeout=200)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "is FINISHED" in done.stdout


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=lambda number: number.name)
def test_a_sweep_that_is_ended_while_it_plans_leaves_no_process(tmp_path, number):
    (tmp_path / "slow.py").write_text(
        "import os, time\ndef build(shape, classes):\n    open('began', 'w').close()\n    time.sleep(600)\n"
    )
    command = ["-m", "dataset=digits", "model._target_=slow.build", "model.name=slow", "trusted_modules=[slow]"]
    process = subprocess.Popen([sys.executable, "-m", "runner", *command], cwd=tmp_path, stderr=subprocess.PIPE)
    try:
        wait_for((tmp_path / "began").exists)
        family = psutil.Process(process.pid).children(recursive=True)
        assert len(family) >= 2
        process.send_signal(number)
        process.wait(timeout=60)
        wait_for(lambda: not any(each.is_running() and each.status() != "zombie" for each in family))
    finally:
        process.kill()
    assert process.returncode == (128 + number if number == signal.SIGTERM else -number)


def test_a_planning_process_that_is_killed_for_memory_is_told_as_that(cli, tmp_path):
    (tmp_path / "greedy.py").write_text(
        "import os, signal\ndef build(shape, classes):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = cli("-m", "dataset=digits", "model._target_=greedy.build", "model.name=g", "trusted_modules=[greedy]",
               cwd=tmp_path)  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == (
        "error: The plan of the sweep could not be made: the process was ended by SIGKILL: out of memory?.\n"
    )


# --- what another process holds -------------------------------------------------------------------


@pytest.fixture
def soon(monkeypatch):
    """What is waited for is said at once."""
    monkeypatch.setattr(waiting, "FIRST", 0.1)


def test_a_folder_that_another_run_writes_is_waited_for_with_a_word(holder, tmp_path, soon, capsys):
    process, _ = holder
    threading.Timer(1.0, process.kill).start()
    with liveness.hold_lock(tmp_path / "run"):
        pass
    assert f"waiting for another run in {tmp_path / 'run'}" in capsys.readouterr().err


def test_a_run_that_goes_on_elsewhere_here_is_waited_for_with_a_word(holder, soon, capsys):
    process, tags = holder
    threading.Timer(1.0, process.kill).start()
    liveness.wait("abc", tags)
    assert "waiting for run abc, which is the same run and goes on" in capsys.readouterr().err
    assert not process.is_alive()


def test_a_dense_model_that_another_process_trains_is_waited_for_with_a_word(tmp_path, soon, capsys):
    from filelock import FileLock

    lock = FileLock(dense_cache.name_lock_file(tmp_path, "0" * 16), thread_local=False)
    lock.acquire()
    threading.Timer(1.0, lock.release).start()

    def make(folder):
        raise RuntimeError("it is our turn")

    with pytest.raises(RuntimeError, match="our turn"):
        dense_cache.read_or_make(tmp_path, "0" * 16, make, built=None)
    assert "waiting for the dense model" in capsys.readouterr().err


def test_a_run_says_on_the_terminal_what_it_waits_for(cli, tmp_path, place):
    from tests.holding import hold

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=hold, args=(tmp_path / "run", theirs))
    process.start()
    ours.recv()
    threading.Timer(45, process.kill).start()
    done = cli("dataset=digits", "baseline.epochs=1", "train.epochs=1", "tracking.log_model=false",
               "hydra.run.dir=run", cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "waiting for another run in" in done.stdout


# --- other programs -------------------------------------------------------------------------------


def program(folder, name, text):
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


def test_a_command_of_slurms_that_says_nothing_is_refused(tmp_path, monkeypatch):
    program(tmp_path, "sinfo", "exec sleep 600")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(slurm, "ANSWER", 0.5)
    with pytest.raises(UserError, match="sinfo says nothing for"):
        slurm._partitions()


def test_a_git_that_says_nothing_leaves_the_commit_unknown(tmp_path, monkeypatch):
    program(tmp_path, "git", "exec sleep 600")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(provenance, "PATIENCE", 0.5)
    begun = time.monotonic()
    assert provenance.make_tags()["git_commit"].startswith("unknown: ")
    assert time.monotonic() - begun < 60


UNLIMITED = {
    "progress.py: thread.join()",  # of ours, at most one look long, which has the store's limits
    "checkpoint.py: self.wait()", "checkpoint.py: self._writer.join()", "fit.py: kept.wait()",  # it writes one file
    "isolation.py: parent.join()",  # in a thread that is there to wait for it
    "command.py: process.wait()", "entry.py: process.wait()",  # the sweep itself, which is shown
    "entry.py: thread.join()",  # it shows what that sweep says, whose pipe ends with it
}  # fmt: skip


def test_no_module_waits_without_a_limit_but_those_that_say_why():
    """A call of join, wait, communicate or run that has no timeout."""
    found = []
    for file in sorted(composition.HERE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            text, limited = ast.unparse(node), any(each.arg == "timeout" for each in node.keywords)
            waits = (node.func.attr in ("join", "wait") and not node.args) or (
                node.func.attr == "communicate" or text.startswith("subprocess.run(")
            )
            if waits and not limited:
                found.append(f"{file.name}: {text}")
    assert set(found) <= UNLIMITED


def test_a_sweep_says_what_it_waits_for_on_stderr(tmp_path):
    from tests.holding import hold

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    holder = context.Process(target=hold, args=(tmp_path / "swept", theirs))
    holder.start()
    ours.recv()
    command = [sys.executable, "-m", "runner", "-m", "dataset=digits", "hydra.sweep.dir=swept"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        word = f"waiting for another run in {tmp_path / 'swept'}"
        assert any(line.startswith(word) for line in process.stderr)  # "still ..." may come before it
        process.terminate()
        assert process.wait(timeout=60) == 128 + signal.SIGTERM
    finally:
        process.kill()
        holder.kill()
        holder.join()


def test_a_run_whose_events_nobody_can_take_is_ended_and_not_waited_for(train_run, client):
    begun = []

    def broken(event):
        if type(event).__name__ == "Started":
            begun.append(event)
        if type(event).__name__ == "Progress":
            raise BrokenPipeError("nobody reads")

    with pytest.raises(BrokenPipeError):
        train_run("train.epochs=2000", "baseline.epochs=1", listen=broken)
    assert [client.get_run(each.run_id).info.status for each in begun] == ["KILLED"] * len(begun) and begun
