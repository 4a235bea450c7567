"""Read the runs of a sweep or an experiment from any MLflow store, and compare them. Nothing in it is changed."""

from __future__ import annotations

from dataclasses import replace

from runner.comparison.records import Comparison
from runner.config.schema import MARGIN
from runner.console import heartbeat
from runner.tracking import history
from runner.tracking.records import Source


def compare_sweep(uri: str, sweep_id: str, against: str | None = None, margin: float = MARGIN) -> Comparison:
    """The comparison of a sweep's runs; empty tables where none is FINISHED.

    Args:
        uri: of the store.
        sweep_id: the parent's run id, or its name.
        against: the label of an arm to compare the others with, beside the control.
        margin: how much accuracy a lossless arm may lose against the control.

    Raises:
        UserError: no such store, sweep or arm.
    """
    return compare_runs(uri, history.find_sweep(uri, sweep_id), against, margin)


def compare_runs(uri: str, source: Source, against: str | None, margin: float) -> Comparison:
    """As :func:`compare_sweep`, of runs that were read already, with the curves of those that stand for their arms."""
    from runner.comparison import compare

    heartbeat.announce(f"comparing {len(source.runs)} runs of {source.title}")
    comparison = compare.compare(source, against, margin)
    return replace(comparison, curves=history.read_curves(uri, compare.choose_representatives(comparison)))
