"""A sweep over three schedules, of every task that a data set of ours has: ranked in the direction of its score."""

import csv

import mlflow
import pytest

SWEEPS = {
    "regression": ("rmse", "dataset=diabetes", "model=mlp"),
    "binary": ("roc_auc", "dataset=breast_cancer", "model=mlp"),
    "several outputs": ("rmse", "dataset=linnerud", "model=mlp"),
    "reconstruction": ("mse", "dataset=digits", "task=reconstruction", "model=autoencoder"),
}


def rows(file):
    with file.open(newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.parametrize("name", SWEEPS)
def test_a_sweep_is_ranked_in_the_direction_of_its_score(name, cli, tmp_path):
    score, *given = SWEEPS[name]
    targets = ["0.5", "0.9"] if name in ("regression", "binary") else ["0.9"]
    done = cli("-m", *given, "schedule=constant,polynomial,linear", f"target_sparsity={','.join(targets)}",
               "train.epochs=2", "baseline.epochs=4", "sweep.control=false", "hydra.sweep.dir=here",
               cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    lower = score != "roc_auc"
    arms = [row for row in rows(tmp_path / "here" / "comparison.csv") if row["schedule"] != "dense"]
    assert len(arms) == 3 * len(targets)
    for target in targets:
        ranked = [row for row in arms if row["target_sparsity"] == target and row["rank"]]
        values = [float(row[f"test_{score}_mean"]) for row in sorted(ranked, key=lambda row: int(row["rank"]))]
        assert values == sorted(values, reverse=not lower), target
    if len(targets) > 1:
        schedules = rows(tmp_path / "here" / "ranking.csv")
        areas = [float(row["area"]) for row in schedules if row["rank"]]
        assert areas
        assert areas == sorted(areas, reverse=not lower)
    client = mlflow.MlflowClient(f"sqlite:///{tmp_path}/mlflow.db")
    experiment = client.get_experiment_by_name("pruning").experiment_id
    runs = client.search_runs([experiment], "tags.kind = 'run'")
    assert {run.data.params["score"] for run in runs} == {score}
    assert all({f"test/{score}", f"val/{score}", f"test/{score}_int8", f"dense/test_{score}"} <= {*run.data.metrics}
               for run in runs)  # fmt: skip
    (parent,) = client.search_runs([experiment], "tags.kind = 'sweep'")
    title = {"rmse": "RMSE", "mse": "MSE", "roc_auc": "ROC AUC"}[score]
    assert title in parent.data.tags["mlflow.note.content"]
    assert title in (tmp_path / "here" / "comparison.html").read_text()
