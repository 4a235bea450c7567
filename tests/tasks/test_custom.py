"""A task of the user's own: its loss and figures, how they decide, and what of them is refused."""

import csv

import numpy as np
import pytest

from runner.config import signature
from runner.core.errors import UserError
from runner.core.events import Finished, Refused
from runner.core.score import read_score
from runner.data import datasets
from runner.run import matching
from runner.tasks.choice import make_task
from tests import own_tasks
from tests.composing import compose

LOSS, DOWN = "task.loss._target_=tests.own_tasks.pinball", "task.direction=lower"
COST, GAIN = (f"+task.metrics.{name}._target_=tests.own_tasks.{name}" for name in ("cost", "gain"))
GIVEN = ("dataset=diabetes", "model=mlp", "task=custom", "trusted_modules=[tests]")
OWN = (*GIVEN, LOSS, COST, DOWN)
QUICK = ("train.epochs=2", "baseline.epochs=2", "train.batch_size=16", "schedule.frequency=1", "target_sparsity=0.5",
         "allow_missed_target=true")  # fmt: skip


def matched(*overrides):
    config = compose([*GIVEN, *overrides])
    return matching.match(config, datasets.load(config.dataset, make_task(config.task, config.score)))


def test_the_figures_are_the_users_of_the_model_that_is_shipped_and_nothing_is_called_trivial(train_run):
    import tf_keras

    config, end, where = train_run(*OWN, "+task.metrics.covered._target_=tests.own_tasks.covered", "score=cost", *QUICK)
    assert isinstance(end, Finished), end
    test = datasets.load(config.dataset, make_task(config.task, config.score)).test
    outputs = tf_keras.models.load_model(where / "model.keras", compile=False).predict(test.x, verbose=0)
    found = end.result.metrics
    assert found["test/cost"] == pytest.approx(own_tasks.cost(test.y, outputs), rel=1e-5)
    assert found["test/covered"] == own_tasks.covered(test.y, outputs)
    assert found["test/loss"] == pytest.approx(found["test/cost"], rel=1e-4)  # the very same, by TensorFlow
    assert {"test/cost_tflite", "test/cost_int8", "dense/test_cost"} <= found.keys()
    assert not [name for name in found if "trivial" in name]
    assert not [note for note in end.result.warnings if "collapsed" in note or "constant" in note]
    params = {"score": config.recorded()["score"], "task.direction": config.recorded()["task"]["direction"]}
    assert read_score(params) == end.result.score
    assert end.result.score.lower_is_better


def test_a_run_repeats_to_the_bit_also_by_fit_and_by_a_class(train_run):
    of_class = ("task.loss._target_=tests.own_tasks.Pinball", "+task.loss.share=0.9")
    ways = [("train.engine=graph",), ("train.engine=fit",), of_class]
    ends = [train_run(*OWN, *QUICK, *way)[1] for way in ways]
    assert len({end.result.tags["weights_sha256"] for end in ends}) == 1
    assert len({end.result.tags["signature"] for end in ends}) == 2


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([COST, DOWN], "needs a loss"),
        ([LOSS, DOWN], "needs a figure"),
        ([LOSS, COST], "task.direction is missing"),
        ([LOSS, COST, "task.direction=up"], "task.direction=up is unknown: say higher or lower"),
        ([LOSS, COST, DOWN, "score=rmse"], "score=rmse is no figure of task=custom: choose one of cost"),
        ([LOSS, COST, DOWN, GAIN], "say which decides, score=cost or gain"),
        ([LOSS, COST.replace("cost.", "mae."), DOWN], "the runner itself has a figure of that name"),
        ([LOSS, COST.replace("cost.", "trivial_x."), DOWN], "the runner itself has a figure of that name"),
        ([LOSS, COST.replace("cost.", "My-Cost."), DOWN], "no name of a figure"),
        ([LOSS, "+task.metrics.cost=3", DOWN], "names no function"),
        ([LOSS, COST, DOWN, "task.outputs=0"], "task.outputs=0 is too small"),
        ([LOSS, COST.replace("tests.own_tasks", "os"), DOWN], "outside the trusted modules"),
        (["task.loss._target_=os.system", COST, DOWN], "outside the trusted modules"),
        (["task=regression", "+task.direction=lower"], "task.direction is of task=custom"),
        (["task=regression", "task.loss=hinge"], "task=custom"),
    ],
)
def test_what_is_missing_or_unknown_is_refused_before_anything_is_read(given, why):
    with pytest.raises(UserError, match=why):
        compose([*GIVEN, *given])


@pytest.mark.parametrize(
    ("loss", "metric", "why"),
    [
        ("pinball", "nothing", "gives no finite number for .* examples of val"),
        ("pinball", "of_each", "must return one number"),
        ("pinball", "writes", "raised ValueError: .*read-only"),
        ("pinball", "absent", "cannot be imported"),
        ("of_all", "cost", "one number an example"),
        ("of_nothing", "cost", "nothing could be learnt"),
        ("absent", "cost", "cannot be imported"),
        ("Pinball", "cost", "task.loss raised TypeError: .*share"),
    ],
)
def test_what_cannot_be_measured_or_learnt_is_refused_before_training(loss, metric, why):
    with pytest.raises(UserError, match=why):
        matched(f"task.loss._target_=tests.own_tasks.{loss}", COST.replace("tasks.cost", f"tasks.{metric}"), DOWN)


def test_such_a_run_ends_as_refused_and_another_number_of_outputs_can_be_said(train_run):
    _, end, _ = train_run(*GIVEN, LOSS, "+task.metrics.cost._target_=tests.own_tasks.nothing", DOWN)
    assert isinstance(end, Refused)
    assert matched(LOSS, COST, DOWN, "task.outputs=3").model.output_shape == (None, 3)


@pytest.mark.parametrize(
    ("labels", "why"),
    [(np.array(["a"] * 8), "type"), (np.array([1, np.nan] * 4), "NaN"), (np.zeros(5), "8 examples"),
     (np.array([2**24 + 1] * 8), "no float32"), (np.array([1e300] * 8), "no float32")],
)  # fmt: skip
def test_labels_are_finite_numbers(labels, why):
    task = make_task(compose(OWN).task, "cost")
    with pytest.raises(UserError, match=why):
        task.read_labels("train", np.zeros((8, 2)), labels)
    assert task.read_labels("train", np.zeros((8, 2)), np.arange(8)).shape == (8, 1)


def test_the_code_of_the_users_and_the_score_are_part_of_the_identity(tmp_path, monkeypatch):
    module = tmp_path / "my_task.py"
    monkeypatch.syspath_prepend(tmp_path)
    given = [each.replace("tests.own_tasks", "my_task").replace("[tests]", "[my_task]") for each in OWN]
    more = ["+task.metrics.gain._target_=my_task.gain"]
    signed = []
    for last in ([], [], [*more, "score=cost"], [*more, "score=gain"]):
        module.write_text(f"a = {min(len(signed), 1)}\n")
        config = compose([*given, *last])
        signed.append((signature.sign_config(config), signature.sign_dense(config, "d", "m", {})))
    assert len({run for run, _ in signed}) == len({dense for _, dense in signed}) == 4


def test_a_sweep_is_ranked_in_the_direction_that_is_said(cli, tmp_path):
    done = cli("-m", *GIVEN, LOSS, GAIN, "task.direction=higher", "schedule=constant,polynomial,linear",
               "target_sparsity=0.95", "train.epochs=2", "baseline.epochs=2", "sweep.control=false",
               "hydra.sweep.dir=here", cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    with (tmp_path / "here" / "comparison.csv").open(newline="") as opened:
        arms = [row for row in csv.DictReader(opened) if row["schedule"] != "dense"]
    values = [float(row["test_gain_mean"]) for row in sorted(arms, key=lambda row: int(row["rank"]))]
    assert len(values) == 3
    assert max(values) < 0  # an error with its sign turned: read as one of a lower score, the worst would be first
    assert values == sorted(values, reverse=True)
    page = (tmp_path / "here" / "comparison.html").read_text()
    assert "No trivial answer" in page
