"""The list of long tests says what there is."""

import ast
import re
from pathlib import Path

import pytest

from tests.long_tests import LONG

HERE = Path(__file__).parent
FILES = {file.stem.removeprefix("test_"): file for file in HERE.rglob("test_*.py")}


def has(module, test):
    tree = ast.parse(FILES[module].read_text())
    return test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_a_module_of_tests_is_found_by_its_name_alone():
    assert len(FILES) == len(list(HERE.rglob("test_*.py")))


@pytest.mark.parametrize("name", LONG)
def test_each_long_test_is_one_and_what_guards_its_promise_is_there(name, request):
    kept, guard = LONG[name]
    assert has(*name.split("::"))
    assert kept or "::" in guard or "make " in guard or "test" in guard
    for module, test in re.findall(r"(\w+)::(test_\w+)", guard):
        assert has(module, test), f"{module}::{test}"
        assert not (f"{module}::{test}" in LONG and not LONG[f"{module}::{test}"][0]), "the guard is long itself"


@pytest.mark.parametrize("name", [name for name, (kept, _) in LONG.items() if kept])
def test_the_cases_that_are_kept_are_cases(name, request):
    module, _, test = name.partition("::")
    selected = [item for item in request.session.items if item.path.stem == f"test_{module}"]
    if not selected:
        pytest.skip("this session has not collected them")
    cases = {item.callspec.id for item in selected if item.originalname == test}
    assert set(LONG[name][0]) <= cases
