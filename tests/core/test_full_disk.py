"""A disk that is full when the runs are done: what is told is true, and how to go on."""

import errno
import os

import pytest

from runner.config.schema import TrackingConfig
from runner.core import files
from runner.core.tags import TAG_REASON
from runner.sweep import sweeper
from runner.tracking import connection, run_writer
from tests.stores import known


def test_the_end_of_a_run_is_true_though_its_journal_cannot_be_written(tmp_path, whole_store):
    from mlflow import MlflowClient

    uri, folder, ids = f"sqlite:///{tmp_path}/mlflow.db", tmp_path / "out", []
    (tmp_path / "mlflow.db").write_bytes(whole_store.read_bytes())
    folder.mkdir()
    (folder / "journal.jsonl").symlink_to("/dev/full")  # every write to it finds no space
    with (
        pytest.raises(OSError, match="No space left"),
        connection.connect(TrackingConfig(uri), folder) as to,
        run_writer.open_run(to, "name", {"seed": 1}, {}, started=lambda run: ids.append(run.id)),
    ):
        pass
    run = MlflowClient(uri).get_run(ids[0])
    assert run.info.status == "FAILED" and "No space left" in run.data.tags[TAG_REASON]


def test_a_comparison_that_finds_no_space_is_told_with_how_to_make_it_again(tmp_path, monkeypatch):
    def full(path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    store = known()
    monkeypatch.setattr(files, "sync", full)
    told = sweeper._compared(store.uri, "known", tmp_path, 0.005)
    assert told.startswith("every run has ended, and the comparison could not be made: ")
    assert "No space left on device. Free some space" in told
    assert f"\nMake it again: python -m runner.report --sweep known --uri {store.uri}" in told
    assert not list(tmp_path.iterdir())
