"""Claims that noise makes true: what a comparison says for sure, against a truth that is known since it is made up.

Accuracies are drawn as in life: a seed shifts all arms alike (they share its dense model), each arm adds noise of its
own, with now and then a run far off, and what is seen is a count over a test set. A claim may be wrong in 5 % of the
cases; each is made at 2.5 %, so the rates below are to be under 0.05 without an allowance for the 1,000
repetitions, whose standard error there is 0.005. The draws have fixed seeds.
"""

import math

import numpy as np
import pytest
import scipy.stats

from runner.comparison import ranking, stats
from runner.config.schema import MARGIN

WRONG = 0.05
SEEDS = (2, 3, 5, 10)
TEST_SET = 2000


def drawn(rng, truths, spreads, seeds, examples=TEST_SET):
    """Accuracies (arms, seeds) of one experiment; ``spreads`` are standard deviations of the arms' own noise."""
    truths, spreads = np.asarray(truths)[:, None], np.asarray(spreads)[:, None]
    tail = rng.standard_t(5, (len(truths), seeds)) / math.sqrt(5 / 3)  # heavier than normal, of variance 1
    chances = truths + rng.normal(0, 0.004, (1, seeds)) + spreads * tail
    return rng.binomial(examples, np.clip(chances, 0, 1)) / examples


def by_seed(accuracies):
    return dict(enumerate(accuracies.tolist()))


def differences(loss, spread, seeds, repetitions=1000, examples=TEST_SET):
    """An arm against a dense control of 0.97, again and again."""
    rng = np.random.default_rng([seeds, round(loss * 1e4), round(spread * 1e4)])
    for _ in range(repetitions):
        dense, arm = drawn(rng, [0.97, 0.97 - loss], [spread / 2, spread], seeds, examples)
        yield arm - dense, stats.compare_paired(by_seed(arm), by_seed(dense))


def todays_lossless(values):
    """What was claimed before: the upper end of the 95 % interval reaches zero. The noisier, the more is lossless."""
    half = scipy.stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / math.sqrt(len(values))
    return values.mean() + half >= 0


@pytest.mark.parametrize("seeds", SEEDS)
@pytest.mark.parametrize("spread", [0.001, 0.005, 0.02])
@pytest.mark.parametrize("loss", [MARGIN, 0.01, 0.03], ids=["at the edge", "a point", "three points"])
def test_surely_within_the_margin_is_wrong_in_at_most_5_of_100(loss, spread, seeds):
    claims = [stats.judge_loss(of, MARGIN) for _, of in differences(loss, spread, seeds)]
    assert claims.count(stats.WITHIN) / len(claims) <= WRONG


@pytest.mark.parametrize("seeds", SEEDS)
@pytest.mark.parametrize("spread", [0.001, 0.005, 0.02])
@pytest.mark.parametrize("loss", [MARGIN, 0.002, 0.0])
def test_surely_lost_is_wrong_in_at_most_5_of_100(loss, spread, seeds):
    claims = [stats.judge_loss(of, MARGIN) for _, of in differences(loss, spread, seeds)]
    assert claims.count(stats.LOST) / len(claims) <= WRONG


@pytest.mark.parametrize("examples", [36, 360], ids=lambda count: f"{count} examples")
@pytest.mark.parametrize("seeds", SEEDS)
def test_few_examples_whose_counts_often_agree_make_no_certainty(examples, seeds):
    claims = [stats.judge_loss(of, MARGIN) for _, of in differences(0.01, 0.001, seeds, examples=examples)]
    assert claims.count(stats.WITHIN) / len(claims) <= WRONG


@pytest.mark.parametrize(("seeds", "least"), [(2, 0.7), (3, 0.4), (5, 0.08)])
def test_todays_lossless_was_wrong_far_more_often(seeds, least):
    """A true loss of one point, with a spread of half a point: 83 % with two seeds, 53 % with three."""
    rng = np.random.default_rng(seeds)
    todays, now = 0, 0
    for _ in range(2000):
        dense = 0.97 + rng.normal(0, 0.004, seeds)
        arm = dense - 0.01 + rng.normal(0, 0.005, seeds)
        todays += todays_lossless(arm - dense)
        now += stats.judge_loss(stats.compare_paired(by_seed(arm), by_seed(dense)), MARGIN) == stats.WITHIN
    assert todays / 2000 > least
    assert now / 2000 <= WRONG


def test_what_keeps_its_accuracy_is_found_to_keep_it():
    """A rule that never claims anything would never be wrong."""
    claims = [stats.judge_loss(of, MARGIN) for _, of in differences(0.0, 0.002, 10)]
    assert claims.count(stats.WITHIN) / len(claims) > 0.5
    claims = [stats.judge_loss(of, MARGIN) for _, of in differences(0.03, 0.002, 5)]
    assert claims.count(stats.LOST) / len(claims) > 0.9


@pytest.mark.parametrize("seeds", SEEDS)
def test_one_target_after_the_other_is_wrong_in_at_most_5_of_100_together(seeds):
    """Four targets are looked at, none corrected for the others: the order is fixed, and the first doubt stops it."""
    targets, losses = (0.5, 0.8, 0.9, 0.95), (0.0, 0.001, MARGIN, 0.006)
    rng, too_far = np.random.default_rng(seeds), 0
    for _ in range(1000):
        dense, *arms = drawn(rng, [0.97, *(0.97 - loss for loss in losses)], [0.001] + [0.002] * 4, seeds)
        rows = []
        for target, arm in zip(targets, arms, strict=True):
            of = stats.compare_paired(by_seed(arm), by_seed(dense))
            rows.append({"target_sparsity": target, "control_n": of.n, "control_diff": of.mean, "control_low": of.low,
                         "control_high": of.high, "control_p": of.p})  # fmt: skip
        reached, _ = ranking.find_lossless(rows, MARGIN)
        too_far += reached >= 0.9
    assert too_far / 1000 <= WRONG


# --- the best ---------------------------------------------------------------------------------------

FIELDS = {  # true accuracies, and the spreads of the arms' own noise
    "two equal": ([0.9, 0.9], [0.005, 0.005]),
    "two equal, one noisy": ([0.9, 0.9], [0.002, 0.03]),
    "equal": ([0.9] * 5, [0.005] * 5),
    "equal, one noisy": ([0.9] * 5, [0.03, 0.002, 0.002, 0.002, 0.002]),
    "one a little better": ([0.902, 0.9, 0.9, 0.9, 0.9], [0.005] * 5),
    "the best is the noisy one": ([0.902, 0.9, 0.899, 0.88, 0.8], [0.04, 0.002, 0.005, 0.01, 0.02]),
    "worse ones are noisy": ([0.9, 0.89, 0.88, 0.85, 0.8], [0.003, 0.01, 0.02, 0.03, 0.05]),
}


@pytest.mark.parametrize("seeds", SEEDS)
@pytest.mark.parametrize("field", FIELDS)
def test_the_set_of_the_best_excludes_the_true_best_in_at_most_5_of_100(field, seeds):
    truths, spreads = FIELDS[field]
    rng = np.random.default_rng([seeds, *map(ord, field)])
    excluded, outside = np.zeros(len(truths)), 0
    to_others = [truth - max(truths[:at] + truths[at + 1 :]) for at, truth in enumerate(truths)]
    for _ in range(1000):
        found = stats.find_best({str(at): by_seed(arm) for at, arm in enumerate(drawn(rng, truths, spreads, seeds))})
        distances = [found[str(at)] for at in range(len(truths))]
        excluded += [not of.may_be_best for of in distances]
        pairs = [(of, truth) for of, truth in zip(distances, to_others, strict=True) if not math.isnan(of.low)]
        outside += any(not of.low - 1e-9 <= truth <= of.high + 1e-9 for of, truth in pairs)
    of_the_best = [rate for rate, truth in zip(excluded / 1000, truths, strict=True) if truth == max(truths)]
    assert max(of_the_best) <= WRONG  # of several that are equally good, whichever one takes for the best
    assert outside / 1000 <= WRONG  # all the limits together


@pytest.mark.parametrize("seeds", SEEDS)
def test_of_two_equal_ones_any_is_left_out_in_at_most_5_of_100(seeds):
    rng, repetitions = np.random.default_rng(seeds), 1000
    some = sum(
        not all(
            of.may_be_best for of in stats.find_best({str(at): by_seed(arm) for at, arm in enumerate(pair)}).values()
        )
        for pair in (drawn(rng, [0.9, 0.9], [0.005, 0.01], seeds) for _ in range(repetitions))
    )
    allowance = 2 * math.sqrt(WRONG * (1 - WRONG) / repetitions)  # two standard errors: at normal noise it is 5 % sharp
    assert some / repetitions <= WRONG + allowance


def test_what_is_clearly_worse_is_left_out():
    rng, left_out = np.random.default_rng(0), np.zeros(4)
    for _ in range(500):
        arms = drawn(rng, [0.9, 0.899, 0.87, 0.85], [0.002, 0.002, 0.004, 0.01], 5)
        left_out += [not of.may_be_best for of in stats.find_best(dict(enumerate(map(by_seed, arms)))).values()]
    assert left_out[2] / 500 > 0.9
    assert left_out[3] / 500 > 0.5


def test_the_best_by_hand():
    """Three of five seeds: each pair at the 1 - 0.025 / 2 quantile of Student's t, two comparisons for each."""
    values = {"a": [0.90, 0.92, 0.91], "b": [0.88, 0.91, 0.90], "c": [0.70, 0.71, 0.73]}
    found = stats.find_best({name: dict(enumerate(of)) for name, of in values.items()})
    quantile = scipy.stats.t.ppf(1 - 0.025 / 2, 2)

    def half(one, other):
        return quantile * scipy.stats.sem(np.subtract(values[one], values[other]))

    assert [name for name, of in found.items() if of.may_be_best] == ["a", "b"]
    ahead = np.mean(values["a"]) - np.mean(values["b"])
    assert found["a"].mean == pytest.approx(ahead)
    assert (found["a"].low, found["a"].high) == pytest.approx((ahead - half("a", "b"), ahead + half("a", "b")))
    behind = np.mean(values["c"]) - np.mean(values["a"])
    low = min(behind - half("c", "a"), np.mean(values["c"]) - np.mean(values["b"]) - half("c", "b"))
    assert (found["c"].mean, found["c"].low, found["c"].high) == pytest.approx((behind, low, 0))


@pytest.mark.parametrize(
    "values",
    [
        {"a": {0: 0.9}, "b": {0: 0.1}},  # one seed
        {"a": {0: 0.9, 1: 0.8}, "b": {2: 0.1, 3: 0.2}},  # none in common
        {"a": {0: 0.9, 1: 0.8, 2: 0.7}, "b": {0: 0.8, 1: 0.7, 2: 0.6}},  # always the same difference
        {"a": {0: 0.9, 1: 0.9}, "b": {0: 0.9, 1: 0.9}},
        {"a": {}, "b": {0: 0.9, 1: 0.8}},
        {"a": {0: 0.9, 1: 0.95}},
    ],
)
def test_what_cannot_be_judged_leaves_nobody_out_and_has_no_limits(values):
    found = stats.find_best(values)
    assert all(of.may_be_best for of in found.values())
    assert all(math.isnan(of.low) and math.isnan(of.high) for of in found.values())


# --- the three outcomes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ([-0.001, -0.002, -0.0015], stats.WITHIN),
        ([0.02, 0.021, 0.025], stats.WITHIN),  # better than dense
        ([-0.03, -0.031, -0.032], stats.LOST),
        ([-0.256, 0.013], stats.UNDECIDED),  # the noisier, the less can be said
        ([-0.03, 0.0, 0.01], stats.UNDECIDED),
        ([0.0], stats.UNDECIDED),  # one seed
        ([0.0, 0.0, 0.0], stats.UNDECIDED),  # a count that happens to be the same is no certainty
        ([-0.02, -0.02, -0.02], stats.UNDECIDED),
        ([], stats.UNDECIDED),
    ],
)
def test_within_lost_and_undecided_are_told_apart(values, verdict):
    dense = dict.fromkeys(range(len(values)), 0.9)
    arm = {seed: 0.9 + value for seed, value in enumerate(values)}
    assert stats.judge_loss(stats.compare_paired(arm, dense), MARGIN) == verdict
