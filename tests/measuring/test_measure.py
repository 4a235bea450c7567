import gzip

import pytest

from runner.config.schema import ScopeConfig
from runner.core.metric_names import SIZE_FORMATS
from runner.measuring import measure
from runner.models import builders, keras_file
from runner.pruning import scope, wrapping
from tests import own_models


@pytest.mark.parametrize("build", [own_models.small, own_models.logits], ids=["probabilities", "logits"])
def test_loss_and_accuracy_are_those_that_keras_computes(build, digits):
    model = build((8, 8, 1), 10)
    found = measure.measure(model, digits.test, digits.task.on_outputs(build is own_models.logits))
    from tf_keras.losses import SparseCategoricalCrossentropy

    outputs = model.predict(digits.test.x, verbose=0)
    loss = SparseCategoricalCrossentropy(from_logits=build is own_models.logits)(digits.test.y, outputs)
    assert found.figures["accuracy"] == (outputs.argmax(axis=1) == digits.test.y).mean()
    assert found.loss == pytest.approx(float(loss), rel=1e-5)


def test_sizes_are_of_real_files_and_the_same_each_time(tmp_path):
    model = own_models.small((8, 8, 1), 10)
    sizes = measure.measure_sizes(measure.convert_model(model).contents)
    assert set(sizes) == set(SIZE_FORMATS)
    keras_file.save(model, tmp_path / "model.keras")
    content = (tmp_path / "model.keras").read_bytes()
    assert sizes["keras"] == len(content)
    assert sizes["keras_gzip"] == len(gzip.compress(content, compresslevel=6, mtime=0))
    assert sizes["int8"] < sizes["tflite"]
    assert measure.measure_sizes(measure.convert_model(model).contents) == sizes


def test_zeros_are_counted_in_each_pruned_layer():
    model = builders.lenet_300_100((8, 8, 1), 10)
    layers = scope.select_layers(model, ScopeConfig(exclude=["fc3"]))
    kernel, *rest = model.get_weights()
    kernel[5:8] = 0
    model.set_weights([kernel, *rest])
    before = wrapping.read_weights(model, layers)
    kernel[5] = 1
    kernel[6:16] = 0
    model.set_weights([kernel, *rest])
    results = measure.measure_layers(wrapping.read_weights(model, layers), before, layers, {"fc1": (8, 4)})
    assert [(each.zeros_before, each.zeros_kept) for each in results] == [(900, 600), (0, 0)]
    assert [(each.name, each.zeros, each.weights) for each in results] == [("fc1", 3000, 19200), ("fc2", 0, 30000)]
    assert results[0].sparsity == 3000 / 19200
    assert [(each.flops, each.effective_flops) for each in results] == [(8, 4), (0, 0)]
    nonzero = 19_200 - 3_000
    assert (results[0].dense_bytes, results[0].bitmap_bytes) == (4 * 19_200, 19_200 // 8 + 4 * nonzero)
    assert results[0].csr_bytes == nonzero * (4 + 1) + 4 * 301  # 300 rows of 64 columns


def test_a_hash_sees_every_weight_and_the_architecture():
    one, other = own_models.small((8, 8, 1), 10), own_models.small((8, 8, 1), 10)
    other.set_weights(one.get_weights())
    assert measure.hash_weights(one) == measure.hash_weights(other)
    changed = one.get_weights()
    changed[-1][0] += 1
    other.set_weights(changed)
    assert measure.hash_weights(one) != measure.hash_weights(other)
    assert measure.hash_model(one) != measure.hash_model(other)
