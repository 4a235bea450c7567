"""What a finished run leaves in its folder, and with MLflow: figures and layers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import yaml

from runner.config.schema import Config
from runner.core import credentials, names
from runner.core.files import write_file
from runner.core.records import (
    CONFIG_FILE,
    CURVES_FILE,
    FINAL_LAYER,
    LAYERS_FILE,
    PLAN_FILE,
    RESULT_FILE,
    Layer,
    LayerResult,
    Result,
)

LAYER_COSTS = ("flops", "effective_flops", "dense_bytes", "bitmap_bytes", "csr_bytes")
LAYER_COLUMNS = ("layer", "class", "weights", "zeros", "target", "achieved", "zeros_before", "zeros_kept", "metric",
                 *LAYER_COSTS)  # fmt: skip


def write(config: Config, plan: Mapping[str, Any], layers: Sequence[Layer], result: Result, folder: Path) -> list[Path]:
    """Every file of a run but the picture, which is there already; returns all of them."""
    scope = [layer.as_dict() for layer in layers]
    return [
        write_text(folder / CONFIG_FILE, yaml.safe_dump(config.recorded(), sort_keys=False)),
        write_text(folder / PLAN_FILE, json.dumps({**plan, "layers": scope}, indent=2) + "\n"),
        write_result(_as_recorded(config, result), folder),
        write_layers(result.layers, folder),
        folder / CURVES_FILE,
    ]


def _as_recorded(config: Config, result: Result) -> Result:
    """A result whose address of the store is written as in the config, where that takes it from the environment."""
    from_environment = ("tracking", "uri") in config.of_environment
    return replace(result, tracking_uri=config.recorded()["tracking"]["uri"]) if from_environment else result


def write_result(result: Result, folder: Path) -> Path:
    """``result.json``: the same figures as in MLflow, written whole or not at all."""
    content = {
        "name": result.name,
        "run_id": result.run_id,
        "tracking_uri": result.tracking_uri,
        "metrics": dict(result.metrics),
        "tags": dict(result.tags),
        "layers": [{**asdict(layer), "sparsity": layer.sparsity} for layer in result.layers],
        "warnings": list(result.warnings),
    }
    return write_text(folder / RESULT_FILE, json.dumps(content, indent=2) + "\n")


def write_layers(layers: Sequence[LayerResult], folder: Path) -> Path:
    """``layers.csv``: one row a pruned layer."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(LAYER_COLUMNS)
    for each in layers:
        metric = names.metric(FINAL_LAYER, each.name)
        figures = (each.weights, each.zeros, each.target, each.sparsity, each.zeros_before, each.zeros_kept)
        texts = (names.csv_cell(each.name), names.csv_cell(each.kind))
        rows.writerow([*texts, *figures, metric, *(getattr(each, name) for name in LAYER_COSTS)])
    return write_text(folder / LAYERS_FILE, text.getvalue())


def write_text(path: Path, text: str) -> Path:
    """Write a file whole or not at all."""
    write_file(path, credentials.hide(text).encode())
    return path
