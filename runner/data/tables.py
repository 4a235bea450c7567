"""Tables of numbers and words, CSV or Parquet: some columns are predicted from the others.

Words are categories: one column of 0 and 1 each, for every category that train has. Numbers are standardised by train.
Both are done after the split, so that nothing of val and test is known before.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from runner.config.schema import SCALES
from runner.core import names
from runner.core.errors import UserError
from runner.data.source import Source, check_file, check_fits

if TYPE_CHECKING:
    from pandas import DataFrame, Series

SUFFIXES = {".csv": ",", ".tsv": "\t", ".parquet": ""}
SEPARATORS = (",", ";", "\t", "|")
MOST_CATEGORIES = 100  # of a column: with more it is a text, a date or a number that cannot be read
SHOWN = 6  # names in a sentence
UNIT, STANDARD = SCALES[2], SCALES[3]


@dataclass(frozen=True)
class Column:
    """Where x has a column of the table: a number, or the position of a word in ``categories``."""

    name: str
    categories: tuple[str, ...] = ()
    scaled: bool = True


@dataclass(frozen=True)
class Columns:
    """What the columns of x are, to be made numbers by what train has."""

    every: tuple[Column, ...]

    def encode(self, parts: Mapping[str, np.ndarray], scale: str) -> tuple[dict[str, np.ndarray], str]:
        """X by part (n, features) float32, and what was done.

        Raises:
            UserError: val or test has a category that train has not, or the scale is one of pixels.
        """
        if scale == UNIT:
            raise UserError("dataset.scale=unit is of pixels: a table takes dataset.scale=standard, or none.")
        made: dict[str, list[np.ndarray]] = {name: [] for name in parts}
        numbers, words = 0, []
        for at, column in enumerate(self.every):
            values = {name: x[:, at] for name, x in parts.items()}
            if column.categories:
                found = _encode_words(column, values)
                words.append(f"{column.name} ({found['train'].shape[1]})")
            else:
                found = _standardise(values) if column.scaled and scale == STANDARD else values
                numbers += 1
            for name, each in found.items():
                made[name].append(each.reshape(len(each), -1))
        x = {name: np.concatenate(columns, axis=1).astype(np.float32) for name, columns in made.items()}
        how = ", standardised by train" if scale == STANDARD else ""
        told = [f"{numbers} columns of numbers{how}"] if numbers else []
        told += [f"{len(words)} of categories as 0 and 1: {_list(words)}"] if words else []
        return x, f"{x['train'].shape[1]} features: {'; '.join(told)}"


def table(
    path: str | None = None,
    target: str | Sequence[str] | None = None,
    features: str | Sequence[str] | None = None,
    drop: str | Sequence[str] = (),
    categories: str | Sequence[str] = (),
    group: str | None = None,
    test_path: str | None = None,
) -> Source:
    """The rows of a file, and of a second one that is test.

    Args:
        path: a .csv, .tsv or .parquet file.
        target: the column to predict, or several of numbers; null for a reconstruction.
        features: the columns to predict from; by default all others.
        drop: columns that are left out.
        categories: columns of numbers that are names of something, as of months.
        group: the column that says which rows belong together; no feature unless it is named as one.
        test_path: a file of the same form.

    Raises:
        UserError: a file cannot be read, a column is not there, or a value is missing.
    """
    if path is None:
        raise UserError("dataset=table needs dataset.path=FILE.csv (or .tsv, .parquet) and dataset.target=COLUMN.")
    frames = {"train": _read(path, "dataset.path")}
    if test_path is not None:
        frames["test"] = _read(test_path, "dataset.test_path")
    whole = frames["train"]
    targets, features, drop, categories = map(_as_list, (target, features, drop, categories))
    for key, wanted in (("target", targets), ("features", features), ("drop", drop),
                        ("categories", categories), ("group", _as_list(group))):  # fmt: skip
        _check_columns(f"dataset.{key}", wanted, whole, path)
    told, unnamed = _find_row_numbers(whole)
    apart = {*targets, *drop, *unnamed, *_as_list(group)}
    chosen = features or [name for name in whole.columns if name not in apart]
    _check_choice(chosen, targets, whole, path)
    for part, frame in frames.items():
        _check_columns(f"The columns of {path}: ", [*chosen, *targets], frame, test_path or path)
        _check_missing(part, frame, [*chosen, *targets, *_as_list(group)])
    columns = tuple(_describe(name, frames, name in categories) for name in chosen)
    x = {part: np.stack([_number(each[of.name], of) for of in columns], axis=1) for part, each in frames.items()}
    y, classes = _read_targets(frames, targets)
    told += [f"{targets[0]}: {_list(f'{name} = {at}' for at, name in enumerate(classes))}"] if classes else []
    return Source(
        {part: (x[part], y[part]) for part in frames},
        {part: frame[group].astype(str).to_numpy(str) for part, frame in frames.items()} if group else {},
        classes,
        Columns(columns).encode,
        tuple(told),
    )


def _as_list(given: str | Sequence[str] | None) -> list[str]:
    return [given] if isinstance(given, str) else list(given or ())


def _read(path: str, key: str) -> DataFrame:
    import pandas

    file = Path(path)
    if file.suffix not in SUFFIXES:
        raise UserError(f"{key}={path} is no table: give a file that ends in {', '.join(SUFFIXES)}.")
    check_file(key, path, "a table")
    check_fits(f"{key}={path}", file.stat().st_size)
    try:
        if file.suffix == ".parquet":
            check_fits(f"{key}={path}", _measure_parquet(file))
            frame = pandas.read_parquet(file)
        else:
            frame = pandas.read_csv(file, sep=_find_separator(file), low_memory=False)
    except UserError:
        raise
    except Exception as error:  # pandas and pyarrow raise a dozen kinds over damaged bytes
        why = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise UserError(f"{key}={path} is no readable table ({why}). Save it as UTF-8 with a line of names.") from None
    if not len(frame):
        raise UserError(f"{key}={path} has no rows.")
    frame.columns = [str(name) for name in frame.columns]
    return frame


def _measure_parquet(file: Path) -> int:
    """Bytes of its columns once they are unpacked, by its own account: a value is 8 at least, however it is stored."""
    from pyarrow import parquet

    facts = parquet.read_metadata(file)
    stored = sum(facts.row_group(at).total_byte_size for at in range(facts.num_row_groups))
    return max(int(stored), int(facts.num_rows * facts.num_columns * 8))


def _find_separator(file: Path) -> str:
    """That of the suffix, unless another one gives the first line more columns, as the semicolon of many offices."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        line = opened.readline()
    return max((SUFFIXES[file.suffix], *SEPARATORS), key=lambda sign: len(next(csv.reader([line], delimiter=sign), [])))


def _find_row_numbers(frame: DataFrame) -> tuple[list[str], list[str]]:
    """A first column without a name that counts the rows, as ``to_csv`` writes it; and that it is left out."""
    first = frame.columns[0]
    if first.startswith("Unnamed: ") and frame[first].dtype.kind in "iu":
        counts = frame[first].to_numpy() - np.arange(len(frame))
        if (counts == counts[0]).all():
            return ["the first column, which has no name and counts the rows, is left out"], [first]
    return [], []


def _check_columns(key: str, wanted: Sequence[Any], frame: DataFrame, path: str) -> None:
    for name in wanted:
        if name not in frame.columns:
            given = f"{key}={name}" if key.startswith("dataset.") else f"{key}{name}"
            raise UserError(
                f"{given} is no column of {path}.{names.suggest_names(str(name), frame.columns)} It has "
                f"{_list(frame.columns, 30)}."
            )


def _check_choice(chosen: Sequence[str], targets: Sequence[str], frame: DataFrame, path: str) -> None:
    if both := [name for name in chosen if name in targets]:
        raise UserError(f"{both[0]} is in dataset.features and in dataset.target: a model would be given the answer.")
    if not chosen:
        raise UserError(f"No column of {path} is left to predict from. It has {_list(frame.columns, 30)}.")


def _check_missing(part: str, frame: DataFrame, used: Sequence[str]) -> None:
    counts = frame[list(dict.fromkeys(used))].isna().sum()
    if len(gaps := counts[counts > 0]):
        listed = ", ".join(f"{name} {count:,}" for name, count in list(gaps.items())[:SHOWN])
        raise UserError(
            f"Of {len(frame):,} rows ({part}) values are missing: {listed}{', ...' if len(gaps) > SHOWN else ''}. Fill "
            f"them in the file, take these rows out, or leave columns out: {_drop(gaps.index[0])}."
        )


def _describe(name: str, frames: Mapping[str, DataFrame], named: bool) -> Column:
    """What a column is, by its values in every file.

    Raises:
        UserError: it is neither numbers nor a few words.
    """
    kinds = {_find_kind(frame[name]) for frame in frames.values()}
    if len(kinds) > 1 and not named:
        both = " in one file and ".join(sorted(kinds))
        raise UserError(f"The column {name} is {both} in the other: write both alike.")
    kind = "words" if named else kinds.pop()
    if kind in ("numbers", "yes or no"):
        if infinite := sum(int((~np.isfinite(frame[name].to_numpy(float))).sum()) for frame in frames.values()):
            raise UserError(f"The column {name} is infinite in {infinite:,} places: clean it, or {_drop(name)}.")
        return Column(name, scaled=kind == "numbers")
    if kind != "words":
        raise UserError(
            f"The column {name} is {kind}, no number and no category: write it as numbers, or leave it out: "
            f"{_drop(name)}."
        )
    found = _list_words(frame[name] for frame in frames.values())
    if len(found) > MOST_CATEGORIES:
        raise UserError(
            f"The column {name} has {len(found):,} different values, as {', '.join(map(repr, found[:2]))}: too many "
            f"for categories, of which {MOST_CATEGORIES} are taken. Write numbers with a point, put categories "
            f"together, or leave it out: {_drop(name)}."
        )
    return Column(name, found)


def _find_kind(values: Series[Any]) -> str:
    from pandas.api import types

    if types.is_bool_dtype(values):
        return "yes or no"
    if types.is_numeric_dtype(values) and not types.is_complex_dtype(values):
        return "numbers"
    if types.is_string_dtype(values) or isinstance(values.dtype, types.CategoricalDtype):
        return "words"
    plain = {type(each).__name__ for each in values}
    return f"of type {values.dtype}" if plain != {"str"} else "words"


def _list_words(columns: Iterable[Series[Any]]) -> tuple[str, ...]:
    return tuple(sorted({str(word) for values in columns for word in values.unique()}))


def _number(values: Series[Any], column: Column) -> np.ndarray:
    if not column.categories:
        return values.to_numpy(np.float64)
    return np.searchsorted(np.array(column.categories), values.astype(str).to_numpy(str)).astype(np.float64)


def _read_targets(
    frames: Mapping[str, DataFrame], targets: Sequence[str]
) -> tuple[dict[str, np.ndarray | None], tuple[str, ...]]:
    """The labels by part, and the names of the classes where they are words: numbers are given in their order."""
    if not targets:
        return dict.fromkeys(frames), ()
    words = [name for name in targets if any(_find_kind(frame[name]) not in ("numbers", "yes or no")
                                             for frame in frames.values())]  # fmt: skip
    if words and len(targets) > 1:
        raise UserError(f"dataset.target has several columns, and {words[0]} is of words: several are to be numbers.")
    if words:
        classes = _list_words(frame[words[0]] for frame in frames.values())
        column = Column(words[0], classes)
        return {part: _number(frame[words[0]], column).astype(np.int64) for part, frame in frames.items()}, classes
    y = {part: frame[list(targets)].to_numpy() for part, frame in frames.items()}
    return {part: each[:, 0] if len(targets) == 1 else each for part, each in y.items()}, ()


def _encode_words(column: Column, values: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    known = np.unique(values["train"])
    for part, each in values.items():
        if len(unseen := np.setdiff1d(each, known)):
            word = column.categories[int(unseen[0])]
            rows = int((each == unseen[0]).sum())
            raise UserError(
                f"The column {column.name} is {word!r} in {rows} row{'s' * (rows != 1)} of {part}, and never in train: "
                f"no model can know it. Put rare categories together, use another dataset.split_seed, or leave the "
                f"column out: {_drop(column.name)}."
            )
    return {part: each[:, np.newaxis] == known for part, each in values.items()}


def _standardise(values: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    mean, deviation = values["train"].mean(), values["train"].std()
    return {part: (each - mean) / (deviation or 1) for part, each in values.items()}


def _drop(name: str) -> str:
    return f"dataset.drop={names.list_names([name])}"


def _list(texts: Iterable[str], shown: int = SHOWN) -> str:
    every = list(texts)
    return ", ".join(map(str, every[:shown])) + (f" and {len(every) - shown} more" if len(every) > shown else "")
