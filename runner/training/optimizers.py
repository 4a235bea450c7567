"""Keras's optimizers with fewer operations in an update: the same bits in less time.

Keras writes an update as one operation for each sign of its formula: of Adam's, twelve passes over all weights. Some of
TensorFlow's own update operations compute a part of it in one pass, in the same order, so that every bit is the same.
What is no plain dense update on the CPU (sparse gradients, other types, a GPU) is Keras's own.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

import tensorflow as tf
import tf_keras

from runner.config import recipe, trust
from runner.core import names
from runner.core.errors import UserError

Pairs = Sequence[tuple[Any, Any]]
OURS_TO_SAY = ("learning_rate", "name", "jit_compile", "kwargs", "args")  # compiled is what train.xla says


def build(key: str, config: Mapping[str, Any], rate: Any) -> Any:
    """The optimizer that a config names, at a rate: a number, or one of Keras's schedules of it.

    Raises:
        UserError: it is no optimizer of TF-Keras, or its class refuses the parameters.
    """
    cls = _find_class(key, config["_target_"])
    given = {name: each for name, each in config.items() if name not in recipe.NOT_PARAMETERS and each is not None}
    accepted = [name for name in inspect.signature(cls).parameters if name not in OURS_TO_SAY]
    if unknown := [name for name in given if name not in accepted]:
        raise UserError(
            f"{key}.{unknown[0]} is no parameter of {cls.__name__}.{names.suggest_names(unknown[0], accepted)}\n"
            f"{key}.* can be {', '.join(accepted)}."
        )
    try:
        return cls(learning_rate=rate, **given)
    except Exception as error:  # whatever a class makes of parameters that it did not expect
        told = ", ".join(f"{name}={value}" for name, value in given.items())
        why = " ".join(str(error).split())
        raise UserError(f"{key}={config['name']}: {cls.__name__}({told}) is refused: {why}") from None


def list_state(optimizer: Any) -> list[Any]:
    """Every variable of an optimizer that is built: of some classes of Keras's, ``variables`` has not all."""
    found = list(optimizer.variables)
    known = {id(each) for each in found}
    for held in vars(optimizer).values():
        for each in held if isinstance(held, list | tuple) else [held]:
            if isinstance(each, tf.Variable) and id(each) not in known:
                known.add(id(each))
                found.append(each)
    return found


def _find_class(key: str, target: str) -> type:
    own = {"tf_keras.optimizers.Adam": Adam, "tf_keras.optimizers.SGD": SGD}
    if target in own:
        return own[target]
    module, _, name = target.rpartition(".")
    if module == recipe.KERAS and not hasattr(tf_keras.optimizers, name):
        offered = sorted(each for each, thing in vars(tf_keras.optimizers).items() if _is_optimizer(thing))
        raise UserError(
            f"{key}._target_={target} is nothing that TF-Keras has.{names.suggest_names(name, offered)}\n"
            f"It has {', '.join(offered)}."
        )
    found = trust.import_trusted(key, target)
    if not _is_optimizer(found):
        raise UserError(
            f"{key}._target_={target} is no optimizer: it must be a subclass of tf_keras.optimizers.Optimizer."
        )
    return found


def _is_optimizer(thing: Any) -> bool:
    return isinstance(thing, type) and issubclass(thing, tf_keras.optimizers.Optimizer)


class Adam(tf_keras.optimizers.Adam):
    """Keras's Adam: ``m += (g - m)(1 - beta_1)``, ``v += (g² - v)(1 - beta_2)``, ``w -= alpha m / (sqrt(v) + eps)``.

    ``alpha`` is the learning rate, corrected for means that begin at 0.
    """

    def _internal_apply_gradients(self, grads_and_vars: Pairs) -> Any:
        if self.amsgrad or self.adaptive_epsilon or not _is_plain(self, grads_and_vars):
            return super()._internal_apply_gradients(grads_and_vars)
        step = tf.cast(self.iterations + 1, tf.float32)
        first, second = (tf.pow(tf.cast(beta, tf.float32), step) for beta in (self.beta_1, self.beta_2))
        alpha = self.learning_rate * tf.sqrt(1 - second) / (1 - first)
        shares = [tf.constant(1 - beta, tf.float32) for beta in (self.beta_1, self.beta_2)]
        epsilon = tf.constant(self.epsilon, tf.float32)
        for gradient, variable in grads_and_vars:
            at = self._index_dict[self._var_key(variable)]
            m, v = self._momentums[at], self._velocities[at]
            _move(m, gradient, shares[0])
            _move(v, tf.square(gradient), shares[1])
            tf.raw_ops.ResourceApplyAdagradV2(  # with the sum of squares as it is: w -= alpha m / (sqrt(v) + epsilon)
                var=variable.handle, accum=v.handle, lr=alpha, epsilon=epsilon, grad=m.read_value(),
                update_slots=False,
            )  # fmt: skip
        return self.iterations.assign_add(1)


class SGD(tf_keras.optimizers.SGD):
    """Keras's SGD: ``m = m momentum - g rate``, ``w += m``."""

    def _internal_apply_gradients(self, grads_and_vars: Pairs) -> Any:
        if self.nesterov or not _is_plain(self, grads_and_vars):
            return super()._internal_apply_gradients(grads_and_vars)
        for gradient, variable in grads_and_vars:
            momentum = self.momentums[self._index_dict[self._var_key(variable)]]
            tf.raw_ops.ResourceApplyKerasMomentum(
                var=variable.handle, accum=momentum.handle, lr=self.learning_rate, grad=gradient,
                momentum=self.momentum,
            )  # fmt: skip
        return self.iterations.assign_add(1)


def _is_plain(optimizer: Any, grads_and_vars: Pairs) -> bool:
    """Whether an update is no more than its formula, and all gradients are dense and of float32."""
    return not (optimizer.jit_compile or optimizer.use_ema) and all(
        isinstance(gradient, tf.Tensor) and gradient.dtype == tf.float32 for gradient, _ in grads_and_vars
    )


def _move(average: Any, value: Any, share: Any) -> None:
    """``average += (value - average) share``, written as ``average -= (average - value) share``, of the same bits."""
    tf.raw_ops.ResourceApplyGradientDescent(var=average.handle, alpha=share, delta=average - value)
