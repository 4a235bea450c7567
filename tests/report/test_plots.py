"""The pictures: what they show, as records, and the PNG files drawn from them."""

import math
import struct

import pytest

from runner.comparison import compare
from runner.comparison.records import HeatMap, Panel, Picture, Series
from runner.core.records import MaskUpdate
from runner.report import page, pictures, plots, run_plots
from runner.report.pictures import CONTROL
from runner.report.reading import compare_sweep
from runner.training.trace import Trace, compute_effects
from tests.stores import ACCURACIES, Run, known, source

EPOCHS = [{"train/accuracy": 0.8 + epoch / 50, "val/accuracy": 0.8 + epoch / 60} for epoch in range(5)]


def size(path):
    """Width and height in pixels, from the PNG's header."""
    content = path.read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", content[16:24])


@pytest.fixture(scope="module")
def drawn():
    comparison = compare_sweep(known().uri, "known")
    panels, heat_map = pictures.draw(comparison)
    return {picture.key: picture for picture in (*panels, heat_map)}


# --- what they show -------------------------------------------------------------------------------


def test_sparsity_shows_plan_and_achievement_of_every_arm_but_the_control(drawn):
    shown = {(panel.title, each.name, each.mark) for panel in drawn["sparsity"].panels for each in panel.series}
    arms = [(schedule, f"{schedule} {target:g}") for schedule, target in ACCURACIES if schedule != "dense"]
    assert shown == {(*arm, mark) for arm in arms for mark in ("steps", "dots")}


def test_accuracy_shows_one_line_a_schedule_with_intervals(drawn):
    (panel,) = drawn["accuracy"].panels
    assert [(each.name, each.mark) for each in panel.series] == [
        ("constant", "line"), ("dense", "level"), ("polynomial", "line"),
    ]  # fmt: skip
    constant = panel.series[0]
    assert constant.x == pytest.approx([0.5, 0.8, 0.87])
    assert all(low < y < high for low, y, high in zip(constant.low, constant.y, constant.high, strict=True))


def test_size_shows_every_arm_and_the_front(drawn):
    (panel,) = drawn["size"].panels
    front, *lines = panel.series
    assert front.mark == "front"
    assert front.texts == ["polynomial 0.9", "polynomial 0.8", "polynomial 0.5"]
    assert sum(len(line.x) for line in lines) == len(ACCURACIES)
    assert max(x for line in lines for x in line.x) == pytest.approx(85.001)  # kB, the dense model


def test_layers_shows_arms_by_layers(drawn):
    layers = drawn["layers"]
    assert (list(layers.columns), len(layers.rows)) == (["fc1", "fc2", "fc3"], len(ACCURACIES))
    assert layers.values[layers.rows.index("polynomial 0.8")] == pytest.approx([0.8] * 3)


def test_a_schedule_has_the_same_colour_in_every_picture_and_the_control_its_own(drawn):
    colours = {}
    for key in ("accuracy", "size"):
        for series in drawn[key].panels[0].series:
            colours.setdefault(series.name, set()).add(series.colour)
    assert colours == {"constant": {0}, "polynomial": {1}, "dense": {CONTROL}, "Pareto front": {CONTROL}}


def test_every_picture_has_titles_and_units(drawn):
    for picture in drawn.values():
        assert picture.title
        assert picture.x_title
        assert picture.y_title
    assert "kB" in drawn["size"].x_title
    assert "fraction of zeros" in drawn["sparsity"].y_title


def test_what_is_not_ranked_is_said_on_the_picture():
    runs = [Run("a", 0.5, 0, 0.9), Run("b", 0.5, 0, 0.8, params={"train.epochs": 1})]
    panels, _ = pictures.draw(compare.compare(source(runs)))
    assert "not ranked" in panels[1].panels[0].title


def test_no_interval_is_drawn_where_there_is_none():
    """Of equal seeds, and of those whose interval would leave [0, 1]; nor where a line has none at all."""
    runs = [Run("a", 0.5, 0, 0.9), Run("a", 0.5, 1, 0.9), Run("a", 0.9, 0, 0.99), Run("a", 0.9, 1, 0.8),
            Run("a", 0.95, 0, 0.9), Run("a", 0.95, 1, 0.901)]  # fmt: skip
    panels, _ = pictures.draw(compare.compare(source(runs)))
    (line,) = panels[1].panels[0].series
    assert [math.isnan(low) for low in line.low] == [True, True, False]
    below, above = plots._errors(line)
    assert [math.isnan(each) for each in below] == [math.isnan(each) for each in above] == [True, True, False]
    assert page.make_plot(panels[1])["data"][0]["error_y"]["array"][:2] == [None, None]
    assert plots._errors(Series("x", [1], [0.5], "line", 0)) is None


# --- the files ------------------------------------------------------------------------------------


def test_pictures_are_1200_pixels_wide_and_the_same_bytes_again(drawn, tmp_path):
    for picture in drawn.values():
        draw = plots.write_heat_map if picture.key == "layers" else plots.write_picture
        draw(tmp_path / "a.png", picture)
        draw(tmp_path / "b.png", picture)
        assert size(tmp_path / "a.png")[0] == 1200
        assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "b.png"]


def test_pictures_of_nothing_and_of_very_much_are_drawn(tmp_path):
    plots.write_picture(tmp_path / "empty.png", Picture("accuracy", "t", "x", "y", []))
    plots.write_heat_map(tmp_path / "none.png", HeatMap("layers", "t", "x", "y", [], [], []))
    names = [f"arm {number} with a rather long name (initial_sparsity=0.25, power=3)" for number in range(300)]
    series = [Series(name, [1, 2], [0.5, math.nan], "line", at, [0.4, math.nan], [0.6, math.nan])
              for at, name in enumerate(names)]  # fmt: skip
    plots.write_picture(tmp_path / "lines.png", Picture("accuracy", "t", "x", "y", [Panel("p", series)] * 4))
    plots.write_heat_map(tmp_path / "rows.png", HeatMap("layers", "t", "x", "y", names, ["a"], [[math.nan]] * 300))
    assert {size(path)[0] for path in tmp_path.iterdir()} == {1200}
    assert size(tmp_path / "rows.png")[1] <= 4000


@pytest.mark.parametrize("updates", [[], [(step, step / 100) for step in range(5, 50, 5)]])
def test_the_picture_of_one_run(tmp_path, updates):
    for name in ("a.png", "b.png"):
        run_plots.plot_curves(tmp_path / name, title="polynomial-0.8-lenet-digits-s0", steps_per_epoch=10,
                               planned=updates, achieved=updates, epochs=EPOCHS)  # fmt: skip
    assert size(tmp_path / "a.png") == (1200, 750)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def traced(steps, layers):
    """A pruning phase of 300 steps whose loss rises at each update."""
    updates = tuple(
        MaskUpdate(step, step / 300, step / 300, 0.01, 0.0, dict.fromkeys(layers, step / 300), {}) for step in steps
    )
    losses = tuple(1.0 + (step in steps) for step in range(1, 301))
    return Trace(updates, compute_effects(steps, steps, losses), losses)


@pytest.mark.parametrize("steps", [[1], [10, 150], list(range(1, 201))], ids=["one", "few", "many"])
@pytest.mark.parametrize("layers", [["fc1"], [f"conv{at}" for at in range(22)]], ids=["one layer", "many layers"])
def test_the_picture_of_a_trace_shows_its_updates(tmp_path, steps, layers):
    for name, of in (("a.png", steps), ("b.png", steps), ("other.png", [steps[0] + 1, *steps[1:]])):
        run_plots.plot_trace(tmp_path / name, traced(sorted(set(of)), layers), "polynomial-0.8-lenet-digits-s0")
    assert size(tmp_path / "a.png") == (1200, 850)
    first, again, other = ((tmp_path / name).read_bytes() for name in ("a.png", "b.png", "other.png"))
    assert first == again != other
