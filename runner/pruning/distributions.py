"""Share a global target among layers: how sparse each should end for the whole to end at the target.

Each distribution takes layers by name, with the shapes or the values of their prunable tensors, and the target T in
[0, 1). It gives a sparsity in [0, 1) for each, whose mean over all weights is T. The order of layers changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from runner.core.records import Sensitivity

Shapes = Mapping[str, Sequence[Sequence[int]]]
Sparsities = dict[str, float]  # by layer
BISECTIONS = 60  # halves the interval of accuracies to below the last bit of a float


def share_uniformly(shapes: Shapes, target: float) -> Sparsities:
    """The same for each layer."""
    return dict.fromkeys(shapes, target)


def share_by_erk(shapes: Shapes, target: float) -> Sparsities:
    """Erdos-Renyi-Kernel: density in proportion to the sum of a tensor's dimensions over their product.

    A layer whose density would exceed 1 stays dense, and the rest is scaled again. Source: Evci 2020,
    "Rigging the Lottery", arXiv 1911.11134, section 3.
    """
    sizes = _sizes(shapes)
    sums = {name: sum(sum(shape) for shape in tensors) for name, tensors in sorted(shapes.items())}
    kept, dense = (1 - target) * sum(sizes.values()), set[str]()
    while sparse := [name for name in sums if name not in dense]:
        scale = (kept - sum(sizes[name] for name in dense)) / sum(sums[name] for name in sparse)
        too_dense = {name for name in sparse if scale * sums[name] > sizes[name]}
        if not too_dense:
            break
        dense |= too_dense
    below_one = np.nextafter(1.0, 0.0).item()
    shared = {name: min(max(1 - scale * sums[name] / sizes[name], 0.0), below_one) for name in sparse}
    return dict.fromkeys(shapes, 0.0) | shared


def share_by_magnitude(weights: Mapping[str, Sequence[np.ndarray]], target: float) -> Sparsities:
    """One threshold for all layers of the dense model: each loses what is below it; a layer's largest weight stays."""
    names = sorted(weights)
    flat = [np.sort(np.abs(np.concatenate([array.ravel() for array in weights[name]]))) for name in names]
    candidates = np.concatenate([magnitudes[:-1] for magnitudes in flat])
    owners = np.repeat(np.arange(len(names)), [len(magnitudes) - 1 for magnitudes in flat])
    pruned = round(target * sum(len(magnitudes) for magnitudes in flat))
    lost = np.bincount(owners[np.argsort(candidates, kind="stable")[:pruned]], minlength=len(names))
    shares = {name: int(zeros) / len(all_) for name, zeros, all_ in zip(names, lost, flat, strict=True)}
    return {name: shares[name] for name in weights}


def share_by_sensitivity(shapes: Shapes, scan: Sensitivity, target: float) -> Sparsities:
    """Each layer alone costs the same of the score: the largest drop that all are allowed, found by bisection.

    A layer goes to the highest sparsity whose drop, interpolated between the scanned levels, is allowed.
    A drop counts for all higher levels, too; at sparsity 1 all is lost. Where the drop that is
    allowed jumps over the target, because a curve is flat, the two sides are mixed.
    """
    sizes = _sizes(shapes)
    total = sum(sizes.values())

    def at(drop: float) -> Sparsities:
        return {name: _highest(scan.levels, scan.measure_drops(name), drop, sizes[name]) for name in sorted(shapes)}

    def mean(targets: Sparsities) -> float:
        return sum(sizes[name] * value for name, value in targets.items()) / total

    below, above = dict.fromkeys(sorted(shapes), 0.0), at(1.0)
    low, high = 0.0, 1.0
    for drop in (0.0, *[None] * BISECTIONS):
        drop = (low + high) / 2 if drop is None else drop
        now = at(drop)
        if mean(now) < target:
            below, low = now, drop
        else:
            above, high = now, drop
    width = mean(above) - mean(below)
    share = min((target - mean(below)) / width, 1.0) if width > 0 else 1.0
    return {name: (1 - share) * below[name] + share * above[name] for name in shapes}


def _highest(levels: Sequence[float], drops: Sequence[float], drop: float, size: int) -> float:
    """The highest sparsity at which a layer alone costs no more than ``drop``; one weight stays."""
    highest = np.maximum.accumulate(drops)
    every, costs = [*levels, 1.0], [*highest.tolist(), max(1.0, highest[-1])]
    last = max(at for at, cost in enumerate(costs) if cost <= drop)
    if last == len(levels):
        return 1 - 1 / size
    share = (drop - costs[last]) / (costs[last + 1] - costs[last])
    return min(every[last] + share * (every[last + 1] - every[last]), 1 - 1 / size)


def _sizes(shapes: Shapes) -> dict[str, int]:
    return {name: sum(int(np.prod(shape)) for shape in tensors) for name, tensors in sorted(shapes.items())}
