"""Signing in and out: the only place that knows Flask-Security."""

import inspect
from typing import Any

from flask import Blueprint, Flask
from flask_security import LoginForm, SQLAlchemyUserDatastore, hash_password

from cms.extensions import db, security
from cms.models import Person
from cms.models.person import SecurityRole
from cms.web.accounts import factors
from cms.web.transactions import forged_comes_back

LONGEST_PASSWORD = 1_000
accounts = Blueprint("accounts", __name__)


def register(app: Flask) -> None:
    """Bind Flask-Security to our people."""
    datastore = SQLAlchemyUserDatastore(db, Person, SecurityRole)
    security.init_app(app, datastore, login_form=SignInForm)
    factors.register(app)
    # The token was checked before any view; the bare view says so in its form, not on a blank page.
    login = inspect.unwrap(app.view_functions["security.login"])
    app.view_functions["security.login"] = forged_comes_back(login)


class SignInForm(LoginForm):
    """Flask-Security's form, which hands any length to a hasher that raises past 4096."""

    def validate(self, **kwargs: Any) -> bool:  # noqa: ANN401  Flask-Security's signature
        """Refuse what can be nobody's password like any wrong one."""
        if len(self.password.data or "") > LONGEST_PASSWORD:
            self.password.data = ""
        return bool(super().validate(**kwargs))


def hashed(password: str) -> str:
    """Return the argon2 hash of a password."""
    return str(hash_password(password))
