"""Unguessable names: public ids of articles and the tokens of private links."""

import hashlib
import hmac
import secrets

ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
PUBLIC_ID_LENGTH = 8


def new_public_id() -> str:
    """Return eight random characters of 0-9 and a-z, for an article's permanent address."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


def new_token() -> str:
    """Return 192 random bits, URL-safe."""
    return secrets.token_urlsafe(24)


def new_secret() -> str:
    """Return 256 random bits, URL-safe: what signs a browser in."""
    return secrets.token_urlsafe(32)


def derive_token(secret: str, purpose: str, name: str) -> str:
    """Return 256 bits, in hex, that only the holder of `secret` can derive for this name."""
    named = f"{purpose}:{name}".encode("utf-8", "replace")
    return hmac.new(secret.encode(), named, hashlib.sha256).hexdigest()


def hash_token(token: str) -> str:
    """Return what is stored of a token: its SHA-256 in hex."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
