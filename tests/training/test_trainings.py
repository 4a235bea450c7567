"""Every schedule in a real training on digits: masks as planned at each update, and zeros as planned at the end."""

import pytest

from runner.core import durations
from runner.measuring import flops, measure
from runner.pruning import wrapping
from runner.run import planning
from runner.run.matching import Matched
from runner.training import fit
from tests.composing import compose
from tests.own_models import small
from tests.table import SCHEDULES

REGROWN = "dense_sparse_dense"  # weights that come back without a gradient stay zero


@pytest.mark.parametrize("name", [case.name for case in SCHEDULES])
def test_each_layer_ends_within_one_weight_of_the_plan(name, digits):
    config = compose(["dataset=digits", f"schedule={name}", "train.epochs=1", "train.batch_size=16"])
    clock = durations.Clock.of(len(digits.train), config.train.batch_size, config.train.epochs)
    _, schedule, plan = planning.plan_schedule(config, clock)
    fit.seed_everything(0)
    model = small((8, 8, 1), 10)
    targets = planning.place_layers(config, Matched(model, digits, ()), plan)
    plan = targets.plan
    layers = targets.layers
    wrapped, epochs = wrapping.wrap(model, layers, schedule), []
    fit.fit(
        wrapped, digits, config.train, 0, phase="prune", tell=lambda event: None, on_epoch=epochs.append,
        pruning=plan,
    )  # fmt: skip
    updates = [update for epoch in epochs for update in epoch.updates]
    assert [update.step for update in updates] == [update.step for update in plan.updates]
    total = sum(layer.weights for layer in layers)
    for update, asked in zip(updates, plan.updates, strict=True):
        slack = asked.sparsity if name == REGROWN else len(layers) / total  # ties at zero come back together
        assert abs(update.achieved - asked.sparsity) <= slack + 1e-6
    stripped = wrapping.strip(wrapped)
    weights = wrapping.read_weights(stripped, layers)
    results = measure.measure_layers(weights, weights, layers, flops.count_layer_flops(flops.find_kernels(stripped)))
    for layer, result in zip(layers, results, strict=True):
        assert layer.kept == layer.weights - round(layer.weights * plan.reached)
        if name == REGROWN:
            assert (wrapping.read_masks(wrapped)[layer.name][0] == 0).sum() <= 1
        else:
            assert abs(result.zeros - (layer.weights - layer.kept)) <= 1
