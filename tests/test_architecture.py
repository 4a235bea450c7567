"""Each library has its rooms, what the command line needs is light, and modules are short.

The order of the rooms is held by import-linter (``pyproject.toml``, ``make lint``); here is what it cannot say.
"""

import ast
import re

import pytest

import runner
from runner.config.choices import HERE

FILES = sorted(HERE.rglob("*.py"))
MODULES = {file.relative_to(HERE).with_suffix("").as_posix(): ast.parse(file.read_text()) for file in FILES}

# A library, and the rooms or modules that may import it.
HOMES = {
    "hydra": {"cli", "config", "console", "launchers", "run/leavings", "sweep"},
    "submitit": {"launchers"},
    "ray": {"launchers/ray"},
    "omegaconf": {"cli", "config", "console", "launchers", "run/leavings", "sweep", "verify"},
    "mlflow": {"core/credentials", "run/preload", "tracking", "verify/recall"},
    "pandas": {"comparison", "data/tables", "run/preload", "script/entry", "training/trace"},
    "matplotlib": {"report"},
    "plotly": {"report/page"},
    "optuna": {"sweep/sampler"},
    "rich": {"budget/view", "console/screen", "plan/view", "report/terminal", "run/terminal"},
    "tensorflow_model_optimization": {"models", "pruning", "run/conversion", "schedules", "training"},
}
HEAVY = {"tensorflow", "tf_keras", "mlflow", "pandas", "matplotlib", "sklearn", "scipy", "plotly", "optuna"}
# What is imported by the command line before it knows what is wanted, and by every process of a launcher.
LIGHT = {"__init__", "__main__", "budget", "cli", "config", "console", "core", "doctor", "launchers", "plan", "server",
         "study", "sweep", "sync", "tracking", "verify", "winners", "models/keras_file", "models/archive",
         "models/parts", "data/datasets", "data/loader", "report/command", "report/files", "report/reading",
         "report/terminal", "run/isolation", "run/dense_cache",
         "run/terminal", "run/leavings"}  # fmt: skip


def imported(tree, top_level=False):
    """The modules that a module imports."""
    for node in tree.body if top_level else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def within(module, places):
    return any(module == place or module.startswith(f"{place}/") for place in places)


@pytest.mark.parametrize("library", HOMES)
def test_each_library_has_its_homes(library):
    users = {name for name, tree in MODULES.items() for each in imported(tree) if each.split(".")[0] == library}
    assert users and all(within(name, HOMES[library]) for name in users)
    assert all(any(within(name, [home]) for name in users) for home in HOMES[library]), "a home that nobody lives in"


def test_nothing_heavy_is_imported_at_the_top_of_what_the_command_line_needs():
    for name, tree in MODULES.items():
        if within(name, LIGHT):
            assert not {each.split(".")[0] for each in imported(tree, top_level=True)} & HEAVY, name


def test_modules_are_short():
    for name in MODULES:
        assert len((HERE / f"{name}.py").read_text().splitlines()) <= 400, name


def test_every_room_says_what_lives_there_and_what_it_may_import():
    for file in HERE.glob("*/__init__.py"):
        said = ast.get_docstring(ast.parse(file.read_text()))
        assert 2 <= len(said.splitlines()) <= 4 and "import" in said, file


def test_the_floor_plan_names_every_room_and_command():
    named = set(re.findall(r"\w+", runner.__doc__))
    assert {file.parent.name for file in HERE.glob("*/__init__.py")} <= named
    assert {file.stem for file in HERE.glob("*.py")} - {"__init__"} <= named
