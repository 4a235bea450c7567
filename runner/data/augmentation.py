"""Training examples that are changed a little each time they are seen, by (seed, epoch, example) alone.

Two whole numbers are drawn for each example in each epoch, and decide everything: so an example is the same in every
arm, in a batch of any size, by either engine, and after an interruption. Only what is trained on is changed; val and
test never are.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import tensorflow as tf
import tf_keras
from tf_keras.src.backend import RandomGenerator

from runner.config import trust
from runner.core import reasons
from runner.core.errors import UserError
from runner.data.parts import Augmentation, Dataset, Split

OURS = ("name", "_target_")
FLIP_SHIFT, JITTER_SCALE = "runner.data.flip_shift", "runner.data.jitter_scale"
LEAST_SIDE = 4  # of an image
TABLE = 2**20  # normal numbers
TRIED = 8  # examples
WANTED = (
    "a function of (x, seed), an example and two whole numbers for tf.random.stateless_*; of (x, seeds), a batch and "
    "two for each of its examples; or one that returns a layer of tf_keras"
)


def draw_numbers(seed: int, epoch: int, examples: int) -> np.ndarray:
    """Two whole numbers from 0 for each example (n, 2) int32."""
    random = np.random.default_rng([seed, epoch, 1])  # apart from what draws the order
    return random.integers(0, 2**31, (examples, 2), np.int32, endpoint=False)


def augment_train(dataset: Dataset, config: Mapping[str, Any]) -> Dataset:
    """The data with what changes their training examples, tried on some of them.

    Raises:
        UserError: it does not suit the examples, or does not always give the same from the same numbers.
    """
    if config["_target_"] is None:
        return dataset
    if not isinstance(dataset.train, Split):
        raise UserError(
            f"augment={config['name']} changes arrays; dataset={dataset.name} is a pipeline, whose examples have no "
            f"number to draw by. Change them in the pipeline (map), and leave it out."
        )
    parameters = {name: value for name, value in config.items() if name not in OURS}
    change = _make_change(config, parameters, dataset)
    _try_change(config["name"], change, dataset.train.x[:TRIED])
    given = ", ".join(f"{name}={value}" for name, value in parameters.items())
    told = f"training examples are changed by augment={config['name']}{f' ({given})' if given else ''}"
    if config["_target_"] == FLIP_SHIFT:
        told += f", as images of height {dataset.shape[0]} and width {dataset.shape[1]}"
    return replace(dataset, augmentation=Augmentation(told, change), told=(*dataset.told, told))


# --- what there is --------------------------------------------------------------------------------


def flip_shift(x: Any, seeds: Any, flip: bool = True, shift: float = 0.1) -> Any:
    """Images (n, height, width, ...) mirrored half of the time, and shifted by whole pixels; edges are repeated."""
    images, height, width = tf.shape(x)[0], x.shape[1], x.shape[2]

    def choose(size: int, numbers: Any) -> Any:  # which row, or column, comes where
        reach = int(shift * size)
        by = numbers % (2 * reach + 1) - reach
        return tf.clip_by_value(tf.range(size) + by[:, tf.newaxis], 0, size - 1)

    rows, columns = choose(height, seeds[:, 0] // 2), choose(width, seeds[:, 1])
    if flip:
        columns = tf.where(seeds[:, :1] % 2 == 1, width - 1 - columns, columns)
    places = tf.broadcast_to(rows[:, :, tf.newaxis] * width + columns[:, tf.newaxis], (images, height, width))
    flat = tf.reshape(x, (images, height * width, *x.shape[3:]))
    return tf.gather(flat, places, axis=1, batch_dims=1)


def jitter_scale(x: Any, seeds: Any, deviations: np.ndarray, noise: float = 0.05, scale: float = 0.1) -> Any:
    """Examples (n, ..., channels) times a factor for each channel, and with noise on every number.

    The noise is read from a table of normal numbers, from a place of each example's own: to draw it anew takes longer
    than a step of a small model.

    Args:
        x: the examples.
        seeds: (n, 2).
        deviations: (channels,) of train.
        noise: standard deviation, in those of the channel.
        scale: standard deviation of the factor.
    """
    table, channels, count = _draw_table(), x.shape[-1], int(np.prod(x.shape[1:]))
    of_example, of_factor = (
        tf.gather(table, (seeds[:, at, tf.newaxis] + tf.range(size)) % TABLE)
        for at, size in ((0, count), (1, channels))
    )
    factor = tf.reshape(1 + scale * of_factor, (-1, *(1,) * (len(x.shape) - 2), channels))
    return x * factor + noise * deviations * tf.reshape(of_example, tf.shape(x))


@functools.cache
def _draw_table() -> Any:
    with tf.init_scope():  # held once, and not written into each graph
        return tf.constant(np.random.default_rng(0).standard_normal(TABLE, np.float32))


# --- from a config ---------------------------------------------------------------------------------


def _make_change(config: Mapping[str, Any], parameters: Mapping[str, Any], dataset: Dataset) -> Callable[..., Any]:
    name, target, shape = config["name"], config["_target_"], dataset.shape
    if target == FLIP_SHIFT:
        if len(shape) < 2 or min(shape[:2]) < LEAST_SIDE:
            raise UserError(
                f"augment={name} is for images (height, width) or (height, width, channels); examples of "
                f"dataset={dataset.name} have shape {shape}. For signals and tables: augment=jitter_scale."
            )
        if dataset.task.labels_have_places:
            raise UserError(
                f"augment={name} would move the images of a segmentation and not their labels. Change both before, or "
                f"use augment=jitter_scale."
            )
    if target == JITTER_SCALE:
        spread = dataset.train.shown.x.reshape(-1, shape[-1]).std(axis=0, dtype=np.float64).astype(np.float32)
        return functools.partial(jitter_scale, deviations=spread, **parameters)
    thing = _call_target(name, target, parameters)
    return _as_change(thing, shape) if _is_layer(thing) else thing


def _call_target(name: str, target: str, parameters: Mapping[str, Any]) -> Any:
    """The function with its parameters, for batches; or the layer that it returns."""
    given = trust.import_trusted("augment", target)
    try:
        takes = [*inspect.signature(given).parameters]
        if takes[:2] == ["x", "seeds"]:
            inspect.signature(given).bind(None, None, **parameters)
            return functools.partial(given, **parameters)
        if takes[:2] == ["x", "seed"]:
            inspect.signature(given).bind(None, None, **parameters)
            return functools.partial(_change_each, functools.partial(given, **parameters))
        made = given(**parameters)
    except Exception as error:  # whatever a class of the user's makes of them
        raise UserError(f"augment={name}: {target} is refused with {dict(parameters)}: {error}") from None
    if not _is_layer(made):
        raise UserError(f"augment._target_={target} returned a {type(made).__name__}; it must be {WANTED}.")
    return made


def _is_layer(thing: Any) -> bool:
    return isinstance(thing, tf_keras.layers.Layer)


def _change_each(function: Callable[..., Any], x: Any, seeds: Any) -> Any:
    """One example after the other."""
    return tf.map_fn(lambda of: function(*of), (x, seeds), fn_output_signature=x.dtype)


def _as_change(layer: Any, shape: tuple[int, ...]) -> Callable[..., Any]:
    """A layer of Keras's that draws from the numbers of each example, in place of a generator of its own."""
    layer(np.zeros((1, *shape), np.float32), training=True)  # to be built calls layers, which then draw more often
    drawing = [each for each in layer._flatten_layers() if hasattr(each, "_random_generator")]

    def change(x: Any, seed: Any) -> Any:
        generator = _OfExample(seed)
        for each in drawing:
            each._random_generator = generator
        return tf.ensure_shape(layer(x[tf.newaxis], training=True)[0], x.shape)

    return functools.partial(_change_each, change)


class _OfExample(RandomGenerator):
    """What it draws hangs on the numbers of an example alone."""

    def __init__(self, numbers: Any) -> None:
        super().__init__(seed=0, rng_type=RandomGenerator.RNG_STATELESS)
        self._numbers, self._draws = numbers, 0

    def make_seed_for_stateless_op(self) -> Any:
        """Another one each time."""
        self._draws += 1
        return tf.random.experimental.stateless_fold_in(self._numbers, self._draws)


def _try_change(name: str, change: Callable[..., Any], x: np.ndarray) -> None:
    """Try it on examples: the same shape, finite numbers, the same twice, and the same in another batch."""
    numbers = draw_numbers(0, 0, len(x))
    run = tf.function(change, reduce_retracing=True)  # by way of autograph, as in a training
    try:
        once, again, alone = (
            run(tf.constant(x[of]), tf.constant(numbers[of])).numpy()
            for of in (slice(None), slice(None), slice(-1, None))
        )
    except Exception as error:  # whatever a function of the user's raises
        raise UserError(
            f"augment={name} fails on {len(x)} examples of train: {type(error).__name__}: "
            f"{reasons.state_reason(error)} It must be {WANTED}."
        ) from error
    if once.shape != x.shape or once.dtype != x.dtype:
        raise UserError(
            f"augment={name} makes {once.dtype} of shape {once.shape[1:]} of an example, which is {x.dtype} of shape "
            f"{x.shape[1:]}: it must stay what it is."
        )
    if not np.isfinite(once).all():
        raise UserError(f"augment={name} gives NaN or infinity for an example of train.")
    if not np.array_equal(once, again) or not np.array_equal(once[-1:], alone):
        raise UserError(
            f"augment={name} does not give the same twice from the same numbers: no run could be repeated, and arms "
            f"would not see the same examples. Draw with tf.random.stateless_*, from the seed that it is given."
        )
