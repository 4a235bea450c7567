"""Schedules as a user would write them, in a file of theirs: one in ten lines, and one that ends badly."""

import inspect
import multiprocessing
import os
import signal
import sys
from pathlib import Path

from tensorflow_model_optimization.sparsity.keras import PruningSchedule


class Halves(PruningSchedule):
    def __init__(self, final, begin_step, frequency):
        self.final, self.begin_step, self.frequency = final, begin_step, frequency

    def __call__(self, step):
        late = step > 2 * self.begin_step
        turn = step >= self.begin_step and step % self.frequency == 0
        return turn, self.final if late else self.final / 2

    def get_config(self):
        parameters = {"final": self.final, "begin_step": self.begin_step, "frequency": self.frequency}
        return {"class_name": "Halves", "config": parameters}


class Mortal(Halves):
    """Ends badly in training, if its number is 3; if ``file`` is given, in the first process alone that trains it.

    That process ends badly however often it is asked: what fails in a graph is tried again by Keras's own loop.
    """

    def __init__(self, final, begin_step, frequency, number, way, file=None):
        super().__init__(final, begin_step, frequency)
        self.number, self.way, self.file = number, way, file

    def __call__(self, step):
        trains = any(frame.function == "fit" for frame in inspect.stack(0))
        if self.number == 3 and trains and self.is_first():
            WAYS[self.way]()
        return super().__call__(step)

    def is_first(self):
        if not self.file:
            return True
        if not Path(self.file).exists():
            Path(self.file).write_text(str(os.getpid()))
        return Path(self.file).read_text() == str(os.getpid())

    def get_config(self):
        own = {"number": self.number, "way": self.way, "file": self.file}
        return {"class_name": "Mortal", "config": {**super().get_config()["config"], **own}}


def raises():
    raise OSError("no more")


WAYS = {
    "raise": raises,
    "exit": lambda: sys.exit(3),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "kill the launcher": lambda: os.kill(multiprocessing.parent_process().pid, signal.SIGKILL),
    "end the launcher": lambda: os.kill(multiprocessing.parent_process().pid, signal.SIGTERM),
}
