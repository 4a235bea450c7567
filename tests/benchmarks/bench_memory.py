"""How much memory a sweep takes, of 6 runs and of 60: ``python -m tests.benchmarks.bench_memory``.

Counted is the most that all processes of the command have at once; pages that they share count once.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks import results
from tests.benchmarks.bench_sweep import adopt, cost

SMALL = [
    "-m", "dataset=digits", "train.epochs=1", "baseline.epochs=1", "tracking.log_model=false",
    "schedule=constant,polynomial", "target_sparsity=0.5,0.7,0.9", "sweep.control=false",
]  # fmt: skip
SEEDS = {6: "0", 60: "range(10)"}


def main() -> None:
    """Measure, print, keep the figures in results.json."""
    adopt()
    peaks = {}
    for runs, seeds in SEEDS.items():
        with tempfile.TemporaryDirectory() as name:
            peaks[runs] = cost("-m", "runner", *SMALL, f"seed={seeds}", cwd=Path(name)).megabytes
        print(f"at most {peaks[runs]:.0f} MB with {runs} runs", flush=True)
    found = {f"megabytes/{runs} runs": round(peak) for runs, peak in peaks.items()}
    results.write("memory", {**found, "ratio": round(peaks[60] / peaks[6], 3)})


if __name__ == "__main__":
    main()
