"""Somebody who makes an account: registers, and confirms the address by the mailed link."""

from support.account import sign_in_at
from support.links import secret_of
from support.pages import open_page

from cms.extensions import db
from cms.models import Person

GOOD = {"name": "吴柏青", "email": "wu@demo.example"}
PASSWORD = "a sentence for the heat pump"


def register(client, **changes):
    return open_page(client, "/register").form().send(**GOOD | changes)


def person_at(app, email=GOOD["email"]):
    with app.app_context():
        return db.session.scalar(db.select(Person).where(Person.email == email))


def confirm_link(app, email=GOOD["email"]):
    return "/confirm/" + secret_of(app, email, "confirm")


def confirm(app, client, password=PASSWORD):
    return open_page(client, confirm_link(app)).form().send(password=password)


def sign_in(client, email=GOOD["email"], password=PASSWORD):
    return sign_in_at(client, email, password)
