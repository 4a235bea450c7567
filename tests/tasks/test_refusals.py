"""What cannot be learnt or measured is refused before training, with the task that would fit; exit 2, one message."""

import numpy as np
import pytest

from runner.core.errors import UserError
from runner.data import datasets
from runner.run import matching, planning
from runner.tasks.choice import make_task
from tests.composing import compose

COUNT = 120
RNG = np.random.default_rng(0)
X = RNG.normal(size=(COUNT, 6)).astype(np.float32)
TWO = (X[:, 0] > 0).astype(int)
LABELS = {
    "two": TWO,
    "three": np.arange(COUNT) % 3,
    "gap": np.where(TWO == 1, 2, 0),
    "negative": TWO - 1,
    "quantities": X[:, 1] * 2.5,
    "several": np.stack([TWO, X[:, 1] > 0], axis=1).astype(int),
    "texts": np.array(["a", "b"] * (COUNT // 2)),
}
REFUSED = {
    "classes with a gap": ("classification", "gap", "", "Class 1 has 0 training examples"),
    "a class below zero": ("classification", "negative", "", "class numbers from 0"),
    "quantities for classes": ("classification", "quantities", "", "task=regression"),
    "several labels for one class": ("classification", "several", "", "task=multilabel"),
    "three classes for two": ("binary", "three", "", "task=classification"),
    "quantities for two": ("binary", "quantities", "", "task=regression"),
    "one answer for several": ("multilabel", "two", "", "task=binary"),
    "texts for quantities": ("regression", "texts", "", "y_train has type <U1"),
    "classes for images": ("segmentation", "two", "", "task=classification"),
    "one output for two classes": ("classification", "two", "model.units=1 +model.last=sigmoid", "task=binary"),
    "two outputs for one question": ("binary", "two", "model.units=2 +model.last=softmax", "task=classification"),
    "sigmoids for classes": ("classification", "three", "+model.last=sigmoid", "task=multilabel"),
    "a softmax of one unit": ("binary", "two", "+model.last=softmax", "softmax of one unit"),
    "a softmax of one unit for values": ("regression", "quantities", "+model.last=softmax", "softmax of one unit"),
    "logits of one question": ("binary", "two", "+model.last=linear outputs=probabilities", "Use outputs=logits"),
    "logits of classes": ("classification", "three", "+model.last=linear outputs=probabilities", "never negative"),
    "outputs of values": ("regression", "quantities", "+model.last=linear outputs=logits", "is said of classes"),
}  # fmt: skip


def overrides(name, folder):
    task, labels, model, why = REFUSED[name]
    np.savez(folder / "data.npz", x=X, y=LABELS[labels])
    given = ["dataset=npz", f"dataset.path={folder / 'data.npz'}", f"task={task}", "model=mlp"]
    if model:
        units, *own = model.split() if model.startswith("model.units") else ("~model.units", *model.split())
        given += ["trusted_modules=[tests]", "model._target_=tests.own_tasks.end_in", units, *own]
    return given, why


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused_with_the_task_that_would(name, tmp_path):
    given, why = overrides(name, tmp_path)
    given = [
        each for each in given if not (each == "~model.units" and any(of.startswith("+model.units") for of in given))
    ]
    config = compose(given)
    with pytest.raises(UserError) as caught:
        matching.match(config, datasets.load(config.dataset, make_task(config.task, config.score)))
    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("labels", "given", "better"),
    [(X[:, 0] > 1.6, (), "balanced_accuracy"), (X[:, 0] > 1.6, ("task=binary", "score=accuracy"), "balanced_accuracy"),
     (X[:, :2] > 1.6, ("task=multilabel", "score=accuracy"), "macro_auc"), (X[:, 0] > 0, (), "")],
)  # fmt: skip
def test_the_plan_tells_the_task_and_that_accuracy_misleads_on_unbalanced_labels(labels, given, better, tmp_path):
    wide = {"x": np.tile(X, (4, 1)), "y": np.tile(labels.astype(int).T, 4).T}
    np.savez(tmp_path / "data.npz", **wide)
    config = compose(["dataset=npz", f"dataset.path={tmp_path / 'data.npz'}", "model=mlp", *given])
    matched = matching.match(config, datasets.load(config.dataset, make_task(config.task, config.score)))
    told, unbalanced = planning.describe_task(config, matched.dataset)
    assert told.startswith(f"{config.task.name}; loss: ")
    assert "score: accuracy, higher is better; always the most frequent class has 0." in told
    assert (f"Let score={better} decide" in unbalanced) if better else unbalanced == ""


@pytest.mark.parametrize("name", ["a softmax of one unit", "quantities for classes"])
def test_it_is_one_message_and_exit_2(name, tmp_path, cli):
    given, why = overrides(name, tmp_path)
    done = cli(*given, cwd=tmp_path)
    said = " ".join(done.stderr.split())
    assert done.returncode == 2
    assert why in said
    assert "Traceback" not in said
