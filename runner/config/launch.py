"""Where the runs of a sweep go, as a config says it: the keys of ``conf/launch``."""

from __future__ import annotations

from dataclasses import dataclass

from runner.config.values import at_least
from runner.core.records import UserError

CORES = 1024
MINUTES = 3  # Slurm tells a run that its time is up two minutes before, when it is early


@dataclass(frozen=True)
class LaunchConfig:
    """Where the runs of a sweep go, and how many at once; a single run is always alone, and here.

    Args:
        name: of the choice.
        jobs: runs at once on this machine, or of the sweep on a Slurm cluster.
        address: of a Ray cluster; null is one of this machine's own, for the sweep.
        cpus: that each run has to itself on a cluster; null is its share of this machine's.
        gpus: the same.
        partition: of a Slurm cluster; null is its default one.
        memory_gb: that each run has to itself there; null is what the cluster gives.
        minutes: that a job there may take; a run that takes longer goes on in a next one.
        restarts: how often the engine starts a run again that it has lost: its node died, or its time was up.
    """

    name: str = "local"
    jobs: int = 1
    address: str | None = None
    cpus: int | None = None
    gpus: int = 0
    partition: str | None = None
    memory_gb: int | None = None
    minutes: int | None = None
    restarts: int = 0


def check_launch(launch: LaunchConfig) -> None:
    """Refuse values out of range.

    Raises:
        UserError: says the key, the value and what is allowed.
    """
    leasts = {"jobs": 1, "cpus": 1, "gpus": 0, "memory_gb": 1, "minutes": MINUTES, "restarts": 0}
    for key, least in leasts.items():
        value = getattr(launch, key)
        if value is not None:
            at_least(f"launch.{key}", value, least)
    if launch.cpus is not None and launch.cpus > CORES:
        raise UserError(f"launch.cpus={launch.cpus} is too large: give {CORES} or less.")
