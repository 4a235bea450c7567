"""How training examples are changed each time they are seen, as a config says it: a choice of ours, or a function."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from runner.config import recipe
from runner.config.values import check_name
from runner.core import names
from runner.core.errors import UserError

AUGMENT = "augment"  # the group
NOTHING: Mapping[str, Any] = {"name": "none", "_target_": None}


def name_own(part: Any) -> Any:
    """With a name of its own where a function of the user's stands in a choice of ours."""
    if not isinstance(part, Mapping) or not isinstance(target := part.get("_target_"), str):
        return part
    name = part.get("name")
    is_ours = name in recipe.list_choices(AUGMENT) and target == recipe.read_choice(AUGMENT, name, AUGMENT)["_target_"]
    return part if is_ours or name not in recipe.list_choices(AUGMENT) else {**part, "name": recipe.name_class(target)}


def check_augment(part: Mapping[str, Any]) -> None:
    """Refuse ``augment`` without a name, and parameters of ours that are unknown or out of range."""
    choices = [recipe.read_choice(AUGMENT, name, AUGMENT) for name in recipe.list_choices(AUGMENT)]
    if not {"name", "_target_"} <= part.keys():
        raise UserError(f"augment needs a name and a _target_: choose one of {', '.join(c['name'] for c in choices)}.")
    check_name("augment.name", part["name"])
    known = next((each for each in choices if each["_target_"] == part["_target_"]), dict(part))
    for name, value in part.items():
        if name not in known:
            takes = [each for each in known if each not in recipe.NOT_PARAMETERS]
            raise UserError(
                f"augment.{name} is no parameter of {known['name']}.{names.suggest_names(str(name), takes)}\n"
                f"augment.* can be {', '.join(takes) or 'nothing'}."
            )
        if name == "flip" and not isinstance(value, bool):
            raise UserError(f"augment.flip={value} is neither true nor false.")
        if name in ("shift", "noise", "scale"):
            _check_share(name, value)


def _check_share(name: str, value: Any) -> None:
    high = 1 if name == "shift" else math.inf
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < high:
        most = ", and less than 1: a share of the image" if name == "shift" else ""
        raise UserError(f"augment.{name}={value} is out of range: give at least 0{most}.")
