"""A falling sparsity in a real training: tfmot brings pruned weights back, and they train on."""

import numpy as np
import pytest

from runner.core import durations
from runner.core.events import Finished
from runner.models import builders
from runner.pruning import scope, wrapping
from runner.run import planning
from runner.training import fit
from tests.composing import compose

pytestmark = pytest.mark.usefixtures("step_by_step")

LEARNING_RATE = 0.001
DEAD = 0.15  # share of weights that get no gradient: of pixels that are always 0, of units that never fire


@pytest.fixture(scope="module")
def training(digits):
    """The plan, and after each of its updates the masks and the weights of fc1 and fc2; the last entry is the end."""
    config = compose(
        ["dataset=digits", "schedule=dense_sparse_dense", "schedule.frequency=5%", "target_sparsity=0.8",
         "train.epochs=4", f"train.learning_rate={LEARNING_RATE}"]
    )  # fmt: skip
    clock = durations.Clock.of(len(digits.train), config.train.batch_size, config.train.epochs)
    _, schedule, planned = planning.plan_schedule(config, clock)
    fit.seed_everything(0)
    model = builders.build(config.model, digits.shape, digits.task)
    quiet = {"tell": lambda event: None, "on_epoch": lambda epoch: None}
    fit.fit(model, digits, config.baseline, 0, phase="dense", **quiet)
    wrapped = wrapping.wrap(model, scope.select_layers(model, config.scope), schedule)
    seen = {}

    def look(event):
        if event.step in {update.step for update in planned.updates} | {clock.steps}:
            kernels = {layer.layer.name: layer.layer.kernel.numpy() for layer in wrapped.layers[1:]}
            masks = wrapping.read_masks(wrapped)
            seen[event.step] = {name: (masks[name][0] != 0, kernels[name]) for name in ("fc1", "fc2")}

    fit.fit(
        wrapped, digits, config.train, 0, phase="prune", tell=look, on_epoch=quiet["on_epoch"],
        pruning=planned,
    )  # fmt: skip
    return planned, seen


@pytest.fixture(scope="module")
def falling(training):
    """(earlier, later) updates on the way down."""
    planned, _ = training
    pairs = zip(planned.updates, planned.updates[1:], strict=False)
    return [(before, after) for before, after in pairs if after.sparsity < before.sparsity]


@pytest.mark.parametrize("layer", ["fc1", "fc2"])
def test_the_masks_rise_and_fall_as_planned(training, layer):
    planned, seen = training
    for update in planned.updates:
        kept, _ = seen[update.step][layer]
        if update.sparsity > DEAD:
            assert abs((~kept).sum() - update.sparsity * kept.size) <= 1
        else:  # weights that are all zero are tied, and ties are kept
            assert (~kept).mean() <= update.sparsity + 1 / kept.size
    assert planned.peak == pytest.approx(0.8)
    assert seen[planned.updates[-1].step][layer][0].all()


@pytest.mark.parametrize("layer", ["fc1", "fc2"])
def test_pruned_weights_come_back_at_each_update_on_the_way_down(training, falling, layer):
    _, seen = training
    assert len(falling) >= 5
    for before, after in falling:
        earlier, later = seen[before.step][layer][0], seen[after.step][layer][0]
        expected = (before.sparsity - after.sparsity) * earlier.size
        if after.sparsity > DEAD:
            assert (later & ~earlier).sum() >= expected - 1
            assert (earlier & ~later).sum() <= 0.02 * earlier.size  # nearly none goes


@pytest.mark.parametrize("layer", ["fc1", "fc2"])
def test_they_come_back_from_zero_and_train_on(training, falling, layer):
    planned, seen = training
    before, after = falling[1]
    back = seen[after.step][layer][0] & ~seen[before.step][layer][0]
    assert np.abs(seen[after.step][layer][1][back]).max() < 10 * LEARNING_RATE
    end = seen[planned.steps][layer][1][back]
    assert (end != 0).all()
    assert np.abs(end).mean() > 2 * np.abs(seen[after.step][layer][1][back]).mean()


@pytest.mark.parametrize("layer", ["fc1", "fc2"])
def test_at_the_end_only_weights_without_a_gradient_are_zero(training, layer):
    planned, seen = training
    (peak,) = [update for update in planned.updates if update.sparsity == planned.peak]
    pruned = ~seen[peak.step][layer][0]
    kept, end = seen[planned.steps][layer]
    assert kept.all()
    assert (end[pruned] != 0).mean() > 0.75
    assert (end == 0).mean() < DEAD + 0.05


def test_a_run_ends_where_the_schedule_says_and_counts_from_there(train_run):
    config, event, _ = train_run("schedule=dense_sparse_dense", "schedule.initial_sparsity=0.3")
    assert isinstance(event, Finished), event
    assert config.target_sparsity == 0.8
    assert event.result.metrics["final/sparsity_global"] == pytest.approx(0.3, abs=1e-3)
    assert event.result.metrics["final/target_missed_by"] == pytest.approx(0, abs=1e-3)
