"""Every launcher, as the parameters of tests."""

import pytest

CLUSTERS = {"slurm": pytest.mark.cluster, "ray": pytest.mark.ray}
LAUNCHERS = ("local", "joblib", "submitit_local", *CLUSTERS)


def marked(launcher, *values):
    """Parameters of a test that takes minutes, or needs a cluster."""
    return pytest.param(launcher, *values, marks=CLUSTERS.get(launcher, pytest.mark.long))


EACH = [marked(launcher) for launcher in LAUNCHERS]
