"""A store that is written to: its client, the experiment that the runs go into, and what a writer needs beside."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runner.config.schema import TrackingConfig
from runner.core.score import ACCURACY, Score
from runner.core.tags import TAG_PROCESS
from runner.tracking import dashboard_views, liveness, sender, store
from runner.tracking.outbox import Outbox


@dataclass(frozen=True)
class Connection:
    """A store, open for writing.

    Attributes:
        client: of MLflow, told the run at each call.
        experiment: its id.
        uri: of the store.
        parent: the run id of the sweep, for a run of one.
        outbox: takes what is written, and keeps it while the server is away.
        alive: the tags by which others see that this process lives, and which sweep's it is.
    """

    client: Any
    experiment: str
    uri: str
    parent: str | None
    outbox: Outbox
    alive: Mapping[str, str]


@contextlib.contextmanager
def connect(config: TrackingConfig, folder: Path, score: Score = ACCURACY) -> Iterator[Connection]:
    """The store of a config, made if it is not there; the folder of what is written takes its journal and its lock.

    The dashboard's views of a new experiment show ``score``, by which its first run is judged.

    Raises:
        UserError: the store cannot be made, or is none; or its server is away, or refuses the login.
    """
    uri = store.choose_uri(config.uri)
    store.refuse_database(uri)
    store.ensure(uri)
    client = store.open_client(uri)
    with sender.require_server(uri):
        experiment = _experiment_id(client, config.experiment, uri, score)
    with liveness.hold_lock(folder) as alive, Outbox(uri, folder) as outbox:
        launched = {TAG_PROCESS: config.process} if config.process else {}
        yield Connection(client, experiment, uri, config.parent, outbox, {**alive, **launched})


def _experiment_id(client: Any, name: str, uri: str, score: Score) -> str:
    """The id of an experiment, made if it is not there."""
    from mlflow.exceptions import MlflowException

    found = client.get_experiment_by_name(name)
    if found is None:
        where = store.find_artifacts(uri, name)
        try:
            tags = dashboard_views.experiment_tags(score)
            return client.create_experiment(name, artifact_location=where, tags=tags)
        except MlflowException:  # another process was quicker
            found = client.get_experiment_by_name(name)
    return found.experiment_id
