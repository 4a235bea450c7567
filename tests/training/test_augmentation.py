"""Examples are changed by (seed, epoch, example) alone: in any batch, by either engine, after a break."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runner.config import signature
from runner.core.errors import UserError
from runner.data import augmentation, datasets
from runner.run import matching
from runner.training import feeds, fit, seeding
from tests.composing import compose
from tests.training.test_recipes import Killed, Training

OWN = "augment._target_=tests.own_augmentations."
TRUSTED = ("dataset=digits", "model=lenet5", "trusted_modules=[tests]")
WAYS = {
    "flip_shift": ("augment=flip_shift",),
    "jitter_scale": ("augment=jitter_scale",),
    "of an example": (f"{OWN}brighter", "+augment.most=0.3"),
    "of a batch": (f"{OWN}moved",),
    "layers": (f"{OWN}layers",),
    "a layer": ("augment._target_=tf_keras.layers.RandomFlip", "+augment.mode=horizontal"),
}


@pytest.fixture(scope="module", autouse=True)
def _generators():
    backend = fit.tf_keras.backend.experimental
    before = backend.is_tf_random_generator_enabled()
    seeding.use_generators()
    yield
    if not before:
        backend.disable_tf_random_generator()


def match(*overrides):
    config = compose([*TRUSTED, *overrides])
    return matching.match(config, datasets.load(config.dataset)).dataset


def shorten(dataset):
    """With a few of its training examples."""
    return replace(dataset, train=replace(dataset.train, x=dataset.train.x[:330], y=dataset.train.y[:330]))


def read(feed, epoch):
    """The batches of an epoch, by the parts of the loop, and as Keras is given them."""
    feed.begin(epoch)
    part = feed.take_part(0, feed.steps)
    take = fit.tf.function(feed.take_batch, reduce_retracing=True)
    loop = [take(part, fit.tf.constant(at)) for at in range(feed.steps)]
    keras = list(feed.make_pipeline(range(epoch, epoch + 1)))
    return loop, keras


@pytest.mark.parametrize("way", WAYS)
def test_both_engines_are_given_the_same_and_it_hangs_on_seed_epoch_and_example_alone(way):
    dataset = shorten(match(*WAYS[way]))
    assert "changed by augment=" in dataset.told[-1]
    loop, keras = read(feeds.make_feed(dataset.train, 100, 3, dataset.augmentation), 1)
    assert [[each.numpy().tobytes() for each in batch] for batch in loop] == [
        [each.numpy().tobytes() for each in batch] for batch in keras
    ]
    plain, _ = read(feeds.make_feed(dataset.train, 100, 3), 1)
    assert all(np.array_equal(a[1], b[1]) for a, b in zip(loop, plain, strict=True))  # the labels, in their order
    changed = np.concatenate([a[0] != b[0] for a, b in zip(loop, plain, strict=True)])
    assert changed.reshape(len(changed), -1).any(1).mean() > 0.4
    by_size = [read(feeds.make_feed(dataset.train, size, 3, dataset.augmentation), 1)[0] for size in (50, 100)]
    sizes = [np.concatenate([batch[0] for batch in each]) for each in by_size]
    assert np.array_equal(*sizes)
    others = [read(feeds.make_feed(dataset.train, 100, *of, dataset.augmentation), epoch)[0][0][0]
              for of, epoch in (((3,), 1), ((3,), 2), ((4,), 1))]  # fmt: skip
    assert len({each.numpy().tobytes() for each in others}) == 3


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**31),
    epoch=st.integers(0, 500),
    flip=st.booleans(),
    shift=st.sampled_from((0.0, 0.2, 0.9)),
    size=st.tuples(st.integers(4, 9), st.integers(4, 9)),
    channels=st.sampled_from(((), (1,), (3,))),
)
def test_an_image_is_mirrored_and_shifted_as_a_whole(seed, epoch, flip, shift, size, channels):
    (height, width), count = size, max(channels, default=1)
    down, right = int(shift * height), int(shift * width)
    x = np.arange(6 * height * width * count, dtype=np.float32).reshape(6, *size, *channels)
    found = augmentation.flip_shift(x, augmentation.draw_numbers(seed, epoch, 6), flip, shift).numpy()
    for was, now in zip(x, found, strict=True):
        ways = [np.pad(each, ((down, down), (right, right), *((0, 0),) * len(channels)), "edge")
                for each in ((was, was[:, ::-1]) if flip else (was,))]  # fmt: skip
        places = [(way, top, left) for way in ways for top in range(2 * down + 1) for left in range(2 * right + 1)]
        assert any(np.array_equal(now, way[top : top + height, left : left + width]) for way, top, left in places)


def test_numbers_of_an_example_do_not_hang_on_how_many_there_are():
    few, many = (augmentation.draw_numbers(7, 2, count) for count in (10, 1000))
    assert np.array_equal(few, many[:10])
    assert len(np.unique(many)) > 1990


def test_jitter_and_scale_are_as_large_as_they_are_said_to_be():
    x, numbers = np.full((4000, 6, 2), 10, np.float32), augmentation.draw_numbers(0, 0, 4000)
    spread = np.array([1, 5], np.float32)
    noise = augmentation.jitter_scale(x, numbers, spread, noise=0.1, scale=0.0).numpy() - x
    assert noise.std(axis=(0, 1)) == pytest.approx([0.1, 0.5], rel=0.05)
    factor = augmentation.jitter_scale(x, numbers, spread, noise=0.0, scale=0.2).numpy() / x
    assert factor.std(axis=(0, 1)) == pytest.approx([0.2, 0.2], rel=0.05)
    assert np.ptp(factor, axis=1).max() < 1e-6  # one for all of a channel
    assert np.array_equal(augmentation.jitter_scale(x, numbers, spread, noise=0, scale=0), x)


@pytest.mark.parametrize("way", ["flip_shift", pytest.param("layers", marks=pytest.mark.long)])
def test_a_training_has_the_bits_of_fit_and_continues_after_a_break(way, digits, tmp_path):
    given = WAYS[way]
    graph, by_keras = (Training(digits, *given, engine=engine) for engine in ("graph", "fit"))
    assert not graph.why_not
    assert (graph.state, graph.epochs) == (by_keras.state, by_keras.epochs)
    with pytest.raises(Killed):
        Training(digits, *given, folder=tmp_path, dies=True)
    continued = Training(digits, *given, folder=tmp_path)
    assert (continued.state, continued.epochs) == (graph.state, graph.epochs)
    assert graph.state != Training(digits).state


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (["augment=flip_shift", "augment.shift=1"], "augment.shift=1 is out of range"),
        (["augment=flip_shift", "augment.flip=3"], "neither true nor false"),
        (["augment=flip_shift", "+augment.shft=0.2"], "Did you mean shift"),
        (["augment=jitter_scale", "augment.noise=-1"], "augment.noise=-1 is out of range"),
        (["augment=flip_shift", "dataset=wine", "model=mlp"], "for images"),
        (["augment=flip_shift", "dataset._target_=tests.own_pipelines.ordered"], "pipeline"),
        ([f"{OWN}draws_anew"], "does not give the same twice"),
        ([f"{OWN}of_the_batch"], "does not give the same twice"),
        ([f"{OWN}smaller"], "must stay what it is"),
        ([f"{OWN}nothing_left"], "NaN or infinity"),
        ([f"{OWN}fails"], "no such thing"),
        ([f"{OWN}no_layer"], "returned a ndarray"),
        ([f"{OWN}absent"], "cannot be imported"),
        ([f"{OWN}brighter", "+augment.least=1"], "unexpected keyword argument"),
        (["augment._target_=os.system"], "outside the trusted modules"),
        (["augment._target_=tf_keras.layers.RandomFlip", "+augment.mod=x"], "mod"),
    ],
)
def test_what_does_not_suit_the_data_or_cannot_be_repeated_is_refused_before_training(given, why):
    with pytest.raises(UserError, match=why):
        match(*given)


def test_what_changes_examples_is_part_of_a_run_and_of_its_dense_start_and_nothing_is_not():
    def sign(*given):
        config = compose([*TRUSTED, *given])
        return signature.sign_config(config), signature.sign_dense(config, "x", "y", {})

    assert "augment" not in compose([]).recorded()
    assert compose(["augment=flip_shift"]).recorded()["augment"]["shift"] == 0.1
    assert compose([*TRUSTED, f"{OWN}brighter"]).augment["name"] == "brighter"
    signed = [sign(), sign("augment=flip_shift"), sign("augment=flip_shift", "augment.shift=0.2"), sign(f"{OWN}moved")]
    assert sign("augment=none") == signed[0]
    assert len({run for run, _ in signed}) == len({dense for _, dense in signed}) == 4
