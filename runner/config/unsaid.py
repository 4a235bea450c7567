"""Keys that came after the first version, with what a run does that does not say them.

So a run of before keeps its identity, and can be compared with one of today.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runner.config import augment
from runner.config.task import TaskConfig
from runner.config.training import LAST

STRATIFIED = "stratified"  # of dataset.split
UNSAID: Mapping[str, Any] = {
    "train.xla": False,
    "train.class_weights": None,
    "train.keep": LAST,
    "baseline.early_stopping": None,
    "schedule.rewind_to": None,
    "dataset.split": STRATIFIED,
    "dataset.steps": None,
    **{f"{augment.AUGMENT}.{key}": value for key, value in augment.NOTHING.items()},
}
OF_TASK = {f"task.{key}": getattr(TaskConfig(), key) for key in ("name", "label_smoothing", "loss")}
OF_RUN = "train.epochs"  # every run says it


def leave_out(tree: Mapping[str, Any]) -> dict[str, Any]:
    """A config as a tree, without what means the same as nothing."""
    kept = {group: dict(part) if isinstance(part, Mapping) else part for group, part in tree.items()}
    for key, value in UNSAID.items():
        group, _, name = key.partition(".")
        part = kept.get(group)
        if isinstance(part, dict) and name in part and part[name] == value:
            part.pop(name)
            if not part:
                kept.pop(group)
    return kept


def complete_params(params: Mapping[str, str]) -> dict[str, str]:
    """The params of a tracked run with those that it does not say."""
    if OF_RUN not in params:
        return dict(params)
    own = {key.rpartition(".")[0] for key in params}  # what is given by parts, as a loss by _target_, is given
    return {**{key: str(value) for key, value in {**UNSAID, **OF_TASK}.items() if key not in own}, **params}
