"""The fault matrix of the documents is what the tests found, whole, and nothing in it failed."""

import json

import pytest

from tests import documents, fault_matrix


@pytest.fixture
def found():
    return json.loads(fault_matrix.FILE.read_text())


def test_every_test_of_the_matrix_was_run_and_passed(found):
    run = [test for test in fault_matrix.tests() if not fault_matrix.needs_cluster(test) or test in found]
    assert [test for test in run if not fault_matrix.held(test, found)] == []


def test_a_document_shows_the_matrix_and_no_cell_is_empty(found):
    table = fault_matrix.table(found)
    assert fault_matrix.BEGIN + table + fault_matrix.END in documents.EVERYTHING
    rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines() if line]
    assert all(len(row) in (2, 1 + len(fault_matrix.LAUNCHERS)) and all(row) for row in rows)


@pytest.mark.parametrize("at", [0, -1])
def test_a_test_that_failed_or_was_not_run_is_shown_as_such(found, at):
    test = fault_matrix.tests()[at]
    assert f"FAILS: {test}" not in fault_matrix.table(found)
    assert f"FAILS: {test}" in fault_matrix.table({**found, test: False})
    rest = {name: good for name, good in found.items() if not name.startswith(test)}
    assert f"FAILS: {test}" in fault_matrix.table(rest)
