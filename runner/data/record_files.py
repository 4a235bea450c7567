"""TFRecord files as data: what a feature is, the user says; how it is stored, is seen on the first record."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from runner.core import files, names, reasons
from runner.core.errors import UserError
from runner.data.source import Source, check_fits

X, Y, GROUPS = ROLES = ("x", "y", "groups")
IMAGE, STRING = "image", "string"
NUMBERS = ("float16", "float32", "float64", "int8", "uint8", "int16", "uint16", "int32", "int64", "bool")
OF_KIND = {"float_list": "float32", "int64_list": "int64", "bytes_list": STRING}
KEYS = ("shape", "dtype", "key")
BATCH = 1024
OF_BATCH = re.compile(r"^Name: <unknown>, Key: .*?, Index: \d+\.\s+")
EXAMPLE = "dataset.features='{x: {shape: [28,28,1], dtype: uint8}, y: {dtype: int64}}'"


@dataclass(frozen=True)
class Feature:
    """One feature of a record.

    Attributes:
        role: x, y or groups.
        key: its name in the records.
        kind: the list of an ``Example`` that holds it.
        shape: of one example.
        dtype: of its numbers; ``image`` for PNG and JPEG, ``string`` for names.
    """

    role: str
    key: str
    kind: str
    shape: tuple[int, ...]
    dtype: str


def tfrecord(
    path: str | None = None, features: Mapping[str, Any] | None = None, test_path: str | None = None
) -> Source:
    """The records of all files that a pattern finds, in the order of their names; and of others that are test.

    Args:
        path: a file, or a pattern as ``data/train-*.tfrecord``.
        features: of x, and of y and groups where there are such: shape, dtype, and key where its name is another.
        test_path: the same, of test.

    Raises:
        UserError: there is no such file, the features are none, or a record is not as they say.
    """
    if path is None:
        raise UserError(
            f"dataset=tfrecord needs dataset.path=FILE (or a pattern like 'data/*.tfrecord') and {EXAMPLE}."
        )
    records = {"train": _read("dataset.path", path)}
    if test_path is not None:
        records["test"] = _read("dataset.test_path", test_path)
    wanted = _describe(features, records["train"][0])
    found = {part: {each.role: _parse(part, of, each) for each in wanted} for part, of in records.items()}
    classes: tuple[str, ...] = ()
    if any(each.role == Y and each.dtype == STRING for each in wanted):
        classes = tuple(sorted({name for of in found.values() for name in of[Y].tolist()}))
        found = {part: {**of, Y: np.searchsorted(np.array(classes), of[Y])} for part, of in found.items()}
    told = ", ".join(f"{name} = {at}" for at, name in enumerate(classes))
    return Source(
        {part: (of[X], of.get(Y)) for part, of in found.items()},
        {part: of[GROUPS] for part, of in found.items() if GROUPS in of},
        classes,
        told=(told,) if told else (),
    )


def _read(key: str, pattern: str) -> list[bytes]:
    import tensorflow as tf

    found = files.find_files(pattern)
    if not found:
        raise UserError(f"{key}={pattern} finds no file (seen from {Path.cwd()}). Give a file, or a pattern in quotes.")
    check_fits(f"{key}={pattern}", sum(file.stat().st_size for file in found))
    records, size = list[bytes](), 0
    for file in found:
        how = "GZIP" if file.suffix == ".gz" else ""
        try:
            for record in tf.data.TFRecordDataset(str(file), how).as_numpy_iterator():
                records.append(record)
                check_fits(f"{key}={pattern}", size := size + len(record))  # a small file can unpack without end
        except tf.errors.OpError as error:
            raise UserError(f"{file} is no readable TFRecord file ({_state(error)}).") from None
    if not records:
        raise UserError(f"{key}={pattern} holds no records.")
    return records


def _describe(features: Mapping[str, Any] | None, first: bytes) -> list[Feature]:
    """What the user says of the features, checked against the first record."""
    held = _list_held(first)
    listed = ", ".join(f"{key} ({kind.removesuffix('_list')}, {count})" for key, (kind, count) in held.items())
    if not isinstance(features, Mapping) or X not in features:
        raise UserError(f"dataset.features={features} does not say what x is: give {EXAMPLE}. A record holds {listed}.")
    described = []
    for role, given in features.items():
        given = given or {}
        if role not in ROLES or not isinstance(given, Mapping) or (odd := [key for key in given if key not in KEYS]):
            wrong = role if role not in ROLES or not isinstance(given, Mapping) else f"{role}.{odd[0]}"
            raise UserError(
                f"dataset.features.{wrong} is unknown: there are {', '.join(ROLES)}, each with {', '.join(KEYS)}, as "
                f"in {EXAMPLE}."
            )
        key = str(given.get("key", role))
        if key not in held:
            raise UserError(
                f"The records have no feature {key} for {role}.{names.suggest_names(key, held)} They have {listed}; "
                f"name it by dataset.features.{role}.key."
            )
        kind, count = held[key]
        described.append(_check(role, key, kind, count, given))
    return described


def _list_held(record: bytes) -> dict[str, tuple[str, int]]:
    """The kind and the number of values of each feature."""
    import tensorflow as tf

    try:
        of = tf.train.Example.FromString(record).features.feature
    except Exception as error:  # of protobuf, which names it differently by version
        raise UserError(f"The first record is no tf.train.Example ({error}).") from None
    held = {key: of[key].WhichOneof("kind") or "float_list" for key in sorted(of)}
    return {key: (kind, len(getattr(of[key], kind).value)) for key, kind in held.items()}


def _check(role: str, key: str, kind: str, count: int, given: Mapping[str, Any]) -> Feature:
    shape, dtype = given.get("shape", []), given.get("dtype", OF_KIND[kind])
    if not isinstance(shape, list | tuple) or not all(type(each) is int and each > 0 for each in shape):
        raise UserError(
            f"dataset.features.{role}.shape={shape} is no shape: give sizes, as [28,28,1]; [] is one number."
        )
    if dtype not in (*NUMBERS, IMAGE, STRING):
        raise UserError(
            f"dataset.features.{role}.dtype={dtype} is unknown: choose {', '.join((*NUMBERS, IMAGE, STRING))}."
        )
    of_bytes = kind == "bytes_list"
    if (dtype in (IMAGE, STRING) and not of_bytes) or (dtype == STRING and role == X):
        raise UserError(
            f"dataset.features.{role}.dtype={dtype} does not go with {key}, whose records hold {count} of "
            f"{kind.removesuffix('_list')}: say which numbers they are."
        )
    if dtype == IMAGE and (len(shape) != 3 or shape[2] not in (1, 3)):
        raise UserError(f"dataset.features.{role}.shape={shape} is none of an image: give [height,width,1] or with 3.")
    return Feature(role, key, kind, tuple(shape), dtype)


def _parse(part: str, records: Sequence[bytes], feature: Feature) -> np.ndarray:
    """One feature of all records.

    Raises:
        UserError: a record is not as it says; names its number and the reason.
    """
    import tensorflow as tf

    check_fits(f"{feature.role} of {part}", len(records) * math.prod(feature.shape) * 4)
    stored = {"float_list": tf.float32, "int64_list": tf.int64, "bytes_list": tf.string}[feature.kind]
    of_bytes = feature.kind == "bytes_list"
    spec = {feature.key: tf.io.FixedLenFeature([] if of_bytes else feature.shape, stored)}

    def parse(batch: Sequence[bytes]) -> np.ndarray:
        values = tf.io.parse_example(list(batch), spec)[feature.key].numpy()
        if not of_bytes:
            return values.astype(feature.dtype)
        return np.stack([_decode(value, feature) for value in values])

    try:
        return np.concatenate([parse(records[at : at + BATCH]) for at in range(0, len(records), BATCH)])
    except (tf.errors.OpError, ValueError) as error:
        for number, record in enumerate(records):
            try:
                parse([record])
            except (tf.errors.OpError, ValueError) as of_one:
                raise UserError(
                    f"Record {number} of {part} is not as dataset.features says ({feature.role}): {_state(of_one)}."
                ) from None
        raise UserError(f"The records of {part} are not as dataset.features says: {_state(error)}.") from None


def _decode(value: bytes, feature: Feature) -> np.ndarray:
    if feature.dtype == STRING:
        return np.array(value.decode("utf-8"))
    if feature.dtype == IMAGE:
        import tensorflow as tf

        found = tf.io.decode_image(value, channels=feature.shape[2], expand_animations=False).numpy()
        if found.shape != feature.shape:
            raise ValueError(f"its image is of shape {found.shape}, not {feature.shape}")
        return found
    return np.frombuffer(value, np.dtype(feature.dtype).newbyteorder("<")).reshape(feature.shape)


def _state(error: Exception) -> str:
    """The reason, without where TensorFlow found it: its numbers are those of a batch."""
    return OF_BATCH.sub("", reasons.state_reason(error)).rstrip(".")
