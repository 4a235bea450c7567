"""Look over Hydra's shoulder: what it reads and composes passes :mod:`runner.config.trust`, in every command.

Hydra imports packages that a search path names, reads any file that a defaults list names, and makes callbacks,
launchers, sweepers and loggers of what stands in its own node, all before a job sees a config. So its own methods
are told to ask: when a place is searched, when a file is read, when a config is composed.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from hydra._internal.config_loader_impl import ConfigLoaderImpl
from hydra._internal.config_repository import ConfigRepository
from hydra.core.config_search_path import ConfigSearchPath
from hydra.core.object_type import ObjectType
from hydra.plugins.config_source import ConfigResult
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from runner.config import trust
from runner.config.composition import STUDIES, take_login
from runner.core import yaml_file
from runner.core.errors import UserError

NAMES_CODE = ("_target_", "class", "()")  # the last two in a logging config
SCHEME = "studies"  # of the folders with studies, see :mod:`runner.config.study_files`
SCHEMES = ("file", "structured", SCHEME)
PACKAGES = ("pkg://hydra.conf",)
_known: dict[tuple[Path, int, int], ConfigResult | None] = {}
MOST_SIGNS = 10_000  # of an override: Hydra reads a longer list for minutes


def register() -> None:
    """Make Hydra ask in this process; once."""
    if hasattr(ConfigRepository.initialize_sources, "__wrapped__"):
        return
    _wrap(ConfigRepository, "initialize_sources", _searched)
    _wrap(ConfigRepository, "load_config", _loaded)
    _wrap(ConfigLoaderImpl, "load_configuration", _composed)


def _wrap(owner: type, name: str, around: Callable[..., Any]) -> None:
    method = getattr(owner, name)

    @functools.wraps(method)
    def asking(self: Any, *args: Any, **kwargs: Any) -> Any:
        return around(functools.partial(method, self), self, *args, **kwargs)

    setattr(owner, name, asking)


def _searched(search: Callable[..., None], _: Any, config_search_path: ConfigSearchPath) -> None:
    """A place is looked at by importing it, where it is a package: only folders are searched."""
    for each in config_search_path.get_path():
        place = each.path or ""
        scheme = place.partition("://")[0] if "://" in place else "file"
        if scheme not in SCHEMES and place not in PACKAGES:
            raise UserError(
                f"hydra.searchpath names {place}, which is no folder, and may hold code. Give a folder, as in "
                f"hydra.searchpath=[my_conf]."
            )
    search(config_search_path)


def _loaded(
    load: Callable[..., ConfigResult | None], repository: ConfigRepository, config_path: str
) -> ConfigResult | None:
    """A file is one of a folder that is searched; a study says nothing that is not its own to say."""
    path = PurePosixPath(config_path)
    if path.is_absolute() or ".." in path.parts:
        raise UserError(f"The config {config_path} is outside of the folders that are searched: name one in them.")
    source = repository._find_object_source(config_path, ObjectType.CONFIG)
    if source is not None and source.scheme() == "file":
        result = _read_once(Path(source.path, source._normalize_file_name(config_path)), lambda: load(config_path))
    else:
        result = load(config_path)
    if result is not None and path.parts[:1] == (STUDIES,):
        content = OmegaConf.to_container(result.config, resolve=False) if OmegaConf.is_dict(result.config) else None
        packages = [each.package for each in result.defaults_list or [] if each.package]
        trust.check_study(path.name, content, packages)
    return result


def _read_once(file: Path, load: Callable[[], ConfigResult | None]) -> ConfigResult | None:
    """What a file holds, looked at and read once for all runs of a sweep, as long as it is not written to."""
    facts = file.stat()
    key = (file, facts.st_mtime_ns, facts.st_size)
    if key not in _known:
        yaml_file.check_yaml_file(file)
        _known[key] = load()
    return copy.deepcopy(_known[key])  # whoever composes changes it


def _composed(
    compose: Callable[..., DictConfig],
    _: Any,
    config_name: str | None,
    overrides: Sequence[str],
    *args: Any,
    **how: Any,
) -> DictConfig:
    for each in overrides:
        check_override(each)
    composed = compose(config_name, overrides, *args, **how)
    check(composed)
    take_login(composed)
    return composed


def check_override(override: str) -> None:
    """Refuse, with a UserError, a text of a command or an arm that Hydra would read for minutes, or cannot."""
    key = override.partition("=")[0]
    if len(override) > MOST_SIGNS:
        raise UserError(
            f"{key[:80]} is given {len(override):,} characters, more than {MOST_SIGNS:,}: give fewer values, or a "
            f"range, as in seed=range(0,100)."
        )
    if yaml_file.count_levels(override) > yaml_file.MOST_LEVELS:
        raise UserError(f"{key[:80]} is given brackets more than {yaml_file.MOST_LEVELS} levels deep: give fewer.")
    if key.lstrip("+~").startswith(f"{STUDIES}@"):
        raise UserError(f"{key}: a study is not put elsewhere. Give +{STUDIES}=NAME.")


def check(composed: DictConfig) -> None:
    """Refuse, with a UserError, names of code in Hydra's node that are not Hydra's own, nor of a trusted module."""
    given = OmegaConf.select(composed, "trusted_modules", default=[])
    trusted = [str(each) for each in given] if OmegaConf.is_list(given) else []
    if "hydra" in composed:
        for key, target in _named("hydra", composed.hydra, ()):
            trust.check_of_hydra(key, target, trusted)


def _named(key: str, node: Any, within: tuple[int, ...]) -> Iterator[tuple[str, Any]]:
    """(group, name) of all code that is named, by reference too; ``ext://`` in a logging config imports."""
    if id(node) in within:  # it refers to what it stands in
        return
    if OmegaConf.is_dict(node):
        for name in node:
            child = _value(node, name)
            if name in NAMES_CODE and child is not None:
                yield key, child
            yield from _named(f"{key}.{name}", child, (*within, id(node)))
    elif OmegaConf.is_list(node):
        for at in range(len(node)):
            yield from _named(key, _value(node, at), (*within, id(node)))
    elif isinstance(node, str) and node.startswith("ext://") and not node.startswith("ext://sys."):
        yield key, node.removeprefix("ext://")


def _value(node: Any, name: Any) -> Any:
    """What is there; the text of a reference that cannot be resolved yet."""
    if OmegaConf.is_missing(node, name):
        return None
    try:
        return node[name]
    except OmegaConfBaseException:
        return str(node._get_node(name)._value())
