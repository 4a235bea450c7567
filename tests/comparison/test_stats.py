"""The statistics against numpy and scipy, and their invariants."""

import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from runner.comparison import stats

ACCURACY = st.floats(0, 1, allow_nan=False).map(lambda value: round(value, 4))
SAMPLES = st.lists(ACCURACY, min_size=2, max_size=12)


@given(SAMPLES)
def test_summary_is_the_t_interval_of_scipy(values):
    of = stats.summarize_values(values)
    sd = np.std(values, ddof=1)
    assert (of.n, of.mean, of.sd) == (len(values), pytest.approx(np.mean(values)), pytest.approx(sd, abs=1e-12))
    if sd > 1e-9:
        expected = scipy.stats.t.interval(0.95, len(values) - 1, np.mean(values), scipy.stats.sem(values))
        assert (of.low, of.high) == pytest.approx(expected)


def test_one_value_has_a_mean_and_no_spread():
    of = stats.summarize_values([0.9])
    assert of.mean == 0.9
    assert all(math.isnan(value) for value in (of.sd, of.low, of.high))
    assert stats.summarize_values([]).n == 0


@given(SAMPLES, st.randoms())
def test_order_of_the_values_does_not_matter_to_the_last_digit(values, random):
    shuffled = list(values)
    random.shuffle(shuffled)
    assert stats.summarize_values(values) == stats.summarize_values(shuffled)


@given(st.lists(st.tuples(ACCURACY, ACCURACY), min_size=2, max_size=12))
def test_paired_is_the_paired_t_test_of_scipy(pairs):
    ours, theirs = ({seed: pair[at] for seed, pair in enumerate(pairs)} for at in (0, 1))
    of = stats.compare_paired(ours, theirs)
    differences = np.array([a - b for a, b in pairs])
    assert of.mean == pytest.approx(differences.mean(), abs=1e-12)
    if differences.std(ddof=1) > 1e-6:
        assert of.p == pytest.approx(scipy.stats.ttest_rel(*zip(*pairs, strict=True)).pvalue)


def test_only_seeds_that_both_have_are_paired():
    of = stats.compare_paired({0: 0.9, 1: 0.8, 2: 0.7}, {1: 0.7, 2: 0.6, 5: 0.1})
    assert (of.n, of.mean) == (2, pytest.approx(0.1))
    assert stats.compare_paired({0: 0.9}, {1: 0.8}).n == 0


def test_equal_differences_are_no_proof():
    assert math.isnan(stats.compare_paired({0: 0.9, 1: 0.8, 2: 0.7}, {0: 0.8, 1: 0.7, 2: 0.6}).p)
    assert stats.compare_paired({0: 0.9, 1: 0.8}, {0: 0.9, 1: 0.8}).p == 1.0
    assert math.isnan(stats.compare_paired({0: 0.9}, {0: 0.8}).p)


@pytest.mark.parametrize("unit", [1.0, 1e-14, 1e14])
def test_what_is_said_hangs_on_no_unit(unit):
    known = {"one": (0.9, 0.8, 0.72), "other": (0.8, 0.7, 0.6), "same": (0.8 + 0.1, 0.7 + 0.1, 0.62 + 0.1)}
    arms = {name: {seed: unit * value for seed, value in enumerate(values)} for name, values in known.items()}
    of, equal = (stats.compare_paired(arms["one"], arms[each], math.inf) for each in ("other", "same"))
    assert of.p == pytest.approx(stats.compare_paired({0: 0.9, 1: 0.8, 2: 0.72}, {0: 0.8, 1: 0.7, 2: 0.6}).p)
    assert (equal.p, math.isnan(equal.low)) == (1.0, True)
    best = stats.find_best(arms, math.inf)
    assert [name for name, each in best.items() if each.may_be_best] == ["one", "same"]


def test_holm_by_hand():
    # sorted: .01 x 4, .02 x 3, .03 x 2 (at least the one before), .5 x 1
    assert stats.correct_p_values([0.03, 0.01, 0.5, 0.02]) == pytest.approx([0.06, 0.04, 0.5, 0.06])
    assert stats.correct_p_values([0.6, math.nan, 0.9])[:1] == [1.0]
    assert math.isnan(stats.correct_p_values([0.6, math.nan, 0.9])[1])
    assert stats.correct_p_values([0.01, math.nan]) == pytest.approx([0.01, math.nan], nan_ok=True)


@given(st.lists(st.floats(0, 1), max_size=20))
def test_holm_only_raises_and_keeps_the_order(p_values):
    corrected = stats.correct_p_values(p_values)
    assert all(p <= q <= 1 for p, q in zip(p_values, corrected, strict=True))
    order = sorted(range(len(p_values)), key=lambda at: p_values[at])
    assert [corrected[at] for at in order] == sorted(corrected)


POINTS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=15)


@given(POINTS)
def test_on_the_front_is_what_nothing_dominates(points):
    gains, costs = [float(gain) for gain, _ in points], [float(cost) for _, cost in points]
    expected = [not any(g >= gain and c <= cost and (g > gain or c < cost) for g, c in points) for gain, cost in points]
    assert stats.find_pareto_front(gains, costs) == expected


def test_what_is_unknown_is_not_on_the_front():
    assert stats.find_pareto_front([0.9, math.nan, 0.8], [3.0, 1.0, math.nan]) == [True, False, False]


@given(st.lists(st.tuples(st.integers(0, 100), ACCURACY), min_size=2, max_size=10, unique_by=lambda point: point[0]))
def test_area_is_numpys_trapezoid_over_the_width(points):
    xs, ys = zip(*sorted(points), strict=True)
    expected = np.trapezoid(ys, xs) / (xs[-1] - xs[0])
    assert stats.measure_area(points, xs[0], xs[-1]) == pytest.approx(expected)


def test_area_over_a_part_of_the_range_cuts_the_ends():
    points = [(0.5, 1.0), (0.7, 0.8), (0.9, 0.4)]
    # corners at .6 (.9), .7 (.8), .8 (.6): (.1 x .85 + .1 x .7) / .2
    assert stats.measure_area(points, 0.6, 0.8) == pytest.approx(0.775)
    assert stats.measure_area(points, 0.7, 0.7) == 0.8
    assert stats.measure_area([(0.9, 0.4)], 0.9, 0.9) == 0.4


@pytest.mark.parametrize(("low", "high"), [(0.4, 0.8), (0.6, 0.95), (0.8, 0.6), (math.nan, math.nan)])
def test_area_outside_of_the_points_is_unknown(low, high):
    assert math.isnan(stats.measure_area([(0.5, 1.0), (0.9, 0.4)], low, high))
