"""Nobody's code runs because a config names it: trust is the command's, and names what a module defines itself."""

import contextlib
import io
import re
import sys
from pathlib import Path

import pytest

from runner.cli import app
from runner.config import trust
from runner.config.choices import list_code
from runner.core.errors import UserError
from runner.doctor import config_files
from runner.verify import command

CANARY = "from pathlib import Path\nPath({marker!r}).touch()\n"
EVIL = """
def boom(*given, **more):
    Path({marker!r}).touch()
    return lambda *arguments, **named: None

class Boom:
    __init__ = boom
"""


@pytest.fixture
def canary(tmp_path, monkeypatch):
    """A working folder with a package whose import leaves a file, and that file."""
    marker = tmp_path / "ran"
    (tmp_path / "evil").mkdir()
    for name in ("__init__", "sub"):
        text = (CANARY + EVIL).format(marker=str(marker))
        (tmp_path / "evil" / f"{name}.py").write_text(text)
    (tmp_path / "evil" / "config.yaml").write_text("seed: 1\n")
    (tmp_path / "experiments").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    yield marker
    assert not marker.exists()
    assert not {"evil", "evil.sub"} & set(sys.modules)


def study(text, name="x"):
    Path("experiments", f"{name}.yaml").write_text(text)


def refusal(*overrides, several=False):
    return app.find_refusal(lambda: (app.compose_sweep if several else app.compose)(["dataset=digits", *overrides]))


# --- where Hydra looks ----------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["pkg://evil", "pkg://evil.sub", "pkg://hydra.conf.evil", "PKG://evil", "zip://evil"])
def test_a_package_on_the_search_path_is_refused_and_not_imported(canary, place):
    assert "hydra.searchpath names" in refusal(f"hydra.searchpath=['{place}']")
    assert "hydra.searchpath names" in refusal(f"hydra.searchpath=['{place}']", "seed=0,1", several=True)


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("runner", []),
        ("runner", ["-m", "seed=0,1"]),
        ("runner", ["--cfg", "job"]),
        ("runner", ["--info", "config"]),
        ("runner", ["+experiments=shootout"]),
        ("runner.plan", []),
        ("runner.plan", ["+experiments=shootout"]),
    ],
)
def test_no_command_imports_a_package_of_the_search_path(cli, canary, tmp_path, module, arguments):
    done = cli(*arguments, "hydra.searchpath=[pkg://evil]", cwd=tmp_path, module=module)
    assert done.returncode == 2, done.stdout
    assert "which is no folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_is_searched_as_before(canary):
    Path("mine/schedule").mkdir(parents=True)
    Path("mine/schedule/zigzag.yaml").write_text("name: zigzag\n_target_: runner.ramps.Cosine\n")
    for place in ("mine", f"file://{Path('mine').absolute()}"):
        assert app.compose([f"hydra.searchpath=['{place}']", "schedule=zigzag"]).schedule["name"] == "zigzag"


# --- studies ----------------------------------------------------------------------------------------

TELLING = {
    "trust": "trusted_modules: [evil]\nmodel: {_target_: evil.boom, name: x}\n",
    "variables": "hydra: {job: {env_set: {PATH: /tmp}}}\n",
    "copied": "hydra: {job: {env_copy: [HOME]}}\n",
    "callbacks": "hydra: {callbacks: {x: {_target_: evil.boom}}}\n",
    "search path": "hydra: {searchpath: [pkg://evil]}\n",
    "commands": "hydra: {launcher: {setup: [touch ran]}}\n",
    "folder": "hydra: {sweep: {dir: /tmp/elsewhere}}\n",
    "cluster": "launch: {address: 'ray://there:10001'}\n",
    "cluster in a text": "launch: '${of_json:{address: there}}'\n",
    "cluster in an arm": "sweep: {arms: [{schedule: constant, launch: [{address: there}]}]}\n",
    "password": "tracking: {experiment: 'x${oc.env:MLFLOW_TRACKING_PASSWORD}'}\n",
    "password in a name": "sweep: {arms: [{schedule: constant, model.name: ['${oc.decode:${oc.env:HOME}}']}]}\n",
    "password under a name put together": "model: {name: '${oc.${of}:HOME}'}\nof: env\n",
    "password by way of a path": "dataset: {path: '${oc.env:HOME}', name: 'x${.path}'}\n",
    "arm": "sweep: {arms: [{schedule: constant, trusted_modules: [[evil]]}]}\n",
    "added": "sweep: {arms: [{schedule: constant, ++trusted_modules: [[evil]]}]}\n",
    "element": "sweep: {axes: {trusted_modules.0: evil}}\n",
    "axis": "sweep: {axes: {hydra.job.env_set.PATH: /tmp}}\n",
    "launcher": "sweep: {axes: {hydra/launcher: joblib}}\n",
    "package": "defaults:\n  - other@hydra\n",
    "package of a choice": "defaults:\n  - /model@hydra.job.env_set: lenet5\n",
}


@pytest.mark.parametrize("text", TELLING.values(), ids=TELLING)
def test_a_study_trusts_nobody_and_sets_nothing_of_hydras(canary, text):
    study(text)
    study("job: {env_set: {PATH: /tmp}}\n", "other")
    assert " stud" in refusal("+experiments=x", several=True)


def test_what_a_study_brings_along_is_a_study_too(canary, tmp_path):
    study("trusted_modules: [evil]\n", "other")
    study("defaults: [other]\nsweep: {axes: {seed: [0, 1]}}\n")
    assert "trusted_modules stands in the study other" in refusal("+experiments=x", several=True)
    (tmp_path / "loose.yaml").write_text("# @package _global_\ntrusted_modules: [evil]\n")
    for path in ("../loose", "../../../../../../../../../../" + str(tmp_path / "loose").lstrip("/")):
        study(f"defaults: [{path}]\nsweep: {{axes: {{seed: [0, 1]}}}}\n")
        assert refusal("+experiments=x", several=True)
    for overrides in (["+../loose@_global_=x"], ["+experiments@hydra=other"], ["+../experiments=other"]):
        assert refusal(*overrides)


def test_a_folder_that_is_searched_holds_studies_too(canary, tmp_path):
    (tmp_path / "given" / "experiments").mkdir(parents=True)
    text = "# @package _global_\ntrusted_modules: [evil]\nsweep: {axes: {seed: [0, 1]}}\n"
    (tmp_path / "given" / "experiments" / "y.yaml").write_text(text)
    said = refusal("hydra.searchpath=[given]", "+experiments=y", several=True)
    assert "trusted_modules stands in the study y: it is for you to say" in said


def test_the_command_and_a_file_of_the_users_own_say_whom_they_trust(canary, tmp_path):
    study("model: {_target_: mine.build, name: mine}\nsweep: {control: false, axes: {seed: [0, 1]}}\n")
    assert "If you trust its code, say so: trusted_modules=[mine]." in refusal("+experiments=x", several=True)
    assert refusal("+experiments=x", "trusted_modules=[mine]", several=True) is None
    (tmp_path / "own" / "model").mkdir(parents=True)
    text = "# @package _global_\ntrusted_modules: [mine]\nmodel: {name: m, _target_: mine.build}\n"
    (tmp_path / "own" / "model" / "m.yaml").write_text(text)
    assert refusal("hydra.searchpath=[own]", "model=m") is None


def test_a_study_that_sets_variables_runs_nobodys_program(cli, canary, tmp_path):
    study("hydra: {job: {env_set: {PATH: /tmp}}}\nsweep: {axes: {seed: [0, 1]}}\n")
    for module in ("runner", "runner.plan"):
        done = cli("+experiments=x", "dataset=digits", cwd=tmp_path, module=module)
        assert done.returncode == 2, done.stdout
        assert "hydra stands in the study x" in done.stderr
    assert not list(tmp_path.glob("mlflow.db*"))


def test_the_doctor_tells_of_it_and_runs_nothing(canary, tmp_path):
    study("trusted_modules: [evil.sub]\nmodel: {_target_: evil.sub.boom, name: x}\n")
    Path("mine/model").mkdir(parents=True)
    Path("mine/model/z.yaml").write_text("name: z\n_target_: evil.sub.boom\n")
    study("defaults: [override /model: z]\nsweep: {axes: {seed: [0, 1]}}\n", "good")
    found = [each.found for each in config_files.check_configs(tmp_path)]
    assert any("trusted_modules stands in the study x" in each for each in found)
    assert not any("good.yaml" in each for each in found)


# --- names ------------------------------------------------------------------------------------------

NO_NAMES = (
    "runner.models._imported",
    "runner.models.build",
    "runner.models.inspect.getmodule",
    "runner.run.isolation.run",
    "runner.data.os.system",
    "runner.data.load",
    "runner.schedules.trust.imported",
    "runner.config.trust.import_trusted",
    "tensorflow_model_optimization.python.core.keras.compat.os.system",
    "tensorflow_model_optimization.sparsity.keras.strip_pruning",
    "tensorflow.io.write_file",
    "tf_keras.models.load_model",
    "keras.utils.get_file",
    "os.system",
    "evil.boom",
    "evil.sub.boom",
    ".os.system",
    "runner.models.",
    "runner..models",
    "runner.models.lenet5.__call__",
)


@pytest.mark.parametrize("target", NO_NAMES)
def test_a_target_is_one_of_ours_by_name_and_nothing_that_hangs_on_it(canary, target):
    with pytest.raises(UserError, match=re.escape(f"model._target_={target}")):
        trust.check_target("model", target, [])


@pytest.mark.parametrize("group", ["schedule", "model", "dataset"])
def test_every_group_asks(canary, group):
    assert f"{group}._target_=runner.models._imported" in refusal(f"{group}._target_=runner.models._imported")


def test_everything_that_our_files_name_may_be_named():
    for name in list_code() - trust.OF_HYDRA:
        trust.check_target("model", name, [])
    assert {"runner.models.lenet5", "runner.data.npz", "runner.schedules.NoPruning"} < list_code()


@pytest.mark.parametrize(
    "given",
    [
        "+schedule.inner={_target_: evil.boom}",
        "+model.x={a:[{b:{_target_: evil.boom}}]}",
        "+dataset.x={_target_: evil.boom, _partial_: true}",
        "+schedule.inner={_target_: runner.models._imported}",
        "+search.space.x={_target_: evil.boom}",
    ],
)
def test_a_target_is_found_however_deep_it_stands(canary, given):
    assert "_target_=" in refusal(given)


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("mine.os.system", "there is no module mine.os in mine"),
        ("mine._private", "is no public name"),
        ("mine.system", "is of posix, not of mine"),
        ("mine.path.join", "there is no module mine.path in mine"),
        ("mine.import_module", "is of importlib, not of mine"),
        ("mine.Popen", "is of subprocess, not of mine"),
        ("mine.part", "is of subprocess, not of mine"),
        ("mine.nothing", "cannot be imported"),
    ],
)
def test_of_a_trusted_module_only_what_it_defines_can_be_named(tmp_path, monkeypatch, target, why):
    (tmp_path / "mine.py").write_text(
        "import os, functools\nfrom os import path, system\nfrom importlib import import_module\n"
        "from subprocess import Popen\npart = functools.partial(Popen, 'x')\n_private = build = lambda *given: None\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "mine", raising=False)
    try:
        with pytest.raises(UserError, match=why):
            trust.check_target("model", target, ["mine"])
            trust.import_trusted("model", target)
        trust.check_target("model", "mine.build", ["mine"])
        assert callable(trust.import_trusted("model", "mine.build"))
    finally:
        sys.modules.pop("mine", None)


def test_a_module_is_found_without_its_package_being_imported(canary, tmp_path):
    assert trust.find_module("evil.sub").origin == str(tmp_path / "evil" / "sub.py")
    assert trust.find_module("evil.nothing") is None and trust.find_module("evil.sub.more") is None
    assert trust.find_module("runner.models").origin.endswith("models/__init__.py")
    given = ["dataset=digits", "model._target_=evil.sub.boom", "trusted_modules=[evil.sub]", "seed=0,1"]
    assert len(app.compose_sweep(given)) == 4  # their identity is a hash over the module's file


# --- what Hydra would make itself -------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        "+hydra.callbacks.x._target_=evil.boom",
        "+hydra.callbacks.x._target_=hydra.experimental.callbacks.logging.os.system",
        "+hydra.callbacks.x={_target_: hydra_plugins.hydra_submitit_launcher.submitit_launcher.os.system}",
        "hydra.launcher._target_=evil.Boom",
        "hydra.sweeper._target_=evil.Boom",
        "+hydra.launcher.x={_target_: evil.boom}",
        "+hydra.job_logging.handlers.x={class:logging.os.system}",
        "+hydra.job_logging.handlers.x={class:logging.handlers.QueueHandler,queue:evil.boom}",
        "+hydra.hydra_logging.handlers.x={class:logging.StreamHandler,stream:'ext://evil.boom'}",
        "+hydra.callbacks.x=${dataset.cb} +dataset.cb={_target_:evil.boom}",
        "+hydra.callbacks.x=${dataset.cb} +dataset.cb={_target_:hydra.utils.call}",
    ],
)
def test_plans_and_runs_refuse_what_hydra_would_run(canary, given):
    first, *more = given.split(" +")
    assert "_target_=" in refusal(first, *(f"+{each}" for each in more))


def test_a_logging_config_names_code_in_other_words_too(canary, tmp_path):
    (tmp_path / "own" / "hydra" / "job_logging").mkdir(parents=True)
    for handler in ("{'()': evil.boom}", "{class: evil.Boom}", "{class: logging.FileHandler, x: 'ext://evil.boom'}"):
        text = f"version: 1\nhandlers: {{x: {handler}}}\n"
        (tmp_path / "own" / "hydra" / "job_logging" / "loud.yaml").write_text(text)
        assert "evil" in refusal("hydra.searchpath=[own]", "hydra/job_logging=loud")


def test_a_callback_is_what_a_trusted_module_defines(canary, tmp_path):
    (tmp_path / "mine.py").write_text("from os import system\nclass Told: ...\n")
    trusted = "trusted_modules=[mine]"
    assert refusal(trusted, "+hydra.callbacks.x._target_=mine.Told") is None
    for name in ("system", "os.system", "Told.mro", "Nothing"):
        assert "mine" in refusal(trusted, f"+hydra.callbacks.x._target_=mine.{name}")


def test_the_node_of_hydra_may_refer_to_itself(canary):
    assert refusal("+hydra.callbacks.x=${hydra}") is None


# --- a store's config -------------------------------------------------------------------------------


def test_what_a_tracked_config_trusts_is_not_trusted(canary):
    from dataclasses import asdict

    tree = app.compose(["dataset=digits"]).as_given() | {"trusted_modules": ["evil"]}
    tree["sweep"], tree["model"] = asdict(app.compose([]).sweep), {"name": "x", "_target_": "evil.boom"}
    with pytest.raises(UserError, match="outside the trusted modules"):
        command.restore_config(tree, [], "abc")


def test_a_refused_command_imports_nothing_that_a_config_names(canary, monkeypatch):
    """The audit hook sees every import, also one whose module is not kept."""
    seen, on = [], [True]
    sys.addaudithook(lambda event, given: on and event == "import" and seen.append(given[0]))
    with contextlib.redirect_stderr(io.StringIO()):
        refusal("model._target_=evil.sub.boom")
        refusal("hydra.searchpath=[pkg://evil]")
        refusal("+hydra.callbacks.x._target_=evil.sub.boom")
        refusal("hydra.searchpath=[pkg://evil]", "seed=0,1", several=True)
    on.clear()
    assert not [name for name in seen if name.split(".")[0] == "evil"]
