"""What uploads leave behind is swept up after a day; what is in use or under way never is."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from sqlalchemy import func, select
from support import kept, people
from support.engines import both_engines

from cms.actions import autosaves, media
from cms.extensions import db, settings
from cms.extensions.database import begin_write
from cms.jobs import sweep as sweeping
from cms.jobs.duties import DUTIES
from cms.jobs.sweep import sweep
from cms.models import Media, Rendition
from cms.queries.autosaves import Writing
from cms.rules.actor import guest
from cms.storage import open_storage
from cms.storage.names import name_of

DAY = timedelta(days=1)


def now():
    return datetime.now(UTC)


@pytest.fixture
def written(app):
    """`written(work)` runs `work()` in a transaction of its own and gives its value."""

    def write(work):
        with app.app_context():
            begin_write(db.session)
            value = work()
            db.session.commit()
            return value

    return write


@pytest.fixture
def swept(app):
    """`swept(at)` sweeps at that moment; gives the names of files, the number of uploads, logs."""

    def run(at):
        with app.app_context(), structlog.testing.capture_logs() as logs:
            sweep(at)
            names = {name for name, _at in open_storage(settings().media_url).names()}
            rows = db.session.scalar(select(func.count()).select_from(Media))
            return names, rows, logs

    return run


def names_of(one):
    return {f"{each.sha256}.{each.extension}" for each in (one, *one.renditions)}


@both_engines
def test_what_no_piece_took_goes_once_no_form_can_bring_it_with_its_bytes(written, swept):
    names = written(lambda: names_of(kept.upload(size=(50, 40), now=now())))
    used = written(lambda: names_of(_in_piece(kept.upload(size=(40, 50), now=now()))))
    assert swept(now()) == (names | used, 2, [])
    assert swept(now() + 7.5 * DAY) == (names | used, 2, [])
    files, rows, logs = swept(now() + 8.1 * DAY)
    assert (files, rows) == (used, 1)
    assert [(one["event"], one["rows"], one["files"]) for one in logs] == [("swept", 1, 3)]
    assert swept(now() + 9 * DAY) == (used, 1, [])


def test_a_guests_documents_wait_for_a_day_all_else_for_the_form(written, swept):
    def bring():
        document = kept.document(None, data=b"a guest's notes")
        theirs = kept.document("ann", data=b"ann's notes")
        picture = kept.upload(None)
        for one in (document, theirs, picture):
            one.created_at = now()
        return names_of(document), names_of(theirs) | names_of(picture)

    document, others = written(bring)
    assert swept(now() + 0.9 * DAY)[:2] == (document | others, 3)
    assert swept(now() + 1.1 * DAY)[:2] == (others, 2)


@both_engines
def test_a_picture_stays_as_long_as_an_unsent_text_that_names_it(written, swept):
    def write(who, picture):
        named = {"pictures-0-reference": [f"media:{picture.id}"], "body": [f'"media:{picture.id}0']}
        by = people.actor("ann") if who else guest()
        form = Writing(who or "browser:x", "new", "d" * 20, by.person_id)
        autosaves.save(form, named, seen=0, base_version=0, by=by, now=now())
        return names_of(picture)

    theirs = written(lambda: write("person:1", kept.upload(now=now())))
    guests = written(lambda: write(None, kept.upload(None, size=(50, 40), now=now())))
    assert swept(now() + 7.9 * DAY) == (theirs | guests, 2, [])
    files, rows, logs = swept(now() + 29 * DAY)
    assert (files, rows, logs[0]["unsent"]) == (theirs, 1, 1)
    _files, rows, logs = swept(now() + 31 * DAY)
    assert (rows, logs[0]["unsent"]) == (0, 1)


def test_what_somebody_made_up_in_an_unsent_text_holds_nothing_and_stops_nothing(written, swept):
    def write(picture):
        number = f"media:{picture.id}"
        made_up = {"x-reference": [number, "media:x", "media:"], "pictures-0-alt": [number]}
        made_up |= {"pictures-0-reference": ["media:-1", f"media:{'9' * 5_000}", "media:٣x"]}
        form = Writing("browser:x", "new", "d" * 20)
        autosaves.save(form, made_up, seen=0, base_version=0, by=guest(), now=now() + 8 * DAY)

    written(lambda: write(kept.upload(None, now=now())))
    assert swept(now() + 8.1 * DAY)[1] == 0


def _in_piece(one):
    kept.sent(one)
    return one


def test_bytes_that_another_upload_shares_stay(written, swept):
    written(lambda: kept.upload("eve", now=now()))
    used = written(lambda: names_of(_in_piece(kept.upload("ann", now=now()))))
    files, rows, _logs = swept(now() + 9 * DAY)
    assert (files, rows) == (used, 1)


def test_rows_without_bytes_are_named_and_kept(app, written, swept):
    used = written(lambda: names_of(_in_piece(kept.upload())))
    lost = min(used)
    with app.app_context():
        open_storage(settings().media_url).delete(lost)
    files, rows, logs = swept(now())
    assert (files, rows) == (used - {lost}, 1)
    assert [(one["event"], one["name"]) for one in logs] == [("file missing", lost)]


@pytest.mark.parametrize("moment", ["before they are listed", "after they were listed"])
def test_what_is_put_again_while_it_is_swept_stays(app, written, swept, monkeypatch, moment):
    written(lambda: _in_piece(kept.upload(size=(30, 20))))
    data = b"an orphan, about to be used again"
    name = name_of(data, "txt")
    with app.app_context():
        storage = open_storage(settings().media_url)
        storage.put(name, data)
        aged = storage.path / name[:2] / name
    old = (now() - 3 * DAY).timestamp()
    os.utime(aged, (old, old))
    where, step = {
        "before they are listed": (sweeping, "_delete_orphans"),
        "after they were listed": (storage, "delete"),
    }[moment]
    real = getattr(where, step)

    def meanwhile(*given, **more):
        storage.put(name, data)
        return real(*given, **more)

    monkeypatch.setattr(where, step, meanwhile)
    files, _rows, _logs = swept(now())
    assert name in files


def test_what_a_write_that_was_killed_left_half_done_goes_too(app, written, swept):
    used = written(lambda: names_of(_in_piece(kept.upload())))
    with app.app_context():
        draft = open_storage(settings().media_url).path / "ab" / "half.draft"
    draft.parent.mkdir(exist_ok=True)
    draft.write_bytes(b"half")
    assert swept(now()) == (used, 1, [])
    assert draft.exists()
    _files, _rows, logs = swept(now() + 1.1 * DAY)
    assert [(one["event"], one["files"], one["drafts"]) for one in logs] == [("swept", 0, 1)]
    assert not draft.exists()


def test_a_storage_beside_an_empty_database_is_left_alone(app, swept):
    with app.app_context():
        open_storage(settings().media_url).put(name_of(b"x", "txt"), b"x")
    files, rows, _logs = swept(now() + 9 * DAY)
    assert (len(files), rows) == (1, 0)


KILLED = """
import os, signal, sys
from io import BytesIO
from pathlib import Path
sys.path.insert(0, "tests")
from support import drawn, people
from support.engines import make_config
from cms.actions import autosaves, media
from cms.app import create_app
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.storage import pictures
url, instance, moment = sys.argv[1:]
with create_app(make_config(url, Path(instance))).app_context():
    made = pictures.encode(BytesIO(drawn.file("JPEG", (90, 60))))
    media.store(made)
    if moment == "stored":
        os.kill(os.getpid(), signal.SIGKILL)
    begin_write(db.session)
    media.keep(made, original_name="x", by=people.actor("ann"), now=people.NOON)
    if moment == "written":
        os.kill(os.getpid(), signal.SIGKILL)
    db.session.commit()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("moment", ["stored", "written", "committed"])
def test_a_kill_leaves_bytes_without_a_row_at_worst(
    app, written, swept, database_url, tmp_path, moment
):
    used = written(lambda: names_of(_in_piece(kept.upload(size=(30, 20)))))
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, database_url, str(tmp_path), moment], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    with app.app_context():
        known = {
            f"{row[0]}.{row[1]}"
            for table in (Media, Rendition)
            for row in db.session.execute(select(table.sha256, table.extension))
        }
    files, rows, logs = swept(now())
    assert not [one for one in logs if one["event"] == "file missing"]
    assert known <= files
    assert rows == (2 if moment == "committed" else 1)
    if moment != "committed":
        assert len(files - used) == 3
        assert swept(now() + 2 * DAY)[:2] == (used, 1)


def test_the_worker_sweeps_every_hour():
    assert [one.every for one in DUTIES if one.run is sweep] == [3600.0]


def test_what_is_taken_at_the_last_moment_stays(written, swept):
    media_id = written(lambda: kept.upload(now=now() - 20 * DAY).id)
    written(lambda: media.attach(people.sent(), [db.session.get(Media, media_id)]))
    assert swept(now())[1] == 1
