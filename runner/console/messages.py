"""Say in the user's words what Hydra and OmegaConf refuse: what was given, what is allowed.

Their messages speak of structs and defaults lists; here each becomes one sentence with a
did-you-mean, made from the keys and files of ``conf/``.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable
from typing import Any

import yaml

from runner.config.composition import CONF, STUDIES, find_study_folders
from runner.core import names

OF_CODE = ("schedule", "model", "dataset", "optimizer", "learning_rate")  # groups with parameters of code


def explain(error: Exception) -> str:
    """One message for an exception of Hydra or OmegaConf, or for one that came out of them."""
    if isinstance(error, RecursionError):
        return "something that was given is nested too deeply, or refers to itself: give values."
    override = getattr(error, "override", None)
    if isinstance(override, str):
        return (
            f"{override} cannot be read as key=value: quote what holds brackets, commas or spaces, as in 'key=\"a b\"'."
        )
    text = "\n".join(str(part) for part in (error, error.__cause__) if part is not None)
    key = next(iter(re.findall(r"full_key: (\S+)", text)), "")
    for pattern, answer in _ANSWERS:
        if match := re.search(pattern, text, re.S):
            found = {"key": key, **match.groupdict()}
            return answer.format(**found) if isinstance(answer, str) else answer(**found)
    return _in_their_words(error, key)


def _in_their_words(error: Exception, key: str) -> str:
    """What has no words of ours: the first line of an error and of its cause; whole, if a file cannot be read."""
    if isinstance(error, yaml.YAMLError | UnicodeDecodeError):
        return str(error).strip()
    lines = [str(each).strip().partition("\n")[0] for each in (error, error.__cause__) if each is not None]
    first = ": ".join(filter(None, lines)) or type(error).__name__
    return f"{f'{key}: ' if key else ''}{first.rstrip('.')}. Keys and values are in python -m runner --help."


def is_refusal(error: Exception) -> bool:
    """Whether Hydra, OmegaConf or a YAML file refuses what the user gave; they leave some of Python's own to escape."""
    from hydra.errors import HydraException
    from omegaconf.errors import OmegaConfBaseException

    if isinstance(
        error, HydraException | OmegaConfBaseException | yaml.YAMLError | UnicodeDecodeError | RecursionError
    ):
        return True
    modules = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)]
    raised_in = modules[-1].split(".")[0] if modules else ""
    return raised_in in ("hydra", "omegaconf", "antlr4") and getattr(error, "errno", None) is None


def list_keys() -> dict[str, list[str]]:
    """Every dotted key that can be overridden, with the choices of its group that have it."""
    keys: dict[str, list[str]] = {}
    for file in sorted(CONF.rglob("*.yaml")):
        *groups, name = file.relative_to(CONF).with_suffix("").parts
        if groups and groups[0] == "hydra":
            continue
        text = file.read_text(encoding="utf-8")
        prefix = "" if not groups or text.startswith("# @package _global_") else ".".join(groups) + "."
        for key in _dotted(yaml.safe_load(text) or {}, prefix):
            if not key.endswith((".name", "._target_")):
                keys.setdefault(key, []).append(name)
    return keys


def _dotted(node: Any, prefix: str) -> Iterable[str]:
    for key, value in node.items():
        if key in ("defaults", "hydra"):
            continue
        yield prefix + key
        if isinstance(value, dict):
            yield from _dotted(value, f"{prefix}{key}.")


def _unknown_option(key: str, group: str, given: str) -> str:
    folders = find_study_folders() if group == STUDIES else [CONF / group]
    allowed = sorted(file.stem for folder in folders for file in folder.glob("*.yaml"))
    if group == STUDIES and not allowed:
        return (
            f"+{STUDIES}={given} names no study: there is none in {folders[0]}. A study is a file in a folder "
            f"{STUDIES} where you work, here {STUDIES}/{given}.yaml; those of the project come with its repository, "
            f"not with the installed package."
        )
    return f"{group}={given} is unknown.{names.suggest_names(given, allowed)}\n{group} can be {', '.join(allowed)}."


def _unknown_key(key: str) -> str:
    if key == STUDIES:
        return f"A study is added with a plus: +{STUDIES}=NAME."
    keys = list_keys()
    group, _, name = key.rpartition(".")
    if key in keys and group and not (CONF / group).is_dir():
        return f"{key} takes no such value: what is in it is added one by one, with +{key}.NAME=VALUE."
    if key in keys and group:
        return (
            f"{key} does not belong to the chosen {group}: it is a parameter of {', '.join(keys[key])}.\n"
            f"Choose it, as in {group}={keys[key][0]}, or leave {name} out."
        )
    groups = [path.name for path in CONF.iterdir() if path.is_dir() and path.name != "hydra"]
    siblings = sorted({known for known in keys if known.rpartition(".")[0] == group} | set(() if group else groups))
    hint = names.suggest_names(key, [*keys, *groups])
    listed = f"\n{group + '.*' if group else 'Keys'} can be {', '.join(siblings)}." if siblings else ""
    own = f" A parameter of your own code is added with +{key}=..." if group in OF_CODE else ""
    return f"{key} is unknown.{hint}{listed}{own}"


def _wrong_type(key: str, given: str, wanted: str) -> str:
    return f"{key}={given} has the wrong type: give {_TYPES.get(wanted.lower(), wanted)}."


def _no_reference(key: str) -> str:
    return f"${{{key}}} refers to a key that is not there.{names.suggest_names(key, list_keys())}"


_TYPES = {
    "integer": "a whole number, like 3", "int": "a whole number, like 3", "float": "a number, like 0.5",
    "boolean": "true or false", "bool": "true or false", "string": "a text", "list": "a list, like [a,b]",
}  # fmt: skip
_MISSING = "{key} must be given: add {key}=... to the command."

_ANSWERS: tuple[tuple[str, str | Callable[..., str]], ...] = (
    (r"Could not find '(?P<group>[\w/]+)/(?P<given>[^/']+)'", _unknown_option),
    (r"Could not (override|delete from config\.) '(?P<key>[^']+)'", _unknown_key),
    (r"Key '[^']+' not in '\w+'\s+full_key: (?P<key>\S+)", _unknown_key),
    (r"Could not append to config\. An item is already at '(?P<key>[^']+)'",
     "{key} is there already: leave the plus out, as in {key}=..."),
    (r"(Sweep parameters|Ambiguous value for argument) '(?P<key>[^']+)'",
     "{key} holds several values: add -m to run them all, or quote what is one value, as in 'key=[a,b]'."),
    (r"(You must specify '|while resolving interpolation: Missing mandatory value: )(?P<key>[\w.]+)", _MISSING),
    (r"[Mm]issing mandatory value", _MISSING),
    (r"Interpolation key '(?P<key>[^']+)' not found", _no_reference),
    (r"Value '?(?P<given>[^\n]*?)'? (of type '\w+' )?"
     r"(could not be converted to|is not compatible with type|is not a valid) '?(?P<wanted>\w+)", _wrong_type),
    (r"Cannot convert '\w+' to (?P<wanted>string): '(?P<given>[^\n]*)'", _wrong_type),
    (r"is not a ListConfig, list or tuple", "{key} has the wrong type: give a list, like [a,b]."),
    (r"Cannot assign \w+ to Dict\[", "{key} has the wrong type: give keys with values, like '{{a: 0.5}}'."),
    (r"is not Optional|Incompatible value 'None'|NoneType is not a subclass",
     "{key}=null is not allowed: give a value."),
)  # fmt: skip
