"""How long workers need: bounds that hold for any runs, and the simulation of a store agrees where it costs nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.budget.makespan import Task, schedule
from tests.benchmarks import scale

SECONDS, TINY = st.floats(0, 1000), 1e-6


@st.composite
def sweeps(draw):
    """Runs in any order; those of a dense identity share what its training takes."""
    dense = draw(st.dictionaries(st.sampled_from("abcde"), SECONDS, min_size=1))
    runs = draw(st.lists(st.tuples(st.sampled_from(sorted(dense)), SECONDS), min_size=1, max_size=40))
    return [Task(name, dense[name], seconds) for name, seconds in runs]


def total(tasks):
    """Every run, and every dense training once."""
    return sum(task.seconds for task in tasks) + sum({task.dense: task.dense_seconds for task in tasks}.values())


def about(seconds):
    return pytest.approx(seconds, rel=1e-9, abs=1e-6)


@given(sweeps())
def test_one_worker_needs_the_sum_and_never_waits(tasks):
    alone = schedule(tasks, 1)
    assert alone.makespan == about(total(tasks))
    assert set(alone.waits) == {0.0}


@given(sweeps(), st.integers(1, 50))
def test_no_number_of_workers_beats_an_equal_share_or_the_longest_run_or_loses_to_one_worker(tasks, workers):
    found = schedule(tasks, workers).makespan
    longest = max(task.dense_seconds + task.seconds for task in tasks)
    assert max(total(tasks) / workers, longest) - TINY <= found <= total(tasks) + TINY


@given(sweeps())
def test_with_a_worker_for_each_run_all_wait_for_their_dense_model_alone(tasks):
    found = schedule(tasks, len(tasks))
    assert found.ends == about(tuple(task.dense_seconds + task.seconds for task in tasks))
    first = {task.dense: at for at, task in reversed(list(enumerate(tasks)))}
    assert found.waits == about(
        tuple(0.0 if first[task.dense] == at else task.dense_seconds for at, task in enumerate(tasks))
    )


@given(sweeps(), st.integers(1, 20))
def test_the_simulation_of_a_store_that_costs_nothing_ends_the_same(tasks, workers):
    assert scale.simulate(tasks, workers, scale.Store(), epochs=3).ends == about(schedule(tasks, workers).ends)


@given(sweeps(), st.integers(1, 20), st.integers(1, 4), st.floats(0.01, 5), st.floats(0.01, 5))
def test_a_store_is_never_busier_than_all_the_time_and_answers_every_request(tasks, workers, servers, epoch, rest):
    found = scale.simulate(tasks, workers, scale.Store(servers, epoch, rest), epochs=3)
    asked = len(tasks) * (3 * epoch + rest)
    assert found.busy * found.makespan * servers == about(asked)
    assert found.makespan >= asked / servers - 1e-6
    assert found.answer >= min(epoch, rest) - 1e-6
    assert 0 <= found.late <= 1


@given(sweeps(), st.integers(1, 20))
def test_each_dense_model_is_trained_once_where_it_is_shared_and_once_a_node_at_most_where_not(tasks, workers):
    identities = len({task.dense for task in tasks})
    store = scale.Store(bytes_a_second=1e8)
    trained = {
        sharing: scale.simulate(tasks, workers, store, 2, sharing=sharing, dense_bytes=1e8).trained
        for sharing in (scale.DISK, scale.SERVER, scale.EACH)
    }
    assert trained[scale.DISK] == identities
    for sharing in (scale.SERVER, scale.EACH):
        assert identities <= trained[sharing] <= min(workers, len(tasks)) * identities


def test_a_node_fetches_from_the_server_what_another_has_trained():
    tasks = [Task(dense, 3, 1) for dense in "abba"]
    for sharing, times in ((scale.SERVER, 2), (scale.EACH, 4)):
        assert scale.simulate(tasks, 2, scale.Store(), 1, sharing=sharing).trained == times


def test_nothing_takes_no_time():
    assert schedule([], 3).makespan == 0
