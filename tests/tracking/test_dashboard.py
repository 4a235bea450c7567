"""`make dashboard` over the store of a small sweep, in a real browser: what a person sees."""

import socket
import urllib.error
import urllib.request
from types import SimpleNamespace

import pytest

from runner.core.metric_names import FINAL_GLOBAL, FINAL_LAYER, SPARSITY_LAYER, TEST_ACCURACY
from runner.core.tags import TELLING_PARAMS
from tests import dashboard

pytestmark = pytest.mark.long

ARMS = ("schedule=polynomial,constant", "target_sparsity=0.5,0.9", "dataset=digits", "train.epochs=2")
LAYERS = ("fc1", "fc2", "fc3")


@pytest.fixture(scope="module")
def sweep(cli, tmp_path_factory):
    """A sweep of four arms and the control, as the command leaves it: its store, its parent, its runs."""
    from mlflow import MlflowClient

    folder = tmp_path_factory.mktemp("sweep")
    done = cli("-m", *ARMS, "baseline.epochs=2", cwd=folder)
    assert done.returncode == 0, done.stderr
    client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
    runs = client.search_runs([client.get_experiment_by_name("pruning").experiment_id])
    of_kind = {kind: [run for run in runs if run.data.tags["kind"] == kind] for kind in ("sweep", "run", "dense")}
    (parent,), (pruned, *_) = of_kind["sweep"], [run for run in of_kind["run"] if "polynomial-0.9" in run.info.run_name]
    return SimpleNamespace(folder=folder, parent=parent, runs=of_kind["run"], pruned=pruned)


@pytest.fixture(scope="module")
def served(sweep, tmp_path_factory):
    with dashboard.serving(f"sqlite:///{sweep.folder}/mlflow.db", tmp_path_factory.mktemp("dashboard")) as made:
        yield made


@pytest.fixture
def page(browser, served):
    """A tab; fails if it asked for anything on another machine."""
    with dashboard.tab(browser) as opened:
        requests = []
        opened.on("request", lambda request: requests.append(request.url))
        yield opened
        assert [url for url in requests if not url.startswith((served.root, "data:", "blob:", "about:"))] == []


def status(served, host, path="/"):
    request = urllib.request.Request(f"{served.root}{path}", headers={"Host": host})
    try:
        return urllib.request.urlopen(request, timeout=30).status
    except urllib.error.HTTPError as error:
        return error.code


def heads_of(page):
    """The heads of the table's columns, from left to right as they are seen."""
    seen = [(head.bounding_box(), head.text_content().strip()) for head in page.locator("[role=columnheader]").all()]
    return list(dict.fromkeys(text for _, text in sorted((box["x"], text) for box, text in seen if box)))


def column_of(page, metric):
    """(run id, text) of a column's cells, from top to bottom as they are seen."""
    page.locator(f"[role=gridcell][col-id*='{metric}`']").first.wait_for()
    cells = page.locator(f"[role=gridcell][col-id*='{metric}`']").all()
    seen = [(cell.bounding_box()["y"], cell.locator("xpath=ancestor::*[@row-id]"), cell) for cell in cells]
    seen.sort(key=lambda each: each[0])
    return [(row.get_attribute("row-id"), cell.text_content().strip()) for _, row, cell in seen]


# --- the server -----------------------------------------------------------------------------------


def test_it_says_its_address_and_store(sweep, served):
    first = served.said.splitlines()[0]
    assert first == f"Dashboard over sqlite:///{sweep.folder}/mlflow.db: {served.root}"


def test_it_answers_to_its_own_names_only(served):
    for host in (f"127.0.0.1:{served.port}", f"localhost:{served.port}"):
        assert status(served, host) == 200
    for host in ("evil.example", f"evil.example:{served.port}", f"10.evil.example:{served.port}", "192.168.1.1"):
        for path in ("/", "/ajax-api/2.0/mlflow/experiments/search?max_results=1"):
            assert status(served, host, path) == 403


def test_it_listens_on_one_address_of_this_machine(served):
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", served.port), timeout=5)


# --- what a person sees -----------------------------------------------------------------------------


def test_the_runs_stand_below_their_sweep_with_the_useful_columns(page, served, sweep):
    dashboard.arrive(page, served.root)
    dashboard.choose_view(page, "sweeps")
    dashboard.expand_sweep(page)
    for run in sweep.runs:
        page.get_by_role("link", name=run.info.run_name).wait_for()
    wanted = [*TELLING_PARAMS, TEST_ACCURACY]
    assert [head for head in heads_of(page) if head in wanted] == wanted
    shown = {run: float(text) for run, text in column_of(page, TEST_ACCURACY) if text != "-"}
    assert shown == pytest.approx({run.info.run_id: run.data.metrics[TEST_ACCURACY] for run in sweep.runs})


def test_the_runs_are_sorted_by_accuracy_in_their_view(page, served, sweep):
    dashboard.arrive(page, served.root)
    dashboard.choose_view(page, "runs")
    page.get_by_role("link", name=sweep.pruned.info.run_name).wait_for()
    shown = [float(text) for _, text in column_of(page, TEST_ACCURACY)]
    assert shown == pytest.approx(sorted((run.data.metrics[TEST_ACCURACY] for run in sweep.runs), reverse=True))


def test_the_ranking_is_the_sweeps_description_with_its_pictures(page, served, sweep):
    dashboard.open_run(page, served.root, sweep.parent)
    page.get_by_text("Show more").first.click()
    page.get_by_text("Schedules by area under accuracy").wait_for()
    ranks = page.locator("table", has_text="area").locator("tbody tr").all_inner_texts()
    assert [row.split()[0] for row in ranks] == ["1", "2"]
    assert {row.split()[1] for row in ranks} == {"polynomial", "constant"}
    pictures = page.locator("img[src*=get-artifact]")
    pictures.nth(3).scroll_into_view_if_needed()
    page.wait_for_function("[...document.querySelectorAll('img[src*=get-artifact]')].every(one => one.complete)")
    assert [picture.evaluate("one => one.naturalWidth") for picture in pictures.all()] == [1200] * 4


def test_a_runs_description_has_dense_against_pruned_and_its_layers(page, served, sweep):
    dashboard.open_run(page, served.root, sweep.pruned)
    page.get_by_text("Show more").first.click()
    (both,) = page.locator("table", has_text="trained on").or_(page.locator("table", has_text="pruned")).all()
    assert "tflite, gzip (bytes)" in both.inner_text()
    layers = page.locator("table", has_text="achieved").locator("tbody tr").all_inner_texts()
    zeros = [f"{sweep.pruned.data.metrics[FINAL_LAYER.format(layer)]:.2%}" for layer in LAYERS]
    assert [(row.split()[0], row.split()[-1]) for row in layers] == list(zip(LAYERS, zeros, strict=True))
    page.get_by_text("digits (").first.wait_for()


def test_the_charts_stand_in_sections_with_the_sparsity_of_each_layer(page, served, sweep):
    dashboard.open_run(page, served.root, sweep.pruned, "model-metrics")
    head = dashboard.section(page, SPARSITY_LAYER.format("").rstrip("/"))
    head.scroll_into_view_if_needed()
    names = page.get_by_test_id("experiment-view-compare-runs-section-header").all_inner_texts()
    sections = [name.split("\n")[0] for name in names]
    assert {"cost", "final", "final/sparsity_layer", "prune", "size", "sparsity", "sparsity/layer", "test", "train",
            "val"} <= set(sections)  # fmt: skip
    for layer in LAYERS:
        page.get_by_text(f"({SPARSITY_LAYER.format(layer)})").first.wait_for()  # the legend of a drawn chart


def test_the_comparison_is_drawn_in_the_artifact_viewer(page, served, sweep):
    dashboard.open_run(page, served.root, sweep.parent, "artifacts/comparison.html")
    shown = page.frame_locator("iframe")
    shown.locator("#table-ranking tbody tr").first.wait_for()
    shown.locator("#picture-accuracy svg.main-svg").first.scroll_into_view_if_needed()
    assert shown.locator("#picture-accuracy .scatterlayer .trace").count() >= 3


def test_a_picture_opens_in_the_artifact_viewer(page, served, sweep):
    dashboard.open_run(page, served.root, sweep.parent, "artifacts/accuracy.png")
    picture = page.locator("img[src^='blob:'], img[src*='get-artifact'], img[src^='data:']").first
    picture.wait_for()
    assert picture.evaluate("one => one.naturalWidth") == 1200


def test_the_models_are_compared_on_their_dataset(page, served, sweep):
    page.set_viewport_size({"width": 2600, "height": 900})
    dashboard.arrive(page, served.root)
    page.get_by_role("link", name="Models", exact=True).click()
    page.get_by_text("Dataset: ").wait_for()
    heads = heads_of(page)
    assert heads.index(TEST_ACCURACY) < heads.index(FINAL_GLOBAL)
    row = page.locator("[role=row]", has_text=sweep.pruned.info.run_name)
    assert f"{sweep.pruned.data.metrics[TEST_ACCURACY]:.6f}"[:-1] in row.first.inner_text()
