"""A table as data: what becomes of its columns, by train alone, and what is refused."""

import numpy as np
import pandas as pd
import pytest

from runner.config import signature
from runner.config.schema import DatasetConfig
from runner.config.task import TaskConfig
from runner.core.errors import UserError
from runner.core.events import Finished
from runner.data import datasets
from runner.tasks.choice import make_task
from tests.composing import compose

COUNT = 120
TABLE = pd.DataFrame(
    {
        "age": np.arange(COUNT) + 20,
        "income": np.random.default_rng(0).normal(3e4, 1e4, COUNT),
        "town": np.tile(["Ulm", "Bonn", "Köln"], COUNT // 3),
        "member": np.arange(COUNT) % 5 == 0,
        "month": np.arange(COUNT) % 4 + 1,
        "patient": np.arange(COUNT) // 4,
        "answer": np.tile(["yes", "no"], COUNT // 2),
        "price": np.arange(COUNT) * 1.5,
    }
)


@pytest.fixture
def load(tmp_path):
    """A dataset of a table that is written so, by the loader's parameters and the settings of every dataset."""

    def load(frame=TABLE, task="binary", test=None, name="t.csv", settings=None, **params):
        for each, file in ((frame, name), (test, f"test_{name}")):
            if each is not None:
                write = each.to_parquet if name.endswith("parquet") else each.to_csv
                write(tmp_path / file, index=False)
        params = {"target": "answer", "drop": ["price"], **params}
        params |= {} if test is None else {"test_path": str(tmp_path / f"test_{name}")}
        given = {"scale": "standard", **(settings or {})}
        config = DatasetConfig("table", "runner.data.table", path=str(tmp_path / name), params=params, **given)
        return datasets.load(config, make_task(TaskConfig(task), None))

    return load


@pytest.mark.parametrize("name", ["t.csv", "t.parquet"])
def test_numbers_are_standardised_and_words_become_columns_by_train_alone(load, name):
    dataset = load(name=name, categories=["month"], group="patient", settings={"split": "time"})
    train = TABLE[: len(dataset.train)]
    assert dataset.shape == (2 + 3 + 1 + 4,)  # age, income; town; member; month
    for part, rows in ((dataset.train, train), (dataset.test, TABLE[-len(dataset.test) :])):
        for at, column in ((0, "age"), (1, "income")):
            expected = (rows[column] - train[column].mean()) / train[column].std(ddof=0)
            np.testing.assert_allclose(part.x[:, at], expected, rtol=1e-5)
        for at, town in ((2, "Bonn"), (3, "Köln"), (4, "Ulm")):
            np.testing.assert_array_equal(part.x[:, at], rows["town"] == town)
        np.testing.assert_array_equal(part.x[:, 5], rows["member"])
        np.testing.assert_array_equal(part.x[:, 6:].argmax(1) + 1, rows["month"])
        np.testing.assert_array_equal(part.y[:, 0], rows["answer"] == "yes")
    assert "answer: no = 0, yes = 1" in dataset.told
    assert dataset.told[-1] == (
        "10 features: 3 columns of numbers, standardised by train; 2 of categories as 0 and 1: town (3), month (4)"
    )


def test_a_csv_and_a_parquet_of_the_same_table_are_the_same_data(load):
    assert load().sha256 == load(name="t.parquet").sha256


def test_targets_are_numbers_or_names_of_classes(load):
    assert load(task="classification").task.outputs == 2
    assert load(task="regression", target=["price", "income"], drop=[], features=["age"]).train.y.shape[1] == 2
    assert load(task="reconstruction", target=None, drop=["answer"]).train.y.shape[1] == 9
    with pytest.raises(UserError, match=r"are names, as 'no', 'yes', and must be numbers"):
        load(task="regression")
    with pytest.raises(UserError, match="answer is of words"):
        load(task="multilabel", target=["answer", "member"])
    with pytest.raises(UserError, match=r"has no y_train: needed are x and y"):
        load(target=None, drop=[])


def test_large_numbers_lose_nothing_before_they_are_standardised(load):
    frame = TABLE.assign(age=1_700_000_000_000 + np.arange(COUNT))
    assert len(np.unique(load(frame, features=["age"]).train.x)) == len(load(frame).train)


def test_offices_write_semicolons_and_to_csv_counts_the_rows(load, tmp_path):
    TABLE.to_csv(tmp_path / "other.csv", sep=";")
    config = DatasetConfig("table", "runner.data.table", path=str(tmp_path / "other.csv"), scale="standard",
                           params={"target": "answer", "drop": "price"})  # fmt: skip
    dataset = datasets.load(config)
    assert dataset.shape == load().shape
    assert "the first column, which has no name and counts the rows, is left out" in dataset.told


RARE = TABLE.assign(town=[*TABLE["town"][:-1], "Rom"])
GAPS = TABLE.assign(age=TABLE["age"].where(TABLE.index > 2), town=TABLE["town"].where(TABLE.index != 7))
TEXTS = pd.concat([TABLE.assign(town=[f"{at},5" for at in range(COUNT)])])


@pytest.mark.parametrize(
    ("frame", "given", "why"),
    [
        (TABLE, {"target": "anser"}, r"dataset.target=anser is no column of .*. Did you mean answer\? It has age,"),
        (TABLE, {"drop": ["prize"]}, "dataset.drop=prize is no column.*Did you mean price"),
        (TABLE, {"features": ["age", "answer"]}, "answer is in dataset.features and in dataset.target"),
        (TABLE[["answer", "price"]], {}, "No column of .* is left to predict from"),
        (RARE, {"settings": {"split": "time"}}, "The column town is 'Rom' in 1 row of test, and never in train"),
        (TABLE, {"test": RARE}, r"'Rom' in 1 row of test, and never in train.*dataset.drop=\[town\]"),
        (TABLE, {"test": TABLE.drop(columns="age")}, "The columns of .*: age is no column of .*test_t.csv"),
        (TABLE, {"test": TABLE.assign(age="old")}, "numbers in one file and words in the other"),
        (TABLE, {"test": TABLE.assign(answer="maybe")}, "2.*task=classification"),
        (GAPS, {}, r"Of 120 rows \(train\) values are missing: age 3, town 1.*dataset.drop=\[age\]"),
        (TEXTS, {}, r"The column town has 120 different values, as '0,5', '1,5': too many for categories"),
        (TABLE.assign(age=np.inf), {}, "The column age is infinite in 120 places"),
        (TABLE, {"settings": {"scale": "unit"}}, "dataset.scale=unit is of pixels"),
        (TABLE[:0], {}, "has no rows"),
        (TABLE, {"group": "doctor"}, "dataset.group=doctor is no column"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_learnt_from_is_refused_with_the_remedy(load, frame, given, why):
    with pytest.raises(UserError, match=why):
        load(frame, **given)


def test_dates_and_files_that_are_none_are_refused(load, tmp_path):
    with pytest.raises(UserError, match="The column age is of type datetime64"):
        load(TABLE.assign(age=pd.Timestamp("2020-01-01")), name="t.parquet")
    for name, content, why in [("a.csv", b"\xff\xfe\x00", "no readable table"), ("a.parquet", b"PAR1", "no readable"),
                               ("a.xlsx", b"PK", "is no table"), ("a.csv", b"", "no readable table")]:  # fmt: skip
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UserError, match=why):
            datasets.load(DatasetConfig("table", "runner.data.table", path=str(tmp_path / name)))
    with pytest.raises(UserError, match="does not exist"):
        datasets.load(DatasetConfig("table", "runner.data.table", path="no.csv"))
    with pytest.raises(UserError, match=r"needs dataset\.path=FILE\.csv"):
        datasets.load(DatasetConfig("table", "runner.data.table"))


def test_a_run_of_a_table_says_how_it_was_read_and_where_it_lies_is_no_part_of_it(train_run, client, tmp_path):
    TABLE.to_csv(tmp_path / "t.csv", index=False)
    given = ["dataset=table", f"dataset.path={tmp_path}/t.csv", "dataset.target=answer", "dataset.drop=[price]",
             "dataset.group=patient", "dataset.split=groups", "task=binary", "model=mlp"]  # fmt: skip
    _, end, _ = train_run(*given, "train.epochs=1", "baseline.epochs=1", "train.batch_size=8",
                               "schedule.frequency=1", "allow_missed_target=true")  # fmt: skip
    assert isinstance(end, Finished), end
    run = client.get_run(end.result.run_id)
    assert run.data.params["dataset.target"] == "answer"
    assert run.data.params["dataset.split"] == "groups"
    assert "whole groups" in run.inputs.dataset_inputs[0].dataset.profile
    (tmp_path / "elsewhere.csv").write_bytes((tmp_path / "t.csv").read_bytes())
    moved = compose([*given, f"dataset.path={tmp_path}/elsewhere.csv"])
    signed = signature.sign_config(compose(given))
    assert signature.sign_config(moved) == signed
    tests = [signature.sign_config(compose([*given, f"dataset.test_path={each}"]))
             for each in (tmp_path / "t.csv", tmp_path / "elsewhere.csv")]  # fmt: skip
    assert tests[0] == tests[1] != signed
    assert signature.sign_config(compose([*given, "dataset.target=member"])) != signed
