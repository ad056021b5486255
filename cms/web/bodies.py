"""Bodies are read before anything else, by a few requests at a time, so that pages stay served."""

import errno
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

READERS = 3  # of the server's threads; the others go on answering
LARGE_READERS = 2  # of those, for what may take minutes: a small form always finds a place
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


class BodyGate:
    """Keeps slow senders from holding every thread: the body is read here, whole, or refused.

    At most READERS bodies are being read at a time, LARGE_READERS of them large; a further one is
    answered 503 at once. `limit_of(path)` says how many bytes an address may take; what is
    announced as more is passed on unread, for Flask to refuse.
    """

    def __init__(self, app: "WSGIApplication", limit_of: Callable[[str], int]) -> None:
        self.app = app
        self.limit_of = limit_of
        self.free = threading.BoundedSemaphore(READERS)
        self.free_large = threading.BoundedSemaphore(LARGE_READERS)

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
        with ExitStack() as places:
            if not self._take_places(places, _length(environ)):
                return BUSY
            try:
                _copy(environ["wsgi.input"], body, most)
            except TooSlow:
                return SLOW
            except OSError as error:
                if error.errno not in FULL:
                    raise
                return NO_ROOM
        environ["CONTENT_LENGTH"] = str(body.tell())
        body.seek(0)
        environ["wsgi.input"] = body
        return None

    def _take_places(self, places: ExitStack, length: int) -> bool:
        wanted = [self.free] if 0 <= length <= LARGE else [self.free_large, self.free]
        for one in wanted:
            if not one.acquire(blocking=False):
                return False
            places.callback(one.release)
        return True


def _length(environ: "WSGIEnvironment") -> int:
    """Return the bytes announced, -1 for a chunked body of unknown length."""
    if environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
        return -1
    given = environ.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isdecimal() else 0


def _copy(stream: IO[bytes], body: IO[bytes], most: int) -> None:
    """Copy at most `most` bytes; of a chunked body one over the limit shows that it is too much.

    Raises:
        TooSlow: after PATIENCE the sender has not kept up SLOWEST.
    """
    began, left = time.monotonic(), most
    while left and (piece := stream.read(min(PIECE, left))):
        body.write(piece)
        left -= len(piece)
        took = time.monotonic() - began
        if took > PATIENCE and most - left < took * SLOWEST:
            raise TooSlow


def _refuse(
    start_response: "StartResponse", status: str, english: str, chinese: str
) -> Iterable[bytes]:
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", RETRY)]
    start_response(status, headers)
    return [f"{english}\n{chinese}\n".encode()]
