"""Settings: what a running newsroom is told, from environment or file."""

import os
import secrets
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cms.config.readers import LOCALES, secret
from cms.config.settings import BY_NAME, SETTINGS, Setting
from cms.errors import ConfigError

__all__ = ["LOCALES", "LOOPBACK", "SETTINGS", "Config", "load_config", "names_site"]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104  compared, not bound
COMPUTED = frozenset({"DATABASE_URL", "SECRET_KEY", "MEDIA_URL"})  # their defaults lie in instance/


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
    mail_url: str = ""
    mail_from: str = ""
    media_url: str = ""
    proxies: str = "0"
    second_factor: str = "editor,chief,admin"
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = ""

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
        media_url=values.get("MEDIA_URL") or (instance / "media").resolve().as_uri(),
        instance=instance,
        **{
            key.lower(): values.get(key, one.default)
            for key, one in BY_NAME.items()
            if key not in COMPUTED
        },
    )


def names_site(environ: Mapping[str, str], instance: Path) -> bool:
    """Tell whether environment or file names the site's address; raises ConfigError as above."""
    return "SITE_URL" in _from_file(instance / "config.toml") | _from_environ(environ)


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
        return secret(path.read_text("ascii").strip())
    except (ValueError, OSError) as error:
        raise ConfigError(
            "%(path)s holds no usable secret: delete it to have a new one made; that ends every"
            " session.",
            path=path,
        ) from error
