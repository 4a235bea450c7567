"""What tells runs apart in MLflow: every tag, kind and status, by the name that MLflow shows.

They stand here once: scripts and later versions rely on them, so a name is only ever added.
"""

from __future__ import annotations

from enum import Enum


class Status(str, Enum):
    """Of a run, as MLflow spells it."""

    RUNNING, FINISHED, FAILED, KILLED = "RUNNING", "FINISHED", "FAILED", "KILLED"

    __str__ = str.__str__


TAG_SIGNATURE, TAG_ARM, TAG_KIND = "signature", "arm", "kind"
TAG_REASON, TAG_ATTEMPT, TAG_DATASET = "status_reason", "attempt", "dataset_sha256"
TAG_STOPPED = "stopped_early"  # the epoch after which a search stopped the run
TAG_TRIALS = "search_trials"
TAG_HOST, TAG_BOOT, TAG_LOCK = "host", "boot_id", "lock"
TAG_MACHINE, TAG_LOCK_ID = "machine", "lock_id"  # a hash over the machine's id; what stands in the lock file
TAG_RESULTS, FIRST_RESULTS = "results_version", "1"  # see signature.RESULTS; of a run that does not say
TAG_PROCESS = "sweep_process"  # of the sweep that launched the run
TAG_COMMIT, TAG_ONEDNN, TAG_CPU = "git_commit", "onednn", "cpu"
TAG_ARITHMETIC = "arithmetic"  # see training/arithmetic.py
TAG_INTERPRETER = "interpreter"
TAG_WEIGHTS = "weights_sha256"
TAG_DENSE_WEIGHTS = "dense_weights_sha256"
TAG_ALSO_IN = "also_in.{}"  # a sweep that counts the run beside its own parent
TAG_PARENT, TAG_NOTE = "mlflow.parentRunId", "mlflow.note.content"
KIND_RUN, KIND_DENSE, KIND_SWEEP = "run", "dense", "sweep"
INPUT_CONTEXT = "mlflow.data.context"  # of a dataset, as the input of a run
EXPERIMENT_VIEW = "mlflow.sharedViewState.{}"  # of an experiment: a view that the dashboard offers
TELLING_PARAMS = ("schedule.name", "target_sparsity", "seed")  # what tells the runs of a sweep apart
