"""Compare pruning schedules for Keras models: one command, one MLflow run, one answer.

The floor plan. What lies here, or has a ``__main__.py``, is a command; all else is a room. Imports go down only:

    __main__  plan  verify  doctor  study  fetch  winners  sync  server      commands
    budget        what a sweep will take
    script        from a script or a notebook: files of what it has in memory, and a command over them
    cli           Hydra's home: from the command line to a run or a sweep
    sweep         the grid of runs, made fair; searches; the parent run
    launchers     a few processes here, Ray, Slurm
    run           one run: its story (run/experiment.py), its process, its files
    report        a comparison as tables, pictures, a page
    comparison    fairness, statistics, ranking: pure functions over records
    tracking      MLflow: the store, journals, reading runs back
    measuring     accuracy, zeros, bytes, FLOPs, latency of a model as it is deployed
    training      the training loop, checkpoints, seeds, the trace of mask updates
    pruning       layers, targets, masks
    models | data | schedules
    tasks         what a model is trained for: loss, labels, figures, score
    console       messages of refusals, waiting, how a command ends
    config        schema, composition, trust, identity
    core          records, errors, names of metrics, tags and files, durations
"""

import importlib
from typing import Any

from runner.config import moved

ENTRIES = {"compare": "runner.script.entry", "UserError": "runner.core.errors"}
moved.install()


def __getattr__(name: str) -> Any:
    """What a script imports from here, loaded when it is asked for."""
    if name in ENTRIES:
        return getattr(importlib.import_module(ENTRIES[name]), name)
    raise AttributeError(f"runner has no {name}: it has {', '.join(ENTRIES)}")
