"""The dense model is shared by machines that have no disk in common: it comes from the tracking store."""

import shutil
from pathlib import Path
from urllib.parse import urlparse

import pytest

from runner.core.events import Finished
from runner.core.file_names import DENSE_FIGURES_FILE, DENSE_MODEL_FILE
from runner.core.tags import TAG_ATTEMPT, TAG_KIND, TAG_SIGNATURE

MACHINE = "dataset=digits", "seed=71", "train.epochs=2", "baseline.epochs=2", "target_sparsity=0.5"


@pytest.fixture(scope="module")
def elsewhere(train_run, tmp_path_factory):
    """A run on another machine: it has its own folder of dense models; returns that folder, and the result."""

    def run(*overrides):
        folder = tmp_path_factory.mktemp("machine") / "dense"
        _, event, _ = train_run(*MACHINE, f"baseline.dir={folder}", *overrides)
        assert isinstance(event, Finished), event
        (model,) = folder.glob("*/")
        return model, event.result

    return run


@pytest.fixture(scope="module")
def first(elsewhere):
    return elsewhere()


def trainings(client, of):
    """The dense trainings in the store, of the same model as one of them, the oldest first."""
    experiment = client.get_experiment_by_name("pruning").experiment_id
    where = f"tags.{TAG_KIND} = 'dense' AND tags.{TAG_SIGNATURE} = '{of.name.partition('-')[0]}'"
    return client.search_runs([experiment], where, order_by=["attributes.start_time"])


def artifacts(run) -> Path:
    return Path(urlparse(run.info.artifact_uri).path)


def test_another_machine_takes_the_model_that_the_first_one_trained(first, elsewhere, client):
    model, result = elsewhere("schedule=constant")
    assert len(trainings(client, model)) == 1
    for file in (DENSE_MODEL_FILE, DENSE_FIGURES_FILE):
        assert (model / file).read_bytes() == (first[0] / file).read_bytes()
    assert result.metrics["dense/test_accuracy"] == first[1].metrics["dense/test_accuracy"]


def damage(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def other_weights(file):
    """A whole file of a model that another seed would have made."""
    import tf_keras

    from runner.models import keras_file

    model = tf_keras.models.load_model(file, compile=False)
    model.set_weights([array + 1 for array in model.get_weights()])
    keras_file.save(model, file)


@pytest.mark.parametrize("harm", [damage, Path.unlink, other_weights])
def test_what_is_not_the_model_is_trained_again_to_the_same_bytes(first, elsewhere, client, harm):
    newest = trainings(client, first[0])[-1]
    kept = shutil.copy(artifacts(newest) / DENSE_MODEL_FILE, first[0].parent / "kept")
    harm(artifacts(newest) / DENSE_MODEL_FILE)
    model, _ = elsewhere("schedule=constant")
    again = trainings(client, model)[-1]
    assert int(again.data.tags[TAG_ATTEMPT]) == int(newest.data.tags[TAG_ATTEMPT]) + 1
    assert (model / DENSE_MODEL_FILE).read_bytes() == Path(kept).read_bytes()
