"""A task as a user would write it, in a file of theirs: losses and figures, some of which are wrong."""

import numpy as np
import tensorflow as tf
import tf_keras


def pinball(y_true, y_pred, share=0.9):
    """Being too low costs more than being too high."""
    below = y_true - y_pred
    return tf.reduce_mean(tf.maximum(share * below, (share - 1) * below), axis=-1)


class Pinball(tf_keras.losses.Loss):
    """The same as a class."""

    def __init__(self, share):
        super().__init__()
        self.share = share

    def call(self, y_true, y_pred):
        return pinball(y_true, y_pred, self.share)


def cost(y_true, y_pred, share=0.9):
    """The same of all examples: lower is better."""
    below = y_true.astype(float) - y_pred
    return np.maximum(share * below, (share - 1) * below).mean()


def gain(y_true, y_pred):
    """Minus that: higher is better."""
    return -cost(y_true, y_pred)


def covered(y_true, y_pred):
    """How often the answer is not too low."""
    return float((y_true <= y_pred).mean())


def nothing(y_true, y_pred):
    return float("nan")


def of_each(y_true, y_pred):
    return y_true[:, 0]


def writes(y_true, y_pred):
    y_pred -= y_true
    return (y_pred**2).mean()


def of_all(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_true - y_pred))


def of_nothing(y_true, y_pred):
    return tf.reduce_mean(y_true - y_pred, axis=-1) / 0.0


def end_in(shape, outputs, units=None, last="softmax"):
    """A model of so many outputs, whatever is wanted."""
    flat, dense = tf_keras.layers.Flatten(), tf_keras.layers.Dense(units or outputs, activation=last)
    return tf_keras.Sequential([tf_keras.layers.Input(shape), flat, dense])
