import multiprocessing
import os
import re
import shutil
import subprocess
import sys

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from runner.core import environment
from tests import long_tests
from tests import swept as sweeps
from tests.commands import Commands
from tests.composing import compose
from tests.holding import hold

environment.prepare()
AT_START = dict(os.environ)
with environment.quiet_stderr():
    import tensorflow  # noqa: F401

settings.register_profile("quick", max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=100)
settings.load_profile("quick")
# Two processes share the files: those that end last should be short.
LONGEST = (
    "test_studies", "test_search", "test_plan_command", "test_docs", "test_looking", "test_patterns_and_scopes",
    "test_cli", "test_version_before", "test_verify", "test_experiment", "test_isolate", "test_refused",
    "test_schedules", "test_sync", "test_fuzz", "test_checkpoint", "test_plan", "test_end_to_end", "test_resume",
    "test_dense_model", "test_report", "test_kernel", "test_sweep", "test_doctor", "test_waiting", "test_store",
    "test_conversion",
)  # fmt: skip
STILL = re.compile(r"^still .* \(\d+ s\)\n", re.M)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what is left to ``make test-all``, see tests/long_tests.py; the files that take longest come first."""
    items.sort(key=lambda item: LONGEST.index(stem) if (stem := item.path.stem) in LONGEST else len(LONGEST))
    for item in items:
        case = item.callspec.id if hasattr(item, "callspec") else ""
        if long_tests.is_long(item.path.stem.removeprefix("test_"), item.originalname, case):
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session")
def commands():
    """The process that commands are forked from: one for all of them."""
    commands = Commands(AT_START)
    yield commands
    commands.close()


@pytest.fixture(scope="session")
def cli(commands):
    """Run the program as a user does; returns the finished process, output as text.

    Without the lines that say what takes so long: they hang on the machine. Its variables are those that the tests
    began with; one that is given more, ``env``, is started as any program is.
    """

    def run(*arguments, cwd, module="runner", env=None, timeout=300):
        if env is None:
            done = commands.run(module, arguments, cwd, timeout)
        else:
            done = subprocess.run(
                [sys.executable, "-m", module, *arguments],
                cwd=cwd,
                env={**os.environ, **(env or {})},
                capture_output=True,
                text=True,
                stdin=subprocess.DEVNULL,
                timeout=timeout,
            )
        done.stderr = STILL.sub("", done.stderr)
        return done

    return run


@pytest.fixture(scope="session")
def swept(cli, tmp_path_factory, worker_id):
    """A finished sweep, made once, whichever process of the tests asks first."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    with FileLock(shared / "swept.lock"):
        return sweeps.make(cli, shared / "swept")


@pytest.fixture(scope="session")
def digits():
    from runner.config.schema import DatasetConfig
    from runner.data import datasets

    return datasets.load(DatasetConfig("digits", "runner.data.digits"))


@pytest.fixture(scope="module")
def step_by_step():
    """The loop of a training tells of each step, so that who listens can look at the model after each."""
    from runner.training import loop

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loop, "PAUSE", 0)
        yield


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    """One folder with one store and one set of dense models, for all trainings of the session."""
    return tmp_path_factory.mktemp("place")


@pytest.fixture(scope="session")
def train_run(place, commands):
    """Run an experiment in its own process, as the program does; returns (config, last event, folder)."""
    from runner.run import isolation

    commands.lend_fork_server()
    count = iter(range(10**6))

    def run(*overrides, listen=lambda event: None):
        config = compose(
            [
                "dataset=digits",
                "train.epochs=3",
                "baseline.epochs=3",
                f"tracking.uri=sqlite:///{place}/mlflow.db",
                f"baseline.dir={place}/dense",
                "force=true",
                *overrides,
            ]
        )
        folder = place / "runs" / str(next(count))
        folder.mkdir(parents=True)
        return config, isolation.run(config, folder, listen), folder

    return run


@pytest.fixture(scope="module")  # while it is open, asyncio cannot be used in this thread
def browser():
    """Chromium, without a window."""
    from tests import dashboard

    if dashboard.CHROMIUM is None:
        pytest.skip("there is no chromium here: apt-get install chromium")
    pytest.importorskip("playwright", reason="playwright is not installed")
    with dashboard.chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def client(place):
    """A client of the session's store."""
    from mlflow import MlflowClient

    from runner.tracking import store

    uri = f"sqlite:///{place}/mlflow.db"
    store.ensure(uri)
    return MlflowClient(uri)


@pytest.fixture(scope="session")
def whole_store(tmp_path_factory):
    """The file of a store as it should be; to be copied before it is broken."""
    from runner.tracking import store

    file = tmp_path_factory.mktemp("store") / "mlflow.db"
    store.ensure(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="module")
def server(client, place, tmp_path_factory):
    """A tracking server, its database a copy of the session's."""
    from tests import servers

    del client  # it makes the database
    running = servers.Server(tmp_path_factory.mktemp("server"), place / "mlflow.db")
    yield running
    running.kill()


@pytest.fixture(scope="session")
def slurm():
    """A real Slurm with this machine as its one node."""
    if not shutil.which("slurmctld") or not shutil.which("munged"):
        pytest.skip("Slurm is not here: tests/install_cluster")
    from tests.clusters import Slurm

    slurm = Slurm()
    yield slurm
    slurm.remove()


@pytest.fixture
def under(request):
    """Arguments and environment of a sweep under a launcher; ``one`` has it make one run at a time."""

    def under(launcher, *, one=False):
        environment = request.getfixturevalue("slurm").env if launcher == "slurm" else {}
        if launcher == "local":
            return (), environment
        jobs = {"ray": f"launch.cpus={os.cpu_count() if one else 1}"}.get(launcher, f"launch.jobs={1 if one else 2}")
        return (f"launch={launcher}", jobs), environment

    return under


@pytest.fixture
def holder(tmp_path):
    """A process that holds a run's lock, and the tags by which it is found."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=hold, args=(tmp_path / "run", theirs))
    process.start()
    yield process, ours.recv()
    process.kill()
    process.join()
