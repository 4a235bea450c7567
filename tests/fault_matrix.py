"""The fault matrix of the README: ``python -m tests.fault_matrix`` runs its tests, and writes what they found.

Each cell is a test that makes the fault for real under a launcher. What the README says is written only
of tests that passed; one that failed is shown as such, and a test of the README does not let it stand.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).parent
README, FILE = HERE.parent / "README.md", HERE / "fault_matrix.json"
BEGIN, END = "<!-- fault matrix: made by tests/fault_matrix.py -->\n", "<!-- end of the fault matrix -->\n"
LAUNCHERS = ("local", "joblib", "submitit_local")
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
        fault: {"local": ("", "it is the sweep's own process: see below")}
        | {each: (ONE.format(launcher=each, way=way), SEVEN) for each in LAUNCHERS[1:]}
        for fault, way in OF_LAUNCHERS.items()
    },
    "Ctrl-C or SIGTERM to the sweep": {
        "local": ("sweep::test_a_sweep_that_is_interrupted_is_killed_with_true_counts",
                  "run and sweep KILLED, exit 130 or 143"),
        **{each: (INTERRUPTED.format(launcher=each, signal="SIGTERM"), "runs and sweep KILLED, exit 130 or 143")
           for each in LAUNCHERS[1:]},
    },
    "everything is killed, as when the power fails; then the same command": {
        each: (RESUME.format(launcher=each), "12 of 12 FINISHED, none twice, the comparison equal byte for byte")
        for each in LAUNCHERS
    },
    "a run failed, or its launcher's process was killed, with `sweep.retries=2`": {
        each: (
            f"launchers::test_retries_try_a_failed_run_again[{each}]",
            "failed: made again, FINISHED as attempt 2" if each == "local" else "killed: the run goes on, FINISHED",
        )
        for each in LAUNCHERS
    },
    "a run failed, with `sweep.fail_fast=true`": {
        each: (f"launchers::test_fail_fast_starts_nothing_after_a_failure[{each}]", "nothing more is started, exit 1")
        for each in LAUNCHERS
    },
}  # fmt: skip


def table(passed: dict[str, bool]) -> str:
    """The matrix as Markdown, by what each test found."""
    lines = [f"| fault | {' | '.join(f'`{each}`' for each in LAUNCHERS)} |", "|---|---|---|---|"]
    for fault, cells in CELLS.items():
        shown = []
        for launcher in LAUNCHERS:
            test, meaning = cells[launcher]
            shown.append(meaning if not test or passed.get(test) else f"FAILS: {test}")
        lines.append(f"| {fault} | {' | '.join(shown)} |")
    return "\n".join(lines) + "\n"


def tests() -> list[str]:
    """Every test of the matrix, as module::test."""
    return list(dict.fromkeys(test for cells in CELLS.values() for test, _ in cells.values() if test))


def run() -> dict[str, bool]:
    """Run the tests; whether each passed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        given = [f"tests/test_{each.replace('::', '.py::', 1)}" for each in tests()]
        subprocess.run(
            [sys.executable, "-m", "pytest", "-n", "2", "-m", "", f"--junitxml={report}", *given],
            cwd=HERE.parent,
            check=False,
        )
        found = ElementTree.parse(report).getroot().iter("testcase")
        return {
            f"{case.get('classname', '').removeprefix('tests.test_')}::{case.get('name')}": not len(case)
            or all(child.tag in ("system-out", "system-err", "properties") for child in case)
            for case in found
        }


def main() -> None:
    """Run, keep what was found, write it into the README."""
    passed = run()
    FILE.write_text(json.dumps(dict(sorted(passed.items())), indent=2) + "\n")
    before, rest = README.read_text().split(BEGIN)
    README.write_text(before + BEGIN + table(passed) + END + rest.split(END)[1])
    print(table(passed))


if __name__ == "__main__":
    main()
