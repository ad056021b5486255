"""Letters to send, and what becomes of them."""

from dataclasses import replace

import pytest
from support import people
from support.people import NOON
from support.postoffice import post_office

from cms.actions.letters import Recipient, send
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.jobs.outbox import send_waiting
from cms.models import Job, MailMessage

TO = Recipient("wen@demo.example", "温叙白", "zh_Hans")


@pytest.fixture
def mail_url(app):
    """`mail_url("smtp://…")` tells the app where its mail server is."""

    def tell(url: str) -> None:
        app.extensions["cms_config"] = replace(app.extensions["cms_config"], mail_url=url)

    return tell


@pytest.fixture
def office(mail_url):
    with post_office() as (box, where):
        mail_url(f"smtp://{where}?timeout=2")
        yield box


@pytest.fixture
def written(app):
    """`written()` commits a letter and gives its number."""

    def write(letter: str = "test", **rest: object) -> int:
        with app.app_context():
            begin_write(db.session)
            number = send(letter, TO, now=NOON, **rest).id
            db.session.commit()
            return number

    return write


@pytest.fixture
def run(app):
    """`run()` is one run of the duty."""

    def work(now=NOON) -> int:
        with app.app_context():
            return send_waiting(now)

    return work


@pytest.fixture
def fate(app):
    """`fate(number)` is what became of a letter: its state, the error, the job's state."""

    def look(number: int) -> tuple[str, str, str]:
        with app.app_context():
            one = db.session.get(MailMessage, number)
            job = db.session.scalars(db.select(Job).where(Job.key == f"letter:{number}")).one()
            return one.state, one.error, job.state

    return look


@pytest.fixture
def made_guest(app):
    """The number of the letter that a guest's new piece writes."""
    with app.app_context():
        begin_write(db.session)
        people.sent(by=None)
        db.session.commit()
        return db.session.scalars(db.select(MailMessage.id)).one()
