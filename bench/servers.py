"""Servers started as `cms serve` starts them, and the CPU time that they have used."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psutil

from cms.cli.processes import web_child

HOST = "127.0.0.1"
PATIENCE = 30.0


@dataclass(frozen=True)
class Server:
    """A running server and the port that it listens on."""

    process: psutil.Process
    port: int

    def cpu(self) -> float:
        """Return user and system seconds of all its processes, in steps of the kernel's tick."""
        family = [self.process, *self.process.children(recursive=True)]
        times = [one.cpu_times() for one in family]
        return sum(one.user + one.system for one in times)


def free_port() -> int:
    """Return a port that nothing listens on now."""
    with socket.create_server((HOST, 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def serving(
    port: int, folder: Path, settings: Mapping[str, str], app: str = "cms.wsgi:app"
) -> Iterator[Server]:
    """Run one granian worker for `app` in `folder` until the block ends."""
    *command, _ = web_child(HOST, port, workers=1).argv
    own = {name: value for name, value in os.environ.items() if not name.startswith("CMS_")}
    running = subprocess.Popen([*command, app], cwd=folder, env={**own, **settings})
    try:
        wait_until_up(running, port)
        yield Server(psutil.Process(running.pid), port)
    finally:
        family = psutil.Process(running.pid).children(recursive=True)
        running.terminate()
        running.wait(PATIENCE)
        for left in psutil.wait_procs(family, timeout=PATIENCE)[1]:
            left.kill()


def wait_until_up(running: subprocess.Popen[bytes], port: int) -> None:
    """Return once the port answers HTTP; raises RuntimeError when the server ended or is late."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        connection = HTTPConnection(HOST, port, timeout=PATIENCE)
        try:
            connection.request("GET", "/1")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError(f"The server on port {port} did not come up.")
