"""A real tracking server, and a gate before it that a test shuts and opens."""

from __future__ import annotations

import base64
import contextlib
import http.client
import http.server
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

from runner.tracking import address


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`mlflow server` on loopback over SQLite, in a folder; a copy of a ready database saves the time to make one."""

    def __init__(self, folder: Path, database: Path):
        self.folder, self.port = folder, free_port()
        self.uri = f"http://127.0.0.1:{self.port}"
        folder.mkdir(parents=True, exist_ok=True)
        with (
            contextlib.closing(sqlite3.connect(database)) as ready,
            contextlib.closing(sqlite3.connect(folder / "server.db")) as own,
        ):
            ready.backup(own)
        self.start()

    def command(self):
        """What starts it, and what its environment has beside ours."""
        command = [
            sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1",
            "--backend-store-uri", f"sqlite:///{self.folder}/server.db",
            "--artifacts-destination", str(self.folder / "artifacts"),
        ]  # fmt: skip
        return command, {}

    def start(self):
        command, env = self.command()
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, env={**os.environ, **env}
            )
        for _ in range(1800):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.uri}/health", timeout=5):
                return
            assert self.process.poll() is None, (self.folder / "server.log").read_text()
            time.sleep(0.1)
        self.kill()
        raise AssertionError("the server does not come up")

    def kill(self):
        """SIGKILL, to the server and its worker."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class TeamServer(Server):
    """`make server` over PostgreSQL, with what make is given beside."""

    def __init__(self, folder: Path, store: str, **given: str):
        self.folder, self.port = folder, free_port()
        self.uri, self.given = f"http://127.0.0.1:{self.port}", {"STORE": store, **given}
        folder.mkdir(parents=True, exist_ok=True)
        self.start()

    def command(self):
        # What make would install is there: the environment that the tests run in.
        command = ["make", "-o", f"{sys.prefix}/ready", "server", f"VENV={sys.prefix}"]
        return command, {
            "MLFLOW_WORKERS": "2", **self.given,
            "PORT": str(self.port), "ARTIFACTS": str(self.folder / "artifacts"),
        }  # fmt: skip


class Gate:
    """A port that forwards to a server: open, or shut (it refuses, and open connections break)."""

    def __init__(self, port: int):
        self.target, self.port = port, free_port()
        self.uri = f"http://127.0.0.1:{self.port}"
        self._listener: socket.socket | None = None
        self._pipes: list[socket.socket] = []
        self.open()

    def open(self):
        listener = socket.create_server(("127.0.0.1", self.port))
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def shut(self):
        if self._listener is None:
            return
        for each in (self._listener, *self._pipes):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._listener = None
        self._pipes.clear()

    def _accept(self, listener):
        while True:
            try:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                return
            self._pipes += [near, far]
            for pair in ((near, far), (far, near)):
                threading.Thread(target=self._forward, args=pair, daemon=True).start()

    @staticmethod
    def _forward(source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for each in (source, sink):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


class Guard:
    """A port that wants a login, hands what has it on to a server, and remembers who asked with what."""

    def __init__(self, login: str = "", target: int = 0):
        self.login, self.target = login, target
        self.asked: list[tuple[str, str | None]] = []
        guard = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                given = self.headers.get("Authorization")
                guard.asked.append((f"{self.command} {self.path}", given))
                status, headers, answer = guard.answer(self.command, self.path, body, dict(self.headers), given)
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815
            log_message = staticmethod(lambda *_: None)

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_port
        self.uri = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def logins(self) -> set[str | None]:
        """The headers with a login that came, None for none; the question whether a server is there never has one."""
        return {given for path, given in self.asked if given or not path.startswith(f"GET {address.QUESTION}")}

    def answer(self, command, path, body, headers, given):
        """What is said to a request: the server's answer, where there is one."""
        if self.login and given != f"Basic {base64.b64encode(self.login.encode()).decode()}":
            return 401, [], b'{"error_code": "UNAUTHENTICATED", "message": "no"}'
        if not self.target:
            return 200, [], b"{}"
        passed = {name: value for name, value in headers.items() if name not in ("Host", "Authorization")}
        connection = http.client.HTTPConnection("127.0.0.1", self.target)
        connection.request(command, path, body, passed)
        answered = connection.getresponse()
        content = answered.read()
        kept = [each for each in answered.getheaders() if each[0].lower() == "content-type"]
        return answered.status, kept, content

    def close(self):
        self._server.shutdown()
        self._server.server_close()
