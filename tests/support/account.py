"""Accounts with a password, for tests that sign in through the real form."""

from flask.testing import FlaskClient
from support.pages import Page, open_page

PASSWORD = "a sentence of the tests"
ANOTHER = "quite another sentence of theirs"


def sign_in(
    client: FlaskClient, name: str = "ann", password: str = PASSWORD, where: str = "/login"
) -> Page:
    form = open_page(client, where).form("/login")
    return form.send(email=f"{name}@demo.example", password=password)


def is_in(client: FlaskClient) -> bool:
    return client.get("/my/").status_code == 200
