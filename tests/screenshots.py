"""Take the pictures of the dashboard that runner/tracking/README.md shows: `make screenshots`.

A small sweep is made in a temporary folder, the dashboard is started over it, and a browser goes the way that it
describes. The pictures go to `experiments/dashboard-<name>.png`, with 256 colours, below 200 kB each.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from runner.config import composition
from runner.core.metric_names import SPARSITY_GLOBAL, SPARSITY_PLANNED, TEST_ACCURACY, VAL_ACCURACY, VAL_LOSS
from tests import dashboard

OUT = composition.HERE.parent / composition.STUDIES
MOST = 200_000  # bytes
COLOURS = 256
SWEEP = ("schedule=polynomial,constant,cosine", "target_sparsity=0.8,0.95", "seed=0,1,2", "train.epochs=6")
ONE_SEED = "tags.kind = 'run' and params.seed = '0'"


def sweep(folder: Path) -> tuple[Any, Any]:
    """Make the sweep; returns its parent and one of its runs."""
    from mlflow import MlflowClient

    subprocess.run([sys.executable, "-m", "runner", "-m", *SWEEP, "dataset=digits"], cwd=folder, check=True)
    client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
    runs = client.search_runs([client.get_experiment_by_name("pruning").experiment_id])
    (parent,) = (run for run in runs if run.data.tags["kind"] == "sweep")
    return parent, next(run for run in runs if run.info.run_name.startswith("polynomial-0.95-"))


def of_sweep(page: Any, root: str, parent: Any, run: Any) -> None:
    """The runs of the sweep below it, with the useful columns."""
    dashboard.arrive(page, root)
    dashboard.choose_view(page, "sweeps")
    dashboard.expand_sweep(page)
    page.get_by_role("link", name=run.info.run_name).wait_for()


def of_charts(page: Any, root: str, parent: Any, run: Any) -> None:
    """Accuracy and sparsity of the runs of one seed, over the epochs."""
    dashboard.arrive(page, root)
    page.set_viewport_size({**dashboard.SIZE, "height": 1150})
    where = {"searchFilter": ONE_SEED, "orderByKey": f"metrics.`{TEST_ACCURACY}`", "compareRunsMode": "CHART"}
    address, _, _ = page.url.partition("?")
    page.goto("about:blank")
    page.goto(f"{address}?{urlencode(where, quote_via=quote)}&{dashboard.TRAINING}")
    charts = (SPARSITY_PLANNED, SPARSITY_GLOBAL, VAL_ACCURACY, VAL_LOSS)
    page.get_by_placeholder("Search metric charts").fill(f"^({'|'.join(charts)})$")
    for at, chart in enumerate(charts):
        page.get_by_text(chart, exact=True).first.wait_for()
        page.locator(".js-plotly-plot").nth(at).locator(".scatterlayer .trace").first.wait_for()


def of_layers(page: Any, root: str, parent: Any, run: Any) -> None:
    """The description of a run: dense against pruned, and its layers."""
    dashboard.open_run(page, root, run)
    page.get_by_text("Show more").first.click()
    page.get_by_text("achieved").first.wait_for()
    page.get_by_role("link", name=parent.info.run_name).wait_for()


def of_comparison(page: Any, root: str, parent: Any, run: Any) -> None:
    """The comparison in the artifact viewer, at its picture of accuracy against sparsity."""
    dashboard.open_run(page, root, parent, "artifacts/comparison.html")
    page.frame_locator("iframe").locator("#picture-accuracy svg.main-svg").first.scroll_into_view_if_needed()


PICTURES: dict[str, Callable[[Any, str, Any, Any], None]] = {
    "sweep": of_sweep, "charts": of_charts, "layers": of_layers, "comparison": of_comparison,
}  # fmt: skip


def small(png: bytes) -> bytes:
    """The same picture with few colours."""
    from PIL import Image

    made = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


def main() -> None:
    """Take all of them."""
    with tempfile.TemporaryDirectory() as name, dashboard.chromium() as browser:
        folder = Path(name)
        parent, run = sweep(folder)
        with dashboard.serving(f"sqlite:///{folder}/mlflow.db", folder) as served:
            for key, go in PICTURES.items():
                with dashboard.tab(browser) as page:
                    go(page, served.root, parent, run)
                    taken = small(page.screenshot(animations="disabled"))
                assert len(taken) < MOST, f"{key}: {len(taken)} bytes"
                file = OUT / f"dashboard-{key}.png"
                file.write_bytes(taken)
                print(f"{file}: {len(taken):,} bytes")


if __name__ == "__main__":
    main()
