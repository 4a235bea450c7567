"""One class an example: whole numbers from 0, or one-hot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from runner.core.errors import UserError
from runner.tasks import figures
from runner.tasks.base import Labels, Task, check_finite

MOST_CLASSES, MOST_CLASSES_OF = 2**31, 0.1  # classes at most, in all and of the examples
LEAST = 3  # examples of each class in train, so that each part has one
MANY = 10  # classes, from which on the five likeliest are looked at
TOP = 5


@dataclass(frozen=True)
class Classification(Task):
    """``label_smoothing`` is the share of each label that is spread over all classes while training."""

    label_smoothing: float = 0.0

    counted = "classes"
    activation = "softmax"
    wanted = "class numbers 0, 1, 2, ..."
    takes_names = True
    running = ("accuracy",)

    def read_labels(self, part: str, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Class numbers (n,) int64."""
        if y.shape == (len(x), 1):
            y = y[:, 0]
        if _is_one_hot(y, len(x)):
            y = y.argmax(axis=1)
        if y.shape != (len(x),):
            raise UserError(
                f"y_{part} has shape {y.shape}, but x_{part} has {len(x)} examples: labels must be one class number an "
                f"example, shape ({len(x)},), or one-hot. {_describe_other_shape(y, len(x))}"
            )
        check_finite(part, y, self.wanted)
        if y.dtype.kind == "f" and (broken := y[np.mod(y, 1) != 0]).size:
            raise UserError(
                f"y_{part} has numbers like {broken[0]:g}, as a regression has: labels must be {self.wanted} For "
                f"quantities: task=regression."
            )
        if y.max() >= (len(y) if part == "train" else MOST_CLASSES):  # before anything counts up to a huge label
            raise UserError(f"y_{part} has the label {y.max()}: labels must be {self.wanted} without gaps.")
        if y.min() < 0:
            raise UserError(f"y_{part} has the label {y.min()}: labels must be class numbers from 0.")
        return y.astype(np.int64)

    def check_parts(self, labels: Labels) -> Self:
        """Each class has a few examples of train, and there are no others."""
        y = labels["train"]
        counts = np.bincount(y, minlength=2)
        if (rare := np.flatnonzero(counts < LEAST)).size:
            several = np.count_nonzero(counts)
            measured = (
                f" {several} different numbers from {y.min()} to {y.max()} may be quantities: then task=regression."
                if several > MOST_CLASSES_OF * len(y) else ""
            )  # fmt: skip
            raise UserError(
                f"Class {rare[0]} has {counts[rare[0]]} training examples of {len(y)}: labels must be 0 to "
                f"classes - 1, with at least {LEAST} examples of each, to be split into train, val and test.{measured}"
            )
        for part, others in labels.items():
            if others.max() >= len(counts):
                raise UserError(f"y_{part} has the label {others.max()}; y_train has only 0 to {len(counts) - 1}.")
        return replace(self, outputs=len(counts))

    def suggest_task(self, outputs: tuple[int, ...]) -> str:
        """One output is enough to tell two classes apart."""
        fits = self.outputs == 2 and outputs == (1,)
        return " One output for two classes is task=binary." if fits else ""

    def make_loss(self, reduction: str = "auto") -> Any:
        """Cross-entropy over the classes."""
        import tf_keras

        if not self.label_smoothing:
            return tf_keras.losses.SparseCategoricalCrossentropy(from_logits=self.logits, reduction=reduction)
        return _make_smoothed(self.label_smoothing, self.outputs, self.logits, reduction)

    def make_metrics(self) -> list[Any]:
        """Keras's accuracy for class numbers."""
        return ["accuracy"]

    def find_strata(self, labels: np.ndarray) -> np.ndarray:
        """The classes."""
        return labels

    def count_answers(self, outputs: np.ndarray) -> int:
        """The classes that are answered at all."""
        return len(np.unique(outputs.argmax(axis=1)))

    def measure(self, outputs: np.ndarray, labels: np.ndarray, anomalies: np.ndarray | None = None) -> dict[str, float]:
        """Accuracy, also balanced, and among the likeliest five."""
        answers = outputs.argmax(axis=1)
        found = {
            "accuracy": figures.measure_accuracy(answers, labels),
            "balanced_accuracy": figures.measure_balanced_accuracy(answers, labels),
        }
        if self.outputs > MANY:
            found["top5_accuracy"] = figures.measure_top_accuracy(outputs, labels, TOP)
        return found

    def measure_trivial(self, train: np.ndarray, labels: np.ndarray) -> float:
        """Of the most frequent class of train; of several the one that does best."""
        counts = np.bincount(train, minlength=self.outputs)
        if self.score.name == "balanced_accuracy":
            return 1 / len(np.unique(labels))
        if self.score.name == "top5_accuracy":
            return float(np.isin(labels, np.argsort(-counts, kind="stable")[:TOP]).mean())
        return max(float((labels == each).mean()) for each in np.flatnonzero(counts == counts.max()))


def _make_smoothed(smoothing: float, classes: int, logits: bool, reduction: str) -> Any:
    import tensorflow as tf
    import tf_keras

    class SmoothedCrossentropy(tf_keras.losses.CategoricalCrossentropy):
        """Keras's, over class numbers."""

        def call(self, y_true: Any, y_pred: Any) -> Any:
            return super().call(tf.one_hot(tf.cast(tf.reshape(y_true, [-1]), tf.int32), classes), y_pred)

    return SmoothedCrossentropy(from_logits=logits, label_smoothing=smoothing, reduction=reduction)


def _is_one_hot(y: np.ndarray, examples: int) -> bool:
    two = y.ndim == 2 and len(y) == examples and y.shape[1] > 1 and y.dtype.kind in "buif"
    return two and bool(np.isin(y, (0, 1)).all()) and bool((y.sum(axis=1) == 1).all())


def _describe_other_shape(y: np.ndarray, examples: int) -> str:
    """What labels that are not one number an example are, as far as it can be seen, and what to do."""
    if y.ndim != 2 or len(y) != examples or y.dtype.kind not in "buif" or not np.isin(y, (0, 1)).all():
        return (
            "Give one class number an example; for quantities, task=regression; for images of labels, "
            "task=segmentation."
        )
    ones = y.sum(axis=1)
    return (
        f"These are several labels an example ({int((ones > 1).sum())} examples have more than one, "
        f"{int((ones == 0).sum())} none): that is task=multilabel."
    )
