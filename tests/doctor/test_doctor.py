"""Each check of the doctor sees the fault that is planted for it, and says what to do."""

import http.server
import json
import os
import shlex
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

from runner.cli import app
from runner.core import environment
from runner.core.file_names import DENSE_FIGURES_FILE, DENSE_MODEL_FILE, LOCK_FILE
from runner.core.tags import KIND_RUN, TAG_BOOT, TAG_HOST, TAG_KIND, TAG_LOCK, TAG_REASON
from runner.doctor import checks, config_files, exposure, kernels
from runner.doctor import command as doctor
from runner.doctor.findings import BAD, OK, WARN, Finding
from runner.run import dense_cache
from runner.tracking import store, store_faults
from tests.stores import execute


@pytest.fixture
def file(whole_store, tmp_path):
    """A store of its own for a test, to be broken."""
    return Path(shutil.copy(whole_store, tmp_path))


def only(findings):
    (finding,) = findings
    return finding


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


# --- the store --------------------------------------------------------------------------------


def test_a_store_that_is_whole_or_not_there_yet_is_fine(file):
    assert only(checks.check_store(f"sqlite:///{file}")) == Finding("store", OK, f"{file}, 0 runs")
    missing = only(checks.check_store(f"sqlite:///{file.parent}/new/mlflow.db"))
    assert (missing.state, missing.fix) == (OK, None)
    assert not (file.parent / "new").exists()


@pytest.mark.parametrize(
    ("statement", "remedy"),
    [
        ("update alembic_version set version_num = '{older}'", "mlflow db upgrade sqlite:///"),
        ("update alembic_version set version_num = 'ffffffffffff'", "pip install --upgrade mlflow"),
        ("create table _alembic_tmp_runs (name)", "Put a copy from before in its place"),
    ],
)
def test_a_store_that_is_half_migrated_or_of_another_mlflow_is_bad(file, statement, remedy):
    known, newest = store_faults.read_revisions()
    execute(file, statement.format(older=min(known - {newest})))
    found = only(checks.check_store(f"sqlite:///{file}"))
    assert found.state == BAD
    assert remedy in found.remedy
    assert found.fix is None


def test_a_file_that_is_no_database_is_bad(tmp_path):
    (tmp_path / "mlflow.db").write_text("a letter")
    assert only(checks.check_store(f"sqlite:///{tmp_path}/mlflow.db")).state == BAD


def test_a_damaged_page_is_found_by_the_integrity_check(file):
    with file.open("r+b") as opened:
        opened.seek(4096 * 20)
        opened.write(b"\xff" * 4096 * 20)
    found = only(checks.check_store(f"sqlite:///{file}"))
    assert found.state == BAD
    assert "is damaged" in found.found


def test_a_store_on_a_network_file_system_is_bad_and_the_remedy_is_a_server(file, monkeypatch):
    table = file.parent / "mountinfo"
    table.write_text("20 1 0:50 / / rw - nfs4 server:/export rw\n")
    monkeypatch.setattr("runner.tracking.mounts.TABLE", table)
    found = only(checks.check_store(f"sqlite:///{file}"))
    assert found.state == BAD
    assert "mlflow server --backend-store-uri" in found.remedy


def test_a_store_without_write_ahead_log_gets_one(file):
    execute(file, "pragma journal_mode=delete")
    found = only(checks.check_store(f"sqlite:///{file}"))
    assert found.state == WARN
    assert "no write-ahead log" in found.found
    found.fix()
    assert only(checks.check_store(f"sqlite:///{file}")).state == OK


def test_a_store_in_use_is_not_forced(file, monkeypatch):
    execute(file, "pragma journal_mode=delete")
    found = only(checks.check_store(f"sqlite:///{file}"))
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("begin")
    holder.execute("select * from runs").fetchall()
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **more: connect(*given, **more, timeout=0.1))
    assert "is in use" in found.fix()
    holder.close()
    assert not store_faults.has_wal(file)


def test_what_a_killed_creation_left_is_removed(tmp_path):
    torn = tmp_path / ".mlflow.db.17.tmp-journal"
    torn.touch()
    found, rest = checks.check_store(f"sqlite:///{tmp_path}/mlflow.db")
    assert (found.state, rest.state) == (WARN, OK)
    assert torn.name in found.found
    assert torn.name in found.fix()
    assert not torn.exists()


# --- stale runs -------------------------------------------------------------------------------


def begin(file, tags):
    with store.open_store(f"sqlite:///{file}") as client:
        return client.create_run("0", run_name="polynomial", tags={TAG_KIND: KIND_RUN, **tags}).info.run_id


def state_of(file, run_id):
    with store.open_store(f"sqlite:///{file}") as client:
        run = client.get_run(run_id)
    return run.info.status, run.data.tags.get(TAG_REASON)


def test_a_run_whose_process_was_killed_is_ended_as_killed(file, holder):
    process, tags = holder
    run_id = begin(file, tags)
    assert only(checks.check_stale(f"sqlite:///{file}")).state == OK  # alive
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    found = only(checks.check_stale(f"sqlite:///{file}"))
    assert found.state == WARN
    assert run_id in found.found
    found.fix()
    status, reason = state_of(file, run_id)
    assert status == "KILLED"
    assert reason.startswith("its process was killed")
    assert only(checks.check_stale(f"sqlite:///{file}")).state == OK


def test_a_run_of_another_machine_is_never_touched_and_the_command_to_end_it_works(file):
    run_id = begin(file, {TAG_HOST: "elsewhere", TAG_BOOT: "1", TAG_LOCK: f"/nowhere/{LOCK_FILE}"})
    found = only(checks.check_stale(f"sqlite:///{file}"))
    assert (found.state, found.fix) == (WARN, None)
    assert list(doctor.repair([found])) == []
    assert state_of(file, run_id) == ("RUNNING", None)
    command = shlex.split(found.remedy.splitlines()[1])
    assert command[:2] == ["python", "-c"]
    exec(command[2], {})
    assert state_of(file, run_id) == ("KILLED", None)


def test_a_store_that_does_not_answer_is_bad_and_no_traceback():
    found = only(checks.check_stale("nonsense://nowhere"))
    assert found.state == BAD
    assert "No MLflow server answers at nonsense://nowhere" in found.found


# --- servers ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def open_server(tmp_path_factory):
    """The server of the message about network file systems, but open to all; its port."""
    folder, port = tmp_path_factory.mktemp("server"), free_port()
    command = store_faults.make_server_command(folder).replace("/var/tmp", str(folder)).replace("127.0.0.1", "0.0.0.0")
    command = command.replace("5000", str(port)).split()
    command[0] = str(Path(sys.executable).with_name("mlflow"))
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([*command, "--workers", "1"], stdout=log, stderr=log, start_new_session=True)
    while isinstance(exposure.ask(f"http://127.0.0.1:{port}"), str):
        assert server.poll() is None, (folder / "log").read_text()
        time.sleep(0.2)
    yield port
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def test_a_server_of_this_machine_that_is_open_to_all_is_bad(open_server):
    if exposure._own_address() is None:
        pytest.skip("this machine has no network")
    uri = f"http://user:secret@127.0.0.1:{open_server}"
    given, own = exposure.check_servers(uri)
    assert given.state == OK
    assert own.state == BAD
    assert f"port {open_server} " in own.found
    assert "has no login" in own.found
    assert "--host 127.0.0.1" in own.remedy
    assert "secret" not in given.found + own.found


def test_a_server_elsewhere_that_is_open_to_all_is_a_warning(open_server, monkeypatch):
    monkeypatch.setattr(exposure, "_is_loopback", lambda host: False)
    given = only(exposure.check_servers(f"http://user:secret@127.0.0.1:{open_server}"))
    assert given.state == WARN
    assert "lets everybody in" in given.found


def test_a_store_that_is_a_file_has_no_server(tmp_path):
    assert only(exposure.check_servers(f"sqlite:///{tmp_path}/mlflow.db")).state == OK


@pytest.fixture
def answering():
    """A server that says what a test wants: MLflow's version, and the status of a question without a password."""
    servers = []

    def start(version, status, host="127.0.0.1"):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200 if self.path == "/version" else status)
                self.end_headers()
                self.wfile.write(version.encode())

            def log_message(self, *given):
                pass

        server = http.server.ThreadingHTTPServer((host, 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return server.server_address[1]

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("version", "status", "loopback", "state", "says"),
    [
        ("3.17.2", 200, True, OK, "MLflow 3.17.2"),
        ("3.16.9", 200, True, BAD, "CVE-2026-116690"),
        ("3.9.0rc1", 401, False, BAD, "CVE-2026-115886"),
        ("3.17.0", 200, False, WARN, "lets everybody in"),
        ("3.17.0", 401, False, WARN, "without encryption"),
        ("<html>", 200, True, BAD, "not an MLflow server"),
    ],
)
def test_a_server_is_judged_by_its_version_and_its_login(
    answering, monkeypatch, version, status, loopback, state, says
):
    monkeypatch.setattr(exposure, "_is_loopback", lambda host: loopback)
    found = only(exposure.check_servers(f"http://127.0.0.1:{answering(version, status)}"))
    assert found.state == state
    assert says in found.found


@pytest.mark.parametrize(("status", "state"), [(200, BAD), (401, OK)])
def test_a_server_of_this_machine_is_asked_where_others_reach_it(answering, monkeypatch, status, state):
    monkeypatch.setattr(exposure, "_own_address", lambda: "127.0.0.2")  # stands for that
    port = answering("3.17.2", status, "0.0.0.0")
    given, own = exposure.check_servers(f"http://localhost:{port}")
    assert (given.state, own.state) == (OK, state)
    assert f"port {port} " in own.found
    assert only(exposure.check_servers(f"http://127.0.0.1:{answering('3.17.2', status)}")).state == OK


def test_a_server_that_is_away_is_bad():
    found, *_ = exposure.check_servers(f"http://127.0.0.1:{free_port()}")
    assert found.state == BAD
    assert "refused" in found.found


# --- packages, space, memory ------------------------------------------------------------------


def test_the_environment_of_the_tests_is_as_required():
    assert only(checks.check_packages()).state in (OK, WARN)


def test_another_version_than_the_locks_is_named(tmp_path):
    lock = tmp_path / "requirements.lock"
    lines = [
        "# a comment", "hydra-core==1.0.0 \\", "    --hash=sha256:00", "pyyaml==0.1 ; python_full_version < '3'",
        "not-installed==1", "rich==2.0 ; python_full_version >= '3.10' \\",
    ]  # fmt: skip
    lock.write_text("\n".join(lines))
    found = only(checks.check_packages(lock, []))
    assert found.state == WARN
    assert "hydra-core" in found.found
    assert found.found.endswith("for 2.0")
    assert "pyyaml" not in found.found
    assert "make setup" in found.remedy


@pytest.mark.parametrize("required", ["mlflow>=99", "no-such-package>=1"])
def test_what_the_program_needs_and_does_not_have_is_bad(required):
    found = only(checks.check_packages(required=["rich>=1", required, "no-dev-tool; extra == 'dev'"]))
    assert found.state == BAD
    assert required in found.found
    assert "no-dev-tool" not in found.found


def test_without_a_lock_it_says_so(tmp_path):
    found = only(checks.check_packages(tmp_path / "requirements.lock"))
    assert found.state == OK
    assert "no requirements.lock" in found.found


@pytest.mark.parametrize(("free", "state"), [(2 * 10**9, OK), (10**9 - 1, WARN), (10**8 - 1, BAD)])
def test_little_space_is_a_warning_and_almost_none_is_bad(tmp_path, free, state):
    found = only(checks.check_space([tmp_path / "not" / "there", tmp_path], lambda place: free))
    assert found.state == state
    assert bool(found.remedy) == (state != OK)


@pytest.mark.parametrize(("kilobytes", "state"), [(8_000_000, OK), (500_000, WARN)])
def test_little_memory_is_a_warning(tmp_path, kilobytes, state):
    (tmp_path / "meminfo").write_text(f"MemTotal: 9000000 kB\nMemAvailable:   {kilobytes} kB\n")
    assert only(checks.check_memory(tmp_path / "meminfo")).state == state
    assert checks.check_memory(tmp_path / "nothing") == []


# --- leftovers --------------------------------------------------------------------------------


@pytest.fixture
def dense(tmp_path):
    """Dense models: a whole one, one without figures, one cut short, one half written long ago, one just now."""
    folder = tmp_path / "outputs" / "dense"
    names = {"whole": "a", "no figures": "b", "cut": "c"}
    folders = {name: folder / f"{digit * 16}-{dense_cache.VERSION}" for name, digit in names.items()}
    folders |= {"old": folder / ".d.17.tmp", "young": folder / ".e.17.tmp", "user's": folder / "my-best-v1"}
    for name, each in folders.items():
        each.mkdir(parents=True)
        if name not in ("no figures", "user's"):
            (each / DENSE_FIGURES_FILE).write_text(json.dumps({"loss": 1}))
        with zipfile.ZipFile(each / DENSE_MODEL_FILE, "w") as archive:
            archive.writestr("config.json", "{}")
    model = folders["cut"] / DENSE_MODEL_FILE
    model.write_bytes(model.read_bytes()[:20])
    before = time.time() - 2 * checks.DAY
    os.utime(folders["old"], (before, before))
    return folders


def test_torn_dense_models_are_removed_and_whole_or_new_ones_stay(tmp_path, dense):
    old, torn = checks.check_leftovers(tmp_path)
    assert (old.state, torn.state) == (WARN, BAD)
    assert len(list(doctor.repair([old, torn]))) == 2
    assert {name for name, folder in dense.items() if folder.exists()} == {"whole", "young", "user's"}
    assert only(checks.check_leftovers(tmp_path)).state == OK


def test_a_dense_model_of_a_run_is_whole(swept):
    kept = list((swept.folder / "outputs" / "dense").glob(f"*-{dense_cache.VERSION}"))
    assert kept
    assert all(checks.DENSE.fullmatch(each.name) and checks._is_dense_model(each) for each in kept)


def test_what_was_not_sent_is_named_with_the_command(tmp_path):
    journal = tmp_path / "outputs" / "runs" / "1" / "journal.jsonl"
    journal.parent.mkdir(parents=True)
    journal.write_text('{"uri":"http://x"}\n')
    found = only(checks.check_leftovers(tmp_path))
    assert (found.state, found.remedy, found.fix) == (WARN, "python -m runner.sync", None)
    assert "outputs/runs/1" in found.found


# --- config files -----------------------------------------------------------------------------

GOOD = {
    "my conf/schedule/mine.yaml": "name: mine\n_target_: my_schedules.Mine\nfinal_sparsity: ${target_sparsity}\n",
    "my conf/pattern/one_of_four.yaml": "name: one_of_four\nblock: [1, 1]\npooling: AVG\nm_by_n: [1, 4]\n",
    "my conf/model/big.yaml": "name: big\n_target_: my_models.build\npath: ???\n",
    "experiments/good.yaml": "defaults:\n  - override /schedule: mine\nsweep: {axes: {seed: [0, 1]}}\n",
    "notes/schedule.txt": "not of ours",
}
BROKEN = {
    "my conf/schedule/torn.yaml": ("name: [torn", "expected ',' or ']'"),
    "my conf/schedule/nowhere.yaml": ("name: x\n_target_: a.B\nlevel: ${nothing}\n", "refers to a key"),
    "my conf/train/slow.yaml": ("epochs: many\nbatch_size: 1\nlearning_rate: 1\noptimizer: sgd\n", "whole number"),
    "my conf/model/nameless.yaml": ("_target_: a.b\n", "model.name is missing"),
    "experiments/typo.yaml": ("trin: {epochs: 3}\n", "Did you mean train?"),
    "experiments/binary.yaml": (b"\xff\xfe", "can't decode"),
    "experiments/arm.yaml": ("sweep: {arms: [{schedule: cubic}]}\n", "schedule=cubic is unknown"),
    "experiments/axis.yaml": ("sweep: {axes: {target_sparsity: [0.5, 1.5, 0.9]}}\n", "target_sparsity=1.5"),
}


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(contents):
        for name, content in contents.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


def test_config_files_that_are_fine_compose_the_projects_and_the_users(files):
    found = only(config_files.check_configs(files(GOOD)))
    assert found.state == OK, found.found
    choices = len(list(app.CONF.glob("[!h]*/*.yaml")))
    assert int(found.found.split()[0]) == choices + len(list((app.CONF.parent / "experiments").glob("*.yaml"))) + 4


def test_each_broken_config_file_is_named_with_its_error(files, monkeypatch):
    defaults = ("polynomial", "all", "element", "lenet_300_100", "mnist5k", "classification", "default", "adam",
                "constant", "none", "mlflow", "local", "grid")  # fmt: skip
    folder = files({})
    for source in (app.CONF / "config.yaml", *app.CONF.glob("hydra/*/*.yaml"), *app.CONF.glob("*/*.yaml")):
        if "hydra" in source.parts or source.stem in (*defaults, "config"):
            target = folder / "project" / "conf" / source.relative_to(app.CONF)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    for module in ("cli.app", "doctor.config_files", "config.composition"):
        monkeypatch.setattr(f"runner.{module}.CONF", folder / "project" / "conf")
    files({name: content for name, (content, _) in BROKEN.items()})
    files({"project/conf/train/never.yaml": "epochs: -1\nbatch_size: 1\nlearning_rate: 1\noptimizer: sgd\n"})
    found = {finding.found: finding.state for finding in config_files.check_configs(folder)}
    expected = BROKEN | {"project/conf/train/never.yaml": ("", "train.epochs=-1 is too small")}
    assert len(found) == len(expected)
    for name, (_, error) in expected.items():
        (text,) = [each for each in found if each.startswith(f"{folder / name}: ")]
        assert error in text
        assert found[text] == (WARN if "my conf" in name else BAD)


# --- the command ------------------------------------------------------------------------------


def test_the_command_shows_what_is_wrong_and_fixes_what_is_safe(cli, file, dense, files):
    execute(file, "pragma journal_mode=delete")
    folder = files({"experiments/torn.yaml": "sweep: ["})
    after = cli("--fix", "--uri", "sqlite:///mlflow.db", cwd=folder, module="runner.doctor")
    assert after.stderr == ""
    assert after.returncode == 1  # the study is the user's to correct
    assert after.stdout.count("\nfix ") + after.stdout.startswith("fix ") == 3
    assert f"ok    store       {file}, 0 runs" in after.stdout
    assert "ok    leftovers   none" in after.stdout
    assert "torn.yaml" in after.stdout
    assert store_faults.has_wal(file)


def test_nothing_is_fixed_unless_asked_and_each_remedy_stands_below_its_fault(file, capsys):
    execute(file, "pragma journal_mode=delete")
    doctor.show(checks.check_store(f"sqlite:///{file}"))
    first, *below = capsys.readouterr().out.splitlines()
    assert first.startswith("warn  store       ")
    assert [line.strip() for line in below] == ["Turn it on, while nothing else uses the store.", "(--fix does it)"]
    assert not store_faults.has_wal(file)


def test_a_fix_that_cannot_be_done_is_said(tmp_path):
    gone = Finding("leftovers", WARN, "", "", lambda: checks._remove([tmp_path / "gone"]))
    (line,) = doctor.repair([gone])
    assert "could not be done: " in line


def test_kernels_that_cannot_be_pinned_are_told_and_so_is_a_tensorflow_that_does_not_start(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "CPU_INFO", tmp_path / "cpuinfo")
    own = only(kernels.check_kernels())
    assert own.state == WARN and "cannot be pinned" in own.found and own.remedy
    monkeypatch.setattr(kernels, "ASK", "import no_such_tensorflow")
    assert "No module named 'no_such_tensorflow'" in only(kernels.check_gpus()).found
    monkeypatch.setattr(kernels, "ASK", "print('ACME 1, ACME 2')")
    assert only(kernels.check_gpus()) == Finding("GPU", OK, "TensorFlow sees ACME 1, ACME 2")


def test_a_clean_folder_is_left_as_it_is(tmp_path):
    found = list(doctor.examine(f"sqlite:///{tmp_path}/mlflow.db", tmp_path))
    looked_at = {"store", "stale runs", "server", "packages", "disk", "kernels", "GPU", "leftovers"}
    assert {each.check for each in found} >= looked_at
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("arguments", "status"), [(["--help"], 0), (["--repair"], 2)])
def test_help_and_typos_need_nothing_heavy(arguments, status):
    program = f"""
import sys
from runner.doctor import command as doctor
sys.argv = ["doctor", *{arguments}]
status = doctor.main()
heavy = [name for name in ("tensorflow", "mlflow", "hydra", "pandas") if name in sys.modules]
sys.exit(f"imported {{heavy}}" if heavy else status)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
