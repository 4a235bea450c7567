"""What the fork server converts ahead of time is what trainings convert; it begins nothing that a fork breaks."""

import subprocess
import sys

PROGRAM = """
from runner import preload, conversion
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

from runner import app, data, matching, planning, prune, steps, train
config = app.compose(["dataset=digits", "train.epochs=1", "schedule=SCHEDULE"])
dataset = data.load(config.dataset)
train.prepare(None)
matched = matching.match(config, dataset)
clock = steps.Clock.of(len(dataset.train), config.train.batch_size, config.train.epochs)
_, schedule, plan = planning.make(config, clock)
layers, plan = planning.place(config, matched, plan)
nobody = {"phase": "", "tell": lambda event: None, "on_epoch": lambda epoch: None}
train.fit(prune.wrap(matched.model, layers, schedule), dataset, config.train, 0, pruning=plan, **nobody)
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
    assert [name for name in converted("cosine") if name.startswith(("runner.schedules", "runner.levels"))] == []
