"""What `cms check` says of pictures and attachments."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import click

from cms.config import Config
from cms.errors import StorageFailed
from cms.queries.stored import missing, receipts_of
from cms.storage import Storage, open_storage
from cms.storage.names import name_of

PROBE = b"Copydesk was here to see whether it can write.\n"


def storage_findings(config: Config) -> Iterator[str]:
    """Say where files lie; yield a line when they can't be written, and one for each missing."""
    parts = urlsplit(config.media_url)
    where = f"{parts.scheme}://{parts.hostname or ''}{parts.path}"
    try:
        storage = open_storage(config.media_url)
        _try(storage)
        lost = missing(storage)
    except StorageFailed as error:
        yield (
            f"storage   bad  {where}: {error.__cause__}; check CMS_MEDIA_URL, the rights there and"
            " the free space"
        )
        return
    for name in lost:
        of = ", ".join(receipts_of(name)) or "no piece"
        yield f"storage   bad  {name} of {of} is missing: restore it to {where} from a backup"
    if not lost:
        click.echo(f"storage   ok   {where}, every file is there")


def _try(storage: Storage) -> None:
    name = name_of(PROBE, "txt")
    storage.put(name, PROBE)
    storage.delete(name)
