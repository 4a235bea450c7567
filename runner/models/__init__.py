"""Keras models, built or read from a file without running code in it; their layers and outputs.

It may import config and core; data and schedules are independent of it.
"""

from runner.models.builders import deep_cnn, lenet5, lenet_300_100, mobilenet, one_hidden, resnet20, tfmot_cnn
from runner.models.keras_file import load

__all__ = ["deep_cnn", "lenet5", "lenet_300_100", "load", "mobilenet", "one_hidden", "resnet20", "tfmot_cnn"]
