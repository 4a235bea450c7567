"""The checks of ``python -m runner.doctor`` on this machine: store, stale runs, packages, space, leftovers.

Each takes what it looks at, and changes nothing. A fix is offered only for what nobody can miss.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, distributions, requires
from pathlib import Path

from runner.config.composition import HERE
from runner.core import files
from runner.core.errors import UserError
from runner.core.file_names import DENSE_FIGURES_FILE, DENSE_MODEL_FILE, OUTPUTS
from runner.doctor.findings import BAD, OK, WARN, Finding
from runner.models import archive
from runner.run import dense_cache
from runner.tracking import journal, liveness, paging, store, store_faults

PACKAGE, LOCK = "pruning-runner", HERE.parent / "requirements.lock"
MEMINFO = Path("/proc/meminfo")
GB, DAY = 10**9, 24 * 3600
LITTLE_SPACE, NO_SPACE, LITTLE_MEMORY = GB, GB // 10, GB  # bytes; a run writes about 10 MB, and needs about 1 GB
DENSE = re.compile(rf"[0-9a-f]{{16}}-{dense_cache.VERSION}")
PIN = re.compile(r"^([\w.-]+)==([^\s;]+)\s*(?:;\s*(.*?))?\s*\\?$", re.M)


def check_store(uri: str) -> list[Finding]:
    """A SQLite store: where it lies, whether it is whole, of the right schema, and has write-ahead logging."""
    file = store.find_database(uri)
    if file is None:
        return [Finding("store", OK, f"{store.hide_password(uri)}, not a file of this runner's")]
    try:
        fault = store_faults.find_fault(file)
    except OSError as error:
        fault = store_faults.Fault(f"{file} cannot be read: {error}.", "See that you may read and write it.")
    if fault:
        return [Finding("store", BAD, fault.what, fault.remedy)]
    found = []
    if leftovers := store.find_leftovers(file):
        names = ", ".join(path.name for path in leftovers)
        found.append(
            Finding("store", WARN, f"a creation was killed, or goes on: {names}", "Remove what it left.",
                    lambda: f"removed {_names(store.tidy(file))}")
        )  # fmt: skip
    return [*found, _whole(file) if file.exists() else Finding("store", OK, f"{file} will be made by the first run")]


def _whole(file: Path) -> Finding:
    with store_faults.open_read_only(file) as connection:
        try:
            said = [line for (line,) in connection.execute("PRAGMA integrity_check")]
        except sqlite3.DatabaseError as error:
            said = [str(error)]
        if said != ["ok"]:
            remedy = f"Put a copy from before in its place, or save what can be read: sqlite3 {file} .recover"
            return Finding("store", BAD, f"{file} is damaged: {said[0].splitlines()[-1]}", remedy)
        runs = connection.execute("SELECT count(*) FROM runs").fetchone()[0]
    if not store_faults.has_wal(file):
        return Finding(
            "store", WARN, f"{file} has no write-ahead log: several runs at once wait for each other, or fail",
            "Turn it on, while nothing else uses the store.", lambda: _turn_on(file),
        )  # fmt: skip
    return Finding("store", OK, f"{file}, {runs} runs")


def _turn_on(file: Path) -> str:
    if store_faults.set_wal(file):
        return f"{file} has a write-ahead log"
    return f"{file} is in use and stays as it is: end the programs that use it, then try again"


def check_stale(uri: str) -> list[Finding]:
    """Runs that are RUNNING in the store and show no sign of life. A store that is not there has none."""
    file = store.find_database(uri)
    if file and (not file.exists() or store_faults.find_fault(file)):
        return [Finding("stale runs", OK, "none")]
    try:
        store.ensure(uri)
        with store.open_store(uri) as client:
            stale = liveness.find_stale(
                client, [each.experiment_id for each in paging.read_pages(client.search_experiments)]
            )
    except UserError as error:
        return [
            Finding(
                "stale runs",
                BAD,
                f"cannot be looked for: {error}",
                "Name a store that works: --uri URI, or MLFLOW_TRACKING_URI.",
            )
        ]
    return [_stale(uri, each) for each in stale] or [Finding("stale runs", OK, "none")]


def _stale(uri: str, stale: liveness.Stale) -> Finding:
    found = f"{stale.name} ({stale.run_id}) is RUNNING: {stale.known}"

    def end() -> str:
        with store.open_store(uri) as client:
            liveness.end(client, stale)
        return f"{stale.name} ({stale.run_id}) is KILLED: {stale.why}"

    if stale.why:
        return Finding("stale runs", WARN, found, "It is dead: end it.", end)
    ends = f"MlflowClient('{store.hide_password(uri)}').set_terminated('{stale.run_id}', 'KILLED')"
    remedy = f'If you know that it is dead, end it:\n  python -c "from mlflow import MlflowClient; {ends}"'
    return Finding("stale runs", WARN, found, remedy)


def check_packages(lock: Path = LOCK, required: Sequence[str] | None = None) -> list[Finding]:
    """What is installed, against what the program requires, and against the exact versions of the lock.

    Args:
        lock: in pip's form, lines like ``name==version ; marker``.
        required: requirements like ``mlflow>=3.17``; None takes those of the installed program.
    """
    from packaging.markers import Marker
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    whole = [each for each in distributions() if "Name" in each.metadata and "Version" in each.metadata]  # none is torn
    installed = {canonicalize_name(each.metadata["Name"]): each.version for each in whole}
    if required is None:
        try:
            required = requires(PACKAGE) or []
        except PackageNotFoundError:  # run from its folder, not installed
            required = []
    wrong = []
    for each in map(Requirement, required):
        if each.marker is None or each.marker.evaluate({"extra": ""}):
            version = installed.get(canonicalize_name(each.name))
            if version is None or not each.specifier.contains(version, prereleases=True):
                wrong.append(f"{each} is needed, and {version or 'none'} is installed")
    remedy = f"Install the exact versions: make setup, or pip install --require-hashes -r {lock}"
    if wrong:
        return [Finding("packages", BAD, "; ".join(wrong), remedy)]
    if not lock.is_file():
        return [Finding("packages", OK, "as required; there is no requirements.lock here to compare with")]
    pins = {name: version for name, version, marker in PIN.findall(lock.read_text())
            if not marker or Marker(marker).evaluate()}  # fmt: skip
    other = [f"{name} {installed[name]} for {version}" for name, version in pins.items()
             if installed.get(name, version) != version]  # fmt: skip
    if other:
        return [Finding("packages", WARN, f"not as in the lock, results may differ: {', '.join(other)}", remedy)]
    return [Finding("packages", OK, f"as in the lock, {len(pins)} versions")]


def check_space(places: Iterable[Path], free: Callable[[Path], int] = lambda place: shutil.disk_usage(place).free
                ) -> list[Finding]:  # fmt: skip
    """Free bytes on the disks of some places, each disk once; a place need not be there yet."""
    there = [next(each for each in (place, *place.parents) if each.is_dir()) for place in places]
    found = []
    for place in {each.stat().st_dev: each for each in reversed(there)}.values():
        left = free(place)
        state = BAD if left < NO_SPACE else WARN if left < LITTLE_SPACE else OK
        remedy = (
            f"Free some: delete what you don't need under {OUTPUTS}/, or work on another disk." if state != OK else ""
        )
        found.append(Finding("disk", state, f"{left / GB:.1f} GB free at {place}", remedy))
    return found


def check_memory(meminfo: Path = MEMINFO) -> list[Finding]:
    """Bytes of memory that a run could have; nothing where the system does not tell."""
    match = re.search(r"^MemAvailable:\s+(\d+) kB", meminfo.read_text(), re.M) if meminfo.is_file() else None
    if match is None:
        return []
    left = int(match[1]) * 1024
    state = WARN if left < LITTLE_MEMORY else OK
    return [Finding("memory", state, f"{left / GB:.1f} GB available", "" if state == OK else "End other programs.")]


def check_leftovers(folder: Path, now: float | None = None) -> list[Finding]:
    """What runs left in a working folder that were killed, or could not reach their server.

    Args:
        folder: the working folder.
        now: seconds since 1970.
    """
    now = now or time.time()
    dense = folder / OUTPUTS / "dense"
    found = []
    old = [path for path in dense.glob(".*.tmp") if now - path.stat().st_mtime > DAY]
    if old := [path for path in old if not dense_cache.is_being_made(path)]:
        found.append(
            Finding("leftovers", WARN, f"half-written dense models: {_names(old)}", f"Remove them from {dense}.",
                    lambda: _remove(old))
        )  # fmt: skip
    if torn := [path for path in dense.glob("*") if DENSE.fullmatch(path.name) and not _is_dense_model(path)]:
        found.append(
            Finding("leftovers", BAD, f"damaged dense models: {_names(torn)}",
                    f"Remove them from {dense}; they are trained again.", lambda: _remove(torn))
        )  # fmt: skip
    if journals := [file for file in journal.find_journals(folder / OUTPUTS) if not journal.is_held(file)]:
        where = ", ".join(str(path.relative_to(folder)) for path in journals)
        found.append(Finding("leftovers", WARN, f"not sent to the server yet: {where}", "python -m runner.sync"))
    return found or [Finding("leftovers", OK, "none")]


def _is_dense_model(folder: Path) -> bool:
    """Whether both files are there and can be opened; a pipe of that name would be read for ever."""
    if not all((folder / name).is_file() for name in (DENSE_FIGURES_FILE, DENSE_MODEL_FILE)):
        return False
    try:
        archive.parse(files.read_file(folder / DENSE_FIGURES_FILE))
    except (OSError, ValueError):
        return False
    return (folder / DENSE_MODEL_FILE).is_file() and zipfile.is_zipfile(folder / DENSE_MODEL_FILE)


def _remove(paths: Sequence[Path]) -> str:
    for path in paths:
        shutil.rmtree(path)
    return f"removed {_names(paths)}"


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(path.name for path in paths) or "nothing: it was gone"
