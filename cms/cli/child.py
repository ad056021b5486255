"""Runs one command in this process group and ends the whole group when the supervisor is gone.

Started as a script (`python -I -S child.py command …`), so that it stays a few megabytes small
and loads nothing of the newsroom. Standard input is a pipe that only the supervisor holds open:
it closes however the supervisor ends, kill -9 included, on Linux and macOS alike.
"""

import os
import signal
import sys
import threading
from collections.abc import Sequence

AWAITED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)


def end_group_without_supervisor() -> None:
    """Wait until standard input closes, then kill this process group, this process included."""
    os.read(0, 1)
    os.killpg(0, signal.SIGKILL)


def run(argv: Sequence[str]) -> int:
    """Run `argv` until it ends and return its exit code (128 + n when signal n ended it).

    Every TERM, INT or HUP reaches the command as one TERM, also one that came while it was
    being started. Raises OSError when the command can't be started.
    """
    # macOS drops a waited-for SIGCHLD that has no handler.
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.pthread_sigmask(signal.SIG_BLOCK, AWAITED)
    threading.Thread(target=end_group_without_supervisor, daemon=True).start()
    command = os.posix_spawnp(
        argv[0],
        list(argv),
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)],
        setsigmask=(),
        setsigdef=(signal.SIGPIPE,),  # Python ignores it, a command may count on it
    )
    while True:
        if signal.sigwait(AWAITED) != signal.SIGCHLD:
            os.kill(command, signal.SIGTERM)
            continue
        ended, status = os.waitpid(command, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
