"""What became of each run of a sweep, noted by the process that ran it.

A launcher may hand over nothing when one of its processes dies, not even the runs that had ended: Ray's does so when
it starts a run no more, and ends its other processes. So each run leaves notes in the sweep's folder: when it starts,
how it ended, and whether its process died first. The last is written by a shell that waits for the process; who kills
a process together with what came out of it, because another one died, kills the shell too. So only the run that is to
blame is said to have died. The sweep's own process leaves nothing to be asked when it dies, and has no shell.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import time
import traceback
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, get_args

from runner.console.ending import Interrupted
from runner.core import credentials
from runner.core.events import Event, Failed, Finished, Skipped, Started, Stopped
from runner.core.file_names import LOG_FILE
from runner.core.files import write_file
from runner.run import isolation
from runner.tracking import run_writer

PATIENCE = 2.0  # seconds that a shell may take to say that its process died
EVENTS = {kind.__name__: kind for kind in get_args(Event)}  # what a note may hold: a note is data, never code
KIND, FIELDS = "event", "fields"
TOKEN = uuid.uuid4().hex  # of this process and those forked from it: machines may share a name, and processes a number


@dataclass(frozen=True)
class Notes:
    """The notes of one sweep, in a folder of its machine; a process on another, without that disk, writes none.

    A run is named by the number that its launcher gave it. ``fail_fast``: no run starts after a failure.
    ``starts_again``: a run whose process was told to end may be started again by its engine, and has not ended.
    ``sweep`` is the process of the sweep itself.
    """

    folder: Path
    fail_fast: bool = False
    starts_again: bool = False
    sweep: tuple[str, int] = field(default_factory=lambda: _this_process())

    @property
    def by_sweep(self) -> bool:
        """Whether this process is that of the sweep itself."""
        return self.sweep == _this_process()

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """The folder of the notes is made at the beginning of the block, and taken away at its end."""
        self.folder.mkdir(mode=0o700, parents=True)
        try:
            yield
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    # --- in the process of the run ----------------------------------------------------------------

    def watch(self, number: int, output: Path, run: Callable[[], Any]) -> Any:
        """What the run ended with; None if it was not started, since another one failed fast.

        Args:
            number: of the run.
            output: its folder.
            run: the run. Whatever it raises makes it Failed, an exit too; its log has the traceback.

        Raises:
            Interrupted: a signal told the sweep to end, or a process whose run starts again; to another process of a
                launcher it is one run that failed.
        """
        with isolation.raise_signals():
            if self._stop.exists():
                return None
            self.write(number, "started", str(output))
            with self._watched(number):
                outcome = self._outcome(run, output)
            self.write(number, "ended", outcome)
            failed = not isinstance(outcome, Finished | Skipped | Stopped)
            if self.fail_fast and failed and self.folder.is_dir():
                self._stop.touch()
        return outcome

    def _outcome(self, run: Callable[[], Any], output: Path) -> Any:
        try:
            return run()
        except (Exception, SystemExit, Interrupted) as error:
            if isinstance(error, Interrupted) and (self.by_sweep or self.starts_again):
                raise
            with (output / LOG_FILE).open("a") as log:
                log.write(credentials.hide(traceback.format_exc()))
            return Failed(run_writer.explain_failure(error))

    @contextlib.contextmanager
    def _watched(self, number: int) -> Iterator[None]:
        """The end of the shell's input is the death of this process; that of the sweep has nobody to ask for it."""
        if self.by_sweep:
            yield
            return
        died = str(self._file(number, "died"))
        shell = subprocess.Popen(
            ["/bin/sh", "-c", 'read -r _ || [ ! -d "${0%/*}" ] || : > "$0"', died], stdin=subprocess.PIPE
        )
        try:
            yield
        finally:
            try:
                shell.communicate(b"alive\n", timeout=PATIENCE)
            except subprocess.TimeoutExpired:  # somebody stopped it
                shell.kill()

    # --- in the process of the sweep --------------------------------------------------------------

    def resume(self) -> None:
        """Let runs start again after a failure."""
        self._stop.unlink(missing_ok=True)

    def output(self, number: int) -> Path | None:
        """The folder of a run that started."""
        found = self._read(number, "started")
        return Path(found) if found else None

    def outcome(self, number: int) -> Any:
        """What a run ended with; None if it did not end, or did not start."""
        return self._read(number, "ended")

    def lost(self, numbers: Sequence[int]) -> list[int]:
        """The runs that started and did not end."""
        return [number for number in numbers if self.output(number) and self.outcome(number) is None]

    def died(self, numbers: Sequence[int]) -> list[int]:
        """Those of the lost runs whose process died first; waits a little for the shells to say so."""
        end = time.monotonic() + PATIENCE
        while numbers and time.monotonic() < end:
            if found := [number for number in numbers if self._file(number, "died").exists()]:
                return found
            time.sleep(0.05)
        return []

    def end_lost(self, numbers: Sequence[int], status: str, why: str) -> None:
        """Give the MLflow runs that lost runs left RUNNING a true status; their processes are dead."""
        for number in self.lost(numbers):
            folder = self.output(number) or self.folder
            for began in self._read(number, "began") or []:
                run_writer.end_run(began.tracking_uri, began.run_id, status, why, folder)

    @property
    def _stop(self) -> Path:
        return self.folder / "stop"

    def _file(self, number: int, word: str) -> Path:
        return self.folder / f"{number}.{word}"

    def write(self, number: int, word: str, content: Any) -> None:
        """Note something about a run, under a word."""
        if not self.folder.is_dir():
            return  # another machine's; or the sweep has ended, and asks no more
        write_file(self._file(number, word), json.dumps(content, default=_described).encode())

    def _read(self, number: int, word: str) -> Any:
        try:
            noted = json.loads(self._file(number, word).read_text())
            return [_event(each) for each in noted] if isinstance(noted, list) else _event(noted)
        except (FileNotFoundError, ValueError, KeyError):  # none was written, or not by us
            return None


def _described(event: Event) -> dict[str, Any]:
    return {KIND: type(event).__name__, FIELDS: asdict(event)}


def _event(noted: Any) -> Any:
    """The event that was noted; a text stays as it is."""
    from pydantic import TypeAdapter

    return TypeAdapter(EVENTS[noted[KIND]]).validate_python(noted[FIELDS]) if isinstance(noted, dict) else noted


def _this_process() -> tuple[str, int]:
    return TOKEN, os.getpid()


class Listener:
    """Hears a run in a process of its launcher, where nothing is shown, and notes which MLflow runs it began."""

    def __init__(self, notes: Notes, number: int) -> None:
        self._notes, self._number = notes, number
        self._began: list[Started] = []

    def __call__(self, event: Event) -> None:
        """Note an MLflow run."""
        if isinstance(event, Started):
            self._began.append(event)
            self._notes.write(self._number, "began", self._began)

    def close(self) -> None:
        """Nothing was shown."""
