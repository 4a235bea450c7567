"""The trace of pruning: what each mask update did, checked by hand, and against what the training really saw."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.core.durations import Clock
from runner.core.records import Epoch, MaskUpdate
from runner.pruning import wrapping
from runner.run import matching, planning
from runner.schedules.plan import Plan, Update
from runner.training import feeds, fit, trace
from runner.training.trace import WINDOW, Effect
from tests.composing import compose

pytestmark = pytest.mark.usefixtures("step_by_step")

NAN = pytest.approx(math.nan, nan_ok=True)


# --- the loss around an update ------------------------------------------------------------------


def test_a_jump_its_height_and_the_steps_until_the_loss_is_back():
    losses = [1.0] * 20 + [3.0] * 10 + [1.0] * 20
    (effect,) = trace.compute_effects([21], [21], losses)
    # The first ten steps in a row with a mean of 1 or less are 31 to 40: 20 steps from step 21 on.
    assert effect == Effect(1.0, 3.0, 20)


def test_a_loss_that_does_not_rise_needs_no_recovery():
    assert trace.compute_effects([11], [11], [2.0] * 10 + [1.5] * 30) == (Effect(2.0, 1.5, 0.0),)


def test_a_loss_that_never_comes_back_has_no_recovery():
    assert trace.compute_effects([11], [11], [1.0] * 10 + [2.0] * 30) == (Effect(1.0, 2.0, NAN),)


def test_the_means_end_at_the_neighbouring_updates_whether_they_are_told_of_or_not():
    losses = [9.0, 9.0, 9.0, 1.0, 2.0, 3.0, 4.0, 9.0, 9.0]
    (effect,) = trace.compute_effects([6], [4, 6, 8], losses)
    assert (effect.before, effect.after) == (1.5, 3.5)


def test_an_update_at_the_first_step_has_nothing_before_it():
    assert trace.compute_effects([1], [1, 3], [5.0, 4.0, 3.0]) == (Effect(NAN, 4.5, NAN),)


def test_recovery_counts_on_past_later_updates():
    losses = [1.0] * 10 + [2.0] * 10 + [3.0] * 10 + [1.0] * 10
    first, second = trace.compute_effects([11, 21], [11, 21], losses)
    assert (first.recovery, second.recovery) == (30, 15)


@given(
    st.lists(st.floats(0, 100), min_size=1, max_size=80),
    st.sets(st.integers(1, 80), min_size=1, max_size=20),
)
def test_a_recovery_ends_where_the_mean_of_the_last_batches_is_first_at_the_level_before(losses, steps):
    updates = sorted(step for step in steps if step <= len(losses)) or [1]
    for step, effect in zip(updates, trace.compute_effects(updates, updates, losses), strict=True):
        if not effect.after > effect.before:
            assert effect.recovery == 0 or math.isnan(effect.before)
            continue
        count = min(WINDOW, len(losses) - step + 1)
        ends = range(step + count - 1, len(losses) + 1)
        back = [end for end in ends if np.mean(losses[end - count : end]) <= effect.before * (1 + 1e-9) + 1e-9]
        if math.isnan(effect.recovery):
            strictly = [end for end in ends if np.mean(losses[end - count : end]) < effect.before * (1 - 1e-9) - 1e-9]
            assert not strictly
        else:
            assert step + effect.recovery - 1 in back


# --- the masks ------------------------------------------------------------------------------------


def test_what_was_pruned_and_what_grew_back_are_told_apart():
    before = {"a": [np.array([True, True, False, False])], "b": [np.array([[True, False]])]}
    after = {"a": [np.array([False, True, True, False])], "b": [np.array([[False, False]])]}
    look = trace.look_at(7, before, after, {"a": 0.1, "b": 0.2})
    update = trace.make_update(look, 0.5, {"a": 4, "b": 2})
    assert update == MaskUpdate(7, 0.5, pytest.approx(4 / 6), 2 / 6, 1 / 6, {"a": 0.5, "b": 1.0}, {"a": 0.1, "b": 0.2})


@pytest.mark.parametrize("count", [0, 1, trace.LOOKS, trace.LOOKS + 1, 5 * trace.LOOKS + 3])
def test_up_to_200_updates_are_seen_evenly_spread_with_the_first_and_the_last(count):
    plan = Plan(tuple(Update(3 * at, 1, at / (count + 1)) for at in range(1, count + 1)), 3 * count + 9, 0.9)
    seen = trace.choose_steps(plan)
    assert len(seen) == min(count, trace.LOOKS)
    assert set(seen.items()) <= {(update.step, update.sparsity) for update in plan.updates}
    if count:
        assert {plan.updates[0].step, plan.updates[-1].step} <= set(seen)
        gaps = np.diff(sorted(seen))
        assert max(gaps, default=0) - min(gaps, default=0) <= 3


# --- of real trainings ----------------------------------------------------------------------------


def traced(digits, *overrides):
    config = compose(["dataset=digits", "schedule=polynomial", "train.epochs=2", "train.batch_size=100", *overrides])
    clock = Clock.of(len(digits.train), config.train.batch_size, config.train.epochs)
    _, schedule, plan = planning.plan_schedule(config, clock)
    fit.seed_everything(0)
    matched, epochs = matching.match(config, digits), []
    targets = planning.place_layers(config, matched, plan)
    plan = targets.plan
    model = wrapping.wrap(matched.model, targets.layers, schedule)
    seen = {}

    def look(event):
        seen[event.step] = wrapping.read_masks(model), wrapping.read_weights(model, ())

    fit.fit(model, digits, config.train, 0, phase="prune", tell=look, on_epoch=epochs.append, pruning=plan)
    return config, clock, plan, model, epochs


def test_the_losses_are_those_of_the_batches(digits):
    """With a learning rate of almost 0 and no pruning to speak of, each batch's loss can be computed anew."""
    config, clock, plan, model, epochs = traced(
        digits, "train.learning_rate=1e-12", "target_sparsity=1e-9", "allow_missed_target=true"
    )
    losses = trace.make_trace(epochs, plan).losses
    assert len(losses) == clock.steps == 2 * 15
    batches = feeds.Arrays(digits.train, config.train.batch_size, 0).make_pipeline(range(2))
    crossentropy = fit.tf_keras.losses.SparseCategoricalCrossentropy()
    expected = [float(crossentropy(y, model(x, training=False))) for x, y in batches]
    assert len(expected[14::15]) == 2  # the last batch of an epoch has 55 examples, not 100
    np.testing.assert_allclose(losses, expected, rtol=1e-4)


def test_a_layers_threshold_is_the_smallest_magnitude_that_is_kept(digits):
    _, _, plan, model, epochs = traced(digits, "schedule.end_step=100%", "target_sparsity=0.6")
    last = trace.make_trace(epochs, plan).updates[-1]
    assert last.step == plan.updates[-1].step == 30
    assert set(last.thresholds) == set(last.sparsities) == {"fc1", "fc2", "fc3"}
    masks = wrapping.read_masks(model)
    assert last.sparsities == {layer: trace.measure_zero_share({layer: mask}) for layer, mask in masks.items()}
    for name, threshold in last.thresholds.items():
        kernel = np.abs(model.get_layer(f"prune_low_magnitude_{name}").layer.kernel.numpy())
        # The last step moved the kept weights a little after the masks were made.
        assert kernel[masks[name][0]].min() == pytest.approx(threshold, abs=2e-3)


def test_the_file_has_a_row_for_each_update_and_the_series_the_same_figures(tmp_path):
    updates = tuple(
        MaskUpdate(step, 0.1 * step, 0.1 * step, 0.1, 0.0, {"a/b": 0.1 * step}, {"a/b": 0.01}) for step in (2, 4, 6)
    )
    plan = Plan(tuple(Update(step, 1, 0.1 * step) for step in (2, 4, 6)), 12, 0.6)
    found = trace.make_trace([Epoch(1, {}, updates, tuple(float(at) for at in range(12)))], plan)
    frame = pd.read_parquet(trace.write_trace(found, 5, tmp_path / "trace.parquet"))
    assert list(frame.columns) == [
        "step", "epoch", "planned", "achieved", "mask_pruned", "mask_regrown", "loss_before", "loss_after",
        "recovery_steps", "sparsity/a/b", "threshold/a/b",
    ]  # fmt: skip
    assert frame["epoch"].tolist() == [1, 1, 2]
    assert frame["recovery_steps"].isna().all()
    assert [(name, step) for name, _, step in trace.list_effects(found)] == [
        (f"prune/loss_{side}", step) for step in (2, 4, 6) for side in ("before", "after")
    ]
    again = trace.write_trace(found, 5, tmp_path / "again.parquet")
    assert again.read_bytes() == (tmp_path / "trace.parquet").read_bytes()
    assert len(list(tmp_path.iterdir())) == 2
