"""Bytes in a folder of this machine: written whole or not at all, private to the newsroom."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import structlog

from cms.errors import NotFound, StorageFailed
from cms.storage.names import is_name, require_name

log = structlog.get_logger()
DRAFT, SWEPT = ".draft", ".swept"


class Folder:
    """A folder with 256 below it, by the first two digits of a name."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)

    def put(self, name: str, data: bytes) -> None:
        """Keep the bytes; durable when it returns. The same name again only renews its age."""
        where = self._where(name)
        with _failing("put", name):
            if not _renew(where):
                _write(where, data)

    def read(self, name: str) -> bytes:
        """Return the bytes; raises NotFound."""
        with _failing("read", name):
            try:
                return self._where(name).read_bytes()
            except FileNotFoundError as error:
                raise NotFound from error

    def delete(self, name: str, *, before: datetime | None = None) -> bool:
        """Forget the bytes, unless they were put at or after `before`; tell whether it did."""
        where = self._where(name)
        aside = where.with_name(f"{name}.{secrets.token_hex(8)}{SWEPT}")
        with _failing("delete", name):
            try:
                # Set aside first: a put before is seen by its time, a put after writes anew.
                where.rename(aside)
            except FileNotFoundError:
                return False
            if before is not None and _modified(aside) >= before:
                aside.rename(where)
                return False
            aside.unlink()
            return True

    def names(self) -> Iterator[tuple[str, datetime]]:
        """Yield (name, when it was put last), in no order."""
        for path in self._files():
            if is_name(path.name):
                with suppress(FileNotFoundError):
                    yield path.name, _modified(path)

    def clear_drafts(self, before: datetime) -> int:
        """Remove what interrupted writes left before that moment; return how many."""
        found = 0
        for path in self._files():
            with suppress(FileNotFoundError):
                if path.suffix in {DRAFT, SWEPT} and _modified(path) < before:
                    path.unlink()
                    found += 1
        return found

    def _where(self, name: str) -> Path:
        return self.path / require_name(name)[:2] / name

    def _files(self) -> Iterator[Path]:
        with _failing("list", str(self.path)):
            yield from self.path.glob("[0-9a-f][0-9a-f]/*")


@contextmanager
def _failing(what: str, name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        # The reason says it all; a trace would only bury it on the doctor's screen.
        log.error("storage failed", what=what, name=name, why=str(error))  # noqa: TRY400  see above
        raise StorageFailed from error


def _renew(where: Path) -> bool:
    try:
        os.utime(where)
    except FileNotFoundError:
        return False
    return True


def _write(where: Path, data: bytes) -> None:
    where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = where.with_name(f"{where.name}.{secrets.token_hex(8)}{DRAFT}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(where)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync(where.parent)
    _sync(where.parent.parent)  # it may have gained the folder just now


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _modified(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
