"""The key of one form: signed, so that it is ours, and dated, so that it runs out."""

from itsdangerous import BadSignature, URLSafeTimedSerializer

from cms.text.secret import derive_token, new_token
from cms.web.context import config

LIFETIME = 7 * 24 * 3600  # seconds; people write over days


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(config().secret_key, salt="form-key")


def new_key() -> str:
    """Return a fresh signed key."""
    return str(_signer().dumps(new_token()))


def read_key(signed: str) -> str | None:
    """Return the key inside, None when it is not ours or too old."""
    try:
        return str(_signer().loads(signed, max_age=LIFETIME))
    except BadSignature:
        return None


def link_token(key: str) -> str:
    """Return the private link's token for a form's key: the same when the form comes twice."""
    return derive_token(config().secret_key, "private-link", key)
