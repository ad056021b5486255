"""The key of a browser's forms: signed, so that it is ours, and dated, so that it runs out."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import cast

from flask import session
from itsdangerous import BadSignature, URLSafeTimedSerializer

from cms.text.secret import derive_token, new_token
from cms.web.context import config

LIFETIME = 7 * 24 * 3600  # seconds; people write over days


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(config().secret_key, salt="form-key")


def new_key() -> str:
    """Return the signed key of this browser's session, the same for every form it opens.

    A form that comes back by the Back button is a new form with the old text.
    """
    return str(_signer().dumps(browser_key()))


def browser_key() -> str:
    """Return the key of this browser's session, made when it is first asked for."""
    return str(session.setdefault("form_key", new_token()))


def read_key(signed: str) -> str | None:
    """Return the key inside, None when it is not ours or too old."""
    try:
        return str(_signer().loads(signed, max_age=LIFETIME))
    except BadSignature:
        return None


def form_age(signed: str, moment: datetime) -> timedelta | None:
    """Return how long ago the form was made, to the second; None when it is not ours."""
    try:
        _key, made_at = _signer().loads(signed, return_timestamp=True)
    except BadSignature:
        return None
    return moment - cast("datetime", made_at)


def piece_key(key: str, sent: Mapping[str, object]) -> str:
    """Return the key of one piece: the same browser and the same content are the same piece."""
    content = json.dumps([key, sent], ensure_ascii=False, sort_keys=True, default=str)
    return derive_token(config().secret_key, "piece", content)
