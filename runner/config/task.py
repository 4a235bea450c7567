"""What a run can be told about its task: its loss, and which figure decides."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from runner.core.errors import UserError
from runner.core.score import HIGHER, LOWER, SCORES

CLASSIFICATION, REGRESSION, CUSTOM = "classification", "regression", "custom"
SCORES_OF: Mapping[str, Sequence[str]] = {  # what each task measures; the first decides, unless another is chosen
    CLASSIFICATION: ("accuracy", "balanced_accuracy", "top5_accuracy"),
    "binary": ("roc_auc", "pr_auc", "f1", "recall", "accuracy", "balanced_accuracy"),
    "multilabel": ("macro_auc", "micro_f1", "accuracy"),
    REGRESSION: ("rmse", "mae", "r2"),
    "reconstruction": ("mse",),
    "segmentation": ("mean_iou", "pixel_accuracy"),
    CUSTOM: (),  # the user's own
}
LOSSES = ("mse", "mae", "huber")
DIRECTIONS = (HIGHER, LOWER)
OF_CUSTOM = ("metrics", "direction", "outputs")
TARGET = "_target_"
OWN_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
TAKEN = re.compile(r"loss|penalty|examples|classes.*|trivial_.*|.*_(change|tflite|int8)")  # names of other figures


@dataclass(frozen=True)
class TaskConfig:
    """What a model is trained for.

    ``label_smoothing`` is of a classification: the share of a label that is spread over all classes. ``loss`` is the
    name of one, of a regression. What follows is of a task of the user's own, and ``loss`` is then a function or a
    class by ``_target_``, with its parameters.

    Attributes:
        metrics: functions of the user's by ``_target_``, with their parameters, by the names of their figures.
        direction: of the score, whether higher or lower is better.
        outputs: of the model; as many as labels where it is not said.
    """

    name: str = CLASSIFICATION
    label_smoothing: float = 0.0
    loss: Any = "mse"
    metrics: dict[str, Any] = field(default_factory=dict)
    direction: str | None = None
    outputs: int | None = None

    @property
    def own(self) -> bool:
        """Whether loss and figures are the user's."""
        return self.name == CUSTOM

    def list_targets(self) -> list[str]:
        """The functions and classes of the user's."""
        parts = [self.loss, *self.metrics.values()] if self.own else []
        return [part[TARGET] for part in parts]


def choose_score(task: TaskConfig, given: str | None) -> str:
    """The name of the figure that decides.

    Raises:
        UserError: the task measures no such figure.
    """
    if task.name not in SCORES_OF:
        return given or ""  # is refused with the other choices
    offered = tuple(task.metrics) if task.own else SCORES_OF[task.name]
    if given and given not in offered:
        raise UserError(
            f"score={given} is no figure of task={task.name}: choose one of {', '.join(offered) or 'task.metrics'}."
        )
    if task.own and len(offered) != 1:
        return given or ""  # is refused with the rest of the task
    return given or offered[0]


def is_default_score(task: TaskConfig, score: str | None) -> bool:
    """Whether the score is the one that decides where none is chosen; a user's own is always chosen."""
    return not task.own and score == choose_score(task, None)


def check_task(task: TaskConfig, score: str | None = None) -> None:
    """Refuse values that do not go with one another; the choices themselves are checked elsewhere."""
    if not 0 <= task.label_smoothing < 1 or not math.isfinite(task.label_smoothing):
        raise UserError(
            f"task.label_smoothing={task.label_smoothing:g} is out of range: give a share, at least 0 and less than 1."
        )
    if task.label_smoothing and task.name != CLASSIFICATION:
        raise UserError(f"task.label_smoothing is of task={CLASSIFICATION}; task={task.name} has no classes to spread.")
    if task.own:
        for text in _find_faults(task, score):
            raise UserError(text)
        return
    if given := [key for key in OF_CUSTOM if getattr(task, key)]:
        raise UserError(f"task.{given[0]} is of task={CUSTOM}; task={task.name} knows its own.")
    if task.loss not in LOSSES:
        raise UserError(
            f"task.loss={task.loss} is unknown: choose one of {', '.join(LOSSES)}. For a loss of your own: "
            f"task={CUSTOM}."
        )
    if task.loss != LOSSES[0] and task.name != REGRESSION:
        raise UserError(f"task.loss={task.loss} is of task={REGRESSION}; task={task.name} has its own loss.")


def _find_faults(task: TaskConfig, score: str | None) -> Iterator[str]:
    """What is wrong with a task of the user's own."""
    if not _names_code(task.loss):
        yield (
            f"task={CUSTOM} needs a loss: task.loss.{TARGET}=my_task.my_loss, a function of (y_true, y_pred) or a "
            f"tf_keras.losses.Loss class in a module of trusted_modules."
        )
    if not task.metrics:
        yield (
            f"task={CUSTOM} needs a figure at least: +task.metrics.my_error.{TARGET}=my_task.my_error, a function of "
            f"(y_true, y_pred), NumPy arrays, that returns a number."
        )
    for name, part in task.metrics.items():
        if not _names_code(part):
            yield f"task.metrics.{name}={part} names no function: give task.metrics.{name}.{TARGET}=my_task.{name}."
        if not OWN_NAME.fullmatch(str(name)):
            yield f"task.metrics.{name} is no name of a figure: give small letters, digits and _, 40 at most."
        if name in SCORES or TAKEN.fullmatch(name):
            yield f"task.metrics.{name}: the runner itself has a figure of that name. Give yours another: own_{name}."
    if not score:
        yield f"task={CUSTOM} has several figures: say which decides, score={' or '.join(task.metrics)}."
    if task.direction not in DIRECTIONS:
        given = " is missing" if task.direction is None else f"={task.direction} is unknown"
        yield f"task.direction{given}: say {' or '.join(DIRECTIONS)}, which {score} is better."
    if task.outputs is not None and task.outputs < 1:
        yield f"task.outputs={task.outputs} is too small: give 1 or more."


def _names_code(part: Any) -> bool:
    return isinstance(part, Mapping) and bool(part.get(TARGET))
