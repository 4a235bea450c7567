"""Model files as an adversary makes them, from a whole one: each would do or take what it must not."""

import contextlib
import io
import json
import os
import sys
import zipfile
from pathlib import Path

import h5py
import numpy as np

CONFIG, METADATA, WEIGHTS = "config.json", "metadata.json", "model.weights.h5"
OPERATION = "tf_keras.src.layers.core.tf_op_layer"


def members_of(path):
    with zipfile.ZipFile(path) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def packed(members, path, compression=zipfile.ZIP_STORED):
    """An archive of (name, content), the same name twice if it is given twice."""
    import warnings

    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", compression) as archive:
        warnings.simplefilter("ignore")
        for name, content in members:
            archive.writestr(name, content)
    return Path(path)


def changed(path, target, **by_member):
    """A copy in which members were changed: ``config=``, ``metadata=`` on the tree, ``weights=`` on the HDF5 file."""

    def new(name, content):
        if name == WEIGHTS and "weights" in by_member:
            memory = io.BytesIO(content)
            with h5py.File(memory, "r+") as file:
                by_member["weights"](file)
            return memory.getvalue()
        if (change := by_member.get(name.partition(".")[0])) is not None and name != WEIGHTS:
            tree = json.loads(content)
            change(tree)
            return json.dumps(tree).encode()
        return content

    return packed([(name, new(name, content)) for name, content in members_of(path)], target)


def layer(tree, at=-1):
    return tree["config"]["layers"][at]


def operation(function, *nodes, name="TFOpLambda", module=OPERATION):
    """A layer that calls a function of TensorFlow's by its name, as soon as it is built, on constants."""
    return {
        "module": module, "class_name": name, "registered_name": name, "name": "op", "inbound_nodes": list(nodes),
        "config": {"name": "op", "trainable": True, "dtype": "float32", "function": function},
    }  # fmt: skip


def writes(canary):
    """A change of a config: a layer that writes a file when the model is read."""
    node = ["_CONSTANT_VALUE", -1, str(canary), {"contents": "evil"}]
    return lambda tree: tree.update(
        module="tf_keras.src.engine.functional", class_name="Functional", registered_name="Functional",
        config={"name": "evil", "trainable": True, "layers": [operation("io.write_file", node)],
                "input_layers": [["op", 0, 0]], "output_layers": [["op", 0, 0]]},
    )  # fmt: skip


def datasets(file):
    found = []
    file.visititems(lambda name, each: found.append(name) if isinstance(each, h5py.Dataset) else None)
    return found


def replace(file, make):
    """Put something else in the place of the first array."""
    name = datasets(file)[0]
    shape = file[name].shape
    del file[name]
    make(file, name, shape)


def elsewhere(folder):
    """An HDF5 file and a raw one, whose arrays a file of weights could name."""
    with h5py.File(folder / "secret.h5", "w") as file:
        file["secret"] = np.ones((64, 16), "f4")
    (folder / "secret.raw").write_bytes(np.ones((64, 16), "f4").tobytes())


def external(folder):
    return lambda file: replace(file, lambda into, name, shape: into.__setitem__(
        name, h5py.ExternalLink(str(folder / "secret.h5"), "secret")))  # fmt: skip


def raw(folder):
    place = [(str(folder / "secret.raw"), 0, h5py.h5f.UNLIMITED)]
    return lambda file: replace(file, lambda into, name, shape: into.create_dataset(
        name, shape, "f4", external=place))  # fmt: skip


def virtual(folder):
    def make(into, name, shape):
        layout = h5py.VirtualLayout(shape, "f4")
        layout[...] = h5py.VirtualSource(str(folder / "secret.h5"), "secret", shape)
        into.create_virtual_dataset(name, layout)

    return lambda file: replace(file, make)


ARRAYS = {
    "a link to another file": external,
    "an array in another file": raw,
    "an array made of another file's": virtual,
    "a link within the file": lambda folder: lambda file: replace(
        file, lambda into, name, shape: into.__setitem__(name, h5py.SoftLink("/" + datasets(into)[-1]))),
    "a circle": lambda folder: lambda file: file.__setitem__("round", file["/"]),
    "an array twice": lambda folder: lambda file: replace(
        file, lambda into, name, shape: into.__setitem__(name, into[datasets(into)[-1]])),
    "an array without end": lambda folder: lambda file: replace(
        file, lambda into, name, shape: into.create_dataset(name, (10**6, 10**6), "f4")),
    "zeros, compressed": lambda folder: lambda file: replace(
        file, lambda into, name, shape: into.create_dataset(name, data=np.zeros(shape, "f4"), compression="gzip")),
    "texts": lambda folder: lambda file: replace(
        file, lambda into, name, shape: into.__setitem__(name, np.array([b"a"] * 3))),
    "texts of any length": lambda folder: lambda file: replace(
        file, lambda into, name, shape: into.create_dataset(name, data=["a"], dtype=h5py.string_dtype())),
    "references": lambda folder: lambda file: replace(
        file, lambda into, name, shape: into.create_dataset(name, (2,), dtype=h5py.ref_dtype)),
    "a named type": lambda folder: lambda file: file.__setitem__("type", np.dtype("f4")),
    "nothing": lambda folder: lambda file: replace(
        file, lambda into, name, shape: into.__setitem__(name, h5py.Empty("f4"))),
}  # fmt: skip


class Watch:
    """What this process opens for writing, starts and imports meanwhile; an audit hook cannot be taken away."""

    def __init__(self):
        self.seen, self.on = [], False
        sys.addaudithook(self._hear)

    def _hear(self, event, arguments):
        if not self.on:
            return
        if event == "open" and isinstance(arguments[0], str) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            self.seen.append((event, arguments[0]))
        elif event in (
            "subprocess.Popen",
            "os.system",
            "os.exec",
            "os.posix_spawn",
            "socket.connect",
            "pickle.find_class",
        ) or (event == "import" and arguments[0].startswith("canary")):
            self.seen.append((event, str(arguments[0])))  # fmt: skip

    @contextlib.contextmanager
    def watching(self):
        self.seen, self.on = [], True
        try:
            yield self.seen
        finally:
            self.on = False


WATCH = Watch()
