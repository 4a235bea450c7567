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
    TEST_ACCURACY,
    TEST_ACCURACY_CHANGE,
    TEST_TRIVIAL,
)
from runner.core.tags import EXPERIMENT_VIEW, KIND_DENSE, KIND_RUN, TAG_KIND, TAG_NOTE, TELLING_PARAMS

NOTE = """\
Pruning runs, each with its layers and sizes in its description. **Views** holds two tables: *Sweeps*, with the runs of
a sweep under it, and *Runs by test accuracy*. The description of a sweep is the ranking of its schedules."""
METRICS = (
    TEST_ACCURACY,
    TEST_TRIVIAL,
    TEST_ACCURACY_CHANGE,
    FINAL_GLOBAL,
    TARGET_MISSED_BY,
    SIZE.format("tflite_gzip"),
)
COLUMNS = [*(f"params.`{name}`" for name in TELLING_PARAMS), *(f"metrics.`{name}`" for name in METRICS)]
WIDTH = 100  # pixels of a column
VIEWS: dict[str, tuple[str, dict[str, Any]]] = {
    "sweeps": ("Sweeps", {"searchFilter": f"tags.{TAG_KIND} != '{KIND_DENSE}'"}),
    "runs": (
        "Runs by test accuracy",
        {
            "searchFilter": f"tags.{TAG_KIND} = '{KIND_RUN}'",
            "orderByKey": f"metrics.`{TEST_ACCURACY}`",
            "orderByAsc": False,
        },
    ),
}


def experiment_tags() -> dict[str, str]:
    """The tags of a new experiment."""
    return {TAG_NOTE: NOTE, **{EXPERIMENT_VIEW.format(key): _view(*view) for key, view in VIEWS.items()}}


def _view(name: str, state: dict[str, Any]) -> str:
    widths = dict.fromkeys(COLUMNS, WIDTH)
    state = {"selectedColumns": COLUMNS, "columnOrder": COLUMNS, "columnWidths": widths, **state}
    return json.dumps({"name": name, "createdAt": 0, "updatedAt": 0, "state": json.dumps(state)})
