"""The submit form with files in it, as its sender sees it."""

from support.pages import open_page
from support.submission import TYPED

from cms.extensions import db
from cms.models import Submission

WORDS = {
    "pictures-0-alt": "一台钻机立在雪地里",
    "pictures-0-caption": "开钻第一天",
    "pictures-0-credit": "王敏 摄",
}


def submit_form(client):
    return open_page(client, "/submit").form("/submit")


def upload(client, *files, **changes):
    return submit_form(client).send(action="upload", new_pictures=list(files), **TYPED | changes)


def shown(page):
    """The small pictures of a form, by their addresses."""
    return page.all("//*[contains(@class, 'picture')]//img/@src")


def sent_piece(app):
    with app.app_context():
        one = db.session.scalars(db.select(Submission)).one()
        return one.id, list(one.current.images), one.current.source_hash
