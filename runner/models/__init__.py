"""Keras models, built or read from a file without running code in it; their layers and outputs.

It may import tasks, config and core; data and schedules are independent of it.
"""

from runner.models.builders import (
    autoencoder,
    deep_cnn,
    lenet5,
    lenet_300_100,
    mlp,
    mobilenet,
    one_hidden,
    resnet20,
    tfmot_cnn,
    unet,
)
from runner.models.keras_file import load, rebuild

__all__ = [
    "autoencoder",
    "deep_cnn",
    "lenet5",
    "lenet_300_100",
    "load",
    "mlp",
    "mobilenet",
    "one_hidden",
    "rebuild",
    "resnet20",
    "tfmot_cnn",
    "unet",
]
