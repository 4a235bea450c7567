"""The process environment that TensorFlow needs, set before it is first imported.

tfmot works with Keras 2 only, so ``TF_USE_LEGACY_KERAS`` chooses it. oneDNN's kernels give
other bits than Eigen's and depend on the processor; they are pinned off, so that the same
configuration gives the same weights. TensorFlow's start-up chatter is turned off.
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
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_CPP_MAX_VLOG_LEVEL": "0",
}

CPU_INFO = Path("/proc/cpuinfo")
# Of glibc's malloc.h, with what is set: free memory at the top, and a single block, go back to the system from so many
# bytes on; and a thread's heap, of 64 MB at most, is not given back as long as the one before has less room than that.
MALLOPT = {"M_TRIM_THRESHOLD": (-1, 2**31 - 1), "M_MMAP_THRESHOLD": (-3, 2**31 - 1), "M_TOP_PAD": (-2, 2**26)}

VECTORS = ("avx", "fma", "amx", "asimd", "sve")


def prepare() -> None:
    """Set the pinned variables; call before anything imports TensorFlow."""
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
    """The processor's name, and its vector instructions: they choose the kernels, and a name alone hides them.

    >>> cpu()  # doctest: +SKIP
    'AMD EPYC (avx avx2 avx512f fma)'
    """
    try:
        first = CPU_INFO.read_text().split("\n\n")[0]
    except OSError:  # not Linux
        first = ""
    says = dict(re.findall(r"^([^\t:\n]+?)\s*: *(.*)$", first, re.M))
    name = says.get("model name") or platform.processor() or platform.machine()
    every = (says.get("flags") or says.get("Features") or "").split()
    vectors = sorted(flag for flag in every if flag.startswith(VECTORS))
    return f"{name} ({' '.join(vectors)})" if vectors else name
