"""What a run looks like on the terminal: a bar while it trains, then tables of what it did."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from runner.comparison import collapse
from runner.console import heartbeat
from runner.console.screen import Redirected, make_console, style_text, style_warning
from runner.core.events import Event, Failed, Finished, Planned, Progress, Refused, Skipped, Started, Stopped, Waiting
from runner.core.metric_names import (
    COST_EFFECTIVE_FLOPS,
    COST_FLOPS,
    COST_SPEEDUP,
    FINAL_GLOBAL,
    LATENCY,
    LATENCY_SPEEDUP,
    SIZE_FORMATS,
    TEST_SCORE,
)
from runner.core.records import Layer, Measured, Result
from runner.core.score import Score, read_score
from runner.core.tags import TAG_REASON, TAG_SIGNATURE, TAG_STOPPED, Status
from runner.tracking.records import TrackedRun

if TYPE_CHECKING:
    from rich.console import Console

FORMAT_TITLES = {
    "keras": ".keras",
    "keras_gzip": ".keras, gzip",
    "tflite": "TFLite",
    "tflite_gzip": "TFLite, gzip",
    "int8": "TFLite int8",
    "int8_gzip": "TFLite int8, gzip",
}
SWEEP = "sweep"  # the bar over all runs
DOING = {"dense": "training the dense model", "prune": "training and pruning", "train": "training"}  # by phase


class Terminal:
    """Shows the events of a run; quiet about progress where the output is not a terminal."""

    def __init__(self) -> None:
        self.console = make_console()
        self._bar: Bar | None = None
        self._warned: set[str] = set()

    def __call__(self, event: Event) -> None:
        """Show an event."""
        if isinstance(event, Progress):
            if self._bar is None:
                self._bar = Bar(self.console)
            self._bar(event)
        elif isinstance(event, Planned):
            if event.layers:
                self.console.print(make_layer_table(event.layers))
            self._warn(event.warnings)
        elif isinstance(event, Started):
            self.console.print(style_text((event.name, "bold"), f"  run {event.run_id}"))
        elif isinstance(event, Waiting):
            self.console.print(event.what, soft_wrap=True)
        elif isinstance(event, Finished | Stopped | Skipped | Refused | Failed):
            self.close()
            if isinstance(event, Finished):
                self._result(event.result)
            elif isinstance(event, Skipped):
                self.console.print(str(event), soft_wrap=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _warn(self, warnings: Iterable[str]) -> None:
        """Say what to mind, each once."""
        for each in warnings:
            if each not in self._warned:
                self._warned.add(each)
                self.console.print(style_warning(each))

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
        for cells in _compare_scores(result.score, dense, pruned):
            both.add_row(*cells)
        for name in SIZE_FORMATS:
            both.add_row(f"{FORMAT_TITLES[name]} (bytes)", *format_sizes(dense.sizes.get(name), pruned.sizes.get(name)))
        for cells in _cost_rows(result.metrics):
            both.add_row(*cells)
        self.console.print(both)
        self._warn(result.warnings)
        self.console.print(f"run {result.run_id} is FINISHED. See it in the dashboard:")
        self.console.print(f"  {make_dashboard_command(result.tracking_uri)}", soft_wrap=True)


class SweepTerminal:
    """One line over a sweep, with the bar of the current run under it; above them each run as it ends.

    Args:
        planned: how many runs there are.
        one_at_a_time: whether there is a current run; of several at once no bar is shown.
    """

    def __init__(self, planned: int, *, one_at_a_time: bool = True) -> None:
        self.console = make_console()
        self._planned, self._skipped, self._one_at_a_time = planned, 0, one_at_a_time
        self._shown: set[str] = set()
        self._failed: dict[str, bool] = {}
        self.bar = Bar(self.console)

    def __enter__(self) -> SweepTerminal:
        """Show the line."""
        self.bar(Progress(SWEEP, 0, self._planned))
        return self

    def __exit__(self, *_: object) -> None:
        """Take it away."""
        self.bar.close()

    def __call__(self, event: Event) -> None:
        """Move the bar of the current run; say what it waits for."""
        if isinstance(event, Progress):
            if self._one_at_a_time:
                self.bar(event)
        elif isinstance(event, Waiting):
            self.say(event.what)

    def close(self) -> None:
        """The current run is over; its line comes from the store, see :mod:`runner.sweep.progress`."""
        self.bar.forget()

    def say(self, text: str) -> None:
        """Say something about the sweep."""
        self.console.print(text, soft_wrap=True)

    def skipped(self, events: Iterable[Skipped | Stopped]) -> None:
        """Say which runs are finished already."""
        for event in events:
            self._skipped += 1
            self.say(str(event))

    def warn(self, warnings: Iterable[str]) -> None:
        """Say what to mind, each once."""
        for each in dict.fromkeys(warnings):
            self.console.print(style_warning(each))

    def ended(self, runs: Sequence[TrackedRun]) -> None:
        """Show the runs among these that were not shown yet; one that is tried again counts once, as it ended last."""
        for run in runs:
            if run.run_id in self._shown:
                continue
            self._shown.add(run.run_id)
            self._failed[run.tags[TAG_SIGNATURE]] = run.status != Status.FINISHED and TAG_STOPPED not in run.tags
            self.console.print(f"{self._done:>4}/{self._planned}  {run.name}  {_fate(run)}")
        if self._failed:
            failed = sum(self._failed.values())
            figures = {"failed": float(failed)} if failed else {}
            self.bar(Progress(SWEEP, self._done, self._planned, figures))

    @property
    def _done(self) -> int:
        return self._skipped + len(self._failed)


class Bar:
    """Progress bars by phase, drawn only where the output is a terminal."""

    def __init__(self, console: Console) -> None:
        from rich import progress

        self._bars = progress.Progress(
            progress.TextColumn("{task.description:6}", markup=False),
            progress.BarColumn(),
            progress.MofNCompleteColumn(),
            progress.TimeRemainingColumn(elapsed_when_finished=True),
            progress.TextColumn("{task.fields[figures]}", markup=False),
            console=console,
            speed_estimate_period=3600,  # seconds: a run of a sweep takes longer than rich's 30
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, Any] = {}
        self._redirected: Redirected | None = None

    def __call__(self, event: Progress) -> None:
        """Move the bar of a phase; the first call shows it."""
        if event.phase != SWEEP:
            heartbeat.announce(DOING.get(event.phase, event.phase), f"step {event.step:,} of {event.steps:,}")
        if not self._tasks:
            if not self._bars.disable:
                self._redirected = Redirected(self._bars.console)
            self._bars.start()
        if event.phase not in self._tasks:
            self._tasks[event.phase] = self._bars.add_task(event.phase, total=event.steps, figures="")
        figures = "  ".join(f"{name} {value:.4g}" for name, value in event.figures.items())
        self._bars.update(self._tasks[event.phase], completed=event.step, figures=figures)

    def forget(self) -> None:
        """Take away the bars of all phases but the first."""
        for phase in list(self._tasks)[1:]:
            self._bars.remove_task(self._tasks.pop(phase))

    def close(self) -> None:
        """Take all bars away."""
        self._bars.stop()
        if self._redirected:
            self._redirected.close()
            self._redirected = None


def _compare_scores(score: Score, dense: Measured, pruned: Measured) -> Iterator[tuple[str, str, str, str]]:
    """Of the model, and of its TFLite files."""
    before, after, show = dense.figures[score.name], pruned.figures[score.name], score.format_value
    yield f"test {score.title}", show(before), show(after), show(after - before, "+")
    for name, after in pruned.of_formats.items():
        of_dense = dense.of_formats.get(name)
        figures = ("", "") if of_dense is None else (show(of_dense), show(after - of_dense, "+"))
        yield f"{FORMAT_TITLES[name]}, test {score.title}", figures[0], show(after), figures[1]


def make_layer_table(layers: Sequence[Layer]) -> Any:
    """What the scope prunes, and what each layer will keep."""
    from rich.table import Table

    table = Table("layer", "class", title="What the scope prunes", title_justify="left")
    for column in ("parameters", "prunable", "target", "kept at the end"):
        table.add_column(column, justify="right")
    table.add_column("why")
    for layer in layers:
        target = "skipped" if not layer.pruned else "later" if layer.target is None else f"{layer.target:.2%}"
        kept = f"{layer.kept:,}" if layer.kept is not None else ""
        table.add_row(layer.name, layer.kind, f"{layer.params:,}", f"{layer.weights:,}", target, kept, layer.why)
    return table


def format_sizes(before: int | None, after: int | None) -> tuple[str, str, str]:
    """Bytes of dense and pruned, and how many times smaller; empty where one cannot be had."""
    known = ["" if each is None else f"{each:,}" for each in (before, after)]
    return known[0], known[1], f"{before / after:.2f} x smaller" if before and after else ""


def _cost_rows(metrics: Mapping[str, float]) -> Iterator[tuple[str, str, str, str]]:
    if COST_FLOPS in metrics:
        flops, effective = metrics[COST_FLOPS], metrics[COST_EFFECTIVE_FLOPS]
        yield "FLOPs, nonzero", f"{flops:,.0f}", f"{effective:,.0f}", f"{metrics[COST_SPEEDUP]:.2f} x fewer"
    if LATENCY_SPEEDUP in metrics:
        dense, pruned = (f"{metrics[LATENCY.format(name)]:.4f}" for name in ("dense", "pruned"))
        yield "TFLite latency (ms)", dense, pruned, f"{metrics[LATENCY_SPEEDUP]:.2f} x faster"


def _fate(run: TrackedRun) -> str:
    if run.status != Status.FINISHED:
        return f"{run.status}: {run.tags.get(TAG_REASON, 'no reason is known')}"
    score = read_score(run.params)
    why, value = collapse.find_collapse_on_test(run.metrics, score), run.metrics[TEST_SCORE.format(score.name)]
    found = f"test {score.title} {score.format_value(value)}, sparsity {run.metrics[FINAL_GLOBAL]:.2%}"
    return found + (f"; {why}" if why else "")


def make_dashboard_command(uri: str) -> str:
    """How to open the dashboard over a store."""
    if uri.startswith("http"):
        return uri
    return f"mlflow server --backend-store-uri {shlex.quote(uri)} --host 127.0.0.1 --port 5000   (here: make dashboard)"
