"""Somebody who is invited, and who accepts."""

from support.pages import open_page

from cms.actions.invitations import token_of
from cms.extensions import db
from cms.models import Person

NEU = {"email": "neu@demo.example", "name": "沈 知遥", "role": "editor", "sections": ["news"]}
GOOD = {"name": "沈知遥", "password": "four quiet boreholes"}


def invite(browser, **changes):
    """Fill in the form as an admin; give the page that it leads to."""
    return open_page(browser, "/admin/people/invite").form("/invite").send(**NEU | changes)


def invited(app, email=NEU["email"]):
    """What the database has of the person, and the link as last sent; None for nobody."""
    with app.app_context():
        one = db.session.scalar(db.select(Person).where(Person.email == email))
        if one is None:
            return None
        kept = ("id", "name", "active", "password", "confirmed_at", "locale")
        return {name: getattr(one, name) for name in kept} | {
            "role": one.role.value,
            "sections": [each.slug for each in one.sections],
            "link": f"/invitation/{token_of(one)}",
        }
