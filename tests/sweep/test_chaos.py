"""Chaos: a sweep that is killed at random moments, and started again each time, ends as if nothing had been.

``make chaos`` kills 20 times, ``make chaos KILLS=5`` is for CI. The moments are drawn from a seed.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tests.killing import comparisons, runs_of

SWEEP = ["-m", "dataset=digits", "train.epochs=3", "baseline.epochs=2", "tracking.log_model=false",
         "schedule=constant,polynomial,cosine", "target_sparsity=0.5,0.8", "seed=0,1",
         "sweep.control=false"]  # fmt: skip


def start(folder, output):
    return subprocess.Popen(
        [sys.executable, "-m", "runner", *SWEEP], cwd=folder, start_new_session=True, stdin=subprocess.DEVNULL,
        stdout=output, stderr=output,
    )  # fmt: skip


def finish_through(folder, kills, seed):
    """Start the sweep until it ends by itself; the first ``kills`` times it is killed, each at a random moment.

    Returns how many times it was alive when it was killed.
    """
    moments, hit = random.Random(seed), 0
    for _ in range(kills):
        with (folder / "killed.log").open("ab") as output:
            process = start(folder, output)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(moments.uniform(0.5, 14.0))
            hit += process.poll() is None
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        time.sleep(moments.uniform(0.0, 0.3))
    with (folder / "last.log").open("wb") as output:
        process = start(folder, output)
        assert process.wait() == 0, (folder / "last.log").read_text()
    return hit


@pytest.mark.chaos
@pytest.mark.parametrize("kills", [5, 20], ids="{}_kills".format)
def test_a_sweep_that_is_killed_again_and_again_ends_as_if_nothing_had_been(tmp_path, kills):
    undisturbed, disturbed = tmp_path / "undisturbed", tmp_path / "disturbed"
    for folder in (undisturbed, disturbed):
        folder.mkdir()
    finish_through(undisturbed, 0, 0)
    assert [file.name for file in undisturbed.glob("mlflow.db*")] == ["mlflow.db"], "whole, without a log beside it"
    assert finish_through(disturbed, kills, seed=1) > kills // 2
    runs = runs_of(disturbed)
    assert [run.info.status for run in runs] == ["FINISHED"] * 12
    (parent,) = runs_of(disturbed, "sweep")
    assert parent.info.status == "FINISHED"
    assert comparisons(disturbed) == comparisons(undisturbed)
    assert "Traceback" not in (disturbed / "killed.log").read_text()
