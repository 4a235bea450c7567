import json
import zipfile

import numpy as np
import pytest
import tf_keras

from runner.core.errors import UserError
from runner.models import builders, keras_file
from tests import own_models
from tests.composing import classify


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "mine.keras"
    model = own_models.small((8, 8, 1), 10)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.save(path)
    return path, model


def changed(path, name, change):
    """A copy of a .keras file in which one JSON member was changed."""
    copy = path.with_name("changed.keras")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            if member == name:
                content = json.dumps(change(json.loads(content))).encode()
            target.writestr(member, content)
    return str(copy)


def test_the_weights_of_a_saved_model_are_the_starting_point(saved):
    path, model = saved
    loaded = builders.build(
        {"name": "file", "_target_": "runner.model_file.load", "path": str(path)}, (8, 8, 1), classify(10)
    )
    assert all(np.array_equal(a, b) for a, b in zip(model.get_weights(), loaded.get_weights(), strict=True))
    assert loaded.optimizer is None


@pytest.mark.parametrize("builder", [builders.mobilenet, builders.resnet20, builders.deep_cnn, own_models.nested])
def test_functional_and_nested_models_pass(tmp_path, builder):
    path = tmp_path / "model.keras"
    builder((8, 8, 1), 10).save(path)
    keras_file.load((8, 8, 1), 10, str(path))


def test_writing_twice_gives_the_same_bytes_and_no_optimizer(tmp_path, saved):
    _, model = saved
    model.fit(np.zeros((4, 8, 8, 1)), np.zeros(4), verbose=0)
    files = [tmp_path / "a.keras", tmp_path / "b.keras"]
    for file in files:
        keras_file.save(model, file)
    assert files[0].read_bytes() == files[1].read_bytes()
    again = tf_keras.models.load_model(files[0])
    assert again.optimizer is None
    assert all(np.array_equal(a, b) for a, b in zip(model.get_weights(), again.get_weights(), strict=True))
    assert not list(tmp_path.glob(".*"))


def test_a_lambda_is_refused_and_not_run(tmp_path):
    layers = tf_keras.layers
    path = tmp_path / "lambda.keras"
    tf_keras.Sequential([layers.Input((8, 8, 1)), layers.Lambda(lambda x: x), layers.Flatten()]).save(path)
    with pytest.raises(UserError, match="holds a Lambda"):
        keras_file.load((8, 8, 1), 10, str(path))


@pytest.mark.parametrize(
    ("module", "name"),
    [("os", "system"), ("builtins", "exec"), ("keras.utils", "get_file"), ("keras", "Something"), ("my", "Layer")],
)
def test_objects_of_other_modules_are_refused(saved, module, name):
    def plant(config):
        config["config"]["layers"][-1] = {"module": module, "class_name": name, "config": {}, "registered_name": None}
        return config

    with pytest.raises(UserError, match=f"holds {module}.{name}"):
        keras_file.inspect(changed(saved[0], "config.json", plant))


def test_keras_3_files_are_refused(saved):
    path = changed(saved[0], "metadata.json", lambda metadata: {**metadata, "keras_version": "3.15.1"})
    with pytest.raises(UserError, match=r"saved by Keras 3\.15\.1"):
        keras_file.inspect(path)


def test_other_formats_missing_and_torn_files_are_refused(saved, tmp_path):
    with pytest.raises(UserError, match="does not exist"):
        keras_file.inspect(str(tmp_path / "no.keras"))
    h5 = tmp_path / "model.h5"
    h5.write_bytes(b"anything")
    with pytest.raises(UserError, match=r"not a \.keras file"):
        keras_file.inspect(str(h5))
    whole = saved[0].read_bytes()
    torn = tmp_path / "torn.keras"
    for content in (b"", b"text", whole[: len(whole) // 2], whole[:300] + b"\x00" * 50 + whole[350:]):
        torn.write_bytes(content)
        with pytest.raises(UserError, match=r"not a whole \.keras file"):
            keras_file.inspect(str(torn))
