"""The process environment that TensorFlow needs, set before it is first imported.

tfmot works with Keras 2 only, so ``TF_USE_LEGACY_KERAS`` chooses it. oneDNN's kernels give
other bits than Eigen's and depend on the processor; they are pinned off, so that the same
configuration gives the same weights. TensorFlow's start-up chatter is turned off.
"""

from __future__ import annotations

import contextlib
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
VECTORS = ("avx", "fma", "amx", "asimd", "sve")


def prepare() -> None:
    """Set the pinned variables; call before anything imports TensorFlow."""
    os.environ.update(PINNED)


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


def cpu() -> str:
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
