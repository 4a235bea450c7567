"""What a user has from the version before the rooms still works: its store, checkpoints, YAML, class and study.

The store and the files in ``version_before/`` were made by that version, with these commands::

    python -m runner -m --config-dir conf trusted_modules=[my_schedules] +experiments=mine ...
    python -m runner --config-dir conf trusted_modules=[my_schedules] schedule=square ...   # killed in its fourth epoch

Its runs count as of today's results version, with the signatures that they would then have had: a run of another one
is made anew (tests/sweep/test_resume.py).
"""

import shutil
import socket
import sqlite3
from pathlib import Path

import pytest

from runner.config import moved
from runner.core import provenance
from runner.tracking import history, liveness

BEFORE = Path(__file__).parent / "version_before"
OWN = ("--config-dir", "conf", "trusted_modules=[my_schedules]")
SWEEP = ("-m", *OWN, "+experiments=mine", "train.epochs=2", "baseline.epochs=2")
BROKEN_OFF = (
    *OWN, "schedule=square", "dataset.name=halves", "dataset._target_=my_schedules.halves", "model=one_hidden",
    "train.epochs=60", "baseline.epochs=2",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The user's folder, as if it had been made on this machine since it started."""
    folder = tmp_path_factory.mktemp("before") / "work"
    shutil.copytree(BEFORE, folder)
    text = (folder / "store.sql").read_text()
    for name, value in {"HERE": str(folder), "HOST": socket.gethostname(), "BOOT_ID": liveness._boot(),
                        "MACHINE": liveness._machine()}.items():  # fmt: skip
        text = text.replace(f"@{name}@", value)
    with sqlite3.connect(folder / "mlflow.db") as store:
        store.executescript(text)
    return folder


@pytest.fixture(scope="module")
def before(folder):
    """The user's runs, by name, before anything of today has seen them."""
    with history.open_history(f"sqlite:///{folder}/mlflow.db") as client:
        return {run.name: run for run in history.find_runs(client, ["1"], "")}


@pytest.fixture(scope="module")
def again(cli, folder, before):
    """Both commands, typed again."""
    return cli(*SWEEP, cwd=folder), cli(*BROKEN_OFF, cwd=folder)


def test_every_finished_run_of_the_sweep_is_skipped(again, before):
    assert again[0].returncode == 0, again[0].stderr
    said = again[0].stdout + again[0].stderr
    for name, run in before.items():
        if "digits" in name and not name.startswith("dense-one"):
            assert f"run {run.run_id}" in " ".join(said.split()), name
    assert said.count("skip ") == 4


def test_the_run_that_was_broken_off_goes_on_as_itself_and_says_what_of_it_is_made_anew(again, before, folder):
    assert again[1].returncode == 0, again[1].stderr
    run = before["square-0.8-one_hidden-halves-s0"]
    assert run.status == "RUNNING"
    logs = "\n".join(log.read_text() for log in folder.glob("outputs/runs/*/*/run.log"))
    assert "epoch-4.checkpoint is not used: it was written with another code of the runner" in logs
    with history.open_history(f"sqlite:///{folder}/mlflow.db") as client:
        (now,) = history.find_runs(
            client, ["1"], "tags.kind = 'run' and attributes.run_name = 'square-0.8-one_hidden-halves-s0'"
        )
    assert (now.run_id, now.status) == (run.run_id, "FINISHED")


@pytest.mark.parametrize("name", ["cosine-0.5-one_hidden-digits-s0", "square-0.5-one_hidden-digits-s0"])
def test_a_run_of_it_is_verified(cli, folder, again, before, name):
    run = before[name]
    arguments = (run.run_id, *(["trusted_modules=[my_schedules]"] if "square" in name else []))
    done = cli(*arguments, cwd=folder, module="runner.verify")
    here = provenance.make_tags()
    others = [tag for tag in here if tag != "git_commit" and run.tags.get(tag) != here[tag]]
    if done.returncode:  # only on another processor or with other versions, which is then said
        assert done.returncode == 1 and any(tag in done.stdout for tag in others), done.stdout + done.stderr
    else:
        assert "equal" in done.stdout


def test_what_was_tracked_is_compared_under_the_names_of_today(folder, before):
    assert before["cosine-0.5-one_hidden-digits-s0"].params["schedule._target_"] == "runner.schedules.Cosine"
    assert before["square-0.5-one_hidden-digits-s0"].params["schedule._target_"] == "my_schedules.Square"


@pytest.mark.parametrize("first", moved.TODAY)
def test_a_name_that_was_moved_means_the_same_thing(first):
    from importlib import import_module

    def thing(name):
        module, _, attribute = name.rpartition(".")
        return getattr(import_module(module), attribute)

    assert thing(first) is thing(moved.TODAY[first])
