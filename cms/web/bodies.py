"""Bodies are read before anything else, by a few requests at a time, so that pages stay served."""

import threading
from collections.abc import Iterable
from io import BytesIO
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

READERS = 3  # of the server's threads; the others go on answering
RETRY = "5"  # seconds
BUSY = "Too many forms are on their way. Please send yours again in a few seconds.\n"
BUSY_ZH = "同时提交的表单太多，请过几秒再提交一次。\n"


class BodyGate:
    """Keeps slow senders from holding every thread: the body is read here, whole, or refused.

    At most READERS bodies are being read at a time; a further one is answered 503 at once. Bodies
    over `limit` bytes are passed on unread, for Flask to refuse.
    """

    def __init__(self, app: "WSGIApplication", limit: int) -> None:
        self.app = app
        self.limit = limit
        self.free = threading.BoundedSemaphore(READERS)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Read the body, then let the application answer."""
        length = _length(environ)
        if length == 0 or length > self.limit:
            return self.app(environ, start_response)
        if not self.free.acquire(blocking=False):
            return _busy(start_response)
        try:
            body = _read(environ["wsgi.input"], length, self.limit)
        finally:
            self.free.release()
        environ["wsgi.input"] = BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        return self.app(environ, start_response)


def _length(environ: "WSGIEnvironment") -> int:
    """Return the bytes announced, -1 for a chunked body of unknown length."""
    if environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
        return -1
    given = environ.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isdecimal() else 0


def _read(stream: IO[bytes], length: int, limit: int) -> bytes:
    # One byte over the limit is enough for Flask to see that it is too much.
    return stream.read(length if length >= 0 else limit + 1)


def _busy(start_response: "StartResponse") -> Iterable[bytes]:
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", RETRY)]
    start_response("503 Service Unavailable", headers)
    return [(BUSY + BUSY_ZH).encode()]
