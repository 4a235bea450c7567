"""A model file of somebody else's, wherever it lies, runs no code, reads no other file and takes no memory.

Yours is built from fixed lists; of ours only the weights are read. What is damaged is trained again, and said.
"""

import dataclasses
import json
import logging
import os
import time
import zipfile
from pathlib import Path
from urllib.parse import urlparse

import numpy as np
import pytest
import tf_keras

from runner.core import files
from runner.core.errors import UserError
from runner.core.events import Finished
from runner.core.file_names import DENSE_FIGURES_FILE, DENSE_MODEL_FILE, LOG_FILE
from runner.core.records import Measured
from runner.measuring import measure
from runner.models import builders, keras_file, parts
from runner.run import dense_cache, dense_figures
from tests import hostile_models, own_models
from tests.hostile_models import ARRAYS, CONFIG, METADATA, OPERATION, WATCH, WEIGHTS, layer, operation

layers = tf_keras.layers


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A functional model of a user's, with an operation."""
    path = tmp_path_factory.mktemp("whole") / "whole.keras"
    x = layers.Input((8, 8, 1))
    y = layers.Dense(16, activation="relu", name="hidden")(layers.Flatten()(x))
    tf_keras.Model(x, layers.Dense(10, activation="softmax", name="out")(1.0 - y)).save(path)
    return path


# --- a file of yours ------------------------------------------------------------------------------


def adds(part, at=1):
    return lambda tree: tree["config"]["layers"].insert(at, part)


def sets(**config):
    return lambda tree: layer(tree)["config"].update(config)


def is_part(**keys):
    return lambda tree: layer(tree).update(keys)


def object_of(module, name, config=None, **more):
    return {"module": module, "class_name": name, "config": config or {}, "registered_name": None, **more}


CANARY = "CANARY"  # the path of a file that must not appear
CONSTANT = ["_CONSTANT_VALUE", -1, CANARY, {"contents": "evil"}]
REFUSED = {
    "an operation that writes": adds(operation("io.write_file", CONSTANT)),
    "one that reads": adds(operation("io.read_file", CONSTANT)),
    "one under the other name": adds(operation("io.write_file", CONSTANT, name="SlicingOpLambda")),
    "one of the other package": adds(operation("io.write_file", CONSTANT,
                                               module="keras.src.layers.core.tf_op_layer")),
    "one under a layer's module": adds(operation("io.write_file", CONSTANT, module="keras.layers")),
    "one without a module": adds(operation("io.write_file", CONSTANT, module=None)),
    "one registered as another": adds({**operation("identity", CONSTANT), "registered_name": "x>y"}),
    "a raw one": adds(operation("raw_ops.WriteFile", CONSTANT)),
    "python": adds(operation("py_function", CONSTANT)),
    "numpy": adds(operation("numpy_function", CONSTANT)),
    "one of Keras": adds(operation("keras.utils.get_file", CONSTANT)),
    "a list as its name": adds(operation(["io.write_file"], CONSTANT)),
    "one in an argument": lambda tree: layer(tree, 3)["inbound_nodes"][0].append(operation("io.write_file", CONSTANT)),
    "much on constants": adds(operation("math.add", ["_CONSTANT_VALUE", -1, [[0]] * 9999, {"y": [[0] * 9999]}])),
    "no module at all": lambda tree: layer(tree).pop("module"),
    "module null": is_part(module=None),
    "module a list": is_part(module=["keras.layers"]),
    "module canary": is_part(module="canary_module"),
    "module keras.canary": is_part(module="keras.canary_module", class_name="get_file"),
    "a Lambda": is_part(class_name="Lambda", config={"function": "x"}),
    "a Lambda by the experimental name": is_part(module="keras.layers.experimental", class_name="Lambda"),
    "registered as another": is_part(registered_name="Custom>Evil"),
    "a class with dots": is_part(class_name="Dense.from_config"),
    "a function": sets(activation=object_of("canary_module", "function", "evil", registered_name="function")),
    "a builtin": sets(activation=object_of("builtins", "function", "exec", registered_name="function")),
    "a lambda in it": sets(activation=object_of("builtins", "__lambda__", {"value": ["x", None, None]})),
    "a tensor": sets(activation=object_of(None, "__tensor__", {"value": 1, "dtype": "float32"})),
    "an array": sets(kernel_initializer=object_of(None, "__numpy__", {"value": 1, "dtype": "object"})),
    "a type": sets(input_spec={**object_of("canary_module", "__typespec__"), "spec_name": "Evil"}),
    "an activation by text": sets(activation="os.system"),
    "a function of the activations' module": sets(activation="deserialize"),
    "an activation as a list": sets(activation=["relu"]),
    "an initializer by text": sets(kernel_initializer="canary_module.evil"),
    "a regularizer by text": sets(kernel_regularizer="evil"),
    "a constraint of elsewhere": sets(kernel_constraint=object_of("canary_module", "Evil")),
    "a vocabulary": is_part(class_name="StringLookup", config={"vocabulary": "/etc/passwd"}),
    "another vocabulary": is_part(class_name="IntegerLookup", config={"vocabulary": "/etc/passwd"}),
    "a third vocabulary": is_part(class_name="TextVectorization", config={"vocabulary": "/etc/passwd"}),
    "a layer in a layer": is_part(class_name="TimeDistributed", config={"layer": object_of("os", "system")}),
    "a layer by text": is_part(class_name="TimeDistributed", config={"layer": "Lambda"}),
    "layers by text": lambda tree: tree["config"].update(layers=["Lambda"]),
    "a weight of 4 TB": sets(units=10**11),
    "weights that are not in the file": sets(units=5000),
    "a number without end": sets(units=10**400),
    "an output of 4 TB": adds({**object_of("keras.layers", "RepeatVector", {"name": "much", "n": 10**10}),
                               "name": "much", "inbound_nodes": [[["flatten", 0, 0, {}]]]}),
    "no layers": lambda tree: tree["config"].update(layers=[]),
    "no config": lambda tree: tree.update(config=None),
    "many layers": lambda tree: tree["config"].update(layers=[layer(tree)] * 8_000),
    "deep": lambda tree: tree["config"].update(deep=json.loads("[" * 400 + "]" * 400)),
}  # fmt: skip


def with_canary(tree, canary):
    """In place: the path of the canary where it is named."""
    text = json.dumps(tree).replace(CANARY, str(canary))
    tree.clear()
    tree.update(json.loads(text))


def refused(path, canary):
    """Why a file is refused; nothing was written, started or imported meanwhile."""
    begun = time.monotonic()
    with WATCH.watching() as seen, pytest.raises(UserError, match=r"model\.path=") as error:
        keras_file.load((8, 8, 1), 10, str(path))
    assert not canary.exists()
    assert [each for each in seen if each[0] != "open" or "/tmp" not in each[1]] == []
    assert time.monotonic() - begun < 15
    return str(error.value)


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_description_is_refused_and_does_nothing(whole, tmp_path, name):
    canary = tmp_path / "canary"

    def change(tree):
        REFUSED[name](tree)
        with_canary(tree, canary)

    refused(hostile_models.changed(whole, tmp_path / "evil.keras", config=change), canary)


def test_the_attack_is_one_keras_itself_would_run_it(whole, tmp_path):
    canary = tmp_path / "canary"
    evil = hostile_models.changed(whole, tmp_path / "evil.keras", config=hostile_models.writes(canary))
    with pytest.raises(AttributeError, match="_keras_history"):  # it fails after it has written
        tf_keras.models.load_model(evil, compile=False, safe_mode=True)
    assert canary.exists()
    canary.unlink()
    assert "io.write_file" in refused(evil, canary)


@pytest.mark.parametrize("name", ARRAYS)
def test_arrays_that_are_not_plain_are_refused(whole, tmp_path, name):
    hostile_models.elsewhere(tmp_path)
    evil = hostile_models.changed(whole, tmp_path / "evil.keras", weights=ARRAYS[name](tmp_path))
    assert "in its weights" in refused(evil, tmp_path / "canary")
    with pytest.raises(ValueError, match="in its weights"):
        keras_file.read_weights(evil.read_bytes(), tf_keras.models.load_model(whole, compile=False))


def test_what_else_lies_in_the_archive_is_not_unpacked(whole, tmp_path):
    canary = Path(f"/tmp/canary{os.getpid()}")
    more = [(f"../../../../../../../..{canary}", b"x"), (str(canary), b"x"), ("assets/x", b"x"), ("../canary", b"x")]
    evil = hostile_models.packed([*hostile_models.members_of(whole), *more], tmp_path / "evil.keras")
    model = keras_file.load((8, 8, 1), 10, str(evil))
    assert model.count_params() == 64 * 16 + 16 + 170
    assert not canary.exists()


def test_two_members_of_one_name_are_refused(whole, tmp_path):
    members = hostile_models.members_of(whole)
    for name in (CONFIG, METADATA, WEIGHTS):
        twice = hostile_models.packed([*members, (name, dict(members)[name])], tmp_path / "twice.keras")
        assert "two of its members" in refused(twice, tmp_path / "canary")


def test_a_key_that_stands_twice_is_built_as_it_was_checked(whole, tmp_path):
    members = dict(hostile_models.members_of(whole))
    evil = members[CONFIG].replace(b'"activation": "softmax"', b'"activation": "os.system", "activation": "softmax"')
    assert evil != members[CONFIG]
    path = hostile_models.packed({**members, CONFIG: evil}.items(), tmp_path / "twice.keras")
    assert keras_file.load((8, 8, 1), 10, str(path)).layers[-1].activation is tf_keras.activations.softmax
    evil = members[CONFIG].replace(b'"activation": "softmax"', b'"activation": "softmax", "activation": "os.system"')
    refused(hostile_models.packed({**members, CONFIG: evil}.items(), path), tmp_path / "canary")


@pytest.mark.parametrize("text", [b"NaN", b'{"a": Infinity}', b"[" * 10**5, b"\xff\xfe", b'"x"', b"9" * 5000, b""])
@pytest.mark.parametrize("member", [CONFIG, METADATA])
def test_what_is_no_json_of_a_model_is_refused(whole, tmp_path, member, text):
    members = dict(hostile_models.members_of(whole)) | {member: text}
    refused(hostile_models.packed(members.items(), tmp_path / "evil.keras"), tmp_path / "canary")


def test_a_named_pipe_and_a_device_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.keras")
    (tmp_path / "zero.keras").symlink_to("/dev/zero")
    for name in ("pipe.keras", "zero.keras"):
        refused(tmp_path / name, tmp_path / "canary")


def test_zeros_without_end_are_refused_unread(whole, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "half_of_memory", lambda: 10**6)
    members = [*hostile_models.members_of(whole), ("more", bytes(10**7))]
    path = hostile_models.packed(members, tmp_path / "bomb.keras", zipfile.ZIP_DEFLATED)
    assert "unpacks to more than" in refused(path, tmp_path / "canary")


def test_the_file_that_was_checked_is_the_file_that_is_built(whole, tmp_path, monkeypatch):
    path, canary = tmp_path / "model.keras", tmp_path / "canary"
    path.write_bytes(whole.read_bytes())
    check = parts.check

    def swapped(config):
        check(config)
        hostile_models.changed(whole, path, config=hostile_models.writes(canary))

    monkeypatch.setattr(parts, "check", swapped)
    assert keras_file.load((8, 8, 1), 10, str(path)).layers[-1].name == "out"
    assert not canary.exists()


def test_every_name_on_the_lists_is_one_of_keras():
    for module, names in parts.CLASSES.items():
        if module in ("keras.layers", "keras.initializers", "keras.regularizers", "keras.constraints"):
            assert all(hasattr(getattr(tf_keras, module.partition(".")[2]), name) for name in names)
    from tensorflow.python.util.tf_export import get_symbol_from_name

    assert not [name for name in parts.OPERATIONS if get_symbol_from_name(name) is None]
    assert not [name for name in parts.OPERATIONS if any(part in name for part in ("io.", "raw_ops", "func"))]


@pytest.mark.parametrize(
    "build", [own_models.recurrent, own_models.separable, own_models.twice, own_models.for_xnnpack]
)
def test_what_people_build_passes(tmp_path, build):
    path = tmp_path / "model.keras"
    model = build((8, 8, 1), 10)
    model.save(path)
    found = keras_file.load((8, 8, 1), 10, str(path))
    assert keras_file.hash_weights(found.get_weights()) == keras_file.hash_weights(model.get_weights())


def test_a_model_with_operations_passes_with_its_function(whole):
    loaded, x = keras_file.load((8, 8, 1), 10, str(whole)), np.random.default_rng(0).random((3, 8, 8, 1), "f4")
    assert np.array_equal(loaded(x), tf_keras.models.load_model(whole, compile=False)(x))
    assert any(type(each).__module__ == OPERATION for each in loaded.layers)


# --- a file of ours -------------------------------------------------------------------------------


def with_operations(shape, classes):
    x = layers.Input(shape)
    y = tf_keras.activations.relu(layers.Dense(8)(layers.Flatten()(x)) * 2 + 1)
    return tf_keras.Model(x, layers.Dense(classes, activation="softmax")(y[:, 1:]))


BUILDERS = [
    builders.deep_cnn,
    builders.resnet20,
    own_models.nested,
    own_models.twice,
    own_models.recurrent,
    with_operations,
]


@pytest.mark.parametrize("build", BUILDERS)
def test_weights_of_ours_are_read_as_they_were_written(build):
    model = build((8, 8, 1), 10)
    model.set_weights([np.random.default_rng(0).random(each.shape, "f4") for each in model.get_weights()])
    weights = keras_file.read_weights(keras_file.encode(model), build((8, 8, 1), 10))
    assert keras_file.hash_weights(weights) == measure.hash_weights(model)


@pytest.fixture(scope="module")
def dense():
    """A model with its figures, and one of the same architecture with other weights."""
    model, other = (own_models.small((8, 8, 1), 10) for _ in range(2))
    sizes = {"keras": 1, "tflite": 2}
    return (
        model,
        Measured(0.5, {"accuracy": 0.9}, sizes, measure.hash_weights(model), {"tflite": 0.9}, 10, {"int8": "no"}),
        other,
    )


class Trainings:
    """Makes a baseline as a training would; counts how often."""

    def __init__(self, dense):
        self.dense, self.made = dense, 0

    def obtain(self, root):
        def make(folder):
            self.made += 1
            dense_cache.write(folder, self.dense[0], self.dense[1])

        return dense_cache.read_or_make(root, "0" * 16, make, self.dense[2])


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def swap(path, make):
    """Put something else in its place."""
    if path.is_dir():
        for each in path.iterdir():
            each.unlink()
        path.rmdir()
    else:
        path.unlink()
    make(path)


def figures_of(**change):
    def harm(folder):
        file = folder / DENSE_FIGURES_FILE
        file.write_text(json.dumps({**json.loads(file.read_text()), **change}))

    return harm


def one_digit(folder):
    file = folder / DENSE_FIGURES_FILE
    file.write_text(file.read_text().replace("0.9", "0.8", 1))


WRONG = (
    ("loss", "1"), ("loss", True), ("loss", None), ("loss", float("nan")), ("loss", 10**400),
    ("figures", {"accuracy": 2}), ("figures", {"A b": 1}), ("sizes", [1]), ("sizes", {"keras": "1"}),
    ("sizes", {"../x": 1}), ("sizes", None),
    ("weights_sha256", "0" * 63), ("weights_sha256", 5), ("of_formats", {"tflite": "<b>"}), ("more", 1),
    ("answers", 1.5), ("missing", {"tflite": 1}), ("missing", {"=1+1": "x"}),
)  # fmt: skip
HARMS = {
    "no model": lambda folder: (folder / DENSE_MODEL_FILE).unlink(),
    "no figures": lambda folder: (folder / DENSE_FIGURES_FILE).unlink(),
    "empty model": lambda folder: (folder / DENSE_MODEL_FILE).write_bytes(b""),
    "empty figures": lambda folder: (folder / DENSE_FIGURES_FILE).write_bytes(b""),
    "half a model": lambda folder: os.truncate(folder / DENSE_MODEL_FILE, 7000),
    "half the figures": lambda folder: os.truncate(folder / DENSE_FIGURES_FILE, 40),
    "a bit of the model": lambda folder: flip(folder / DENSE_MODEL_FILE),
    "a bit of the figures": lambda folder: flip(folder / DENSE_FIGURES_FILE),
    "other weights": lambda folder: keras_file.save(own_models.small((8, 8, 1), 10), folder / DENSE_MODEL_FILE),
    "another model": lambda folder: keras_file.save(builders.tfmot_cnn((8, 8, 1), 10), folder / DENSE_MODEL_FILE),
    "a folder": lambda folder: swap(folder / DENSE_MODEL_FILE, Path.mkdir),
    "a folder for figures": lambda folder: swap(folder / DENSE_FIGURES_FILE, Path.mkdir),
    "a pipe": lambda folder: swap(folder / DENSE_MODEL_FILE, os.mkfifo),
    "a pipe for figures": lambda folder: swap(folder / DENSE_FIGURES_FILE, os.mkfifo),
    "a link to itself": lambda folder: swap(folder / DENSE_MODEL_FILE, lambda path: path.symlink_to(path)),
    "a link to /dev/zero": lambda folder: swap(folder / DENSE_FIGURES_FILE, lambda path: path.symlink_to("/dev/zero")),
    "an empty folder": lambda folder: swap(folder, Path.mkdir),
    "a file for the folder": lambda folder: swap(folder, Path.touch),
    "a link to nowhere": lambda folder: swap(folder, lambda path: path.symlink_to("nowhere")),
    "binary figures": lambda folder: (folder / DENSE_FIGURES_FILE).write_bytes(b"\xff\xfe\x00"),
    "figures in a list": lambda folder: (folder / DENSE_FIGURES_FILE).write_text("[1]"),
    "deep figures": lambda folder: (folder / DENSE_FIGURES_FILE).write_text("[" * 10**5),
    "a digit of the figures": one_digit,
    "figures of another model": figures_of(weights_sha256="0" * 64),
    "a figure too many": figures_of(more=1),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMS)
def test_a_damaged_dense_model_is_trained_again_once_and_said(dense, tmp_path, caplog, name):
    trainings, folder = Trainings(dense), tmp_path / f"{'0' * 16}-{dense_cache.VERSION}"
    trainings.obtain(tmp_path)
    HARMS[name](folder)
    with caplog.at_level(logging.WARNING):
        again = trainings.obtain(tmp_path)
    assert f"the dense model in {folder} is damaged, it is trained again: " in caplog.text
    caplog.clear()
    for found in (again, trainings.obtain(tmp_path)):
        assert measure.hash_weights(found.model()) == dense[1].weights_sha256
        assert found.measured == dense[1]
    assert trainings.made == 2
    assert not caplog.text
    assert [each.name for each in tmp_path.iterdir() if each.suffix != ".lock"] == [folder.name]


def test_a_description_in_a_file_of_ours_is_not_looked_at(dense, tmp_path):
    trainings, canary = Trainings(dense), tmp_path / "canary"
    file = trainings.obtain(tmp_path).folder / DENSE_MODEL_FILE
    hostile_models.changed(file, file, config=hostile_models.writes(canary))
    with WATCH.watching() as seen:
        model = trainings.obtain(tmp_path).model()
    assert measure.hash_weights(model) == dense[1].weights_sha256
    assert trainings.made == 1
    assert not canary.exists()
    assert not [each for each in seen if each[0] not in ("open",)]


def test_a_dense_model_that_may_not_be_read_is_its_owners(dense, tmp_path, monkeypatch):
    trainings = Trainings(dense)
    folder = trainings.obtain(tmp_path).folder

    def deny(path, *_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(files, "read_file", deny)
    with pytest.raises(UserError, match=r"dense\.json cannot be read: Permission denied.*baseline\.dir=DIR"):
        trainings.obtain(tmp_path)
    assert folder.is_dir()


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_figures_are_numbers_and_nothing_else(dense, key, value):
    tree = dataclasses.asdict(dense[1])
    assert dense_figures.parse(json.dumps(tree).encode()) == dense[1]
    with pytest.raises(ValueError, match=r"figures|JSON|digits"):
        dense_figures.parse(json.dumps({**tree, key: value}).encode())


def test_a_dense_model_of_an_earlier_version_is_taken(dense, tmp_path):
    trainings = Trainings(dense)
    folder = trainings.obtain(tmp_path).folder
    keras_file.save(dense[0], folder / DENSE_MODEL_FILE)  # without what is noted of its figures
    assert trainings.obtain(tmp_path).measured == dense[1]
    assert trainings.made == 1


def test_why_a_figure_is_missing_cannot_act_on_a_terminal(dense):
    tree = {"loss": 1, "accuracy": 0, "sizes": {}, "weights_sha256": "0" * 64, "missing": {"int8": "\x1b[2Ja\nb" * 999}}
    (text,) = dense_figures.parse(json.dumps(tree).encode()).missing.values()
    assert text.isprintable()
    assert len(text) <= 1000


def test_a_file_is_whole_under_its_name_or_not_there(tmp_path, monkeypatch):
    path, order = tmp_path / "file", []
    files.write_file(path, b"before")
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda descriptor: (order.append("fsync"), fsync(descriptor)))
    monkeypatch.setattr(Path, "replace", lambda *both: (order.append("rename"), replace(*both)))
    files.write_file(path, b"after")
    assert order == ["fsync", "rename", "fsync"]
    assert path.read_bytes() == b"after"

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        files.write_file(path, b"more")
    assert path.read_bytes() == b"after"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_what_lies_under_the_temporary_name_is_not_written_through(tmp_path):
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / f".file.{os.getpid()}.tmp").symlink_to(tmp_path / "mine")
    files.write_file(tmp_path / "file", b"new")
    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert (tmp_path / "file").read_bytes() == b"new"


# --- end to end -----------------------------------------------------------------------------------


def test_a_colleagues_run_takes_no_code_from_the_store_nor_from_a_shared_folder(train_run, client, tmp_path):
    given = ("model=one_hidden", "seed=83", "train.epochs=1", "baseline.epochs=1", "tracking.log_model=false")
    canary, shared, fresh = tmp_path / "canary", tmp_path / "shared", tmp_path / "fresh"

    def train(root):
        _, event, folder = train_run(*given, f"baseline.dir={root}")
        assert isinstance(event, Finished), event
        return event.result, (folder / LOG_FILE).read_text()

    first, _ = train(shared)
    (kept,) = shared.glob("*/")
    identity = kept.name.partition("-")[0]
    experiment = client.get_experiment_by_name("pruning").experiment_id
    (run,) = client.search_runs([experiment], f"tags.signature = '{identity}'")
    stored = Path(urlparse(run.info.artifact_uri).path) / DENSE_MODEL_FILE
    original = stored.read_bytes()
    for file in (stored, kept / DENSE_MODEL_FILE):
        hostile_models.changed(file, file, config=hostile_models.writes(canary))
    elsewhere, log = train(fresh)  # the weights are right: they are taken, and nothing else
    assert f"the dense model is that of run {run.info.run_id}" in log
    assert next(fresh.glob("*/")).joinpath(DENSE_MODEL_FILE).read_bytes() == original

    def other(file):
        file[hostile_models.datasets(file)[0]][...] += 1

    for file in (stored, kept / DENSE_MODEL_FILE):
        hostile_models.changed(file, file, weights=other)
    again, log = train(shared)
    assert f"the dense model in {kept} is damaged, it is trained again" in log
    assert f"the dense model of run {run.info.run_id} is damaged, it is trained again" in log
    for result in (elsewhere, again):
        assert result.dense.weights_sha256 == first.dense.weights_sha256
        assert result.pruned.weights_sha256 == first.pruned.weights_sha256
    assert (kept / DENSE_MODEL_FILE).read_bytes() == original
    assert not canary.exists()
