"""Whose code may run: one gate for all that a config names, for every command.

Trust comes from the command line, or from a config file of the user's own; never from a study, a store or a file that
one of them brings along. It names public classes and functions: of this program and of tfmot those that our own files
in ``conf/`` name, of a trusted module those that it defines. Nothing is imported to find out whether it may be. What is
refused ends in a UserError, which names the key.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import importlib
import inspect
import itertools
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

from runner.config import choices, values
from runner.core.errors import UserError

TRUSTED = ("runner.schedules", "runner.models", "runner.data", "tensorflow_model_optimization")
MODULE = re.compile(r"[A-Za-z]\w*(\.[A-Za-z]\w*)+")
OURS = ("runner", "tensorflow_model_optimization")
OF_HYDRA = frozenset(
    {
        "hydra._internal.core_plugins.basic_launcher.BasicLauncher",
        "hydra._internal.core_plugins.basic_sweeper.BasicSweeper",
        "hydra.experimental.callbacks.LogJobReturnCallback",
        "hydra_plugins.hydra_submitit_launcher.submitit_launcher.LocalLauncher",
        "hydra_plugins.hydra_submitit_launcher.submitit_launcher.SlurmLauncher",
        "hydra_plugins.hydra_ray_launcher.ray_launcher.RayLauncher",
        *(
            f"hydra_plugins.pruning_runner.{name}"
            for name in ("FairSweeper", "LocalQueue", "LocalThreads", "RayCluster", "SlurmQueue")
        ),
        *(f"logging.{name}" for name in ("StreamHandler", "FileHandler", "NullHandler", "Formatter")),
        *(f"logging.handlers.{name}" for name in ("RotatingFileHandler", "TimedRotatingFileHandler")),
        "colorlog.ColoredFormatter",
    }
)
OF_KERAS = {  # by where they stand
    "optimizer": "tf_keras.optimizers",
    "baseline.optimizer": "tf_keras.optimizers",
    "learning_rate": "tf_keras.optimizers.schedules",
    "baseline.decay": "tf_keras.optimizers.schedules",
    "augment": "tf_keras.layers",
}
NOTHING = (("augment", None),)  # what may name no code at all
READS = "oc.env"
NESTED = re.compile(r"\$\{[^}:]*\$\{")  # the name of what is asked is put together: it could be any
# for which a study may read the environment: never sent
OF_DISK = ("dataset.path", "dataset.test_path", "model.path", "baseline.dir")
OF_COMMAND = ("trusted_modules", "hydra", "launch.address")  # of the command, or of a file of the user's; not a study's


def check_targets(tree: Mapping[str, Any], trusted: Sequence[str]) -> None:
    """Refuse every ``_target_`` of a config, however deep it stands, that is not to be trusted; imports nothing."""
    for key, target in _targets(tree):
        if not is_of_keras(key, target) and (key, target) not in NOTHING:
            check_target(key, target, trusted)


def is_of_keras(key: str, target: Any) -> bool:
    """Whether it names what TF-Keras offers for that key: optimizers, schedules of the learning rate, layers."""
    module, _, name = target.rpartition(".") if isinstance(target, str) else ("", "", "")
    return module == OF_KERAS.get(key) and name.isidentifier() and not name.startswith("_")


def check_target(key: str, target: Any, trusted: Sequence[str], known: frozenset[str] | None = None) -> None:
    """Refuse the name of a class or function, without importing it.

    Args:
        key: of the config where it stands, without ``_target_``.
        target: the name.
        trusted: modules of the user's.
        known: what may be named beside those; by default what our own files name.
    """
    known = choices.list_code() if known is None else known
    if not isinstance(target, str) or "." not in target:
        raise UserError(f"{key}._target_={target} is not a dotted name: give module.Name, like my_schedules.Mine.")
    if target in known:
        return
    if any(part.startswith("_") or not part.isidentifier() for part in target.split(".")):
        raise UserError(f"{key}._target_={target} is no public name: give module.Name, like my_schedules.Mine.")
    module = target.rpartition(".")[0]
    package = next((each for each in trusted if f"{module}.".startswith(f"{each}.")), None)
    if package is None and module.split(".")[0] in OURS:
        near = sorted(each for each in known if each.rpartition(".")[0] == module) or sorted(known)
        raise UserError(f"{key}._target_={target} is nothing that a config may name. It can be {', '.join(near)}.")
    if package is None:
        raise UserError(
            f"{key}._target_={target} is outside the trusted modules ({', '.join(dict.fromkeys([*TRUSTED, *trusted]))})"
            f". If you trust its code, say so: trusted_modules=[{module}]."
        )
    if module != package and find_module(package) and not find_module(module):
        raise UserError(
            f"{key}._target_={target}: there is no module {module} in {package}. Name what a module defines itself."
        )


def check_of_hydra(key: str, target: Any, trusted: Sequence[str]) -> None:
    """The same of what Hydra itself would make: its own, and what a trusted module defines.

    Hydra looks up ``mine.os.system`` part by part, and calls what it finds, so the module's text must define it.
    """
    check_target(key, target, trusted, OF_HYDRA)
    if target not in OF_HYDRA:
        module, _, name = target.rpartition(".")
        spec = find_module(module)
        if spec is None or name not in _defined(spec):
            raise UserError(f"{key}._target_={target}: {module} defines no class or function {name}.")


def import_trusted(key: str, target: str) -> Any:
    """What a name that was trusted stands for.

    Raises:
        UserError: it cannot be imported, or is another module's, as ``mine.system`` after ``from os import system``.
    """
    module, _, name = target.rpartition(".")
    try:
        thing = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise UserError(f"{key}._target_={target} cannot be imported: {error}.") from None
    made = thing.func if isinstance(thing, functools.partial) else thing
    home = getattr(inspect.unwrap(made) if callable(made) else made, "__module__", None)
    if isinstance(home, str) and home.split(".")[0] not in (module.split(".")[0], *OURS):
        raise UserError(
            f"{key}._target_={target} is of {home}, not of {module}: name what a trusted module defines itself."
        )
    return thing


def find_module(module: str) -> ModuleSpec | None:
    """Where a module lies; unlike ``importlib.util.find_spec``, the packages that hold it are not imported."""
    spec: ModuleSpec | None = None
    for name in itertools.accumulate(module.split("."), "{}.{}".format):
        places = spec.submodule_search_locations if spec else None
        if "." in name and places is None:
            return None
        spec = _found(name, places and list(places))
    return spec


def _found(name: str, places: list[str] | None) -> ModuleSpec | None:
    if spec := getattr(sys.modules.get(name), "__spec__", None):
        return spec
    for finder in sys.meta_path:
        with contextlib.suppress(ImportError, AttributeError, ValueError):
            if spec := finder.find_spec(name, places):
                return spec
    return None


def _defined(spec: ModuleSpec) -> set[str]:
    """The classes and functions that a module's text defines."""
    if not spec.origin or not Path(spec.origin).is_file():
        return set()
    try:
        tree = ast.parse(Path(spec.origin).read_bytes())
    except (SyntaxError, ValueError):
        return set()
    return {each.name for each in tree.body if isinstance(each, ast.ClassDef | ast.FunctionDef)}


def check_study(name: str, content: Any, packages: Sequence[str]) -> None:
    """Refuse what a study may not say: whose code to trust, and anything of Hydra's own (variables, commands, code).

    Args:
        name: of its file.
        content: a tree.
        packages: where its defaults list puts what it chooses, as in ``/model@hydra``.
    """
    for key in OF_COMMAND:
        node = content
        for part in key.split("."):
            if isinstance(node, str):
                break  # ${...}, which may stand for anything
            node = node.get(part) if isinstance(node, Mapping) else None
        if node is not None:
            code = [f"{target} is outside the trusted modules, and " for _, target in _targets(node, key)][:1]
            raise UserError(f"{''.join(code)}{key} stands in the study {name}: {_say(key)}")
    _check_environment(name, content)
    if packages:
        raise UserError(f"@{packages[0]} stands in the defaults of the study {name}, which puts nothing elsewhere.")


def _check_environment(name: str, content: Any) -> None:
    """Refuse a study that would have a text of the environment sent somewhere, be it by way of another key."""
    texts = [(key, text) for key, text in _texts(content) if "${" in text]
    for key, text in texts:
        if NESTED.search(text) or (READS in text and not key.endswith(OF_DISK)):
            raise UserError(
                f"{key}={text} stands in the study {name}, which may be somebody else's: it reads the environment for "
                f"{', '.join(OF_DISK)} alone. Give it on the command line, where the shell reads it: {key}=$NAME."
            )
    reads = any(READS in text for _, text in texts)
    for key, text in texts:
        if reads and READS not in text and (key.startswith("tracking.") or key.endswith("name")):
            raise UserError(
                f"{key}={text} stands in the study {name}, which reads the environment: write the text itself there."
            )


def check_key(key: str) -> None:
    """Refuse a key of a study's arms and axes that is the command's to set."""
    for each in OF_COMMAND:
        of_it = key == each or key.startswith((f"{each}.", f"{each}/", f"{each}@", f"{each}["))
        if of_it or each.startswith(f"{key}."):
            raise UserError(f"{key} stands in the arms or axes of a study: {_say(each)}")


def _say(key: str) -> str:
    instance = {"trusted_modules": "trusted_modules=[my_module]", "launch.address": "launch.address=auto"}.get(key)
    said = f"it is for you to say, so give it on the command line{f', {instance}' if instance else ''}"
    return f"{said}, or leave it out."


def _texts(tree: Any) -> Iterator[tuple[str, str]]:
    """(key, text) of every text in a tree, keys too."""
    for key, node in values.walk(tree):
        if isinstance(node, str):
            yield key, node
        elif isinstance(node, Mapping):
            yield from ((f"{key}.{name}".lstrip("."), str(name)) for name in node)


def _targets(tree: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """(key, name) of every ``_target_`` in a tree."""
    for path, name in values.walk(tree, key):
        within, _, last = path.rpartition(".")
        if last == "_target_":
            yield within, name
