"""The Flask application, put together."""

import os
from pathlib import Path
from typing import Any

import structlog
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from cms.config import Config, load_config
from cms.config.folders import PACKAGE, packed
from cms.extensions import csrf, db, mail, migrate
from cms.web import wiring
from cms.web.accounts.settings import settings as accounts_settings
from cms.web.bodies import BodyGate
from cms.web.hosts import AnyNameForMonitors
from cms.web.limits import largest


def create_app(config: Config | None = None) -> Flask:
    """Make the application from its settings, read from environment and `instance/` when absent.

    Raises:
        ConfigError: a setting is unknown or unsafe.
    """
    config = config or load_config(os.environ, Path.cwd() / "instance")
    app = Flask(
        "cms",
        root_path=str(PACKAGE),
        template_folder=str(packed("templates")),
        instance_path=str(config.instance),
    )
    app.extensions["cms_config"] = config
    app.config.from_mapping(flask_settings(config))
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    db.init_app(app)
    migrate.init_app(app, db, directory=str(packed("migrations")), render_as_batch=True)
    csrf.init_app(app)
    mail.init_app(app)
    wiring.register(app)
    app.wsgi_app = BodyGate(app.wsgi_app, largest)  # type: ignore[method-assign]
    app.wsgi_app = AnyNameForMonitors(app.wsgi_app, config.host)  # type: ignore[method-assign]
    if proxies := int(config.proxies):
        # Only the address of who asks: host and scheme are the settings' own.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=0, x_host=0, x_port=0, x_prefix=0
        )
    configure_logs()
    return app


def flask_settings(config: Config) -> dict[str, Any]:
    """Return the settings of Flask and its extensions that follow from ours."""
    return {
        "SECRET_KEY": config.secret_key,
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": {
            # What people wrote has no place in logs.
            "hide_parameters": True,
            "pool_pre_ping": config.database_url.startswith("postgres"),
        },
        "SESSION_COOKIE_NAME": "__Host-session" if config.secure else "session",
        "SESSION_COOKIE_SECURE": config.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        # Checked by hand, so that a form with an old token comes back with what was typed.
        "WTF_CSRF_CHECK_DEFAULT": False,
        # People write for days with a form open; the token lives as long as the session.
        "WTF_CSRF_TIME_LIMIT": None,
    } | accounts_settings()


def configure_logs() -> None:
    """Write one line an event, with time and level, for people to read."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
            spell_out,
        ],
        logger_factory=structlog.PrintLoggerFactory(),
    )


def spell_out(_logger: object, _method: str, line: Any) -> str:  # noqa: ANN401  structlog's
    """Write what can't be printed as its escape, so that nobody makes up lines or colours them."""
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in line
    )
