"""A ``.keras`` file as the data that it is: a zip of two JSON texts and an HDF5 file of arrays.

Nothing here builds a model or names a class. The arrays must be plain: an HDF5 file can also hold links to other files
of the disk, arrays that lie in them, arrays without end in a few bytes, and filters that are code.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from runner.core import files

CONFIG, METADATA, WEIGHTS = "config.json", "metadata.json", "model.weights.h5"
LARGEST = 16 * 2**30  # bytes of an unpacked file, which can be zeros without end
_NUMBERS = "biufc"  # NumPy's kinds


def unpack(content: bytes, wanted: Sequence[str] | None = None) -> dict[str, bytes]:
    """The wanted members of an archive.

    Args:
        content: of the file.
        wanted: names of members, others are not unpacked; by default all.

    Raises:
        ValueError: it is damaged or too large, a member is missing, or two have the same name: who reads the file
            after us would take the other one.
    """
    most = min(LARGEST, files.half_of_memory())
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(set(names)) < len(names):
                raise ValueError("two of its members have the same name")
            if sum(member.file_size for member in archive.infolist()) > most:
                raise ValueError(f"it unpacks to more than {most / 2**30:g} GiB")
            wanted = names if wanted is None else wanted
            if missing := [name for name in wanted if name not in names]:
                raise ValueError(f"there is no {missing[0]} in it")
            return {name: archive.read(name) for name in wanted}
    except Exception as error:  # zipfile raises a dozen kinds over damaged bytes
        raise ValueError(str(error) or type(error).__name__) from None


def pack(members: dict[str, bytes]) -> bytes:
    """An archive, with the same bytes for the same members: sorted, uncompressed, without the time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(members):
            archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), members[name])
    return packed.getvalue()


def parse(text: bytes) -> Any:
    """JSON without NaN and infinity, which it does not know.

    Raises:
        ValueError: it is none, or is nested without end.
    """

    def refuse(name: str) -> None:
        raise ValueError(f"{name} is not a number of JSON")

    try:
        return json.loads(text, parse_constant=refuse)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def check_arrays(content: bytes) -> int:
    """The bytes of all arrays of an HDF5 file.

    Raises:
        ValueError: it is damaged, or something in it is not a plain array of numbers that lies in the file itself.
    """
    import h5py

    total, seen = 0, set()
    try:
        with h5py.File(io.BytesIO(content), "r") as file:
            waiting = [file["/"]]
            while waiting:
                group = waiting.pop()
                for name in group:
                    if type(group.get(name, getlink=True)) is not h5py.HardLink:
                        raise ValueError(f"{name!r} in its weights is a link")
                    found = group[name]
                    if (place := h5py.h5o.get_info(found.id).addr) in seen:
                        raise ValueError(f"{name!r} is in its weights more than once")
                    seen.add(place)
                    if isinstance(found, h5py.Group):
                        waiting.append(found)
                    else:
                        total += _bytes_of_plain(name, found)
    except Exception as error:  # HDF5 raises a dozen kinds over damaged bytes
        raise ValueError(str(error) or type(error).__name__) from None
    if total > len(content):  # arrays that lie one over the other
        raise ValueError("its weights hold more than the file is large")
    return total


def _bytes_of_plain(name: str, found: Any) -> int:
    """Of one array; refuses what is not in the file as it is, number after number."""
    import h5py

    layouts = (h5py.h5d.COMPACT, h5py.h5d.CONTIGUOUS)  # neither filtered, in pieces, nor made of other arrays
    plain = isinstance(found, h5py.Dataset) and found.shape is not None and found.dtype.kind in _NUMBERS
    if plain:
        made = found.id.get_create_plist()
        plain = made.get_layout() in layouts and made.get_external_count() == 0
    if not plain or found.id.get_storage_size() < found.nbytes:
        raise ValueError(f"{name!r} in its weights is not a plain array of numbers")
    return int(found.nbytes)
