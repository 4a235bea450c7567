"""Start a job of submitit's: ``python -m runner.launchers.submitted ... FOLDER``, in place of submitit's own module.

Submitit hands a job over as a pickle, which is code. Here it is read only where nobody else can have written it.
"""

from __future__ import annotations

import functools
import shlex
import sys
from pathlib import Path

from runner.launchers import owned

PYTHON = f"{shlex.quote(sys.executable)} -u -m runner.launchers.submitted"  # what submitit's executors start a job with


def find_root(folder: str | Path) -> Path:
    """The folder that the folders of all jobs lie in, of a ``submitit_folder`` such as ``DIR/.submitit/%j``."""
    from submitit.core.utils import JobPaths

    return JobPaths.get_first_id_independent_folder(folder)


def main() -> None:
    """Run the job that submitit's environment variables name."""
    from submitit.core import submission, utils

    folder = sys.argv[-1]
    utils.pickle_load = functools.partial(owned.load_pickle, find_root(folder))
    submission.process_job(folder)


if __name__ == "__main__":
    main()
