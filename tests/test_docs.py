"""What the documents say is true: each command works, each name exists, each table is complete.

Which documents there are, and how something is found in them, is in ``tests/documents.py``. Their links are
followed in ``tests/test_documents.py``.

What a command that trains doesn't say is set to something small.
"""

import ast
import itertools
import json
import os
import re
import runpy
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hydra.core.override_parser.overrides_parser import OverridesParser

from runner.cli import app
from runner.comparison import records as comparison
from runner.config import composition
from runner.console import ending
from runner.core import durations, file_names, metric_names, provenance, tags
from runner.data import datasets
from runner.models import builders
from runner.pruning import scope
from runner.sweep import search
from runner.tasks.choice import make_task
from tests import ROOT
from tests import table as cases
from tests.documents import DOCUMENTS, blocks, commands, first_column, section, table
from tests.stores import Run, Store

SMALL = {"dataset": "digits", "train.epochs": "2", "baseline.epochs": "1", "tracking.log_model": "false"}
OF_THE_SHELL = ("git clone URL pruning-runner", "cd pruning-runner")


# --- running their commands ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A user's working folder, with the files that the documents show, their scripts run."""
    folder = tmp_path_factory.mktemp("docs")
    for language in ("python", "yaml"):
        for block in blocks(language):
            file = folder / re.match(r"# (\S+)\n", block)[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block)
    before = Path.cwd()
    os.chdir(folder)
    try:
        for script in scripts():
            runpy.run_path(script)
    finally:
        os.chdir(before)
    return folder


def scripts():
    return [command.split()[1] for command in commands() if re.fullmatch(r"python \S+\.py", command)]


@pytest.fixture(scope="module")
def train(folder, cli):
    """What ``python -m runner ...`` printed for a run of the documents; each is made once."""
    outputs = {}

    def printed(command):
        if command not in outputs:
            done = cli(*small(shlex.split(command)[3:]), cwd=folder)
            assert done.returncode == 0, done.stderr
            outputs[command] = done.stdout
        return outputs[command]

    return printed


def small(arguments):
    given = {argument.lstrip("+").split("=")[0] for argument in arguments}
    given |= {"baseline.epochs"} if "model=file" in arguments else set()
    return [*arguments, *(f"{key}={value}" for key, value in SMALL.items() if key not in given)]


def is_run(command):
    sweeps = "-m" in shlex.split(command)[3:] or f"+{composition.STUDIES}=" in command
    return command.startswith("python -m runner ") and not sweeps and "--help" not in command


RUNS = [command for command in commands() if is_run(command)]  # the first is the README's "One run"
OTHERS = [command for command in commands() if not is_run(command)]
BUDGETS = [command for command in OTHERS if "--budget" in command]


@pytest.mark.parametrize("command", [each for each in OTHERS if each not in BUDGETS])
def test_every_command_that_trains_nothing_works(command, request, train):
    checks = [check for pattern, check in CHECKS.items() if re.match(pattern, command)]
    assert len(checks) == 1, f"nothing here tests the command: {command}"
    checks[0](command, request)


@pytest.mark.long
@pytest.mark.parametrize("command", BUDGETS)
def test_every_budget_is_made(command, cli, folder, train):
    done = cli(*small(shlex.split(command)[3:]), cwd=folder, module="runner.plan")
    assert done.returncode == 0, done.stderr
    assert "Made to estimate from" in done.stdout


def check_plan(command, request):
    arguments = shlex.split(command)[3:]
    done = request.getfixturevalue("cli")(
        *arguments, cwd=request.getfixturevalue("folder"), module="runner.plan", timeout=60
    )
    assert done.returncode == 0, done.stderr
    if "--json" in command:
        assert json.loads(done.stdout)["reached"] == pytest.approx(0.9)
        return
    if "--png" in command:
        assert (request.getfixturevalue("folder") / command.split()[-1]).read_bytes()[:4] == b"\x89PNG"
    expected = {" -m ": "recovery", "+experiments": "recovery", "--sensitivity": "one layer alone is pruned"}
    found = [text for option, text in expected.items() if option in command[9:]]
    assert (found or ["steps to recover"])[0] in done.stdout
    if command == "python -m runner.plan schedule=polynomial":
        shown = next(block for block in blocks("text") if "update" in block)
        assert [
            line for line in shown.splitlines() if line not in ("...", *map(str.rstrip, done.stdout.splitlines()))
        ] == []


def check_report(command, request):
    request.getfixturevalue("train")(RUNS[0])
    folder = request.getfixturevalue("folder")
    done = request.getfixturevalue("cli")(*shlex.split(command)[3:], cwd=folder, module="runner.report", timeout=60)
    assert done.returncode == 0, done.stderr
    files = set(re.findall(r"[\w-]+\.\w+", done.stdout.replace("\n", " ").split("files in ")[1]))
    assert {comparison.CSV_FILE, comparison.PARQUET_FILE, comparison.MARKDOWN_FILE, comparison.HTML_FILE} <= files


def check_sync(command, request):
    request.getfixturevalue("train")(RUNS[0])
    done = request.getfixturevalue("cli")(
        *shlex.split(command)[3:], cwd=request.getfixturevalue("folder"), module="runner.sync", timeout=60
    )
    assert done.returncode == 0, done.stderr


def check_doctor(command, request):
    """Nothing of the documents' runs is bad, and every check of the table is made."""
    folder = request.getfixturevalue("folder")
    done = request.getfixturevalue("cli")(*shlex.split(command)[3:], cwd=folder, module="runner.doctor")
    assert done.stderr == ""
    found = re.findall(r"^(ok|warn|bad) +(\w+(?: \w+)?)  ", done.stdout, re.M)
    named = {name for cells in table("check") for name in cells[0].split(", ")}
    assert {name for _, name in found} == named
    assert not {"store", "stale runs", "configs", "leftovers"} & {name for state, name in found if state == "bad"}


def check_verify(command, request):
    run_id = re.search(r"run (\w+) is FINISHED", request.getfixturevalue("train")(RUNS[0]))[1]
    arguments = [run_id if each == "RUN_ID" else each for each in shlex.split(command)[3:]]
    done = request.getfixturevalue("cli")(
        *arguments, cwd=request.getfixturevalue("folder"), module="runner.verify", timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("equal: ")


def check_sweep(command, request):
    """Every combination composes; sweeps themselves are tested where they are built."""
    given = [each for each in shlex.split(command)[3:] if each != "-m"]
    if "search=optuna" in given:
        arms = search.make_searches(app.compose_sweep(given), given)
        assert len({(arm.config.schedule["name"], arm.config.target_sparsity) for arm in arms}) == len(arms) > 0
        return
    overrides = OverridesParser.create().parse_overrides(given)
    choices = [
        [f"{each.key_or_group}={value}" for value in each.sweep_string_iterator()]
        if each.is_sweep_override()
        else [each.input_line]
        for each in overrides
    ]
    names = {app.compose(list(chosen)).run_name for chosen in itertools.product(*choices)}
    assert len(names) > 1


def check_study(command, request):
    """Its runs compose, in the folder that holds the documents' own study file."""
    given = shlex.split(command)[3:]
    request.getfixturevalue("monkeypatch").chdir(request.getfixturevalue("folder"))
    assert len(app.compose_sweep([each for each in given if each != "-m"])) > 1


def check_winners(command, request):
    """Over a tuning in a store of its own: each schedule once, in the form of a study."""
    folder = request.getfixturevalue("tmp_path")
    trials = [
        Run("linear", 0.9, 0, 0.5, params={"schedule.end_step": end}, metrics={metric_names.VAL_ACCURACY: val})
        for end, val in (("50%", 0.7), ("75%", 0.8))
    ]
    Store(folder).add_sweep("tuning", trials)
    done = request.getfixturevalue("cli")(*shlex.split(command)[3:], cwd=folder, module="runner.winners", timeout=60)
    assert done.returncode == 0, done.stderr
    assert yaml.safe_load(done.stdout) == {"arms": [{"schedule": "linear", "schedule.end_step": "75%"}]}


def check_script(command, request):
    script = command.split()[1]
    folder = request.getfixturevalue("folder")
    written = re.findall(r'(?:savez|save|to_csv|TFRecordWriter)\("([^"]+)"', (folder / script).read_text())
    assert written
    assert all((folder / name).is_file() for name in written)


def check_make(command, request):
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    done = subprocess.run(
        ["make", "-n", *shlex.split(command)[1:]], cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    if command == "make run":
        assert "python -m runner schedule=polynomial" in done.stdout


def check_activation(command, request):
    assert f"VENV := {command.split()[1].split('/')[0]}\n" in (ROOT / "Makefile").read_text()


def check_completion(command, request):
    line = "pruning-runner schedule=p"
    program = (
        f"{command}; COMP_LINE='{line}'; COMP_POINT={len(line)}; COMP_CWORD=1; hydra_bash_completion; "
        'echo "${COMPREPLY[@]}"'
    )
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", program], env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["schedule=polynomial"], done.stderr


def check_pytest(command, request):
    file, *name = command.split()[-1].split("::")
    functions = {node.name for node in ast.parse((ROOT / file).read_text()).body if isinstance(node, ast.FunctionDef)}
    assert set(name) <= functions


def check_lock(command, request):
    project = (ROOT / "pyproject.toml").read_text()
    words = shlex.split(command)
    assert f"{words[words.index('--extra') + 1]} = [" in project
    assert f'requires-python = ">={words[words.index("--python-version") + 1]},' in project
    assert f"-r {words[words.index('-o') + 1]}" in (ROOT / "Makefile").read_text()


CHECKS = {
    r"python -m runner\.plan ": check_plan,
    r"python -m runner\.report\b": check_report,
    r"python -m runner\.sync\b": check_sync,
    r"python -m runner\.doctor\b": check_doctor,
    r"python -m runner\.verify ": check_verify,
    r"python -m runner\.winners ": check_winners,
    r"python -m runner -m ": check_sweep,
    r"python -m runner \+experiments=": check_study,
    r"python \w+\.py$": check_script,
    r"python -m pytest ": check_pytest,
    r"make ": check_make,
    r"source ": check_activation,
    r"eval ": check_completion,
    r"uv pip compile ": check_lock,
    r"export |sudo ": lambda command, request: None,  # tests/test_server.py does it with a PostgreSQL of its own
    r"\.venv-ray/": lambda command, request: None,  # tests/launchers/test_ray.py does it with a cluster of its own
    "|".join(OF_THE_SHELL): lambda command, request: None,
}


# --- names and tables -------------------------------------------------------------------------


def constants(module, prefix="", suffix=""):
    return {
        value
        for name, value in vars(module).items()
        if name.isupper() and name.startswith(prefix) and name.endswith(suffix) and isinstance(value, str)
    }


def test_the_metrics_are_those_of_the_program():
    heads = ("metric | step", "metric | definition")
    listed = {re.sub(r"<\w+>", "{}", name) for head in heads for name in first_column(head)}
    sizes = {metric_names.SIZE.format(form) for form in metric_names.SIZE_FORMATS}
    assert listed == constants(metric_names) - {metric_names.SIZE} | sizes


def test_every_figure_of_size_cost_and_latency_has_a_definition_a_unit_and_a_source():
    rows = table("metric | definition")
    defined = {re.sub(r"<\w+>", "{}", name): row for row in rows for name in re.findall(r"`([^`]+)`", row[0])}
    groups = ("size/", "dense_size/", "compression/", "cost/", "latency/")
    ours = {name for name in constants(metric_names) if name.startswith(groups)} - {metric_names.SIZE}
    sizes = {metric_names.SIZE.format(form) for form in metric_names.SIZE_FORMATS}
    assert ours | sizes == {name for name in defined if name.startswith(groups)}
    assert all(len(cells) == 4 and cells[1] and cells[2] for cells in defined.values())


def test_the_tags_are_those_of_the_program():
    listed = {re.sub(r"<\w+>", "{}", name) for name in first_column("tag")}
    ours = constants(tags, prefix="TAG_") | set(provenance.PACKAGES)
    assert listed <= ours
    assert ours - listed <= {tags.TAG_PARENT}


def test_the_files_are_those_of_the_program():
    listed = set(first_column("artifact"))
    ours = constants(file_names, suffix="_FILE") | constants(file_names, suffix="_PICTURE") | {file_names.MODEL_DIR}
    assert listed == ours - {file_names.LOG_FILE, file_names.LOCK_FILE}
    assert f"`{file_names.LOG_FILE}`" in section("Where things go")


def test_the_files_of_the_report_are_those_of_the_program():
    listed = set(re.findall(r"`(\w+\.(?:csv|parquet|md|html|png))`", section("The report")))
    pictures = {comparison.PICTURE_FILE.format(picture) for picture in comparison.PICTURES}
    assert listed == constants(comparison, suffix="_FILE") - {comparison.PICTURE_FILE} | pictures


def choices(group):
    """A document in a group's folder is no choice."""
    return sorted(file.stem for file in (composition.CONF / group).glob("*.yaml"))


GROUPS = sorted(path.name for path in composition.CONF.iterdir() if path.is_dir() and path.name != "hydra")


@pytest.mark.parametrize("group", [group for group in GROUPS if len(choices(group)) > 1])
def test_every_choice_stands_in_the_table_of_its_group(group):
    assert sorted(first_column(f"`{group}=`")) == choices(group)
    home = "scope" if group == "pattern" else group
    assert f"\n| `{group}=` |" in DOCUMENTS[f"conf/{home}/README.md"]


def test_every_group_is_listed_with_its_default_and_has_a_document():
    defaults = yaml.safe_load((composition.CONF / "config.yaml").read_text())["defaults"]
    ours = {group: name for each in defaults if isinstance(each, dict) for group, name in each.items()}
    listed = {re.match(r"\[(\w+)\]", cells[0])[1]: cells[2].strip("`") for cells in table("group")}
    assert listed == {group: ours[group] for group in GROUPS}
    assert {group for group in GROUPS if f"conf/{group}/README.md" not in DOCUMENTS} == {"pattern"}  # it is in scope's


def test_the_keys_of_a_group_with_one_choice_are_those_of_its_file():
    for group, prefix in (("train", "train."), ("tracking", "tracking.")):
        (name,) = choices(group)
        keys = yaml.safe_load((composition.CONF / group / f"{name}.yaml").read_text())
        assert set(re.findall(rf"`{re.escape(prefix)}(\w+)`", DOCUMENTS[f"conf/{group}/README.md"])) == set(keys)


def test_every_command_stands_in_the_readme():
    modules = {file.parent.name for file in composition.HERE.glob("*/__main__.py")}
    modules |= {file.stem for file in composition.HERE.glob("*.py")} - {"__init__", "__main__"}
    listed = [re.match(r"python -m runner\.(\w+)$", name) for name in first_column("command")]
    assert {match[1] for match in listed if match} == modules


def test_every_choice_stands_in_the_tables_of_the_tests():
    assert {case.name for case in cases.SCHEDULES} == {*choices("schedule")} - {"dense"}
    assert {*cases.MODELS, *cases.OF_TASKS} == {*choices("model")} - {"file", "architecture"}
    assert {*choices("scope")} <= {case.name for case in cases.SCOPES}
    assert {*choices("pattern")} <= {case.name for case in cases.PATTERNS}


@pytest.mark.parametrize("name", [*cases.MODELS, *cases.OF_TASKS])
def test_the_weights_of_the_models_are_as_listed(name):
    config = app.compose([f"model={name}", f"task={cases.OF_TASKS.get(name, 'classification')}"])
    size = {"segmentation": {"size": (28, 28)}}.get(config.task.name, {})
    outputs = 784 if config.task.name == "reconstruction" else 10
    model = builders.build(config.model, (28, 28, 1), replace(make_task(config.task, None), outputs=outputs, **size))
    prunable = sum(layer.weights for layer in scope.select_layers(model, config.scope) if layer.pruned)
    (cells,) = (cells for cells in table("`model=`") if cells[0] == f"`{name}`")
    assert cells[2:4] == [f"{prunable:,}", f"{model.count_params():,}"]


@pytest.mark.parametrize("name", [*cases.OFFLINE_DATASETS, "wine", "breast_cancer", "diabetes", "linnerud"])
def test_the_sizes_of_the_datasets_are_as_listed(name):
    config = app.compose([f"dataset={name}"])
    found = datasets.load(config.dataset, make_task(config.task, config.score))
    (cells,) = (cells for cells in table("`dataset=`") if cells[0] == f"`{name}`")
    assert cells[2] == f"{len(found.train):,} / {len(found.val):,} / {len(found.test):,}"


def test_every_duration_that_is_shown_is_one():
    for duration in first_column("written"):
        durations.check({"begin_step": 0, "end_step": duration, "frequency": 1}, epochs=4)


def test_every_exit_code_stands_in_the_readme():
    codes = {ending.FINISHED, ending.FAILED, ending.REFUSED, ending.INTERRUPTED}
    listed = " ".join(cells[0] for cells in table("exit code"))
    assert [code for code in codes if not re.search(rf"\b{code}\b", listed)] == []


def test_the_list_of_rooms_is_that_of_the_code():
    listed = [room for row in first_column("room") for room in re.findall(r"\w+", row)]
    assert sorted(listed) == sorted(file.parent.name for file in composition.HERE.glob("*/__init__.py"))


def test_every_dependency_stands_in_the_lock():
    named = re.findall(
        r'^  "([a-z0-9][a-z0-9-]*)(?:[><=].*)?",$', (ROOT / "pyproject.toml").read_text().split("[tool.")[0], re.M
    )
    locked = re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(), re.M)
    assert len(named) > 20
    assert set(named) <= set(locked)


# --- their runs, which were going on meanwhile ----------------------------------------------------


@pytest.mark.parametrize("command", RUNS)
def test_every_run_composes(command, folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert app.compose(small(shlex.split(command)[3:])).run_name


@pytest.mark.parametrize("command", RUNS)
def test_every_run_finishes(train, command):
    assert "is FINISHED" in train(command)


def test_the_output_that_is_shown_has_the_rows_of_a_real_one(train):
    shown = blocks("text", DOCUMENTS["README.md"])[0]
    real = train(RUNS[0])
    labels = re.findall(r"^[│┃] (\S.*?)\s+[│┃]", shown, re.M)
    assert len(labels) > 8
    assert [label for label in labels if label not in real] == []


def test_everything_lies_where_the_readme_says(train, folder):
    train(RUNS[0])
    places = first_column("place")
    assert [place for place in places if not (folder / place).exists()] == []
