"""Where 10,000 runs on 100 workers meet a limit: ``python -m tests.benchmarks.simulate_scale``.

Plays the sweep with the service times in ``experiments/scale/measured.csv``, which ``make scale`` measures before, and
writes the tables, the pictures and the middle part of the page in that folder. The same figures give the same files.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from runner.budget.makespan import Task, schedule
from tests.benchmarks import results
from tests.benchmarks.scale import DISK, EACH, SERVER, Store, simulate
from tests.benchmarks.service_times import FILE

FOLDER = FILE.parent
RUNS, SEEDS, NODES, EPOCHS = 10_000, 5, 100, 8
WORKERS = (1, 2, 5, 10, 20, 50, 100, 200)
LENGTHS = (10, 60, 600)  # seconds of a run
JITTER = 0.1  # of a run's length, up and down
BEGIN, END = "<!-- made by `make scale`: begin -->", "<!-- made by `make scale`: end -->"
MADE = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.S)
REPORTS = (100, 1_000, 10_000, 20_000, 100_000)
HOUR, MB = 3600.0, 1e6

Measures = Mapping[str, float]


@dataclass(frozen=True)
class Offer:
    """A store that a team may have: how many processes answer, and which service time each has."""

    title: str
    measured: str
    servers: int

    def store(self, measured: Measures) -> Store:
        """As the simulation takes it."""
        of_epoch, rest = measured[f"{self.measured}/epoch"], measured[f"{self.measured}/rest"]
        return Store(self.servers, of_epoch, rest)


OFFERS = (
    Offer("one SQLite file, on one machine", "file", 1),
    Offer("server, SQLite, 1 worker", "server", 1),
    Offer("server, PostgreSQL, 4 workers", "team", 4),
    Offer("the same, log_model=false", "team_without_model", 4),
    Offer("the same, no rows by layer", "team_slim", 4),
    Offer("server, PostgreSQL, 16 workers", "team", 16),
)


def read() -> dict[str, float]:
    """The measured service times."""
    with FILE.open() as file:
        return {row["name"]: float(row["value"]) for row in csv.DictReader(file)}


def sweep(seconds: float, dense_seconds: float) -> list[Task]:
    """The runs: some seeds, each with a dense model of its own; no run is as long as another."""
    lengths = random.Random(0)
    return [
        Task(str(number % SEEDS), dense_seconds, seconds * lengths.uniform(1 - JITTER, 1 + JITTER))
        for number in range(RUNS)
    ]


def of_stores(
    measured: Measures, lengths: Sequence[int] = LENGTHS, every: Sequence[int] = WORKERS
) -> list[dict[str, Any]]:
    """Each store with each number of workers and length of a run; dense models are there, on a disk that all share."""
    rows = []
    for seconds in lengths:
        tasks = sweep(seconds, 0.0)
        for workers in every:
            ideal = schedule(tasks, workers).makespan
            for offer in OFFERS:
                found = simulate(tasks, workers, offer.store(measured), EPOCHS)
                rows.append({
                    "store": offer.title, "run_seconds": seconds, "workers": workers,
                    "hours": round(found.makespan / HOUR, 3), "hours_without_store": round(ideal / HOUR, 3),
                    "slower": round(found.makespan / ideal, 3), "store_busy": round(found.busy, 3),
                    "answer_99_seconds": round(found.answer, 2), "not_waited_for": round(found.late, 4),
                })  # fmt: skip
    return rows


def limits(measured: Measures) -> list[dict[str, Any]]:
    """How many workers each store serves before all of them wait: its processes, busy all the time."""
    rows = []
    for offer in OFFERS:
        store = offer.store(measured)
        a_run = store.rest + EPOCHS * store.epoch
        of_database = measured["postgres/run"] if offer.measured.startswith("team") else 0.0
        rows.append({
            "store": offer.title, "processes": store.servers, "seconds_a_run": round(a_run, 3),
            "runs_an_hour": round(store.servers * HOUR / a_run),
            "database_cores": round(of_database * store.servers / a_run, 2),
            **{f"workers_at_{length}_seconds": round(store.servers * (length + a_run) / a_run) for length in LENGTHS},
        })  # fmt: skip
    return rows


def of_dense(measured: Measures) -> list[dict[str, Any]]:
    """Where dense models lie, for a small model and a large one: hours, and worker hours that go into them."""
    rate = 99 * MB / (measured["server/fetch_100"] - measured["server/fetch_1"])
    small = (measured["run/seconds"], measured["dense/seconds"], measured["dense/megabytes"])
    rows = []
    for name, (seconds, dense, megabytes) in {"measured": small, "large": (600.0, 3600.0, 100.0)}.items():
        tasks = sweep(seconds, dense)
        ready = [replace(task, dense_seconds=0.0) for task in tasks]
        ideal = schedule(ready, NODES).makespan
        for title, given, sharing, before in (
            (EACH, tasks, EACH, 0.0), (SERVER, tasks, SERVER, 0.0), (DISK, tasks, DISK, 0.0),
            ("dense first, then the server's artifacts", ready, SERVER, dense),
            ("dense first, then a disk", ready, DISK, dense),
        ):  # fmt: skip
            store = Store(NODES, bytes_a_second=rate)
            found = simulate(given, NODES, store, EPOCHS, sharing=sharing, dense_bytes=megabytes * MB)
            spent = found.dense_seconds + (SEEDS * before)
            rows.append({
                "model": name, "run_seconds": round(seconds, 1), "dense_seconds": round(dense, 1),
                "megabytes": round(megabytes, 2), "dense_models": title,
                "trainings": SEEDS if before else found.trained,
                "hours": round((found.makespan + before) / HOUR, 3), "hours_without": round(ideal / HOUR, 3),
                "worker_hours_for_dense": round(spent / HOUR, 2),
                "of_all_worker_hours": round(spent / (sum(task.seconds for task in tasks) + spent), 4),
            })  # fmt: skip
    return rows


def of_reports() -> list[dict[str, Any]]:
    """The report, as it was measured, and beyond that along the same line."""
    part = results.read()["report"]["figures"]["runs"]
    slope = part["10000"]["milliseconds a run beyond the first"] / 1000
    least = part["100"]["seconds"]["median"]
    growth = (part["10000"]["megabytes"]["median"] - part["1000"]["megabytes"]["median"]) / 9_000
    rows = []
    for runs in REPORTS:
        known = part.get(str(runs))
        rows.append({
            "runs": runs, "how": "measured" if known else "extrapolated",
            "seconds": round(known["seconds"]["median"] if known else least + (runs - 100) * slope, 1),
            "megabytes": round(known["megabytes"]["median"] if known
                               else part["10000"]["megabytes"]["median"] + (runs - 10_000) * growth),
        })  # fmt: skip
    return rows


def table(rows: Sequence[Mapping[str, Any]], heads: Mapping[str, str]) -> str:
    """Rows as Markdown; ``heads`` maps the columns that are shown to their heads."""
    lines = ["| " + " | ".join(heads.values()) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(_cell(row[key]) for key in heads) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def page(measured: Measures, parts: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """The middle of the page."""
    at_100 = [row for row in parts["store"] if row["workers"] == NODES and row["run_seconds"] == 60]
    heads = {"store": "store", "hours": "hours", "hours_without_store": "without a store", "slower": "times",
             "store_busy": "store busy", "answer_99_seconds": "99 of 100 answers within (s)",
             "not_waited_for": "not waited for"}  # fmt: skip
    lengths = {f"workers_at_{length}_seconds": f"workers, runs of {length} s" for length in LENGTHS}
    return "\n\n".join([
        BEGIN,
        "## How it was made\n\n```bash\nmake scale\n```",
        "`make scale` measures what a run asks of a store ([measured.csv](measured.csv)), then plays the sweep "
        "event by event. All figures: [store.csv](store.csv), [limits.csv](limits.csv), [dense.csv](dense.csv), "
        "[report.csv](report.csv).",
        f"## The store: {RUNS:,} runs of a minute, {NODES} workers\n\n" + table(at_100, heads),
        "How many workers keep each store busy all the time:\n\n" + table(
            parts["limits"], {"store": "store", "processes": "processes", "seconds_a_run": "its seconds for a run",
                              "runs_an_hour": "runs an hour",
                              "database_cores": "cores for PostgreSQL then", **lengths}),
        "![How much longer a sweep takes because of its store](store.png)",
        f"## Dense models: {RUNS:,} runs, {SEEDS} seeds, {NODES} nodes\n\n" + table(
            parts["dense"], {"model": "model", "dense_models": "dense models", "trainings": "trainings",
                             "hours": "hours", "hours_without": "if they were there",
                             "worker_hours_for_dense": "worker hours for them"}),
        "![Worker hours that go into dense models](dense.png)",
        "## The report\n\n" + table(
            parts["report"], {"runs": "runs", "how": "how known", "seconds": "seconds", "megabytes": "MB"}),
        END,
    ])  # fmt: skip


def draw(parts: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Both pictures."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 3.8), layout="constrained")
    for axes, length in zip(figure.subplots(1, len(LENGTHS), sharey=True), LENGTHS, strict=True):
        for offer in OFFERS:
            rows = [row for row in parts["store"] if row["run_seconds"] == length and row["store"] == offer.title]
            axes.plot([row["workers"] for row in rows], [row["slower"] for row in rows], marker=".", label=offer.title)
        axes.set(xscale="log", yscale="log", xlabel="workers", title=f"runs of {length} s")
    figure.axes[0].set_ylabel("time, over that without a store")
    figure.axes[0].legend(fontsize=7)
    figure.savefig(FOLDER / "store.png", dpi=100, metadata={"Software": None})
    figure = Figure(figsize=(9, 3.2), layout="constrained")
    for axes, model in zip(figure.subplots(1, 2), ("measured", "large"), strict=True):
        rows = [row for row in parts["dense"] if row["model"] == model]
        axes.barh([row["dense_models"] for row in rows], [row["worker_hours_for_dense"] for row in rows])
        axes.invert_yaxis()
        axes.set(xlabel="worker hours", title=f"{model}: dense training of {rows[0]['dense_seconds']:,} s")
    figure.axes[1].set_yticklabels([])
    figure.savefig(FOLDER / "dense.png", dpi=100, metadata={"Software": None})


def parts(measured: Measures) -> dict[str, list[dict[str, Any]]]:
    """Every table by the name of its file."""
    made: dict[str, Callable[[], list[dict[str, Any]]]] = {
        "store": lambda: of_stores(measured), "limits": lambda: limits(measured),
        "dense": lambda: of_dense(measured), "report": of_reports,
    }  # fmt: skip
    return {name: make() for name, make in made.items()}


def quick(measured: Measures) -> dict[str, list[dict[str, Any]]]:
    """The tables, of the stores one length and number of workers only."""
    return {"store": of_stores(measured, LENGTHS[1:2], (NODES,)), "limits": limits(measured),
            "dense": of_dense(measured)}  # fmt: skip


def main() -> None:
    """Simulate, and write the folder; sentences that people wrote stay."""
    measured = read()
    found = parts(measured)
    for name, rows in found.items():
        with (FOLDER / f"{name}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    draw(found)
    readme, made = FOLDER / "README.md", page(measured, found)
    text = readme.read_text() if readme.exists() else f"{BEGIN}{END}\n"
    readme.write_text(MADE.sub(lambda _: made, text))
    print(made)


if __name__ == "__main__":
    main()
