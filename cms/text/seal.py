"""Secrets that must be kept for a while: sealed so that the database alone reveals nothing."""

import base64

from cryptography.fernet import Fernet, InvalidToken

from cms.text.secret import derive_token


def seal(secret: str, purpose: str, text: str) -> str:
    """Return the text encrypted and signed under a key derived from `secret` for this purpose."""
    return _box(secret, purpose).encrypt(text.encode()).decode("ascii")


def unseal(secret: str, purpose: str, sealed: str) -> str:
    """Return what was sealed; raises ValueError when it was changed or `secret` is another one."""
    try:
        return _box(secret, purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise ValueError("sealed under another secret") from error


def _box(secret: str, purpose: str) -> Fernet:
    key = bytes.fromhex(derive_token(secret, "seal", purpose))
    return Fernet(base64.urlsafe_b64encode(key))
