"""The layers of a model, each once, under a name that no other has.

A layer inside a nested model is named ``model/layer``. Two layers can have one path: a layer ``d`` in a nested model
``b``, and a layer ``b/d`` beside it. They are numbered in the order of the model: ``b/d 1`` and ``b/d 2``, which no
layer of Keras can be called. One layer can have several paths: in a model that is part of two others. It has the name
of the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from runner.core import environment

with environment.without_keras_3():
    import tf_keras
    from tensorflow_model_optimization.python.core.sparsity.keras.pruning_wrapper import PruneLowMagnitude


@dataclass(frozen=True)
class Place:
    """A layer of a model.

    Attributes:
        name: no other layer of the model has it.
        layer: itself, or the wrapper around it.
        paths: by which it is reached; mostly one, the name.
    """

    name: str
    layer: Any
    paths: tuple[str, ...]

    @property
    def inner(self) -> Any:
        """The layer without its wrapper."""
        return _inner(self.layer)


def walk(model: Any) -> tuple[Place, ...]:
    """The layers of a model in order, nested models opened, inputs left out; wrapped or not, they have equal names."""
    paths: dict[int, list[str]] = {}
    layers: dict[int, Any] = {}
    for path, layer in _paths(model):
        key = id(_inner(layer))
        layers.setdefault(key, layer)
        paths.setdefault(key, []).append(path)
    shared = Counter(each[0] for each in paths.values())
    number: Counter[str] = Counter()
    places = []
    for key, (first, *more) in paths.items():
        number[first] += 1
        name = first if shared[first] == 1 else f"{first} {number[first]}"
        places.append(Place(name, layers[key], (first, *more)))
    return tuple(places)


def count_calls(model: Any) -> Counter[int]:
    """How often each layer is called when the model is called once, by the ``id`` of the layer."""
    found: Counter[int] = Counter()
    _count(model, 1, found)
    return found


def _paths(model: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for layer in model.layers:
        inner = _inner(layer)
        if isinstance(inner, tf_keras.Model):
            yield from _paths(inner, f"{prefix}{inner.name}/")
        elif not isinstance(inner, tf_keras.layers.InputLayer):
            yield prefix + inner.name, layer


def _count(model: Any, times: int, found: Counter[int]) -> None:
    for layer in model.layers:
        nodes = (f"{layer.name}_ib-{index}" for index in range(len(layer.inbound_nodes)))
        here = times * sum(node in model._network_nodes for node in nodes)
        if isinstance(layer, tf_keras.Model):
            _count(layer, here, found)
        else:
            found[id(layer)] += here


def _inner(layer: Any) -> Any:
    return layer.layer if isinstance(layer, PruneLowMagnitude) else layer
