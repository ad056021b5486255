"""`cms check` finds a sound newsroom sound, and names what is wrong with its remedy."""

import pytest
from support import people
from support.commands import look

from cms.extensions import db


@pytest.mark.usefixtures("newsroom")
def test_the_doctor_finds_a_sound_newsroom_sound(run):
    look(people.released)
    sound = run("check", SITE_NAME="恒温层")
    assert sound.exit_code == 0
    assert [line.split()[:2] for line in sound.output.splitlines()] == [
        ["settings", "ok"],
        ["address", "ok"],
        ["database", "ok"],
        ["mail", "ok"],
        ["storage", "ok"],
        ["record", "ok"],
        ["texts", "ok"],
    ]
    assert "恒温层" in sound.output


def test_the_doctor_names_a_database_that_is_not_migrated(run):
    bad = run("check")
    assert bad.exit_code == 1
    assert "cms db upgrade" in bad.output
    assert "Traceback" not in bad.output


@pytest.mark.usefixtures("newsroom")
def test_the_doctor_names_a_database_of_another_shape(run):
    look(lambda: db.session.execute(db.text("UPDATE alembic_version SET version_num = '0000'")))
    bad = run("check")
    assert bad.exit_code == 1
    assert "cms db upgrade" in bad.output


@pytest.mark.usefixtures("newsroom")
def test_the_doctor_names_a_record_that_was_changed(run):
    receipt = look(lambda: people.released().receipt)

    def forge():
        for (name,) in db.session.execute(
            db.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'")
        ).all():
            db.session.execute(db.text(f"DROP TRIGGER {name}"))
        db.session.execute(db.text("UPDATE event SET public_note = 'forged' WHERE number = 2"))

    look(forge)
    bad = run("check")
    assert bad.exit_code == 1
    assert f"record    bad  {receipt}: event 2" in bad.output


def test_the_doctor_names_a_setting_that_is_wrong(run):
    bad = run("check", SITE_URI="https://news.example")
    assert bad.exit_code == 1
    assert "Did you mean CMS_SITE_URL?" in bad.output
    assert "Traceback" not in bad.output
