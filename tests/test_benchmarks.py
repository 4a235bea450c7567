"""What the README says about cost is what the benchmarks measured."""

import pytest

from runner.config import composition
from tests.benchmarks import bench_kernel, bench_report, bench_sweep, bench_threads, bench_trace, results


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("kernel", bench_kernel.table),
        ("sweep", bench_sweep.table),
        ("trace", bench_trace.table),
        ("report", bench_report.table),
        ("threads", bench_threads.table),
    ],
)
def test_the_readme_shows_the_figures_that_were_measured(name, table):
    part = results.read()[name]
    assert table(part["figures"]) in (composition.HERE.parent / "README.md").read_text()
    assert part["figures"]["rounds"] >= 5


def test_a_benchmark_replaces_its_own_part_only(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "FILE", tmp_path / "results.json")
    results.write("one", {"seconds": 1.0})
    results.write("two", {"seconds": 2.0})
    results.write("one", {"seconds": 3.0})
    assert {name: part["figures"]["seconds"] for name, part in results.read().items()} == {"one": 3.0, "two": 2.0}
    assert set(results.read()["one"]) == {"date", "machine", "versions", "figures"}
    assert [file.name for file in tmp_path.iterdir()] == ["results.json"]
