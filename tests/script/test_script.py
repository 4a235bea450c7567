"""A comparison from a script: the same runs as the command line makes, and what is refused."""

import json
import shlex
import subprocess
import sys

import numpy as np
import pytest

from runner import UserError
from runner.script import data_files, model_files, recipe
from tests import ROOT
from tests.documents import blocks

EXAMPLE = next(block for block in blocks("python") if block.startswith("# compare_mine.py"))
TWICE = """
import json, pathlib, sys
code = pathlib.Path("compare_mine.py").read_text()
for time in range(2):  # as a cell that is run again: what it defines is of __main__, and of no file
    exec(compile(code, "<cell>", "exec"))
pathlib.Path("attrs.json").write_text(json.dumps({**table.attrs, "rows": len(table)}))
"""
X, Y = np.zeros((6, 4), "float32"), np.arange(6) % 3


def test_the_example_run_twice_is_one_sweep_which_the_command_line_knows(cli, tmp_path):
    """Hostile settings and a loaded TensorFlow of the script's change no identity."""
    (tmp_path / "compare_mine.py").write_text(EXAMPLE)
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "ONEDNN_MAX_CPU_ISA": "SSE41"}
    env |= {"TF_ENABLE_ONEDNN_OPTS": "1", "MPLBACKEND": "module://no_such"}
    done = subprocess.run([sys.executable, "-c", TWICE], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    attrs = json.loads((tmp_path / "attrs.json").read_text())
    assert attrs["rows"] == 3
    assert (tmp_path / attrs["page"]).is_file()
    assert done.stdout.count("skip ") == 3, done.stdout  # all, the second time
    assert len([*(tmp_path / "outputs/script").glob("*.keras")]) == 1
    again = cli(*shlex.split(attrs["command"])[3:], cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert again.stdout.count("skip ") == 3, again.stdout


def untrained():
    from tf_keras import Sequential, layers

    return Sequential([layers.Input((4,)), layers.Dense(3)])


def compiled():
    model = untrained()
    model.compile("adam", "mse")
    return model


def seeded():
    from tf_keras.utils import set_random_seed

    set_random_seed(1)
    return untrained()


def a_dataset():
    import tensorflow as tf

    return tf.data.Dataset.from_tensor_slices((X, Y))


def decaying():
    from tf_keras import optimizers

    return optimizers.Adam(optimizers.schedules.CosineDecay(0.1, 100))


@pytest.mark.parametrize(
    ("call", "said"),
    {
        "a model of nothing": (lambda: model_files.hand_over("lenet", []), "is a builtins.str"),
        "a compiled one": (lambda: model_files.hand_over(compiled(), []), "not yet trained"),
        "one that sets a seed": (lambda: model_files.hand_over(seeded, []), "the same each time"),
        "one that needs more": (lambda: model_files.hand_over(lambda units: None, []), "which needs units"),
        "a pipeline": (lambda: data_files.hand_over(a_dataset()), "Give the function that builds it"),
        "a function of a cell": (lambda: data_files.hand_over(lambda: None), "Put it into a module"),
        "one array": (lambda: data_files.hand_over(X), "is a ndarray"),
        "a part unknown": (lambda: data_files.hand_over({"train": (X, Y), "valid": (X, Y)}), "valid"),
        "texts": (lambda: data_files.hand_over((X, [object()] * 6)), "no array of numbers"),
        "a loss": (lambda: recipe.choose_task("poisson", Y), "none that a task has"),
        "an optimizer": (lambda: recipe.choose_optimizer("adamax", None), "none of the choices"),
        "its schedule": (lambda: recipe.choose_optimizer(decaying(), None), "overrides=['learning_rate=cosine']"),
        "an override": (lambda: recipe.check_override("seed"), "KEY=VALUE"),
        "no seed": (lambda: recipe.list_values("seed", []), "no value"),
    }.values(),
)
def test_what_no_command_can_say_is_refused_with_a_remedy(call, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError) as refused:
        call()
    assert said in str(refused.value)


def test_what_compile_takes_becomes_overrides():
    from tf_keras import losses, optimizers

    assert recipe.choose_task(losses.CategoricalCrossentropy(label_smoothing=0.1), np.eye(3)) == [
        "task=classification", "task.label_smoothing=0.1",
    ]  # fmt: skip
    assert recipe.choose_task("binary_crossentropy", np.ones((4, 3))) == ["task=multilabel"]
    assert recipe.choose_task("mae", None) == ["task=regression", "task.loss=mae"]
    assert recipe.choose_optimizer("adam", None) == ["optimizer=adam", "train.learning_rate=0.001"]
    sgd = optimizers.SGD(0.1, momentum=0.5, nesterov=True)
    assert recipe.choose_optimizer(sgd, None) == [
        "optimizer=sgd", "optimizer.momentum=0.5", "optimizer.nesterov=true", "train.learning_rate=0.1",
    ]  # fmt: skip
    assert recipe.choose_optimizer("sgd", 0.2) == [
        "optimizer=sgd", "optimizer.momentum=0.0", "train.learning_rate=0.2",
    ]  # fmt: skip
