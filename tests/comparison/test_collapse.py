"""Silence about models that do nothing: what a run notices of itself, and what becomes of it."""

import csv
import json

import numpy as np
import pytest

from runner.comparison import collapse
from runner.core.metric_names import SIZE_FORMATS, TEST_PREDICTED, TEST_TRIVIAL
from runner.core.records import LayerResult, Measured, Result
from runner.report import description
from runner.run import terminal
from tests.composing import classify
from tests.stores import Run


def layer(weights, zeros, name="fc"):
    return LayerResult(name, "Dense", weights, zeros, 0.9)


def measured(accuracy, trivial=0.5, classes=2, predicted=2, **more):
    return {"test/accuracy": accuracy, "test/trivial_accuracy": trivial, "test/classes": classes,
            "test/classes_predicted": predicted, "test/examples": 1000, **more}  # fmt: skip


def test_the_trivial_answer_is_the_most_frequent_class_of_train():
    train, test = np.array([0, 0, 0, 1, 2]), np.array([1, 1, 1, 0])
    assert classify(3).measure_trivial(train, test) == 0.25


def test_of_equally_frequent_ones_it_is_the_one_that_does_best():
    assert classify(3).measure_trivial(np.array([0, 1, 2, 2, 1]), np.array([0, 0, 1, 2, 2, 2])) == 0.5


def test_facts_are_of_the_labels_the_answers_and_the_last_pruned_layer():
    labels = (np.array([0, 0, 1, 2]), np.array([0, 1]), np.array([0, 0, 0, 1]))
    assert collapse.collect_facts(classify(3), labels, 2, [layer(100, 99, "fc1"), layer(30, 28, "fc2")]) == {
        "test/examples": 4, "test/classes": 2, "test/trivial_accuracy": 0.75, "val/trivial_accuracy": 0.5,
        "test/classes_predicted": 2, "final/outputs_short_of_weights": 1,
    }  # fmt: skip
    without = collapse.collect_facts(classify(3), labels, None, [])
    assert TEST_PREDICTED not in without
    assert without["final/outputs_short_of_weights"] == 0


@pytest.mark.parametrize(
    ("metrics", "text"),
    [
        (measured(0.5), "no better than always the most frequent class (0.5000)"),
        (measured(0.4), "no better"),
        (measured(0.95, trivial=0.95), "no better"),
        (measured(0.501, predicted=1), "the same answer to every example"),
        (measured(0.52), ""),
        (measured(1.0, trivial=1.0, classes=1, predicted=1), ""),  # there is nothing else to answer
        ({"test/accuracy": 0.1}, ""),  # tracked before
    ],
)
def test_collapsed_is_what_is_no_better_than_always_the_same_answer(metrics, text):
    assert bool(collapse.find_collapse_on_test(metrics)) == bool(text)
    assert text in collapse.find_collapse_on_test(metrics)


def test_choices_look_at_val_and_at_no_label_of_test():
    dead_on_val = {"val/accuracy": np.float32(0.6).item(), "val/trivial_accuracy": 0.6, **measured(0.9)}
    assert collapse.find_collapse_on_val(dead_on_val).startswith("collapsed")
    assert collapse.find_collapse_on_val({"val/accuracy": 0.7, "val/trivial_accuracy": 0.6, **measured(0.4)}) == ""


def result(metrics, warnings=()):
    both = Measured(0.1, {"accuracy": metrics["test/accuracy"]}, dict.fromkeys(SIZE_FORMATS, 100), "0" * 64)
    costs = {"test/accuracy_change": 0.0, "final/sparsity_global": 0.9, "final/sparsity_model": 0.9,
             "dense/sparsity_global": 0.0, "cost/theoretical_speedup": 2.0, "cost/flops": 2,
             "cost/effective_flops": 1}  # fmt: skip
    return Result("x", "r1", "sqlite://", 0.9, [layer(10, 9)], both, both, {**costs, **metrics}, {}, warnings)


def test_a_runs_description_begins_with_it():
    dead, alive = (description.describe_run(result(measured(accuracy))).splitlines()[0] for accuracy in (0.5, 0.9))
    assert dead.startswith("**Collapsed: no better than always the most frequent class (0.5000).** Test accuracy")
    assert alive.startswith("Test accuracy")


def test_a_sweep_tells_it_of_each_run_as_it_ends():
    run = Run("a", 0.5, 0, 0.5, metrics=measured(0.5)).tracked()
    assert terminal._fate(run).endswith("; collapsed: no better than always the most frequent class (0.5000)")


def test_what_was_found_after_training_is_shown_at_the_end_and_what_was_planned_once(capsys):
    show = terminal.Terminal()
    show._warn(["planned"])
    show._result(result(measured(0.5), ("planned", *collapse.list_notes(measured(0.5)))))
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.count("planned") == 1
    assert "warning: The model is collapsed: no better than always the most frequent class" in shown


@pytest.mark.parametrize(
    ("metrics", "texts"),
    [
        (measured(0.9), []),
        (measured(0.4), ["is collapsed"]),
        (measured(0.51), ["may be no better"]),
        (measured(0.9, trivial=0.85), ["unbalanced"]),
        (measured(0.9, **{"dense/test_accuracy": 0.5}), ["The dense model"]),
        (measured(0.9, **{"final/outputs_short_of_weights": 2}), ["fewer weights than the model has outputs, by 2"]),
    ],
)
def test_a_run_says_what_its_figures_hide(metrics, texts):
    found = collapse.list_notes(metrics)
    assert len(found) == len(texts)
    assert all(text in note for text, note in zip(texts, found, strict=True))


@pytest.fixture(scope="module")
def rare(cli, tmp_path_factory):
    """Labels that nothing in the data tells, of which one in twenty is 1: a trained model says 0, always."""
    folder, rng = tmp_path_factory.mktemp("rare"), np.random.default_rng(0)
    x, y = rng.normal(size=(1000, 20)).astype("float32"), (rng.random(1000) < 0.05).astype("int64")
    np.savez(folder / "rare.npz", x=x, y=y)
    done = cli("-m", "dataset=npz", "dataset.path=rare.npz", "schedule=polynomial,constant", "train.epochs=2",
               "baseline.epochs=1", "tracking.log_model=false", cwd=folder)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder, done


def test_a_model_that_always_says_0_is_marked_and_nobody_is_ranked(rare):
    folder, done = rare
    (table,) = folder.glob("outputs/sweeps/*/*/comparison.csv")
    rows = list(csv.DictReader(table.open()))
    assert {row["label"] for row in rows} == {"dense", "constant 0.8", "polynomial 0.8"}
    assert {row["rank"] for row in rows} == {""}
    assert {row["no_rank"] for row in rows} == {"collapsed: no better than the most frequent class"}
    assert {row["on_front_size"] for row in rows} == {"False"}
    text = " ".join(done.stdout.split())
    assert "collapsed: it gives the same answer to every example" in text
    assert "to mind: Collapsed, so without a rank" in text
    assert "accuracy misleads" in text


def test_its_result_file_has_the_facts_and_says_so(rare):
    files = list(rare[0].glob("outputs/sweeps/*/*/*/result.json"))
    assert len(files) == 3
    for file in files:
        found = json.loads(file.read_text())
        assert found["metrics"]["test/classes_predicted"] == 1
        assert found["metrics"][TEST_TRIVIAL] == found["metrics"]["test/accuracy"]
        assert any("is collapsed" in warning for warning in found["warnings"])
