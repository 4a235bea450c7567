"""From a composed OmegaConf tree to a typed, checked :class:`Config`; and where ``conf/`` lies."""

from __future__ import annotations

from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import get_type_hints

from omegaconf import DictConfig, OmegaConf

from runner import config
from runner.config import Config
from runner.scope_config import CONSTANT, PatternConfig, ScopeConfig

HERE = Path(__file__).resolve().parent
CONF = next(folder for folder in (HERE / "conf", HERE.parent / "conf") if folder.is_dir())


def to_config(composed: DictConfig) -> Config:
    """The composed config, typed and checked.

    Raises:
        UserError, OmegaConfBaseException: something in it is unknown, mistyped or out of range.
    """
    checked: Config = OmegaConf.to_object(OmegaConf.merge(_schema(), composed))  # type: ignore[assignment]
    if checked.dense:
        checked = _control(checked)
    elif checked.pattern.m_by_n and checked.schedule["_target_"] == CONSTANT:
        checked = _at_once(checked)
    config.check(checked)
    return checked


def _control(dense: Config) -> Config:
    """Without what says nothing where nothing is pruned, so that arms of any scope and pattern share a control.

    ``include`` and ``exclude`` stay: they name the layers whose weights are counted.
    """
    scope = ScopeConfig(include=dense.scope.include, exclude=dense.scope.exclude)
    return replace(dense, target_sparsity=0.0, scope=scope, pattern=PatternConfig())


def _at_once(constant: Config) -> Config:
    """As tfmot makes m:n masks: once, at the first training step, whatever the schedule says.

    So the plan is true, and a sweep over a step that changes nothing is one arm.
    """
    return replace(constant, schedule={**constant.schedule, "begin_step": 1, "end_step": 1, "frequency": 1})


def _schema() -> DictConfig:
    """The types of a config, open to be filled in: OmegaConf makes frozen classes read-only."""
    schema = OmegaConf.structured(Config)
    OmegaConf.set_readonly(schema, False)
    for name, kind in get_type_hints(Config).items():
        if is_dataclass(kind):
            schema[name] = OmegaConf.structured(kind)
            OmegaConf.set_readonly(schema[name], False)
    return schema
