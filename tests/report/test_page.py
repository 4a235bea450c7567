"""The page in a real browser, from disk, without a network; and what plotly thinks of its figures."""

import re

import plotly.graph_objects
import pytest

from runner.comparison.records import PICTURES
from runner.report import page, pictures
from runner.report.files import write_comparison
from runner.report.reading import compare_sweep
from tests.stores import Run, Store, known


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The page of the known sweep."""
    files = write_comparison(compare_sweep(known().uri, "known"), tmp_path_factory.mktemp("page"))
    return next(path for path in files if path.suffix == ".html")


@pytest.fixture
def opened(browser, file):
    """The page, open at 1,200 pixels; fails if it complained or asked for anything but itself."""
    with_context = browser.new_context(viewport={"width": 1200, "height": 900}, offline=True)
    tab = with_context.new_page()
    complaints, requests = [], []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(file.as_uri())
    yield tab
    with_context.close()
    assert complaints == []
    assert requests == [file.as_uri()]


def column(tab, table, head):
    """The texts of a column, from top to bottom."""
    at = tab.locator(f"#table-{table} th").all_text_contents().index(head)
    return [row.locator("td").nth(at).text_content() for row in tab.locator(f"#table-{table} tbody tr").all()]


def test_all_four_pictures_are_seen(opened):
    for key in PICTURES:
        drawing = opened.locator(f"#picture-{key} svg.main-svg").first
        assert drawing.is_visible()
        assert drawing.bounding_box()["width"] > 900
    assert opened.locator("#picture-accuracy .scatterlayer .trace").count() >= 4
    assert opened.locator("#picture-sparsity .scatterlayer .trace").count() == 12
    assert opened.locator("#picture-layers .heatmaplayer image").count() == 1


def test_a_click_sorts_numbers_as_numbers_and_back(opened):
    head = opened.locator("#table-sizes th button", has_text="tflite").first
    head.click()
    ascending = [float(text) for text in column(opened, "sizes", "tflite")]
    assert ascending == sorted(ascending)
    assert ascending != sorted(ascending, key=str)  # as text they would stand otherwise
    head.click()
    assert [float(text) for text in column(opened, "sizes", "tflite")] == ascending[::-1]
    assert opened.locator("#table-sizes th[aria-sort=descending]").count() == 1


def test_what_is_unknown_comes_last_in_both_directions(opened):
    head = opened.locator("#table-control th button", has_text="difference")
    for _ in range(2):
        head.click()
        assert column(opened, "control", "arm")[-1] == "dense"


def test_the_ranking_and_the_caveats_are_on_top(opened):
    assert column(opened, "ranking", "schedule") == ["polynomial", "constant"]
    ranking, caveats = (opened.locator(at).bounding_box() for at in ("#table-ranking", ".note.caveat"))
    picture = opened.locator("#picture-sparsity").bounding_box()
    assert ranking["y"] < caveats["y"] < picture["y"]
    assert "Targets missed" in opened.locator(".note.caveat").text_content()


def test_nothing_is_wider_than_the_window(opened):
    assert opened.evaluate("document.documentElement.scrollWidth") <= 1200


@pytest.mark.parametrize(("scheme", "ink"), [("light", "rgb(28, 28, 28)"), ("dark", "rgb(230, 230, 230)")])
def test_text_is_readable_in_light_and_dark(opened, scheme, ink):
    from playwright.sync_api import expect

    opened.emulate_media(color_scheme=scheme)
    expect(opened.locator("#picture-size .gtitle")).to_have_css("fill", ink)
    expect(opened.locator("body")).to_have_css("color", ink)
    opened.evaluate("window.style = getComputedStyle(document.body)")
    style = opened.evaluate("[style.color, style.backgroundColor]")
    ink, paper = (sum(map(int, re.findall(r"\d+", colour))) for colour in style)
    assert abs(ink - paper) > 400


def test_names_from_the_store_run_nothing(browser, tmp_path):
    store = Store(tmp_path)
    evil = {"schedule.note": "</script><img src=x onerror=document.title='owned'>"}
    store.add_sweep("evil", [Run("<i>a", 0.5, 0, 0.9, params=evil), Run("<i>a", 0.5, 0, 0.8), Run("b", 0.5, 0, 0.8)])
    files = write_comparison(compare_sweep(store.uri, "evil"), tmp_path / "out")
    tab = browser.new_page()
    tab.goto(next(path for path in files if path.suffix == ".html").as_uri())
    assert tab.locator("#picture-accuracy svg.main-svg").first.is_visible()
    assert tab.title() == "evil"
    assert "<i>a" in tab.locator("#picture-accuracy").text_content()


def test_plotly_accepts_every_figure():
    panels, heat_map = pictures.draw(compare_sweep(known().uri, "known"))
    for figure in (*(page.make_plot(panel) for panel in panels), page.make_heat_map(heat_map)):
        assert plotly.graph_objects.Figure(data=figure["data"], layout=figure["layout"]).data
