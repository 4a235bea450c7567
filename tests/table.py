"""The tables that drive the same tests over every schedule, model and dataset."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ScheduleCase:
    """One schedule: its config name and what its formula promises.

    ``curve`` is the sparsity after each update, which are at ``steps``: of a ramp over steps 0 to 10
    in steps of 2 (``overrides`` set it so), by the formula, computed by hand.
    ``starts`` and ``ends`` name what it has at ``begin_step`` and from ``end_step`` on, where it has both.
    """

    name: str
    overrides: tuple[str, ...]
    curve: tuple[float, ...]
    steps: tuple[int, ...] = (2, 4, 6, 8, 10)
    target: float = 0.8
    monotone: bool = True
    starts: str = "initial"
    ends: str = "final"

    @property
    def arguments(self) -> list[str]:
        return [f"schedule={self.name}", f"target_sparsity={self.target}", *self.overrides]


LENGTH = ("schedule.begin_step=0", "schedule.end_step=10")
RAMP = (*LENGTH, "schedule.frequency=2")

SCHEDULES = [
    ScheduleCase("constant", RAMP, (0.8, 0.8, 0.8, 0.8, 0.8), starts="final"),
    ScheduleCase("polynomial", RAMP, (0.3904, 0.6272, 0.7488, 0.7936, 0.8)),
    ScheduleCase(
        "exponential",
        ("schedule.begin_step=0", "schedule.frequency=2", "schedule.rate=0.5", "schedule.max_sparsity=0.8"),
        (0.5, 0.75, 0.8, 0.8, 0.8),
        ends="",
    ),
    ScheduleCase("linear", RAMP, (0.16, 0.32, 0.48, 0.64, 0.8)),
    ScheduleCase("convex", RAMP, (0.0064, 0.0512, 0.1728, 0.4096, 0.8)),
    ScheduleCase("exponential_density", RAMP, (0.2752203, 0.4746944, 0.6192692, 0.7240541, 0.8)),
    ScheduleCase("cosine", RAMP, (0.0763932, 0.2763932, 0.5236068, 0.7236068, 0.8)),
    ScheduleCase("cosine_half", RAMP, (0.0391548, 0.1527864, 0.3297718, 0.5527864, 0.8)),
    ScheduleCase("one_cycle", RAMP, (0.0313431, 0.3211576, 0.7337079, 0.7958779, 0.8), starts=""),
    ScheduleCase("dense_sparse_dense", RAMP, (0.4, 0.8, 0.6, 0.2, 0.0), monotone=False, ends="initial"),
    ScheduleCase("one_shot", ("schedule.begin_step=3",), (0.8,), steps=(3,), starts="final"),
    ScheduleCase("stepwise", LENGTH, (0.2666667, 0.5333333, 0.8), steps=(1, 4, 7)),
    ScheduleCase(
        "multi_step", ("schedule.steps=[[20%,0.3],[5,0.6],[9st,0.8]]",), (0.3, 0.6, 0.8), steps=(2, 5, 9), starts=""
    ),
    ScheduleCase("lottery", (*LENGTH, "schedule.rate=0.5"), (0.5, 0.75, 0.8), steps=(1, 5, 10), starts=""),
    ScheduleCase(
        "logarithmic", LENGTH, (0.3059246, 0.5105087, 0.6473223, 0.7388151, 0.8), steps=(1, 3, 5, 8, 10), starts=""
    ),
]

MODELS = ["lenet_300_100", "lenet5", "tfmot_cnn", "one_hidden", "deep_cnn", "mobilenet", "resnet20", "mlp"]
OF_TASKS = {"autoencoder": "reconstruction", "unet": "segmentation"}  # models that are no classifiers
OFFLINE_DATASETS = ["mnist5k", "digits"]


@dataclass(frozen=True)
class WhereCase:
    """A scope with a pattern: its config, the sparsity over all pruned weights, and the layers that are pruned.

    The model is lenet_300_100 on digits (19,200 + 30,000 + 1,000 weights) if the overrides name no other.
    """

    name: str
    overrides: tuple[str, ...]
    target: float = 0.8
    pruned: tuple[str, ...] = ("fc1", "fc2", "fc3")
    asked: float | None = None

    @property
    def arguments(self) -> list[str]:
        return ["dataset=digits", f"target_sparsity={self.target}", *self.overrides]


XNNPACK = ("model._target_=tests.own_models.for_xnnpack", "trusted_modules=[tests.own_models]")
FC = (19_200, 30_000, 1_000)

SCOPES = [
    WhereCase("all", ("scope=all",)),
    WhereCase("uniform", ("scope=uniform",)),
    WhereCase("inner", ("scope=inner",), pruned=("fc2",)),
    WhereCase("erk", ("scope=erk",)),
    WhereCase("global_magnitude", ("scope=global_magnitude",), target=0.9),
    WhereCase("sensitivity", ("scope=sensitivity",), target=0.9),
    WhereCase("xnnpack", ("scope=xnnpack", *XNNPACK), pruned=("pointwise1", "pointwise2")),
    WhereCase(
        "targets",
        ("scope.targets={fc1: 0.3, fc*: 0.95}",),
        asked=(FC[0] * 0.3 + (FC[1] + FC[2]) * 0.95) / sum(FC),
    ),
    WhereCase(
        "target 0 and erk", ("scope=erk", "scope.targets={fc3: 0, fc1: 0.5}"), pruned=("fc1", "fc2"),
        asked=(FC[0] * 0.5 + FC[1] * 0.8) / (FC[0] + FC[1]),
    ),
]  # fmt: skip
AT_ONCE = ("schedule=constant", "pattern=m_by_n")
PATTERNS = [
    WhereCase("element", ("pattern=element",)),
    WhereCase("block", ("pattern=block",)),
    WhereCase("block over the edge", ("pattern=block", "pattern.block=[7,4]", "pattern.pooling=MAX")),
    WhereCase("block and erk", ("pattern=block", "scope=erk")),
    WhereCase("m_by_n", AT_ONCE, target=0.5),
    WhereCase("m_by_n of another length", (*AT_ONCE, "pattern.m_by_n=[1,5]", "scope.exclude=[fc1]"), target=0.2,
              pruned=("fc2", "fc3")),
    WhereCase("m_by_n of convolutions", (*AT_ONCE, "model=lenet5", "scope.exclude=[conv1]"), target=0.5,
              pruned=("conv2", "fc1", "fc2")),
]  # fmt: skip
