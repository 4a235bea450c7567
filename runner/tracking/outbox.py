"""What a run writes to MLflow goes through here: first to its journal, then to the server, if that answers.

While the server is away the run goes on. Then and when it is tried again, and once more at the end; what is kept is
sent in its order. No try begins that could bring the time spent on waiting for a silent server above :data:`LIMIT`.

Units: seconds.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from runner.tracking import store
from runner.tracking.journal import END, Entry, Journal
from runner.tracking.sender import Outage, Sender

LIMIT = 10  # that a run waits in all for a server that is away
TIMEOUT = 3  # for one answer: three tries fit
PAUSE = 1.0  # until the next try, after one that cost nothing
SHARE = 20  # and this many times what it cost

LOG = logging.getLogger(__name__)


class Outbox:
    """Takes what is to be written to a store, for one run or several, until the block is left.

    The journal is made when the first entry comes, and deleted at the end if all were sent.

    Args:
        uri: of the store, or None, see :func:`runner.tracking.store.choose_uri`.
        folder: where the journal goes, and where the files are that entries name.
    """

    def __init__(self, uri: str | None, folder: Path) -> None:
        self.uri, self.folder = store.choose_uri(uri), folder
        self.waited, self._again = 0.0, 0.0
        self._unsent: deque[Entry] = deque()
        self._journal: Journal | None = None
        self._sender: Sender | None = None
        self._away = False

    def __enter__(self) -> Outbox:
        """Nothing is opened yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Try a last time to send what is kept."""
        if self._journal is None:
            return
        if self._unsent and self.waited + TIMEOUT <= LIMIT:
            self._send()
        if self._unsent:
            LOG.warning("What could not be sent is kept in %s.", self._journal.file)
            self._journal.close()
        else:
            self._journal.remove()

    @property
    def unsent(self) -> int:
        """How many entries are kept."""
        return len(self._unsent)

    def write(self, run: str, kind: str, content: Mapping[str, Any]) -> None:
        """Write an entry of a run: to the journal now, to the store now or later.

        Raises:
            OSError: the journal cannot be written.
            Exception: MLflow's own, where the server refuses this entry or one that was kept; it is not sent again.
        """
        entry = Entry(self.uri, run, kind, content)
        try:
            if self._journal is None:
                self._journal = Journal.create(self.folder)
            self._journal.append(entry)
        except OSError:
            if kind != END or self._unsent:
                raise
            self._send_unwritten(entry)  # the disk is full, and the status of a run has to be true all the same
            return
        self._unsent.append(entry)
        if time.monotonic() >= self._again and self.waited + 2 * TIMEOUT <= LIMIT:  # one more fits, at the end
            self._send()

    def _send_unwritten(self, entry: Entry) -> None:
        try:
            (self._sender or Sender(self.uri, TIMEOUT)).send(entry, self.folder)
        except Outage as outage:
            LOG.warning("%s The end of run %s can be kept nowhere.", outage, entry.run)

    def _send(self) -> None:
        self._sender = self._sender or Sender(self.uri, TIMEOUT)
        while self._unsent:
            entry, start = self._unsent.popleft(), time.monotonic()
            try:
                self._sender.send(entry, self.folder)
            except Outage as outage:
                self._unsent.appendleft(entry)
                cost = time.monotonic() - start
                self.waited += cost
                self._again = time.monotonic() + PAUSE + SHARE * cost
                if not self._away:
                    LOG.warning("%s The run goes on; what it writes is kept in its journal.", outage)
                self._away = True
                return
        if self._away:
            LOG.warning(
                "The tracking server at %s answers again; all that was kept is sent.", store.hide_password(self.uri)
            )
            self._away = False
