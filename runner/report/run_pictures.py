"""The pictures of a run of a sweep, drawn when somebody asks for them: from what the run tracked, as it would have.

What a run left may lie in a store that others write to: it is read as data, and what does not fit is refused.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from runner.core import reasons
from runner.core.errors import UserError
from runner.core.file_names import CURVES_FILE, LOSSES_FILE, PLAN_FILE, TRACE_FILE, TRACE_PICTURE
from runner.core.metric_names import LEARNING_RATE, TRAIN_SCORE, VAL_SCORE
from runner.core.score import Score, read_score
from runner.core.tags import KIND_RUN, TAG_KIND, Status
from runner.report import run_plots
from runner.tracking import history, paging, store
from runner.tracking.records import TrackedRun
from runner.training.trace import Trace, read_trace


def draw_run(uri: str, run_id: str, folder: Path) -> list[Path]:
    """Draw the curves of a finished run, and its trace, if it pruned, into a folder; the store is only read.

    Raises:
        UserError: there is no such run, or what it left cannot be read.
    """
    with history.open_history(uri) as client, tempfile.TemporaryDirectory() as brought:
        run = _find_run(client, uri, run_id)
        try:
            plan = json.loads(store.download(client, run_id, PLAN_FILE, Path(brought)).read_text())
            trace = None
            if plan["updates"]:
                file, losses = (
                    store.download(client, run_id, name, Path(brought)) for name in (TRACE_FILE, LOSSES_FILE)
                )
                trace = read_trace(file, losses, [each["name"] for each in plan["layers"]])
            score = read_score(run.params)
            epochs = _read_epochs(client, run_id, score)
            folder.mkdir(parents=True, exist_ok=True)
            return _draw(folder, run.name, plan, epochs, trace, score)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UserError(
                f"The pictures of run {run_id} cannot be drawn from what it left: {reasons.state_reason(error)}. They "
                f"need its artifacts {PLAN_FILE}, {TRACE_FILE} and {LOSSES_FILE}; runs of earlier versions have drawn "
                f"them already."
            ) from None


def _find_run(client: Any, uri: str, run_id: str) -> TrackedRun:
    experiments = [each.experiment_id for each in paging.read_pages(client.search_experiments)]
    where = f"attributes.run_id = '{run_id}'"
    found = history.find_runs(client, experiments, where) if run_id.isalnum() else []
    if not found:
        raise UserError(f"There is no run {run_id!r} in {store.hide_password(uri)}. Give its id, as in result.json.")
    if found[0].tags.get(TAG_KIND) != KIND_RUN or found[0].status != Status.FINISHED:
        raise UserError(f"Run {run_id} is no run of a schedule that is FINISHED: only such a one has pictures.")
    return found[0]


def _draw(
    folder: Path,
    title: str,
    plan: Mapping[str, Any],
    epochs: Sequence[Mapping[str, float]],
    trace: Trace | None,
    score: Score,
) -> list[Path]:
    """The pictures, as :mod:`runner.run.files` has them drawn."""
    run_plots.plot_curves(
        folder / CURVES_FILE,
        title=title,
        steps_per_epoch=plan["steps"] // len(epochs),
        planned=[(each["step"], each["sparsity"]) for each in plan["updates"]],
        achieved=[(update.step, update.achieved) for update in trace.updates] if trace else [],
        epochs=epochs,
        rates=[(step, rate) for step, rate in plan.get("learning_rate", {}).get("points", ())],
        score=score,
    )
    if trace is None:
        return [folder / CURVES_FILE]
    run_plots.plot_trace(folder / TRACE_PICTURE, trace, title)
    return [folder / CURVES_FILE, folder / TRACE_PICTURE]


def _read_epochs(client: Any, run_id: str, score: Score) -> list[dict[str, float]]:
    """The scores of epoch 1, 2, ..."""
    on_train, on_val = (each.format(score.name) for each in (TRAIN_SCORE, VAL_SCORE))
    wanted = (on_train, on_val, LEARNING_RATE)
    read = {name: dict(history.read_series(client, run_id, name)) for name in wanted}
    series = {name: values for name, values in read.items() if values}
    if not (ends := sorted(series.get(on_val, ()))):
        raise ValueError(f"it has no {on_val}")
    return [{name: values.get(end, math.nan) for name, values in series.items()} for end in ends]
