"""Whether others can reach a tracking server that they should not reach: MLflow has no login by default.

The server that the command names is asked over HTTP, without a password. One at an address that only this machine has
is asked again at the one by which others reach this machine.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from runner.doctor.findings import BAD, OK, WARN, Finding
from runner.tracking import address, store

ELSEWHERE = "192.0.2.1"  # of another machine, which there is not: RFC 5737
SECONDS, DEADLINE = 5.0, 8.0  # without a byte, and for all that is asked of a server
SAFE_VERSION = (3, 17, 0)
HOLES = "CVE-2026-116690 and CVE-2026-115886"
BEHIND_LOGIN = "give it a login (mlflow server --app-name basic-auth) and https"


@dataclass(frozen=True)
class Answer:
    """What a server says to somebody without a password: MLflow's version, and whether it shows its experiments."""

    version: str
    is_open: bool


def check_servers(uri: str) -> list[Finding]:
    """The tracking server of a URI, if it is one; where it is on this machine, whether others reach it, too."""
    if not uri.startswith(("http://", "https://")):
        return [Finding("server", OK, "the store is none")]
    found, parts = _given(uri), urlsplit(uri)
    if found.state != OK or not _is_loopback(parts.hostname or "") or not (own := _own_address()):
        return [found]
    port = parts.port or (443 if parts.scheme == "https" else 80)
    answer = ask(f"{parts.scheme}://{own}:{port}{parts.path.rstrip('/')}", host=parts.netloc.rpartition("@")[2])
    return [found] if isinstance(answer, str) else [found, _from_outside(port, answer)]


def ask(url: str, host: str | None = None) -> Answer | str:
    """Ask a server who it is and whether it lets anybody in; or why it does not answer, whole and in time.

    ``host`` is what it is called in the question, as anybody may call it; by default as in the URL.
    """
    late: Answer | str = f"no whole answer came in {DEADLINE:.0f} seconds"
    return address.answer_in_time(DEADLINE, lambda: _ask(url, {"Host": host} if host else {}), late)


def _ask(url: str, headers: dict[str, str]) -> Answer | str:
    try:
        version = _get(f"{url}/version", headers).decode().strip()
    except (OSError, http.client.HTTPException, ValueError) as error:
        return str(getattr(error, "reason", error))
    if not re.fullmatch(r"\d+\.\d+\S*", version):
        return "it is not an MLflow server"
    try:
        _get(f"{url}/api/2.0/mlflow/experiments/search?max_results=1", headers)
    except (OSError, http.client.HTTPException):
        return Answer(version, is_open=False)
    return Answer(version, is_open=True)


def _given(uri: str) -> Finding:
    if why := address.find_malformed(uri):
        return Finding("server", BAD, f"{store.hide_password(uri)} is no address: {why}", "Give another: --uri URI.")
    parts = urlsplit(uri)
    url = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path.rstrip("/"), "", ""))
    answer, here = ask(url), _is_loopback(parts.hostname or "")
    if isinstance(answer, str):
        start = f"mlflow server --host 127.0.0.1 --port {parts.port or 5000}"
        return Finding("server", BAD, f"{url} does not answer: {answer}",
                       f"Start it ({start}), or name another store: --uri URI, or MLFLOW_TRACKING_URI.")  # fmt: skip
    if _is_old(answer):
        return _old(url, answer)
    if answer.is_open and not here:
        return Finding("server", WARN, f"{url} lets everybody in who can reach it",
                       f"Whoever runs it should {BEHIND_LOGIN}.")  # fmt: skip
    if parts.scheme == "http" and not here:
        return Finding("server", WARN, f"{url} is asked without encryption: passwords can be read on the way",
                       "Put it behind https.")  # fmt: skip
    return Finding("server", OK, f"{url}, MLflow {answer.version}")


def _from_outside(port: int, answer: Answer) -> Finding:
    where = f"an MLflow server on port {port} of this machine"
    if _is_old(answer):
        return _old(where, answer)
    if answer.is_open:
        return Finding("server", BAD, f"{where} can be reached from other machines, and has no login",
                       f"End it, and start it with --host 127.0.0.1; or {BEHIND_LOGIN}.")  # fmt: skip
    return Finding("server", OK, f"{where} can be reached from other machines, with a login")


def _old(where: str, answer: Answer) -> Finding:
    return Finding("server", BAD, f"{where} is MLflow {answer.version}, which has {HOLES}",
                   "Upgrade it: pip install 'mlflow>=3.17.0', then mlflow db upgrade URI.")  # fmt: skip


def _is_old(answer: Answer) -> bool:
    return tuple(int(part) for part in re.findall(r"\d+", answer.version)[:3]) < SAFE_VERSION


def _get(url: str, headers: dict[str, str]) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=SECONDS) as response:
        return response.read(1000)


def _is_loopback(host: str) -> bool:
    try:
        found = {each[4][0] for each in socket.getaddrinfo(host, None)}
    except OSError:  # it has no address
        return False
    return all(ipaddress.ip_address(address).is_loopback for address in found)


def _own_address() -> str | None:
    """This machine's address as others see it; None without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((ELSEWHERE, 9))  # chooses the way, and sends nothing
        except OSError:
            return None
        return str(probe.getsockname()[0])
