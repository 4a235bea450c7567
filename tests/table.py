"""The tables that drive the same tests over every schedule, model and dataset."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ScheduleCase:
    """One schedule: its config name and what its formula promises.

    ``curve`` is the sparsity after each update of a ramp over steps 0 to 10 in steps of 2
    (``overrides`` set it so), by the formula, computed by hand.
    """

    name: str
    overrides: tuple[str, ...]
    curve: tuple[float, ...]
    steps: tuple[int, ...] = (2, 4, 6, 8, 10)
    target: float = 0.8
    monotone: bool = True
    extra: dict = field(default_factory=dict)

    @property
    def arguments(self) -> list[str]:
        return [f"schedule={self.name}", f"target_sparsity={self.target}", *self.overrides]


RAMP = ("schedule.begin_step=0", "schedule.end_step=10", "schedule.frequency=2")

SCHEDULES = [
    ScheduleCase("constant", RAMP, (0.8, 0.8, 0.8, 0.8, 0.8)),
    ScheduleCase("polynomial", RAMP, (0.3904, 0.6272, 0.7488, 0.7936, 0.8)),
    ScheduleCase(
        "exponential",
        ("schedule.begin_step=0", "schedule.frequency=2", "schedule.rate=0.5", "schedule.max_sparsity=0.8"),
        (0.5, 0.75, 0.8, 0.8, 0.8),
    ),
]

MODELS = ["lenet_300_100", "lenet5", "tfmot_cnn", "deep_cnn", "mobilenet", "resnet20"]
OFFLINE_DATASETS = ["mnist5k", "digits"]
