"""What a finished run leaves: pictures, files, a description and the model, in its folder and with MLflow."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from runner import artifacts, description, model_file, run_plots, trace, track
from runner.preparation import Setup
from runner.records import CURVES_FILE, MODEL_FILE, TAG_NOTE, TRACE_FILE, TRACE_PICTURE, Epoch, Result


def keep(setup: Setup, result: Result, stripped: Any, epochs: list[Epoch], folder: Path, tracked: track.Run) -> None:
    """Write the run's files and hand them, the figures and the model to MLflow."""
    run_plots.curves(
        folder / CURVES_FILE,
        title=result.name,
        steps_per_epoch=setup.clock.steps_per_epoch,
        planned=setup.plan.points,
        achieved=[(update.step, update.achieved) for epoch in epochs for update in epoch.updates],
        epochs=[epoch.metrics for epoch in epochs],
    )
    traced = []
    if not setup.config.dense:
        found = trace.of(epochs, setup.plan)
        run_plots.trace(folder / TRACE_PICTURE, found, result.name)
        traced = [trace.write(found, setup.clock.steps_per_epoch, folder / TRACE_FILE), folder / TRACE_PICTURE]
        tracked.series(trace.series(found))
    scan = {"sensitivity": asdict(setup.sensitivity)} if setup.sensitivity else {}
    files = artifacts.write(setup.config, {**setup.plan.as_dict(), **scan}, setup.layers, result, folder)
    tracked.artifacts([*files, *traced])
    tracked.tags({**result.tags, TAG_NOTE: description.of_run(result)})
    if setup.config.tracking.log_model:
        model_file.save(stripped, folder / MODEL_FILE)
        tracked.model(stripped, setup.dataset.shape, setup.dataset.classes)
    tracked.finals(result.metrics, of_model=setup.config.tracking.log_model)
