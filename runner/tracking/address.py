"""Whether an MLflow server answers at an address, before anything is built on it.

MLflow tries an address for minutes, follows it elsewhere, and waits for each single byte anew. Here one question is
asked, of which the whole answer has to be there in time. An address that refuses is asked again for a moment, since its
server may be about to start. The question is one of MLflow's own, sent through the proxies and with the certificates
that the environment names, and without a login: a server that wants one is one, too.

Units: seconds.
"""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from runner.core import names
from runner.core.errors import UserError

PATIENCE = 8.0  # for the whole answer
AGAIN, PAUSE = 3.0, 0.5  # while an address that refuses is asked again, and between two times
FRESH = 10.0  # that a refusal is good for: one command asks in several places
MOST = 100_000  # bytes of an answer
QUESTION = "/api/2.0/mlflow/experiments/search"
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
WEB = ("http", "https")
OTHERS = ("sqlite", "file", "databricks", "databricks-uc", "uc", "postgresql", "postgres", "mysql", "mssql")
FORMS = "http://HOST:PORT, https://HOST or sqlite:///FILE"
LOGIN = (401, 403)
LOGINS = ("MLFLOW_TRACKING_USERNAME", "MLFLOW_TRACKING_TOKEN")  # a proxy may send those elsewhere who give none

T = TypeVar("T")

_good: set[str] = set()
_bad: dict[str, tuple[float, UserError]] = {}


def check(uri: str) -> None:
    """Refuse an address at which no MLflow server answers; a process asks each that one did answer at once.

    Raises:
        UserError: it cannot be an address; nothing answers there, or not in time, or it is no MLflow server.
    """
    scheme = _scheme(uri)
    if uri in _good or scheme.partition("+")[0] in OTHERS or (not scheme and "://" not in uri):
        return
    if why := find_malformed(uri):
        raise _refusal(uri, why)
    if uri in _bad and time.monotonic() - _bad[uri][0] < FRESH:
        raise _bad[uri][1]
    if why := answer_in_time(PATIENCE, lambda: _answered(uri), _late()):
        _bad[uri] = time.monotonic(), _refusal(uri, why)
        raise _bad[uri][1]
    _good.add(uri)


def answer_in_time(seconds: float, answer: Callable[[], T], late: T) -> T:
    """What a question to another machine comes to; ``late`` if it has not come in time, however it trickles.

    The thread that asks is left behind then, and ends with the process. ``answer`` raises nothing.
    """
    found: list[T] = []
    asking = threading.Thread(target=lambda: found.append(answer()), daemon=True)
    asking.start()
    asking.join(seconds)
    return found[0] if found else late


def _late() -> str:
    return f"no whole answer came in {PATIENCE:.0f} seconds"


def _refusal(uri: str, why: str) -> UserError:
    shown = re.sub(r"^([^/]*://)?.*@", r"\1***@", uri, flags=re.S)
    return UserError(
        f"No MLflow server answers at {names.make_visible(shown)}: {why}. Nothing was trained. Start it, see that the "
        f"address is right, or give another store: tracking.uri={FORMS}."
    )


def _scheme(uri: str) -> str:
    form = SCHEME.match(uri)
    return form[1].lower() if form else ""


def find_malformed(uri: str) -> str:
    """Why a text is no address of a server; empty if it is."""
    if _scheme(uri) not in WEB:
        return f"it is none of {FORMS}"
    if "@" in uri.partition("://")[2].partition("/")[2]:
        return "it is no address; in a password / is written %2F, ? %3F, # %23 and @ %40"
    try:
        parts = urlsplit(uri)
        port = parts.port
    except ValueError:
        return "it is no address"
    if not parts.hostname:
        return "it names no host"
    return "it is no address" if port == 0 or re.search(r"[\s\x00-\x1f]", uri) else ""


def _answered(uri: str) -> str:
    """Why what answers is no MLflow server; empty if it is one."""
    from requests import exceptions

    begun = time.monotonic()
    while True:
        try:
            return _judged(*_ask(uri))
        except exceptions.SSLError as error:
            return f"its encryption fails ({_short(error)})"
        except exceptions.Timeout:  # of a single wait, just before the whole one's
            return _late()
        except exceptions.ConnectionError as error:
            why = _short(error)
            if "refused" not in why or time.monotonic() - begun > AGAIN:
                return why
            time.sleep(PAUSE)
        except Exception as error:  # what answers may be anything
            return _short(error)


def _ask(uri: str) -> tuple[int, str, bytes]:
    """Status, where it sends to, and the beginning of the answer."""
    import requests

    given = os.environ.get
    secure = given("MLFLOW_TRACKING_INSECURE_TLS", "").lower() not in ("true", "1")
    with requests.get(
        f"{uri.rstrip('/')}{QUESTION}", params={"max_results": "1"}, timeout=PATIENCE, allow_redirects=False,
        stream=True, auth=lambda request: request,  # none, also not that of a .netrc
        verify=given("MLFLOW_TRACKING_SERVER_CERT_PATH") or secure, cert=given("MLFLOW_TRACKING_CLIENT_CERT_PATH"),
    ) as response:  # fmt: skip
        content = b""
        for part in response.iter_content(4096):
            content += part
            if len(content) > MOST:
                break
        return response.status_code, response.headers.get("Location", ""), content


def _judged(status: int, location: str, content: bytes) -> str:
    if 300 <= status < 400:
        where = names.make_visible(location.partition(QUESTION)[0].rpartition("@")[2][:200])
        return "" if any(map(os.environ.get, LOGINS)) else f"it sends elsewhere, to {where}; if that is it, give that"
    if status in LOGIN:
        return ""
    if status >= 500:
        return f"it says that it cannot (HTTP {status})"
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return f"what answers there is something else (HTTP {status}, no JSON)"
    if isinstance(said, dict) and ("experiments" in said or "error_code" in said or (status == 200 and not said)):
        return ""
    return f"what answers there is something else (HTTP {status})"


def _short(error: Exception) -> str:
    """The innermost reason, without what Python says about its objects."""
    cause: Any = error
    text = str(error)
    for _ in range(10):
        inner = getattr(cause, "reason", None) or cause.__cause__ or cause.__context__
        if not isinstance(inner, BaseException):
            break
        cause, text = inner, str(inner) or text
    text = re.sub(r"<[^>]*>:?\s*|\[Errno -?\d+\]\s*|\w+\(|'?\bhost='[^']*', port=\d+\)?:?\s*", "", text)
    return names.make_visible(" ".join(text.split())).strip(" .()'\"")[:200] or type(error).__name__
