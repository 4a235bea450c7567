"""A store that can be written to: its client, and the experiment that the runs go into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from runner import store
from runner.config import TrackingConfig


@dataclass(frozen=True)
class Connection:
    """A store that can be written to, and the experiment in it; ``parent`` is the sweep's run."""

    client: Any
    experiment: str
    uri: str
    parent: str | None


def connect(config: TrackingConfig) -> Connection:
    """The store of a config, made if it is not there.

    Raises:
        UserError: it cannot be made, or is none.
    """
    from mlflow import MlflowClient

    uri = store.tracking_uri(config.uri)
    store.ensure(uri)
    client = MlflowClient(uri)
    return Connection(client, _experiment_id(client, config.experiment, uri), uri, config.parent)


def _experiment_id(client: Any, name: str, uri: str) -> str:
    """The id of an experiment, made if it is not there."""
    from mlflow.exceptions import MlflowException

    found = client.get_experiment_by_name(name)
    if found is None:
        root = store.artifact_root(uri)
        try:
            return client.create_experiment(name, artifact_location=f"{root}/{name}" if root else None)
        except MlflowException:  # another process was quicker
            found = client.get_experiment_by_name(name)
    return found.experiment_id
