"""The identity of a run: a short hash over everything that changes its result, and nothing else.

The code of a user's own class counts as its module's bytes. Left out are tracking, launching,
paths (the content of what they name counts), threads and checkpoints (they don't change the
result), and trust. Durations count as the steps that they became, so that ``50%`` and ``500st``
of 1,000 steps are the same run. What is measured beside what always is makes another run of the
same arm: an ordinary one that is finished does not stand in for it.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from runner.config import moved, recipe, trust, unsaid
from runner.config.schema import Config
from runner.config.search import GRID
from runner.config.task import TaskConfig, is_default_score
from runner.core import files
from runner.core.tags import FIRST_RESULTS, TAG_RESULTS

# The version of what computes results: of this program's code, but only of what changes a figure or a weight that a
# run gives. It is part of a run's identity, so that after such a change a run is made anew instead of being skipped.
# Whoever changes such a thing adds one here, and a line to its history:
#   1  until 0.1.0; the version of every run that has no tag results_version.
#   2  losses by what the outputs are, Keras's masks kept through pruning, what is measured.
#   3  products by AVX2, also on processors with wider instructions.
RESULTS = 3

LEFT_OUT = (
    "tracking", "sweep", "search", "report", "launch", "force", "trusted_modules", "allow_missed_target",
    "prune.kernel", "dataset.path", "dataset.test_path", "model.path", "baseline.dir", "train.threads",
    "train.checkpoint", "train.engine", "measure",
)  # fmt: skip
OF_SEARCH = ("goals", "space", "stop_early", "seed")
OF_DENSE = ("model", "dataset", "outputs", "task", "score", "baseline", "augment", "seed")


def read_results_version(tags: Mapping[str, str]) -> int:
    """The version of what computed the results of a run, by its tags."""
    return int(tags.get(TAG_RESULTS, FIRST_RESULTS))


def sign_run(config: Config, schedule: Mapping[str, Any], dataset_sha256: str) -> str:
    """8 hexadecimal digits; ``schedule`` is the resolved config, its durations as steps."""
    return _hash({**_identity(config, schedule, dataset_sha256), **_measures_more(config)})


def sign_arm(config: Config, schedule: Mapping[str, Any], dataset_sha256: str) -> str:
    """The same for everything but the seed."""
    identity = _identity(config, schedule, dataset_sha256)
    identity.pop("seed")
    return _hash(identity)


def sign_config(config: Config) -> str:
    """What makes two jobs of a sweep the same, before any data is read, but for a file of it; ``seed`` included."""
    known = _know(config.dataset.path)
    if test := config.dataset.params.get("test_path"):
        known = f"{known} {_know(str(test))}"
    return _hash({**_identity(config, config.schedule, known), **_measures_more(config)}, digits=16)


def sign_sweep(configs: Sequence[Config], study: str | None = None) -> str:
    """The identity of a sweep: the same runs in any order, under the same study's name if it has one.

    Of a search what it searches counts, not how long: with more trials it goes on.
    """
    search = asdict(configs[0].search)
    searched = {key: search[key] for key in OF_SEARCH} if search["name"] != GRID else {}
    return _hash({"runs": sorted(sign_config(config) for config in configs), "study": study, **searched})


def sign_dense(config: Config, dataset_sha256: str, model_sha256: str, versions: Mapping[str, str]) -> str:
    """The identity of the dense training that a run starts from.

    ``model_sha256`` is of the freshly built model: a builder whose code was changed trains anew, and so
    do other versions of the libraries.
    """
    identity = _identity(config, {}, dataset_sha256)
    kept = {key: identity[key] for key in OF_DENSE if key in identity} | ({"xla": True} if config.train.xla else {})
    if config.train.class_weights is not None:
        kept["class_weights"] = config.train.class_weights
    hashes: dict[str, Any] = {"dataset_sha256": dataset_sha256, "model_sha256": model_sha256}
    of_recipe = [config.baseline.optimizer["_target_"], config.baseline.decay["_target_"], config.augment["_target_"]]
    own = [*of_recipe, *config.task.list_targets()]
    if code := {target: identity["code"][target] for target in own if target in identity["code"]}:
        hashes["code"] = code
    return _hash({**kept, **hashes, "versions": dict(versions), "results": RESULTS}, digits=16)


def _know(path: str | None) -> str:
    """What is known of data without reading them: the bytes of a file, else the names and sizes of several."""
    if not path or Path(path).is_file():
        return hash_file(path) if path else ""
    place = Path(path)
    found = [file for file in place.rglob("*") if file.is_file()] if place.is_dir() else files.find_files(path)
    sizes = {os.path.relpath(file, place.parent): file.stat().st_size for file in found}
    return _hash(sizes, digits=64) if sizes else path


def hash_file(path: str | Path) -> str:
    """SHA-256 of a file's bytes; read once, as long as it is not written to."""
    facts = Path(path).stat()
    return _sha256(str(Path(path).absolute()), facts.st_mtime_ns, facts.st_size)


@functools.lru_cache
def _sha256(path: str, mtime: int, size: int) -> str:
    with Path(path).open("rb") as file:  # hashed in pieces: data may be larger than the memory
        digest = hashlib.sha256()
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def is_left_out(key: str) -> bool:
    """Whether a dotted key, or the group that it names, is no part of the identity of a run."""
    return any(key == each or key.startswith(f"{each}.") for each in (*LEFT_OUT, "hydra"))


def _identity(config: Config, schedule: Mapping[str, Any], dataset_sha256: str) -> dict[str, Any]:
    given = moved.restore_first_names({**recipe.as_identity(config.as_given()), "schedule": dict(schedule)})
    identity: dict[str, Any] = {**given, "dataset_sha256": dataset_sha256, "results": RESULTS}
    path = config.model.get("path")
    identity["model_sha256"] = hash_file(path) if isinstance(path, str) and Path(path).is_file() else None
    identity["code"] = {target: code for target in _targets(config) if (code := _code(target))}
    for key in LEFT_OUT:
        *groups, name = key.split(".")
        part = identity
        for group in groups:
            part = part[group]
        part.pop(name, None)
    identity = unsaid.leave_out(identity)
    if config.task == TaskConfig():
        identity.pop("task")
    if is_default_score(config.task, config.score):
        identity.pop("score")
    return identity


def _measures_more(config: Config) -> dict[str, Any]:
    """Empty where only what always is measured is, as in the runs of earlier versions."""
    return {"measure": asdict(config.measure)} if config.measure.latency else {}


def _targets(config: Config) -> list[str]:
    of_recipes = recipe.list_targets(config.train, config.baseline)
    of_parts = [config.schedule["_target_"], config.model["_target_"], config.dataset._target_]
    return [*of_parts, *of_recipes, *config.task.list_targets(), *filter(None, [config.augment["_target_"]])]


def _code(target: str) -> str | None:
    """A hash over the module of a user's own class or function: changed, it is another run. None for ours."""
    module = target.rpartition(".")[0]
    if any(f"{module}.".startswith(f"{trusted}.") for trusted in (*trust.TRUSTED, recipe.KERAS)):
        return None
    found = trust.find_module(module)  # what cannot be imported is refused elsewhere
    return hash_file(found.origin) if found and found.origin and Path(found.origin).is_file() else None


def _hash(identity: Mapping[str, Any], digits: int = 8) -> str:
    text = json.dumps(identity, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:digits]
