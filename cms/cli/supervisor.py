"""Keeps child processes running, each in a process group of its own, and ends all of them."""

import logging
import os
import select
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

LAUNCHER = Path(__file__).with_name("child.py")
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
FIRST_DELAY = 0.5
LONGEST_DELAY = 30.0
STEADY_AFTER = 60.0
LAST_LOOK = 2.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Child:
    """A command to keep running; `env` is laid over the supervisor's own environment."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Post:
    """The place of one child, with its process group (its launcher's id; 0 before any start).

    `started` and `start_at` are seconds of the monotonic clock, `delay` is in seconds.
    """

    child: Child
    group: int = 0
    runs: bool = False
    started: float = 0.0
    start_at: float = 0.0
    delay: float = FIRST_DELAY

    def start(self, lifeline: int) -> None:
        """Start the child as leader of a new group that ends when `lifeline` closes."""
        self.started = time.monotonic()
        try:
            self.group = os.posix_spawn(
                sys.executable,
                [sys.executable, "-I", "-S", str(LAUNCHER), *self.child.argv],
                {**os.environ, **self.child.env},
                file_actions=[(os.POSIX_SPAWN_DUP2, lifeline, 0)],
                setpgroup=0,
            )
        except OSError as error:
            # The machine is short of processes or memory for now.
            log.warning("%s could not start: %s", self.child.name, error)
            self.plan_restart()
        else:
            self.runs = True
            log.info("%s started (process group %d)", self.child.name, self.group)

    def plan_restart(self) -> None:
        """Set the time of the next start: later each time, unless the child had been steady."""
        now = time.monotonic()
        if now - self.started >= STEADY_AFTER:
            self.delay = FIRST_DELAY
        self.start_at = now + self.delay
        self.delay = min(self.delay * 2, LONGEST_DELAY)

    def stop(self) -> None:
        """Ask the launcher to stop its command."""
        with suppress(ProcessLookupError):
            os.kill(self.group, signal.SIGTERM)

    def sweep(self) -> bool:
        """Kill what is left of the group; True while something was."""
        try:
            os.killpg(self.group, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # macOS forbids it when only zombies are left
            return False
        return True


def supervise(children: Sequence[Child], *, grace: float = 8.0) -> int:
    """Run `children` until TERM, INT or HUP, restarting each that ends; return the exit code 0.

    A stop signal reaches each child's command once, as TERM; what is left of its group after
    `grace` seconds is killed. Call it from the main thread of a process that has no other
    children: it reaps every one, which also lets it be the first process of a container.
    """
    posts = [Post(child) for child in children]
    lifeline, held_open = os.pipe()
    try:
        with stop_signals() as (asked, wake):
            keep_running(posts, lifeline, asked, wake)
            stop_all(posts, wake, grace)
    finally:
        os.close(held_open)
        os.close(lifeline)
    return 0


@contextmanager
def stop_signals() -> Iterator[tuple[list[int], int]]:
    """Give the list that stop signals are noted in, and a descriptor readable after any signal."""
    asked: list[int] = []
    wake, noted = os.pipe()
    os.set_blocking(wake, False)
    os.set_blocking(noted, False)
    before_fd = signal.set_wakeup_fd(noted, warn_on_full_buffer=False)
    before = {signal.SIGCHLD: signal.signal(signal.SIGCHLD, lambda *_: None)}
    for number in STOP_SIGNALS:
        # nohup and background jobs have some ignored, which must stay so
        if signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, lambda got, _: asked.append(got))
    try:
        yield asked, wake
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(before_fd)
        os.close(wake)
        os.close(noted)


def keep_running(posts: Sequence[Post], lifeline: int, asked: list[int], wake: int) -> None:
    """Start and restart the children until a stop signal is noted in `asked`."""
    while not asked:
        for post in posts:
            if not post.runs and post.start_at <= time.monotonic() and not asked:
                post.start(lifeline)
        due = [post.start_at for post in posts if not post.runs]
        wait(wake, min(due) - time.monotonic() if due else None)
        for post, code in reap(posts):
            post.plan_restart()
            pause = post.start_at - time.monotonic()
            log.warning("%s ended with code %d, again in %.1f s", post.child.name, code, pause)


def stop_all(posts: Sequence[Post], wake: int, grace: float) -> None:
    """Ask every child to stop, and kill after `grace` seconds what is left of their groups."""
    running = [post for post in posts if post.runs]
    for post in running:
        log.info("stopping %s", post.child.name)
        post.stop()
    until = time.monotonic() + grace
    while any(post.runs for post in running) and time.monotonic() < until:
        wait(wake, until - time.monotonic())
        reap(posts)
    for post in running:
        if post.runs:
            log.warning("%s did not stop within %g s and is killed", post.child.name, grace)
    until = time.monotonic() + LAST_LOOK
    # sum, not any: every group is swept in each round
    while sum(post.sweep() for post in running) and time.monotonic() < until:
        wait(wake, 0.02)
        reap(posts)


def reap(posts: Sequence[Post]) -> list[tuple[Post, int]]:
    """Collect the processes that ended, sweep their groups, and return them with exit codes."""
    ended = []
    with suppress(ChildProcessError):  # no child is left
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            for post in posts:
                if post.runs and post.group == found[0]:
                    # What a killed command leaves in its group holds its port and its locks.
                    post.sweep()
                    post.runs = False
                    ended.append((post, os.waitstatus_to_exitcode(found[1])))
    return ended


def wait(wake: int, seconds: float | None) -> None:
    """Sleep until a signal arrives or `seconds` are over (None: no limit)."""
    select.select([wake], [], [], None if seconds is None else max(seconds, 0.0))
    with suppress(BlockingIOError):
        os.read(wake, 4096)
