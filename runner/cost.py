"""What a model costs, counted from its layers: parameters and multiplications.

One multiply-accumulate is counted as 2 FLOPs, for one example (batch 1). Counted are the
kernels of dense, convolutional (grouped too), depthwise and separable layers: the weights
that pruning can remove; biases, activations and normalization are left out. The effective
count leaves out multiplications by a weight that is zero, and the speedup is their ratio:
theoretical, since kernels for dense hardware don't skip zeros.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from runner.records import COST_EFFECTIVE_FLOPS, COST_FLOPS, COST_NONZERO, COST_PARAMS, COST_SPEEDUP

KERNELS = ("kernel", "depthwise_kernel", "pointwise_kernel")


def costs(model: Any) -> dict[str, float]:
    """Parameters, nonzero parameters, FLOPs, effective FLOPs, theoretical speedup, by metric name."""
    arrays = model.get_weights()
    flops = effective = 0
    for layer in _layers(model):
        for kernel, positions in _kernels(layer):
            flops += 2 * positions * kernel.size
            effective += 2 * positions * int(np.count_nonzero(kernel))
    return {
        COST_PARAMS: sum(array.size for array in arrays),
        COST_NONZERO: sum(int(np.count_nonzero(array)) for array in arrays),
        COST_FLOPS: flops,
        COST_EFFECTIVE_FLOPS: effective,
        COST_SPEEDUP: flops / effective if effective else 1.0,
    }


def _layers(model: Any) -> list[Any]:
    return [inner for layer in model.layers for inner in (_layers(layer) if hasattr(layer, "layers") else [layer])]


def _kernels(layer: Any) -> list[tuple[np.ndarray, int]]:
    """Each kernel of a layer, with how many output positions it is applied at."""
    positions = int(np.prod(layer.output_shape[1:-1])) if isinstance(layer.output_shape, tuple) else 0
    return [
        (np.asarray(getattr(layer, name)), positions)
        for name in KERNELS
        if getattr(layer, name, None) is not None and positions
    ]
