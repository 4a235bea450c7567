"""Which examples become val and test, where the source does not say it: by ``dataset.split``.

``stratified`` keeps the proportion of each class, ``random`` draws, ``groups`` keeps what belongs together in one part,
``time`` takes the last ones. The same seed gives the same parts, and each keeps the order of the source.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from runner.config.schema import GROUPS, SPLIT_WAYS, TIME, DatasetConfig
from runner.core.errors import UserError
from runner.tasks.base import Task

STRATIFIED = SPLIT_WAYS[0]
SPLITS = ("train", "val", "test")
SHOWN = 3  # groups in a sentence
GIVE_GROUPS = (
    "Of a table dataset.group=COLUMN says it, in an npz the array groups (or groups_train, groups_val, groups_test), "
    "of a loader of your own {'train': (x, y), 'groups': {'train': ...}}."
)
Arrays = dict[str, tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Filled:
    """All three parts, and the weights of train; ``told`` says how they were made, ``notes`` what to mind."""

    parts: Arrays
    told: str
    notes: tuple[str, ...]
    weights: np.ndarray | None = None


def fill_parts(
    parts: Arrays,
    groups: Mapping[str, np.ndarray],
    config: DatasetConfig,
    task: Task,
    weights: np.ndarray | None = None,
) -> Filled:
    """Split off train what is missing of test and val.

    Args:
        parts: (x, y), y in the form of the task.
        groups: (n,) by part, where they are known.
        config: says how, and the fractions.
        task: knows the classes.
        weights: (n,) of train, where there are some.

    Raises:
        UserError: it cannot be split so; a group would be in two parts; or train is left without a class.
    """
    if config.split == GROUPS:
        _check_groups(parts, groups)
    parts, groups = dict(parts), dict(groups)
    missing = [name for name in ("test", "val") if name not in parts]
    strata = task.find_strata(parts["train"][1])
    for name in missing:
        x, y = parts["train"]
        fraction = config.test_fraction if name == "test" else config.val_fraction
        stay, leave = choose_rows(config, fraction, len(x), task.find_strata(y), groups.get("train"))
        parts[name], parts["train"] = _take((x, y), leave), _take((x, y), stay)
        if "train" in groups:
            groups[name], groups["train"] = groups["train"][leave], groups["train"][stay]
        weights = None if weights is None else weights[stay]
    _check_classes(config, strata, task.find_strata(parts["train"][1]))
    parts = {name: parts[name] for name in SPLITS}
    told = _describe(config, parts, missing, strata, groups)
    return Filled(parts, told, tuple(_note_groups(config, groups)), weights)


def choose_rows(
    config: DatasetConfig, fraction: float, count: int, strata: np.ndarray | None, groups: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """The rows that stay, and those that leave, of ``count``; both in ascending order.

    Raises:
        UserError: too few are there.
    """
    if config.split == GROUPS and groups is not None:
        return _choose_groups(groups, fraction, config.split_seed)
    if config.split == TIME:
        last = math.ceil(count * fraction)  # as many as scikit-learn takes
        if not 0 < last < count:
            raise UserError(f"{count} examples cannot be split at the fraction {fraction}: give more examples.")
        return np.arange(count - last), np.arange(count - last, count)
    from sklearn.model_selection import train_test_split

    strata = strata if config.split == STRATIFIED else None
    try:
        stay, leave = train_test_split(
            np.arange(count), test_size=fraction, random_state=config.split_seed, stratify=strata
        )
    except ValueError as error:
        raise UserError(
            f"{count} examples cannot be split at the fraction {fraction}: {error}. "
            f"Give more examples{' of each class' if strata is not None else ''}, or another dataset.val_fraction or "
            f"dataset.test_fraction."
        ) from None
    return np.sort(stay), np.sort(leave)


def _choose_groups(groups: np.ndarray, fraction: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Whole groups in a drawn order, each that brings the number of examples nearer to the fraction; one at least."""
    names, of_row, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    if len(names) < 2:
        raise UserError(
            f"dataset.split=groups finds {_count(len(names), 'group')} to split: train, val and test need one each. "
            f"Give val or test apart, or use dataset.split=random."
        )
    wanted, taken, count = fraction * len(groups), list[int](), 0
    order = np.random.RandomState(seed).permutation(len(names))  # whose numbers no version of NumPy changes
    for each in order:
        if abs(count + sizes[each] - wanted) < abs(count - wanted) and len(taken) < len(names) - 1:
            taken.append(each)
            count += sizes[each]
    leaves = np.isin(of_row, taken or order[np.argmin(sizes[order])])
    return np.flatnonzero(~leaves), np.flatnonzero(leaves)


def _take(arrays: tuple[np.ndarray, np.ndarray], rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    x, y = arrays
    return x[rows], y[rows] if len(y) else y


def _check_groups(parts: Arrays, groups: Mapping[str, np.ndarray]) -> None:
    for name, (x, _) in parts.items():
        if name not in groups:
            raise UserError(f"dataset.split=groups needs the group of each example, and {name} has none. {GIVE_GROUPS}")
        if groups[name].shape != (len(x),):
            raise UserError(f"The groups of {name} have shape {groups[name].shape}, x_{name} has {len(x)} examples.")
    for one, other in combinations(parts, 2):
        if len(both := np.intersect1d(groups[one], groups[other])):
            raise UserError(
                f"{_count(len(both), 'group')} would be in two parts: {_list(both)} in {one} and in {other}, as the "
                f"source gives them. Move each into one part, or leave {other} out, which is then split off train."
            )


def _check_classes(config: DatasetConfig, before: np.ndarray | None, after: np.ndarray | None) -> None:
    if before is None or after is None or not len(lost := np.setdiff1d(before, after)):
        return
    raise UserError(
        f"dataset.split={config.split} leaves no example of class {lost[0]:g} in train. Use another "
        f"dataset.split_seed, other fractions or dataset.split=stratified."
    )


def _describe(
    config: DatasetConfig,
    parts: Arrays,
    missing: list[str],
    strata: np.ndarray | None,
    groups: Mapping[str, np.ndarray],
) -> str:
    sizes = f"{len(parts['train'][0]):,} train, {len(parts['val'][0]):,} val, {len(parts['test'][0]):,} test examples"
    if not missing:
        return f"{sizes}, all of the source's own"
    drawn = f"(dataset.split_seed={config.split_seed})"
    way = {
        STRATIFIED: f"each class in its proportion {drawn}" if strata is not None else f"at random {drawn}",
        GROUPS: f"whole groups {drawn}, of which there are "
        + ", ".join(f"{len(np.unique(groups[name]))} in {name}" for name in SPLITS if name in groups),
        TIME: "the last ones of their order",
    }.get(config.split, f"at random {drawn}")
    return f"{sizes}; {' and '.join(reversed(missing))} split off train: {way}"


def _note_groups(config: DatasetConfig, groups: Mapping[str, np.ndarray]) -> list[str]:
    """That examples which belong together are in train and in test, so that test does not say what it seems to."""
    if config.split == GROUPS or not {"train", "test"} <= groups.keys():
        return []
    both = np.intersect1d(groups["train"], groups["test"])
    if not len(both):
        return []
    return [
        f"{_count(len(both), 'group')} in train and in test ({_list(both)}), by dataset.split={config.split}: figures "
        f"on test say nothing of groups that a model has not seen. dataset.split=groups keeps each in one part."
    ]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _list(groups: np.ndarray) -> str:
    return ", ".join(str(each) for each in groups[:SHOWN]) + (", ..." if len(groups) > SHOWN else "")
