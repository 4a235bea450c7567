"""Listen to what the layers of a model are given, and what they give, while it is called."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

Heard = Callable[[Any, list[np.ndarray], list[np.ndarray]], None]


@contextlib.contextmanager
def hear_calls(layers: Iterable[Any], hear: Heard) -> Iterator[None]:
    """Within the block, each call of a layer is told: the layer, the arrays that it was given, those that it gave.

    Calls in a graph are not, as in a loop of a recurrent layer: there are no values yet.
    """
    watched = list(layers)
    before = {
        id(layer): vars(layer).get("call") for layer in watched
    }  # an operation that is a layer has one of its own
    for layer in watched:
        vars(layer)["call"] = _told(layer, layer.call, hear)
    try:
        yield
    finally:
        for layer in watched:
            vars(layer).pop("call")
            if before[id(layer)] is not None:
                vars(layer)["call"] = before[id(layer)]


def _told(layer: Any, called: Callable[..., Any], hear: Heard) -> Callable[..., Any]:
    import tensorflow as tf

    def call(*given: Any, **more: Any) -> Any:
        outputs = called(*given, **more)
        if tf.executing_eagerly():
            inputs = [each for each in tf.nest.flatten((given, more)) if tf.is_tensor(each)]
            hear(layer, [np.asarray(each) for each in inputs], [np.asarray(each) for each in tf.nest.flatten(outputs)])
        return outputs

    return call
