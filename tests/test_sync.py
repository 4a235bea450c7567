"""A real tracking server that goes away: the run goes on, and everything arrives once it is back."""

import contextlib
import http.server
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest

from runner import sync
from runner.config.schema import DatasetConfig, TrackingConfig
from runner.core.errors import UserError
from runner.core.events import Finished, Progress
from runner.core.file_names import CONFIG_FILE
from runner.core.records import MaskUpdate
from runner.tracking import connection, dataset_input, deliver, journal, outbox, run_writer, sender
from runner.tracking.outbox import Outbox
from tests import servers
from tests.own_models import small

EXPERIMENT = "outages"  # the server's own, whose artifacts go through it
RUN = ("dataset=digits", "train.epochs=40", "baseline.epochs=1", f"tracking.experiment={EXPERIMENT}")


@pytest.fixture
def gate(server):
    made = servers.Gate(server.port)
    yield made
    made.shut()


@pytest.fixture
def behind(gate):
    """A client that does not go through the gate, and the config that does."""
    from mlflow import MlflowClient

    return SimpleNamespace(
        client=MlflowClient(f"http://127.0.0.1:{gate.target}"), config=TrackingConfig(gate.uri, EXPERIMENT)
    )


def epoch(number):
    metrics = {"val/loss": 1 / number, "val/accuracy": 1 - 1 / number}
    return run_writer.Epoch(number, metrics, (MaskUpdate(number * 10, 0.1 * number, 0.1 * number, 0.01, 0.0, {}, {}),))


def steps(client, run_id, name):
    return [each.step for each in client.get_metric_history(run_id, name)]


# --- what an outage is --------------------------------------------------------------------------


def answering(status):
    """The port of a server that answers each request with one status."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.end_headers()

        do_POST = do_GET  # noqa: N815
        log_message = staticmethod(lambda *_: None)

    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    return made


def send_to(port, tmp_path):
    entry = journal.Entry(f"http://u:secret@127.0.0.1:{port}", "r", journal.TAGS, {"arm": "x"})
    sender.Sender(entry.uri, 1).send(entry, tmp_path)


def test_a_port_that_refuses_is_an_outage(tmp_path):
    with pytest.raises(sender.Outage, match="no connection") as caught:
        send_to(servers.free_port(), tmp_path)
    assert "secret" not in str(caught.value)


def test_a_silent_server_is_an_outage(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(sender.Outage, match="in time"):
        send_to(silent.getsockname()[1], tmp_path)


@pytest.mark.parametrize(("status", "outage"), [(503, True), (502, True), (400, False), (404, False)])
def test_a_server_that_cannot_now_is_an_outage_and_one_that_refuses_is_not(tmp_path, status, outage):
    with answering(status) as made:
        with pytest.raises(Exception) as caught:
            send_to(made.server_port, tmp_path)
        assert isinstance(caught.value, sender.Outage) == outage
        made.shutdown()


# --- the outbox ---------------------------------------------------------------------------------


def test_a_run_waits_no_longer_than_the_limit_for_a_silent_server(tmp_path, monkeypatch):
    """As many tries as fit, each bounded by its timeout; they are counted where they arrive."""
    for name, value in (("TIMEOUT", 1), ("LIMIT", 4), ("PAUSE", 0), ("SHARE", 0)):
        monkeypatch.setattr(outbox, name, value)
    with socket.create_server(("127.0.0.1", 0), backlog=50) as silent:
        with Outbox(f"http://127.0.0.1:{silent.getsockname()[1]}", tmp_path) as kept:
            for number in range(30):
                kept.write("r", journal.TAGS, {"arm": str(number)})
        silent.setblocking(False)
        tries = 0
        while True:
            try:
                silent.accept()[0].close()
            except BlockingIOError:
                break
            tries += 1
    assert 1 < tries <= 4
    assert len(journal.read_journal(tmp_path / "journal.jsonl")) == 30


def test_three_tries_of_a_real_run_fit_into_ten_seconds():
    assert outbox.LIMIT <= 10
    assert outbox.LIMIT // outbox.TIMEOUT >= 3


def test_what_was_kept_is_sent_in_its_order_within_the_run(gate, behind, digits, tmp_path, monkeypatch):
    monkeypatch.setattr(outbox, "PAUSE", 0)
    monkeypatch.setattr(outbox, "SHARE", 0)
    (tmp_path / CONFIG_FILE).write_text("a: 1\n")
    params = {"train": {"epochs": 4}}
    with (
        connection.connect(behind.config, tmp_path) as to,
        run_writer.open_run(to, "back within the run", params, {"arm": "x"}) as run,
    ):
        run.epoch(epoch(1))
        gate.shut()
        run.epoch(epoch(2))
        run.dataset(dataset_input.describe_dataset(digits, DatasetConfig("digits", "runner.data.digits")))
        run.tags({"note": "first"})
        run.tags({"note": "second"})
        run.artifacts([tmp_path / CONFIG_FILE])
        run.model(small((8, 8, 1), 10), (8, 8, 1), (10,))
        run.finals({"test/accuracy": 0.5}, of_model=True)
        assert to.outbox.unsent == 7
        assert steps(behind.client, run.id, "val/loss") == [1]
        gate.open()
        run.epoch(epoch(3))
        assert to.outbox.unsent == 0
        assert steps(behind.client, run.id, "val/loss") == [1, 2, 3]
    assert [each.name for each in tmp_path.iterdir()] == [CONFIG_FILE]
    done = behind.client.get_run(run.id)
    assert (done.info.status, done.data.tags["note"], done.data.params["train.epochs"]) == ("FINISHED", "second", "4")
    assert steps(behind.client, run.id, "prune/achieved") == [10, 20, 30]
    assert [each.path for each in behind.client.list_artifacts(run.id)] == [CONFIG_FILE]
    (output,) = done.outputs.model_outputs
    model = behind.client.get_logged_model(output.model_id)
    assert (str(model.status), [each.key for each in model.metrics]) == ("READY", ["test/accuracy"])
    (data,) = done.inputs.dataset_inputs
    assert (data.dataset.name, data.dataset.digest) == ("digits", model.metrics[0].dataset_digest)


def test_what_is_kept_at_the_end_is_sent_by_sync(gate, behind, tmp_path, capsys):
    with (
        connection.connect(behind.config, tmp_path) as to,
        run_writer.open_run(to, "kept", {"seed": 0}, {}) as run,
    ):
        gate.shut()
        run.epoch(epoch(1))
        run.model(small((8, 8, 1), 10), (8, 8, 1), (10,))
        run.finals({"test/accuracy": 0.25}, of_model=True)
    assert sync.main([str(tmp_path)]) == 1
    assert "does not answer" in capsys.readouterr().err
    assert behind.client.get_run(run.id).info.status == "RUNNING"
    gate.open()
    assert sync.main([str(tmp_path)]) == 0
    assert "5 entries were sent" in capsys.readouterr().out
    done = behind.client.get_run(run.id)
    assert (done.info.status, done.data.metrics["test/accuracy"]) == ("FINISHED", 0.25)
    assert len(done.outputs.model_outputs) == 1
    assert list(tmp_path.iterdir()) == []
    assert sync.main([str(tmp_path)]) == 0
    assert "Nothing is left" in capsys.readouterr().out


def test_a_failure_while_the_server_is_away_is_told_when_it_is_back(gate, behind, tmp_path):
    with (
        pytest.raises(ZeroDivisionError),
        connection.connect(behind.config, tmp_path) as to,
        run_writer.open_run(to, "fails", {}, {}) as run,
    ):
        gate.shut()
        1 / 0  # noqa: B018
    gate.open()
    run_writer.end_run(gate.uri, run.id, "KILLED", "too late", tmp_path)
    done = behind.client.get_run(run.id)
    assert done.info.status in ("FAILED", "KILLED")
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_ended_from_outside_while_the_server_is_away_gets_its_end_later(gate, behind, tmp_path):
    with connection.connect(behind.config, tmp_path) as to, run_writer.open_run(to, "killed", {}, {}) as run:
        gate.shut()
        run.epoch(epoch(1))
        run_writer.end_run(
            gate.uri, run.id, "KILLED", "SIGTERM", tmp_path
        )  # the run's own process has its journal still
        assert len(journal.find_journals(tmp_path)) == 2
        gate.open()
        deliver.deliver_all(tmp_path)
        done = behind.client.get_run(run.id)
        assert (done.info.status, done.data.tags["status_reason"]) == ("KILLED", "SIGTERM")


def test_a_param_that_the_server_refuses_is_an_error_and_ends_the_run(behind, tmp_path):
    from mlflow.exceptions import MlflowException

    with (
        pytest.raises(MlflowException),
        connection.connect(behind.config, tmp_path) as to,
        run_writer.open_run(to, "refused", {"seed": 1}, {}) as run,
    ):
        run.params({"seed": 2})
    assert behind.client.get_run(run.id).info.status == "FAILED"
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_away_at_the_start_is_the_users_to_start(tmp_path):
    uri = f"http://127.0.0.1:{servers.free_port()}"
    with (
        pytest.raises(UserError, match=re.escape(uri)) as caught,
        connection.connect(TrackingConfig(uri), tmp_path),
    ):
        pass
    assert "tracking.uri=" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


# --- whole runs ---------------------------------------------------------------------------------


def figures(client, run_id):
    """Every metric by name, step and value but the times, which are the machine's."""
    names = [name for name in client.get_run(run_id).data.metrics if not name.startswith("time/")]
    assert len(names) > 30
    return {name: [(each.step, each.value) for each in client.get_metric_history(run_id, name)] for name in names}


def test_a_run_whose_server_goes_away_finishes_and_has_every_figure_of_an_undisturbed_one(
    gate, behind, client, train_run
):
    def listen(event):
        if isinstance(event, Progress) and event.phase == "prune" and event.step > event.steps / 3:
            gate.shut()

    where = (f"tracking.uri={gate.uri}", f"tracking.experiment={EXPERIMENT}")
    _, event, folder = train_run(*where, listen=listen)
    assert isinstance(event, Finished), event
    run_id = event.result.run_id
    assert (folder / "model.keras").is_file()
    assert 1 <= len(steps(behind.client, run_id, "val/loss")) < 3
    gate.open()
    assert sync.main([str(folder)]) == 0
    assert behind.client.get_run(run_id).info.status == "FINISHED"
    _, undisturbed, _ = train_run()
    assert figures(behind.client, run_id) == figures(client, undisturbed.result.run_id)
    assert len(behind.client.list_artifacts(run_id)) == 7
    assert len(behind.client.get_run(run_id).outputs.model_outputs) == 1


def start(folder, uri, *arguments):
    """The program, as a user starts it, in the middle of its pruning."""
    command = [sys.executable, "-m", "runner", *arguments, *RUN, f"tracking.uri={uri}"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for(lambda: "sparsity/global" in written(folder), process)
    return process


def written(folder):
    return {
        row[0]
        for file in journal.find_journals(folder)
        for entry in journal.read_journal(file)
        if entry.kind == journal.METRICS
        for row in entry.content["rows"]
    }


def wait_for(condition, process, seconds=90):
    end = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None and time.monotonic() < end, process.communicate()
        time.sleep(0.02)


def only_run(client, kind="run"):
    experiment = client.get_experiment_by_name(EXPERIMENT).experiment_id
    return client.search_runs([experiment], f"tags.kind = '{kind}'", order_by=["start_time DESC"])[0]


@pytest.fixture
def own_server(client, place, tmp_path):
    del client
    running = servers.Server(tmp_path / "server", place / "mlflow.db")
    yield running
    running.kill()


class ShutsAtTheSecondRun(servers.Gate):
    """A gate that shuts when another run is to be made: the first is a run's own, the second its dense training's."""

    made = 0

    def _forward(self, source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self.made += b"/runs/create " in data
                if self.made > 1:
                    self.shut()
                    return
                sink.sendall(data)


def test_a_server_that_stops_between_a_run_and_its_dense_run_makes_the_run_failed(server, tmp_path, cli):
    gate = ShutsAtTheSecondRun(server.port)
    done = cli(*RUN, "seed=7", f"tracking.uri={gate.uri}", cwd=tmp_path)  # which no other test has made there
    assert (done.returncode, gate.made, "Traceback" in done.stderr) == (1, 2, False), done.stderr
    assert "error: the run failed: The tracking server at" in done.stderr
    (log,) = tmp_path.glob("outputs/**/run.log")
    assert str(log.relative_to(tmp_path)) in done.stderr
    assert journal.find_journals(tmp_path)


@pytest.mark.long
def test_the_server_is_killed_and_the_next_start_sends_what_is_missing(own_server, tmp_path, cli):
    from mlflow import MlflowClient

    client, uri = MlflowClient(own_server.uri), own_server.uri
    undisturbed, disturbed = tmp_path / "undisturbed", tmp_path / "disturbed"
    for folder in (undisturbed, disturbed):
        folder.mkdir()
    done = cli(*RUN, f"tracking.uri={uri}", cwd=undisturbed)
    assert (done.returncode, done.stderr) == (0, "")
    expected = figures(client, only_run(client).info.run_id)

    process = start(disturbed, uri, "force=true")
    own_server.kill()
    _, stderr = process.communicate(timeout=120)
    assert process.returncode == 0, stderr
    (kept,) = journal.find_journals(disturbed)
    assert f"the tracking server at {uri} was away" in stderr
    assert str(kept) in stderr
    assert "Traceback" not in stderr

    done = cli(cwd=disturbed, module="runner.sync")
    assert done.returncode == 1
    done = cli(*RUN, f"tracking.uri={uri}", cwd=disturbed)
    assert done.returncode == 2
    assert uri in done.stderr
    assert "Nothing was trained" in done.stderr
    assert journal.find_journals(disturbed) == [kept]

    own_server.start()
    run_id = only_run(client).info.run_id
    assert client.get_run(run_id).info.status == "RUNNING"
    elsewhere = f"tracking.uri=sqlite:///{own_server.folder}/server.db"
    done = cli("dataset=digits", "train.epochs=1", "baseline.epochs=1", elsewhere, cwd=disturbed)
    assert (done.returncode, done.stderr) == (0, "")
    assert journal.find_journals(disturbed) == []
    assert client.get_run(run_id).info.status == "FINISHED"
    assert figures(client, run_id) == expected
    done = cli("--experiment", EXPERIMENT, "--uri", uri, cwd=disturbed, module="runner.report")
    assert done.returncode == 0, done.stderr
    assert "left out" not in done.stdout


@pytest.mark.long
def test_a_run_that_is_told_to_end_while_the_server_is_away_is_killed_once_it_is_back(gate, behind, tmp_path, cli):
    process = start(tmp_path, gate.uri)
    gate.shut()
    process.send_signal(signal.SIGTERM)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM
    assert "was away" in stderr
    gate.open()
    assert cli(cwd=tmp_path, module="runner.sync").returncode == 0
    run = only_run(behind.client)
    assert (run.info.status, run.data.tags["status_reason"]) == ("KILLED", "SIGTERM")


@pytest.mark.long
def test_a_sweep_whose_server_goes_away_in_its_last_run_is_compared_later(gate, behind, tmp_path, cli):
    process = start(tmp_path, gate.uri, "-m", "sweep.control=false")
    gate.shut()
    stdout, stderr = process.communicate(timeout=120)
    assert process.returncode == 0, stdout + stderr
    assert "was away" in stderr
    assert "Traceback" not in stderr
    (compare,) = re.findall(r"python -m runner.report (--sweep \w+)", stderr)
    gate.open()
    assert cli(cwd=tmp_path, module="runner.sync").returncode == 0
    parent = only_run(behind.client, "sweep")
    counts = [parent.data.metrics[f"sweep/{name}"] for name in ("planned", "finished", "failed", "skipped")]
    assert (parent.info.status, counts) == ("FINISHED", [1, 1, 0, 0])
    done = cli(*compare.split(), "--uri", gate.uri, cwd=tmp_path, module="runner.report")
    assert done.returncode == 0, done.stderr


def test_help_and_a_folder_that_is_not_there(cli, tmp_path):
    done = cli("--help", cwd=tmp_path, module="runner.sync")
    assert (done.returncode, done.stderr) == (0, "")
    done = cli(cwd=tmp_path, module="runner.sync")
    assert done.returncode == 2
    assert "There is no folder outputs" in done.stderr


def test_nothing_heavy_is_imported_where_nothing_is_left(tmp_path):
    program = (
        f"import sys; from runner import sync; assert sync.main([{str(tmp_path)!r}]) == 0; "
        "assert not {'tensorflow', 'mlflow', 'pandas'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
