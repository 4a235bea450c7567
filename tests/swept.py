"""One small sweep, finished, for all tests that look at one."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from mlflow import MlflowClient

SETTINGS = ("dataset=digits", "model=one_hidden", "train.epochs=1", "baseline.epochs=1")
GRID = ("-m", "schedule=polynomial,constant", "seed=0,1", *SETTINGS)
RUNS, DENSE = 6, 2  # a control of each seed is one of the runs
PLACES = {"experiments": "artifact_location", "runs": "artifact_uri", "logged_models": "artifact_location"}


@dataclass(frozen=True)
class Swept:
    """A folder that ``python -m runner`` with :data:`GRID` was called in, and what it printed. It must not change."""

    folder: Path
    stdout: str

    def copy_to(self, folder: Path) -> Path:
        """The same sweep in a folder of a test's own, which may change."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        with contextlib.closing(sqlite3.connect(folder / "mlflow.db")) as store, store:
            for table, column in PLACES.items():
                store.execute(f"update {table} set {column} = replace({column}, ?, ?)", (str(self.folder), str(folder)))
        return folder


def make(cli, folder: Path) -> Swept:
    """Make the sweep in a folder, or read what another process of the tests has made there."""
    kept = folder.with_suffix(".json")
    if not kept.exists():
        folder.mkdir()
        done = cli(*GRID, cwd=folder)
        assert done.returncode == 0, done.stderr
        assert [file.name for file in folder.glob("mlflow.db*")] == ["mlflow.db"], "whole, without a log beside it"
        kept.write_text(json.dumps(done.stdout))
    return Swept(folder, json.loads(kept.read_text()))


def tracked(folder):
    """(the parent, its children, the dense trainings) in a folder's store."""
    client = MlflowClient(f"sqlite:///{folder}/mlflow.db")
    every = client.search_runs([client.get_experiment_by_name("pruning").experiment_id])
    (parent,) = [run for run in every if run.data.tags["kind"] == "sweep"]
    children = [run for run in every if run.data.tags.get("mlflow.parentRunId") == parent.info.run_id]
    return parent, children, [run for run in every if run.data.tags["kind"] == "dense"]


def comparison(folder, name="comparison.csv"):
    (file,) = folder.glob(f"outputs/sweeps/*/*/{name}")
    return file.read_bytes()
