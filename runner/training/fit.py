"""Train a model for some epochs, the same way each time: dense, or pruning with tfmot's callback.

The order of the examples depends on the seed and the epoch alone, so that every arm of a
comparison sees the same batches, whatever ran before in the process. With checkpoints, a training
that was ended goes on after its last whole epoch, and ends with the weights of an undisturbed one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
import tf_keras

from runner.config.schema import GRAPH, BaselineConfig, TrainConfig
from runner.core import environment, provenance, reasons
from runner.core.durations import Clock
from runner.core.errors import UserError
from runner.core.events import Progress
from runner.core.records import Epoch
from runner.data.parts import Dataset, Split, Stream
from runner.schedules.plan import Plan
from runner.schedules.rate_plan import Rates, plan_rates
from runner.tasks.base import Task
from runner.training import averages, checkpoint, optimizers, rate
from runner.training.callback import OF_BATCH, OF_DATA, Watch
from runner.training.feeds import Feed, make_feed
from runner.training.keeping import Keeper
from runner.training.loop import Loop
from runner.training.rewinding import Rewinder
from runner.training.seeding import SeedEachEpoch, seed_everything, use_generators

with environment.without_keras_3():
    from tensorflow_model_optimization.sparsity.keras import UpdatePruningStep

EVALUATION_BATCH = 512


def prepare(threads: int | None, jobs: int = 1) -> None:
    """Make this process repeatable: deterministic kernels, and generators that can be set. Let it keep its memory.

    One operation always has one thread: with more, Eigen splits a large product by their number and adds the
    parts in another order, which gives other last bits. Several operations go at once.

    Args:
        threads: how many operations at once; null is this run's share of the cores.
        jobs: how many runs go at once.
    """
    environment.keep_freed_memory()
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
    pruning: Plan | None = None,
    rates: Rates | None = None,
    checkpoints: Path | None = None,
    keeper: Keeper | None = None,
    rewinder: Rewinder | None = None,
    engine: str = GRAPH,
    xla: bool = False,
) -> str:
    """Compile and train a model in place.

    Args:
        model: dense, or wrapped for pruning.
        dataset: trained on ``train``, validated on ``val`` after each epoch, by the loss and the figures of its task.
        config: epochs, batch size, learning rate, its shape, optimizer.
        seed: fixes the order of the examples and everything random in the model.
        phase: its name beside the progress bar.
        tell: hears how far it is, after each call of the loop, or each step of ``fit``.
        on_epoch: hears each epoch's metrics, by their names in MLflow; those of an earlier process, too.
        pruning: the plan of a wrapped model; None trains without pruning.
        rates: the learning rate of each step; None asks the shape in ``config``.
        checkpoints: a folder of this training alone: what was begun there is continued, to the same weights as
            without an interruption. None keeps nothing.
        keeper: decides with which epoch's weights it ends, and when; None trains to the end, and leaves the last ones.
        rewinder: puts weights back after some steps.
        engine: what makes the steps, one of :data:`runner.config.schema.ENGINES`.
        xla: compile them.

    Returns:
        Why Keras's ``fit`` made them although it was not asked to; else nothing.

    Raises:
        UserError: the steps of this model cannot be compiled.
        NonFiniteError: a loss became NaN or infinite.
    """
    seed_everything(seed)
    task, train = dataset.task, dataset.weighted_train
    clock = Clock.of(len(train), config.batch_size, config.epochs)
    rates = rates or plan_rates("learning_rate", config.decay, config.learning_rate, clock)
    weighted = train.weighted
    losses = [BatchLoss(task, weighted=weighted), *_loss_of_data(model, task, weighted=weighted)]
    model.compile(
        optimizer=optimizers.build("optimizer", config.optimizer, rate.make_rate(rates, rewinder and rewinder.offset)),
        loss=task.make_loss(),
        metrics=[*task.make_metrics(), *([] if weighted else losses)],
        weighted_metrics=losses if weighted else None,  # given the weights, as the loss is
    )
    model.optimizer.build(model.trainable_variables)
    _build_metrics(model, train.shown.y[:1])
    of_pruning = [UpdatePruningStep()] if pruning else []
    held = keeper.watch(model) if keeper else []
    if rewinder:
        rewinder.begin(model, *of_pruning)
        held = [*held, rewinder.offset]
    kept = _checkpoints(checkpoints, model, dataset, config, seed, pruning, rates, held) if checkpoints else None
    done = kept.restore() if kept else []
    for epoch in done:
        on_epoch(epoch)
    if keeper:
        keeper.look_back(done)
    if len(done) == config.epochs or (keeper and keeper.stops):
        if keeper:
            keeper.restore()
        return ""

    ended = list(done)

    def on_new_epoch(epoch: Epoch) -> None:
        ended.append(epoch)
        on_epoch(epoch)
        if keeper:
            keeper.look(epoch)
            model.stop_training = keeper.stops
        if kept:
            kept.keep(epoch)

    measure_val = make_figures(model, task, dataset.val) if task.score.name not in task.running else None
    first = len(done) * clock.steps_per_epoch
    if rewinder:
        rewinder.continue_after(first)
    watch = Watch(phase, clock.steps, tell, on_new_epoch, pruning, done, first, task, measure_val)
    watch.tells_rate = rates.table is not None or rates.plateau is not None
    feeds = make_feed(train, config.batch_size, seed, dataset.augmentation), make_feed(dataset.val, EVALUATION_BATCH)
    loop, why_not = None, ""
    if engine == GRAPH:
        loop, why_not = _make_loop(model, *feeds, watch, xla)
    of_recipe = [
        *([rate.FollowPlateau(rates.plateau, task.score, ended)] if rates.plateau else []),
        *([averages.AverageAtTheEnd(config.epochs - 1)] if model.optimizer.use_ema else []),
    ]
    of_rewinding = [rewinder] if rewinder else []
    callbacks = [SeedEachEpoch(seed, by_keras=not loop), *of_recipe, *of_pruning, *of_rewinding, watch]
    epochs = range(len(done), config.epochs)
    try:
        if loop is None:
            _train_by_keras(model, *feeds, epochs, callbacks)
        else:
            _train_in_graph(model, loop, epochs, callbacks, watch, rewinder)
    except tf.errors.OpError as error:
        if not xla:
            raise
        raise _cannot_compile(model, reasons.state_reason(error)) from error
    finally:
        if kept:
            kept.wait()
    if keeper:
        keeper.restore()
    return why_not


def _make_loop(model: Any, train: Feed, val: Feed, watch: Watch, xla: bool) -> tuple[Loop | None, str]:
    """The loop in one graph; or why it cannot be, or would train another model than Keras's ``fit``."""
    try:
        loop = Loop(
            model, train, val, xla=xla,
            updates=[update.step for update in watch.plan.updates] if watch.plan else [], looked_at=watch.planned,
        )  # fmt: skip
    except Exception as error:  # whatever a layer makes of a loop; what is wrong with it anyway, Keras will tell
        why_not = f"its step cannot stand in a loop of TensorFlow ({reasons.state_reason(error)})"
    else:
        if not loop.draws_from_hidden_state:
            return loop, ""
        why_not = "a layer draws random numbers from a state that cannot be set, and would draw others in a loop"
    if xla:
        raise _cannot_compile(model, why_not)
    return None, why_not


def _cannot_compile(model: Any, why: str) -> UserError:
    return UserError(f"The steps of the model {model.name} cannot be compiled: {why}\nLeave train.xla=true out.")


def _train_in_graph(
    model: Any, loop: Loop, epochs: range, callbacks: Sequence[Any], watch: Watch, rewinder: Rewinder | None
) -> None:
    """Call the callbacks as Keras's ``fit`` does; none of them is asked at each batch."""
    hooks = tf_keras.callbacks.CallbackList(callbacks, model=model)
    hooks.on_train_begin()
    model.stop_training = False
    for epoch in epochs:
        hooks.on_epoch_begin(epoch)
        logs: dict[str, float] = {}
        for segment in loop.train(epoch, watch.step + 1, rewinder.steps if rewinder else ()):
            watch.advance(segment.losses, segment.looks)
            if rewinder and watch.step in rewinder.steps:
                rewinder.rewind()
            logs = dict(segment.logs)
        hooks.on_test_begin()
        hooks.on_epoch_end(epoch, {**logs, **loop.evaluate(epoch)})
        if model.stop_training:
            break
    hooks.on_train_end()


def _train_by_keras(model: Any, train: Feed, val: Feed, epochs: range, callbacks: Sequence[Any]) -> None:
    model.fit(
        train.make_pipeline(epochs),
        initial_epoch=epochs.start,
        epochs=epochs.stop,
        steps_per_epoch=train.steps,
        validation_data=val.make_pipeline(epochs[:1]),
        validation_steps=val.steps,
        callbacks=callbacks,
        verbose=0,
    )


def make_figures(model: Any, task: Task, part: Split | Stream) -> Callable[[], dict[str, float]]:
    """Measures a model on a part of the data by every figure of its task, as its weights are at each call."""
    answer = tf.function(lambda x: model(x, training=False), autograph=False)

    def measure() -> dict[str, float]:
        batches = [(answer(tf.constant(each.x)).numpy(), each.y) for each in part.batches(EVALUATION_BATCH)]
        outputs, labels = (np.concatenate(each) for each in zip(*batches, strict=True))
        return task.measure(outputs, labels, part.anomalies)

    return measure


class BatchLoss(tf_keras.metrics.Metric):
    """The loss of the last batch alone, without penalties, by the weights of its examples where they have some.

    Keras's own figures are means since the epoch began.
    """

    def __init__(self, task: Task, *, weighted: bool = False) -> None:
        super().__init__(OF_BATCH)
        self._weighted = weighted  # else Keras gives the mask of the outputs in their place
        self._of_each = task.make_loss(tf_keras.losses.Reduction.NONE)
        self._last = self.add_weight("last", initializer="zeros", dtype=tf.float32)

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take the loss of a batch."""
        losses = self._of_each(y_true, y_pred, sample_weight if self._weighted else None)
        self._last.assign(tf.reduce_mean(tf.cast(losses, tf.float32)))

    def result(self) -> Any:
        """The loss of the last batch."""
        return self._last.value()


class WeightedLoss(tf_keras.metrics.Mean):
    """The mean over examples of loss times weight, as Keras's own loss is; its weighted mean divides by the weights."""

    def __init__(self, task: Task) -> None:
        super().__init__(OF_DATA)
        self._of_each = task.make_loss(tf_keras.losses.Reduction.NONE)

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """Take the losses of a batch."""
        return super().update_state(self._of_each(y_true, y_pred, sample_weight))


def _loss_of_data(model: Any, task: Task, *, weighted: bool) -> list[Any]:
    """A metric for the loss without penalties, where a regularizer or a layer adds some; Keras's loss has them."""
    if not model.losses:
        return []
    if weighted:
        return [WeightedLoss(task)]
    return [tf_keras.metrics.MeanMetricWrapper(task.make_loss(tf_keras.losses.Reduction.NONE).call, OF_DATA)]


def _build_metrics(model: Any, labels: np.ndarray) -> None:
    """Make the variables of the metrics now: a step whose first trace makes variables is traced a second time."""
    outputs = tf.zeros((len(labels), *model.output_shape[1:]))
    model.compiled_loss(tf.constant(labels), outputs)  # without penalties, which may hang on inputs
    model.compute_metrics(None, tf.constant(labels), outputs, None)
    model.reset_metrics()


def _checkpoints(
    folder: Path,
    model: Any,
    dataset: Dataset,
    config: TrainConfig | BaselineConfig,
    seed: int,
    pruning: Plan | None,
    rates: Rates,
    held: Sequence[Any],
) -> checkpoint.Checkpoints:
    """Of a compiled model before its first step; masks, thresholds and pruning steps are among its weights.

    ``held`` are the weights that may be the last ones.
    """
    variables = [*model.weights, *optimizers.list_state(model.optimizer), *held]
    facts = {
        "training": [config.epochs, config.batch_size, rates.base, config.optimizer, config.decay],
        "rates": None if rates.table is None else hashlib.sha256(rates.table.tobytes()).hexdigest(),
        "data": [dataset.sha256, dataset.class_weights, repr(dataset.augmentation)],
        "task": repr(dataset.task),
        "plan": pruning.points if pruning else None,
        "seed": seed,
    }
    return checkpoint.Checkpoints(
        folder, checkpoint.describe_origin(model, variables, provenance.read_versions(), facts), variables
    )
