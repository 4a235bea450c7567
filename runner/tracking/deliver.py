"""Send the journals that runs left, whole: once more changes nothing, so it does not matter what arrived before."""

from __future__ import annotations

import logging
import shlex
from dataclasses import dataclass, replace
from pathlib import Path

from runner.console import heartbeat
from runner.core import credentials, reasons
from runner.core.errors import UserError
from runner.tracking import address, journal, store
from runner.tracking.journal import Journal
from runner.tracking.sender import Outage, Sender

TIMEOUT = 10  # seconds for one answer: nothing is training

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Delivery:
    """What became of a journal.

    ``entries`` were sent. ``left`` says why something is still there, ``lost`` which files were not there to be
    sent. ``busy``: another process writes or sends it.
    """

    file: Path
    uri: str = ""
    entries: int = 0
    left: str = ""
    lost: tuple[str, ...] = ()
    busy: bool = False


def deliver_all(folder: Path) -> list[Delivery]:
    """Send every journal in a folder and below it that no process is writing; none is sent where the server is away."""
    away: dict[str, str] = {}
    deliveries = []
    heartbeat.announce(f"looking for what is not sent yet below {folder}")
    for file in journal.find_journals(folder):
        heartbeat.announce(f"sending {file}")
        try:
            taken = Journal.take(file)
        except OSError as error:
            deliveries.append(Delivery(file, left=str(error)))
            continue
        if taken is None:
            deliveries.append(Delivery(file, busy=True))
            continue
        delivery = _deliver(taken.file, away)
        (taken.close if delivery.left else taken.remove)()
        deliveries.append(delivery)
    for each in deliveries:
        LOG.info("%s", each)
    return deliveries


def _deliver(file: Path, away: dict[str, str]) -> Delivery:
    """Send a journal's entries; those of a run that is refused are passed over, an outage ends it."""
    # A login in an address is of an earlier version, or of somebody else.
    entries = [replace(each, uri=credentials.split(each.uri)[0]) for each in journal.read_journal(file)]
    uri = entries[0].uri if entries else ""
    senders: dict[str, Sender] = {}
    refused: dict[str, str] = {}
    sent, lost = 0, []
    for entry in entries:
        if entry.uri in away or entry.run in refused:
            continue
        try:
            _check(entry.uri, file.parent)
            if entry.uri not in senders:
                senders[entry.uri] = Sender(entry.uri, TIMEOUT)
            senders[entry.uri].send(entry, file.parent)
            sent += 1
        except (Outage, _Unnamed) as outage:
            away[entry.uri] = str(outage)
        except FileNotFoundError as error:
            lost.append(str(error.filename))
        except Exception as error:  # MLflow's, of many kinds: a server that answers, and refuses
            refused[entry.run] = f"run {entry.run} was refused: {reasons.state_reason(error)}"
    left = [away[each] for each in dict.fromkeys(entry.uri for entry in entries) if each in away]
    return Delivery(file, uri, sent, " ".join([*left, *refused.values()]), tuple(lost))


class _Unnamed(Exception):  # noqa: N818 - the journal waits until it is named
    """A server that the user did not name; says what to do."""


def _check(uri: str, folder: Path) -> None:
    """Refuse a SQLite store that is not there any more: MLflow would create it; and an address without a server.

    A journal may come from elsewhere, and name any server: where there is a login, it is to be for that server.
    """
    store.refuse_database(uri)
    file = store.find_database(uri)
    if not file and not credentials.is_named(uri) and credentials.has_login(uri):
        shown = store.hide_password(uri)
        raise _Unnamed(
            f"it names {shown}, and neither the command nor MLFLOW_TRACKING_URI does: your login may not be for it. If "
            f"it is: python -m runner.sync {shlex.quote(str(folder))} --uri {shown}"
        )
    if file and not file.is_file():
        raise UserError(f"the store {file} is not there any more")
    try:
        address.check(uri)
    except UserError as error:
        raise Outage(str(error)) from None
