"""The journal: its file, its lock, and that sending it again changes nothing in a real store."""

import json
import math
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.core.records import Epoch, MaskUpdate
from runner.tracking import deliver, journal, run_writer, store
from runner.tracking.journal import Entry, Journal

URI = "http://user:secret@127.0.0.1:1"
NAMES = st.sampled_from(["val/loss", "prune/achieved", "sparsity/layer/fc1", "test/accuracy"])
VALUES = st.floats(allow_nan=False, allow_infinity=False, width=64).filter(lambda value: abs(value) < 1e300)
ROWS = st.lists(
    st.tuples(NAMES, VALUES, st.integers(1, 10**13), st.integers(0, 10**6)).map(list), min_size=1, max_size=6
)
TEXTS = st.dictionaries(
    st.sampled_from(["kind", "arm", "mlflow.note.content"]), st.text("aé\n\"' ", max_size=9), min_size=1
)
INPUT = {"name": "digits", "digest": "0a1b", "source_type": "code", "source": "{}", "profile": "{}",
         "context": "train, val, test"}  # fmt: skip


def of_model(rows):
    """A model has one value of a metric at a time and step, unlike a run."""
    return {"rows": [[name, float(step), time, step] for name, _, time, step in rows], "of_model": True}


def of_data(rows):
    """On a dataset; at times of their own, since that value has one dataset or none."""
    later = [[name, value, time + 10**14, step] for name, value, time, step in rows]
    return {**of_model(later), "dataset": ["digits", "0a1b"]}


CONTENTS = st.lists(
    st.one_of(
        st.tuples(st.just(journal.METRICS), ROWS.map(lambda rows: {"rows": rows, "of_model": False})),
        st.tuples(st.just(journal.METRICS), ROWS.map(of_model)),
        st.tuples(st.just(journal.METRICS), ROWS.map(of_data)),
        st.tuples(st.just(journal.DATASET), st.sampled_from([INPUT, {**INPUT, "digest": "2c3d"}])),
        st.tuples(st.just(journal.TAGS), TEXTS),
        st.tuples(st.just(journal.ARTIFACT), st.just({"path": "plan.json"})),
    ),
    min_size=1,
    max_size=6,
)


def written(folder, entries):
    made = Journal.create(folder)
    for entry in entries:
        made.append(entry)
    made.close()
    return made.file


def in_store(client, run_id):
    """Everything that the store has of a run, the times of metrics and of the end included."""
    run = client.get_run(run_id)
    inputs = run.inputs.dataset_inputs
    models = client.search_logged_models([run.info.experiment_id], f"source_run_id = '{run_id}'")
    return {
        "metrics": {
            name: sorted((each.timestamp, each.step, each.value) for each in client.get_metric_history(run_id, name))
            for name in run.data.metrics
        },
        "latest": run.data.metrics,
        "tags": run.data.tags,
        "params": run.data.params,
        "end": (run.info.status, run.info.end_time),
        "files": [(each.path, each.file_size) for each in client.list_artifacts(run_id)],
        "inputs": sorted((each.dataset.digest, each.tags[0].value, each.dataset.profile) for each in inputs),
        "outputs": [each.model_id for each in run.outputs.model_outputs],
        "models": [
            (each.model_id, str(each.status), sorted((m.key, m.timestamp, m.step, m.value) for m in each.metrics or []))
            for each in models
        ],
    }


@pytest.fixture
def run_id(client):
    return client.create_run("0").info.run_id


@given(contents=CONTENTS, again_from=st.integers(0, 6))
def test_a_journal_that_is_sent_again_changes_nothing(client, place, tmp_path, contents, again_from):
    """Nor does one of which a part was sent before, as after a crash."""
    uri = f"sqlite:///{place}/mlflow.db"
    run_id = client.create_run("0").info.run_id
    (tmp_path / "plan.json").write_text("{}")
    saved = tmp_path / "model-x"
    saved.mkdir(exist_ok=True)
    (saved / "MLmodel").write_text("flavors: {}\nutc_time_created: '2026-01-01 00:00:00'\n")
    end = (journal.END, {"status": "FINISHED", "time": 1_700_000_000_000, "reason": None})
    kinds = [(journal.PARAMS, {"seed": "0", "train.epochs": "3"}), (journal.MODEL, {"path": "model-x"}), *contents, end]
    entries = [Entry(uri, run_id, *each) for each in kinds]
    stored = []
    for part in (entries[:again_from], entries, entries):
        written(tmp_path, part)
        (delivery,) = deliver.deliver_all(tmp_path)
        assert (delivery.entries, delivery.left, delivery.lost) == (len(part), "", ())
        stored.append(in_store(client, run_id))
    assert stored[1] == stored[2]
    assert stored[2]["end"] == ("FINISHED", 1_700_000_000_000)
    described = {content["digest"] for kind, content in contents if kind == journal.DATASET}
    assert [digest for digest, *_ in stored[2]["inputs"]] == sorted(described)
    assert len(stored[2]["outputs"]) == len(stored[2]["models"]) == 1
    sent = {tuple(row) for kind, content in contents if kind == journal.METRICS for row in content["rows"]}
    kept = {(name, value, time, step) for name, rows in stored[2]["metrics"].items() for time, step, value in rows}
    assert kept == sent
    assert not journal.find_journals(tmp_path)


@given(
    entries=st.lists(st.builds(Entry, st.just(URI), st.just("r"), st.just(journal.TAGS), TEXTS), max_size=4),
    torn=st.integers(0, 400),
)
def test_a_torn_tail_costs_its_own_line_only(tmp_path, entries, torn):
    file = written(tmp_path, entries)
    whole = file.read_bytes()
    file.write_bytes(whole[: max(len(whole) - torn, 0)])
    lines = whole[: max(len(whole) - torn, 0)].count(b"\n")
    left = journal.read_journal(file)
    assert left[:lines] == entries[:lines]
    assert len(left) <= lines + 1
    assert left == entries[: len(left)]
    file.unlink()


def test_a_figure_comes_back_to_the_last_bit(tmp_path):
    rows = [["loss", value, 1, 0] for value in (0.1, math.pi, 5e-324, 1e22, -0.0)]
    (entry,) = journal.read_journal(
        written(tmp_path, [Entry(URI, "r", journal.METRICS, {"rows": rows, "of_model": False})])
    )
    assert [math.copysign(row[1], row[1]).hex() for row in entry.content["rows"]] == [row[1].hex() for row in rows]


def test_a_journal_is_its_writers_until_that_ends(tmp_path):
    first = Journal.create(tmp_path)
    first.append(Entry(URI, "r", journal.TAGS, {}))
    assert Journal.take(first.file) is None
    assert [each.busy for each in deliver.deliver_all(tmp_path)] == [True]
    second = Journal.create(tmp_path)
    assert (first.file.name, second.file.name) == ("journal.jsonl", "journal-2.jsonl")
    first.close()
    taken = Journal.take(first.file)
    assert Journal.take(first.file) is None
    taken.remove()
    assert journal.find_journals(tmp_path) == [second.file]


def test_a_journal_that_was_not_sent_is_not_written_over(tmp_path):
    written(tmp_path, [Entry(URI, "r", journal.TAGS, {"a": "1"})])
    written(tmp_path, [Entry(URI, "r", journal.TAGS, {"a": "2"})])
    assert [journal.read_journal(file)[0].content for file in journal.find_journals(tmp_path)] == [
        {"a": "2"},
        {"a": "1"},
    ]


def test_what_is_kept_is_told_without_a_password(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert journal.describe_kept(tmp_path) == ""
    file = written(tmp_path / "outputs" / "a", [Entry(URI, "r", journal.TAGS, {})] * 3)
    text = journal.describe_kept(file.parent)
    assert f"3 entries are kept in {file}" in text
    assert "python -m runner.sync` or at the next start" in text
    assert "secret" not in text
    file.rename(tmp_path / "journal.jsonl")
    assert f"python -m runner.sync {tmp_path}" in journal.describe_kept(tmp_path)


def test_two_that_send_at_once_send_once(client, place, tmp_path, run_id):
    rows = [["val/loss", 0.5, 7, step] for step in range(300)]
    for number in range(6):
        entry = Entry(f"sqlite:///{place}/mlflow.db", run_id, journal.METRICS, {"rows": rows, "of_model": False})
        written(tmp_path / str(number), [entry])
    deliveries, threads = [], []
    for _ in range(2):
        threads.append(threading.Thread(target=lambda: deliveries.extend(deliver.deliver_all(tmp_path))))
        threads[-1].start()
    for thread in threads:
        thread.join()
    assert sum(each.entries for each in deliveries) == 6
    assert [each.left for each in deliveries if each.left] == []
    assert len(client.get_metric_history(run_id, "val/loss")) == 300
    assert journal.find_journals(tmp_path) == []


def test_a_run_that_is_refused_keeps_its_journal_and_stands_in_no_others_way(client, place, tmp_path, run_id):
    uri = f"sqlite:///{place}/mlflow.db"
    written(tmp_path, [Entry(uri, run, journal.TAGS, {"arm": "x"}) for run in ("0" * 32, run_id)])
    (delivery,) = deliver.deliver_all(tmp_path)
    assert "0" * 32 in delivery.left
    assert delivery.entries == 1
    assert client.get_run(run_id).data.tags["arm"] == "x"
    assert len(journal.find_journals(tmp_path)) == 1


def test_a_file_that_is_gone_is_left_out_and_said(client, place, tmp_path, run_id):
    uri = f"sqlite:///{place}/mlflow.db"
    kinds = [(journal.ARTIFACT, {"path": "gone.csv"}), (journal.MODEL, {"path": "gone"}), (journal.TAGS, {"arm": "y"})]
    written(tmp_path, [Entry(uri, run_id, *each) for each in kinds])
    (delivery,) = deliver.deliver_all(tmp_path)
    assert delivery.lost == (str(tmp_path / "gone.csv"), str(tmp_path / "gone"))
    assert client.get_run(run_id).data.tags["arm"] == "y"
    assert journal.find_journals(tmp_path) == []


@pytest.mark.parametrize("kind", [journal.ARTIFACT, journal.MODEL])
@pytest.mark.parametrize("name", ["..", "../secret", "a/b", "."])
def test_a_journal_names_nothing_outside_its_folder(client, place, tmp_path, run_id, kind, name):
    (tmp_path / "secret").mkdir()
    written(tmp_path / "run", [Entry(f"sqlite:///{place}/mlflow.db", run_id, kind, {"path": name})])
    (delivery,) = deliver.deliver_all(tmp_path / "run")
    assert "not in its folder" in delivery.left
    assert (tmp_path / "secret").is_dir()
    assert client.list_artifacts(run_id) == []


def test_a_store_that_was_deleted_is_not_made_again(tmp_path):
    written(tmp_path, [Entry(f"sqlite:///{tmp_path}/mlflow.db", "r", journal.TAGS, {})])
    (delivery,) = deliver.deliver_all(tmp_path)
    assert "not there any more" in delivery.left
    assert not (tmp_path / "mlflow.db").exists()


@pytest.mark.parametrize(
    ("first", "second", "status", "reason"),
    [
        ("KILLED", "FAILED", "KILLED", "first"),
        ("KILLED", "FINISHED", "FINISHED", "first"),
        ("FINISHED", "KILLED", "FINISHED", None),
    ],
)
def test_an_end_stays_but_a_run_that_did_finish_is_finished(
    client, place, tmp_path, run_id, first, second, status, reason
):
    for name, why in ((first, "first"), (second, "second")):
        content = {"status": name, "time": 5, "reason": None if name == "FINISHED" else why}
        written(tmp_path, [Entry(f"sqlite:///{place}/mlflow.db", run_id, journal.END, content)])
        deliver.deliver_all(tmp_path)
    run = client.get_run(run_id)
    assert (run.info.status, run.data.tags.get("status_reason")) == (status, reason)


def test_a_line_says_run_and_store_and_time(tmp_path):
    entry = Entry(URI, "r1", journal.METRICS, {"rows": [["val/loss", 0.5, 1_700_000_000_000, 3]], "of_model": False})
    (line,) = written(tmp_path, [entry]).read_text().splitlines()
    assert json.loads(line) == {
        "uri": URI, "run": "r1", "kind": "metrics",
        "content": {"rows": [["val/loss", 0.5, 1_700_000_000_000, 3]], "of_model": False},
    }  # fmt: skip
    assert store.hide_password(URI) == "http://***@127.0.0.1:1"


# --- what is written of layers -------------------------------------------------------------------


class Kept:
    """An outbox that keeps what is written."""

    uri, folder = "sqlite:///none.db", None

    def __init__(self):
        self.rows = []

    def write(self, run_id, kind, content):
        self.rows += content["rows"]


@pytest.mark.parametrize(
    ("layers", "names"),
    [
        ("final", set()),
        ("epoch", {"sparsity/layer/fc1"}),
        ("update", {"sparsity/layer/fc1", "prune/sparsity/fc1", "prune/threshold/fc1"}),
    ],
)
def test_figures_of_each_layer_are_logged_as_often_as_asked_and_the_others_always(layers, names):
    update = MaskUpdate(5, 0.5, 0.4, 0.4, 0.0, {"fc1": 0.4}, {"fc1": 0.01})
    epoch = Epoch(1, {"val/loss": 0.5, "sparsity/global": 0.4, "sparsity/layer/fc1": 0.4}, (update,))
    kept = Kept()
    run_writer.Run("id", kept).epoch(epoch, layers)
    written = {name for name, *_ in kept.rows}
    assert written - names == {"val/loss", "sparsity/global", *update.metrics()}
    assert names <= written
