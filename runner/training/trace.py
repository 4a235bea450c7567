"""The trace of pruning: what each mask update did to the masks, and to the loss of the training.

The loss is the one that the training sees anyway, of each batch, so nothing is computed twice and
no batch is seen that the training does not see. One batch says little, so a mean of up to
:data:`WINDOW` batches is taken on each side of an update, never reaching past its neighbours.

Units: steps are optimizer steps from 1; sparsity, ``pruned`` and ``regrown`` are fractions of all mask entries.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from runner.core import names
from runner.core.files import whole_file
from runner.core.metric_names import PRUNE_LOSS_AFTER, PRUNE_LOSS_BEFORE, PRUNE_RECOVERY
from runner.core.records import Epoch, MaskUpdate
from runner.schedules.plan import Plan

LOOKS = 200  # at the masks in a training
WINDOW = 10  # batches

Masks = Mapping[str, Sequence[np.ndarray]]


@dataclass(frozen=True)
class Look:
    """What a mask update did, by layer.

    Attributes:
        step: the optimizer step that made it.
        before: how many weights were kept before it.
        kept: how many are kept now.
        changed: how many entries of the masks are not what they were.
        thresholds: the magnitude from which on weights are kept.
    """

    step: int
    before: Mapping[str, int]
    kept: Mapping[str, int]
    changed: Mapping[str, int]
    thresholds: Mapping[str, float]


@dataclass(frozen=True)
class Effect:
    """What one update did to the training loss; a figure is NaN where there is none.

    Attributes:
        before: mean loss of the last batches before the update.
        after: mean loss of the first batches with the new masks.
        recovery: steps from the update until the loss is at ``before`` again, as a mean over :data:`WINDOW`
            batches; 0 if it did not rise, NaN if training ended first.
    """

    before: float
    after: float
    recovery: float


@dataclass(frozen=True)
class Trace:
    """A whole pruning phase: its updates with their effects, and the loss of each step's batch."""

    updates: tuple[MaskUpdate, ...]
    effects: tuple[Effect, ...]
    losses: tuple[float, ...]


def choose_steps(plan: Plan) -> dict[int, float]:
    """The steps of the mask updates to look at, with the planned sparsity: all, or :data:`LOOKS` evenly spread.

    Each is written to the store, with figures of every layer. The last is always among them.
    """
    updates = plan.updates
    chosen = np.unique(np.linspace(0, len(updates) - 1, min(len(updates), LOOKS)).round().astype(int))
    return {updates[at].step: updates[at].sparsity for at in chosen}


def look_at(step: int, before: Masks, after: Masks, thresholds: Mapping[str, float]) -> Look:
    """What the update of a step did, by the boolean masks by layer before and after it; False prunes."""
    changed = {layer: map(np.not_equal, before[layer], after[layer]) for layer in after}
    return Look(step, count_kept(before), count_kept(after), count_kept(changed), thresholds)


def count_kept(masks: Mapping[str, Iterable[np.ndarray]]) -> dict[str, int]:
    """How many entries of the boolean masks of each layer are True."""
    return {layer: sum(int(np.count_nonzero(array)) for array in arrays) for layer, arrays in masks.items()}


def measure_zero_share(arrays: Masks) -> float:
    """The fraction of zeros over all arrays."""
    every = [array for group in arrays.values() for array in group]
    return 1 - sum(int(np.count_nonzero(array)) for array in every) / sum(array.size for array in every)


def make_update(look: Look, planned: float, sizes: Mapping[str, int]) -> MaskUpdate:
    """The record of a mask update, of the sparsity that was planned, in layers of so many weights."""
    kept, size = sum(look.kept.values()), sum(sizes.values())
    fewer, changed = sum(look.before.values()) - kept, sum(look.changed.values())  # pruned less regrown; and their sum
    return MaskUpdate(
        look.step,
        planned,
        1 - kept / size,
        pruned=(changed + fewer) // 2 / size,
        regrown=(changed - fewer) // 2 / size,
        sparsities={layer: 1 - count / sizes[layer] for layer, count in look.kept.items()},
        thresholds=dict(look.thresholds),
    )


def make_trace(epochs: Sequence[Epoch], plan: Plan) -> Trace:
    """The trace of a training, from its epochs."""
    updates = tuple(update for epoch in epochs for update in epoch.updates)
    losses = tuple(loss for epoch in epochs for loss in epoch.losses)
    found = compute_effects([each.step for each in updates], [each.step for each in plan.updates], losses)
    return Trace(updates, found, losses)


def compute_effects(steps: Sequence[int], updates: Sequence[int], losses: Sequence[float]) -> tuple[Effect, ...]:
    """What the updates at some steps did to the loss.

    Args:
        steps: of the updates to tell of.
        updates: the steps of all updates, in order; ``steps`` are among them.
        losses: of the batch of step 1, 2, ...; a step's update is in force for its batch.
    """
    sums = np.concatenate([[0.0], np.cumsum(np.asarray(losses, np.float64))])
    last = len(losses)

    def mean(first: int, count: int) -> float:
        """Of ``count`` batches from step ``first`` on."""
        return float((sums[first - 1 + count] - sums[first - 1]) / count) if count else math.nan

    def recovery(step: int, level: float) -> float:
        count = min(WINDOW, last - step + 1)
        means = (sums[step - 1 + count :] - sums[step - 1 : last + 1 - count]) / count
        there = np.flatnonzero(means <= level)
        return float(there[0] + count) if len(there) else math.nan

    found = []
    for step in steps:
        at = updates.index(step)
        before_it = updates[at - 1] if at else 1
        after_it = updates[at + 1] if at + 1 < len(updates) else last + 1
        room = min(WINDOW, step - before_it)
        before, after = mean(step - room, room), mean(step, min(WINDOW, after_it - step))
        found.append(Effect(before, after, recovery(step, before) if after > before else 0.0 if room else math.nan))
    return tuple(found)


def list_effects(trace: Trace) -> list[tuple[str, float, int]]:
    """(metric, value, step) of every effect that there is."""
    rows = [
        (name, value, update.step)
        for update, effect in zip(trace.updates, trace.effects, strict=True)
        for name, value in (
            (PRUNE_LOSS_BEFORE, effect.before),
            (PRUNE_LOSS_AFTER, effect.after),
            (PRUNE_RECOVERY, effect.recovery),
        )
    ]
    return [row for row in rows if not math.isnan(row[1])]


def write_trace(trace: Trace, steps_per_epoch: int, path: Path) -> Path:
    """Write one row an update, as Parquet: step, epoch, the figures, then ``sparsity/<layer>``, ``threshold/<layer>``.

    ``recovery_steps`` is missing where the loss did not come back. The file is written whole or not at all.
    """
    import pandas as pd

    rows = [
        {
            "step": update.step, "epoch": -(-update.step // steps_per_epoch),
            "planned": update.planned, "achieved": update.achieved,
            "mask_pruned": update.pruned, "mask_regrown": update.regrown,
            "loss_before": effect.before, "loss_after": effect.after, "recovery_steps": effect.recovery,
            **{names.name_metric("sparsity/{}", layer): value for layer, value in update.sparsities.items()},
            **{names.name_metric("threshold/{}", layer): value for layer, value in update.thresholds.items()},
        }
        for update, effect in zip(trace.updates, trace.effects, strict=True)
    ]  # fmt: skip
    with whole_file(path) as temporary:
        pd.DataFrame(rows).astype({"recovery_steps": "Int64"}).to_parquet(temporary, index=False)
    return path


def write_losses(losses: Sequence[float], path: Path) -> Path:
    """Write the loss of each step's batch, one a row, whole or not at all."""
    import pandas as pd

    with whole_file(path) as temporary:
        pd.DataFrame({"loss": losses}).to_parquet(temporary, index=False)
    return path


def read_trace(file: Path, losses: Path, layers: Sequence[str]) -> Trace:
    """The trace in the files that :func:`write_trace` and :func:`write_losses` wrote, without the thresholds.

    Raises:
        OSError, KeyError, ValueError: a file cannot be read, or is another one.
    """
    import pandas as pd

    rows = pd.read_parquet(file).to_dict("records")
    columns = {layer: names.name_metric("sparsity/{}", layer) for layer in layers}
    updates = [
        MaskUpdate(
            row["step"], row["planned"], row["achieved"], row["mask_pruned"], row["mask_regrown"],
            {layer: row[column] for layer, column in columns.items() if column in row}, {},
        )
        for row in rows
    ]  # fmt: skip
    effects = [Effect(row["loss_before"], row["loss_after"], row["recovery_steps"]) for row in rows]
    return Trace(tuple(updates), tuple(effects), tuple(pd.read_parquet(losses)["loss"].tolist()))
