"""From a composed OmegaConf tree to a typed, checked :class:`Config`; and where ``conf/`` lies."""

from __future__ import annotations

from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import Any, get_type_hints

from omegaconf import DictConfig, OmegaConf

from runner import config
from runner.config import Config

HERE = Path(__file__).resolve().parent
CONF = next(folder for folder in (HERE / "conf", HERE.parent / "conf") if folder.is_dir())


def part_of_target(part: float, *, _root_: Any) -> float:
    """``${part_of_target:0.5}`` in a config is half of its ``target_sparsity``, whatever that is."""
    return round(part * _root_.target_sparsity, 6)


OmegaConf.register_new_resolver("part_of_target", part_of_target, replace=True)


def to_config(composed: DictConfig) -> Config:
    """The composed config, typed and checked.

    Raises:
        UserError, OmegaConfBaseException: something in it is unknown, mistyped or out of range.
    """
    checked: Config = OmegaConf.to_object(OmegaConf.merge(_schema(), composed))  # type: ignore[assignment]
    if checked.dense:
        checked = replace(checked, target_sparsity=0.0)
    config.check(checked)
    return checked


def _schema() -> DictConfig:
    """The types of a config, open to be filled in: OmegaConf makes frozen classes read-only."""
    schema = OmegaConf.structured(Config)
    OmegaConf.set_readonly(schema, False)
    for name, kind in get_type_hints(Config).items():
        if is_dataclass(kind):
            schema[name] = OmegaConf.structured(kind)
            OmegaConf.set_readonly(schema[name], False)
    return schema
