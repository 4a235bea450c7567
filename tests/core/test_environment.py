"""The environment of a training process."""

import ctypes
import subprocess
import sys

import pytest

from runner.core import environment

# Blocks as large as a layer of three million weights, taken and freed as a step does. Says how many page faults the
# later steps had, for each that the first one had.
STEPS = """
import resource, sys
import numpy as np
from runner.core import environment

if sys.argv[1] == "keep":
    environment.keep_freed_memory()

def faults(steps):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(steps):
        blocks = [np.empty(3_000_000, np.float32) for _ in range(4)]
        for block in blocks:
            block.fill(1)
        del blocks, block
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

first = faults(3) / 3
print(faults(20) / 20 / first)
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="not glibc")
def test_a_step_finds_the_memory_of_the_step_before_it():
    def share(how):
        done = subprocess.run([sys.executable, "-c", STEPS, how], capture_output=True, text=True, check=True)
        return float(done.stdout)

    assert share("keep") < 0.05
    assert share("leave") > 0.5


def test_another_c_library_is_left_as_it_is(monkeypatch):
    monkeypatch.setattr(environment.ctypes, "CDLL", lambda name: object())
    environment.keep_freed_memory()
