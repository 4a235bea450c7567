"""What a training can be told beside how long and at which rate: how much each class counts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from runner.config import recipe
from runner.config.task import TaskConfig
from runner.core.errors import UserError

KEEPS = LAST, BEST_AT_TARGET = "last", "best_at_target"
BALANCED = "balanced"
OF_CLASSES = ("classification", "binary")  # tasks whose examples have a class each


def check_class_weights(given: Any, task: TaskConfig) -> None:
    """Refuse ``train.class_weights`` that are none, or of a task without classes."""
    if given is None:
        return
    if task.name not in OF_CLASSES:
        raise UserError(
            f"train.class_weights={given} is of task={' and task='.join(OF_CLASSES)}: an example of task={task.name} "
            f"has no class. Give weights of examples instead, as w_train in the data."
        )
    if given != BALANCED and not (isinstance(given, Mapping) and given):
        raise UserError(
            f"train.class_weights={given} is unknown: give {BALANCED}, or weights by class, as in "
            f"'train.class_weights={{0: 1, 1: 5}}'."
        )
    for each, weight in given.items() if isinstance(given, Mapping) else ():
        if isinstance(each, bool) or not isinstance(each, int) or each < 0:
            raise UserError(f"train.class_weights names {each}, which is no class: classes are whole numbers from 0.")
        number = isinstance(weight, int | float) and not isinstance(weight, bool)
        if not number or not 0 < weight < math.inf:
            raise UserError(
                f"train.class_weights has {weight} for class {each}: give a number above 0. To leave a class out, "
                f"leave it out of the data."
            )


def check_keeping(train: Any, baseline: Any) -> None:
    """Refuse to keep the best epoch where that cannot be had, or would be another than what is measured on val."""
    patience = baseline.early_stopping
    if patience is not None and patience < 1:
        raise UserError(f"baseline.early_stopping={patience} is too small: give 1 epoch or more, or null.")
    if patience is not None and not baseline.epochs:
        raise UserError("baseline.early_stopping stops the dense training, and baseline.epochs=0 leaves that out.")
    if patience is not None and train.decay["_target_"] == recipe.REWIND:
        raise UserError(
            "learning_rate=rewind replays the last rates of the dense training, and baseline.early_stopping may leave "
            "them out. Give one of the two."
        )
    of_best = (("train.keep", "optimizer", train, train.keep != LAST),
               ("baseline.early_stopping", "baseline.optimizer", baseline, patience is not None))  # fmt: skip
    for key, of, training, asked in of_best:
        if asked and training.optimizer.get("use_ema"):
            raise UserError(
                f"{key} compares the weights of epochs, and {of}.use_ema=true ends with an average over all of them. "
                f"Give one of the two."
            )
