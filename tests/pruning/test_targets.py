"""Every distribution gives the global target, within [0, 1), in any order of the layers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.core.records import Sensitivity
from runner.pruning import distributions, sensitivity

SHAPES = st.lists(
    st.one_of(
        st.tuples(st.integers(8, 300), st.integers(8, 300)),
        st.tuples(st.just(3), st.just(3), st.integers(4, 40), st.integers(4, 40)),
    ),
    min_size=1,
    max_size=8,
)
TARGETS = st.floats(0.01, 0.99)
LEVELS = (0.0, 0.5, 0.8, 0.95)


def named(shapes):
    """Layers by name; every third has two tensors, like a recurrent layer."""
    return {f"layer{at}": [shape, shape] if at % 3 == 2 else [shape] for at, shape in enumerate(shapes)}


def size(tensors):
    return sum(math.prod(shape) for shape in tensors)


def drawn(shapes, seed):
    """Weights whose scale differs by layer, as they do in models."""
    rng = np.random.default_rng(seed)
    return {
        name: [rng.normal(scale=rng.uniform(0.1, 3), size=shape).astype(np.float32) for shape in tensors]
        for name, tensors in shapes.items()
    }


def scanned(shapes, seed):
    rng = np.random.default_rng(seed)
    return Sensitivity(LEVELS, {name: tuple(rng.uniform(0.1, 1, len(LEVELS)).tolist()) for name in shapes})


DISTRIBUTIONS = {
    "uniform": lambda shapes, target, seed: distributions.share_uniformly(shapes, target),
    "erk": lambda shapes, target, seed: distributions.share_by_erk(shapes, target),
    "global_magnitude": lambda shapes, target, seed: distributions.share_by_magnitude(drawn(shapes, seed), target),
    "sensitivity": lambda shapes, target, seed: distributions.share_by_sensitivity(
        shapes, scanned(shapes, seed), target
    ),
}


@pytest.mark.parametrize("distribution", DISTRIBUTIONS)
@given(SHAPES, TARGETS, st.integers(0, 100))
def test_the_mean_over_all_weights_is_the_target(distribution, shapes, target, seed):
    layers = named(shapes)
    found = DISTRIBUTIONS[distribution](layers, target, seed)
    weights = sum(map(size, layers.values()))
    mean = sum(found[name] * size(tensors) for name, tensors in layers.items()) / weights
    assert list(found) == list(layers)
    assert all(0 <= each < 1 for each in found.values())
    assert abs(mean - target) < (0.5001 / weights if distribution == "global_magnitude" else 1e-9)


@given(SHAPES, TARGETS, st.integers(0, 100), st.randoms())
def test_the_order_of_the_layers_changes_nothing(shapes, target, seed, random):
    layers = named(shapes)
    weights, scan = drawn(layers, seed), scanned(layers, seed)
    names = list(layers)
    random.shuffle(names)
    other = {name: layers[name] for name in names}
    assert distributions.share_by_erk(other, target) == distributions.share_by_erk(layers, target)
    assert distributions.share_by_sensitivity(other, scan, target) == distributions.share_by_sensitivity(
        layers, scan, target
    )
    shuffled = {name: weights[name] for name in names}
    assert distributions.share_by_magnitude(shuffled, target) == distributions.share_by_magnitude(weights, target)


def test_erk_is_the_papers_formula_and_keeps_small_layers_dense():
    shapes = {"conv": [(3, 3, 16, 32)], "dense": [(512, 10)], "small": [(4, 5)]}
    found = distributions.share_by_erk(shapes, 0.8)
    density = {name: 1 - each for name, each in found.items()}
    assert density["small"] == 1
    raw = {"conv": (3 + 3 + 16 + 32) / (3 * 3 * 16 * 32), "dense": (512 + 10) / (512 * 10)}
    assert density["conv"] / density["dense"] == pytest.approx(raw["conv"] / raw["dense"])


def test_global_magnitude_is_one_threshold():
    weights = {"a": [np.array([1.0, -2, 3, 4])], "b": [np.array([[10.0, 0.5]])]}
    assert distributions.share_by_magnitude(weights, 0.5) == {"a": 0.5, "b": 0.5}
    assert distributions.share_by_magnitude(weights, 4 / 6) == {"a": 0.75, "b": 0.5}  # the largest of a layer stays


def test_sensitivity_spares_the_layer_that_loses_accuracy():
    scan = Sensitivity((0.0, 0.5, 0.9), {"robust": (0.9, 0.9, 0.88), "fragile": (0.9, 0.7, 0.2)})
    found = distributions.share_by_sensitivity({"robust": [(10, 10)], "fragile": [(10, 10)]}, scan, 0.5)
    assert found["robust"] > 0.85 > 0.15 > found["fragile"]


@pytest.mark.parametrize("target", [0.1, 0.5, 0.97])
def test_sensitivity_of_flat_curves_still_gives_the_target(target):
    flat = Sensitivity((0.0, 0.5, 0.9), {"a": (0.9, 0.9, 0.9), "b": (0.9, 0.9, 0.9)})
    found = distributions.share_by_sensitivity({"a": [(10, 10)], "b": [(30, 10)]}, flat, target)
    assert 0.25 * found["a"] + 0.75 * found["b"] == pytest.approx(target)


def test_a_drop_is_never_taken_back_by_a_higher_level():
    scan = Sensitivity((0.0, 0.5, 0.9), {"a": (0.9, 0.5, 0.9), "b": (0.9, 0.9, 0.89)})
    found = distributions.share_by_sensitivity({"a": [(10, 10)], "b": [(10, 10)]}, scan, 0.45)
    assert found["b"] > 0.85
    assert found["a"] < 0.05


class Variable:
    """As much of a TensorFlow variable as the scan needs."""

    def __init__(self, array):
        self.array = np.asarray(array, np.float32)

    def numpy(self):
        return self.array.copy()

    def assign(self, array):
        self.array = array


def test_the_scan_prunes_one_layer_at_a_time_and_puts_it_back():
    variables = {"a": [Variable([[1, -2], [3, 4]])], "b": [Variable([5, 6, 7, 8])]}

    def accuracy():
        return sum(int(np.count_nonzero(each.array)) for group in variables.values() for each in group) / 8

    found = sensitivity.scan_layers(variables, (0.0, 0.5, 0.75), accuracy)
    assert found.scores == {"a": (1.0, 0.75, 0.625), "b": (1.0, 0.75, 0.625)}
    assert accuracy() == 1
    assert variables["a"][0].array.tolist() == [[1, -2], [3, 4]]


def test_the_scan_puts_the_weights_back_when_it_is_interrupted():
    layer = Variable([1, 2, 3, 4])
    answers = iter([1.0, 0.9])
    with pytest.raises(StopIteration):
        sensitivity.scan_layers({"a": [layer]}, (0.0, 0.5, 0.9), lambda: next(answers))
    assert layer.array.tolist() == [1, 2, 3, 4]


def test_the_scan_prunes_the_smallest_magnitudes():
    weights = np.array([[4.0, -1, 3], [-5, 2, 0.5]], np.float32)
    assert sensitivity.prune_by_magnitude(weights, 0.5).tolist() == [[4, 0, 3], [-5, 0, 0]]
    assert sensitivity.prune_by_magnitude(weights, 0.0).tolist() == weights.tolist()
