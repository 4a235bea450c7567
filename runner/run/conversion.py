"""Have AutoGraph read tfmot's functions before they are needed.

TensorFlow rewrites the source of a function when it is first traced, and keeps the result for the life of the
process. Every run is a process of its own, so each would pay half a second for the same functions; done in the fork
server, none does. Converting touches neither devices nor threads, which a process that is forked must not have begun.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from runner.core import environment
from runner.pruning import kernel, masking, wrapper
from runner.schedules import base, levels, ramps, scaled
from runner.training import feeds, fit, loop

with environment.without_keras_3():
    from tensorflow_model_optimization.python.core.keras import compat, utils
    from tensorflow_model_optimization.python.core.sparsity.keras.pruning_impl import Pruning
    from tensorflow_model_optimization.python.core.sparsity.keras.pruning_schedule import (
        ConstantSparsity,
        PolynomialDecay,
        PruningSchedule,
    )

TRACED: tuple[Callable[..., Any], ...] = (
    wrapper.PruneLowMagnitude.call,
    wrapper.PruneLowMagnitude._prune,
    utils.smart_cond,
    compat.assign,
    loop.Loop._make_step,
    feeds.Arrays.take_batch,
    feeds.Arrays._gather,
    fit.BatchLoss.result,
    masking.Masks.apply,
    fit.BatchLoss.update_state,
    Pruning.weight_mask_op,
    Pruning._weight_assign_objs,
    Pruning._maybe_update_block_mask,
    PruningSchedule._should_prune_in_step,
    PolynomialDecay.__call__,
    ConstantSparsity.__call__,
    kernel.FastPruning._update_mask,
    base.Schedule.__call__,
    ramps.Ramp.sparsity,
    levels.Levels.__call__,
    scaled.find_base,
    scaled.scale,
)

GRAPHS: tuple[Callable[..., Any], ...] = (
    loop.Loop._make_run,
    loop.Loop._make_evaluation,
    masking.Masks.make_anew,
)


def warm() -> None:
    """Convert them; where TensorFlow has no such insides any more they are converted later, as always."""
    with contextlib.suppress(ImportError, AttributeError, TypeError):
        from tensorflow.python.autograph.core import converter
        from tensorflow.python.autograph.impl import api

        # As a call from a traced function asks for it, and as `tf.function` does for what it is given.
        for functions, given in ((TRACED, False), (GRAPHS, True)):
            options = converter.ConversionOptions(recursive=True, user_requested=given, optional_features=None)
            context = converter.ProgramContext(options)
            for function in functions:
                api._convert_actual(function, context)
