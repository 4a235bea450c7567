"""Wait for a moment, kill what runs, and read what it left."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time

import psutil
from mlflow import MlflowClient

from runner.comparison.records import CSV_FILE, PARQUET_FILE
from runner.core.tags import TAG_KIND


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def store_of(folder):
    return MlflowClient(f"sqlite:///{folder}/mlflow.db")


def runs_of(folder, kind="run"):
    return store_of(folder).search_runs(["1"], f"tags.{TAG_KIND} = '{kind}'")


def kill_in_epoch(folder, command, run, epoch, environment=None):
    """Start a command and kill it, with all that it started, when a run, counted from 1, has logged an epoch."""
    process = subprocess.Popen(
        [sys.executable, "-m", "runner", *command], cwd=folder, start_new_session=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **(environment or {})},
    )  # fmt: skip
    reached = """SELECT count(*) FROM (
        SELECT t.run_uuid FROM tags t JOIN metrics m ON m.run_uuid = t.run_uuid
        WHERE t.key = 'kind' AND t.value = 'run' AND m.key = 'val/loss' AND m.step >= ? GROUP BY t.run_uuid)"""
    while process.poll() is None:
        if (folder / "mlflow.db").exists():
            with sqlite3.connect(f"file:{folder}/mlflow.db?mode=ro", uri=True) as connection:
                try:
                    if connection.execute(reached, (epoch,)).fetchone()[0] >= run:
                        break
                except sqlite3.OperationalError:  # busy for a moment
                    pass
        time.sleep(0.02)
    assert process.poll() is None, "it ended before it could be killed"
    family = psutil.Process(process.pid).children(recursive=True)  # Ray's have sessions of their own
    os.killpg(process.pid, signal.SIGKILL)
    for each in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            each.kill()
    process.wait()


def comparisons(folder):
    """The files of the last sweep."""
    last = max((folder / "outputs" / "sweeps").glob("*/*"))
    return [(last / name).read_bytes() for name in (CSV_FILE, PARQUET_FILE)]
