"""Bytes in an S3 bucket, or in whatever speaks S3's protocol."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import Any

import structlog

from cms.errors import NotFound, StorageFailed
from cms.storage.names import is_name, require_name

log = structlog.get_logger()
CONNECT_SECONDS, READ_SECONDS, ATTEMPTS = 3, 20, 3
PAGE = 1000  # names
ABSENT = frozenset({"404", "NoSuchKey", "NotFound"})


class Bucket:
    """A bucket of that name, below `prefix`; the keys come from the usual AWS environment."""

    def __init__(
        self, name: str, *, prefix: str = "", endpoint: str | None = None, region: str | None = None
    ) -> None:
        self.name = name
        self.prefix = f"{prefix}/" if prefix else ""
        self.endpoint, self.region = endpoint, region

    @cached_property
    def _client(self) -> Any:  # noqa: ANN401  boto3 makes its classes at run time
        # Imported when first used: it costs a second and 40 MB that most newsrooms never need.
        boto3 = importlib.import_module("boto3")
        config = importlib.import_module("botocore.config").Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
            s3={"addressing_style": "path" if self.endpoint else "auto"},
            # Other makers' servers know no checksums in trailers.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        made = boto3.session.Session(region_name=self.region or None)
        return made.client("s3", endpoint_url=self.endpoint, config=config)

    def put(self, name: str, data: bytes) -> None:
        """Keep the bytes; durable when it returns. The same name again only renews its age."""
        with self._failing("put", name):
            self._client.put_object(Bucket=self.name, Key=self._key(name), Body=data)

    def read(self, name: str) -> bytes:
        """Return the bytes; raises NotFound."""
        with self._failing("read", name):
            found = self._client.get_object(Bucket=self.name, Key=self._key(name))
            with found["Body"] as body:
                return bytes(body.read())

    def delete(self, name: str, *, before: datetime | None = None) -> bool:
        """Forget the bytes, unless they were put at or after `before`; tell whether it did."""
        at = {"Bucket": self.name, "Key": self._key(name)}
        try:
            with self._failing("delete", name):
                # S3 can't do both at once: a put between these two lines would be lost, so the
                # sweeper asks only for what nobody has used for a day.
                put_last = self._client.head_object(**at)["LastModified"]
                if before is not None and put_last >= before:
                    return False
                self._client.delete_object(**at)
        except NotFound:
            return False
        return True

    def names(self) -> Iterator[tuple[str, datetime]]:
        """Yield (name, when it was put last), in no order."""
        with self._failing("list", self.name):
            pages = self._client.get_paginator("list_objects_v2")
            sized = {"PageSize": PAGE}
            for page in pages.paginate(
                Bucket=self.name, Prefix=self.prefix, PaginationConfig=sized
            ):
                for one in page.get("Contents", ()):
                    name = one["Key"].removeprefix(self.prefix)
                    if is_name(name):
                        yield name, one["LastModified"]

    def clear_drafts(self, before: datetime) -> int:  # noqa: ARG002  the protocol's signature
        """Return 0: what is put here is whole or not there."""
        return 0

    def _key(self, name: str) -> str:
        return self.prefix + require_name(name)

    @contextmanager
    def _failing(self, what: str, name: str) -> Iterator[None]:
        known = importlib.import_module("botocore.exceptions")
        try:
            yield
        except known.ClientError as error:
            if error.response["Error"]["Code"] in ABSENT:
                raise NotFound from error
            # The message only: a trace would show the request with its signature.
            log.error("storage failed", what=what, name=name, why=str(error))  # noqa: TRY400  see above
            raise StorageFailed from error
        except (known.BotoCoreError, OSError) as error:
            log.error("storage failed", what=what, name=name, why=str(error))  # noqa: TRY400  as before
            raise StorageFailed from error
