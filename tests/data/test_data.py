import hashlib

import numpy as np
import pytest

from runner.config.schema import DatasetConfig
from runner.core.errors import UserError
from runner.data import datasets as data
from tests.table import OFFLINE_DATASETS


def load(name="npz", **settings):
    return data.load(DatasetConfig(name, f"runner.data.{name}", **settings))


@pytest.fixture
def written(tmp_path):
    """Write arrays to an npz and return its path."""

    def write(**arrays):
        path = tmp_path / "own.npz"
        np.savez(path, **arrays)
        return str(path)

    return write


X = np.arange(60 * 4 * 4, dtype=np.uint8).reshape(60, 4, 4)
Y = np.repeat([0, 1, 2], 20)


@pytest.mark.parametrize("name", OFFLINE_DATASETS)
def test_embedded_data_is_real_separate_stratified_and_repeatable(name):
    dataset = load(name)
    assert dataset.task.outputs == 10
    splits = (dataset.train, dataset.val, dataset.test)
    assert all(split.x.dtype == np.float32 and split.x.ndim == 4 for split in splits)
    assert dataset.train.x.min() == 0 and dataset.train.x.max() == 1
    for split in splits:
        shares = np.bincount(split.y, minlength=10) / len(split)
        assert np.abs(shares - 0.1).max() < 0.015
    digests = [{hashlib.sha256(x.tobytes()).digest() for x in split.x} for split in splits]
    assert not digests[0] & digests[1] and not digests[0] & digests[2] and not digests[1] & digests[2]
    again = load(name)
    assert again.sha256 == dataset.sha256
    assert np.array_equal(again.test.x, dataset.test.x)
    assert load(name, split_seed=1).sha256 != dataset.sha256


def test_sizes_of_the_default_data():
    dataset = load("mnist5k")
    assert [len(split) for split in (dataset.train, dataset.val, dataset.test)] == [4050, 450, 500]
    assert dataset.shape == (28, 28, 1)


def test_images_of_bytes_are_scaled_and_keep_their_shape(written):
    dataset = load(path=written(x_train=X, y_train=Y))
    assert dataset.shape == (4, 4)
    assert dataset.train.x.max() == 1.0
    assert np.array_equal(
        np.sort(dataset.as_bytes().train.x, axis=None), np.sort(dataset.train.x * 255, axis=None).round()
    )
    assert dataset.shaped((4, 4, 1)).shape == (4, 4, 1)


B = np.minimum(X, 240)  # bytes
SCALED, AS_IT_IS = np.float32(240) / np.float32(255), 240


@pytest.mark.parametrize(
    ("x", "scale", "largest"),
    [
        (B, "auto", SCALED), (B, "none", AS_IT_IS), (B, "unit", SCALED),
        (B.reshape(60, 2, 4, 2), "auto", SCALED),
        (B.reshape(60, 16), "auto", AS_IT_IS), (B.reshape(60, 16), "unit", SCALED),  # no images
        (B.reshape(60, 8, 2), "auto", AS_IT_IS),
        (B.astype(np.float32), "auto", AS_IT_IS), (B.astype(np.float32), "unit", SCALED),
        (B.astype(np.int32), "auto", AS_IT_IS),
    ],
)  # fmt: skip
def test_bytes_are_scaled_where_they_are_images_or_it_is_asked_for(written, x, scale, largest):
    dataset = load(path=written(x_train=x, y_train=Y), scale=scale)
    assert max(part.x.max() for part in (dataset.train, dataset.val, dataset.test)) == largest


def test_what_does_not_lie_in_0_to_255_is_not_divided_by_255(written):
    with pytest.raises(UserError, match="x is from -240 to -0"):
        load(path=written(x_train=-B.astype(np.float32), y_train=Y), scale="unit")


def test_an_existing_test_set_is_used_as_it_is(written):
    test_x, test_y = X[:6], np.array([0, 0, 0, 0, 1, 2])
    dataset = load(path=written(x_train=X, y_train=Y, x_test=test_x, y_test=test_y))
    assert np.array_equal(dataset.test.x, test_x.astype(np.float32) / 255)
    assert np.array_equal(dataset.test.y, test_y)
    assert len(dataset.train) + len(dataset.val) == 60


def test_own_val_is_kept_and_features_may_be_flat(written):
    flat = X.reshape(60, 16).astype(np.float64)
    dataset = load(path=written(x=flat, y=Y[:, np.newaxis], x_val=flat[:9], y_val=Y[:9]))
    assert dataset.shape == (16,)
    assert len(dataset.val) == 9


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist", "cifar10"])
def test_a_local_copy_stands_in_for_a_download(written, name):
    dataset = load(name, path=written(x_train=X, y_train=Y, x_test=X[:10], y_test=Y[:10]))
    assert len(dataset.test) == 10


def test_without_network_and_path_both_ways_out_are_named(monkeypatch):
    from tf_keras import datasets

    def unreachable():
        raise OSError("no network")

    monkeypatch.setattr(datasets.mnist, "load_data", unreachable)
    with pytest.raises(UserError, match=r"network.*dataset\.path=FILE\.npz"):
        load("mnist")


NAN = np.where(np.arange(60)[:, None] == 3, np.nan, X.reshape(60, 16).astype(float))


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"x_train": X, "y_train": Y[:-1]}, "has shape .59,., but x_train has 60"),
        ({"x_train": X, "y_train": np.eye(3)[Y] + np.eye(3)[0]}, "Give one class number an example"),
        ({"x_train": X, "y_train": 1 - np.eye(3)[Y]}, "60 examples have more than one, 0 none"),
        ({"x_train": X, "y_train": np.arange(60.0)}, "60 different numbers from 0 to 59 may be quantities"),
        ({"x_train": X, "y_train": Y - 1}, "label -1"),
        ({"x_train": X, "y_train": Y + 0.5}, "class numbers"),
        ({"x_train": X, "y_train": np.array(list("abc"))[Y]}, "class numbers"),
        ({"x_train": X, "y_train": Y + 1}, "Class 0 has 0 training examples"),
        ({"x_train": X, "y_train": np.zeros(60, int)}, "Class 1 has 0"),
        ({"x_train": NAN, "y_train": Y}, "NaN or infinity in 16 places"),
        ({"x_train": X, "y_train": Y, "x_test": X[:3], "y_test": Y[:3] + 7}, "label 7"),
        ({"x_train": X, "y_train": Y, "x_test": X[:3, :2], "y_test": Y[:3]}, "examples of shape"),
        ({"x_train": X, "y_train": Y, "x_test": X[:3]}, "needed are"),
        ({"images": X, "labels": Y}, "holds the arrays images, labels"),
        ({"x_train": np.float32(3), "y_train": Y}, "shape"),
        ({"x_train": X[:0], "y_train": Y[:0]}, "shape"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(written, arrays, message):
    with pytest.raises(UserError, match=message):
        load(path=written(**arrays))


def test_a_missing_path_and_broken_files_are_refused(tmp_path, written):
    with pytest.raises(UserError, match=r"needs dataset\.path"):
        load()
    with pytest.raises(UserError, match="does not exist"):
        load(path=str(tmp_path / "no.npz"))
    torn = tmp_path / "torn.npz"
    whole = open(written(x_train=X, y_train=Y), "rb").read()  # noqa: PTH123, SIM115
    for content in (b"", b"text", whole[: len(whole) // 2], whole[:-30] + b"0" * 30):
        torn.write_bytes(content)
        with pytest.raises(UserError, match=r"not a readable \.npz"):
            load(path=str(torn))


def test_pickled_objects_are_never_loaded(written):
    class Bomb:
        def __reduce__(self):
            return (pytest.fail, ("the pickle was executed",))

    bomb = np.array([Bomb()], dtype=object)
    with pytest.raises(UserError, match=r"not a readable \.npz of plain arrays"):
        load(path=written(x_train=bomb, y_train=Y))
