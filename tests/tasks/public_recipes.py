"""Code of users for eight public recipes of people who prune Keras models: their models, data in the form of theirs.

Sources: mlcommons/tiny (image_classification, keyword_spotting, streaming_wakeword, anomaly_detection),
fastmachinelearning/hls4ml-tutorial (parts 3 and 6), kdnuggets.com 2020/12 "pruning machine learning models
tensorflow", tensorflow issue 59679. Models are as there; data are made up, and few.
"""

import numpy as np
import tensorflow as tf
import tf_keras
from tf_keras import layers


def classes(shape, count, examples=192, one_hot=False):
    """(x, y) of a form, in which the mean of an example tells its class."""
    rng = np.random.default_rng(0)
    y = np.arange(examples) % count
    x = rng.normal(size=(examples, *shape)).astype(np.float32) + y.reshape(-1, *[1] * len(shape))
    return x.astype(np.float32), np.eye(count, dtype=np.float32)[y] if one_hot else y


def arrays(path=None, shape=(8,), count=3, one_hot=False):
    return {"train": classes(shape, count, one_hot=one_hot)}


def pipelines(path=None, shape=(49, 10, 1), count=12, cached=False):
    made = {}
    for name, examples in (("train", 192), ("val", 60), ("test", 60)):
        made[name] = tf.data.Dataset.from_tensor_slices(classes(shape, count, examples))
        made[name] = made[name].cache() if cached else made[name]
        made[name] = made[name].shuffle(examples) if name == "train" else made[name]
        made[name] = made[name].batch(32)
    return made


def frames(path=None):
    """Log-mel frames of machines; those of test that are odd are told."""
    x = np.random.default_rng(0).normal(size=(400, 640)).astype(np.float32)
    odd = np.arange(100) % 2
    return {"train": (x[:250], np.zeros(250)), "val": (x[250:300], np.zeros(50)),
            "test": (x[300:] + 2 * odd[:, np.newaxis].astype(np.float32), odd)}  # fmt: skip


def rotate_shift_flip():
    return tf_keras.Sequential([layers.RandomRotation(15 / 360), layers.RandomTranslation(0.1, 0.1),
                                layers.RandomFlip("horizontal")])  # fmt: skip


def resnet8(shape, outputs):
    def convolve(x, filters, strides=1, size=3):
        return layers.BatchNormalization()(layers.Conv2D(filters, size, strides, "same")(x))

    given = layers.Input(shape)
    x = layers.ReLU()(convolve(given, 16))
    for filters, strides in ((16, 1), (32, 2), (64, 2)):
        y = convolve(layers.ReLU()(convolve(x, filters, strides)), filters)
        x = layers.ReLU()(layers.Add()([x if strides == 1 else layers.Conv2D(filters, 1, strides, "same")(x), y]))
    return tf_keras.Model(given, layers.Dense(outputs, "softmax")(layers.GlobalAveragePooling2D()(x)))


def ds_cnn(shape, outputs, filters=64):
    stack = [layers.Input(shape), layers.Conv2D(filters, (10, 4), 2, "same"), layers.BatchNormalization(),
             layers.ReLU(), layers.Dropout(0.2)]  # fmt: skip
    for _ in range(4):
        for convolution in (layers.DepthwiseConv2D(3, padding="same"), layers.Conv2D(filters, 1)):
            stack += [convolution, layers.BatchNormalization(), layers.ReLU()]
    return tf_keras.Sequential([*stack, layers.Dropout(0.4), layers.GlobalAveragePooling2D(), layers.Dense(outputs)])


def wakeword(shape, outputs):
    stack = [layers.Input(shape)]
    for filters, size in ((32, 3), (64, 5), (64, 9)):
        stack += [layers.SeparableConv1D(filters, size, padding="same"), layers.BatchNormalization(), layers.ReLU()]
    return tf_keras.Sequential([*stack, layers.GlobalMaxPooling1D(), layers.Dense(outputs, "softmax")])


def machines(shape, outputs):
    stack = [layers.Input(shape)]
    for units in (128, 128, 128, 128, 8, 128, 128, 128, 128):
        stack += [layers.Dense(units), layers.BatchNormalization(), layers.ReLU()]
    return tf_keras.Sequential([*stack, layers.Dense(shape[0])])


def jets(shape, outputs):
    stack = [layers.Input(shape)]
    for units in (64, 32, 32):
        stack += [layers.Dense(units, kernel_initializer="lecun_uniform", kernel_regularizer="l1"), layers.ReLU()]
    return tf_keras.Sequential([*stack, layers.Dense(outputs, "softmax")])


def svhn(shape, outputs):
    stack = [layers.Input(shape)]
    for filters in (16, 16, 24):
        stack += [layers.Conv2D(filters, 3, use_bias=False, kernel_regularizer="l1"), layers.BatchNormalization(),
                  layers.ReLU(), layers.MaxPooling2D()]  # fmt: skip
    stack += [layers.Flatten(), layers.Dense(42), layers.BatchNormalization(), layers.ReLU(), layers.Dense(64)]
    stack += [layers.BatchNormalization(), layers.ReLU(), layers.Dense(outputs, "softmax", name="output_dense")]
    return tf_keras.Sequential(stack)


def wide(shape, outputs):
    return tf_keras.Sequential([layers.Input(shape), layers.Dense(128, "relu"), layers.Dense(outputs)])


def frozen_mobilenet(shape, outputs):
    body = tf_keras.applications.MobileNet(input_shape=shape, include_top=False, weights=None, alpha=0.25)
    body.trainable = False
    x = layers.GlobalAveragePooling2D()(body.output)
    return tf_keras.Model(body.input, layers.Dense(outputs)(layers.Dropout(0.2)(x)))
