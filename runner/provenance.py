"""What a result depends on beside its config: versions, the commit, the pinned kernels, the processor."""

from __future__ import annotations

import os
import subprocess
from importlib.metadata import version

from runner import environment
from runner.records import TAG_COMMIT, TAG_CPU, TAG_ONEDNN

PACKAGES = {"tensorflow": "tensorflow", "tf-keras": "tf-keras", "tfmot": "tensorflow-model-optimization"}

ANSWER = 10.0  # seconds for git


def versions() -> dict[str, str]:
    """The versions that the weights depend on."""
    return {name: version(package) for name, package in PACKAGES.items()}


def tags() -> dict[str, str]:
    """The tags of every run."""
    try:
        git = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False, timeout=ANSWER)
        commit = git.stdout.strip() or "unknown"
    except (OSError, subprocess.TimeoutExpired):  # no git here, or a disk that hangs
        commit = "unknown"
    kernels = {TAG_ONEDNN: os.environ.get("TF_ENABLE_ONEDNN_OPTS", ""), TAG_CPU: environment.cpu()}
    return {**versions(), TAG_COMMIT: commit, **kernels}
