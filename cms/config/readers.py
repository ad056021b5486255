"""How a setting's text is read; each raises ValueError for what can't be used."""

import re
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

KNOWN_SECRETS = frozenset({"", "dev", "secret", "changeme", "change-me", "secret-key", "password"})
LOCALES = ("zh_Hans", "zh_Hant", "en")
PORTS = {"http": 80, "https": 443}
ROLES = ("contributor", "reviewer", "editor", "chief", "admin")
MOST_PROXIES = 9
LONGEST_TIMEOUT = 60  # seconds for one answer; a letter takes several, within its lease
MAIL_SCHEMES = frozenset({"smtp", "smtps", "smtp+starttls"})
ADDRESS = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+")


def site_url(value: str) -> str:
    """Return scheme and host as browsers write them in their Host header."""
    parts = urlsplit(value.strip())
    rest = parts.path.strip("/") or parts.query or parts.fragment
    if parts.scheme not in PORTS or not parts.hostname or rest or parts.username is not None:
        raise ValueError
    # Whatever differs from what browsers send would get 400.
    host = f"[{parts.hostname}]" if ":" in parts.hostname else _ascii(parts.hostname)
    port = "" if parts.port in (None, PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _ascii(host: str) -> str:
    return host.encode("idna").decode("ascii")


def database_url(value: str) -> str:
    """Return the database's address with SQLAlchemy's name of PostgreSQL."""
    if value.startswith("postgres://"):
        value = "postgresql://" + value.removeprefix("postgres://")
    if not value.startswith(("sqlite:///", "postgresql")):
        raise ValueError
    return value


def secret(value: str) -> str:
    """Return a secret that nobody can guess."""
    if value.strip().lower() in KNOWN_SECRETS or len(value) < 16:  # noqa: PLR2004  128 bits as hex halves
        raise ValueError
    return value


def locale(value: str) -> str:
    """Return an interface language."""
    if value not in LOCALES:
        raise ValueError
    return value


def filled(value: str) -> str:
    """Return a text that is not empty."""
    if not value.strip():
        raise ValueError
    return value.strip()


def timezone(value: str) -> str:
    """Return a time zone's IANA name."""
    return ZoneInfo(value).key


def mail_url(value: str) -> str:
    """Return the address of the server that takes our mail, or nothing."""
    parts = urlsplit(value.strip())
    options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    # With 0 no connection opens, and every letter would be given up as one that no server takes.
    soon = 1 <= int(options.pop("timeout", "1")) <= LONGEST_TIMEOUT
    server = parts.scheme in MAIL_SCHEMES and parts.hostname and soon and not options
    if value.strip() and not server:
        raise ValueError
    _ = parts.port  # raises for what is no number
    return value.strip()


def mail_from(value: str) -> str:
    """Return the bare address that letters come from, or nothing."""
    if value.strip() and not ADDRESS.fullmatch(value.strip()):
        raise ValueError
    return value.strip()


def media_url(value: str) -> str:
    """Return where pictures are kept: a folder, a bucket, or nothing for the instance's own."""
    parts = urlsplit(value.strip())
    folder = parts.scheme == "file" and parts.path.startswith("/") and not parts.netloc
    if value.strip() and not folder and not (parts.scheme == "s3" and parts.hostname):
        raise ValueError
    return value.strip()


def proxies(value: str) -> str:
    """Return how many proxies stand before the server, as a small number."""
    if not 0 <= int(value) <= MOST_PROXIES:
        raise ValueError
    return str(int(value))


def roles(value: str) -> str:
    """Return roles, joined by commas, or `none`."""
    named = [one.strip() for one in value.split(",")]
    if named != ["none"] and not set(named) <= set(ROLES):
        raise ValueError
    return ",".join(named)


def issuer(value: str) -> str:
    """Return a sign-in service's issuer address, or nothing."""
    parts = urlsplit(value.strip())
    if value.strip() and not (parts.scheme in PORTS and parts.hostname):
        raise ValueError
    return value.strip()
