"""A hash over what this machine makes of a few small sums: where it differs, so do the last bits of all weights.

What TensorFlow computes depends on more of a processor than can be pinned: Eigen adds up long products in blocks of
the size of its first cache, and takes 1/x and 1/sqrt(x) from instructions that each maker approximates in its own way.
"""

from __future__ import annotations

import hashlib

import numpy as np
import tensorflow as tf

LONG, SHORT = 1152, 784  # terms: with first caches of 32, 48 and 64 KB they are cut in 3, 2, 2 and in 2, 2, 1 blocks


def sign_arithmetic() -> str:
    """8 hexadecimal digits over results of the operations whose bits differ between processors."""
    long, wide = _numbers(16, LONG), _numbers(LONG, 64)
    results = [
        tf.matmul(long, wide), tf.matmul(long[:, :SHORT], wide[:SHORT]), tf.math.rsqrt(tf.abs(long)),
        tf.nn.softmax(long), tf.math.exp(long), tf.math.tanh(long),
    ]  # fmt: skip
    return hashlib.sha256(b"".join(each.numpy().tobytes() for each in results)).hexdigest()[:8]


def _numbers(*shape: int) -> tf.Tensor:
    """Between -0.5 and 0.5, spread by an exact formula, so that they are the same everywhere."""
    spread = np.arange(1, np.prod(shape) + 1, dtype=np.uint64) * np.uint64(2654435761) % np.uint64(2**24)
    return tf.constant(spread.reshape(shape) / 2**24 - 0.5, tf.float32)
