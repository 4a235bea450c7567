"""What every task knows, and how one is made from a config."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

import numpy as np

from runner.core.errors import UserError
from runner.core.score import Score

Labels = Mapping[str, np.ndarray]
SAME_ANSWER = 1  # how many different answers a model has that always gives one


@dataclass(frozen=True)
class Task(ABC):
    """A kind of work. What it learns about labels and model is in the copies that its methods give.

    Attributes:
        score: the figure that decides between models.
        logits: what the model's outputs are, where it may be either; else probabilities, or values.
        outputs: of the model: how many classes, labels or values of an example.
    """

    score: Score
    logits: bool = field(default=False, kw_only=True)
    outputs: int = field(default=0, kw_only=True)

    counted = "outputs"  # what its outputs are
    activation = "linear"  # of a model's last layer, as our own builders end
    wanted = ""  # what labels must be
    running: ClassVar[Sequence[str]] = ()  # the figures that Keras follows batch by batch
    knows_outputs = True  # which numbers can be right
    reads_input = False  # what it is to give back is the input
    labels_have_places = False  # as the pixels of an image have
    takes_names = False  # its labels may be texts, which become class numbers

    @abstractmethod
    def read_labels(self, part: str, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The labels of a part in the form that the task relies on.

        Raises:
            UserError: they are no labels of this task; names the task that would fit.
        """

    def check_parts(self, labels: Labels) -> Self:
        """Check that the labels of the parts go together, as the source gives them; with the number of outputs.

        Raises:
            UserError: they do not, or too few examples are there to learn and to measure.
        """
        return self

    def check_measurable(self, part: str, labels: np.ndarray) -> None:
        """Refuse labels of val or test on which the score would have no value.

        Raises:
            UserError: they are such.
        """
        return

    def learn(self, train: np.ndarray) -> Self:
        """With what the labels say that are trained on."""
        return self

    @abstractmethod
    def make_loss(self, reduction: str = "auto") -> Any:
        """Keras's loss over labels and the model's outputs."""

    @abstractmethod
    def measure(self, outputs: np.ndarray, labels: np.ndarray, anomalies: np.ndarray | None = None) -> dict[str, float]:
        """Every figure by name, the score among them, from a model's outputs (n, ...); NaN where it has none.

        ``anomalies`` (n,) are the examples that are unlike train, where the data says so.
        """

    @abstractmethod
    def measure_trivial(self, train: np.ndarray, labels: np.ndarray) -> float:
        """The score on ``labels`` of always giving the answer that suits the labels of train best; NaN if unknown."""

    def try_outputs(self, answer: Callable[[], np.ndarray], labels: np.ndarray) -> None:
        """Try what is the user's own on what the untrained model answers.

        Raises:
            UserError: it fails on it.
        """
        return

    def make_metrics(self) -> list[Any]:
        """Keras's metrics by the names in ``running``."""
        return []

    def shape_outputs(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """The shape of a model's outputs for one example of a shape."""
        return (self.outputs,)

    def suggest_task(self, outputs: tuple[int, ...]) -> str:
        """The task that a model of other outputs fits, as a sentence; empty where it is not known."""
        return ""

    def find_unit(self) -> tuple[Sequence[float], Sequence[float]] | None:
        """Mean and standard deviation of each output, where values have a unit of the user's."""
        return None

    def find_strata(self, labels: np.ndarray) -> np.ndarray | None:
        """By what a split keeps the proportions; None splits at random."""
        return None

    def count_answers(self, outputs: np.ndarray) -> int | None:
        """How many different answers a model gives; None where it is more than one and not counted."""
        same = bool(len(outputs)) and bool((outputs == outputs[:1]).all())
        return SAME_ANSWER if same else None

    def measure_score(self, outputs: np.ndarray, labels: np.ndarray, anomalies: np.ndarray | None = None) -> float:
        """The score alone."""
        return self.measure(outputs, labels, anomalies)[self.score.name]

    def on_outputs(self, logits: bool) -> Self:
        """For a model whose outputs are logits, or not."""
        return replace(self, logits=logits)


def refuse_labels(part: str, what: str, wanted: str, remedy: str) -> UserError:
    """Labels are no labels of a task."""
    return UserError(f"y_{part} {what}: labels must be {wanted}. {remedy}".rstrip())


def check_finite(part: str, y: np.ndarray, wanted: str) -> None:
    """Refuse labels that are no finite numbers."""
    if y.dtype.kind not in "buif":
        raise refuse_labels(part, f"has type {y.dtype}", wanted, "")
    if y.dtype.kind == "f" and not np.isfinite(y).all():
        raise refuse_labels(part, "holds NaN or infinity", wanted, "Clean them first.")


def check_count(part: str, x: np.ndarray, y: np.ndarray) -> None:
    """Refuse labels that are not one an example."""
    if y.ndim == 0 or len(y) != len(x):
        raise UserError(
            f"y_{part} has shape {y.shape}, but x_{part} has {len(x)} examples: give the labels of each example."
        )
