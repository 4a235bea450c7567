"""The records that pass between the stages of a run.

Units: steps are optimizer steps, epochs are 1-based, sizes are bytes, times are seconds, sparsity is the fraction of
zeros in [0, 1].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from runner.core import names
from runner.core.metric_names import (
    PRUNE_ACHIEVED,
    PRUNE_CHURN,
    PRUNE_PLANNED,
    PRUNE_PRUNED,
    PRUNE_REGROWN,
    PRUNE_SPARSITY,
    PRUNE_THRESHOLD,
)
from runner.core.score import ACCURACY, Score

TARGET_TOLERANCE = 1e-3  # a sparsity this near to its target has reached it: a table with three digits shows no more


@dataclass(frozen=True)
class Layer:
    """One layer as the scope sees it: whether it is pruned, and why (not).

    ``weights`` counts what tfmot can prune in it, ``params`` everything; ``shapes`` are of the tensors
    that tfmot prunes, one by one. ``target`` is the sparsity that the layer should end with, ``share`` what it
    follows of the schedule, ``kept`` the weights that tfmot will keep at the end, see
    :mod:`runner.pruning.rounding`; they are None where the layer is skipped, or where the target waits for the dense
    model.
    """

    name: str
    kind: str
    weights: int
    params: int
    pruned: bool
    why: str
    shapes: tuple[tuple[int, ...], ...] = ()
    target: float | None = None
    share: float | None = None
    kept: int | None = None

    @property
    def reaches(self) -> float | None:
        """The sparsity that the layer will really end with, ties aside."""
        return None if self.kept is None else 1 - self.kept / self.weights

    def as_dict(self) -> dict[str, Any]:
        """For JSON, in ``plan.json`` and from ``runner.plan --json``."""
        return {**asdict(self), "reaches": self.reaches}


@dataclass(frozen=True)
class Sensitivity:
    """The score on val of the dense model when one layer alone is pruned to each of ``levels``, by layer."""

    levels: tuple[float, ...]
    scores: Mapping[str, tuple[float, ...]]
    score: Score = ACCURACY

    def as_dict(self) -> dict[str, Any]:
        """For JSON, by the name of the score."""
        return {"levels": self.levels, self.score.name: dict(self.scores)}

    def measure_drops(self, layer: str) -> list[float]:
        """What each level costs of the dense model's score, from 0 to 1.

        Of a score that has a unit, the largest loss that was seen of any layer is 1.
        """
        worst = min(self.score.orient(each) for values in self.scores.values() for each in values)
        values = [self.score.orient(each) for each in self.scores[layer]]
        whole = 1.0 if self.score.is_share and not self.score.lower_is_better else values[0] - worst or 1.0
        return [max(values[0] - each, 0.0) / whole for each in values]


@dataclass(frozen=True)
class LayerResult:
    """One pruned layer at the end: ``zeros`` of its ``weights``, counted in the stripped model.

    ``zeros_before`` are those of the model that the run started from; ``zeros_kept`` of them are still zero.
    FLOPs are of the whole layer, see :mod:`runner.measuring.flops`; bytes of the weights, see
    :mod:`runner.measuring.encoding`.
    """

    name: str
    kind: str
    weights: int
    zeros: int
    target: float
    zeros_before: int = 0
    zeros_kept: int = 0
    flops: int = 0
    effective_flops: int = 0
    dense_bytes: int = 0
    bitmap_bytes: int = 0
    csr_bytes: int = 0

    @property
    def sparsity(self) -> float:
        """The fraction of zeros that was achieved."""
        return self.zeros / self.weights


@dataclass(frozen=True)
class MaskUpdate:
    """One mask update seen in training.

    ``pruned`` and ``regrown`` are the shares of all mask entries that it switched off and on again. ``sparsities`` and
    ``thresholds`` are by layer, after it.
    """

    step: int
    planned: float
    achieved: float
    pruned: float
    regrown: float
    sparsities: Mapping[str, float]
    thresholds: Mapping[str, float]

    def metrics(self) -> dict[str, float]:
        """Its figures over all layers by their names in MLflow."""
        return {
            PRUNE_PLANNED: self.planned,
            PRUNE_ACHIEVED: self.achieved,
            PRUNE_CHURN: self.pruned + self.regrown,
            PRUNE_PRUNED: self.pruned,
            PRUNE_REGROWN: self.regrown,
        }

    def layer_metrics(self) -> dict[str, float]:
        """Its figures by layer."""
        return {
            **{names.name_metric(PRUNE_SPARSITY, layer): value for layer, value in self.sparsities.items()},
            **{names.name_metric(PRUNE_THRESHOLD, layer): value for layer, value in self.thresholds.items()},
        }


@dataclass(frozen=True)
class Epoch:
    """One epoch: its 1-based number, metrics by name; of a pruned one its mask updates and each batch's loss."""

    number: int
    metrics: Mapping[str, float]
    updates: Sequence[MaskUpdate] = ()
    losses: Sequence[float] = ()


@dataclass(frozen=True)
class Measured:
    """A model, measured on test: its loss, the figures of its task by name, bytes by format, a hash over its weights.

    ``of_formats`` is the score of its TFLite files, by format; empty in what an earlier version measured.
    ``answers`` is how many classes it answers at all; None where that is not known, or not counted. ``missing`` says
    why a format, or its score, is not there.
    """

    loss: float
    figures: Mapping[str, float]
    sizes: Mapping[str, int]
    weights_sha256: str
    of_formats: Mapping[str, float] = field(default_factory=dict)
    answers: int | None = None
    missing: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What a finished run hands over: the same figures go to MLflow, ``result.json`` and the terminal."""

    name: str
    run_id: str
    tracking_uri: str
    target: float
    layers: Sequence[LayerResult]
    pruned: Measured
    dense: Measured
    metrics: Mapping[str, float]
    tags: Mapping[str, str] = field(default_factory=dict)
    warnings: Sequence[str] = ()
    score: Score = ACCURACY
