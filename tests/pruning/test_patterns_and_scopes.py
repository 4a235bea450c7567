"""One table drives the same tests over every scope and pattern; then what each refuses, and what it promises."""

import functools
import json

import numpy as np
import pytest
import tensorflow as tf

from runner.core import durations
from runner.core.errors import UserError
from runner.core.events import Finished, Refused
from runner.measuring import measure
from runner.models import builders
from runner.pruning import scope, sensitivity, targets, wrapping
from runner.run import planning
from runner.schedules import scaled
from runner.schedules.plan import Plan, Update
from runner.training import fit, trace
from tests import own_models
from tests.composing import compose
from tests.pruning.bounds import find_bounds
from tests.table import PATTERNS, SCOPES, XNNPACK

pytestmark = pytest.mark.usefixtures("step_by_step")

CASES = [*SCOPES, *PATTERNS]
SHORT = ("train.epochs=2", "train.batch_size=146", "schedule.frequency=3")  # 20 steps
IDS = [case.name for case in CASES]


class Ready:
    """A case up to its wrapped model, as :mod:`runner.run.setup` and :mod:`runner.run.experiment` get there."""

    def __init__(self, case, dataset):
        config = self.config = compose([*case.arguments, *SHORT])
        clock = durations.Clock.of(len(dataset.train), config.train.batch_size, config.train.epochs)
        _, self.schedule, plan = planning.plan_schedule(config, clock)
        fit.seed_everything(0)
        model = builders.build(config.model, dataset.shape, dataset.task)
        layers = scope.select_layers(model, config.scope)
        chosen = targets.choose_targets(config, layers, plan)
        self.early, self.plan, scan = chosen.layers, chosen.plan, None
        if config.scope.distribution == "sensitivity":
            accuracy = measure.make_score(model, dataset.val, dataset.task)
            scan = sensitivity.scan_layers(wrapping.find_variables(model, layers), config.scope.levels, accuracy)
        chosen = targets.complete_targets(config, chosen, wrapping.read_weights(model, layers), scan)
        self.layers, self.pruned, self.total = chosen.layers, chosen.pruned, chosen.total
        self.warnings = targets.check_targets(config, chosen)
        self.weights = sum(layer.weights for layer in self.pruned)
        self.model = wrapping.wrap(model, self.layers, self.schedule, config.pattern)


@pytest.fixture(scope="module")
def ready(digits):
    return functools.cache(lambda case: Ready(case, digits))


@pytest.fixture(params=CASES, ids=IDS)
def case(request):
    return request.param


def test_the_layers_in_scope_are_pruned(case, ready):
    assert tuple(layer.name for layer in ready(case).pruned) == case.pruned
    assert all(layer.why for layer in ready(case).layers)


def test_the_targets_give_the_sparsity_that_was_asked_for(case, ready):
    this = ready(case)
    asked = case.target if case.asked is None else case.asked
    assert this.total == this.plan.target == pytest.approx(asked)
    mean = sum(layer.target * layer.weights for layer in this.pruned) / this.weights
    reached = 1 - sum(layer.kept for layer in this.pruned) / this.weights
    assert mean == pytest.approx(asked, abs=1.5 * len(this.pruned) / this.weights)
    assert reached == pytest.approx(asked, abs=1e-3)
    assert all(0 <= layer.target < 1 for layer in this.pruned)


def test_what_can_be_known_before_the_dense_model_is_known(case, ready):
    this = ready(case)
    late = this.config.scope.distribution in ("global_magnitude", "sensitivity")
    assert [layer.target is None for layer in this.early if layer.pruned] == [late] * len(this.pruned)


def test_a_wrapped_model_comes_back_from_a_file(case, ready, tmp_path):
    import tf_keras
    from tensorflow_model_optimization.sparsity.keras import prune_scope

    this = ready(case)
    this.model.save(tmp_path / "wrapped.keras")
    with prune_scope():
        again = tf_keras.models.load_model(
            tmp_path / "wrapped.keras", custom_objects={"InProportion": scaled.InProportion}
        )
    for ours, theirs in zip(wrappers(this.model), wrappers(again), strict=True):
        for step in (3, 12):
            assert [float(part) for part in ours.pruning_schedule(step)] == [
                float(part) for part in theirs.pruning_schedule(step)
            ]
        assert (list(ours.block_size), ours.block_pooling_type) == (list(theirs.block_size), theirs.block_pooling_type)
        assert theirs.sparsity_m_by_n is None  # tfmot's get_config drops it, which is why only stripped models are kept


def wrappers(model):
    return [layer for layer in model.layers if type(layer).__name__ == "PruneLowMagnitude"]


@pytest.fixture(scope="module")
def trained(ready, digits):
    """A case after its 20 steps: the masks after each of them, and the stripped model's weights."""

    @functools.cache
    def train_case(case):
        this, masks = ready(case), []
        fit.fit(
            this.model, digits, this.config.train, 0, phase="prune",
            tell=lambda progress: masks.append(wrapping.read_masks(this.model)),
            on_epoch=lambda epoch: None, pruning=this.plan,
        )  # fmt: skip
        return masks, wrapping.read_weights(wrapping.strip(this.model), this.layers)

    return train_case


def test_masks_change_at_the_planned_steps_only_and_as_far_as_planned(case, ready, trained):
    this, (masks, _) = ready(case), trained(case)
    planned = {update.step: update.sparsity for update in this.plan.updates}
    assert len(masks) == 20
    before = {name: [np.ones_like(mask) for mask in group] for name, group in masks[0].items()}
    for step, after in enumerate(masks, start=1):
        changed = any(
            not np.array_equal(a, b) for name in after for a, b in zip(before[name], after[name], strict=True)
        )
        assert not changed or step in planned
        if step in planned:
            edge = 0.01 if "edge" in case.name else 0
            assert trace.measure_zero_share(after) == pytest.approx(
                planned[step], abs=edge + slack(this) * len(this.pruned) / this.weights
            )
        before = after
    assert list(planned) == ([1] if this.config.pattern.m_by_n else [3, 6, 9, 12, 15])


def slack(this):
    """A weight more or less for each layer; a block where blocks are pruned."""
    return float(np.prod(this.config.pattern.block))


def test_the_stripped_model_has_exactly_the_zeros_that_were_foretold(case, ready, trained):
    this, (masks, weights) = ready(case), trained(case)
    for layer in this.pruned:
        kept = zip(masks[-1][layer.name], weights[layer.name], strict=True)
        dead = sum(int(((mask == 1) & (weight == 0)).sum()) for mask, weight in kept)
        assert dead == 0 or this.config.pattern.blocks
        zeros = sum(measure.count_zeros(array) for array in weights[layer.name])
        bounds = [find_bounds(shape, layer.target, this.config.pattern) for shape in layer.shapes]
        least, most = (layer.weights - sum(kept) for kept in zip(*bounds, strict=True))
        assert min(least, most) - 1 <= zeros <= max(least, most) + 1 + dead
        assert min(least, most) <= layer.weights - layer.kept <= max(least, most)


def test_the_zeros_obey_the_pattern(case, ready, trained):
    from tensorflow_model_optimization.python.core.sparsity.keras.pruning_utils import is_pruned_m_by_n

    this, (masks, weights) = ready(case), trained(case)
    pattern = this.config.pattern
    height, width = pattern.block
    for name, group in masks[-1].items():
        for mask, weight in zip(group, weights[name], strict=True):
            assert not weight[mask == 0].any()
            if pattern.m_by_n:
                assert is_pruned_m_by_n(tf.constant(weight), tuple(pattern.m_by_n))
            if pattern.blocks:
                blocks = (
                    mask[top : top + height, left : left + width]
                    for top in range(0, mask.shape[0], height)
                    for left in range(0, mask.shape[1], width)
                )
                assert all(block.min() == block.max() for block in blocks)


# --- what is refused ------------------------------------------------------------------------------

REFUSED = {
    "unknown key": (["pattern.blok=[2,2]"], "pattern.blok is unknown. Did you mean pattern.block?"),
    "unknown pattern": (["pattern=blocks"], "pattern can be block, element, m_by_n"),
    "empty block": (["pattern.block=[0,2]"], "give its rows and columns"),
    "pooling": (["pattern.pooling=foo"], "choose one of AVG, MAX"),
    "more zeros than weights": (["pattern.m_by_n=[4,2]"], "as in [2,4]"),
    "m:n at another sparsity": (["pattern=m_by_n", "schedule=constant"], "Set target_sparsity=0.5"),
    "m:n with a ramp": (["pattern=m_by_n", "target_sparsity=0.5"], "Use schedule=constant"),
    "m:n and block": ([*("pattern=m_by_n", "schedule=constant", "target_sparsity=0.5"), "pattern.block=[2,2]"],
                      "exclude each other"),
    "m:n and erk": (["pattern=m_by_n", "schedule=constant", "target_sparsity=0.5", "scope=erk"],
                    "set scope.distribution=uniform"),
    "m:n on one channel": (["pattern=m_by_n", "schedule=constant", "target_sparsity=0.5", "model=lenet5"],
                           "conv1: its 1 input channels are no more than the 2 weights that 2:4 keeps"),
    "block on convolutions": (["pattern=block", "model=lenet5"], "scope.exclude=[Conv2D]"),
    "a block as wide as the layer": (["pattern=block", "pattern.block=[1,10]"], "scope.exclude=[fc3]"),
    "unknown distribution": (["scope.distribution=erdos"], "choose one of uniform, erk"),
    "target of no layer": (["scope.targets={fc9: 0.5}"], "scope.targets: fc9 matches no layer. Did you mean fc"),
    "target of 1": (["scope.targets={fc1: 1}"], "scope.targets.fc1=1.0 is not a sparsity"),
    "target of a skipped layer": (["scope.targets={fc1: 0.5}", "scope.exclude=[fc1]"], "matches only layers"),
    "targets in proportion to nothing": (["scope.targets={fc1: 0.5}", "target_sparsity=0"], "above 0"),
    "levels that fall": (["scope.levels=[0,0.9,0.5]"], "rise from 0"),
    "inner with nothing inside": (["scope=inner", "model=tfmot_cnn"], "there are no others to prune here: conv, dense"),
    "xnnpack": (["scope=xnnpack", "model=mobilenet"], "PruneForLatencyOnXNNPack refuses the model mobilenet"),
    "erk beyond what there is": (
        ["scope=erk", "target_sparsity=0.9999", "model=tfmot_cnn"], "allow_missed_target=true"),
    "magnitude beyond what there is": (
        ["scope=global_magnitude", "target_sparsity=0.9999", "model=tfmot_cnn"], "allow_missed_target=true"),
}  # fmt: skip


@pytest.mark.parametrize("given", REFUSED)
def test_what_cannot_be_is_refused_before_training_with_the_remedy(given, digits):
    from hydra.errors import HydraException
    from omegaconf.errors import OmegaConfBaseException

    from runner.console import messages

    overrides, message = REFUSED[given]
    with pytest.raises((UserError, HydraException, OmegaConfBaseException)) as refusal:
        prepare(compose(["dataset=digits", *overrides]), digits)
    error = refusal.value
    assert message in (str(error) if isinstance(error, UserError) else messages.explain(error))


def prepare(config, dataset):
    model = builders.build(config.model, dataset.shape, dataset.task)
    return targets.check_targets(config, chosen_for(model, config))


def chosen_for(model, config, peak=None):
    """The targets of a schedule that ends on the global one, after a peak."""
    target = config.target_sparsity
    updates = Update(1, 1, peak or target), Update(2, 1, target)
    layers = scope.select_layers(model, config.scope)
    return targets.choose_targets(config, layers, Plan(updates, 2, target))


def test_a_refusal_is_one_message_and_exit_status_2(cli, tmp_path):
    done = cli("dataset=digits", "pattern=block", "model=lenet5", cwd=tmp_path)
    assert done.returncode == 2
    assert "scope.exclude=[Conv2D]" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "outputs" / "dense").exists()


def test_a_target_out_of_reach_is_a_warning_when_it_is_allowed(digits):
    given = ["scope=erk", "target_sparsity=0.9999", "model=tfmot_cnn", "allow_missed_target=true"]
    config = compose(["dataset=digits", *given])
    assert "the model will end with a sparsity of" in prepare(config, digits)[-1]


def test_a_layer_too_small_for_its_target_is_pointed_out(digits):
    model = own_models.bottleneck(digits.shape, digits.task.outputs)
    config = compose(["dataset=digits", "allow_missed_target=true"])
    chosen = chosen_for(model, config)
    by_name = {layer.name: layer for layer in chosen.layers}
    assert (by_name["tiny"].kept, by_name["tiny"].reaches) == (1, 0.5)
    assert "tiny 0.5 instead of 0.8" in targets.check_targets(config, chosen)[0]


def test_a_schedule_that_overshoots_cannot_take_more_than_all(digits):
    config = compose(["dataset=digits", "target_sparsity=0.5", "scope.targets={fc1: 0.9}"])
    model = builders.build(config.model, digits.shape, digits.task)
    assert targets.check_targets(config, chosen_for(model, config, peak=0.52)) == ()
    with pytest.raises(UserError, match="fc1 would be asked for more weights than it has"):
        targets.check_targets(config, chosen_for(model, config, peak=0.6))


def test_xnnpack_says_what_the_policy_leaves_out():
    config = compose(["dataset=digits", "scope=xnnpack", *XNNPACK])
    why = {layer.name: layer.why for layer in scope.select_layers(own_models.for_xnnpack((8, 8, 1), 10), config.scope)}
    assert why["stem"] == why["out"] == "left out by PruneForLatencyOnXNNPack"
    assert why["pointwise1"] == "in scope"


def test_inner_and_target_0_say_why():
    config = compose(["dataset=digits", "model=lenet5", "scope=inner", "scope.targets={fc1: 0}"])
    why = {layer.name: layer.why for layer in scope.select_layers(builders.lenet5((8, 8, 1), 10), config.scope)}
    assert why == {
        "conv1": "first layer: scope.inner", "conv2": "in scope", "fc1": "target 0", "fc2": "last layer: scope.inner",
    }  # fmt: skip


def test_one_control_serves_every_scope_and_pattern():
    control = compose(["schedule=dense"])
    for overrides in (["scope=erk"], ["pattern=m_by_n"], ["scope.targets={fc1: 0.5}"], ["scope=inner"]):
        assert compose(["schedule=dense", *overrides]) == control


def test_steps_that_change_nothing_make_no_other_arm():
    m_by_n = ["pattern=m_by_n", "schedule=constant", "target_sparsity=0.5"]
    config = compose(m_by_n)
    assert [config.schedule[key] for key in ("begin_step", "end_step", "frequency")] == [1, 1, 1]
    assert compose([*m_by_n, "schedule.begin_step=10%"]) == config


# --- the whole story ------------------------------------------------------------------------------


def test_a_run_decides_its_targets_on_the_dense_model_and_keeps_the_scan(train_run, client):
    config, event, folder = train_run("scope=sensitivity", "target_sparsity=0.9", "tracking.log_model=false")
    result = event.result
    assert abs(result.metrics["final/target_missed_by"]) < 1e-3
    assert len({layer.target for layer in result.layers}) == 3
    scan = json.loads((folder / "plan.json").read_text())["sensitivity"]
    assert list(scan["accuracy"]) == ["fc1", "fc2", "fc3"]
    assert scan["levels"] == config.scope.levels
    assert client.get_run(result.run_id).data.params["scope.distribution"] == "sensitivity"


def test_a_run_with_own_targets_is_judged_by_their_mean(train_run, client):
    _, event, _ = train_run("scope.targets={fc1: 0.5, fc*: 0.8}", "tracking.log_model=false")
    result = event.result
    assert result.target == pytest.approx((19_200 * 0.5 + 31_000 * 0.8) / 50_200)
    assert abs(result.metrics["final/target_missed_by"]) < 1e-3
    assert [round(layer.target, 3) for layer in result.layers] == [0.5, 0.8, 0.8]
    assert client.get_run(result.run_id).data.params["scope.targets"] == "{'fc1': 0.5, 'fc*': 0.8}"


@pytest.mark.long
def test_blocks_pass_the_check_of_fidelity_where_some_pixels_are_always_0(train_run):
    _, event, _ = train_run("pattern=block", "pattern.block=[7,4]", "pattern.pooling=MAX", "tracking.log_model=false")
    assert isinstance(event, Finished)


def test_targets_out_of_reach_that_only_the_dense_model_shows_are_refused_before_pruning(train_run, client):
    _, event, _ = train_run(
        "pattern=block", "pattern.block=[25,10]", "scope.exclude=[fc3]", "scope=global_magnitude", "target_sparsity=0.9"
    )
    assert isinstance(event, Refused)
    assert "instead of 0.9" in event.message
    experiment = client.get_experiment_by_name("pruning").experiment_id
    late = "params.`pattern.name` = 'block' and params.`scope.name` = 'global_magnitude'"
    (run,) = client.search_runs([experiment], late)
    assert run.info.status == "FAILED"
