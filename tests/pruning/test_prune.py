import numpy as np
import pytest

from runner.config.schema import ScopeConfig
from runner.core.errors import UserError
from runner.models import builders
from runner.pruning import scope, wrapping
from tests import own_models
from tests.composing import classify, compose
from tests.table import MODELS


def select(model, include=("*",), exclude=()):
    return scope.select_layers(model, ScopeConfig("own", list(include), list(exclude)))


def lenet5():
    return builders.lenet5((8, 8, 1), 10)


def pruned(model, **scope):
    return [layer.name for layer in select(model, **scope) if layer.pruned]


@pytest.mark.parametrize(
    ("scope", "names"),
    [
        ({}, ["conv1", "conv2", "fc1", "fc2"]),
        ({"include": ["fc1"]}, ["fc1"]),
        ({"include": ["conv*"]}, ["conv1", "conv2"]),
        ({"include": ["Dense"]}, ["fc1", "fc2"]),
        ({"include": ["Dense", "conv1"]}, ["conv1", "fc1", "fc2"]),
        ({"exclude": ["Conv2D"]}, ["fc1", "fc2"]),
        ({"exclude": ["*1"]}, ["conv2", "fc2"]),
        ({"include": ["Conv2D"], "exclude": ["conv1"]}, ["conv2"]),
    ],
)
def test_names_globs_and_classes_choose_layers(scope, names):
    assert pruned(lenet5(), **scope) == names


def test_every_layer_with_parameters_is_listed_with_the_reason():
    why = {layer.name: layer.why for layer in select(builders.mobilenet((8, 8, 1), 10), exclude=["stem"])}
    assert why["pointwise1"] == "in scope"
    assert why["depthwise1"] == "tfmot prunes nothing in DepthwiseConv2D"
    assert why["stem_norm"] == "tfmot prunes nothing in BatchNormalization"
    assert why["stem"] == "scope.exclude has stem"
    assert "pool" not in why


@pytest.mark.parametrize(("key", "pattern"), [("include", "fc9"), ("exclude", "conv3"), ("include", "Conv3D")])
def test_a_pattern_that_matches_nothing_is_refused(key, pattern):
    with pytest.raises(UserError, match=f"scope.{key}: {pattern} matches no layer. Did you mean"):
        select(lenet5(), **{key: [pattern]})


def test_nothing_to_prune_is_refused():
    model = own_models.only_depthwise((8, 8, 1), 10)
    with pytest.raises(UserError, match="tfmot prunes nothing in DepthwiseConv2D"):
        select(model)


@pytest.mark.parametrize("name", MODELS)
def test_wrap_and_strip_give_the_model_back(name):
    from tensorflow_model_optimization.sparsity.keras import ConstantSparsity

    model = builders.build(compose([f"model={name}"]).model, (8, 8, 1), classify(10))
    before = [array.copy() for array in model.get_weights()]
    layers = select(model)
    wrapped = wrapping.wrap(model, layers, ConstantSparsity(0.5, 1))
    masks = wrapping.read_masks(wrapped)
    assert list(masks) == [layer.name for layer in layers if layer.pruned]
    assert sum(mask.size for group in masks.values() for mask in group) == sum(
        layer.weights for layer in layers if layer.pruned
    )
    stripped = wrapping.strip(wrapped)
    assert all(np.array_equal(a, b) for a, b in zip(before, stripped.get_weights(), strict=True))
    assert list(wrapping.read_weights(stripped, layers)) == list(masks)


def test_layers_of_nested_models_are_found_wrapped_and_stripped():
    from tensorflow_model_optimization.sparsity.keras import ConstantSparsity

    model = own_models.nested((8, 8, 1), 10)
    layers = select(model)
    assert [layer.name for layer in layers] == ["inner/hidden", "out"]
    wrapped = wrapping.wrap(model, layers, ConstantSparsity(0.5, 1))
    assert list(wrapping.read_masks(wrapped)) == ["inner/hidden", "out"]
    assert list(wrapping.read_weights(wrapping.strip(wrapped), layers)) == ["inner/hidden", "out"]
    assert pruned(model, include=["inner/*"]) == ["inner/hidden"]
