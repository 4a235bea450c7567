"""The tests that are left to ``make test-all``, and what is nearest to guarding their promise by default.

A name stands for all cases of a test but those listed as kept. Each costs seconds that ``make test`` does not have.
Where the guard is another target of make, run that after a change of what the test is about.
"""

from __future__ import annotations

# module::test: (the cases that are kept, what guards the promise by default)
LONG: dict[str, tuple[tuple[str, ...], str]] = {
    "end_to_end::test_a_mask_of_padding_reaches_each_layer": (
        ("simple",),
        "this one, and test_looking over every kind of layer without a run",
    ),
    "end_to_end::test_a_head_is_read_as_what_it_is": (
        ("softmax layer",),
        "this one, and test_looking over what outputs are",
    ),
    "docs::test_every_command_that_trains_nothing_works": (
        (
            "python -m runner.plan schedule=polynomial",
            "python -m runner.report --experiment pruning",
            "python -m runner.winners tuning",
            "python -m runner.verify RUN_ID",
        ),
        "these, and every command parses; the doctor, studies and plans have tests of their own",
    ),
    "studies::test_every_study_of_the_project_composes_and_begins_with_its_question": (
        ("already_sparse", "scopes"),
        "these, and the doctor's test over a study",
    ),
    "studies::test_what_cannot_be_is_refused_before_anything_is_written": (
        ("arguments0-experiments=shotout is unknown. Did you mean shootout?", "arguments5-add -m"),
        "these, and test_grid over what arms may say",
    ),
    "sync::test_a_run_whose_server_goes_away_finishes_and_has_every_figure_of_an_undisturbed_one": (
        (),
        "sync::test_what_was_kept_is_sent_in_its_order_within_the_run",
    ),
    "sync::test_a_server_that_stops_between_a_run_and_its_dense_run_makes_the_run_failed": (
        (),
        "sync::test_what_was_kept_is_sent_in_its_order_within_the_run",
    ),
    "slurm::test_a_run_that_is_told_to_go_is_killed_and_goes_on_when_its_job_is_queued_again": (
        (),
        "make test-cluster, with a real Slurm",
    ),
    "trust::test_the_doctor_tells_of_it_and_runs_nothing": (
        (),
        "trust::test_no_command_imports_a_package_of_the_search_path",
    ),
    "trust::test_no_command_imports_a_package_of_the_search_path": (
        ("runner.plan-arguments5",),
        "this one: the gate is one for all commands",
    ),
    "trust::test_of_a_trusted_module_only_what_it_defines_can_be_named": (
        ("mine.os.system-there is no module mine.os in mine", "mine.system-is of posix, not of mine"),
        "these, and test_fuzz over the names of code",
    ),
    "isolate::test_a_signal_makes_the_run_killed": (
        (),
        "sweep::test_a_sweep_that_is_interrupted_is_killed_with_true_counts: signals are caught in one place",
    ),
    "isolate::test_a_killed_parent_leaves_no_process_and_no_running_run": (
        (),
        "waiting::test_a_sweep_that_is_ended_while_it_plans_leaves_no_process; make chaos",
    ),
    "dense_model::test_another_machine_takes_the_model_that_the_first_one_trained": (
        (),
        "model_door::test_a_damaged_dense_model_is_trained_again_once_and_said; make test-cluster",
    ),
    "end_to_end::test_a_sigmoid_is_what_the_user_says_it_is": ((), "test_looking over what outputs are"),
    "search::test_the_same_search_again_makes_nothing": (
        (),
        "search::test_with_more_trials_the_search_goes_on_where_it_ended",
    ),
    "verify::test_a_run_is_equal_whatever_the_environment_says_and_nothing_is_left_behind": (
        (),
        "version_before::test_a_run_of_it_is_verified, and the README's command in test_docs",
    ),
    "no_server::test_a_run_is_refused_before_anything_heavy_is_loaded": (
        (),
        "no_server::test_what_is_no_mlflow_server_is_refused",
    ),
    "conversion::test_tfmots_functions_are_converted_once_for_all_runs": (
        (),
        "make bench-sweep: it is about time alone",
    ),
    "regrowth::test_a_run_ends_where_the_schedule_says_and_counts_from_there": (
        (),
        "regrowth::test_the_masks_rise_and_fall_as_planned",
    ),
    "checkpoint::test_a_continued_training_ends_with_the_same_weights": (("polynomial",), "this one"),
    "checkpoint::test_a_run_that_was_killed_goes_on_and_tells_all_its_epochs": (
        (),
        "version_before::test_the_run_that_was_broken_off_goes_on_as_itself_and_says_what_of_it_is_made_anew",
    ),
    "store::test_a_creation_that_is_killed_leaves_nothing_that_stands_in_the_way": (
        (),
        "store::test_after_kill_9_at_any_moment_the_store_can_be_made",
    ),
    "looking::test_pixels_are_divided_by_255_unless_the_model_does_it": (
        ("nothing-1-None", "rescaling-255-scales pixels itself", "nested-255-scales pixels itself", "padding-1-None"),
        "these",
    ),
    "isolate::test_an_exit_inside_the_run_makes_it_failed": ((), "isolate::test_a_killed_child_makes_the_run_failed"),
    "isolate::test_a_disk_that_is_full_makes_the_run_failed_and_says_so": (
        (),
        "full_disk::test_a_comparison_that_finds_no_space_is_told_with_how_to_make_it_again; make fault-matrix",
    ),
    "cli::test_bad_input_is_refused_before_tensorflow_with_one_message": (
        ("unknown schedule", "target nan", "syntax", "broken npz", "torn study", "os.system"),
        "these, and test_ending, test_grid and test_configs without a process each",
    ),
    "cli::test_what_only_tensorflow_can_tell_is_refused_as_well": (
        ("off the grid",),
        "this one, and test_models and test_model_door",
    ),
    "cli::test_a_users_own_schedule_is_planned_and_run_unchanged": (
        (),
        "version_before::test_the_run_that_was_broken_off_goes_on_as_itself_and_says_what_of_it_is_made_anew",
    ),
    "resume::test_a_finished_sweep_is_skipped_whole_and_compared_again": (
        (),
        "version_before::test_every_finished_run_of_the_sweep_is_skipped",
    ),
    "resume::test_a_run_of_another_results_version_is_made_anew_and_both_are_told": (
        (),
        "resume::test_a_run_of_other_versions_is_another_run",
    ),
    "resume::test_a_larger_sweep_counts_the_runs_that_another_has_made": (
        (),
        "version_before::test_every_finished_run_of_the_sweep_is_skipped",
    ),
    "search::test_a_search_that_lost_power_makes_the_same_trials_and_none_twice": (
        (),
        "search::test_with_more_trials_the_search_goes_on_where_it_ended, and make chaos",
    ),
    "waiting::test_a_thread_of_a_users_that_never_ends_does_not_keep_a_run_that_is_over": (
        (),
        "waiting::test_no_module_waits_without_a_limit_but_those_that_say_why",
    ),
    "waiting::test_a_run_says_on_the_terminal_what_it_waits_for": (
        (),
        "waiting::test_a_folder_that_another_run_writes_is_waited_for_with_a_word",
    ),
    "waiting::test_a_sweep_says_what_it_waits_for_on_stderr": (
        (),
        "waiting::test_a_folder_that_another_run_writes_is_waited_for_with_a_word",
    ),
    "sweep::test_runs_that_fail_leave_the_others_going_and_the_same_command_reopens_the_parent": (
        (),
        "launchers, over rounds with given ends; make fault-matrix",
    ),
    "sweep::test_one_bad_arm_refuses_the_whole_sweep_before_its_first_run": (
        (),
        "plan_command::test_a_refused_arm_is_named_beside_the_others_and_the_exit_status_is_2",
    ),
    "folder_names::test_a_whole_run_and_its_report_in_a_folder_with_every_character": (
        (),
        "folder_names::test_a_run_is_written_into_the_folder_and_read_back",
    ),
    "dense_model::test_what_is_not_the_model_is_trained_again_to_the_same_bytes": (
        (),
        "model_door::test_a_damaged_dense_model_is_trained_again_once_and_said",
    ),
    "plots::test_pictures_of_nothing_and_of_very_much_are_drawn": ((), "page::test_plotly_accepts_every_figure"),
    "trainings::test_each_layer_ends_within_one_weight_of_the_plan": (
        ("polynomial", "constant", "exponential", "cosine", "one_shot", "dense_sparse_dense"),
        "these: ramps, levels and a fall; all others plan the same way, see test_schedules",
    ),
    "ending::test_a_run_has_the_parameters_of_its_dataset_and_is_verified_with_them": (
        (),
        "version_before::test_a_run_of_it_is_verified",
    ),
    "ending::test_what_is_told_of_a_search_is_not_counted_as_a_run": (
        (),
        "search::test_a_search_ends_with_a_comparison_that_says_what_was_tried",
    ),
    "patterns_and_scopes::test_a_run_with_own_targets_is_judged_by_their_mean": (
        (),
        "patterns_and_scopes::test_targets_out_of_reach_that_only_the_dense_model_shows_are_refused_before_pruning",
    ),
    "patterns_and_scopes::test_a_refusal_is_one_message_and_exit_status_2": (
        (),
        "patterns_and_scopes::test_what_cannot_be_is_refused_before_training_with_the_remedy",
    ),
    "optional::test_the_model_lies_in_the_runs_folder_whether_it_is_logged_or_not": (
        (),
        "the tests of experiment, whose models are logged; make test-all",
    ),
    "refused::test_a_refused_command_leaves_the_folder_of_an_earlier_run_as_it_was": (
        (),
        "refused::test_only_folders_that_the_start_made_go",
    ),
    "refused::test_a_sweep_keeps_its_notes_apart_from_a_folder_of_the_users": (
        (),
        "refused::test_a_refused_sweep_leaves_a_folder_of_the_users_alone",
    ),
    "docs::test_every_run_finishes": (
        # of the README, and a user's own schedule
        ("python -m runner schedule=polynomial target_sparsity=0.9", "command1", "command11"),
        "docs::test_every_run_composes",
    ),
    "isolate::test_a_signal_in_the_dense_training_ends_both_runs": (
        (),
        "sweep::test_a_sweep_that_is_interrupted_is_killed_with_true_counts",
    ),
    "isolate::test_memory_that_is_out_makes_the_run_failed_and_says_so": (
        (),
        "waiting::test_a_planning_process_that_is_killed_for_memory_is_told_as_that, and test_full_disk",
    ),
    "experiment::test_a_run_that_measures_latency_is_made_beside_an_ordinary_one_and_trains_the_same": (
        (),
        "signature::test_a_run_that_measures_more_is_another_run_of_the_same_arm, and test_latency",
    ),
    "experiment::test_a_builder_whose_code_was_changed_trains_its_dense_model_anew": (
        (),
        "signature::test_a_users_schedule_whose_code_was_changed_is_another_run",
    ),
    "experiment::test_another_seed_gives_other_weights": (
        (),
        "sweep::test_all_runs_and_a_control_of_each_seed_stand_under_one_parent",
    ),
    "experiment::test_the_same_command_gives_the_same_weights_to_the_last_bit": (
        ("2",),
        "this one: threads change nothing",
    ),
    "plan_command::test_a_budget_of_what_cannot_be_is_refused": (
        (
            "arguments0---budget is of a sweep: add -m",
            "arguments1-add --budget",
            "arguments2---workers=0 is out of range",
        ),
        "these, and plan_command::test_a_refused_arm_is_named_beside_the_others_and_the_exit_status_is_2",
    ),
    "version_before::test_a_run_of_it_is_verified": (
        ("square-0.5-one_hidden-digits-s0",),
        "this one, whose schedule is the user's",
    ),
    "kernel::test_masks_are_stock_tfmots_bit_for_bit": (
        ("ties-True",),
        "these",
    ),
    "kernel::test_masks_of_blocks_are_too_whether_or_not_blocks_divide_the_shape": (
        ("block4-MAX",),
        "these",
    ),
    "kernel::test_a_training_of_100_steps_ends_on_the_same_weights_by_way_of_the_same_masks": (
        ("polynomial",),
        "this one, and checkpoint::test_a_continued_training_ends_with_the_same_weights",
    ),
    "kernel::test_so_does_one_in_mixed_precision": (("mixed_float16",), "this one"),
    "loop::test_the_weights_and_all_figures_are_those_of_fit_with_everything_stock": (
        (
            "dropout, noise, batch normalization, a nested model",
            "an update at each step",
            "m:n",
        ),
        "these, and kernel::test_a_training_of_100_steps_ends_on_the_same_weights_by_way_of_the_same_masks",
    ),
    "run_pictures::test_what_is_drawn_later_is_what_the_run_drew": (
        ("polynomial-expected0",),
        "this one; the control draws less",
    ),
    "loop::test_compiled_steps_give_the_same_bits_each_time_and_almost_the_weights_of_others": (
        (),
        "loop::test_compiling_makes_another_run_and_the_loop_does_not; nothing else compiles",
    ),
    "checkpoint::test_so_does_a_model_that_draws_from_a_state_that_cannot_be_set": (
        (),
        "seeding::test_each_epoch_has_its_own_noise_whatever_was_drawn_before",
    ),
    "checkpoint::test_so_it_does_where_only_some_updates_are_looked_at": (
        (),
        "checkpoint::test_a_continued_training_ends_with_the_same_weights",
    ),
    "checkpoint::test_so_does_a_training_without_pruning_with_momentum": (
        (),
        "checkpoint::test_a_continued_training_ends_with_the_same_weights",
    ),
    "secrets::test_a_run_with_a_login_in_its_address_leaves_it_nowhere": (
        (),
        "secrets::test_a_journal_from_elsewhere_gets_no_login, and the tests of addresses; make fault-matrix",
    ),
    "waiting::test_a_sweep_that_is_ended_while_it_plans_leaves_no_process": (("SIGKILL",), "this one"),
    "waiting::test_a_run_whose_events_nobody_can_take_is_ended_and_not_waited_for": (
        (),
        "waiting::test_no_module_waits_without_a_limit_but_those_that_say_why",
    ),
    "collapse::test_a_model_that_always_says_0_is_marked_and_nobody_is_ranked": (
        (),
        "collapse::test_collapsed_is_what_is_no_better_than_always_the_same_answer, and test_compare over ranks",
    ),
    "collapse::test_its_result_file_has_the_facts_and_says_so": ((), "collapse::test_a_run_says_what_its_figures_hide"),
    "resume::test_a_run_with_other_settings_or_of_this_version_is_not": (
        ("given0-tags0-FINISHED", "given3-tags3-FINISHED"),
        "these, and test_signature",
    ),
    "model_door::test_a_colleagues_run_takes_no_code_from_the_store_nor_from_a_shared_folder": (
        (),
        "model_door::test_a_description_in_a_file_of_ours_is_not_looked_at; make fault-matrix",
    ),
    "conversion::test_so_are_our_schedules": ((), "make bench-sweep: it is about time alone"),
    "patterns_and_scopes::test_a_run_decides_its_targets_on_the_dense_model_and_keeps_the_scan": (
        (),
        "patterns_and_scopes::test_targets_out_of_reach_that_only_the_dense_model_shows_are_refused_before_pruning",
    ),
    "slurm::test_a_run_that_does_not_start_again_has_failed": ((), "make test-cluster, with a real Slurm"),
    "optional::test_the_run_is_finished_and_tells_what_is_missing_and_why": (
        (),
        "looking::test_a_model_that_tflite_refuses_is_told_so_before_training",
    ),
    "names::test_a_model_of_odd_names_is_trained_and_tracked": (
        (),
        "names::test_a_layer_has_its_name_whether_it_is_wrapped_or_stripped, names::test_mlflow_takes_each_nasty_name",
    ),
    "names::test_the_report_shows_odd_names_as_they_are": (
        (),
        "markup::test_a_report_over_nasty_names_shows_them_as_they_are",
    ),
    "looking::test_a_channel_is_added_only_for_a_model_that_asks_for_it": (
        ("example0-own0-wanted0", "example3-own3-wanted3", "example5-own5-wanted5"),
        "these",
    ),
    "looking::test_a_metric_of_a_layer_never_stands_in_place_of_the_runs_own": (("accuracy",), "this one"),
    "looking::test_a_file_is_given_the_scale_on_which_it_answers_better": (("255-255",), "this one"),
    **{
        f"page::test_{name}": ((), "page::test_plotly_accepts_every_figure; make test-dashboard, in a browser")
        for name in (
            "all_four_pictures_are_seen",
            "a_click_sorts_numbers_as_numbers_and_back",
            "what_is_unknown_comes_last_in_both_directions",
            "the_ranking_and_the_caveats_are_on_top",
            "nothing_is_wider_than_the_window",
            "text_is_readable_in_light_and_dark",
            "names_from_the_store_run_nothing",
        )
    },
    **{
        f"facts::test_{name}": (
            (),
            "the version of tfmot, which requirements.lock pins: facts of its own; make test-all when it changes",
        )
        for name in (
            "01_step_0_never_occurs_so_a_schedule_that_begins_and_ends_there_never_prunes",
            "03_with_an_end_after_the_last_step_the_target_is_never_reached",
            "04_an_end_between_two_updates_is_not_reached",
            "05_a_ramp_of_no_length_gives_nan",
            "06_weights_drift_between_updates_so_curves_are_of_masks_and_final_figures_of_stripped_weights",
            "07_in_a_tiny_layer_one_weight_stays_and_ties_stay",
            "08_keras_3_subclassed_models_and_unknown_layers_fail_late",
            "09_depthwise_convolutions_are_accepted_and_never_pruned",
            "10_m_by_n_ignores_the_schedule_may_prune_nothing_and_is_lost_by_get_config",
            "11_block_patterns_fail_on_convolutions_and_where_a_block_spans_a_side",
            "12_a_schedule_of_your_own_is_lost_when_a_wrapped_model_is_loaded",
            "16_a_layer_that_is_called_twice_counts_each_step_twice",
            "18_targets_by_layer_and_erk_are_had_by_the_scope",
            "19_a_wrapped_layer_drops_masks_and_penalties",
        )
    },
    "doctor::test_config_files_that_are_fine_compose_the_projects_and_the_users": (
        (),
        "doctor::test_each_broken_config_file_is_named_with_its_error",
    ),
    "doctor::test_the_command_shows_what_is_wrong_and_fixes_what_is_safe": ((), "the tests of each of its checks"),
    "verify::test_a_run_that_fails_now_differs_and_its_log_is_kept": (
        (),
        "verify::test_the_first_epoch_and_metric_that_differ_are_named_and_why_it_may_be",
    ),
    "experiment::test_a_run_is_the_same_whether_it_trains_the_dense_model_or_finds_it": (
        (),
        "experiment::test_the_same_command_gives_the_same_weights_to_the_last_bit",
    ),
    "fuzz::test_the_real_command_refuses_too_and_leaves_nothing": (
        (),
        "cli::test_bad_input_is_refused_before_tensorflow_with_one_message",
    ),
}


def is_long(module: str, test: str, case: str) -> bool:
    """Whether a case of a test is left to ``make test-all``."""
    kept = LONG.get(f"{module}::{test}")
    return kept is not None and case not in kept[0]
