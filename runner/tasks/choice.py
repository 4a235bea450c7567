"""The tasks by their names in ``conf/task/``, and the one that a config names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runner.config.task import TaskConfig, choose_score
from runner.core.score import LOWER, SCORES, make_own_score
from runner.tasks.base import Task
from runner.tasks.binary import Binary, Multilabel
from runner.tasks.classification import Classification
from runner.tasks.custom import Custom
from runner.tasks.regression import Reconstruction, Regression
from runner.tasks.segmentation import Segmentation

MADE: Mapping[str, Any] = {
    "classification": lambda score, of: Classification(score, label_smoothing=of.label_smoothing),
    "binary": lambda score, of: Binary(score),
    "multilabel": lambda score, of: Multilabel(score),
    "regression": lambda score, of: Regression(score, loss=of.loss),
    "reconstruction": lambda score, of: Reconstruction(score),
    "segmentation": lambda score, of: Segmentation(score),
}


def make_task(config: TaskConfig, score: str | None) -> Task:
    """The task of a config, which has not seen any data."""
    name = choose_score(config, score)
    if config.own:
        return Custom(
            make_own_score(name, config.direction == LOWER), config.loss, config.metrics, given=config.outputs
        )
    made: Task = MADE[config.name](SCORES[name], config)
    return made
