"""`cms check` tries the storage, and names the files that are missing with their pieces."""

import pytest
from support import kept
from support.commands import look

pytestmark = pytest.mark.usefixtures("newsroom")


def line(said):
    (found,) = [one for one in said.output.splitlines() if one.startswith("storage")]
    return found


def shown():
    one = kept.sent(kept.upload())
    return one.receipt, one.current.images[0]["sha256"]


def test_a_sound_storage_is_said_to_be_sound_and_nothing_is_left_in_it(run, tmp_path):
    _receipt, sha256 = look(shown)
    sound = run("check")
    assert sound.exit_code == 0
    assert line(sound).startswith("storage   ok   file:///")
    files = [path.name for path in (tmp_path / "instance/media").rglob("*.*")]
    assert len(files) == 3
    assert any(name.startswith(sha256) for name in files)


def test_a_missing_file_is_named_with_its_piece_and_the_remedy(run, tmp_path):
    receipt, sha256 = look(shown)
    (tmp_path / "instance/media" / sha256[:2] / f"{sha256}.jpg").unlink()
    bad = run("check")
    assert bad.exit_code == 1
    assert f"storage   bad  {sha256}.jpg of {receipt} is missing: restore it" in line(bad)


def test_a_storage_that_can_not_be_written_is_named(run, tmp_path):
    (tmp_path / "file").write_text("in the way")
    bad = run("check", MEDIA_URL=(tmp_path / "file").as_uri())
    assert bad.exit_code == 1
    assert "CMS_MEDIA_URL" in line(bad)
    assert "Traceback" not in bad.output


def test_a_bucket_out_of_reach_is_named_without_its_keys(run, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "of-nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "planted-secret")
    monkeypatch.setattr("cms.storage.bucket.ATTEMPTS", 1)
    url = "s3://user:planted@bucket/x?endpoint=http://127.0.0.1:9&region=us-east-1"
    bad = run("check", MEDIA_URL=url)
    assert bad.exit_code == 1
    assert "s3://bucket/x" in line(bad)
    assert "planted" not in bad.output
