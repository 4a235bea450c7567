"""A user's own schedule and dataset, as they were written for the version before the rooms."""

import numpy as np

from runner.ramps import Ramp


class Square(Ramp):
    """Sparsity grows with the square of the progress."""

    def curve(self, progress):
        """The share of the way, for progress from 0 to 1."""
        return progress**2


def halves(path=None):
    """600 examples of two numbers each; which half-plane they lie in."""
    x = np.random.default_rng(0).normal(size=(600, 8)).astype(np.float32)
    return {"train": (x, (x.sum(axis=1) > 0).astype(np.int64))}
