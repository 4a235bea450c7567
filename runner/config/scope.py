"""Where zeros may be, as a config says it: in which layers (scope), in which pattern.

Types and ranges of the keys in ``conf/scope`` and ``conf/pattern``; checked without data or TensorFlow. What is refused
ends in a UserError, which says what would be right.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from runner.config.values import check_fraction, check_texts
from runner.core.errors import UserError
from runner.core.records import TARGET_TOLERANCE

DISTRIBUTIONS = ("uniform", "erk", "global_magnitude", "sensitivity")
OF_DENSE_MODEL = ("global_magnitude", "sensitivity")
POOLINGS = ("AVG", "MAX")
CONSTANT = "tensorflow_model_optimization.sparsity.keras.ConstantSparsity"


@dataclass(frozen=True)
class ScopeConfig:
    """Which layers are pruned, and how the target is shared among them.

    ``include``, ``exclude`` and the keys of ``targets`` are names, globs over names or layer classes.
    ``inner`` leaves out the first and the last layer, ``xnnpack`` all that XNNPACK cannot speed up. ``frozen`` prunes
    layers that are not trained, too, which then never recover.
    ``levels`` are the sparsities that a sensitivity scan tries.
    """

    name: str = "all"
    include: list[str] = field(default_factory=lambda: ["*"])
    exclude: list[str] = field(default_factory=list)
    inner: bool = False
    xnnpack: bool = False
    distribution: str = "uniform"
    targets: dict[str, float] | None = None
    frozen: bool = False
    levels: list[float] = field(default_factory=lambda: [0.0, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95])

    @property
    def needs_dense_model(self) -> bool:
        """Whether the targets by layer are known only once the dense model is."""
        return self.distribution in OF_DENSE_MODEL


@dataclass(frozen=True)
class PatternConfig:
    """Which zeros are allowed: single ones, blocks of (rows, columns), or m in each n in a row."""

    name: str = "element"
    block: list[int] = field(default_factory=lambda: [1, 1])
    pooling: str = "AVG"
    m_by_n: list[int] | None = None

    @property
    def blocks(self) -> bool:
        """Whether whole blocks are pruned."""
        return list(self.block) != [1, 1]


def check_scope(scope: ScopeConfig, target: float) -> None:
    """Refuse what cannot be, before the layers are known: a target that is no sparsity, levels that don't rise."""
    for key in ("include", "exclude"):
        check_texts(f"scope.{key}", getattr(scope, key), "names, globs over names or layer classes")
    targets = scope.targets or {}
    for layer, own in targets.items():
        check_fraction(f"scope.targets.{layer}", own)
    if target == 0 and any(targets.values()):
        raise UserError(
            "scope.targets needs a target_sparsity above 0: each layer follows the schedule in proportion to it."
        )
    for level in scope.levels:
        check_fraction("scope.levels", level)
    if list(scope.levels) != sorted({0.0, *scope.levels}) or len(scope.levels) < 2:
        raise UserError(
            f"scope.levels={list(scope.levels)} cannot be scanned: give sparsities that rise from 0, as in [0,0.5,0.9]."
        )


def check_pattern(pattern: PatternConfig, scope: ScopeConfig, schedule: str, target: float) -> None:
    """Refuse a pattern that is none, and what tfmot would ignore beside m:n.

    Args:
        pattern: as composed.
        scope: it says the targets by layer, which m:n has no use for.
        schedule: the ``_target_`` of the schedule.
        target: the sparsity asked for.
    """
    if len(pattern.block) != 2 or min(pattern.block) < 1:
        raise UserError(
            f"pattern.block={list(pattern.block)} is not a block: give its rows and columns, 1 or more, as in [2,2]."
        )
    if pattern.m_by_n is None:
        return
    if len(pattern.m_by_n) != 2 or not 1 <= pattern.m_by_n[0] < pattern.m_by_n[1]:
        raise UserError(
            f"pattern.m_by_n={list(pattern.m_by_n)} is not m:n: give the zeros and the length of the group, "
            f"as in [2,4] for 2 zeros in each 4 weights."
        )
    m, n = pattern.m_by_n
    given = f"pattern.m_by_n=[{m},{n}]"
    if pattern.blocks:
        raise UserError(
            f"{given} and pattern.block={list(pattern.block)} exclude each other: tfmot would ignore the block. "
            f"Choose one of pattern=m_by_n and pattern=block."
        )
    if schedule != CONSTANT:
        raise UserError(
            f"{given} has no use for this schedule: tfmot makes m:n masks once, at the first training step, and "
            f"ignores when and how much the schedule would prune. Use schedule=constant (or dense, the control)."
        )
    if abs(target - m / n) > TARGET_TOLERANCE:
        raise UserError(
            f"{given} prunes {m} of each {n} weights, whatever target_sparsity={target:g} says. "
            f"Set target_sparsity={m / n:.4g}."
        )
    if scope.targets or scope.distribution != "uniform":
        raise UserError(
            f"{given} prunes {m} of each {n} weights in every layer: tfmot ignores targets by layer. "
            f"Leave scope.targets out and set scope.distribution=uniform."
        )
