"""Imports go down only, stages don't know each other, each library has one home."""

import ast

import pytest

from runner import composition

MODULES = {file.stem: ast.parse(file.read_text()) for file in sorted(composition.HERE.glob("*.py"))}

# From the top down: a module may import those in rows below its own, and those named beside it.
LAYERS = [
    ["__main__"],
    ["plan_command", "sync", "doctor", "verify", "study", "winners", "server", "sample"],
    ["config_files", "budget_view"],
    ["costing"],
    ["app"],
    ["sweep", "plan_view"],
    ["tuning"],
    ["local_queue", "ray_cluster", "slurm_queue", "timing"],
    ["job", "submitted", "workload"],
    ["owned"],
    ["rehearsal"],
    ["report", "follow", "witness", "rounds", "studies", "grid", "leavings"],
    ["vetting"],
    ["isolate", "parent"],
    ["preload"],
    ["difference"],
    ["recall"],
    ["experiment"],
    ["preflight", "keep", "conclusion", "dense_model"],
    ["preparation", "resume", "fidelity"],
    ["planning", "conversion"],
    ["matching"],
    ["examples", "outputs"],
    ["terminal"],
    ["checks", "exposure", "footprint"],
    [
        "train",
        "measure",
        "run_plots",
        "baseline",
        "artifacts",
        "description",
        "verdict",
        "compare",
        "page",
        "plots",
        "study_page",
    ],
    ["watch", "ranking"],
    ["trace"],
    ["ramps", "levels", "training_cost"],
    [
        "prune",
        "allot",
        "sensitivity",
        "plan",
        "search",
        "schedules",
        "track",
        "checkpoint",
        "seeding",
        "history",
        "models",
        "model_file",
        "cost",
        "outcome",
        "inputs",
    ],
    ["figures", "model_parts", "proportion", "targets", "reach", "encoding", "latency", "walk"],
    ["keras_archive"],
    ["interpreter"],
    ["connection"],
    ["deliver", "outbox", "views"],
    ["sender"],
    ["login"],
    ["journal"],
    ["caveats", "pictures", "tables"],
    ["stats"],
    ["fairness", "selection"],
    ["arms"],
    ["kernel", "wrapper", "budget"],
    ["ending"],
    ["provenance", "signature", "data", "store", "liveness", "complaints", "comparison"],
    ["faults"],
    ["loader", "example_count"],
    ["composition"],
    ["config"],
    ["trust"],
    ["scope_config", "search_config", "launch_config", "report_config"],
    [
        "yaml_file",
        "choices",
        "patience",
        "address",
        "run_log",
        "steps",
        "environment",
        "mounts",
        "findings",
        "ranges",
        "npz_file",
        "plain_file",
        "canvas",
        "halving",
        "makespan",
        "processes",
        "collapse",
    ],
    ["heartbeat"],
    ["screen", "streams"],
    ["events", "reasons", "calls", "credentials"],
    ["records"],
    ["names"],
]
ROW = {name: row for row, names in enumerate(LAYERS) for name in names}
BESIDE = {("measure", "model_file"), ("baseline", "model_file")}

HOMES = {
    "hydra": {
        "app",
        "sweep",
        "studies",
        "grid",
        "local_queue",
        "ray_cluster",
        "slurm_queue",
        "job",
        "vetting",
        "leavings",
        "complaints",
    },
    "submitit": {"local_queue", "slurm_queue", "submitted", "job"},
    "ray": {"ray_cluster"},
    "omegaconf": {
        "app",
        "sweep",
        "local_queue",
        "ray_cluster",
        "slurm_queue",
        "studies",
        "grid",
        "composition",
        "verify",
        "vetting",
        "leavings",
        "complaints",
    },
    "mlflow": {"credentials", "connection", "track", "recall", "store", "sender", "preload"},
    "pandas": {"compare", "comparison", "report", "history", "trace", "preload"},
    "matplotlib": {"canvas", "plots", "preload"},
    "plotly": {"page"},
    "optuna": {"search"},
    "rich": {"screen", "terminal", "report", "plan_view", "budget_view"},
    "tensorflow_model_optimization": {
        "conversion",
        "kernel",
        "proportion",
        "prune",
        "schedules",
        "train",
        "walk",
        "wrapper",
    },
}


def imported(tree, top_level=False):
    """(module, name) of every import in a module."""
    nodes = tree.body if top_level else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module, alias.name) for alias in node.names)


def of_ours(tree):
    for module, name in imported(tree):
        if module == "runner":
            yield name
        elif module and module.startswith("runner."):
            yield module.split(".")[1]


def test_every_module_has_its_place():
    assert set(MODULES) - {"__init__"} <= set(ROW)


@pytest.mark.parametrize("name", [name for name in MODULES if name != "__init__"])
def test_imports_go_down_only(name):
    commands = {"plan": {"plan_command"}}  # `python -m runner.plan` hands over, under its __main__ guard
    for other in of_ours(MODULES[name]):
        if other in commands.get(name, ()):
            continue
        assert ROW[other] > ROW[name] or (name, other) in BESIDE, f"{name} imports {other}"


@pytest.mark.parametrize("library", HOMES)
def test_each_library_has_one_home(library):
    users = {
        name
        for name, tree in MODULES.items()
        for module, _ in imported(tree)
        if (module or "").split(".")[0] == library
    }
    assert users <= HOMES[library]


def test_nothing_heavy_is_imported_at_the_top_of_what_the_command_line_needs():
    light = {"__main__", "app", "isolate", "records", "config", "scope_config", "steps", "complaints", "data",
             "environment", "terminal", "model_file", "report", "store", "composition", "sweep", "rehearsal",
             "follow", "studies", "grid", "local_queue", "witness", "rounds", "doctor", "checks", "exposure",
             "ray_cluster", "slurm_queue", "job", "launch_config",
             "config_files", "faults", "mounts", "findings", "baseline", "liveness",
             "plan_command", "sync", "journal", "deliver", "outbox", "sender",
             "verify", "vetting", "ranges", "npz_file", "study", "winners", "history", "tuning", "search",
             "search_config", "halving", "server", "login", "sample", "costing", "timing", "workload", "budget",
             "ending", "loader", "example_count", "patience", "run_log", "leavings",
             "screen", "budget_view", "makespan", "processes", "footprint",
             "model_parts", "keras_archive", "plain_file", "figures"}  # fmt: skip
    heavy = {"tensorflow", "tf_keras", "mlflow", "pandas", "matplotlib", "sklearn", "scipy", "plotly", "optuna"}
    for name in light & set(MODULES):
        tops = {(module or "").split(".")[0] for module, _ in imported(MODULES[name], top_level=True)}
        assert not tops & heavy, name


def test_modules_are_short():
    for name in MODULES:
        assert len((composition.HERE / f"{name}.py").read_text().splitlines()) <= 400, name
