"""FLOPs of the pruning phase, by hand."""

import pytest

from runner.config.schema import ScopeConfig
from runner.core.metric_names import COST_TRAINING_FLOPS, COST_TRAINING_FLOPS_DENSE
from runner.measuring import flops as cost
from runner.measuring import training_flops
from runner.pruning import scope, wrapping
from runner.schedules.plan import Plan, Update
from tests import own_models


def plan(*updates, steps=6):
    return Plan(tuple(Update(step, 1, sparsity) for step, sparsity in updates), steps, 0.5)


def flops(planned, parts, examples=10, batch_size=4):
    found = training_flops.count_training_flops(planned, parts, examples, batch_size)
    return found[COST_TRAINING_FLOPS_DENSE], found[COST_TRAINING_FLOPS]


def test_each_step_costs_three_forward_passes_of_its_batch_at_the_sparsity_in_force():
    """Two epochs of batches of 4, 4 and 2; the mask of step 3 is half zeros, that of step 5 three quarters."""
    planned, forward = plan((3, 0.5), (5, 0.75)), 1000
    by_step = [4, 4, 2 * 0.5, 4 * 0.5, 4 * 0.25, 2 * 0.25]
    assert flops(planned, [(forward, 1.0)]) == (3 * 1000 * 20, 3 * 1000 * sum(by_step))


def test_a_layer_that_is_not_pruned_stays_dense_and_one_with_a_share_follows_it():
    planned = plan((1, 0.5))
    assert flops(planned, [(1000, 0.0), (100, 1.5), (10, 1.0)]) == (
        3 * 1110 * 20,
        3 * 20 * (1000 + 100 * 0.25 + 10 * 0.5),
    )


def test_shares_are_of_the_schedule_whatever_the_plan_adds_up_to():
    found = training_flops.count_training_flops(plan((1, 0.25)), [(1000, 1.0)], 10, 4, share=0.5)
    assert tuple(found.values()) == flops(plan((1, 0.5)), [(1000, 1.0)])


def test_weights_that_come_back_cost_again():
    assert flops(plan((1, 0.5), (4, 0.0)), [(1000, 1.0)])[1] == 3 * 1000 * (10 * 0.5 + 10)


def test_without_pruning_both_are_the_same():
    dense, sparse = flops(plan(), [(1000, 1.0)])
    assert dense == sparse


@pytest.mark.parametrize("batch_size", [1, 3, 10, 32])
def test_every_epoch_sees_each_example_once(batch_size):
    steps = -(-10 // batch_size)
    assert [training_flops.count_examples_seen(steps * epochs, 10, batch_size) for epochs in range(4)] == [
        0,
        10,
        20,
        30,
    ]


def test_kernels_follow_the_share_of_their_layer_and_depthwise_ones_none():
    from dataclasses import replace

    model = own_models.separable((8, 8, 1), 10)
    layers = [replace(layer, share=0.5) for layer in scope.select_layers(model, ScopeConfig(exclude=["out"]))]
    parts = training_flops.follow_kernels(cost.find_kernels(model), layers, wrapping.find_variables(model, layers))
    assert parts == [(2 * 36 * 9, 0.0), (2 * 36 * 4, 0.5), (2 * 144 * 10, 0.0)]
