"""The environment of a training process."""

import ctypes
import os
import subprocess
import sys

import pytest

from runner.core import environment

# Each of these makes TensorFlow calculate with other kernels, which give other last bits.
OTHER_KERNELS = {
    "ONEDNN_MAX_CPU_ISA": "SSE41",
    "DNNL_MAX_CPU_ISA": "SSE41",
    "TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL": "0",
    "TF_ENABLE_ONEDNN_OPTS": "1",
    "TF_USE_DEEP_CONV2D": "1",
    "TF_XLA_FLAGS": "--tf_xla_auto_jit=2 --tf_xla_cpu_global_jit --tf_xla_min_cluster_size=1",
    "XLA_FLAGS": "--xla_cpu_max_isa=SSE4_2 --xla_cpu_enable_fast_math=true",
}
# Prints the hash that a run records.
SIGN = """
import sys
from runner.core import environment

if sys.argv[1] == "prepared":
    environment.prepare()
from runner.training import arithmetic

print(arithmetic.sign_arithmetic())
"""
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


def test_what_the_environment_says_does_not_change_what_is_calculated():
    def sign(how, env):
        done = subprocess.run(
            [sys.executable, "-c", SIGN, how], env={**os.environ, **env}, capture_output=True, text=True, check=True
        )
        return done.stdout

    def named(*names):
        return {name: OTHER_KERNELS[name] for name in names}

    here = sign("prepared", {})
    assert sign("prepared", OTHER_KERNELS) == here
    assert sign("as it is", named("ONEDNN_MAX_CPU_ISA")) != here
    assert sign("as it is", named("TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL")) != here


def test_a_processor_whose_kernels_cannot_be_pinned_is_told(monkeypatch, tmp_path):
    info = tmp_path / "cpuinfo"
    monkeypatch.setattr(environment, "CPU_INFO", info)
    (unknown,) = environment.find_own_kernels()
    assert "no x86-64 processor that says it has AVX2 and FMA" in unknown
    info.write_text("model name\t: Old CPU\nflags\t\t: fpu avx sse\n")
    (old,) = environment.find_own_kernels()
    assert "cannot be pinned on this machine: Old CPU (avx, " in old
    info.write_text("model name\t: CPU\nflags\t\t: fpu avx avx2 avx512f fma\n")
    assert environment.find_own_kernels() == []
