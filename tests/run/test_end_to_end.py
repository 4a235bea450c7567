"""Every figure that is reported is that of the model that is shipped: by plain tf_keras, on what a run leaves.

What the outputs are, and what a mask leaves out, is known of each model of tests/heads.py; the runner has to see it.
"""

import numpy as np
import pytest

from runner.core.events import Finished, Refused
from tests import heads

EXACT = 1e-6
QUICK = ("trusted_modules=[tests]", "train.epochs=1", "baseline.epochs=1", "train.batch_size=16", "dataset=npz",
         "allow_missed_target=true", "schedule.frequency=1", "target_sparsity=0.5", "force=false")  # fmt: skip


def plain(file, split, logits):
    """Loss and accuracy of a model's file, as anybody would have Keras evaluate it."""
    import tf_keras

    model = tf_keras.models.load_model(file, compile=False)
    model.compile(loss=tf_keras.losses.SparseCategoricalCrossentropy(from_logits=logits), metrics=["accuracy"])
    return model.evaluate(*split, batch_size=512, verbose=0)[:2]


def check_figures(end, folder, arrays, logits):
    """Loss and accuracy of the run and of its dense start, on val and on test."""
    from runner.tracking import store

    result = end.result
    with store.open_store(result.tracking_uri) as client:
        of_epochs = client.get_run(result.run_id).data.metrics
    found = {**of_epochs, **result.metrics}
    for split in ("val", "test"):
        loss, accuracy = plain(folder / "model.keras", arrays[split], logits)
        assert found[f"{split}/loss"] == pytest.approx(loss, rel=EXACT, abs=EXACT), split
        assert found[f"{split}/accuracy"] == pytest.approx(accuracy, abs=EXACT), split
    if (folder / "dense.keras").exists():
        _, accuracy = plain(folder / "dense.keras", arrays["test"], logits)
        assert found["dense/test_accuracy"] == pytest.approx(accuracy, abs=EXACT)


@pytest.fixture(scope="module")
def few_digits(digits, tmp_path_factory):
    """A file with 160 digits to train on, and the arrays of all its parts."""
    arrays = {name: (part.x[:size], part.y[:size]) for name, part, size in
              (("train", digits.train, 160), ("val", digits.val, 60), ("test", digits.test, 80))}  # fmt: skip
    return written(tmp_path_factory.mktemp("digits"), arrays), arrays


def written(folder, arrays):
    file = folder / "data.npz"
    np.savez(
        file,
        **{f"{kind}_{name}": array for name, pair in arrays.items() for kind, array in zip("xy", pair, strict=True)},
    )
    return file


@pytest.mark.parametrize("which", [name for name, (_, kind) in heads.HEADS.items() if kind != heads.REFUSED])
def test_a_head_is_read_as_what_it_is(which, train_run, few_digits):
    file, arrays = few_digits
    _, end, folder = train_run(*QUICK, f"dataset.path={file}", "model._target_=tests.heads.head", "model.name=head",
                               f"+model.which='{which}'")  # fmt: skip
    assert isinstance(end, Finished), end
    check_figures(end, folder, arrays, heads.HEADS[which][1] == heads.LOGITS)


@pytest.mark.parametrize("which", [name for name, (_, kind) in heads.HEADS.items() if kind == heads.REFUSED])
def test_a_head_that_can_not_be_read_is_refused(which, train_run, few_digits):
    file, _ = few_digits
    _, end, _ = train_run(*QUICK, f"dataset.path={file}", "model._target_=tests.heads.head", "model.name=head",
                          f"+model.which='{which}'")  # fmt: skip
    assert isinstance(end, Refused), end
    assert "neither probabilities of classes that exclude each other" in end.message
    assert "outputs=probabilities" in end.message


def test_a_sigmoid_is_what_the_user_says_it_is(train_run, few_digits):
    file, arrays = few_digits
    _, end, folder = train_run(*QUICK, f"dataset.path={file}", "model._target_=tests.heads.head", "model.name=head",
                               "+model.which=sigmoid", "outputs=probabilities")  # fmt: skip
    check_figures(end, folder, arrays, logits=False)
    assert any("divides them by their sum" in warning for warning in end.result.warnings)


@pytest.fixture(scope="module")
def sequences(tmp_path_factory):
    """Files of 12 tokens an example, padded in some of the parts; the label: is the last real token large?"""
    rng, found = np.random.default_rng(0), {}
    for padded in (heads.ALL, heads.ONLY_VAL, heads.ONLY_TEST):
        arrays = {}
        for name, count in (("train", 160), ("val", 60), ("test", 80)):
            tokens = rng.integers(1, 50, (count, 12))
            lengths = rng.integers(2, 8, count) if name in padded else np.full(count, 12)
            tokens[np.arange(12) >= lengths[:, None]] = 0
            arrays[name] = tokens.astype(np.float32), (tokens[np.arange(count), lengths - 1] > 25).astype(np.int64)
        found[padded] = written(tmp_path_factory.mktemp("sequences"), arrays), arrays
    return found


@pytest.mark.parametrize("which", heads.MASKED)
def test_a_mask_of_padding_reaches_each_layer(which, train_run, sequences):
    file, arrays = sequences[heads.MASKED[which][1]]
    _, end, folder = train_run(*QUICK, f"dataset.path={file}", "model._target_=tests.heads.masked", "model.name=masked",
                               f"+model.which='{which}'")  # fmt: skip
    assert isinstance(end, Finished), end
    check_figures(end, folder, arrays, logits=False)
