"""Nobody reads what a command prints, or nobody can: it does its work, and its exit status says what became of that."""

import os
import subprocess
import sys

import pytest

from runner.console import streams
from runner.tracking import journal
from runner.tracking.journal import Entry, Journal

COMMANDS = {
    "runner": (["--help"], 0), "runner.sync": ([], 0), "runner.plan": (["--help"], 0), "runner.report": ([], 2),
    "runner.winners": (["x"], 2), "runner.verify": (["--help"], 0), "runner.study": (["no-such-study"], 2),
    "runner.doctor": (["--help"], 0), "runner.server": ([], 2),
}  # fmt: skip
WAYS = {
    "head": "| head -1", "head of both": "2>&1 | head -1", "nobody": "| true", "no stdout": ">&-", "no stderr": "2>&-",
    "neither": ">&- 2>&-", "none of three": "<&- >&- 2>&-",
}  # fmt: skip


def shell(command, way, cwd):
    """What a shell shows of a command, and its own exit status."""
    line = f'set -o pipefail; "{sys.executable}" -m {command} {way}'
    done = subprocess.run(
        ["bash", "-c", line], cwd=cwd, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "MLFLOW_PORT": "no port", "PORT": "no port"}, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("way", ["head", "none of three"])
def test_a_command_that_nobody_reads_ends_as_it_would(command, way, tmp_path):
    (tmp_path / "outputs").mkdir()
    arguments, status = COMMANDS[command]
    found, shown = shell(f"{command} {' '.join(arguments)}", WAYS[way], tmp_path)
    assert found == status, shown
    assert "Traceback" not in shown and "BrokenPipe" not in shown and "lost sys." not in shown


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_not_reading_is_no_failure(way, tmp_path):
    (tmp_path / "outputs").mkdir()
    status, shown = shell("runner.sync", WAYS[way], tmp_path)
    assert (status, "Traceback" in shown) == (0, False), shown


def test_what_a_full_disk_did_not_take_is_said(tmp_path):
    (tmp_path / "outputs").mkdir()
    status, shown = shell("runner.sync", ">/dev/full", tmp_path)
    assert (status, "Traceback" in shown) == (1, False)
    assert "error: what was printed is not whole: No space left on device" in shown


def test_a_file_that_is_opened_with_closed_streams_gets_nothing_of_what_is_printed(tmp_path):
    """It would have the number 1: what C code prints would go into a database, say."""
    code = (
        "import os\nfrom runner.console import streams\nstreams.guard()\n"
        "file = open('database', 'w')\nprint('printed')\nos.write(1, b'printed')\nos.write(2, b'printed')\n"
        "assert file.fileno() > 2\n"
    )
    (tmp_path / "try.py").write_text(code)
    done = subprocess.run(["bash", "-c", f'"{sys.executable}" try.py <&- >&- 2>&-'], cwd=tmp_path, check=False,
                          env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})  # fmt: skip
    assert done.returncode == 0
    assert (tmp_path / "database").read_text() == ""


def test_what_is_printed_is_data(tmp_path):
    hostile = "a\x1b[31mred\x9b2J\u202eevil\r\ud800"
    code = "from runner.console import streams\nstreams.guard()\nimport sys, logging\nlogging.basicConfig()\n"
    code += f"name = {hostile!r}\n"
    code += "print(name)\nprint(name, file=sys.stderr)\nlogging.error('%s', name)\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path,
                          env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})  # fmt: skip
    shown = (done.stdout + done.stderr).decode()
    assert shown.count("\\x1b[31mred\\x9b2J\\u202eevil") == 3
    assert not set(shown) & set("\x1b\x9b\u202e\r\ud800")


def test_a_journal_that_is_still_written_is_no_outage(tmp_path):
    entry = Entry("http://127.0.0.1:1", "run", journal.TAGS, {"a": "b"})
    written = Journal.create(tmp_path)
    written.append(entry)
    assert journal.describe_kept(tmp_path) == "" and journal.is_held(written.file)
    written.close()
    assert "was away" in journal.describe_kept(tmp_path)


def test_a_pipe_that_is_called_as_a_journal_is_passed_over(tmp_path):
    os.mkfifo(tmp_path / "journal.jsonl")
    assert journal.find_journals(tmp_path) == []


def test_a_stream_of_somebody_elses_stays_theirs(capsys):
    before = sys.stdout
    assert streams.guard() is False
    assert sys.stdout is before
