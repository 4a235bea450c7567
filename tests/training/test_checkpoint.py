"""A training that is ended and continued ends with the weights of an undisturbed one; no torn file is believed."""

import hashlib
import json
import logging
import multiprocessing
import os

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from runner.core import durations
from runner.core.events import Failed, Finished, Progress
from runner.core.records import Epoch, MaskUpdate
from runner.pruning import wrapping
from runner.run import matching, planning
from runner.training import checkpoint, fit, seeding, trace
from tests.composing import compose
from tests.table import SCHEDULES

pytestmark = pytest.mark.usefixtures("step_by_step")

OWN = "trusted_modules=[tests.own_models]"
NOISY = ("model.name=noisy", "model._target_=tests.own_models.noisy", OWN)
JITTERY = ("model.name=jittery", "model._target_=tests.own_models.jittery", OWN)
NAMES = [case.name for case in SCHEDULES]
QUICK = ("polynomial", "dense_sparse_dense")


@pytest.fixture(scope="module", autouse=True)
def _generators():
    """As in a run's own process."""
    backend = fit.tf_keras.backend.experimental
    before = backend.is_tf_random_generator_enabled()
    seeding.use_generators()
    yield
    if not before:
        backend.disable_tf_random_generator()


class Killed(BaseException):
    pass


def trained(digits, *overrides, folder=None, killed_at=None, seed=0):
    """The state at the end, by bytes, the epochs and the steps that were made; it dies after step ``killed_at``."""
    config = compose(["dataset=digits", "train.epochs=4", "train.batch_size=64", *overrides])
    clock = durations.Clock.of(len(digits.train), config.train.batch_size, config.train.epochs)
    _, schedule, plan = planning.plan_schedule(config, clock)
    fit.tf_keras.backend.clear_session()  # names of layers count from 1, as in a new process
    fit.seed_everything(seed)
    matched, epochs, made = matching.match(config, digits), [], []
    model = matched.model
    targets = planning.place_layers(config, matched, plan)
    plan = targets.plan
    if not config.dense:
        model = wrapping.wrap(model, targets.layers, schedule)

    def tell(event):
        made.append(event.step)
        if event.step == killed_at:
            raise Killed

    fit.fit(
        model, digits, config.train, seed, phase="prune", tell=tell, on_epoch=epochs.append,
        pruning=None if config.dense else plan, checkpoints=folder,
    )  # fmt: skip
    return [variable.numpy().tobytes() for variable in [*model.weights, *model.optimizer.variables]], epochs, made


def check_continued(digits, folder, *overrides, killed_at=55):
    """23 steps an epoch: step 55 is in the middle of the third."""
    state, epochs, _ = trained(digits, *overrides)
    with pytest.raises(Killed):
        trained(digits, *overrides, folder=folder, killed_at=killed_at)
    continued, told, made = trained(digits, *overrides, folder=folder)
    assert made == list(range(47, 93))
    assert told == epochs
    assert continued == state


@pytest.mark.parametrize("name", QUICK)
def test_a_continued_training_ends_with_the_same_weights(name, digits, tmp_path):
    check_continued(digits, tmp_path, f"schedule={name}", *NOISY)


def test_so_it_does_where_only_some_updates_are_looked_at(digits, tmp_path, monkeypatch):
    monkeypatch.setattr(trace, "LOOKS", 7)
    check_continued(digits, tmp_path, "schedule=polynomial", "schedule.frequency=1")


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in NAMES if name not in QUICK])
def test_so_it_does_with_every_schedule(name, digits, tmp_path):
    check_continued(digits, tmp_path, f"schedule={name}", *NOISY)


@pytest.mark.long
@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
def test_so_it_does_with_dropout_in_deep_cnn(optimizer, digits, tmp_path):
    check_continued(digits, tmp_path, "model=deep_cnn", f"train.optimizer={optimizer}")


@pytest.mark.long
@pytest.mark.parametrize("name", ["lenet5", "mobilenet", "resnet20"])
def test_so_it_does_with_other_models(name, digits, tmp_path):
    check_continued(digits, tmp_path, f"model={name}")


@pytest.mark.long
@pytest.mark.parametrize(
    "where", [("scope=erk",), ("pattern=block",), ("schedule=constant", "pattern=m_by_n", "target_sparsity=0.5"),
              ("prune.kernel=stock",)], ids=str,
)  # fmt: skip
def test_so_it_does_with_other_scopes_and_patterns(where, digits, tmp_path):
    check_continued(digits, tmp_path, *where)


def test_so_does_a_training_without_pruning_with_momentum(digits, tmp_path):
    check_continued(digits, tmp_path, "schedule=dense", "train.optimizer=sgd", *NOISY)


def test_so_does_a_model_that_draws_from_a_state_that_cannot_be_set(digits, tmp_path):
    check_continued(digits, tmp_path, *JITTERY)


def test_a_training_that_was_done_is_not_trained_again(digits, tmp_path):
    state, epochs, _ = trained(digits, *NOISY, folder=tmp_path)
    assert trained(digits, *NOISY, folder=tmp_path) == (state, epochs, [])


def test_another_training_does_not_continue_it(digits, tmp_path, caplog):
    trained(digits, *NOISY, folder=tmp_path)
    _, _, made = trained(digits, *NOISY, folder=tmp_path, seed=1)
    assert made == list(range(1, 93))
    assert "another model, data, plan or seed" in caplog.text


def test_the_origin_is_another_with_another_model_version_fact_or_weight():
    def origin(units=4, rate=0.1, version="1", seed=0, weight=0.0):
        layers = fit.tf_keras.layers
        fit.tf_keras.backend.clear_session()
        model = fit.tf_keras.Sequential([layers.Input((3,)), layers.Dense(units), layers.Dropout(rate)])
        variables = [tf.Variable(weight)]
        return tuple(checkpoint.describe_origin(model, variables, {"tensorflow": version}, {"seed": seed}).values())

    others = [{"units": 5}, {"rate": 0.2}, {"version": "2"}, {"seed": 1}, {"weight": 1e-6}]
    assert origin() == origin()
    assert len({origin(), *(origin(**other) for other in others)}) == len(others) + 1


# --- the files ------------------------------------------------------------------------------------


def told(number):
    update = MaskUpdate(number, 0.5, 1 / 3, 0.25, 0.125, {"fc1": 0.5}, {"fc1": 1e-3})
    return Epoch(number, {"val/loss": 0.1 * number}, (update,), (0.1, 1 / 3))


def kept(folder, count, variables):
    """As many checkpoints, the variables holding 10 times the epoch's number at each."""
    keeper = checkpoint.Checkpoints(folder, {"tensorflow": "1"}, variables)
    for number in range(1, count + 1):
        for variable in variables:
            variable.assign(tf.fill(variable.shape, tf.cast(10 * number, variable.dtype)))
        keeper.keep(told(number))
    keeper.wait()


def new_variables():
    return [tf.Variable(tf.zeros((2, 3))), tf.Variable(tf.zeros((), tf.int64)), tf.Variable(tf.zeros(5, tf.bfloat16))]


def restored(folder):
    """(numbers of the epochs, value of the variables)."""
    variables = new_variables()
    epochs = checkpoint.Checkpoints(folder, {"tensorflow": "1"}, variables).restore()
    values = {float(value) for variable in variables for value in np.ravel(variable.numpy())}
    assert len(values) == 1
    return [epoch.number for epoch in epochs], values.pop()


def files(folder):
    return sorted(file.name for file in folder.iterdir())


def test_the_last_two_are_kept_and_the_newest_is_used(tmp_path):
    kept(tmp_path, 11, new_variables())
    assert files(tmp_path) == ["epoch-10.checkpoint", "epoch-11.checkpoint"]
    assert restored(tmp_path) == (list(range(1, 12)), 110)


def test_epochs_come_back_as_they_were(tmp_path):
    kept(tmp_path, 2, new_variables())
    epochs = checkpoint.Checkpoints(tmp_path, {"tensorflow": "1"}, new_variables()).restore()
    assert epochs == [told(1), told(2)]


@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.booleans())
def test_a_torn_checkpoint_is_noticed_and_the_one_before_is_used(where, bit, cut, tmp_path_factory):
    folder = tmp_path_factory.mktemp("torn")
    kept(folder, 3, new_variables())
    newest = folder / "epoch-3.checkpoint"
    content = bytearray(newest.read_bytes())
    at = int(where * len(content))
    content[at] ^= 1 << bit
    newest.write_bytes(content[:at] if cut else content)
    assert restored(folder) == ([1, 2], 20)
    assert files(folder) == ["epoch-2.checkpoint"]


def test_a_torn_one_is_said_in_the_log(tmp_path, caplog):
    kept(tmp_path, 3, new_variables())
    (tmp_path / "epoch-3.checkpoint").write_bytes(b"")
    restored(tmp_path)
    assert [record.levelno for record in caplog.records if "epoch-3.checkpoint" in record.message] == [logging.WARNING]
    assert "it is torn" in caplog.text


def test_without_a_whole_one_the_training_starts_at_its_start(tmp_path):
    kept(tmp_path, 3, new_variables())
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    assert restored(tmp_path) == ([], 0)
    assert restored(tmp_path / "never made") == ([], 0)


def test_a_checkpoint_of_another_version_is_not_used(tmp_path, caplog):
    kept(tmp_path, 3, new_variables())
    assert checkpoint.Checkpoints(tmp_path, {"tensorflow": "2"}, new_variables()).restore() == []
    assert "it was written with another tensorflow" in caplog.text


def rewritten(file, change):
    """As somebody writes it who knows how: the hash is right."""
    header, values = file.read_bytes()[: -checkpoint.DIGEST].split(b"\n", 1)
    content = change(json.loads(header), values)
    if not isinstance(content, bytes):
        content = json.dumps(content).encode() + b"\n" + values
    file.write_bytes(content + hashlib.sha256(content).digest())


@pytest.mark.parametrize(
    "change",
    [
        lambda header, values: [],
        lambda header, values: {**header, "origin": ["tensorflow"]},
        lambda header, values: {**header, "epochs": []},
        lambda header, values: {**header, "epochs": [1]},
        lambda header, values: {**header, "epochs": [{**header["epochs"][0], "metrics": {"loss": "<b>"}}]},
        lambda header, values: {**header, "epochs": [{**header["epochs"][0], "number": None}]},
        lambda header, values: {**header, "epochs": [{**header["epochs"][0], "updates": [{"step": 1}]}]},
        lambda header, values: json.dumps(header).encode() + b"\n" + values[:-1],
        lambda header, values: json.dumps(header).encode() + b"\n" + values + b"0",
        lambda header, values: b"[" * 10**5 + b"\n" + values,
        lambda header, values: b"\xff\n" + values,
        lambda header, values: b"",
    ],
)
def test_a_checkpoint_that_somebody_else_wrote_is_data_and_not_used(tmp_path, caplog, change):
    kept(tmp_path, 3, new_variables())
    rewritten(tmp_path / "epoch-3.checkpoint", change)
    assert restored(tmp_path) == ([1, 2], 20)
    assert "epoch-3.checkpoint is not used" in caplog.text


def test_a_pipe_for_a_checkpoint_is_not_waited_for(tmp_path):
    kept(tmp_path, 3, new_variables())
    (tmp_path / "epoch-3.checkpoint").unlink()
    os.mkfifo(tmp_path / "epoch-3.checkpoint")
    assert restored(tmp_path) == ([1, 2], 20)


def test_a_disk_that_takes_nothing_costs_the_checkpoint_and_not_the_training(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    kept(tmp_path / "file" / "folder", 2, new_variables())
    assert caplog.text.count("cannot be written") == 2


def test_a_missing_file_is_as_if_the_epoch_had_not_been(tmp_path):
    kept(tmp_path, 3, new_variables())
    (tmp_path / "epoch-3.checkpoint").unlink()
    assert restored(tmp_path) == ([1, 2], 20)


def test_what_a_killed_writer_left_is_not_taken_for_a_checkpoint(tmp_path):
    kept(tmp_path, 2, new_variables())
    whole = (tmp_path / "epoch-2.checkpoint").read_bytes()
    (tmp_path / ".epoch-3.checkpoint.17.tmp").write_bytes(whole[: len(whole) // 2])
    assert restored(tmp_path) == ([1, 2], 20)
    assert files(tmp_path) == ["epoch-1.checkpoint", "epoch-2.checkpoint"]


def test_after_a_torn_one_the_epoch_is_kept_again(tmp_path):
    kept(tmp_path, 3, new_variables())
    (tmp_path / "epoch-3.checkpoint").write_bytes(b"torn")
    variables = new_variables()
    keeper = checkpoint.Checkpoints(tmp_path, {"tensorflow": "1"}, variables)
    keeper.restore()
    keeper.keep(Epoch(3, {}))
    keeper.wait()
    assert restored(tmp_path) == ([1, 2, 3], 20)


# --- a run ----------------------------------------------------------------------------------------


def kill_in(phase, folder):
    """Kills the run's process once a checkpoint of that phase is there, beside those that are there now."""
    before = set(folder.glob("*"))

    def listen(event):
        new = {file.parent for file in folder.glob("*/epoch-*")} - before
        if isinstance(event, Progress) and event.phase == phase and new:
            for child in multiprocessing.active_children():
                child.kill()

    return listen


def test_a_run_that_was_killed_goes_on_and_tells_all_its_epochs(train_run, place, client):
    arguments, heard, folder = ("schedule=linear", "train.epochs=25", "force=false"), [], place / "checkpoints"
    before = set(folder.glob("*"))
    _, killed, _ = train_run(*arguments, listen=kill_in("prune", folder))
    assert isinstance(killed, Failed)
    assert len(set(folder.glob("*")) - before) == 1
    _, event, left = train_run(*arguments, listen=heard.append)
    assert isinstance(event, Finished)
    assert "training continues after epoch" in (left / "run.log").read_text()
    assert min(event.step for event in heard if isinstance(event, Progress)) > 46
    assert set(folder.glob("*")) == before

    run_id = event.result.run_id
    assert [entry.step for entry in client.get_metric_history(run_id, "val/accuracy")] == list(range(1, 26))
    updates = json.loads((left / "plan.json").read_text())["updates"]
    achieved = client.get_metric_history(run_id, "prune/achieved")
    assert [entry.step for entry in achieved] == [update["step"] for update in updates]


@pytest.mark.long
@pytest.mark.parametrize("model", ["lenet_300_100", "deep_cnn"])
def test_a_run_that_is_killed_in_each_phase_ends_as_if_it_had_not_been(model, train_run, tmp_path):
    arguments = ("schedule=polynomial", "train.epochs=10", "baseline.epochs=10", f"model={model}")

    def run(listen):
        own = (f"baseline.dir={tmp_path}/dense", f"tracking.uri=sqlite:///{tmp_path}/mlflow.db")
        return train_run(*arguments, *own, "force=false", listen=listen)[1]

    for phase in ("dense", "prune"):
        assert isinstance(run(kill_in(phase, tmp_path / "checkpoints")), Failed)
    heard = []
    continued = run(heard.append)
    first = next(event for event in heard if isinstance(event, Progress))
    assert (first.phase, first.step > 46) == ("prune", True)

    _, undisturbed, _ = train_run(
        *arguments, "train.checkpoint=false", "force=true", f"baseline.dir={tmp_path}/other/dense",
        f"tracking.uri=sqlite:///{tmp_path}/other/mlflow.db",
    )  # fmt: skip
    for tag in ("weights_sha256", "dense_weights_sha256"):
        assert continued.result.tags[tag] == undisturbed.result.tags[tag]
    assert not (tmp_path / "other" / "checkpoints").exists()
