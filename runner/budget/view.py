"""What a budget looks like on the terminal: what a sweep will take, and the runs that say so."""

from __future__ import annotations

from collections.abc import Iterator

from runner.budget.estimate import Budget
from runner.console.screen import make_console


def show_budget(budget: Budget) -> None:
    """Show what was timed, what follows, and why it is rough."""
    from rich.table import Table

    screen = make_console()
    if not budget.runs:
        screen.print(f"All {budget.finished:,} runs are finished: the sweep would only compare them again.")
        return
    timed = Table("timed", title="Made to estimate from", title_justify="left")
    for column in ("dense training", "the rest", "memory", "on disk"):
        timed.add_column(column, justify="right")
    for each in budget.timed:
        seconds = (f"{each.dense_seconds:.1f} s", f"{each.seconds:.1f} s")
        timed.add_row(
            each.work.name, *seconds, format_megabytes(each.memory), format_megabytes(each.disk + each.dense_disk)
        )
    screen.print(timed)
    table = Table("", "estimate", "of it", title=_title(budget), title_justify="left")
    for row in _rows(budget):
        table.add_row(*row)
    screen.print(table)
    for line in budget.rough:
        screen.print(f"rough: {line}", soft_wrap=True)


def _title(budget: Budget) -> str:
    at_once = "one after the other" if budget.workers == 1 else f"by {budget.workers} workers"
    over = f", {budget.finished:,} more are finished" if budget.finished else ""
    return f"{budget.runs:,} {'run' if budget.runs == 1 else 'runs'}, {at_once}{over}"


def _rows(budget: Budget) -> Iterator[tuple[str, str, str]]:
    seconds, memory, storage = budget.seconds_of, budget.memory_of, budget.storage_of
    waiting = f"; runs wait {format_duration(seconds['waiting'])} for them" if seconds["waiting"] >= 1 else ""
    yield (
        "time",
        format_duration(budget.seconds),
        f"{format_duration(seconds['start'])} start; without the comparison at its end",
    )
    yield "dense trainings", str(budget.dense), f"{format_duration(seconds['dense'])} in all{waiting}"
    of_memory = f"{format_megabytes(memory['worker'])} a worker, {format_megabytes(memory['main'])} beside"
    yield "memory, at most", format_megabytes(budget.memory), of_memory
    yield (
        "disk",
        format_megabytes(budget.storage),
        ", ".join(f"{format_megabytes(size)} {part}" for part, size in storage.items()),
    )


def format_duration(seconds: float) -> str:
    """As people say it.

    >>> [duration(each) for each in (4.2, 75, 3700, 200_000)]
    ['4 s', '1 min 15 s', '1 h 2 min', '2 d 8 h']
    """
    whole = round(seconds)
    for size, unit, smaller, name in ((86400, "d", 3600, "h"), (3600, "h", 60, "min"), (60, "min", 1, "s")):
        if whole >= size:
            return f"{whole // size} {unit} {round(whole % size // smaller)} {name}"
    return f"{whole} s"


def format_megabytes(size: float) -> str:
    """MB up to a thousand, then GB.

    >>> megabytes(47_600_000), megabytes(2_349_000_000)
    ('47.6 MB', '2.35 GB')
    """
    return f"{size / 1e9:,.2f} GB" if size >= 1e9 else f"{size / 1e6:,.1f} MB"
