"""Follows a training from Keras's callbacks: progress, the masks at their updates, each batch's loss."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import tf_keras

from runner.core import names
from runner.core.errors import NonFiniteError
from runner.core.events import Progress
from runner.core.metric_names import (
    SPARSITY_GLOBAL,
    SPARSITY_LAYER,
    SPARSITY_PLANNED,
    TRAIN_ACCURACY,
    TRAIN_LOSS,
    TRAIN_PENALTY,
    VAL_ACCURACY,
    VAL_LOSS,
    VAL_PENALTY,
)
from runner.core.records import Epoch, MaskUpdate
from runner.pruning import wrapping
from runner.schedules.plan import Plan
from runner.training import trace

NAMES = {"loss": TRAIN_LOSS, "accuracy": TRAIN_ACCURACY, "val_loss": VAL_LOSS, "val_accuracy": VAL_ACCURACY}
OF_DATA = "cross_entropy"  # Keras's name for the loss without penalties, in a training that has some


def collect_losses(logs: Mapping[str, Any]) -> dict[str, float]:
    """Keras's figures by our names: a loss is that of the data, as it is on test, and penalties stand beside it."""
    found = {NAMES[name]: float(value) for name, value in logs.items() if name in NAMES}
    for of_data, loss, penalty in ((OF_DATA, TRAIN_LOSS, TRAIN_PENALTY), (f"val_{OF_DATA}", VAL_LOSS, VAL_PENALTY)):
        if of_data in logs:
            found[penalty], found[loss] = found[loss] - float(logs[of_data]), float(logs[of_data])
    return found


class Watch(tf_keras.callbacks.Callback):
    """Progress after each step, mask updates as they happen, metrics by epoch.

    Args:
        phase: its name beside the progress bar.
        batches: the number of examples in each batch of an epoch.
        epochs: how many there are in all.
        tell: hears how far it is, after each step.
        on_epoch: hears each new epoch.
        plan: of a training that prunes.
        done: the epochs of an earlier process.

    Raises:
        NonFiniteError: a loss became NaN or infinite, at the end of its epoch.
    """

    def __init__(
        self,
        phase: str,
        batches: Sequence[int],
        epochs: int,
        tell: Callable[[Progress], None],
        on_epoch: Callable[[Epoch], None],
        plan: Plan | None,
        done: Sequence[Epoch],
    ) -> None:
        super().__init__()
        self.phase, self.steps = phase, len(batches) * epochs
        self.seen = np.concatenate([[0], np.cumsum(batches)])
        self.tell, self.on_epoch, self.plan = tell, on_epoch, plan
        self.planned = trace.choose_steps(plan) if plan else {}
        self.step = len(batches) * len(done)
        self.masks: trace.Masks = {}
        self.updates: list[MaskUpdate] = []
        self.means: list[float] = []
        last = done[-1].metrics if done else {}
        shown = {"sparsity": SPARSITY_GLOBAL, "val accuracy": VAL_ACCURACY}
        self.figures = {label: last[name] for label, name in shown.items() if name in last}

    def on_train_begin(self, logs: Any = None) -> None:
        """See how the masks are before the first step."""
        if self.plan:
            self.masks = wrapping.read_masks(self.model)

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Look at the masks if they were just updated; tell how far it is."""
        self.step += 1
        if self.plan:
            self.means.append(logs.get(OF_DATA, logs["loss"]))
        if self.step in self.planned:
            before, self.masks = self.masks, wrapping.read_masks(self.model)
            thresholds = wrapping.read_thresholds(self.model)
            self.updates.append(trace.make_update(self.step, self.planned[self.step], before, self.masks, thresholds))
            self.figures["sparsity"] = self.updates[-1].achieved
        self.tell(Progress(self.phase, self.step, self.steps, self.figures))

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Tell the epoch, after validation."""
        metrics = collect_losses(logs or {})
        for name, value in metrics.items():
            if not math.isfinite(value):
                raise NonFiniteError(
                    f"{name} became {value} in epoch {epoch + 1} of {self.phase}: try a smaller learning rate."
                )
        if self.plan:
            # After updates that were not looked at, too; then a training that goes on from here sees the same.
            self.masks = wrapping.read_masks(self.model)
            metrics[SPARSITY_PLANNED] = self.plan.at(self.step)
            metrics[SPARSITY_GLOBAL] = trace.measure_zero_share(self.masks)
            for layer, arrays in self.masks.items():
                metrics[names.name_metric(SPARSITY_LAYER, layer)] = trace.measure_zero_share({layer: arrays})
        self.figures["val accuracy"] = metrics[VAL_ACCURACY]
        self.on_epoch(Epoch(epoch + 1, metrics, tuple(self.updates), self._losses()))
        self.updates.clear()
        self.means.clear()

    def _losses(self) -> tuple[float, ...]:
        """Of each batch of the epoch, from Keras's means since its begin: sums of examples' losses, taken apart."""
        sums = np.asarray(self.means, np.float64) * self.seen[1 : len(self.means) + 1]
        return tuple((np.diff(sums, prepend=0.0) / np.diff(self.seen)[: len(sums)]).tolist())
