"""What a training can be told beside how long and at which rate: how much each class counts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from runner.config.task import TaskConfig
from runner.core.errors import UserError

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
