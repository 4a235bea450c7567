"""A loss and figures of the user's own, over any numbers as labels."""

from __future__ import annotations

import inspect
import math
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np

from runner.config import trust
from runner.config.task import TARGET
from runner.core import reasons
from runner.core.errors import UserError
from runner.tasks.base import Labels, Task, check_count, check_finite, refuse_labels


@dataclass(frozen=True)
class Custom(Task):
    """What is given is kept by its names, and looked up where it is used: a task is told by its ``repr``.

    Attributes:
        loss: ``_target_`` and parameters of a function of (y_true, y_pred), or of a class of Keras losses.
        metrics: the same of functions over NumPy arrays, by the names of their figures.
        given: how many outputs the model has, if it is said.
        shape: of the labels of one example.
    """

    loss: Mapping[str, Any]
    metrics: Mapping[str, Mapping[str, Any]]
    given: int | None = field(default=None, kw_only=True)
    shape: tuple[int, ...] = field(default=(), kw_only=True)

    wanted = "finite numbers"
    knows_outputs = False

    def read_labels(self, part: str, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """(n, ...) float32, one axis at least beside that of the examples."""
        check_count(part, x, y)
        check_finite(part, y, self.wanted)
        if y.size == 0:
            raise refuse_labels(part, f"has shape {y.shape}", self.wanted, "")
        with np.errstate(over="ignore"):
            found = y.astype(np.float32)
        if not np.isfinite(found).all():
            raise refuse_labels(
                part, f"goes up to {np.abs(y).max():g}, which no float32 is", self.wanted, "Scale them."
            )
        if y.dtype.kind in "ui" and (other := y[found.astype(np.float64) != y]).size:
            raise refuse_labels(part, f"has {other.flat[0]}, which no float32 is", self.wanted, "Number them from 0.")
        return found.reshape(len(x), 1) if y.ndim == 1 else found

    def check_parts(self, labels: Labels) -> Self:
        """Labels of one shape in every part."""
        shape = labels["train"].shape[1:]
        for part, y in labels.items():
            if y.shape[1:] != shape:
                raise UserError(f"y_{part} has labels of shape {y.shape[1:]}, y_train of {shape}.")
        return replace(self, shape=shape, outputs=self.given or shape[-1])

    def shape_outputs(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """That of the labels, but for the last axis, if the outputs are said."""
        return (*self.shape[:-1], self.outputs)

    def make_loss(self, reduction: str = "auto") -> Any:
        """The user's."""
        import tf_keras

        thing, parameters = _import("task.loss", self.loss)
        if inspect.isclass(thing) and issubclass(thing, tf_keras.losses.Loss):
            loss = _call("task.loss", lambda: thing(**parameters))
            loss.reduction, loss.name = reduction, self.loss[TARGET]  # whatever its constructor takes
            return loss

        class Own(tf_keras.losses.Loss):
            def call(self, y_true: Any, y_pred: Any) -> Any:
                return thing(y_true, y_pred, **parameters)

        return Own(reduction=reduction, name=self.loss[TARGET])

    def measure(self, outputs: np.ndarray, labels: np.ndarray, anomalies: np.ndarray | None = None) -> dict[str, float]:
        """Every figure of the user's; NaN where it is no finite number."""
        return {name: self._measure_one(name, outputs, labels) for name in self.metrics}

    def measure_score(self, outputs: np.ndarray, labels: np.ndarray, anomalies: np.ndarray | None = None) -> float:
        """The score alone."""
        return self._measure_one(self.score.name, outputs, labels)

    def _measure_one(self, name: str, outputs: np.ndarray, labels: np.ndarray) -> float:
        key = f"task.metrics.{name}"
        function, parameters = _import(key, self.metrics[name])
        found = _call(key, lambda: np.asarray(function(_lock(labels), _lock(outputs), **parameters)))
        if found.ndim or found.dtype.kind not in "buif":
            what = f"an array of shape {found.shape}" if found.ndim else f"{found.item()!r}"
            raise UserError(f"{key} returned {what}: it must return one number over all examples.")
        return float(found) if math.isfinite(found) else math.nan

    def measure_trivial(self, train: np.ndarray, labels: np.ndarray) -> float:
        """Nothing is known of which answer would be one."""
        return math.nan

    def try_outputs(self, answer: Callable[[], np.ndarray], labels: np.ndarray) -> None:
        """Each figure is a finite number, the loss one an example."""
        outputs = answer()
        for name in self.metrics:
            if not math.isfinite(self._measure_one(name, outputs, labels)):
                raise UserError(
                    f"task.metrics.{name} gives no finite number for {len(labels)} examples of val and the outputs of "
                    f"the untrained model: nothing could be compared by it. Have {self.metrics[name][TARGET]} return a "
                    f"number for any outputs."
                )
        losses = _call("task.loss", lambda: np.asarray(self.make_loss("none")(labels, outputs)))
        if losses.shape != (len(labels),):
            raise UserError(
                f"task.loss returned shape {losses.shape} for {len(labels)} examples: it must return one number an "
                f"example, shape ({len(labels)},), as tf.reduce_mean(..., axis=-1) does."
            )
        if not np.isfinite(losses).all():
            raise UserError(
                f"task.loss gives {losses[~np.isfinite(losses)][0]} for an example of val and the outputs of the "
                f"untrained model: nothing could be learnt by it."
            )


def _import(key: str, named: Mapping[str, Any]) -> tuple[Callable[..., Any], dict[str, Any]]:
    """What a node of the config names, and its parameters."""
    thing = trust.import_trusted(key, named[TARGET])
    if not callable(thing):
        raise UserError(f"{key}._target_={named[TARGET]} is no function: it must take (y_true, y_pred).")
    return thing, {name: value for name, value in named.items() if name != TARGET}


def _call(key: str, function: Callable[[], Any]) -> Any:
    """What a function of the user's returns; what it raises becomes the reason.

    Raises:
        UserError: it raised something.
    """
    try:
        return function()
    except (UserError, MemoryError):
        raise
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        raise UserError(
            f"{key} raised {type(error).__name__}: {reasons.state_reason(error)} ({at.filename}, line {at.lineno}). It "
            f"is called with (y_true, y_pred), whose first axis is that of the examples."
        ) from error


def _lock(array: np.ndarray) -> np.ndarray:
    """The array, so that who is given it cannot change it for the next."""
    view = array.view()
    view.flags.writeable = False
    return view
