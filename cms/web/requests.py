"""What may arrive: addresses and forms that are text, ids that a database can hold."""

from typing import IO, Any
from urllib.parse import parse_qsl, quote

from flask import Flask, Request, abort, request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import BadRequest
from werkzeug.formparser import FormDataParser
from werkzeug.routing import IntegerConverter

LARGEST_ID = 2**31 - 1  # what an integer column holds on both engines
PATH = "/!$&'()*+,:;=@"  # what RFC 3986 leaves bare in a path
FORMS = frozenset({"", "application/x-www-form-urlencoded", "multipart/form-data"})


class Parser(FormDataParser):
    """Reads bytes that are no UTF-8 as the mark of a broken encoding, which every field refuses."""

    def _parse_urlencoded(
        self,
        stream: IO[bytes],
        mimetype: str,  # noqa: ARG002  Werkzeug's signature
        content_length: int | None,  # noqa: ARG002  Werkzeug's signature
        options: dict[str, str],  # noqa: ARG002  Werkzeug's signature
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]:
        # Werkzeug would turn them into the text "%ED%A0%80", which nobody typed.
        text = stream.read().decode("utf-8", "replace")
        pairs = parse_qsl(text, keep_blank_values=True, errors="replace")
        return stream, self.cls(pairs), self.cls()

    def _parse_multipart(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str],
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]:
        found = super()._parse_multipart(stream, mimetype, content_length, options)
        # Werkzeug takes a part without a name; whoever looks for a field by name stumbles over it.
        if None in found[1] or None in found[2]:
            raise BadRequest
        return found


class PlainRequest(Request):
    """A request whose forms are read by our parser, and whose files end with it."""

    form_data_parser_class = Parser

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  Werkzeug's signature
        super().__init__(*args, **kwargs)
        self.opened: list[IO[bytes]] = []

    def _get_file_stream(self, *args: Any, **kwargs: Any) -> IO[bytes]:  # noqa: ANN401  Werkzeug's signature
        made = super()._get_file_stream(*args, **kwargs)
        self.opened.append(made)
        return made

    def close(self) -> None:
        """Let go of every file, those of a form that was refused half read too."""
        super().close()
        for one in self.opened:
            one.close()


class IdConverter(IntegerConverter):
    """The id of a row; a number that no row can have is no address."""

    def __init__(self, url_map: object) -> None:
        super().__init__(url_map, max=LARGEST_ID)  # type: ignore[arg-type]


def register(app: Flask) -> None:
    """Teach the app our requests and ids; call it before any route is added."""
    app.request_class = PlainRequest
    app.url_map.converters["id"] = IdConverter
    app.before_request(refuse_unreadable)


def refuse_unreadable() -> None:
    """Answer 404 to invisible characters in a path and 415 to a body that is no form."""
    if not request.path.isprintable():
        abort(404)
    if request.method == "POST" and request.mimetype not in FORMS:
        abort(415)


def local_path(path: str, otherwise: str = "/") -> str:
    """Return the path if it stays on this site, else `otherwise`."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if safe and path.isprintable() and "\\" not in path else otherwise


def here() -> str:
    """Return this request's path and query as one local address, encoded."""
    query = request.query_string.decode("ascii", "replace")
    return quote(request.path, safe=PATH) + (f"?{query}" if query else "")
