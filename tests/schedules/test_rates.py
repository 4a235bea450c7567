"""The learning rate as a plan: whole sequences by hand, what is refused, and what is told."""

import json

import numpy as np
import pytest

from runner.core.durations import Clock
from runner.core.errors import UserError
from runner.plan import command, view
from runner.report import pictures
from runner.run import planning
from runner.schedules import rate_plan, rates
from runner.sweep import outline
from tests.composing import compose

OWN = "trusted_modules=[tests.own_rates]"
CLOCK = Clock(steps_per_epoch=4, epochs=2)  # 8 steps
COSINE = [0.5 * (1 + np.cos(np.pi * at / 8)) for at in range(8)]
SEQUENCES = {  # of 8 steps, as shares of the base, by hand
    ("learning_rate=step", "learning_rate.boundaries=[25%,1ep,6st]"): [1, 1, 0.1, 0.1, 0.01, 0.01, 0.001, 0.001],
    ("learning_rate=exponential",): [0.1 ** (at / 8) for at in range(8)],
    ("learning_rate=exponential", "learning_rate.decay_steps=1ep", "learning_rate.staircase=true"): [1] * 4 + [0.1] * 4,
    ("learning_rate=cosine",): COSINE,
    ("learning_rate=cosine", "learning_rate.decay_steps=4st", "learning_rate.alpha=0.5"):
        [0.5 + 0.25 * (1 + np.cos(np.pi * at / 4)) for at in range(4)] + [0.5] * 4,
    ("learning_rate=warmup_cosine", "learning_rate.warmup_steps=4"):
        [0.25, 0.5, 0.75, 1, *(0.5 * (1 + np.cos(np.pi * at / 4)) for at in range(4))],
    ("learning_rate._target_=tf_keras.optimizers.schedules.InverseTimeDecay", "+learning_rate.decay_steps=1ep",
     "+learning_rate.decay_rate=1"): [1 / (1 + at / 4) for at in range(8)],
    ("learning_rate._target_=tests.own_rates.OneByOne", OWN): [1, 0.5] * 4,
    ("learning_rate=rewind", "baseline.decay=cosine", "baseline.epochs=4"):
        [0.5 * (1 + np.cos(np.pi * at / 16)) for at in range(8, 16)],
}  # fmt: skip
REFUSED = {
    ("learning_rate=cosine", "learning_rate.decay_steps=4st"):
        "ends at step 4, and training at step 8: .* learning_rate.decay_steps=100%, or learning_rate.alpha above 0",
    ("learning_rate=warmup_cosine", "learning_rate.end_step=1ep"): "Give learning_rate.end_step=100%",
    ("baseline.decay=cosine", "baseline.epochs=1", "learning_rate=rewind"): "last 8 steps .* which has 4: give",
    ("learning_rate=rewind", "baseline.decay=plateau"): "those of baseline.decay=plateau are not",
    ("learning_rate=step", "learning_rate.boundaries=[9st]"): "has the step 9, and the training has 8",
    ("learning_rate=step", "learning_rate.boundaries=[6,3]"): r"boundaries=\[6, 3\] do not rise",
    ("learning_rate=step", "learning_rate.factor=0"): "factor=0 is no number above 0",
    ("learning_rate=plateau", "learning_rate.monitor=train"): "monitor=train is not one of score, loss",
    ("learning_rate=plateau", "learning_rate.patience=0"): "patience=0 is no whole number of epochs, 1 or more",
    ("learning_rate._target_=tests.own_rates.Short", OWN): "Is it shorter than the training?",
    ("learning_rate._target_=tests.own_rates.Negative", OWN): "the rate -1 at step 1 of 8",
    ("learning_rate._target_=tests.own_rates.nothing", OWN): "is no shape of a learning rate",
    ("learning_rate._target_=tf_keras.optimizers.schedules.CosineDecay", "+learning_rate.decay=1",):
        r"learning_rate.decay is no parameter of cosine. Did you mean decay_steps\?",
    ("learning_rate._target_=tf_keras.optimizers.schedules.InverseTimeDecay", "+learning_rate.decay_step=1",):
        r"learning_rate.decay_step is no parameter of InverseTimeDecay. Did you mean decay_steps\?",
    ("learning_rate._target_=tf_keras.optimizers.schedules.CosineDekay",): "cannot be imported",
    ("optimizer._target_=tf_keras.optimizers.Lino",): r"Did you mean Lion\?",
    ("optimizer._target_=tf_keras.optimizers.Lion", "+optimizer.beta=1"): r"of Lion. Did you mean beta_[12]\?",
    ("optimizer=sgd", "optimizer._target_=tf_keras.optimizers.Lion"): "optimizer.momentum is no parameter of Lion",
    ("optimizer.ema_momentum=0.5", "optimizer._target_=tests.own_rates.Fussy", OWN):
        r"optimizer=fussy: Fussy\(ema_momentum=0.5\) is refused: not today",
    ("optimizer._target_=tests.own_rates.OneByOne", OWN): "is no optimizer",
}  # fmt: skip


def plan(*given, epochs=2):
    config = compose(["dataset=digits", f"train.epochs={epochs}", f"baseline.epochs={epochs}", *given])
    return planning.plan_recipes(config, Clock(CLOCK.steps_per_epoch, epochs), 4 * config.train.batch_size)


@pytest.mark.parametrize("given", SEQUENCES, ids=str)
def test_a_shape_gives_the_rates_of_its_formula(given):
    found, _ = plan(*given)
    assert found.table.dtype == np.float32
    np.testing.assert_allclose(found.table, 0.001 * np.array(SEQUENCES[given]), rtol=1e-5)


def test_the_dense_training_has_the_same_shape_over_its_own_steps_and_from_its_own_base():
    found, dense = plan("learning_rate=cosine", "baseline.epochs=4", "baseline.learning_rate=0.1")
    assert (len(found.table), len(dense.table)) == (8, 16)
    assert dense.at(1) == pytest.approx(0.1)
    _, constant = plan("learning_rate=cosine", "baseline.decay=constant")
    assert constant.table is None


def test_a_constant_rate_stays_the_number_that_it_is():
    found, dense = plan()
    assert (found.table, found.base, dense.table) == (None, 0.001, None)
    assert (found.points, found.describe(), found.draw_curve()) == ([], {}, [])
    rewound, _ = plan("learning_rate=rewind", "baseline.learning_rate=0.1")
    assert (rewound.table, rewound.base) == (None, 0.1)


@pytest.mark.parametrize("given", REFUSED, ids=str)
def test_what_has_no_rate_for_each_step_is_refused_with_the_remedy(given):
    with pytest.raises(UserError, match=f"(?s){REFUSED[given]}"):
        plan(*given)


def test_a_plateau_is_a_function_of_the_epochs():
    rule = rates.Plateau(1.0, factor=0.5, patience=2, cooldown=2, min_rate=0.2, min_delta=0.1)
    losses = [3, 2, 1.95, 1.95, 1.95, 1.95, 1.95, 1.95, 1.0, 1.0, 1.0]
    found = [rule.rate_after(losses[:count], lower_is_better=True) for count in range(len(losses) + 1)]
    assert found == [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25]


def test_where_the_rate_is_nearly_zero_while_masks_change_that_is_told():
    def warnings(*given):
        config = compose(["dataset=digits", "train.epochs=10", *given])
        clock = Clock(20, 10)
        _, _, planned = planning.plan_schedule(config, clock)
        found, _ = planning.plan_recipes(config, clock, 20 * config.train.batch_size)
        return planning.mind_rates(config, found, planned)

    assert warnings("learning_rate=cosine") == warnings() == []
    (said,) = warnings("learning_rate=cosine", "schedule.end_step=100%")
    assert "From step 189 of 200 on the learning rate is below 1% of its peak of 0.001, and 4 of 66" in said
    (said,) = warnings("learning_rate=rewind", "baseline.epochs=10")
    assert "replays a constant rate" in said


def test_the_plan_shows_the_rate_under_the_sparsity(capsys, tmp_path):
    config = compose(["dataset=digits", "model=one_hidden", "learning_rate=step", "train.epochs=4"])
    outlines = outline.outline_arms([("learning_rate=step", config)], deep=False)
    view.show(outlines, several=False)
    shown = capsys.readouterr().out.splitlines()
    at = shown.index("learning rate: step, from 0.001 to 1e-05")
    assert shown[at - 1].split()[-1] == shown[at + 7].split()[-1] == "184"  # the same steps
    assert shown[at + 1] == "1e-03 |" + "█" * 30
    assert shown[at + 5] == "2e-04 |" + "█" * 30 + "▄" * 15 + "▁" * 15
    points = json.loads(json.dumps(command.describe_outline(outlines[0])))["learning_rate"]["points"]
    assert [points[0], points[-1]] == [[1, pytest.approx(1e-3)], [184, pytest.approx(1e-5)]]
    (panel,) = pictures.draw_plans(
        [("polynomial", "polynomial 0.8", 184, outlines[0].plan.points)],
        [("polynomial", outlines[0].rates.points)] * 2,
    ).panels
    assert [series.name for series in panel.series] == [
        "polynomial 0.8", "learning rate, as a share of its peak of 0.001",
    ]  # fmt: skip
    assert (max(panel.series[1].y), min(panel.series[1].y)) == (1.0, pytest.approx(0.01))


def test_few_points_have_the_first_and_the_last_step():
    found = rate_plan.Rates(1.0, np.arange(1, 10_001, dtype=np.float32))
    assert (found.points[0], found.points[-1], len(found.points)) == ((1, 1.0), (10_000, 10_000.0), 200)
