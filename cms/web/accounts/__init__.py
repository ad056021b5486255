"""Accounts: the only place that knows Flask-Security."""

from typing import Any

from flask import Blueprint, Flask
from flask.typing import RouteCallable
from flask_security import MailUtil, SQLAlchemyUserDatastore

from cms.extensions import db, security
from cms.models import Person
from cms.models.person import SecurityRole
from cms.web.accounts import address, browser, factors, registration, renewal, sign_in
from cms.web.accounts.forms import AskAgainForm, SignInForm
from cms.web.accounts.passwords import hashed

__all__ = ["accounts", "hashed", "register"]

accounts = Blueprint("accounts", __name__)
# Flask-Security's routes and settings with views of ours: its own write and commit while they
# hash, send mail themselves, and change things when a mail scanner follows a link.
VIEWS: dict[str, RouteCallable] = {
    "login": sign_in.sign_in,
    "verify": sign_in.ask_password,
    "register": registration.register,
    "send_confirmation": registration.send_confirmation,
    "confirm_email": registration.confirm_email,
    "forgot_password": renewal.forgot_password,
    "reset_password": renewal.reset_password,
    "change_password": renewal.change_password,
    "change_email": address.change_email,
    "change_email_confirm": address.confirm_new_address,
}


class NoMail(MailUtil):
    """Letters go through the outbox; Flask-Security sends none."""

    def send_mail(self, template: str, *_args: Any, **_kwargs: Any) -> None:  # noqa: ANN401
        """Refuse; a letter of this kind has to be written by `cms.actions.letters`."""
        raise LookupError(f"Flask-Security wants to send {template}, which is no letter of ours")


def register(app: Flask) -> None:
    """Bind Flask-Security to our people, views and sessions."""
    datastore = SQLAlchemyUserDatastore(db, Person, SecurityRole)
    security.init_app(
        app, datastore, login_form=SignInForm, verify_form=AskAgainForm, mail_util_cls=NoMail
    )
    # Flask-Principal would look up who is signed in for each of their requests, styles included,
    # to fill in permissions that no view asks for.
    security.principal.identity_loaders.clear()
    factors.register(app)
    security.want_json(lambda _request: False)
    for name, view in VIEWS.items():
        app.view_functions[f"security.{name}"] = view
    # Their links only show a button, which posts to the same address.
    for name, path in (("confirm_email", "confirm"), ("change_email_confirm", "change-email")):
        app.add_url_rule(f"/{path}/<token>", endpoint=f"security.{name}", methods=["POST"])
    sign_in.register(app)
    browser.register(app)
