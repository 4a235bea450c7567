"""A run end to end: what was planned is what is found in the logged model, counted again here."""

import csv
import json

import numpy as np
import pandas as pd
import pytest

from runner.core.events import Failed, Finished, Planned, Progress, Skipped, Started
from runner.core.metric_names import SIZE_FORMATS
from runner.core.tags import EXPERIMENT_VIEW, TAG_NOTE, TELLING_PARAMS

ARMS = [("constant", 0.9), ("polynomial", 0.9), ("exponential", 0.5)]


@pytest.fixture(scope="module")
def arms(train_run):
    """One finished run of each arm."""
    done = {}
    for name, target in ARMS:
        config, event, folder = train_run(f"schedule={name}", f"target_sparsity={target}", "tracking.layers=update")
        assert isinstance(event, Finished), event
        done[name, target] = (config, event.result, folder)
    return done


@pytest.fixture(scope="module")
def control(train_run):
    config, event, folder = train_run("schedule=dense")
    return config, event.result, folder


def logged_model(client, run_id):
    import mlflow

    (logged,) = client.get_run(run_id).outputs.model_outputs
    # by its place, since mlflow.set_tracking_uri would change the environment of all later tests
    return mlflow.tensorflow.load_model(client.get_logged_model(logged.model_id).artifact_location)


@pytest.mark.parametrize("arm", ARMS, ids=str)
def test_each_layer_of_the_logged_model_has_the_planned_zeros_within_one_weight(arms, client, arm):
    _, result, folder = arms[arm]
    reached = json.loads((folder / "plan.json").read_text())["updates"][-1]["sparsity"]
    assert reached == pytest.approx(arm[1], abs=1e-6)
    model = logged_model(client, result.run_id)
    kernels = {layer.name: layer.kernel.numpy() for layer in model.layers if hasattr(layer, "kernel")}
    assert list(kernels) == ["fc1", "fc2", "fc3"]
    metrics = client.get_run(result.run_id).data.metrics
    for name, kernel in kernels.items():
        zeros = int((kernel == 0).sum())
        assert abs(zeros - reached * kernel.size) <= 1
        assert metrics[f"final/sparsity_layer/{name}"] == zeros / kernel.size
    every = np.concatenate([kernel.ravel() for kernel in kernels.values()])
    assert metrics["final/sparsity_global"] == pytest.approx((every == 0).mean())
    parameters = np.concatenate([array.ravel() for array in model.get_weights()])
    assert metrics["final/sparsity_model"] == pytest.approx((parameters == 0).mean())
    assert metrics["final/target_missed_by"] == pytest.approx(arm[1] - metrics["final/sparsity_global"])


@pytest.mark.parametrize("arm", ARMS, ids=str)
def test_masks_changed_exactly_at_the_planned_steps(arms, client, arm):
    _, result, folder = arms[arm]
    updates = json.loads((folder / "plan.json").read_text())["updates"]
    achieved = client.get_metric_history(result.run_id, "prune/achieved")
    assert [entry.step for entry in achieved] == [update["step"] for update in updates]
    for entry, update in zip(achieved, updates, strict=True):
        assert entry.value == pytest.approx(update["sparsity"], abs=3 / 50_200)  # one weight in each of 3 layers
    assert len(client.get_metric_history(result.run_id, "prune/mask_churn")) == len(updates)


def test_the_trace_is_tracked_as_it_is_in_its_file(arms, client):
    _, result, folder = arms["polynomial", 0.9]
    frame = pd.read_parquet(folder / "trace.parquet")
    columns = {f"prune/{name}": name for name in ("planned", "achieved", "mask_pruned", "mask_regrown",
               "loss_before", "loss_after", "recovery_steps")}  # fmt: skip
    columns |= {f"prune/{name}": name for name in frame.columns if name.startswith(("sparsity/", "threshold/"))}
    assert len(columns) == 7 + 2 * 3
    for metric, column in columns.items():
        there = frame.dropna(subset=[column])
        tracked = [(entry.step, entry.value) for entry in client.get_metric_history(result.run_id, metric)]
        assert tracked == list(zip(there["step"], there[column], strict=True)), metric
    assert frame["achieved"].is_monotonic_increasing


def test_test_accuracy_is_that_of_the_logged_model(arms, client, digits):
    _, result, _ = arms["polynomial", 0.9]
    predicted = logged_model(client, result.run_id).predict(digits.test.x, verbose=0).argmax(axis=1)
    assert client.get_run(result.run_id).data.metrics["test/accuracy"] == (predicted == digits.test.y).mean()


def test_every_final_metric_of_the_contract_is_there(arms, client):
    _, result, _ = arms["polynomial", 0.9]
    run = client.get_run(result.run_id)
    assert run.info.status == "FINISHED"
    assert run.info.run_name == "polynomial-0.9-lenet_300_100-digits-s0"
    expected = {
        "test/accuracy", "test/loss", "dense/test_accuracy", "test/accuracy_change",
        "test/accuracy_tflite", "test/accuracy_int8",
        "test/examples", "test/classes", "test/classes_predicted", "test/trivial_accuracy", "val/trivial_accuracy",
        "final/outputs_short_of_weights",
        "final/sparsity_global", "final/sparsity_model", "final/target_missed_by",
        *(f"final/sparsity_layer/fc{i}" for i in (1, 2, 3)),
        *(f"{group}/{name}" for group in ("size", "dense_size", "compression") for name in SIZE_FORMATS),
        "cost/params", "cost/nonzero_params", "cost/flops", "cost/effective_flops", "cost/theoretical_speedup",
        "cost/dense_bytes", "cost/bitmap_bytes", "cost/csr_bytes",
        "cost/training_flops", "cost/training_flops_dense",
        "train/loss", "train/accuracy", "val/loss", "val/accuracy", "sparsity/planned", "sparsity/global",
        *(f"sparsity/layer/fc{i}" for i in (1, 2, 3)),
        *(f"time/{phase}_s" for phase in ("data", "plan", "model", "dense", "train", "measure")),
    }  # fmt: skip
    assert expected <= set(run.data.metrics)
    for name in ("val/accuracy", "sparsity/global"):
        assert [entry.step for entry in client.get_metric_history(result.run_id, name)] == [1, 2, 3]
    assert {"signature", "arm", "kind", "attempt", "dataset_sha256", "git_commit", "weights_sha256", "tensorflow",
            "tf-keras", "tfmot", "mlflow.note.content"} <= set(run.data.tags)  # fmt: skip
    assert run.data.params["schedule.name"] == "polynomial"
    assert run.data.params["schedule.final_sparsity"] == run.data.params["target_sparsity"] == "0.9"
    assert run.data.params["train.epochs"] == "3"
    files = {entry.path for entry in client.list_artifacts(result.run_id)}
    assert {
        "config.yaml",
        "plan.json",
        "result.json",
        "layers.csv",
        "curves.png",
        "trace.parquet",
        "trace.png",
    } <= files


def test_the_dataset_is_the_input_of_the_run_and_what_its_model_was_measured_on(arms, client, digits):
    _, result, _ = arms["polynomial", 0.9]
    run = client.get_run(result.run_id)
    (data,) = run.inputs.dataset_inputs
    assert run.data.tags["dataset_sha256"] == digits.sha256
    assert (data.dataset.name, data.dataset.digest) == ("digits", digits.sha256[:36])
    assert [(tag.key, tag.value) for tag in data.tags] == [("mlflow.data.context", "train, val, test")]
    (model,) = client.search_logged_models([run.info.experiment_id], f"source_run_id = '{result.run_id}'")
    assert {(each.dataset_name, each.dataset_digest) for each in model.metrics} == {("digits", digits.sha256[:36])}
    assert {each.key: each.value for each in model.metrics}["test/accuracy"] == result.metrics["test/accuracy"]
    assert model.params == {name: run.data.params[name] for name in TELLING_PARAMS}


def test_the_experiment_says_what_it_is_and_offers_views_of_metrics_that_there_are(arms, client):
    _, result, _ = arms["polynomial", 0.9]
    experiment, run = client.get_experiment_by_name("pruning"), client.get_run(result.run_id)
    assert "Views" in experiment.tags[TAG_NOTE]
    saved = [value for key, value in experiment.tags.items() if key.startswith(EXPERIMENT_VIEW.format(""))]
    columns = {column for value in saved for column in json.loads(json.loads(value)["state"])["selectedColumns"]}
    assert len(saved) == 2
    assert columns <= {*(f"metrics.`{name}`" for name in run.data.metrics),
                       *(f"params.`{name}`" for name in run.data.params)}  # fmt: skip


def test_the_result_file_holds_the_same_figures_as_mlflow(arms, client):
    _, result, folder = arms["constant", 0.9]
    written = json.loads((folder / "result.json").read_text())
    tracked = client.get_run(result.run_id).data.metrics
    assert written["metrics"] == {name: tracked[name] for name in written["metrics"]}
    rows = list(csv.DictReader((folder / "layers.csv").open()))
    assert [float(row["achieved"]) for row in rows] == [tracked[row["metric"]] for row in rows]


def test_costs_are_those_counted_in_the_logged_model(arms, client):
    """LeNet-300-100 on 8 x 8 images: matrices of 64 x 300, 300 x 100 and 100 x 10, and 410 biases."""
    _, result, folder = arms["polynomial", 0.9]
    tracked = client.get_run(result.run_id).data.metrics
    kernels = [layer.kernel.numpy() for layer in logged_model(client, result.run_id).layers if hasattr(layer, "kernel")]
    nonzero, columns = [int((kernel != 0).sum()) for kernel in kernels], (1, 2, 1)  # bytes for 64, 300, 100 columns
    assert (tracked["cost/flops"], tracked["cost/effective_flops"]) == (2 * 50_200, 2 * sum(nonzero))
    assert tracked["cost/dense_bytes"] == 4 * (50_200 + 410)
    assert tracked["cost/bitmap_bytes"] == 4 * (sum(nonzero) + 410) + 50_200 / 8
    csr = [
        count * (4 + width) + 4 * (rows + 1)
        for count, width, rows in zip(nonzero, columns, (300, 100, 10), strict=True)
    ]
    assert tracked["cost/csr_bytes"] == sum(csr) + 4 * 410
    rows = list(csv.DictReader((folder / "layers.csv").open()))
    assert [int(row["csr_bytes"]) for row in rows] == csr
    assert [int(row["effective_flops"]) for row in rows] == [2 * count for count in nonzero]
    for name in SIZE_FORMATS:
        assert tracked[f"compression/{name}"] == tracked[f"dense_size/{name}"] / tracked[f"size/{name}"]


def test_training_flops_are_those_added_up_step_by_step(arms, client, digits):
    _, result, folder = arms["polynomial", 0.9]
    tracked = client.get_run(result.run_id).data.metrics
    updates = {each["step"]: each["sparsity"] for each in json.loads((folder / "plan.json").read_text())["updates"]}
    examples, step, sparsity, dense, sparse = len(digits.train), 0, 0.0, 0, 0.0
    for _ in range(3):
        for at in range(0, examples, 32):
            step += 1
            sparsity = updates.get(step, sparsity)
            dense += 3 * min(32, examples - at) * 2 * 50_200
            sparse += 3 * min(32, examples - at) * 2 * 50_200 * (1 - sparsity)
    assert tracked["cost/training_flops_dense"] == dense
    assert tracked["cost/training_flops"] == pytest.approx(sparse, rel=1e-12)


def test_a_run_that_measures_latency_is_made_beside_an_ordinary_one_and_trains_the_same(arms, client, train_run):
    _, ordinary, _ = arms["polynomial", 0.9]
    command = ("schedule=polynomial", "target_sparsity=0.9", "force=false")
    _, event, _ = train_run(*command, "measure=full")
    assert isinstance(event, Finished), event
    run = client.get_run(event.result.run_id)
    new = {name for name in run.data.metrics if name not in client.get_run(ordinary.run_id).data.metrics}
    ends = ("", "_low", "_high")
    assert new == {
        *(f"latency/{name}_ms{end}" for name in ("dense", "pruned", "sparse") for end in ends),
        "latency/speedup", "latency/sparse_speedup", "size/tflite_sparse",
    }  # fmt: skip
    assert run.data.tags["interpreter"].endswith("XNNPACK")
    assert run.data.tags["weights_sha256"] == ordinary.tags["weights_sha256"]
    assert run.data.tags["arm"] == ordinary.tags["arm"]
    for again in (command, (*command, "measure=full")):
        assert isinstance(train_run(*again)[1], Skipped)


def test_pruning_shrinks_what_is_compressed_and_nothing_else(arms):
    _, result, _ = arms["polynomial", 0.9]
    dense, pruned = result.dense.sizes, result.pruned.sizes
    assert pruned["tflite"] == dense["tflite"]
    for name in ("keras_gzip", "tflite_gzip", "int8_gzip"):
        assert pruned[name] < dense[name] / 2


def test_all_arms_start_from_one_dense_model_trained_once(arms, control, client):
    hashes = {result.tags["dense_weights_sha256"] for _, result, _ in [*arms.values(), control]}
    experiment = client.get_experiment_by_name("pruning").experiment_id
    dense = client.search_runs([experiment], "tags.kind = 'dense' and status = 'FINISHED'")
    same = [run for run in dense if run.data.tags["weights_sha256"] in hashes]
    assert len(hashes) == len(same) == 1
    assert same[0].info.run_name == "dense-lenet_300_100-digits-s0"


def test_the_control_arm_trains_on_without_pruning(control, client):
    config, result, _ = control
    assert config.run_name == "dense-0-lenet_300_100-digits-s0"
    assert sum(layer.zeros for layer in result.layers) == 0
    assert result.metrics["final/target_missed_by"] == 0
    assert result.tags["weights_sha256"] != result.tags["dense_weights_sha256"]
    assert len(client.get_metric_history(result.run_id, "val/accuracy")) == 3


@pytest.mark.parametrize("threads", [1, 2])
def test_the_same_command_gives_the_same_weights_to_the_last_bit(arms, train_run, threads):
    _, first, _ = arms["polynomial", 0.9]
    _, event, _ = train_run("schedule=polynomial", "target_sparsity=0.9", f"train.threads={threads}")
    assert event.result.tags["weights_sha256"] == first.tags["weights_sha256"]
    assert event.result.tags["signature"] == first.tags["signature"]
    same = {name: value for name, value in first.metrics.items() if not name.startswith("time/")}
    assert {name: event.result.metrics[name] for name in same} == same


@pytest.mark.long
def test_the_number_of_threads_changes_nothing_on_large_layers_either(train_run, tmp_path):
    """784 inputs are enough for Eigen to split a product among threads; 64 are not."""
    hashes = set()
    for threads in (1, 2):
        own = ("dataset=mnist5k", "train.epochs=1", "baseline.epochs=1", f"baseline.dir={tmp_path}/{threads}",
               f"tracking.uri=sqlite:///{tmp_path}/{threads}.db")  # fmt: skip
        hashes.add(train_run(*own, f"train.threads={threads}")[1].result.tags["weights_sha256"])
    assert len(hashes) == 1


def test_a_run_is_the_same_whether_it_trains_the_dense_model_or_finds_it(train_run, tmp_path):
    """With dropout and batch normalization: nothing random leaks from one phase into the next."""
    arguments = ("model=deep_cnn", "train.epochs=1", "baseline.epochs=1", f"baseline.dir={tmp_path}/dense",
                 f"tracking.uri=sqlite:///{tmp_path}/mlflow.db")  # fmt: skip
    hashes = [train_run(*arguments)[1].result.tags["weights_sha256"] for _ in range(2)]
    assert hashes[0] == hashes[1]


def test_a_builder_whose_code_was_changed_trains_its_dense_model_anew(train_run, monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(tmp_path)
    own = ("model.name=mine", "model._target_=changing.build", "trusted_modules=[changing]", "train.epochs=1")
    weights = []
    for units in (16, 24):
        (tmp_path / "changing.py").write_text(
            "from tests.own_models import small\ndef build(shape, classes):\n"
            f"    return small(shape, classes, {units})\n"
        )
        weights.append([layer.weights for layer in train_run(*own)[1].result.layers])
    assert weights == [[64 * 16, 160], [64 * 24, 240]]


def test_another_seed_gives_other_weights(arms, train_run):
    _, event, _ = train_run("schedule=polynomial", "target_sparsity=0.9", "seed=1")
    assert event.result.tags["weights_sha256"] != arms["polynomial", 0.9][1].tags["weights_sha256"]
    assert event.result.tags["arm"] == arms["polynomial", 0.9][1].tags["arm"]
    assert event.result.tags["signature"] != arms["polynomial", 0.9][1].tags["signature"]


def test_a_run_tells_what_it_does(train_run):
    heard = []
    train_run("train.epochs=1", listen=heard.append)
    kinds = [type(event) for event in heard]
    assert kinds[0] is Planned
    assert Started in kinds
    assert kinds[-1] is Finished
    bars = [event for event in heard if isinstance(event, Progress)]
    assert bars[-1].step == bars[-1].steps
    assert bars[-1].figures["sparsity"] == pytest.approx(0.8, abs=1e-3)


def test_a_loss_that_is_not_finite_ends_the_run_failed_and_no_infinity_is_logged(train_run, client):
    heard = []
    _, event, _ = train_run("train.learning_rate=1e30", "train.optimizer=sgd", listen=heard.append)
    assert event == Failed("non_finite")
    started = next(event for event in heard if isinstance(event, Started))
    run = client.get_run(started.run_id)
    assert run.info.status == "FAILED"
    assert run.data.tags["status_reason"] == "non_finite"
    assert all(abs(value) < 1e300 for value in run.data.metrics.values())
