"""Whether a run that the store calls RUNNING is still alive.

A process that writes a run holds a lock on a file in the run's folder. The system lets go of it when the process dies,
however it dies, so whoever gets the lock knows that the run is dead; if it is that lock. A path says little: two
machines or containers of one name may have a file each at the same one. So the file holds an id of its own, and the run
has that as a tag: only the very file counts. On the same start of the kernel its lock decides. After another start, the
run is dead if the machine has the same id and the file lies on a disk that no other machine has at the same time.

Of everything else nothing can be known, and it is never touched, unless the engine that runs a sweep says by itself
that the run is over: it has started the same one a second time.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import socket
import stat
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from runner.console import waiting
from runner.core import names
from runner.core.errors import UserError
from runner.core.file_names import LOCK_FILE
from runner.core.tags import (
    TAG_BOOT,
    TAG_HOST,
    TAG_KIND,
    TAG_LOCK,
    TAG_LOCK_ID,
    TAG_MACHINE,
    TAG_PROCESS,
    TAG_REASON,
    Status,
)
from runner.tracking import mounts, paging

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))  # machine-id(5); containers may share one
ID_DIGITS = 32


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
def hold_lock(folder: Path) -> Iterator[dict[str, str]]:
    """Hold the lock of a run while it is written; gives the tags by which others find it.

    A run that another process writes in the same folder is waited for, which is said.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = (folder / LOCK_FILE).absolute()
    file = _taken(path)
    here = {TAG_HOST: socket.gethostname(), TAG_BOOT: _boot(), TAG_MACHINE: _machine()}
    tags = {**here, TAG_LOCK: str(path), TAG_LOCK_ID: _named(file)}
    try:
        yield tags
    finally:
        path.unlink(missing_ok=True)
        file.close()


def find_stale(client: Any, experiments: list[str]) -> list[Stale]:
    """The runs of some experiments that are RUNNING in the store, but those that are alive on this machine."""
    found = []
    for run in paging.read_pages(client.search_runs, experiments, f"attributes.status = '{Status.RUNNING}'"):
        name = names.make_one_line(run.info.run_name or run.info.run_id)
        if TAG_KIND in run.data.tags and (stale := judge_run(run.info.run_id, name, run.data.tags)):
            found.append(stale)
    return found


def judge_run(run_id: str, name: str, tags: Mapping[str, str]) -> Stale | None:
    """What can be known of a run by its tags; None if it is alive."""
    host, lock = tags.get(TAG_HOST), Path(tags.get(TAG_LOCK, ""))
    if host is None or TAG_LOCK not in tags:
        return Stale(run_id, name, None, "it does not say where it runs")
    same_start = tags.get(TAG_BOOT) == _boot()
    if known := _why_unknown(host, lock, tags, same_start):
        return Stale(run_id, name, None, known)
    if same_start and _is_held(lock):
        return None
    if TAG_LOCK_ID not in tags:  # of an earlier version; one that holds a lock is alive
        return Stale(run_id, name, None, f"nobody holds {lock}, and an earlier version did not say if that is its lock")
    if same_start:
        return Stale(run_id, name, "its process was killed", f"nobody holds its lock {lock}")
    return Stale(run_id, name, "the machine went down", f"it ran on {host} before that was started anew")


def _why_unknown(host: str, lock: Path, tags: Mapping[str, str], same_start: bool) -> str | None:
    """Why nobody here can know whether a run is alive; None where its lock says it, or the restart of this machine."""
    if host != socket.gethostname():
        return f"it runs on {host}, or died there"
    if not same_start and (not _machine() or tags.get(TAG_MACHINE) != _machine()):
        return f"it runs on another machine that is called {host}, or died there; or it ran here, before a restart"
    if lock.name != LOCK_FILE or not lock.is_absolute() or ".." in lock.parts or "\0" in str(lock):
        return f"{str(lock)!r} is no lock of this program"
    if mounts.is_automatic(lock):
        return f"its lock {lock} is where a disk comes when it is asked for, which a store cannot have done"
    try:
        if not stat.S_ISREG(lock.lstat().st_mode):
            return f"{lock} is no lock of this program"
    except OSError:
        return f"its lock {lock} is gone, or on another machine that is called {host}"
    if TAG_LOCK_ID in tags and tags[TAG_LOCK_ID] != _id_in(lock):
        return f"{lock} is not its lock: that is gone, or on another machine that is called {host}"
    if not same_start and mounts.find_network(lock):
        return f"its lock {lock} is on a disk of several machines, of which another one may be called {host}, too"
    return None


def explain_given_up(tags: Mapping[str, str], ours: Mapping[str, str], *, same_run: bool) -> str | None:
    """Why a RUNNING run is over, in whose place the engine of a sweep has started us; None if it may not be.

    Args:
        tags: of the run.
        ours: of this process, which holds its lock.
        same_run: it is the run that we are to make, under the same sweep. A process of a sweep launches each of its
            runs once at a time. So a second one on another machine is the engine's, which has lost the first.
    """
    # One of an earlier version does not say which lock file it has.
    if TAG_LOCK_ID in tags and all(tags.get(tag) == ours.get(tag) for tag in (TAG_LOCK, TAG_LOCK_ID, TAG_HOST)):
        return "its process was killed, and its folder is ours"
    if all(tags.get(tag) == ours.get(tag) for tag in (TAG_HOST, TAG_BOOT, TAG_MACHINE) if tag in tags):
        return None  # it is on this machine, as far as its tags tell
    if same_run and TAG_PROCESS in ours and tags.get(TAG_PROCESS) == ours[TAG_PROCESS]:
        return f"the launcher lost it on {tags.get(TAG_HOST)}, and started it again on {ours[TAG_HOST]}"
    return None


def wait(run_id: str, tags: Mapping[str, str]) -> None:
    """Return when the process of a run that is alive on this machine has ended it; says that it waits."""
    if judge_run(run_id, "", tags) is None:
        with contextlib.suppress(FileNotFoundError), _opened(Path(tags[TAG_LOCK])) as file:
            what = f"run {run_id}, which is the same run and goes on: its process holds {tags[TAG_LOCK]}"
            waiting.wait_for_lock(file, what, shared=True)


def end(client: Any, stale: Stale) -> None:
    """End a run that is certainly dead: KILLED, with the reason."""
    client.set_tag(stale.run_id, TAG_REASON, f"{stale.why}; found at a later start")
    client.set_terminated(stale.run_id, Status.KILLED)


def end_all_stale(client: Any, experiments: list[str]) -> list[Stale]:
    """End every run that is certainly dead; returns them."""
    dead = [each for each in find_stale(client, experiments) if each.why]
    for each in dead:
        end(client, each)
    return dead


def _taken(path: Path) -> IO[str]:
    """The lock file, open and locked. Whoever had it may have removed it meanwhile: then it is another file now."""
    while True:
        file = path.open("a+")
        waiting.wait_for_lock(file, f"another run in {path.parent}: its process holds {path.name}")
        with contextlib.suppress(FileNotFoundError):
            if os.fstat(file.fileno()).st_ino == path.stat().st_ino:
                return file
        file.close()


def _named(file: IO[str]) -> str:
    """The id that stands in a lock file, written now if there is none."""
    file.seek(0)
    if name := file.read(2 * ID_DIGITS):
        if not re.fullmatch(rf"[0-9a-f]{{{ID_DIGITS}}}", name):
            raise UserError(f"{file.name} is not a lock of this program: move it away, or choose another folder.")
        return name
    name = uuid.uuid4().hex
    file.write(name)
    file.flush()
    return name


def _opened(path: Path) -> IO[str]:
    """A lock that a store names, open for reading: never a link, and a pipe is not waited for.

    Raises:
        OSError: it cannot be opened, or is no file.
    """
    number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(errno.EINVAL, "no file", str(path))
    return os.fdopen(number, encoding="utf-8")


def _id_in(path: Path) -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError), _opened(path) as file:
        return file.read(2 * ID_DIGITS)
    return ""


def _is_held(path: Path) -> bool:
    with contextlib.suppress(OSError), _opened(path) as file:
        return not waiting.try_lock(file, shared=True)
    return True  # it cannot be opened


def _boot() -> str:
    """Names this start of the machine; empty where the system does not tell."""
    with contextlib.suppress(OSError):
        return BOOT_ID.read_text().strip()
    return ""


def _machine() -> str:
    """A hash over the id of this machine, which is not to be told; empty where the system does not have one."""
    for file in MACHINE_IDS:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            if found := file.read_text().strip():
                return hashlib.sha256(found.encode()).hexdigest()[:16]
    return ""
