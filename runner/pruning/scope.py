"""Choose by the scope which layers are pruned, and say of each why (not).

A layer is chosen by its name, a glob over names, or its class; for its name see :mod:`runner.models.layer_names`.
"""

from __future__ import annotations

import fnmatch
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from runner.config.schema import ScopeConfig
from runner.core import environment, names
from runner.core.errors import UserError
from runner.core.records import Layer
from runner.models.layer_names import Place, count_calls, walk

with environment.without_keras_3():
    from tensorflow_model_optimization.python.core.sparsity.keras.prune_registry import PruneRegistry
    from tensorflow_model_optimization.python.core.sparsity.keras.pruning_policy import PruneForLatencyOnXNNPack

NOT_PRUNABLE = ("tfmot does not know", "tfmot prunes nothing in")
FROZEN = "frozen: it would not recover; scope.frozen=true prunes it"
FROZEN_ALL_THE_SAME = "frozen: pruned without recovery"


def select_layers(model: Any, scope: ScopeConfig) -> tuple[Layer, ...]:
    """Every layer that has parameters, with whether it will be pruned, why (not), and its own target if it has one.

    Raises:
        UserError: a pattern of the scope matches no layer, nothing is left to prune, layers share weights, or
            tfmot's policy for XNNPACK refuses the model.
    """
    found = walk(model)
    _check_shared(found)
    _check_patterns(scope, found)
    if scope.xnnpack:
        _check_xnnpack(model)
    if not model.trainable_variables:
        raise UserError(
            f"The model {model.name} has nothing to train: all its weights are frozen (trainable=False), so it could "
            f"not recover from pruning. Set trainable=True on the layers that are to be trained."
        )
    trained = {id(each) for each in model.trainable_variables}
    layers = tuple(_judged(place, scope, trained) for place in found if place.layer.count_params())
    if scope.inner:
        layers = _inner(layers)
    chosen = {layer.name for layer in layers if layer.pruned}
    pruned = {place.name: place for place in found if place.name in chosen}
    for pattern, own in (scope.targets or {}).items():
        if own and not any(_matches(pattern, place) for place in pruned.values()):
            raise UserError(
                f"scope.targets: {pattern} matches only layers that are not pruned. Take it out of scope.targets, or "
                f"widen the scope.\nPruned are {', '.join(pruned) or 'none'}."
            )
    called = count_calls(model)
    for name, place in pruned.items():
        if (times := called[id(place.inner)]) > 1:
            raise UserError(
                f"The layer {name} is called {times} times in the model: tfmot would count every step {times} times, "
                f"and the schedule would run too fast. Leave it out: "
                f"scope.exclude={names.list_names([*scope.exclude, name])}."
            )
    if not pruned:
        reasons = "\n".join(f"  {layer.name} ({layer.kind}): {layer.why}" for layer in layers)
        raise UserError(
            f"Nothing in the model {model.name} would be pruned:\n{reasons or '  it has no weights'}\n"
            f"Widen scope.include, narrow scope.exclude, or choose a model with Dense or Conv layers."
        )
    return layers


def prunable_variables(layer: Any) -> list[Any] | None:
    """The weight variables that tfmot would prune in a layer; None where it does not know the layer."""
    if hasattr(layer, "get_prunable_weights"):
        return list(layer.get_prunable_weights())
    return list(PruneRegistry.make_prunable(layer).get_prunable_weights()) if PruneRegistry.supports(layer) else None


def _judged(place: Place, scope: ScopeConfig, trained: set[int]) -> Layer:
    layer, kind, known = place.layer, type(place.layer).__name__, prunable_variables(place.layer)
    prunable = known or []
    frozen = not all(id(weight) in trained for weight in prunable)  # a part that is frozen would not recover either
    shapes = tuple(tuple(map(int, weight.shape)) for weight in prunable)
    count = sum(math.prod(shape) for shape in shapes)
    own = next((target for pattern, target in (scope.targets or {}).items() if _matches(pattern, place)), None)
    excluded = next((pattern for pattern in scope.exclude if _matches(pattern, place)), None)
    reasons = (
        (known is None, f"{NOT_PRUNABLE[0]} {kind}"),
        (count == 0, f"{NOT_PRUNABLE[1]} {kind}"),
        (not any(_matches(pattern, place) for pattern in scope.include), "not in scope.include"),
        (excluded is not None, f"scope.exclude has {excluded}"),
        (scope.xnnpack and not PruneForLatencyOnXNNPack().allow_pruning(layer), "left out by PruneForLatencyOnXNNPack"),
        (own == 0, "target 0"),
        (frozen and not scope.frozen, FROZEN),
    )
    left_out = next((why for applies, why in reasons if applies), None)
    why = left_out or (FROZEN_ALL_THE_SAME if frozen else "in scope")
    own = own if left_out is None else None
    return Layer(place.name, kind, count, layer.count_params(), left_out is None, why, shapes, own)


def _inner(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    chosen = [layer.name for layer in layers if layer.pruned]
    if len(chosen) <= 2:
        raise UserError(
            f"scope.inner leaves out the first and the last layer, and there are no others to prune here: "
            f"{', '.join(chosen) or 'none at all'}. Use scope.inner=false (scope=all), or a deeper model."
        )
    ends = {chosen[0]: "first layer: scope.inner", chosen[-1]: "last layer: scope.inner"}
    return tuple(replace(each, pruned=False, why=ends[each.name]) if each.name in ends else each for each in layers)


def _check_shared(found: Sequence[Place]) -> None:
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


def _check_xnnpack(model: Any) -> None:
    try:
        PruneForLatencyOnXNNPack().ensure_model_supports_pruning(model)
    except ValueError as error:
        raise UserError(
            f"scope.xnnpack: tfmot's PruneForLatencyOnXNNPack refuses the model {model.name}: {error}.\n"
            f"XNNPACK's sparse inference needs such a model; for any other use scope=all."
        ) from None


def _check_patterns(scope: ScopeConfig, found: Sequence[Place]) -> None:
    for key in ("include", "exclude", "targets"):
        for pattern in getattr(scope, key) or ():
            if not any(_matches(pattern, place) for place in found):
                every = [place.name for place in found]
                kinds = sorted({type(place.layer).__name__ for place in found})
                raise UserError(
                    f"scope.{key}: {pattern} matches no layer.{names.suggest_names(pattern, [*every, *kinds])}\n"
                    f"The layers are {', '.join(every)}; their classes {', '.join(kinds)}. Globs like fc* are allowed."
                )


def _matches(pattern: str, place: Place) -> bool:
    every = (place.name, *place.paths)
    return any(fnmatch.fnmatchcase(name, pattern) for name in every) or pattern == type(place.inner).__name__
