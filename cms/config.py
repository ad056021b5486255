"""Settings: what exists, what it means, and how a value is read from environment or file."""

import os
import secrets
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cms.errors import ConfigError

KNOWN_SECRETS = frozenset({"", "dev", "secret", "changeme", "change-me", "secret-key", "password"})
LOCALES = ("zh_Hans", "en")
PORTS = {"http": 80, "https": 443}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104  compared, not bound


def _site_url(value: str) -> str:
    parts = urlsplit(value.strip())
    rest = parts.path.strip("/") or parts.query or parts.fragment
    if parts.scheme not in PORTS or not parts.hostname or rest or parts.username is not None:
        raise ValueError
    # As browsers write it in their Host header, since other hosts get 400.
    host = f"[{parts.hostname}]" if ":" in parts.hostname else _ascii(parts.hostname)
    port = "" if parts.port in (None, PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _ascii(host: str) -> str:
    return host.encode("idna").decode("ascii")


def _database_url(value: str) -> str:
    if value.startswith("postgres://"):
        value = "postgresql://" + value.removeprefix("postgres://")
    if not value.startswith(("sqlite:///", "postgresql")):
        raise ValueError
    return value


def _secret(value: str) -> str:
    if value.strip().lower() in KNOWN_SECRETS or len(value) < 16:  # noqa: PLR2004  128 bits as hex halves
        raise ValueError
    return value


def _locale(value: str) -> str:
    if value not in LOCALES:
        raise ValueError
    return value


def _filled(value: str) -> str:
    if not value.strip():
        raise ValueError
    return value.strip()


def _timezone(value: str) -> str:
    return ZoneInfo(value).key


@dataclass(frozen=True)
class Setting:
    """One setting: its name after `CMS_`, its default, what it means and how it is read."""

    name: str
    default: str
    about: str
    read: Callable[[str], str] = field(default=str.strip, repr=False)
    remedy: str = ""


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "DATABASE_URL",
        "sqlite:///…/instance/copydesk.db",
        "Where the pieces live: SQLite or PostgreSQL.",
        _database_url,
        "write sqlite:////absolute/path.db or postgresql://user:password@host/name",
    ),
    Setting(
        "SECRET_KEY",
        "generated once into instance/secret_key",
        "Signs sessions and links; at least 16 characters, kept private.",
        _secret,
        "leave it unset to have one generated, or set a long random text",
    ),
    Setting(
        "SITE_URL",
        "http://localhost:8000",
        "The site's one address; every absolute link is built from it, other hosts get 400.",
        _site_url,
        "write scheme and host only, such as https://news.example",
    ),
    Setting(
        "SITE_NAME",
        "Copydesk",
        "The newsroom's name, as readers see it.",
        _filled,
        "write the name, or leave it unset",
    ),
    Setting("SITE_TAGLINE", "", "One line under the name."),
    Setting(
        "LOCALE",
        "zh_Hans",
        "The language where a reader's choice is unknown: zh_Hans or en.",
        _locale,
        "write zh_Hans or en",
    ),
    Setting(
        "TIMEZONE",
        "Asia/Shanghai",
        "The newsroom's time zone, an IANA name.",
        _timezone,
        "write a name such as Asia/Shanghai or Europe/London",
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True)
class Config:
    """The settings of one running newsroom, checked."""

    database_url: str
    secret_key: str
    site_url: str
    site_name: str
    site_tagline: str
    locale: str
    timezone: str
    instance: Path

    @property
    def host(self) -> str:
        """Return the one host, with its port where it has one, that requests may name."""
        return urlsplit(self.site_url).netloc

    @property
    def on_loopback(self) -> bool:
        """Tell whether the site is reachable from this machine only."""
        return urlsplit(self.site_url).hostname in LOOPBACK

    @property
    def secure(self) -> bool:
        """Tell whether readers come over HTTPS."""
        return self.site_url.startswith("https:")

    @property
    def zone(self) -> ZoneInfo:
        """Return the newsroom's time zone."""
        return ZoneInfo(self.timezone)


def load_config(environ: Mapping[str, str], instance: Path) -> Config:
    """Read environment over `instance/config.toml` over defaults.

    Raises:
        ConfigError: a name does not exist (the nearest one is named) or a value can't be used.
    """
    given = _from_file(instance / "config.toml") | _from_environ(environ)
    values = {name: _read(BY_NAME[name], value) for name, value in given.items()}
    instance.mkdir(parents=True, exist_ok=True)
    return Config(
        database_url=values.get("DATABASE_URL") or f"sqlite:///{instance / 'copydesk.db'}",
        secret_key=values.get("SECRET_KEY") or _kept_secret(instance / "secret_key"),
        instance=instance,
        **{
            key.lower(): values.get(key, BY_NAME[key].default)
            for key in ("SITE_URL", "SITE_NAME", "SITE_TAGLINE", "LOCALE", "TIMEZONE")
        },
    )


def _from_environ(environ: Mapping[str, str]) -> dict[str, str]:
    found = {key[4:]: value for key, value in environ.items() if key.startswith("CMS_")}
    for name in found:
        _must_exist(name, shown=f"CMS_{name}")
    return found


def _from_file(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError("%(path)s can't be read: %(why)s", path=path, why=error) from error
    found = {key.upper().removeprefix("CMS_"): str(value) for key, value in table.items()}
    for name in found:
        _must_exist(name, shown=f"{name.lower()} in {path.name}")
    return found


def _must_exist(name: str, *, shown: str) -> None:
    if name in BY_NAME:
        return
    near = get_close_matches(name, BY_NAME, n=1, cutoff=0.0)
    raise ConfigError(
        "There is no setting %(name)s. Did you mean CMS_%(near)s?", name=shown, near=near[0]
    )


def _read(setting: Setting, value: str) -> str:
    try:
        return setting.read(value)
    except (ValueError, KeyError, OSError) as error:
        raise ConfigError(
            "CMS_%(name)s can't be used: %(remedy)s.", name=setting.name, remedy=setting.remedy
        ) from error


def _kept_secret(path: Path) -> str:
    """Return the secret in the file; the first of several processes makes it, whole and private."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    try:
        return _secret(path.read_text("ascii").strip())
    except (ValueError, OSError) as error:
        raise ConfigError(
            "%(path)s holds no usable secret: delete it to have a new one made; that ends every"
            " session.",
            path=path,
        ) from error
