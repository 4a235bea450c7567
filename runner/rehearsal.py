"""Plan every arm of a sweep before its first run, in one process that has TensorFlow."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from runner import data, isolate, steps
from runner.config import Config
from runner.records import UserError


def plan_all(arms: Sequence[tuple[str, Config]]) -> list[str]:
    """Refuse a sweep that has an arm which could not run; returns what to mind about the others, by schedule.

    Args:
        arms: what the user gave for an arm, and its config.

    Raises:
        UserError: names the first arm that cannot be, and why.
    """
    isolate.warm()
    with ProcessPoolExecutor(1, mp_context=get_context("forkserver")) as pool:
        refusal, warnings = pool.submit(_rehearse, list(arms)).result()
    if refusal is not None:
        raise UserError(refusal)
    return warnings


def _rehearse(arms: Sequence[tuple[str, Config]]) -> tuple[str | None, list[str]]:
    from runner import planning

    warnings: list[str] = []
    examples: dict[str, int] = {}
    for given, config in arms:
        try:
            key = repr(config.dataset)
            if key not in examples:
                examples[key] = len(data.load(config.dataset).train)
            _, _, plan = planning.make(
                config, steps.Clock.of(examples[key], config.train.batch_size, config.train.epochs)
            )
        except UserError as error:
            return f"The arm {given} cannot run, so nothing was started: {error}", []
        name = f"{config.schedule['name']}-{config.target_sparsity:g}"
        warnings += [f"{name}: {warning}" for warning in plan.warnings]
    return None, warnings
