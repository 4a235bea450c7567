"""One work for each task: data that its loss and its figures can be computed on by hand, and what they are then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from sklearn import metrics


@dataclass(frozen=True)
class Work:
    """A task with a model and data.

    ``figures`` are by name, from what the model answers and what is right, by scikit-learn and NumPy; the first is
    the score.
    """

    task: str
    model: str
    dataset: str | None  # one of ours; else the arrays are made here
    figures: dict[str, Callable[[np.ndarray, np.ndarray], float]]
    lower: bool = False

    @property
    def score(self):
        return next(iter(self.figures))

    def overrides(self, folder):
        """What a run of it is told; data that are made here go into the folder."""
        given = [f"task={self.task}", f"model={self.model}"]
        if self.dataset:
            return [*given, f"dataset={self.dataset}"]
        file = folder / f"{self.task}.npz"
        if not file.exists():
            np.savez(file, **MADE[self.task]())
        return [*given, "dataset=npz", f"dataset.path={file}"]


def images(count, seed):
    rng = np.random.default_rng(seed)
    x = rng.normal(0, 0.3, (count, 8, 8, 1)).astype(np.float32)
    y = np.zeros((count, 8, 8), np.uint8)
    for at in range(count):
        row, column = rng.integers(0, 5, 2)
        y[at, row : row + 3, column : column + 3] = 1 + at % 2
        x[at, ..., 0] += y[at]
    return x, y


def segmentation():
    return {f"{kind}_{part}": array for part, count, seed in (("train", 120, 0), ("val", 40, 1), ("test", 40, 2))
            for kind, array in zip("xy", images(count, seed), strict=True)}  # fmt: skip


def multilabel():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(300, 6)).astype(np.float32)
    return {"x": x, "y": np.stack([x[:, 0] > 0, x[:, 1] + x[:, 2] > 0, x[:, 3] > 1], axis=1).astype(np.uint8)}


MADE = {"segmentation": segmentation, "multilabel": multilabel}


def iou(outputs, labels):
    answers = outputs.argmax(axis=-1)
    both = [np.logical_and(answers == each, labels == each).sum() / np.logical_or(answers == each, labels == each).sum()
            for each in np.union1d(answers, labels)]  # fmt: skip
    return np.mean(both)


WORKS = [
    Work("classification", "mlp", "wine", {
        "accuracy": lambda o, y: metrics.accuracy_score(y, o.argmax(1)),
        "balanced_accuracy": lambda o, y: metrics.balanced_accuracy_score(y, o.argmax(1)),
    }),
    Work("binary", "mlp", "breast_cancer", {
        "roc_auc": lambda o, y: metrics.roc_auc_score(y[:, 0], o[:, 0]),
        "pr_auc": lambda o, y: metrics.average_precision_score(y[:, 0], o[:, 0]),
        "f1": lambda o, y: metrics.f1_score(y[:, 0], o[:, 0] > 0.5),
        "recall": lambda o, y: metrics.recall_score(y[:, 0], o[:, 0] > 0.5),
        "accuracy": lambda o, y: metrics.accuracy_score(y[:, 0], o[:, 0] > 0.5),
    }),
    Work("multilabel", "mlp", None, {
        "macro_auc": lambda o, y: metrics.roc_auc_score(y, o, average="macro"),
        "micro_f1": lambda o, y: metrics.f1_score(y, o > 0.5, average="micro"),
    }),
    Work("regression", "mlp", "diabetes", {
        "rmse": lambda o, y: metrics.mean_squared_error(y, o) ** 0.5,
        "mae": lambda o, y: metrics.mean_absolute_error(y, o),
        "r2": lambda o, y: metrics.r2_score(y, o),
    }, lower=True),
    Work("regression", "mlp", "linnerud", {
        "rmse": lambda o, y: np.mean([metrics.mean_squared_error(y[:, at], o[:, at]) ** 0.5 for at in range(3)]),
        "r2": lambda o, y: metrics.r2_score(y, o),
    }, lower=True),
    Work("reconstruction", "autoencoder", "digits", {
        "mse": lambda o, y: np.square(o.astype(np.float64) - y).mean(),
    }, lower=True),
    Work("segmentation", "unet", None, {
        "mean_iou": iou,
        "pixel_accuracy": lambda o, y: (o.argmax(-1) == y).mean(),
    }),
]  # fmt: skip
