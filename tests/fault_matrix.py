"""The fault matrix in ``runner/sweep/README.md``: ``python -m tests.fault_matrix`` runs its tests, and writes it.

Each cell is a test that makes the fault for real, under a launcher where that matters. What the matrix says is written
only of tests that passed; one that failed is shown as such, and a test of the matrix does not let it stand. The tests
that need a cluster are run by ``make test-cluster``, which hands over their reports: ``python -m tests.fault_matrix
REPORT.xml ...`` takes what they found into what is known.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from tests import documents

HERE = Path(__file__).parent
FILE = HERE / "fault_matrix.json"
BEGIN, END = "<!-- fault matrix: made by tests/fault_matrix.py -->\n", "<!-- end of the fault matrix -->\n"
ON_CLUSTERS = ("slurm", "ray")
BY_SWEEP = ("local", "joblib")  # launchers whose process is that of the sweep
LAUNCHERS = (*BY_SWEEP, "submitit_local", *ON_CLUSTERS)
NOT_RUN = "not run yet"  # of what needs a cluster: `make test-cluster`
SEVEN = "one run FAILED, the other 7 of 8 FINISHED, exit 1"
ONE = "launchers::test_run_3_of_8_ends_badly_and_the_seven_finish[{launcher}-{way}]"
WAYS = {"a run raises an exception": "raise", "a run calls sys.exit": "exit",
        "a run's process is killed (SIGKILL, out of memory)": "kill"}  # fmt: skip
OF_LAUNCHERS = {"the launcher's process is killed (SIGKILL)": "kill the launcher",
                "the launcher's process is told to end (SIGTERM)": "end the launcher"}  # fmt: skip
INTERRUPTED = "launchers::test_an_interrupted_sweep_leaves_no_process_and_no_running_run[{launcher}-{signal}]"
RESUME = "resume::test_after_a_kill_of_everything_in_epoch_3_of_run_5_of_12_the_same_command_finishes[{launcher}]"
CELLS: dict[str, dict[str, tuple[str, str]]] = {
    **{fault: {each: (ONE.format(launcher=each, way=way), SEVEN) for each in LAUNCHERS} for fault, way in WAYS.items()},
    **{
        fault: dict.fromkeys(BY_SWEEP, ("", "it is the sweep's own process: see below"))
        | {each: (ONE.format(launcher=each, way=way), SEVEN) for each in LAUNCHERS if each not in BY_SWEEP}
        for fault, way in OF_LAUNCHERS.items()
    },
    "Ctrl-C or SIGTERM to the sweep": {
        "local": ("sweep::test_a_sweep_that_is_interrupted_is_killed_with_true_counts",
                  "run and sweep KILLED, exit 130 or 143"),
        **{each: (INTERRUPTED.format(launcher=each, signal="SIGTERM"), "runs and sweep KILLED, exit 130 or 143")
           for each in ("joblib", "submitit_local", "ray")},
        "slurm": ("slurm::test_a_sweep_that_is_told_to_end_takes_its_jobs_back[SIGTERM]",
                  "runs and sweep KILLED, exit 130 or 143"),
    },
    "everything is killed, as when the power fails; then the same command": {
        each: (RESUME.format(launcher=each), "12 of 12 FINISHED, none twice, the comparison equal byte for byte")
        for each in LAUNCHERS
    },
    "a run failed, or its launcher's process was killed, with `sweep.retries=2`": {
        each: (
            f"launchers::test_retries_try_a_failed_run_again[{each}]",
            "failed: made again, FINISHED as attempt 2" if each in BY_SWEEP else "killed: the run goes on, FINISHED",
        )
        for each in LAUNCHERS
    },
    "a run failed, with `sweep.fail_fast=true`": {
        each: (f"launchers::test_fail_fast_starts_nothing_after_a_failure[{each}]", "nothing more is started, exit 1")
        for each in LAUNCHERS
    },
}  # fmt: skip
UNDER_ANY: dict[str, tuple[list[str], str]] = {
    "a sweep of 12 runs is killed at 20 random moments, and started again each time": (
        ["chaos::test_a_sweep_that_is_killed_again_and_again_ends_as_if_nothing_had_been[20_kills]"],
        "12 of 12 FINISHED, the comparison equal byte for byte",
    ),
    "a training is killed in its dense phase, and again while it prunes": (
        ["checkpoint::test_a_run_that_is_killed_in_each_phase_ends_as_if_it_had_not_been"],
        "the same command ends with the same weights, to the last bit",
    ),
    "a checkpoint is torn": (
        ["checkpoint::test_a_torn_checkpoint_is_noticed_and_the_one_before_is_used"],
        "the one before it is used",
    ),
    "a dense model is damaged, on the disk or in the store": (
        ["model_door::test_a_damaged_dense_model_is_trained_again_once_and_said",
         "dense_model::test_what_is_not_the_model_is_trained_again_to_the_same_bytes"],
        "trained again once, to the same weights; the run's log says why",
    ),
    "the dense model in a store or a shared folder names code to run": (
        ["model_door::test_a_colleagues_run_takes_no_code_from_the_store_nor_from_a_shared_folder",
         "model_door::test_a_description_in_a_file_of_ours_is_not_looked_at"],
        "FINISHED with the same weights, the code is not run",
    ),
    "Ctrl-C, SIGTERM or SIGHUP to a single run": (
        ["isolate::test_a_signal_makes_the_run_killed", "isolate::test_a_signal_in_the_dense_training_ends_both_runs"],
        "KILLED, exit 130, 143 or 129",
    ),
    "the runner itself is killed, its run goes on": (
        ["isolate::test_a_killed_parent_leaves_no_process_and_no_running_run"],
        "the run ends itself: KILLED, no process is left",
    ),
    "the disk is full": (
        ["isolate::test_a_disk_that_is_full_makes_the_run_failed_and_says_so"],
        "FAILED, exit 1, with the reason",
    ),
    "memory is out": (
        ["isolate::test_memory_that_is_out_makes_the_run_failed_and_says_so"],
        "FAILED, exit 1, with the reason",
    ),
    "8 processes start at once in an empty folder": (
        ["store::test_eight_runs_at_once_in_an_empty_folder_all_finish"],
        "8 of 8 FINISHED, three times running",
    ),
    "the first start is killed, at 10 random moments": (
        ["store::test_after_kill_9_at_any_moment_of_the_first_start_the_next_works"],
        "the next start works, each time",
    ),
    "the store is to lie on a network file system": (
        ["store::test_sqlite_on_a_network_file_system_is_refused"],
        "refused, exit 2, with the command for a server",
    ),
    "the tracking server is killed in a run": (
        ["sync::test_the_server_is_killed_and_the_next_start_sends_what_is_missing"],
        "FINISHED; the next start sends what is missing, every figure is there",
    ),
    "the tracking server is away in a sweep's last run": (
        ["sync::test_a_sweep_whose_server_goes_away_in_its_last_run_is_compared_later"],
        "sent and compared later",
    ),
    "the tracking server stops between a run and its dense training": (
        ["sync::test_a_server_that_stops_between_a_run_and_its_dense_run_makes_the_run_failed"],
        "FAILED, exit 1, the log stays; the status is sent by the next start",
    ),
    "the tracking address is no MLflow server (refuses, 404, garbage, redirects, one byte a second)": (
        ["no_server::test_what_is_no_mlflow_server_is_refused",
         "no_server::test_the_whole_answer_has_to_be_there_in_time",
         "no_server::test_a_run_is_refused_before_anything_heavy_is_loaded"],
        "refused within 15 seconds, exit 2, one message",
    ),
    "the disk is full while a sweep is compared": (
        ["full_disk::test_a_comparison_that_finds_no_space_is_told_with_how_to_make_it_again"],
        "the runs stay FINISHED, exit 1, with the command that compares them",
    ),
    "nobody reads what a command prints: a pipe into `head -1`, `>&-`, `2>&-`": (
        ["pipes::test_a_command_that_nobody_reads_ends_as_it_would",
         "pipes::test_each_way_of_not_reading_is_no_failure"],
        "the status is that of the work, no traceback",
    ),
    "every text of a store is hostile: locks that are pipes, escape sequences, formulas, links": (
        ["foreign_store::test_a_lock_that_is_none_of_ours_is_not_opened_and_says_nothing",
         "foreign_store::test_a_command_over_a_hostile_store_prints_no_command_to_the_terminal"],
        "nothing is opened, nothing is obeyed, no hang",
    ),
    "500 random command lines, files of arrays and model files": (
        [f"fuzz::test_any_{each}[many]" for each in ("overrides_end_0_or_2_with_a_message",
         "arrays_are_planned_or_refused", "model_file_is_planned_or_refused")],
        "exit 0, or 2 with a message; nothing half-made is left",
    ),
    "500 hostile model files, stores, journals and studies": (
        [f"hostile::test_hostile_{each}[many]" for each in ("model_files_are_planned_or_refused",
         "stores_are_shown_or_refused", "journals_are_sent_or_left", "studies_are_planned_or_refused")],
        "no code runs, nothing is written elsewhere, no login is given; a message, within 15 seconds",
    ),
    "a study names code, whom to trust, variables or places to search": (
        ["trust::test_a_study_trusts_nobody_and_sets_nothing_of_hydras",
         "trust::test_a_study_that_sets_variables_runs_nobodys_program",
         "trust::test_no_command_imports_a_package_of_the_search_path"],
        "refused, exit 2, nothing is imported or run",
    ),
    "a YAML file, or a command, is a bomb: aliases, depth, size, 100,000 runs": (
        ["yaml_bombs::test_a_bomb_is_refused_in_a_second_with_its_line",
         "yaml_bombs::test_the_command_refuses_a_bomb_in_one_message",
         "yaml_bombs::test_the_command_refuses_100_000_seeds_at_once"],
        "refused, exit 2, one message",
    ),
    "others can write to a sweep's folder, and put pickles into it": (
        ["owned::test_a_pickle_that_others_can_have_written_is_not_read",
         "owned::test_jobs_are_not_handed_over_in_a_folder_that_others_can_write",
         "owned::test_a_job_whose_pickle_was_replaced_runs_nothing"],
        "not read; the run has failed",
    ),
    "a login stands in the tracking address": (
        ["secrets::test_a_run_with_a_login_in_its_address_leaves_it_nowhere",
         "secrets::test_a_journal_from_elsewhere_gets_no_login"],
        "used for that server, stored and shown nowhere",
    ),
    "the working folder is called with `? # % & ;` or quotes": (
        ["folder_names::test_a_run_is_written_into_the_folder_and_read_back",
         "folder_names::test_a_whole_run_and_its_report_in_a_folder_with_every_character"],
        "store, runs and report lie in it",
    ),
    "a config, a model file or a file of arrays names code to run": (
        ["fuzz::test_code_that_a_target_names_is_not_run", "fuzz::test_code_that_hydra_itself_would_run_is_refused",
         "fuzz::test_a_lambda_is_refused_in_each_form_of_a_saved_model",
         "model_door::test_a_hostile_description_is_refused_and_does_nothing",
         "model_door::test_arrays_that_are_not_plain_are_refused",
         "fuzz::test_a_pickled_array_is_refused_and_its_code_is_not_run"],
        "refused, exit 2, the code is not run",
    ),
}  # fmt: skip


def table(passed: dict[str, bool]) -> str:
    """The matrix as Markdown, by what each test found."""
    lines = [f"| fault | {' | '.join(f'`{each}`' for each in LAUNCHERS)} |", "|---" * (1 + len(LAUNCHERS)) + "|"]
    for fault, cells in CELLS.items():
        shown = []
        for launcher in LAUNCHERS:
            test, meaning = cells[launcher]
            unknown = launcher in ON_CLUSTERS and not any(name.startswith(test) for name in passed)
            shown.append(meaning if not test or held(test, passed) else NOT_RUN if unknown else f"FAILS: {test}")
        lines.append(f"| {fault} | {' | '.join(shown)} |")
    lines += ["", "| fault | what happens |", "|---|---|"]
    for fault, (given, meaning) in UNDER_ANY.items():
        failed = [test for test in given if not held(test, passed)]
        lines.append(f"| {fault} | {f'FAILS: {failed[0]}' if failed else meaning} |")
    return "\n".join(lines) + "\n"


def held(test: str, passed: dict[str, bool]) -> bool:
    """Whether a test was run, with all its parameters, and passed each time."""
    found = [good for name, good in passed.items() if name == test or name.startswith(f"{test}[")]
    return bool(found) and all(found)


def tests() -> list[str]:
    """Every test of the matrix, as module::test; without parameters where it is meant with all of them."""
    of_launchers = [test for cells in CELLS.values() for test, _ in cells.values() if test]
    return list(dict.fromkeys([*of_launchers, *(test for given, _ in UNDER_ANY.values() for test in given)]))


def needs_cluster(test: str) -> bool:
    """Whether a test is one of ``make test-cluster``."""
    return any(test in (cells[launcher][0] for cells in CELLS.values()) for launcher in ON_CLUSTERS)


def run() -> dict[str, bool]:
    """Run the tests that need no cluster; whether each passed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        files = {file.stem.removeprefix("test_"): file for file in HERE.rglob("test_*.py")}
        named = (each.partition("::") for each in tests() if not needs_cluster(each))
        given = [f"{files[module]}::{test}" for module, _, test in named]
        subprocess.run(
            [sys.executable, "-m", "pytest", "-n", "2", "-m", "", f"--junitxml={report}", *given],
            cwd=HERE.parent,
            check=False,
        )
        return read(report)


def read(report: Path) -> dict[str, bool]:
    """Whether each test of a report of pytest's passed; one that was skipped did not."""
    return {
        f"{case.get('classname', '').rpartition('.')[2].removeprefix('test_')}::{case.get('name')}": not len(case)
        or all(child.tag in ("system-out", "system-err", "properties") for child in case)
        for case in ElementTree.parse(report).getroot().iter("testcase")
    }


def main() -> None:
    """Run, or read the reports that are given; keep what was found, write it into its document."""
    known = json.loads(FILE.read_text())
    found = {name: good for each in sys.argv[1:] for name, good in read(Path(each)).items()} or run()
    named = {
        name: good
        for name, good in found.items()
        if any(name == test or name.startswith(f"{test}[") for test in tests())
    }
    passed = {**{name: good for name, good in known.items() if sys.argv[1:] or needs_cluster(name)}, **named}
    FILE.write_text(json.dumps(dict(sorted(passed.items())), indent=2) + "\n")
    documents.replace_block(BEGIN, END, table(passed))
    print(table(passed))


if __name__ == "__main__":
    main()
