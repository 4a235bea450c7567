"""Bad input, made up by the hundred: each case ends 0 or 2, with one message, never a traceback, never half a run.

Cases are planned, not trained: the plan refuses what a run refuses. So that they are many, they go through the
command in this process; some go through the real one as well.
"""

import contextlib
import io
import json
import os
import pickle
import sys
import zipfile
from pathlib import Path

import h5py
import numpy as np
import pytest
import tf_keras
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runner.config import composition
from runner.console import messages
from runner.core.errors import UserError
from runner.data import npz_file
from runner.models import keras_file
from runner.plan import command
from tests import own_models

CONF = composition.CONF
OTHERS_TEXT = ("Traceback", "full_key", "object_type", "reference_type")


def fuzz(default, in_all):
    """A property over few cases, the same each time; ``make test-all`` tries them all."""
    quiet = {"deadline": None, "derandomize": True, "database": None, "suppress_health_check": list(HealthCheck)}

    def two(test):
        few, many = (settings(max_examples=count, **quiet)(given(case=test.cases)(test)) for count in (default, in_all))

        @pytest.mark.parametrize("often", [False, pytest.param(True, marks=pytest.mark.long)], ids=["few", "many"])
        def run(often, place, monkeypatch):
            monkeypatch.chdir(place)
            (many if often else few)(place=place)
            assert left_behind(place) == []

        return run

    return two


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder where nothing may appear but what a test puts there."""
    folder = tmp_path_factory.mktemp("fuzz")
    np.savez(folder / "own.npz", **ARRAYS)
    own_models.small((4, 4, 1), 3).save(folder / "own.keras")
    return folder


def left_behind(place):
    return sorted(each.name for each in place.iterdir() if each.suffix not in (".npz", ".keras"))


def planned(arguments):
    """(exit status, stderr) of ``python -m runner.plan``, in this process; an exception is a failed test."""
    out, err, before = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = ["plan", *arguments]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            command.main()
    except SystemExit as end:
        return end.code, err.getvalue()
    finally:
        sys.argv = before


def check(status, err):
    assert status in (0, 2), err
    assert [text for text in OTHERS_TEXT if text in err] == []
    if status == 2:
        assert err.startswith(("error: ", "usage: "))
        assert len(err.splitlines()[0]) > len("error: ")
    else:
        assert err == ""


# --- overrides ------------------------------------------------------------------------------------

GROUPS = ("schedule", "model", "scope", "pattern", "train", "measure", "tracking", "launch")
CHOICES = [
    (group, file.stem, [key for key in yaml.safe_load(file.read_text()) if key != "defaults"])
    for group in GROUPS
    for file in sorted((CONF / group).glob("*.yaml"))
]
NUMBERS = ("0", "1", "3", "-1", "0.5", "1.0", "-0.0", "1e30", "1e309", "nan", "inf", "-inf", str(10**30), "0x10")
TEXTS = (
    "",
    "''",
    "abc",
    "true",
    "null",
    "10%",
    "2ep",
    "500st",
    "200%",
    "日本語",
    "a b",
    "a:b",
    "*",
    "@",
    "...",
    "os.system",
)
LISTS = ("[]", "[1,2]", "[2,4]", "[[1,2],[3,4]]", "[null]", "[nan]", "[{}]", "{}", "{a:1}", "{1:2}", "{a:{b:1}}",
         "{fc1:0.5}", "{_target_: os.system}", "{_target_: evil.boom}")  # fmt: skip
REFERENCES = ("${seed}", "${nope}", "${train}", "${target_sparsity}", "${oc.env:HOME}", "${oc.env:NOPE}", "${a:1}",
              "${part_of_target:0.5}", "${part_of_target:x}", "${", "${}", "${.}", "${hydra:run.dir}",
              "???")  # fmt: skip
GRAMMAR = ("\"", "'", "\\", "=", ",", "(", ")", "[", "]", "{", "}", "%", "#", "~", "\t", "\n", "1,2", "choice(1,2)",
           "range(1,3)", "glob(*)", "int(3)", "sort(3,1)", "tag(a,1)", "extend_list(1)", "json_str(1)")  # fmt: skip
JUNK = ("foo", "foo.bar", ".", "a.", "é", "train..epochs", "sweep", "sweep.arms", "sweep.axes", "scope.targets.fc1",
        "schedule.x", "seed.x", "pattern.block.5", "trusted_modules", "schedule@foo", "experiments")  # fmt: skip

values = st.one_of(
    *(st.sampled_from(each) for each in (NUMBERS, TEXTS, LISTS, REFERENCES, GRAMMAR)),
    st.text(alphabet="ab01.,:=[]{}()$%'\"\\ ~+-é", max_size=8),
)
keys = st.one_of(
    st.sampled_from(sorted(key for key in messages.list_keys() if not key.startswith("dataset"))),
    st.sampled_from([f"{group}.{key}" for group, _, names in CHOICES for key in names]),
    st.sampled_from(GROUPS + JUNK),
)
signs = st.sampled_from(("", "", "", "", "", "+", "++", "~"))
overrides = st.builds(lambda sign, key, value: f"{sign}{key}={value}", signs, keys, values)


@st.composite
def commands(draw):
    """A choice with values for its own keys, or anything for anything."""
    if draw(st.booleans()):
        return draw(st.lists(overrides, min_size=1, max_size=3))
    group, name, names = draw(st.sampled_from(CHOICES))
    own = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
    return [f"{group}={name}", *(f"{group}.{key}={draw(values)}" for key in own)]


def overrides_case(case, place):
    check(*planned(["dataset=digits", *case]))


overrides_case.cases = commands()
test_any_overrides_end_0_or_2_with_a_message = fuzz(15, 250)(overrides_case)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("scope.targets=3", "scope.targets has the wrong type: give keys with values"),
        ("pattern.block=2", "pattern.block has the wrong type: give a list, like [a,b]"),
        ("scope.levels=a", "scope.levels has the wrong type: give a list"),
        ("scope.include=[[1]]", "scope.include holds [1], which is no text"),
        ("scope.include=${seed}", "scope.include has the wrong type: give a list"),
        ("scope.include={a:1}", "scope.include={a:1}: Cannot merge"),
        ("trusted_modules=[[1]]", "trusted_modules holds [1], which is no text"),
        ("scope.inner=0x10", "scope.inner=0x10 has the wrong type: give true or false"),
        ("tracking.uri=[1]", "tracking.uri=[1] is no store: give a database"),
        ("tracking.uri=runs", "tracking.uri=runs is no store: give a database"),
        ("tracking.experiment=", "is no name"),
        ("seed=${seed}", "seed: Recursive interpolation"),
        ("seed=4294967296", "give a whole number from 0 to 4294967295"),
        ("schedule.power=${a:1}", "schedule.power: Unsupported interpolation type a"),
        ("schedule.power=[1,2]", "PolynomialDecay"),
        ("schedule.power=x", "PolynomialDecay cannot say what it does at a step"),
        ("schedule.frequency=[null]", "schedule.frequency=[None] is not a duration"),
        ("schedule.snap=3", "schedule.snap=3 is neither true nor false"),
        ("schedule.begin_step=99999999999st", "longer than any training"),
        ("schedule.name=a/b", "schedule.name=a/b is no name"),
        ("~schedule._target_", "schedule._target_ is missing"),
        ("~sweep", "sweep: Key 'sweep' is not in struct. Keys and values are in"),
        ("~train.epochs", "train.epochs must be given"),
        ("~train.epochs=9", "The value of 'train.epochs' is 8 and not 9"),
        ("+baseline.dir=x", "baseline.dir is there already: leave the plus out"),
        ("+train=default", "train appears more than once"),
        ("++schedule=constant", "is not supported: '++schedule=constant'"),
        ("schedule=3", "must be a string"),
        ("prune=2", "int is not a subclass of PruneConfig"),
        ("pattern.block.5=3", "pattern.block.5=3: list index out of range"),
        ("seed=range(1,3)", "seed=range(1,3) holds several values: add -m"),
        ("train.epochs=1000000000", "optimizer steps: give fewer epochs"),
        ("train.threads=100000", "give 1024 or less"),
        ("model=mobilenet model.width=abc", "model=mobilenet cannot be built"),
        ("model=deep_cnn model.dropout=[0]", "must be a number from 0 to less than 1"),
    ],
)
def test_what_is_given_what_is_allowed_and_what_to_do_are_said(place, monkeypatch, given, message):
    monkeypatch.chdir(place)
    status, err = planned(["dataset=digits", *given.split(" ")])
    check(status, err)
    assert message in (err if status else f"{given} is allowed")


@pytest.mark.parametrize(
    "arguments",
    [
        ("scope.targets=3",),
        ("scope.include=[[1]]", "schedule=linear"),
        ("hydra.run.dir=/proc/no/folder",),
        ("baseline.dir=/proc/no/folder",),
        ("-m", "schedule.power=[null],2"),
    ],
    ids=" ".join,
)
def test_the_real_command_refuses_too_and_leaves_nothing(cli, tmp_path, arguments):
    done = cli("dataset=digits", *arguments, cwd=tmp_path)
    check(done.returncode, done.stderr)
    assert done.returncode == 2
    assert "Traceback" not in done.stdout
    assert not (tmp_path / "mlflow.db").exists()
    assert [file for file in tmp_path.rglob("*") if file.is_file() and file.suffix != ".lock"] == []


# --- arrays ---------------------------------------------------------------------------------------

RANDOM = np.random.default_rng(0)
ARRAYS = {"x_train": RANDOM.normal(size=(90, 4, 4)), "y_train": np.arange(90) % 3,
          "x_test": RANDOM.normal(size=(9, 4, 4)), "y_test": np.arange(9) % 3}  # fmt: skip


class Bomb:
    """Unpickling it makes a file."""

    def __reduce__(self):
        return (Path("marker").touch, ())


def put(where, value):
    def change(arrays, name):
        spoiled = arrays[name].astype(float if value != value or abs(value) > 2**60 else arrays[name].dtype)
        spoiled.flat[where % spoiled.size] = value
        return {**arrays, name: spoiled}

    return change


ARRAY_CHANGES = {
    "left out": lambda arrays, name: {key: value for key, value in arrays.items() if key != name},
    "renamed": lambda arrays, name: {f"{key}_" if key == name else key: value for key, value in arrays.items()},
    "shorter": lambda arrays, name: {**arrays, name: arrays[name][:-1]},
    "empty": lambda arrays, name: {**arrays, name: arrays[name][:0]},
    "a number": lambda arrays, name: {**arrays, name: np.float32(3)},
    "another axis": lambda arrays, name: {**arrays, name: arrays[name][..., None, None]},
    "transposed": lambda arrays, name: {**arrays, name: arrays[name].T},
    "texts": lambda arrays, name: {**arrays, name: arrays[name].astype(str)},
    "complex": lambda arrays, name: {**arrays, name: arrays[name].astype(complex)},
    "dates": lambda arrays, name: {**arrays, name: arrays[name].astype("datetime64[s]")},
    "records": lambda arrays, name: {**arrays, name: np.zeros(len(arrays[name]), [("a", int)])},
    "bytes": lambda arrays, name: {**arrays, name: arrays[name].astype(np.uint8)},
    "half": lambda arrays, name: {**arrays, name: arrays[name].astype(np.float16)},
    "nan": put(5, np.nan),
    "infinite": put(5, np.inf),
    "negative": put(5, -1),
    "huge": put(5, 2**40),
    "too huge": put(5, 1e300),
    "one class": lambda arrays, name: {**arrays, name: np.zeros_like(arrays[name])},
    "shifted": lambda arrays, name: {**arrays, name: arrays[name] + 1},
    "one-hot": lambda arrays, name: {**arrays, name: np.eye(3)[np.arange(len(arrays[name])) % 3]},
    "pickled": lambda arrays, name: {**arrays, name: np.array([Bomb()] * 9, dtype=object)},
}
byte_changes = st.lists(
    st.tuples(st.sampled_from(("flip", "cut", "insert", "zero")), st.floats(0, 1), st.integers(1, 255)), max_size=3
)
array_cases = st.tuples(
    st.lists(st.tuples(st.sampled_from(sorted(ARRAY_CHANGES)), st.sampled_from(sorted(ARRAYS))), max_size=2),
    byte_changes,
)


def damaged(content, changes):
    for kind, where, value in changes:
        at = int(where * (len(content) - 1))
        if kind == "flip":
            content = content[:at] + bytes([content[at] ^ value]) + content[at + 1 :]
        elif kind == "cut":
            content = content[: max(at, 1)]
        elif kind == "insert":
            content = content[:at] + bytes([value]) * 3 + content[at:]
        else:
            content = content[:at] + bytes(16) + content[at + 16 :]
    return content


def npz_case(case, place):
    changes, bytes_changed = case
    arrays = ARRAYS
    for kind, name in changes:
        if (
            name in arrays
            and getattr(arrays[name], "ndim", 0)
            and len(arrays[name])
            and arrays[name].dtype.kind in "if"
        ):
            arrays = ARRAY_CHANGES[kind](arrays, name)
    np.savez(place / "case.npz", **arrays)
    file = place / "case.npz"
    file.write_bytes(damaged(file.read_bytes(), bytes_changed))
    status, err = planned(["dataset=npz", "dataset.path=case.npz", "train.batch_size=16"])
    check(status, err)
    assert status == 0 or "dataset.path=case.npz" in err or "x_" in err or "y_" in err or "Class" in err
    assert not Path("marker").exists()


npz_case.cases = array_cases
test_any_arrays_are_planned_or_refused = fuzz(10, 125)(npz_case)


def test_a_pickled_array_is_refused_and_its_code_is_not_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    np.savez("own.npz", x_train=np.array([Bomb()], dtype=object), y_train=np.arange(3))
    with np.load("own.npz", allow_pickle=True) as file:
        file["x_train"]
    assert Path("marker").exists()  # the file would do it
    Path("marker").unlink()
    Path("plain.npz").write_bytes(pickle.dumps(Bomb()))
    for name in ("own.npz", "plain.npz"):
        with pytest.raises(UserError, match=r"not a readable \.npz of plain arrays"):
            npz_file.read(name)
    assert not Path("marker").exists()


def test_arrays_that_would_fill_the_memory_are_refused_unread(tmp_path, monkeypatch):
    file = str(tmp_path / "zeros.npz")
    np.savez_compressed(file, x_train=np.zeros((3000, 1000)), y_train=np.arange(3000) % 3)
    assert Path(file).stat().st_size < 100_000
    assert set(npz_file.read(file)) == {"x_train", "y_train"}
    monkeypatch.setattr(os, "sysconf", lambda name: 1 if name == "SC_PHYS_PAGES" else 2**22)
    with pytest.raises(UserError, match=r"more than half of the 0\.0 GiB of memory"):
        npz_file.read(file)


# --- models ---------------------------------------------------------------------------------------


def in_json(name, change):
    def apply(members):
        tree = json.loads(members[name])
        change(tree)
        return {**members, name: json.dumps(tree).encode()}

    return apply


def in_weights(change):
    def apply(members):
        memory = io.BytesIO(members["model.weights.h5"])
        with h5py.File(memory, "r+") as file:
            found = []
            file.visititems(lambda name, each: found.append(name) if isinstance(each, h5py.Dataset) else None)
            change(file, found[0])
        return {**members, "model.weights.h5": memory.getvalue()}

    return apply


def replace(file, name, array):
    del file[name]
    file[name] = array


def layer(tree, at=-1):
    return tree["config"]["layers"][at]


MODEL_CHANGES = {
    **{f"without {name}": lambda members, name=name: {key: value for key, value in members.items() if key != name}
       for name in ("config.json", "metadata.json", "model.weights.h5")},
    "swapped": lambda members: {**members, "config.json": members["metadata.json"]},
    "no json": lambda members: {**members, "config.json": b"\xff{"},
    "deep json": lambda members: {**members, "config.json": b"[" * 100_000 + b"]" * 100_000},
    "a list": lambda members: {**members, "config.json": b"[]"},
    "weights are text": lambda members: {**members, "model.weights.h5": b"no"},
    "weights cut": lambda members: {**members, "model.weights.h5": members["model.weights.h5"][:3000]},
    "nan": in_weights(lambda file, name: replace(file, name, np.full(file[name].shape, np.nan))),
    "other shape": in_weights(lambda file, name: replace(file, name, np.zeros((2, 2)))),
    "texts": in_weights(lambda file, name: replace(file, name, np.array([b"a"] * 3))),
    "no weights": in_weights(lambda file, name: file.__delitem__(name)),
    "no layers": in_json("config.json", lambda tree: tree["config"].update(layers=[])),
    "layers are a text": in_json("config.json", lambda tree: tree["config"].update(layers="abc")),
    "units -1": in_json("config.json", lambda tree: layer(tree)["config"].update(units=-1)),
    "units text": in_json("config.json", lambda tree: layer(tree)["config"].update(units="many")),
    "other units": in_json("config.json", lambda tree: layer(tree)["config"].update(units=7)),
    "no activation": in_json("config.json", lambda tree: layer(tree)["config"].update(activation="os.system")),
    "class text": in_json("config.json", lambda tree: layer(tree).update(class_name="Nothing")),
    "class list": in_json("config.json", lambda tree: layer(tree).update(class_name=["Dense"])),
    "os.system": in_json("config.json", lambda tree: layer(tree).update(module="os", class_name="system")),
    "no module": in_json("config.json", lambda tree: layer(tree).update(module=None)),
    "no version": in_json("metadata.json", lambda tree: tree.pop("keras_version")),
    "version list": in_json("metadata.json", lambda tree: tree.update(keras_version=[2])),
}  # fmt: skip
model_cases = st.tuples(st.lists(st.sampled_from(sorted(MODEL_CHANGES)), max_size=2), byte_changes)


def packed(members, path):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def members_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def keras_case(case, place):
    changes, bytes_changed = case
    members = members_of(place / "own.keras")
    for kind in changes:
        with contextlib.suppress(KeyError, ValueError, OSError, TypeError, AttributeError, IndexError, RecursionError):
            members = MODEL_CHANGES[kind](members)  # the second change may not fit what the first has left
    file = place / "case.keras"
    packed(members, file)
    file.write_bytes(damaged(file.read_bytes(), bytes_changed))
    arguments = ["model=file", "model.path=case.keras", "dataset=npz", "dataset.path=own.npz", "train.batch_size=16"]
    status, err = planned(arguments)
    check(status, err)
    assert status == 0 or "model" in err


keras_case.cases = model_cases
test_any_model_file_is_planned_or_refused = fuzz(10, 125)(keras_case)


@pytest.mark.parametrize("change", ["nan", "deep json", "class list", "weights cut"])
def test_a_spoiled_model_file_is_refused(place, tmp_path, change):
    path = tmp_path / "spoiled.keras"
    packed(MODEL_CHANGES[change](members_of(place / "own.keras")), path)
    with pytest.raises(UserError, match=r"model\.path="):
        keras_file.load((4, 4, 1), 3, str(path))


def test_a_model_file_that_unpacks_without_end_is_refused_unread(place, tmp_path, monkeypatch):
    path = tmp_path / "zeros.keras"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members_of(place / "own.keras").items():
            archive.writestr(name, content)
        archive.writestr("more", bytes(10**6))
    keras_file.inspect(str(path))
    monkeypatch.setattr("runner.models.archive.LARGEST", 10**6)
    with pytest.raises(UserError, match="it unpacks to more than"):
        keras_file.inspect(str(path))


# --- code -----------------------------------------------------------------------------------------

EVIL = """
from pathlib import Path
Path("marker").touch()
def boom(*arguments, **parameters):
    Path("marker").touch()
"""
STUDY = "# @package _global_\nsweep: {arms: [{schedule: constant}]}\nhydra: {callbacks: {x: {_target_: evil.boom}}}\n"


@pytest.fixture
def evil(tmp_path, monkeypatch):
    """A working folder with a module whose import alone is seen, and a study that would have Hydra call it."""
    (tmp_path / "evil.py").write_text(EVIL)
    (tmp_path / "experiments").mkdir()
    (tmp_path / "experiments" / "bad.yaml").write_text(STUDY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("target", ["os.system", "evil.boom", "builtins.exec", "runner.data.importlib.import_module"])
@pytest.mark.parametrize("group", ["schedule", "model", "dataset"])
def test_code_that_a_target_names_is_not_run(evil, group, target):
    status, err = planned([f"{group}._target_={target}"])
    check(status, err)
    assert status == 2
    assert target in err
    assert not (evil / "marker").exists()


@pytest.mark.parametrize("key", ["+schedule.x", "schedule.power", "+schedule.x.y", "+model.x", "scope.targets.fc1"])
def test_code_that_is_named_deeper_is_not_run_either(evil, key):
    status, err = planned(["dataset=digits", f"{key}={{_target_: evil.boom}}"])
    check(status, err)
    assert status == 2
    assert not (evil / "marker").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("+hydra.callbacks.x._target_=evil.boom",),
        ("-m", "hydra.launcher._target_=evil.boom"),
        ("-m", "hydra.sweeper._target_=evil.boom"),
        ("hydra/job_logging=default", "+hydra.job_logging.handlers.x.class=evil.boom"),
        ("hydra/job_logging=default", "hydra.job_logging.handlers.console.stream=ext://evil.boom"),
        ("+experiments=bad",),
    ],
    ids=" ".join,
)
def test_code_that_hydra_itself_would_run_is_refused(cli, evil, arguments):
    done = cli(*arguments, cwd=evil)
    check(done.returncode, done.stderr)
    assert done.returncode == 2
    assert "evil.boom is outside the trusted modules" in done.stderr
    assert not (evil / "marker").exists()


def touches(x):
    from pathlib import Path

    Path("marker").touch()
    return x


@pytest.mark.parametrize("form", ["file.keras", "file.h5", "folder"])
def test_a_lambda_is_refused_in_each_form_of_a_saved_model(tmp_path, monkeypatch, form):
    monkeypatch.chdir(tmp_path)
    layers = tf_keras.layers
    model = tf_keras.Sequential([layers.Input((4, 4, 1)), layers.Lambda(touches), layers.Flatten(), layers.Dense(3)])
    model.save(form)
    Path("marker").unlink()  # made as the model was built
    with pytest.raises(UserError, match=r"holds a Lambda|not a \.keras file|is a SavedModel"):
        keras_file.load((4, 4, 1), 3, form)
    assert not Path("marker").exists()
    if form != "folder":
        tf_keras.models.load_model(form, compile=False, safe_mode=False)
        assert Path("marker").exists()  # the file would do it


@pytest.mark.parametrize("name", ["TFOpLambda", "function", "InstanceMethod"])
def test_what_calls_functions_by_name_is_refused(place, tmp_path, name):
    path = tmp_path / "calls.keras"
    change = in_json("config.json", lambda tree: layer(tree).update(module=None, class_name=name))
    packed(change(members_of(place / "own.keras")), path)
    with pytest.raises(UserError, match=f"holds a {name}, which is code"):
        keras_file.inspect(str(path))
