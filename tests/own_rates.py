"""Shapes of a learning rate as a user would write them, good and bad."""

from tf_keras.optimizers import SGD
from tf_keras.optimizers.schedules import LearningRateSchedule


class OneByOne(LearningRateSchedule):
    """Written for one step at a time."""

    def __init__(self, initial_learning_rate):
        self.base = initial_learning_rate

    def __call__(self, step):
        return self.base if int(step) % 2 == 0 else self.base / 2

    def get_config(self):
        return {"initial_learning_rate": self.base}


class Short(OneByOne):
    """A list of rates that is shorter than the training."""

    def __call__(self, step):
        return [0.1, 0.2, 0.3][int(step)]


class Negative(OneByOne):
    def __call__(self, step):
        return -1.0


class Fussy(SGD):
    """An optimizer that takes nothing."""

    def __init__(self, learning_rate, ema_momentum=None):
        raise ValueError("not today")


def nothing():
    return None
