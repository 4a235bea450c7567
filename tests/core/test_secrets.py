"""Logins go to their own server alone, and are found nowhere: no file, no store, no line of output."""

import base64
import json
import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from omegaconf import OmegaConf

from runner import sync
from runner.cli import app
from runner.config import signature
from runner.config.composition import read_config, take_login
from runner.config.schema import TrackingConfig
from runner.console import ending
from runner.core import credentials
from runner.run import leavings
from runner.tracking import connection, deliver, journal, run_writer, store
from runner.tracking.journal import Entry, Journal
from tests import servers

PASSWORD = "geh/ei@m:#?100% zu"
MINE = {credentials.USER: "ada", credentials.PASSWORD: "my-own-login"}


@pytest.fixture(autouse=True)
def nobody(monkeypatch, tmp_path):
    """No login is known, as on a machine of somebody new."""
    for name in (credentials.LOGINS, credentials.NAMED, credentials.ADDRESS, *MINE):
        monkeypatch.setenv(name, "")  # so that it is put back
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    yield
    for name in (credentials.LOGINS, credentials.NAMED):
        os.environ.pop(name, None)


@pytest.fixture
def guard():
    made = servers.Guard()
    yield made
    made.close()


# --- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("uri", "plain", "login"),
    [
        ("http://host:5000", "http://host:5000", ""),
        ("http://ada:pw@host:5000/x", "http://host:5000/x", "ada:pw"),
        ("https://ada@host", "https://host", "ada"),
        ("http://ada:a/b@host", "http://host", "ada:a/b"),
        ("http://ada:a@b@host:1", "http://host:1", "ada:a@b"),
        ("http://ada:a#b?c@[::1]:5000", "http://[::1]:5000", "ada:a#b?c"),
        ("http://ada:12/34@host", "http://host", "ada:12/34"),
        ("postgresql+psycopg2://me:p%40ss@db/runs?sslmode=on", "postgresql+psycopg2://db/runs?sslmode=on", "me:p%40ss"),
        ("postgresql://me:pw@/runs?host=/tmp", "postgresql:///runs?host=/tmp", "me:pw"),
        ("mysql://me:p/w@db:3306/runs", "mysql://db:3306/runs", "me:p/w"),
        ("s3://KEY:SECRET@bucket/x", "s3://bucket/x", "KEY:SECRET"),
        ("s3://bucket/a@b/c", "s3://bucket/a@b/c", ""),
        ("sqlite:////home/a@b/x.db", "sqlite:////home/a@b/x.db", ""),
        ("file:///home/a@b", "file:///home/a@b", ""),
        ("no address, a@b", "no address, a@b", ""),
    ],
)
def test_a_login_is_told_from_its_address(uri, plain, login):
    assert credentials.split(uri) == (plain, login)
    assert credentials.take(uri) == plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no answer from http://ada:a/b@host:1/x?y=1, again", "no answer from http://***@host:1/x?y=1, again"),
        ("(postgresql://me:p@db/runs)", "(postgresql://***@db/runs)"),
        ("s3://b/x?X-Amz-Signature=abc&X-Amz-Security-Token=d&n=1",
         "s3://b/x?X-Amz-Signature=***&X-Amz-Security-Token=***&n=1"),
        ("see http://host/x, ask me@host", "see http://host/x, ask me@host"),
        ("sqlite:////home/a@b/x.db is empty", "sqlite:////home/a@b/x.db is empty"),
    ],
)  # fmt: skip
def test_what_looks_like_a_secret_is_hidden_in_any_text(text, shown):
    assert credentials.hide(text) == shown


def test_a_known_secret_is_hidden_in_every_form_it_may_have():
    credentials.take(f"http://ada:{quote(PASSWORD, safe='')}@host")
    basic = base64.b64encode(f"ada:{PASSWORD}".encode()).decode()
    for form in (PASSWORD, quote(PASSWORD), quote(PASSWORD, safe=""), json.dumps(PASSWORD)[1:-1], basic):
        assert credentials.hide(f"<{form}>") == "<***>"


def test_the_login_of_a_database_is_put_back_where_it_is_opened():
    uri = f"postgresql://me:{quote(PASSWORD, safe='')}@db/runs"
    plain = store.choose_named_uri(uri)
    assert plain == "postgresql://db/runs"
    from sqlalchemy.engine import make_url

    opened = make_url(credentials.join_login(plain))
    assert (opened.username, opened.password, opened.host, opened.database) == ("me", PASSWORD, "db", "runs")


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        (["tracking.uri=http://ada:a/b@host"], ["tracking.uri=http://host"]),
        (["++tracking.uri='http://ada:a,b@host'"], ["++tracking.uri='http://host'"]),
        (["--uri", "http://ada:ab@host"], ["--uri", "http://host"]),
        (["--uri=http://ada:ab@host"], ["--uri=http://host"]),
        (["dataset.path=http://ada:ab@host"], ["dataset.path=http://ada:ab@host"]),  # it is needed as it is
    ],
)
def test_logins_are_taken_out_of_a_command_before_anybody_reads_it(given, clean, monkeypatch):
    monkeypatch.setenv(credentials.ADDRESS, "https://ada:xy@other:1/")
    with credentials.limit_logins(given):
        assert given == clean
        assert os.environ[credentials.ADDRESS] == "https://other:1/"
        assert credentials.is_named("https://other:1")
        assert credentials.is_named("http://host") == ("dataset.path" not in given[0])
        assert not credentials.is_named("http://host:8080") and not credentials.is_named("https://host")
    assert credentials.is_named("http://host:8080"), "who calls us from Python names it"


@pytest.mark.parametrize("uri", ["sqlite:///it's/x", "sqlite:///a\\b", "sqlite:///a\\'b", "sqlite:///{a},[b]=c;d?#(\\",
                                 "sqlite:///größe/日 本"])  # fmt: skip
def test_hydra_reads_the_address_of_a_store_whatever_is_in_it(uri):
    from hydra.core.override_parser.overrides_parser import OverridesParser

    (override,) = credentials.clean_arguments([f"tracking.uri={uri}"])
    assert OverridesParser.create().parse_override(override).value() == uri


# --- what is stored -----------------------------------------------------------------------------


def composed(**changes):
    given = {"tracking": {"uri": f"http://ada:{PASSWORD}@host", "experiment": "x"}, **changes}
    return OmegaConf.create(given)


def test_the_login_in_a_config_file_is_taken_out_of_what_hydra_stores(tmp_path):
    config = composed()
    OmegaConf.set_readonly(config, True)
    take_login(config)
    assert config.tracking.uri == "http://host"
    of_hydra = OmegaConf.create({"output_subdir": None, "overrides": {"task": [f"x={{u:http://ada:{PASSWORD}@h}}"]}})
    leavings.record_config(tmp_path, config, of_hydra)
    text = "".join(file.read_text() for file in tmp_path.rglob("*.yaml"))
    assert "host" in text and "ei@m" not in text


def test_what_hydra_has_written_in_a_launchers_process_is_written_over_before_a_run_begins(tmp_path):
    credentials.take(f"http://ada:{PASSWORD}@host")
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "config.yaml").write_text(OmegaConf.to_yaml(composed()))
    leavings.hide_logins(tmp_path, OmegaConf.create({"output_subdir": "x"}))
    text = (tmp_path / "x" / "config.yaml").read_text()
    assert "host" in text and "ei@m" not in text
    leavings.hide_logins(tmp_path, OmegaConf.create({"output_subdir": None}))


def test_what_comes_from_the_environment_is_stored_as_its_variable_and_counts_as_its_value(monkeypatch):
    monkeypatch.setenv("DATA", "/very/secret")
    monkeypatch.setenv("TARGET", "0.5")
    value = "/very/secret/x.npz"
    plain = app.compose(["dataset=digits", "target_sparsity=0.5", f"dataset.path={value}", f"baseline.dir={value}"])
    config = app.compose(
        ["dataset=digits", "target_sparsity='${oc.decode:${oc.env:TARGET}}'", "dataset.path=${oc.env:DATA}/x.npz",
         "baseline.dir=${dataset.path}"]
    )  # fmt: skip
    recorded = config.recorded()
    assert recorded["dataset"]["path"] == "${oc.env:DATA}/x.npz"
    assert recorded["baseline"]["dir"] == "${dataset.path}", "by way of another key"
    assert recorded["target_sparsity"] == 0.5, "a number is compared"
    assert "secret" not in json.dumps(recorded)
    assert config.recorded_dataset.path == "${oc.env:DATA}/x.npz"
    assert config.dataset.path == "/very/secret/x.npz"
    assert signature.sign_run(config, config.schedule, "x") == signature.sign_run(plain, plain.schedule, "x")
    assert read_config(OmegaConf.create({**recorded, "search": {}, "report": {}})).dataset.path == config.dataset.path


def test_any_address_in_a_config_is_recorded_without_its_login():
    config = app.compose(["dataset=digits", "dataset.path='http://ada:pass@host/x.npz'"])
    assert config.dataset.path == "http://ada:pass@host/x.npz"
    assert config.recorded()["dataset"]["path"] == "http://***@host/x.npz"


def test_a_message_of_a_library_is_told_without_the_secret(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["runner", "tracking.uri=http://ada:geheim99@host"])

    def command():
        raise RuntimeError("401 for ada with geheim99 at http://ada:geheim99@host/api")

    assert ending.run_command(command) == 1
    told = capsys.readouterr().err + "".join(file.read_text() for file in tmp_path.rglob("*.txt"))
    assert "401 for ada with ***" in told and "geheim99" not in told


# --- whose login goes where ---------------------------------------------------------------------


def journal_for(uri, folder, *entries):
    kept = Journal.create(folder)
    for entry in entries or [(journal.TAGS, {"arm": "x"})]:
        kept.append(Entry(uri, "0" * 32, *entry))
    kept.close()
    return kept.file


def test_a_journal_from_elsewhere_gets_no_login(guard, cli, tmp_path):
    file = journal_for(guard.uri, tmp_path / "given")
    given = {**MINE, credentials.TOKEN: "a-token"}
    done = cli("given", cwd=tmp_path, module="runner.sync", env=given)
    assert done.returncode == 1, done.stderr
    assert f"--uri {guard.uri}" in done.stderr and "Traceback" not in done.stderr
    assert guard.asked == [] and file.is_file()
    done = cli("given", cwd=tmp_path, module="runner.sync", env={**given, credentials.ADDRESS: "http://127.0.0.1:9"})
    assert guard.asked == [] and file.is_file(), "another server is named"
    done = cli("given", "--uri", guard.uri, cwd=tmp_path, module="runner.sync", env=MINE)
    assert done.returncode == 0, done.stderr
    assert guard.logins == {f"Basic {base64.b64encode(b'ada:my-own-login').decode()}"}


@pytest.mark.parametrize("where", ["environment", "netrc", "credentials file"])
def test_a_login_is_known_wherever_it_lies(guard, tmp_path, monkeypatch, where, capsys):
    (tmp_path / ".mlflow").mkdir()
    if where == "environment":
        monkeypatch.setenv(credentials.TOKEN, "a-token")
    elif where == "netrc":
        (tmp_path / ".netrc").write_text("default login ada password geheim99\n")
        (tmp_path / ".netrc").chmod(0o600)
    else:
        (tmp_path / ".mlflow" / "credentials").write_text(
            "[mlflow]\nmlflow_tracking_username = ada\nmlflow_tracking_password = geheim99\n"
        )
    journal_for(guard.uri, tmp_path / "given")
    assert sync.main([str(tmp_path / "given")]) == 1
    assert "--uri" in capsys.readouterr().err
    assert guard.asked == []
    assert sync.main([str(tmp_path / "given"), "--uri", f"{guard.uri}/"]) == 0
    assert None not in guard.logins


def test_without_any_login_a_journal_is_sent_as_before(guard, tmp_path):
    journal_for(guard.uri, tmp_path / "given")
    assert sync.main([str(tmp_path / "given")]) == 0
    assert guard.logins == {None}


def test_a_login_in_a_journal_is_not_used(guard, tmp_path):
    journal_for(f"http://eve:theirs@127.0.0.1:{guard.port}", tmp_path / "given")
    assert sync.main([str(tmp_path / "given"), "--uri", f"http://ada:mine@127.0.0.1:{guard.port}"]) == 0
    assert guard.logins == {f"Basic {base64.b64encode(b'ada:mine').decode()}"}


def test_a_start_sends_no_login_to_what_an_old_journal_names(guard, tmp_path, monkeypatch):
    for name, value in MINE.items():
        monkeypatch.setenv(name, value)
    journal_for(guard.uri, tmp_path / "outputs")
    with credentials.limit_logins(["tracking.uri=http://127.0.0.1:9"]):
        (delivery,) = deliver.deliver_all(tmp_path)
    assert guard.uri in delivery.left and guard.asked == []
    with credentials.limit_logins([f"tracking.uri={guard.uri}"]):
        (delivery,) = deliver.deliver_all(tmp_path)
    assert not delivery.left and guard.asked


def test_a_server_that_only_a_store_names_is_not_asked_for_files(guard, tmp_path, monkeypatch, whole_store):
    with (
        sqlite3.connect(whole_store) as source,
        sqlite3.connect(tmp_path / "theirs.db") as own,
    ):
        source.backup(own)
    uri = f"sqlite:///{tmp_path}/theirs.db"
    with connection.connect(TrackingConfig(uri), tmp_path) as to, run_writer.open_run(to, "r", {}, {}) as run:
        pass
    evil = f"{guard.uri}/api/2.0/mlflow-artifacts/artifacts"
    with sqlite3.connect(tmp_path / "theirs.db") as own:
        own.execute("UPDATE runs SET artifact_uri = ?", (evil,))
    for name, value in MINE.items():
        monkeypatch.setenv(name, value)
    with (
        credentials.limit_logins(["--uri", uri]),
        connection.connect(TrackingConfig(uri), tmp_path) as to,
        pytest.raises(PermissionError, match="it is not asked"),
    ):
        store.download(to.client, run.id, "config.yaml", tmp_path)
    assert guard.asked == []


@pytest.mark.parametrize("kind", ["file", "folder", "within", "pipe"])
def test_a_journal_sends_nothing_that_a_link_leads_to(client, place, tmp_path, kind):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "id_rsa").write_text("mine")
    given, entry = tmp_path / "given", journal.ARTIFACT
    given.mkdir()
    if kind == "file":
        (given / "x").symlink_to("../home/id_rsa")
    elif kind == "pipe":
        os.mkfifo(given / "x")
    else:
        entry = journal.MODEL
        (given / "x").symlink_to("../home") if kind == "folder" else (given / "x").mkdir()
        if kind == "within":
            (given / "x" / "key").symlink_to("../../home/id_rsa")
    journal_for(f"sqlite:///{place}/mlflow.db", given, (entry, {"path": "x"}))
    (delivery,) = deliver.deliver_all(given)
    assert "the journal names 'x'" in delivery.left
    assert (tmp_path / "home" / "id_rsa").read_text() == "mine"


def test_a_pipe_that_is_called_like_a_journal_hangs_nobody(tmp_path):
    os.mkfifo(tmp_path / "journal.jsonl")
    assert deliver.deliver_all(tmp_path) == []


def test_a_server_that_only_a_file_names_gets_no_login_of_the_environment_and_it_is_said(monkeypatch, tmp_path):
    from runner.core.errors import UserError

    guarded = servers.Guard(login="ada:my-own-login")
    for name, value in MINE.items():
        monkeypatch.setenv(name, value)
    with (
        credentials.limit_logins([]),
        pytest.raises(UserError, match="neither the command nor MLFLOW_TRACKING_URI") as caught,
        connection.connect(TrackingConfig(guarded.uri), tmp_path),
    ):
        pass
    assert guarded.logins == {None} and f"tracking.uri={guarded.uri}" in str(caught.value)
    guarded.close()


# --- a whole run ----------------------------------------------------------------------------------


def test_a_run_with_a_login_in_its_address_leaves_it_nowhere(server, cli, tmp_path):
    guarded = servers.Guard(login=f"ada:{PASSWORD}", target=server.port)
    login = f"ada:{PASSWORD.replace('%', '%25')}"
    done = cli(
        "dataset=digits", "train.epochs=1", "baseline.epochs=1", "tracking.experiment=secrets",
        "dataset.path=${oc.env:DATA}", f"tracking.uri=http://{login}@127.0.0.1:{guarded.port}",
        cwd=tmp_path, env={"DATA": "/only/mine"},
    )  # fmt: skip
    guarded.close()
    assert done.returncode == 0, done.stderr
    assert "ei@m" not in done.stdout + done.stderr and guarded.uri in done.stdout
    basic = base64.b64encode(f"ada:{PASSWORD}".encode())
    assert guarded.logins == {f"Basic {basic.decode()}"}
    secrets = [PASSWORD.encode(), login.encode(), b"ei@m", b"ei%40m", basic, b"/only/mine", quote(PASSWORD).encode()]
    files = [each for folder in (tmp_path, server.folder) for each in folder.rglob("*") if each.is_file()]
    assert {"config.yaml", "result.json", "overrides.yaml", "run.log", "server.db"} <= {each.name for each in files}
    found = [(str(file), secret) for file in files for secret in secrets if secret in file.read_bytes()]
    assert found == []
    (config,) = Path(tmp_path, "outputs").glob("runs/*/*/config.yaml")
    assert yaml.safe_load(config.read_text())["dataset"]["path"] == "${oc.env:DATA}"
    result = json.loads(config.with_name("result.json").read_text())
    assert result["tracking_uri"] == guarded.uri


def test_a_run_that_took_a_value_from_the_environment_is_verified_with_it_or_says_what_is_missing(monkeypatch):
    from runner.core.errors import UserError
    from runner.verify import command as verify

    monkeypatch.setenv("DATA", "/a")
    tree = app.compose(["dataset=digits", "dataset.path=${oc.env:DATA}/x.npz"]).recorded()
    assert verify.restore_config(tree, [], "abc").dataset.path == "/a/x.npz"
    monkeypatch.delenv("DATA")
    with pytest.raises(UserError, match="environment variable DATA, which is not set"):
        verify.restore_config(tree, [], "abc")
    assert verify.restore_config(tree, ["dataset.path=/b.npz"], "abc").dataset.path == "/b.npz"
