"""Datasets as arrays: (x, y) by split, read from a file or by a function, ours or a user's.

It may import tasks, config and core; models and schedules are independent of it.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runner.data.augmentation import flip_shift, jitter_scale
    from runner.data.image_folders import images
    from runner.data.known_images import cifar10, digits, fashion_mnist, mnist, mnist5k
    from runner.data.npz_file import npz
    from runner.data.record_files import tfrecord
    from runner.data.small import breast_cancer, diabetes, linnerud, wine
    from runner.data.tables import table

__all__ = [
    "breast_cancer",
    "cifar10",
    "diabetes",
    "digits",
    "fashion_mnist",
    "flip_shift",
    "images",
    "jitter_scale",
    "linnerud",
    "mnist",
    "mnist5k",
    "npz",
    "table",
    "tfrecord",
    "wine",
]
MODULES = {
    **dict.fromkeys(("cifar10", "digits", "fashion_mnist", "mnist", "mnist5k"), "known_images"),
    **dict.fromkeys(("breast_cancer", "diabetes", "linnerud", "wine"), "small"),
    **dict.fromkeys(("flip_shift", "jitter_scale"), "augmentation"),
    "images": "image_folders",
    "npz": "npz_file",
    "table": "tables",
    "tfrecord": "record_files",
}


def __getattr__(name: str) -> Any:
    """A public function, imported when it is asked for: the command line needs no arrays."""
    if name in MODULES:
        return getattr(importlib.import_module(f"runner.data.{MODULES[name]}"), name)
    raise AttributeError(f"runner.data has no {name}: it has {', '.join(__all__)}")
