"""Letters as files, for a newsroom without a mail server: where each lies, and what it says."""

import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path


def place(instance: Path, *, written: datetime, number: int, letter: str) -> Path:
    """Return where the letter of this number lies: `outbox/<time>-<number>-<letter>.eml`."""
    name = re.sub(r"\W+", "_", letter)
    return instance / "outbox" / f"{written.astimezone(UTC):%Y%m%dT%H%M%S}-{number}-{name}.eml"


def keep(path: Path, data: bytes) -> None:
    """Write the file whole and durably, for its owner's eyes only; again is the same."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read(path: Path) -> tuple[str, str] | None:
    """Return text and HTML of the letter in the file; None when there is no such file."""
    with suppress(FileNotFoundError):
        message = message_from_bytes(path.read_bytes(), policy=default)
        found = {part.get_content_type(): part for part in message.walk()}
        parts = [found.get(kind) for kind in ("text/plain", "text/html")]
        text, html = (str(one.get_content()) if one else "" for one in parts)
        return text, html
    return None
