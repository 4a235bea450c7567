"""The recipe of a training as a config says it: an optimizer with its parameters, and the shape of its learning rate.

``optimizer`` and ``learning_rate`` are groups of the command; a checked config has them in ``train`` and ``baseline``,
whole, where each training reads its own. Earlier versions knew a text, ``train.optimizer: sgd``: it is a choice by its
name, and stays the identity and the record of a run that says no more. Checked without TensorFlow.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

import yaml

from runner.config.choices import CONF
from runner.config.values import check_name
from runner.core import durations, names
from runner.core.errors import UserError

OPTIMIZER, RATE = "optimizer", "learning_rate"  # groups
DEFAULT, CONSTANT = "adam", "constant"
FIRST = ("adam", "sgd")  # that runs of earlier versions knew, by their names alone
CONSTANT_RATE, PLATEAU, REWIND = (f"runner.schedules.{name}" for name in ("ConstantRate", "Plateau", "Rewind"))
NOT_PARAMETERS = ("name", "_target_")
KERAS = "tf_keras.optimizers"
BELOW_1 = ("beta_1", "beta_2", "rho", "momentum", "ema_momentum")  # how slowly averages move
CLIPS = ("clipnorm", "clipvalue", "global_clipnorm")
ABOVE_0 = (*CLIPS, "ema_overwrite_frequency")


@functools.cache
def _read_choice(group: str, name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((CONF / group / f"{name}.yaml").read_text("utf-8"))
    return read


def list_choices(group: str) -> list[str]:
    """The names of our own choices."""
    return sorted(file.stem for file in (CONF / group).glob("*.yaml"))


def read_choice(group: str, name: Any, key: str) -> dict[str, Any]:
    """A choice of ours, as its file has it.

    Raises:
        UserError: there is none of that name; ``key`` is where it was given.
    """
    known = list_choices(group)
    if name not in known:
        said = name if isinstance(name, str) else str(name)
        raise UserError(
            f"{key}={names.shorten(said)} is unknown.{names.suggest_names(said, known)}\n"
            f"{key} can be {', '.join(known)}."
        )
    return dict(_read_choice(group, str(name)))


def complete(given: Mapping[str, Any]) -> dict[str, Any]:
    """A composed config, or one that was recorded, with the recipes of both trainings whole, each in its place.

    Raises:
        UserError: a recipe is none, or two that are given exclude each other.
    """
    tree = dict(given)
    train, baseline = tree.get("train"), tree.get("baseline")
    if not isinstance(train, Mapping) or not isinstance(baseline, Mapping):
        return tree  # is refused with its type
    optimizer = _choose_optimizer(tree.pop(OPTIMIZER, None), train.get(OPTIMIZER))
    decay = _check_part(RATE, RATE, tree.pop(RATE, None) or read_choice(RATE, CONSTANT, RATE))
    tree["train"] = {**train, "optimizer": optimizer, "decay": decay}
    follows = read_choice(RATE, CONSTANT, RATE) if decay["_target_"] == REWIND else decay
    tree["baseline"] = {
        **baseline,
        "optimizer": _take(OPTIMIZER, "baseline.optimizer", baseline.get("optimizer")) or optimizer,
        "decay": _take(RATE, "baseline.decay", baseline.get("decay")) or follows,
    }
    if tree["baseline"]["decay"]["_target_"] == REWIND:
        raise UserError(
            f"baseline.decay=rewind: there is no training before the dense one. Give it a shape of its own, one of "
            f"{', '.join(each for each in list_choices(RATE) if each != 'rewind')}."
        )
    return tree


def _choose_optimizer(chosen: Any, named: Any) -> dict[str, Any]:
    """What ``optimizer=`` says, or ``train.optimizer=`` by its name."""
    default = read_choice(OPTIMIZER, DEFAULT, OPTIMIZER)
    if named is None or (isinstance(chosen, Mapping) and chosen.get("name") == named):
        return _check_part(OPTIMIZER, OPTIMIZER, chosen or default)
    by_name = read_choice(OPTIMIZER, named, "train.optimizer") if chosen in (None, default) else None
    if by_name is None and _check_part(OPTIMIZER, OPTIMIZER, chosen)["name"] != named:
        raise UserError(
            f"train.optimizer={named} is another than optimizer={chosen.get('name')}, or has none of the parameters "
            f"that are given: leave it out, and choose by optimizer={named}."
        )
    return by_name or _check_part(OPTIMIZER, OPTIMIZER, chosen)


def _take(group: str, key: str, value: Any) -> dict[str, Any] | None:
    """A part of a recipe: a choice by its name, or all of it; None where nothing is said."""
    if value is None:
        return None
    return _check_part(group, key, value if isinstance(value, Mapping) else read_choice(group, value, key))


def _check_part(group: str, key: str, part: Any) -> dict[str, Any]:
    """A part of a recipe, its parameters known as far as they are without TensorFlow.

    A class that is not that of the choice gives it its name, unless it is given one.
    """
    if not isinstance(part, Mapping) or "name" not in part or "_target_" not in part:
        raise UserError(f"{key} needs a name and a _target_: choose one of {', '.join(list_choices(group))}.")
    check_name(f"{key}.name", part["name"])
    found, target, ours = dict(part), part["_target_"], list_choices(group)
    classes = {_read_choice(group, name)["_target_"]: name for name in ours}
    if part["name"] in ours and isinstance(target, str) and target != _read_choice(group, part["name"])["_target_"]:
        found["name"] = classes.get(target) or name_class(target)
    if isinstance(target, str) and target in classes:
        _check_known(key, found, _read_choice(group, classes[target]))
    if len(clips := [name for name in CLIPS if found.get(name) is not None]) > 1:
        raise UserError(f"{key}.{clips[0]} and {key}.{clips[1]} exclude each other: Keras would use one alone.")
    for name, value in found.items():
        if name not in NOT_PARAMETERS:
            (_check_number if group == OPTIMIZER else _check_duration)(f"{key}.{name}", name, value)
    return found


def name_class(target: str) -> str:
    """A name for a choice, of that of a class or a function."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", target.rpartition(".")[2]).lower()


def _check_known(key: str, part: Mapping[str, Any], choice: Mapping[str, Any]) -> None:
    known = [name for name in choice if name not in NOT_PARAMETERS]
    more = ["initial_learning_rate", "name"] if key in (RATE, "baseline.decay") else []
    for name, value in part.items():
        if name not in (*choice, *more) and value is not None:
            raise UserError(
                f"{key}.{name} is no parameter of {choice['name']}.{names.suggest_names(str(name), known)}\n"
                f"{key}.* can be {', '.join(known) or 'nothing'}."
            )


def _check_number(key: str, name: str, value: Any) -> None:
    """Refuse what no optimizer takes: its parameters are numbers, or true or false."""
    if value is None or isinstance(value, bool):
        return
    if not isinstance(value, int | float):
        raise UserError(f"{key}={value} is no number: give one, or true or false, or null for what Keras takes.")
    if name in BELOW_1 and not 0 <= value < 1:
        raise UserError(f"{key}={value} is out of range: give at least 0 and less than 1.")
    if name in ABOVE_0 and not value > 0:
        raise UserError(f"{key}={value} is out of range: give a number above 0, or null for none.")
    if name in ("weight_decay", "epsilon") and not value >= 0:
        raise UserError(f"{key}={value} is out of range: give 0 or more.")


def _check_duration(key: str, name: str, value: Any) -> None:
    """Refuse a text that begins as a duration and is none."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and each.strip()[:1].isdigit():
            durations.parse(each, key)


def as_composed(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The tree of a checked config with the recipe of the pruning phase in its groups, as it was composed."""
    train = dict(tree["train"])
    optimizer, decay = train["optimizer"], train.pop("decay")
    return {OPTIMIZER: optimizer, RATE: decay, **tree, "train": {**train, "optimizer": optimizer["name"]}}


def as_recorded(tree: Mapping[str, Any]) -> dict[str, Any]:
    """A composed tree as it is tracked: what earlier versions did not say is left out where it is what they did."""
    recorded = dict(tree)
    if _is_first(tree[OPTIMIZER]):
        recorded.pop(OPTIMIZER)
    recorded["baseline"] = baseline = {**tree["baseline"], "optimizer": _as_text(tree["baseline"]["optimizer"])}
    if is_constant(tree[RATE]) and is_constant(baseline["decay"]):
        recorded.pop(RATE)
        baseline.pop("decay")
    return recorded


def as_identity(tree: Mapping[str, Any]) -> dict[str, Any]:
    """A composed tree for a hash: each training with its own recipe, where it can be as earlier versions had it."""
    identity = dict(tree)
    optimizer, decay = identity.pop(OPTIMIZER), identity.pop(RATE)
    for training, (of_weights, shape) in {
        "train": (optimizer, decay), "baseline": (tree["baseline"]["optimizer"], tree["baseline"]["decay"]),
    }.items():  # fmt: skip
        rest = {key: value for key, value in tree[training].items() if key != "decay"}
        shaped = {} if is_constant(shape) else {"decay": _without_null(shape)}
        identity[training] = {**rest, "optimizer": _as_text(of_weights, without_null=True), **shaped}
    return identity


def complete_params(params: Mapping[str, str]) -> dict[str, str]:
    """The params of a tracked run, with the recipe that :func:`as_recorded` left out."""
    found = dict(params)
    for group, name in ((OPTIMIZER, params.get("train.optimizer")), (RATE, CONSTANT)):
        if "train.learning_rate" in params and f"{group}.name" not in params and name in (*FIRST, CONSTANT):
            found |= {f"{group}.{key}": str(value) for key, value in _read_choice(group, name).items()}
    return found


def list_targets(train: Any, baseline: Any) -> list[str]:
    """The classes that two trainings name."""
    return [part["_target_"] for each in (train, baseline) for part in (each.optimizer, each.decay)]


def is_constant(decay: Mapping[str, Any]) -> bool:
    """Whether the rate stays what it is."""
    return bool(decay["_target_"] == CONSTANT_RATE)


def _is_first(optimizer: Mapping[str, Any]) -> bool:
    """Whether it is what earlier versions made of the name alone."""
    name = optimizer["name"]
    return name in FIRST and _without_null(optimizer) == _without_null(_read_choice(OPTIMIZER, name))


def _as_text(optimizer: Mapping[str, Any], *, without_null: bool = False) -> Any:
    if _is_first(optimizer):
        return optimizer["name"]
    return _without_null(optimizer) if without_null else dict(optimizer)


def _without_null(part: Mapping[str, Any]) -> dict[str, Any]:
    """So that a parameter that a later version adds, and nobody gives, changes no identity."""
    return {key: value for key, value in part.items() if value is not None}
