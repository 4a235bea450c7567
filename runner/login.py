"""What to tell a user whom a tracking server does not let in, or does not let do this.

MLflow's clients take the login from ``MLFLOW_TRACKING_USERNAME`` and ``MLFLOW_TRACKING_PASSWORD``, from the URI, or
from the file that ``mlflow login`` writes.
"""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from runner import store

USER, PASSWORD = "MLFLOW_TRACKING_USERNAME", "MLFLOW_TRACKING_PASSWORD"
NO_LOGIN, NO_PERMISSION = "UNAUTHENTICATED", "PERMISSION_DENIED"  # MLflow's names of HTTP's 401 and 403


def refusal(uri: str, code: str) -> str | None:
    """Why a server refused, and what to do; None if it was not for who asked.

    Args:
        uri: of the server.
        code: of MLflow's error.
    """
    user = urlsplit(uri).username or os.environ.get(USER)
    where = f"The tracking server at {store.shown(uri)}"
    if code == NO_LOGIN and user:
        return f"{where} knows no user {user} with this password. Nothing was trained. Set {USER} and {PASSWORD}."
    if code == NO_LOGIN:
        return f"{where} wants a login. Nothing was trained. Set {USER} and {PASSWORD}."
    if code == NO_PERMISSION:
        return (
            f"{where} does not let {user or 'you'} write to this experiment. Nothing was trained. Ask its admin for "
            "the permission EDIT, or give an experiment of your own: tracking.experiment=NAME."
        )
    return None
