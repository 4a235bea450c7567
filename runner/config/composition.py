"""From a composed OmegaConf tree to a typed, checked :class:`Config`; and where configuration lies."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_type_hints

from omegaconf import DictConfig, ListConfig, OmegaConf, read_write
from omegaconf.errors import OmegaConfBaseException
from omegaconf.resolvers import oc

from runner.config import augment, moved, recipe, schema
from runner.config.choices import CONF
from runner.config.choices import HERE as HERE
from runner.config.schema import Config, DatasetConfig, SweepConfig
from runner.config.scope import CONSTANT, PatternConfig, ScopeConfig
from runner.config.task import choose_score
from runner.core import credentials
from runner.core.errors import UserError

STUDIES = "experiments"
OF_JSON = "of_json"  # a resolver
OF_DATASET = {field.name for field in fields(DatasetConfig)} - {"params"}
OF_RUN = ("sweep", "of_environment")  # not composed as the others: typed by itself; found here, see below
REFERENCE = re.compile(r"\$\{[\w.]+\}")  # the value of another key


def find_study_folders() -> list[Path]:
    """Where study files are looked for: ``experiments/`` in the working folder, then the project's own."""
    return list(dict.fromkeys((Path.cwd() / STUDIES, CONF.parent / STUDIES)))


def part_of_target(part: float, *, _root_: Any) -> float:
    """``${part_of_target:0.5}`` in a config is half of its ``target_sparsity``, whatever that is."""
    return round(part * _root_.target_sparsity, 6)


OmegaConf.register_new_resolver("part_of_target", part_of_target, replace=True)
OmegaConf.register_new_resolver(OF_JSON, json.loads, replace=True)  # a study's keys that Hydra's command line cannot

_read_variables: list[str] = []


def _environment(variable: str, *default: str | None) -> str | None:
    """``${oc.env:NAME}`` as OmegaConf has it; that it was asked is noted."""
    _read_variables.append(variable)
    found: str | None = oc.env(variable, *default)
    return found


OmegaConf.register_new_resolver("oc.env", _environment, replace=True)


def read_config(composed: DictConfig) -> Config:
    """The composed config, typed and checked.

    Raises:
        UserError, OmegaConfBaseException: something in it is unknown, mistyped or out of range.
    """
    sweep = read_sweep(composed.sweep)
    others = OmegaConf.masked_copy(composed, [str(key) for key in composed if key not in OF_RUN])
    given = OmegaConf.to_container(others, resolve=True)  # first: what ${...} brings is checked for its type as well
    given = recipe.complete(moved.rename_for_today(given))  # type: ignore[arg-type]
    given["augment"] = augment.name_own(given.get("augment", dict(augment.NOTHING)))
    merged = _merged(_own_parameters(given), others)
    merged.sweep = SweepConfig(sweep.control)  # what other arms refer to need not be here
    checked: Config = OmegaConf.to_object(merged)  # type: ignore[assignment]
    tracking = replace(checked.tracking, uri=checked.tracking.uri and credentials.take(checked.tracking.uri))
    score = choose_score(checked.task, checked.score)
    checked = replace(checked, score=score, sweep=sweep, tracking=tracking, of_environment=_of_environment(others))
    for noun, part in (("schedule", checked.schedule), ("model", checked.model)):
        for key in ("name", "_target_"):
            if key not in part:
                raise UserError(f"{noun}.{key} is missing: its YAML file must have a line {key}: ...")
    if checked.dense:
        checked = _control(checked)
    elif checked.pattern.m_by_n and checked.schedule.get("_target_") == CONSTANT:
        checked = _at_once(checked)
    schema.check(checked)
    return checked


def take_login(composed: DictConfig) -> None:
    """Take the login out of the address of the store in a composed config, before anything of it is stored."""
    node = composed.get("tracking")
    uri = OmegaConf.to_container(node, resolve=False).get("uri") if isinstance(node, DictConfig) else None  # type: ignore[union-attr]
    if isinstance(uri, str) and "${" not in uri and credentials.split(uri)[1]:
        with read_write(composed):
            composed.tracking.uri = credentials.take(uri)


def _of_environment(composed: DictConfig) -> dict[tuple[str, ...], Any]:
    """The texts that come from the environment, as they are written in the config: ``${oc.env:NAME}``; by their keys.

    Also by way of another key: what counts is whether a variable was read for the text.
    """
    found: dict[tuple[str, ...], Any] = {}

    def look(node: Any, path: tuple[str, ...]) -> None:
        for key in node.keys() if isinstance(node, DictConfig) else ():
            raw = node._get_node(key)
            if isinstance(raw, DictConfig) and not OmegaConf.is_interpolation(node, str(key)):
                look(raw, (*path, str(key)))
                continue
            written = OmegaConf.to_container(raw, resolve=False) if isinstance(raw, ListConfig) else raw._value()
            if "${" in str(written):
                _read_variables.clear()
                if OmegaConf.is_config(value := node[key]):
                    OmegaConf.to_container(value, resolve=True)
                if _read_variables:
                    found[(*path, str(key))] = written

    look(composed, ())
    return found


def _own_parameters(given: Any) -> Any:
    """With the parameters of the function that reads the data apart from the keys that every dataset has."""
    dataset = given.get("dataset")
    if not isinstance(dataset, dict):
        return given
    own = {key: value for key, value in dataset.items() if key not in OF_DATASET}
    return {**given, "dataset": {key: value for key, value in dataset.items() if key in OF_DATASET} | {"params": own}}


def _merged(given: Any, raw: DictConfig) -> DictConfig:
    """A config with its types. What does not fit is told by the key that was given, not by one that refers to it.

    Raises:
        OmegaConfBaseException: something does not fit.
    """
    tree = OmegaConf.to_container(raw, resolve=False)
    referring = {name for name, part in tree.items() if isinstance(part, dict) and _refers(part)}  # type: ignore[union-attr]
    merged = _schema()
    for names in (set(given) - referring, referring):
        merged = OmegaConf.merge(merged, {name: value for name, value in given.items() if name in names})  # type: ignore[assignment]
    return merged


def _refers(part: dict[Any, Any]) -> bool:
    """Whether some value of a group is that of another group's key."""
    return any(isinstance(value, str) and REFERENCE.fullmatch(value) for value in part.values())


def read_sweep(composed: DictConfig) -> SweepConfig:
    """The node ``sweep`` of a composed config, typed; what its arms refer to is left for each arm to resolve.

    Raises:
        UserError: something in it is unknown or mistyped.
    """
    if not isinstance(composed, DictConfig):
        raise UserError(f"sweep={composed} is no value: it has keys, sweep.control, sweep.arms and sweep.axes.")
    given = OmegaConf.to_container(composed, resolve=False)
    try:
        typed = OmegaConf.merge(OmegaConf.structured(SweepConfig), given)
    except OmegaConfBaseException:
        raise UserError(
            f"sweep={given} cannot be read: sweep.control and sweep.fail_fast are true or false, sweep.retries is a "
            f"whole number, sweep.arms a list of arms like "
            f"{{schedule: constant, schedule.frequency: [1%, 5%]}}, sweep.axes is like {{seed: [0, 1]}}."
        ) from None
    return SweepConfig(**OmegaConf.to_container(typed, resolve=False))  # type: ignore[arg-type]


def _control(dense: Config) -> Config:
    """Without what says nothing where nothing is pruned, so that arms of any scope and pattern share a control.

    ``include``, ``exclude`` and ``frozen`` stay: they name the layers whose weights are counted.
    """
    scope = ScopeConfig(include=dense.scope.include, exclude=dense.scope.exclude, frozen=dense.scope.frozen)
    return replace(dense, target_sparsity=0.0, scope=scope, pattern=PatternConfig())


def _at_once(constant: Config) -> Config:
    """As tfmot makes m:n masks: once, at the first training step, whatever the schedule says.

    So the plan is true, and a sweep over a step that changes nothing is one arm.
    """
    return replace(constant, schedule={**constant.schedule, "begin_step": 1, "end_step": 1, "frequency": 1})


@functools.cache
def _schema() -> DictConfig:
    """The types of a config, open to be filled in: OmegaConf makes frozen classes read-only."""
    types = OmegaConf.structured(Config)
    OmegaConf.set_readonly(types, False)
    for name, kind in get_type_hints(Config).items():
        if is_dataclass(kind):
            types[name] = OmegaConf.structured(kind)
            OmegaConf.set_readonly(types[name], False)
    return types
