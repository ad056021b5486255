"""Bodies are read before anything else, by a few requests at a time, so that pages stay served."""

import errno
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

from cms.web.fixed import FIXED
from cms.web.network import is_here, network_of
from cms.web.stalled import cut_off

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

READERS = 3  # of the server's threads; the others go on answering
LARGE_READERS = 2  # of those, for what may take minutes: a small form always finds a place
# Of one network, so that no sender takes every place and a colleague's form still finds one.
OF_A_NETWORK = 2
LARGE_OF_A_NETWORK = 1
LARGE = 64 * 1024
IN_MEMORY = 1024 * 1024  # what is longer waits on disk
PIECE = 64 * 1024
PATIENCE = 30.0  # seconds for any body; then it has to have come at SLOWEST
SLOWEST = 8 * 1024  # bytes a second
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})

# In both languages at once: nothing is known of the reader yet.
BUSY = (
    "503 Service Unavailable",
    "Too many forms are on their way. Please send yours again in a few seconds.",
    "同时提交的表单太多，请过几秒再提交一次。",
)
SLOW = (
    "408 Request Timeout",
    "The connection was too slow. Nothing was saved; please try again.",
    "连接太慢，没有收全，什么都没有保存，请再试一次。",
)
NO_ROOM = (
    "507 Insufficient Storage",
    "There is no room for this right now. Nothing was saved; please try again later.",
    "服务器空间不足，什么都没有保存，请稍后再试。",
)
RETRY = "5"  # seconds


class TooSlow(Exception):
    """A sender who would hold a reader for hours."""


class Places:
    """So many at a time in all, and so many of one network; this machine's own has no limit.

    A proxy that CMS_PROXIES does not know makes all readers come from this machine.
    """

    def __init__(self, most: int, of_a_network: int) -> None:
        self.most, self.of_a_network = most, of_a_network
        self.lock = threading.Lock()
        self.taken: Counter[str] = Counter()

    def take(self, address: str) -> bool:
        """Take a place if there is one."""
        network = network_of(address)
        with self.lock:
            limited = network and not is_here(address)
            full = self.taken.total() >= self.most
            if full or (limited and self.taken[network] >= self.of_a_network):
                return False
            self.taken[network] += 1
        return True

    def give_back(self, address: str) -> None:
        """Leave a place that was taken."""
        network = network_of(address)
        with self.lock:
            self.taken[network] -= 1
            self.taken += Counter()  # forgets networks without a place


class BodyGate:
    """Keeps slow senders from holding every thread: the body is read here, whole, or refused.

    At most READERS bodies are being read at a time, LARGE_READERS of them large; a further one is
    answered 503 at once. A sender who does not keep up SLOWEST for `patience` seconds is cut off.
    `limit_of(path)` says how many bytes an address may take; what is announced as more is passed on
    unread, for Flask to refuse.
    """

    patience = PATIENCE

    def __init__(self, app: "WSGIApplication", limit_of: Callable[[str], int]) -> None:
        self.app = app
        self.limit_of = limit_of
        self.all = Places(READERS, OF_A_NETWORK)
        self.large = Places(LARGE_READERS, LARGE_OF_A_NETWORK)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Read the body, then let the application answer."""
        length, limit = _length(environ), self.limit_of(environ.get("PATH_INFO", ""))
        if length == 0 or length > limit:
            return self.app(environ, start_response)
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            refusal = self._read(environ, body, length if length >= 0 else limit + 1)
            if refusal:
                return _refuse(start_response, *refusal)
            # The form is parsed by the time that the application returns its answer.
            return self.app(environ, start_response)

    def _read(
        self, environ: "WSGIEnvironment", body: SpooledTemporaryFile[bytes], most: int
    ) -> tuple[str, str, str] | None:
        """Put the body in its stream's place, or return what to answer instead."""
        length = _length(environ)
        with ExitStack() as places:
            if not self._take_places(places, environ.get("REMOTE_ADDR", ""), length):
                return BUSY
            try:
                with _watched(_peer(environ), self.patience):
                    _copy(environ["wsgi.input"], body, most, self.patience, whole=length >= 0)
            except TooSlow:
                return SLOW
            except OSError as error:
                if error.errno not in FULL:
                    raise
                return NO_ROOM
        _put_in_place(environ, body)
        return None

    def _take_places(self, places: ExitStack, address: str, length: int) -> bool:
        for one in [self.all] if 0 <= length <= LARGE else [self.large, self.all]:
            if not one.take(address):
                return False
            places.callback(one.give_back, address)
        return True


def _put_in_place(environ: "WSGIEnvironment", body: SpooledTemporaryFile[bytes]) -> None:
    environ["CONTENT_LENGTH"] = str(body.tell())
    # Its length is known by now; with this header Werkzeug would not believe it.
    environ.pop("HTTP_TRANSFER_ENCODING", None)
    body.seek(0)
    environ["wsgi.input"] = body


def _peer(environ: "WSGIEnvironment") -> str:
    """Return the address at the other end of the connection: a proxy's, where there is one."""
    kept: dict[str, str] = environ.get("werkzeug.proxy_fix.orig") or {}
    return kept.get("REMOTE_ADDR") or environ.get("REMOTE_ADDR", "")


@contextmanager
def _watched(peer: str, patience: float) -> Iterator[None]:
    """Have what the peer sends too slowly cut off once `patience` seconds have gone."""
    done = threading.Event()
    settings = {"silent": patience, "slowest": SLOWEST, "done": done.is_set}
    watch = threading.Timer(patience, cut_off, (peer,), settings)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        done.set()
        watch.cancel()


def _length(environ: "WSGIEnvironment") -> int:
    """Return the bytes announced, -1 for a chunked body of unknown length."""
    if environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
        return -1
    given = environ.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isdecimal() else 0


def _copy(stream: IO[bytes], body: IO[bytes], most: int, patience: float, *, whole: bool) -> None:
    """Copy at most `most` bytes, all of them if `whole`; one over a limit shows it is too much.

    Raises:
        TooSlow: after `patience` seconds the sender has not kept up SLOWEST.
    """
    began, left, piece = time.monotonic(), most, b"."
    while left and piece:
        piece = stream.read(min(PIECE, left))
        body.write(piece)
        left -= len(piece)
        took = time.monotonic() - began
        # What was cut off ends like a body that is complete.
        complete = whole and not left
        if not complete and took > patience and most - left < took * SLOWEST:
            raise TooSlow


def _refuse(
    start_response: "StartResponse", status: str, english: str, chinese: str
) -> Iterable[bytes]:
    headers = {"Content-Type": "text/plain; charset=utf-8", "Retry-After": RETRY} | FIXED
    start_response(status, list(headers.items()))
    return [f"{english}\n{chinese}\n".encode()]
