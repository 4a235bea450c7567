"""A real PostgreSQL from Debian's package, in a folder of its own on a free port."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.servers import free_port

USER, PASSWORD, NAME = "team", "p%40ss", "runs"  # the password is p@ss


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, of the newest version; None where PostgreSQL is not installed."""
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda each: float(each.parent.name))


class Postgres:
    """A cluster with one database. It refuses to run as root, so root starts it as the user postgres."""

    def __init__(self) -> None:
        self.folder, self.port = Path(tempfile.mkdtemp(prefix="postgres-")), free_port()
        self.uri = f"postgresql://{USER}:{PASSWORD}@127.0.0.1:{self.port}/{NAME}"
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-D", self._data, "-U", "postgres", "--auth-host=scram-sha-256", "--auth-local=trust")
        self.start()
        for statement in (f"CREATE USER {USER} PASSWORD 'p@ss'", f"CREATE DATABASE {NAME} OWNER {USER}"):
            self.ask(statement, "postgres")

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-o", options, "-l", f"{self.folder}/log")

    def stop(self, how: str = "immediate") -> None:
        """End it; ``immediate`` is what a crash looks like."""
        self._run("pg_ctl", "stop", "-w", "-D", self._data, "-m", how)

    def remove(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self.stop()
        shutil.rmtree(self.folder)

    def ask(self, statement: str, database: str = NAME) -> str:
        """What a statement of SQL prints: a row a line."""
        options = ("-h", str(self.folder), "-p", str(self.port), "-U", "postgres", "-d", database, "-tAc", statement)
        return self._run("psql", *options).strip()

    @property
    def _data(self) -> str:
        return f"{self.folder}/data"

    def _run(self, program: str, *arguments: str) -> str:
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*as_user, str(programs() / program), *arguments]
        env = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(self.folder)}
        # pg_ctl's server keeps what it inherits open: a pipe would never end.
        with (self.folder / "output").open("w+b") as output:
            subprocess.run(command, cwd="/", env=env, stdout=output, stderr=output, check=True)
            output.seek(0)
            return output.read().decode()
