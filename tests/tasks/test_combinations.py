"""Task x recipe x data x schedule: planned, trained, killed by kill -9 and continued to the same bits, deployed.

Each row has something of every kind; together they have each task, optimizer, shape of the rate and source of data.
"""

import json
import re
import shutil

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from tests import ROOT
from tests.killing import kill_in_epoch, runs_of
from tests.tasks.works import MADE, images

EPOCHS = 400  # of a few steps: long enough to be killed in the middle
LONG = (f"train.epochs={EPOCHS}", "baseline.epochs=3", "train.batch_size=64", "tracking.layers=final")
PINBALL = ("task=custom", "task.loss._target_=own_tasks.pinball", "+task.metrics.cost._target_=own_tasks.cost",
           "task.direction=lower", "trusted_modules=[own_tasks]")  # fmt: skip
COMBINATIONS = {  # the score, and what is given
    "regression of a table": (
        "rmse",
        "task=regression",
        "dataset=table",
        "dataset.path=wages.csv",
        "dataset.target=wage",
        "model=mlp",
        "optimizer=adamw",
        "learning_rate=cosine",
        "augment=jitter_scale",
        "schedule=exponential",
        "train.keep=best_at_target",
    ),
    "two classes, rewound": (
        "roc_auc",
        "dataset=breast_cancer",
        "model=mlp",
        "optimizer=sgd",
        "learning_rate=step",
        "train.class_weights=balanced",
        "schedule=lottery",
        "schedule.rewind_to=1ep",
    ),
    "several labels": (
        "macro_auc",
        "task=multilabel",
        "dataset=npz",
        "dataset.path=multilabel.npz",
        "model=mlp",
        "optimizer=rmsprop",
        "learning_rate=plateau",
        "schedule=cosine",
    ),
    "reconstruction": (
        "mse",
        "task=reconstruction",
        "dataset=digits",
        "model=autoencoder",
        "optimizer=nadam",
        "schedule=one_cycle",
        f"train.epochs={EPOCHS // 8}",
    ),
    "segmentation": (
        "mean_iou",
        "task=segmentation",
        "dataset=npz",
        "dataset.path=segmentation.npz",
        "model=unet",
        "learning_rate=warmup_cosine",
        "schedule=dense_sparse_dense",
        f"train.epochs={EPOCHS // 8}",
    ),
    "a folder of images": (
        "accuracy",
        "dataset=images",
        "dataset.path=pictures",
        "model=lenet5",
        "augment=flip_shift",
        "optimizer.use_ema=true",
        "schedule=multi_step",
        f"train.epochs={EPOCHS // 4}",
    ),
    "records": (
        "balanced_accuracy",
        "score=balanced_accuracy",
        "dataset=tfrecord",
        "dataset.path=signals.tfrecord",
        "dataset.features={x: {shape: [6], dtype: float32}, y: {dtype: int64}}",
        "model=mlp",
        "learning_rate=exponential",
        "train.keep=best_at_target",
        "schedule=polynomial",
    ),
    "a task of the user's": (
        "cost",
        *PINBALL,
        "dataset=diabetes",
        "model=mlp",
        "optimizer._target_=tf_keras.optimizers.Lion",
        "schedule=linear",
    ),
    "a pipeline": (
        "accuracy",
        "dataset._target_=own_pipelines.shuffled",
        "dataset.name=shuffled",
        "trusted_modules=[own_pipelines]",
        "model=mlp",
        "learning_rate=rewind",
        "baseline.epochs=60",
        "baseline.decay=cosine",
        "schedule=stepwise",
        "train.epochs=60",
    ),
    "several outputs": (
        "rmse",
        "dataset=linnerud",
        "model=mlp",
        "baseline.early_stopping=1",
        "optimizer=sgd",
        "schedule=constant",
        "train.batch_size=4",
    ),
}
QUICK = "regression of a table"


@pytest.fixture
def folder(tmp_path):
    """A user's folder, with data in each form and code of theirs."""
    import tensorflow as tf

    rng = np.random.default_rng(0)
    x = rng.normal(size=(300, 6)).astype(np.float32)
    town = np.array(["Ulm", "Bonn", "Kiel"])[np.arange(300) % 3]
    pd.DataFrame({"years": x[:, 0], "hours": x[:, 1], "town": town, "wage": 10 + 3 * x[:, 0]}).to_csv(
        tmp_path / "wages.csv", index=False
    )
    for name, make in MADE.items():
        np.savez(tmp_path / f"{name}.npz", **make())
    pictures, _ = images(90, 0)
    for at, picture in enumerate(np.clip(pictures[..., 0] * 100 + 60, 0, 255).astype(np.uint8)):
        file = tmp_path / "pictures" / ("even", "odd")[at % 2] / f"{at}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.kron(picture, np.ones((2, 2), np.uint8))).save(file)
    with tf.io.TFRecordWriter(str(tmp_path / "signals.tfrecord")) as writer:
        for signal in x:
            features = {
                "x": tf.train.Feature(float_list=tf.train.FloatList(value=signal)),
                "y": tf.train.Feature(int64_list=tf.train.Int64List(value=[int(signal[0] > 0)])),
            }
            writer.write(tf.train.Example(features=tf.train.Features(feature=features)).SerializeToString())
    for module in ("own_tasks", "own_pipelines"):
        shutil.copy(ROOT / "tests" / f"{module}.py", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "name", [QUICK, *(pytest.param(each, marks=pytest.mark.long) for each in COMBINATIONS if each != QUICK)]
)
def test_a_run_is_planned_and_killed_and_ends_on_the_bits_of_an_undisturbed_one(name, folder, cli):
    score, *own = COMBINATIONS[name]
    given = [*(each for each in LONG if each.split("=")[0] not in {of.split("=")[0] for of in own}), *own]
    whole, killed = folder / "whole", folder / "killed"
    for place in (whole, killed):
        shutil.copytree(folder, place, ignore=shutil.ignore_patterns("whole", "killed"))
    first = cli(*given, "hydra.run.dir=run", cwd=whole)
    assert first.returncode == 0, first.stderr
    kill_in_epoch(killed, given, run=1, epoch=3)
    again = cli(*given, "hydra.run.dir=run", cwd=killed)
    assert again.returncode == 0, again.stderr
    assert "continues after epoch" in (killed / "run" / "run.log").read_text()
    results = [json.loads((place / "run" / "result.json").read_text()) for place in (whole, killed)]
    hashes = [each["tags"]["weights_sha256"] for each in results]
    assert hashes[0] == hashes[1]
    metrics = results[1]["metrics"]
    assert {f"test/{score}", f"test/{score}_tflite", f"test/{score}_int8", f"dense/test_{score}"} <= metrics.keys()
    (run,) = runs_of(whole)
    plan = json.loads((whole / "run" / "plan.json").read_text())
    assert plan["reached"] == pytest.approx(0.8, abs=1e-6)
    assert run.data.metrics["final/sparsity_global"] == pytest.approx(0.8, abs=0.02)
    assert run.data.params["score"] == score
    figure = metrics[f"test/{score}"]
    assert metrics[f"test/{score}_tflite"] == pytest.approx(figure, rel=1e-3, abs=1e-4)
    assert re.fullmatch("[0-9a-f]{64}", hashes[0])
