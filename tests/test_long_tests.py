"""The list of long tests says what there is."""

import ast
from pathlib import Path

import pytest

from tests.long_tests import LONG

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", LONG)
def test_each_long_test_is_one_and_says_what_guards_its_promise(name):
    module, _, test = name.partition("::")
    tree = ast.parse((HERE / f"test_{module}.py").read_text())
    assert test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert len(LONG[name][1]) > 10
