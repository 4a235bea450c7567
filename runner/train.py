"""Train a model for some epochs, the same way each time: dense, or pruning with tfmot's callback.

The order of the examples depends on the seed and the epoch alone, so that every arm of a
comparison sees the same batches, whatever ran before in the process. With checkpoints, a training
that was ended goes on after its last whole epoch, and ends with the weights of an undisturbed one.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
import tf_keras

from runner import checkpoint, environment, models, provenance
from runner.config import BaselineConfig, TrainConfig
from runner.data import Dataset, Split
from runner.events import Progress
from runner.plan import Plan
from runner.records import (
    SPARSITY_GLOBAL,
    SPARSITY_LAYER,
    SPARSITY_PLANNED,
    TRAIN_ACCURACY,
    TRAIN_LOSS,
    VAL_ACCURACY,
    VAL_LOSS,
    Epoch,
    MaskUpdate,
    NonFiniteError,
)
from runner.seeding import SeedEachEpoch, seed_everything, use_generators
from runner.steps import Clock

with environment.without_keras_3():
    from tensorflow_model_optimization.sparsity.keras import UpdatePruningStep

EVALUATION_BATCH = 512
LOOKS = 200  # at the masks in a training
NAMES = {"loss": TRAIN_LOSS, "accuracy": TRAIN_ACCURACY, "val_loss": VAL_LOSS, "val_accuracy": VAL_ACCURACY}

ReadMasks = Callable[[Any], dict[str, list[np.ndarray]]]


def prepare(threads: int | None, jobs: int = 1) -> None:
    """Make this process repeatable: deterministic kernels, and generators that can be set.

    One operation always has one thread: with more, Eigen splits a large product by their number and adds the
    parts in another order, which gives other last bits. Several operations go at once.

    Args:
        threads: how many operations at once; null is this run's share of the cores.
        jobs: how many runs go at once.
    """
    share = max((os.cpu_count() or 1) // jobs, 1)
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(threads or share)
    tf.config.experimental.enable_op_determinism()
    use_generators()


def fit(
    model: Any,
    dataset: Dataset,
    config: TrainConfig | BaselineConfig,
    seed: int,
    *,
    phase: str,
    tell: Callable[[Progress], None],
    on_epoch: Callable[[Epoch], None],
    pruning: tuple[Plan, ReadMasks] | None = None,
    checkpoints: Path | None = None,
) -> None:
    """Compile and train a model in place.

    Args:
        model: dense, or wrapped for pruning.
        dataset: trained on ``train``, validated on ``val`` after each epoch.
        config: epochs, batch size, learning rate, optimizer.
        seed: fixes the order of the examples and everything random in the model.
        phase: its name beside the progress bar.
        tell: hears how far it is, after each step.
        on_epoch: hears each epoch's metrics, by their names in MLflow; those of an earlier process, too.
        pruning: the plan, and how to read the masks of the model; None trains without pruning.
        checkpoints: a folder of this training alone: what was begun there is continued, to the same weights as
            without an interruption. None keeps nothing.

    Raises:
        NonFiniteError: a loss became NaN or infinite.
    """
    seed_everything(seed)
    model.compile(
        optimizer=_optimizer(config),
        loss=tf_keras.losses.SparseCategoricalCrossentropy(from_logits=not models.gives_probabilities(model)),
        metrics=["accuracy"],
    )
    model.optimizer.build(model.trainable_variables)
    kept = _checkpoints(checkpoints, model, dataset, config, seed, pruning) if checkpoints else None
    done = kept.restore() if kept else []
    for epoch in done:
        on_epoch(epoch)
    if len(done) == config.epochs:
        return

    def on_new_epoch(epoch: Epoch) -> None:
        on_epoch(epoch)
        if kept:
            kept.keep(epoch)

    steps = Clock.of(len(dataset.train), config.batch_size, config.epochs).steps_per_epoch
    watch = _Watch(phase, steps, config.epochs, tell, on_new_epoch, pruning, done)
    try:
        model.fit(
            _batches(dataset.train, config.batch_size, range(len(done), config.epochs), seed),
            initial_epoch=len(done),
            epochs=config.epochs,
            steps_per_epoch=steps,
            validation_data=tf.data.Dataset.from_tensor_slices((dataset.val.x, dataset.val.y)).batch(EVALUATION_BATCH),
            callbacks=[SeedEachEpoch(seed), *([UpdatePruningStep()] if pruning else []), watch],
            verbose=0,
        )
    finally:
        if kept:
            kept.wait()


def _optimizer(config: TrainConfig | BaselineConfig) -> Any:
    if config.optimizer == "sgd":
        return tf_keras.optimizers.SGD(config.learning_rate, momentum=0.9)
    return tf_keras.optimizers.Adam(config.learning_rate)


def _checkpoints(
    folder: Path,
    model: Any,
    dataset: Dataset,
    config: TrainConfig | BaselineConfig,
    seed: int,
    pruning: tuple[Plan, ReadMasks] | None,
) -> checkpoint.Checkpoints:
    """Of a compiled model before its first step; masks, thresholds and pruning steps are among its weights."""
    variables = [*model.weights, *model.optimizer.variables]
    facts = {
        "training": [config.epochs, config.batch_size, config.learning_rate, config.optimizer],
        "data": dataset.sha256,
        "plan": pruning[0].points if pruning else None,
        "seed": seed,
    }
    return checkpoint.Checkpoints(folder, checkpoint.origin(model, variables, provenance.versions(), facts), variables)


def _batches(split: Split, batch_size: int, epochs: range, seed: int) -> Any:
    """The batches of some epochs in a row; each epoch is its own permutation, of (seed, epoch)."""
    orders = np.stack([np.random.default_rng([seed, epoch]).permutation(len(split)) for epoch in epochs])
    x, y = tf.constant(split.x), tf.constant(split.y)
    return (
        tf.data.Dataset.from_tensor_slices(orders.astype(np.int32))
        .flat_map(lambda order: tf.data.Dataset.from_tensor_slices(order).batch(batch_size))
        .map(lambda rows: (tf.gather(x, rows), tf.gather(y, rows)))
        .prefetch(2)
    )


class _Watch(tf_keras.callbacks.Callback):
    """Follows a training: progress after each step, mask updates as they happen, metrics by epoch."""

    def __init__(
        self,
        phase: str,
        steps_per_epoch: int,
        epochs: int,
        tell: Callable[[Progress], None],
        on_epoch: Callable[[Epoch], None],
        pruning: tuple[Plan, ReadMasks] | None,
        done: Sequence[Epoch],
    ) -> None:
        super().__init__()
        self.phase, self.steps = phase, steps_per_epoch * epochs
        self.tell, self.on_epoch = tell, on_epoch
        self.plan: Plan | None = pruning[0] if pruning else None
        self.read_masks: ReadMasks | None = pruning[1] if pruning else None
        self.planned = _watched(self.plan) if self.plan else {}
        self.step = steps_per_epoch * len(done)
        self.masks: dict[str, list[np.ndarray]] = {}
        self.updates: list[MaskUpdate] = []
        last = done[-1].metrics if done else {}
        shown = {"sparsity": SPARSITY_GLOBAL, "val accuracy": VAL_ACCURACY}
        self.figures = {label: last[name] for label, name in shown.items() if name in last}

    def on_train_begin(self, logs: Any = None) -> None:
        if self.read_masks:
            self.masks = self.read_masks(self.model)

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        self.step += 1
        if self.read_masks and self.step in self.planned:
            before, self.masks = self.masks, self.read_masks(self.model)
            achieved, churn = zero_share(self.masks), _changed(before, self.masks)
            self.updates.append(MaskUpdate(self.step, self.planned[self.step], achieved, churn))
            self.figures["sparsity"] = achieved
        self.tell(Progress(self.phase, self.step, self.steps, self.figures))

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        metrics = {NAMES[name]: float(value) for name, value in (logs or {}).items() if name in NAMES}
        for name, value in metrics.items():
            if not math.isfinite(value):
                raise NonFiniteError(
                    f"{name} became {value} in epoch {epoch + 1} of {self.phase}: try a smaller learning rate."
                )
        if self.plan:
            metrics[SPARSITY_PLANNED] = self.plan.at(self.step)
            metrics[SPARSITY_GLOBAL] = zero_share(self.masks)
            for layer, arrays in self.masks.items():
                metrics[SPARSITY_LAYER.format(layer)] = zero_share({layer: arrays})
        self.figures["val accuracy"] = metrics[VAL_ACCURACY]
        self.on_epoch(Epoch(epoch + 1, metrics, tuple(self.updates)))
        self.updates.clear()


def _watched(plan: Plan) -> dict[int, float]:
    """The steps of the mask updates to look at, with the planned sparsity: all, or :data:`LOOKS` evenly spread.

    To look costs a tenth of a small model's step. The last is always among them.
    """
    updates = plan.updates
    chosen = np.unique(np.linspace(0, len(updates) - 1, min(len(updates), LOOKS)).round().astype(int))
    return {updates[at].step: updates[at].sparsity for at in chosen}


def zero_share(arrays: dict[str, list[np.ndarray]]) -> float:
    """The fraction of zeros over all arrays."""
    every: Sequence[np.ndarray] = [array for group in arrays.values() for array in group]
    return 1.0 - sum(int(np.count_nonzero(array)) for array in every) / sum(array.size for array in every)


def _changed(before: dict[str, list[np.ndarray]], after: dict[str, list[np.ndarray]]) -> float:
    """The share of mask entries that an update switched, over all layers."""
    pairs = [pair for layer in after for pair in zip(before[layer], after[layer], strict=True)]
    return sum(int(np.count_nonzero(a != b)) for a, b in pairs) / sum(a.size for a, _ in pairs)
