"""A schedule as a user would write it, in a file of theirs, in ten lines."""

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
