"""What a finished run leaves: pictures, files, a description and the model, in its folder and with MLflow.

The figures and the model's own file must be had. What else cannot be made, as a picture or MLflow's form of the model,
is missing with its reason: it costs no result.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import yaml

from runner.core import credentials, names, reasons
from runner.core.file_names import (
    CONFIG_FILE,
    CURVES_FILE,
    LAYERS_FILE,
    LOSSES_FILE,
    MODEL_DIR,
    MODEL_FILE,
    PLAN_FILE,
    RESULT_FILE,
    TRACE_FILE,
    TRACE_PICTURE,
)
from runner.core.files import write_file
from runner.core.metric_names import FINAL_LAYER
from runner.core.records import LayerResult, Result
from runner.core.tags import TAG_NOTE
from runner.measuring import measure
from runner.report import description, run_plots
from runner.run.setup import Setup, Trained
from runner.tracking import run_writer
from runner.training import trace

LAYER_COSTS = ("flops", "effective_flops", "dense_bytes", "bitmap_bytes", "csr_bytes")
LAYER_COLUMNS = ("layer", "class", "weights", "zeros", "target", "achieved", "zeros_before", "zeros_kept", "metric",
                 *LAYER_COSTS)  # fmt: skip


def keep_files(setup: Setup, result: Result, trained: Trained, folder: Path, tracked: run_writer.Run) -> Result:
    """Write the run's files and hand them, the figures and the model to MLflow.

    Returns:
        The result, with what could not be made among its warnings.
    """
    missing: dict[str, str] = {}
    write_file(folder / MODEL_FILE, trained.file)
    made: list[Path] = []
    found = None if setup.config.dense else trace.make_trace(trained.epochs, setup.plan)
    if found:
        made.append(trace.write_trace(found, setup.clock.steps_per_epoch, folder / TRACE_FILE))
        made.append(trace.write_losses(found.losses, folder / LOSSES_FILE))
        tracked.series(trace.list_effects(found))
    if not (in_sweep := bool(setup.config.tracking.parent)):  # whose pictures are drawn when they are asked for
        made += _draw(setup, result, trained, found, folder, missing)
    if setup.config.tracking.log_model:
        with _optional(f"{MODEL_DIR}/", missing):
            tracked.model(trained.model, setup.dataset.shape, trained.model.output_shape[1:])
    result = replace(result, warnings=(*result.warnings, *measure.explain_missing(missing)))
    tracked.artifacts([*_write_texts(setup, result, folder), *made])
    tracked.tags({**result.tags, TAG_NOTE: description.describe_run(result, drawn=not in_sweep)})
    tracked.finals(result.metrics, of_model=setup.config.tracking.log_model and f"{MODEL_DIR}/" not in missing)
    return result


def _draw(
    setup: Setup, result: Result, trained: Trained, found: trace.Trace | None, folder: Path, missing: dict[str, str]
) -> list[Path]:
    """The pictures, as far as they can be drawn."""
    drawn = []
    with _optional(CURVES_FILE, missing):
        run_plots.plot_curves(
            folder / CURVES_FILE,
            title=result.name,
            steps_per_epoch=setup.clock.steps_per_epoch,
            planned=setup.plan.points,
            achieved=[(update.step, update.achieved) for update in found.updates] if found else [],
            epochs=[epoch.metrics for epoch in trained.epochs],
            rates=setup.rates.points,
            score=result.score,
        )
        drawn.append(folder / CURVES_FILE)
    if found:
        with _optional(TRACE_PICTURE, missing):
            run_plots.plot_trace(folder / TRACE_PICTURE, found, result.name)
            drawn.append(folder / TRACE_PICTURE)
    return drawn


@contextlib.contextmanager
def _optional(what: str, missing: dict[str, str]) -> Iterator[None]:
    """What fails in the block is missing, with its reason."""
    try:
        yield
    except Exception as error:  # whatever a library makes of a model, a name or a font
        missing[what] = f"{type(error).__name__}: {reasons.state_reason(error)}"


def _write_texts(setup: Setup, result: Result, folder: Path) -> list[Path]:
    """The config, the plan with its layers, the figures and those by layer, each written whole or not at all."""
    recorded, plan = setup.config.recorded(), setup.plan.as_dict()
    if setup.sensitivity:
        plan["sensitivity"] = setup.sensitivity.as_dict()
    plan |= setup.rates.describe()
    plan["layers"] = [layer.as_dict() for layer in setup.layers]
    from_environment = ("tracking", "uri") in setup.config.of_environment  # written as in the config
    figures = {
        "name": result.name,
        "run_id": result.run_id,
        "tracking_uri": recorded["tracking"]["uri"] if from_environment else result.tracking_uri,
        "metrics": dict(result.metrics),
        "tags": dict(result.tags),
        "layers": [{**asdict(layer), "sparsity": layer.sparsity} for layer in result.layers],
        "warnings": list(result.warnings),
    }
    texts = {
        CONFIG_FILE: yaml.safe_dump(recorded, sort_keys=False),
        PLAN_FILE: json.dumps(plan, indent=2) + "\n",
        RESULT_FILE: json.dumps(figures, indent=2) + "\n",
        LAYERS_FILE: _as_csv(result.layers),
    }
    for name, text in texts.items():
        write_file(folder / name, credentials.hide(text).encode())
    return [folder / name for name in texts]


def _as_csv(layers: Sequence[LayerResult]) -> str:
    """One row a pruned layer."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(LAYER_COLUMNS)
    for each in layers:
        metric = names.name_metric(FINAL_LAYER, each.name)
        figures = (each.weights, each.zeros, each.target, each.sparsity, each.zeros_before, each.zeros_kept)
        texts = (names.make_csv_cell(each.name), names.make_csv_cell(each.kind))
        rows.writerow([*texts, *figures, metric, *(getattr(each, name) for name in LAYER_COSTS)])
    return text.getvalue()
