"""What a script would give to Keras's ``compile``, as overrides of a command."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from runner.config.choices import CONF
from runner.core.errors import UserError

LOSSES = {  # of Keras, by its class: the choice of task=
    "sparse_categorical_crossentropy": ["task=classification"],
    "categorical_crossentropy": ["task=classification"],
    "binary_crossentropy": ["task=binary"],
    "mean_squared_error": ["task=regression", "task.loss=mse"],
    "mean_absolute_error": ["task=regression", "task.loss=mae"],
    "huber": ["task=regression", "task.loss=huber"],
}
SHORT = {"mse": "mean_squared_error", "mae": "mean_absolute_error", "huber_loss": "huber"}


def read_key(override: str) -> str:
    """The key of an override, without what is put before it."""
    return override.partition("=")[0].lstrip("+~")


def check_override(override: Any) -> str:
    """An override as on the command line.

    Raises:
        UserError: it is none.
    """
    if not isinstance(override, str) or "=" not in override:
        raise UserError(f"overrides= holds {override!r}: give KEY=VALUE, as on the command line.")
    return override


def list_values(key: str, values: Any) -> list[str]:
    """One override with one value or several, which are crossed.

    Raises:
        UserError: there is none.
    """
    several = [values] if isinstance(values, str) or not isinstance(values, Sequence | range) else list(values)
    if not several:
        raise UserError(f"{key}: no value is given. Give one or several, as in {key}s=['polynomial'] or seeds=[0, 1].")
    return [f"{key}={','.join(map(str, several))}"]


def choose_task(loss: Any, labels: Any) -> list[str]:
    """The task that has a loss; of no loss none, which leaves the data's or the default.

    Raises:
        UserError: no task has it.
    """
    if loss is None:
        return []
    settings = loss.get_config() if hasattr(loss, "get_config") else {}
    name = loss if isinstance(loss, str) else getattr(loss, "__name__", type(loss).__name__)
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower() if isinstance(name, str) else ""
    name = SHORT.get(name, name)
    if name not in LOSSES:
        raise UserError(
            f"loss={loss!r} is none that a task has ({', '.join(LOSSES)}). Leave it out and choose a task, as in "
            f"overrides=['task=regression']."
        )
    chosen = list(LOSSES[name])
    several = labels is not None and labels.ndim > 1 and labels.shape[-1] > 1
    if name == "binary_crossentropy" and several:
        chosen = ["task=multilabel"]
    if name == "sparse_categorical_crossentropy" and labels is not None and labels.ndim > 2:
        chosen = ["task=segmentation"]
    if smoothing := settings.get("label_smoothing"):
        chosen.append(f"task.label_smoothing={smoothing:g}")  # refused where a task has none
    if (delta := settings.get("delta", 1.0)) != 1.0:
        raise UserError(f"loss= is a Huber loss with delta={delta:g}; task.loss=huber has 1, of standardised values.")
    return [*chosen, *(["outputs=logits"] if settings.get("from_logits") and "classification" in chosen[0] else [])]


def choose_optimizer(optimizer: Any, learning_rate: float | None) -> list[str]:
    """An optimizer with what is set in it, and its rate; of none the rate alone.

    Raises:
        UserError: it is none of the choices, or something of it cannot be said in a config.
    """
    if optimizer is None:
        return [] if learning_rate is None else [f"train.learning_rate={float(learning_rate)!r}"]
    import tf_keras

    try:
        found = tf_keras.optimizers.get(optimizer)
    except (ValueError, TypeError):
        found = None
    settings = found.get_config() if isinstance(found, tf_keras.optimizers.Optimizer) else {}
    name, offered = type(found).__name__.lower(), sorted(file.stem for file in (CONF / "optimizer").glob("*.yaml"))
    if name not in offered or settings.pop("is_legacy_optimizer", False):
        raise UserError(
            f"optimizer={optimizer!r} is none of the choices ({', '.join(offered)}). Any other of tf_keras goes by its "
            f"name: overrides=['optimizer._target_=tf_keras.optimizers.Adamax']."
        )
    rate = settings.pop("learning_rate") if learning_rate is None else learning_rate
    if isinstance(rate, dict):
        raise UserError(
            "optimizer= has a schedule of its learning rate. Give learning_rate=NUMBER, and the shape of it as in "
            "overrides=['learning_rate=cosine']: see conf/learning_rate."
        )
    usual = type(found)().get_config()
    choice = yaml.safe_load((CONF / "optimizer" / f"{name}.yaml").read_text(encoding="utf-8"))
    said = []
    for key, value in settings.items():
        if key in ("name", "learning_rate"):
            continue
        if key not in choice and value != usual[key]:
            raise UserError(f"optimizer= has {key}={value}, which optimizer={name} has no key for: leave it out. XLA "
                            f"is train.xla=true.")  # fmt: skip
        if key in choice and value != (usual[key] if choice[key] is None else choice[key]):
            said.append(f"optimizer.{key}={_write_value(value)}")
    return [f"optimizer={name}", *said, f"train.learning_rate={float(str(rate))!r}"]


def _write_value(value: Any) -> str:
    return "null" if value is None else str(value).lower()
