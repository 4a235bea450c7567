"""The dense model that a run starts from: on this disk, with the store, or trained now as a run of its own.

Runs that share a disk share it there. Machines that do not, such as the nodes of a cluster, find it with
the run that trained it: it is an artifact of that run. Two that need it at once may both train it, to the
same weights.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from runner.config import signature
from runner.core import names, provenance, reasons
from runner.core.events import Event, Started
from runner.core.file_names import DENSE_FIGURES_FILE, DENSE_MODEL_FILE
from runner.core.files import write_file
from runner.core.tags import KIND_DENSE, TAG_ARITHMETIC, TAG_DATASET, TAG_NOTE, TAG_RESULTS, TAG_SIGNATURE, TAG_WEIGHTS
from runner.measuring import figures, measure
from runner.report import description
from runner.run import dense_cache
from runner.run.setup import Setup
from runner.tracking import connection, dataset_input, previous, run_writer, store
from runner.tracking.records import TrackedRun
from runner.training import checkpoint, fit, keeping

log = logging.getLogger(__name__)


def get_dense_model(
    setup: Setup, tracking: connection.Connection, tell: Callable[[Event], None]
) -> dense_cache.Baseline:
    """The dense model that all arms share; a run that is the first to need it makes it."""
    config = setup.config
    identity = signature.sign_dense(
        config, setup.dataset.sha256, measure.hash_model(setup.model), provenance.read_versions()
    )
    checkpoints = checkpoint.name_folder(config.baseline.dir, f"dense-{identity}")

    def make(folder: Path) -> None:
        past = previous.look_up(tracking, identity, KIND_DENSE)
        if past.finished and (found := fetch_dense_model(tracking, past.finished, setup.model)):
            dense_cache.write(folder, found.model(), found.measured)
            return
        for file in _train(setup, tracking, identity, past, checkpoints, tell):
            write_file(folder / file.name, file.read_bytes())

    with setup.watch.phase("dense"):
        dense = dense_cache.read_or_make(Path(config.baseline.dir), identity, make, setup.model)
    checkpoint.remove(checkpoints)
    return dense


def get_early_weights(setup: Setup, initial: Sequence[Any], epochs: int) -> Sequence[Any]:
    """The weights after some epochs of the dense training, which is made again so far: to the same bits.

    Args:
        setup: of a run whose dense model is there.
        initial: the weights of its untrained model.
        epochs: 0 are ``initial``.
    """
    import tf_keras

    if not epochs:
        return initial
    config, dataset = setup.config, setup.dataset
    model = tf_keras.models.clone_model(setup.model)
    model.set_weights(initial)
    identity = signature.sign_dense(config, dataset.sha256, measure.hash_model(model), provenance.read_versions())

    def make(folder: Path) -> None:
        fit.fit(
            model, dataset, replace(config.baseline, epochs=epochs), config.seed,
            phase="dense", tell=lambda event: None, on_epoch=lambda epoch: None, rates=setup.dense_rates,
            engine=config.train.engine, xla=config.train.xla,
        )  # fmt: skip
        dense_cache.write(folder, model, measure.measure(model, dataset.val, dataset.task))

    root = Path(config.baseline.dir)
    return dense_cache.read_or_make(root, f"{identity}at{epochs}", make, model).weights


def fetch_dense_model(tracking: connection.Connection, run: TrackedRun, built: Any) -> dense_cache.Baseline | None:
    """The dense model of a training that was tracked; None, said in the log, if it is not there whole.

    Of the files in the store only weights and figures are taken, as data, see :mod:`runner.run.dense_cache`. Who can
    change the run's tag, too, can give other weights: a store is trusted with results, not with code.
    """
    try:
        with tempfile.TemporaryDirectory() as folder:
            for file in (DENSE_MODEL_FILE, DENSE_FIGURES_FILE):
                store.download(tracking.client, run.run_id, file, Path(folder))
            found = dense_cache.read(Path(folder), built)
        if found.measured.weights_sha256 != run.tags.get(TAG_WEIGHTS):
            raise dense_cache.DamagedError("it is another one")
    except dense_cache.DamagedError as error:
        log.warning("the dense model of run %s is damaged, it is trained again: %s", run.run_id, error)
        return None
    except OSError as error:
        log.warning(
            "the dense model of run %s cannot be had, it is trained again: %s", run.run_id, reasons.state_reason(error)
        )
        return None
    log.info("the dense model is that of run %s", run.run_id)
    return found


def _train(
    setup: Setup,
    tracking: connection.Connection,
    identity: str,
    past: previous.Past,
    checkpoints: Path,
    tell: Callable[[Event], None],
) -> list[Path]:
    """Train and track it; returns its files."""
    config, dataset = setup.config, setup.dataset
    name = names.shorten(f"dense-{config.model['name']}-{dataset.name}", names.MOST - 20) + f"-s{config.seed}"
    params = {key: value for key, value in config.recorded().items() if key in signature.OF_DENSE}
    kept = {tag: setup.identity[tag] for tag in (TAG_DATASET, TAG_RESULTS, TAG_ARITHMETIC)}
    with run_writer.open_run(
        tracking, name, params, {**kept, TAG_SIGNATURE: identity},
        kind=KIND_DENSE, attempt=past.attempts + 1, again=past.broken_off,
        started=lambda new: tell(Started(new.id, new.uri, name)),
    ) as tracked:  # fmt: skip
        tracked.dataset(dataset_input.describe_dataset(dataset, config.recorded_dataset))
        patience, score = config.baseline.early_stopping, dataset.task.score
        keeper = None if patience is None else keeping.stop_early(score, patience)
        if config.baseline.epochs:
            fit.fit(
                setup.model, dataset, config.baseline, config.seed,
                phase="dense", tell=tell, on_epoch=tracked.epoch, rates=setup.dense_rates,
                checkpoints=checkpoints if config.train.checkpoint else None, keeper=keeper,
                engine=config.train.engine, xla=config.train.xla,
            )  # fmt: skip
        measured = measure.measure(setup.model, dataset.test, dataset.task)
        files = dense_cache.write(tracking.outbox.folder, setup.model, measured)
        tracked.artifacts(files)
        tracked.series(keeper.list_figures() if keeper else [])
        tracked.finals(figures.collect_dense_metrics(measured, score))
        tracked.tags({TAG_WEIGHTS: measured.weights_sha256, TAG_NOTE: description.describe_dense(measured, score)})
    return files
