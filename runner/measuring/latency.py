"""How long one example takes in TFLite, measured: models are called in turns, so that what slows one slows all.

One thread, batch 1, XNNPACK, after calls that warm up. A measured figure is of this machine, at this time: it
is nothing that the same run has again.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

import numpy as np

from runner.core.metric_names import LATENCY, LATENCY_HIGH, LATENCY_LOW, LATENCY_SPARSE_SPEEDUP, LATENCY_SPEEDUP
from runner.core.tags import TAG_INTERPRETER
from runner.measuring import tflite

CALLS, WARM_UP = 200, 50
DENSE, PRUNED, SPARSE = "dense", "pruned", "sparse"


def measure(models: Mapping[str, bytes], example: np.ndarray) -> tuple[dict[str, float], dict[str, str]]:
    """Metrics of each model by its name, and tags that say what it was measured with.

    Metrics are in milliseconds: median and quartiles; and how many times faster than the dense model, as the ratio
    of the medians.

    Args:
        models: TFLite files: ``dense``, ``pruned``, and ``sparse`` if there is one.
        example: one (1, ...).
    """
    loaded = {name: tflite.load(content) for name, content in models.items()}
    for each in loaded.values():
        each.allocate_tensors()
        each.set_tensor(each.get_input_details()[0]["index"], example)
    taken: dict[str, list[int]] = {name: [] for name in loaded}
    names = list(loaded)
    for call in range(WARM_UP + CALLS):
        turn = call % len(names)
        for name in names[turn:] + names[:turn]:  # each comes first as often: it finds the caches that others left
            start = time.perf_counter_ns()
            loaded[name].invoke()
            taken[name].append(time.perf_counter_ns() - start)
    milliseconds = {name: np.array(each[WARM_UP:]) / 1e6 for name, each in taken.items()}
    return summarize_latency(milliseconds), {TAG_INTERPRETER: tflite.describe_interpreter(loaded[DENSE])}


def summarize_latency(milliseconds: Mapping[str, np.ndarray]) -> dict[str, float]:
    """The metrics, from the time of each call by the name of the model."""
    found: dict[str, float] = {}
    for name, each in milliseconds.items():
        low, median, high = (float(value) for value in np.percentile(each, (25, 50, 75)))
        found |= {LATENCY.format(name): median, LATENCY_LOW.format(name): low, LATENCY_HIGH.format(name): high}
    dense, faster = found[LATENCY.format(DENSE)], {PRUNED: LATENCY_SPEEDUP, SPARSE: LATENCY_SPARSE_SPEEDUP}
    return found | {
        metric: dense / found[LATENCY.format(name)] for name, metric in faster.items() if name in milliseconds
    }
