"""The log of a run, ``run.log`` in its folder: all that its process prints, TensorFlow's C++ lines included.

Until the run has begun it has a file of its own, under another name. So a start that comes to nothing, since it is
refused or its run is finished already, changes nothing in a folder that an earlier run was in.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

from runner.core.file_names import LOG_FILE


@dataclass(frozen=True)
class RunLog:
    """The log of a start, in two processes: its parent makes it, the run's own writes it."""

    folder: Path
    draft: Path

    @classmethod
    def begin(cls, folder: Path) -> RunLog:
        """A log with nothing in it.

        Raises:
            OSError: the folder cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".{LOG_FILE}.{uuid.uuid4().hex}.tmp"
        draft.touch(exist_ok=False)
        return cls(folder, draft)

    def print_to(self, name: Path | None = None) -> None:
        """Send the file descriptors 1 and 2 of this process to the log."""
        file = os.open(name or self.draft, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(file, 1)
        os.dup2(file, 2)
        os.close(file)

    def keep(self) -> None:
        """The run has begun, or has failed before: its log is ``run.log`` from now on, below what is there already."""
        log = self.folder / LOG_FILE
        with contextlib.suppress(FileNotFoundError), self.draft.open("rb") as source:
            writes = os.path.sameopenfile(source.fileno(), 1)
            try:
                os.link(self.draft, log)
            except OSError:  # there is one already, or the file system has no links
                with log.open("ab") as target:
                    shutil.copyfileobj(source, target)
            if writes:
                self.print_to(log)
            self.draft.unlink()

    def close(self) -> None:
        """Take away a log that was not kept."""
        self.draft.unlink(missing_ok=True)
