"""The dataset as the input of a run."""

import json

import pytest

from runner import inputs
from runner.config import DatasetConfig


@pytest.mark.parametrize(
    ("path", "kind", "source"),
    [
        (None, "code", {"tags": {"mlflow.source.name": "runner.data.digits"}}),
        ("my.npz", "local", {"uri": "my.npz"}),
    ],
)
def test_a_dataset_is_named_by_its_bytes_and_says_where_it_is_from(digits, path, kind, source):
    described = inputs.describe(digits, DatasetConfig("digits", "runner.data.digits", path))
    profile = json.loads(described["profile"])
    assert profile["sha256"] == digits.sha256
    assert digits.sha256.startswith(described["digest"])
    assert len(described["digest"]) == 36
    counts = [profile[f"{split}_examples"] for split in ("train", "val", "test")]
    assert counts == [len(digits.train), len(digits.val), len(digits.test)]
    assert (described["source_type"], json.loads(described["source"])) == (kind, source)
    assert described["context"] == "train, val, test"
