"""Give each pruned layer its target, and say before training what it will really end with.

A layer follows the one schedule in proportion to its target, see :mod:`runner.schedules.scaled`. Layers that
``scope.targets`` names have their own; the others share ``target_sparsity`` by ``scope.distribution``.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from runner.config.schema import Config, PatternConfig
from runner.core import names
from runner.core.errors import UserError
from runner.core.records import TARGET_TOLERANCE, Layer, Sensitivity
from runner.pruning import distributions, rounding
from runner.schedules.plan import Plan

MISS_NOTED = 1e-2  # of one layer's weights

Weights = Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class Targets:
    """What the pruned layers are to end on, all together and each.

    Attributes:
        schedule: what it does by itself, and what to mind: it ends on ``target_sparsity``, or where its class says.
        share: that all pruned weights together follow of it, 1 unless layers have targets of their own.
        layers: of the model. One that is pruned has its target, its share of the schedule, and the weights that tfmot
            will keep at the end; None as long as they wait for the dense model.
    """

    schedule: Plan
    share: float
    layers: tuple[Layer, ...]

    @property
    def total(self) -> float:
        """The sparsity over all pruned weights at the end."""
        return self.schedule.target * self.share

    @functools.cached_property
    def plan(self) -> Plan:
        """What all pruned weights together will do: the schedule, in proportion."""
        if self.share == 1:
            return self.schedule
        updates = tuple(replace(each, sparsity=each.sparsity * self.share) for each in self.schedule.updates)
        return replace(self.schedule, updates=updates, target=self.total)

    def noting(self, warnings: Sequence[str]) -> Targets:
        """With more to mind, each once."""
        return replace(self, schedule=self.schedule.noting(warnings))

    @property
    def pruned(self) -> list[Layer]:
        """The layers that are pruned."""
        return [layer for layer in self.layers if layer.pruned]


def choose_targets(config: Config, layers: tuple[Layer, ...], schedule: Plan) -> Targets:
    """The targets of the layers that the scope chose, as far as they can be known before the dense model."""
    target, pruned = config.target_sparsity, [layer for layer in layers if layer.pruned]
    own = {layer.name: layer.target for layer in pruned if layer.target is not None}
    share = 1.0
    if own and target:
        asked = sum(own.get(each.name, target) * each.weights for each in pruned)
        share = asked / sum(layer.weights for layer in pruned) / target
    waiting = {layer.name: layer.shapes for layer in pruned if layer.name not in own}
    shared = distributions.share_uniformly(waiting, 0.0) if config.dense else _shared(config, waiting, None, None)
    return _with(config, Targets(schedule, share, layers), {**own, **shared})


def complete_targets(config: Config, targets: Targets, weights: Weights, scan: Sensitivity | None) -> Targets:
    """The targets with those that had to wait for the dense model: for its weights by layer, or a scan of it."""
    waiting = {layer.name: layer.shapes for layer in targets.pruned if layer.target is None}
    return _with(config, targets, _shared(config, waiting, weights, scan))


def _with(config: Config, targets: Targets, ends: Mapping[str, float]) -> Targets:
    """The targets with those of some layers, which are given as where a layer ends if all end on the global target."""
    target = config.target_sparsity
    ratio = targets.schedule.target / target if target else 0.0

    def aimed(layer: Layer) -> Layer:
        if layer.name not in ends:
            return layer
        end = ends[layer.name]
        layer = replace(layer, target=end * ratio, share=end / target if target else 1.0)
        return replace(layer, kept=_kept(layer, end * ratio, config.pattern))

    return replace(targets, layers=tuple(map(aimed, targets.layers)))


def check_targets(config: Config, targets: Targets) -> tuple[str, ...]:
    """What to mind about the targets.

    Raises:
        UserError: the pattern cannot be, or the layers together end elsewhere than asked.
    """
    if config.dense:
        return ()
    chosen = targets.pruned
    _check_pattern(config, chosen)
    total = sum(layer.weights for layer in chosen)
    if any(layer.kept is None for layer in chosen):  # targets still unknown: all but one weight of each tensor can go
        kept = max(round(total * (1 - targets.total)), sum(len(layer.shapes) for layer in chosen))
        return _missed(config, targets.total, 1 - kept / total)
    _check_peak(chosen, targets.schedule.peak)
    remedy = _remedy(config, chosen)
    reached = 1 - sum(layer.kept or 0 for layer in chosen) / total
    return (*_noted(config, chosen, remedy), *_missed(config, targets.total, reached, remedy))


def _shared(
    config: Config, shapes: distributions.Shapes, weights: Weights | None, scan: Sensitivity | None
) -> Mapping[str, float]:
    distribution, target = config.scope.distribution, config.target_sparsity
    if not shapes:
        return {}
    if distribution == "uniform":
        return distributions.share_uniformly(shapes, target)
    if distribution == "erk":
        return distributions.share_by_erk(shapes, target)
    if distribution == "global_magnitude" and weights is not None:
        return distributions.share_by_magnitude({name: weights[name] for name in shapes}, target)
    if distribution == "sensitivity" and scan is not None:
        return distributions.share_by_sensitivity(shapes, scan, target)
    return {}


def _kept(layer: Layer, target: float, pattern: PatternConfig) -> int:
    if target == 0 or any(rounding.find_problem(shape, pattern) for shape in layer.shapes):
        return layer.weights
    return sum(rounding.count_kept(shape, target, pattern) for shape in layer.shapes)


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
        layer.name: why for layer in chosen for shape in layer.shapes if (why := rounding.find_problem(shape, pattern))
    }
    if problems:
        listed = "\n".join(f"  {name}: {why}" for name, why in problems.items())
        kinds = {layer.kind for layer in chosen if layer.name in problems}
        whole = not any(layer.kind in kinds for layer in chosen if layer.name not in problems)
        left_out = names.list_names([*config.scope.exclude, *(sorted(kinds) if whole else problems)])
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
        ways.append(
            f"leave them out: scope.exclude={names.list_names([*scope.exclude, *(layer.name for layer in off)])}"
        )
    if off and not config.pattern.m_by_n:
        own = {layer.name: f"{layer.reaches:.4g}" for layer in off}
        own |= {name: f"{target:g}" for name, target in (scope.targets or {}).items() if name not in own}
        listed = ", ".join(f"{names.name_key(name)}: {target}" for name, target in own.items())
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
