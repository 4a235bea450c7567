"""The journal: what a run writes to MLflow, first written to ``journal.jsonl`` in its own folder.

A line is one entry: its time stands in it, so that sending it again changes nothing. Lines are only ever
appended, and each is handed to the operating system before the program goes on; a line that a kill or a full
disk tore is left out when the file is read. Whoever writes or sends a journal holds a lock on it, which
ends with the process. A journal whose entries were all sent is deleted: one that lies there was not sent, or not
to its end.

Units: times are milliseconds since 1970, as MLflow has them.
"""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from runner.core import credentials
from runner.core.file_names import JOURNAL, OUTPUTS
from runner.tracking import store

PARAMS, METRICS, TAGS, DATASET = "params", "metrics", "tags", "dataset"
ARTIFACT, MODEL, END = "artifact", "model", "end"
NAMES = re.compile(r"(-\d+)?\.".join(map(re.escape, JOURNAL.split("."))))  # see Journal.create
BEGINNING = b'{"uri":'


@dataclass(frozen=True)
class Entry:
    """One thing to be written to MLflow, for one run.

    ``content`` by ``kind``:

    - ``params``, ``tags``: texts by name.
    - ``metrics``: ``rows`` of [name, value, time, step]; ``of_model``, whether they are those of the run's model, too;
      then ``dataset``, the name and the digest of what the model was measured on.
    - ``dataset``: the run's input, see :func:`runner.tracking.dataset_input.describe_dataset`.
    - ``artifact``: ``path``, a file beside the journal.
    - ``model``: ``path``, a folder beside the journal, as MLflow saves a model; it goes once it was sent.
    - ``end``: ``status``, ``time``, and ``reason``, text or None.
    """

    uri: str
    run: str
    kind: str
    content: Mapping[str, Any]


class Journal:
    """A journal file, locked: nobody else writes or sends it."""

    def __init__(self, file: Path, opened: BinaryIO) -> None:
        self.file, self._opened = file, opened

    @classmethod
    def create(cls, folder: Path) -> Journal:
        """A new journal in a folder; one that was not sent yet stays as it is, and the new one gets a number."""
        folder.mkdir(parents=True, exist_ok=True)
        for number in itertools.count(1):
            file = folder / (JOURNAL if number == 1 else JOURNAL.replace(".", f"-{number}."))
            opened = file.open("ab")
            if _lock(opened) and opened.tell() == 0:
                return cls(file, opened)
            opened.close()
        raise AssertionError("numbers do not end")

    @classmethod
    def take(cls, file: Path) -> Journal | None:
        """A journal that is there, to send it; None while another process has it, or once it was sent.

        Raises:
            OSError: it cannot be opened.
        """
        try:
            opened = file.open("r+b")
        except FileNotFoundError:
            return None
        if _lock(opened):
            return cls(file, opened)
        opened.close()
        return None

    def append(self, entry: Entry) -> None:
        """Write one line.

        Raises:
            OSError: it cannot be written.
        """
        self._opened.write(json.dumps(asdict(entry), separators=(",", ":"), allow_nan=False).encode() + b"\n")
        self._opened.flush()

    def remove(self) -> None:
        """Delete the file and end the lock."""
        self.file.unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        """End the lock; the file stays."""
        with contextlib.suppress(OSError):  # what a full disk did not take, which was said when it was written
            self._opened.close()


def read_journal(file: Path) -> list[Entry]:
    """The entries of a journal, in their order, without torn lines; none of one that was sent meanwhile."""
    entries: list[Entry] = []
    try:
        lines = file.read_bytes().splitlines()
    except FileNotFoundError:
        return entries
    for line in lines:
        try:
            entry = Entry(**json.loads(line))
            content = entry.content
        except (ValueError, TypeError, RecursionError):
            continue
        if all(isinstance(each, str) for each in (entry.uri, entry.run, entry.kind)) and isinstance(content, dict):
            entries.append(entry)
    return entries


def find_journals(folder: Path) -> list[Path]:
    """The journals in a folder and below it that are not sent; folders may come and go meanwhile.

    Other people's files may be called so, too: what does not begin as a journal does is none.
    """
    found = (Path(at, each) for at, _, files in os.walk(folder) for each in files if NAMES.fullmatch(each))
    return sorted(file for file in found if _begins_as_one(file))


def describe_kept(folder: Path) -> str:
    """What to tell a user of the journals in and below a folder; empty where there are none.

    One that a process holds is being written or sent: nothing is wrong with it.
    """
    files = [file for file in find_journals(folder) if not is_held(file)]
    entries = [entry for file in files for entry in read_journal(file)]
    if not entries:
        return ""
    servers = " and ".join(sorted({store.hide_password(entry.uri) for entry in entries}))
    where = files[0] if len(files) == 1 else f"{len(files)} journals below {folder}"
    usual = folder.absolute().is_relative_to(Path(OUTPUTS).absolute())
    command = "python -m runner.sync" if usual else f"python -m runner.sync {folder}"
    for uri in sorted({entry.uri for entry in entries if store.find_database(entry.uri) is None}):
        if credentials.has_login(uri) and not credentials.is_usual(uri):
            command += f" --uri {store.hide_password(uri)}"
    how = f"`{command}` or at the next start" if usual else f"`{command}`"
    counted = f"{len(entries)} entries are kept in {where}"
    return f"the tracking server at {servers} was away: {counted}; they are sent by {how}."


def _begins_as_one(file: Path) -> bool:
    """Whether the first line is one of ours, or what a full disk left of it; a pipe would be read for ever."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return False
        with file.open("rb") as opened:
            return BEGINNING.startswith(opened.read(len(BEGINNING)))
    except FileNotFoundError:
        return False
    except OSError:  # what cannot be read is told by whoever takes it
        return True


def is_held(file: Path) -> bool:
    """Whether a process writes or sends a journal."""
    with contextlib.suppress(OSError):
        if taken := Journal.take(file):
            taken.close()
            return False
        return True
    return False


def _lock(opened: BinaryIO) -> bool:
    """Lock an open file, if nobody has it and it was not deleted meanwhile; ends when the file is closed."""
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return os.fstat(opened.fileno()).st_nlink > 0
