"""A bucket that can't be reached is a plain refusal, in bounded time, and no key is logged."""

import socket
import subprocess
import sys

import boto3
import pytest
import structlog

from cms.errors import StorageFailed
from cms.storage import bucket as bucket_module
from cms.storage import open_storage
from cms.storage.names import name_of

NAME = name_of(b"x", "jpg")


def keys_in(url, s3_server):
    name = url.split("/")[2]
    client = boto3.client("s3", endpoint_url=s3_server, region_name="us-east-1")
    found = [one["Key"] for one in client.list_objects_v2(Bucket=name).get("Contents", ())]
    client.close()
    return found


def test_files_lie_below_the_prefix(bucket_url, s3_server):
    open_storage(bucket_url).put(NAME, b"x")
    assert keys_in(bucket_url, s3_server) == [f"pictures/{NAME}"]


def test_what_lies_beside_our_files_is_not_ours(bucket_url, s3_server):
    storage = open_storage(bucket_url)
    client = boto3.client("s3", endpoint_url=s3_server, region_name="us-east-1")
    for key in ("pictures/readme.txt", NAME, f"pictures/deep/{NAME}"):
        client.put_object(Bucket=bucket_url.split("/")[2], Key=key, Body=b"theirs")
    client.close()
    assert list(storage.names()) == []


def test_more_than_one_page_of_names_is_listed(bucket_url, monkeypatch):
    monkeypatch.setattr(bucket_module, "PAGE", 2)
    storage = open_storage(bucket_url)
    wanted = {name_of(bytes([number]), "jpg") for number in range(3)}
    for number in range(3):
        storage.put(name_of(bytes([number]), "jpg"), b"x")
    assert {name for name, _at in storage.names()} == wanted


@pytest.mark.usefixtures("s3_keys")
def test_a_bucket_that_does_not_exist_is_a_failure_not_an_absence(s3_server):
    storage = open_storage(f"s3://no-such-bucket?endpoint={s3_server}&region=us-east-1")
    for attempt in (
        lambda: storage.put(NAME, b"x"),
        lambda: storage.read(NAME),
        lambda: list(storage.names()),
    ):
        with pytest.raises(StorageFailed):
            attempt()


@pytest.mark.usefixtures("s3_keys")
def test_a_server_that_is_away_is_a_refusal(monkeypatch):
    monkeypatch.setattr(bucket_module, "ATTEMPTS", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    storage = open_storage(f"s3://b?endpoint=http://127.0.0.1:{port}&region=us-east-1")
    with pytest.raises(StorageFailed):
        storage.put(NAME, b"x")


@pytest.mark.usefixtures("s3_keys")
def test_a_server_that_never_answers_is_left(monkeypatch):
    monkeypatch.setattr(bucket_module, "ATTEMPTS", 1)
    monkeypatch.setattr(bucket_module, "READ_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        storage = open_storage(f"s3://b?endpoint=http://127.0.0.1:{port}&region=us-east-1")
        with pytest.raises(StorageFailed):
            storage.read(NAME)


def test_without_keys_it_says_what_is_missing(s3_server, monkeypatch, tmp_path):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    storage = open_storage(f"s3://b?endpoint={s3_server}&region=us-east-1")
    with structlog.testing.capture_logs() as logs, pytest.raises(StorageFailed):
        storage.put(NAME, b"x")
    assert "credentials" in logs[0]["why"]


@pytest.mark.usefixtures("s3_keys")
def test_the_log_of_a_failure_holds_no_key(s3_server, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "planted-secret")
    # An address of its own, so that no storage is at hand that was opened with another key.
    storage = open_storage(f"s3://no-bucket-either?endpoint={s3_server}&region=us-east-1")
    with structlog.testing.capture_logs() as logs, pytest.raises(StorageFailed):
        storage.put(NAME, b"x")
    (line,) = logs
    assert set(line) == {"event", "log_level", "what", "name", "why"}, "no trace of the request"
    assert "planted-secret" not in str(logs)


def test_a_newsroom_with_a_folder_never_loads_the_library():
    script = (
        "import sys; from cms.storage import open_storage;"
        "list(open_storage('file:///nowhere').names());"
        "print({'boto3', 'botocore'} & set(sys.modules))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "set()"
