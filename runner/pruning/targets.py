"""Give each pruned layer its target, and say before training what it will really end with.

A layer follows the one schedule in proportion to its target, see :mod:`runner.schedules.scaled`. Layers that
``scope.targets`` names have their own; the others share ``target_sparsity`` by ``scope.distribution``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from runner.config.schema import Config
from runner.config.scope import PatternConfig
from runner.core import names
from runner.core.records import TARGET_TOLERANCE, Layer, Sensitivity, UserError
from runner.pruning import distributions, rounding

MISS_NOTED = 1e-2  # of one layer's weights

Layers = tuple[Layer, ...]
Weights = Mapping[str, Sequence[Any]]


def allot(
    config: Config, layers: Layers, weights: Weights | None = None, scan: Sensitivity | None = None, *, ends_at: float
) -> Layers:
    """The layers with their targets, and with the weights that tfmot will keep at the end.

    Args:
        config: scope, pattern, and the global target.
        layers: as the scope chose them.
        weights: of the dense model, by layer; None before there is one, and then the targets of a
            distribution that needs it stay None.
        scan: of the dense model, for the distribution ``sensitivity``.
        ends_at: the sparsity that the schedule ends on, in nearly all of them ``target_sparsity``.
    """
    target = config.target_sparsity
    ratio = ends_at / target if target else 0.0
    waiting = {layer.name: layer.shapes for layer in layers if layer.pruned and layer.target is None}
    shared = distributions.uniform(waiting, 0.0) if config.dense else _shared(config, waiting, weights, scan)

    def aimed(layer: Layer) -> Layer:
        own = shared.get(layer.name, layer.target if layer.share is None else None)
        if own is None:
            return layer
        return replace(layer, target=own * ratio, share=own / target if target else 1.0)

    return tuple(_with_kept(aimed(layer), config.pattern) for layer in layers)


def asked(config: Config, layers: Layers) -> float:
    """The sparsity asked for over all pruned weights: ``target_sparsity``, where no layer has its own.

    Args:
        config: the global target.
        layers: as the scope chose them, before :func:`allot`.
    """
    chosen = [layer for layer in layers if layer.pruned]
    if all(layer.target is None for layer in chosen):
        return config.target_sparsity
    wanted = sum((config.target_sparsity if each.target is None else each.target) * each.weights for each in chosen)
    return wanted / sum(layer.weights for layer in chosen)


def judge(config: Config, layers: Layers, wanted: float, peak: float = 0.0) -> tuple[str, ...]:
    """What to mind about the targets.

    Args:
        config: scope and pattern.
        layers: as :func:`allot` gave them back.
        wanted: the sparsity over all of them at the end.
        peak: the highest sparsity that the schedule ever asks for.

    Raises:
        UserError: the pattern cannot be, or the layers together end elsewhere than asked.
    """
    chosen = [layer for layer in layers if layer.pruned]
    if config.dense:
        return ()
    _check_pattern(config, chosen)
    total = sum(layer.weights for layer in chosen)
    if any(layer.kept is None for layer in chosen):  # targets still unknown: all but one weight of each tensor can go
        kept = max(round(total * (1 - wanted)), sum(len(layer.shapes) for layer in chosen))
        return _missed(config, wanted, 1 - kept / total)
    _check_peak(chosen, peak)
    remedy = _remedy(config, chosen)
    reached = 1 - sum(layer.kept or 0 for layer in chosen) / total
    return (*_noted(config, chosen, remedy), *_missed(config, wanted, reached, remedy))


def _shared(
    config: Config, shapes: distributions.Shapes, weights: Weights | None, scan: Sensitivity | None
) -> Mapping[str, float]:
    distribution, target = config.scope.distribution, config.target_sparsity
    if not shapes:
        return {}
    if distribution == "uniform":
        return distributions.uniform(shapes, target)
    if distribution == "erk":
        return distributions.erk(shapes, target)
    if distribution == "global_magnitude" and weights is not None:
        return distributions.global_magnitude({name: weights[name] for name in shapes}, target)
    if distribution == "sensitivity" and scan is not None:
        return distributions.sensitivity(shapes, scan, target)
    return {}


def _with_kept(layer: Layer, pattern: PatternConfig) -> Layer:
    if not layer.pruned or layer.target is None:
        return layer
    if layer.target == 0 or any(rounding.problem(shape, pattern) for shape in layer.shapes):
        return replace(layer, kept=layer.weights)
    return replace(layer, kept=sum(rounding.kept(shape, layer.target, pattern) for shape in layer.shapes))


def _check_peak(chosen: Sequence[Layer], peak: float) -> None:
    for layer in chosen:
        if (layer.share or 0.0) * peak >= 1:
            raise UserError(
                f"The layer {layer.name} would be asked for more weights than it has: the schedule goes up to "
                f"{peak:.4g}, and for its target of {layer.target:.4g} the layer takes {layer.share:.4g} times that. "
                f"Give it a lower target, or use a schedule that never goes higher than its target."
            )


def _check_pattern(config: Config, chosen: Sequence[Layer]) -> None:
    pattern = config.pattern
    problems = {
        layer.name: why for layer in chosen for shape in layer.shapes if (why := rounding.problem(shape, pattern))
    }
    if problems:
        listed = "\n".join(f"  {name}: {why}" for name, why in problems.items())
        kinds = {layer.kind for layer in chosen if layer.name in problems}
        whole = not any(layer.kind in kinds for layer in chosen if layer.name not in problems)
        left_out = names.listed([*config.scope.exclude, *(sorted(kinds) if whole else problems)])
        given = f"m_by_n={list(pattern.m_by_n)}" if pattern.m_by_n else f"block={list(pattern.block)}"
        raise UserError(
            f"pattern.{given} cannot be had in every layer:\n{listed}\n"
            f"Leave them out: scope.exclude={left_out}; or use pattern=element."
        )


def _off(chosen: Sequence[Layer], by: float = MISS_NOTED) -> list[Layer]:
    """The layers that will end elsewhere than on their target, by their shapes."""
    return [each for each in chosen if abs((each.target or 0.0) - (each.reaches or 0.0)) > by]


def _remedy(config: Config, chosen: Sequence[Layer]) -> str:
    """How to ask for what the layers can have, with the values; empty where nothing is off, or nothing helps."""
    off, ways, scope = _off(chosen) or _off(chosen, TARGET_TOLERANCE), [], config.scope
    if off and len(off) < len(chosen):
        ways.append(f"leave them out: scope.exclude={names.listed([*scope.exclude, *(layer.name for layer in off)])}")
    if off and not config.pattern.m_by_n:
        own = {layer.name: f"{layer.reaches:.4g}" for layer in off}
        own |= {name: f"{target:g}" for name, target in (scope.targets or {}).items() if name not in own}
        listed = ", ".join(f"{names.key(name)}: {target}" for name, target in own.items())
        ways.append(f"ask for what they can have: scope.targets={{{listed}}}")
    text = "; or ".join(ways)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _noted(config: Config, chosen: Sequence[Layer], remedy: str) -> Iterator[str]:
    if config.pattern.m_by_n:
        yield (
            "tfmot makes m:n masks once, at the first training step: whatever was given, begin_step, end_step and "
            "frequency of the schedule are 1."
        )
    if off := _off(chosen):
        listed = "; ".join(f"{each.name} {each.reaches:.4g} instead of {each.target:.4g}" for each in off)
        yield f"By their shapes some layers will end with another sparsity than asked: {listed}. {remedy}".rstrip()


def _missed(config: Config, wanted: float, reached: float, remedy: str = "") -> tuple[str, ...]:
    if abs(wanted - reached) <= TARGET_TOLERANCE:
        return ()
    text = f"By the shapes of its layers the model will end with a sparsity of {reached:.4g} instead of {wanted:.4g}."
    if config.allow_missed_target:
        return (text,)
    raise UserError(
        f"{text}\ntfmot keeps at least one weight of each tensor, rounds, and pads patterns. "
        f"{remedy or 'Set another target_sparsity, or leave out small layers (scope.exclude).'}\n"
        f"To train all the same: allow_missed_target=true."
    )
