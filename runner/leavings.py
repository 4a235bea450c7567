"""What a start makes in the folders that Hydra gives it: one that comes to nothing takes that away, and nothing else.

Hydra makes the folder of a run or of a sweep before anybody has looked at the config. Which of them were missing is
noted as the config is composed, before that. Hydra's record of a config is written when a run begins, not before: a
command that is refused may name the folder of an earlier run.
"""

from __future__ import annotations

import contextlib
import functools
from pathlib import Path
from typing import Any

from hydra._internal.config_loader_impl import ConfigLoaderImpl
from omegaconf import DictConfig, OmegaConf

from runner.records import HYDRA_DIR

KEYS = ("hydra.run.dir", "hydra.sweep.dir")

_missing: set[Path] = set()


def register() -> None:
    """Note, with every config that is composed in this process, which of its folders are not there; once."""
    compose = ConfigLoaderImpl.load_configuration
    if hasattr(compose, "notes_folders"):
        return

    @functools.wraps(compose)
    def noting(self: ConfigLoaderImpl, *args: Any, **kwargs: Any) -> DictConfig:
        composed = compose(self, *args, **kwargs)
        for key in KEYS:
            note(composed, key)
        return composed

    noting.notes_folders = True  # type: ignore[attr-defined]
    ConfigLoaderImpl.load_configuration = noting  # type: ignore[method-assign]


def note(composed: DictConfig, key: str) -> None:
    """Remember a folder that a config names, if it is not there; one that cannot be told yet is never taken away."""
    with contextlib.suppress(Exception):  # an interpolation may raise anything; Hydra says it, at its time
        folder = Path(str(OmegaConf.select(composed, key, throw_on_missing=True))).absolute()
        if not folder.exists():
            _missing.add(folder)


def tidy() -> None:
    """Take away the folders that this start made and left empty; those of the runs of a sweep with it."""
    for folder in _missing:
        for each in (*(path for path in folder.glob("*") if path.is_dir()), folder):
            with contextlib.suppress(OSError):  # it is not there, or something is in it
                each.rmdir()


def record(folder: Path, composed: DictConfig, of_hydra: DictConfig) -> None:
    """Write down what a run was told, as Hydra does: its config, Hydra's own, and the overrides of the command.

    Args:
        folder: of the run.
        composed: its config.
        of_hydra: the node ``hydra`` of it. Where that names a place, Hydra has written it there.
    """
    if of_hydra.output_subdir is not None:
        return
    written = {"config": composed, "hydra": {"hydra": of_hydra}, "overrides": of_hydra.overrides.task}
    (folder / HYDRA_DIR).mkdir(exist_ok=True)
    for name, content in written.items():
        text = OmegaConf.to_yaml(OmegaConf.create(content) if isinstance(content, dict) else content)
        (folder / HYDRA_DIR / f"{name}.yaml").write_text(text, encoding="utf-8")
