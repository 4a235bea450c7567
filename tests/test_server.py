"""``make server``: what it refuses; and over a real PostgreSQL, many runs at once, a restart, logins."""

import collections
import contextlib
import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from runner import server, sync
from runner.config.schema import TrackingConfig
from runner.core.errors import UserError
from runner.core.file_names import DENSE_MODEL_FILE
from runner.core.records import MaskUpdate
from runner.tracking import connection, login, run_writer
from tests import postgres, servers

WORKERS, RUNS, EPOCHS = 8, 25, 3  # of each worker
EXPERIMENT = "team"
STORE = {"STORE": "postgresql://me:p%40ss@db.example/runs"}
SWEEP = ("-m", "schedule=constant,polynomial", "seed=0,1", "dataset=digits", "train.epochs=2", "baseline.epochs=1")
ADMIN = ("admin", "correct horse battery")


# --- what is refused, and what MLflow is told ---------------------------------------------------


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "keeps its runs in PostgreSQL"),
        ({"STORE": "sqlite:///mlflow.db"}, "make dashboard"),
        ({**STORE, "HOST": "0.0.0.0"}, "without a login everybody"),
        ({**STORE, "HOST": "db.example"}, "Give AUTH=1"),
        ({**STORE, "PORT": "http"}, "PORT=http is no port"),
        ({**STORE, "AUTH": "yes"}, "AUTH=yes is neither"),
        ({**STORE, "AUTH": "1"}, "set MLFLOW_AUTH_ADMIN_PASSWORD"),
        ({**STORE, "ARTIFACTS": "wasbs://bucket/path"}, "pip install azure-storage-blob"),
    ],
)
def test_what_make_server_cannot_start_is_refused(given, why, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "environ", given)
    with pytest.raises(SystemExit) as end:
        server.main()
    assert end.value.code == 2
    assert why in capsys.readouterr().err


def test_only_this_machine_is_let_in_by_default():
    settings = server.settle(STORE)
    assert settings["MLFLOW_HOST"] == "127.0.0.1"
    assert settings["MLFLOW_SERVER_ALLOWED_HOSTS"] == "127.0.0.1:5000,localhost:5000"
    assert Path(settings["MLFLOW_ARTIFACTS_DESTINATION"]).is_absolute()


def test_names_of_the_machine_are_let_in_with_the_port_and_behind_a_proxy_without():
    settings = server.settle({**STORE, "HOST": "10.1.2.3", "AUTH": "1", "NAMES": "ml.example", "PORT": "80"})
    hosts = settings["MLFLOW_SERVER_ALLOWED_HOSTS"].split(",")
    assert {"ml.example:80", "ml.example", "10.1.2.3:80"} <= set(hosts)
    assert "https://ml.example" in settings["MLFLOW_SERVER_CORS_ALLOWED_ORIGINS"].split(",")


def test_the_login_has_a_secret_and_a_file_that_others_cannot_read(tmp_path):
    settings = server._login({**STORE, server.PASSWORD: "x"}, tmp_path / "a" / "auth.ini")
    file = Path(settings[server.AUTH_CONFIG])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "postgresql+psycopg2://me:p%%40ss@db.example/runs" in file.read_text()
    assert len(settings[server.SECRET]) == 64


@pytest.mark.parametrize("uri", ["postgresql://me:secret@db/runs", "mysql+pymysql://me:secret@db/runs"])
def test_a_database_is_no_place_to_write_runs_to_directly(uri, tmp_path):
    with pytest.raises(UserError, match="make server") as caught, connection.connect(TrackingConfig(uri), tmp_path):
        pass
    assert "secret" not in str(caught.value)


# --- with a real PostgreSQL ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def database():
    if postgres.programs() is None:
        pytest.skip("PostgreSQL is not here: tests/install_cluster")
    running = postgres.Postgres()
    yield running
    running.remove()


@pytest.fixture(scope="module")
def team(database, tmp_path_factory):
    running = servers.TeamServer(tmp_path_factory.mktemp("team"), database.uri)
    yield running
    running.kill()


def write_run(uri, folder, name, number):
    """A run as the runner writes one, without its training."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "result.json").write_text(json.dumps({"name": name}))
    with (
        connection.connect(TrackingConfig(uri, EXPERIMENT), folder) as to,
        run_writer.open_run(to, name, {"seed": number, "train": {"epochs": EPOCHS}}, {"signature": name}) as run,
    ):
        for epoch in range(1, EPOCHS + 1):
            masks = MaskUpdate(10 * epoch, 0.1 * epoch, 0.1 * epoch, 0.01, 0.0, {"fc1": 0.5}, {"fc1": 0.1})
            run.epoch(run_writer.Epoch(epoch, {"val/loss": number + 1 / epoch, "val/accuracy": 0.9}, [masks]))
        run.artifacts([folder / "result.json"])
        run.tags({"note": name})
        run.finals({"test/accuracy": number / 100})


def work(uri, place, worker):
    """The runs of one worker; one that is refused because the server is away is made again until it is not."""
    for number in range(RUNS):
        name, attempt = f"w{worker}-r{number}", 0
        while True:
            with contextlib.suppress(UserError):
                write_run(uri, Path(place, name, str(attempt)), name, number)
                break
            attempt += 1
            time.sleep(1)


@pytest.mark.cluster
def test_eight_workers_write_200_runs_over_a_restart_and_nothing_is_lost(database, team, tmp_path):
    from mlflow import MlflowClient

    place = tmp_path / "runs"
    code = "import sys; from tests import test_server; test_server.work(sys.argv[1], sys.argv[2], sys.argv[3])"
    workers = [
        subprocess.Popen([sys.executable, "-c", code, team.uri, str(place), str(worker)]) for worker in range(WORKERS)
    ]
    ended = "SELECT count(*) FROM runs WHERE status = 'FINISHED'"
    wait_for(lambda: int(database.ask(ended)) >= 40)
    team.kill()
    wait_for(lambda: list(place.rglob("journal*.jsonl")))
    time.sleep(3)
    team.start()
    wait_for(lambda: int(database.ask(ended)) >= 100)
    database.stop()  # as in a crash
    time.sleep(2)
    database.start()
    assert [worker.wait() for worker in workers] == [0] * WORKERS
    assert sync.main([str(place)]) == 0
    assert not list(place.rglob("journal*.jsonl"))

    client = MlflowClient(team.uri)
    experiment = client.get_experiment_by_name(EXPERIMENT).experiment_id
    runs = client.search_runs([experiment], "attributes.status = 'FINISHED'", max_results=1000)
    wanted = {f"w{worker}-r{number}" for worker in range(WORKERS) for number in range(RUNS)}
    assert collections.Counter(run.info.run_name for run in runs) == dict.fromkeys(wanted, 1)
    rows = database.ask(
        "SELECT name, count(*) FROM runs JOIN metrics USING (run_uuid) WHERE status = 'FINISHED' GROUP BY name"
    )
    assert set(rows.splitlines()) == {f"{name}|{EPOCHS * (7 + 2) + 1}" for name in wanted}
    for run in runs:
        name, number = run.info.run_name, int(run.info.run_name.partition("-r")[2])
        assert run.data.metrics["val/loss"] == number + 1 / EPOCHS
        assert run.data.metrics["test/accuracy"] == number / 100
        assert (run.data.params["seed"], run.data.params["train.epochs"]) == (str(number), str(EPOCHS))
        assert run.data.tags["note"] == name
        assert [each.path for each in client.list_artifacts(run.info.run_id)] == ["result.json"]


def wait_for(condition, seconds=600):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.mark.cluster
def test_a_sweep_of_two_workers_goes_to_the_server_and_is_compared(team, cli, tmp_path):
    from mlflow import MlflowClient

    done = cli(*SWEEP, "launch=joblib", "launch.jobs=2", f"tracking.uri={team.uri}", cwd=tmp_path, timeout=900)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "mlruns").exists()
    client = MlflowClient(team.uri)
    experiment = client.get_experiment_by_name("pruning")
    assert experiment.artifact_location.startswith("mlflow-artifacts:")
    runs = client.search_runs([experiment.experiment_id], "tags.kind = 'run'")
    assert [run.info.status for run in runs] == ["FINISHED"] * 6  # with two controls
    loaded = client.download_artifacts(runs[0].info.run_id, "result.json", str(tmp_path))
    assert json.loads(Path(loaded).read_text())["run_id"] == runs[0].info.run_id
    report = cli("--uri", team.uri, cwd=tmp_path, module="runner.report")
    assert report.returncode == 0, report.stderr

    elsewhere = tmp_path / "another machine"
    elsewhere.mkdir()
    of_one = (*SWEEP[3:], "schedule=linear", "seed=0", f"tracking.uri={team.uri}")
    done = cli(*of_one, cwd=elsewhere, timeout=300)
    assert done.returncode == 0, done.stderr
    assert len(client.search_runs([experiment.experiment_id], "tags.kind = 'dense'")) == 2, "one a seed, none anew"
    kept, found = (folder.glob(f"outputs/dense/*/{DENSE_MODEL_FILE}") for folder in (tmp_path, elsewhere))
    assert {file.read_bytes() for file in found} < {file.read_bytes() for file in kept}


# --- with a login -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def guarded(database, tmp_path_factory):
    """A server with a login on the same database, and a user who is not the admin."""
    running = servers.TeamServer(
        tmp_path_factory.mktemp("guarded"), database.uri, AUTH="1", **{server.PASSWORD: ADMIN[1]}
    )
    yield running
    running.kill()


def as_user(user=None, password=None):
    return {login.USER: user, login.PASSWORD: password} if user else {}


@pytest.fixture(scope="module")
def member(guarded):
    from mlflow.server import get_app_client

    with pytest.MonkeyPatch.context() as patch:
        for name, value in as_user(*ADMIN).items():
            patch.setenv(name, value)
        get_app_client("basic-auth", guarded.uri).create_user("ada", "her long password")
    return "ada", "her long password"


@pytest.mark.cluster
@pytest.mark.parametrize(
    ("user", "why"),
    [
        ((), "wants a login"),
        (("ada", "a wrong password"), "knows no user ada with this password"),
        (("admin", "password1234"), "knows no user admin with this password"),
    ],
)
def test_who_has_no_login_is_told_so_in_one_message(guarded, member, cli, tmp_path, user, why):
    for sweep in ((), ("-m", "seed=0,1")):
        done = cli(*sweep, "dataset=digits", f"tracking.uri={guarded.uri}", cwd=tmp_path, env=as_user(*user))
        assert done.returncode == 2
        assert why in done.stderr
        assert "Traceback" not in done.stderr
    report = cli("--uri", guarded.uri, cwd=tmp_path, module="runner.report", env=as_user(*user))
    assert report.returncode == 2
    assert "Traceback" not in report.stderr


@pytest.mark.cluster
def test_a_member_writes_runs_and_one_who_may_not_is_told_so(guarded, member, cli, tmp_path):
    from mlflow import MlflowClient
    from mlflow.server import get_app_client

    run = ("dataset=digits", "train.epochs=1", "baseline.epochs=1", f"tracking.uri={guarded.uri}",
           "tracking.experiment=guarded")  # fmt: skip
    done = cli(*run, cwd=tmp_path, env=as_user(*ADMIN))
    assert done.returncode == 0, done.stderr
    done = cli(*run, "seed=1", cwd=tmp_path, env=as_user(*member))
    assert done.returncode == 0, done.stderr
    with pytest.MonkeyPatch.context() as patch:
        for name, value in as_user(*ADMIN).items():
            patch.setenv(name, value)
        client = MlflowClient(guarded.uri)
        experiment = client.get_experiment_by_name("guarded").experiment_id
        found = client.search_runs([experiment], "tags.kind = 'run'")
        assert len(found) == 2
        auth = get_app_client("basic-auth", guarded.uri)
        auth.create_user("bob", "his long password")
        auth.grant_user_permission("bob", "experiment", experiment, "DENY")
    done = cli(*run, "seed=2", cwd=tmp_path, env=as_user("bob", "his long password"))
    assert done.returncode == 2
    assert "does not let bob write to this experiment" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.cluster
def test_the_login_is_started_by_make_and_no_password_stands_on_a_command_line(guarded, database):
    lines = [file.read_bytes() for file in Path("/proc").glob("[0-9]*/cmdline") if is_of(guarded, file)]
    assert lines
    assert [line for line in lines if b"p%40ss" in line or ADMIN[1].encode() in line] == []


def is_of(running, file):
    try:
        return os.getsid(int(file.parent.name)) == running.process.pid
    except ProcessLookupError:
        return False
