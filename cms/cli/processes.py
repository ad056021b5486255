"""The processes of one machine: the web server and one worker beside it, kept running."""

import logging
import os
import socket
import sys

from cms.cli.supervisor import Child, supervise
from cms.errors import N_, ConfigError

# granian's own default of 512 would wait for connections that SQLAlchemy's pool of 15 can't give,
# and it warns above twice the cores and one.
THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)
# Without it granian waits for ever when TERM finds its workers importing.
KILL_WORKERS_AFTER = 3


def web_child(host: str, port: int, workers: int) -> Child:
    """Give granian's command, with `workers` processes listening on `host` and `port`."""
    return Child(
        "web",
        (
            *(sys.executable, "-P", "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", host, "--port", str(port), "--workers", str(workers)),
            *("--blocking-threads", str(THREADS), "--respawn-failed-workers"),
            *("--workers-kill-timeout", str(KILL_WORKERS_AFTER), "--log-level", "warning"),
            "cms.wsgi:app",
        ),
    )


def worker_child() -> Child:
    """Give the command of the worker that sends, schedules and tidies."""
    return Child("worker", (sys.executable, "-P", "-m", "cms.cli", "worker"))


def refuse_taken_port(host: str, port: int) -> None:
    """Raise ConfigError when nothing can listen on `port` of `host`.

    granian shares its port (SO_REUSEPORT): two servers would answer in turn and nobody be told.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise ConfigError(
            N_("Can't listen on %(host)s port %(port)s (%(reason)s). Choose another with --port."),
            host=host,
            port=port,
            reason=error.strerror or str(error),
        ) from error


def run_all(host: str, port: int, workers: int) -> int:
    """Serve web and worker until TERM or INT; return the exit code, raise ConfigError at once."""
    refuse_taken_port(host, port)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    return supervise([web_child(host, port, workers), worker_child()])
