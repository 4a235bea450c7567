"""What the dashboard shows of an experiment: what it is, and views with the useful columns.

The dashboard's table of runs begins without a metric or a parameter. A saved view is a tag of the experiment, as
the dashboard's own "Save as new view" writes it (MLflow 3.17): a name, two times, and a state as JSON. A dashboard
that cannot read it says so where it is opened; nothing else depends on it.
"""

from __future__ import annotations

import json
from typing import Any

from runner.core.metric_names import (
    FINAL_GLOBAL,
    SIZE,
    TARGET_MISSED_BY,
    TEST_SCORE,
    TEST_SCORE_CHANGE,
    TEST_TRIVIAL_SCORE,
)
from runner.core.score import ACCURACY, Score
from runner.core.tags import EXPERIMENT_VIEW, KIND_DENSE, KIND_RUN, TAG_KIND, TAG_NOTE, TELLING_PARAMS

NOTE = """\
Pruning runs, each with its layers and sizes in its description. **Views** holds two tables: *Sweeps*, with the runs of
a sweep under it, and *Runs by test {}*. The description of a sweep is the ranking of its schedules."""
METRICS = (
    TEST_SCORE,
    TEST_TRIVIAL_SCORE,
    TEST_SCORE_CHANGE,
    FINAL_GLOBAL,
    TARGET_MISSED_BY,
    SIZE.format("tflite_gzip"),
)
WIDTH = 100  # pixels of a column


def experiment_tags(score: Score = ACCURACY) -> dict[str, str]:
    """The tags of a new experiment, whose first run is judged by ``score``."""
    runs = {
        "searchFilter": f"tags.{TAG_KIND} = '{KIND_RUN}'",
        "orderByKey": f"metrics.`{TEST_SCORE.format(score.name)}`",
        "orderByAsc": score.lower_is_better,
    }
    views = {
        "sweeps": _view("Sweeps", score, {"searchFilter": f"tags.{TAG_KIND} != '{KIND_DENSE}'"}),
        "runs": _view(f"Runs by test {score.title}", score, runs),
    }
    return {TAG_NOTE: NOTE.format(score.title), **{EXPERIMENT_VIEW.format(key): view for key, view in views.items()}}


def _view(name: str, score: Score, state: dict[str, Any]) -> str:
    columns = [*(f"params.`{each}`" for each in TELLING_PARAMS),
               *(f"metrics.`{each.format(score.name)}`" for each in METRICS)]  # fmt: skip
    state = {"selectedColumns": columns, "columnOrder": columns, "columnWidths": dict.fromkeys(columns, WIDTH), **state}
    return json.dumps({"name": name, "createdAt": 0, "updatedAt": 0, "state": json.dumps(state)})
