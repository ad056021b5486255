"""Both storages, empty: a folder, and a bucket on a server of our own over HTTP."""

import uuid

import boto3
import pytest
from moto.server import ThreadedMotoServer

from cms.storage import open_storage


@pytest.fixture(scope="session")
def s3_server():
    """The address of a server that speaks S3."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_keys(monkeypatch):
    """Keys as the environment gives them; the server takes any."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "of-nobody")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture
def bucket_url(s3_server, s3_keys):  # noqa: ARG001  a mark does not reach fixtures
    """The address of a new bucket."""
    name = f"copydesk-{uuid.uuid4().hex}"
    client = boto3.client("s3", endpoint_url=s3_server, region_name="us-east-1")
    client.create_bucket(Bucket=name)
    client.close()
    return f"s3://{name}/pictures?endpoint={s3_server}&region=us-east-1"


@pytest.fixture(params=["folder", "bucket"])
def storage_url(request, tmp_path):
    if request.param == "folder":
        return (tmp_path / "媒体 files").as_uri()
    return request.getfixturevalue("bucket_url")


@pytest.fixture
def storage(storage_url):
    return open_storage(storage_url)
