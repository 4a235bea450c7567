"""Weights go back at each level: what is left to its early values, what is pruned stays zero; by either engine."""

import numpy as np
import pytest

from runner.config import signature
from runner.core import durations
from runner.core.errors import UserError
from runner.core.events import Finished
from runner.models import keras_file
from runner.pruning import wrapping
from runner.run import planning
from tests.composing import compose
from tests.training.test_recipes import Killed, Training, _generators, check_rates  # noqa: F401

LEVELS = ("schedule=multi_step", "schedule.steps=[[5st, 0.3], [46st, 0.6], [60st, 0.8]]")  # 46 ends the second epoch
RATE = ("learning_rate=cosine", "optimizer=adam")


@pytest.mark.parametrize(
    "recipe",
    [
        RATE,
        pytest.param(("optimizer=nadam",), marks=pytest.mark.long),
        pytest.param(("optimizer=sgd", "learning_rate=step"), marks=pytest.mark.long),
    ],
    ids=str,
)
def test_weights_go_back_and_masks_stay_by_either_engine_and_after_a_break(recipe, digits, tmp_path):
    given = (*LEVELS, *recipe)
    graph, by_keras = (Training(digits, *given, engine=engine, rewinds=True) for engine in ("graph", "fit"))
    assert not graph.why_not
    assert (graph.state, graph.epochs) == (by_keras.state, by_keras.epochs)
    with pytest.raises(Killed):
        Training(digits, *given, folder=tmp_path, dies=True, rewinds=True)
    continued = Training(digits, *given, folder=tmp_path, rewinds=True)
    assert (continued.state, continued.epochs) == (graph.state, graph.epochs)
    assert graph.state != Training(digits, *given).state
    check_rates(graph)


def test_right_after_a_level_every_weight_is_its_early_value_or_pruned_and_the_optimizer_begins(digits):
    training = Training(digits, *LEVELS, *RATE, "train.epochs=2", rewinds=True)  # the level at 46 is its last step
    masks = dict(wrapping.list_pruned(training.model))
    early = iter(training.early)
    own = [each for each in training.model.weights if each.name.split("/")[-1].split(":")[0] not in
           ("mask", "threshold", "pruning_step")]  # fmt: skip
    for weight in own:
        mask = next((mask for of in masks.values() for each, mask, _ in of if each is weight), 1)
        assert np.array_equal(weight.numpy(), next(early) * np.asarray(mask)), weight.name
    zeros = [1 - np.asarray(mask).mean() for of in masks.values() for _, mask, _ in of]
    assert zeros == pytest.approx([0.6] * len(zeros), abs=0.01)
    assert int(training.model.optimizer.iterations) == 0
    assert int(training.rewinder.offset) == 46


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (["schedule=polynomial", "+schedule.rewind_to=1ep"], "Schedules with levels are logarithmic, lottery"),
        (["schedule=lottery", "schedule.rewind_to=3st"], "give whole epochs of it, from 0ep to 8ep"),
        (["schedule=lottery", "schedule.rewind_to=9ep"], "more than the whole|give whole epochs"),
        (["schedule=lottery", "schedule.rewind_to=soon"], "is not a duration"),
        (["schedule=lottery", "schedule.rewind_to=1ep", "optimizer.use_ema=true"], "optimizer.use_ema exclude"),
        (["schedule=lottery", "schedule.rewind_to=1ep", "baseline.early_stopping=2"], "early_stopping exclude"),
    ],
)
def test_what_cannot_be_rewound_is_refused(given, why):
    with pytest.raises(UserError, match=why):
        config = compose(["dataset=digits", *given])
        _, schedule, _ = planning.plan_schedule(config, durations.Clock.of(1000, 32, 8))
        planning.plan_rewinding(config, schedule, 1000)


def test_it_is_another_run_from_the_same_dense_start_and_without_it_the_same_as_ever():
    def sign(*given):
        config = compose(["dataset=digits", "schedule=lottery", *given])
        return signature.sign_config(config), signature.sign_dense(config, "x", "y", {})

    plain, rewound = sign(), sign("schedule.rewind_to=2ep")
    assert sign("schedule.rewind_to=null") == plain
    assert plain[0] != rewound[0]
    assert plain[1] == rewound[1]


def test_a_run_goes_back_to_what_its_dense_training_was(train_run, place):
    given = ("dataset=digits", "schedule=one_shot", "schedule.begin_step=1ep", "baseline.epochs=2", "train.epochs=2")
    _, end, _ = train_run(*given, "schedule.rewind_to=2ep")
    assert isinstance(end, Finished), end
    (early,) = (place / "dense").glob("*at2-*/dense.keras")
    dense = early.parent.parent / early.parent.name.replace("at2", "") / "dense.keras"
    first, whole = (keras_file.decode(file.read_bytes()).get_weights() for file in (early, dense))
    assert all(np.array_equal(a, b) for a, b in zip(first, whole, strict=True))
