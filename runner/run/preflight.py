"""What would otherwise be tried for the first time after training, tried before it, on the untrained model.

Written and read back, wrapped, trained for one step on examples that show what it does, converted. What fails there
fails in seconds, with its reason; what only cannot be measured is told.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from runner.config.schema import Config
from runner.core import reasons
from runner.core.errors import NonFiniteError, UserError
from runner.core.records import Layer
from runner.data import examples
from runner.measuring import flops, measure
from runner.models import builders, keras_file
from runner.pruning import wrapping
from runner.run import fidelity
from runner.run.matching import Matched
from runner.schedules.plan import Plan
from runner.schedules.rate_plan import Rates
from runner.tasks.base import Task
from runner.training import fit
from runner.training.callback import OF_BATCH, OF_DATA

OURS = "runner."  # builders that are seeded, and the reading of a file


def check_model(config: Config, matched: Matched, layers: Sequence[Layer]) -> Any:
    """Write the model, read it back, wrap it: it must stay the same. Takes a second for a small model.

    Returns:
        The model that was read back, to try other things with.

    Raises:
        UserError: it does not; says at which layer.
    """
    model, name = matched.model, config.model["name"]
    shown, before = examples.choose_examples(model, matched.dataset.train.shown), model.get_weights()
    with examples.explain_failures(name):
        copy = _read_back(name, model)
        fidelity.check_copy(model, copy, shown.x)
        if not config.dense:
            fidelity.check_wrapping(copy, layers, shown.x)
    for each in (model, copy):  # training, too, was tried
        each.set_weights(before)
    _check_metrics(model, matched.dataset.task)
    return copy


def _check_metrics(model: Any, task: Task) -> None:
    """Refuse a layer's own metric under the name of one of ours: Keras would report it in its place."""
    ours = (*(f"{part}{name}" for part in ("", "val_") for name in ("loss", *task.running)), OF_DATA, OF_BATCH)
    if taken := [each.name for each in model.metrics if each.name in ours]:
        raise UserError(
            f"A layer of the model {model.name} adds a metric named {taken[0]}, as one of the run's own is. "
            f"Give it another name; {', '.join(ours)} are taken."
        )


def rehearse(
    config: Config, matched: Matched, layers: Sequence[Layer], schedule: Any, plan: Plan, rates: Rates
) -> tuple[str, ...]:
    """:func:`check_model`, then a step of training as in the run, and a conversion; returns what cannot be measured.

    Raises:
        UserError: the model cannot be trained on the data, or is another one when it is wrapped or read back.
    """
    _check_builder(config, matched)
    copy = check_model(config, matched, layers)
    why_not = ""
    missing = {**measure.convert_model(copy).missing, **flops.follow_layers(copy)[1]}
    shown = examples.choose_examples(copy, matched.dataset.train.shown)
    name = config.model["name"]
    with examples.explain_failures(name):
        if not config.dense:
            copy = wrapping.wrap(copy, layers, schedule, config.pattern, fast=config.prune.fast)
        with contextlib.suppress(NonFiniteError):  # of one step: the training itself will tell
            few = replace(matched.dataset, train=shown, val=shown, test=shown)
            why_not = fit.fit(
                copy, few, replace(config.train, epochs=1, batch_size=len(shown)), config.seed,
                phase="", tell=lambda event: None, on_epoch=lambda epoch: None,
                pruning=None if config.dense else plan, rates=rates, engine=config.train.engine, xla=config.train.xla,
            )  # fmt: skip
    slow = (f"Keras's fit makes the steps of the model {name}, one by one: {why_not}.",) if why_not else ()
    return (*slow, *measure.explain_missing(missing))


def _read_back(name: str, model: Any) -> Any:
    """The model as it is read from the file that it is written to.

    Raises:
        UserError: it cannot be written or read.
    """
    try:
        return keras_file.decode(keras_file.encode(model))
    except Exception as error:  # whatever a user's layer, or Keras, makes of it
        raise UserError(
            f"The model {name} cannot be written to a file and read back, and every run starts from a file: "
            f"{reasons.state_reason(error)}\nA layer of your own needs get_config() with every parameter of its "
            f"constructor, and the decorator @tf_keras.utils.register_keras_serializable()."
        ) from error


def _check_builder(config: Config, matched: Matched) -> None:
    """Make sure that a user's builder builds the same model twice for a seed.

    Raises:
        UserError: it draws from something that the seed does not set.
    """
    if config.model["_target_"].startswith(OURS):
        return
    built = []
    for _ in range(2):
        fit.seed_everything(config.seed)
        built.append(builders.build(config.model, matched.dataset.shape, matched.dataset.task).get_weights())
    if [each.shape for each in built[0]] != [each.shape for each in built[1]] or not all(map(np.array_equal, *built)):
        raise UserError(
            f"model._target_={config.model['_target_']} does not build the same model twice for seed={config.seed}: it "
            f"draws from a generator that it seeds itself, or not at all. Draw with tf.random, numpy.random or random, "
            f"whose seeds the run sets."
        )
