"""Codes of six digits that an app makes anew every half minute (RFC 6238), and recovery codes."""

import base64
import hmac
import secrets
import unicodedata
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from cms.text.secret import derive_token

STEP = 30  # seconds that a code lasts
DIGITS = 6
KEY_BYTES = 20
DRIFT = (0, -1, 1)  # in steps: clocks differ, and typing takes its time
GROUP = 4
# Without i, l, o, u: nobody has to tell them from 1 and 0 or reads a word (Crockford).
RECOVERY_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
RECOVERY_LENGTH = 16  # 80 bits
RECOVERY_CODES = 10
MISREAD = str.maketrans("ilo", "110")


def new_key() -> str:
    """Return a new key of 160 bits, in base 32 as apps take it."""
    return base64.b32encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")


def grouped(text: str) -> str:
    """Return the text in groups of four, to type it by hand."""
    return " ".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def uri(key: str, account: str, issuer: str) -> str:
    """Return the address that a QR code hands to the app."""
    return _totp(key).get_provisioning_uri(account, issuer)


def code_at(key: str, moment: datetime) -> str:
    """Return the code of this half minute."""
    return _totp(key).generate(int(moment.timestamp())).decode("ascii")


def matching_step(key: str, typed: str, *, after: int | None, now: datetime) -> int | None:
    """Return the number of the half minute whose code was typed, counted since 1970.

    None when it is no code of this half minute or its neighbours, or not later than `after`.
    """
    given = "".join(one for one in unicodedata.normalize("NFKC", typed) if not one.isspace())
    if len(given) != DIGITS or not given.isascii() or not given.isdecimal():
        return None
    totp, current = _totp(key), int(now.timestamp()) // STEP
    found = [
        current + drift
        for drift in DRIFT
        if hmac.compare_digest(totp.generate((current + drift) * STEP), given.encode())
    ]
    return next((step for step in found if after is None or step > after), None)


def new_recovery_codes() -> list[str]:
    """Return ten codes such as `7k2m-9qxr-4t0v-w8ea`."""
    return ["-".join(grouped(_random()).split()) for _ in range(RECOVERY_CODES)]


def hash_recovery_code(secret: str, typed: str) -> str:
    """Return what is stored of a recovery code, however it was typed; only `secret` derives it."""
    plain = unicodedata.normalize("NFKC", typed).lower()
    kept = "".join(one for one in plain if one.isascii() and one.isalnum())
    return derive_token(secret, "recovery code", kept.translate(MISREAD))


def _random() -> str:
    return "".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_LENGTH))


def _totp(key: str) -> TOTP:
    return TOTP(base64.b32decode(key), DIGITS, SHA1(), STEP)  # noqa: S303  what apps know
