"""Which file system a path lies on, from Linux's table of mounts; elsewhere nothing is known.

SQLite's locks and its write-ahead log need one machine with one memory: on a file system that
several machines share, a store breaks without a word (https://sqlite.org/wal.html).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

TABLE = Path("/proc/self/mountinfo")
# As the kernel names them; one that runs in user space is written fuse.NAME there.
NETWORK = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "9p", "afs", "ceph", "ceph-fuse", "glusterfs", "lustre",
    "beegfs", "gpfs", "ocfs2", "gfs2", "orangefs", "pvfs2", "panfs", "wekafs", "moosefs", "davfs", "s3fs", "gcsfuse",
    "blobfuse2", "rclone", "juicefs", "vboxsf", "vmhgfs-fuse",
}  # fmt: skip


@dataclass(frozen=True)
class Mount:
    """Where a file system is mounted, and of what kind it is, like ``ext4``."""

    point: Path
    kind: str


def find_network(path: Path, table: Path | None = None) -> Mount | None:
    """The network file system that a path lies on; None where it is a local one, or not known.

    Args:
        path: need not exist.
        table: of mounts, in the form of ``/proc/self/mountinfo`` (the manual page proc(5)).
    """
    deepest = _under(path, table or TABLE)
    return deepest if deepest and deepest.kind.removeprefix("fuse.") in NETWORK else None


def is_automatic(path: Path, table: Path | None = None) -> bool:
    """Whether a path lies where a file system is fetched, from any machine, as soon as somebody looks there.

    Nothing is looked at on the way, so that nothing is fetched for the answer.
    """
    deepest = _under(path, table or TABLE, resolve=False)
    return deepest is not None and deepest.kind == "autofs"


def _under(path: Path, table: Path, *, resolve: bool = True) -> Mount | None:
    """The mount that a path lies on."""
    if not table.is_file():
        return None
    resolved = path.resolve() if resolve else path
    over = [mount for mount in map(_mount, table.read_text().splitlines()) if resolved.is_relative_to(mount.point)]
    if not over:
        return None
    return max(reversed(over), key=lambda mount: len(mount.point.parts))  # the last one covers those before it


def _mount(line: str) -> Mount:
    left, _, right = line.partition(" - ")
    point = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), left.split()[4])
    return Mount(Path(point), right.split()[0])
