"""Which layers are pruned: choose them by the scope, wrap them with tfmot, strip them again.

A layer is chosen by its name, a glob over names, or its class; for its name see :mod:`runner.models.layer_names`.
"""

from __future__ import annotations

import fnmatch
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from runner.config.schema import PatternConfig, ScopeConfig
from runner.core import environment, names
from runner.core.records import Layer, UserError
from runner.models.layer_names import Place, calls, walk
from runner.pruning import kernel, wrapper
from runner.schedules import scaled

with environment.without_keras_3():
    import tensorflow_model_optimization as tfmot
    import tf_keras
    from tensorflow_model_optimization.python.core.sparsity.keras.prune_registry import PruneRegistry
    from tensorflow_model_optimization.python.core.sparsity.keras.pruning_policy import PruneForLatencyOnXNNPack
    from tensorflow_model_optimization.python.core.sparsity.keras.pruning_wrapper import PruneLowMagnitude

Found = Sequence[Place]
ELEMENT = PatternConfig()
NOT_PRUNABLE = ("tfmot does not know", "tfmot prunes nothing in")
FROZEN = "frozen: it would not recover; scope.frozen=true prunes it"
FROZEN_ALL_THE_SAME = "frozen: pruned without recovery"


def select(model: Any, scope: ScopeConfig) -> tuple[Layer, ...]:
    """Every layer that has parameters, with whether it will be pruned, why (not), and its own target if it has one.

    Raises:
        UserError: a pattern of the scope matches no layer, nothing is left to prune, layers share weights, or
            tfmot's policy for XNNPACK refuses the model.
    """
    found = walk(model)
    _check_shared(found)
    for key in ("include", "exclude", "targets"):
        for pattern in getattr(scope, key) or ():
            if not any(_matches(pattern, place) for place in found):
                raise UserError(_unmatched(key, pattern, found))
    if scope.xnnpack:
        _check_xnnpack(model)
    if not model.trainable_variables:
        raise UserError(
            f"The model {model.name} has nothing to train: all its weights are frozen (trainable=False), so it could "
            f"not recover from pruning. Set trainable=True on the layers that are to be trained."
        )
    trained = {id(each) for each in model.trainable_variables}
    layers = tuple(_judge(place, scope, trained) for place in found if place.layer.count_params())
    if scope.inner:
        layers = _inner(layers)
    targets = scope.targets or {}
    if idle := [each for each, own in targets.items() if own and not _any_pruned(each, found, layers)]:
        raise UserError(
            f"scope.targets: {idle[0]} matches only layers that are not pruned. Take it out of scope.targets, or "
            f"widen the scope.\nPruned are {', '.join(layer.name for layer in layers if layer.pruned) or 'none'}."
        )
    called, of_name = calls(model), {place.name: place for place in found}
    for layer in layers:
        if layer.pruned and (times := called[id(of_name[layer.name].inner)]) > 1:
            without = names.listed([*scope.exclude, layer.name])
            raise UserError(
                f"The layer {layer.name} is called {times} times in the model: tfmot would count every step {times} "
                f"times, and the schedule would run too fast. Leave it out: scope.exclude={without}."
            )
    if not any(layer.pruned for layer in layers):
        reasons = "\n".join(f"  {layer.name} ({layer.kind}): {layer.why}" for layer in layers)
        raise UserError(
            f"Nothing in the model {model.name} would be pruned:\n{reasons or '  it has no weights'}\n"
            f"Widen scope.include, narrow scope.exclude, or choose a model with Dense or Conv layers."
        )
    return layers


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
        layers: those that are pruned follow the schedule, each by its share.
        schedule: of all of them.
        pattern: which zeros are allowed.
        fast: make the same masks in less time, see :mod:`runner.pruning.kernel`.

    Raises:
        UserError: tfmot refuses a layer.
    """
    by_name = {layer.name: layer for layer in layers if layer.pruned}
    chosen = {id(each.layer): by_name[each.name] for each in walk(model) if each.name in by_name}

    def around(layer: Any) -> Any:
        if isinstance(layer, tf_keras.Model):
            return tf_keras.models.clone_model(layer, clone_function=around)
        if id(layer) not in chosen:
            return layer
        made = tfmot.sparsity.keras.prune_low_magnitude(
            layer,
            pruning_schedule=scaled.follow(schedule, chosen[id(layer)].share),
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


def masks(model: Any) -> dict[str, list[np.ndarray]]:
    """The masks of a wrapped model by layer name, one a boolean array like the weight tensor; False prunes."""
    # `numpy()` would copy first, a value can be looked at where it is: this runs after each update.
    return {name: [np.asarray(mask.value()) != 0 for _, mask, _ in variables] for name, variables in _pruning(model)}


def thresholds(model: Any) -> dict[str, float]:
    """The magnitude from which on weights were kept at the last update of the masks, by layer name.

    Where tfmot prunes several tensors of a layer, the largest. With m:n there is none: it stays 0.
    """
    return {name: max(float(at.value()) for _, _, at in variables) for name, variables in _pruning(model)}


def wrappers(model: Any) -> list[Any]:
    """The wrappers of a model, those in nested models too."""
    return [each.layer for each in walk(model) if isinstance(each.layer, PruneLowMagnitude)]


def _pruning(model: Any) -> list[tuple[str, Any]]:
    """Each wrapped layer's name with its triples of weight, mask and threshold."""
    return [(each.name, each.layer.pruning_vars) for each in walk(model) if isinstance(each.layer, PruneLowMagnitude)]


def weights(model: Any, layers: Sequence[Layer]) -> dict[str, list[np.ndarray]]:
    """The prunable weight tensors of the pruned layers of a stripped (or dense) model, by layer name."""
    return {name: [weight.numpy() for weight in each] for name, each in variables(model, layers).items()}


def variables(model: Any, layers: Sequence[Layer]) -> dict[str, list[Any]]:
    """The variables of :func:`weights`."""
    pruned = {layer.name for layer in layers if layer.pruned}
    return {each.name: _prunable(each.layer) for each in walk(model) if each.name in pruned}


def _prunable(layer: Any) -> list[Any]:
    """The weight variables that tfmot would prune in a layer; empty where it prunes none."""
    if hasattr(layer, "get_prunable_weights"):
        return list(layer.get_prunable_weights())
    if not PruneRegistry.supports(layer):
        return []
    return list(PruneRegistry.make_prunable(layer).get_prunable_weights())


def _judge(place: Place, scope: ScopeConfig, trained: set[int]) -> Layer:
    layer, kind = place.layer, type(place.layer).__name__
    prunable = _prunable(layer)
    frozen = not all(id(weight) in trained for weight in prunable)  # a part that is frozen would not recover either
    shapes = tuple(tuple(map(int, weight.shape)) for weight in prunable)
    count = sum(math.prod(shape) for shape in shapes)
    included = any(_matches(pattern, place) for pattern in scope.include)
    own = next((target for pattern, target in (scope.targets or {}).items() if _matches(pattern, place)), None)
    excluded = [pattern for pattern in scope.exclude if _matches(pattern, place)]
    if not hasattr(layer, "get_prunable_weights") and not PruneRegistry.supports(layer):
        pruned, why = False, f"{NOT_PRUNABLE[0]} {kind}"
    elif count == 0:
        pruned, why = False, f"{NOT_PRUNABLE[1]} {kind}"
    elif not included:
        pruned, why = False, "not in scope.include"
    elif excluded:
        pruned, why = False, f"scope.exclude has {excluded[0]}"
    elif scope.xnnpack and not PruneForLatencyOnXNNPack().allow_pruning(layer):
        pruned, why = False, "left out by PruneForLatencyOnXNNPack"
    elif own == 0:
        pruned, why = False, "target 0"
    elif frozen and not scope.frozen:
        pruned, why = False, FROZEN
    else:
        pruned, why = True, FROZEN_ALL_THE_SAME if frozen else "in scope"
    return Layer(place.name, kind, count, layer.count_params(), pruned, why, shapes, own if pruned else None)


def _check_shared(found: Found) -> None:
    """Refuse weights that are in a model at several places: Keras's copies and files have them once for each."""
    owners: dict[int, str] = {}
    for place in found:
        twins = [path for path in place.paths if place.inner.weights]
        for weight in place.inner.weights:
            owner = owners.setdefault(id(weight), place.name)
            twins = twins if owner == place.name else [owner, place.name]
        if len(twins) > 1:
            raise UserError(
                f"{twins[0]} and {twins[1]} share their weights. A copy of the model, and its file, would have them "
                f"once for each, so what is trained would not be this model. Give each its own layer, or put what "
                f"they share into the model itself, once."
            )


def _inner(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    chosen = [layer.name for layer in layers if layer.pruned]
    if len(chosen) <= 2:
        raise UserError(
            f"scope.inner leaves out the first and the last layer, and there are no others to prune here: "
            f"{', '.join(chosen) or 'none at all'}. Use scope.inner=false (scope=all), or a deeper model."
        )
    ends = {chosen[0]: "first layer: scope.inner", chosen[-1]: "last layer: scope.inner"}
    return tuple(replace(each, pruned=False, why=ends[each.name]) if each.name in ends else each for each in layers)


def _check_xnnpack(model: Any) -> None:
    try:
        PruneForLatencyOnXNNPack().ensure_model_supports_pruning(model)
    except ValueError as error:
        raise UserError(
            f"scope.xnnpack: tfmot's PruneForLatencyOnXNNPack refuses the model {model.name}: {error}.\n"
            f"XNNPACK's sparse inference needs such a model; for any other use scope=all."
        ) from None


def _any_pruned(pattern: str, found: Found, layers: tuple[Layer, ...]) -> bool:
    pruned = {layer.name for layer in layers if layer.pruned}
    return any(_matches(pattern, place) for place in found if place.name in pruned)


def _matches(pattern: str, place: Place) -> bool:
    every = (place.name, *place.paths)
    return any(fnmatch.fnmatchcase(name, pattern) for name in every) or pattern == type(place.inner).__name__


def _unmatched(key: str, pattern: str, found: Found) -> str:
    every = [place.name for place in found]
    kinds = sorted({type(place.layer).__name__ for place in found})
    return (
        f"scope.{key}: {pattern} matches no layer.{names.did_you_mean(pattern, [*every, *kinds])}\n"
        f"The layers are {', '.join(every)}; their classes {', '.join(kinds)}. Globs like fc* are allowed."
    )
