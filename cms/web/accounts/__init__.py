"""Signing in and out: the only place that knows Flask-Security."""

import inspect
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask
from flask_security import LoginForm, SQLAlchemyUserDatastore, hash_password

from cms.extensions import db, security
from cms.models import Person
from cms.models.person import SecurityRole
from cms.web.transactions import forged_comes_back

LONGEST_PASSWORD = 1_000
accounts = Blueprint("accounts", __name__)


def settings() -> dict[str, Any]:
    """Return what Flask-Security is told: sign-in and sign-out, nothing else yet."""
    ours = Path(__file__).parents[2] / "translations"
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        # argon2 salts each password itself; a second, global salt could only be lost.
        "SECURITY_PASSWORD_SINGLE_HASH": True,
        "SECURITY_PASSWORD_LENGTH_MIN": 12,
        "SECURITY_URL_PREFIX": None,
        "SECURITY_LOGIN_URL": "/login",
        "SECURITY_LOGOUT_URL": "/logout",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_STATIC_FOLDER": None,
        # No page asks for the password again yet, so its route stays closed.
        "SECURITY_FRESHNESS": timedelta(minutes=-1),
        "SECURITY_POST_LOGIN_VIEW": "accounts.home",
        "SECURITY_POST_LOGOUT_VIEW": "/",
        "SECURITY_LOGIN_USER_TEMPLATE": "security/login_user.html",
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_SEND_REGISTER_EMAIL": False,
        "SECURITY_I18N_DIRNAME": [str(ours), "builtin"],
        "SECURITY_DATETIME_FACTORY": lambda: datetime.now(UTC),
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    }


def register(app: Flask) -> None:
    """Bind Flask-Security to our people."""
    datastore = SQLAlchemyUserDatastore(db, Person, SecurityRole)
    security.init_app(app, datastore, login_form=SignInForm)
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
