import hashlib
import re
from pathlib import Path

import numpy as np
import pytest

from runner.config import signature
from runner.core.tags import TAG_RESULTS
from tests.composing import compose


def identity(*overrides, parameters=None, data="abc"):
    config = compose(list(overrides))
    return signature.sign_run(config, config.schedule if parameters is None else parameters, data)


@pytest.mark.parametrize(
    "override",
    ["tracking.uri=sqlite:///x.db", "tracking.log_model=false", "train.threads=1", "dataset.path=elsewhere.npz",
     "baseline.dir=elsewhere", "trusted_modules=[mine]", "force=true", "allow_missed_target=true", "launch=joblib",
     "launch=slurm", "sweep.control=false", "prune.kernel=stock", "train.checkpoint=false", "report.margin=0.02"],
)  # fmt: skip
def test_what_does_not_change_the_result_does_not_change_the_identity(override):
    assert identity(override) == identity()


@pytest.mark.parametrize(
    "override",
    ["seed=1", "target_sparsity=0.5", "schedule=constant", "schedule.power=2", "model=lenet5", "train.epochs=3",
     "train.batch_size=64", "baseline.epochs=3", "dataset.split_seed=1", "scope.exclude=[fc3]",
     "scope=erk", "scope.targets={fc1: 0.5}", "pattern=block", "pattern.pooling=MAX"],
)  # fmt: skip
def test_what_changes_the_result_changes_the_identity(override):
    assert identity(override) != identity()


def test_a_run_that_measures_more_is_another_run_of_the_same_arm():
    full, ordinary = compose(["measure=full"]), compose([])
    assert identity("measure=full") != identity()
    assert signature.sign_config(full) != signature.sign_config(ordinary)
    assert signature.sign_arm(full, {}, "abc") == signature.sign_arm(ordinary, {}, "abc")


def test_other_data_is_another_run_and_the_same_steps_are_the_same():
    assert identity(data="abd") != identity()
    assert identity("schedule.begin_step=0%", parameters={"begin_step": 0}) == identity(parameters={"begin_step": 0})


def test_an_arm_is_everything_but_the_seed():
    one, other = (compose([f"seed={seed}"]) for seed in (0, 1))
    assert signature.sign_arm(one, {}, "abc") == signature.sign_arm(other, {}, "abc")


def test_a_dense_training_is_shared_by_all_schedules_and_no_other_model_or_version():
    def dense(*overrides, model="m", versions="1"):
        return signature.sign_dense(compose(list(overrides)), "abc", model, {"tensorflow": versions})

    assert dense("schedule=constant", "target_sparsity=0.5", "train.epochs=3") == dense()
    assert len({dense(), dense("seed=1"), dense("baseline.epochs=3"), dense(model="n"), dense(versions="2")}) == 5


def test_a_users_schedule_whose_code_was_changed_is_another_run(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    given = ["+schedule.scale=2", "schedule._target_=theirs.Mine", "trusted_modules=[theirs]"]
    (tmp_path / "theirs.py").write_text("class Mine: pass\n")
    before = identity(*given)
    assert identity(*given) == before
    (tmp_path / "theirs.py").write_text("class Mine: scale = 3\n")
    assert identity(*given) != before


# --- what computes results -------------------------------------------------------------------------


def identities():
    config = compose(["dataset=digits"])
    return [
        signature.sign_run(config, {}, "abc"), signature.sign_arm(config, {}, "abc"), signature.sign_config(config),
        signature.sign_sweep([config]), signature.sign_dense(config, "abc", "m", {}),
    ]  # fmt: skip


def test_another_version_of_what_computes_results_is_another_run_arm_dense_model_and_sweep(monkeypatch):
    before = identities()
    assert identities() == before
    monkeypatch.setattr(signature, "RESULTS", signature.RESULTS + 1)
    assert not set(before) & set(identities())


def test_a_run_that_does_not_say_by_which_version_it_was_made_is_of_the_first():
    assert signature.read_results_version({}) == 1
    assert signature.read_results_version({TAG_RESULTS: "2"}) == 2


def test_the_version_of_what_computes_results_has_a_history():
    text = Path(signature.__file__).read_text()
    listed = [int(number) for number in re.findall(r"^#   (\d+) ", text, re.M)]
    assert listed == list(range(1, signature.RESULTS + 1))


def test_two_data_files_are_two_runs_and_one_under_two_names_is_one(tmp_path):
    for name, value in (("a", 0), ("b", 1), ("c", 0)):
        np.savez(tmp_path / name, x=np.full((9, 4), value), y=np.arange(9) % 3)
    found = [signature.sign_config(compose(["dataset=npz", f"dataset.path={tmp_path}/{name}.npz"])) for name in "abc"]
    assert found[0] == found[2] != found[1]


def test_a_file_that_is_written_to_is_read_again(tmp_path):
    file = tmp_path / "x"
    file.write_text("one")
    before = signature.hash_file(file)
    file.write_text("three")
    assert signature.hash_file(file) != before == hashlib.sha256(b"one").hexdigest()


def test_the_parameters_of_a_dataset_are_part_of_the_identity_and_one_without_them_has_none():
    plain = compose(["dataset=digits"])
    assert "params" not in plain.recorded()["dataset"]
    rows = compose(["dataset=digits", "+dataset.rows=100"])
    assert rows.recorded()["dataset"]["rows"] == 100
    assert len({signature.sign_run(each, {}, "abc") for each in (plain, rows)}) == 2
    assert len({signature.sign_dense(each, "abc", "m", {}) for each in (plain, rows)}) == 2
