"""What a run looks like on the terminal: a bar while it trains, then tables of what it did."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from runner.config import Config
from runner.records import (
    FINAL_GLOBAL,
    SIZE_FORMATS,
    Event,
    Failed,
    Finished,
    Planned,
    Progress,
    Refused,
    Result,
    Started,
)

if TYPE_CHECKING:
    from runner.plan import Plan

FORMAT_TITLES = {
    "keras": ".keras",
    "keras_gzip": ".keras, gzip",
    "tflite": "TFLite",
    "tflite_gzip": "TFLite, gzip",
    "int8": "TFLite int8",
    "int8_gzip": "TFLite int8, gzip",
}


class Terminal:
    """Shows the events of a run; quiet about progress where the output is not a terminal."""

    def __init__(self, *, brief: bool = False) -> None:
        from rich.console import Console

        self.console = Console(width=None if sys.stdout.isatty() else 100, highlight=False)
        self._brief = brief
        self._bar: Any = None
        self._phase: Any = None

    def __call__(self, event: Event) -> None:
        """Show an event."""
        if isinstance(event, Progress):
            self._progress(event)
            return
        if isinstance(event, Planned):
            if not self._brief:
                self._scope(event)
        elif isinstance(event, Started):
            self.console.print(f"[bold]{event.name}[/bold]  run {event.run_id}")
        elif isinstance(event, Finished | Refused | Failed):
            self.close()
            if isinstance(event, Finished):
                (self._line if self._brief else self._result)(event.result)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def plan(self, config: Config, plan: Plan, parameters: Mapping[str, Any]) -> None:
        """Show what a schedule will do: its updates as a table, its curve as text."""
        from rich.table import Table

        from runner.plan import curve

        shown = {key: value for key, value in parameters.items() if key not in ("name", "_target_")}
        self.console.print(f"[bold]{parameters['name']}[/bold] to {config.target_sparsity:g}", end=": ")
        self.console.print(", ".join(f"{key}={value}" for key, value in shown.items()))
        table = Table("update", "step", "epoch", "sparsity")
        for number, update in enumerate(plan.updates, start=1):
            table.add_row(str(number), str(update.step), str(update.epoch), f"{update.sparsity:.4f}")
        self.console.print(table)
        for line in curve(plan):
            self.console.print(line, markup=False, soft_wrap=True)
        self.console.print(
            f"{len(plan.updates)} updates in {plan.steps} steps, reaching {plan.reached:.4f}; "
            f"{plan.recovery} steps to recover after the sparsity last changes"
        )
        for warning in plan.warnings:
            self.console.print(f"[yellow]warning:[/yellow] {warning}")

    def _progress(self, event: Progress) -> None:
        if not self.console.is_terminal:
            return
        from rich import progress

        if self._bar is None:
            self._bar = progress.Progress(
                progress.TextColumn("{task.description:6}"),
                progress.BarColumn(),
                progress.MofNCompleteColumn(),
                progress.TimeRemainingColumn(),
                progress.TextColumn("{task.fields[figures]}"),
                console=self.console,
            )
            self._bar.start()
            self._phase = (None, None)
        if self._phase[0] != event.phase:
            self._phase = (event.phase, self._bar.add_task(event.phase, total=event.steps, figures=""))
        figures = "  ".join(f"{name} {value:.3f}" for name, value in event.figures.items())
        self._bar.update(self._phase[1], completed=event.step, figures=figures)

    def _scope(self, event: Planned) -> None:
        from rich.table import Table

        if event.layers:
            table = Table("layer", "class", title="What the scope prunes", title_justify="left")
            for column in ("parameters", "prunable", "target"):
                table.add_column(column, justify="right")
            table.add_column("why")
            for layer in event.layers:
                later = "later" if layer.target is None else f"{layer.target:.2%}"
                counts = f"{layer.params:,}", f"{layer.weights:,}", later if layer.pruned else "skipped"
                table.add_row(layer.name, layer.kind, *counts, layer.why)
            self.console.print(table)
        for warning in event.warnings:
            self.console.print(f"[yellow]warning:[/yellow] {warning}")

    def _line(self, result: Result) -> None:
        accuracy, sparsity = result.pruned.accuracy, result.metrics[FINAL_GLOBAL]
        self.console.print(f"  test accuracy {accuracy:.4f}, sparsity {sparsity:.2%}")

    def _result(self, result: Result) -> None:
        from rich.table import Table

        layers = Table("layer", "class", title="Sparsity of each pruned layer", title_justify="left")
        for column in ("weights", "target", "achieved"):
            layers.add_column(column, justify="right")
        for layer in result.layers:
            row = (f"{layer.weights:,}", f"{layer.target:.2%}", f"{layer.sparsity:.2%}")
            layers.add_row(layer.name, layer.kind, *row)
        self.console.print(layers)

        both = Table("", title="Dense against pruned", title_justify="left")
        for column in ("dense", "pruned" if result.target else "trained on", "change"):
            both.add_column(column, justify="right")
        dense, pruned = result.dense, result.pruned
        change = pruned.accuracy - dense.accuracy
        both.add_row("test accuracy", f"{dense.accuracy:.4f}", f"{pruned.accuracy:.4f}", f"{change:+.4f}")
        for name in SIZE_FORMATS:
            before, after = dense.sizes[name], pruned.sizes[name]
            times = f"{before / after:.2f} x smaller"
            both.add_row(f"{FORMAT_TITLES[name]} (bytes)", f"{before:,}", f"{after:,}", times)
        self.console.print(both)
        self.console.print(f"run {result.run_id} is FINISHED. See it in the dashboard:")
        self.console.print(f"  {dashboard_command(result.tracking_uri)}", soft_wrap=True)


def dashboard_command(uri: str) -> str:
    """How to open the dashboard over a store."""
    if uri.startswith("http"):
        return uri
    return f"mlflow server --backend-store-uri {uri} --host 127.0.0.1 --port 5000   (here: make dashboard)"
