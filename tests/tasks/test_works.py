"""A run of each task: its figures are those of the model that it leaves, by scikit-learn, also as TFLite and int8."""

import numpy as np
import pytest

from runner.core.events import Finished
from runner.data import datasets
from runner.tasks.choice import make_task
from tests.composing import compose
from tests.tasks.works import WORKS

QUICK = ("train.epochs=2", "baseline.epochs=2", "train.batch_size=16", "schedule.frequency=1", "target_sparsity=0.5",
         "allow_missed_target=true")  # fmt: skip


@pytest.fixture(params=WORKS, ids=lambda work: f"{work.task}-{work.dataset or 'npz'}")
def work(request):
    return request.param


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("works")


def answer_lite(content, x):
    """What a TFLite file answers, one example after the other."""
    import tensorflow as tf

    loaded = tf.lite.Interpreter(model_content=content)
    loaded.allocate_tensors()
    (given,), (got,) = loaded.get_input_details(), loaded.get_output_details()
    answers = []
    for each in x:
        loaded.set_tensor(given["index"], each[np.newaxis])
        loaded.invoke()
        answers.append(loaded.get_tensor(got["index"])[0])
    return np.stack(answers)


def test_the_figures_are_those_of_the_model_that_is_shipped(work, folder, train_run):
    import tensorflow as tf
    import tf_keras

    given = work.overrides(folder)
    config, end, where = train_run(*given, *QUICK)
    assert isinstance(end, Finished), end
    test = datasets.load(config.dataset, make_task(config.task, config.score)).test
    model = tf_keras.models.load_model(where / "model.keras", compile=False)
    outputs = model.predict(test.x, verbose=0)
    for name, compute in work.figures.items():
        assert end.result.metrics[f"test/{name}"] == pytest.approx(compute(outputs, test.y), rel=1e-5), name
    assert config.recorded()["score"] == work.score
    for form, optimizations in (("tflite", []), ("int8", [tf.lite.Optimize.DEFAULT])):
        converter = tf.lite.TFLiteConverter.from_keras_model(model)
        converter.optimizations = optimizations
        of_lite = work.figures[work.score](answer_lite(converter.convert(), test.x), test.y)
        assert end.result.metrics[f"test/{work.score}_{form}"] == pytest.approx(of_lite, rel=1e-4), form
    if work.lower:
        assert end.result.metrics[f"test/trivial_{work.score}"] > 0


def test_a_run_of_a_task_repeats_to_the_bit_also_by_fit(work, folder, train_run):
    hashes = {
        train_run(*work.overrides(folder), *QUICK, "force=true", f"train.engine={engine}")[1].result.tags[
            "weights_sha256"
        ]
        for engine in ("graph", "fit")  # by graph twice: see test_combinations.py
    }
    assert len(hashes) == 1


def test_a_default_run_says_its_score_and_keeps_its_identity():
    from runner.config import signature

    plain = compose(["dataset=digits"])
    assert plain.recorded()["score"] == "accuracy"
    assert signature.sign_config(plain) == signature.sign_config(compose(["dataset=digits", "task=classification"]))
    others = ["score=balanced_accuracy", "task.label_smoothing=0.1", "task=reconstruction"]
    signed = {signature.sign_config(compose(["dataset=digits", each])) for each in others}
    assert len(signed | {signature.sign_config(plain)}) == 4


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (["task=regression", "score=accuracy"], "score=accuracy is no figure of task=regression: choose one of rmse"),
        (["task.label_smoothing=1"], "at least 0 and less than 1"),
        (["task=binary", "+task.label_smoothing=0.1"], "has no classes to spread"),
        (["task=regression", "task.loss=hinge"], "mse, mae, huber"),
        (["task.loss=mae"], "task.loss does not belong to the chosen task: it is a parameter of custom, regression"),
    ],
)
def test_what_does_not_go_with_the_task_is_refused(given, why):
    from runner.core.errors import UserError

    with pytest.raises(UserError, match=why):
        compose(["dataset=digits", *given])
