"""How long the start takes: ``python -m tests.benchmarks.bench_start [ROUNDS]``.

What needs no TensorFlow is timed to its end. A run is timed to its first training step, as it
appears on a terminal, in a folder with no store and no dense model yet, beside a process that only
imports TensorFlow and tfmot; the two take turns.
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks import results

LIGHT = {
    "--help": ["runner", "--help"],
    "--hydra-help": ["runner", "--hydra-help"],
    "--cfg job": ["runner", "--cfg", "job"],
    "a typo": ["runner", "schedule=polynomail"],
    "report --help": ["runner.report", "--help"],
}
IMPORT = "import tensorflow, tensorflow_model_optimization"
ROUNDS = 5


def to_the_end(arguments: list[str], cwd: Path) -> float:
    """Seconds of a command."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, check=False)
    return time.perf_counter() - start


def to_the_first_step(cwd: Path) -> float:
    """Seconds until a run shows the bar of its first training, which appears with the first step."""
    ours, theirs = pty.openpty()
    start, shown = time.perf_counter(), b""
    process = subprocess.Popen([sys.executable, "-m", "runner"], cwd=cwd, stdin=theirs, stdout=theirs, stderr=theirs)
    while b"dense " not in shown.replace(b"dense-", b""):
        shown += os.read(ours, 4096)
    seconds = time.perf_counter() - start
    process.terminate()
    os.close(theirs)
    while True:  # or it would wait for somebody to read
        try:
            if not os.read(ours, 4096):
                break
        except OSError:
            break
    process.wait()
    os.close(ours)
    return seconds


def main() -> None:
    """Measure, print, keep the figures in results.json."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    os.environ.update(TF_USE_LEGACY_KERAS="1", PYTHONPATH=str(Path(__file__).parents[2]))
    figures: dict[str, Any] = {"rounds": rounds}
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in LIGHT.items():
            figures[f"seconds/{name}"] = results.spread(
                [to_the_end(["-m", *arguments], Path(folder)) for _ in range(rounds)]
            )
    after = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            imported = to_the_end(["-c", IMPORT], Path(folder))
            after.append(to_the_first_step(Path(folder)) - imported)
    figures["seconds/from TensorFlow's import to the first step"] = results.spread(after)
    for name, value in figures.items():
        print(f"{name}: {value}")
    results.write("start", figures)


if __name__ == "__main__":
    main()
