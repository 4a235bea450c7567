"""What a finished run leaves: pictures, files, a description and the model, in its folder and with MLflow.

The figures and the model's own file must be had. What else cannot be made, as a picture or MLflow's form of the model,
is missing with its reason: it costs no result.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from runner.core import reasons
from runner.core.files import write_file
from runner.core.records import CURVES_FILE, MODEL_DIR, MODEL_FILE, TAG_NOTE, TRACE_FILE, TRACE_PICTURE, Epoch, Result
from runner.measuring import measure
from runner.models import keras_file
from runner.report import description, run_plots
from runner.run import artifacts, fidelity
from runner.run.setup import Setup, Trained
from runner.tracking import run_writer
from runner.training import trace


def keep(setup: Setup, result: Result, trained: Trained, folder: Path, tracked: run_writer.Run) -> Result:
    """Write the run's files and hand them, the figures and the model to MLflow.

    Returns:
        The result, with what could not be made among its warnings.

    Raises:
        FidelityError: the file of the model is not the model.
    """
    missing: dict[str, str] = {}
    content = keras_file.encode(trained.model)
    deployed = fidelity.predictions(keras_file.decode(content), setup.dataset)
    fidelity.check_predictions(trained.predictions, deployed, "written to a file and read back")
    write_file(folder / MODEL_FILE, content)
    with _optional(CURVES_FILE, missing):
        _curves(setup, result, trained.epochs, folder / CURVES_FILE)
    traced = []
    if not setup.config.dense:
        found = trace.of(trained.epochs, setup.plan)
        traced.append(trace.write(found, setup.clock.steps_per_epoch, folder / TRACE_FILE))
        with _optional(TRACE_PICTURE, missing):
            run_plots.trace(folder / TRACE_PICTURE, found, result.name)
            traced.append(folder / TRACE_PICTURE)
        tracked.series(trace.series(found))
    if setup.config.tracking.log_model:
        with _optional(f"{MODEL_DIR}/", missing):
            tracked.model(trained.model, setup.dataset.shape, setup.dataset.classes)
    result = replace(result, warnings=(*result.warnings, *measure.not_measured(missing)))
    scan = {"sensitivity": asdict(setup.sensitivity)} if setup.sensitivity else {}
    files = artifacts.write(setup.config, {**setup.plan.as_dict(), **scan}, setup.layers, result, folder)
    tracked.artifacts([each for each in (*files, *traced) if each.name not in missing])
    tracked.tags({**result.tags, TAG_NOTE: description.of_run(result)})
    tracked.finals(result.metrics, of_model=setup.config.tracking.log_model and f"{MODEL_DIR}/" not in missing)
    return result


def _curves(setup: Setup, result: Result, epochs: Sequence[Epoch], path: Path) -> None:
    run_plots.curves(
        path,
        title=result.name,
        steps_per_epoch=setup.clock.steps_per_epoch,
        planned=setup.plan.points,
        achieved=[(update.step, update.achieved) for epoch in epochs for update in epoch.updates],
        epochs=[epoch.metrics for epoch in epochs],
    )


@contextlib.contextmanager
def _optional(what: str, missing: dict[str, str]) -> Iterator[None]:
    """What fails in the block is missing, with its reason."""
    try:
        yield
    except Exception as error:  # whatever a library makes of a model, a name or a font
        missing[what] = f"{type(error).__name__}: {reasons.why(error)}"
