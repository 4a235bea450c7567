"""One class a pixel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from runner.core.errors import UserError
from runner.tasks import figures
from runner.tasks.base import Labels, Task, check_count, check_finite, refuse_labels


@dataclass(frozen=True)
class Segmentation(Task):
    """Outputs are (height, width, classes), of the size of the labels."""

    size: tuple[int, ...] = ()

    counted = "classes"
    activation = "softmax"
    labels_have_places = True
    running = ("pixel_accuracy",)
    wanted = "whole numbers from 0, of shape (n, height, width)"

    def read_labels(self, part: str, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """(n, height, width) int64."""
        check_count(part, x, y)
        check_finite(part, y, self.wanted)
        if y.ndim == 4 and y.shape[-1] == 1:
            y = y[..., 0]
        if y.ndim != 3:
            raise refuse_labels(
                part, f"has shape {y.shape}", self.wanted, "For one class an image: task=classification."
            )
        if (np.mod(y, 1) != 0).any() or y.min() < 0:
            raise refuse_labels(part, f"holds {y[(np.mod(y, 1) != 0) | (y < 0)][0]:g}", self.wanted, "")
        return y.astype(np.int64)

    def check_parts(self, labels: Labels) -> Self:
        """The classes of train, and no others; images of one size."""
        y = labels["train"]
        classes = max(int(y.max()) + 1, 2)
        for part, others in labels.items():
            if others.shape[1:] != y.shape[1:]:
                raise UserError(f"y_{part} has images of {others.shape[1:]}, y_train of {y.shape[1:]}.")
            if others.max() >= classes:
                raise UserError(f"y_{part} has the label {others.max()}; y_train has only 0 to {classes - 1}.")
        return replace(self, outputs=classes, size=y.shape[1:])

    def shape_outputs(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """Of the labels, with the classes last."""
        return (*self.size, self.outputs)

    def make_loss(self, reduction: str = "auto") -> Any:
        """Cross-entropy, its mean over the pixels of an image."""
        import tensorflow as tf
        import tf_keras

        class OfImage(tf_keras.losses.SparseCategoricalCrossentropy):
            def call(self, y_true: Any, y_pred: Any) -> Any:
                return tf.reduce_mean(super().call(y_true, y_pred), axis=[1, 2])

        return OfImage(from_logits=self.logits, reduction=reduction)

    def make_metrics(self) -> list[Any]:
        """The share of pixels that are right."""
        import tf_keras

        return [tf_keras.metrics.SparseCategoricalAccuracy("pixel_accuracy")]

    def count_answers(self, outputs: np.ndarray) -> int:
        """The classes that are answered at all."""
        return len(np.unique(outputs.argmax(axis=-1)))

    def measure(self, outputs: np.ndarray, labels: np.ndarray, anomalies: np.ndarray | None = None) -> dict[str, float]:
        """Over all pixels of all images."""
        answers = outputs.argmax(axis=-1)
        return {
            "mean_iou": figures.measure_mean_iou(answers, labels),
            "pixel_accuracy": figures.measure_accuracy(answers, labels),
        }

    def measure_trivial(self, train: np.ndarray, labels: np.ndarray) -> float:
        """Of the most frequent class of train, for every pixel."""
        frequent = np.bincount(train.reshape(-1)).argmax()
        always = np.broadcast_to(np.eye(self.outputs)[frequent], (*labels.shape, self.outputs))
        return self.measure(always, labels)[self.score.name]
