import numpy as np
import pytest

from runner.core.errors import UserError
from runner.models import builders
from tests.composing import classify, compose
from tests.table import MODELS


@pytest.mark.parametrize("shape", [(28, 28, 1), (8, 8, 1), (32, 32, 3)], ids=str)
@pytest.mark.parametrize("name", MODELS)
def test_every_model_builds_for_every_shape_and_gives_probabilities(name, shape):
    model = builders.build(compose([f"model={name}"]).model, shape, classify(7))
    outputs = model(np.zeros((2, *shape), np.float32)).numpy()
    assert outputs.shape == (2, 7)
    np.testing.assert_allclose(outputs.sum(axis=1), 1, atol=1e-5)
    assert model.optimizer is None


@pytest.mark.parametrize(
    ("name", "parameters"),
    [("lenet_300_100", 266_610), ("tfmot_cnn", 20_410), ("deep_cnn", 3_274_890), ("resnet20", 273_754)],
)
def test_sizes_are_the_published_ones(name, parameters):
    assert builders.build(compose([f"model={name}"]).model, (28, 28, 1), classify(10)).count_params() == parameters


def build(name, **parameters):
    return builders.build(
        {"name": "own", "_target_": f"tests.own_models.{name}", **parameters}, (8, 8, 1), classify(10)
    )


def test_a_users_builder_gets_shape_classes_and_its_own_parameters():
    assert build("small", units=5).layers[-2].units == 5


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("small", {"width": 3}, "unexpected keyword argument 'width'"),
        ("missing", {}, "cannot be imported"),
        ("keras_3", {}, "Keras 3 model"),
        ("subclassed", {}, "subclassed model"),
        ("wrong_output", {}, r"the data needs \(8, 8, 1\) -> \(10,\)"),
        ("unbuilt", {}, "no input shape yet"),
        ("nothing", {}, "returned a NoneType"),
        ("TEXT", {}, "is a str"),
    ],
)
def test_what_cannot_be_pruned_is_refused_with_the_reason(name, parameters, message):
    with pytest.raises(UserError, match=message):
        build(name, **parameters)


def test_a_model_that_does_not_fit_the_data_is_refused():
    with pytest.raises(UserError, match=r"cannot be built for examples of shape \(16,\)"):
        builders.build(compose(["model=lenet5"]).model, (16,), classify(3))
