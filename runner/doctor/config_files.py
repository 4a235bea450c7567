"""Whether every config file composes: the project's, and those of the working folder.

A choice is composed alone, with what it cannot do without. Composing runs no code of a user's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from runner.cli import app
from runner.config import trust
from runner.config.composition import CONF, STUDIES, find_study_folders
from runner.console import heartbeat
from runner.core import names, yaml_file
from runner.core.errors import UserError
from runner.doctor.findings import BAD, OK, WARN, Finding

DOING = "looking at the config files"


def check_configs(folder: Path) -> list[Finding]:
    """The choices and studies of the project, and of a working folder: in ``experiments``, in folders like ``conf``."""
    groups = sorted(path.name for path in CONF.iterdir() if path.is_dir() and path.name != "hydra")
    own = [each for each in sorted(folder.glob("[!.]*")) if each != CONF and any(_choices(each, groups))]
    search = [f"hydra.searchpath=[{','.join(_quoted(each) for each in own)}]"] if own else []
    modules = {module for place in own for _, file in _choices(place, groups) for module in _modules(_content(file))}
    trusted = (
        [f"trusted_modules={names.list_names(sorted(modules))}"] if modules else []
    )  # composing runs no code of them
    found, count = [], 0
    for place in (CONF, *own):
        for group, file in _choices(place, groups):
            count += 1
            heartbeat.announce(DOING, str(file))
            if why := app.find_refusal(partial(app.compose, [*search, f"{group}={file.stem}", *_needs(group, file)])):
                foreign = " If another program's, leave it." if place != CONF else ""
                found.append(
                    Finding("configs", BAD if place == CONF else WARN, f"{file}: {why}", f"Correct it.{foreign}")
                )
    studies = {file.stem: file for place in reversed(find_study_folders()) for file in sorted(place.glob("*.yaml"))}
    for name, file in studies.items():
        count += 1
        heartbeat.announce(DOING, str(file))
        if why := app.find_refusal(
            partial(app.compose_sweep, [*search, *trusted, f"+{STUDIES}={name}", *_one_seed(file)])
        ):
            found.append(Finding("configs", BAD, f"{file}: {why}", "Correct it."))
    return found or [Finding("configs", OK, f"{count} files compose")]


def _one_seed(study: Path) -> list[str]:
    """In place of the seeds of a study, which differ in nothing that could be wrong: hundreds of arms take long."""
    try:
        axes = yaml_file.read(study)["sweep"]["axes"]
        return ["seed=0"] if "seed" in axes else []
    except (UserError, yaml.YAMLError, UnicodeDecodeError, LookupError, TypeError):  # composing says it better
        return []


def _choices(place: Path, groups: Sequence[str]) -> Iterator[tuple[str, Path]]:
    for group in groups:
        yield from ((group, file) for file in sorted((place / group).glob("*.yaml")))


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("\\", "\\\\").replace("'", "\\'") + "'"


def _needs(group: str, file: Path) -> list[str]:
    """What a choice cannot do without: values that it leaves to the user, trust in its code, a schedule for m:n."""
    content = _content(file)
    if content is None:
        return []
    prefix = "" if file.read_text(encoding="utf-8").startswith("# @package _global_") else f"{group}."
    leaves = dict(_leaves(content, prefix))
    needs = [f"{key}=x" for key, value in leaves.items() if value == "???"]
    modules = _modules(content)
    needs += [f"trusted_modules={names.list_names(modules)}"] if modules else []
    ratio = leaves.get("pattern.m_by_n")
    if isinstance(ratio, list) and len(ratio) == 2 and all(isinstance(each, int) and each for each in ratio):
        needs += ["schedule=constant", f"target_sparsity={ratio[0] / ratio[1]}"]
    return needs


def _content(file: Path) -> Any:
    """What a file holds; None where composing says better what is wrong with it."""
    try:
        return yaml_file.read(file)
    except (UserError, OSError, yaml.YAMLError, UnicodeDecodeError):
        return None


def _modules(content: Any) -> list[str]:
    """The modules whose code it names."""
    named = [str(value) for key, value in _leaves(content, "") if key.endswith("_target_")]
    return sorted({name.rpartition(".")[0] for name in named if trust.MODULE.fullmatch(name)})


def _leaves(node: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in node.items() if isinstance(node, dict) else ():
        if isinstance(value, dict):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
