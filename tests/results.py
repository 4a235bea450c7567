"""Results of runs that were never made, for the tests of what is told of one."""

from runner.core.metric_names import SIZE_FORMATS
from runner.core.records import LayerResult, Measured, Result
from runner.core.score import ACCURACY
from runner.measuring.figures import collect_final_metrics

COSTS = {"cost/params": 120.0, "cost/nonzero_params": 30.0, "cost/flops": 200.0, "cost/effective_flops": 50.0,
         "cost/theoretical_speedup": 4.0}  # fmt: skip


def measured(accuracy, size):
    of_lite = {"tflite": accuracy, "int8": accuracy - 0.02}
    return Measured(0.1, {"accuracy": accuracy}, dict.fromkeys(SIZE_FORMATS, size), "0" * 64, of_lite)


ONE = (LayerResult("fc1", "Dense", 100, 80, 0.8),)


def result(layers=ONE, target=0.8, warnings=()):
    dense, pruned = measured(0.95, 1000), measured(0.94, 250)
    metrics = collect_final_metrics(target, layers, pruned, dense, COSTS, [], {}, ACCURACY)
    return Result("polynomial", "r1", "sqlite://", target, layers, pruned, dense, metrics, {}, warnings)
