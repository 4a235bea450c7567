"""``python -m runner.fetch``: which data sets there are, and how each of them comes into ``data/``."""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from runner.console import ending, heartbeat
from runner.core import files, names
from runner.core.errors import UserError
from runner.fetch import convert, wheels
from runner.fetch.wheels import Wheel

FOLDER = "data"
SEGLEARN = Wheel("seglearn", "1.2.5", "ec6b952c85c9627050102854b372d85951563d3b990df677d7c55547e87413dd")
ISLP = Wheel("islp", "0.6.0", "ca772cecca1747a2f84ee799a5503ddddbdf0e98f90c235494790c1d036c694b")
RIVER = Wheel("river", "0.26.1", "6a11e1a9749beec3ea138efeb0205b2c5cea8d424e9deee306c8980faec01bef")
AEON = Wheel("aeon", "1.6.0", "d05227086706f80111ac5fee8de4d5d3115bb3bcfd1c786c8629393055816409")
VOWELS = "aeon/datasets/data/JapaneseVowels/JapaneseVowels_eq_{}.ts"


@dataclass(frozen=True)
class Fetched:
    """A data set in a package.

    Attributes:
        wheel: the package.
        members: its files that hold the data.
        file: what they become.
        convert: into arrays; None takes the one file as it is, which is a table.
    """

    wheel: Wheel
    members: tuple[str, ...]
    file: str
    convert: Callable[..., convert.Arrays] | None = None

    def make(self, wheel: Path) -> bytes:
        """The content of the file."""
        contents = [wheels.read(wheel, member) for member in self.members]
        if self.convert is None:
            return contents[0]
        buffer = io.BytesIO()
        np.savez_compressed(buffer, allow_pickle=False, **self.convert(*contents))
        return buffer.getvalue()


SETS: Mapping[str, Fetched] = {
    "smartwatch": Fetched(
        SEGLEARN, ("seglearn/data/watch_dataset.npy",), "smartwatch.npz", convert.convert_smartwatch
    ),
    "bikeshare": Fetched(ISLP, ("ISLP/data/Bikeshare.csv",), "bikeshare.csv"),
    "credit_default": Fetched(ISLP, ("ISLP/data/Default.csv",), "credit_default.csv"),
    "shuttle": Fetched(RIVER, ("river/datasets/shuttle.csv.gz",), "shuttle.npz", convert.convert_shuttle),
    "yeast": Fetched(RIVER, ("river/datasets/yeast.csv.gz",), "yeast.npz", convert.convert_yeast),
    "japanese_vowels": Fetched(
        AEON, (VOWELS.format("TRAIN"), VOWELS.format("TEST")), "japanese_vowels.npz", convert.convert_vowels
    ),
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Fetch what the command names, all by default; returns the exit status."""

    def command() -> int:
        given = _parser().parse_args(arguments)
        for name in given.names:
            if name not in SETS:
                raise UserError(f"{name} is no data set.{names.suggest_names(name, SETS)} There are {', '.join(SETS)}.")
        fetch(given.names or list(SETS), given.folder, force=given.force)
        return ending.FINISHED

    return ending.run_command(command)


def fetch(wanted: Sequence[str], folder: Path, *, force: bool = False) -> None:
    """Write the files of these data sets; one that is there is left as it is, unless ``force``.

    Raises:
        UserError: a package cannot be had.
    """
    missing = [name for name in wanted if force or not (folder / SETS[name].file).is_file()]
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        for wheel in dict.fromkeys(SETS[name].wheel for name in missing):
            heartbeat.announce(f"downloading {wheel.name} {wheel.version}")
            file = wheels.download(wheel, Path(temporary, wheel.name))
            for name in missing:
                if SETS[name].wheel == wheel:
                    files.write_file(folder / SETS[name].file, SETS[name].make(file))
    for name in wanted:
        of = SETS[name]
        how = f"from {of.wheel.name} {of.wheel.version}" if name in missing else "was there"
        print(f"{folder / of.file}: {how}, as dataset={name}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m runner.fetch",
        description="Fetch real data sets out of packages of exact versions, by hash and without their dependencies, "
        f"and write them into a folder. Nothing is installed, and no code of theirs runs. There are {', '.join(SETS)}.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="which data sets (default: all)")
    parser.add_argument("--folder", type=Path, default=Path(FOLDER), help=f"where to (default: {FOLDER})")
    parser.add_argument("--force", action="store_true", help="also those that are there already")
    return parser
