"""Bytes of a weight tensor, stored dense, as a bitmap, and as compressed sparse rows (CSR): estimates, by formula.

A value is a float32 of 4 bytes. A bitmap has one bit a weight, rounded up to whole bytes, and the nonzero values
after it. CSR keeps of each nonzero value its column, and where each row begins (Han et al. 2016, "Deep
Compression", section 2); here a column takes the fewest of 1, 2 or 4 bytes that hold every column of the matrix,
and a row's beginning 4 bytes. For CSR a tensor is a matrix with one row for each index of its last axis: the output
channels of a dense layer or convolution. None of the files that are measured is encoded so.
"""

from __future__ import annotations

import numpy as np

VALUE_BYTES = POINTER_BYTES = 4


def count_dense_bytes(weights: np.ndarray) -> int:
    """4 bytes a weight."""
    return VALUE_BYTES * weights.size


def count_bitmap_bytes(weights: np.ndarray) -> int:
    """One bit a weight, and 4 bytes a nonzero one.

    >>> bitmap_bytes(np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 2.0], [0.0, 0.0, 0.0]]))
    10
    """
    return -(-weights.size // 8) + VALUE_BYTES * _nonzero(weights)


def count_csr_bytes(weights: np.ndarray) -> int:
    """Value and column of each nonzero weight, and rows + 1 pointers.

    >>> csr_bytes(np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 2.0], [0.0, 0.0, 0.0]]))
    26
    """
    rows = weights.shape[-1]
    return _nonzero(weights) * (VALUE_BYTES + count_index_bytes(weights.size // rows)) + POINTER_BYTES * (rows + 1)


def count_index_bytes(columns: int) -> int:
    """The fewest of 1, 2 or 4 bytes that hold each index of so many columns."""
    return next(size for size in (1, 2, 4) if columns <= 256**size)


def _nonzero(weights: np.ndarray) -> int:
    return int(np.count_nonzero(weights))
