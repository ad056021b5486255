"""A trip of a browser to the other service and back, and the newsroom that it begins in."""

from urllib.parse import urlsplit

import pytest
from support import oidc
from support.engines import common_app, dispose, make_config
from support.pages import Page, open_page

from cms.extensions import db
from cms.models import Identity, Person


@pytest.fixture(name="service")
def running_service():
    """The other service, running."""
    with oidc.serve() as running:
        yield running


@pytest.fixture(name="app")
def app_with_service(database_url, tmp_path, service):
    """The newsroom of every test, with that service and a second factor for the desk."""
    given = {
        "second_factor": "editor,chief,admin",
        "oidc_issuer": service.url,
        "oidc_client_id": oidc.CLIENT,
        "oidc_client_secret": oidc.SECRET,
        "oidc_name": "The Institute",
    }
    made = common_app(make_config(database_url, tmp_path, **given))
    yield made
    dispose(made)


def set_out(client, form="/login/oidc", where="/login"):
    """Press the button; give the address of the service that the page leads to."""
    page = open_page(client, where).form(form).send()
    assert page.status == 200, page.words()
    return page.all("//main//a[@rel='noreferrer']")[0].get("href")


def come_back(client, address):
    """Open the address that the service sent the browser back to."""
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == "http://localhost"
    return open_page(client, f"{parts.path}?{parts.query}")


def sign_in(client, where="/login") -> Page:
    return come_back(client, oidc.visit(set_out(client, where=where)))


def counts(app):
    with app.app_context():
        return [
            db.session.scalar(db.select(db.func.count()).select_from(one))
            for one in (Person, Identity)
        ]
