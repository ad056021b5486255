"""What Flask-Security is told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cms.config import Config
from cms.web.accounts import factors


def settings(config: Config) -> dict[str, Any]:
    """Return every setting of Flask-Security's that is not its default."""
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
    } | factors.settings(config)
