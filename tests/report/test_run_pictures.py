"""The pictures of a run, drawn later from what it tracked: those that it would have drawn itself."""

import pytest

from runner.core.errors import UserError
from runner.report import run_pictures
from tests import swept as small

PICTURES = {"curves.png", "trace.png"}


@pytest.mark.parametrize(("schedule", "expected"), [("polynomial", PICTURES), ("dense", {"curves.png"})])
def test_what_is_drawn_later_is_what_the_run_drew(train_run, client, tmp_path, schedule, expected):
    _, done, folder = train_run(f"schedule={schedule}")
    drawn = run_pictures.draw_run(client.tracking_uri, done.result.run_id, tmp_path)
    assert {file.name for file in drawn} == expected
    for file in drawn:
        assert file.read_bytes() == (folder / file.name).read_bytes()


def test_a_run_of_a_sweep_draws_none_and_says_how_to_have_them(swept, cli, tmp_path):
    _, runs, _ = small.tracked(swept.folder)
    assert not list(swept.folder.glob("outputs/sweeps/*/*/*/curves.png"))
    (run, *_) = [each for each in runs if each.data.params["schedule.name"] == "polynomial"]
    said = f"python -m runner.report --run {run.info.run_id}"
    assert said in run.data.tags["mlflow.note.content"]
    done = cli(*said.split()[3:], "--out", str(tmp_path), cwd=swept.folder, module="runner.report", timeout=60)
    assert done.returncode == 0, done.stderr
    assert {file.name for file in tmp_path.iterdir()} == PICTURES


def test_a_run_without_its_files_is_refused_with_the_reason(train_run, client, tmp_path, monkeypatch):
    _, done, _ = train_run("schedule=polynomial")

    def gone(_, run_id, file, folder):
        raise FileNotFoundError(2, "No such file", file)

    monkeypatch.setattr(run_pictures.store, "download", gone)
    with pytest.raises(UserError, match=r"cannot be drawn from what it left: .*plan\.json"):
        run_pictures.draw_run(client.tracking_uri, done.result.run_id, tmp_path)
    with pytest.raises(UserError, match="There is no run 'other'"):
        run_pictures.draw_run(client.tracking_uri, "other", tmp_path)
