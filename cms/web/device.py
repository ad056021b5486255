"""The devices that someone signed in from before: attacks on their account don't lock it out."""

from dataclasses import asdict, dataclass

from flask import Response, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from cms.text.secret import derive_token, new_token
from cms.web.context import config

LIFETIME = 365 * 24 * 3600  # seconds
MOST = 5  # accounts on a shared computer


@dataclass(frozen=True)
class Known:
    """One account that knows this device by a random name; `second` once a second factor was right.

    Whoever reads an account's mail gets as far as a password, so that alone proves no device.
    """

    account: str
    device: str
    second: bool


def cookie_name() -> str:
    """Return the cookie's name, bound to this host where readers come over HTTPS."""
    return "__Host-device" if config().secure else "device"


def known_device(account: str, *, second: bool = False) -> str | None:
    """Return the random name of this device if `account` signed in from it before.

    With `second` only if a second factor of the account was shown on it.
    """
    found = _of(account)
    return found.device if found and (found.second or not second) else None


def remember_device(response: Response, account: str, *, second: bool) -> None:
    """Let this device be known for a year; the cookie opens nothing."""
    before = _of(account)
    new = Known(
        _hidden(account),
        before.device if before else new_token(),
        second or (before is not None and before.second),
    )
    others = [one for one in _known() if one.account != new.account]
    told = [asdict(one) for one in [new, *others][:MOST]]
    response.set_cookie(
        cookie_name(),
        str(_signer().dumps(told)),
        max_age=LIFETIME,
        secure=config().secure,
        httponly=True,
        samesite="Lax",
    )


def _of(account: str) -> Known | None:
    hidden = _hidden(account)
    return next((one for one in _known() if one.account == hidden), None)


def _known() -> list[Known]:
    try:
        told = _signer().loads(request.cookies.get(cookie_name(), ""), max_age=LIFETIME)
    except BadSignature:
        return []
    return [Known(**one) for one in told]


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(config().secret_key, salt="devices")


def _hidden(account: str) -> str:
    return derive_token(config().secret_key, "device", account)
