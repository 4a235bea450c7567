"""``make server``: MLflow's tracking server for a team, over PostgreSQL, with a login if it is wished for.

What it is told comes by the environment, as make has its variables, and what it tells MLflow goes by the environment
too: a password on a command line can be read by everybody on the machine. The process becomes MLflow's own.
"""

from __future__ import annotations

import argparse
import ipaddress
import os
import secrets
import socket
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from runner.console import ending
from runner.core.errors import UserError
from runner.core.file_names import OUTPUTS

DATABASE, WITH_DRIVER = "postgresql://", "postgresql+psycopg2://"  # SQLAlchemy 2.1 takes another driver by itself
STORE = "STORE=postgresql://USER:PASSWORD@HOST/DATABASE"
ARTIFACTS = "mlartifacts"
AUTH_FILE = Path(OUTPUTS, "server", "auth.ini")
SECRET, AUTH_CONFIG = "MLFLOW_FLASK_SERVER_SECRET_KEY", "MLFLOW_AUTH_CONFIG_PATH"
PASSWORD = "MLFLOW_AUTH_ADMIN_PASSWORD"
DRIVERS = {"s3": "boto3", "gs": "google.cloud.storage", "wasbs": "azure.storage.blob"}
ANYWHERE = ("0.0.0.0", "::")
# A team compares in one experiment. EDIT lets each member write there, and not delete what others wrote.
AUTH = """[mlflow]
default_permission = EDIT
database_uri = {database}
admin_username = admin
authorization_function = mlflow.server.auth:authenticate_request_basic_auth
"""


def main() -> NoReturn:
    """Become MLflow's server, as the environment has it; exit status 2 if that cannot be."""
    sys.exit(ending.run_command(_serve))


def _serve() -> NoReturn:
    about = "MLflow's tracking server for a team. It is told by the environment, as make server STORE=... does it."
    argparse.ArgumentParser(prog="python -m runner.server", description=about).parse_args()
    settings = settle(os.environ)
    host, port = settings["MLFLOW_HOST"], settings["MLFLOW_PORT"]
    command = [sys.executable, "-m", "mlflow", "server"]
    if os.environ.get("AUTH") == "1":
        command += ["--app-name", "basic-auth"]
        settings |= _login(os.environ, AUTH_FILE)
    where = socket.gethostname() if host in ANYWHERE else host
    print(f"Tracking server: tracking.uri=http://{where}:{port}. It starts in about ten seconds; Ctrl-C ends it.")
    sys.stdout.flush()
    os.execve(sys.executable, command, {**os.environ, **settings})


def settle(given: Mapping[str, str]) -> dict[str, str]:
    """What MLflow's server reads from the environment.

    Args:
        given: ``STORE``, and where they are not the defaults, ``HOST``, ``PORT``, ``ARTIFACTS`` (a folder or an
            address like s3://bucket/path), ``AUTH`` (1: with a login), ``NAMES`` (other names of this machine).

    Raises:
        UserError: the store is none, others would be let in without a login, or a package is missing.
    """
    database = _database(given)
    if not database.startswith(WITH_DRIVER):
        raise UserError(
            f"A team's server keeps its runs in PostgreSQL: give {STORE}, in the environment or after `make server`. "
            "For a store of your own on this machine there is `make dashboard`."
        )
    host, port = given.get("HOST") or "127.0.0.1", given.get("PORT") or "5000"
    if not port.isdigit():
        raise UserError(f"PORT={port} is no port: give a number, like PORT=5000.")
    if given.get("AUTH", "") not in ("", "0", "1"):
        raise UserError(f"AUTH={given['AUTH']} is neither 1, with a login, nor 0, without.")
    if given.get("AUTH") != "1" and not _is_loopback(host):
        raise UserError(
            f"HOST={host} can be reached from other machines, and without a login everybody there could change and "
            "delete runs. Give AUTH=1 too, or leave HOST out and reach the server through a tunnel."
        )
    artifacts = given.get("ARTIFACTS") or ARTIFACTS
    _need(artifacts.partition("://")[0] if "://" in artifacts else "", artifacts)
    behind = given.get("NAMES", "").replace(",", " ").split()  # a proxy leaves the port out
    names = ["127.0.0.1", "localhost", *behind]
    names += [] if _is_loopback(host) else [socket.gethostname(), socket.getfqdn()]
    names += [] if host in ANYWHERE else [host]
    served = [f"{name}:{port}" for name in dict.fromkeys(names)]
    origins = [f"http://{name}" for name in served] + [f"https://{name}" for name in behind]
    return {
        "MLFLOW_BACKEND_STORE_URI": database,
        "MLFLOW_ARTIFACTS_DESTINATION": artifacts if "://" in artifacts else str(Path(artifacts).absolute()),
        "MLFLOW_HOST": host,
        "MLFLOW_PORT": port,
        # MLflow's own list of allowed hosts has names like 10.*, which a foreign host may have, too.
        "MLFLOW_SERVER_ALLOWED_HOSTS": ",".join([*served, *behind]),
        "MLFLOW_SERVER_CORS_ALLOWED_ORIGINS": ",".join(origins),
        "MLFLOW_DISABLE_TELEMETRY": "true",
        "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",  # six processes for jobs that the runner has none of
        # uvicorn kills a worker after 5 seconds without an answer: on a busy machine while it still imports.
        "MLFLOW_UVICORN_OPTS": given.get("MLFLOW_UVICORN_OPTS") or "--timeout-worker-healthcheck 60",
    }


def _login(given: Mapping[str, str], file: Path) -> dict[str, str]:
    """What MLflow's login needs beside: a secret, and a file that names the database, which is the runs' own."""
    if find_spec("flask_wtf") is None:
        raise UserError("AUTH=1 needs the package Flask-WTF: pip install 'pruning-runner[server]'.")
    if not given.get(PASSWORD):
        raise UserError(
            f"AUTH=1 needs a password for the user admin, of at least 12 characters: set {PASSWORD} in the "
            "environment. MLflow takes it at the first start; later it is changed with MLflow's own client."
        )
    settings = {SECRET: given.get(SECRET) or secrets.token_hex(32)}
    if not given.get(AUTH_CONFIG):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w") as written:  # a per cent sign begins a variable in such a file
            written.write(AUTH.format(database=_database(given).replace("%", "%%")))
        settings[AUTH_CONFIG] = str(file.absolute())
    return settings


def _database(given: Mapping[str, str]) -> str:
    return given.get("STORE", "").replace(DATABASE, WITH_DRIVER, 1)


def _need(scheme: str, artifacts: str) -> None:
    driver = DRIVERS.get(scheme)
    for package, wanted in (("psycopg2", "STORE=postgresql://..."), (driver, f"ARTIFACTS={artifacts}")):
        if package and find_spec(package.partition(".")[0]) is None:
            how = "'pruning-runner[server]'" if package == "psycopg2" else package.replace(".", "-")
            raise UserError(f"{wanted} needs the package {package}: pip install {how}.")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name
        return False


if __name__ == "__main__":
    main()
