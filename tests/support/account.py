"""Accounts with a password, for tests that sign in through the real form."""

from flask.testing import FlaskClient
from support.pages import Page, open_page

PASSWORD = "a sentence of the tests"
ANOTHER = "quite another sentence of theirs"


def sign_in(
    client: FlaskClient, name: str = "ann", password: str = PASSWORD, where: str = "/login"
) -> Page:
    return sign_in_at(client, f"{name}@demo.example", password, where)


def sign_in_at(
    client: FlaskClient,
    email: str = "ed@demo.example",
    password: str = PASSWORD,
    where: str = "/login",
) -> Page:
    """Send the form of the sign-in with any address; give the page that it leads to."""
    return open_page(client, where).form("/login").send(email=email, password=password)


def is_in(client: FlaskClient) -> bool:
    return client.get("/my/").status_code == 200
