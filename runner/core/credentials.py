"""Logins: taken out of addresses where those come in, given to their own server alone, never stored and never shown.

``http://ada:PASSWORD@host`` becomes ``http://host`` at the border. The login is kept in an environment variable, which
the processes of a run inherit, and put to use where a request is made or a database is opened. A login that is no part
of an address (``MLFLOW_TRACKING_USERNAME``, MLflow's credentials file) goes only to servers that the command or
``MLFLOW_TRACKING_URI`` names: what a journal, a study or a store names may be somebody else's. What is written or
printed goes through :func:`hide`, which also finds what a library says of an address.
"""

from __future__ import annotations

import base64
import contextlib
import json
import logging
import os
import re
from collections.abc import Iterator, Mapping, MutableSequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus, unquote, urlsplit

ADDRESS, USER, PASSWORD = (f"MLFLOW_TRACKING_{name}" for name in ("URI", "USERNAME", "PASSWORD"))
TOKEN, AUTH = "MLFLOW_TRACKING_TOKEN", "MLFLOW_TRACKING_AUTH"
OTHERS = ("MLFLOW_TRACKING_AWS_SIGV4", "MLFLOW_TRACKING_CLIENT_CERT_PATH")
LOGINS, NAMED = "PRUNING_RUNNER_LOGINS", "PRUNING_RUNNER_SERVERS"  # ours: logins by server; servers that are named
HIDDEN = "***"
SHORTEST = 5  # characters of a secret that is looked for in any text: a shorter one would be found in every word
WITHOUT_HOST = ("sqlite", "file", "studies", "pkg")  # their addresses are paths, which may have an @
SERVERS = ("http", "https", "postgresql", "postgres", "mysql", "mssql", "databricks")
HOST = re.compile(r"(?:[\w.\-]+|\[[0-9A-Fa-f:.]+\])?(?::\d*)?(?=[/?#,;)]|$)")
IN_TEXT = re.compile(r"([A-Za-z][\w+.\-]*)://([^\s'\"<>|`]*)")
IN_QUERY = re.compile(
    r"([?&;](?:[\w\-]*(?:token|passw(?:or)?d|pwd|secret|signature|credential|api_?key|access_?key)[\w\-]*|sig|key)=)"
    r"[^&;\s'\"#]+",
    re.IGNORECASE,
)
UNQUOTED = re.compile(r"[A-Za-z0-9_.:/+\-@%?*~ ]*")  # what Hydra reads as a text without quotes
OVERRIDE = re.compile(r"([+]{0,2}tracking\.uri=|--uri=)([\"']?)(.*?)\2", re.DOTALL)


# --- addresses ------------------------------------------------------------------------------------


def split(uri: str) -> tuple[str, str]:
    """An address without its login, and the login as it stands there, ``user:password``; empty if there is none.

    A password may hold what ends the host of an address elsewhere: all up to the last ``@`` before a host is login.

    >>> split("http://ada:a/b@c#d@host:5000/x")
    ('http://host:5000/x', 'ada:a/b@c#d')
    """
    scheme, separator, rest = uri.partition("://")
    kind = scheme.split("+")[0].lower()
    if not separator or kind in WITHOUT_HOST:
        return uri, ""
    signs = [at for at, sign in enumerate(rest) if sign == "@" and HOST.match(rest, at + 1)]
    if not signs or (kind not in SERVERS and "@" not in re.split("[/?#]", rest)[0]):
        return uri, ""  # of a bucket, say, whose files may have an @ in their names
    return f"{scheme}://{rest[signs[-1] + 1 :]}", rest[: signs[-1]]


def take(uri: str) -> str:
    """An address without its login, which is kept for it."""
    plain, login = split(uri)
    if login:
        _keep(LOGINS, {_server(plain): login})
    return plain


def join_login(uri: str) -> str:
    """The address of a database with the login that was taken out of it, for who opens it."""
    login = _kept(LOGINS).get(_server(uri), "")
    if not login or _is_http(uri):
        return uri
    scheme, _, rest = uri.partition("://")
    user, colon, password = login.partition(":")
    return f"{scheme}://{quote(unquote(user), safe='')}{colon}{quote(unquote(password), safe='')}@{rest}"


def find_user(uri: str) -> str | None:
    """Who asks a server, as far as that is known."""
    own = unquote(_kept(LOGINS).get(_server(uri), "").partition(":")[0])
    return own or (os.environ.get(USER) if is_named(uri) else None) or None


# --- who is given a login ---------------------------------------------------------------------------


@contextlib.contextmanager
def limit_logins(arguments: MutableSequence[str]) -> Iterator[None]:
    """In the block, which is a command's, only servers that it or the environment names are given a login.

    Args:
        arguments: of the command; they are changed in place: a login is taken out of them.
    """
    before = os.environ.get(NAMED)
    _keep(NAMED, {})
    try:
        if address := os.environ.get(ADDRESS):
            os.environ[ADDRESS] = name_server(address)
        arguments[:] = clean_arguments(arguments)
        yield
    finally:
        if before is None:
            os.environ.pop(NAMED, None)
        else:
            os.environ[NAMED] = before


def clean_arguments(arguments: MutableSequence[str]) -> list[str]:
    """The arguments of a command without logins in the address of its store, which counts as named by it.

    The address is quoted where Hydra needs it.
    """
    found: list[str] = []
    for each in arguments:
        override = OVERRIDE.fullmatch(each)
        if override:
            key, mark, uri = override.groups()
            uri = name_server(uri)
            each = f"{key}{mark}{uri}{mark}"
            if not mark and key != "--uri=" and "${" not in uri and not UNQUOTED.fullmatch(uri):
                each = f"{key}'{_escaped(uri)}'"  # as Hydra reads a text
        elif found and found[-1] == "--uri":
            each = name_server(each)
        found.append(each)
    return found


def name_server(uri: str) -> str:
    """An address without its login; its server is one that the user names."""
    plain = take(uri)
    if NAMED in os.environ:
        _keep(NAMED, {_server(plain): ""})
    return plain


def is_named(uri: str) -> bool:
    """Whether the command or the environment names a server; outside of a command whoever calls us does."""
    return NAMED not in os.environ or is_usual(uri) or _server(uri) in _kept(NAMED)


def is_usual(uri: str) -> bool:
    """Whether the environment names a server."""
    address = os.environ.get(ADDRESS)
    return address is not None and _server(split(address)[0]) == _server(uri)


def has_login(uri: str) -> bool:
    """Whether there is a login that a request to a server could carry."""
    from requests.utils import get_netrc_auth

    given = any(os.environ.get(each) for each in (USER, PASSWORD, TOKEN, AUTH, *OTHERS))
    return given or Path("~/.mlflow/credentials").expanduser().exists() or bool(get_netrc_auth(uri))


def bind() -> None:
    """Have MLflow in this process give a login to its own server only; once.

    All of MLflow's requests, for files too, take their login from one function, which asks the server's address.
    """
    from mlflow.utils import credentials as of_mlflow

    made = of_mlflow.MlflowHostCreds
    if hasattr(made, "of_runner"):
        return

    def bound(host: str, **given: Any) -> Any:
        own = _kept(LOGINS).get(_server(host))
        if not is_named(host):
            given = {key: given[key] for key in ("ignore_tls_verification", "server_cert_path") if key in given}
        if own:
            user, colon, password = own.partition(":")
            given |= {"username": unquote(user)} | ({"password": unquote(password), "token": None} if colon else {})
        return made(host, **given)

    bound.of_runner = True  # type: ignore[attr-defined]
    of_mlflow.MlflowHostCreds = bound


def export_logins() -> dict[str, str]:
    """What another process needs to know of logins, as environment variables."""
    return {key: os.environ[key] for key in (LOGINS, NAMED) if key in os.environ}


# --- what is shown and stored -------------------------------------------------------------------------


def hide(text: str) -> str:
    """A text without secrets: the known ones, and what looks like one in an address.

    >>> hide("no answer from postgresql://me:geheim@db/runs?sslpassword=x")
    'no answer from postgresql://***@db/runs?sslpassword=***'
    """
    for secret in _secrets():
        text = text.replace(secret, HIDDEN)
    if "://" not in text:
        return text
    return IN_QUERY.sub(rf"\1{HIDDEN}", IN_TEXT.sub(_without_login, text))


def hide_node(node: Any) -> Any:
    """A config or a part of one, without secrets in its texts."""
    if isinstance(node, Mapping):
        return {key: hide_node(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [hide_node(each) for each in node]
    return hide(node) if isinstance(node, str) else node


class Formatter(logging.Formatter):
    """Lines of a log, tracebacks included, without secrets."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return hide(super().format(record))


def _without_login(found: re.Match[str]) -> str:
    plain, login = split(found[0])
    if not login:
        return found[0]
    scheme, _, rest = plain.partition("://")
    return f"{scheme}://{HIDDEN}@{rest}"


def _secrets() -> list[str]:
    """Every known secret in each form that a text may have it in, the longest first."""
    logins = [*_kept(LOGINS).values()]
    plain = {login.partition(":")[2] for login in logins}
    for variable in (PASSWORD, TOKEN):
        plain.add(os.environ.get(variable, ""))
    plain |= {unquote(each) for each in plain}
    pairs = [*map(unquote, logins), f"{os.environ.get(USER, '')}:{os.environ.get(PASSWORD, '')}"]
    forms = {
        form
        for each in plain
        for form in (each, quote(each), quote(each, safe=""), quote_plus(each), json.dumps(each)[1:-1])
    }
    forms |= {base64.b64encode(pair.encode()).decode() for pair in pairs if pair.partition(":")[2]}
    return sorted((each for each in forms if len(each) >= SHORTEST), key=len, reverse=True)


def _escaped(text: str) -> str:
    """As it stands in single quotes: backslashes before a quote, and at the end, are doubled."""
    within = re.sub(r"(\\*)'", r"\1\1\\'", text)
    return re.sub(r"(\\+)$", r"\1\1", within)


def _server(uri: str) -> str:
    """What a login belongs to: of a server its scheme, host and port; of a database its whole address."""
    if not _is_http(uri):
        return uri
    parts = urlsplit(uri)
    usual = {"http": 80, "https": 443}[parts.scheme]
    try:
        return f"{parts.scheme}://{parts.hostname}:{parts.port or usual}"
    except ValueError:  # a port that is no number
        return uri


def _is_http(uri: str) -> bool:
    return uri.lower().startswith(("http://", "https://"))


def _kept(variable: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(os.environ.get(variable) or "{}")
    return found


def _keep(variable: str, entries: Mapping[str, str]) -> None:
    os.environ[variable] = json.dumps({**_kept(variable), **entries})
