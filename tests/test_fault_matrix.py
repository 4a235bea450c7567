"""The README's fault matrix is what the tests found, whole, and nothing in it failed."""

import json

import pytest

from tests import fault_matrix


@pytest.fixture
def found():
    return json.loads(fault_matrix.FILE.read_text())


def test_every_test_of_the_matrix_was_run_and_passed(found):
    assert {test: found.get(test) for test in fault_matrix.tests()} == dict.fromkeys(fault_matrix.tests(), True)


def test_the_readme_shows_the_matrix_and_no_cell_is_empty(found):
    table = fault_matrix.table(found)
    assert fault_matrix.BEGIN + table + fault_matrix.END in fault_matrix.README.read_text()
    rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines()]
    assert all(len(row) == 1 + len(fault_matrix.LAUNCHERS) and all(row) for row in rows)


def test_a_test_that_failed_is_shown_as_such(found):
    test = fault_matrix.tests()[0]
    assert f"FAILS: {test}" in fault_matrix.table({**found, test: False})
