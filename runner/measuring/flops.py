"""What a model costs, counted from its layers: parameters and multiplications.

One multiply-accumulate is counted as 2 FLOPs, for one example (batch 1). Counted is every weight that is
multiplied, once at each position of the output that its kernel is applied at (of a transposed convolution: of
the input). Positions that lie on the padding count like others, as in TensorFlow's own profiler; biases,
activations, normalization, and products of two activations (attention) do not. An embedding is looked up, which
multiplies nothing. Layers of other classes, your own among them, count as 0.

The effective count leaves out multiplications by a weight that is zero. The speedup is the ratio of the two, as
Blalock et al. 2020, "What is the State of Neural Network Pruning?", define it: theoretical, since kernels for dense
hardware don't skip zeros.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import tensorflow as tf
import tf_keras
from tf_keras import layers

from runner.core import reasons
from runner.core.metric_names import COST_EFFECTIVE_FLOPS, COST_FLOPS, COST_NONZERO, COST_PARAMS, COST_SPEEDUP
from runner.models import layer_names

TRANSPOSED = (layers.Conv1DTranspose, layers.Conv2DTranspose, layers.Conv3DTranspose)
SEPARABLE = (layers.SeparableConv1D, layers.SeparableConv2D)
DEPTHWISE = (layers.DepthwiseConv1D, layers.DepthwiseConv2D)
CONVOLUTIONS = (layers.Conv1D, layers.Conv2D, layers.Conv3D)
LOCAL = (layers.LocallyConnected1D, layers.LocallyConnected2D)

Shape = Sequence[int | None]
Applied = Iterator[tuple[Any, int]]  # a kernel, and the positions of one call


@dataclass(frozen=True)
class Kernel:
    """A weight tensor of a layer, and how often each of its weights is multiplied for one example."""

    layer: str
    variable: Any
    positions: int

    @property
    def flops(self) -> int:
        """FLOPs of one example, zeros multiplied like others."""
        return 2 * self.positions * math.prod(self.variable.shape)

    @property
    def effective_flops(self) -> int:
        """FLOPs of one example, without multiplications by zero."""
        return 2 * self.positions * int(np.count_nonzero(self.variable.numpy()))


def find_kernels(model: Any) -> tuple[Kernel, ...]:
    """Every kernel of a built model, in its order, once: one that is applied in several calls has their positions."""
    names = {id(weight): place.name for place in layer_names.walk(model) for weight in place.inner.weights}
    found: dict[int, Kernel] = {}
    for variable, positions in _of_model(model, model):
        before = found.get(id(variable), Kernel(names.get(id(variable), ""), variable, 0))
        found[id(variable)] = replace(before, positions=before.positions + positions)
    return tuple(found.values())


def follow_layers(model: Any) -> tuple[tuple[Kernel, ...], dict[str, str]]:
    """The kernels of a model, none if its layers cannot be followed; and what of the FLOPs is not known, with why."""
    try:
        found = find_kernels(model)
        left_out = _uncounted(model, found)
    except Exception as error:  # Keras raises what it likes over layers that are called in ways of their own
        return (), {COST_FLOPS: f"The model's layers cannot be followed: {reasons.state_reason(error)}"}
    why = "How often they multiply with their kernels is not known: cost/flops and what follows from it leave them out."
    return found, {f"FLOPs of {', '.join(left_out)}": why} if left_out else {}


def _uncounted(model: Any, found: Sequence[Kernel]) -> list[str]:
    """The layers with kernels none of which is counted, as those of a user's own class."""
    counted = {id(kernel.variable) for kernel in found}
    multiplied = {
        layer: {id(each) for each in layer._trainable_weights if len(each.shape) > 1}
        for layer in model._flatten_layers(include_self=False) if not isinstance(layer, layers.Embedding)
    }  # fmt: skip
    return [layer.name for layer, ids in multiplied.items() if ids and not ids & counted]


def count_parameters(model: Any) -> dict[str, float]:
    """Parameters and nonzero parameters, by metric name."""
    arrays = model.get_weights()
    return {
        COST_PARAMS: sum(array.size for array in arrays),
        COST_NONZERO: sum(int(np.count_nonzero(array)) for array in arrays),
    }


def count_flops(found: Iterable[Kernel]) -> dict[str, float]:
    """FLOPs, effective FLOPs, theoretical speedup, by metric name."""
    by_layer = count_layer_flops(found)
    flops, effective = (sum(pair[at] for pair in by_layer.values()) for at in (0, 1))
    speedup = flops / effective if effective else 1.0
    return {COST_FLOPS: flops, COST_EFFECTIVE_FLOPS: effective, COST_SPEEDUP: speedup}


def count_layer_flops(found: Iterable[Kernel]) -> Mapping[str, tuple[int, int]]:
    """(FLOPs, effective FLOPs) by the name of the layer."""
    by_layer: dict[str, tuple[int, int]] = {}
    for kernel in found:
        flops, effective = by_layer.get(kernel.layer, (0, 0))
        by_layer[kernel.layer] = flops + kernel.flops, effective + kernel.effective_flops
    return by_layer


def _of_model(model: Any, shaped: Any) -> Applied:
    """The kernels of a model in each call of its layers; ``shaped`` is itself, or a clone for inputs of one shape."""
    for layer in model.layers:
        if isinstance(layer, layers.InputLayer):  # a clone has others
            continue
        twin = shaped.get_layer(layer.name)
        for index, node in enumerate(twin.inbound_nodes):
            if f"{twin.name}_ib-{index}" in shaped._network_nodes:
                output = tf_keras.backend.int_shape(tf.nest.flatten(node.outputs)[0])
                yield from _of_layer(layer, _given(node), output)


def _given(node: Any) -> list[Shape]:
    """The shapes of the tensors that a layer is called with, in the order of its arguments."""
    bound = inspect.signature(node.layer.call).bind(*node.call_args, **node.call_kwargs)
    symbolic = {id(each) for each in node.keras_inputs}
    every = tf.nest.flatten(list(bound.arguments.values()))
    return [tf_keras.backend.int_shape(each) for each in every if id(each) in symbolic]


def _of_layer(layer: Any, given: Sequence[Shape], output: Shape) -> Applied:
    """The kernels of a layer in one call, by the shapes of its inputs, with the batch first, and its first output.

    Recurrent cells apply theirs at every time step.
    """
    first = given[0]
    if isinstance(layer, tf_keras.Model):
        yield from _of_model(layer, _for_shapes(layer, given))
    elif isinstance(layer, layers.TimeDistributed):
        one_step = _of_layer(layer.layer, [(first[0], *first[2:])], (output[0], *output[2:]))
        yield from ((kernel, positions * _size(first[1:2])) for kernel, positions in one_step)
    elif isinstance(layer, layers.Bidirectional):
        for each in (layer.forward_layer, layer.backward_layer):
            yield from _of_layer(each, given, output)
    elif isinstance(layer, layers.RNN):
        cells = getattr(layer.cell, "cells", [layer.cell])
        found = [getattr(cell, name, None) for cell in cells for name in ("kernel", "recurrent_kernel")]
        yield from ((each, _size(first[1:2])) for each in found if each is not None and len(each.shape) == 2)
    elif isinstance(layer, layers.MultiHeadAttention):
        for part, shape in (("query", first), ("key", given[1]), ("value", given[1]), ("output", first)):
            yield getattr(layer, f"_{part}_dense").kernel, _size(shape[1:-1])
    elif isinstance(layer, LOCAL):
        yield layer.kernel, 1
    elif isinstance(layer, layers.Dense):
        yield layer.kernel, _size(output[1:-1])
    elif isinstance(layer, TRANSPOSED):
        yield layer.kernel, _places(layer, first)
    elif isinstance(layer, SEPARABLE):
        yield layer.depthwise_kernel, _places(layer, output)
        yield layer.pointwise_kernel, _places(layer, output)
    elif isinstance(layer, DEPTHWISE):
        yield layer.depthwise_kernel, _places(layer, output)
    elif isinstance(layer, CONVOLUTIONS):
        yield layer.kernel, _places(layer, output)


def _places(layer: Any, shape: Shape) -> int:
    """Positions in space."""
    return _size(shape[2:] if layer.data_format == "channels_first" else shape[1:-1])


def _size(dimensions: Shape) -> int:
    """Their product; one that is not known before the data comes counts as 1."""
    return math.prod(each or 1 for each in dimensions)


def _for_shapes(model: Any, given: Sequence[Shape]) -> Any:
    """A nested model that was built for inputs of any size, cloned for those that it is given; else itself."""
    if all(None not in tf_keras.backend.int_shape(each)[1:] for each in model.inputs):
        return model
    return tf_keras.models.clone_model(model, input_tensors=[layers.Input(shape[1:]) for shape in given])
