"""The dataset as the input of a run."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from runner.config.schema import DatasetConfig
from runner.tracking import dataset_input, journal
from runner.tracking.journal import Entry
from runner.tracking.sender import Sender
from tests.stores import Store


@pytest.mark.parametrize(
    ("path", "kind", "source"),
    [
        (None, "code", {"tags": {"mlflow.source.name": "runner.data.digits"}}),
        ("my.npz", "local", {"uri": "my.npz"}),
    ],
)
def test_a_dataset_is_named_by_its_bytes_and_says_where_it_is_from(digits, path, kind, source):
    described = dataset_input.describe_dataset(digits, DatasetConfig("digits", "runner.data.digits", path))
    profile = json.loads(described["profile"])
    assert profile["sha256"] == digits.sha256
    assert digits.sha256.startswith(described["digest"])
    assert len(described["digest"]) == 36
    counts = [profile[f"{split}_examples"] for split in ("train", "val", "test")]
    assert counts == [len(digits.train), len(digits.val), len(digits.test)]
    assert (described["source_type"], json.loads(described["source"])) == (kind, source)
    assert described["context"] == "train, val, test"


def test_runs_that_tell_of_the_same_new_data_at_once_all_have_it(tmp_path, digits):
    """MLflow looks whether it knows a dataset, then adds it: of two runs at once the second was refused."""
    store, together = Store(tmp_path), 4
    experiment = store.experiment("pruning")
    runs = [store.client.create_run(experiment).info.run_id for _ in range(together)]
    senders, barrier = [Sender(store.uri, 30) for _ in runs], Barrier(together, timeout=20)
    described = dataset_input.describe_dataset(digits, DatasetConfig("digits", "runner.data.digits"))

    def tell(sender, run):
        for number in range(20):
            barrier.wait()
            sender.send(Entry(store.uri, run, journal.DATASET, {**described, "digest": str(number)}), tmp_path)

    with ThreadPoolExecutor(together) as pool:
        list(pool.map(tell, senders, runs))
    for run in runs:
        assert len(store.client.get_run(run).inputs.dataset_inputs) == 20
