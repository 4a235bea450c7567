"""The recipe of a training: one meaning, in whatever form it is given; and runs of before keep their identity."""

import json
from pathlib import Path

import pytest
import yaml
from omegaconf import OmegaConf

from runner.cli import app
from runner.config import recipe, signature
from runner.config.composition import read_config
from runner.core.errors import UserError
from tests import ROOT
from tests.composing import compose

# Of the run and its dense model, as commit 4a5809b had them, which knew two optimizers and a constant rate.
BEFORE = {
    (): ("d5a9af9d0d494ea5", "73d57118a774a58f"),
    ("train.optimizer=sgd",): ("1d02f5e590e1b3a7", "747971005419884f"),
    ("baseline.optimizer=sgd", "schedule=dense"): ("6a8a263beb2d24b4", "747971005419884f"),
}
FORMS = [  # that mean the same
    (("train.optimizer=sgd",), ("optimizer=sgd",), ("optimizer=sgd", "train.optimizer=sgd")),
    (("baseline.optimizer=sgd",), ("optimizer@baseline.optimizer=sgd",)),
    (("baseline.decay=step",), ("learning_rate@baseline.decay=step",)),
    (("optimizer=adamw",), ("train.optimizer=adamw",), ("optimizer._target_=tf_keras.optimizers.AdamW",
                                                        "optimizer.weight_decay=0.004")),
]  # fmt: skip
DIFFERENT = [
    (), ("optimizer=sgd",), ("optimizer=sgd", "optimizer.nesterov=true"), ("optimizer=adamw",),
    ("optimizer.beta_1=0.8",),
    ("optimizer.use_ema=true",), ("learning_rate=cosine",), ("learning_rate=cosine", "learning_rate.alpha=0.1"),
    ("learning_rate=cosine", "baseline.decay=constant"), ("baseline.decay=cosine",), ("learning_rate=rewind",),
    ("learning_rate=rewind", "baseline.decay=cosine"), ("learning_rate=plateau",), ("baseline.optimizer=sgd",),
    ("optimizer._target_=tf_keras.optimizers.Lion",),
]  # fmt: skip
REFUSED = [
    (["train.optimizer=lion"], "train.optimizer=lion is unknown.\ntrain.optimizer can be adam, adamw, nadam"),
    (["baseline.optimizer=adm"], "Did you mean adam?"),
    (["baseline.decay=cosin"], "Did you mean cosine?"),
    (["train.optimizer=sgd", "optimizer=adamw"], "is another than optimizer=adamw"),
    (["+optimizer.beta1=0.5"], "optimizer.beta1 is no parameter of adam. Did you mean beta_1?"),
    (["+learning_rate.alfa=0.5", "learning_rate=cosine"], "Did you mean alpha?"),
    (["optimizer.beta_1=high"], "is no number"),
    (["optimizer.beta_1=1"], "at least 0 and less than 1"),
    (["optimizer.clipnorm=0"], "above 0"),
    (["optimizer.weight_decay=-1"], "0 or more"),
    (
        ["optimizer.clipnorm=1", "optimizer.clipvalue=1"],
        "optimizer.clipnorm and optimizer.clipvalue exclude each other",
    ),
    (["learning_rate=cosine", "learning_rate.decay_steps=10k"], "decay_steps=10k is not a duration"),
    (["learning_rate=step", "learning_rate.boundaries=[120%]"], "more than the whole training"),
    (["baseline.decay=rewind"], "no training before the dense one"),
    (["optimizer._target_=os.system"], "optimizer._target_=os.system is outside the trusted modules"),
    (["optimizer._target_=tf_keras.optimizers.legacy.Adam"], "outside the trusted modules"),
    (["learning_rate._target_=tf_keras.optimizers.Lion"], "outside the trusted modules"),
    (["model._target_=tf_keras.optimizers.deserialize"], "outside the trusted modules"),
]


def sign(*given):
    config = compose(["dataset=digits", *given])
    return signature.sign_config(config), signature.sign_dense(config, "x", "y", {})


def test_runs_of_before_keep_their_identity_and_say_what_they_said():
    assert {given: sign(*given) for given in BEFORE} == BEFORE
    recorded = compose(["dataset=digits", "train.optimizer=sgd"]).recorded()
    assert not {"optimizer", "learning_rate"} & set(recorded)
    assert recorded["train"]["optimizer"] == recorded["baseline"]["optimizer"] == "sgd"
    assert "decay" not in recorded["baseline"]


@pytest.mark.parametrize("forms", FORMS, ids=str)
def test_what_means_the_same_is_the_same_run(forms):
    assert len({sign(*given) for given in forms}) == 1


def test_what_changes_the_result_is_another_run():
    assert len({sign(*given)[0] for given in DIFFERENT}) == len(DIFFERENT)


def test_a_dense_model_is_its_own_recipe_alone():
    assert sign("learning_rate=rewind", "baseline.decay=cosine")[1] == sign("baseline.decay=cosine")[1]
    assert sign("learning_rate=cosine")[1] == sign("baseline.decay=cosine")[1]
    assert sign("learning_rate=cosine", "baseline.decay=constant")[1] == sign("learning_rate=rewind")[1] == sign()[1]
    assert sign("optimizer=adamw", "baseline.optimizer=adam")[1] == sign()[1]


@pytest.mark.parametrize("given", DIFFERENT, ids=str)
def test_what_is_recorded_is_read_back_as_the_same_run(given):
    config = compose(["dataset=digits", *given])
    tree = json.loads(json.dumps({**config.recorded(), "search": {}, "report": {}}))
    assert read_config(OmegaConf.create(tree)) == config


@pytest.mark.parametrize(
    "file", sorted((ROOT / "tests/version_before").rglob("config.yaml")), ids=lambda file: file.parts[-3]
)
def test_a_config_that_an_earlier_version_recorded_is_read_with_what_it_meant(file):
    tree = yaml.safe_load(Path(file).read_text()) | {"search": {}, "report": {}, "trusted_modules": ["my_schedules"]}
    config = read_config(OmegaConf.create(tree))
    assert config.train.optimizer == config.baseline.optimizer == recipe.read_choice("optimizer", "adam", "")
    assert recipe.is_constant(config.train.decay) and recipe.is_constant(config.baseline.decay)


@pytest.mark.parametrize(("given", "why"), REFUSED, ids=lambda each: " ".join(each) if isinstance(each, list) else "")
def test_what_is_wrong_is_refused_with_the_remedy(given, why):
    found = app.find_refusal(lambda: app.compose(["dataset=digits", *given]))
    assert found and why in found


def test_the_params_of_a_run_of_before_are_completed_by_what_they_meant():
    said = {"train.optimizer": "sgd", "train.learning_rate": "0.1"}
    found = recipe.complete_params(said)
    assert found["optimizer.momentum"] == "0.9"
    assert found["learning_rate.name"] == "constant"
    assert recipe.complete_params({"schedule.name": "dense"}) == {"schedule.name": "dense"}
    assert recipe.complete_params(found) == found


def test_the_classes_of_ours_have_the_parameters_that_the_files_name():
    import inspect

    import tf_keras

    for name in recipe.list_choices("optimizer"):
        choice = recipe.read_choice("optimizer", name, "")
        cls = getattr(tf_keras.optimizers, choice["_target_"].rpartition(".")[2])
        assert set(choice) - {"name", "_target_"} <= set(inspect.signature(cls).parameters)


def test_code_of_a_user_is_part_of_the_identity_of_run_and_dense_model(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    given = ("optimizer._target_=my_optimizers.Mine", "trusted_modules=[my_optimizers]")
    found = []
    for text in ("class Mine: pass\n", "class Mine: pass  # another\n"):
        (tmp_path / "my_optimizers.py").write_text(text)
        found.append(sign(*given))
    assert len({*found[0], *found[1]}) == 4
    with pytest.raises(UserError, match="outside the trusted modules"):
        sign(given[0])
