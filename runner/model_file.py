"""Take a saved ``.keras`` file as the dense starting point, without running any code in it.

The file is read as what it is, a zip with a JSON description, before Keras sees it. Only
layers and objects of Keras itself pass: a Lambda or anything from another module is refused.
``.h5`` and SavedModel are refused whole, since Keras's safe mode does not hold there.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from runner.records import UserError

LARGEST = 16 * 2**30  # bytes of an unpacked file, which can be zeros without end
_MODULES = (
    "keras.layers", "keras.models", "keras.initializers", "keras.regularizers", "keras.constraints",
    "keras.activations", "keras.src.engine.functional", "keras.src.engine.sequential",
    "tf_keras.src.engine.functional", "tf_keras.src.engine.sequential", "keras",
    "keras.optimizers", "keras.losses", "keras.metrics",
)  # fmt: skip
_RUN_CODE = (
    "Lambda", "__lambda__", "function", "TFOpLambda", "SlicingOpLambda", "TensorFlowOpLayer", "ClassMethod",
    "InstanceMethod", "InstanceProperty",
)  # fmt: skip
_OF_TOP_MODULE = ("Sequential", "Functional", "Model")


def load(shape: Sequence[int], classes: int, path: str) -> Any:
    """The model in a ``.keras`` file that tf_keras (Keras 2) saved, uncompiled.

    Raises:
        UserError: as :func:`inspect`, or Keras cannot read the file.
    """
    inspect(path)
    import numpy as np
    import tf_keras

    try:
        model = tf_keras.models.load_model(path, compile=False, safe_mode=True)
    except Exception as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise UserError(f"model.path={path} cannot be loaded by tf_keras: {reason}. {_REMEDY}") from None
    if not all(np.isfinite(weights).all() for weights in model.get_weights()):
        raise UserError(f"model.path={path} has weights that are NaN or infinite: it cannot be trained. Give another.")
    return model


def inspect(path: str) -> None:
    """Refuse a file that is not a Keras 2 ``.keras`` archive of Keras's own layers; no TensorFlow needed.

    Raises:
        UserError: says what was found and how to save the model instead.
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
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST:
                raise ValueError(f"it unpacks to more than {LARGEST / 2**30:g} GiB")
            if (broken := archive.testzip()) is not None:
                raise zipfile.BadZipFile(f"{broken} is damaged")
            config, metadata = (json.loads(archive.read(name)) for name in ("config.json", "metadata.json"))
            if isinstance(config, dict):
                config.pop("compile_config", None)  # not loaded: what compiles the model is the runner's own
            found = list(_objects(config))
    except Exception as error:  # zipfile and json raise a dozen kinds over damaged bytes
        why = error if str(error) else type(error).__name__
        raise UserError(f"model.path={path} is not a whole .keras file ({why}). {_REMEDY}") from None
    version = str(metadata.get("keras_version", "")) if isinstance(metadata, dict) else ""
    if not version.startswith("2."):
        raise UserError(
            f"model.path={path} was saved by Keras {version or 'of an unknown version'}; tfmot prunes Keras 2 "
            f"models only (tfmot issues 1141, 1167). {_REMEDY}"
        )
    if not isinstance(config, dict):
        raise UserError(f"model.path={path} does not describe a model. {_REMEDY}")
    for each in found:
        _check_object(path, each)


def _objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every serialized object in a Keras config."""
    if isinstance(node, dict):
        if "class_name" in node:
            yield node
        for child in node.values():
            yield from _objects(child)
    elif isinstance(node, list):
        for child in node:
            yield from _objects(child)


def _check_object(path: str, found: dict[str, Any]) -> None:
    module, name = found.get("module"), found["class_name"]
    if not isinstance(name, str) or name in _RUN_CODE:
        raise UserError(
            f"model.path={path} holds a {name}, which is code: it is not run. "
            f"Replace it with a layer of tf_keras, and save the model again."
        )
    known = module is None or (module in _MODULES and (module != "keras" or name in _OF_TOP_MODULE))
    if not known or found.get("registered_name", name) not in (None, name):
        raise UserError(
            f"model.path={path} holds {module}.{name}, which is not a layer of Keras: no code of a model file is "
            f"run. Give the model as a builder of yours instead: model._target_=my_pkg.build."
        )


def save(model: Any, path: Path) -> None:
    """Write a model as ``.keras``, atomically, and with the same bytes for the same model.

    Keras puts the time of saving into the archive's entries and its metadata; both are replaced
    by a fixed one, since sizes and hashes of the file are compared. The optimizer's state, twice
    the size of the weights, is left out.
    """
    import tf_keras

    uncompiled = tf_keras.models.clone_model(model)
    uncompiled.set_weights(model.get_weights())
    saved = path.with_name(f".{path.name}.{os.getpid()}.keras")
    canonical = saved.with_suffix(".tmp")
    try:
        uncompiled.save(saved)
        with zipfile.ZipFile(saved) as source, zipfile.ZipFile(canonical, "w") as target:
            for name in sorted(source.namelist()):
                content = source.read(name)
                if name == "metadata.json":
                    content = json.dumps({**json.loads(content), "date_saved": _DATE}, sort_keys=True).encode()
                target.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), content)
        canonical.replace(path)
    finally:
        saved.unlink(missing_ok=True)
        canonical.unlink(missing_ok=True)


def read(path: Path) -> Any:
    """The model in a file of :func:`save`, uncompiled."""
    import tf_keras

    return tf_keras.models.load_model(path, compile=False)


_REMEDY = "Save it from tf_keras (Keras 2) with model.save('FILE.keras')."
_DATE = "1980-01-01@00:00:00"
