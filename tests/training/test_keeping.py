"""The weights that a training ends with: of the best epoch that may be kept, by either engine, after a break."""

import numpy as np
import pytest
import tf_keras
from hypothesis import given
from hypothesis import strategies as st

from runner.config import signature
from runner.core.errors import UserError
from runner.core.metric_names import KEPT_EPOCH, SPARSITY_PLANNED
from runner.core.records import Epoch
from runner.core.score import ACCURACY, SCORES
from runner.training import keeping
from tests.composing import compose
from tests.training.test_recipes import Killed, Training, _generators  # noqa: F401

FLAPPING = ("schedule.end_step=1ep", "train.learning_rate=0.3", "train.epochs=3")  # worse after the second epoch


def epoch(number, value, planned=0.5, name="accuracy"):
    return Epoch(number, {f"val/{name}": value, "val/loss": 1 / number, SPARSITY_PLANNED: planned}, (), ())


@given(
    values=st.lists(st.sampled_from((0.1, 0.2, 0.3)), min_size=1, max_size=12),
    score=st.sampled_from((ACCURACY, SCORES["rmse"])),
    patience=st.integers(1, 4),
    broken=st.integers(0, 12),
)
def test_the_first_of_the_best_epochs_is_kept_and_a_training_stops_when_it_gets_no_better(
    values, score, patience, broken
):
    model = tf_keras.Sequential([tf_keras.layers.Dense(1, input_shape=(1,), use_bias=False)])
    keeper = keeping.stop_early(score, patience)
    copies, done = keeper.watch(model), []
    for number, value in enumerate(values, start=1):
        model.set_weights([np.array([[number]], np.float32)])
        done.append(epoch(number, value, name=score.name))
        keeper.look(done[-1])
        if number == broken:  # another process goes on, with what the checkpoint held
            held = [each.numpy() for each in copies]
            keeper = keeping.stop_early(score, patience)
            copies = keeper.watch(model)
            for copy, value_of_it in zip(copies, held, strict=True):
                copy.assign(value_of_it)
            keeper.look_back(done)
        if keeper.stops:
            break
    seen = values[: len(done)]
    best = (min if score.lower_is_better else max)(seen)
    keeper.restore()
    assert keeper.kept.number == seen.index(best) + 1
    assert model.get_weights()[0].item() == keeper.kept.number
    assert keeper.stops == (len(seen) - keeper.kept.number >= patience)
    assert keeper.stops or len(seen) == len(values)


def test_a_denser_epoch_is_never_kept_and_the_figures_on_val_are_those_of_the_one_that_is():
    model = tf_keras.Sequential([tf_keras.layers.Dense(1, input_shape=(1,))])
    keeper = keeping.keep_best_at_target(ACCURACY, 0.8)
    keeper.watch(model)
    for each in (epoch(1, 0.99, 0.5), epoch(2, 0.7, 0.8), epoch(3, 0.9, 0.8), epoch(4, 0.8, 0.8)):
        keeper.look(each)
    assert keeper.kept.number == 3
    assert set(keeper.list_figures()) == {("val/accuracy", 0.9, 4), ("val/loss", 1 / 3, 4), (KEPT_EPOCH, 3.0, 4)}


def test_a_pruning_ends_with_its_best_epoch_by_either_engine_and_after_a_break(digits, tmp_path):
    def keeper():
        return keeping.Keeper(ACCURACY, lambda epoch: epoch.number < 3)  # so that it is another than the last

    ways = [keeper() for _ in range(3)]
    graph, by_keras = (
        Training(digits, *FLAPPING, engine=engine, keeper=way)
        for engine, way in zip(("graph", "fit"), ways, strict=False)
    )
    with pytest.raises(Killed):
        Training(digits, *FLAPPING, folder=tmp_path, dies=True, keeper=keeper())
    continued = Training(digits, *FLAPPING, folder=tmp_path, keeper=ways[2])
    number = ways[0].kept.number
    assert number < 3
    assert [way.kept.number for way in ways] == [number] * 3
    assert graph.epochs == by_keras.epochs == continued.epochs
    kept = graph.by_epoch[number - 1]
    for each in (graph, by_keras, continued):
        assert all(np.array_equal(a, b) for a, b in zip(each.model.get_weights(), kept, strict=True))


@pytest.mark.parametrize("engine", ["graph", "fit"])
def test_a_dense_training_stops_early(engine, digits):
    keeper = keeping.stop_early(ACCURACY, 1)
    training = Training(digits, "schedule=dense", "train.learning_rate=0.3", engine=engine, keeper=keeper)
    assert keeper.stops
    assert len(training.epochs) == keeper.kept.number + 1
    kept = training.by_epoch[keeper.kept.number - 1]
    assert all(np.array_equal(a, b) for a, b in zip(training.model.get_weights(), kept, strict=True))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (["train.keep=best"], "choose one of last, best_at_target"),
        (["baseline.early_stopping=0"], "early_stopping=0 is too small"),
        (["baseline.early_stopping=2", "model=file", "model.path=x"], "baseline.epochs=0 leaves that out"),
        (["baseline.early_stopping=2", "learning_rate=rewind"], "may leave them out"),
        (["train.keep=best_at_target", "optimizer.use_ema=true"], "ends with an average"),
        (["baseline.early_stopping=2", "optimizer=sgd", "optimizer.use_ema=true"], "ends with an average"),
    ],
)
def test_what_cannot_be_kept_is_refused(given, why):
    with pytest.raises(UserError, match=why):
        compose(["dataset=digits", *given])


def test_both_make_another_run_and_one_another_dense_start():
    def sign(*given):
        config = compose(["dataset=digits", *given])
        return signature.sign_config(config), signature.sign_dense(config, "x", "y", {})

    plain, kept, early = sign(), sign("train.keep=best_at_target"), sign("baseline.early_stopping=3")
    assert len({plain[0], kept[0], early[0]}) == 3
    assert plain[1] == kept[1] != early[1]


def test_a_run_says_which_epoch_it_kept_and_its_figure_on_val_is_that_epochs(train_run):
    import mlflow

    _, end, _ = train_run(
        "dataset=digits", "train.keep=best_at_target", "train.learning_rate=0.05", "train.epochs=4",
        "baseline.epochs=4", "baseline.early_stopping=1", "schedule=constant", "schedule.begin_step=1",
    )  # fmt: skip
    client = mlflow.MlflowClient(end.result.tracking_uri)
    run = client.get_run(end.result.run_id)
    number = int(run.data.metrics[KEPT_EPOCH])
    series = sorted((point.step, point.timestamp, point.value)
                    for point in client.get_metric_history(end.result.run_id, "val/accuracy"))  # fmt: skip
    by_epoch = [value for _, _, value in series[:4]]
    assert by_epoch.index(max(by_epoch)) + 1 == number
    assert run.data.metrics["val/accuracy"] == max(by_epoch)
