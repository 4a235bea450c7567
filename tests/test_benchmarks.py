"""What the documents say about cost is what the benchmarks measured."""

import pytest

from tests import documents
from tests.benchmarks import bench_engine, bench_layers, bench_report, bench_sweep, bench_threads, bench_trace, results


@pytest.mark.parametrize(
    ("name", "table", "rounds"),
    [
        ("engine", bench_engine.table, 5),
        ("layers", bench_layers.table, 5),
        ("sweep", bench_sweep.table, 5),
        ("trace", bench_trace.table, 5),
        ("report", bench_report.table, 5),
        ("threads", bench_threads.table, 5),
    ],
)
def test_the_documents_show_the_figures_that_were_measured(name, table, rounds):
    part = results.read()[name]
    assert table(part["figures"]) in documents.DOCUMENTS["tests/benchmarks/README.md"]
    assert part["figures"]["rounds"] >= rounds


def test_a_benchmark_replaces_its_own_part_only(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "FILE", tmp_path / "results.json")
    results.write("one", {"seconds": 1.0})
    results.write("two", {"seconds": 2.0})
    results.write("one", {"seconds": 3.0})
    assert {name: part["figures"]["seconds"] for name, part in results.read().items()} == {"one": 3.0, "two": 2.0}
    assert set(results.read()["one"]) == {"date", "machine", "versions", "figures"}
    assert [file.name for file in tmp_path.iterdir()] == ["results.json"]
