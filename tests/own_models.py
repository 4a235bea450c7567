"""Builders as a user would write them, good and bad."""

from tf_keras import Model, Sequential, layers

TEXT = "not a builder"


def small(shape, classes, units=16):
    return Sequential(
        [layers.Input(shape), layers.Flatten(), layers.Dense(units, "relu"), layers.Dense(classes, "softmax")]
    )


def logits(shape, classes):
    return Sequential([layers.Input(shape), layers.Flatten(), layers.Dense(classes)])


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
