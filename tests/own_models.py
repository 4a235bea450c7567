"""Builders as a user would write them, good and bad."""

from tf_keras import Model, Sequential, layers, utils

TEXT = "not a builder"


def small(shape, classes, units=16):
    return Sequential(
        [layers.Input(shape), layers.Flatten(), layers.Dense(units, "relu"), layers.Dense(classes, "softmax")]
    )


def logits(shape, classes):
    return Sequential([layers.Input(shape), layers.Flatten(), layers.Dense(classes)])


def constrained(shape, classes, constraint):
    given = {"kernel_constraint": constraint}
    return Sequential(
        [
            layers.Input(shape),
            layers.Flatten(),
            layers.Dense(16, "relu", **given),
            layers.BatchNormalization(),
            layers.Dense(classes, "softmax", **given),
        ]
    )


def keras_3(shape, classes):
    import keras

    return keras.Sequential([keras.Input(shape), keras.layers.Flatten(), keras.layers.Dense(classes)])


def subclassed(shape, classes):
    class Own(Model):
        def __init__(self):
            super().__init__()
            self.flatten, self.dense = layers.Flatten(), layers.Dense(classes)

        def call(self, inputs):
            return self.dense(self.flatten(inputs))

    model = Own()
    model.build((None, *shape))
    return model


def wrong_output(shape, classes):
    return small(shape, classes + 1)


def unbuilt(shape, classes):
    return Sequential([layers.Flatten(), layers.Dense(classes)])


def nothing(shape, classes):
    return None


def only_depthwise(shape, classes):
    return Sequential([layers.Input(shape), layers.DepthwiseConv2D(3), layers.Flatten(), layers.Softmax()])


def twice(shape, classes):
    inputs = layers.Input(shape)
    x = layers.Flatten()(inputs)
    shared = layers.Dense(64, name="shared")
    x = shared(shared(x))
    return Model(inputs, layers.Dense(classes, "softmax")(x))


def nested(shape, classes):
    inner = Sequential([layers.Input(shape), layers.Flatten(), layers.Dense(12, "relu", name="hidden")], name="inner")
    return Sequential([layers.Input(shape), inner, layers.Dense(classes, "softmax", name="out")])


def for_xnnpack(shape, classes):
    """What PruneForLatencyOnXNNPack takes, for grey images, too: it wants 3 channels at its start."""
    inputs = layers.Input(shape)
    x = inputs if shape[-1] == 3 else layers.Concatenate()([inputs] * 3)
    x = layers.ZeroPadding2D(1)(x)
    x = layers.Conv2D(16, 3, 2, "valid", name="stem")(x)
    x = layers.DepthwiseConv2D(3, padding="same", name="depthwise")(x)
    x = layers.Conv2D(32, 1, activation="relu", name="pointwise1")(x)
    x = layers.Conv2D(48, 1, activation="relu", name="pointwise2")(x)
    x = layers.GlobalAveragePooling2D(keepdims=True, name="pool")(x)
    return Model(inputs, layers.Dense(classes, "softmax", name="out")(layers.Flatten()(x)))


def bottleneck(shape, classes):
    """A layer of 2 weights, and one with a single input channel."""
    return Sequential(
        [
            layers.Input(shape),
            layers.Conv2D(8, 3, name="conv"),
            layers.Flatten(),
            layers.Dense(1, name="neck"),
            layers.Dense(2, name="tiny"),
            layers.Dense(classes, "softmax", name="out"),
        ]
    )


@utils.register_keras_serializable("tests")
class Scale(layers.Layer):
    """A layer of the user's own, which tfmot knows nothing of."""

    def build(self, input_shape):
        self.factor = self.add_weight("factor", shape=input_shape[-1:], initializer="ones")

    def call(self, inputs):
        return inputs * self.factor


def unknown_layer(shape, classes):
    return Sequential(
        [layers.Input(shape), layers.Flatten(), Scale(), layers.Dense(classes, activation="softmax", name="out")]
    )


def noisy(shape, classes):
    """Dropout in a nested model, noise and batch normalization outside of it."""
    inner = Sequential(
        [
            layers.Input(shape, name="image"),
            layers.Flatten(name="flatten"),
            layers.Dense(24, "relu", name="hidden"),
            layers.Dropout(0.3, name="dropout"),
        ],
        name="inner",
    )
    return Sequential(
        [
            layers.Input(shape, name="input"),
            inner,
            layers.GaussianNoise(0.1, name="noise"),
            layers.BatchNormalization(name="norm"),
            layers.Dense(classes, "softmax", name="out"),
        ],
        name="noisy",
    )


@utils.register_keras_serializable("tests")
class Jitter(layers.Layer):
    """Noise as a user writes it: from an operation whose state nothing can set."""

    def call(self, inputs, training=None):
        import tensorflow as tf

        return inputs + 0.1 * tf.random.normal(tf.shape(inputs)) if training else inputs


def jittery(shape, classes):
    return Sequential(
        [
            layers.Input(shape, name="input"),
            layers.Flatten(name="flatten"),
            Jitter(name="jitter"),
            layers.Dense(16, "relu", name="hidden"),
            layers.Dense(classes, "softmax", name="out"),
        ],
        name="jittery",
    )


def separable(shape, classes):
    return Sequential(
        [
            layers.Input(shape),
            layers.SeparableConv2D(4, 3, name="separable"),
            layers.Flatten(name="flatten"),
            layers.Dense(classes, "softmax", name="out"),
        ]
    )


def fixed_batch(shape, classes):
    """A shape in it takes its batch from the input, which TFLite's converter makes a constant 1."""
    import tensorflow as tf

    inputs = layers.Input(shape)
    flat = tf.reshape(inputs, tf.stack([tf.shape(inputs)[0], 64]))
    return Model(inputs, layers.Dense(classes, "softmax")(flat))


def recurrent(shape, classes):
    """Rows of pixels, one after the other."""
    return Sequential(
        [layers.Input(shape), layers.Reshape(shape[:2]), layers.LSTM(8), layers.Dense(classes, "softmax", name="out")]
    )


ODD_NAMES = ("conv>1", "x" * 260, "a//b", "..", "a/", "Fc", "fc", "b/d")


def odd_names(shape, classes):
    """What Keras lets a layer be called; the last one has the path of a layer in a nested model."""
    inputs = layers.Input((64,))
    inner = Model(inputs, layers.Dense(16, name="d")(inputs), name="b")
    odd = [layers.Dense(16, name=name) for name in ODD_NAMES]
    return Sequential(
        [layers.Input(shape), layers.Flatten(), inner, *odd, layers.Dense(classes, "softmax", name="out")]
    )


def shared_part(shape, classes):
    """A model that is part of two others."""
    part = Sequential([layers.Input((64,)), layers.Dense(8, name="d")], name="part")
    sides = []
    for name in ("left", "right"):
        inputs = layers.Input((64,))
        sides.append(Model(inputs, layers.Dense(5, name="x")(part(inputs)), name=name))
    inputs = layers.Input(shape)
    flat = layers.Flatten()(inputs)
    return Model(inputs, layers.Dense(classes, "softmax")(layers.Add()([side(flat) for side in sides])))


def shared_in_a_wrapper(shape, classes):
    """A layer that is called itself, and by a wrapper at each time step."""
    dense, inputs = layers.Dense(8, name="d"), layers.Input(shape)
    rows = layers.Reshape(shape[:2])(inputs)
    both = layers.Add()([layers.TimeDistributed(dense, name="steps")(rows), dense(rows)])
    return Model(inputs, layers.Dense(classes, "softmax")(layers.Flatten()(both)))


def same_path_twice(shape, classes):
    """Three layers whose path is a/b/c, and a layer that is called like the second of them."""

    def inside(name, layer):
        inputs = layers.Input((16,))
        return Model(inputs, layer(inputs), name=name)

    return Sequential(
        [
            layers.Input(shape),
            layers.Flatten(),
            layers.Dense(16, name="first"),
            inside("a", inside("b", layers.Dense(16, name="c"))),
            inside("a/b", layers.Dense(16, name="c")),
            layers.Dense(16, name="a/b/c"),
            layers.Dense(classes, "softmax", name="out"),
        ]
    )


def penalised(shape, classes):
    return Sequential(
        [
            layers.Input(shape),
            layers.Flatten(),
            layers.Dense(16, "relu", kernel_regularizer="l2"),
            layers.Dense(classes, "softmax"),
        ]
    )
