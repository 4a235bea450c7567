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

from tests.benchmarks import lenet


def fit(model, train, val, callbacks, prefix):
    lenet.compile_model(model)
    log = keras.callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: [mlflow.log_metric(prefix + key, logs[key], epoch) for key in logs]
    )
    model.fit(
        *train, batch_size=lenet.BATCH, epochs=lenet.EPOCHS, validation_data=val, callbacks=[*callbacks, log], verbose=2
    )


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
    train, val, test = lenet.load()
    mlflow.set_tracking_uri("sqlite:///mlflow.db")
    mlflow.set_experiment("tutorial")
    with mlflow.start_run(run_name=f"{schedule}-{target}-{seed}"):
        mlflow.log_params(
            {"schedule": schedule, "target": target, "seed": seed, "epochs": lenet.EPOCHS, "batch": lenet.BATCH}
        )
        dense = lenet.build()
        fit(dense, train, val, [], "dense_")
        mlflow.log_metric("dense_test_accuracy", dense.evaluate(*test, verbose=0)[1])
        sizes(dense, "dense_size")

        pruned = lenet.prune(dense, schedule, target, len(train[0]))
        fit(pruned, train, val, [tfmot.sparsity.keras.UpdatePruningStep()], "")
        stripped = tfmot.sparsity.keras.strip_pruning(pruned)
        lenet.compile_model(stripped)
        mlflow.log_metric("test_accuracy", stripped.evaluate(*test, verbose=0)[1])
        for layer in stripped.layers[1:]:
            mlflow.log_metric(f"sparsity/{layer.name}", float(np.mean(layer.kernel.numpy() == 0)))
        sizes(stripped, "size")
        mlflow.tensorflow.log_model(stripped, name="model")


if __name__ == "__main__":
    main()
