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
    LEARNING_RATE,
    SPARSITY_GLOBAL,
    SPARSITY_LAYER,
    SPARSITY_PLANNED,
    TRAIN_LOSS,
    TRAIN_PENALTY,
    VAL_LOSS,
    VAL_PENALTY,
    VAL_SCORE,
)
from runner.core.records import Epoch, MaskUpdate
from runner.pruning import wrapping
from runner.schedules.plan import Plan
from runner.tasks.base import Task
from runner.training import trace

OF_DATA = "cross_entropy"  # Keras's name for the loss without penalties, in a training that has some
OF_BATCH = "batch_cross_entropy"  # and for that of the last batch alone


def collect_figures(logs: Mapping[str, Any], running: Sequence[str]) -> dict[str, float]:
    """Keras's figures by our names, the loss and those of ``running``.

    A loss is that of the data, as it is on test, and penalties stand beside it.
    """
    found = {}
    for name, value in logs.items():
        part, of = ("val", name.removeprefix("val_")) if name.startswith("val_") else ("train", name)
        if of in ("loss", *running):
            found[f"{part}/{of}"] = float(value)
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
        task: the figures that are followed, and which decides.
        measure_val: the figures on val after an epoch, where Keras's own are not all.

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
        task: Task,
        measure_val: Callable[[], Mapping[str, float]] | None = None,
    ) -> None:
        super().__init__()
        self.phase, self.steps, self.step = phase, steps, first
        self.tell, self.on_epoch, self.plan = tell, on_epoch, plan
        self.task, self.measure_val = task, measure_val
        self.updates_planned = {update.step for update in plan.updates} if plan else set()
        self.planned = trace.choose_steps(plan) if plan else {}
        self.masks: trace.Masks = {}
        self.sizes: Mapping[str, int] = {}
        self.updates: list[MaskUpdate] = []
        self.losses: list[float] = []
        self.tells_rate = False  # of the last step, where it is not always the same
        last = done[-1].metrics if done else {}
        shown = {"sparsity": SPARSITY_GLOBAL, f"val {task.score.title}": VAL_SCORE.format(task.score.name)}
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
        score = self.task.score
        metrics = collect_figures(logs or {}, self.task.running)
        if self.measure_val:
            found = self.measure_val()
            metrics |= {
                VAL_SCORE.format(name): found[name]
                for name in found
                if found[name] == found[name] or name == score.name
            }
        if self.tells_rate:
            metrics[LEARNING_RATE] = float(self.model.optimizer.learning_rate.numpy())
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
        self.figures[f"val {score.title}"] = metrics[VAL_SCORE.format(score.name)]
        self.on_epoch(Epoch(epoch + 1, metrics, tuple(self.updates), tuple(self.losses)))
        self.updates.clear()
        self.losses.clear()
