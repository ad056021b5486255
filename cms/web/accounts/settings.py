"""What Flask-Security is told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cms.actions.account_letters import ADDRESS_HOURS, CONFIRM_HOURS, RESET_HOURS
from cms.actions.sessions import LONGEST
from cms.web.accounts.passwords import ARGON2, SHORTEST


def settings() -> dict[str, Any]:
    """Return every setting of Flask-Security's that is not its default."""
    ours = Path(__file__).parents[2] / "translations"
    return (
        {
            "SECURITY_URL_PREFIX": None,
            "SECURITY_STATIC_FOLDER": None,
            "SECURITY_LOGOUT_METHODS": ["POST"],
            "SECURITY_POST_LOGIN_VIEW": "accounts.home",
            "SECURITY_POST_LOGOUT_VIEW": "/",
            "SECURITY_POST_VERIFY_VIEW": "accounts.show_account",
            "SECURITY_RETURN_GENERIC_RESPONSES": True,
            # Whatever is to be said, our views say.
            "SECURITY_FLASH_MESSAGES": False,
            # It writes `private=True, no-store=True`, which no cache reads; our headers say it.
            "SECURITY_CACHE_CONTROL": None,
            "SECURITY_API_ENABLED_METHODS": ["session"],
            "SECURITY_I18N_DIRNAME": [str(ours), "builtin"],
            "SECURITY_DATETIME_FACTORY": lambda: datetime.now(UTC),
            "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
        }
        | _proofs()
        | _sessions()
        | _links()
    )


def _proofs() -> dict[str, Any]:
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": ARGON2,
        # argon2 salts each password itself; a second, global salt could only be lost.
        "SECURITY_PASSWORD_SINGLE_HASH": True,
        "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST,
        # Its own pages of second factors stay closed: see `halfway.SecondStep`.
        "SECURITY_TWO_FACTOR": False,
        "SECURITY_WEBAUTHN": False,
        "SECURITY_FRESHNESS": timedelta(minutes=15),
        "SECURITY_FRESHNESS_GRACE_PERIOD": timedelta(minutes=5),
    }


def _sessions() -> dict[str, Any]:
    return {
        "PERMANENT_SESSION_LIFETIME": LONGEST,
        # Rows say how long an unused session lasts; a cookie with every page would say no more.
        "SESSION_REFRESH_EACH_REQUEST": False,
        # People change networks all day; the row, not the address, makes a session theirs.
        "SESSION_PROTECTION": None,
    }


def _links() -> dict[str, Any]:
    return {
        "SECURITY_REGISTERABLE": True,
        "SECURITY_CONFIRMABLE": True,
        "SECURITY_RECOVERABLE": True,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_CHANGE_EMAIL": True,
        "SECURITY_CONFIRM_EMAIL_WITHIN": timedelta(hours=CONFIRM_HOURS),
        "SECURITY_RESET_PASSWORD_WITHIN": timedelta(hours=RESET_HOURS),
        "SECURITY_CHANGE_EMAIL_WITHIN": timedelta(hours=ADDRESS_HOURS),
        # What a link's signed secret holds of address and password: enough to see that they are
        # still the same. The default takes half a second, only where there is an account.
        "SECURITY_HASHING_SCHEMES": ["hex_sha256"],
    }
