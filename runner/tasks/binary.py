"""Yes or no: one question an example (binary), or several (multilabel)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from runner.core.errors import UserError
from runner.tasks import figures
from runner.tasks.base import Labels, Task, check_count, check_finite, refuse_labels

LEAST = 3  # examples of each answer in train


class _Answers(Task):
    """What one question and several have in common: a sigmoid each, or its logit."""

    activation = "sigmoid"
    running = ("accuracy",)

    def make_loss(self, reduction: str = "auto") -> Any:
        """Binary cross-entropy, its mean over the questions."""
        import tf_keras

        return tf_keras.losses.BinaryCrossentropy(from_logits=self.logits, reduction=reduction)

    def make_metrics(self) -> list[Any]:
        """The share of right answers, over all questions."""
        import tf_keras

        return [tf_keras.metrics.BinaryAccuracy("accuracy", threshold=self._threshold)]

    @property
    def _threshold(self) -> float:
        return 0.0 if self.logits else 0.5


@dataclass(frozen=True)
class Binary(_Answers):
    """One output: how likely class 1 is, or its logit."""

    wanted = "0 or 1 an example"
    takes_names = True

    def read_labels(self, part: str, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """(n, 1) float32, as Keras wants it beside one output."""
        check_count(part, x, y)
        check_finite(part, y, self.wanted)
        if y.size != len(x):
            raise refuse_labels(part, f"has shape {y.shape}", self.wanted, "For several labels: task=multilabel.")
        if (other := y[~np.isin(y, (0, 1))]).size:
            whole = bool((np.mod(y, 1) == 0).all())
            fits = "For more classes: task=classification." if whole else "For quantities: task=regression."
            raise refuse_labels(part, f"has the label {other.flat[0]:g}", self.wanted, fits)
        return y.reshape(len(x), 1).astype(np.float32)

    def check_parts(self, labels: Labels) -> Self:
        """Both answers are in train."""
        _check_answers("train", labels["train"], LEAST)
        return replace(self, outputs=1)

    def suggest_task(self, outputs: tuple[int, ...]) -> str:
        """An output for each answer makes classes of them."""
        return " Two outputs, one a class, are task=classification." if outputs == (2,) else ""

    def check_measurable(self, part: str, labels: np.ndarray) -> None:
        """Both answers are there, for a ROC AUC."""
        _check_answers(part, labels, 1)

    def find_strata(self, labels: np.ndarray) -> np.ndarray:
        """The answers."""
        return labels[:, 0]

    def measure(self, outputs: np.ndarray, labels: np.ndarray, anomalies: np.ndarray | None = None) -> dict[str, float]:
        """ROC AUC and PR AUC by the outputs; the others of the likelier answer."""
        outputs, labels = outputs[:, 0], labels[:, 0]
        answers = outputs > self._threshold
        return {
            "roc_auc": figures.measure_roc_auc(outputs, labels),
            "pr_auc": figures.measure_pr_auc(outputs, labels),
            "f1": figures.measure_f1(answers, labels),
            "recall": figures.measure_recall(answers, labels),
            "accuracy": figures.measure_accuracy(answers, labels),
            "balanced_accuracy": figures.measure_balanced_accuracy(answers, labels),
        }

    def measure_trivial(self, train: np.ndarray, labels: np.ndarray) -> float:
        """Of the same output for every example: that of the more frequent class, or whichever scores more."""
        always = {at: self.measure(np.full(labels.shape, at - self._shift), labels)[self.score.name] for at in (0, 1)}
        likelier = int(train.mean() > 0.5)
        return max(always.values()) if self.score.name in ("f1", "recall") else always[likelier]

    @property
    def _shift(self) -> float:
        """From an answer to an output that is clearly on its side of the threshold."""
        return 0.5 if self.logits else 0.0


def _check_answers(part: str, y: np.ndarray, least: int) -> None:
    for answer in (0, 1):
        if (count := int((y == answer).sum())) < least:
            raise UserError(
                f"y_{part} has {count} examples of class {answer}, of {len(y)}: {least} or more of each are needed, to "
                f"train and to measure a ROC AUC."
            )


@dataclass(frozen=True)
class Multilabel(_Answers):
    """One output a label."""

    wanted = "0 or 1 for each label, of shape (n, labels)"

    def read_labels(self, part: str, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """(n, labels) float32."""
        check_count(part, x, y)
        check_finite(part, y, self.wanted)
        if y.ndim != 2 or y.shape[1] < 2:
            raise refuse_labels(part, f"has shape {y.shape}", self.wanted, "For one label: task=binary.")
        if (other := y[~np.isin(y, (0, 1))]).size:
            raise refuse_labels(part, f"holds {other.flat[0]:g}", self.wanted, "For quantities: task=regression.")
        return y.astype(np.float32)

    def check_parts(self, labels: Labels) -> Self:
        """Every part has the same labels, and one of them at least has both answers."""
        count = labels["train"].shape[1]
        for part, y in labels.items():
            if y.shape[1] != count:
                raise UserError(f"y_{part} has {y.shape[1]} labels an example, y_train has {count}.")
        return replace(self, outputs=count)

    def check_measurable(self, part: str, labels: np.ndarray) -> None:
        """Some label has both answers, for a macro ROC AUC."""
        if not ((labels == 0).any(axis=0) & (labels == 1).any(axis=0)).any():
            raise UserError(f"No label in y_{part} has both answers, 0 and 1: a macro ROC AUC needs one that has.")

    def measure(self, outputs: np.ndarray, labels: np.ndarray, anomalies: np.ndarray | None = None) -> dict[str, float]:
        """Over all labels."""
        answers = outputs > self._threshold
        return {
            "macro_auc": figures.measure_macro_auc(outputs, labels),
            "micro_f1": figures.measure_f1(answers, labels),
            "accuracy": figures.measure_accuracy(answers, labels),
        }

    def measure_trivial(self, train: np.ndarray, labels: np.ndarray) -> float:
        """Of how frequent each label is in train, for every example."""
        frequent = np.broadcast_to(train.mean(axis=0), labels.shape)
        return self.measure(frequent - (0.5 if self.logits else 0.0), labels)[self.score.name]
