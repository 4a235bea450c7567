"""Real clusters on this machine: Ray nodes on loopback, each with a working folder and one CPU."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tests.servers import free_port

RAY = Path(sys.executable).parent / "ray"
DAEMONS = ("raylet", "gcs_server")


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
