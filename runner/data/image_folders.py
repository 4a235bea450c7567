"""Images as people have them: a folder for each class, PNG and JPEG, below ``train``, ``val``, ``test`` or not."""

from __future__ import annotations

import contextlib
import math
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from runner.core.errors import UserError
from runner.data.source import Source, check_fits
from runner.data.splitting import SPLITS

if TYPE_CHECKING:
    from PIL.Image import Image

SUFFIXES = (".png", ".jpg", ".jpeg")
GRAY, COLOUR = ("1", "L"), ("P", "RGB", "CMYK", "YCbCr")  # modes of Pillow, with 8 bits a channel
TRANSPARENT = ("LA", "PA", "RGBA")
AS_FLOATS = 4  # bytes of a number, once it is given to a model
SHOWN = 5  # names in a sentence


def images(path: str | None = None, size: Sequence[int] | None = None) -> Source:
    """(n, height, width, 1 or 3) bytes; classes are numbered in the order of their names.

    Args:
        path: a folder with a folder for each class; or with ``train``, and ``val``, ``test`` or not, which have these.
        size: height and width that all are scaled to, bilinear; null takes them as they are.

    Raises:
        UserError: there are no such folders, only one class, images that cannot be read, or of several sizes.
    """
    if path is None:
        raise UserError(
            "dataset=images needs dataset.path=FOLDER, which has a folder of PNG or JPEG files for each class."
        )
    folder = Path(path)
    if not folder.is_dir():
        raise UserError(
            f"dataset.path={path} is no folder (seen from {Path.cwd()}): give one with a folder for each class."
        )
    shape = _check_size(size)
    found = {part: list_images(place) for part, place in find_parts(folder).items()}
    classes = sorted(found["train"])
    _check_classes(path, found)
    listed = {part: [(file, name) for name in sorted(of) for file in of[name]] for part, of in found.items()}
    every = [file for each in listed.values() for file, _ in each]
    (height, width, channels), transparent = _look(every, shape)
    shape = height, width, channels
    check_fits(f"dataset.path={path}", len(every) * math.prod(shape) * AS_FLOATS)
    parts = {}
    for part, files in listed.items():
        x = np.empty((len(files), *shape), np.uint8)
        for at, (file, _) in enumerate(files):
            with _opened(file) as image:
                x[at] = _as_array(image, height, width, channels)
        parts[part] = x, np.array([classes.index(name) for _, name in files])
    numbered = ", ".join(f"{name} = {at}" for at, name in enumerate(classes[:SHOWN]))
    told = (
        f"images of {height} x {width}, {'gray' if channels == 1 else 'in colour'}{'' if size is None else ', scaled'}"
    )
    more = f" and {len(classes) - SHOWN} more" if len(classes) > SHOWN else ""
    notes = (*_note_others(folder, every), *_note_transparent(transparent))
    return Source(parts, classes=tuple(classes), told=(told, numbered + more), notes=notes)


def find_parts(folder: Path) -> dict[str, Path]:
    """The folders of the parts: the folder itself is train, unless one in it is called so and has folders in it."""
    if not any(each.is_dir() for each in folder.glob("train/*")):
        return {"train": folder}
    beside = sorted(each.name for each in folder.iterdir() if each.is_dir() and not each.name.startswith("."))
    if other := [name for name in beside if name not in SPLITS]:
        raise UserError(
            f"{folder} has {', '.join(beside)}: beside train there may be val and test. Rename {other[0]}, or move it "
            f"away."
        )
    return {part: folder / part for part in SPLITS if part in beside}


def list_images(folder: Path) -> dict[str, list[Path]]:
    """The image files of each class, in the order of their paths."""
    classes = [each for each in folder.iterdir() if each.is_dir() and not each.name.startswith(".")]
    return {each.name: sorted(file for file in each.rglob("*") if _is_image(file)) for each in classes}


def _is_image(file: Path) -> bool:
    return file.suffix.lower() in SUFFIXES and not file.name.startswith(".") and file.is_file()


def _check_size(size: Sequence[int] | None) -> tuple[int, ...] | None:
    if size is None:
        return None
    if not isinstance(size, list | tuple) or len(size) != 2 or not all(type(each) is int and each > 0 for each in size):
        raise UserError(f"dataset.size={size} is no size: give height and width, as in dataset.size=[64,64].")
    return tuple(size)


def _check_classes(path: str, found: Mapping[str, Mapping[str, Sequence[Path]]]) -> None:
    for part, classes in found.items():
        if empty := sorted(name for name, files in classes.items() if not files):
            raise UserError(f"{empty[0]} in {path} ({part}) has no PNG or JPEG file: fill it, or take it away.")
        if unknown := sorted(set(classes) - set(found["train"])):
            raise UserError(f"The class {unknown[0]} is in {part} and not in train, in {path}: no model can know it.")
    if len(found["train"]) < 2:
        names = ", ".join(found["train"]) or "no folder"
        raise UserError(
            f"dataset.path={path} has one class ({names}): images lie in a folder for each class, of which there are "
            f"two or more, like {path}/cats and {path}/dogs."
        )


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[Image]:
    """An image whose header was read; whatever is wrong with the file, also in the block, names it."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=("PNG", "JPEG")) as image:
                yield image
    except UserError:
        raise
    except Exception as error:  # Pillow raises a dozen kinds over damaged bytes
        raise UserError(f"{file} is no image that can be read ({error}): mend it, or take it away.") from None


def _look(files: Sequence[Path], size: tuple[int, ...] | None) -> tuple[tuple[int, int, int], list[Path]]:
    """Height, width and channels of all images, and which are transparent; from their headers alone."""
    sizes, colour, transparent = Counter[tuple[int, int]](), False, []
    for file in files:
        with _opened(file) as image:
            if image.mode not in (*GRAY, *COLOUR, *TRANSPARENT):
                raise UserError(
                    f"{file} has the mode {image.mode} of Pillow: taken are 8 bits a channel, gray or in colour."
                )
            sizes[image.height, image.width] += 1
            colour = colour or image.mode not in (*GRAY, "LA")
            transparent += [file] if image.mode in TRANSPARENT else []
    if size is None and len(sizes) > 1:
        listed = ", ".join(f"{height} x {width} ({count:,})" for (height, width), count in sizes.most_common(SHOWN))
        height, width = sizes.most_common(1)[0][0]
        raise UserError(
            f"The images are of {len(sizes)} sizes: {listed}{', ...' if len(sizes) > SHOWN else ''}. Have them scaled "
            f"to one, as to dataset.size=[{height},{width}]."
        )
    height, width = size or next(iter(sizes))
    return (height, width, 3 if colour else 1), transparent


def _as_array(image: Image, height: int, width: int, channels: int) -> np.ndarray:
    from PIL.Image import Resampling

    plain = image.convert("L" if channels == 1 else "RGB")
    if plain.size != (width, height):
        plain = plain.resize((width, height), Resampling.BILINEAR)
    return np.asarray(plain, np.uint8).reshape(height, width, channels)


def _note_others(folder: Path, taken: Sequence[Path]) -> Iterator[str]:
    others = sorted({file for file in folder.rglob("*") if file.is_file() and file.name[0] != "."} - set(taken))
    if others:
        shown = ", ".join(file.name for file in others[:SHOWN])
        yield (
            f"{len(others):,} file{'s' * (len(others) > 1)} in {folder} are no PNG or JPEG of a class, and left out: "
            f"{shown}{', ...' if len(others) > SHOWN else ''}."
        )


def _note_transparent(transparent: Sequence[Path]) -> Iterator[str]:
    if transparent:
        yield f"Of {len(transparent):,} images that may be transparent, as {transparent[0]}, only colours are taken."
