"""What a model costs: each layer type by hand, the dense models as TensorFlow's own profiler counts them."""

import numpy as np
import pytest
import tensorflow as tf
from tf_keras import Model, Sequential, layers

from runner.core.metric_names import COST_EFFECTIVE_FLOPS, COST_FLOPS, COST_NONZERO, COST_PARAMS, COST_SPEEDUP
from runner.measuring import flops as cost
from runner.models import builders
from tests import own_models, table
from tests.measuring.costs import measure_costs

# (layer, shape of one example, {kernel's shape: positions}), positions counted by hand.
LAYERS = [
    (layers.Dense(5), (7,), {(7, 5): 1}),
    (layers.Dense(5), (3, 4, 7), {(7, 5): 3 * 4}),
    (layers.Conv1D(4, 3), (10, 2), {(3, 2, 4): 8}),
    (layers.Conv1D(4, 3, padding="causal", dilation_rate=2), (10, 2), {(3, 2, 4): 10}),
    (layers.Conv2D(4, 3), (8, 9, 2), {(3, 3, 2, 4): 6 * 7}),
    (layers.Conv2D(4, 3, strides=2, padding="same"), (8, 9, 2), {(3, 3, 2, 4): 4 * 5}),
    (layers.Conv2D(4, 3, data_format="channels_first"), (2, 8, 9), {(3, 3, 2, 4): 6 * 7}),
    (layers.Conv2D(6, 3, groups=2), (8, 9, 4), {(3, 3, 2, 6): 6 * 7}),
    (layers.Conv3D(4, 2), (3, 4, 5, 2), {(2, 2, 2, 2, 4): 2 * 3 * 4}),
    (layers.DepthwiseConv1D(3), (10, 2), {(3, 2, 1): 8}),
    (layers.DepthwiseConv2D(3, strides=2, depth_multiplier=2), (9, 9, 4), {(3, 3, 4, 2): 4 * 4}),
    (layers.SeparableConv1D(5, 3), (10, 2), {(3, 2, 1): 8, (1, 2, 5): 8}),
    (
        layers.SeparableConv2D(5, 3, strides=2, padding="same", depth_multiplier=2),
        (8, 9, 2),
        {(3, 3, 2, 2): 4 * 5, (1, 1, 4, 5): 4 * 5},
    ),
    (layers.Conv1DTranspose(4, 3, strides=2), (10, 2), {(3, 4, 2): 10}),
    (layers.Conv2DTranspose(4, 3, strides=2), (5, 6, 2), {(3, 3, 4, 2): 5 * 6}),
    (layers.Conv2DTranspose(4, 3, 2, data_format="channels_first"), (2, 5, 6), {(3, 3, 4, 2): 5 * 6}),
    (layers.Conv3DTranspose(4, 2), (3, 4, 5, 2), {(2, 2, 2, 4, 2): 3 * 4 * 5}),
    (layers.LocallyConnected1D(4, 3), (10, 2), {(8, 6, 4): 1}),
    (layers.LocallyConnected2D(4, 3), (5, 5, 2), {(9, 18, 4): 1}),
    (layers.Embedding(50, 8), (6,), {}),
    (layers.BatchNormalization(), (8, 9, 2), {}),
    (layers.SimpleRNN(5), (6, 3), {(3, 5): 6, (5, 5): 6}),
    (layers.LSTM(5, return_sequences=True), (6, 3), {(3, 20): 6, (5, 20): 6}),
    (layers.GRU(5, return_sequences=True, return_state=True), (6, 3), {(3, 15): 6, (5, 15): 6}),
    (layers.RNN([layers.LSTMCell(5), layers.GRUCell(4)]), (6, 3), {(3, 20): 6, (5, 20): 6, (5, 12): 6, (4, 12): 6}),
    (layers.TimeDistributed(layers.Conv2D(4, 3)), (6, 8, 9, 2), {(3, 3, 2, 4): 6 * 6 * 7}),
    (layers.ConvLSTM2D(4, 3), (6, 8, 9, 2), {}),
    (own_models.Scale(), (7,), {}),
]


def built(layer, shape):
    inputs = layers.Input(shape)
    outputs = layer(inputs)
    return Model(inputs, outputs)


def positions(model):
    return {tuple(each.variable.shape): each.positions for each in cost.find_kernels(model)}


@pytest.mark.parametrize(
    ("layer", "shape", "expected"), LAYERS, ids=[f"{type(case[0]).__name__}-{case[1]}" for case in LAYERS]
)
def test_each_layer_type_is_counted_as_by_hand(layer, shape, expected):
    model = built(layer, shape)
    assert positions(model) == expected
    flops = sum(2 * np.prod(kernel) * times for kernel, times in expected.items())
    found = measure_costs(model)
    assert found[COST_FLOPS] == found[COST_EFFECTIVE_FLOPS] == flops


def test_both_directions_of_a_recurrent_layer_are_counted():
    model = built(layers.Bidirectional(layers.LSTM(5)), (6, 3))
    assert [(each.layer, each.positions) for each in cost.find_kernels(model)] == [(model.layers[-1].name, 6)] * 4
    assert measure_costs(model)[COST_FLOPS] == 2 * 6 * 2 * (3 * 20 + 5 * 20)


def test_attention_counts_its_projections_at_each_token_of_what_they_are_given():
    query, value = layers.Input((6, 8)), layers.Input((9, 4))
    for given in ((value,), {"value": value}, {"value": value, "key": value}):
        layer = layers.MultiHeadAttention(2, 3)
        output = layer(query, **given) if isinstance(given, dict) else layer(query, *given)
        model = Model([query, value], output)
        by_name = {each.variable.name.split("/")[-2]: each.positions for each in cost.find_kernels(model)}
        assert by_name == {"query": 6, "key": 9, "value": 9, "attention_output": 6}


def test_costs_are_those_counted_by_hand():
    """tfmot's tutorial model on 28 x 28: 26 x 26 positions of 3 x 3 x 12, then 2028 x 10."""
    model = builders.tfmot_cnn((28, 28, 1), 10)
    flops = 2 * (26 * 26 * 9 * 12 + 2028 * 10)
    found = measure_costs(model)
    assert (found[COST_PARAMS], found[COST_FLOPS]) == (20_410, flops)
    assert (found[COST_EFFECTIVE_FLOPS], found[COST_SPEEDUP]) == (flops, 1.0)
    assert found[COST_NONZERO] == 20_410 - 22  # biases start at zero
    kernel = model.layers[0].kernel
    kernel.assign(kernel.numpy() * (np.arange(12) < 3))
    fewer = 2 * (26 * 26 * 9 * 3 + 2028 * 10)
    assert measure_costs(model)[COST_EFFECTIVE_FLOPS] == fewer
    assert measure_costs(model)[COST_SPEEDUP] == flops / fewer
    of_layer = cost.count_layer_flops(cost.find_kernels(model))
    assert of_layer == {"conv": (2 * 26 * 26 * 9 * 12, 2 * 26 * 26 * 9 * 3), "dense": (2 * 20_280, 2 * 20_280)}


def test_a_model_that_multiplies_nothing_is_as_fast_as_it_was():
    found = measure_costs(built(layers.Flatten(), (4, 4, 1)))
    assert (found[COST_FLOPS], found[COST_SPEEDUP]) == (0, 1.0)


def test_a_layer_that_is_called_twice_is_counted_twice():
    model = own_models.twice((8, 8, 1), 10)
    assert {each.layer: each.positions for each in cost.find_kernels(model)}["shared"] == 2
    assert measure_costs(model)[COST_FLOPS] == 2 * (2 * 64 * 64 + 64 * 10)


def test_a_shared_layer_counts_each_call_with_the_shapes_of_that_call():
    one, other, shared = layers.Input((8, 8, 2)), layers.Input((5, 5, 2)), layers.Conv2D(4, 3)
    model = Model([one, other], [shared(one), shared(other)])
    Model(one, shared(one))  # a call in another model
    assert positions(model) == {(3, 3, 2, 4): 6 * 6 + 3 * 3}


def backbone():
    inputs = layers.Input((None, None, 2))
    x = layers.Conv2D(4, 3, name="conv")(inputs)
    return Model(inputs, layers.Conv2D(3, 1, name="head")(x), name="backbone")


def test_a_nested_model_for_images_of_any_size_is_counted_at_the_size_it_is_given():
    one, other, inner = layers.Input((8, 8, 2)), layers.Input((5, 5, 2)), backbone()
    model = Model([one, other], [inner(one), inner(other)])
    found = {each.layer: (each.positions, each.variable) for each in cost.find_kernels(model)}
    assert {name: times for name, (times, _) in found.items()} == {"backbone/conv": 45, "backbone/head": 45}
    assert found["backbone/conv"][1] is inner.get_layer("conv").kernel


def test_so_is_a_nested_sequential_one_within_another():
    inner = Sequential([layers.Input((None, None, 4)), layers.Conv2D(3, 3, name="deep")], name="inner")
    outer = Sequential([layers.Input((None, None, 2)), layers.Conv2D(4, 3, name="first"), inner], name="outer")
    model = Sequential([layers.Input((8, 9, 2)), outer])
    assert {each.layer: each.positions for each in cost.find_kernels(model)} == {
        "outer/first": 6 * 7,
        "outer/inner/deep": 4 * 5,
    }


@pytest.mark.parametrize("build", [own_models.fixed_batch, own_models.unknown_layer, own_models.noisy])
def test_what_multiplies_no_weights_is_passed_over(build):
    model = build((8, 8, 1), 10)
    kernels = [layer.kernel for layer in model.submodules if isinstance(layer, layers.Dense)]
    assert measure_costs(model)[COST_FLOPS] == sum(2 * np.prod(kernel.shape) for kernel in kernels)


def test_layers_in_nested_models_are_named_as_the_scope_names_them():
    model = own_models.nested((8, 8, 1), 10)
    assert cost.count_layer_flops(cost.find_kernels(model)) == {
        "inner/hidden": (2 * 64 * 12,) * 2,
        "out": (2 * 120,) * 2,
    }
    every_step = built(layers.TimeDistributed(Sequential([layers.Conv2D(4, 3)], name="each")), (6, 8, 9, 2))
    assert positions(every_step) == {(3, 3, 2, 4): 6 * 6 * 7}


PROFILED = ("MatMul", "Conv2D", "DepthwiseConv2dNative")


def profile(forward, shape):
    """FLOPs of one example by type of operation, as TensorFlow's profiler counts them."""
    signature = tf.TensorSpec((1, *shape), tf.float32)
    graph = tf.function(forward, autograph=False).get_concrete_function(signature).graph
    options = {**tf.compat.v1.profiler.ProfileOptionBuilder.float_operation(), "output": "none"}
    found = tf.compat.v1.profiler.profile(graph, cmd="op", options=options)
    by_type = {}
    while found.children:
        (found,) = found.children
        by_type[found.name] = found.float_ops
    return by_type


@pytest.mark.parametrize("name", table.MODELS)
def test_the_dense_models_cost_what_tensorflows_profiler_counts(name):
    model = getattr(builders, name)((28, 28, 1), 10)
    by_type = profile(lambda x: model(x, training=False), model.input_shape[1:])
    assert measure_costs(model)[COST_FLOPS] == sum(by_type.get(each, 0) for each in PROFILED)
    assert by_type["BiasAdd"] > 0  # it counts biases as well, which are left out here


@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        (layers.Dense(5), (3, 4, 7)),
        (layers.Conv2D(6, 3, strides=2, padding="same"), (8, 9, 4)),
        (layers.SeparableConv2D(5, 3, padding="same", depth_multiplier=2), (8, 9, 2)),
    ],
    ids=["Dense", "convolution", "separable"],
)
def test_layers_cost_what_tensorflows_profiler_counts(layer, shape):
    model = built(layer, shape)
    assert measure_costs(model)[COST_FLOPS] == sum(profile(model, shape).get(each, 0) for each in PROFILED)


def test_a_grouped_convolution_costs_what_tensorflows_profiler_counts():
    """Of the operation itself: Keras compiles it with XLA, where the profiler sees nothing."""
    layer = layers.Conv2D(6, 3, groups=2)
    model = built(layer, (8, 9, 4))
    by_type = profile(lambda x: tf.nn.conv2d(x, layer.kernel, 1, "VALID"), (8, 9, 4))
    assert measure_costs(model)[COST_FLOPS] == by_type["Conv2D"]
