"""What to tell a user whom a tracking server does not let in, or does not let do this.

MLflow's clients take the login from ``MLFLOW_TRACKING_USERNAME`` and ``MLFLOW_TRACKING_PASSWORD``, from the URI, or
from the file that ``mlflow login`` writes.
"""

from __future__ import annotations

from runner.core import credentials
from runner.core.credentials import PASSWORD, USER
from runner.tracking import store

NO_LOGIN, NO_PERMISSION = "UNAUTHENTICATED", "PERMISSION_DENIED"  # MLflow's names of HTTP's 401 and 403


def explain_login_refusal(uri: str, code: str) -> str | None:
    """Why a server refused, and what to do; None if it was not for who asked.

    Args:
        uri: of the server.
        code: of MLflow's error.
    """
    user = credentials.find_user(uri)
    where = f"The tracking server at {store.hide_password(uri)}"
    if code == NO_LOGIN and user:
        return f"{where} knows no user {user} with this password. Nothing was trained. Set {USER} and {PASSWORD}."
    if code == NO_LOGIN and not credentials.is_named(uri):
        return (
            f"{where} wants a login, and gets none: a file names it, neither the command nor MLFLOW_TRACKING_URI does. "
            f"Nothing was trained. If it is yours, name it: tracking.uri={uri}."
        )
    if code == NO_LOGIN:
        return f"{where} wants a login. Nothing was trained. Set {USER} and {PASSWORD}."
    if code == NO_PERMISSION:
        return (
            f"{where} does not let {user or 'you'} write to this experiment. Nothing was trained. Ask its admin for "
            "the permission EDIT, or give an experiment of your own: tracking.experiment=NAME."
        )
    return None
