"""TFLite files, run: the same answers as the model, and their times."""

import numpy as np
import pytest

from runner.data.parts import Split
from runner.measuring import latency, measure, tflite
from runner.models import builders
from tests import own_models


@pytest.fixture(scope="module")
def trained(digits):
    """A model that is right more often than not, and half of its weights are 0."""
    model = builders.tfmot_cnn((8, 8, 1), 10)
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(digits.train.x, digits.train.y, epochs=5, verbose=0)
    kernel = model.get_layer("dense").kernel
    kernel.assign(np.where(np.abs(kernel) < np.median(np.abs(kernel)), 0, kernel))
    return model


def one_by_one(content, x):
    loaded = tflite.load(content)
    loaded.allocate_tensors()
    outputs = []
    for each in x:
        loaded.set_tensor(loaded.get_input_details()[0]["index"], each[None])
        loaded.invoke()
        outputs.append(loaded.get_tensor(loaded.get_output_details()[0]["index"])[0])
    return np.array(outputs)


@pytest.mark.parametrize("form", measure.LITE)
def test_batches_give_the_outputs_of_single_examples(trained, digits, form, monkeypatch):
    content = measure.convert_model(trained).contents[form]
    monkeypatch.setattr(tflite, "BATCH", 50)  # 180 examples: the last batch is smaller
    found = tflite.predict(content, digits.test.x)
    assert np.allclose(found, one_by_one(content, digits.test.x), rtol=0, atol=1e-6)


def test_the_accuracy_of_the_files_is_that_of_what_they_answer(trained, digits):
    measured = measure.measure(trained, digits.test, digits.task)
    contents = measure.convert_model(trained).contents
    for form in measure.LITE:
        right = one_by_one(contents[form], digits.test.x).argmax(axis=1) == digits.test.y
        assert measured.of_formats[form] == right.mean()
    assert measured.of_formats["tflite"] == measured.figures["accuracy"] > 0.5
    mistaken = measure.measure(trained, Split(digits.test.x, (digits.test.y + 1) % 10), digits.task)
    assert mistaken.of_formats["int8"] < 0.2


@pytest.mark.parametrize("build", [own_models.fixed_batch, own_models.recurrent])
def test_a_model_that_is_fixed_to_one_example_is_asked_one_by_one_from_the_same_state(digits, build):
    model = build((8, 8, 1), 10)
    content = measure.convert_model(model).contents["tflite"]
    assert np.allclose(tflite.predict(content, digits.test.x), measure.predict(model, digits.test.x), atol=1e-6)


def test_xnnpack_is_what_the_interpreter_uses(trained):
    loaded = tflite.load(measure.convert_model(trained).contents["tflite"])
    loaded.allocate_tensors()
    assert tflite.describe_interpreter(loaded).endswith(", XNNPACK")


def test_the_sparse_encoding_is_timed_where_the_converter_makes_the_file_smaller(trained, digits):
    example = digits.test.x[:1]
    metrics, tags = measure.measure_latencies(trained, trained, example)
    assert metrics["size/tflite_sparse"] < len(measure.convert_model(trained).contents["tflite"])
    times = {name: value for name, value in metrics.items() if "_ms" in name}
    assert set(times) == {
        f"latency/{name}_ms{end}" for name in ("dense", "pruned", "sparse") for end in ("", "_low", "_high")
    }
    assert min(times.values()) > 0
    assert set(tags) == {"interpreter"}
    dense = builders.tfmot_cnn((8, 8, 1), 10)
    metrics, _ = measure.measure_latencies(dense, dense, example)
    assert not {"latency/sparse_ms", "latency/sparse_speedup", "size/tflite_sparse"} & set(metrics)


def test_figures_are_medians_and_quartiles_and_the_speedup_their_ratio():
    calls = np.arange(101.0)
    found = latency.summarize_latency({"dense": calls + 100, "pruned": calls, "sparse": calls + 10})
    assert [found[f"latency/dense_ms{end}"] for end in ("_low", "", "_high")] == [125, 150, 175]
    assert (found["latency/speedup"], found["latency/sparse_speedup"]) == (150 / 50, 150 / 60)


def test_the_models_are_called_in_turns_as_often_and_as_often_first(monkeypatch):
    calls = []

    class Counting:
        def __init__(self, name):
            self.name = name

        def invoke(self):
            calls.append(self.name)

        def get_input_details(self):
            return [{"index": 0}]

        def _get_ops_details(self):
            return []

        allocate_tensors = set_tensor = lambda self, *_: None

    monkeypatch.setattr(tflite, "load", Counting)
    _, tags = latency.measure({"dense": "dense", "pruned": "pruned"}, np.zeros((1, 4)))
    rounds = np.array(calls).reshape(-1, 2)
    assert len(rounds) == latency.CALLS + latency.WARM_UP
    assert all(set(each) == {"dense", "pruned"} for each in rounds)
    assert (rounds[:, 0] == "dense").sum() == len(rounds) / 2
    assert "XNNPACK" not in tags["interpreter"]
