"""Say in the user's words what Hydra and OmegaConf refuse: what was given, what is allowed.

Their messages speak of structs and defaults lists; here each becomes one sentence with a
did-you-mean, made from the keys and files of ``conf/``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from runner.composition import STUDIES, study_folders


def explain(error: Exception, conf: Path) -> str:
    """One message for an exception of Hydra or OmegaConf."""
    override = getattr(error, "override", None)
    if isinstance(override, str):
        return (
            f"{override} cannot be read as key=value: quote what holds brackets, commas or spaces, as in 'key=\"a b\"'."
        )
    text = "\n".join(str(part) for part in (error, error.__cause__) if part is not None)
    for pattern, answer in (
        (r"Could not find '([\w/]+)/([^'/]+)'", _unknown_option),
        (r"Could not override '([^']+)'", _unknown_key),
        (r"Key '[^']+' not in '\w+'\s+full_key: (\S+)", _unknown_key),
        (r"(?s)Missing mandatory value.*full_key: (\S+)", _missing),
        (r"(?s)Value '?([^\n]*?)'? of type '\w+' (?:could not be converted to|is not compatible with type)"
         r" '?(\w+)'?.*?full_key: (\S+)", _wrong_type),
        (r"(?s)Value '?([^\n]*?)'? (?:could not be converted to) (\w+).*?full_key: (\S+)", _wrong_type),
        (r"(?s)field '([\w.]+)' is not Optional", _not_null),
        (r"Interpolation key '([^']+)' not found", _interpolation),
        (r"Ambiguous value for argument '([^']+)'", _ambiguous),
        (r"Multiple values for (\S+)\. To override a value use 'override", _twice),
    ):  # fmt: skip
        if match := re.search(pattern, text):
            return answer(conf, *match.groups())
    return str(error).strip()


def options(conf: Path, group: str) -> list[str]:
    """The choices of a config group."""
    return sorted(file.stem for file in (conf / group).glob("*.yaml"))


def known_keys(conf: Path) -> dict[str, list[str]]:
    """Every dotted key that can be overridden, with the choices of its group that have it."""
    keys: dict[str, list[str]] = {}
    for file in sorted(conf.rglob("*.yaml")):
        *groups, name = file.relative_to(conf).with_suffix("").parts
        if groups and groups[0] == "hydra":
            continue
        text = file.read_text()
        prefix = "" if not groups or text.startswith("# @package _global_") else ".".join(groups) + "."
        for key in _dotted(yaml.safe_load(text) or {}, prefix):
            if not key.endswith((".name", "._target_")):
                keys.setdefault(key, []).append(name)
    return keys


def close_to(word: str, allowed: Iterable[str]) -> str:
    """`` Did you mean x?`` or nothing."""
    near = difflib.get_close_matches(word, list(allowed), 1, 0.5)
    return f" Did you mean {near[0]}?" if near else ""


def _dotted(node: Any, prefix: str) -> Iterable[str]:
    for key, value in node.items():
        if key in ("defaults", "hydra"):
            continue
        yield prefix + key
        if isinstance(value, dict):
            yield from _dotted(value, f"{prefix}{key}.")


def _unknown_option(conf: Path, group: str, given: str) -> str:
    allowed = options(conf, group)
    if group == STUDIES:
        allowed = sorted(file.stem for folder in study_folders() for file in folder.glob("*.yaml"))
    return f"{group}={given} is unknown.{close_to(given, allowed)}\n{group} can be {', '.join(allowed)}."


def _unknown_key(conf: Path, key: str) -> str:
    if key == STUDIES:
        return f"A study is added with a plus: +{STUDIES}=NAME."
    keys = known_keys(conf)
    group, _, name = key.rpartition(".")
    if key in keys and group and not (conf / group).is_dir():
        return f"{key} takes no such value: what is in it is added one by one, with +{key}.NAME=VALUE."
    if key in keys and group:
        return (
            f"{key} does not belong to the chosen {group}: it is a parameter of {', '.join(keys[key])}.\n"
            f"Choose it, as in {group}={keys[key][0]}, or leave {name} out."
        )
    groups = [path.name for path in conf.iterdir() if path.is_dir() and path.name != "hydra"]
    siblings = sorted({known for known in keys if known.rpartition(".")[0] == group} | set(() if group else groups))
    hint = close_to(key, [*keys, *groups])
    listed = f"\n{group + '.*' if group else 'Keys'} can be {', '.join(siblings)}." if siblings else ""
    own = f" A parameter of your own class is added with +{key}=..." if group in ("schedule", "model") else ""
    return f"{key} is unknown.{hint}{listed}{own}"


def _missing(conf: Path, key: str) -> str:
    return f"{key} must be given: add {key}=... to the command."


def _wrong_type(conf: Path, given: str, wanted: str, key: str) -> str:
    names = {
        "integer": "a whole number, like 3",
        "int": "a whole number, like 3",
        "float": "a number, like 0.5",
        "boolean": "true or false",
        "bool": "true or false",
        "list": "a list, like [a,b]",
    }
    return f"{key}={given} has the wrong type: give {names.get(wanted.lower(), wanted)}."


def _not_null(conf: Path, key: str) -> str:
    return f"{key}=null is not allowed: give a value."


def _interpolation(conf: Path, key: str) -> str:
    return f"${{{key}}} refers to a key that is not there.{close_to(key, known_keys(conf))}"


def _ambiguous(conf: Path, given: str) -> str:
    return f"{given} holds several values: add -m to run them all, or quote it: '{given.replace('=', '=[', 1)}]'."


def _twice(conf: Path, group: str) -> str:
    return f"{group} is given twice: choose one, as in {group.rstrip('.')}=..."
