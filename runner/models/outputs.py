"""What a model's outputs are, seen on examples: probabilities of classes, or logits.

The loss hangs on it, and neither the last layer's class nor its name tells: a softmax may be a function, stand in a
nested model, or before a Reshape, Dropout or Rescaling. So the outputs are looked at, with the weights as they are
and with others: a new output layer may give the same for everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from runner.config.schema import OUTPUTS
from runner.core.errors import UserError

AUTO, PROBABILITIES, LOGITS = OUTPUTS
SOFTMAX, SIGMOID = "softmax", "sigmoid"  # of the last layer
SPREADS = (0.5, 2.0)  # of what is added to the weights, to see other outputs
SUMS_TO, SUMS_TO_HALF = 1e-3, 2e-2  # how near to 1 a sum of probabilities is, in float32 and in half precision


def observe(model: Any, x: np.ndarray, given: str, activation: str = SOFTMAX) -> tuple[bool, tuple[str, ...]]:
    """Whether the outputs are logits (else probabilities, or values), and what to mind.

    Args:
        model: built; its weights are the same afterwards.
        x: examples (n, ...).
        given: what the user says, ``auto`` to find out.
        activation: that the task expects at the end: of classes a softmax, of several questions sigmoids, of values
            none.

    Raises:
        UserError: the outputs are neither, or not what the user says.
    """
    seen = np.concatenate(list(_outputs(model, x)))
    seen = seen.reshape(-1, seen.shape[-1])  # as many examples as pixels, where there are any
    near = SUMS_TO if seen.dtype.itemsize > 2 else SUMS_TO_HALF
    seen = seen.astype(np.float64)
    seen = seen[np.isfinite(seen).all(axis=1)]
    if not len(seen):
        raise UserError(
            f"The model {model.name} gives NaN or infinity on every one of {len(x)} training examples. Scale "
            f"the examples, as to the range 0 to 1, or give the layers other initial weights."
        )
    if activation != SOFTMAX:
        return _observe_others(model, seen, given, activation)
    fractions = bool((seen >= 0).all() and (seen <= 1 + near).all())
    sums = seen.sum(axis=1)
    exclusive = fractions and bool(np.allclose(sums, 1, rtol=0, atol=near))
    if given == LOGITS:
        twice = "outputs=logits, but the model's outputs sum to 1: the loss takes a softmax of what is one already."
        return True, (twice,) if exclusive else ()
    if given == PROBABILITIES:
        if (seen < 0).any():
            raise UserError(
                f"outputs=probabilities, but the model {model.name} gives {seen.min():.4g} on a training example: a "
                f"probability is never negative. Use outputs=logits."
            )
        divided = f"The model's outputs sum to {_between(sums)}, not to 1: the loss divides them by their sum."
        return False, () if exclusive else (divided,)
    if exclusive:
        return False, tuple(_of_training(model, x))
    if not fractions and not np.allclose(sums, sums[0], rtol=near, atol=0):
        return True, ()
    raise UserError(
        f"The outputs of the model {model.name} are from {seen.min():.4g} to {seen.max():.4g} on training examples, "
        f"and those of an example sum to {_between(sums)}: neither probabilities of classes that exclude each other, "
        f"which sum to 1, nor logits, which are any numbers. End the model in a softmax over the classes, or in no "
        f"activation; or say how to read them: outputs=probabilities (divided by their sum) or outputs=logits."
        f"{' Answers that do not exclude each other, as sigmoids give, are task=multilabel.' if fractions else ''}"
    )


def _observe_others(model: Any, seen: np.ndarray, given: str, activation: str) -> tuple[bool, tuple[str, ...]]:
    if bool((seen == seen[:1]).all()):
        raise UserError(
            f"The model {model.name} gives {seen[0, 0]:.4g} on every training example, with other weights, too, as a "
            f"softmax of one unit does. End it in {'a sigmoid, or in ' if activation == SIGMOID else ''}no activation."
        )
    fractions = bool((seen >= 0).all() and (seen <= 1).all())
    if activation == SIGMOID:
        if given == PROBABILITIES and not fractions:
            raise UserError(
                f"outputs=probabilities, but the model {model.name} gives {seen.min():.4g} to {seen.max():.4g} on "
                f"training examples. Use outputs=logits."
            )
        return given == LOGITS or (given != PROBABILITIES and not fractions), ()
    if given != AUTO:
        raise UserError(f"outputs={given} is said of classes; this task has values. Leave it out.")
    if fractions:
        return False, (
            f"The model {model.name} gives nothing but numbers from 0 to 1, as a sigmoid or a softmax does: it cannot "
            f"reach other values. End it in no activation.",
        )
    return False, ()


def _of_training(model: Any, x: np.ndarray) -> Iterator[str]:
    """That the outputs are of another kind while the model is trained, when the loss sees them."""
    before = model.get_weights()
    trained = np.asarray(model(x, training=True))
    model.set_weights(before)
    if (trained < 0).any():
        yield (
            f"In use the model's outputs are probabilities, in training they are from {trained.min():.4g} to "
            f"{trained.max():.4g}: the loss takes them for probabilities all the same."
        )


def _between(sums: np.ndarray) -> str:
    low, high = f"{sums.min():.4g}", f"{sums.max():.4g}"
    return low if low == high else f"{low} to {high}"


def _outputs(model: Any, x: np.ndarray) -> Iterator[np.ndarray]:
    """With the weights as they are, and with some noise on those that are trained."""
    yield np.asarray(model(x, training=False))
    before, random = model.get_weights(), np.random.default_rng(0)
    try:
        for spread in SPREADS:
            for variable in model.trainable_variables:
                noise = random.normal(0, spread, variable.shape)
                variable.assign_add(noise.astype(variable.dtype.as_numpy_dtype))
            yield np.asarray(model(x, training=False))
    finally:
        model.set_weights(before)
