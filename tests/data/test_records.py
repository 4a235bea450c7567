"""TFRecord files as data: however a feature is stored, and what is refused."""

import numpy as np
import pytest
import tensorflow as tf

from runner.config.schema import DatasetConfig
from runner.config.task import TaskConfig
from runner.core.errors import UserError
from runner.core.events import Finished
from runner.data import datasets
from runner.tasks.choice import make_task
from tests.composing import compose

COUNT = 40
PIXELS = np.random.default_rng(0).integers(0, 256, (COUNT, 4, 3, 1), np.uint8)
LABELS = np.arange(COUNT) % 2
INTEGER = {"y": {"dtype": "int64"}}


def floats(values):
    return tf.train.Feature(float_list=tf.train.FloatList(value=np.ravel(values)))


def integers(values):
    return tf.train.Feature(int64_list=tf.train.Int64List(value=np.ravel(values)))


def content(value):
    return tf.train.Feature(bytes_list=tf.train.BytesList(value=[value]))


STORED = {
    "float32": lambda x: floats(x), "int64": lambda x: integers(x), "uint8": lambda x: content(x.tobytes()),
    "image": lambda x: content(tf.io.encode_png(x).numpy()),
}  # fmt: skip


def write(file, store=STORED["uint8"], rows=range(COUNT), label=lambda at: integers(LABELS[at]), **more):
    options = tf.io.TFRecordOptions(compression_type="GZIP" if file.name.endswith(".gz") else "")
    with tf.io.TFRecordWriter(str(file), options) as writer:
        for at in rows:
            of = {"x": store(PIXELS[at]), "y": label(at), **{name: give(at) for name, give in more.items()}}
            writer.write(tf.train.Example(features=tf.train.Features(feature=of)).SerializeToString())
    return str(file)


def load(path, features, task="classification", test_path=None, **settings):
    params = {"features": features, "test_path": test_path}
    config = DatasetConfig("tfrecord", "runner.data.tfrecord", path=path, params=params, scale="none", **settings)
    return datasets.load(config, make_task(TaskConfig(task), None))


def spec(dtype="uint8", shape=(4, 3, 1), **more):
    return {"x": {"dtype": dtype, "shape": list(shape)}, "y": {}, **more}


@pytest.mark.parametrize("dtype", STORED)
@pytest.mark.parametrize("name", ["a.tfrecord", "a.gz"])
def test_numbers_are_those_that_were_stored_however_that_was(tmp_path, dtype, name):
    dataset = load(write(tmp_path / name, STORED[dtype]), spec(dtype), split="time")
    rows = len(dataset.train)
    np.testing.assert_array_equal(dataset.train.x, PIXELS[:rows])
    np.testing.assert_array_equal(dataset.train.y, LABELS[:rows])


def test_a_pattern_finds_files_in_their_order_and_others_are_test(tmp_path):
    for at in (2, 0, 1):
        write(tmp_path / f"a-{at}.tfrecord", rows=range(at * 10, at * 10 + 10))
    test = write(tmp_path / "test.tfrecord", rows=range(30, 40))
    dataset = load(f"{tmp_path}/a-*.tfrecord", spec(), test_path=test, split="time")
    np.testing.assert_array_equal(np.concatenate([dataset.train.x, dataset.val.x, dataset.test.x]), PIXELS)


def test_names_of_classes_groups_and_no_labels_at_all(tmp_path):
    file = write(tmp_path / "a", label=lambda at: content(b"dog" if LABELS[at] else b"cat"),
                 who=lambda at: content(f"p{at // 4}".encode()))  # fmt: skip
    dataset = load(file, spec(groups={"key": "who"}), split="groups")
    assert dataset.told[1] == "cat = 0, dog = 1"
    assert "whole groups" in dataset.told[0]
    alone = load(file, {"x": spec()["x"]}, task="reconstruction")
    assert alone.train.y is alone.train.x


@pytest.mark.parametrize(
    ("features", "why"),
    [
        (None, r"does not say what x is.*A record holds x \(bytes, 1\), y \(int64, 1\)"),
        ({"y": {}}, "does not say what x is"),
        ({"x": {"key": "z"}}, r"no feature z for x.*dataset.features.x.key"),
        ({"x": {"size": 3}}, "dataset.features.x.size is unknown"),
        (spec(label={}), "dataset.features.label is unknown"),
        (spec("complex64"), "dtype=complex64 is unknown"),
        (spec("uint8", (4.5,)), r"shape=\[4.5\] is no shape"),
        (spec("string"), "dtype=string does not go with x"),
        (spec("image", (12,)), "is none of an image"),
        (spec(y={"dtype": "image"}), "dtype=image does not go with y"),
        (spec("uint8", (5, 3, 1)), r"Record 0 of train is not as dataset.features says \(x\): cannot reshape"),
        (spec("image"), r"Record 0 of train is not as dataset.features says \(x\): .*image"),
        (spec(y={"shape": [2]}), r"Record 0 of train is not as dataset.features says \(y\): Number of int64 values"),
    ],
)
def test_features_that_are_not_so_are_refused(tmp_path, features, why):
    with pytest.raises(UserError, match=why):
        load(write(tmp_path / "a"), features)


def test_one_record_that_is_another_is_named(tmp_path):
    file = write(tmp_path / "a", label=lambda at: integers([1, 2] if at == 17 else 1))
    with pytest.raises(
        UserError, match=r"Record 17 of train is not as dataset.features says \(y\): Number of int64 values"
    ):
        load(file, spec())


def test_files_that_are_none_are_refused(tmp_path):
    whole = (tmp_path / "whole").read_bytes() if write(tmp_path / "whole") else b""
    for name, held in [
        ("text", b"no records in here, but text"),
        ("cut", whole[:-7]),
        ("bit", whole[:30] + b"?" + whole[31:]),
    ]:
        (tmp_path / name).write_bytes(held)
        with pytest.raises(UserError, match=f"{name} is no readable TFRecord file"):
            load(str(tmp_path / name), spec())
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(UserError, match="holds no records"):
        load(str(tmp_path / "empty"), spec())
    with tf.io.TFRecordWriter(str(tmp_path / "odd")) as writer:
        writer.write(b"\xff\xff")
    with pytest.raises(UserError, match=r"is no tf.train.Example"):
        load(str(tmp_path / "odd"), spec())
    with pytest.raises(UserError, match="finds no file"):
        load(str(tmp_path / "*.none"), spec())
    with pytest.raises(UserError, match=r"needs dataset\.path"):
        load(None, spec())


def test_a_run_of_records(train_run, tmp_path):
    from runner.config import signature

    file = write(tmp_path / "a.tfrecord")
    given = ["dataset=tfrecord", f"dataset.path={file}", "dataset.features={x: {shape: [4,3,1], dtype: uint8}, y: {}}"]
    _, end, _ = train_run(*given, "model=mlp", "train.epochs=1", "baseline.epochs=1", "train.batch_size=4",
                          "schedule.frequency=1", "allow_missed_target=true")  # fmt: skip
    assert isinstance(end, Finished), end
    by_pattern = [*given, f"dataset.path={tmp_path}/a*.tfrecord"]
    before = signature.sign_config(compose(by_pattern))
    write(tmp_path / "ab.tfrecord")
    assert signature.sign_config(compose(by_pattern)) != before


def test_what_unpacks_to_more_than_the_memory_holds_is_refused(tmp_path, monkeypatch):
    import pandas as pd

    from runner.core import files

    packed = tmp_path / "a.gz"
    with tf.io.TFRecordWriter(str(packed), tf.io.TFRecordOptions(compression_type="GZIP")) as writer:
        for _ in range(100):
            writer.write(bytes(10_000))
    pd.DataFrame({"a": [0.0] * 100_000, "b": ["word"] * 100_000}).to_parquet(tmp_path / "a.parquet")
    monkeypatch.setattr(files, "half_of_memory", lambda: 50_000)
    for name, loader in (("a.gz", "tfrecord"), ("a.parquet", "table")):
        assert (tmp_path / name).stat().st_size < 50_000
        with pytest.raises(UserError, match="more than half of the"):
            datasets.load(DatasetConfig(name, f"runner.data.{loader}", path=str(tmp_path / name)))
