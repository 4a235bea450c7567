"""A command that is refused changes nothing that was there: only what its own start made may go."""

import hashlib
import multiprocessing
import subprocess
import sys
import time
from pathlib import Path

import pytest

from runner.core.file_names import LOG_FILE
from runner.doctor import checks
from runner.run import dense_cache, leavings
from runner.tracking import journal
from runner.training import checkpoint
from tests.swept import SETTINGS

SMALL = ("dataset=digits", "baseline.epochs=1", "train.epochs=1", "tracking.log_model=false")


def content(folder):
    """Every file below a folder, with its bytes and when it was written."""
    files = [file for file in sorted(Path(folder).rglob("*")) if file.is_file()]
    return {str(file): (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns) for file in files}


@pytest.fixture
def work(swept, tmp_path):
    """A working folder with a finished run in `run`."""
    folder = swept.copy_to(tmp_path / "work")
    (first,) = (file.parent.parent for file in folder.glob("outputs/sweeps/*/*/*/.hydra/overrides.yaml")
                if "schedule=polynomial" in file.read_text() and "seed=0" in file.read_text())  # fmt: skip
    first.rename(folder / "run")
    return folder


REFUSED = {
    "a typing error": ["schedule=polynomia"],
    "out of range": ["train.epochs=0"],
    "durations": ["dataset=digits", "schedule.begin_step=900", "schedule.end_step=10%"],
    "in the run's own process": ["dataset=digits", "scope.include=[fc9]"],
    "Hydra's record in another place": ["train.epochs=0", "hydra.output_subdir=.hydra"],
    "a study without -m": ["sweep.axes={seed: [0, 1]}"],
    "a store that is none": ["dataset=digits", "tracking.uri=sqlite:///run/run.log"],
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_command_leaves_the_folder_of_an_earlier_run_as_it_was(cli, work, name):
    before = content(work / "run")
    assert {"run/run.log", "run/.hydra/config.yaml"} <= {str(Path(file).relative_to(work)) for file in before}
    done = cli(*REFUSED[name], "hydra.run.dir=run", cwd=work)
    assert done.returncode == 2, done.stderr
    assert content(work / "run") == before


def test_a_run_that_is_skipped_changes_nothing_in_the_folder_that_it_names(cli, work):
    before = content(work / "run")
    done = cli(*SETTINGS, "hydra.run.dir=run", cwd=work)
    assert (done.returncode, done.stdout[:5]) == (0, "skip "), done.stderr
    assert content(work / "run") == before
    assert cli(*SETTINGS, "hydra.run.dir=new", cwd=work).returncode == 0
    assert not (work / "new").exists()


def test_a_run_writes_down_what_it_was_told_as_hydra_does(work):
    assert "- dataset=digits" in (work / "run" / ".hydra" / "overrides.yaml").read_text().splitlines()
    assert "output_dir" in (work / "run" / ".hydra" / "hydra.yaml").read_text()


def test_only_folders_that_the_start_made_go(cli, tmp_path):
    (tmp_path / "mine").mkdir()
    for folder in ("mine", "new"):
        assert cli("train.epochs=0", f"hydra.run.dir={folder}", cwd=tmp_path).returncode == 2
    assert cli("-m", "train.epochs=0,1", "hydra.sweep.dir=swept", cwd=tmp_path).returncode == 2
    assert [each.name for each in tmp_path.iterdir() if each.name != "outputs"] == ["mine"]


def test_a_refused_sweep_leaves_a_folder_of_the_users_alone(cli, tmp_path):
    notes = tmp_path / "mine" / ".notes"
    notes.mkdir(parents=True)
    (notes / "thesis.txt").write_text("years of work")
    (tmp_path / "mine" / "0").mkdir()
    done = cli("-m", "dataset=digits", "seed=0,1", "scope.include=[fc9]", "hydra.sweep.dir=mine", cwd=tmp_path)
    assert done.returncode == 2
    assert {each.name for each in (tmp_path / "mine").rglob("*")} == {".notes", "thesis.txt", "0"}


def test_a_sweep_keeps_its_notes_apart_from_a_folder_of_the_users(cli, tmp_path):
    notes = tmp_path / "mine" / ".notes"
    notes.mkdir(parents=True)
    (notes / "thesis.txt").write_text("years of work")
    done = cli("-m", *SMALL, "sweep.control=false", "hydra.sweep.dir=mine", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (notes / "thesis.txt").read_text() == "years of work"
    assert [each.name for each in (tmp_path / "mine").glob(".notes*")] == [".notes"]


def test_a_plan_that_is_refused_draws_over_no_picture(cli, tmp_path):
    (tmp_path / "plan.png").write_bytes(b"a picture of mine")
    given = ("dataset=digits", "schedule.end_step=10", "schedule.frequency=4", "--png", "plan.png")
    assert cli(*given, module="runner.plan", cwd=tmp_path).returncode == 2
    assert (tmp_path / "plan.png").read_bytes() == b"a picture of mine"


@pytest.mark.parametrize("key", ["model.path", "dataset.path"])
def test_a_run_that_would_write_over_what_it_reads_is_refused(cli, tmp_path, key):
    file = tmp_path / "model.keras"
    file.write_bytes(b"a model of mine")
    choice = "model=file" if key == "model.path" else "dataset=npz"
    done = cli(choice, f"{key}=model.keras", "hydra.run.dir=.", cwd=tmp_path)
    assert done.returncode == 2
    assert file.read_bytes() == b"a model of mine"


# --- other people's files that are called as ours are -----------------------------------------------


@pytest.mark.parametrize("name", ["journal.jsonl", "journal-2.jsonl", "journal-notes.jsonl", "journal_2026.jsonl"])
@pytest.mark.parametrize("text", ['{"day": 1}\n', "Dear diary\n", "[]\n"])
def test_a_journal_of_somebody_else_is_neither_sent_nor_removed(cli, tmp_path, name, text):
    from runner import sync

    (tmp_path / name).write_text(text)
    assert sync.main([str(tmp_path)]) == 0
    assert (tmp_path / name).read_text() == text
    assert journal.find_journals(tmp_path) == []


def test_a_journal_that_a_full_disk_cut_in_its_first_line_is_still_one(tmp_path):
    (tmp_path / "journal.jsonl").write_text('{"ur')
    (tmp_path / "journal-2.jsonl").write_text('{"uri":"sqlite:///x"')
    assert [file.name for file in journal.find_journals(tmp_path)] == ["journal-2.jsonl", "journal.jsonl"]


def test_a_lock_file_that_is_somebody_elses_is_refused_and_stays(tmp_path):
    from runner.core.errors import UserError
    from runner.tracking import liveness

    (tmp_path / "run.lock").write_text("do not touch")
    with pytest.raises(UserError, match="not a lock of this program"), liveness.hold_lock(tmp_path):
        pass
    assert (tmp_path / "run.lock").read_text() == "do not touch"


# --- what a living process is writing ---------------------------------------------------------------


def make_slowly(root, pipe):
    def make(folder):
        pipe.send(folder)
        pipe.recv()
        raise RuntimeError("enough")

    dense_cache.read_or_make(root, "0123456789abcdef", make, built=None)


def test_the_doctor_does_not_remove_what_a_living_process_writes_however_long_it_takes(tmp_path):
    dense = tmp_path / "outputs" / "dense"
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=make_slowly, args=(dense, theirs))
    process.start()
    try:
        temporary = ours.recv()
        later = time.time() + 2 * checks.DAY
        assert temporary.is_dir()
        assert [each.state for each in checks.check_leftovers(tmp_path, now=later)] == ["ok"]
        process.kill()
        process.join()
        (found,) = checks.check_leftovers(tmp_path, now=later)
        assert temporary.name in found.found
    finally:
        process.kill()


HOLDING = """
import sys, time
from runner.console import waiting as patience
with open(sys.argv[1], "wb") as stream:
    assert patience.try_lock(stream)
    print("writing", flush=True)
    time.sleep(600)
"""


def test_a_checkpoint_that_another_process_is_writing_stays_and_one_that_a_kill_left_goes(tmp_path):
    theirs, left = tmp_path / ".epoch-1.checkpoint.1.tmp", tmp_path / ".epoch-1.checkpoint.2.tmp"
    left.touch()
    process = subprocess.Popen([sys.executable, "-c", HOLDING, theirs], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "writing\n"
        checkpoint.Checkpoints(tmp_path, {}, []).restore()
        assert (theirs.exists(), left.exists()) == (True, False)
    finally:
        process.kill()
        process.wait()
    checkpoint.Checkpoints(tmp_path, {}, []).restore()
    assert not theirs.exists()


def test_the_log_of_a_start_is_below_that_of_the_run_before_it_once_it_is_kept(tmp_path):
    from runner.core.run_log import RunLog

    (tmp_path / LOG_FILE).write_text("before\n")
    log = RunLog.begin(tmp_path)
    log.draft.write_text("now\n")
    assert (tmp_path / LOG_FILE).read_text() == "before\n"
    log.keep()
    assert (tmp_path / LOG_FILE).read_text() == "before\nnow\n"
    dropped = RunLog.begin(tmp_path)
    dropped.draft.write_text("refused\n")
    dropped.close()
    assert [file.name for file in tmp_path.iterdir()] == [LOG_FILE]


def test_a_folder_that_cannot_be_told_yet_is_never_taken_away(tmp_path, monkeypatch):
    from omegaconf import OmegaConf

    monkeypatch.setattr(leavings, "_missing", set())
    leavings.note_folder(OmegaConf.create({"hydra": {"run": {"dir": "${hydra:job.id}/x"}}}), "hydra.run.dir")
    assert leavings._missing == set()
