"""The one door for model files, ours and yours: what is in a file runs no code on its way in.

A file of yours (``model.path=FILE.keras``) describes its own architecture. It is read once; the description is checked
against fixed lists (:mod:`runner.models.parts`), the arrays must be plain (:mod:`runner.models.archive`), and Keras is
given a new archive of just these two: not the file, which may hold more, or another of the same name, or change
meanwhile. ``.h5`` and SavedModel are refused whole, since Keras's safe mode does not hold there.

A file of ours, such as ``dense.keras`` in a store or a folder that others write to, describes nothing that we need: the
run has built the model itself. Only the weights are read from it, as that model holds them (:func:`read_weights`).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from runner.core import files
from runner.core.errors import UserError
from runner.models import archive, parts
from runner.models.archive import CONFIG, METADATA, WEIGHTS

LARGEST_OUTPUT = 2**28  # numbers that a layer gives for one example: 1 GiB
BESIDE_WEIGHTS = 2**20  # bytes of variables that a file does not hold: seeds, counters


def load(shape: Sequence[int], classes: int, path: str) -> Any:
    """The model in a ``.keras`` file that tf_keras (Keras 2) saved, uncompiled.

    Raises:
        UserError: as :func:`inspect`, or Keras cannot read the file.
    """
    members, size = inspect(path)
    import numpy as np

    try:
        with _variables_of_at_most(size + BESIDE_WEIGHTS):
            model = decode(archive.pack(members))
        _check_outputs(model)
    except Exception as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise UserError(f"model.path={path} cannot be loaded by tf_keras: {reason}. {_REMEDY}") from None
    if not all(np.isfinite(weights).all() for weights in model.get_weights()):
        raise UserError(f"model.path={path} has weights that are NaN or infinite: it cannot be trained. Give another.")
    return model


def rebuild(shape: Sequence[int], classes: int, path: str) -> Any:
    """A new model of the architecture in such a file, its weights drawn by the global seed.

    Raises:
        UserError: as :func:`load`.
    """
    import tf_keras

    return tf_keras.models.clone_model(load(shape, classes, path))


def inspect(path: str) -> tuple[dict[str, bytes], int]:
    """The members of a ``.keras`` file that a model is built from, checked; and the bytes of all arrays.

    Needs no TensorFlow.

    Raises:
        UserError: it is no Keras 2 archive of Keras's own layers; says what was found, and how to save it instead.
    """
    if Path(path).is_dir():
        saved = (Path(path) / "saved_model.pb").is_file()
        what = "a SavedModel, which can hold code that runs on loading" if saved else "a folder"
        raise UserError(f"model.path={path} is {what}; taken is one .keras file. {_REMEDY}")
    if not Path(path).is_file():
        raise UserError(f"model.path={path} does not exist (seen from {Path.cwd()}). {_REMEDY}")
    if Path(path).suffix != ".keras":
        raise UserError(
            f"model.path={path} is not a .keras file; .h5 and SavedModel can hold code that runs on loading. {_REMEDY}"
        )
    try:
        members = archive.unpack(files.read_file(path), (CONFIG, METADATA, WEIGHTS))
        config, metadata = (archive.parse(members[name]) for name in (CONFIG, METADATA))
    except (OSError, ValueError) as error:
        raise UserError(f"model.path={path} is not a whole .keras file ({error}). {_REMEDY}") from None
    version = str(metadata.get("keras_version", "")) if isinstance(metadata, dict) else ""
    if not version.startswith("2."):
        raise UserError(
            f"model.path={path} was saved by Keras {version or 'of an unknown version'}; tfmot prunes Keras 2 "
            f"models only (tfmot issues 1141, 1167). {_REMEDY}"
        )
    if not isinstance(config, dict):
        raise UserError(f"model.path={path} does not describe a model. {_REMEDY}")
    try:
        parts.check(config)
        size = archive.check_arrays(members[WEIGHTS])
    except parts.ForbiddenPartError as error:
        raise UserError(f"model.path={path} {error}") from None
    except ValueError as error:
        raise UserError(f"model.path={path} is not a whole .keras file ({error}). {_REMEDY}") from None
    return {**members, CONFIG: json.dumps(config).encode()}, size


@contextlib.contextmanager
def _variables_of_at_most(size: int) -> Iterator[None]:
    """Refuse to make variables of more bytes together, before their memory is taken: the file does not fill them."""
    import tensorflow as tf

    left = [size]

    def create(make: Any, **settings: Any) -> Any:
        shape = tf.TensorShape(settings.get("shape"))
        if shape.is_fully_defined():  # as that of every weight of a layer is; others are scalars, such as seeds
            left[0] -= math.prod(shape) * tf.as_dtype(settings.get("dtype") or "float32").size
        if left[0] < 0:
            raise ValueError("its layers have more weights than the file holds")
        return make(**settings)

    with tf.variable_creator_scope(create):
        yield


def _check_outputs(model: Any) -> None:
    """Refuse a layer whose output for one example would fill the memory.

    Raises:
        ValueError: it would.
    """
    import tensorflow as tf

    for layer in model._flatten_layers(include_self=False):
        outputs = [each for node in layer._inbound_nodes for each in tf.nest.flatten(node.outputs)]
        if any(math.prod(size or 1 for size in each.shape[1:]) > LARGEST_OUTPUT for each in outputs):
            raise ValueError(f"its layer {layer.name} gives more than {LARGEST_OUTPUT:,} numbers for one example")


def read_weights(content: bytes, built: Any) -> list[Any]:
    """The weights in a ``.keras`` file of ours, as a model of the same architecture holds them.

    Nothing that the file says of an architecture is looked at. A file with other weights than were trained can only
    be told by a hash over them, which is the caller's.

    Args:
        content: of the file.
        built: the model; it has its own weights again afterwards.

    Raises:
        ValueError: it is no such file, or its arrays do not fit the model.
    """
    arrays = archive.unpack(content, (WEIGHTS,))[WEIGHTS]
    archive.check_arrays(arrays)
    taker = _uncompiled(built)
    before = taker.get_weights()
    try:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, WEIGHTS)
            file.write_bytes(arrays)
            taker.load_weights(file)
        return taker.get_weights()
    except Exception as error:  # whatever Keras makes of arrays that are missing or of another shape
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise ValueError(f"its weights do not fit the model: {reason}") from None
    finally:
        taker.set_weights(before)


def hash_weights(weights: Sequence[Any]) -> str:
    """A hash over the weights of a model, shapes and order included."""
    import numpy as np

    digest = hashlib.sha256()
    for array in weights:
        digest.update(f"{array.dtype}{array.shape}".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def read_metadata(content: bytes) -> dict[str, Any]:
    """What a ``.keras`` file says of itself, see :func:`encode`; whoever wrote it.

    Raises:
        ValueError: it says nothing.
    """
    found = archive.parse(archive.unpack(content, (METADATA,))[METADATA])
    if not isinstance(found, dict):
        raise ValueError(f"its {METADATA} is none")
    return found


def save(model: Any, path: Path, **noted: str) -> None:
    """Write a model as ``.keras``, whole or not at all, see :func:`encode`."""
    files.write_file(path, encode(model, **noted))


def encode(model: Any, **noted: str) -> bytes:
    """A model as the bytes of a ``.keras`` file, the same for the same model.

    Keras puts the time of saving into the archive's entries and its metadata; both are replaced
    by a fixed one, since sizes and hashes of the file are compared. The optimizer's state, twice
    the size of the weights, is left out. What is ``noted`` stands in the metadata, too.
    """
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder, "model.keras")
        _uncompiled(model).save(saved)
        members = archive.unpack(saved.read_bytes())
    metadata = {**json.loads(members[METADATA]), "date_saved": _DATE, **noted}
    return archive.pack({**members, METADATA: json.dumps(metadata, sort_keys=True).encode()})


def _uncompiled(model: Any) -> Any:
    """The model itself, if it has no optimizer, else a copy without."""
    import tf_keras

    if model.optimizer is None:
        return model
    copy = tf_keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    return copy


def decode(content: bytes) -> Any:
    """The model in the bytes of :func:`encode`, uncompiled.

    Keras builds what they describe: they must come from this process itself, or have been checked as :func:`load` does.
    """
    import tf_keras

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "model.keras")
        file.write_bytes(content)
        return tf_keras.models.load_model(file, compile=False, safe_mode=True)


_REMEDY = "Save it from tf_keras (Keras 2) with model.save('FILE.keras')."
_DATE = "1980-01-01@00:00:00"
