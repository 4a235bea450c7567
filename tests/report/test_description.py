"""What the dashboard says of a run and of a sweep; tracking/test_dashboard.py looks at it in a browser."""

import re
from dataclasses import replace

import pytest

from runner.comparison import compare
from runner.core.records import LayerResult
from runner.report import description
from tests.results import result
from tests.stores import Run, known_runs, source


def cells(text):
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in text.splitlines() if line[:1] == "|"]


def test_the_first_line_is_the_answer():
    first = description.describe_run(result()).splitlines()[0]
    assert re.sub(r"\*", "", first) == (
        "Test accuracy 0.9400 (-0.0100 to dense) at 80.00% sparsity, 4.00 x smaller (tflite, gzip)."
    )


def test_dense_stands_against_pruned_and_each_layer_has_its_row():
    rows = cells(description.describe_run(result()))
    assert ["test accuracy", "0.9500", "0.9400", "-0.0100"] in rows
    assert ["test accuracy, int8", "0.9300", "0.9200", "-0.0100"] in rows
    assert not any("latency" in row[0] for row in rows)
    assert ["sparsity, prunable weights", "0.00%", "80.00%", "target 80.00%"] in rows
    assert ["tflite, gzip (bytes)", "1,000", "250", "4.00 x smaller"] in rows
    assert rows[-1] == ["fc1", "Dense", "100", "80.00%", "80.00%"]


def test_latency_stands_where_it_was_measured():
    plain = result()
    timed = replace(plain, metrics={**plain.metrics, "latency/dense_ms": 0.04, "latency/pruned_ms": 0.05,
                                    "latency/speedup": 0.8})  # fmt: skip
    assert ["latency here (ms)", "0.040", "0.050", "0.80 x faster"] in cells(description.describe_run(timed))


def test_warnings_stand_before_the_tables():
    text = description.describe_run(result(warnings=("fc1 is <small>",)))
    assert text.index("To mind") < text.index("- fc1 is &lt;small>") < text.index("| test accuracy")


def test_the_control_is_not_called_pruned():
    text = description.describe_run(result(layers=(LayerResult("fc1", "Dense", 100, 0, 0.0),), target=0.0))
    assert "trained on" in text
    assert "pruned |" not in text


def test_twenty_layers_are_shown_whole_and_hundreds_are_cut_at_a_row():
    layers = [LayerResult(f"stage_{at}_convolution", "Conv2D", 36864, 29491, 0.8) for at in range(400)]
    assert "see the artifact" not in description.describe_run(result(layers[:20]))
    text = description.describe_run(result(layers))
    *_, row, empty, last = text.splitlines()
    assert len(text) <= description.LIMIT
    assert (row[:2], row[-2:], empty, last) == ("| ", " |", "", "... see the artifact layers.csv")


def test_a_layers_name_cannot_break_the_table():
    (row,) = [line for line in description.describe_run(result([LayerResult("a|<b>", "Dense", 9, 3, 0.3)])).splitlines()
              if "Dense" in line]  # fmt: skip
    assert row.startswith("| a\\|&lt;b> | Dense |")


@pytest.fixture(scope="module")
def comparison():
    return compare.compare(source(known_runs()))


def test_a_sweep_is_its_ranking_its_caveats_its_pictures_and_its_arms(comparison):
    text = description.describe_sweep(comparison, "r1")
    order = ["| 1 | polynomial |", "|  | constant |", "To mind", "![accuracy.png](get-artifact?path=accuracy.png&run_",
             "comparison.html", "| 0.9 | 1 | polynomial 0.9 | 3 | 0.91200 |"]  # fmt: skip
    assert sorted(order, key=text.index) == order
    assert "| model |" not in text  # there is one


def test_a_sweep_of_many_arms_is_cut_at_a_row():
    runs = [Run(f"schedule{at}", 0.5, seed, 0.9) for at in range(150) for seed in range(2)]
    text = description.describe_sweep(compare.compare(source(runs)), "r1")
    assert len(text) <= description.LIMIT
    assert text.endswith("\n\n... see the artifact comparison.md")


def test_a_sweep_of_two_models_names_them(comparison):
    runs = known_runs()
    other = [replace(run, model="other") for run in runs]
    assert "| model |" in description.describe_sweep(compare.compare(source([*runs, *other])), "r1")


def test_a_sweep_without_a_finished_run_says_so():
    text = description.describe_sweep(compare.compare(source([Run("a", 0.5, 0, 0.0, status="FAILED")])), "r1")
    assert "Nothing to compare" in text
    assert "get-artifact" not in text
