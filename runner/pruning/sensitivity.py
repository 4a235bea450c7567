"""How much of its score the dense model loses when one layer alone is pruned, without any training.

The levels are tried by magnitude on single weights, as tfmot prunes them, on val, never on test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from runner.config.scope import PatternConfig
from runner.core.records import Sensitivity
from runner.core.score import ACCURACY, Score
from runner.pruning import rounding

SINGLE = PatternConfig()


def scan_layers(
    variables: Mapping[str, Sequence[Any]], levels: Sequence[float], score: Callable[[], float], of: Score = ACCURACY
) -> Sensitivity:
    """Prune each layer alone to each level, and look at the score.

    Args:
        variables: by layer, the variables that hold its prunable weights; they are as before at the end.
        levels: sparsities that rise from 0.
        score: measures the model that the variables belong to, as they are now.
        of: what it measures.
    """
    dense = score()
    found = {}
    for name, tensors in variables.items():
        before = [tensor.numpy() for tensor in tensors]
        answers = [dense]
        try:
            for level in levels[1:]:
                for tensor, weights in zip(tensors, before, strict=True):
                    tensor.assign(prune_by_magnitude(weights, level))
                answers.append(score())
        finally:
            for tensor, weights in zip(tensors, before, strict=True):
                tensor.assign(weights)
        found[name] = tuple(answers)
    return Sensitivity(tuple(levels), found, of)


def prune_by_magnitude(weights: np.ndarray, sparsity: float) -> np.ndarray:
    """The weights with the smallest magnitudes at zero, as tfmot would leave them; ties are kept."""
    magnitudes = np.abs(weights)
    at = weights.size - rounding.count_kept(weights.shape, sparsity, SINGLE)
    threshold = np.partition(magnitudes, at, axis=None)[at]
    return np.where(magnitudes >= threshold, weights, np.zeros_like(weights))
