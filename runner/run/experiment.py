"""The story of one run: :func:`run` is the table of contents of the program.

Each line is a stage, each stage a module. Everything that can be refused is refused before the
MLflow run exists; what depends on the dense model, before pruning.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from runner.config.schema import Config
from runner.config.training import LAST
from runner.core.errors import StoppedEarly
from runner.core.events import Event, Finished, Planned, Skipped, Started
from runner.core.file_names import OUTPUTS
from runner.core.records import Epoch, Sensitivity
from runner.core.tags import KIND_RUN, TAG_SIGNATURE
from runner.measuring import figures, measure
from runner.models import keras_file
from runner.pruning import sensitivity, targets, wrapping
from runner.run import conclusion, dense_cache, dense_model, fidelity, files, preflight
from runner.run.setup import Setup, Trained, prepare
from runner.tracking import connection, dataset_input, deliver, previous, run_writer
from runner.training import checkpoint, fit, halving, keeping, rewinding


def run(config: Config, folder: Path, tell: Callable[[Event], None]) -> Finished | Skipped:
    """Train densely (or read the dense model back), prune by the schedule, strip, measure, track.

    A run that is finished already is skipped, one that was broken off is continued.

    Args:
        config: checked, see :func:`runner.config.schema.check`.
        folder: where the run's files go.
        tell: hears what happens, see :mod:`runner.core.events`.

    Raises:
        UserError: the run cannot be; there is no MLflow run, or a FAILED one where only the dense model showed it.
        NonFiniteError, FidelityError: the MLflow run is FAILED, with the reason.
        StoppedEarly: a search stopped it; the MLflow run is KILLED, with the reason.
    """
    if not config.tracking.parent:  # a sweep did it for all its runs
        deliver.deliver_all(Path(OUTPUTS))  # what earlier runs could not send
    setup = prepare(config)
    signature = setup.identity[TAG_SIGNATURE]
    checkpoints = checkpoint.name_folder(config.baseline.dir, signature)
    with connection.connect(config.tracking, folder, previous.find_score(config)) as tracking:
        past = previous.look_up(tracking, signature, KIND_RUN)
        if past.finished and not config.force:
            return previous.take_over(tracking, signature, past.finished)
        if config.force:
            checkpoint.remove(checkpoints)
        if not config.tracking.parent:  # a sweep has rehearsed each of its models
            setup = rehearse(setup)
        of_others = () if tracking.parent else previous.other_results(tracking, [config])  # a sweep has told of its own
        tell(Planned(() if config.dense else setup.layers, (*setup.plan.warnings, *of_others)))
        with run_writer.open_run(
            tracking, config.run_name, config.recorded(), setup.identity,
            attempt=past.attempts + 1, again=past.broken_off,
            started=lambda new: tell(Started(new.id, new.uri, config.run_name)),
        ) as tracked:  # fmt: skip
            tracked.dataset(dataset_input.describe_dataset(setup.dataset, config.recorded_dataset))
            initial = setup.model.get_weights()
            dense = dense_model.get_dense_model(setup, tracking, tell)
            setup = settle_targets(setup, dense, tell)
            trained = train_arm(setup, dense, initial, tracked, tell)
            result = conclusion.conclude(setup, dense, trained, tracked.id, tracked.uri)
            with setup.watch.phase("track"):
                result = files.keep_files(setup, result, trained, folder, tracked)
            tracked.finals(figures.collect_times(setup.watch.seconds, setup.watch.cpu, time.process_time()))
    checkpoint.remove(checkpoints)
    return Finished(result)


def rehearse(setup: Setup) -> Setup:
    """With what the untrained model shows that cannot be measured.

    Raises:
        UserError: it cannot be trained, or is another model when it is wrapped or read back.
    """
    with setup.watch.phase("rehearse"):
        noted = preflight.rehearse(setup.config, setup.matched, setup.layers, setup.schedule, setup.plan, setup.rates)
    return replace(setup, targets=setup.targets.noting(noted))


def scan_dense(config: Config, tell: Callable[[Event], None]) -> Sensitivity:
    """The score of the dense model on val when each layer alone is pruned to each level; nothing else is run.

    Raises:
        UserError: the run cannot be.
    """
    setup = prepare(config)
    with connection.connect(config.tracking, Path(config.baseline.dir)) as tracking:
        dense = dense_model.get_dense_model(setup, tracking, tell)
    return _scan(setup, dense.model())


def _scan(setup: Setup, model: Any) -> Sensitivity:
    score = measure.make_score(model, setup.dataset.val, setup.dataset.task)
    variables = wrapping.find_variables(model, setup.layers)
    return sensitivity.scan_layers(variables, setup.config.scope.levels, score, setup.dataset.task.score)


def settle_targets(setup: Setup, dense: dense_cache.Baseline, tell: Callable[[Event], None]) -> Setup:
    """With the targets by layer that had to wait for the dense model: for its weights, or a scan of it on val.

    Raises:
        UserError: they cannot be reached.
    """
    config, scope = setup.config, setup.config.scope
    if not scope.needs_dense_model:
        return setup
    with setup.watch.phase("targets"):
        model, scan = dense.model(), None
        if scope.distribution == "sensitivity":
            scan = _scan(setup, model)
        chosen = targets.complete_targets(config, setup.targets, wrapping.read_weights(model, setup.layers), scan)
        warnings = targets.check_targets(config, chosen)
    tell(Planned(chosen.layers, warnings))
    return replace(setup, targets=chosen.noting(warnings), sensitivity=scan)


def train_arm(
    setup: Setup,
    dense: dense_cache.Baseline,
    initial: Sequence[Any],
    tracked: run_writer.Run,
    tell: Callable[[Event], None],
) -> Trained:
    """The pruning phase; the control arm trains unwrapped. ``initial`` are the weights of the untrained model.

    Raises:
        FidelityError: the model in the file is not what was trained.
        StoppedEarly: a search gave it up.
    """
    config, dataset, epochs = setup.config, setup.dataset, list[Epoch]()
    score = previous.find_score(config)

    def on_epoch(epoch: Epoch) -> None:
        epochs.append(epoch)
        tracked.epoch(epoch, config.tracking.layers)
        halving.stop_if_worse(epoch, config.search.stop_below or {}, config.target_sparsity, score)

    checkpoints = checkpoint.name_folder(config.baseline.dir, setup.identity[TAG_SIGNATURE])
    keeper, rewinder = _make_keeper(setup), _make_rewinder(setup, dense, initial)
    with setup.watch.phase("train"):
        model = dense.model()
        if not config.dense:
            model = wrapping.wrap(model, setup.layers, setup.schedule, config.pattern, fast=config.prune.fast)
        try:
            fit.fit(
                model, dataset, config.train, config.seed,
                phase="train" if config.dense else "prune", tell=tell, on_epoch=on_epoch,
                pruning=None if config.dense else setup.plan, rates=setup.rates,
                checkpoints=checkpoints if config.train.checkpoint else None, keeper=keeper, rewinder=rewinder,
                engine=config.train.engine, xla=config.train.xla,
            )  # fmt: skip
        except StoppedEarly:
            checkpoint.remove(checkpoints)
            raise
        tracked.series(keeper.list_figures() if keeper else [])
    return _deploy(setup, model, epochs)


def _make_keeper(setup: Setup) -> keeping.Keeper | None:
    """What keeps another epoch than the last, if that is asked for; the control is at its target in all of them."""
    if setup.config.train.keep == LAST:
        return None
    return keeping.keep_best_at_target(setup.dataset.task.score, None if setup.config.dense else setup.plan.reached)


def _make_rewinder(setup: Setup, dense: dense_cache.Baseline, initial: Sequence[Any]) -> rewinding.Rewinder | None:
    """What sets weights back at each level, if that is asked for."""
    if setup.rewind_to is None:
        return None
    with setup.watch.phase("dense"):
        early = dense_model.get_early_weights(setup, initial, setup.rewind_to)
    return rewinding.Rewinder(early, dense.weights, [update.step for update in setup.plan.updates])


def _deploy(setup: Setup, model: Any, epochs: Sequence[Epoch]) -> Trained:
    """The trained model without wrappers, written and read back; that it is the same is made sure."""
    config = setup.config
    with setup.watch.phase("measure"):
        file = keras_file.encode(model if config.dense else wrapping.strip(model))
        deployed = keras_file.decode(file)
        if not config.dense:
            fidelity.check_zeros(wrapping.read_masks(model), wrapping.read_weights(deployed, setup.layers))
        fidelity.check_predictions(model, deployed, setup.dataset)
    return Trained(deployed, file, tuple(epochs))
