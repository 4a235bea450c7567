"""What is compared, under which labels, what is refused, and what is said about it."""

import random
from dataclasses import replace

import pandas as pd
import pytest

from runner.comparison import compare
from runner.core.errors import UserError
from runner.core.metric_names import TARGET_MISSED_BY
from runner.core.tags import TAG_DATASET, TAG_DENSE_WEIGHTS
from tests.stores import Run, known_runs, source


def arms(runs, against=None):
    return compare.compare(source(runs), against).arms.set_index("label")


def seeds(schedule, target, *accuracies, **more):
    return [Run(schedule, target, seed, accuracy, **more) for seed, accuracy in enumerate(accuracies)]


DENSE = seeds("dense", 0.0, 0.95, 0.96, 0.94)


def test_rows_are_ordered_by_target_and_there_by_rank():
    labels = list(compare.compare(source(known_runs())).arms["label"])
    assert labels == ["dense", "polynomial 0.5", "constant 0.5", "polynomial 0.8", "constant 0.8",
                      "polynomial 0.9", "constant 0.9"]  # fmt: skip


def test_order_ids_and_times_of_the_runs_change_nothing():
    tables = set()
    for number in range(5):
        runs = known_runs()
        random.Random(number).shuffle(runs)
        comparison = compare.compare(source(runs))
        tables.add((comparison.arms.to_csv(), comparison.ranking.to_csv(), tuple(comparison.caveats)))
    assert len(tables) == 1


def test_the_table_of_arms_has_no_ids_and_times_and_the_table_of_runs_marks_them():
    comparison = compare.compare(source(known_runs()))
    assert list(comparison.arms) == list(compare.ARM_COLUMNS)
    assert not [name for name in comparison.arms if "time" in name or "run" in name]
    varying = {name for name in comparison.runs if name.startswith("time_")} | {"run_id"}
    assert varying == {"time_started_ms", "time_ended_ms", "time_train_s", "run_id"}


def test_latencies_stand_with_the_times_in_the_table_of_runs_only():
    metrics = {"latency/pruned_ms": 0.25, "latency/speedup": 1.5, "size/tflite_sparse": 9.0}
    comparison = compare.compare(source([*DENSE, *seeds("constant", 0.5, 0.9, metrics=metrics)]))
    last = comparison.runs.set_index("schedule").loc["constant"]
    assert (last["time_latency_pruned_ms"], last["time_latency_speedup"]) == (0.25, 1.5)
    assert [name for name in comparison.runs if "latency" in name and not name.startswith("time_")] == []
    assert not [name for name in comparison.arms if "latency" in name]


# --- labels ---------------------------------------------------------------------------------------


def test_arms_that_share_a_label_show_the_params_that_differ():
    runs = [
        *seeds("polynomial", 0.9, 0.9, params={"schedule.initial_sparsity": 0.0, "schedule.power": 3}),
        *seeds("polynomial", 0.9, 0.8, params={"schedule.initial_sparsity": 0.25, "schedule.power": 3}),
        *seeds("constant", 0.9, 0.7),
    ]
    table = arms(runs)
    assert set(table.index) == {
        "polynomial 0.9 (initial_sparsity=0.0)", "polynomial 0.9 (initial_sparsity=0.25)", "constant 0.9",
    }  # fmt: skip
    assert set(table["line"]) == {"polynomial (initial_sparsity=0.0)", "polynomial (initial_sparsity=0.25)", "constant"}


def test_the_target_written_into_the_schedule_is_not_a_difference():
    table = arms([*seeds("constant", 0.5, 0.9), *seeds("constant", 0.9, 0.8)])
    assert list(table.index) == ["constant 0.5", "constant 0.9"]
    assert set(table["line"]) == {"constant"}


def test_a_named_group_is_shown_by_its_name_alone():
    inner = {"scope.name": "inner", "scope.include": "['fc2']"}
    table = arms([*seeds("constant", 0.5, 0.9), *seeds("constant", 0.5, 0.8, params=inner)])
    assert list(table.index) == ["constant 0.5 (scope.name=all)", "constant 0.5 (scope.name=inner)"]


def test_several_models_and_datasets_stand_in_the_label():
    table = arms([*seeds("constant", 0.5, 0.9), *seeds("constant", 0.5, 0.8, model="big", dataset="mnist")])
    assert list(table.index) == ["constant 0.5 big mnist", "constant 0.5 lenet digits"]


def test_arms_that_no_param_tells_apart_are_told_apart_by_their_hash():
    runs = [Run("constant", 0.5, 0, 0.9, tags={"arm": "aaaa1111"}), Run("constant", 0.5, 0, 0.8, tags={"arm": "b2"})]
    assert list(arms(runs).index) == ["constant 0.5 [arm aaaa1111]", "constant 0.5 [arm b2]"]


def test_what_does_not_change_the_result_makes_no_new_arm():
    elsewhere = {"train.threads": 2, "baseline.dir": "/elsewhere", "tracking.experiment": "other"}
    table = arms([Run("constant", 0.5, 0, 0.9), Run("constant", 0.5, 1, 0.8, params=elsewhere)])
    assert list(table["n"]) == [2]
    assert table["rank"].notna().all()


# --- which runs -----------------------------------------------------------------------------------


def test_runs_that_are_not_finished_are_left_out_with_their_status_and_reason():
    comparison = compare.compare(source(known_runs()))
    assert comparison.left_out[["name", "status", "reason"]].to_numpy().tolist() == [
        ["linear-0.5-lenet-digits-s0", "FAILED", "non_finite"],
        ["linear-0.5-lenet-digits-s1", "RUNNING", "not ended"],
    ]
    assert "Runs left out: 1 FAILED, 1 RUNNING." in comparison.caveats


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"metrics": {"test/accuracy": float("nan")}}, "the metric test/accuracy is missing"),
        ({"params": {"seed": "one"}}, "the params seed and target_sparsity are not numbers"),
    ],
)
def test_a_finished_run_without_its_figures_is_left_out(changes, reason):
    comparison = compare.compare(source([Run("constant", 0.5, 0, 0.9), Run("constant", 0.5, 1, 0.9, **changes)]))
    assert list(comparison.left_out["reason"]) == [reason]
    assert list(comparison.arms["n"]) == [1]


def test_of_a_repeated_run_the_latest_counts():
    comparison = compare.compare(source([*DENSE, Run("constant", 0.5, 0, 0.1), Run("constant", 0.5, 0, 0.9)]))
    assert comparison.arms.set_index("label").loc["constant 0.5", "test_accuracy_mean"] == 0.9
    assert "constant-0.5-lenet-digits-s0 is there 2 times; the latest counts." in comparison.caveats


def test_a_failed_run_that_was_done_again_is_said_to_be():
    failed = Run("constant", 0.5, 0, 0.0, status="FAILED")
    comparison = compare.compare(source([failed, Run("constant", 0.5, 0, 0.9)]))
    assert list(comparison.left_out["reason"]) == ["non_finite; done again since"]
    assert "Runs left out, but done again since: 1 FAILED." in comparison.caveats


def test_nothing_finished_gives_empty_tables():
    comparison = compare.compare(source([Run("constant", 0.5, 0, 0.0, status="KILLED")]))
    assert comparison.arms.empty
    assert comparison.ranking.empty
    assert list(comparison.arms) == list(compare.ARM_COLUMNS)
    assert len(comparison.left_out) == 1


# --- fairness -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"params": {"train.epochs": 16}}, "train.epochs differs: 16 (constant-0.5-lenet-digits-s0); 8 (dense-0-"),
        ({"params": {"train.batch_size": 64}}, "train.batch_size differs: 32 (dense-0-lenet-digits-s0"),
        ({"params": {"train.learning_rate": 0.01}}, "train.learning_rate differs"),
        ({"params": {"learning_rate.name": "cosine"}}, "learning_rate.name differs"),
        ({"params": {"optimizer.name": "adam", "optimizer.beta_1": 0.8}}, "optimizer.beta_1 differs"),
        ({"params": {"baseline.epochs": 1}}, "baseline.epochs differs"),
        ({"params": {"dataset.split_seed": 1}}, "dataset.split_seed differs"),
        ({"tags": {TAG_DATASET: "other"}}, "the data (dataset_sha256) differs: other (constant-0.5-lenet-digits-s0)"),
        ({"tags": {TAG_DENSE_WEIGHTS: "x"}}, "the dense starting point of seed 0 (dense_weights_sha256) differs"),
    ],
)
def test_what_was_not_given_the_same_chance_is_listed_and_not_ranked(change, text):
    comparison = compare.compare(source([*DENSE, Run("constant", 0.5, 0, 0.9, **change), Run("linear", 0.5, 1, 0.8)]))
    assert any(text in refusal for refusal in comparison.refusals), comparison.refusals
    assert set(comparison.arms["label"]) == {"dense", "constant 0.5", "linear 0.5"}
    unknown = ["rank", "control_diff", "control_p", "on_front_size", "on_front_sparsity"]
    assert comparison.arms[unknown].isna().all(axis=None)
    assert comparison.ranking.empty


def test_another_model_is_ranked_by_itself_and_a_refusal_stays_with_its_own():
    unfair = seeds("constant", 0.5, 0.7, model="big", params={"train.epochs": 1})
    runs = [*DENSE, *seeds("constant", 0.5, 0.9), *unfair, *seeds("polynomial", 0.5, 0.8, model="big")]
    comparison = compare.compare(source(runs))
    ranks = comparison.arms.set_index("label")["rank"]
    assert ranks["constant 0.5 lenet digits"] == 1
    assert ranks[["constant 0.5 big digits", "polynomial 0.5 big digits"]].isna().all()
    assert comparison.refusals == [
        "big on digits: train.epochs differs: 1 (constant-0.5-big-digits-s0); 8 (polynomial-0.5-big-digits-s0)"
    ]
    assert list(comparison.ranking["model"]) == ["lenet"]


def test_other_libraries_are_a_caveat():
    runs = [
        Run("constant", 0.5, 0, 0.9, tags={"tensorflow": "2.19"}),
        Run("linear", 0.5, 0, 0.9, tags={"tensorflow": "2.21"}),
    ]
    comparison = compare.compare(source(runs))
    assert any("the version of tensorflow differs: 2.19 (constant" in caveat for caveat in comparison.caveats)
    assert not comparison.refusals


def test_machines_that_calculate_otherwise_are_a_caveat():
    runs = [Run(name, 0.5, 0, 0.9, tags={"arithmetic": name[:3]}) for name in ("constant", "linear")]
    told = "what their machines calculate (arithmetic) differs: con (constant"
    assert any(told in caveat for caveat in compare.compare(source(runs)).caveats)


# --- figures --------------------------------------------------------------------------------------


def test_equal_means_share_a_rank():
    table = arms([*seeds("a", 0.5, 0.9, 0.8), *seeds("b", 0.5, 0.8, 0.9), *seeds("c", 0.5, 0.7, 0.7)])
    assert list(table["rank"]) == [1, 1, 3]


def test_a_schedule_that_ends_elsewhere_on_purpose_is_shown_and_not_ranked():
    """dense_sparse_dense has its peak at the target and ends dense: to rank it by the target would be unfair."""
    back = [
        replace(run, achieved=0.08, metrics={TARGET_MISSED_BY: -0.08})
        for target in (0.5, 0.9)
        for run in seeds("dense_sparse_dense", target, 0.99, 0.99, 0.99)
    ]
    pruned = [run for target in (0.5, 0.9) for run in seeds("constant", target, 0.9, 0.9, 0.9)]
    comparison = compare.compare(source([*DENSE, *back, *pruned]))
    table = comparison.arms.set_index("label")
    assert table.loc[["dense_sparse_dense 0.5", "dense_sparse_dense 0.9"], "rank"].isna().all()
    assert table.loc["constant 0.9", "rank"] == 1
    assert table.loc["dense_sparse_dense 0.9", "target_missed_by"] == pytest.approx(-0.08)
    assert list(comparison.ranking["schedule"]) == ["constant"]
    assert not comparison.ranking["area"].isna().any()
    assert any(text.startswith("Not ranked") and "dense_sparse_dense" in text for text in comparison.caveats)


def listed(target, *shares):
    steps = [[when, round(share * target, 6)] for when, share in zip(("10%", "50%"), shares, strict=True)]
    return seeds("multi_step", target, 0.9, params={"schedule.steps": steps})


def test_a_list_of_steps_that_follows_the_target_is_the_same_at_all_operating_points():
    text = "multi_step does not have the same params at all its operating points: schedule.steps."
    assert text not in compare.compare(source(listed(0.5, 0.75, 1) + listed(0.9, 0.75, 1))).caveats
    assert text in compare.compare(source(listed(0.5, 0.75, 1) + listed(0.9, 0.5, 1))).caveats


def test_the_control_has_no_rank_and_is_not_compared_with_itself():
    dense = arms([*DENSE, *seeds("constant", 0.5, 0.9, 0.9, 0.9)]).loc["dense"]
    assert dense[["rank", "control_diff", "control_n"]].isna().all()
    assert dense["on_front_size"]


def test_against_an_arm_all_others_are_compared_with_it():
    table = arms(known_runs(), against="constant 0.8")
    assert table.loc["polynomial 0.8", "reference_diff"] == pytest.approx((0.020 + 0.008 + 0.018) / 3)
    assert table["reference_diff"].isna().sum() == 1


def test_against_an_unknown_arm_names_the_arms():
    with pytest.raises(UserError, match=r"'constant \.8'.*Did you mean 'constant 0.8'\?\nThe arms are: .*dense"):
        compare.compare(source(known_runs()), "constant .8")


def test_schedules_are_ranked_over_the_range_that_all_cover():
    runs = [*seeds("wide", 0.5, 0.9), *seeds("wide", 0.9, 0.5), *seeds("narrow", 0.6, 0.9), *seeds("narrow", 0.8, 0.7)]
    ranking = compare.compare(source(runs)).ranking.set_index("schedule")
    assert list(ranking["sparsity_from"]) == [0.6, 0.6]
    assert ranking.loc["narrow", "area"] == pytest.approx(0.8)
    assert ranking.loc["wide", "area"] == pytest.approx(0.7)
    assert list(ranking["rank"]) == [1, 2]


def test_schedules_without_a_common_range_have_no_area():
    comparison = compare.compare(source([*seeds("a", 0.5, 0.9), *seeds("b", 0.9, 0.8)]))
    assert comparison.ranking["area"].isna().all()
    assert comparison.ranking["rank"].isna().all()
    assert any("no range of sparsity in common" in caveat and "a, b" in caveat for caveat in comparison.caveats)


def test_an_arm_that_misses_its_target_has_no_rank_there_and_neither_has_its_schedule():
    """What reached 0.7 in place of 0.9 is not the best at 0.9, however accurate; nor is its schedule."""
    missed = seeds("a", 0.9, 0.99, 0.98, achieved=0.7)
    runs = [*seeds("a", 0.5, 0.9, 0.91), *missed, *seeds("b", 0.5, 0.89, 0.9), *seeds("b", 0.9, 0.5, 0.51)]
    comparison = compare.compare(source(runs))
    table, ranking = comparison.arms.set_index("label"), comparison.ranking.set_index("schedule")
    assert table.loc["a 0.9", ["rank", "among_best"]].isna().all()
    assert table.loc["a 0.9", "no_rank"] == "missed: it ended elsewhere than at its target"
    assert table.loc[["a 0.5", "b 0.5", "b 0.9"], "rank"].tolist() == [1, 2, 1]
    assert ranking.loc["a", ["rank", "among_best", "area"]].isna().all()
    assert ranking.loc["a", "no_rank"].startswith("0.9 missed")
    assert (ranking.loc["b", "rank"], ranking.loc["b", "sparsity_to"]) == (1, 0.9)
    (said,) = [caveat for caveat in comparison.caveats if "Targets missed" in caveat]
    assert "a 0.9 reached 0.7. They have no rank, nor have their schedules." in said


def test_one_seed_that_misses_is_enough_and_a_miss_that_others_make_up_for_is_no_hit():
    up, down = (seeds("a", 0.9, 0.9, achieved=0.9 + by)[0] for by in (0.01, -0.01))
    comparison = compare.compare(source([up, replace(down, seed=1), *seeds("b", 0.9, 0.8, 0.81)]))
    table = comparison.arms.set_index("label")
    assert table.loc["a 0.9", "target_missed_by"] == pytest.approx(0)
    assert table["rank"].isna().to_dict() == {"a 0.9": True, "b 0.9": False}
    assert any("a 0.9 reached 0.9." in caveat for caveat in comparison.caveats)


def test_within_the_rounding_of_a_target_it_counts_as_hit():
    assert arms(seeds("a", 0.9, 0.9, achieved=0.8995)).loc["a 0.9", "rank"] == 1


def test_layers_stand_in_their_natural_order():
    run = Run("a", 0.5, 0, 0.9, metrics={"final/sparsity_layer/fc10": 0.25})
    layers = compare.compare(source([run])).layers
    assert list(layers.columns) == ["fc1", "fc2", "fc3", "fc10"]
    assert list(layers.loc["a 0.5"]) == [0.5, 0.5, 0.5, 0.25]


def test_a_store_without_sizes_still_gives_accuracies():
    bare = [replace(run, metrics={name: run.metrics[name] for name in ("test/accuracy", "final/sparsity_global")})
            for run in source(seeds("a", 0.5, 0.9, 0.8)).runs]  # fmt: skip
    row = compare.compare(replace(source([]), runs=bare)).arms.iloc[0]
    assert row["test_accuracy_mean"] == pytest.approx(0.85)
    assert row[["size_keras", "compression_int8_gzip"]].isna().all()
    assert not row["on_front_size"]


# --- models that do nothing -----------------------------------------------------------------------


def facts(trivial=0.1, predicted=10, classes=10, **more):
    return {"test/trivial_accuracy": trivial, "test/classes_predicted": predicted, "test/classes": classes,
            "test/examples": 1000, **more}  # fmt: skip


def test_what_always_says_the_most_frequent_class_is_marked_and_has_no_rank():
    """On data of which 95 % are one class it looks best, and is the smallest, too."""
    dead = seeds("a", 0.5, 0.95, 0.95, achieved=0.5, metrics=facts(0.95, predicted=1, classes=2))
    alive = seeds("b", 0.5, 0.94, 0.97, metrics=facts(0.95, predicted=2, classes=2))
    comparison = compare.compare(source([*DENSE, *dead, *alive]))
    table, ranking = comparison.arms.set_index("label"), comparison.ranking.set_index("schedule")
    assert table.loc["a 0.5", ["rank", "among_best"]].isna().all()
    assert table.loc["a 0.5", "no_rank"] == "collapsed: no better than the most frequent class"
    assert not table.loc["a 0.5", ["on_front_size", "on_front_sparsity"]].any()
    assert (table.loc["a 0.5", "collapsed_seeds"], table.loc["a 0.5", "trivial_accuracy"]) == (2, 0.95)
    assert ranking.loc["a", ["rank", "lossless_to"]].isna().all()
    assert ranking.loc["a", "lossless_next"] == "0.5 collapsed"
    said = "\n".join(comparison.caveats)
    assert "Collapsed, so without a rank" in said
    assert "a 0.5 (2 of 2 seeds)" in said
    assert "always the most frequent class is right in 95.00% of test, so accuracy misleads" in said


@pytest.mark.parametrize(
    ("collapsed", "ranked"),
    [(1, True), (2, False), (3, False)],
    ids=["one of three seeds", "two", "all"],
)
def test_half_of_the_seeds_make_an_arm_collapsed_and_one_of_more_is_told(collapsed, ranked):
    runs = [Run("a", 0.5, seed, 0.1 if seed < collapsed else 0.9 + seed / 100, metrics=facts()) for seed in range(3)]
    comparison = compare.compare(source(runs))
    row = comparison.arms.set_index("label").loc["a 0.5"]
    assert (row["collapsed_seeds"], row["no_rank"] != row["no_rank"]) == (collapsed, ranked)
    assert any(f"a 0.5 ({collapsed} of 3 seeds)" in caveat for caveat in comparison.caveats)


def test_a_mean_that_is_not_above_the_trivial_accuracy_makes_an_arm_collapsed():
    """Four seeds just above, one far below: the schedule does nothing for the data."""
    runs = seeds("a", 0.5, 0.81, 0.81, 0.81, 0.81, 0.3, metrics=facts(0.8, classes=2, predicted=2))
    assert arms(runs).loc["a 0.5", "no_rank"].startswith("collapsed")


def test_of_runs_that_were_tracked_before_nothing_is_said():
    comparison = compare.compare(source(seeds("a", 0.5, 0.1, 0.1)))
    row = comparison.arms.iloc[0]
    assert (row["rank"], row["collapsed_seeds"] is pd.NA) == (1, True)
    assert not any("ollapsed" in caveat for caveat in comparison.caveats)


def test_against_a_control_that_collapsed_nothing_is_lossless():
    dense = seeds("dense", 0.0, 0.1, 0.1, 0.1, metrics=facts())
    kept = [run for at in (0.5, 0.9) for run in seeds("a", at, 0.5, 0.51, 0.52, metrics=facts())]
    ranking = compare.compare(source([*dense, *kept])).ranking
    assert ranking["lossless_to"].isna().all()
    assert list(ranking["lossless_next"]) == ["the control collapsed"]


@pytest.mark.parametrize(
    ("more", "accuracy", "text"),
    [
        ({"predicted": 3}, 0.28, "Gives less than half of the classes as an answer at all: a 0.5."),
        ({}, 0.11, "Better than always the most frequent class by less than two standard errors"),
        ({"final/outputs_short_of_weights": 4}, 0.5, "keeps fewer weights than the model has outputs"),
        ({"dense/test_accuracy": 0.1}, 0.5, "A dense model of lenet on digits is itself no better"),
    ],
)
def test_what_is_nearly_collapsed_keeps_its_rank_and_is_told(more, accuracy, text):
    comparison = compare.compare(source(seeds("a", 0.5, accuracy, metrics=facts(**more))))
    assert any(text in caveat for caveat in comparison.caveats), comparison.caveats
    assert comparison.arms["rank"].tolist() == [1]


# --- what is sure ---------------------------------------------------------------------------------


def test_lossless_is_what_surely_stays_within_the_margin_and_what_stops_it_is_named():
    def line(name, *losses):
        noise = (0.001, -0.001, 0.0005)
        return [run for target, loss in zip((0.5, 0.8, 0.9), losses, strict=True)
                for run in seeds(name, target, *(0.95 + more - loss for more in noise))]  # fmt: skip

    dense = seeds("dense", 0.0, 0.95, 0.951, 0.949)
    noisy = [*seeds("noisy", 0.5, 0.95, 0.953, 0.947), *seeds("noisy", 0.8, 0.99, 0.85, 0.95),
             *seeds("noisy", 0.9, 0.95, 0.951, 0.947)]  # fmt: skip
    runs = [*dense, *line("kept", 0, 0, 0), *line("lost", 0, 0, 0.1), *line("never", 0.1, 0, 0), *noisy]
    found = compare.compare(source(runs), margin=0.02).ranking.set_index("schedule")
    assert found["lossless_to"].to_dict() == pytest.approx(
        {"kept": 0.9, "lost": 0.8, "noisy": 0.5, "never": float("nan")}, nan_ok=True
    )
    assert found["lossless_next"].dropna().to_dict() == {"lost": "0.9 lost", "noisy": "0.8 undecided",
                                                         "never": "0.5 lost"}  # fmt: skip
    assert set(found["margin"]) == {0.02}
    stricter = compare.compare(source(runs), margin=0.0001).ranking
    assert stricter["lossless_to"].isna().all()


def test_without_a_control_or_with_one_seed_lossless_is_undecided():
    (row,) = compare.compare(source(seeds("a", 0.5, 0.9, 0.91))).ranking.to_dict("records")
    assert row["lossless_next"] == "0.5 undecided"
    (row,) = compare.compare(source([*DENSE[:1], *seeds("a", 0.5, 0.95)])).ranking.to_dict("records")
    assert (row["lossless_next"], row["lossless_to"]) == ("0.5 undecided", pytest.approx(float("nan"), nan_ok=True))


def test_all_that_may_be_the_best_are_named_and_one_that_is_surely_behind_is_not():
    runs = [
        *seeds("a", 0.5, 0.9, 0.91, 0.905),
        *seeds("b", 0.5, 0.899, 0.912, 0.903),
        *seeds("c", 0.5, 0.5, 0.51, 0.502),
    ]
    comparison = compare.compare(source(runs))
    ranking = comparison.ranking.set_index("schedule")
    assert ranking["among_best"].to_dict() == {"a": True, "b": True, "c": False}
    assert comparison.arms.set_index("label")["among_best"].to_dict() == {"a 0.5": True, "b 0.5": True, "c 0.5": False}
    assert ranking.loc["c", "to_others_diff"] == pytest.approx(0.504 - 0.905)
    assert ranking.loc["c", "to_others_high"] == 0
    assert ranking.loc["a", "to_others_low"] < 0 < ranking.loc["a", "to_others_high"]
    assert any("each of 2 may be the best: a, b." in caveat for caveat in comparison.caveats)


def test_equal_seeds_and_what_leaves_0_to_1_have_a_spread_and_no_interval():
    table = arms([*seeds("same", 0.5, 0.9, 0.9, 0.9), *seeds("wide", 0.5, 0.99, 0.8), *seeds("fine", 0.5, 0.9, 0.91)])
    assert table["test_accuracy_sd"].notna().all()
    assert table.loc["same 0.5", "test_accuracy_sd"] == pytest.approx(0)
    for end in ("low", "high"):
        assert table[f"test_accuracy_{end}"].isna().to_dict() == {"same 0.5": True, "wide 0.5": True, "fine 0.5": False}


# --- caveats --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (seeds("a", 0.5, 0.9, 0.8), "Every arm has fewer than 3 seeds"),
        ([*DENSE, *seeds("a", 0.5, 0.9, 0.8)], "1 of 2 arms have fewer than 3 seeds"),
        ([*DENSE, *seeds("a", 0.5, 0.9, 0.8)], "Not every arm has the seeds s0 s1 s2"),
        (seeds("a", 0.5, 0.9), "There is no dense control for lenet on digits"),
        ([*DENSE, *seeds("a", 0.5, 0.94, 0.97, 0.95)], "difference to the dense control includes zero"),
        ([*DENSE, *seeds("a", 0.5, 0.85, 0.86, 0.84)], "the same difference to the dense control"),
        (seeds("a", 0.5, 0.90, 0.91) + seeds("b", 0.5, 0.9, 0.92), "each of these may be the best: b 0.5, a 0.5."),
        (seeds("a", 0.5, 0.90, 0.91) + seeds("b", 0.5, 0.9, 0.92), "given the noise each may be the best: b, a."),
        (seeds("a", 0.5, 0.9, 0.9, 0.9), "All seeds have the same mean accuracy, which is no certainty"),
        (seeds("a", 0.5, 0.9, 0.9, 0.9), "All seeds have the same area, which is no certainty"),
        (seeds("a", 0.5, 0.99, 0.8), "interval of the mean accuracy: it would leave the range from 0 to 1: a 0.5."),
        (seeds("a", 0.5, 0.99, 0.8), "interval of the area: it would leave the range from 0 to 1: a."),
        ([*DENSE, *seeds("a", 0.5, 0.95, 0.75)], "difference to the dense control, it would be wider than accuracy"),
        ([*DENSE, *seeds("a", 0.5, 0.95, 0.96, 0.94)], "the same difference to the dense control"),
        (seeds("a", 0.8, 0.9, achieved=0.627), "Targets missed by more than 0.001: a 0.8 reached 0.627."),
        (seeds("a", 0.8, 0.9), "Fewer than 5 operating points, the ranking holds for these targets only: a (1)."),
        (seeds("a", 0.8, 0.9, tags={TAG_DENSE_WEIGHTS: "not recorded"}), "No run records its dense starting point"),
        (seeds("a", 0.5, 0.9, params={"schedule.power": 1}) + seeds("a", 0.9, 0.9, params={"schedule.power": 3}),
         "a does not have the same params at all its operating points: schedule.power."),
    ],
)  # fmt: skip
def test_caveats_are_said_without_being_asked(runs, text):
    caveats = compare.compare(source(runs)).caveats
    assert any(text in caveat for caveat in caveats), caveats


def test_a_clear_case_has_no_caveats():
    def line(name, height):
        targets, noise = (0.5, 0.6, 0.7, 0.8, 0.9), {"a": (0, 0.002, 0.003), "b": (0.001, 0.002, 0.001)}
        return [run for at in targets for run in seeds(name, at, *(height - at / 9 + more for more in noise[name]))]

    runs = [*seeds("dense", 0.0, 0.991, 0.990, 0.992), *line("a", 0.9), *line("b", 0.7)]
    assert compare.compare(source(runs)).caveats == []


def test_choices_of_one_name_are_told_apart_by_what_differs_in_them():
    element = {"pattern.name": "element", "pattern.block": "[1, 1]"}
    twos, fours = ({"pattern.name": "block", "pattern.block": block} for block in ("[2, 2]", "[4, 4]"))
    runs = [run for params in (element, twos, fours) for run in seeds("constant", 0.5, 0.9, params=params)]
    assert set(arms(runs).index) == {
        "constant 0.5 (pattern.name=element, pattern.block=[1, 1])",
        "constant 0.5 (pattern.name=block, pattern.block=[2, 2])",
        "constant 0.5 (pattern.name=block, pattern.block=[4, 4])",
    }


def test_targets_by_layer_stand_at_the_sparsity_that_they_ask_for():
    own = {"params": {"scope.targets": "{'fc1': 0.5}"}, "achieved": 0.65, "metrics": {"final/target_missed_by": 0.0}}
    assert list(arms([*seeds("constant", 0.8, 0.9), *seeds("constant", 0.8, 0.9, **own)]).index) == [
        "constant 0.65", "constant 0.8",
    ]  # fmt: skip
