"""What users write to change examples: of one example, of a batch, layers of Keras's; and what goes wrong."""

import numpy as np
import tensorflow as tf
import tf_keras


def brighter(x, seed, most=0.2):
    return x * tf.random.stateless_uniform([], seed, 1 - most, 1 + most)


def moved(x, seeds):
    return x + tf.cast(seeds[:, 0] % 7, tf.float32)[:, tf.newaxis, tf.newaxis, tf.newaxis] / 100


def layers(most=0.1):
    return tf_keras.Sequential([tf_keras.layers.RandomTranslation(most, most), tf_keras.layers.RandomContrast(0.2),
                                tf_keras.layers.GaussianNoise(0.05)])  # fmt: skip


def draws_anew(x, seed):
    return x * tf.random.uniform([])


def of_the_batch(x, seeds):
    return x - tf.reduce_mean(x, axis=0)


def smaller(x, seed):
    return x[1:]


def nothing_left(x, seed):
    return x / 0.0


def fails(x, seed):
    raise KeyError("no such thing")


def no_layer():
    return np.zeros(3)
