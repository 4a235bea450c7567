"""Commands as a user types them, without the seconds that their libraries take to be imported.

One process has imported the libraries, and has started the fork server that makes the processes of runs. Each command
is a fork of it, in a folder of its own, that imports the runner anew: nothing of the runner's passes from one command
to the next. What libraries have put into the environment of a test's own process is not in theirs.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping, Sequence
from multiprocessing import forkserver
from pathlib import Path

import sqlalchemy

from tests import ROOT

LIBRARIES = (
    "hydra", "hydra._internal.hydra", "hydra.core.override_parser.overrides_parser", "omegaconf", "pydantic", "yaml",
    "rich.table", "rich.progress", "filelock", "mlflow", "mlflow.store.tracking.sqlalchemy_store", "mlflow.tracking",
    "pandas", "pyarrow.parquet", "scipy.stats", "jinja2", "plotly.graph_objects", "matplotlib.figure",
    "sklearn.datasets",
)  # fmt: skip


class Commands:
    """The process that commands are forked from; ``variables`` are its environment and theirs."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=ROOT, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._fork_server = self._process.stdout.readline().strip()

    def run(self, module: str, arguments: Sequence[str], cwd: Path, timeout: int) -> subprocess.CompletedProcess[str]:
        """Run ``python -m MODULE ARGUMENTS`` to its end.

        Raises:
            TimeoutExpired: it took more than ``timeout`` seconds, and was ended.
        """
        with tempfile.TemporaryDirectory() as folder:
            files = [str(Path(folder, name)) for name in ("stdout", "stderr")]
            print(json.dumps([module, [*arguments], str(cwd), files, timeout]), file=self._process.stdin, flush=True)
            status = int(self._process.stdout.readline())
            if status == -signal.SIGALRM:
                raise subprocess.TimeoutExpired([module, *arguments], timeout)
            return subprocess.CompletedProcess(
                [module, *arguments], status, *(Path(file).read_text() for file in files)
            )

    def lend_fork_server(self) -> None:
        """Have the runs that this process makes come from the fork server of the commands."""
        forkserver._forkserver._forkserver_address = self._fork_server
        forkserver._forkserver._forkserver_alive_fd = os.pipe()[1]
        keep_fork_server()

    def close(self) -> None:
        """End the process, and its fork server with it."""
        self._process.communicate(timeout=60)


def serve() -> None:
    """Fork a process for each command that a line on stdin asks for; its exit status is a line on stdout."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what the fork server and its children print is no answer
    multiprocessing.set_forkserver_preload(["runner.run.preload"])
    forkserver.ensure_running()
    print(forkserver._forkserver._forkserver_address, file=answers)
    load_tensorflow()
    for name in LIBRARIES:
        importlib.import_module(name)
    assert not any(name.partition(".")[0] == "runner" for name in sys.modules), "each command imports it anew"
    assert threading.active_count() == 1, "a fork has no other threads"
    gc.freeze()  # a command's collections leave what all have alone
    for line in sys.stdin:
        if (pid := os.fork()) == 0:
            os._exit(run_as(*json.loads(line)))
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), file=answers)


def load_tensorflow() -> None:
    """Import it as the runner does, then forget the runner."""
    from runner.core import environment

    environment.prepare()
    with environment.quiet_stderr(), environment.without_keras_3():
        importlib.import_module("tensorflow_model_optimization.sparsity.keras")
    for name in [name for name in sys.modules if name.partition(".")[0] == "runner"]:
        del sys.modules[name]


def run_as(module: str, arguments: list[str], cwd: str, files: list[str], timeout: int) -> int:
    """Be the process of a command; its exit status.

    What is left of the interpreter's own end is done here: taking TensorFlow apart would take a second.
    """
    become(module, arguments, cwd, files, timeout)
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 1
    threading._shutdown()
    atexit._run_exitfuncs()
    for each in gc.get_objects():
        if isinstance(each, sqlalchemy.Engine):
            each.dispose()  # SQLite brings its log into the database
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def become(module: str, arguments: list[str], cwd: str, files: list[str], timeout: int) -> None:
    """Be the process of a command."""
    signal.alarm(timeout)
    for number, file in enumerate([os.devnull, *files]):
        os.dup2(os.open(file, os.O_RDWR | os.O_CREAT), number)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - for as long as the process
    os.chdir(cwd)
    multiprocessing.process.ORIGINAL_DIR = cwd  # where the processes that it starts begin
    keep_fork_server()
    sys.path[0], sys.argv = cwd, [module, *arguments]


def keep_fork_server() -> None:
    """Use the fork server that this process knows: not its child, so not to be waited for, nor ended."""
    forkserver._forkserver._forkserver_pid = None
    forkserver._forkserver.ensure_running = forkserver.ensure_running = lambda: None


if __name__ == "__main__":
    serve()
