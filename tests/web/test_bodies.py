"""Slow senders hold some of the server, never all of it."""

import threading
from io import BytesIO

from cms.web.bodies import READERS, BodyGate

LIMIT = 100


class Slow(BytesIO):
    """A body that comes only once it is let go."""

    def __init__(self, arrived, go):
        super().__init__(b"a=1")
        self.arrived, self.go = arrived, go

    def read(self, *args):
        self.arrived.release()
        self.go.wait(10)
        return super().read(*args)


def at_most(_path):
    return LIMIT


def echo(environ, start_response):
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def ask(gate, stream=None, length="0", **more):
    said = []
    environ = {"wsgi.input": stream or BytesIO(), "CONTENT_LENGTH": length} | more
    body = b"".join(gate(environ, lambda status, _headers: said.append(status)))
    return said[0][:3], body


def test_a_body_reaches_the_application_whole():
    assert ask(BodyGate(echo, at_most), BytesIO(b"a=1"), "3") == ("200", b"a=1")
    chunked = ask(BodyGate(echo, at_most), BytesIO(b"a=1"), "", HTTP_TRANSFER_ENCODING="chunked")
    assert chunked == ("200", b"a=1")


def test_pages_are_answered_while_every_reader_waits_and_one_more_form_is_told_so():
    gate = BodyGate(echo, at_most)
    arrived, go = threading.Semaphore(0), threading.Event()
    slow = [
        threading.Thread(target=ask, args=(gate, Slow(arrived, go), "3")) for _ in range(READERS)
    ]
    for one in slow:
        one.start()
        assert arrived.acquire(timeout=10)
    assert ask(gate) == ("200", b"")
    assert ask(gate, BytesIO(b"a=1"), "3")[0] == "503"
    go.set()
    for one in slow:
        one.join(10)
    assert ask(gate, BytesIO(b"a=1"), "3") == ("200", b"a=1")


def test_a_sender_who_breaks_off_gives_the_place_back():
    class Broken(BytesIO):
        def read(self, *_args):
            raise OSError

    gate = BodyGate(echo, at_most)
    for _ in range(READERS + 1):
        try:
            ask(gate, Broken(), "3")
        except OSError:
            continue
    assert ask(gate, BytesIO(b"a=1"), "3")[0] == "200"


def test_what_is_announced_as_too_large_is_not_read_here():
    class Never(BytesIO):
        def read(self, *_args):
            raise AssertionError

    assert ask(BodyGate(lambda _e, s: [s("413", []) or b""], at_most), Never(), "101")[0] == "413"
