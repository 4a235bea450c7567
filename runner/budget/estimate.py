"""What a sweep will take, from two of its runs that were made and timed: time, memory, disk, rows of its store.

The two bracket the others in their work, so that nothing is extrapolated: what lies between them is interpolated by
work, in FLOPs of training. Where all pruned runs have the same work, a pruned run and a control were timed, and each
stands for its kind. Rows follow from the names of the metrics: some come with each epoch, some with each mask update.

Units: seconds, bytes, rows; work is in FLOPs, which only put the runs in order and never become seconds by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from runner.budget import makespan
from runner.core.records import FINAL_LAYER, FINAL_REGROWN, PRUNE_SPARSITY, PRUNE_THRESHOLD, SPARSITY_LAYER

OF_UPDATES = "prune/"
OF_MASKS = (OF_UPDATES, "sparsity/", FINAL_REGROWN)
OF_LAYERS = tuple(name.format("") for name in (SPARSITY_LAYER, PRUNE_SPARSITY, PRUNE_THRESHOLD, FINAL_LAYER))
METRICS, LATEST, PARAMS = "metrics", "latest_metrics", "params"
ALIKE = 1.25  # times the work: less is the same


@dataclass(frozen=True)
class Work:
    """What a run is to do.

    Attributes:
        name: of the run.
        pruned: whether it prunes, or is the control.
        dense: the identity of its dense model; runs that share it wait for one training.
        flops: of its pruning phase, a mask update counted as one more step; of the dense training in ``dense_flops``.
        epochs: of the pruning phase; of the dense training in ``dense_epochs``.
        updates: of the masks, that are looked at.
        layers: that are pruned.
        weights: of the model, all.
        params: that the run logs.
    """

    name: str
    pruned: bool
    dense: str
    flops: float
    dense_flops: float
    epochs: int
    dense_epochs: int
    updates: int
    layers: int
    weights: int
    params: int


@dataclass(frozen=True)
class Timed:
    """A run that was made, whole, with a dense training of its own: seconds, bytes, and rows of the store.

    ``seconds`` are those of its process without ``dense_seconds``; ``memory`` is the most that it had together with its
    launcher's process. ``rows`` are by table, ``metrics`` are the rows of that table by the metric's name.
    """

    work: Work
    seconds: float
    dense_seconds: float
    memory: int
    outputs: int
    artifacts: int
    dense_bytes: int
    checkpoints: int
    rows: Mapping[str, int]
    metrics: Mapping[str, int]
    dense_rows: Mapping[str, int]
    dense_metrics: Mapping[str, int]


@dataclass(frozen=True)
class Fixed:
    """What the sweep of the timed runs took beside them.

    Attributes:
        start: until the first run began.
        between: from the end of a run to the begin of the next in the same worker.
        end: from the end of the last run on: the comparison.
        at_once: how many were timed at once.
        memory: of what no run needs for itself.
        most: the most that all had together.
        outputs: of the sweep itself; ``artifacts`` the same.
        database: of a store without runs; ``of_a_row`` more for each row.
        rows: of the sweep itself, by table.
    """

    start: float
    between: float
    end: float
    at_once: int
    memory: int
    most: int
    outputs: int
    artifacts: int
    database: int
    of_a_row: float
    rows: Mapping[str, int]


@dataclass(frozen=True)
class Budget:
    """What a sweep will take with a number of workers; ``parts`` say of what a figure is made."""

    workers: int
    runs: int
    finished: int
    dense: int
    seconds: float
    memory: int
    storage: int
    at_most: int
    rows: Mapping[str, int]
    seconds_of: Mapping[str, float] = field(default_factory=dict)
    memory_of: Mapping[str, int] = field(default_factory=dict)
    storage_of: Mapping[str, int] = field(default_factory=dict)


def bracket(works: Sequence[Work]) -> list[int]:
    """Which runs to time, the one with the most work first: two that bracket the work, or one of each kind."""
    pruned = sorted((at for at, work in enumerate(works) if work.pruned), key=lambda at: -works[at].flops)
    controls = sorted((at for at, work in enumerate(works) if not work.pruned), key=lambda at: -works[at].flops)
    most, least = (pruned or controls)[0], (pruned or controls)[-1]
    if controls and pruned and works[most].flops <= ALIKE * works[least].flops:
        return [most, controls[0]]
    return [most, least] if most != least else [most]


def estimate_budget(
    works: Sequence[Work], timed: Sequence[Timed], fixed: Fixed, workers: int, finished: int = 0
) -> Budget:
    """The budget of a sweep.

    Args:
        works: of the runs that are to be made, in their order.
        timed: the runs of :func:`bracket`, in its order.
        fixed: what their sweep took beside them.
        workers: how many go at once.
        finished: how many runs the sweep has beside, that are done already.
    """
    first = {work.dense: work for work in reversed(works)}.values()
    tasks = [
        makespan.Task(
            work.dense,
            _between(work, timed, lambda each: each.dense_flops, lambda each: each.dense_seconds),
            _like(work, timed, lambda each: each.seconds) + fixed.between,
        )
        for work in works
    ]
    playing = makespan.schedule(tasks, workers)
    at_once = min(workers, len(works)) if works else 0
    memory_of = {"main": fixed.memory, "worker": max((each.memory for each in timed), default=0)}
    rows = _rows(works, list(first), timed, fixed)
    storage_of = {
        "database": round(fixed.database + fixed.of_a_row * sum(rows.values())),
        "artifacts": fixed.artifacts + sum(_sized(work, timed, lambda each: each.artifacts) for work in works),
        "outputs": fixed.outputs + sum(_sized(work, timed, lambda each: each.outputs) for work in works),
        "dense": sum(_sized(work, timed, lambda each: each.dense_bytes) for work in first),
    }
    storage = sum(storage_of.values())
    return Budget(
        workers, len(works), finished, len(first),
        fixed.start + playing.makespan + fixed.end,
        max(memory_of["main"] + at_once * memory_of["worker"], fixed.most),
        storage,
        storage + at_once * max((each.checkpoints for each in timed), default=0),
        rows,
        {
            "start": fixed.start, "runs": playing.makespan, "comparison": fixed.end,
            "dense": sum(task.dense_seconds for task in {task.dense: task for task in tasks}.values()),
            "waiting": sum(playing.waits),
        },
        memory_of, storage_of,
    )  # fmt: skip


def _like(work: Work, timed: Sequence[Timed], of: Callable[[Timed], float]) -> float:
    """Of the timed runs of a run's own kind, by its work; of any kind where none is of its own."""
    own = [each for each in timed if each.work.pruned == work.pruned] or timed
    return _between(work, own, lambda each: each.flops, of)


def _sized(work: Work, timed: Sequence[Timed], of: Callable[[Timed], float]) -> int:
    """The same for bytes, by the weights of the model."""
    own = [each for each in timed if each.work.pruned == work.pruned] or timed
    return round(_between(work, own, lambda each: each.weights, of))


def _between(work: Work, timed: Sequence[Timed], at: Callable[[Work], float], of: Callable[[Timed], float]) -> float:
    """On the line between two timed runs, never outside; their mean where they lie at the same place."""
    (low, lower), (high, upper) = (
        min(((at(each.work), of(each)) for each in timed), key=lambda pair: pair[0]),
        max(((at(each.work), of(each)) for each in timed), key=lambda pair: pair[0]),
    )
    if high <= ALIKE * low:
        return sum(of(each) for each in timed) / len(timed)
    share = min(max((at(work) - low) / (high - low), 0.0), 1.0)
    return lower + share * (upper - lower)


def _rows(works: Sequence[Work], dense: Sequence[Work], timed: Sequence[Timed], fixed: Fixed) -> dict[str, int]:
    """Rows by table, those of the dense trainings and of the sweep itself included."""
    parts = [dict(fixed.rows)]
    for work in works:
        like = _nearest(work, [each for each in timed if each.work.pruned == work.pruned] or timed)
        parts.append({**like.rows, **_of_metrics(work, like), PARAMS: work.params})
    for work in dense:
        like = _nearest(work, timed)
        more = like.work.dense_epochs and work.dense_epochs / like.work.dense_epochs
        counts = [_often(count, more) for count in like.dense_metrics.values()]
        parts.append({**like.dense_rows, METRICS: sum(counts), LATEST: len(counts)})
    tables = dict.fromkeys(table for part in parts for table in part)
    return {table: sum(part.get(table, 0) for part in parts) for table in tables}


def _nearest(work: Work, timed: Sequence[Timed]) -> Timed:
    return min(timed, key=lambda each: abs(each.work.weights - work.weights))


def _of_metrics(work: Work, like: Timed) -> dict[str, int]:
    """Rows of a run's metrics and of their last values, from those of a timed one: a control logs nothing of masks."""
    updates = like.work.updates and work.updates / like.work.updates
    epochs, layers = work.epochs / like.work.epochs, like.work.layers and work.layers / like.work.layers
    rows = names = 0.0
    for name, count in like.metrics.items():
        if not work.pruned and name.startswith(OF_MASKS):
            continue
        times = layers if name.startswith(OF_LAYERS) else 1
        rows += times * _often(count, updates if name.startswith(OF_UPDATES) else epochs)
        names += times
    return {METRICS: round(rows), LATEST: round(names)}


def _often(count: int, more: float) -> int:
    """Rows of one metric, in proportion; what comes once comes once."""
    return round(count * more) if count > 1 else count
