"""The process environment that TensorFlow needs, set before it is first imported.

tfmot works with Keras 2 only, so ``TF_USE_LEGACY_KERAS`` chooses it. TensorFlow's start-up chatter is turned off.

What chooses between kernels that give other bits is pinned, against what the environment says, so that the same
configuration gives the same weights: oneDNN's operations are off. Eigen's products go through oneDNN's all the same,
which would take the widest instructions of the processor; they take those of AVX2. XLA, where a model asks for it,
takes no wider ones. What is left of the processor is said in runner/training/README.md.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PINNED = {
    "TF_USE_LEGACY_KERAS": "1",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL": "1",  # products go through oneDNN's
    "ONEDNN_MAX_CPU_ISA": "AVX2",  # goes before its older name, DNNL_MAX_CPU_ISA
    "TF_USE_DEEP_CONV2D": "0",
    "TF_XLA_FLAGS": "",  # XLA takes only what asks for it
    "XLA_FLAGS": "--xla_cpu_max_isa=AVX2",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_CPP_MAX_VLOG_LEVEL": "0",
}

CPU_INFO = Path("/proc/cpuinfo")
# Of glibc's malloc.h, with what is set: free memory at the top, and a single block, go back to the system from so many
# bytes on; and a thread's heap, of 64 MB at most, is not given back as long as the one before has less room than that.
MALLOPT = {"M_TRIM_THRESHOLD": (-1, 2**31 - 1), "M_MMAP_THRESHOLD": (-3, 2**31 - 1), "M_TOP_PAD": (-2, 2**26)}

L1_SIZE = Path("/sys/devices/system/cpu/cpu0/cache/index0/size")  # of its data cache, like 32K
NEEDED = {"avx2", "fma"}  # without them oneDNN takes other instructions than those that are pinned
TOLD = ("amx_tile", "asimd", "avx", "avx2", "avx512f", "fma", "sve", "sve2")  # what kernels are chosen by


def prepare() -> None:
    """Set the pinned variables, whatever they were; call before anything imports TensorFlow."""
    os.environ.update(PINNED)


def keep_freed_memory() -> None:
    """Let this process keep the memory that it frees, for its next step to take again.

    glibc gives large blocks back to the system when they are freed. A training step frees what the next one asks for:
    with layers of millions of weights that is thousands of page faults a step, a tenth of its CPU time. With other C
    libraries nothing changes. Source: mallopt(3).
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):  # no such function; no C library by that name
        mallopt = ctypes.CDLL(None).mallopt
        for parameter, value in MALLOPT.values():
            mallopt(parameter, value)


@contextlib.contextmanager
def without_keras_3() -> Iterator[None]:
    """Import tfmot faster by a second.

    tfmot asks the package ``keras`` for a private module of Keras 2, which an installed Keras 3
    no longer has: the answer is always ImportError, but it comes after importing all of Keras 3
    (and scikit-learn). Here the answer is the same, and comes at once.
    """
    if "keras" in sys.modules:
        yield
        return
    sys.modules["keras"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["keras"]


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """Send file descriptor 2 nowhere, for the lines that TensorFlow prints before it can be asked not to."""
    sys.stderr.flush()
    saved = os.dup(2)
    silent = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(silent, 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(silent)


def describe_cpu() -> str:
    """The processor's name, what TensorFlow chooses its kernels and their blocks by, and whether they are pinned.

    >>> describe_cpu()  # doctest: +SKIP
    'AMD EPYC (avx avx2 avx512f fma, 32K of L1, pinned to avx2)'
    """
    says = _read_cpu()
    name = says.get("model name") or platform.processor() or platform.machine()
    vectors = " ".join(sorted(_read_flags(says).intersection(TOLD)))
    try:
        l1 = f"{L1_SIZE.read_text().strip()} of L1"
    except OSError:  # not Linux, or a virtual machine that does not say
        l1 = ""
    pinned = "pinned to avx2" if _read_flags(says) >= NEEDED else "not pinned"
    return f"{name} ({', '.join(filter(None, (vectors, l1, pinned)))})"


def find_own_kernels() -> list[str]:
    """What to mind where the pinned kernels cannot be had: one text, or none."""
    if _read_flags(_read_cpu()) >= NEEDED:
        return []
    return [
        f"TensorFlow's kernels cannot be pinned on this machine: {describe_cpu()}. It is no x86-64 processor that says "
        f"it has AVX2 and FMA. The same command gives other last bits, and so other figures, on other machines."
    ]


def _read_flags(says: dict[str, str]) -> set[str]:
    return set((says.get("flags") or says.get("Features") or "").split())


def _read_cpu() -> dict[str, str]:
    """What Linux says of the first processor; empty elsewhere."""
    try:
        first = CPU_INFO.read_text().split("\n\n")[0]
    except OSError:
        return {}
    return dict(re.findall(r"^([^\t:\n]+?)\s*: *(.*)$", first, re.M))
