"""The models, uncompiled: each builder takes the shape of one example and the number of classes, labels or values.

They end in the activation of their task, such as a softmax over the classes. Initial weights come from the global seed
that the baseline sets before it builds, so that the same seed gives the same dense starting point.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

from runner.config import trust
from runner.core.errors import UserError
from runner.tasks.base import Task

Shape = Sequence[int]
ACTIVATION = "activation"  # a builder's parameter


def lenet_300_100(shape: Shape, classes: int, activation: str = "softmax") -> Any:
    """LeNet-300-100: two hidden layers; 266,200 weights on 28 x 28 images (LeCun 1998; Han 2015)."""
    from tf_keras import Sequential, layers

    return Sequential(
        [
            layers.Input(shape),
            layers.Flatten(name="flatten"),
            layers.Dense(300, activation="relu", name="fc1"),
            layers.Dense(100, activation="relu", name="fc2"),
            layers.Dense(classes, activation=activation, name="fc3"),
        ],
        name="lenet_300_100",
    )


def lenet5(shape: Shape, classes: int, activation: str = "softmax") -> Any:
    """LeNet-5 in Caffe's form that Han 2015 pruned: conv 20, conv 50, dense 500; 'same' padding."""
    from tf_keras import Sequential, layers

    return Sequential(
        [
            layers.Input(shape),
            layers.Conv2D(20, 5, padding="same", activation="relu", name="conv1"),
            layers.MaxPooling2D(name="pool1"),
            layers.Conv2D(50, 5, padding="same", activation="relu", name="conv2"),
            layers.MaxPooling2D(name="pool2"),
            layers.Flatten(name="flatten"),
            layers.Dense(500, activation="relu", name="fc1"),
            layers.Dense(classes, activation=activation, name="fc2"),
        ],
        name="lenet5",
    )


def tfmot_cnn(shape: Shape, classes: int, activation: str = "softmax") -> Any:
    """The model of tfmot's tutorial "Pruning in Keras example": 20,410 parameters on MNIST."""
    from tf_keras import Sequential, layers

    return Sequential(
        [
            layers.Input(shape),
            layers.Conv2D(12, 3, activation="relu", name="conv"),
            layers.MaxPooling2D(name="pool"),
            layers.Flatten(name="flatten"),
            layers.Dense(classes, activation=activation, name="dense"),
        ],
        name="tfmot_cnn",
    )


def deep_cnn(shape: Shape, classes: int, dropout: float = 0.4, activation: str = "softmax") -> Any:
    """Two convolutions, batch normalization and a wide dense layer: 3.2 million weights on MNIST."""
    from tf_keras import Sequential, layers

    if isinstance(dropout, bool) or not isinstance(dropout, int | float) or not 0 <= dropout < 1:
        raise ValueError(f"model.dropout={dropout} must be a number from 0 to less than 1")
    return Sequential(
        [
            layers.Input(shape),
            layers.Conv2D(32, 5, padding="same", activation="relu", name="conv1"),
            layers.MaxPooling2D(padding="same", name="pool1"),
            layers.Conv2D(64, 5, padding="same", activation="relu", name="conv2"),
            layers.BatchNormalization(name="norm"),
            layers.MaxPooling2D(padding="same", name="pool2"),
            layers.Flatten(name="flatten"),
            layers.Dense(1024, activation="relu", name="fc1"),
            layers.Dropout(dropout, name="dropout"),
            layers.Dense(classes, activation=activation, name="fc2"),
        ],
        name="deep_cnn",
    )


def one_hidden(shape: Shape, classes: int, units: int = 8, l1: float = 0.0001, activation: str = "softmax") -> Any:
    """One hidden layer with an L1 regularizer, as in Stack Overflow question 60005900: 610 parameters on digits."""
    from tf_keras import Sequential, layers, regularizers

    hidden = layers.Dense(units, activation="relu", kernel_regularizer=regularizers.L1(l1), name="hidden")
    output = layers.Dense(classes, activation=activation, name="output")
    return Sequential([layers.Input(shape), layers.Flatten(name="flatten"), hidden, output], name="one_hidden")


def mobilenet(shape: Shape, classes: int, width: int = 16, activation: str = "softmax") -> Any:
    """A small MobileNet (Howard 2017): depthwise 3x3, then 1x1 convolutions, which hold the weights."""
    from tf_keras import Model, layers

    inputs = layers.Input(shape)
    x = _conv_norm_relu(inputs, width, 3, "stem")
    for block, (filters, stride) in enumerate([(2, 1), (4, 2), (4, 1), (8, 2), (8, 1)], start=1):
        x = layers.DepthwiseConv2D(3, stride, "same", use_bias=False, name=f"depthwise{block}")(x)
        x = layers.BatchNormalization(name=f"depthwise{block}_norm")(x)
        x = layers.ReLU(6.0, name=f"depthwise{block}_relu")(x)
        x = _conv_norm_relu(x, width * filters, 1, f"pointwise{block}")
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return Model(inputs, layers.Dense(classes, activation=activation, name="dense")(x), name="mobilenet")


def resnet20(shape: Shape, classes: int, width: int = 16, activation: str = "softmax") -> Any:
    """ResNet-20 for small images (He 2015, section 4.2): 3 stages of 3 blocks, skips by 1x1 convolution."""
    from tf_keras import Model, layers

    inputs = layers.Input(shape)
    x = _conv_norm_relu(inputs, width, 3, "stem")
    for stage in range(3):
        for block in range(3):
            stride = 2 if stage > 0 and block == 0 else 1
            x = _residual(x, width * 2**stage, stride, f"stage{stage + 1}_block{block + 1}")
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return Model(inputs, layers.Dense(classes, activation=activation, name="dense")(x), name="resnet20")


def mlp(shape: Shape, outputs: int, units: Sequence[int] = (64, 32), activation: str = "linear") -> Any:
    """A few hidden dense layers, for tables."""
    from tf_keras import Sequential, layers

    hidden = [layers.Dense(each, activation="relu", name=f"fc{at}") for at, each in enumerate(units, start=1)]
    output = layers.Dense(outputs, activation=activation, name="output")
    return Sequential([layers.Input(shape), layers.Flatten(name="flatten"), *hidden, output], name="mlp")


def autoencoder(
    shape: Shape, outputs: int, units: Sequence[int] = (128, 64), code: int = 16, activation: str = "linear"
) -> Any:
    """Dense layers down to a code and back up, as MLPerf Tiny's detector of anomalies has them."""
    from tf_keras import Sequential, layers

    down = [layers.Dense(each, activation="relu", name=f"down{at}") for at, each in enumerate(units, start=1)]
    up = [layers.Dense(each, activation="relu", name=f"up{at}") for at, each in enumerate(reversed(units), start=1)]
    narrow = layers.Dense(code, activation="relu", name="code")
    output = layers.Dense(outputs, activation=activation, name="output")
    flat, back = layers.Flatten(name="flatten"), layers.Reshape(tuple(shape), name="reshape")
    return Sequential([layers.Input(shape), flat, *down, narrow, *up, output, back], name="autoencoder")


def unet(shape: Shape, classes: int, width: int = 8, activation: str = "softmax") -> Any:
    """A small U-Net (Ronneberger 2015): once down by two, and back up; sides must be even."""
    from tf_keras import Model, layers

    inputs = layers.Input(shape)
    fine = layers.Conv2D(width, 3, padding="same", activation="relu", name="fine")(inputs)
    x = layers.MaxPooling2D(name="down")(fine)
    x = layers.Conv2D(2 * width, 3, padding="same", activation="relu", name="coarse")(x)
    x = layers.Concatenate(name="skip")([layers.UpSampling2D(name="up")(x), fine])
    x = layers.Conv2D(width, 3, padding="same", activation="relu", name="merge")(x)
    return Model(inputs, layers.Conv2D(classes, 1, activation=activation, name="output")(x), name="unet")


def _conv_norm_relu(x: Any, filters: int, size: int, name: str, stride: int = 1) -> Any:
    from tf_keras import layers

    x = layers.Conv2D(filters, size, stride, "same", use_bias=False, name=name)(x)
    x = layers.BatchNormalization(name=f"{name}_norm")(x)
    return layers.ReLU(name=f"{name}_relu")(x)


def _residual(x: Any, filters: int, stride: int, name: str) -> Any:
    from tf_keras import layers

    skip = x
    if stride != 1 or x.shape[-1] != filters:
        skip = layers.Conv2D(filters, 1, stride, use_bias=False, name=f"{name}_skip")(x)
        skip = layers.BatchNormalization(name=f"{name}_skip_norm")(skip)
    x = _conv_norm_relu(x, filters, 3, f"{name}_conv1", stride)
    x = layers.Conv2D(filters, 3, 1, "same", use_bias=False, name=f"{name}_conv2")(x)
    x = layers.BatchNormalization(name=f"{name}_norm2")(x)
    return layers.ReLU(name=f"{name}_out")(layers.Add(name=f"{name}_add")([x, skip]))


def build(config: Mapping[str, Any], shape: Shape, task: Task) -> Any:
    """The model that a config names, built and uncompiled.

    Args:
        config: ``name``, ``_target_`` (a builder called with shape, outputs and the other keys; with the activation
            of the task's last layer, if it takes one).
        shape: of one example, without the batch dimension.
        task: says the shape of the outputs.

    Raises:
        UserError: the builder cannot be imported or called, or what it returns cannot be pruned
            by tfmot at all: a Keras 3 model, a subclassed or unbuilt one, another output shape.
    """
    from tf_keras import mixed_precision

    target = config["_target_"]
    builder = trust.import_trusted("model", target)
    if not callable(builder):
        raise UserError(f"model._target_={target} is a {type(builder).__name__}, not a function that builds a model.")
    parameters = {key: value for key, value in config.items() if key not in ("name", "_target_")}
    try:
        signature = inspect.signature(builder)
        signature.bind(shape, task.outputs, **parameters)
    except (TypeError, ValueError) as error:
        listed = "".join(f", {key}={value!r}" for key, value in parameters.items())
        raise UserError(
            f"model._target_={target} cannot be called with (shape, classes{listed}): {error}. "
            f"A builder takes the shape of an example, the number of classes, and the keys of its config."
        ) from None
    if ACTIVATION in signature.parameters:
        parameters = {ACTIVATION: task.activation, **parameters}
    policy = mixed_precision.global_policy()
    try:
        model = builder(tuple(shape), task.outputs, **parameters)
    except UserError:
        raise
    except Exception as error:  # whatever a builder, or Keras, makes of parameters that do not fit
        first = next(iter(str(error).splitlines()), "")
        reason = first if isinstance(error, ValueError) else f"{type(error).__name__}: {first}"
        raise UserError(
            f"model={config['name']} cannot be built for examples of shape {tuple(shape)}: {reason}. "
            f"Choose a model that fits the data, data of another shape, or other parameters of the model."
        ) from error
    finally:
        mixed_precision.set_global_policy(policy)  # a builder's own is for its model alone
    _check(model, target, tuple(shape), task)
    return model


def _check(model: Any, target: str, shape: tuple[int, ...], task: Task) -> None:
    import tf_keras

    outputs = task.shape_outputs(shape)

    if not isinstance(model, tf_keras.Model):
        if type(model).__module__.split(".")[0] == "keras":
            raise UserError(
                f"model._target_={target} returned a Keras 3 model, which tfmot cannot prune "
                f"(tfmot issues 1141, 1167). Build it with tf_keras (Keras 2): `from tf_keras import layers`."
            )
        raise UserError(
            f"model._target_={target} returned a {type(model).__name__}; a builder must return a tf_keras.Model."
        )
    if not isinstance(model, tf_keras.Sequential) and not model._is_graph_network:
        raise UserError(
            f"model._target_={target} returned a subclassed model, which tfmot cannot prune (tfmot issue 155). "
            f"Write it as a Sequential or functional tf_keras model."
        )
    if model._distribution_strategy is not None:
        raise UserError(
            f"model._target_={target} builds its model in a scope of {type(model._distribution_strategy).__name__}; "
            f"a run trains on one device, and could not be repeated to the bit on several. Build it outside of a scope."
        )
    seen = _shapes(model)
    if seen and model.input_shape[0] is not None:
        raise UserError(
            f"model._target_={target} returned a model for batches of exactly {model.input_shape[0]} examples, as a "
            f"stateful layer has it; the last batch of an epoch is smaller. Build it for batches of any size."
        )
    if seen != (shape, outputs):
        shown = f"of shape {seen[0]} -> {seen[1]}" if seen else "that has no input shape yet, or several inputs"
        raise UserError(
            f"model._target_={target} returned a model {shown}; "
            f"the data needs {shape} -> {outputs}. Build it for the shape and {task.counted} it is given."
            f"{task.suggest_task(seen[1]) if seen else ''}"
        )


def _shapes(model: Any) -> tuple[Any, Any] | None:
    """Of one example and of its output; None where the model has no such shape, or several."""
    try:
        return model.input_shape[1:], model.output_shape[1:]
    except (AttributeError, TypeError, KeyError):  # not built or empty; several inputs by name
        return None
