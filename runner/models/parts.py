"""What a saved model of somebody else's may be made of: fixed lists of layers, operations and the like.

Keras builds whatever class, function or operation a file names, by importing its module. Here stands what has no way
to run code, read or write a file, or fetch something: what is on no list is refused, not what is known to be bad.
Left out of Keras's layers are ``Lambda``, and the lookups of texts and numbers, whose vocabulary can be any file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

MOST_PARTS, DEEPEST = 20_000, 100  # objects of a config (NASNetMobile: 2,254), and how deep one lies in others


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


LAYERS = _names(
    """Activation ActivityRegularization Add AdditiveAttention AlphaDropout Attention Average AveragePooling1D
    AveragePooling2D AveragePooling3D BatchNormalization Bidirectional CategoryEncoding CenterCrop Concatenate Conv1D
    Conv1DTranspose Conv2D Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D ConvLSTM3D Cropping1D Cropping2D
    Cropping3D Dense DepthwiseConv1D DepthwiseConv2D Discretization Dot Dropout ELU EinsumDense Embedding Flatten GRU
    GRUCell GaussianDropout GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D
    GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GroupNormalization Hashing Identity InputLayer LSTM
    LSTMCell LayerNormalization LeakyReLU LocallyConnected1D LocallyConnected2D Masking MaxPooling1D MaxPooling2D
    MaxPooling3D Maximum Minimum MultiHeadAttention Multiply Normalization PReLU Permute RNN RandomBrightness
    RandomContrast RandomCrop RandomFlip RandomHeight RandomRotation RandomTranslation RandomWidth RandomZoom ReLU
    RepeatVector Rescaling Reshape Resizing SeparableConv1D SeparableConv2D SimpleRNN SimpleRNNCell Softmax
    SpatialDropout1D SpatialDropout2D SpatialDropout3D SpectralNormalization StackedRNNCells Subtract ThresholdedReLU
    TimeDistributed UnitNormalization UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D
    ZeroPadding3D"""
)
INITIALIZERS = _names(
    """Constant GlorotNormal GlorotUniform HeNormal HeUniform Identity LecunNormal LecunUniform Ones Orthogonal
    RandomNormal RandomUniform TruncatedNormal VarianceScaling Zeros"""
)
REGULARIZERS = frozenset(("L1", "L2", "L1L2", "OrthogonalRegularizer"))
CONSTRAINTS = frozenset(("MaxNorm", "MinMaxNorm", "NonNeg", "RadialConstraint", "UnitNorm"))
ACTIVATIONS = _names(
    """elu exponential gelu hard_sigmoid leaky_relu linear log_softmax mish relu relu6 selu sigmoid silu softmax
    softplus softsign swish tanh"""
)
# Of a number each, of shapes, and of sums: `x + 1`, `tf.nn.relu(x)`.
OPERATIONS = _names(
    """__operators__.add __operators__.getitem cast clip_by_value compat.v1.squeeze compat.v1.transpose concat
    expand_dims identity linalg.matmul math.abs math.add math.divide math.exp math.log math.maximum math.minimum
    math.multiply math.negative math.pow math.reciprocal math.reduce_max math.reduce_mean math.reduce_min
    math.reduce_std math.reduce_sum math.reduce_variance math.rsqrt math.scalar_mul math.sigmoid math.softplus
    math.sqrt math.square math.squared_difference math.subtract math.tanh math.truediv nn.avg_pool nn.avg_pool2d
    nn.elu nn.gelu nn.leaky_relu nn.log_softmax nn.max_pool nn.max_pool2d nn.relu nn.relu6 nn.selu nn.sigmoid nn.silu
    nn.softmax nn.softplus nn.swish nn.tanh reshape squeeze stack transpose"""
)
_CONSTANT, MOST_CONSTANT = "_CONSTANT_VALUE", 10_000  # as in `1 - x`: such an operation may be run as it is read
OF_OPERATIONS = frozenset(("TFOpLambda", "SlicingOpLambda"))

MODELS = frozenset(("Sequential", "Functional", "Model"))
CLASSES: Mapping[str, frozenset[str]] = {
    "keras": MODELS,
    "keras.models": MODELS,
    "keras.layers": LAYERS,
    "keras.initializers": INITIALIZERS,
    "keras.regularizers": REGULARIZERS,
    "keras.constraints": CONSTRAINTS,
    "keras.mixed_precision": frozenset(("Policy",)),
    "tensorflow.python.ops.init_ops_v2": frozenset(("Constant",)),  # of EfficientNetV2
    **{
        f"{package}.src.{module}": names
        for package in ("keras", "tf_keras")
        for module, names in (
            ("engine.functional", frozenset(("Functional",))),
            ("engine.sequential", frozenset(("Sequential",))),
            ("layers.core.tf_op_layer", OF_OPERATIONS),
        )
    },
}
_CODE = _names(
    """Lambda __lambda__ function TFOpLambda SlicingOpLambda TensorFlowOpLayer ClassMethod InstanceMethod
    InstanceProperty"""
)


def _by_text(names: frozenset[str]) -> frozenset[str]:
    """Classes by the names that Keras also takes as a text: ``HeNormal``, ``he_normal``."""
    return names | {re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower() for name in names}


_TEXTS: Mapping[str, frozenset[str]] = {  # what a text may be where Keras would look it up, by the end of its key
    "activation": ACTIVATIONS | {"LeakyReLU", "PReLU", "ReLU", "Softmax", "ELU", "ThresholdedReLU"},
    "initializer": _by_text(INITIALIZERS) | {"normal", "uniform", "one", "zero"},
    "regularizer": _by_text(REGULARIZERS),
    "constraint": _by_text(CONSTRAINTS),
}
_HOLDS_LAYERS = frozenset(("layer", "layers", "backward_layer", "cell", "cells"))


class ForbiddenPartError(ValueError):
    """A config names what is on no list; the message says what, and what to do, for after "the file"."""


def check(config: Any) -> None:
    """Refuse a config of Keras that is made of more than what is on the lists.

    It is cleaned of what would compile the model: that is the runner's own.

    Raises:
        ForbiddenPartError: see there.
        ValueError: it is too large, or nested too deeply.
    """
    waiting, parts = [(config, 0)], 0
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST:
            raise ValueError("its layers are nested too deeply")
        if isinstance(node, dict):
            node.pop("compile_config", None)
            if "class_name" in node:
                parts += 1
                _check_class(node)
            for key, value in node.items():
                _check_text(key, value)
            waiting.extend((child, depth + 1) for child in node.values() if isinstance(child, dict | list))
        elif isinstance(node, list):
            waiting.extend((child, depth + 1) for child in node if isinstance(child, dict | list))
        if parts > MOST_PARTS:
            raise ValueError(f"it has more than {MOST_PARTS:,} parts")


def _check_class(part: Mapping[str, Any]) -> None:
    module, name, config = part.get("module"), part["class_name"], part.get("config")
    of_list = isinstance(module, str) and isinstance(name, str) and name in CLASSES.get(module, ())
    if of_list and name in OF_OPERATIONS:
        operation = config.get("function") if isinstance(config, dict) else None
        of_list = isinstance(operation, str) and operation in OPERATIONS
        name = f"{name} of {operation}"
        if of_list and _CONSTANT in (called := json.dumps(part.get("inbound_nodes"))) and len(called) > MOST_CONSTANT:
            raise ValueError(f"it holds an operation, {operation}, on constants of more than {MOST_CONSTANT:,} digits")
    if of_list and part.get("registered_name") in (None, part["class_name"]):
        return
    if not isinstance(name, str) or name.split()[0] in _CODE:
        raise ForbiddenPartError(
            f"holds a {name}, which is code: it is not run. Replace it with a layer of tf_keras, and save the model "
            f"again."
        )
    raise ForbiddenPartError(
        f"holds {module}.{name}, which is not a layer of Keras that is known to run no code and read no file: no code "
        f"of a model file is run. Give the model as a builder of yours instead: model._target_=my_pkg.build."
    )


def _check_text(key: str, value: Any) -> None:
    """Refuse a text that Keras would look up as a function or a class, and a layer that is a text."""
    if key in _HOLDS_LAYERS and any(isinstance(each, str) for each in (value if isinstance(value, list) else [value])):
        raise ValueError(f"{key} is a text, not a layer")
    known = next((names for end, names in _TEXTS.items() if key.endswith(end)), None)
    if known is None or value is None or isinstance(value, dict):
        return  # an object is checked where it stands
    if not isinstance(value, str) or value not in known:
        raise ForbiddenPartError(
            f"names {str(value)[:50]!r} as {key}, which is none of Keras's: {', '.join(sorted(known))}."
        )
