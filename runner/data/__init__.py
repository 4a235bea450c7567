"""Datasets as arrays: (x, y) by split, read from a file or by a function, ours or a user's.

It may import tasks, config and core; models and schedules are independent of it.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runner.data.datasets import cifar10, digits, fashion_mnist, mnist, mnist5k, npz
    from runner.data.small import breast_cancer, diabetes, linnerud, wine

OF_SMALL = ("breast_cancer", "diabetes", "linnerud", "wine")
__all__ = [
    "breast_cancer",
    "cifar10",
    "diabetes",
    "digits",
    "fashion_mnist",
    "linnerud",
    "mnist",
    "mnist5k",
    "npz",
    "wine",
]


def __getattr__(name: str) -> Any:
    """A public function, imported when it is asked for: the command line needs no arrays."""
    if name in __all__:
        return getattr(importlib.import_module(f"runner.data.{'small' if name in OF_SMALL else 'datasets'}"), name)
    raise AttributeError(f"runner.data has no {name}: it has {', '.join(__all__)}")
