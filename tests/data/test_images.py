"""Folders of images as data: what is read, in which order, and what is refused."""

import numpy as np
import pytest
from PIL import Image

from runner.config.schema import DatasetConfig
from runner.config.task import TaskConfig
from runner.core.errors import UserError
from runner.core.events import Finished
from runner.data import datasets, example_count
from runner.tasks.choice import make_task

RNG = np.random.default_rng(0)
CLASSES = ("cat", "dog", "ant")
GRAY = {f"{name}/{at}.png": RNG.integers(0, 256, (6, 5), np.uint8) for name in CLASSES for at in range(10)}


def write(folder, images):
    for name, pixels in images.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(file)
    return folder


def load(folder, task="classification", size=None, **settings):
    config = DatasetConfig("images", "runner.data.images", path=str(folder), params={"size": size}, **settings)
    dataset = datasets.load(config, make_task(TaskConfig(task), None))
    assert example_count.count_examples(config) == len(dataset.train)
    return dataset


def test_pixels_are_as_they_are_and_classes_in_the_order_of_their_names(tmp_path):
    dataset = load(write(tmp_path, GRAY), scale="none", split="time", test_fraction=1e-6, val_fraction=1e-6)
    listed = sorted(GRAY)
    assert dataset.shape == (6, 5, 1)
    np.testing.assert_array_equal(dataset.train.x[..., 0], np.stack([GRAY[name] for name in listed[:28]]))
    assert dataset.train.y.tolist() == [0] * 10 + [1] * 10 + [2] * 8
    assert dataset.told[1:] == ("images of 6 x 5, gray", "ant = 0, cat = 1, dog = 2")
    scaled = load(tmp_path)
    assert scaled.divisor == 255
    assert scaled.train.x.max() <= 1
    assert scaled.sha256 == load(tmp_path).sha256


def test_images_in_colour_of_several_sizes_are_scaled(tmp_path):
    write(tmp_path, GRAY)
    write(tmp_path, {"dog/colour.jpg": np.full((12, 9, 3), (250, 10, 10), np.uint8)})
    with pytest.raises(UserError, match=r"of 2 sizes: 6 x 5 \(30\), 12 x 9 \(1\).*dataset.size=\[6,5\]"):
        load(tmp_path)
    dataset = load(tmp_path, size=[4, 4], scale="none", split="time")
    assert dataset.shape == (4, 4, 3)
    assert np.abs(dataset.test.x[-1].mean((0, 1)) - (250, 10, 10)).max() < 4


def test_parts_that_are_there_are_taken_and_a_class_may_be_called_train(tmp_path):
    for part in ("train", "test"):
        write(tmp_path / "parted" / part, GRAY)
    dataset = load(tmp_path / "parted")
    assert (len(dataset.train) + len(dataset.val), len(dataset.test)) == (30, 30)
    vehicles = {name.replace("cat", "bus").replace("dog", "train"): pixels for name, pixels in GRAY.items()}
    write(tmp_path / "vehicles", vehicles)
    assert load(tmp_path / "vehicles").task.outputs == 3


def test_what_else_lies_there_is_told(tmp_path):
    write(tmp_path, GRAY)
    write(tmp_path, {"dog/clear.png": np.zeros((6, 5, 4), np.uint8)})
    (tmp_path / "cat" / "notes.txt").write_text("a cat")
    (tmp_path / "cat" / ".hidden").write_text("")
    others, transparent = load(tmp_path).notes
    assert "1 file in" in others
    assert "left out: notes.txt" in others
    assert "Of 1 images that may be transparent" in transparent


@pytest.mark.parametrize(
    ("images", "given", "why"),
    [
        ({"cat/0.png": GRAY["cat/0.png"]}, {}, r"has one class \(cat\).*two or more"),
        ({"0.png": GRAY["cat/0.png"]}, {}, r"has one class \(no folder\)"),
        (GRAY, {"size": [0, 4]}, r"dataset.size=\[0, 4\] is no size"),
        (GRAY, {"size": 4}, "dataset.size=4 is no size"),
        (GRAY, {"task": "regression"}, "are names, as 'ant', 'cat', 'dog'"),
        (GRAY, {"split": "groups"}, "dataset.split=groups needs the group of each example"),
        ({**GRAY, "cat/deep.png": RNG.integers(0, 2**16, (6, 5), np.uint16)}, {}, "deep.png has the mode I;16"),
        ({f"{part}/{name}": each for part in ("train", "valid") for name, each in GRAY.items()}, {}, "Rename valid"),
        ({**{f"train/{name}": each for name, each in GRAY.items()}, "val/cow/0.png": GRAY["cat/0.png"]}, {},
         "The class cow is in val and not in train"),
    ],
)  # fmt: skip
def test_folders_that_are_no_classes_are_refused(tmp_path, images, given, why):
    with pytest.raises(UserError, match=why):
        load(write(tmp_path, images), **given)


@pytest.mark.parametrize("content", [b"", b"text", b"\x89PNG\r\n\x1a\n", "cut"])
def test_an_image_that_cannot_be_read_is_named(tmp_path, content):
    write(tmp_path, GRAY)
    file = tmp_path / "cat" / "3.png"
    file.write_bytes(file.read_bytes()[:60] if content == "cut" else content)
    with pytest.raises(UserError, match=r"cat/3\.png is no image that can be read"):
        load(tmp_path)


def test_a_folder_without_images_and_none_are_refused(tmp_path):
    write(tmp_path, GRAY)
    (tmp_path / "cow").mkdir()
    with pytest.raises(UserError, match=r"cow in .* has no PNG or JPEG file"):
        load(tmp_path)
    with pytest.raises(UserError, match="is no folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(UserError, match=r"needs dataset\.path=FOLDER"):
        datasets.load(DatasetConfig("images", "runner.data.images"))


def test_a_run_of_images(train_run, tmp_path):
    write(tmp_path, GRAY)
    _, end, _ = train_run("dataset=images", f"dataset.path={tmp_path}", "dataset.size=[4,4]", "model=mlp",
                          "train.epochs=1", "baseline.epochs=1", "train.batch_size=4", "schedule.frequency=1",
                          "allow_missed_target=true")  # fmt: skip
    assert isinstance(end, Finished), end
