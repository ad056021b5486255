"""What every storage promises, tried on a folder and on a server that speaks S3."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from cms.errors import NotFound
from cms.storage import open_storage
from cms.storage.names import name_of

DATA = "图片 bytes\0".encode()
NAME = name_of(DATA, "webp")
LATER = timedelta(minutes=1)


def test_what_is_put_is_read_by_whoever_opens_the_storage(storage, storage_url):
    storage.put(NAME, DATA)
    assert storage.read(NAME) == DATA
    open_storage.cache_clear()
    assert open_storage(storage_url).read(NAME) == DATA


def test_a_name_is_the_hash_of_the_bytes():
    assert f"{hashlib.sha256(DATA).hexdigest()}.webp" == NAME


def test_the_same_bytes_may_be_put_again(storage):
    storage.put(NAME, DATA)
    storage.put(NAME, DATA)
    assert [name for name, _at in storage.names()] == [NAME]
    assert storage.read(NAME) == DATA


def test_what_is_not_there_is_not_found(storage):
    with pytest.raises(NotFound):
        storage.read(NAME)
    assert storage.delete(NAME) is False
    assert list(storage.names()) == []


def test_what_is_deleted_is_gone(storage):
    storage.put(NAME, DATA)
    assert storage.delete(NAME) is True
    with pytest.raises(NotFound):
        storage.read(NAME)


def test_names_come_with_the_time_they_were_put(storage):
    storage.put(NAME, DATA)
    (name, at), *more = storage.names()
    assert (name, more) == (NAME, [])
    assert abs(at - datetime.now(UTC)) < LATER


def test_what_was_put_since_is_not_deleted(storage):
    storage.put(NAME, DATA)
    assert storage.delete(NAME, before=datetime.now(UTC) - LATER) is False
    assert storage.read(NAME) == DATA
    assert storage.delete(NAME, before=datetime.now(UTC) + LATER) is True
    assert list(storage.names()) == []


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../../etc/passwd",
        f"../{NAME}",
        NAME.upper(),
        NAME.partition(".")[0],
        f"{NAME}/x",
        f"{NAME}\n",
        f"{NAME}.html",
        f"{NAME[:-5]}.webp2x",
        f"\0{NAME[1:]}",
        "ａ" * 64 + ".jpg",
    ],
)
def test_what_is_no_name_of_ours_leads_nowhere(storage, name):
    for attempt in (
        lambda: storage.read(name),
        lambda: storage.put(name, b"x"),
        lambda: storage.delete(name),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert list(storage.names()) == []
