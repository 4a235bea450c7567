"""A run that the store calls RUNNING: alive, dead, or not to be known."""

import os
import signal
import socket

import pytest
from mlflow import MlflowClient

from runner import liveness, store
from runner.records import KIND_RUN, LOCK_FILE, TAG_BOOT, TAG_HOST, TAG_KIND, TAG_LOCK, TAG_REASON


@pytest.fixture
def client(tmp_path):
    uri = f"sqlite:///{tmp_path / 'mlflow.db'}"
    store.ensure(uri)
    return MlflowClient(uri)


def running(client, tags):
    return client.create_run("0", run_name="polynomial", tags={TAG_KIND: KIND_RUN, **tags}).info.run_id


def test_a_run_is_alive_while_its_process_holds_the_lock_and_killed_when_the_process_was(client, holder):
    process, tags = holder
    run_id = running(client, tags)
    assert liveness.end_all(client, ["0"]) == []
    assert client.get_run(run_id).info.status == "RUNNING"
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert [dead.run_id for dead in liveness.end_all(client, ["0"])] == [run_id]
    run = client.get_run(run_id)
    assert run.info.status == "KILLED" and run.info.end_time
    assert run.data.tags[TAG_REASON] == "its process was killed; found at a later start"
    assert liveness.end_all(client, ["0"]) == []


def test_a_machine_that_was_started_anew_has_no_run_from_before(client, tmp_path):
    with liveness.held(tmp_path) as tags:
        run_id = running(client, {**tags, TAG_BOOT: "before"})
        (dead,) = liveness.end_all(client, ["0"])
    assert dead.run_id == run_id
    assert client.get_run(run_id).data.tags[TAG_REASON].startswith("the machine went down")


@pytest.mark.parametrize(
    ("changed", "known"),
    [
        ({TAG_HOST: "elsewhere"}, "elsewhere"),
        ({TAG_LOCK: "/nowhere/run.lock"}, "/nowhere/run.lock is gone"),
        ({TAG_HOST: None}, "does not say"),
    ],
)
def test_a_run_of_which_nothing_can_be_known_is_never_touched(client, tmp_path, changed, known):
    (tmp_path / LOCK_FILE).touch()
    here = {TAG_HOST: socket.gethostname(), TAG_BOOT: liveness._boot(), TAG_LOCK: str(tmp_path / LOCK_FILE)}
    tags = {key: value for key, value in {**here, **changed}.items() if value is not None}
    run_id = running(client, tags)
    assert liveness.end_all(client, ["0"]) == []
    assert client.get_run(run_id).info.status == "RUNNING"
    (unknown,) = liveness.find(client, ["0"])
    assert unknown.why is None and known in unknown.known


def test_the_lock_goes_with_the_run(tmp_path):
    with liveness.held(tmp_path):
        assert (tmp_path / LOCK_FILE).exists()
    assert not (tmp_path / LOCK_FILE).exists()
