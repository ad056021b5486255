"""Slow senders hold some of the server, never all of it."""

import threading
from io import BytesIO

import pytest

from cms.web.bodies import LARGE, OF_A_NETWORK, READERS, BodyGate, Places

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


def test_a_body_of_unknown_length_has_one_once_it_is_read():
    said = []

    def note(environ, start_response):
        said.append((environ["CONTENT_LENGTH"], "HTTP_TRANSFER_ENCODING" in environ))
        return echo(environ, start_response)

    ask(BodyGate(note, at_most), BytesIO(b"a=1"), "", HTTP_TRANSFER_ENCODING="chunked")
    assert said == [("3", False)]


@pytest.mark.parametrize("spelt", ["192.0.2.{}", "2001:db8:1:{}::1", "::ffff:192.0.2.{}"])
def test_one_network_never_has_every_place(spelt):
    assert OF_A_NETWORK < READERS
    places = Places(READERS, OF_A_NETWORK)
    taken = [places.take(spelt.format(number)) for number in range(1, READERS + 1)]
    assert taken == [True] * OF_A_NETWORK + [False] * (READERS - OF_A_NETWORK)
    assert places.take("198.51.100.1")
    assert not places.take("203.0.113.1")
    places.give_back("198.51.100.1")
    assert not places.take(spelt.format(9))
    assert places.take("203.0.113.1")


def test_this_machine_may_have_every_place_and_gives_it_back():
    places = Places(READERS, OF_A_NETWORK)
    for _ in range(2):
        assert all(places.take("127.0.0.1") for _ in range(READERS))
        assert not places.take("127.0.0.1")
        for _ in range(READERS):
            places.give_back("127.0.0.1")
    assert not places.taken


def test_one_network_sends_one_large_body_at_a_time_and_small_ones_beside_it():
    gate = BodyGate(echo, lambda _path: 10 * LARGE)
    arrived, go = threading.Semaphore(0), threading.Event()
    here = {"REMOTE_ADDR": "192.0.2.1"}
    slow = Slow(arrived, go)
    first = threading.Thread(target=ask, args=(gate, slow, str(2 * LARGE)), kwargs=here)
    first.start()
    assert arrived.acquire(timeout=10)
    assert ask(gate, BytesIO(b"a=1"), str(2 * LARGE), **here)[0] == "503"
    assert ask(gate, BytesIO(b"a=1"), "3", **here)[0] == "200"
    assert ask(gate, BytesIO(b"a=1"), str(2 * LARGE), REMOTE_ADDR="198.51.100.1")[0] == "200"
    go.set()
    first.join(10)
    assert ask(gate, BytesIO(b"a=1"), str(2 * LARGE), **here)[0] == "200"
