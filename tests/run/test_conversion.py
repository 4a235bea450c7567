"""What the fork server converts ahead of time is what trainings convert; it begins nothing that a fork breaks."""

import subprocess
import sys

PROGRAM = """
from runner.run import preload, conversion
import threading
from tensorflow.python.eager import context
from tensorflow.python.autograph.impl import api
assert context.context()._context_handle is None, "TensorFlow has begun its devices and threads"
assert threading.active_count() == 1

converted = []
whole = type(api._TRANSPILER).transform_function
def transform(self, function, program):
    if not self._cache.has(function, self.get_caching_key(program)):
        converted.append(f"{function.__module__}.{function.__qualname__}")
    return whole(self, function, program)
type(api._TRANSPILER).transform_function = transform

from runner.cli import app
from runner.core.durations import Clock
from runner.data import datasets
from runner.pruning import wrapping
from runner.run import matching, planning
from runner.training import fit
config = app.compose(["dataset=digits", "train.epochs=1", "schedule=SCHEDULE"])
dataset = datasets.load(config.dataset)
fit.prepare(None)
matched = matching.match(config, dataset)
clock = Clock.of(len(dataset.train), config.train.batch_size, config.train.epochs)
_, schedule, plan = planning.plan_schedule(config, clock)
targets = planning.place_layers(config, matched, plan)
plan = targets.plan
nobody = {"phase": "", "tell": lambda event: None, "on_epoch": lambda epoch: None}
fit.fit(wrapping.wrap(matched.model, targets.layers, schedule), dataset, config.train, 0, pruning=plan, **nobody)
print(*converted, sep="\\n")
"""


def converted(schedule):
    program = PROGRAM.replace("SCHEDULE", schedule)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")


def test_tfmots_functions_are_converted_once_for_all_runs():
    left = converted("polynomial")
    assert any("Model.make_train_function" in name for name in left)  # what a training converts is seen here
    assert [name for name in left if "tensorflow_model_optimization" in name and "<locals>" not in name] == []


def test_so_are_our_schedules():
    assert [
        name for name in converted("cosine") if name.startswith(("runner.schedules.base", "runner.schedules.levels"))
    ] == []
