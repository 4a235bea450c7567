"""Real processes, really killed: the MLflow run always gets a true status."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from runner.tracking import store
from tests.killing import wait_for

LONG = ("dataset=digits", "baseline.epochs=1", "train.epochs=2000")


@pytest.fixture
def long_run(tmp_path):
    yield from started(tmp_path, LONG, "run")


@pytest.fixture
def long_dense(tmp_path):
    yield from started(tmp_path, ("dataset=digits", "baseline.epochs=2000"), "dense")


def started(tmp_path, arguments, kind):
    """A run in the middle of its pruning, or of its dense training; yields (process, client)."""
    uri = f"sqlite:///{tmp_path}/mlflow.db"
    store.ensure(uri)
    process = subprocess.Popen(
        [sys.executable, "-m", "runner", *arguments], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    )  # fmt: skip
    from mlflow import MlflowClient

    client = MlflowClient(uri)
    wait_for(lambda: any("val/loss" in run.data.metrics for run in runs(client, kind)))
    yield process, client
    if process.poll() is None:
        process.kill()
    process.wait()


def runs(client, kind="run"):
    found = client.get_experiment_by_name("pruning")
    return client.search_runs([found.experiment_id], f"tags.kind = '{kind}'") if found else []


def training_process(process):
    """The child in which the training runs: the busiest descendant."""
    family = psutil.Process(process.pid).children(recursive=True)
    return max(family, key=lambda each: each.cpu_times().user if each.children() == [] else 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda s: s.name)
def test_a_signal_makes_the_run_killed(long_run, number):
    process, client = long_run
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as Ctrl-C on a terminal does
    else:
        process.send_signal(number)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert "Traceback" not in stderr
    (run,) = runs(client)
    assert run.info.status == "KILLED"
    assert run.data.tags["status_reason"] == number.name
    assert run.info.end_time is not None


def test_a_signal_in_the_dense_training_ends_both_runs(long_dense):
    process, client = long_dense
    process.terminate()
    process.communicate(timeout=60)
    assert [run.info.status for run in [*runs(client, "run"), *runs(client, "dense")]] == ["KILLED", "KILLED"]


def test_a_killed_child_makes_the_run_failed(long_run):
    process, client = long_run
    training_process(process).kill()
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "SIGKILL" in stderr
    (run,) = runs(client)
    assert run.info.status == "FAILED"
    assert "SIGKILL" in run.data.tags["status_reason"]


def test_a_killed_parent_leaves_no_process_and_no_running_run(long_run):
    process, client = long_run
    family = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    wait_for(lambda: all(run.info.status == "KILLED" for run in runs(client)))
    wait_for(lambda: not any(each.is_running() and each.status() != "zombie" for each in family))


def test_an_exit_inside_the_run_makes_it_failed(tmp_path, cli):
    (tmp_path / "quitter.py").write_text(
        "import glob, os\nfrom tensorflow_model_optimization.sparsity.keras import ConstantSparsity\n"
        "class Quits(ConstantSparsity):\n"
        "    def __call__(self, step):\n"
        "        if glob.glob('outputs/dense/*-v*'):\n"
        "            os._exit(7)\n"
        "        return super().__call__(step)\n"
    )
    done = cli("schedule=constant", "schedule._target_=quitter.Quits", "~schedule.snap", "trusted_modules=[quitter]",
               "dataset=digits", "baseline.epochs=1", "train.epochs=1", cwd=tmp_path)  # fmt: skip
    assert done.returncode == 1
    assert "ended without a result (exit status 7)" in done.stderr
    from mlflow import MlflowClient

    (run,) = runs(MlflowClient(f"sqlite:///{tmp_path}/mlflow.db"))
    assert run.info.status == "FAILED"
    assert "exit status 7" in run.data.tags["status_reason"]


def test_a_disk_that_is_full_makes_the_run_failed_and_says_so(tmp_path, cli):
    (tmp_path / "full.py").write_text(
        "import errno, os\nfrom runner.core import files\n"
        "from tensorflow_model_optimization.sparsity.keras import ConstantSparsity\n"
        "def sync(path, real=files.sync):\n"
        "    if 'config.yaml' in path.name:\n"
        "        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))\n"
        "    real(path)\n"
        "files.sync = sync\n"
        "class Full(ConstantSparsity): pass\n"
    )
    done = cli("schedule=constant", "schedule._target_=full.Full", "~schedule.snap", "trusted_modules=[full]",
               "dataset=digits", "baseline.epochs=1", "train.epochs=1", "hydra.run.dir=out", cwd=tmp_path)  # fmt: skip
    assert_failed(done, tmp_path, "No space left on device")


def test_memory_that_is_out_makes_the_run_failed_and_says_so(tmp_path, cli):
    (tmp_path / "greedy.py").write_text(
        "import glob\nimport numpy as np\nfrom tensorflow_model_optimization.sparsity.keras import ConstantSparsity\n"
        "class Greedy(ConstantSparsity):\n"
        "    def __call__(self, step):\n"
        "        if glob.glob('outputs/dense/*-v*'):\n"
        "            np.ones(1 << 50)\n"
        "        return super().__call__(step)\n"
    )
    done = cli("schedule=constant", "schedule._target_=greedy.Greedy", "~schedule.snap", "trusted_modules=[greedy]",
               "dataset=digits", "baseline.epochs=1", "train.epochs=1", "hydra.run.dir=out", cwd=tmp_path)  # fmt: skip
    assert_failed(done, tmp_path, "Unable to allocate 8.00 PiB")


def assert_failed(done, folder, why):
    """Told on the terminal, in the store, and with its traceback in the log."""
    from mlflow import MlflowClient

    assert done.returncode == 1
    assert why in done.stderr and "Traceback" not in done.stderr
    (run,) = runs(MlflowClient(f"sqlite:///{folder}/mlflow.db"))
    assert (run.info.status, why in run.data.tags["status_reason"]) == ("FAILED", True)
    assert run.info.end_time
    log = (folder / "out" / "run.log").read_text()
    assert "Traceback" in log and why in log
