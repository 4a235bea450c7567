"""A run that the store calls RUNNING: alive, dead, or not to be known."""

import os
import shutil
import signal
import threading

import pytest
from mlflow import MlflowClient

from runner.core.file_names import LOCK_FILE
from runner.core.tags import (
    KIND_RUN,
    TAG_BOOT,
    TAG_HOST,
    TAG_KIND,
    TAG_LOCK,
    TAG_LOCK_ID,
    TAG_MACHINE,
    TAG_PROCESS,
    TAG_REASON,
)
from runner.tracking import liveness


@pytest.fixture
def client(tmp_path, whole_store):
    shutil.copy(whole_store, tmp_path / "mlflow.db")
    return MlflowClient(f"sqlite:///{tmp_path / 'mlflow.db'}")


def running(client, tags):
    return client.create_run("0", run_name="polynomial", tags={TAG_KIND: KIND_RUN, **tags}).info.run_id


def test_a_run_is_alive_while_its_process_holds_the_lock_and_killed_when_the_process_was(client, holder):
    process, tags = holder
    run_id = running(client, tags)
    assert liveness.end_all_stale(client, ["0"]) == []
    assert client.get_run(run_id).info.status == "RUNNING"
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert [dead.run_id for dead in liveness.end_all_stale(client, ["0"])] == [run_id]
    run = client.get_run(run_id)
    assert run.info.status == "KILLED" and run.info.end_time
    assert run.data.tags[TAG_REASON] == "its process was killed; found at a later start"
    assert liveness.end_all_stale(client, ["0"]) == []


def test_a_machine_that_was_started_anew_has_no_run_from_before(client, holder):
    process, tags = holder
    process.kill()  # its lock file stays on the disk, as after a power failure
    process.join()
    run_id = running(client, {**tags, TAG_BOOT: "before"})
    (dead,) = liveness.end_all_stale(client, ["0"])
    assert dead.run_id == run_id
    assert client.get_run(run_id).data.tags[TAG_REASON].startswith("the machine went down")


OTHERS = {
    "another host": ({TAG_HOST: "elsewhere"}, "elsewhere"),
    "a lock that is gone": ({TAG_LOCK: "/nowhere/run.lock"}, "/nowhere/run.lock is gone"),
    "it does not say where": ({TAG_HOST: None}, "does not say"),
    "a container of the same name on another machine": ({TAG_BOOT: "other", TAG_MACHINE: "other"}, "another machine"),
    "the same, from an image without an id": ({TAG_BOOT: "other", TAG_MACHINE: ""}, "another machine"),
    "the same, from one image with an id": ({TAG_BOOT: "other", TAG_LOCK_ID: "f" * 32}, "is not its lock"),
    "a container of the same name on this machine": ({TAG_LOCK_ID: "f" * 32}, "is not its lock"),
    "an earlier version": ({TAG_LOCK_ID: None, TAG_MACHINE: None}, "an earlier version did not say"),
    "an earlier version, another start": ({TAG_BOOT: "o", TAG_LOCK_ID: None, TAG_MACHINE: None}, "another machine"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_run_of_which_nothing_can_be_known_is_never_touched(client, holder, name):
    changed, known = OTHERS[name]
    process, here = holder
    process.kill()  # else this machine might take the lock for one that is held
    process.join()
    tags = {key: value for key, value in {**here, **changed}.items() if value is not None}
    run_id = running(client, tags)
    assert liveness.end_all_stale(client, ["0"]) == []
    assert client.get_run(run_id).info.status == "RUNNING"
    (unknown,) = liveness.find_stale(client, ["0"])
    assert unknown.why is None and known in unknown.known


def test_a_machine_without_an_id_cannot_tell_a_restart_from_another_machine(client, holder, monkeypatch):
    process, tags = holder
    process.kill()
    process.join()
    monkeypatch.setattr(liveness, "MACHINE_IDS", ())
    running(client, {**tags, TAG_BOOT: "before", TAG_MACHINE: ""})
    assert liveness.end_all_stale(client, ["0"]) == []


def test_after_a_restart_a_lock_on_a_disk_of_several_machines_says_nothing(client, holder, tmp_path, monkeypatch):
    process, tags = holder
    process.kill()
    process.join()
    table = tmp_path / "mountinfo"
    table.write_text("20 1 0:50 / / rw - nfs4 server:/export rw\n")
    monkeypatch.setattr("runner.tracking.mounts.TABLE", table)
    running(client, {**tags, TAG_BOOT: "before"})
    assert liveness.end_all_stale(client, ["0"]) == []


def test_a_run_is_not_given_up_for_one_with_the_same_name_and_path_under_another_lock(holder):
    _, ours = holder
    theirs = {**ours, TAG_LOCK_ID: "f" * 32}
    assert liveness.explain_given_up(theirs, ours, same_run=False) is None
    assert liveness.explain_given_up(theirs, ours, same_run=True) is None
    assert "its folder is ours" in liveness.explain_given_up(ours, ours, same_run=False)
    of_engine = {TAG_PROCESS: "of the sweep"}
    elsewhere = {**ours, **of_engine, TAG_BOOT: "other", TAG_LOCK_ID: "f" * 32}
    assert "the launcher lost it" in liveness.explain_given_up(elsewhere, {**ours, **of_engine}, same_run=True)


def test_the_id_of_the_machine_is_not_told_itself():
    machine = liveness._machine()
    assert not machine or machine not in liveness.MACHINE_IDS[0].read_text()


def test_the_lock_goes_with_the_run(tmp_path):
    with liveness.hold_lock(tmp_path):
        assert (tmp_path / LOCK_FILE).exists()
    assert not (tmp_path / LOCK_FILE).exists()


def test_two_that_want_one_folder_have_its_lock_one_after_the_other(tmp_path, holder):
    """Also where the first removes the file between the second's opening it and its lock."""
    process, tags = holder
    held = []

    def second():
        with liveness.hold_lock(tmp_path / "run") as ours:
            held.append(ours[TAG_LOCK_ID])
            assert (tmp_path / "run" / LOCK_FILE).read_text() == ours[TAG_LOCK_ID]

    thread = threading.Thread(target=second, daemon=True)
    thread.start()
    thread.join(0.5)
    assert held == []
    (tmp_path / "run" / LOCK_FILE).unlink()
    process.kill()
    thread.join(30)
    assert held and held != [tags[TAG_LOCK_ID]]
