"""Names that something public had before: files, runs and classes that say them still mean the same thing.

A config may name a class by its first name, and a user's own class may import from its first module. Names of today are
what is shown, composed and compared; a run's identity is made of first names, so that what is finished stays finished.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

RAMPS = ("Convex", "Cosine", "CosineHalf", "DenseSparseDense", "ExponentialDensity", "OneCycle")
LEVELS = ("Logarithmic", "Lottery", "MultiStep", "OneShot", "Stepwise")
FIRST = {  # today's name: the first one
    **{f"runner.schedules.{name}": f"runner.ramps.{name}" for name in RAMPS},
    **{f"runner.schedules.{name}": f"runner.levels.{name}" for name in LEVELS},
    "runner.models.load": "runner.model_file.load",
}
TODAY = {first: today for today, first in FIRST.items()}
MODULES = {
    "runner.ramps": "runner.schedules.ramps",
    "runner.levels": "runner.schedules.levels",
    "runner.model_file": "runner.models.keras_file",
}
GROUPS = ("schedule", "model", "dataset")  # of a config, that name code


def rename_for_today(given: Mapping[str, Any]) -> dict[str, Any]:
    """A config as a tree, with each ``_target_`` under its name of today."""
    return _renamed(given, TODAY)


def restore_first_names(given: Mapping[str, Any]) -> dict[str, Any]:
    """A config as a tree, with each ``_target_`` under the name that it had first."""
    return _renamed(given, FIRST)


def rename_params(params: Mapping[str, str]) -> dict[str, str]:
    """The params of a tracked run, with each ``..._target_`` under its name of today."""
    return {key: TODAY.get(value, value) if key.endswith("._target_") else value for key, value in params.items()}


def _renamed(given: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    renamed = dict(given)
    for group in GROUPS:
        part = given.get(group)
        if isinstance(part, Mapping) and isinstance(target := part.get("_target_"), str):
            renamed[group] = {**part, "_target_": names.get(target, target)}
    return renamed


class MovedModules(MetaPathFinder, Loader):
    """Lets ``from runner.ramps import Ramp`` give what lies in ``runner.schedules.ramps`` today: the same class."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """Only of the modules that were moved."""
        return ModuleSpec(name, self) if name in MODULES else None

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Python's own, for a moment."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Put the module of today in its place, so that there is one of each class."""
        sys.modules[module.__name__] = importlib.import_module(MODULES[module.__name__])


def install() -> None:
    """Have Python find the modules that were moved."""
    if not any(isinstance(finder, MovedModules) for finder in sys.meta_path):
        sys.meta_path.append(MovedModules())
