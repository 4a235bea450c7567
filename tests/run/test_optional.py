"""What only looks at a result, or describes it, never costs it: what cannot be had is missing, with its reason."""

import json
import os

import pytest

from runner.tracking import store
from tests import ROOT


@pytest.fixture(scope="module")
def poor(cli, tmp_path_factory):
    """A run where a picture cannot be written, TFLite refuses the model, and there is no git: its folder and output."""
    place = tmp_path_factory.mktemp("poor")
    (place / "run" / "curves.png").mkdir(parents=True)  # a folder stands in its place
    (place / "bin").mkdir()
    done = cli(
        "model._target_=tests.seen_models.half", "model.name=half", "trusted_modules=[tests]", "dataset=digits",
        "train.epochs=1", "baseline.epochs=1", "target_sparsity=0.5", "allow_missed_target=true",
        f"hydra.run.dir={place}/run", cwd=place,
        env={"PATH": str(place / "bin"), "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return place, done.stdout


def test_the_run_is_finished_and_tells_what_is_missing_and_why(poor):
    place, said = poor
    result = json.loads((place / "run" / "result.json").read_text())
    missing = [each for each in result["warnings"] if each.startswith("Not measured")]
    assert any("tflite, int8. TensorFlow's converter refuses the model" in each for each in missing)
    assert any("curves.png" in each and "IsADirectoryError" in each for each in missing)
    assert "is FINISHED" in said
    assert "curves.png" in said
    with store.open_store(f"sqlite:///{place}/mlflow.db") as client:
        run = client.get_run(result["run_id"])
        names = {each.path for each in client.list_artifacts(result["run_id"])}
    assert run.info.status == "FINISHED"
    assert run.data.tags["git_commit"].startswith("unknown: ")
    assert "git" in run.data.tags["git_commit"]
    assert "Not measured" in run.data.tags["mlflow.note.content"]
    assert "result.json" in names and "curves.png" not in names
    assert not {name for name in run.data.metrics if "tflite" in name or "int8" in name}
    assert {"size/keras", "size/keras_gzip", "test/accuracy", "cost/flops"} <= set(run.data.metrics)


def test_the_model_lies_in_the_runs_folder_whether_it_is_logged_or_not(poor, cli):
    import tf_keras

    place, _ = poor
    assert tf_keras.models.load_model(place / "run" / "model.keras", compile=False).layers[-1].name == "out"
    done = cli("dataset=digits", "model=one_hidden", "train.epochs=1", "baseline.epochs=1", "tracking.log_model=false",
               "schedule=dense", "hydra.run.dir=other", cwd=place)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert tf_keras.models.load_model(place / "other" / "model.keras", compile=False).name == "one_hidden"
