"""Eight public recipes as configs of ours, each run in miniature: what people do with a script of their own.

Not as they are: the quantization-aware phase of the wake word (the plan is of pruning alone), QKeras's layers of SVHN
(not installed: Keras's own stand in their place), an AUC by machine (one over all frames).
"""

import pytest

from runner.core.events import Finished

CODE = "tests.tasks.public_recipes"
OWN = ("trusted_modules=[tests]", "tracking.log_model=false")


def model(name):
    return (f"model._target_={CODE}.{name}", f"model.name={name}")


def data(name, **given):
    return (
        f"dataset._target_={CODE}.{name}",
        f"dataset.name={name}",
        *(f"+dataset.{key}={value}" for key, value in given.items()),
    )


SHORT = ("train.epochs=2", "baseline.epochs=2")
RECIPES = {  # the score, and what is given
    "mlcommons tiny, image classification": (
        "accuracy",
        *model("resnet8"),
        *data("arrays", shape="[16,16,3]", count=4, one_hot=True),
        f"augment._target_={CODE}.rotate_shift_flip",
        "train.batch_size=32",
        "learning_rate=exponential",
        "learning_rate.decay_steps=1ep",
        "learning_rate.decay_rate=0.99",
        "learning_rate.staircase=true",
    ),
    "mlcommons tiny, keyword spotting": ("accuracy", *model("ds_cnn"), *data("pipelines")),
    "mlcommons tiny, streaming wake word": (
        "accuracy",
        *model("wakeword"),
        *data("pipelines", shape="[30,40]", count=3, cached=True),
        "learning_rate=step",
        "learning_rate.boundaries=[1ep]",
    ),
    "mlcommons tiny, anomaly detection": ("mse", "task=reconstruction", *model("machines"), *data("frames")),
    "hls4ml, part 3": (
        "accuracy",
        *model("jets"),
        *data("arrays", shape="[16]", count=5, one_hot=True),
        "train.learning_rate=1e-4",
        "train.batch_size=32",
        "learning_rate=plateau",
        "baseline.early_stopping=10",
        "train.keep=best_at_target",
        "schedule=constant",
        "target_sparsity=0.75",
        "schedule.begin_step=4st",
        "schedule.frequency=2st",
    ),
    "hls4ml, part 6": (
        "accuracy",
        *model("svhn"),
        *data("pipelines", shape="[32,32,3]", count=10),
        "train.learning_rate=3e-3",
        "optimizer.amsgrad=true",
        "learning_rate=plateau",
        "baseline.early_stopping=10",
        "target_sparsity=0.5",
        "scope.exclude=[output_dense]",
    ),
    "kdnuggets": ("rmse", "dataset=diabetes", "task.loss=mse", *model("wide"), "baseline.early_stopping=30"),
    "tensorflow issue 59679": (
        "accuracy",
        *model("frozen_mobilenet"),
        *data("arrays", shape="[32,32,3]", count=2),
        "outputs=logits",
        "train.learning_rate=1e-4",
        "scope.frozen=true",
    ),
}
QUICK = ("hls4ml, part 3", "kdnuggets")


@pytest.mark.parametrize(
    "name", [each if each in QUICK else pytest.param(each, marks=pytest.mark.long) for each in RECIPES]
)
def test_a_public_recipe_runs_as_a_config(name, train_run):
    score, *given = RECIPES[name]
    config, end, _ = train_run(*OWN, *SHORT, *given)
    assert isinstance(end, Finished), end
    metrics = end.result.metrics
    assert metrics["final/sparsity_global"] == pytest.approx(config.target_sparsity, abs=0.02)
    assert {f"test/{score}", f"test/{score}_int8", f"dense/test_{score}", "size/int8_gzip"} <= metrics.keys()
    if name.endswith("anomaly detection"):
        assert metrics["test/roc_auc"] > 0.9
