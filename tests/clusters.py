"""Real clusters on this machine, on loopback: Ray nodes, each with a folder and one CPU; Slurm with one node."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.servers import free_port

RAY = Path(sys.executable).parent / "ray"
DAEMONS = ("raylet", "gcs_server")
MUNGE = {"key-file": "munge.key", "socket": "munge.sock", "pid-file": "munge.pid", "seed-file": "munge.seed"}


class RayNode:
    """`ray start` in a folder: the head without an address, else one more node of its cluster."""

    def __init__(self, folder: Path, head: RayNode | None = None, cpus: int = 1):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.port = folder, free_port()
        self.address = head.address if head else f"127.0.0.1:{self.port}"
        # Sockets lie in there, whose paths must be short.
        self.temporary = head.temporary if head else tempfile.mkdtemp(prefix="ray-")
        place = ["--address", self.address] if head else [
            "--head", "--port", str(self.port), "--temp-dir", self.temporary,
            "--dashboard-port", str(free_port()), "--ray-client-server-port", str(free_port()),
        ]  # fmt: skip
        ports = [f"--{name}-port={free_port()}" for name in ("node-manager", "object-manager")]
        agents = [f"--{name}={free_port()}" for name in ("dashboard-agent-listen-port", "dashboard-agent-grpc-port")]
        command = [
            RAY, "start", *place, *ports, *agents, "--node-ip-address=127.0.0.1", "--num-cpus", str(cpus), "--block",
            "--disable-usage-stats", "--object-store-memory", "100000000",
        ]  # fmt: skip
        with (folder / "ray.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)
        end = time.monotonic() + 120
        while "Ray runtime started" not in (folder / "ray.log").read_text():
            assert self.process.poll() is None and time.monotonic() < end, (folder / "ray.log").read_text()
            time.sleep(0.2)

    def family(self) -> list[psutil.Process]:
        """Ray's own process, and all below it: raylet, workers, runs."""
        main = psutil.Process(self.process.pid)
        return [main, *main.children(recursive=True)]

    def kill(self):
        """SIGKILL to every process of the node at once, as when the machine goes down."""
        if self.process.poll() is None:
            every = self.family()
            for process in every:
                process.suspend()
            for process in every:
                process.send_signal(signal.SIGKILL)
            psutil.wait_procs(every, timeout=20)
        self.process.wait()


class Slurm:
    """Slurm with this machine as its one node, in a folder of its own. It keeps no accounts.

    ``env`` is what its commands need in their environment.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="slurm-"))
        self.env = {**os.environ, "SLURM_CONF": str(self.folder / "slurm.conf")}
        self.folder.chmod(0o711)  # munged wants every user to reach its socket
        (self.folder / MUNGE["key-file"]).write_bytes(os.urandom(128))
        (self.folder / MUNGE["key-file"]).chmod(0o600)
        (self.folder / "slurm.conf").write_text(self._settings())
        self._daemons: list[subprocess.Popen[bytes]] = []
        try:
            self._start("munged", "--foreground", *(f"--{name}={self.folder / file}" for name, file in MUNGE.items()))
            self._until(lambda: (self.folder / MUNGE["socket"]).exists())
            self._start("slurmctld", "-D", "-c")
            self._start("slurmd", "-D")
            self._until(lambda: "idle" in self._run("sinfo", "--noheader", "--format=%T", check=False))
        except BaseException:
            self.remove()
            raise

    def _settings(self) -> str:
        host, user = socket.gethostname().split(".")[0], getpass.getuser()
        memory = psutil.virtual_memory().total // 2**20
        return f"""
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
SlurmctldPort={free_port()}
SlurmdPort={free_port()}
SlurmctldPidFile={self.folder}/slurmctld.pid
SlurmdPidFile={self.folder}/slurmd.pid
StateSaveLocation={self.folder}/state
SlurmdSpoolDir={self.folder}/spool
AuthInfo=socket={self.folder / MUNGE["socket"]}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
DefMemPerNode=2000
NodeName={host} NodeAddr=127.0.0.1 CPUs={os.cpu_count()} RealMemory={memory} State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""

    def listed(self) -> dict[str, str]:
        """The state of each job that has not ended, by the id that submitit gives it."""
        return dict(line.split("|") for line in self._run("squeue", "-r", "-h", "-o", "%i|%T").splitlines())

    def cancel(self, job: str, *options: str) -> None:
        self._run("scancel", *options, job, check=False)  # it may have ended meanwhile

    def preempt(self, job: str) -> None:
        """Send the signal by which submitit wants to hear that a job is to go; it then has the job queued again."""
        # Where other jobs of an array are waiting, scancel sends it, and tries again for a minute and a half.
        with subprocess.Popen(["scancel", "--signal=USR2", job], env=self.env, stderr=subprocess.DEVNULL) as sent:
            self._until(lambda: self.listed().get(job) != "RUNNING")
            sent.kill()

    def requeue(self, job: str) -> None:
        self._run("scontrol", "requeue", job)

    def start_now(self, job: str) -> None:
        """Have a job that was queued again start at once: by itself it waits for two minutes."""
        self._until(lambda: self.listed().get(job) == "PENDING")
        self._run("scontrol", "update", f"jobid={job}", "StartTime=now")

    def remove(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self._run("scancel", "--me")
            self._until(lambda: not self.listed())
        for daemon in reversed(self._daemons):
            daemon.terminate()
            daemon.wait()
        shutil.rmtree(self.folder)

    def _start(self, *command: str) -> None:
        with (self.folder / f"{command[0]}.out").open("wb") as log:
            self._daemons.append(subprocess.Popen(command, env=self.env, stdout=log, stderr=log))

    def _run(self, *command: str, check: bool = True) -> str:
        return subprocess.run(command, env=self.env, check=check, capture_output=True, text=True).stdout

    def _until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not true():
            said = {file.name: file.read_text() for file in self.folder.glob("*.out")}
            assert time.monotonic() < end and all(daemon.poll() is None for daemon in self._daemons), said
            time.sleep(0.1)
