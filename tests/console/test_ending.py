"""Every command ends in one way: an exit status, and one message without a traceback."""

import ast
import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from runner.cli import app
from runner.config import composition
from runner.console import ending
from runner.core.errors import ProcessLost, UserError
from runner.data import datasets, example_count
from runner.doctor import checks, config_files
from runner.doctor import command as doctor
from runner.doctor.findings import BAD, OK


def os_error(number, *names):
    return OSError(number, os.strerror(number), *names)


TOLD = {
    "a refusal": (UserError("Give another."), 2, "Give another."),
    "a process that died": (ProcessLost("It died."), 1, "It died."),
    "no permission": (os_error(errno.EACCES, "/x/run"), 2, "/x/run: Permission denied. Give another place, one that "),
    "a disk that is full": (os_error(errno.ENOSPC, "/x/run"), 1, "/x/run: No space left on device. Free some space"),
    "too many files": (os_error(errno.EMFILE, "/x"), 1, "/x: Too many open files. Allow more open files (ulimit"),
    "nobody listens": (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), 1, "See that the server is"),
    "two files": (OSError(errno.EXDEV, "Invalid cross-device link", "/a", None, "/b"), 1, "/a and /b: Invalid cross"),
    "no memory": (MemoryError("Unable to allocate 8 PiB"), 1, "memory is out (Unable to allocate 8 PiB)"),
    "a fault": (KeyError("x"), 1, "this is a fault of the program: KeyError: 'x'. Its traceback is in outputs/faults/"),
    "an error without a number": (OSError("odd"), 1, "this is a fault of the program: OSError: odd."),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_a_command_raises_is_told_in_one_message_that_is_true(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    error, status, message = TOLD[name]

    def command():
        raise error

    assert ending.run_command(command) == status
    said = capsys.readouterr()
    assert message in said.err and said.err.startswith("error: ") and said.out == ""
    assert "Traceback" not in said.err
    assert "hydra.run.dir" not in said.err or isinstance(error, PermissionError)


def test_the_traceback_of_a_fault_is_kept_without_passwords(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["runner", "tracking.uri=http://ada:secret@host:5000"])
    assert ending.run_command(lambda: {}["missing"]) == 1
    (file,) = (tmp_path / "outputs" / "faults").iterdir()
    text = file.read_text()
    assert "Traceback" in text and "KeyError: 'missing'" in text and "secret" not in text
    assert str(file.relative_to(tmp_path)) in capsys.readouterr().err


def test_a_fault_in_a_folder_that_cannot_be_written_shows_its_traceback(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "outputs").write_text("a file")
    assert ending.run_command(lambda: {}["missing"]) == 1
    assert "KeyError: 'missing'" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interruption_ends_as_shells_have_it(number, capsys):
    def command():
        raise ending.Interrupted(number)

    assert ending.run_command(command) == 128 + number

    def by_hand():
        raise KeyboardInterrupt

    assert ending.run_command(by_hand) == 130
    assert "Traceback" not in capsys.readouterr().err


COMMANDS = (
    "cli/app", "plan/command", "verify/command", "report/command", "winners", "study/command", "sync", "doctor/command",
    "server",
)  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_ends_by_the_one_function(name):
    """The module calls it, by itself or by app.answer_command, and has no try that prints an error of its own."""
    text = (composition.HERE / f"{name}.py").read_text()
    assert "run_command(" in text or "answer_command(" in text
    handlers = [each for each in ast.walk(ast.parse(text)) if isinstance(each, ast.ExceptHandler)]
    assert not [each for each in handlers if 'f"error: {error}"' in ast.unparse(each)]


def test_a_folder_in_place_of_a_runs_log_is_said_with_its_name(cli, tmp_path):
    (tmp_path / "out").write_text("a file")
    done = cli("dataset=digits", "hydra.run.dir=out", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ") and "out: File exists. Give another place" in done.stderr
    assert "Traceback" not in done.stderr


# --- the doctor over what users have --------------------------------------------------------------

ODD = {
    "pattern/one.yaml": "name: one\nm_by_n: 4\n",
    "pattern/two.yaml": "name: two\nm_by_n: [2, 0]\n",
    "pattern/three.yaml": "name: three\nm_by_n: [a, b]\n",
    "schedule/four.yaml": "defaults: 3\n",
    "schedule/five.yaml": "defaults: [{a: {b: c}}]\n",
    "schedule/six.yaml": "- 1\n- 2\n",
    "schedule/seven.yaml": "7\n",
    "schedule/eight.yaml": "_target_: [1]\nname: {a: 1}\n",
    "model/nine.yaml": "? [a, b]\n: 1\n",
    "dataset/ten.yaml": "name: ten\n_target_: 3\n",
    "train/eleven.yaml": "epochs: {a: 1}\n",
    "scope/twelve.yaml": "distribution:\n",
    "scope/thirteen.yaml": "name: x\ndistribution: ''\n",
    "scope/fourteen.yaml": "targets: 3\ninclude: 4\n",
    "model/fifteen.yaml": "",
    "model/sixteen.yaml": "name: x\n_target_: x.${y}\n",
    "model/seventeen.yaml": "\x00",
}


@pytest.fixture
def only_theirs(tmp_path, monkeypatch):
    """The doctor in a working folder, without the files of the project, which take long."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    for group in filter(Path.is_dir, composition.CONF.iterdir()):
        (tmp_path / "conf" / group.name).mkdir(parents=True)
    monkeypatch.setattr(config_files, "CONF", tmp_path / "conf")
    monkeypatch.setattr(config_files, "find_study_folders", lambda: [tmp_path / "work" / "experiments"])
    return tmp_path / "work"


def test_the_doctor_names_each_odd_file_of_a_users_and_goes_on(only_theirs):
    tmp_path = only_theirs
    for name, text in ODD.items():
        (tmp_path / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mine" / name).write_text(text)
    found = config_files.check_configs(tmp_path)
    told = {each.found.partition(": ")[0]: each.found for each in found}
    missed = [name for name in ODD if str(tmp_path / "mine" / name) not in told]
    assert missed == []
    assert not [text for text in told.values() if "Traceback" in text]


@pytest.mark.parametrize("text", ["sweep: 3", "sweep: {arms: 3}", "sweep: {axes: [1]}", "defaults: 3", "3", "- 1", ""])
def test_the_doctor_has_no_fault_over_an_odd_study(only_theirs, text):
    (only_theirs / "experiments").mkdir()
    (only_theirs / "experiments" / "odd.yaml").write_text(text)
    found = config_files.check_configs(only_theirs)
    assert all("fault of the program" not in each.found for each in found)


def test_a_check_of_the_doctors_that_breaks_is_a_finding_and_the_others_go_on(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def broken(*given):
        raise RuntimeError("no such thing")

    monkeypatch.setattr(checks, "check_space", broken)
    found = {each.check: each for each in doctor.examine(f"sqlite:///{tmp_path}/mlflow.db", tmp_path)}
    assert found["disk"].state == BAD and "RuntimeError: no such thing" in found["disk"].found
    assert found["leftovers"].state == OK


def test_an_installed_distribution_without_a_name_is_passed_over(tmp_path, monkeypatch):
    """What a torn install leaves: pip itself warns of it, and goes on."""
    (tmp_path / "~orn-1.0.dist-info").mkdir()
    (tmp_path / "~orn-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert checks.check_packages()


# --- a dataset's function -------------------------------------------------------------------------

THEIRS = """
import numpy as np
def plain(path=None, rows=90):
    return {"train": (np.random.default_rng(0).normal(size=(rows, 4)), np.arange(rows) % 3)}
def a_tuple(path=None): return np.zeros((30, 4)), np.arange(30) % 3
def tf_data(path=None):
    import tensorflow as tf
    return tf.data.Dataset.from_tensor_slices(a_tuple())
def tf_data_by_split(path=None): return {"train": tf_data()}
def other_names(path=None): return {"training": a_tuple()}
def no_train(path=None): return {"test": a_tuple()}
def nothing(path=None): pass
def nothing_in_it(path=None): return {"train": (None, None)}
def four(path=None): return {"train": (1, 2, 3, 4)}
def numbers(path=None): return {"train": (1, 2, 3)}
def texts(path=None): return {"train": ("ab", "cd")}
def ragged(path=None): return {"train": ([[1, 2], [3]], [0, 1])}
def raises(path=None): return {}["x"]
def no_path(): return {}
no_function = 3
"""
WRONG = {
    "a_tuple": "returned a tuple of 2. It must return a dict of (x, y)",
    "tf_data": "returned a _TensorSliceDataset of tensorflow.",
    "tf_data_by_split": "gives pipelines without val and test",
    "other_names": "'training' is none of train, val, test",
    "no_train": "returned a dict without 'train', with 'test'",
    "nothing": "returned None.",
    "nothing_in_it": "returned None as x of 'train'",
    "four": "returned a tuple of 4 for 'train'",
    "numbers": "returned a int as x of 'train'",
    "texts": "returned a str as x of 'train'",
    "ragged": "returned what is no array for 'train'",
    "raises": "raised KeyError: 'x' (",
    "no_path": "no_path takes a path, and no parameters of its own",
    "no_function": "is no function",
    "missing": "cannot be imported",
}


@pytest.fixture
def theirs(tmp_path, monkeypatch):
    (tmp_path / "theirs.py").write_text(THEIRS)
    monkeypatch.syspath_prepend(tmp_path)
    sys.modules.pop("theirs", None)
    yield (
        lambda name, *more: (
            app.compose(
                [f"dataset._target_=theirs.{name}", "trusted_modules=[theirs]", "dataset.name=theirs", *more]
            ).dataset
        )
    )
    sys.modules.pop("theirs", None)  # the next test in this process has another module of that name


@pytest.mark.parametrize("name", WRONG)
def test_a_dataset_that_is_none_is_refused_with_what_it_must_be(theirs, name):
    with pytest.raises(UserError) as refused:
        datasets.load(theirs(name))
    assert WRONG[name] in str(refused.value)


def test_the_parameters_of_a_dataset_reach_its_function(theirs):
    assert len(datasets.load(theirs("plain")).train) == 72
    assert len(datasets.load(theirs("plain", "+dataset.rows=120")).train) == 97
    with pytest.raises(UserError, match=r"unexpected keyword argument 'row'. Did you mean \+dataset.rows\?"):
        datasets.load(theirs("plain", "+dataset.row=120"))
    with pytest.raises(UserError, match="Did you mean dataset"):
        datasets.load(app.compose(["+dataset.valfraction=0.2"]).dataset)


def test_a_run_has_the_parameters_of_its_dataset_and_is_verified_with_them(cli, tmp_path):
    (tmp_path / "theirs.py").write_text(THEIRS)
    done = cli("dataset._target_=theirs.plain", "trusted_modules=[theirs]", "dataset.name=theirs", "+dataset.rows=300",
               "baseline.epochs=1", "train.epochs=1", "hydra.run.dir=run", cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    from mlflow import MlflowClient

    run = json.loads((tmp_path / "run" / "result.json").read_text())["run_id"]
    assert MlflowClient(f"sqlite:///{tmp_path}/mlflow.db").get_run(run).data.params["dataset.rows"] == "300"
    again = cli(run, "trusted_modules=[theirs]", module="runner.verify", cwd=tmp_path)
    assert (again.returncode, again.stdout[:6]) == (0, "equal:"), again.stderr


# --- data that is read once -----------------------------------------------------------------------


@pytest.mark.parametrize("splits", [("train",), ("train", "test"), ("train", "val", "test"), ("train", "val"), ()])
@pytest.mark.parametrize("fraction", [0.1, 0.15, 0.33])
def test_the_number_of_examples_is_told_from_the_headers_as_it_is_when_they_are_read(tmp_path, splits, fraction):
    rows = {"train": 103, "val": 31, "test": 17}
    arrays = {f"{part}_{name}": rows[name] for name in splits for part in "xy"} or {"x": 103, "y": 103}
    kinds = {"x": lambda n: np.ones((n, 4)), "y": lambda n: np.arange(n) % 2}
    np.savez(tmp_path / "a.npz", **{name: kinds[name[0]](n) for name, n in arrays.items()})
    given = [f"dataset.path={tmp_path}/a.npz", f"dataset.val_fraction={fraction}", f"dataset.test_fraction={fraction}"]
    config = app.compose(["dataset=npz", *given]).dataset
    assert example_count.count_examples(config) == len(datasets.load(config).train)


@pytest.mark.parametrize("name", ["digits", "mnist5k"])
def test_the_number_of_examples_of_our_own_datasets_is_known(name):
    config = app.compose([f"dataset={name}"]).dataset
    assert example_count.count_examples(config) == len(datasets.load(config).train)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not really", b"text"])
def test_a_file_that_cannot_be_read_is_left_to_who_reads_it(tmp_path, content):
    (tmp_path / "a.npz").write_bytes(content)
    assert example_count.count_examples(app.compose(["dataset=npz", f"dataset.path={tmp_path}/a.npz"]).dataset) is None


# --- messages -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("train.learning_rate=cosine", "train.learning_rate"),
        ("train.batch_size=big", "train.batch_size"),
        ("train.optimizer=[1]", "train.optimizer"),
        ("baseline.learning_rate=x", "baseline.learning_rate"),
    ],
)
def test_an_error_names_the_key_that_was_typed(given, key):
    assert app.find_refusal(lambda: app.compose([given])).startswith(f"{key}=")


def test_every_journal_is_a_leftover(tmp_path):
    (tmp_path / "outputs" / "runs" / "1").mkdir(parents=True)
    (tmp_path / "outputs" / "runs" / "1" / "journal-2.jsonl").write_text('{"uri":"http://x"}\n')
    (found,) = checks.check_leftovers(tmp_path)
    assert "outputs/runs/1/journal-2.jsonl" in found.found


def test_a_study_from_an_installed_package_says_where_studies_lie(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("runner.console.messages.find_study_folders", lambda: [tmp_path / "experiments"])
    from runner.console.messages import _unknown_option

    said = _unknown_option("", "experiments", "shootout")
    assert "names no study: there is none in" in said and "experiments/shootout.yaml" in said


def test_a_signal_to_a_study_is_one_to_its_sweep(tmp_path):
    program = (
        "import sys; from runner.console import ending; from runner.study import command as study\n"
        "code = \"import signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: (print('told'), sys.exit(7)));"
        " print('began', flush=True); time.sleep(600)\"\n"
        "sys.exit(study._run([sys.executable, '-c', code]))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "began\n"
    process.terminate()
    assert process.communicate(timeout=60)[0] == "told\n"
    assert process.returncode == 7


def test_what_is_told_of_a_search_is_not_counted_as_a_run(cli, tmp_path):
    (tmp_path / "broken.py").write_text(
        "import os\n"
        "import tensorflow as tf\n"
        "from tensorflow_model_optimization.sparsity.keras import ConstantSparsity\n"
        "class Broken(ConstantSparsity):\n"
        "    def __call__(self, step):\n"  # what only a run meets: its rehearsal writes no log
        "        if not tf.executing_eagerly() and 'run.log' in os.readlink('/proc/self/fd/1'):\n"
        "            raise RuntimeError('no')\n"
        "        return super().__call__(step)\n"
    )
    done = cli("-m", "search=optuna", "search.trials=2", "schedule=constant", "schedule._target_=broken.Broken",
               "~schedule.snap", "trusted_modules=[broken]", "dataset=digits", "model=one_hidden", "train.epochs=1",
               "baseline.epochs=1", "sweep.control=false", cwd=tmp_path)  # fmt: skip
    assert done.returncode == 1
    assert "error: 2 runs failed:\n" in done.stderr
    assert done.stderr.count("none of its trials ended well") == 1
