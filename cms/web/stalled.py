"""Connections that stopped sending: granian waits for them for ever, so they are ended here."""

import os
import socket
import stat
import struct
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

LOOK = 2.0  # seconds between two looks at a connection
# Linux's `struct tcp_info`: milliseconds since we sent last, bytes received since it was opened.
INFO_SIZE = 136
SENT_AGO, RECEIVED = 44, 128


def cut_off(peer: str, *, silent: float, slowest: float, done: Callable[[], bool]) -> None:
    """End what `peer` sends by slower than `slowest` bytes a second, until `done()`.

    Spared is every connection on which we sent something within `silent` seconds. The way back
    stays open for an answer. Without Linux nothing is ended: nothing else tells what came.
    """
    if sys.platform != "linux":
        return
    before = _received(peer, silent)
    while not done():
        time.sleep(LOOK)
        now = _received(peer, silent)
        for inode in now.keys() & before.keys():
            if now[inode] - before[inode] < slowest * LOOK and not done():
                _end(inode)
        before = now


def _received(peer: str, silent: float) -> dict[int, int]:
    """Return the bytes received on each connection of the peer's that waits, by its inode."""
    found = {}
    for inode, one in _connections():
        if not _is_from(one, peer):
            continue
        info = one.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, INFO_SIZE)
        if len(info) == INFO_SIZE and struct.unpack_from("I", info, SENT_AGO)[0] >= silent * 1000:
            found[inode] = struct.unpack_from("Q", info, RECEIVED)[0]
    return found


def _end(inode: int) -> None:
    for found, one in _connections():
        if found == inode:
            one.shutdown(socket.SHUT_RD)


def _is_from(one: socket.socket, peer: str) -> bool:
    try:
        return bool(one.getpeername()[0] == peer)
    except OSError:  # it listens, or is closed by now
        return False


def _connections() -> Iterator[tuple[int, socket.socket]]:
    """Yield this process's TCP connections, each by a handle of our own, closed afterwards."""
    for path in Path("/proc/self/fd").iterdir():
        try:
            ours = os.dup(int(path.name))
        except OSError:  # closed since it was listed
            continue
        inode = os.fstat(ours)
        if not stat.S_ISSOCK(inode.st_mode):
            os.close(ours)
            continue
        with socket.socket(fileno=ours) as one:
            if one.family in {socket.AF_INET, socket.AF_INET6} and one.type == socket.SOCK_STREAM:
                yield inode.st_ino, one
