"""What a result depends on beside its config: versions, the commit, the pinned kernels, the processor."""

from __future__ import annotations

import os
import subprocess
from importlib.metadata import version

from runner.core import environment
from runner.core.tags import TAG_COMMIT, TAG_CPU, TAG_ONEDNN

PACKAGES = {"tensorflow": "tensorflow", "tf-keras": "tf-keras", "tfmot": "tensorflow-model-optimization"}
UNKNOWN = "unknown"
PATIENCE = 10  # seconds that git may take, as on a folder of a network


def read_versions() -> dict[str, str]:
    """The versions that the weights depend on."""
    return {name: version(package) for name, package in PACKAGES.items()}


def make_tags() -> dict[str, str]:
    """The tags of every run."""
    kernels = {TAG_ONEDNN: os.environ.get("TF_ENABLE_ONEDNN_OPTS", ""), TAG_CPU: environment.describe_cpu()}
    return {**read_versions(), TAG_COMMIT: _commit(), **kernels}


def _commit() -> str:
    """Of the working folder; or ``unknown``, with the reason."""
    try:
        command = ["git", "rev-parse", "HEAD"]
        git = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{UNKNOWN}: {error}"
    said = next(iter(git.stderr.splitlines()), "git says nothing")
    return git.stdout.strip() if git.returncode == 0 else f"{UNKNOWN}: {said}"
