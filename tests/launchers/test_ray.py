"""A sweep on a real Ray cluster of two nodes, one of which dies in the middle."""

import subprocess
import sys
import time

import pytest
from mlflow import MlflowClient

from runner.comparison.records import CSV_FILE
from runner.core.metric_names import VAL_LOSS
from runner.core.tags import TAG_KIND, TAG_LOCK, TAG_PARENT, TAG_SIGNATURE

pytestmark = pytest.mark.ray

SWEEP = (
    "-m", "schedule=constant,polynomial", "target_sparsity=0.5,0.6,0.7,0.8", "dataset=digits", "train.epochs=6",
    "baseline.epochs=2", "sweep.control=false", "tracking.log_model=false",
)  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory, whole_store):
    from tests.servers import Server

    server = Server(tmp_path_factory.mktemp("server"), whole_store)
    yield server
    server.kill()


@pytest.fixture(scope="module")
def local(cli, tmp_path_factory):
    """The comparison of the sweep on this machine, one run after the other."""
    folder = tmp_path_factory.mktemp("local")
    done = cli(*SWEEP, cwd=folder, timeout=900)
    assert done.returncode == 0, done.stderr
    return comparison(folder)


def comparison(folder):
    (file,) = folder.glob(f"outputs/sweeps/*/*/{CSV_FILE}")
    return file.read_bytes()


def runs_of(server, kind="run"):
    client = MlflowClient(server.uri)
    experiment = client.get_experiment_by_name("pruning")
    return client.search_runs([experiment.experiment_id], f"tags.{TAG_KIND} = '{kind}'") if experiment else []


def test_a_node_dies_in_the_middle_and_every_run_finishes_once(tmp_path, server, local):
    from tests.clusters import RayNode

    head = RayNode(tmp_path / "node-0")
    nodes = [head]
    try:
        nodes.append(RayNode(tmp_path / "node-1", head))
        (tmp_path / "home").mkdir()
        command = [
            sys.executable, "-m", "runner", *SWEEP, "launch=ray", f"launch.address={head.address}",
            f"tracking.uri={server.uri}",
        ]  # fmt: skip
        sweep = subprocess.Popen(
            command, cwd=tmp_path / "home", text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )  # fmt: skip
        struck = in_the_middle(server, sweep, nodes[1].folder)
        nodes[1].kill()
        out, err = sweep.communicate(timeout=900)
    finally:
        for node in reversed(nodes):
            node.kill()
    assert sweep.returncode == 0, err
    assert "Traceback" not in err
    runs = runs_of(server)
    assert {run.info.status for run in runs} == {"FINISHED"}
    assert len(runs) == len({run.data.tags[TAG_SIGNATURE] for run in runs}) == 8
    (parent,) = runs_of(server, "sweep")
    assert {run.data.tags[TAG_PARENT] for run in runs} == {parent.info.run_id}
    assert parent.info.status == "FINISHED" and "8/8" in out
    where = {run.info.run_id: run.data.tags[TAG_LOCK] for run in runs}
    assert str(nodes[0].folder) in where[struck.info.run_id], "it went on where the node lives"
    assert any(str(nodes[1].folder) in lock for lock in where.values()), "the node that died had finished some"
    assert comparison(tmp_path / "home") == local


def in_the_middle(server, sweep, folder):
    """Wait until a run of a node is between two epochs, after the node has finished one."""
    end = time.monotonic() + 600
    while time.monotonic() < end:
        assert sweep.poll() is None, sweep.communicate()
        here = [run for run in runs_of(server) if str(folder) in run.data.tags.get(TAG_LOCK, "")]
        going_on = [run for run in here if run.info.status == "RUNNING" and VAL_LOSS in run.data.metrics]
        if going_on and any(run.info.status == "FINISHED" for run in here):
            return going_on[0]
        time.sleep(0.2)
    raise AssertionError("no run of the node got so far")
