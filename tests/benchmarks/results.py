"""What benchmarks measured, in ``results.json``: each benchmark keeps its own part."""

from __future__ import annotations

import datetime
import importlib.metadata
import json
import os
import platform
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("results.json")
LIBRARIES = ("tensorflow", "tf-keras", "tensorflow-model-optimization", "numpy", "mlflow")


def read() -> dict[str, Any]:
    """Every benchmark's part by its name; empty if nothing was measured."""
    return json.loads(FILE.read_text()) if FILE.exists() else {}


def write(name: str, figures: Any) -> None:
    """Replace one benchmark's part: its figures, with the machine, the versions and the day."""
    versions = {library: importlib.metadata.version(library) for library in LIBRARIES}
    part = {
        "date": datetime.date.today().isoformat(),
        "machine": {"cpu": _cpu(), "cores": os.cpu_count()},
        "versions": {"python": platform.python_version(), **versions},
        "figures": figures,
    }
    text = json.dumps({**read(), name: part}, indent=2, sort_keys=True) + "\n"
    temporary = FILE.with_suffix(f".{os.getpid()}")
    temporary.write_text(text)
    temporary.replace(FILE)


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, least and largest."""
    return {name: round(of(values), 3) for name, of in (("median", statistics.median), ("min", min), ("max", max))}


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
