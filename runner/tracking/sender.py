"""Write one entry of a journal to MLflow; writing it again changes nothing.

A metric with the same time, step and value stays one row, params, tags and inputs stay what they are, files are
written over, the model is looked for before it is made.
"""

from __future__ import annotations

import contextlib
import errno
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from runner.core import yaml_file
from runner.core.errors import ServerAway, UserError
from runner.core.file_names import MODEL_DIR
from runner.core.tags import INPUT_CONTEXT, TAG_REASON, TELLING_PARAMS, Status
from runner.tracking import journal, login, store
from runner.tracking.journal import Entry

TOLD_TWICE = re.compile("unique constraint|duplicate", re.IGNORECASE)  # SQLite and PostgreSQL; MySQL
RATE = 4_000_000  # bytes a second: a slower upload counts as no answer


class Outage(Exception):  # noqa: N818 - it is no error of anybody's
    """The tracking server does not answer: its address refuses, is silent, or says that it cannot now."""


@contextlib.contextmanager
def raise_outages(uri: str) -> Iterator[None]:
    """Turn an error of the connection into :class:`Outage`; what a server that works refuses stays what it is."""
    from requests import exceptions

    kinds = (ConnectionError, TimeoutError, exceptions.ConnectionError, exceptions.Timeout, exceptions.RetryError,
             exceptions.ChunkedEncodingError)  # fmt: skip
    try:
        yield
    except Exception as error:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, kinds):
                raise Outage(
                    f"The tracking server at {store.hide_password(uri)} does not answer: {_short(cause)}."
                ) from error
            cause = cause.__cause__ or cause.__context__
        raise


@contextlib.contextmanager
def require_server(uri: str) -> Iterator[None]:
    """For what cannot wait: a server that is away is the user's to start, one that wants a login to be told it.

    Raises:
        UserError: it does not answer, or does not let the user do this.
    """
    from mlflow.exceptions import MlflowException

    try:
        with store.limit_answers(10, retries=2), raise_outages(uri):
            yield
    except MlflowException as error:
        if refusal := login.explain_login_refusal(uri, error.error_code):
            raise UserError(refusal) from None
        raise
    except Outage as outage:
        raise ServerAway(f"{outage} Nothing was trained. Start it, or give another store: tracking.uri=...") from None


class Sender:
    """Writes entries to one store.

    Args:
        uri: of the store.
        seconds: to wait for each answer; an upload has more, by its size.
    """

    def __init__(self, uri: str, seconds: int) -> None:
        self.uri, self.seconds = uri, seconds
        self._client = store.open_client(uri)
        self._models: dict[str, str] = {}

    def send(self, entry: Entry, folder: Path) -> None:
        """Write an entry; ``folder`` is the journal's.

        Raises:
            Outage: the server does not answer.
            FileNotFoundError: a file of the entry is not there.
            Exception: MLflow's own, where the server refuses.
        """
        write = {
            journal.PARAMS: self._params, journal.METRICS: self._metrics, journal.TAGS: self._tags,
            journal.DATASET: self._dataset, journal.ARTIFACT: self._artifact, journal.MODEL: self._model,
            journal.END: self._end,
        }[entry.kind]  # fmt: skip
        content = entry.content
        if entry.kind in (journal.ARTIFACT, journal.MODEL):
            content = {**content, "path": _beside(folder, content["path"])}
        with store.limit_answers(self.seconds, retries=0), raise_outages(self.uri):
            write(entry.run, content)

    def _params(self, run: str, content: Mapping[str, Any]) -> None:
        from mlflow.entities import Param

        self._client.log_batch(run, params=[Param(*each) for each in content.items()])

    def _tags(self, run: str, content: Mapping[str, Any]) -> None:
        from mlflow.entities import RunTag

        self._client.log_batch(run, tags=[RunTag(*each) for each in content.items()])

    def _metrics(self, run: str, content: Mapping[str, Any]) -> None:
        from mlflow.entities import Metric

        model = self._model_of(run) if content["of_model"] else None
        name, digest = (model and content.get("dataset")) or (None, None)
        rows = [Metric(*row, model, name, digest) for row in content["rows"]]
        self._client.log_batch(run, metrics=rows)

    def _dataset(self, run: str, content: Mapping[str, str]) -> None:
        from mlflow.entities import Dataset, DatasetInput, InputTag
        from mlflow.exceptions import MlflowException

        known = {key: value for key, value in content.items() if key != "context"}
        inputs = [DatasetInput(Dataset(**known), [InputTag(INPUT_CONTEXT, content["context"])])]
        try:
            self._client.log_inputs(run, inputs)
        except MlflowException as error:
            if not TOLD_TWICE.search(str(error)):
                raise
            self._client.log_inputs(run, inputs)  # two runs told of new data at once: now it is known

    def _artifact(self, run: str, content: Mapping[str, Any]) -> None:
        with store.limit_answers(self.seconds + content["path"].stat().st_size // RATE, retries=0):
            self._client.log_artifact(run, str(content["path"]))

    def _model(self, run: str, content: Mapping[str, Any]) -> None:
        """The steps of MLflow's ``Model.log``, each of which may have happened before."""
        from mlflow.entities import LoggedModelOutput
        from mlflow.models import Model
        from mlflow.models.model import MLMODEL_FILE_NAME

        path: Path = content["path"]
        found = self._find_model(run)
        if found and found.status == "READY":
            shutil.rmtree(path, ignore_errors=True)
            return
        if not path.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no such folder", str(path))
        described = Model.from_dict(yaml_file.read(path / MLMODEL_FILE_NAME))  # MLflow's own takes a path for a URI
        tracked = self._client.get_run(run)
        params = {name: tracked.data.params[name] for name in TELLING_PARAMS if name in tracked.data.params}
        made = found or self._client.create_logged_model(
            tracked.info.experiment_id, MODEL_DIR, source_run_id=run, params=params
        )
        described.model_id = described.model_uuid = made.model_id
        described.artifact_path, described.run_id = made.artifact_location, run
        described.save(str(path / MLMODEL_FILE_NAME))
        if made.model_id not in {output.model_id for output in tracked.outputs.model_outputs}:
            self._client.log_outputs(run, [LoggedModelOutput(made.model_id, step=0)])
        size = max(file.stat().st_size for file in path.rglob("*"))
        with store.limit_answers(self.seconds + size // RATE, retries=0):
            self._client.log_model_artifacts(made.model_id, str(path))
        self._client.finalize_logged_model(made.model_id, "READY")
        self._models[run] = made.model_id
        shutil.rmtree(path)

    def _find_model(self, run: str) -> Any:
        """The logged model that a run made, whole or not; None if there is none."""
        experiment = self._client.get_run(run).info.experiment_id
        found = self._client.search_logged_models([experiment], f"source_run_id = '{run}'")
        return next((model for model in found if model.name == MODEL_DIR), None)

    def _model_of(self, run: str) -> str | None:
        if run not in self._models and (found := self._find_model(run)):
            self._models[run] = found.model_id
        return self._models.get(run)

    def _end(self, run: str, content: Mapping[str, Any]) -> None:
        """A run that has ended stays so, but one that did finish is FINISHED, whatever was said from outside."""
        status, wanted = self._client.get_run(run).info.status, content["status"]
        if status == wanted or (status != Status.RUNNING and wanted != Status.FINISHED):
            return
        if content["reason"] is not None:
            self._client.set_tag(run, TAG_REASON, content["reason"])
        self._client.set_terminated(run, wanted, content["time"])


def _beside(folder: Path, name: str) -> Path:
    """A file or folder right beside the journal; a journal cannot name anything else, nor what a link leads to."""
    path = folder / name
    if path.resolve().parent != folder.resolve():
        raise UserError(f"the journal names {name!r}, which is not in its folder")
    for each in (path, *path.rglob("*")):
        if each.is_symlink() or (each.exists() and not (each.is_file() or each.is_dir())):
            raise UserError(f"the journal names {name!r}, where {each.name} is neither a file nor a folder of its own")
    return path


def _short(error: BaseException) -> str:
    from requests import exceptions

    if isinstance(error, exceptions.RetryError):
        return "it says that it cannot now"
    return "no answer in time" if "timed out" in str(error) else "no connection"
