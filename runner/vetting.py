"""Refuse code that a config would have Hydra itself run: callbacks, launchers, sweepers, logging.

Our own groups name code in ``_target_``, see :func:`runner.config.check_trusted`. Hydra reads more such
names in its own node, and runs them before any job sees the config; so they are looked at as it composes.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from hydra._internal.config_loader_impl import ConfigLoaderImpl
from omegaconf import DictConfig, OmegaConf

from runner.composition import take_login
from runner.config import check_trusted

OF_HYDRA = ("hydra._internal.core_plugins", "hydra.experimental", "hydra_plugins", "logging")
NAMES_CODE = ("_target_", "class", "()")  # the last two in a logging config


def register() -> None:
    """Make Hydra look at every config that it composes in this process; once."""
    compose = ConfigLoaderImpl.load_configuration
    if hasattr(compose, "__wrapped__"):
        return

    @functools.wraps(compose)
    def vetted(self: ConfigLoaderImpl, *args: Any, **kwargs: Any) -> DictConfig:
        composed = compose(self, *args, **kwargs)
        check(composed)
        take_login(composed)
        return composed

    ConfigLoaderImpl.load_configuration = vetted  # type: ignore[method-assign]


def check(composed: DictConfig) -> None:
    """Refuse names of code in Hydra's node that are outside Hydra and the trusted modules.

    Raises:
        UserError: names the key.
    """
    node = OmegaConf.to_container(composed.hydra, resolve=False) if "hydra" in composed else {}
    given = OmegaConf.select(composed, "trusted_modules", default=[])
    trusted = [str(each) for each in given] if OmegaConf.is_list(given) else []
    for key, target in _named("hydra", node):
        check_trusted(key, target, [*trusted, *OF_HYDRA])


def _named(key: str, node: Any) -> Iterator[tuple[str, Any]]:
    """(group, name) of all code that is named; ``ext://`` in a logging config imports, too."""
    if isinstance(node, dict):
        for name, child in node.items():
            if name in NAMES_CODE:
                yield key, child
            yield from _named(f"{key}.{name}", child)
    elif isinstance(node, list):
        for child in node:
            yield from _named(key, child)
    elif isinstance(node, str) and node.startswith("ext://") and not node.startswith("ext://sys."):
        yield key, node.removeprefix("ext://")
