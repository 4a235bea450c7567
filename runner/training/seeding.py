"""Whatever is random in a training, made to depend on the seed and the epoch alone.

A training that continues after its third epoch then draws in the fourth what an undisturbed one draws.
Nothing has to be remembered for that: at each epoch every generator starts anew.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import tensorflow as tf
import tf_keras
from tf_keras.src.backend import RandomGenerator

# Operations that draw from the kernel's own state, which nothing can set; with the generators on, Keras has none.
HIDDEN_STATE = ("Random", "TruncatedNormal", "ParameterizedTruncatedNormal", "Multinomial")


def use_generators() -> None:
    """Have Keras's layers draw from generators that can be set, as dropout does; call before a model is built."""
    tf_keras.backend.experimental.enable_tf_random_generator()


def seed_everything(seed: int) -> None:
    """Set the seeds of Python, NumPy and TensorFlow, as at the start of a process."""
    tf_keras.utils.set_random_seed(seed)


class SeedEachEpoch(tf_keras.callbacks.Callback):
    """At the start of each epoch: new seeds for Python, NumPy, and each generator of the model's layers.

    A layer of a user's own may call ``tf.random.uniform`` and its like, whose state cannot be set but starts
    anew, from the global seed, whenever the training step is traced: for such a model Keras's ``fit`` traces it each
    epoch. Whoever trains otherwise has looked that there is no such layer.
    """

    def __init__(self, seed: int, *, by_keras: bool = True) -> None:
        super().__init__()
        self.seed, self.by_keras = seed, by_keras
        self.traces: bool | None = None  # known after the first epoch

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Called by Keras, with the 0-based epoch."""
        held = list(find_generators(self.model))
        general, *own = map(int, np.random.SeedSequence([self.seed, epoch]).generate_state(1 + len(held)))
        random.seed(general)
        np.random.seed(general)
        for generator, seed in zip(held, own, strict=True):
            generator.reset_from_seed(seed)
        if self.by_keras:
            self._trace_again(general)

    def _trace_again(self, general: int) -> None:
        function = getattr(self.model, "train_tf_function", None)
        traced = function is not None and function._list_all_concrete_functions()
        if not traced:
            tf.random.set_seed(general)
        elif self.traces is None:
            self.traces = any(draws_from_hidden_state(each) for each in traced)
        if self.traces:
            tf.random.set_seed(general)
            self.model.make_train_function(force=True)


def find_generators(model: Any) -> Iterator[Any]:
    """The random generators that the layers of a model hold, nested and wrapped ones included, in their order."""
    seen = set()
    for layer in model._flatten_layers():
        for held in vars(layer).values():
            if isinstance(held, RandomGenerator):
                held._maybe_init()
                held = held._generator
            if isinstance(held, tf.random.Generator) and id(held) not in seen:
                seen.add(id(held))
                yield held


def draws_from_hidden_state(function: Any) -> bool:
    """Whether a traced function draws random numbers from a state that nothing can set."""
    graph = function.graph.as_graph_def()
    nodes = [*graph.node, *(node for each in graph.library.function for node in each.node_def)]
    return any(node.op.startswith(HIDDEN_STATE) for node in nodes)
