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
from omegaconf import DictConfig, OmegaConf, read_write

from runner.core import credentials
from runner.core.file_names import HYDRA_DIR

KEYS = ("hydra.run.dir", "hydra.sweep.dir")

_missing: set[Path] = set()
_places = [HYDRA_DIR]  # for the record, the last one counts


def register() -> None:
    """Note, with every config that is composed in this process, which of its folders are not there; once."""
    compose = ConfigLoaderImpl.load_configuration
    if hasattr(compose, "notes_folders"):
        return

    @functools.wraps(compose)
    def noting(self: ConfigLoaderImpl, *args: Any, **kwargs: Any) -> DictConfig:
        composed = compose(self, *args, **kwargs)
        for key in KEYS:
            note_folder(composed, key)
        _take_over(composed)
        return composed

    noting.notes_folders = True  # type: ignore[attr-defined]
    ConfigLoaderImpl.load_configuration = noting  # type: ignore[method-assign]


def note_folder(composed: DictConfig, key: str) -> None:
    """Remember a folder that a config names, if it is not there; one that cannot be told yet is never taken away."""
    with contextlib.suppress(Exception):  # an interpolation may raise anything; Hydra says it, at its time
        folder = Path(str(OmegaConf.select(composed, key, throw_on_missing=True))).absolute()
        if not folder.exists():
            _missing.add(folder)


def _take_over(composed: DictConfig) -> None:
    """Have Hydra write no record of the config, where a command names a place for it: we do, when the run begins."""
    if place := OmegaConf.select(composed, "hydra.output_subdir"):
        _places.append(str(place))
        with read_write(composed):
            composed.hydra.output_subdir = None


def remove_empty_folders() -> None:
    """Take away the folders that this start made and left empty; those of the runs of a sweep with it."""
    for folder in _missing:
        for each in (*(path for path in folder.glob("*") if path.is_dir()), folder):
            with contextlib.suppress(OSError):  # it is not there, or something is in it
                each.rmdir()


def hide_logins(folder: Path, of_hydra: Any) -> None:
    """Take logins out of the record that Hydra has written, as it does in a launcher's process, before a run begins."""
    for file in (folder / of_hydra.output_subdir).glob("*.yaml") if of_hydra.output_subdir else ():
        text = file.read_text(encoding="utf-8")
        if (plain := credentials.hide(text)) != text:
            file.write_text(plain, encoding="utf-8")


def record_config(folder: Path, composed: DictConfig, of_hydra: DictConfig) -> None:
    """Write down what a run was told, as Hydra does: its config, Hydra's own, and the overrides of the command.

    Where the node ``hydra`` names a place, as in a launcher's process, Hydra has written there, with logins that are
    not to stay: it is written over.
    """
    written = {"config": composed, "hydra": {"hydra": of_hydra}, "overrides": of_hydra.overrides.task}
    place = folder / (of_hydra.output_subdir or _places[-1])
    place.mkdir(parents=True, exist_ok=True)
    for name, content in written.items():
        tree = OmegaConf.to_container(OmegaConf.create(content), resolve=False, enum_to_str=True)
        text = OmegaConf.to_yaml(OmegaConf.create(credentials.hide_node(tree)))
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
