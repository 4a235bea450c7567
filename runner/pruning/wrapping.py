"""Wrap the layers that are pruned with tfmot, look at their masks, strip them again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from runner.config.schema import PatternConfig
from runner.core import environment
from runner.core.errors import UserError
from runner.core.records import Layer
from runner.models.layer_names import walk
from runner.pruning import kernel, wrapper
from runner.pruning.scope import prunable_variables
from runner.schedules import scaled

with environment.without_keras_3():
    import tensorflow_model_optimization as tfmot
    import tf_keras
    from tensorflow_model_optimization.python.core.sparsity.keras.pruning_wrapper import PruneLowMagnitude

ELEMENT = PatternConfig()


def wrap(
    model: Any,
    layers: Sequence[Layer],
    schedule: Any,
    pattern: PatternConfig = ELEMENT,
    *,
    fast: bool = True,
) -> Any:
    """The model with ``prune_low_magnitude`` around the layers to prune; the weights are shared.

    Args:
        model: dense.
        layers: those that are pruned follow the schedule, each by its share; wholly where that is not known yet.
        schedule: of all of them.
        pattern: which zeros are allowed.
        fast: make the same masks in less time, see :mod:`runner.pruning.kernel`.

    Raises:
        UserError: tfmot refuses a layer.
    """
    by_name = {layer.name: layer.share for layer in layers if layer.pruned}
    shares = {id(each.layer): by_name[each.name] for each in walk(model) if each.name in by_name}

    def around(layer: Any) -> Any:
        if isinstance(layer, tf_keras.Model):
            return tf_keras.models.clone_model(layer, clone_function=around)
        if id(layer) not in shares:
            return layer
        made = tfmot.sparsity.keras.prune_low_magnitude(
            layer,
            pruning_schedule=scaled.follow(schedule, shares[id(layer)]),
            block_size=tuple(pattern.block),
            block_pooling_type=pattern.pooling,
            sparsity_m_by_n=tuple(pattern.m_by_n) if pattern.m_by_n else None,
            dtype=layer.dtype,  # of its variables: in half precision a mask would round the weights that it multiplies
        )
        return wrapper.make_transparent(made)

    try:
        wrapped = around(model)
    except ValueError as error:
        raise UserError(f"tfmot cannot wrap the model {model.name}: {error}") from None
    if fast:
        kernel.install(wrapped)
    return wrapped


def strip(model: Any) -> Any:
    """The model without its wrappers, as it is deployed: zeros are where the masks were."""
    return tfmot.sparsity.keras.strip_pruning(model)


def read_masks(model: Any) -> dict[str, list[np.ndarray]]:
    """The masks of a wrapped model by layer name, one a boolean array like the weight tensor; False prunes."""
    # `numpy()` would copy first, a value can be looked at where it is: this runs after each update.
    return {name: [np.asarray(mask.value()) != 0 for _, mask, _ in each] for name, each in list_pruned(model)}


def read_thresholds(model: Any) -> dict[str, float]:
    """The magnitude from which on weights were kept at the last update of the masks, by layer name.

    Where tfmot prunes several tensors of a layer, the largest. With m:n there is none: it stays 0.
    """
    return {name: max(float(at.value()) for _, _, at in each) for name, each in list_pruned(model)}


def find_wrappers(model: Any) -> list[Any]:
    """The wrappers of a model, those in nested models too."""
    return [each.layer for each in walk(model) if isinstance(each.layer, PruneLowMagnitude)]


def list_pruned(model: Any) -> list[tuple[str, Any]]:
    """Each wrapped layer's name with its triples of weight, mask and threshold."""
    return [(each.name, each.layer.pruning_vars) for each in walk(model) if isinstance(each.layer, PruneLowMagnitude)]


def read_weights(model: Any, layers: Sequence[Layer]) -> dict[str, list[np.ndarray]]:
    """The prunable weight tensors of the pruned layers of a stripped (or dense) model, by layer name."""
    return {name: [weight.numpy() for weight in each] for name, each in find_variables(model, layers).items()}


def find_variables(model: Any, layers: Sequence[Layer]) -> dict[str, list[Any]]:
    """The variables of :func:`read_weights`."""
    pruned = {layer.name for layer in layers if layer.pruned}
    return {each.name: prunable_variables(each.layer) or [] for each in walk(model) if each.name in pruned}
