"""What a run can be told about its task: its loss, and which figure decides."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from runner.core.errors import UserError

CLASSIFICATION, REGRESSION = "classification", "regression"
SCORES_OF: Mapping[str, Sequence[str]] = {  # what each task measures; the first decides, unless another is chosen
    CLASSIFICATION: ("accuracy", "balanced_accuracy", "top5_accuracy"),
    "binary": ("roc_auc", "pr_auc", "f1", "recall", "accuracy", "balanced_accuracy"),
    "multilabel": ("macro_auc", "micro_f1", "accuracy"),
    REGRESSION: ("rmse", "mae", "r2"),
    "reconstruction": ("mse",),
    "segmentation": ("mean_iou", "pixel_accuracy"),
}
LOSSES = ("mse", "mae", "huber")


@dataclass(frozen=True)
class TaskConfig:
    """What a model is trained for.

    ``label_smoothing`` is of a classification: the share of a label that is spread over all classes. ``loss`` is of a
    regression.
    """

    name: str = CLASSIFICATION
    label_smoothing: float = 0.0
    loss: str = "mse"


def choose_score(task: TaskConfig, given: str | None) -> str:
    """The name of the figure that decides.

    Raises:
        UserError: the task measures no such figure.
    """
    if task.name not in SCORES_OF:
        return given or ""  # is refused with the other choices
    offered = SCORES_OF[task.name]
    if given and given not in offered:
        raise UserError(f"score={given} is no figure of task={task.name}: choose one of {', '.join(offered)}.")
    return given or offered[0]


def check_task(task: TaskConfig) -> None:
    """Refuse values that do not go with one another; the choices themselves are checked elsewhere."""
    if not 0 <= task.label_smoothing < 1 or not math.isfinite(task.label_smoothing):
        raise UserError(
            f"task.label_smoothing={task.label_smoothing:g} is out of range: give a share, at least 0 and less than 1."
        )
    if task.label_smoothing and task.name != CLASSIFICATION:
        raise UserError(f"task.label_smoothing is of task={CLASSIFICATION}; task={task.name} has no classes to spread.")
    if task.loss != LOSSES[0] and task.name != REGRESSION:
        raise UserError(f"task.loss={task.loss} is of task={REGRESSION}; task={task.name} has its own loss.")
