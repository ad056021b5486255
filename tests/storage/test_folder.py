"""A folder keeps files whole or not at all, and to itself."""

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cms.errors import NotFound, StorageFailed
from cms.storage.folder import Folder
from cms.storage.names import name_of

DATA = b"x" * 5000
NAME = name_of(DATA, "jpg")
DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path):
    return Folder(str(tmp_path / "media"))


def everything(folder):
    return sorted(path for path in folder.path.rglob("*") if path.is_file())


def age(path, by):
    moment = (datetime.now(UTC) - by).timestamp()
    os.utime(path, (moment, moment))


def test_files_lie_in_folders_by_their_first_two_digits_and_are_private(folder):
    folder.put(NAME, DATA)
    where = folder.path / NAME[:2] / NAME
    assert everything(folder) == [where]
    assert stat.S_IMODE(where.stat().st_mode) == 0o600
    assert stat.S_IMODE(where.parent.stat().st_mode) == 0o700


def test_a_file_is_on_the_disk_before_it_has_its_name(folder, monkeypatch):
    done = []
    for name in ("fsync", "rename"):
        real = getattr(os, name)
        monkeypatch.setattr(
            os, name, lambda *a, real=real, name=name: (done.append(name), real(*a))
        )
    folder.put(NAME, DATA)
    assert done == ["fsync", "rename", "fsync", "fsync"]  # the file; its folder, and theirs


def test_putting_again_makes_it_young(folder):
    folder.put(NAME, DATA)
    age(folder.path / NAME[:2] / NAME, 3 * DAY)
    folder.put(NAME, DATA)
    assert folder.delete(NAME, before=datetime.now(UTC) - DAY) is False
    assert folder.read(NAME) == DATA


FULL = """
import resource, signal, sys
from cms.errors import StorageFailed
from cms.storage.folder import Folder
from cms.storage.names import name_of
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
data = b"x" * 5000
try:
    Folder(sys.argv[1]).put(name_of(data, "jpg"), data)
except StorageFailed as error:
    print(error.status, str(error))
"""


def test_where_no_more_fits_it_says_so_and_leaves_nothing_behind(folder):
    said = subprocess.run(
        [sys.executable, "-c", FULL, str(folder.path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert said.stdout.splitlines()[-1].startswith("503 Files can't be kept")
    assert everything(folder) == []


def test_a_folder_that_may_not_be_written_says_so():
    # Not even root may write there, and the tests may run as root.
    with pytest.raises(StorageFailed):
        Folder("/proc/copydesk").put(NAME, DATA)


def test_a_file_in_the_place_of_the_folder_is_no_traceback(folder):
    folder.path.write_text("not a folder")
    with pytest.raises(StorageFailed):
        folder.put(NAME, DATA)
    with pytest.raises(StorageFailed):
        folder.read(NAME)


def test_a_write_that_was_killed_leaves_a_draft_that_is_cleared_after_a_day(folder):
    folder.put(NAME, DATA)
    draft = folder.path / NAME[:2] / f"{NAME}.0123.draft"
    draft.write_bytes(b"half")
    assert [name for name, _at in folder.names()] == [NAME]
    assert folder.clear_drafts(datetime.now(UTC) - DAY) == 0
    age(draft, 2 * DAY)
    assert folder.clear_drafts(datetime.now(UTC) - DAY) == 1
    assert [path.name for path in everything(folder)] == [NAME]


@pytest.mark.parametrize("moment", ["before it is set aside", "after it was looked at"])
def test_a_put_in_the_midst_of_a_delete_is_not_lost(folder, monkeypatch, moment):
    folder.put(NAME, DATA)
    age(folder.path / NAME[:2] / NAME, 2 * DAY)
    step, real = {
        "before it is set aside": ("rename", Path.rename),
        "after it was looked at": ("stat", Path.stat),
    }[moment]

    def meanwhile(path, *rest, **more):
        monkeypatch.undo()
        result = None if step == "rename" else real(path, *rest, **more)
        folder.put(NAME, DATA)
        return real(path, *rest, **more) if step == "rename" else result

    monkeypatch.setattr(Path, step, meanwhile)
    folder.delete(NAME, before=datetime.now(UTC) - DAY)
    assert folder.read(NAME) == DATA
    assert len(everything(folder)) == 1


def test_a_name_outside_is_never_touched(folder, tmp_path):
    outside = tmp_path / "secret"
    outside.write_text("s")
    with pytest.raises(NotFound):
        folder.read("../secret")
    assert outside.read_text() == "s"
