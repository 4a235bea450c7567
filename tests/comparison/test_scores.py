"""Other scores than accuracy: the lowest error is first wherever something is first, and no two scores are mixed."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.comparison import collapse, compare, stats
from runner.core.score import ACCURACY, LOWER, OF_DIRECTION, SCORES, read_score
from runner.report import tables
from tests.stores import Run, known_runs, source

RMSE = SCORES["rmse"]
VERDICT = ("lossless_to", "lossless_next")
TARGETS, SEEDS = (0.5, 0.9), range(3)
MIRRORED = {"test_low": "test_high", "control_low": "control_high", "to_others_low": "to_others_high",
            "area_low": "area_high"}  # fmt: skip
MIRRORED |= {other: one for one, other in MIRRORED.items()}


def errors(runs):
    """The same runs, judged by an error: what their accuracy lacks, in percent."""
    return [replace(run, score="rmse", accuracy=100 * (1 - run.accuracy)) for run in runs]


def seeds(schedule, target, *values, score="rmse", **more):
    return [Run(schedule, target, seed, value, score=score, **more) for seed, value in enumerate(values)]


def listed(frame, column):
    """The values of a column, None where unknown."""
    return [None if tables.is_unknown(value) else value for value in frame[column]]


# --- the mirror -----------------------------------------------------------------------------------

VALUE = st.integers(-20, 20).map(lambda value: value / 8)
ARMS = st.lists(VALUE, min_size=3 * len(SEEDS) * len(TARGETS), max_size=3 * len(SEEDS) * len(TARGETS))


def judged(name, sign, values, dense, trivial):
    """The comparison of three schedules by a score of the user's own, of which the sign says the direction."""
    params = {OF_DIRECTION: LOWER if sign < 0 else "higher"}
    metrics = {} if trivial is None else {f"test/trivial_{name}": sign * trivial}
    places = [(f"s{at}", target, seed) for at in range(3) for target in TARGETS for seed in SEEDS]
    runs = [Run(*place, sign * value, score=name, params=params, metrics=metrics)
            for place, value in zip([*places, *(("dense", 0.0, seed) for seed in SEEDS)], [*values, *dense],
                                    strict=True)]  # fmt: skip
    return compare.compare(source(runs), margin=0.2)


def rows(comparison, frame, key, name, sign):
    """Rows by key, figures in the unit of the score turned round where less is better."""
    found = {}
    for row in frame.to_dict("records"):
        told = {column.replace(f"_{name}", ""): value for column, value in row.items() if column not in ("score", key)}
        if sign < 0:
            told = {MIRRORED.get(column, column): value for column, value in told.items()}
            unit = ("test_", "val", "trivial", "area", "control_", "to_others_")
            kept = ("_sd", "_n", "_p", "_p_holm")
            told = {column: -value if column.startswith(unit) and not column.endswith(kept) else value
                    for column, value in told.items()}  # fmt: skip
        found[row[key]] = {column: None if value != value else value for column, value in told.items()}
    return found


@given(ARMS, st.lists(VALUE, min_size=len(SEEDS), max_size=len(SEEDS)), st.none() | VALUE)
def test_values_and_direction_turned_round_give_the_same_ranks_sets_fronts_and_verdicts(values, dense, trivial):
    gain, pain = judged("gain", 1, values, dense, trivial), judged("pain", -1, values, dense, trivial)
    for frame, key in (("arms", "label"), ("ranking", "schedule")):
        ours, mirrored = (rows(each, getattr(each, frame), key, name, sign)
                          for each, name, sign in ((gain, "gain", 1), (pain, "pain", -1)))  # fmt: skip
        assert list(ours) == list(mirrored)  # in the same order
        for name, row in ours.items():
            assert row == {column: pytest.approx(value) if isinstance(value, float) else value
                           for column, value in mirrored[name].items()}  # fmt: skip


@given(ARMS)
def test_without_noise_the_lowest_error_is_first_and_the_only_one_on_the_front(values):
    runs = [Run(f"s{at}", 0.5, seed, value + 4, score="mae") for at, value in enumerate(values[:6]) for seed in SEEDS]
    table = compare.compare(source(runs)).arms
    lowest = table["test_mae_mean"].min()
    assert set(table.loc[table["rank"] == 1, "test_mae_mean"]) == {lowest}
    assert set(table.loc[table["on_front_sparsity"], "test_mae_mean"]) == {lowest}


# --- by hand --------------------------------------------------------------------------------------


def test_errors_of_the_known_runs_give_the_ranks_of_their_accuracies():
    by_accuracy, by_error = compare.compare(source(known_runs())), compare.compare(source(errors(known_runs())))
    for column in ("label", "rank", "among_best", "no_rank", "on_front_size", "on_front_sparsity"):
        assert listed(by_error.arms, column) == listed(by_accuracy.arms, column)
    assert list(by_error.ranking["schedule"]) == list(by_accuracy.ranking["schedule"])
    assert by_error.arms.loc[0, "test_rmse_mean"] == pytest.approx(
        100 * (1 - by_accuracy.arms.loc[0, "test_accuracy_mean"])
    )
    assert list(by_error.arms["control_diff"].dropna()) == pytest.approx(
        list(-100 * by_accuracy.arms["control_diff"].dropna())
    )


def test_columns_are_named_by_the_score_and_say_it_where_it_is_not_accuracy():
    named, known = (list(compare.compare(source(runs)).arms) for runs in (errors(known_runs()), known_runs()))
    assert known == list(compare.ARM_COLUMNS)
    assert [name.replace("rmse", "accuracy") for name in named if name != "score"] == known
    assert {"score", "test_rmse_mean", "val_rmse_mean", "trivial_rmse"} <= set(named)


def test_an_error_is_lossless_up_to_a_fraction_of_what_the_control_has():
    noise = (0.01, -0.01, 0.005)
    runs = [
        *seeds("dense", 0.0, 4.0, 4.02, 3.98),
        *(run for schedule, target, value in (("a", 0.5, 4.1), ("a", 0.9, 4.5), ("b", 0.5, 3.0))
          for run in seeds(schedule, target, *(value + more for more in noise))),
    ]  # fmt: skip
    for margin, of_a in ((0.001, (None, "0.5 lost")), (0.05, (0.5, "0.9 lost")), (0.2, (0.9, None))):
        ranking = compare.compare(source(runs), margin=margin).ranking.set_index("schedule")
        assert tuple(listed(ranking, column)[ranking.index.get_loc("a")] for column in VERDICT) == of_a
        assert ranking.loc["b", "lossless_to"] == 0.5  # surely better than the control
        assert set(ranking["margin"]) == {margin}


def test_the_loss_of_an_error_is_how_far_it_rises():
    difference = stats.Difference(3, 0.02, 0.01, 0.03, 0.01)
    assert [stats.judge_loss(difference, 0.05, lower_is_better=lower) for lower in (True, False)] == [
        "within",
        "within",
    ]
    assert [stats.judge_loss(difference, 0.005, lower_is_better=lower) for lower in (True, False)] == ["lost", "within"]


def test_an_interval_ends_where_the_score_does():
    runs = [*seeds("high", 0.5, 30.0, 31.0, 32.0), *seeds("low", 0.5, 0.1, 3.0, 0.2)]
    table = compare.compare(source(runs)).arms.set_index("label")
    assert table["test_rmse_low"].isna().to_dict() == {"high 0.5": False, "low 0.5": True}  # an error is not below 0
    said = compare.compare(source(runs)).caveats
    assert any("interval of the mean RMSE: it would leave the range from 0: low 0.5." in caveat for caveat in said)
    (row,) = compare.compare(source(seeds("a", 0.5, -5.0, -3.0, 0.9, score="r2"))).arms.to_dict("records")
    assert math.isnan(row["test_r2_high"])  # R2 is not above 1


# --- collapse -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "value", "trivial", "collapsed"),
    [
        ("rmse", 2.0, 1.5, True),
        ("rmse", 1.5, 1.5, True),
        ("rmse", 1.4, 1.5, False),
        ("rmse", 1.4e-7, 1.5e-7, False),  # in whatever unit
        ("roc_auc", 0.5, 0.5, True),
        ("roc_auc", 0.6, 0.5, False),
        ("r2", -0.01, 0.0, True),
        ("r2", 0.4, 0.0, False),
    ],
)
def test_no_better_than_the_best_constant_answer_is_collapsed_in_the_scores_direction(score, value, trivial, collapsed):
    metrics = {f"test/{score}": value, f"test/trivial_{score}": trivial}
    why = collapse.find_collapse_on_test(metrics, SCORES[score])
    assert bool(why) == collapsed
    assert not why or f"no better than the best constant answer ({SCORES[score].format_value(trivial)})" in why
    assert collapse.count_collapsed([metrics] * 2, SCORES[score]) == (2 * collapsed, collapsed)


def test_a_collapsed_error_has_no_rank_and_no_place_on_a_front_however_high_it_is():
    metrics = {"test/trivial_rmse": 10.0}
    runs = [*seeds("dense", 0.0, 4.0, 4.1, metrics=metrics), *seeds("dead", 0.9, 12.0, 11.0, metrics=metrics),
            *seeds("alive", 0.5, 6.0, 7.0, metrics=metrics)]  # fmt: skip
    comparison = compare.compare(source(runs))
    table = comparison.arms.set_index("label")
    assert table.loc["dead 0.9", "no_rank"] == "collapsed: no better than the best constant answer"
    assert table["on_front_sparsity"].to_dict() == {"dense": True, "dead 0.9": False, "alive 0.5": True}
    assert any("no better than the best constant answer" in caveat for caveat in comparison.caveats)
    assert not any("most frequent class" in caveat for caveat in comparison.caveats)


def test_unbalanced_data_is_a_matter_of_accuracy_alone_and_names_the_score_that_shows_it():
    facts = {"test/trivial_accuracy": 0.95, "test/trivial_balanced_accuracy": 0.5}
    runs = {
        score: seeds("a", 0.5, 0.97, 0.98, score=score, metrics=facts) for score in ("accuracy", "balanced_accuracy")
    }
    said = {score: "\n".join(compare.compare(source(of)).caveats) for score, of in runs.items()}
    assert (
        "accuracy misleads: it hides what is lost of the others. Let score=balanced_accuracy decide."
        in said["accuracy"]
    )
    assert "unbalanced" not in said["balanced_accuracy"]


# --- several scores -------------------------------------------------------------------------------


def test_runs_of_several_scores_are_never_ranked_together_and_the_table_says_the_score_by_row():
    alone, mixed = (
        compare.compare(source(known_runs())),
        compare.compare(source([*known_runs(), *errors(known_runs())])),
    )
    assert {"score", "test_score_mean", "val_score_mean", "trivial_score"} <= set(mixed.arms)
    for score, sign in (("accuracy", 1), ("rmse", -100)):
        of_score = mixed.arms[mixed.arms["score"] == score]
        for column in ("rank", "among_best", "on_front_size", "no_rank", "n"):
            assert listed(of_score, column) == listed(alone.arms, column), (score, column)
        assert list(of_score["control_diff"].dropna()) == pytest.approx(
            list(sign * alone.arms["control_diff"].dropna())
        )
    assert list(mixed.ranking["score"]) == ["accuracy"] * 2 + ["rmse"] * 2
    assert "polynomial 0.9 rmse" in set(mixed.arms["label"])
    assert mixed.caveats[0].endswith("those of the same: accuracy (higher is better), rmse (lower is better).")


def test_runs_with_one_arm_and_seed_and_two_scores_both_count():
    tags = {"arm": "a1", "signature": "x"}
    runs = [Run("a", 0.5, 0, 0.9, tags=tags), Run("a", 0.5, 0, 2.0, tags=tags, score="rmse")]
    assert list(compare.compare(source(runs)).arms["test_score_mean"]) == [0.9, 2.0]


def test_one_score_with_two_directions_and_one_task_with_two_losses_are_not_ranked():
    for key, values in ((OF_DIRECTION, (LOWER, "higher")), ("task.loss", ("mse", "huber"))):
        runs = [*seeds("a", 0.5, 1.0, score="own", params={key: values[0]}),
                *seeds("b", 0.5, 2.0, score="own", params={key: values[1]})]  # fmt: skip
        comparison = compare.compare(source(runs))
        assert [refusal.split(":")[1].strip() for refusal in comparison.refusals] == [f"{key} differs"]
        assert comparison.ranking.empty


def test_runs_from_before_there_were_tasks_are_compared_with_those_that_say_theirs():
    said = {"score": "accuracy", "task.name": "classification"}
    comparison = compare.compare(source([Run("a", 0.5, 0, 0.9), Run("b", 0.5, 0, 0.8, params=said)]))
    assert (comparison.refusals, comparison.scores) == ([], {"accuracy": ACCURACY})
    assert comparison.arms["rank"].notna().all()


def test_a_run_without_its_score_is_left_out():
    found = compare.compare(source(seeds("a", 0.5, math.nan))).left_out
    assert list(found["reason"]) == ["the metric test/rmse is missing"]


# --- a score ----------------------------------------------------------------------------------------


def test_a_score_is_read_from_the_params_of_a_run():
    assert read_score({}) == read_score({"score": "accuracy"}) == ACCURACY
    assert read_score({"score": "rmse", OF_DIRECTION: "higher"}) == RMSE  # ours are known
    own = read_score({"score": "word_error", OF_DIRECTION: LOWER})
    assert (own.title, own.heading, own.span) == ("word error", "word error, lower is better", math.inf)
    assert not read_score({"score": "word_error"}).lower_is_better


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_better_is_less_of_an_error_and_more_of_a_share(one, other):
    assert RMSE.is_better(one, other) == (one < other)
    assert ACCURACY.is_better(one, other) == (one > other)
    assert not RMSE.is_better(math.nan, one)
    assert not RMSE.is_better(one, math.nan)
