"""The tests that are left to ``make test-all``, and what is nearest to guarding their promise by default.

A name stands for all cases of a test but those listed as kept. Each costs seconds that ``make test`` does not have.
Where the guard is another target of make, run that after a change of what the test is about.
"""

from __future__ import annotations

# module::test: (the cases that are kept, what guards the promise by default)
LONG: dict[str, tuple[tuple[str, ...], str]] = {
    "end_to_end::test_a_mask_of_padding_reaches_each_layer": (
        ("lstm", "branches"), "these, and test_looking over every kind of layer without a run"),
    "end_to_end::test_a_head_is_read_as_what_it_is": (
        ("softmax layer", "logits", "log softmax", "nested"), "these, and test_looking over what outputs are"),
    "docs::test_every_command_that_trains_nothing_works": (
        ("python -m runner.plan schedule=polynomial", "python -m runner.report --experiment pruning",
         "python -m runner.winners tuning", "python -m runner.verify RUN_ID"),
        "these, and every command parses; the doctor, studies and plans have tests of their own"),
    "studies::test_every_study_of_the_project_composes_and_begins_with_its_question": (
        ("already_sparse", "frequency", "scopes", "window"), "these, and the doctor's test over a study"),
    "studies::test_what_cannot_be_is_refused_before_anything_is_written": (
        ("arguments0-experiments=shotout is unknown. Did you mean shootout?", "arguments5-add -m"),
        "these, and test_grid over what arms may say"),
    "sync::test_a_run_whose_server_goes_away_finishes_and_has_every_figure_of_an_undisturbed_one": (
        (), "sync::test_what_was_kept_is_sent_in_its_order_within_the_run"),
    "sync::test_a_server_that_stops_between_a_run_and_its_dense_run_makes_the_run_failed": (
        (), "sync::test_what_was_kept_is_sent_in_its_order_within_the_run"),
    "slurm::test_a_run_that_is_told_to_go_is_killed_and_goes_on_when_its_job_is_queued_again": (
        (), "make test-cluster, with a real Slurm"),
    "trust::test_the_doctor_tells_of_it_and_runs_nothing": (
        (), "trust::test_no_command_imports_a_package_of_the_search_path"),
    "trust::test_no_command_imports_a_package_of_the_search_path": (
        ("runner-arguments0", "runner.plan-arguments5"), "these: the gate is one for all commands"),
    "trust::test_of_a_trusted_module_only_what_it_defines_can_be_named": (
        ("mine.os.system-there is no module mine.os in mine", "mine.system-is of posix, not of mine"),
        "these, and test_fuzz over the names of code"),
    "isolate::test_a_signal_makes_the_run_killed": (("SIGTERM",), "this one: signals are caught in one place"),
    "isolate::test_an_exit_inside_the_run_makes_it_failed": ((), "isolate::test_a_killed_child_makes_the_run_failed"),
    "isolate::test_a_disk_that_is_full_makes_the_run_failed_and_says_so": (
        (), "isolate::test_memory_that_is_out_makes_the_run_failed_and_says_so, and test_full_disk"),
    "cli::test_bad_input_is_refused_before_tensorflow_with_one_message": (
        ("unknown schedule", "unknown key", "target nan", "apples", "several values", "syntax", "broken npz", "nan",
         "torn study", "os.system"), "these, and test_ending, test_grid and test_configs without a process each"),
    "cli::test_what_only_tensorflow_can_tell_is_refused_as_well": (
        ("not a schedule", "subclassed", "off the grid"), "these, and test_models and test_model_door"),
    "cli::test_a_users_own_schedule_is_planned_and_run_unchanged": (
        (), "version_before::test_the_run_that_was_broken_off_goes_on_as_itself_and_says_what_of_it_is_made_anew"),
    "resume::test_a_finished_sweep_is_skipped_whole_and_compared_again": (
        (), "version_before::test_every_finished_run_of_the_sweep_is_skipped"),
    "resume::test_a_run_of_another_results_version_is_made_anew_and_both_are_told": (
        (), "resume::test_a_run_of_other_versions_is_another_run"),
    "resume::test_a_larger_sweep_counts_the_runs_that_another_has_made": (
        (), "version_before::test_every_finished_run_of_the_sweep_is_skipped"),
    "search::test_a_search_that_lost_power_makes_the_same_trials_and_none_twice": (
        (), "search::test_the_same_search_again_makes_nothing, and make chaos"),
    "waiting::test_a_thread_of_a_users_that_never_ends_does_not_keep_a_run_that_is_over": (
        (), "waiting::test_no_module_waits_without_a_limit_but_those_that_say_why"),
    "waiting::test_a_run_says_on_the_terminal_what_it_waits_for": (
        (), "waiting::test_a_folder_that_another_run_writes_is_waited_for_with_a_word"),
    "waiting::test_a_sweep_says_what_it_waits_for_on_stderr": (
        (), "waiting::test_a_folder_that_another_run_writes_is_waited_for_with_a_word"),
    "sweep::test_runs_that_fail_leave_the_others_going_and_the_same_command_reopens_the_parent": (
        (), "launchers, over rounds with given ends; make fault-matrix"),
    "sweep::test_one_bad_arm_refuses_the_whole_sweep_before_its_first_run": (
        (), "plan_command::test_a_refused_arm_is_named_beside_the_others_and_the_exit_status_is_2"),
    "folder_names::test_a_whole_run_and_its_report_in_a_folder_with_every_character": (
        (), "folder_names::test_a_run_is_written_into_the_folder_and_read_back"),
    "dense_model::test_what_is_not_the_model_is_trained_again_to_the_same_bytes": (
        ("damage",), "this one, and model_door::test_a_damaged_dense_model_is_trained_again_once_and_said"),
    "plots::test_pictures_of_nothing_and_of_very_much_are_drawn": ((), "page::test_all_four_pictures_are_seen"),
    "trainings::test_each_layer_ends_within_one_weight_of_the_plan": (
        ("polynomial", "constant", "exponential", "cosine", "one_shot", "dense_sparse_dense"),
        "these: ramps, levels and a fall; all others plan the same way, see test_schedules"),
    "ending::test_a_run_has_the_parameters_of_its_dataset_and_is_verified_with_them": (
        (), "verify::test_a_run_is_equal_and_nothing_is_left_behind"),
    "ending::test_what_is_told_of_a_search_is_not_counted_as_a_run": (
        (), "search::test_a_search_ends_with_a_comparison_that_says_what_was_tried"),
    "patterns_and_scopes::test_a_run_with_own_targets_is_judged_by_their_mean": (
        (), "patterns_and_scopes::test_a_run_decides_its_targets_on_the_dense_model_and_keeps_the_scan"),
    "patterns_and_scopes::test_a_refusal_is_one_message_and_exit_status_2": (
        (), "patterns_and_scopes::test_what_cannot_be_is_refused_before_training_with_the_remedy"),
    "optional::test_the_model_lies_in_the_runs_folder_whether_it_is_logged_or_not": (
        (), "optional::test_the_run_is_finished_and_tells_what_is_missing_and_why"),
    "refused::test_a_refused_command_leaves_the_folder_of_an_earlier_run_as_it_was": (
        (), "refused::test_only_folders_that_the_start_made_go"),
    "refused::test_a_sweep_keeps_its_notes_apart_from_a_folder_of_the_users": (
        (), "refused::test_a_refused_sweep_leaves_a_folder_of_the_users_alone"),
    "doctor::test_config_files_that_are_fine_compose_the_projects_and_the_users": (
        (), "doctor::test_each_broken_config_file_is_named_with_its_error"),
    "doctor::test_the_command_shows_what_is_wrong_and_fixes_what_is_safe": (
        (), "the tests of each of its checks"),
    "verify::test_a_run_that_fails_now_differs_and_its_log_is_kept": (
        (), "verify::test_the_first_epoch_and_metric_that_differ_are_named_and_why_it_may_be"),
    "experiment::test_a_run_is_the_same_whether_it_trains_the_dense_model_or_finds_it": (
        (), "experiment::test_the_same_command_gives_the_same_weights_to_the_last_bit"),
    "fuzz::test_the_real_command_refuses_too_and_leaves_nothing": (
        (), "cli::test_bad_input_is_refused_before_tensorflow_with_one_message"),
}  # fmt: skip


def is_long(module: str, test: str, case: str) -> bool:
    """Whether a case of a test is left to ``make test-all``."""
    kept = LONG.get(f"{module}::{test}")
    return kept is not None and case not in kept[0]
