"""Every file in conf/ says what it is, composes, and has the types that the program expects."""

import pytest

from runner.cli import app
from runner.config import composition
from runner.console import messages
from runner.core.errors import UserError

FILES = sorted(file for file in composition.CONF.rglob("*.yaml"))
CHOICES = [(file.parent.name, file.stem) for file in FILES if file.parent.parent == composition.CONF]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(composition.CONF)))
def test_every_file_begins_with_a_comment_that_says_what_it_is(file):
    lines = [line for line in file.read_text().splitlines() if not line.startswith("# @package")]
    assert lines[0].startswith("# ")
    assert len(lines[0]) > 20


@pytest.mark.parametrize(("group", "choice"), CHOICES)
def test_every_choice_composes_and_is_named_as_its_file(group, choice):
    needs = {
        "file": ["model.path=x.keras"],
        "custom": [
            "task.loss._target_=tests.own_tasks.pinball",
            "+task.metrics.cost._target_=tests.own_tasks.cost",
            "task.direction=lower",
            "trusted_modules=[tests]",
        ],
        "architecture": ["model.path=x.keras"],
        "m_by_n": ["schedule=constant", "target_sparsity=0.5"],
    }.get(choice, [])
    config = app.compose([f"{group}={choice}", *needs])
    part = {"optimizer": config.train.optimizer, "learning_rate": config.train.decay}.get(group) or getattr(
        config, group
    )
    name = part["name"] if isinstance(part, dict) else getattr(part, "name", choice)
    assert name == choice


def test_dense_has_no_target():
    assert app.compose(["schedule=dense", "target_sparsity=0.9"]).target_sparsity == 0


def test_the_dense_training_takes_the_values_of_the_pruning_phase():
    config = app.compose(["train.batch_size=64", "train.learning_rate=0.01"])
    assert (config.baseline.batch_size, config.baseline.learning_rate) == (64, 0.01)
    assert app.compose(["baseline.batch_size=16"]).train.batch_size == 32


def test_a_saved_model_is_not_trained_again_unless_asked():
    assert app.compose(["model=file", "model.path=x"]).baseline.epochs == 0
    assert app.compose(["model=file", "model.path=x", "baseline.epochs=2"]).baseline.epochs == 2


def test_a_list_of_steps_can_follow_the_target_of_a_sweep():
    steps = [
        app.compose(["schedule=multi_step", f"target_sparsity={target}"]).schedule["steps"] for target in (0.5, 0.9)
    ]
    assert steps[0] == [["10%", 0.25], ["30%", 0.375], ["50%", 0.5]]
    assert steps[1] == [["10%", 0.45], ["30%", 0.675], ["50%", 0.9]]
    given = app.compose(["schedule=dense", "+schedule.begin_sparsity=${part_of_target:0.25}", "target_sparsity=0.8"])
    assert given.schedule["begin_sparsity"] == 0.2


def test_every_key_is_known_to_the_complaints():
    keys = messages.list_keys()
    assert keys["schedule.rate"] == ["exponential", "lottery"]
    assert {"train.epochs", "baseline.epochs", "target_sparsity", "model.path", "scope.include"} <= set(keys)


def test_trusted_modules_extend_ours():
    app.compose(["model._target_=mine.build", "trusted_modules=[mine]"])
    app.compose(["trusted_modules=[mine]"])
    with pytest.raises(UserError, match="outside the trusted modules"):
        app.compose(["model._target_=mine_too.build", "trusted_modules=[mine]"])
