"""The device that someone signed in from before: attacks on their account don't lock it out."""

from flask import Response, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from cms.text.secret import derive_token, new_token
from cms.web.context import config

LIFETIME = 365 * 24 * 3600  # seconds


def cookie_name() -> str:
    """Return the cookie's name, bound to this host where readers come over HTTPS."""
    return "__Host-device" if config().secure else "device"


def known_device(account: str) -> str | None:
    """Return the random name of this device if `account` signed in from it before."""
    try:
        told = _signer().loads(request.cookies.get(cookie_name(), ""), max_age=LIFETIME)
    except BadSignature:
        return None
    return str(told["device"]) if told["account"] == _hidden(account) else None


def remember_device(response: Response, account: str) -> None:
    """Let this device be known for a year; the cookie opens nothing."""
    told = {"account": _hidden(account), "device": known_device(account) or new_token()}
    response.set_cookie(
        cookie_name(),
        str(_signer().dumps(told)),
        max_age=LIFETIME,
        secure=config().secure,
        httponly=True,
        samesite="Lax",
    )


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(config().secret_key, salt="device")


def _hidden(account: str) -> str:
    return derive_token(config().secret_key, "device", account)
