"""What TensorFlow calculates with here: whether its kernels are pinned, and whether it sees a GPU."""

from __future__ import annotations

import subprocess
import sys

from runner.core import environment
from runner.doctor.findings import OK, WARN, Finding

PATIENCE = 120  # seconds for TensorFlow's import, as from a network's disk
ASK = """
from runner.core import environment
environment.prepare()
import tensorflow as tf
gpus = tf.config.list_physical_devices("GPU")
print(", ".join(tf.config.experimental.get_device_details(gpu).get("device_name", gpu.name) for gpu in gpus))
"""


def check_kernels() -> list[Finding]:
    """Whether this machine gives the bits that others give."""
    if own := environment.find_own_kernels():
        return [Finding("kernels", WARN, own[0], "Compare runs of such machines only, or use a processor with AVX2.")]
    return [Finding("kernels", OK, environment.describe_cpu())]


def check_gpus() -> list[Finding]:
    """Whether TensorFlow sees a GPU, asked in a process of its own: it would take the GPU's memory. None is needed."""
    try:
        command = [sys.executable, "-c", ASK]
        asked = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
    except subprocess.TimeoutExpired:
        return [Finding("GPU", WARN, f"TensorFlow does not say within {PATIENCE} s", "Try: import tensorflow")]
    except subprocess.CalledProcessError as error:
        said = next(reversed(error.stderr.splitlines()), f"exit status {error.returncode}")
        return [Finding("GPU", WARN, f"TensorFlow cannot be asked: {said}", "Try: import tensorflow")]
    seen = asked.stdout.strip()
    return [Finding("GPU", OK, f"TensorFlow sees {seen}" if seen else "TensorFlow sees none; none is needed")]
