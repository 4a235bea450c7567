"""Many runs at once: each way to read a store gives the same, and none takes a query for a run."""

import math
import types

import pytest

from runner.core.metric_names import PRUNE_ACHIEVED, PRUNE_PLANNED
from runner.core.tags import KIND_RUN, TAG_KIND, TAG_PARENT
from runner.report.reading import compare_sweep
from runner.server import DATABASE, WITH_DRIVER
from runner.tracking import bulk, client_answers, database, paging, server_answers
from tests import postgres, servers
from tests.stores import Run, Store, known_runs

METRICS = (PRUNE_PLANNED, PRUNE_ACHIEVED, "nowhere")


class Filled(Store):
    """A store with runs as they come in life, and odder ones."""

    def __init__(self, folder, uri=""):
        super().__init__(folder)
        self.uri = uri or self.uri
        self.sweep = self.add_sweep("known", known_runs())
        where = self.experiment("pruning")
        self.odd = self.add_run(where, Run("odd", 0.5, 0, 0.9, params={"empty": "", "accent": "é'`"}), self.sweep)
        for metric, value, timestamp, step in (
            ("not/a_number", math.nan, 5, 0), ("not/finite", math.inf, 5, 0), ("not/finite", -math.inf, 6, 1),
            (PRUNE_ACHIEVED, 0.111, 9, 2), (PRUNE_ACHIEVED, 0.222, 5, 2), (PRUNE_ACHIEVED, math.nan, 7, 8),
            (PRUNE_ACHIEVED, 0.1 + 0.2, 8, 3),
        ):  # fmt: skip
            self.client.log_metric(self.odd, metric, value, timestamp, step)
        deleted = self.add_run(where, Run("deleted", 0.5, 0, 0.9), self.sweep)
        self.client.delete_run(deleted)
        self.add_run(self.experiment("elsewhere"), Run("elsewhere", 0.5, 0, 0.9), self.sweep)
        self.few, self.many = (
            self.add_sweep(
                f"of {arms} arms",
                [Run("constant", (at + 1) / 100, seed, 0.9 + seed / 100) for at in range(arms) for seed in (0, 1)],
            )
            for arms in (2, 40)
        )


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    return Filled(tmp_path_factory.mktemp("filled"))


@pytest.fixture(scope="module")
def server(filled, tmp_path_factory):
    running = servers.Server(tmp_path_factory.mktemp("server"), filled.folder / "mlflow.db")
    yield running
    running.kill()


@pytest.fixture
def guard(server):
    """A way to the server that remembers what was asked."""
    guard = servers.Guard(target=server.port)
    yield guard
    guard.close()


def read_both(reader, store):
    """All that a reader reads of the sweep: runs, then histories; NaN equals NaN."""
    tags = {TAG_KIND: KIND_RUN, TAG_PARENT: store.sweep}
    runs = list(reader.read_runs([store.experiment("pruning")], tags))
    points = list(reader.read_histories([run.run_id for run in runs], METRICS))
    of_series = {}
    for point in points:
        of_series.setdefault((point.run_id, point.metric), []).append((point.step, repr(point.value)))
    texts = [
        (run.run_id, run.name, run.status, run.started, run.ended, dict(run.params), dict(run.tags),
         {name: repr(value) for name, value in run.metrics.items()})
        for run in runs
    ]  # fmt: skip
    return texts, of_series


@pytest.fixture(scope="module")
def by_client(filled):
    """What MLflow's own client says."""
    runs, series = read_both(client_answers.Answers(filled.client), filled)
    assert len(runs) == len(known_runs()) + 1
    assert [step for step, _ in series[filled.odd, PRUNE_ACHIEVED]] == [2, 4, 6, 8, 2, 8, 3, 2]
    return runs, series


def client_of(uri):
    from mlflow import MlflowClient

    return MlflowClient(uri)


# --- what is read ---------------------------------------------------------------------------------


def test_tables_have_what_the_client_says(filled, by_client):
    with bulk.open_reader(filled.client) as reader:
        assert isinstance(reader, database.Tables)
        assert read_both(reader, filled) == by_client


def test_a_server_answers_what_the_client_says(filled, by_client, server, monkeypatch):
    monkeypatch.setattr(paging, "PAGE", 10)
    with bulk.open_reader(client_of(server.uri)) as reader:
        assert isinstance(reader, server_answers.Answers)
        assert read_both(reader, filled) == by_client


@pytest.mark.parametrize(
    "most_runs, most_values", [(100, 1), (100, 4), (100, 5), (100, 21), (3, 25_000), (3, 9), (1, 9)]
)
def test_a_history_is_whole_wherever_an_answer_ends(most_runs, most_values, filled, by_client, server, monkeypatch):
    monkeypatch.setattr(server_answers, "RUNS", most_runs)
    monkeypatch.setattr(server_answers, "VALUES", most_values)
    assert read_both(server_answers.Answers(client_of(server.uri)), filled) == by_client


@pytest.mark.parametrize(
    "answer",
    [(404, b"no such page"), (403, b'{"metrics": []}'), (200, b"<html>"), (200, b"[]"), (200, b'{"metrics": [{}]}')],
)
def test_a_server_without_the_route_for_many_histories_is_asked_run_by_run(answer, filled, by_client, guard):
    passed, (status, content) = guard.answer, answer
    guard.answer = lambda command, path, *rest: (
        (status, [], content) if path.startswith(server_answers.HISTORIES) else passed(command, path, *rest)
    )
    assert read_both(server_answers.Answers(client_of(guard.uri)), filled) == by_client


def test_values_in_another_order_than_that_of_the_runs_are_not_taken_for_whole(filled, by_client, guard):
    passed = guard.answer
    guard.answer = lambda command, path, *rest: (
        (200, [], b'{"metrics": [{"run_id": "%s", "key": "%s", "step": 1, "value": 1},'
                  b'{"run_id": "0", "key": "%s", "step": 1, "value": 1}]}'
                  % (filled.odd.encode(), *[PRUNE_PLANNED.encode()] * 2))
        if path.startswith(server_answers.HISTORIES)
        else passed(command, path, *rest)
    )  # fmt: skip
    assert read_both(server_answers.Answers(client_of(guard.uri)), filled) == by_client


@pytest.mark.parametrize("change", [lambda columns: (*columns, "dataset_id"), lambda columns: columns[1:]])
def test_tables_that_are_not_known_are_read_by_the_client(change, filled, by_client, monkeypatch):
    monkeypatch.setitem(database.COLUMNS, "SqlLatestMetric", change(database.COLUMNS["SqlLatestMetric"]))
    with bulk.open_reader(filled.client) as reader:
        assert isinstance(reader, client_answers.Answers)
        assert read_both(reader, filled) == by_client


def test_models_that_are_not_there_are_not_known():
    assert not database.are_known(types.SimpleNamespace())


@pytest.mark.parametrize(
    "uri", ["mysql://host/runs", "mssql+pyodbc://host/runs", "file:///runs", "/runs", "databricks"]
)
def test_what_no_tables_are_known_of_has_none(uri):
    with database.open_tables(uri) as tables:
        assert tables is None
    assert not server_answers.are_given(uri)


@pytest.mark.cluster
def test_the_tables_of_postgresql_have_what_the_client_says(tmp_path):
    if postgres.programs() is None:
        pytest.skip("PostgreSQL is not here: tests/install_cluster")
    running = postgres.Postgres()
    try:
        store = Filled(tmp_path, running.uri.replace(DATABASE, WITH_DRIVER))
        with bulk.open_reader(store.client) as reader:
            assert isinstance(reader, database.Tables)
            assert read_both(reader, store) == read_both(client_answers.Answers(store.client), store)
    finally:
        running.remove()


# --- how often a store is asked -------------------------------------------------------------------


def test_a_database_is_asked_as_often_for_many_runs_as_for_few(filled):
    from sqlalchemy import Engine, event

    asked = []
    event.listen(Engine, "before_cursor_execute", remember := lambda *given: asked.append(given[2]))
    try:
        few = count_questions(filled.uri, filled.few, 2, asked)
        assert 0 < count_questions(filled.uri, filled.many, 40, asked) <= few
    finally:
        event.remove(Engine, "before_cursor_execute", remember)
    assert sum("FROM metrics" in statement for statement in asked) == 1


def test_a_server_is_asked_as_often_for_many_runs_as_for_few(filled, guard):
    few = count_questions(guard.uri, filled.few, 2, guard.asked)
    assert 0 < count_questions(guard.uri, filled.many, 40, guard.asked) <= few


def count_questions(uri, sweep, arms, asked):
    """How often a store is asked for a comparison; ``asked`` is where the questions are remembered."""
    asked.clear()
    assert len(compare_sweep(uri, sweep).curves) == arms
    return len(asked)
