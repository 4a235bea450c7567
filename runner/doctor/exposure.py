"""Whether others can reach a tracking server that they should not reach: MLflow has no login by default.

A server is asked over HTTP, without a password. Which addresses the servers of this machine listen
on stands in Linux's /proc; elsewhere only the given server is asked.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from runner.doctor.findings import BAD, OK, WARN, Finding
from runner.tracking import address, store

PROC = Path("/proc")
LISTENS = "0A"  # the state of such a socket in /proc/net/tcp
SECONDS, DEADLINE = 5.0, 8.0  # without a byte, and for all that is asked of a server
SAFE_VERSION = (3, 17, 0)
HOLES = "CVE-2026-116690 and CVE-2026-115886"
BEHIND_LOGIN = "give it a login (mlflow server --app-name basic-auth) and https"


@dataclass(frozen=True)
class Answer:
    """What a server says to somebody without a password: MLflow's version, and whether it shows its experiments."""

    version: str
    is_open: bool


def check_servers(uri: str, proc: Path | None = None) -> list[Finding]:
    """The tracking server of a URI, if it is one, and the MLflow servers that run on this machine."""
    proc = proc or PROC
    found = [_given(uri)] if uri.startswith(("http://", "https://")) else []
    given = urlsplit(uri) if found and found[0].state != BAD else None
    own = given.port if given and _is_loopback(given.hostname or "") else None
    reachable = _reachable_ports(proc)
    for port in sorted(reachable & ({own} if own else set()) | reachable & _mlflow_ports(proc)):
        answer = ask(f"http://127.0.0.1:{port}")
        if isinstance(answer, Answer):
            found.append(_from_outside(port, answer))
    return found or [Finding("server", OK, "none that others could reach")]


def ask(url: str) -> Answer | str:
    """Ask a server who it is and whether it lets anybody in; or why it does not answer, whole and in time."""
    late: Answer | str = f"no whole answer came in {DEADLINE:.0f} seconds"
    return address.in_time(DEADLINE, lambda: _ask(url), late)


def _ask(url: str) -> Answer | str:
    try:
        version = _get(f"{url}/version").decode().strip()
    except (OSError, http.client.HTTPException, ValueError) as error:
        return str(getattr(error, "reason", error))
    if not re.fullmatch(r"\d+\.\d+\S*", version):
        return "it is not an MLflow server"
    try:
        _get(f"{url}/api/2.0/mlflow/experiments/search?max_results=1")
    except (OSError, http.client.HTTPException):
        return Answer(version, is_open=False)
    return Answer(version, is_open=True)


def _given(uri: str) -> Finding:
    if why := address.malformed(uri):
        return Finding("server", BAD, f"{store.shown(uri)} is no address: {why}", "Give another: --uri URI.")
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


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=SECONDS) as response:
        return response.read(1000)


def _is_loopback(host: str) -> bool:
    try:
        found = {each[4][0] for each in socket.getaddrinfo(host, None)}
    except OSError:  # it has no address
        return False
    return all(ipaddress.ip_address(address).is_loopback for address in found)


def _mlflow_ports(proc: Path) -> set[int]:
    """The ports in the command lines of MLflow's servers on this machine."""
    return {port for file in proc.glob("[0-9]*/cmdline") for port in _ports(_words(file))}


def _words(file: Path) -> list[str]:
    try:
        return file.read_bytes().decode(errors="replace").split("\0")
    except OSError:  # the process has ended
        return []


def _ports(words: list[str]) -> Iterable[int]:
    if any("mlflow" in word for word in words):
        line = " ".join(words)
        yield from (int(port) for port in re.findall(r"(?:--port|-p|-b|--bind)[ =](?:\S*:)?(\d+)(?!\S)", line))


def _reachable_ports(proc: Path) -> set[int]:
    """The ports that something listens on, on this machine, for other machines too (proc(5): /proc/net/tcp)."""
    found = set()
    for table in (proc / "net" / "tcp", proc / "net" / "tcp6"):
        for line in table.read_text().splitlines()[1:] if table.is_file() else ():
            _, local, _, state, *_ = line.split()
            address, port = local.split(":")
            if state == LISTENS and not _address(address).is_loopback:
                found.add(int(port, 16))
    return found


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """From the kernel's hexadecimal form, in words of 4 bytes, each in the order of this machine."""
    words = (bytes.fromhex(text[at : at + 8]) for at in range(0, len(text), 8))
    address = ipaddress.ip_address(b"".join(int.from_bytes(word, "little").to_bytes(4, "big") for word in words))
    return getattr(address, "ipv4_mapped", None) or address
