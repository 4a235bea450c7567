"""Models for the tests of what the runner finds out by looking: outputs of each kind, and masks of padded sequences."""

import tensorflow as tf
from tf_keras import Model, Sequential, layers

PROBABILITIES, LOGITS, REFUSED = "probabilities", "logits", "refused"


def _head(*last):
    """A small model with one hidden layer, whose last layers are made for a number of classes."""

    def build(shape, classes):
        made = [each(classes) if callable(each) and not isinstance(each, layers.Layer) else each for each in last]
        return Sequential([layers.Input(shape), layers.Flatten(), layers.Dense(16, "relu", name="hidden"), *made])

    return build


def _dense(activation=None, **settings):
    return lambda classes: layers.Dense(classes, activation, name="last", **settings)


def _softmax_then(*make):
    return _head(_dense("softmax"), *make)


def nested(activation):
    def build(shape, classes):
        head = Sequential([layers.Input((16,)), layers.Dense(classes, activation, name="last")], name="head")
        body = Sequential([layers.Input((16,)), head], name="body")
        return Sequential([layers.Input(shape), layers.Flatten(), layers.Dense(16, "relu", name="hidden"), body])

    return build


def two_heads(shape, classes):
    inputs = layers.Input(shape)
    x = layers.Dense(16, "relu", name="hidden")(layers.Flatten()(inputs))
    heads = [layers.Dense(classes, "softmax", name=f"last{number}")(x) for number in range(2)]
    return Model(inputs, layers.Average()(heads))


def by_operation(operation):
    def build(shape, classes):
        inputs = layers.Input(shape)
        x = layers.Dense(16, "relu", name="hidden")(layers.Flatten()(inputs))
        return Model(inputs, operation(layers.Dense(classes, name="last")(x)))

    return build


HEADS = {
    "activation": (_softmax_then(), PROBABILITIES),
    "softmax layer": (_head(_dense(), lambda _: layers.Softmax()), PROBABILITIES),
    "activation layer": (_head(_dense(), lambda _: layers.Activation("softmax")), PROBABILITIES),
    "operation": (by_operation(tf.nn.softmax), PROBABILITIES),
    "nested": (nested("softmax"), PROBABILITIES),
    "softmax, reshape": (_softmax_then(lambda classes: layers.Reshape((classes,))), PROBABILITIES),
    "softmax, dropout": (_softmax_then(lambda _: layers.Dropout(0.2)), PROBABILITIES),
    "softmax, rescaling by 1": (_softmax_then(lambda _: layers.Rescaling(1.0)), PROBABILITIES),
    "softmax, linear": (_softmax_then(lambda _: layers.Activation("linear")), PROBABILITIES),
    "mean of two": (two_heads, PROBABILITIES),
    "softmax of zeros": (_head(_dense("softmax", kernel_initializer="zeros")), PROBABILITIES),
    "logits": (_head(_dense()), LOGITS),
    "logits, reshape": (_head(_dense(), lambda classes: layers.Reshape((classes,))), LOGITS),
    "logits, dropout": (_head(_dense(), lambda _: layers.Dropout(0.2)), LOGITS),
    "logits, rescaling": (_head(_dense(), lambda _: layers.Rescaling(0.01)), LOGITS),
    "logits of zeros": (_head(_dense(kernel_initializer="zeros")), LOGITS),
    "logits that begin as probabilities": (
        _head(_dense(kernel_initializer="zeros", bias_initializer=tf.constant_initializer(0.1))), LOGITS
    ),
    "nested logits": (nested(None), LOGITS),
    "log softmax": (by_operation(tf.nn.log_softmax), LOGITS),
    "tanh": (_head(_dense("tanh")), LOGITS),
    "relu": (_head(_dense("relu")), LOGITS),
    "normalized": (_head(_dense(), lambda _: layers.LayerNormalization()), LOGITS),
    "sigmoid": (_head(_dense("sigmoid")), REFUSED),
    "hard sigmoid": (_head(_dense("hard_sigmoid")), REFUSED),
    "softmax, rescaling by 2": (_softmax_then(lambda _: layers.Rescaling(2.0)), REFUSED),
}  # fmt: skip


def head(shape, classes, which):
    return HEADS[which][0](shape, classes)


def _sequence(*between):
    return lambda shape, classes: Sequential(
        [layers.Input(shape), layers.Embedding(50, 8, mask_zero=True, name="embedding"), *(each() for each in between),
         layers.Dense(classes, "softmax", name="last")]
    )  # fmt: skip


def _masking(value, *between):
    """Numbers in place of tokens: each of 12 time steps has one, and 0 pads, or another value."""
    return lambda shape, classes: Sequential(
        [layers.Input(shape), layers.Reshape((12, 1)), layers.Masking(value), *(each() for each in between),
         layers.Dense(classes, "softmax", name="last")]
    )  # fmt: skip


def branches(shape, classes):
    inputs = layers.Input(shape)
    x = layers.Embedding(50, 8, mask_zero=True, name="embedding")(inputs)
    left, right = layers.LSTM(6, name="left")(x), layers.GRU(6, name="right")(layers.Dense(8, name="between")(x))
    return Model(inputs, layers.Dense(classes, "softmax", name="last")(layers.Concatenate()([left, right])))


def nested_sequence(shape, classes):
    within = [layers.Input((12, 8)), layers.Dense(8, name="inside"), layers.LSTM(6, name="lstm")]
    inner = Sequential(within, name="inner")
    inputs = layers.Input(shape)
    x = layers.Embedding(50, 8, mask_zero=True, name="embedding")(inputs)
    return Model(inputs, layers.Dense(classes, "softmax", name="last")(inner(x)))


ALL, ONLY_VAL, ONLY_TEST = ("train", "val", "test"), ("val",), ("test",)
MASKED = {
    "lstm": (_sequence(lambda: layers.LSTM(8)), ALL),
    "gru": (_sequence(lambda: layers.GRU(8)), ALL),
    "simple": (_sequence(lambda: layers.SimpleRNN(8)), ALL),
    "stacked": (_sequence(lambda: layers.LSTM(8, return_sequences=True), lambda: layers.LSTM(6)), ALL),
    "dense between": (_sequence(lambda: layers.Dense(8, "relu"), lambda: layers.LSTM(8)), ALL),
    "normalized": (_sequence(layers.LayerNormalization, lambda: layers.GRU(8)), ALL),
    "dropout between": (_sequence(lambda: layers.Dropout(0.1), lambda: layers.LSTM(8)), ALL),
    "mean": (_sequence(lambda: layers.Dense(8), layers.GlobalAveragePooling1D), ALL),
    "two directions": (_sequence(lambda: layers.Dense(8), lambda: layers.Bidirectional(layers.LSTM(6))), ALL),
    "each step": (_sequence(lambda: layers.TimeDistributed(layers.Dense(8)), lambda: layers.LSTM(6)), ALL),
    "branches": (branches, ALL),
    "nested": (nested_sequence, ALL),
    "masking": (_masking(0.0, lambda: layers.LSTM(8)), ALL),
    "masking, dense between": (_masking(0.0, lambda: layers.Dense(8), lambda: layers.GRU(8)), ALL),
    "lstm, padded in val only": (_sequence(lambda: layers.Dense(8), lambda: layers.LSTM(8)), ONLY_VAL),
    "lstm, padded in test only": (_sequence(lambda: layers.Dense(8), lambda: layers.LSTM(8)), ONLY_TEST),
    "masking, padded in test only": (_masking(0.0, lambda: layers.Dense(8), lambda: layers.LSTM(8)), ONLY_TEST),
}


def masked(shape, classes, which):
    return MASKED[which][0](shape, classes)
