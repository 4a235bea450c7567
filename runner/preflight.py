"""What would otherwise be tried for the first time after training, tried before it, on the untrained model.

Written and read back, wrapped, trained for one step on examples that show what it does, converted. What fails there
fails in seconds, with its reason; what only cannot be measured is told.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from runner import cost, examples, fidelity, measure, model_file, prune, reasons, train
from runner.config import Config
from runner.data import Dataset, Split
from runner.matching import Matched
from runner.plan import Plan
from runner.records import Layer, NonFiniteError, UserError


def check(config: Config, matched: Matched, layers: Sequence[Layer]) -> Any:
    """Write the model, read it back, wrap it: it must stay the same. Takes a second for a small model.

    Returns:
        The model that was read back, to try other things with.

    Raises:
        UserError: it does not; says at which layer.
    """
    shown = examples.telling(matched.model, matched.dataset.train)
    with examples.failures_told(config.model["name"]):
        copy = _read_back(config.model["name"], matched.model, shown.x)
        if not config.dense:
            fidelity.check_wrapping(copy, layers, shown.x)
    copy.set_weights(matched.model.get_weights())  # training, too, was tried
    return copy


def rehearse(config: Config, matched: Matched, layers: Sequence[Layer], schedule: Any, plan: Plan) -> tuple[str, ...]:
    """:func:`check`, then one step of training as the run does it, and a conversion; returns what cannot be measured.

    Raises:
        UserError: the model cannot be trained on the data, or is another one when it is wrapped or read back.
    """
    copy = check(config, matched, layers)
    missing = dict(measure.files(copy).missing)
    missing |= cost.missing(copy)
    shown = examples.telling(copy, matched.dataset.train)
    name = config.model["name"]
    with examples.failures_told(name):
        if not config.dense:
            follows = [replace(layer, share=1.0 if layer.share is None else layer.share) for layer in layers]
            copy = prune.wrap(copy, follows, schedule, config.pattern, fast=config.prune.fast)
        with contextlib.suppress(NonFiniteError):  # of one step: the training itself will tell
            train.fit(
                copy, _of(matched.dataset, shown), replace(config.train, epochs=1, batch_size=len(shown)), config.seed,
                logits=matched.logits, phase="", tell=lambda event: None, on_epoch=lambda epoch: None,
                pruning=None if config.dense else plan,
            )  # fmt: skip
    return measure.not_measured(missing)


def _of(dataset: Dataset, split: Split) -> Dataset:
    return replace(dataset, train=split, val=split, test=split)


def _read_back(name: str, model: Any, x: np.ndarray) -> Any:
    """The model as it is read from the file that it is written to.

    Raises:
        UserError: it cannot be written or read, or is another one.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "model.keras")
        try:
            model_file.save(model, file)
            found = model_file.read(file)
        except Exception as error:  # whatever a user's layer, or Keras, makes of it
            raise UserError(
                f"The model {name} cannot be written to a file and read back, and every run starts from a file: "
                f"{reasons.why(error)}\nA layer of your own needs get_config() with every parameter of its "
                f"constructor, and the decorator @tf_keras.utils.register_keras_serializable()."
            ) from error
    then, now = (np.asarray(each(x, training=False)) for each in (model, found))
    if not np.array_equal(then, now, equal_nan=True):
        raise UserError(
            f"The model {name} predicts something else once it is written to a file and read back. A layer of your own "
            f"needs get_config() with every parameter of its constructor, and all its state in weights."
        )
    return found
