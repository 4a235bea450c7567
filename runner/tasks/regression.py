"""Quantities: those of an example (regression), or the example itself (reconstruction)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np

from runner.core.errors import UserError
from runner.tasks import figures
from runner.tasks.base import Labels, Task, check_count, check_finite, refuse_labels


@dataclass(frozen=True)
class Regression(Task):
    """Values in the user's unit, also at the model's outputs; the loss is of what is standardised by train.

    Attributes:
        loss: one of :data:`runner.config.task.LOSSES`.
        means: of train, one an output.
        deviations: its standard deviations; 1 where all values are equal.
    """

    loss: str = "mse"
    means: tuple[float, ...] = field(default=(), kw_only=True)
    deviations: tuple[float, ...] = field(default=(), kw_only=True)

    running = ("mae",)
    wanted = "numbers of shape (n,) or (n, outputs)"

    def read_labels(self, part: str, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """(n, outputs) float32."""
        check_count(part, x, y)
        check_finite(part, y, self.wanted)
        if y.ndim > 2 or y.size == 0:
            raise refuse_labels(part, f"has shape {y.shape}", self.wanted, "For images: task=segmentation.")
        return y.reshape(len(x), -1).astype(np.float32)

    def check_parts(self, labels: Labels) -> Self:
        """As many values an example in every part."""
        outputs = labels["train"].shape[1]
        for part, y in labels.items():
            if y.shape[1] != outputs:
                raise UserError(f"y_{part} has {y.shape[1]} values an example, y_train has {outputs}.")
        return replace(self, outputs=outputs)

    def learn(self, train: np.ndarray) -> Self:
        """Mean and standard deviation."""
        y = train.astype(np.float64)
        if constant := [at for at in range(self.outputs) if y[:, at].std() == 0]:
            raise UserError(
                f"y_train is {y[0, constant[0]]:g} for every example (output {constant[0]}): nothing is to be learnt. "
                f"Leave that output out."
            )
        return replace(self, means=tuple(y.mean(axis=0)), deviations=tuple(y.std(axis=0)))

    def find_unit(self) -> tuple[Sequence[float], Sequence[float]]:
        """By train."""
        return self.means, self.deviations

    def make_loss(self, reduction: str = "auto") -> Any:
        """Over standardised values, so that a learning rate means the same in any unit."""
        import tensorflow as tf
        import tf_keras

        base: Any = {"mse": tf_keras.losses.MeanSquaredError, "mae": tf_keras.losses.MeanAbsoluteError,
                     "huber": tf_keras.losses.Huber}[self.loss]  # fmt: skip
        means, deviations = self.means, self.deviations

        class Standardised(base):
            def call(self, y_true: Any, y_pred: Any) -> Any:
                scaled = [(tf.cast(each, y_pred.dtype) - means) / deviations for each in (y_true, y_pred)]
                return super().call(*scaled)

        return Standardised(reduction=reduction)

    def make_metrics(self) -> list[Any]:
        """The mean absolute error, in the user's unit."""
        import tf_keras

        return [tf_keras.metrics.MeanAbsoluteError("mae")]

    def measure(self, outputs: np.ndarray, labels: np.ndarray, anomalies: np.ndarray | None = None) -> dict[str, float]:
        """Errors in the user's unit, and R2."""
        return {
            "rmse": figures.measure_rmse(outputs, labels),
            "mae": figures.measure_mae(outputs, labels),
            "r2": figures.measure_r2(outputs, labels),
        }

    def measure_trivial(self, train: np.ndarray, labels: np.ndarray) -> float:
        """Of the mean of train, always."""
        mean = train.mean(axis=0, dtype=np.float64)
        return self.measure(np.broadcast_to(mean, labels.shape), labels)[self.score.name]


@dataclass(frozen=True)
class Reconstruction(Task):
    """The input is what is to be given back; labels of test, if they are 0 and 1, say which examples are anomalies."""

    running = ("mse",)
    reads_input = True

    def read_labels(self, part: str, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Which examples are anomalies (n,) bool, where the labels say so; else empty."""
        y = y.reshape(-1)
        says = part == "test" and y.shape == (len(x),) and y.dtype.kind in "buif" and np.isin(y, (0, 1)).all()
        return y == 1 if says and 0 < y.sum() < len(y) else np.zeros(0, bool)

    def learn(self, train: np.ndarray) -> Self:
        """As many outputs as inputs."""
        return replace(self, outputs=math.prod(train.shape[1:]))

    def shape_outputs(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """That of the input."""
        return shape

    def make_loss(self, reduction: str = "auto") -> Any:
        """Mean squared error over all values of an example."""
        import tensorflow as tf
        import tf_keras

        class OfExample(tf_keras.losses.MeanSquaredError):
            def call(self, y_true: Any, y_pred: Any) -> Any:
                return super().call(*(tf.reshape(each, [tf.shape(each)[0], -1]) for each in (y_true, y_pred)))

        return OfExample(reduction=reduction)

    def make_metrics(self) -> list[Any]:
        """The same, batch by batch."""
        import tf_keras

        return [tf_keras.metrics.MeanSquaredError("mse")]

    def measure(self, outputs: np.ndarray, labels: np.ndarray, anomalies: np.ndarray | None = None) -> dict[str, float]:
        """The error, and how well an example's own tells the anomalies from the others."""
        found = {"mse": figures.measure_mse(outputs, labels)}
        if anomalies is not None and len(anomalies):
            errors = ((outputs.astype(np.float64) - labels) ** 2).reshape(len(labels), -1).mean(axis=1)
            found["roc_auc"] = figures.measure_roc_auc(errors, anomalies)
        return found

    def measure_trivial(self, train: np.ndarray, labels: np.ndarray) -> float:
        """Of the mean of train, always."""
        return figures.measure_mse(np.broadcast_to(train.mean(axis=0, dtype=np.float64), labels.shape), labels)
