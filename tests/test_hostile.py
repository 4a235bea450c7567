"""Model files, stores, journals and studies as an enemy makes them, by the hundred: they are data, and only that.

Each case goes through the commands of this process while an audit hook looks on: no code of the case runs (its module
is not imported, its command not started), nothing is written outside the working folder, nothing is asked of a host
that nobody named; and it ends in time, with one message and no fault of the program.
"""

import contextlib
import json
import random
import shutil
import sqlite3
import sys
import time
import zipfile
from pathlib import Path

import pytest

from runner import sync, winners
from runner.console import streams
from runner.doctor import command as doctor
from runner.doctor import config_files
from runner.plan import command as plan_command
from runner.report import command as report_command
from tests import own_models, stores
from tests.watched import watched

LONGEST = 15.0  # seconds for a command
FEW, MANY = 4, 125  # cases of each kind: in the default suite, and by `make test-all`; 4 kinds make 500
FORBIDDEN = ("Traceback", "fault of the program", "\x1b[31m", "\x1b]0;")
often = pytest.mark.parametrize(
    "cases",
    [pytest.param(range(FEW), id="few"), pytest.param(range(FEW, MANY + FEW), marks=pytest.mark.long, id="many")],
)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A working folder, a module beside it whose import writes a file, and the store of nobody's server."""
    work = tmp_path / "work"
    work.mkdir()
    (tmp_path / "evil_module.py").write_text(
        f"open({str(tmp_path / 'canary')!r}, 'w').write('ran')\ndef run(*a, **k): pass\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(work)
    return work


def texts(rng, place):
    """A text as an enemy puts it anywhere: to be run, opened, shown or counted."""
    canary = place.parent / "canary"
    return rng.choice(
        [
            "evil_module.run",
            "os.system",
            "tensorflow.io.write_file",
            "runner.models._imported",
            "evil_module",
            f"touch {canary}",
            f"$(touch {canary})",
            f"`touch {canary}`",
            f"'; touch {canary}; '",
            f"{canary}",
            f"file://{canary}",
            f"sqlite:///{canary}",
            f"../{canary.name}",
            f"mlflow-artifacts:/../../{canary.name}",
            "/etc/passwd",
            "file:///etc/passwd",
            "http://192.0.2.1:9/",
            "${oc.env:HOME}",
            "${evil:1}",
            "${hydra:runtime.cwd}",
            "\x1b[31mred\x1b]0;title\x07",
            "\x9b31m",
            "=1+1",
            "@SUM(A1)",
            "-2+3",
            "![](http://192.0.2.1/x)",
            "[a](javascript:alert(1))",
            "<script>alert(1)</script>",
            "| a | b |",
            "a\nb\r\nc",
            "\u202eevil",
            "\x00",
            "a" * 6000,
            "",
            " ",
            "null",
            "nan",
            "1e999",
            "-1",
            "99999999999999999999",
            "[" * 2000,
            "{" * 2000,
            '{"a": ' * 1000,
            "%s%n%d",
            "{0.__class__}",
            "ü" * 300,
            "\ud800".encode("utf-8", "replace").decode(),
            "0",
            "FINISHED",
            "RUNNING",
            "0x7f",
            "1/0",
            "__import__('evil_module')",
            "!!python/object/apply:evil_module.run []",
        ]
    )


def command(main, arguments, place, *, hosts=()):
    """What a command prints and its status, in this process; what the hook saw must be nothing."""
    out, argv = (place.parent / "printed").open("w+b", buffering=0), sys.argv
    stream = streams.Shown(streams.Sink(out.fileno(), "w", closefd=False), "utf-8")
    sys.argv = ["command", *arguments]
    began = time.monotonic()
    try:
        with (
            contextlib.redirect_stdout(stream),
            contextlib.redirect_stderr(stream),
            watched(place, hosts=hosts) as seen,
        ):
            try:
                status = main()
            except SystemExit as end:
                status = end.code
    finally:
        sys.argv = argv
        stream.flush()
    out.seek(0)
    printed = out.read().decode()
    out.close()
    assert seen == [], arguments
    assert not (place.parent / "canary").exists(), arguments
    assert status in (0, 1, 2), (arguments, status)
    assert [each for each in FORBIDDEN if each in printed] == [], printed[-3000:]
    assert time.monotonic() - began < LONGEST, arguments
    return status, printed


def spread(cases, kind):
    """A source of chance for each case: the same each time."""
    return [(number, random.Random(f"{kind} {number}")) for number in cases]


# --- model files ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    file = tmp_path_factory.mktemp("model") / "own.keras"
    own_models.small((8, 8, 1), 10).save(file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def nodes(tree):
    """Every (place, key) in a tree of JSON."""
    if isinstance(tree, dict | list):
        for key, child in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield tree, key
            yield from nodes(child)


def spoiled(members, rng, place):
    """An archive with hostile values in its description, and hostile members."""
    config = json.loads(members["config.json"])
    for _ in range(rng.randint(1, 4)):
        node, key = rng.choice(list(nodes(config)))
        hostile = texts(rng, place)
        node[key] = rng.choice(
            [
                hostile,
                {"class_name": hostile, "config": {}},
                [hostile],
                10**12,
                -1,
                1.5,
                None,
                True,
                {"class_name": "Lambda", "module": "keras.layers", "config": {"function": hostile}},
                {"class_name": "TFOpLambda", "config": {"function": "io.write_file", "name": hostile}},
                {"class_name": "function", "module": "evil_module", "config": "run", "registered_name": "function"},
            ]
        )
    changed = {**members, "config.json": json.dumps(config).encode()}
    if rng.random() < 0.4:
        changed[
            rng.choice(
                ["../canary", "/tmp/canary-of-tests", "assets/../../canary", "model.weights.h5 ", "evil_module.py"]
            )
        ] = b"x" * 100
    if rng.random() < 0.3:
        content = bytearray(changed["model.weights.h5"])
        for _ in range(rng.randint(1, 20)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        changed["model.weights.h5"] = bytes(content)
    return changed


@often
def test_hostile_model_files_are_planned_or_refused(place, model, cases):
    for number, rng in spread(cases, "model"):
        with zipfile.ZipFile(f"{number}.keras", "w") as archive:
            for name, content in spoiled(model, rng, place).items():
                archive.writestr(name, content)
        command(plan_command.main, ["model=file", f"model.path={number}.keras", "dataset=digits"], place)


# --- stores -----------------------------------------------------------------------------------------------

FIELDS = (
    ("tags", "value"),
    ("tags", "value"),
    ("params", "value"),
    ("params", "value"),
    ("tags", "key"),
    ("params", "key"),
    ("latest_metrics", "key"),
    ("metrics", "key"),
    ("runs", "name"),
    ("runs", "status"),
    ("runs", "artifact_uri"),
    ("runs", "source_name"),
    ("runs", "user_id"),
    ("experiments", "artifact_location"),
    ("experiments", "name"),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = stores.Store(tmp_path_factory.mktemp("hostile"))
    made.add_sweep("known", stores.known_runs()[:9])
    stores.execute(made.folder / "mlflow.db", "PRAGMA wal_checkpoint(TRUNCATE)")  # what is copied is one file
    return made.folder / "mlflow.db"


def renew(store, place):
    """The store as it was; what SQLite left beside the one before would be read as part of it."""
    for left in place.glob("mlflow.db*"):
        left.unlink()
    shutil.copy(store, place / "mlflow.db")


def spoil(file, rng, place):
    """Put hostile values into rows of a store, by the enemy's own SQL."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as database:
        for _ in range(rng.randint(1, 12)):
            table, column = rng.choice(FIELDS)
            number = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            rows = (
                "1"
                if rng.random() < 0.2
                else f"rowid IN (SELECT rowid FROM {table} LIMIT 1 OFFSET {rng.randrange(max(number, 1))})"
            )
            with contextlib.suppress(sqlite3.IntegrityError, UnicodeEncodeError):
                database.execute(f"UPDATE {table} SET {column} = ? WHERE {rows}", (texts(rng, place),))
        if rng.random() < 0.1:
            database.execute(f"DROP TABLE {rng.choice(['tags', 'params', 'latest_metrics', 'inputs', 'experiments'])}")


@often
def test_hostile_stores_are_shown_or_refused(place, store, cases, monkeypatch):
    monkeypatch.setattr(config_files, "check_configs", lambda folder: [])  # composes each of ours, for a minute
    for number, rng in spread(cases, "store"):
        renew(store, place)
        spoil(place / "mlflow.db", rng, place)
        uri = f"sqlite:///{place}/mlflow.db"
        look = rng.choice(
            [
                (report_command.main, ["--uri", uri, "--out", f"out-{number}"]),
                (winners.main, ["--uri", uri, "known"]),
                (doctor.main, ["--uri", uri]),
            ]
        )
        command(*look, place, hosts=("127.0.0.1",))  # the doctor asks every server of this machine


# --- journals ---------------------------------------------------------------------------------------------

KINDS = ("params", "tags", "metrics", "dataset", "artifact", "model", "end")


def entry(rng, place):
    hostile = texts(rng, place)
    content = rng.choice(
        [
            {hostile: hostile},
            {"path": hostile},
            {"path": "../../canary"},
            {"rows": [[hostile, hostile, 0, 0]]},
            hostile,
            None,
            {"status": hostile, "time": hostile, "reason": hostile},
            {"rows": [["a", 1e308, 1, 1]], "of_model": True},
            [hostile],
        ]
    )
    uri = rng.choice([f"sqlite:///{place}/mlflow.db", f"sqlite:///{place}/mlflow.db", hostile])
    found = {
        "uri": uri,
        "run": rng.choice(["0" * 32, hostile]),
        "kind": rng.choice([*KINDS, hostile]),
        "content": content,
    }
    return found if rng.random() < 0.9 else rng.choice([{**found, hostile: 1}, hostile, [found]])


@often
def test_hostile_journals_are_sent_or_left(place, store, cases):
    for number, rng in spread(cases, "journal"):
        renew(store, place)
        folder = place / f"given-{number}"
        folder.mkdir()
        first = {"uri": f"sqlite:///{place}/mlflow.db", "run": "0" * 32, "kind": "tags", "content": {}}
        lines = [
            json.dumps(each, separators=(",", ":"))
            for each in (first, *(entry(rng, place) for _ in range(rng.randint(1, 8))))
        ]
        if rng.random() < 0.3:
            lines.insert(rng.randrange(len(lines)) + 1, texts(rng, place))
        (folder / "journal.jsonl").write_bytes("\n".join(lines).encode("utf-8", "replace") + b"\n")
        command(sync.main, [str(folder)], place, hosts=("192.0.2.1",))  # which it names; asked without a login


# --- studies ----------------------------------------------------------------------------------------------

KEYS = (
    "hydra.searchpath",
    "hydra.job.env_set",
    "hydra.callbacks.evil._target_",
    "hydra.launcher._target_",
    "hydra.sweeper._target_",
    "hydra.run.dir",
    "hydra.sweep.dir",
    "hydra.job_logging.handlers.evil.class",
    "hydra.job.chdir",
    "trusted_modules",
    "schedule._target_",
    "model._target_",
    "dataset._target_",
    "dataset.path",
    "model.path",
    "tracking.uri",
    "baseline.dir",
    "sweep.axes.seed",
    "sweep.arms",
    "sweep.axes.schedule",
    "schedule.begin_step",
    "schedule.evil._target_",
    "target_sparsity",
    "defaults",
    "scope.exclude",
    "seed",
    "train.epochs",
    "evil",
    "report.margin",
    "search.name",
    "launch.name",
    "tracking.experiment",
)


def study(rng, place):
    """A study's YAML: hostile values under keys that mean something."""
    import yaml

    tree = {"sweep": {"axes": {"seed": [0, 1]}}}
    for _ in range(rng.randint(1, 4)):
        hostile = texts(rng, place)
        *parents, last = rng.choice(KEYS).split(".")
        node = tree
        for each in parents:
            if not isinstance(node.get(each), dict):
                node[each] = {}
            node = node[each]
        node[last] = rng.choice(
            [
                hostile,
                [hostile],
                {hostile: hostile},
                {"_target_": hostile},
                [{"_target_": hostile}],
                ["pkg://evil_module"],
                {"PATH": str(place.parent), "LD_PRELOAD": hostile},
                10**9,
                -1,
            ]
        )
    text = "# @package _global_\n" + yaml.safe_dump(tree, allow_unicode=True)
    bombs = [
        "a: &a [*a]\n",
        "\n".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" if n else "x0: &x0 [1]" for n in range(12)) + "\n",
        "b: " + "[" * 3000 + "\n",
        "c: !!python/object/apply:evil_module.run []\n",
    ]
    return text + (rng.choice(bombs) if rng.random() < 0.25 else "")


@often
def test_hostile_studies_are_planned_or_refused(place, cases):
    (place / "experiments").mkdir()
    for number, rng in spread(cases, "study"):
        (place / "experiments" / f"s{number}.yaml").write_text(study(rng, place), encoding="utf-8", errors="replace")
        command(plan_command.main, [f"+experiments=s{number}", "dataset=digits"], place)
        (place / "experiments" / f"s{number}.yaml").unlink()
    assert not Path("mlflow.db").exists()
