"""A tracking address at which there is no MLflow server: refused in seconds, with one message, whatever answers."""

import json
import socket
import threading
import time

import pytest

from runner.core.errors import UserError
from runner.doctor import exposure
from runner.tracking import address, deliver, history, journal
from runner.tracking.journal import Entry, Journal

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n"


def answer(status, content=b"", head=b""):
    return b"HTTP/1.1 %d X\r\nContent-Length: %d\r\n%s\r\n%s" % (status, len(content), head, content)


AT_ONCE = {
    "not found": (answer(404, b"not found"), "something else (HTTP 404"),
    "a page": (answer(200, b"<html></html>"), "something else (HTTP 200"),
    "other JSON": (answer(200, b'{"a": 1}'), "something else (HTTP 200"),
    "deep JSON": (answer(200, b"[" * 90_000), "something else (HTTP 200"),
    "no HTTP": (b"\x00\xff\x1b[31mSSH-2.0\r\n\r\n", "SSH-2.0"),
    "elsewhere": (answer(302, head=b"Location: http://ada:pw@evil.example/\x1b[31m\r\n"), "to evil.example"),
    "broken": (answer(500), "it cannot (HTTP 500)"),
    "hung up": (b"", ""),
}
SLOWLY = {"silent": (b"", 1000), "one byte a second": (HEAD + b"{" * 100, 1), "one byte, then": (HEAD[:20], 1000)}


@pytest.fixture
def listening():
    """Makes a server of something that it sends, byte by byte where that takes a while; returns its address."""
    opened = []

    def make(sent, pause=0.0):
        server = socket.create_server(("127.0.0.1", 0))
        opened.append(server)

        def serve():
            while True:
                try:
                    near, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=talk, args=(near,), daemon=True).start()

        def talk(near):
            try:
                near.recv(65536)
                for byte in sent if pause else ():
                    near.sendall(bytes([byte]))
                    time.sleep(pause)
                if pause:
                    time.sleep(pause)
                near.sendall(b"" if pause else sent)
                near.close()
            except OSError:
                pass

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}"

    yield make
    for each in opened:
        each.close()


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(address, "PATIENCE", 1.0)
    monkeypatch.setattr(address, "AGAIN", 0.1)


@pytest.mark.parametrize("name", AT_ONCE)
def test_what_is_no_mlflow_server_is_refused(name, listening, hurried):
    sent, why = AT_ONCE[name]
    uri = listening(sent)
    with pytest.raises(UserError) as refused:
        address.check(uri)
    said = str(refused.value)
    assert said.startswith(f"No MLflow server answers at {uri}: ") and why in said
    assert "\n" not in said and "\x1b" not in said and "pw" not in said


@pytest.mark.parametrize("name", SLOWLY)
def test_the_whole_answer_has_to_be_there_in_time(name, listening, hurried):
    with pytest.raises(UserError, match="no whole answer came"):  # which only the one deadline says of drops
        address.check(listening(*SLOWLY[name]))


@pytest.mark.parametrize("uri", [
    "htp://host", "foo://x", "http://", "http:///x", "http://:5000", "http://h:99999", "http://h:0", "http://[::1",
    "http://a b:5000", "localhost:5000", "ada:secret@host:5000", "http://ada:sec/ret@host:5000", "http://h\x1b[31m:5000",
])  # fmt: skip
def test_what_cannot_be_an_address_is_refused_and_no_password_is_shown(uri):
    with pytest.raises(UserError, match="No MLflow server answers at") as refused:
        address.check(uri)
    assert "sec" not in str(refused.value) and "ret" not in str(refused.value) and "\x1b" not in str(refused.value)


@pytest.mark.parametrize("uri", ["sqlite:////tmp/a.db", "mlruns", "./a:b", "/a b/mlruns", "file:///x", "databricks"])
def test_what_is_no_address_on_the_web_is_left_to_others(uri):
    address.check(uri)


@pytest.mark.parametrize("sent", [answer(200, json.dumps({"experiments": []}).encode()), answer(401), answer(403),
                                  answer(400, b'{"error_code": "X"}'), answer(200, b"{}")])  # fmt: skip
def test_a_server_of_mlflow_is_one_and_is_asked_once(sent, listening):
    uri = listening(sent)
    address.check(uri)
    assert uri in address._good


def test_no_login_goes_to_an_address_that_is_only_tried(monkeypatch, tmp_path):
    monkeypatch.setenv("MLFLOW_TRACKING_USERNAME", "ada")
    monkeypatch.setenv("MLFLOW_TRACKING_PASSWORD", "secret")
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ada password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            near, _ = server.accept()
            heard.append(near.recv(65536))
            near.sendall(answer(404))
            near.close()

        threading.Thread(target=serve, daemon=True).start()
        with pytest.raises(UserError):
            address.check(f"http://127.0.0.1:{server.getsockname()[1]}")
    assert heard and b"authorization" not in heard[0].lower()


def test_whoever_reads_a_store_asks_first(listening, hurried):
    with (
        pytest.raises(UserError, match="No MLflow server"),
        history.open_history(listening(*SLOWLY["one byte a second"])),
    ):
        pass


def test_a_journal_to_an_address_without_a_server_stays(listening, hurried, tmp_path):
    written = Journal.create(tmp_path)
    for run in "abc":
        written.append(Entry(listening(answer(200, b"<html>")), run, journal.TAGS, {"a": "b"}))
    written.close()
    (delivery,) = deliver.deliver_all(tmp_path)
    assert "No MLflow server answers" in delivery.left and written.file.exists()


def test_the_doctor_waits_for_no_server_that_trickles(listening, monkeypatch):
    monkeypatch.setattr(exposure, "DEADLINE", 1.0)
    begun = time.monotonic()
    found, *_ = exposure.check_servers(listening(*SLOWLY["one byte a second"]))
    assert found.state == "bad" and "no whole answer" in found.found
    assert time.monotonic() - begun < 4


def test_a_run_is_refused_before_anything_heavy_is_loaded(cli, tmp_path, listening):
    begun = time.monotonic()
    done = cli("dataset=digits", f"tracking.uri={listening(*SLOWLY['one byte a second'])}", cwd=tmp_path)
    assert (done.returncode, time.monotonic() - begun < 15) == (2, True)
    assert len([line for line in done.stderr.splitlines() if not line.startswith("still ")]) == 1
    assert "Traceback" not in done.stderr
