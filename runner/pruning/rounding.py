"""What tfmot really keeps of a tensor, from its shape: it rounds, pads, and never prunes all.

Source: tfmot 0.8.1, ``pruning_impl.py`` and ``pruning_utils.py``. The arithmetic is float32, as there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from runner.config.scope import PatternConfig

Shape = Sequence[int]


def find_problem(shape: Shape, pattern: PatternConfig) -> str | None:
    """Why a tensor cannot have a pattern, or None.

    tfmot raises in the middle of building or training for these, or does nothing.
    """
    if pattern.blocks:
        if len(shape) != 2:
            return f"tfmot has block patterns for weights of 2 dimensions only, not {len(shape)} (tfmot issue 708)"
        if any(side <= block for side, block in zip(shape, pattern.block, strict=True)):
            return f"tfmot fails where one block spans a whole side of the weights, here {tuple(shape)}"
    if pattern.m_by_n:
        m, n = pattern.m_by_n
        if len(shape) not in (2, 4):
            return f"tfmot has m:n patterns for weights of 2 or 4 dimensions only, not {len(shape)}"
        if _row(shape) <= n - m:
            return f"its {_row(shape)} input channels are no more than the {n - m} weights that {m}:{n} keeps"
    return None


def count_kept(shape: Shape, sparsity: float, pattern: PatternConfig) -> int:
    """How many weights of a tensor tfmot keeps at a sparsity, ties in magnitude aside.

    Single weights: ``max(round(n (1 - sparsity)), 1)``. Blocks: the same for the number of blocks; where
    blocks overlap the edge it depends on which are kept, and this is the mean.
    m:n: each row of input channels is padded with zeros to whole groups, so the last group loses less.
    """
    size = math.prod(shape)
    if pattern.m_by_n:
        m, n = pattern.m_by_n
        row = _row(shape)
        return size - size // row * (row // n * m + max(row % n - (n - m), 0))
    if pattern.blocks:
        blocks = sum(count for _, count in _blocks(shape, pattern.block))
        return round(size * _largest(blocks, sparsity) / blocks)
    return _largest(size, sparsity)


def _largest(size: int, sparsity: float) -> int:
    one = np.float32(1)
    return max(int(np.rint(np.float32(size) * (one - np.float32(sparsity)))), 1)


def _row(shape: Shape) -> int:
    """The input channels, along which tfmot makes its groups of n."""
    return shape[0] if len(shape) == 2 else shape[2]


def _blocks(shape: Shape, block: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(weights in a block, how many such blocks), whole ones and those cut at the edges."""
    (whole_rows, cut_row), (whole_columns, cut_column) = (
        divmod(side, size) for side, size in zip(shape, block, strict=True)
    )
    for height, rows in ((block[0], whole_rows), (cut_row, 1)):
        for width, columns in ((block[1], whole_columns), (cut_column, 1)):
            if height * width and rows * columns:
                yield height * width, rows * columns
