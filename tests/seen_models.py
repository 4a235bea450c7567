"""Models that show something of themselves only when they are looked at; see tests/run/test_looking.py."""

import numpy as np
import tensorflow as tf
from tf_keras import Model, Sequential, layers, mixed_precision, regularizers, utils


def _end(classes):
    return [layers.Flatten(), layers.Dense(16, "relu", name="hidden"), layers.Dense(classes, "softmax", name="out")]


def _in_between(shape, classes, *between):
    return Sequential([layers.Input(shape), *between, *_end(classes)])


def scaling(shape, classes, how):
    """A small model of images that scales their pixels in some way, or does something else to them."""
    inputs = layers.Input(shape)
    nested = Sequential([layers.Input(shape), layers.Rescaling(1 / 255)])
    normalization = layers.Normalization(mean=[100.0] * shape[-1], variance=[4000.0] * shape[-1])
    ways = {
        "nothing": lambda x: x,
        "rescaling": layers.Rescaling(1 / 255),
        "rescaling to -1": layers.Rescaling(1 / 127.5, offset=-1),
        "operation": lambda x: x / 255.0,
        "mean": lambda x: x - [123.68, 116.779, 103.939][: shape[-1]],
        "normalization": normalization,
        "nested": nested,
        "flip": layers.RandomFlip(),
        "padding": layers.ZeroPadding2D(1),
        "pooling": layers.AveragePooling2D(2),
        "batch normalization": layers.BatchNormalization(),
    }
    x = layers.Conv2D(8, 3, activation="relu", name="conv")(ways[how](inputs))
    x = layers.GlobalAveragePooling2D()(x)
    return Model(inputs, layers.Dense(classes, "softmax", name="out")(x))


def sequence(shape, classes, kind):
    made = {"LSTM": layers.LSTM(8, name="recurrent"), "GRU": layers.GRU(8, name="recurrent")}
    made["Bidirectional"] = layers.Bidirectional(layers.GRU(8), name="recurrent")
    return Sequential([layers.Input(shape), made[kind], layers.Dense(classes, "softmax", name="out")])


def compiled(shape, classes):
    model = _in_between(shape, classes)
    model.compile("rmsprop", "mse")
    return model


def penalized(shape, classes):
    """Each way in which a layer adds to the loss."""
    return _in_between(
        shape, classes, layers.Flatten(),
        layers.Dense(12, activity_regularizer=regularizers.L2(0.1), kernel_regularizer=regularizers.L1(0.01)),
        layers.ActivityRegularization(l1=0.01), Adding(8),
    )  # fmt: skip


@utils.register_keras_serializable("tests")
class Adding(layers.Dense):
    """Adds a loss of its own, and says itself what can be pruned."""

    def call(self, inputs):
        self.add_loss(0.1 * tf.reduce_mean(tf.square(inputs)))
        return super().call(inputs)

    def get_prunable_weights(self):
        return [self.kernel]


@utils.register_keras_serializable("tests")
class KeywordOnly(layers.Dense):
    """Hears by a keyword-only argument whether it is being trained."""

    def call(self, inputs, *, training=None):
        return super().call(inputs) * (2.0 if training else 1.0)

    def get_prunable_weights(self):
        return [self.kernel]


def keyword_only(shape, classes):
    return _in_between(shape, classes, layers.Flatten(), KeywordOnly(12))


def half(shape, classes):
    mixed_precision.set_global_policy("mixed_float16")
    last = layers.Dense(classes, "softmax", name="out", dtype="float32")
    return Sequential([layers.Input(shape), layers.Flatten(), layers.Dense(16, name="hidden"), last])


def doubled(shape, classes):
    """One layer in double precision."""
    double = layers.Dense(12, "relu", name="double", dtype="float64")
    return Sequential([layers.Input(shape), layers.Flatten(), double, layers.Dense(classes, "softmax", name="out")])


def with_state(shape, classes):
    """A recurrent layer that hands its state on to another."""
    inputs = layers.Input(shape)
    x = layers.Masking()(layers.Reshape((8, 8))(inputs))
    x, hidden, cell = layers.LSTM(6, return_sequences=True, return_state=True, name="first")(x)
    x = layers.LSTM(6, name="second")(x, initial_state=[hidden, cell])
    return Model(inputs, layers.Dense(classes, "softmax", name="out")(x))


def from_initial_state(shape, classes):
    inputs = layers.Input(shape)
    rows = layers.Reshape((8, 8))(inputs)
    start = layers.Dense(6, "tanh", name="start")(layers.Flatten()(inputs))
    x = layers.GRU(6, recurrent_dropout=0.2, name="recurrent")(rows, initial_state=start)
    return Model(inputs, layers.Dense(classes, "softmax", name="out")(x))


@utils.register_keras_serializable("tests")
class Restless(layers.Layer):
    """Counts its calls, in what it gives."""

    def build(self, shape):
        self.calls = self.add_weight("calls", shape=(), initializer="zeros", trainable=False)

    def call(self, inputs):
        self.calls.assign_add(1.0)
        return inputs * self.calls


def restless(shape, classes):
    return _in_between(shape, classes, Restless())


def frozen(shape, classes, everything=False):
    inner = Sequential([layers.Input((12,)), layers.Dense(12, name="second")], name="inner")
    first = layers.Dense(12, name="first")
    body = [layers.Flatten(), first, inner]
    model = Sequential([layers.Input(shape), *body, layers.Dense(classes, "softmax", name="out")])
    first.trainable = inner.trainable = False
    model.trainable = not everything and model.trainable
    if not everything:
        first.trainable = inner.trainable = False
    return model


def half_zero(shape, classes):
    model = _in_between(shape, classes)
    for layer in model.layers[1:]:
        kernel, bias = layer.get_weights()
        kernel.reshape(-1)[: kernel.size // 2] = 0
        layer.set_weights([kernel, bias])
    return model


class Unregistered(layers.Layer):
    """A layer of the user's own as it is usually written."""

    def call(self, inputs):
        return 2 * inputs


def unregistered(shape, classes):
    return _in_between(shape, classes, Unregistered())


@utils.register_keras_serializable("tests")
class Forgetful(layers.Layer):
    """Does not tell what it was told."""

    def __init__(self, factor=1.0, **settings):
        super().__init__(**settings)
        self.factor = factor

    def call(self, inputs):
        return self.factor * inputs

    def get_config(self):
        return {**super().get_config(), "factor": 1.0}


def forgetful(shape, classes):
    return _in_between(shape, classes, Forgetful(3.0))


@utils.register_keras_serializable("tests")
class Drawn(layers.Layer):
    """Keeps what it has drawn beside its weights."""

    def __init__(self, **settings):
        super().__init__(**settings)
        self.factor = float(tf.random.uniform(()))

    def call(self, inputs):
        return self.factor * inputs


def changed_by_reading(shape, classes):
    return _in_between(shape, classes, Drawn())


def vocabulary(shape, classes):
    return Sequential(
        [
            layers.Input(shape),
            layers.Embedding(100, 8),
            layers.GlobalAveragePooling1D(),
            layers.Dense(classes, "softmax"),
        ]
    )


@utils.register_keras_serializable("tests")
class Breaking(layers.Layer):
    """Fails while it is trained, or when it is compiled into a graph for that."""

    def __init__(self, eagerly=True, **settings):
        super().__init__(**settings)
        self.eagerly = eagerly

    def call(self, inputs, training=None):
        if training and (self.eagerly or not tf.executing_eagerly()):
            raise ValueError("it breaks here")
        return inputs

    def get_config(self):
        return {**super().get_config(), "eagerly": self.eagerly}


def only_while_training(shape, classes):
    return _in_between(shape, classes, Breaking())


def in_the_graph_only(shape, classes):
    return _in_between(shape, classes, Breaking(eagerly=False))


def mirrored(shape, classes):
    with tf.distribute.MirroredStrategy(["CPU:0"]).scope():
        return _in_between(shape, classes)


def three_dimensions(shape, classes):
    body = [layers.Reshape((8, 4, 2, 1)), layers.Conv3D(4, 2, padding="same"), layers.MaxPooling3D(2)]
    return Sequential([layers.Input(shape), *body, layers.Flatten(), layers.Dense(classes, "softmax", name="out")])


@utils.register_keras_serializable("tests")
class Measuring(layers.Layer):
    """Has a metric of its own, under any name."""

    def __init__(self, called="accuracy", **settings):
        super().__init__(**settings)
        self.called = called

    def call(self, inputs):
        self.add_metric(tf.reduce_mean(inputs), name=self.called)
        return inputs

    def get_config(self):
        return {**super().get_config(), "called": self.called}


def measuring(shape, classes, called):
    return _in_between(shape, classes, Measuring(called))


def penalized_from_outside(shape, classes):
    model = _in_between(shape, classes)
    hidden = model.get_layer("hidden")
    hidden.add_loss(lambda: tf.reduce_sum(tf.square(hidden.kernel)))
    return model


@utils.register_keras_serializable("tests")
class ForgetsStrength(layers.Dense):
    """A penalty whose strength is not written."""

    def __init__(self, units, strength=0.0, **settings):
        super().__init__(units, **settings)
        self.strength = strength

    def call(self, inputs):
        self.add_loss(self.strength * tf.reduce_sum(tf.square(self.kernel)))
        return super().call(inputs)


def forgets_strength(shape, classes):
    return _in_between(shape, classes, layers.Flatten(), ForgetsStrength(8, strength=0.1))


def by_chance(shape, classes, what="units"):
    """Draws from a generator that nobody has seeded."""
    drawn = np.random.default_rng()
    model = _in_between(
        shape, classes, layers.Flatten(), layers.Dense(int(drawn.integers(10, 60)) if what == "units" else 9)
    )
    if what == "weights":
        model.set_weights([drawn.normal(size=each.shape) for each in model.get_weights()])
    return model


@utils.register_keras_serializable("tests")
class PartlyFrozen(layers.Layer):
    """Two kernels, one of which is not trained."""

    def build(self, shape):
        self.kept = self.add_weight("kept", shape=(shape[-1], 6), trainable=False)
        self.trained = self.add_weight("trained", shape=(shape[-1], 6))

    def call(self, inputs):
        return inputs @ (self.kept + self.trained)

    def get_prunable_weights(self):
        return [self.kept, self.trained]


def partly_frozen(shape, classes):
    return _in_between(shape, classes, layers.Flatten(), PartlyFrozen(name="partly"))


@utils.register_keras_serializable("tests")
class SoftmaxInUse(layers.Layer):
    """Logits in training, probabilities in use."""

    def call(self, inputs, training=None):
        return inputs if training else tf.nn.softmax(inputs)


def logits_in_training(shape, classes):
    return Sequential([layers.Input(shape), layers.Flatten(), layers.Dense(classes), SoftmaxInUse()])


def of_ten(shape, classes):
    inputs = layers.Input(shape, batch_size=10)
    return Model(inputs, layers.Dense(classes, "softmax")(layers.Flatten()(inputs)))


def looked_up(shape, classes):
    x = layers.Embedding(256, 4)(inputs := layers.Input(shape))
    return Model(inputs, layers.Dense(classes, "softmax")(layers.Flatten()(x)))


@utils.register_keras_serializable("tests")
class Product(layers.Layer):
    """Multiplies with a kernel in a way of its own."""

    def build(self, shape):
        self.kernel = self.add_weight("kernel", shape=(shape[-1], 8))

    def call(self, inputs):
        return inputs @ self.kernel


def own_kernel(shape, classes):
    return _in_between(shape, classes, layers.Flatten(), Product(name="product"))
