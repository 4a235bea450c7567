"""A store that somebody else wrote: its tags, names and parameters are data, and nothing that it names is opened."""

import csv
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from runner.core import names
from runner.core.file_names import LOCK_FILE
from runner.core.tags import KIND_RUN, TAG_BOOT, TAG_HOST, TAG_KIND, TAG_LOCK, TAG_LOCK_ID, TAG_MACHINE
from runner.doctor import checks
from runner.report import tables
from runner.tracking import history, liveness, mounts

HOSTILE = "x\x1b[31m\x9b2J\u202e\nerror: you were hacked"
ID = "0" * 32


def here(lock):
    """The tags of a run that says that it is on this machine."""
    return {TAG_KIND: KIND_RUN, TAG_HOST: socket.gethostname(), TAG_BOOT: liveness._boot(),
            TAG_MACHINE: liveness._machine(), TAG_LOCK: str(lock), TAG_LOCK_ID: ID}  # fmt: skip


def fifo(folder):
    os.mkfifo(folder / LOCK_FILE)
    return folder / LOCK_FILE


def link(folder):
    (folder / "thesis").write_text(ID)
    (folder / LOCK_FILE).symlink_to(folder / "thesis")
    return folder / LOCK_FILE


def inside(folder):
    (folder / LOCK_FILE).mkdir()
    return folder / LOCK_FILE


def thesis(folder):
    (folder / "thesis.docx").write_text(ID)
    return folder / "thesis.docx"


LOCKS = {
    "a pipe": fifo, "a link": link, "a folder": inside, "another file": thesis, "a device": lambda folder: "/dev/zero",
    "secrets": lambda folder: "/etc/passwd", "relative": lambda folder: LOCK_FILE, "nothing": lambda folder: "",
    "upwards": lambda folder: f"{folder}/a/../{LOCK_FILE}", "long": lambda folder: f"/{'a' * 5000}/{LOCK_FILE}",
    "NUL": lambda folder: f"/a\0b/{LOCK_FILE}",
}  # fmt: skip


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_that_is_none_of_ours_is_not_opened_and_says_nothing(name, tmp_path):
    lock = LOCKS[name](tmp_path)
    before = {each: each.lstat() for each in tmp_path.iterdir()}
    begun = time.monotonic()
    stale = liveness.judge_run("run", "name", here(lock))
    assert stale is not None and stale.why is None
    assert time.monotonic() - begun < 2
    assert before == {each: each.lstat() for each in tmp_path.iterdir()}
    liveness.wait("run", here(lock))


def test_a_lock_that_is_put_in_place_of_a_file_meanwhile_is_not_waited_for(tmp_path):
    with pytest.raises(OSError):
        liveness._opened(fifo(tmp_path))


def test_where_a_disk_comes_when_it_is_asked_for_nobody_looks(tmp_path):
    table = tmp_path / "mountinfo"
    table.write_text("1 0 0:1 / / rw - ext4 disk rw\n2 1 0:2 / /net rw - autofs auto rw\n")
    assert mounts.is_automatic(Path(f"/net/evil/{LOCK_FILE}"), table)
    assert not mounts.is_automatic(tmp_path, table)


@pytest.fixture
def foreign(tmp_path, whole_store):
    """A store with runs whose every text is hostile; its URI."""
    from mlflow import MlflowClient

    shutil.copy(whole_store, tmp_path / "mlflow.db")
    uri = f"sqlite:///{tmp_path}/mlflow.db"
    client = MlflowClient(uri)
    experiment = client.create_experiment("pruning", artifact_location="file:///etc")
    tags = {**here(fifo(tmp_path)), "status_reason": HOSTILE, "signature": HOSTILE, "attempt": "9" * 50}
    client.create_run(experiment, run_name=HOSTILE, tags=tags)
    for name, lock in {"device": "/dev/zero", "secrets": "/etc/passwd"}.items():
        client.create_run(experiment, run_name=f"{HOSTILE}{name}", tags={**tags, TAG_LOCK: lock})
    return uri


def test_the_doctor_names_hostile_runs_in_one_line_each_and_does_not_hang(foreign):
    begun = time.monotonic()
    found = checks.check_stale(foreign)
    assert time.monotonic() - begun < 15
    assert len(found) == 3 and not any(each.fix for each in found)
    assert not any("\n" in each.found for each in found)


def test_what_a_report_reads_is_in_one_line(foreign):
    with history.open_history(foreign) as client:
        experiments = [each.experiment_id for each in client.search_experiments()]
        found = history.find_runs(client, experiments, f"tags.{TAG_KIND} = '{KIND_RUN}'")
    assert len(found) == 3
    for run in found:
        assert not set(run.name) & set("\x1b\x9b\u202e\n")


def test_a_command_over_a_hostile_store_prints_no_command_to_the_terminal(foreign, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "runner.report", "--experiment", "pruning", "--uri", foreign], cwd=tmp_path,
        capture_output=True, check=False, timeout=200,
    )  # fmt: skip
    shown = (done.stdout + done.stderr).decode()
    assert done.returncode == 2 and "Traceback" not in shown
    assert not set(shown) & set("\x1b\x9b\u202e")
    assert not [line for line in shown.splitlines() if line.startswith("error: you were hacked")]


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\n=1", "\uff1d1+1"])
def test_no_text_is_a_formula_of_a_spreadsheet(text, tmp_path):
    file = tmp_path / "arms.csv"
    tables.write_csv(file, pd.DataFrame({"label": [text, "plain"], "diff": [-0.25, 1e-300], "n": [1, 2]}))
    with file.open(newline="") as opened:
        rows = list(csv.reader(opened))
    assert rows[1:] == [[f"'{text}", "-0.25", "1"], ["plain", "1e-300", "2"]]


def test_no_text_ends_the_row_of_a_table(tmp_path):
    tables.write_csv(tmp_path / "a.csv", pd.DataFrame({"label": ["a\r=1\x1b", "b"]}))
    assert (tmp_path / "a.csv").read_bytes() == b"label\na\\r=1\\x1b\nb\n"


def test_numbers_and_plain_texts_are_written_as_they_were(tmp_path):
    frame = pd.DataFrame({"label": ["constant 0.5", "a=b", "-0.5", None], "x": [-1.5, float("nan"), 2.0, 1 / 3]})
    tables.write_csv(tmp_path / "a.csv", frame)
    assert (tmp_path / "a.csv").read_text() == frame.to_csv(index=False, lineterminator="\n")
    assert names.make_csv_cell("-1e-05") == "-1e-05"


@pytest.mark.parametrize("text", [
    "http://evil.example/x", "see https://evil.example.", "www.evil.example", "WWW.evil.example", "![](http://e.example/p)",
    "[here](http://evil.example)", "<http://evil.example>", "<img src=x>", "[a]: http://evil.example", "ftp://e.example/x",
])  # fmt: skip
def test_nothing_in_markdown_becomes_a_link_or_a_picture(text):
    from markdown_it import MarkdownIt

    shown = MarkdownIt("commonmark").enable(["table"]).render(f"- {tables.escape_markdown(text)}\n")
    assert "<a" not in shown and "<img" not in shown
    assert (
        not re.search(r"(?<!\\)://", tables.escape_markdown(text))
        and "www." not in tables.escape_markdown(text).lower()
    )
