"""The records that pass between the stages, and every name that leaves the program.

Names of metrics, tags and files stand here once: dashboards and scripts rely on them, so a
name is only ever added. Units: steps are optimizer steps, epochs are 1-based, sizes are
bytes, times are seconds, sparsity is the fraction of zeros in [0, 1].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any

from runner.core import names


class UserError(Exception):
    """Something that the user gave cannot be used.

    The message says what was given, what is allowed and what to do. It is shown alone,
    without a traceback, and the program ends with exit status 2.
    """


class NonFiniteError(Exception):
    """A loss or metric became NaN or infinite; the run ends FAILED with reason ``non_finite``."""


class StoppedEarly(Exception):  # noqa: N818
    """A search stopped the run after an epoch, since its accuracy on val was too low; says so."""

    def __init__(self, epoch: int, accuracy: float, least: float) -> None:
        super().__init__(f"stopped early: val accuracy {accuracy:.4f} after epoch {epoch} is below {least:.4f}")
        self.epoch = epoch


class ServerAway(UserError):  # noqa: N818
    """The tracking server does not answer: to be started by the user, before a run; a run that had begun has failed."""


class ProcessLost(Exception):  # noqa: N818
    """A process of this program died; says which and how. The program ends with exit status 1, without a traceback."""


class FidelityError(Exception):
    """The stripped model is not the model that was trained: other zeros, or other predictions."""


class Status(str, Enum):
    """Of a run, as MLflow spells it."""

    RUNNING, FINISHED, FAILED, KILLED = "RUNNING", "FINISHED", "FAILED", "KILLED"

    __str__ = str.__str__


# --- metric names: a layer's are filled in by runner.core.names.metric ---------------------------------

TRAIN_LOSS, TRAIN_ACCURACY = "train/loss", "train/accuracy"
VAL_LOSS, VAL_ACCURACY = "val/loss", "val/accuracy"
TRAIN_PENALTY, VAL_PENALTY = "train/penalty", "val/penalty"  # what regularizers add to the loss, not in it
SPARSITY_PLANNED, SPARSITY_GLOBAL = "sparsity/planned", "sparsity/global"
SPARSITY_LAYER = "sparsity/layer/{}"

PRUNE_PLANNED, PRUNE_ACHIEVED = "prune/planned", "prune/achieved"
PRUNE_CHURN, PRUNE_PRUNED, PRUNE_REGROWN = "prune/mask_churn", "prune/mask_pruned", "prune/mask_regrown"
PRUNE_LOSS_BEFORE, PRUNE_LOSS_AFTER = "prune/loss_before", "prune/loss_after"
PRUNE_RECOVERY = "prune/recovery_steps"
PRUNE_EFFECTS = (PRUNE_LOSS_BEFORE, PRUNE_LOSS_AFTER, PRUNE_RECOVERY)  # known when training is over
PRUNE_SPARSITY, PRUNE_THRESHOLD = "prune/sparsity/{}", "prune/threshold/{}"

DENSE_SPARSITY, ZEROS_KEPT = "dense/sparsity_global", "final/zeros_kept"
TEST_ACCURACY, TEST_LOSS = "test/accuracy", "test/loss"
TEST_EXAMPLES, TEST_CLASSES, TEST_PREDICTED = "test/examples", "test/classes", "test/classes_predicted"
TEST_TRIVIAL, VAL_TRIVIAL = "test/trivial_accuracy", "val/trivial_accuracy"
SHORT_OF_WEIGHTS = "final/outputs_short_of_weights"
TEST_ACCURACY_TFLITE, TEST_ACCURACY_INT8 = "test/accuracy_tflite", "test/accuracy_int8"
DENSE_TEST_ACCURACY, TEST_ACCURACY_CHANGE = "dense/test_accuracy", "test/accuracy_change"
FINAL_GLOBAL, FINAL_MODEL = "final/sparsity_global", "final/sparsity_model"
FINAL_LAYER = "final/sparsity_layer/{}"
TARGET_MISSED_BY = "final/target_missed_by"
FINAL_REGROWN = "final/mask_regrown"
SIZE_FORMATS = ("keras", "keras_gzip", "tflite", "tflite_gzip", "int8", "int8_gzip")
SIZE, DENSE_SIZE, COMPRESSION = "size/{}", "dense_size/{}", "compression/{}"
SIZE_SPARSE = "size/tflite_sparse"
COST_PARAMS, COST_NONZERO = "cost/params", "cost/nonzero_params"
COST_FLOPS, COST_EFFECTIVE_FLOPS = "cost/flops", "cost/effective_flops"
COST_SPEEDUP = "cost/theoretical_speedup"
COST_DENSE_BYTES, COST_BITMAP_BYTES, COST_CSR_BYTES = "cost/dense_bytes", "cost/bitmap_bytes", "cost/csr_bytes"
COST_TRAINING_FLOPS, COST_TRAINING_FLOPS_DENSE = "cost/training_flops", "cost/training_flops_dense"
LATENCY, LATENCY_LOW, LATENCY_HIGH = "latency/{}_ms", "latency/{}_ms_low", "latency/{}_ms_high"
LATENCY_SPEEDUP, LATENCY_SPARSE_SPEEDUP = "latency/speedup", "latency/sparse_speedup"
TIME = "time/{}_s"
TIMINGS = ("time/", "latency/")  # how the names begin whose values are never the same again

RUNS_PLANNED, RUNS_FINISHED, RUNS_FAILED = "sweep/planned", "sweep/finished", "sweep/failed"
RUNS_SKIPPED, RUNS_STOPPED = "sweep/skipped", "sweep/stopped"

# --- tags ---------------------------------------------------------------------------------------

TAG_SIGNATURE, TAG_ARM, TAG_KIND = "signature", "arm", "kind"
TAG_REASON, TAG_ATTEMPT, TAG_DATASET = "status_reason", "attempt", "dataset_sha256"
TAG_STOPPED = "stopped_early"  # the epoch after which a search stopped the run
TAG_TRIALS = "search_trials"
TAG_HOST, TAG_BOOT, TAG_LOCK = "host", "boot_id", "lock"
TAG_MACHINE, TAG_LOCK_ID = "machine", "lock_id"  # a hash over the machine's id; what stands in the lock file
TAG_RESULTS, FIRST_RESULTS = "results_version", "1"  # see signature.RESULTS; of a run that does not say
TAG_PROCESS = "sweep_process"  # of the sweep that launched the run
TAG_COMMIT, TAG_ONEDNN, TAG_CPU = "git_commit", "onednn", "cpu"
TAG_INTERPRETER = "interpreter"
TAG_WEIGHTS = "weights_sha256"
TAG_DENSE_WEIGHTS = "dense_weights_sha256"
TAG_ALSO_IN = "also_in.{}"  # a sweep that counts the run beside its own parent
TAG_PARENT, TAG_NOTE = "mlflow.parentRunId", "mlflow.note.content"
KIND_RUN, KIND_DENSE, KIND_SWEEP = "run", "dense", "sweep"
INPUT_CONTEXT = "mlflow.data.context"  # of a dataset, as the input of a run
EXPERIMENT_VIEW = "mlflow.sharedViewState.{}"  # of an experiment: a view that the dashboard offers
TELLING_PARAMS = ("schedule.name", "target_sparsity", "seed")  # what tells the runs of a sweep apart

# --- files --------------------------------------------------------------------------------------

CONFIG_FILE, PLAN_FILE, RESULT_FILE = "config.yaml", "plan.json", "result.json"
LAYERS_FILE, CURVES_FILE, MODEL_DIR = "layers.csv", "curves.png", "model"
MODEL_FILE = "model.keras"
DENSE_MODEL_FILE, DENSE_FIGURES_FILE = "dense.keras", "dense.json"  # of a dense training
TRACE_FILE, TRACE_PICTURE = "trace.parquet", "trace.png"
LOG_FILE, LOCK_FILE = "run.log", "run.lock"
HYDRA_DIR = ".hydra"  # what a run was told, as Hydra writes it
CHECKPOINT_DIR, CHECKPOINT_NAME = "checkpoints", "epoch-{}.checkpoint"
JOURNAL = "journal.jsonl"
OUTPUTS = "outputs"  # in the working folder: of runs, sweeps and reports

# --- records ------------------------------------------------------------------------------------


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
    """Accuracy on val of the dense model when one layer alone is pruned to each of ``levels``, by layer."""

    levels: tuple[float, ...]
    accuracy: Mapping[str, tuple[float, ...]]


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

    ``pruned`` and ``regrown`` are the shares of all mask entries that were switched off and on again since the update
    that was seen before, or since the epoch began. ``sparsities`` and ``thresholds`` are by layer, after it.
    """

    step: int
    planned: float
    achieved: float
    pruned: float
    regrown: float
    sparsities: Mapping[str, float]
    thresholds: Mapping[str, float]

    def metrics(self) -> dict[str, float]:
        """Its figures by their names in MLflow."""
        return {
            PRUNE_PLANNED: self.planned,
            PRUNE_ACHIEVED: self.achieved,
            PRUNE_CHURN: self.pruned + self.regrown,
            PRUNE_PRUNED: self.pruned,
            PRUNE_REGROWN: self.regrown,
            **{names.metric(PRUNE_SPARSITY, layer): value for layer, value in self.sparsities.items()},
            **{names.metric(PRUNE_THRESHOLD, layer): value for layer, value in self.thresholds.items()},
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
    """A model, measured on test: loss and accuracy, bytes by format, a hash over its weights.

    ``accuracies`` are those of its TFLite files, by format; empty in what an earlier version measured.
    ``classes_predicted`` is how many classes it answers at all; None there. ``missing`` says why a format, or its
    accuracy, is not there.
    """

    loss: float
    accuracy: float
    sizes: Mapping[str, int]
    weights_sha256: str
    accuracies: Mapping[str, float] = field(default_factory=dict)
    classes_predicted: int | None = None
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
