"""A tracked run is executed again: equal to the last bit, or the first thing that differs, and why it may be."""

import contextlib
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from mlflow import MlflowClient

from runner.cli import app
from runner.core import environment
from runner.core.durations import Clock
from runner.core.errors import UserError
from runner.core.tags import TAG_ARITHMETIC, TAG_CPU, TAG_WEIGHTS
from runner.verify import command
from runner.verify.difference import Difference, find_causes, find_first
from runner.verify.recall import Recalled, Record
from tests.core.test_environment import OTHER_KERNELS

RUN = ("dataset=npz", "dataset.path=own.npz", "dataset.name=own", "train.epochs=2", "baseline.epochs=1",
       "tracking.log_model=false", "train.batch_size=16")  # fmt: skip


@pytest.fixture(scope="module")
def tracked(cli, tmp_path_factory):
    """(the folder of a run on arrays of the user's, its id, a client of its store)."""
    folder = tmp_path_factory.mktemp("tracked")
    random = np.random.default_rng(0)
    np.savez(folder / "own.npz", x=random.normal(size=(300, 4, 4)), y=np.arange(300) % 3)
    done = cli(*RUN, cwd=folder)
    assert done.returncode == 0, done.stderr
    client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
    (experiment,) = (each.experiment_id for each in client.search_experiments() if each.name == "pruning")
    ids = {run.data.tags["kind"]: run.info.run_id for run in client.search_runs([experiment])}
    return folder, ids, client


@pytest.fixture
def changed(tracked):
    """Set a value in the store with SQL, for one test."""
    folder, ids, _ = tracked
    undo = []

    def change(table, column, value, where="1"):
        with contextlib.closing(sqlite3.connect(folder / "mlflow.db")) as database, database:
            where = f"run_uuid = '{ids['run']}' and {where}"
            ((before,),) = database.execute(f"select {column} from {table} where {where}").fetchall()
            database.execute(f"update {table} set {column} = ? where {where}", (value,))
        undo.append((table, column, before, where))

    yield change
    with contextlib.closing(sqlite3.connect(folder / "mlflow.db")) as database, database:
        for table, column, before, where in undo:
            database.execute(f"update {table} set {column} = ? where {where}", (before,))


def ran(capsys, monkeypatch, folder, *arguments):
    """The exit status and output of the command, in this process."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["verify", *arguments])
    with pytest.raises(SystemExit) as end:
        command.main()
    captured = capsys.readouterr()
    return end.value.code, captured.out, captured.err


def test_a_run_is_equal_whatever_the_environment_says_and_nothing_is_left_behind(tracked, cli, tmp_path):
    folder, ids, client = tracked
    before = sorted(folder.rglob("*"))
    done = cli(ids["run"], cwd=folder, module="runner.verify", env={"TMPDIR": str(tmp_path), **OTHER_KERNELS})
    assert done.returncode == 0, done.stdout + done.stderr
    weights = client.get_run(ids["run"]).data.tags[TAG_WEIGHTS]
    assert done.stdout.startswith("equal: ")
    assert done.stdout.endswith(f"metrics over 3 epochs, weights sha256 {weights}\n")
    assert sorted(folder.rglob("*")) == before
    assert list(tmp_path.glob("verify-*")) == []


def test_the_first_epoch_and_metric_that_differ_are_named_and_why_it_may_be(tracked, changed, capsys, monkeypatch):
    folder, ids, client = tracked
    was = client.get_metric_history(ids["run"], "val/loss")[1]
    version = client.get_run(ids["run"]).data.tags["tensorflow"]
    changed("metrics", "value", was.value + 1e-9, "key = 'val/loss' and step = 2")
    changed("metrics", "value", 7.0, "key = 'test/loss'")
    changed("tags", "value", "2.0.0", "key = 'tensorflow'")
    status, out, _ = ran(capsys, monkeypatch, folder, ids["run"])
    assert status == 1
    assert f"differs: epoch 2: val/loss was {was.value + 1e-9}, is now {was.value}\n" in out
    assert f"it may be tensorflow: was 2.0.0, is now {version}\n" in out
    assert "it may be cpu" not in out


def test_a_run_that_fails_now_differs_and_its_log_is_kept(tracked, capsys, monkeypatch):
    folder, ids, _ = tracked
    (config,) = folder.glob(f"mlruns/*/{ids['run']}/artifacts/config.yaml")
    before = config.read_text()
    config.write_text(before.replace("learning_rate: 0.001", "learning_rate: 1.0e+30").replace("adam", "sgd"))
    try:
        status, out, _ = ran(capsys, monkeypatch, folder, ids["run"])
    finally:
        config.write_text(before)
    assert status == 1
    assert "differs: the tracked run is FINISHED, now it failed: non_finite" in out
    log = Path(re.search("Its log is (.+).$", out)[1])
    assert "NonFiniteError" in log.read_text()
    shutil.rmtree(log.parent)


@pytest.mark.parametrize(
    ("of", "more", "message"),
    [
        ("dense", (), "is a dense training: give a run that started from it"),
        ("nonsense", (), "There is no run 'nonsense'"),
        ("run", ("--uri", "sqlite:///nowhere.db"), "There is no store at"),
        ("run", ("train.epochs=3",), "train.epochs=3 would make it another run"),
        ("run", ("dataset.path=gone.npz",), "say where the data is now"),
        ("run", ("dataset.path=other.npz",), "is not that of the run"),
    ],
)
def test_what_cannot_be_executed_again_is_refused(tracked, capsys, monkeypatch, of, more, message):
    folder, ids, _ = tracked
    np.savez(folder / "other.npz", x=np.zeros((30, 4, 4)), y=np.arange(30) % 3)
    status, out, err = ran(capsys, monkeypatch, folder, ids.get(of, of), *more)
    assert (status, out) == (2, "")
    assert err.startswith("error: ")
    assert message in err


def test_a_run_that_is_not_finished_is_refused(tracked, changed, capsys, monkeypatch):
    folder, ids, _ = tracked
    changed("runs", "status", "KILLED")
    status, _, err = ran(capsys, monkeypatch, folder, ids["run"])
    assert status == 2
    assert "is KILLED: it has no result to compare with" in err


def test_a_tracked_config_is_not_trusted_for_what_it_trusts_itself(tracked):
    tree = dict(dataclass_tree(), trusted_modules=["own_schedules"])
    tree["schedule"] = {"name": "mine", "_target_": "own_schedules.Halves"}
    with pytest.raises(UserError, match=r"If you trust its code, say so: trusted_modules=\[own_schedules\]"):
        command.restore_config(tree, [], "abc")
    assert command.restore_config(tree, ["trusted_modules=[own_schedules]"], "abc").schedule["name"] == "mine"


def test_a_config_of_another_version_of_the_program_is_refused_with_its_commit():
    tree = dataclass_tree()
    tree["train"]["warp"] = 9
    with pytest.raises(UserError, match=r"(?s)another version of this program: train\.warp is unknown.*commit abc"):
        command.restore_config(tree, [], "abc")


def dataclass_tree():
    return app.compose(["dataset=digits"]).as_given()


@pytest.mark.long
def test_the_weights_are_equal_in_two_processes_with_any_threads_as_run_5_of_a_sweep_and_under_joblib(cli, tmp_path):
    small = ("dataset=mnist5k", "train.epochs=1", "baseline.epochs=1", "tracking.log_model=false")
    fifth = ("-m", "seed=1,2,3,4,0", "sweep.control=false")
    ways = {
        "one thread": ("train.threads=1",),
        "two threads": ("train.threads=2",),
        "run 5": fifth,
        "joblib": (*fifth, "launch=joblib", "launch.jobs=2"),
    }
    hashes = {}
    for way, arguments in ways.items():
        folder = tmp_path / way
        folder.mkdir()
        done = cli(*arguments, *small, cwd=folder, timeout=600)  # Hydra wants -m first
        assert done.returncode == 0, done.stderr
        client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
        experiment = client.get_experiment_by_name("pruning").experiment_id
        runs = client.search_runs([experiment], "tags.kind = 'run'", order_by=["attributes.start_time"])
        of_seed_0 = [at for at, run in enumerate(runs, start=1) if run.data.params["seed"] == "0"]
        if way == "run 5":
            assert of_seed_0 == [5]
        (run,) = (runs[at - 1] for at in of_seed_0)
        hashes[way] = run.data.tags[TAG_WEIGHTS]
    assert len(set(hashes.values())) == 1, hashes


def test_help_needs_nothing_heavy(tmp_path):
    program = (
        "import sys; sys.argv = ['verify', '--help']\nfrom runner.verify.command import main\ntry:\n    main()\n"
        "except SystemExit:\n    sys.exit([n for n in ('tensorflow', 'mlflow', 'pandas') if n in sys.modules] or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "RUN_ID" in done.stdout


# --- the comparison itself, on figures that are planted -------------------------------------------

CLOCK = Clock(steps_per_epoch=10, epochs=2)
METRICS = {"val/loss": {1: 0.5, 2: 0.25}, "prune/achieved": {5: 0.3, 15: 0.8}, "prune/threshold/fc1": {15: 0.1},
           "prune/recovery_steps": {5: 12.0}, "test/loss": {0: 0.2},
           "time/train_s": {0: 4.0}, "latency/dense_ms": {0: 0.1}}  # fmt: skip
TAGS = {"weights_sha256": "w", "dense_weights_sha256": "d"}


def recalled(metrics=None, tags=None, dense=None):
    run = Record({**TAGS, **(tags or {})}, {**METRICS, **(metrics or {})})
    return Recalled({}, run, Record({}, {"val/loss": {1: 0.9, **(dense or {})}}))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"metrics": {"time/train_s": {0: 9.0}, "latency/dense_ms": {0: 0.2}}}, None),
        ({"metrics": {"val/loss": {1: 0.5, 2: 0.3}, "prune/achieved": {5: 0.3, 15: 0.7}}},
         Difference("epoch 2, step 15", "prune/achieved", 0.8, 0.7)),
        ({"metrics": {"val/loss": {1: 0.6, 2: 0.3}, "prune/achieved": {5: 0.3, 15: 0.7}}},
         Difference("epoch 1", "val/loss", 0.5, 0.6)),
        ({"metrics": {"prune/threshold/fc1": {15: 0.2}}},
         Difference("epoch 2, step 15", "prune/threshold/fc1", 0.1, 0.2)),
        # What an update cost is known long after it: it does not come before the epoch that changed it.
        ({"metrics": {"val/loss": {1: 0.5, 2: 0.3}, "prune/recovery_steps": {5: 14.0}}},
         Difference("epoch 2", "val/loss", 0.25, 0.3)),
        ({"metrics": {"prune/recovery_steps": {5: 14.0}}},
         Difference("after training: epoch 1, step 5", "prune/recovery_steps", 12.0, 14.0)),
        ({"metrics": {"test/loss": {0: 0.3}, "val/loss": {1: 0.5}}}, Difference("epoch 2", "val/loss", 0.25, None)),
        ({"metrics": {"test/loss": {0: 0.3}}}, Difference("at the end", "test/loss", 0.2, 0.3)),
        ({"tags": {"weights_sha256": "v"}}, Difference("at the end", "weights_sha256", "w", "v")),
        ({"tags": {"dense_weights_sha256": "e"}, "metrics": {"val/loss": {1: 0.6}}},
         Difference("after the dense training", "dense_weights_sha256", "d", "e")),
        ({"dense": {1: 0.8}, "tags": {"dense_weights_sha256": "e"}},
         Difference("dense training, epoch 1", "val/loss", 0.9, 0.8)),
    ],
)  # fmt: skip
def test_the_difference_that_came_first_in_training_is_the_one_that_is_named(change, expected):
    assert find_first(recalled(), recalled(**change), CLOCK) == expected


def test_what_the_result_depends_on_is_named_where_it_differs():
    then = {"tensorflow": "2.20.0", "tfmot": "0.8.1", "onednn": "0", "git_commit": "a"}
    now = {**then, "tensorflow": "2.21.0", TAG_CPU: "AMD EPYC (avx avx2)"}
    assert find_causes(then, now) == [
        ("tensorflow", "2.20.0", "2.21.0"), (TAG_CPU, "not tracked", "AMD EPYC (avx avx2)"),
    ]  # fmt: skip


def test_the_processor_is_tracked_with_its_vector_instructions(tracked, tmp_path, monkeypatch):
    _, ids, client = tracked
    assert client.get_run(ids["run"]).data.tags[TAG_CPU] == environment.describe_cpu()
    info = tmp_path / "cpuinfo"
    monkeypatch.setattr(environment, "CPU_INFO", info)
    monkeypatch.setattr(environment, "L1_SIZE", tmp_path / "size")
    assert environment.describe_cpu().endswith("(not pinned)")
    info.write_text("model name\t: Fast CPU\nflags\t\t: fpu avx2 sse fma\n\nprocessor\t: 1\nflags\t: x\n")
    (tmp_path / "size").write_text("48K\n")
    assert environment.describe_cpu() == "Fast CPU (avx2 fma, 48K of L1, pinned to avx2)"
    info.write_text("processor\t: 0\nFeatures\t: fp asimd crc32 sve2\n")
    assert environment.describe_cpu().endswith("(asimd sve2, 48K of L1, not pinned)")


def test_another_processor_is_no_cause_where_both_calculate_the_same():
    then, now = {TAG_CPU: "old", TAG_ARITHMETIC: "a"}, {TAG_CPU: "new", TAG_ARITHMETIC: "a"}
    assert find_causes(then, now) == []
    assert find_causes(then, {**now, TAG_ARITHMETIC: "b"}) == [(TAG_ARITHMETIC, "a", "b"), (TAG_CPU, "old", "new")]
    assert find_causes({TAG_CPU: "old"}, {TAG_CPU: "new"}) == [(TAG_CPU, "old", "new")]  # neither says
