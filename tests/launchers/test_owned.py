"""What others can have written into a sweep's folder is never run: pickles are code, notes are data."""

import json
import os
import pickle
import subprocess
import sys
from dataclasses import asdict

import pytest

from runner.core.errors import UserError
from runner.core.events import Failed, Finished, Skipped, Started, Stopped
from runner.launchers import owned
from runner.sweep import run_notes
from tests.results import result

NOBODY = 65534
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")


class Evil:
    """Its unpickling writes a file."""

    def __init__(self, canary):
        self.canary = canary

    def __reduce__(self):
        return (os.mkdir, (str(self.canary),))


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "sweep" / ".submitit"
    owned.make_folder(made)
    (made / "7").mkdir()
    return made


def put(path, canary):
    path.write_bytes(pickle.dumps(Evil(canary)))
    return path


def test_what_this_user_wrote_is_read_whatever_the_umask(folder):
    (folder / "7" / "result.pkl").write_bytes(pickle.dumps({"a": 1}))
    (folder / "7").chmod(0o777)  # nobody else gets this far
    assert owned.load_pickle(folder, folder / "7" / "result.pkl") == {"a": 1}
    assert folder.stat().st_mode & 0o777 == 0o700
    owned.make_folder(folder)  # again, as the next start does


def linked_file(folder, canary):
    (folder / "7" / "result.pkl").symlink_to(put(folder.parent / "theirs.pkl", canary))


def linked_folder(folder, canary):
    (folder / "7").rmdir()
    (folder.parent / "theirs").mkdir()
    put(folder.parent / "theirs" / "result.pkl", canary)
    (folder / "7").symlink_to(folder.parent / "theirs")


def open_to_others(folder, canary):
    put(folder / "7" / "result.pkl", canary)
    folder.chmod(0o770)


def moved_away(folder, canary):
    folder.rename(folder.with_name("aside"))
    (folder.parent / "theirs" / "7").mkdir(parents=True)
    put(folder.parent / "theirs" / "7" / "result.pkl", canary)
    folder.symlink_to(folder.parent / "theirs")


def pipe(folder, canary):
    os.mkfifo(folder / "7" / "result.pkl")


def of_somebody_else(folder, canary):
    os.chown(put(folder / "7" / "result.pkl", canary), NOBODY, NOBODY)


def in_a_folder_of_somebody_else(folder, canary):
    put(folder / "7" / "result.pkl", canary)
    os.chown(folder, NOBODY, NOBODY)


ATTACKS = [
    linked_file, linked_folder, open_to_others, moved_away, pipe,
    pytest.param(of_somebody_else, marks=root_only), pytest.param(in_a_folder_of_somebody_else, marks=root_only),
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_pickle_that_others_can_have_written_is_not_read(folder, tmp_path, attack):
    attack(folder, tmp_path / "canary")
    with pytest.raises(OSError):
        owned.load_pickle(folder, folder / "7" / "result.pkl")
    assert not (tmp_path / "canary").exists()


@pytest.mark.parametrize("attack", [open_to_others, moved_away])
def test_jobs_are_not_handed_over_in_a_folder_that_others_can_write(folder, tmp_path, attack):
    attack(folder, tmp_path / "canary")
    with pytest.raises(UserError, match=r"\.submitit can have been written by others.*Remove it"):
        owned.make_folder(folder)


def test_a_job_whose_pickle_was_replaced_runs_nothing(folder, tmp_path):
    """A job of submitit's on this machine, as the launcher starts it; its pickle is a link to somebody's."""
    put(tmp_path / "theirs.pkl", tmp_path / "canary")
    (folder / "7" / "7_submitted.pkl").symlink_to(tmp_path / "theirs.pkl")
    variables = {"SUBMITIT_EXECUTOR": "local", "SUBMITIT_LOCAL_JOB_ID": "7", "SUBMITIT_LOCAL_NTASKS": "1",
                 "SUBMITIT_LOCAL_GLOBALID": "0", "SUBMITIT_LOCAL_LOCALID": "0", "SUBMITIT_LOCAL_NODEID": "0",
                 "SUBMITIT_LOCAL_JOB_NUM_NODES": "1"}  # fmt: skip
    command = [
        sys.executable,
        "-m",
        "runner.launchers.submitted",
        "-u",
        "-m",
        "submitit.core._submit",
        str(folder / "%j"),
    ]
    done = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0 and not (tmp_path / "canary").exists()
    assert "Too many levels of symbolic links" in done.stderr


def plain(outcome):
    return json.loads(json.dumps(asdict(outcome)))


def test_a_note_is_read_as_it_was_written_and_as_data_only(tmp_path):
    notes = run_notes.Notes(tmp_path / "notes")
    began = [Started("1", "sqlite:///x.db", "a"), Started("2", "sqlite:///x.db", "b")]
    outcomes = [Failed('OSError: [Errno 28] "full"'), Stopped("late"), Skipped("run", "name", "abc", 2),
                Finished(result())]  # fmt: skip
    with notes.kept():
        assert notes.folder.stat().st_mode & 0o777 == 0o700
        notes.write(0, "started", str(tmp_path / "größe"))
        notes.write(0, "began", began)
        assert notes.output(0) == tmp_path / "größe"
        assert notes._read(0, "began") == began
        for outcome in outcomes:
            notes.write(0, "ended", outcome)
            assert type(notes.outcome(0)) is type(outcome)
            assert plain(notes.outcome(0)) == plain(outcome)
        put(notes.folder / "0.ended", tmp_path / "canary")
        assert notes.outcome(0) is None
    assert not (tmp_path / "canary").exists()
