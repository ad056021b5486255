"""Where the bytes of pictures and attachments lie, each under the hash of what it holds."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from cms.storage.bucket import Bucket
from cms.storage.folder import Folder

__all__ = ["Storage", "open_storage"]


class Storage(Protocol):
    """Bytes by name, `<64 hex digits>.<extension>`; every method may raise StorageFailed."""

    def put(self, name: str, data: bytes) -> None:
        """Keep the bytes; durable when it returns. The same name again only renews its age."""

    def read(self, name: str) -> bytes:
        """Return the bytes; raises NotFound."""

    def delete(self, name: str, *, before: datetime | None = None) -> bool:
        """Forget the bytes, unless they were put at or after `before`; tell whether it did."""

    def names(self) -> Iterator[tuple[str, datetime]]:
        """Yield (name, when it was put last), in no order."""

    def clear_drafts(self, before: datetime) -> int:
        """Remove what interrupted writes left before that moment; return how many."""


@cache
def open_storage(url: str) -> Storage:
    """Return the storage at `file:///folder` or `s3://bucket/prefix?endpoint=…&region=…`.

    One for each address: threads share a bucket's connections, which take long to make.
    """
    parts = urlsplit(url)
    if parts.scheme == "s3":
        options = dict(parse_qsl(parts.query))
        return Bucket(
            parts.hostname or "",
            prefix=unquote(parts.path).strip("/"),
            endpoint=options.get("endpoint"),
            region=options.get("region"),
        )
    return Folder(unquote(parts.path))
