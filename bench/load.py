"""The load: one client, one connection over loopback kept alive, one request after another."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection

from servers import HOST, Server

READER = {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8", "User-Agent": "copydesk-bench"}


@dataclass(frozen=True)
class Ask:
    """What is asked of one server, again and again; `size` is the answer's length in bytes."""

    server: Server
    path: str
    status: int = 200
    size: int = 0
    headers: Mapping[str, str] = field(default_factory=lambda: dict(READER))


def fetch(connection: HTTPConnection, ask: Ask) -> tuple[bytes, Mapping[str, str]]:
    """Return body and headers of one answer; raises RuntimeError when its status is another."""
    connection.request("GET", ask.path, headers=dict(ask.headers))
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != ask.status:
        raise RuntimeError(f"{ask.path} answered {answer.status}, not {ask.status}")
    return body, answer.headers


def first(ask: Ask) -> tuple[bytes, Mapping[str, str]]:
    """Return one answer, on a connection of its own."""
    connection = HTTPConnection(HOST, ask.server.port)
    try:
        return fetch(connection, ask)
    finally:
        connection.close()


def spell(ask: Ask, count: int) -> tuple[float, float]:
    """Send `count` requests; return server CPU and elapsed time, in seconds for each request.

    Raises:
        RuntimeError: an answer's status or size is not the expected one.
    """
    connection = HTTPConnection(HOST, ask.server.port)
    fetch(connection, ask)
    cpu, clock = ask.server.cpu(), time.perf_counter()
    for _ in range(count):
        body, _headers = fetch(connection, ask)
        if len(body) != ask.size:
            raise RuntimeError(f"{ask.path} gave {len(body)} bytes, not {ask.size}")
    used, elapsed = ask.server.cpu() - cpu, time.perf_counter() - clock
    connection.close()
    return used / count, elapsed / count
