"""Whether a run that the store calls RUNNING is still alive.

A process that writes a run holds a lock on a file in the run's folder. The system lets go of it
when the process dies, however it dies, so whoever gets the lock on the same machine knows that
the run is dead. A machine that was started anew since holds none. Of a run on another machine
nothing can be known, and it is never touched, unless the engine that runs a sweep says by itself that it
is over: it has started the same run a second time.
"""

from __future__ import annotations

import contextlib
import fcntl
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runner.records import LOCK_FILE, TAG_BOOT, TAG_HOST, TAG_KIND, TAG_LOCK, TAG_PROCESS, TAG_REASON

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
PAGE = 1000


@dataclass(frozen=True)
class Stale:
    """A run that is RUNNING in the store without a sign of life.

    ``why`` it is certainly dead; None where nobody here can know, with what is known in ``known``.
    """

    run_id: str
    name: str
    why: str | None
    known: str


@contextlib.contextmanager
def held(folder: Path) -> Iterator[dict[str, str]]:
    """Hold the lock of a run while it is written; gives the tags by which others find it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = (folder / LOCK_FILE).absolute()
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield {TAG_HOST: socket.gethostname(), TAG_BOOT: _boot(), TAG_LOCK: str(path)}
        finally:
            path.unlink(missing_ok=True)


def find(client: Any, experiments: list[str]) -> list[Stale]:
    """The runs of some experiments that are RUNNING in the store, but those that are alive on this machine."""
    found, token = [], None
    while True:
        page = client.search_runs(experiments, "attributes.status = 'RUNNING'", max_results=PAGE, page_token=token)
        for run in page:
            if TAG_KIND in run.data.tags and (stale := judge(run.info.run_id, run.info.run_name, run.data.tags)):
                found.append(stale)
        token = page.token
        if not token:
            return found


def judge(run_id: str, name: str, tags: Mapping[str, str]) -> Stale | None:
    """What can be known of a run by its tags; None if it is alive."""
    host, lock = tags.get(TAG_HOST), tags.get(TAG_LOCK)
    if host is None or lock is None:
        return Stale(run_id, name, None, "it does not say where it runs")
    if host != socket.gethostname():
        return Stale(run_id, name, None, f"it runs on {host}, or died there")
    if tags.get(TAG_BOOT) != _boot():
        return Stale(run_id, name, "the machine went down", f"it ran on {host} before that was started anew")
    if not Path(lock).exists():
        return Stale(run_id, name, None, f"its lock {lock} is gone")
    if _is_held(Path(lock)):
        return None
    return Stale(run_id, name, "its process was killed", f"nobody holds its lock {lock}")


def given_up(tags: Mapping[str, str], ours: Mapping[str, str], *, same_run: bool) -> str | None:
    """Why a RUNNING run is over, in whose place the engine of a sweep has started us; None if it may not be.

    Args:
        tags: of the run.
        ours: of this process, which holds its lock.
        same_run: it is the run that we are to make, under the same sweep. A process of a sweep launches each of its
            runs once at a time. So a second one on another machine is the engine's, which has lost the first.
    """
    if tags.get(TAG_HOST) == ours[TAG_HOST]:
        return "its process was killed, and its folder is ours" if tags.get(TAG_LOCK) == ours[TAG_LOCK] else None
    if same_run and TAG_PROCESS in ours and tags.get(TAG_PROCESS) == ours[TAG_PROCESS]:
        return f"the launcher lost it on {tags.get(TAG_HOST)}, and started it again on {ours[TAG_HOST]}"
    return None


def wait(tags: Mapping[str, str]) -> None:
    """Return when the process of a run that is alive on this machine has ended it."""
    if judge("", "", tags) is None:
        with contextlib.suppress(FileNotFoundError), Path(tags[TAG_LOCK]).open() as file:
            fcntl.flock(file, fcntl.LOCK_SH)


def end(client: Any, stale: Stale) -> None:
    """End a run that is certainly dead: KILLED, with the reason."""
    client.set_tag(stale.run_id, TAG_REASON, f"{stale.why}; found at a later start")
    client.set_terminated(stale.run_id, "KILLED")


def end_all(client: Any, experiments: list[str]) -> list[Stale]:
    """End every run that is certainly dead; returns them."""
    dead = [each for each in find(client, experiments) if each.why]
    for each in dead:
        end(client, each)
    return dead


def _is_held(path: Path) -> bool:
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # shared: two that look do not disturb each other
        except OSError:
            return True
    return False


def _boot() -> str:
    """Names this start of the machine; empty where the system does not tell."""
    with contextlib.suppress(OSError):
        return BOOT_ID.read_text().strip()
    return ""
