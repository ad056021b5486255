"""Every setting: its name, its default and what it means."""

from collections.abc import Callable
from dataclasses import dataclass, field

from cms.config.readers import (
    database_url,
    filled,
    issuer,
    locale,
    mail_from,
    mail_url,
    media_url,
    proxies,
    roles,
    secret,
    site_url,
    timezone,
)


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
        database_url,
        "write sqlite:////absolute/path.db or postgresql://user:password@host/name",
    ),
    Setting(
        "SECRET_KEY",
        "generated once into instance/secret_key",
        "Signs sessions and links; at least 16 characters, kept private.",
        secret,
        "leave it unset to have one generated, or set a long random text",
    ),
    Setting(
        "SITE_URL",
        "http://localhost:8000",
        "The site's one address; every absolute link is built from it, other hosts get 400.",
        site_url,
        "write scheme and host only, such as https://news.example",
    ),
    Setting(
        "SITE_NAME",
        "Copydesk",
        "The newsroom's name, as readers see it.",
        filled,
        "write the name, or leave it unset",
    ),
    Setting("SITE_TAGLINE", "", "One line under the name."),
    Setting(
        "LOCALE",
        "zh_Hans",
        "The language where a reader's choice is unknown: zh_Hans, zh_Hant or en.",
        locale,
        "write zh_Hans, zh_Hant or en",
    ),
    Setting(
        "TIMEZONE",
        "Asia/Shanghai",
        "The newsroom's time zone, an IANA name.",
        timezone,
        "write a name such as Asia/Shanghai or Europe/London",
    ),
    Setting(
        "MAIL_URL",
        "",
        "The server that takes letters; unset, they are written to instance/outbox/.",
        mail_url,
        "write smtp://user:password@host:587 (smtps:// for TLS from the start, smtp+starttls:// to"
        " insist on it), ?timeout=10 in seconds",
    ),
    Setting(
        "MAIL_FROM",
        "",
        "The address letters come from; unset, it is desk@ and the site's host.",
        mail_from,
        "write a bare address such as desk@news.example",
    ),
    Setting(
        "MEDIA_URL",
        "file:///…/instance/media",
        "Where pictures and attachments are kept: a folder, or an S3 bucket.",
        media_url,
        "write file:///absolute/folder or s3://bucket?endpoint=https://host&region=name",
    ),
    Setting(
        "PROXIES",
        "0",
        "How many proxies stand before the server, whose X-Forwarded-For is believed.",
        proxies,
        "write a number, 0 when readers connect directly",
    ),
    Setting(
        "SECOND_FACTOR",
        "editor,chief,admin",
        "The roles that must sign in with a second factor, or none; demo accounts need none.",
        roles,
        "write roles joined by commas, or none",
    ),
    Setting(
        "OIDC_ISSUER",
        "",
        "The OpenID Connect service people may sign in with; unset, there is none.",
        issuer,
        "write its issuer address, such as https://login.example",
    ),
    Setting("OIDC_CLIENT_ID", "", "The name this site has at that service."),
    Setting("OIDC_CLIENT_SECRET", "", "The secret it shares with that service."),
    Setting("OIDC_NAME", "", "What the button to that service says."),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}
