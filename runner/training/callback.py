"""Follows a training: progress, the masks at their updates, each batch's loss, the figures of each epoch."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

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
OF_BATCH = "batch_cross_entropy"  # and for that of the last batch alone


def collect_losses(logs: Mapping[str, Any]) -> dict[str, float]:
    """Keras's figures by our names: a loss is that of the data, as it is on test, and penalties stand beside it."""
    found = {NAMES[name]: float(value) for name, value in logs.items() if name in NAMES}
    for of_data, loss, penalty in ((OF_DATA, TRAIN_LOSS, TRAIN_PENALTY), (f"val_{OF_DATA}", VAL_LOSS, VAL_PENALTY)):
        if of_data in logs:
            found[penalty], found[loss] = found[loss] - float(logs[of_data]), float(logs[of_data])
    return found


class Watch(tf_keras.callbacks.Callback):
    """Progress, mask updates as they happen, metrics by epoch.

    Keras's ``fit`` tells it of each batch; a loop of our own, of several steps at once by :meth:`advance`.

    Args:
        phase: its name beside the progress bar.
        steps: of the whole training.
        tell: hears how far it is.
        on_epoch: hears each new epoch.
        plan: of a training that prunes.
        done: the epochs of an earlier process.
        first: the step before the next one.

    Raises:
        NonFiniteError: a loss became NaN or infinite, at the end of its epoch.
    """

    def __init__(
        self,
        phase: str,
        steps: int,
        tell: Callable[[Progress], None],
        on_epoch: Callable[[Epoch], None],
        plan: Plan | None,
        done: Sequence[Epoch],
        first: int,
    ) -> None:
        super().__init__()
        self.phase, self.steps, self.step = phase, steps, first
        self.tell, self.on_epoch, self.plan = tell, on_epoch, plan
        self.updates_planned = {update.step for update in plan.updates} if plan else set()
        self.planned = trace.choose_steps(plan) if plan else {}
        self.masks: trace.Masks = {}
        self.sizes: Mapping[str, int] = {}
        self.updates: list[MaskUpdate] = []
        self.losses: list[float] = []
        last = done[-1].metrics if done else {}
        shown = {"sparsity": SPARSITY_GLOBAL, "val accuracy": VAL_ACCURACY}
        self.figures = {label: last[name] for label, name in shown.items() if name in last}

    def on_train_begin(self, logs: Any = None) -> None:
        """See how large the layers are."""
        if self.plan:
            self.masks = wrapping.read_masks(self.model)
            self.sizes = {layer: sum(array.size for array in arrays) for layer, arrays in self.masks.items()}

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Called by Keras's ``fit``: look at the masks, if the step has made them anew."""
        looks, step = [], self.step + 1
        if step in self.updates_planned:
            before, self.masks = self.masks, wrapping.read_masks(self.model)
            if step in self.planned:
                looks.append(trace.look_at(step, before, self.masks, wrapping.read_thresholds(self.model)))
        self.advance([logs[OF_BATCH]], looks)

    def advance(self, losses: Sequence[float], looks: Sequence[trace.Look]) -> None:
        """Take the losses of the next steps, one a batch, with the looks at the masks in them; tell how far it is."""
        self.step += len(losses)
        if self.plan:
            self.losses.extend(map(float, losses))
        for look in looks:
            self.updates.append(trace.make_update(look, self.planned[look.step], self.sizes))
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
            masks = wrapping.read_masks(self.model)
            metrics[SPARSITY_PLANNED] = self.plan.at(self.step)
            metrics[SPARSITY_GLOBAL] = trace.measure_zero_share(masks)
            for layer, arrays in masks.items():
                metrics[names.name_metric(SPARSITY_LAYER, layer)] = trace.measure_zero_share({layer: arrays})
        self.figures["val accuracy"] = metrics[VAL_ACCURACY]
        self.on_epoch(Epoch(epoch + 1, metrics, tuple(self.updates), tuple(self.losses)))
        self.updates.clear()
        self.losses.clear()
