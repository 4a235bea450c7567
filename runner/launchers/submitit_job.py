"""A job of submitit's, from the side of the sweep: what it came to, and signals that wait while one is handed over."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hydra.core.utils import JobReturn, JobStatus

from runner.core.events import DIED, Failed
from runner.launchers import owned

if TYPE_CHECKING:
    from submitit import Job


def read_return(job: Job[JobReturn], root: Path) -> JobReturn:
    """What a job that is over returned; one that left no result has ended as Failed.

    Args:
        job: of submitit's.
        root: the folder that the folders of all jobs lie in; what others can have put there is not read.
    """
    try:
        outcome, value = owned.load_pickle(root, job.paths.result_pickle)
        job.paths.result_pickle.unlink()  # the next job may have the same id
    except PermissionError as error:
        outcome, value = "error", f"{error.strerror}: it is not read"
    except FileNotFoundError:
        outcome, value = "error", "it left no result"
    if outcome == "success":
        done: JobReturn = value
        return done
    why = value.strip().splitlines()[-1]
    log, folder = job.paths.stderr, job.paths.folder
    printed = (
        f"what it printed is in {log}" if log.exists() else f"it never began, or where it did there is no {folder}"
    )
    return make_failed(f"{DIED} ({why}; {printed})")


def make_failed(why: str) -> JobReturn:
    """What Hydra hands on of a run that failed."""
    made = JobReturn(status=JobStatus.COMPLETED)
    made.return_value = Failed(why)
    return made


@contextlib.contextmanager
def hold_signals(*signals: signal.Signals) -> Iterator[None]:
    """Signals wait until the block ends; a process that it starts inherits this, and never hears them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
