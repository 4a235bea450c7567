"""What is handed to a run of a sweep as Hydra does it, and what Hydra takes of it in return."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hydra.core.hydra_config import HydraConfig
from hydra.core.utils import JobReturn, JobStatus
from hydra.types import HydraContext
from omegaconf import DictConfig, open_dict, read_write


def compose(context: HydraContext, config: DictConfig, overrides: Sequence[str], number: int) -> DictConfig:
    """The config of a run, the node ``hydra`` with it: its number, its folder; not for two threads at once.

    Args:
        context: Hydra's.
        config: of the sweep.
        overrides: of the run.
        number: by which the sweep's launches know it.
    """
    composed: DictConfig = context.config_loader.load_sweep_config(config, list(overrides))
    with open_dict(composed):
        composed.hydra.job.id = composed.hydra.job.num = number
    asked = HydraConfig.instance()  # by ${hydra:...} in the name of the folder
    before = asked.cfg
    asked.set_config(composed)
    try:
        folder = Path(str(composed.hydra.sweep.dir), str(composed.hydra.sweep.subdir))
    finally:
        asked.cfg = before
    with read_write(composed.hydra.runtime), open_dict(composed.hydra.runtime):
        composed.hydra.runtime.output_dir = str(folder.absolute())
    return composed


def without_hydra(composed: DictConfig) -> DictConfig:
    """The config of a run as its job takes it."""
    config = copy.deepcopy(composed)
    with read_write(config), open_dict(config):
        config.pop("hydra")
    return config


def ended(outcome: Any) -> JobReturn:
    """What Hydra takes of a run that ended so."""
    made = JobReturn(status=JobStatus.COMPLETED)
    made.return_value = outcome
    return made
