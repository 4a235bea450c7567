"""What a run asks of its store, measured: seconds of the store's time, rows, bytes; of a dense model, too.

A real run is made with everything noted that it sends; that is sent again, as other runs, to a SQLite file, to
``mlflow server`` over SQLite and to ``make server`` over PostgreSQL. What a server needs for a run is the CPU time of
its processes, the database's included: a worker of the server is one process, which does one thing at a time.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psutil

from runner.core import environment

RUN = ["dataset=mnist5k", "schedule=polynomial"]
TIMES, IDLE = 8, 0.05
EPOCH, REST = "epoch", "rest"
SLIM = ("prune/sparsity/", "prune/threshold/", "sparsity/layer/")  # rows for each layer


@dataclass(frozen=True)
class Sent:
    """One entry of a run's journal, the folder that its files are kept in, and whether it came with an epoch."""

    entry: Any
    folder: Path
    when: str


@dataclass(frozen=True)
class Recorded:
    """A real run: what it sent, and what it and its dense model took, in CPU seconds: others may use the machine."""

    sent: tuple[Sent, ...]
    epochs: int
    seconds: float
    dense_seconds: float
    dense_bytes: int
    rows: int


def record(folder: Path) -> Recorded:
    """Make a run, in this process, with a store in the folder."""
    environment.prepare()
    from runner.cli import app
    from runner.core.files import size
    from runner.core.metric_names import TIME, VAL_LOSS
    from runner.run import experiment
    from runner.tracking import journal, sender

    sent: list[Sent] = []
    send = sender.Sender.send

    def noted(self: Any, entry: Any, beside: Path) -> None:
        kept = folder / "kept" / str(len(sent))
        if "path" in entry.content:
            kept.mkdir(parents=True)
            path = beside / entry.content["path"]
            (shutil.copytree if path.is_dir() else shutil.copy)(path, kept / path.name)
        of_epoch = entry.kind == journal.METRICS and any(row[0] == VAL_LOSS for row in entry.content["rows"])
        sent.append(Sent(entry, kept, EPOCH if of_epoch else REST))
        send(self, entry, beside)

    config = app.compose([*RUN, f"tracking.uri=sqlite:///{folder}/mlflow.db", f"baseline.dir={folder}/outputs/dense"])
    (folder / "run").mkdir()
    sender.Sender.send = noted  # type: ignore[method-assign]
    try:
        started, spent = time.perf_counter(), time.process_time()
        finished = experiment.run(config, folder / "run", lambda event: None)
        seconds, spent = time.perf_counter() - started, time.process_time() - spent
    finally:
        sender.Sender.send = send  # type: ignore[method-assign]
    result = finished.result
    own = tuple(each for each in sent if each.entry.run == result.run_id)
    dense = spent * result.metrics[TIME.format("dense")] / seconds
    rows = sum(len(each.entry.content["rows"]) for each in own if each.entry.kind == journal.METRICS)
    return Recorded(own, config.train.epochs, spent - dense, dense, size(folder / "outputs" / "dense"), rows)


def replay(uri: str, sent: Sequence[Sent], times: int) -> dict[str, float]:
    """Send a run again, some times, each as a run of its own; mean seconds of a client, with each epoch and else."""
    from mlflow import MlflowClient

    from runner.tracking import sender, store

    store.ensure(uri)
    client = MlflowClient(uri)
    found = client.get_experiment_by_name("scale")
    experiment = found.experiment_id if found else client.create_experiment("scale")
    spent = {EPOCH: 0.0, REST: 0.0}
    for _ in range(times):
        with tempfile.TemporaryDirectory() as name:
            copies = Path(name, "copies")
            shutil.copytree(sent[0].folder.parent, copies)
            start = time.perf_counter()
            run = client.create_run(experiment, run_name="again").info.run_id
            spent[REST] += time.perf_counter() - start
            writer = sender.Sender(uri, 60)
            for each in sent:
                start = time.perf_counter()
                writer.send(replace(each.entry, uri=uri, run=run), copies / each.folder.name)
                spent[each.when] += time.perf_counter() - start
    return {when: seconds / times for when, seconds in spent.items()}


Processes = Callable[[], Iterator[psutil.Process]]


def busy(processes: Processes, work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of some processes while something is done, and what that returns."""
    before = _spent(processes)
    done = work()
    return _spent(processes) - before, done


def quiet(processes: Processes) -> None:
    """Wait until a server does nothing by itself: it answers while it still imports, in other processes."""
    for _ in range(60):
        if busy(processes, lambda: time.sleep(1))[0] < IDLE:
            return
    raise RuntimeError("the server is busy without a request")


def _spent(processes: Processes) -> float:
    total = 0.0
    for process in processes():
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


def family(pid: int) -> Processes:
    """A process and all below it."""

    def now() -> Iterator[psutil.Process]:
        root = psutil.Process(pid)
        yield root
        yield from root.children(recursive=True)

    return now


def without_layers(sent: Sequence[Sent]) -> tuple[Sent, ...]:
    """The same run with no metric for each layer."""

    def slim(each: Sent) -> Sent:
        content = each.entry.content
        if "rows" not in content:
            return each
        rows = [row for row in content["rows"] if not row[0].startswith(SLIM)]
        return replace(each, entry=replace(each.entry, content={**content, "rows": rows}))

    return tuple(slim(each) for each in sent)


def without_model(sent: Sequence[Sent]) -> tuple[Sent, ...]:
    """The same run with ``tracking.log_model=false``."""
    from runner.tracking import journal

    kept = tuple(each for each in sent if each.entry.kind != journal.MODEL)
    return tuple(
        replace(each, entry=replace(each.entry, content={**each.entry.content, "of_model": False}))
        if "of_model" in each.entry.content else each for each in kept
    )  # fmt: skip


def download(uri: str, megabytes: int, folder: Path) -> float:
    """Seconds to fetch a file of some size from the server's artifacts, the median of five."""
    from mlflow import MlflowClient

    client = MlflowClient(uri)
    run = client.create_run("0").info.run_id
    file = folder / f"dense-{megabytes}.bin"
    file.write_bytes(os.urandom(megabytes * 1_000_000))
    client.log_artifact(run, str(file))
    address = f"{uri}/get-artifact?path={file.name}&run_uuid={run}"
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        with urllib.request.urlopen(address, timeout=120) as answer:
            assert len(answer.read()) == megabytes * 1_000_000
        spent.append(time.perf_counter() - start)
    return sorted(spent)[2]


def measure(folder: Path) -> dict[str, tuple[float, str, str]]:
    """(value, unit, what it is) by name, for every service time."""
    from runner.tracking import store
    from tests import postgres
    from tests.servers import Server, TeamServer

    recorded = record(folder)
    sent = recorded.sent
    found: dict[str, tuple[float, str, str]] = {
        "run/seconds": (recorded.seconds, "s", f"CPU time of a run, {' '.join(RUN)}, without its dense training"),
        "run/epochs": (recorded.epochs, "epochs", "of its pruning phase"),
        "run/rows": (recorded.rows, "rows", "of metrics that it writes"),
        "run/requests": (len(sent) + 1, "writes", "of a run: one an epoch, the others before and after"),
        "dense/seconds": (recorded.dense_seconds, "s", "CPU time of its dense training"),
        "dense/megabytes": (recorded.dense_bytes / 1e6, "MB", "its dense model as it is kept"),
    }
    found |= _of_store("file", f"sqlite:///{folder}/file.db", sent, recorded.epochs, family(os.getpid()))
    ready = folder / "ready.db"
    store.ensure(f"sqlite:///{ready}")
    server = Server(folder / "server", ready)
    try:
        found |= _of_store("server", server.uri, sent, recorded.epochs, family(server.process.pid))
        for megabytes in (1, 100):
            what = f"to fetch {megabytes} MB from the server's artifacts"
            found[f"server/fetch_{megabytes}"] = (download(server.uri, megabytes, folder), "s", what)
    finally:
        server.kill()
    database = postgres.Postgres()
    team = TeamServer(folder / "team", database.uri)
    try:
        own = family(team.process.pid)
        found |= _of_store("team", team.uri, sent, recorded.epochs, own)
        found |= _of_store("team_slim", team.uri, without_layers(sent), recorded.epochs, own)
        found |= _of_store("team_without_model", team.uri, without_model(sent), recorded.epochs, own)
        root = int((database.folder / "data" / "postmaster.pid").read_text().split()[0])
        seconds, _ = busy(family(root), lambda: replay(team.uri, sent, TIMES))
        found["postgres/run"] = (seconds / TIMES, "s", "CPU time of PostgreSQL itself for a run")
    finally:
        team.kill()
        database.remove()
    return found


def _of_store(
    name: str, uri: str, sent: Sequence[Sent], epochs: int, processes: Processes
) -> dict[str, tuple[float, str, str]]:
    """CPU time of a store for an epoch and for the rest of a run, shared as the answers' times were."""
    replay(uri, sent, 1)
    quiet(processes)
    seconds, answers = busy(processes, lambda: replay(uri, sent, TIMES))
    a_run, waited = seconds / TIMES, sum(answers.values())
    of_epoch = a_run * answers[EPOCH] / waited / epochs
    title = TITLES[name]
    return {
        f"{name}/epoch": (of_epoch, "s", f"CPU time of {title} for an epoch"),
        f"{name}/rest": (a_run - of_epoch * epochs, "s", f"CPU time of {title} for the rest of a run"),
        f"{name}/client": (waited, "s", "one client waits for the answers of a run"),
    }


TITLES = {
    "file": "a client that writes to a SQLite file",
    "server": "mlflow server over SQLite",
    "team": "make server over PostgreSQL",
    "team_slim": "make server, no metrics by layer",
    "team_without_model": "make server, tracking.log_model=false",
}


def main() -> None:
    """Measure, and write what the simulation takes."""
    with tempfile.TemporaryDirectory(prefix="scale-") as name:
        found = measure(Path(name))
    FILE.parent.mkdir(exist_ok=True)
    lines = ["name,value,unit,what"]
    lines += [f'{name},{value:.6g},{unit},"{what}"' for name, (value, unit, what) in found.items()]
    FILE.write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


FILE = Path(__file__).parents[2] / "experiments" / "scale" / "measured.csv"


if __name__ == "__main__":
    main()
