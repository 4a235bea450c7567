"""The runs of a sweep: every combination of the command and its study, made fair.

A study's arms, each with a grid of its own, are crossed with the axes that all share, so that no
schedule meets a parameter that it does not have. Values are written as on Hydra's command line,
and Hydra's own grid multiplies them out.
"""

from __future__ import annotations

import copy
import json
import math
import re
from collections.abc import Callable, Collection, Sequence
from typing import Any

from hydra._internal.config_loader_impl import ConfigLoaderImpl
from hydra._internal.core_plugins.basic_sweeper import BasicSweeper
from hydra.core.config_loader import ConfigLoader
from hydra.core.object_type import ObjectType
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override, Quote, QuotedString, RangeSweep
from hydra.errors import HydraException
from omegaconf import DictConfig
from omegaconf.errors import OmegaConfBaseException

from runner.config import signature, trust, vetting
from runner.config.composition import OF_JSON, STUDIES, read_config
from runner.config.schema import Config, SweepConfig
from runner.console import heartbeat, messages
from runner.core import names
from runner.core.errors import UserError

CONFIG_NAME = "config"
MOST_SPOKEN = 80  # characters of an override in a message
OF_SCHEDULE = ("schedule", "target_sparsity")
BY_CONTENT = ("dataset.path", "model.path")  # what they name counts
OF_TEXTS = ("seed", "target_sparsity", "outputs")  # keys without a dot that are no groups
MOST_RUNS = 10_000
KEY = re.compile(r"(~|\+{0,2})[A-Za-z_][\w.\-/@:]*", re.ASCII)
NUMBER = r"\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?(%|ep|st)?\s*"
CALL = r"(?s:(choice|range|glob|interval|sort|shuffle)\(.*\))"
SWEEP = re.compile(rf"{CALL}|{NUMBER}(,{NUMBER})+", re.ASCII)
CHOICES = re.compile(rf"{CALL}|[\w\-./]+(\s*,\s*[\w\-./]+)*", re.ASCII)
# A text that Hydra reads as the text that it is: a word, a duration, the value of another key.
PLAIN = re.compile(r"(?!(?i:true|false|null|nan|inf)$)/?[A-Za-z_][\w\-./]*|\d+(\.\d+)?(%|ep|st)|\$\{[\w.]+\}", re.ASCII)

Job = tuple[list[str], Config]


class Composer:
    """Composes runs from their overrides.

    Args:
        loader: Hydra's.
        given: the overrides of the command.
        compose: the config of one run, without the node ``hydra``.
    """

    def __init__(self, loader: ConfigLoader, given: Sequence[str], compose: Callable[[list[str]], DictConfig]) -> None:
        offered = _Offered(loader, given)
        self.parser = OverridesParser.create(offered)  # type: ignore[arg-type]
        self._groups = set(offered.get_group_options("", ObjectType.GROUP))
        self._compose = compose
        self._chosen: dict[tuple[str, ...], DictConfig] = {}

    def __call__(self, overrides: Sequence[str]) -> Config:
        """The config of one run.

        Raises:
            UserError: it cannot be composed; says why.
        """
        parsed = self.parser.parse_overrides(list(overrides))
        values = [each for each in parsed if each.package is None and _is_value(each.key_or_group, self._groups)]
        choices = tuple(each.input_line or "" for each in parsed if each not in values)
        try:
            if choices not in self._chosen:  # composing takes a tenth of a second, setting values a hundredth
                self._chosen[choices] = self._compose(list(choices))
            tree = copy.deepcopy(self._chosen[choices])
            ConfigLoaderImpl._apply_overrides_to_config(values, tree)
            return read_config(tree)
        except (UserError, HydraException, OmegaConfBaseException) as error:
            why = str(error) if isinstance(error, UserError) else messages.explain(error)
            raise UserError(why) from None


def make_jobs(study: SweepConfig, given: Sequence[str], composer: Composer) -> list[Job]:
    """The overrides and the config of every run: each configuration once, with its dense controls.

    Args:
        study: its ``arms`` and ``axes`` may be empty.
        given: the overrides of the command.
        composer: of the command.

    Raises:
        UserError: a combination cannot be composed, or a key is swept that makes no other run; names it.
    """
    return drop_repeats(combine_axes(study, given, composer), composer)


def combine_axes(study: SweepConfig, given: Sequence[str], composer: Composer) -> list[Job]:
    """The overrides and the config of every combination that was asked for, the same run as often as it was.

    Raises:
        UserError: as :func:`make_jobs`.
    """
    arms = [_parsed(arm, composer) for arm in expand(study, given)]
    count = sum(math.prod(map(_count, arm)) for arm in arms)
    if not count:
        raise UserError(f"The sweep {name_arm(given)} has no runs: its values match nothing.")
    if count > MOST_RUNS:
        raise UserError(
            f"The sweep {name_arm(given)} has {count:,} runs, more than {MOST_RUNS:,}: sweep fewer values, or make "
            f"several sweeps of it, as with seed=range(0,1000)."
        )
    every = (list(each) for arm in arms for each in BasicSweeper.split_arguments(arm, None)[0])
    return [
        (each, _composed(each, composer)) for each in heartbeat.count_parts(every, count, "composing the combinations")
    ]


def _parsed(arm: Sequence[str], composer: Composer) -> list[Override]:
    for each in arm:
        vetting.check_override(each)
    return composer.parser.parse_overrides(list(arm))


def _count(override: Override) -> int:
    """How many values it has, without making them."""
    if not override.is_sweep_override():
        return 1
    value = override.value()
    if isinstance(value, RangeSweep) and value.start is not None and value.stop is not None and value.step:
        return max(0, math.ceil((value.stop - value.start) / value.step))
    return sum(1 for _ in override.sweep_iterator())


def drop_repeats(asked: Sequence[Job], composer: Composer) -> list[Job]:
    """Each run of some combinations once, with the dense control of each.

    Raises:
        UserError: a key is swept that makes no other run.
    """
    found: dict[str, Job] = {}
    for same in _by_run(asked).values():
        _check_grid(same)
        found[signature.sign_config(same[0][1])] = same[0]
    controls = {
        (*(each for each in overrides if read_key(each).split(".")[0] not in OF_SCHEDULE), "schedule=dense"): None
        for overrides, config in asked
        if config.sweep.control
    }
    for control in heartbeat.count_parts(controls, len(controls), "composing the dense controls"):
        dense = _composed(control, composer)
        found.setdefault(signature.sign_config(dense), (list(control), dense))
    return list(found.values())


def explain_repeats(asked: Sequence[Job]) -> str:
    """How many combinations are the same run as others, and which, for instance; empty if each is one of its own."""
    again = {identity: same for identity, same in _by_run(asked).items() if len(same) > 1}
    if not again:
        return ""
    first, second = (set(overrides) for overrides, _ in next(iter(again.values()))[:2])
    differ = [name_arm(sorted(part)) for part in (second - first, first - second)]
    instance = f"{differ[0]} as {differ[1]}" if all(differ) else "one is given twice"
    extra = sum(len(same) - 1 for same in again.values())
    what = "is the same run as another" if extra == 1 else "are the same runs as others"
    return f"{extra} of the {len(asked)} combinations {what}, made once: {instance}."


def _by_run(asked: Sequence[Job]) -> dict[str, list[Job]]:
    found: dict[str, list[Job]] = {}
    for job in asked:
        found.setdefault(signature.sign_config(job[1]), []).append(job)
    return found


def _check_grid(same: Sequence[Job]) -> None:
    """Refuse a key of several values that are no part of a run's identity: the grid would be a single run.

    Args:
        same: combinations that are the same run.
    """
    (first, config), *others = same
    for overrides, _ in others:
        before = {read_key(each): each for each in first}
        for each in overrides:
            name = read_key(each)
            if signature.is_left_out(name) and name not in BY_CONTENT and before.get(name, each) != each:
                one, other = before[name], each
                raise UserError(
                    f"{name} makes no other run: no result depends on it, so {one} and {other} are the same run, "
                    f"{config.run_name}, which a sweep makes once. Give one value. To make both, as for a comparison "
                    f"side by side, run one after the other:\n"
                    f"  python -m runner {name_arm([*first, 'force=true'])}\n"
                    f"  python -m runner {name_arm([*overrides, 'force=true'])}"
                )


def _composed(overrides: Sequence[str], composer: Composer) -> Config:
    try:
        return composer(overrides)
    except UserError as error:
        raise UserError(f"The arm {name_arm(overrides)} cannot run, so nothing was started: {error}") from None


class _Offered:
    """The choices of each group, those on the command's own search path too, which Hydra's glob(*) overlooks."""

    def __init__(self, loader: ConfigLoader, given: Sequence[str]) -> None:
        self._loader, self._paths = loader, [each for each in given if read_key(each) == "hydra.searchpath"]

    def get_group_options(self, group_name: str, results_filter: ObjectType | None = ObjectType.CONFIG) -> list[str]:
        """As Hydra's loader has it."""
        return self._loader.get_group_options(group_name, results_filter, CONFIG_NAME, self._paths)


def expand(study: SweepConfig, given: Sequence[str]) -> list[list[str]]:
    """The overrides of each arm, its axes and the command's own included, not yet multiplied out.

    Args:
        study: its ``arms`` and ``axes`` map keys to a value or a list of values; both may be empty.
        given: the overrides of the command. They win over an axis of the same key.

    Raises:
        UserError: the command sets a key that the arms set.
    """
    for name in (*study.axes, *(name for arm in study.arms for name in arm)):
        trust.check_key(read_key(name))
    on_command = {read_key(each) for each in given}
    axes = [make_override(name, values) for name, values in study.axes.items() if read_key(name) not in on_command]
    for number, arm in enumerate(study.arms, start=1):
        if not arm:
            raise UserError(
                f"Arm {number} of sweep.arms is empty: give at least its schedule, like 'schedule: linear'."
            )
        if taken := [name for name in arm if read_key(name) in on_command]:
            said = name_arm([make_override(*item) for item in arm.items()])
            raise UserError(
                f"{taken[0]} is set by the arms of the study (arm {number}: {said}), so the command cannot set it too. "
                f"Leave it out, or change sweep.arms in the study's file."
            )
    return [[*(make_override(*item) for item in arm.items()), *axes, *given] for arm in study.arms or [{}]]


def defer_parameters(arguments: Sequence[str]) -> list[str]:
    """The arguments of a sweep, with the parameters of swept choices as sweeps of one value.

    Hydra composes what is not swept before it knows the choices: ``schedule=exponential,lottery
    schedule.rate=0.2`` would look for a rate in the default schedule.
    """
    parted = [(argument, read_key(argument), argument.partition("=")[2]) for argument in arguments]
    swept = {name for _, name, value in parted if _several(value)}
    if any(name == STUDIES for _, name, _ in parted):
        swept.add("schedule")  # by the study's arms
    return [
        argument.replace(f"={value}", f"=choice({value})", 1)
        if value and "." in name and name.split(".")[0] in swept and not _several(value)
        else argument
        for argument, name, value in parted
    ]


def _is_value(name: str, groups: Collection[str]) -> bool:
    return name not in groups and name.split(".")[0] != "hydra" and "/" not in name


def _several(value: str) -> bool:
    return value.startswith(("choice(", "range(", "glob(", "interval(", "sort(", "shuffle(")) or (
        "," in value and value[0] not in "[{'\""
    )


def read_key(override: str) -> str:
    """The key of an override: ``schedule.rate`` of ``+schedule.rate=0.1``."""
    return override.lstrip("+~").split("=")[0].split("@")[0]


def name_arm(overrides: Sequence[str]) -> str:
    """What tells an arm from the others, for messages; long values are cut and end in a hash."""
    told = [names.shorten(override, MOST_SPOKEN) for override in overrides if read_key(override) != STUDIES]
    return names.shorten(" ".join(told), 10 * MOST_SPOKEN)


def make_override(name: str, values: Any) -> str:
    """A key with a value, or a list of them, as Hydra's command line reads it.

    A text is the text that it is, but for what stands for several values: a call, as ``range(0,5)``, numbers with
    commas between them, and names of choices where a group is chosen.

    Raises:
        UserError: there is no value, or Hydra cannot read the key.
    """
    several = values if isinstance(values, list) else [values]
    if not KEY.fullmatch(name):
        raise UserError(
            f"{names.shorten(name)!r} is no key for arms and axes: it holds what Hydra reads in no key. Give letters "
            f"from a to z, digits, _ and -, with dots between them."
        )
    if not several:
        raise UserError(f"{name} has no values: give one, or a list of them.")
    swept = SWEEP if "." in name or name in OF_TEXTS else CHOICES
    return f"{name}={','.join(_swept(value, swept) for value in several)}"


def _swept(value: Any, swept: re.Pattern[str]) -> str:
    return value if isinstance(value, str) and swept.fullmatch(value) else _written(value)


def _written(value: Any) -> str:
    """A value as Hydra's command line reads it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{','.join(map(_written, value))}]"
    if isinstance(value, dict):
        if any(isinstance(name, str) and not names.is_plain(name) for name in value):
            return _quoted(f"${{{OF_JSON}:{_quoted(json.dumps(value))}}}")  # Hydra reads no such keys
        return "{" + ",".join(f"{name}:{_written(each)}" for name, each in value.items()) + "}"
    return _quoted(value) if isinstance(value, str) and not PLAIN.fullmatch(value) else str(value)


def _quoted(text: str) -> str:
    return QuotedString(text, Quote.single).with_quotes()
