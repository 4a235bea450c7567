"""FLOPs of the pruning phase: as it is calculated, all dense, and if multiplications by masked weights were left out.

The convention is that of Evci et al. 2020, "Rigging the Lottery", appendix H: a training step costs 3 times the
forward pass, since the backward pass is two of them; and gradual pruning scales with 1 - sparsity at each step.
Nothing is saved in truth: a mask multiplies, and dense kernels calculate with its zeros as with other numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from runner.core.metric_names import COST_TRAINING_FLOPS, COST_TRAINING_FLOPS_DENSE
from runner.core.records import Layer
from runner.measuring.flops import Kernel
from runner.schedules.plan import Plan

PASSES = 3  # forward once, backward twice

Followed = Sequence[tuple[int, float]]


def follow_kernels(
    kernels: Iterable[Kernel], layers: Iterable[Layer], variables: Mapping[str, Sequence[Any]]
) -> Followed:
    """(FLOPs of one example, share of the schedule) of each kernel; 0 where it is not among the pruned variables."""
    shares = {id(each): layer.share or 0.0 for layer in layers for each in variables.get(layer.name, ())}
    return [(kernel.flops, shares.get(id(kernel.variable), 0.0)) for kernel in kernels]


def count_training_flops(
    plan: Plan, parts: Followed, examples: int, batch_size: int, share: float = 1.0
) -> dict[str, float]:
    """FLOPs of all steps of the pruning phase, by metric name: dense, and at the sparsity planned for each step.

    An update counts from the step on at which it happens: the wrapper makes the mask before the forward pass.

    Args:
        plan: of all pruned weights together; its steps are whole epochs.
        parts: of the model, see :func:`follow_kernels`.
        examples: in an epoch; its last batch may be smaller.
        batch_size: of the others.
        share: of the schedule, that all pruned weights together follow.
    """
    ends = [*(update.step for update in plan.updates[1:]), plan.steps + 1]
    pruned = sum(flops * part for flops, part in parts) / share
    saved = sum(
        update.sparsity
        * pruned
        * (
            count_examples_seen(end - 1, examples, batch_size)
            - count_examples_seen(update.step - 1, examples, batch_size)
        )
        for update, end in zip(plan.updates, ends, strict=False)
    )
    dense = sum(flops for flops, _ in parts) * count_examples_seen(plan.steps, examples, batch_size)
    return {COST_TRAINING_FLOPS_DENSE: PASSES * dense, COST_TRAINING_FLOPS: PASSES * (dense - saved)}


def count_examples_seen(steps: int, examples: int, batch_size: int) -> int:
    """How many examples were trained on after so many steps, each as often as it came.

    >>> [seen(steps, examples=10, batch_size=4) for steps in range(5)]
    [0, 4, 8, 10, 14]
    """
    epochs, rest = divmod(steps, math.ceil(examples / batch_size))
    return epochs * examples + min(rest * batch_size, examples)
